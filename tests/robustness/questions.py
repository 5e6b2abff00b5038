"""Questions about the census, each with what must hold of its answer: all of it is of one state of the graph.

Every document asks for the office's name, which says which state that is; everything else in the answer is compared
with what was counted after that batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.robustness import census
from tests.robustness.census import State

Data = Mapping[str, Any]
Check = Callable[[Data, State], None]
STATES = census.states()


@dataclass(frozen=True, slots=True)
class Question:
    """A document, and what is true of its answer's data in a state."""

    name: str
    document: str
    check: Check

    def state(self, data: Data) -> State:
        """Of which state an answer is.

        Raises:
            AssertionError: it is of none.
        """
        stamp = data["stamp"]
        found = re.fullmatch(r"第(\d+)批普查", stamp["name"])
        assert found is not None, stamp
        state = STATES[int(found[1])]
        assert int(stamp["version"]) == state.version, stamp
        self.check(data, state)
        return state


def _counts(data: Data, state: State) -> None:
    assert data["all"] == {"totalCount": state.households, "aggregate": {"size": {"sum": str(state.persons)}}}, state
    county = data["county"]
    assert county["households"]["totalCount"] == county["households"]["aggregate"]["count"] == state.households, state
    assert county["neighbourHeads"]["totalCount"] == county["neighbourHeads"]["aggregate"]["count"] == state.heads, (
        state
    )


def _villages(data: Data, state: State) -> None:
    """Counters that are kept beside counts that are not."""
    found = [area["households"] for area in data["county"]["descendants"]["nodes"]]
    assert data["county"]["descendants"]["totalCount"] == census.VILLAGES
    assert [village["totalCount"] for village in found] == list(state.villages), state
    assert [village["aggregate"]["count"] for village in found] == list(state.villages), state


def _pool(data: Data, state: State) -> None:
    """Each household of the pool is in one of two places, and every list is as long as its count."""
    seen = {}
    for place, alias in enumerate(("first", "second")):
        homes = data[alias]["households"]
        assert homes["totalCount"] == len(homes["nodes"]), state
        for node in homes["nodes"]:
            assert node["place"]["key"] == census.POOLS[place]
            assert node["key"] not in seen
            assert int(node["version"]) <= state.version
            seen[node["key"]] = place
    assert [seen.get(key) for key in census.POOLED] == list(state.at), state
    assert len(seen) == census.POOL


def _pair(data: Data, state: State) -> None:
    """Two halves of a sum."""
    giver, taker = data["nodes"]
    assert (giver["size"], taker["size"]) == (state.giver, state.taker), state
    assert giver["size"] + taker["size"] == census.PERSONS
    assert int(giver["version"]) == int(taker["version"]) == state.version


def _guest(data: Data, state: State) -> None:
    """The group that moves stands below one of two villages, with all that lives in it."""
    guest = data["guest"]
    assert guest["parent"]["key"] == census.village(state.host), state
    assert [area["key"] for area in guest["ancestors"]] == [census.COUNTY, census.village(state.host)]
    assert guest["households"]["totalCount"] == len(guest["households"]["nodes"]) == census.GUESTS
    for n in (0, 1):
        village = data[f"village{n}"]
        children = [area["key"] for area in village["children"]["nodes"]]
        assert (census.GUEST in children) == (state.host == n), state
        assert village["households"]["totalCount"] == state.villages[n], state
        assert sum(area["households"]["totalCount"] for area in village["children"]["nodes"]) == state.villages[n]


def _search(data: Data, state: State) -> None:
    """Words found are those of the rows."""
    (edge,) = data["search"]["edges"]
    assert edge["node"] == {"key": census.OFFICE, **data["stamp"]}


def _groups(data: Data, state: State) -> None:
    homes = data["households"]
    assert homes["totalCount"] == state.households, state
    assert sum(group["count"] for group in homes["sizes"]["nodes"]) == state.households
    assert sum(group["count"] * group["key"]["size"] for group in homes["sizes"]["nodes"]) == state.persons
    areas = {group["key"]["areaAt"]["village"]["key"]: group["count"] for group in homes["places"]["nodes"]}
    assert [areas.get(census.village(v), 0) for v in range(census.VILLAGES)] == list(state.villages), state


def _past(data: Data, state: State) -> None:
    """What was before the census stays what it was."""
    assert data["before"]["households"]["totalCount"] == STATES[0].households
    assert data["giver"]["place"]["ancestors"][0]["key"] == census.COUNTY
    assert data["home"]["households"]["totalCount"] == census.POOL
    assert all(node["place"]["key"] == census.POOLS[0] for node in data["home"]["households"]["nodes"])


STAMP = f'stamp: organisation(id: "{census.OFFICE}") {{ name version }}'
_HOMES = "households(first: 1000) { totalCount nodes { key version size place { key } } }"
_VILLAGE = """
  households(first: 0) { totalCount }
  children(first: 50) { nodes { key households(first: 0) { totalCount } } }
"""

QUESTIONS: Sequence[Question] = (
    Question(
        "counts",
        f"""{{
          {STAMP}
          all: households(first: 0) {{ totalCount aggregate {{ size {{ sum }} }} }}
          county: area(id: "{census.COUNTY}") {{
            households(first: 0) {{ totalCount aggregate {{ count }} }}
            neighbourHeads(first: 0) {{ totalCount aggregate {{ count }} }}
          }}
        }}""",
        _counts,
    ),
    Question(
        "villages",
        f"""{{
          county: area(id: "{census.COUNTY}") {{
            descendants(level: VILLAGE, first: 50) {{
              totalCount
              nodes {{ households(first: 0) {{ totalCount aggregate {{ count }} }} }}
            }}
          }}
          {STAMP}
        }}""",
        _villages,
    ),
    Question(
        "pool",
        f"""{{
          first: area(id: "{census.POOLS[0]}") {{ {_HOMES} }}
          {STAMP}
          second: area(id: "{census.POOLS[1]}") {{ {_HOMES} }}
        }}""",
        _pool,
    ),
    Question(
        "pair",
        f'{{ nodes(ids: ["{census.GIVER}", "{census.TAKER}"]) {{ ... on Household {{ size version }} }} {STAMP} }}',
        _pair,
    ),
    Question(
        "guest",
        f"""{{
          {STAMP}
          guest: area(id: "{census.GUEST}") {{ parent {{ key }} ancestors {{ key }} {_HOMES} }}
          village0: area(id: "{census.village(0)}") {{ {_VILLAGE} }}
          village1: area(id: "{census.village(1)}") {{ {_VILLAGE} }}
        }}""",
        _guest,
    ),
    Question(
        "search",
        f"""{{
          search(text: "批普查", first: 5) {{ edges {{ node {{ ... on Organisation {{ key name version }} }} }} }}
          {STAMP}
        }}""",
        _search,
    ),
    Question(
        "groups",
        f"""{{
          households(first: 0) {{
            totalCount
            sizes: groups(by: [{{ property: SIZE }}], first: 500) {{ nodes {{ key {{ size }} count }} }}
            places: groups(by: [{{ areaAt: VILLAGE }}], first: 50) {{
              nodes {{ key {{ areaAt {{ village {{ key }} }} }} count }}
            }}
          }}
          {STAMP}
        }}""",
        _groups,
    ),
    Question(
        "past",
        f"""{{
          {STAMP}
          before: area(id: "{census.COUNTY}", asOf: "2020-01-01") {{ households(first: 0) {{ totalCount }} }}
          giver: household(id: "{census.GIVER}") {{ size place {{ name ancestors {{ key name }} }} }}
          home: area(id: "{census.POOLS[0]}", asOf: "2020-01-01") {{ {_HOMES} }}
        }}""",
        _past,
    ),
)

"""What the peer is asked for each question, and its data in the form of ours.

Its links are lists with filters of their own, and it knows no date: each filter of validity is spelt out. Ids are
numbers, which become ours here. ``types.graphql`` has its types, ``server.js`` serves it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from bench.neo4j.raw.answers import OPEN, PAGE
from graph_schema.keys import format_key, region_of

Json: TypeAlias = dict[str, Any]

_NODE = "validFrom: { lte: $day }, validTo: { gt: $day }"
_EDGE = "since: { lte: $day }, until: { gt: $day }"
_VALID = f"edge: {{ {_EDGE} }}, node: {{ {_NODE} }}"

POINT = f"""
query Point($id: BigInt!, $day: Date!) {{
  households(where: {{ sk: {{ eq: $id }} }}) {{
    sk registerNumber size pointsFile
    placeConnection(where: {{ {_VALID} }}) {{ edges {{ node {{ name }} }} }}
    neighbourHeadConnection(where: {{ {_VALID} }}) {{ edges {{ node {{ holder }} }} }}
  }}
}}
"""
NESTED = f"""
query Nested($id: BigInt!, $day: Date!) {{
  areas(where: {{ sk: {{ eq: $id }} }}) {{
    sk name
    belowConnection(
      first: 20
      sort: [{{ node: {{ sk: ASC }} }}]
      where: {{ edge: {{ depth: {{ gt: 0 }}, {_EDGE} }}, node: {{ level: {{ eq: "VILLAGE" }}, {_NODE} }} }}
    ) {{
      edges {{
        node {{
          sk name
          households(first: 20, day: $day) {{
            sk registerNumber size
            neighbourHeadConnection(where: {{ {_VALID} }}) {{ edges {{ properties {{ since }} node {{ holder }} }} }}
          }}
        }}
      }}
    }}
  }}
}}
"""
PAGED = f"""
query Page($offset: Int!, $day: Date!) {{
  households(limit: {PAGE + 1}, offset: $offset, sort: [{{ size: DESC }}, {{ sk: ASC }}], where: {{ {_NODE} }}) {{
    sk registerNumber size
  }}
}}
"""
ALLIANCE = f"""
query Alliance($id: BigInt!, $day: Date!) {{
  organisations(where: {{ sk: {{ eq: $id }} }}) {{
    sk name
    alliancesConnection(
      first: 20
      where: {{ {_VALID} }}
      sort: [{{ node: {{ sk: ASC }} }}, {{ edge: {{ since: ASC }} }}, {{ edge: {{ role: ASC }} }}]
    ) {{
      edges {{
        properties {{ role since }}
        node {{
          sk name founded
          membersConnection(
            first: 100
            where: {{ {_VALID} }}
            sort: [{{ node: {{ sk: ASC }} }}, {{ edge: {{ since: ASC }} }}, {{ edge: {{ role: ASC }} }}]
          ) {{ edges {{ properties {{ role since until }} node {{ sk name }} }} }}
        }}
      }}
    }}
  }}
}}
"""


def groups(townships: Sequence[int]) -> str:
    """A document with an aggregation a township, of the nodes that have its number: it has no groups."""
    roots = "\n".join(
        f'  t{key}: householdsConnection(where: {{ township: {{ eq: "{key}" }}, {_NODE} }})'
        " { aggregate { count { nodes } node { size { sum } } } }"
        for key in townships
    )
    names = "  areas(where: { sk: { in: $below } }) { sk name }"
    return f"query Groups($below: [BigInt!]!, $day: Date!) {{\n{names}\n{roots}\n}}"


def _only(connection: Mapping[str, Any]) -> Any:
    """The one entry of a connection, or None."""
    edges = connection["edges"]
    return edges[0] if edges else None


def _household(found: Json) -> Json:
    return {
        "id": format_key("hh", int(found["sk"])),
        "registerNumber": found["registerNumber"],
        "size": found["size"],
    }


def _point(data: Json, ids: Mapping[str, Any]) -> Json:
    (found,) = data["households"]
    place, head = _only(found["placeConnection"]), _only(found["neighbourHeadConnection"])
    return {
        "household": {
            **_household(found),
            "pointsFile": found["pointsFile"],
            "place": None if place is None else {"name": place["node"]["name"]},
            "neighbourHead": None if head is None else {"node": {"holder": head["node"]["holder"]}},
        }
    }


def _with_head(found: Json) -> Json:
    head = _only(found["neighbourHeadConnection"])
    shown = None if head is None else {"since": head["properties"]["since"], "node": {"holder": head["node"]["holder"]}}
    return {**_household(found), "neighbourHead": shown}


def _nested(data: Json, ids: Mapping[str, Any]) -> Json:
    (area,) = data["areas"]
    nodes = [
        {
            "id": format_key("area", int(edge["node"]["sk"])),
            "name": edge["node"]["name"],
            "households": {"nodes": [_with_head(household) for household in edge["node"]["households"]]},
        }
        for edge in area["belowConnection"]["edges"]
    ]
    return {"area": {"id": format_key("area", int(area["sk"])), "name": area["name"], "descendants": {"nodes": nodes}}}


def _page(data: Json, ids: Mapping[str, Any]) -> Json:
    found = data["households"]
    nodes = [_household(one) for one in found[:PAGE]]
    return {"households": {"nodes": nodes, "pageInfo": {"hasNextPage": len(found) > PAGE}}}


def _alliance(data: Json, ids: Mapping[str, Any]) -> Json:
    (organisation,) = data["organisations"]
    edges = [
        {
            "role": edge["properties"]["role"],
            "since": edge["properties"]["since"],
            "node": {
                "key": format_key("alliance", int(edge["node"]["sk"])),
                "name": edge["node"]["name"],
                "founded": edge["node"]["founded"],
                "members": {"edges": [_member(member) for member in edge["node"]["membersConnection"]["edges"]]},
            },
        }
        for edge in organisation["alliancesConnection"]["edges"]
    ]
    key = format_key("org", int(organisation["sk"]))
    return {"organisation": {"key": key, "name": organisation["name"], "alliances": {"edges": edges}}}


def _member(edge: Json) -> Json:
    link, key = edge["properties"], int(edge["node"]["sk"])
    return {
        "role": link["role"],
        "since": link["since"],
        "until": None if link["until"] == OPEN else link["until"],
        "node": {"key": format_key("org", key), "region": region_of(key), "name": edge["node"]["name"]},
    }


def _groups(data: Json, ids: Mapping[str, Any]) -> Json:
    names = {int(area["sk"]): area["name"] for area in data["areas"]}
    nodes = []
    for key in sorted(names):
        found = data[f"t{key}"]["aggregate"]
        if found["count"]["nodes"]:
            township = {"id": format_key("area", key), "name": names[key]}
            nodes.append(
                {
                    "key": {"areaAt": {"township": township}},
                    "count": found["count"]["nodes"],
                    "size": {"sum": str(found["node"]["size"]["sum"])},
                }
            )
    return {"area": {"id": ids["id"], "households": {"groups": {"nodes": nodes}}}}


AS_OURS: Mapping[str, Callable[[Json, Mapping[str, Any]], Json]] = MappingProxyType(
    {
        "point": _point,
        "nested": _nested,
        "page": _page,
        "page_deep": _page,
        "alliance": _alliance,
        "groups": _groups,
    }
)
"""By question: the peer's data, and the variables of ours, to the data of ours."""

DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {"point": POINT, "nested": NESTED, "page": PAGED, "page_deep": PAGED, "alliance": ALLIANCE}
)
"""By question, but for ``groups``, whose document names the townships."""

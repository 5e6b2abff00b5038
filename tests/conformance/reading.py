"""The port of ``hub/stores/base.py``: questions asked through the hub, and of the port what no question can say."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.keys import pack
from hub.api.question import Question
from hub.api.service import Service
from hub.errors import Code, StoreError
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.base import Bound, Parents, ReadStore, Row, Snapshot, Window, row_width
from hub.stores.door import Door
from tests.conformance import graph
from tests.conformance.graph import TODAY, WRITTEN
from tests.conformance.questions import COUNTY, NEW, QUESTIONS, TOWN, Asked
from tests.differential.harness import SETTINGS, SHARED

SECONDS = 600
"""Until the deadline of what is no test of deadlines."""
HERE = 510681


GUARDED = f"""{{
  area(id: "{NEW}") {{ name }}
  town: area(id: "{TOWN}") {{
    children {{ nodes {{ name }} }}
    households {{ totalCount }}
    descendants {{ totalCount }}
  }}
  areas(filter: {{level: {{eq: VILLAGE}}}}) {{ nodes {{ name }} }}
  search(text: "友谊") {{ totalCount }}
  households {{ groups(by: [{{areaAt: VILLAGE}}]) {{ nodes {{ key {{ areaAt {{ village {{ name }} }} }} count }} }} }}
  areaByCode(code: "510681101202") {{ name }}
  group: area(id: "area:510681:00000007") {{ name parent {{ name }} ancestors {{ name }} }}
}}"""
"""Ways to a village that is hidden."""
MASKED = """{
  households(orderBy: [{field: SIZE, direction: DESC}]) {
    nodes { registerNumber size }
    aggregate { size { sum max } }
    groups(by: [{property: SIZE}]) { nodes { key { size } count } }
  }
  some: households(filter: {size: {gt: 0}}) { totalCount }
  none: households(filter: {size: {isNull: true}}) { totalCount }
}"""
"""Uses of a property that is masked."""


class Called(NamedTuple):
    """A fetch as it was asked of a store, and the rows that it gave."""

    plan: p.Plan
    fetch: p.Fetch
    parents: Parents
    bound: Bound
    window: Window | None
    rows: Sequence[Row]

    def again(self, snapshot: Snapshot, parents: Parents | None = None) -> Coroutine[Any, Any, Sequence[Row]]:
        """The same once more, perhaps for others."""
        return snapshot.fetch(self.plan, self.fetch, parents or self.parents, self.bound, self.window)


class Recording:
    """A store that goes level by level, and tells what it was asked."""

    def __init__(self, store: ReadStore) -> None:
        self.name = store.name
        self.capability = replace(store.capability, along=0)
        self.called: list[Called] = []
        self._store = store

    def snapshot(self, deadline: float) -> AbstractAsyncContextManager[Snapshot]:
        """See ``ReadStore``."""
        return self._snapshot(deadline)

    @asynccontextmanager
    async def _snapshot(self, deadline: float) -> AsyncIterator[Snapshot]:
        async with self._store.snapshot(deadline) as snapshot:
            fetch = snapshot.fetch

            async def recording(*asked: Any) -> Sequence[Row]:
                rows = await fetch(*asked)
                self.called.append(Called(*asked, [tuple(row) for row in rows]))
                return rows

            snapshot.fetch = recording  # type: ignore[method-assign]
            yield snapshot


@dataclass(frozen=True)
class Place:
    """A store that holds the graph. ``loop``: runs a coroutine on the loop that the store lives on; ``door``: opens it
    for writing, if that can be done.
    """

    store: ReadStore
    loop: Callable[[Coroutine[Any, Any, Any]], Any]
    door: Callable[[], Door] | None = None

    def service(self, **more: Any) -> Service:
        """The hub over it."""
        return SHARED.service(self.store, SETTINGS, **more)

    def ask(self, document: str, service: Service | None = None) -> dict[str, Any]:
        """The answer to a question."""
        question = Question(document, deadline=SECONDS)
        body = self.loop((service or self.service()).answer(question)).body
        answer: dict[str, Any] = json.loads(body)
        return answer

    def calls(self, document: str) -> list[Called]:
        """What a question asks of the store, level by level."""
        recording = Recording(self.store)
        question = Question(document, deadline=SECONDS)
        self.loop(SHARED.service(recording, SETTINGS).answer(question))
        return recording.called

    def within(self, work: Callable[[Snapshot], Coroutine[Any, Any, Any]], seconds: float = SECONDS) -> Any:
        """What some work with a snapshot gives."""

        async def working() -> Any:
            async with self.store.snapshot(time.monotonic() + seconds) as snapshot:
                return await work(snapshot)

        return self.loop(working())


def asked_for(called: Sequence[Called], kind: type[object]) -> Called:
    """The one fetch that is found in a way."""
    [found] = [one for one in called if isinstance(one.fetch.found, kind)]
    return found


def packed(number: int) -> int:
    return pack(str(HERE), number)


class Reading:
    """Every store answers so."""

    @pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS.keys())
    def test_answers(self, place: Place, asked: Asked) -> None:
        answer = place.ask(asked.document)
        assert answer["data"] == asked.data
        assert tuple(error["extensions"]["code"] for error in answer.get("errors", ())) == asked.codes
        found = {one["list"]: one["count"] for one in answer.get("extensions", {}).get("unresolved", ())}
        assert found == dict(asked.unresolved)

    @pytest.mark.parametrize(
        ("order", "numbers"),
        [
            ("", ["001", "002", "003", "004"]),
            ("orderBy: [{field: SIZE}]", ["004", "001", "003", "002"]),
            ("orderBy: [{field: SIZE, direction: DESC}]", ["002", "001", "003", "004"]),
            ("orderBy: [{field: POINTS_FILE, direction: DESC}]", ["001", "002", "003", "004"]),
            ("orderBy: [{field: POINTS_FILE}, {field: SIZE}]", ["002", "001", "004", "003"]),
            ("orderBy: [{field: VALID_FROM}, {field: REGISTER_NUMBER, direction: DESC}]", ["004", "003", "002", "001"]),
        ],
    )
    def test_cursors_lead_through_a_list_both_ways(self, place: Place, order: str, numbers: list[str]) -> None:
        found, cursor = [], ""
        for _ in numbers:
            page = place.ask(
                f"{{ households({order} first: 1 {cursor}) {{ edges {{ cursor node {{ registerNumber }} }} }} }}"
            )
            [edge] = page["data"]["households"]["edges"]
            found.append(edge["node"]["registerNumber"])
            cursor = f'after: "{edge["cursor"]}"'
        assert found == numbers
        found, cursor = [], cursor.replace("after", "before")
        for _ in numbers[1:]:
            page = place.ask(
                f"{{ households({order} last: 1 {cursor}) {{ edges {{ cursor node {{ registerNumber }} }} }} }}"
            )
            [edge] = page["data"]["households"]["edges"]
            found.append(edge["node"]["registerNumber"])
            cursor = f'before: "{edge["cursor"]}"'
        assert found == numbers[-2::-1]

    def test_cursors_of_groups(self, place: Place) -> None:
        text = (
            "{{ households {{ groups(by: [{{property: SIZE}}], first: 2 {0}) "
            "{{ edges {{ cursor node {{ key {{ size }} }} }} }} }} }}"
        )
        edges = place.ask(text.format(""))["data"]["households"]["groups"]["edges"]
        assert [edge["node"]["key"]["size"] for edge in edges] == [1, 3]
        after = f'after: "{edges[-1]["cursor"]}"'
        edges = place.ask(text.format(after))["data"]["households"]["groups"]["edges"]
        assert [edge["node"]["key"]["size"] for edge in edges] == [5]

    # what an asker may not see

    def test_a_guard_hides_a_subtree_from_every_way_of_asking(self, place: Place) -> None:
        hidden = w.Compare("ne", w.Of("key"), NEW)
        service = place.service(rules=lambda plan: replace(plan, guard={"Area": hidden}))
        answer = place.ask(GUARDED, service)
        assert answer["data"] == {
            "area": None,
            "town": {
                "children": {"nodes": [{"name": "石门村"}]},
                "households": {"totalCount": 1},
                "descendants": {"totalCount": 1},
            },
            "areas": {"nodes": [{"name": "石门村"}]},
            "search": {"totalCount": 0},
            "households": {
                "groups": {
                    "nodes": [
                        {"key": {"areaAt": {"village": {"name": "石门村"}}}, "count": 1},
                        {"key": {"areaAt": {"village": None}}, "count": 3},
                    ]
                }
            },
            "areaByCode": None,
            "group": {"name": "第10组", "parent": None, "ancestors": []},
        }

    def test_a_mask_is_null_wherever_a_property_is_used(self, place: Place) -> None:
        service = place.service(rules=lambda plan: replace(plan, masks=frozenset({("Household", "size")})))
        answer = place.ask(MASKED, service)
        assert answer["data"] == {
            "households": {
                "nodes": [{"registerNumber": f"00{n}", "size": None} for n in (1, 2, 3, 4)],
                "aggregate": {"size": {"sum": None, "max": None}},
                "groups": {"nodes": [{"key": {"size": None}, "count": 4}]},
            },
            "some": {"totalCount": 0},
            "none": {"totalCount": 4},
        }

    # what no question can say

    def test_rows_keep_the_contract(self, place: Place) -> None:
        called = place.calls(
            '{ household(id: "hh:510681:00000002") { id size pointsFile validFrom validTo registerNumber } '
            'project(id: "proj:510681:00000001") { budget } }'
        )
        home, project = (one for one in called if isinstance(one.fetch.found, p.ByKey))
        [row], [other] = home.rows, project.rows
        values = dict(zip([(c.of, c.property and c.property.name) for c in _columns(home)], row[1:], strict=False))
        assert values["key", None] == packed(2)
        assert values["property", "size"] == 5
        assert values["property", "pointsFile"] == 0
        assert values["property", "registerNumber"] == "002"
        assert values["validFrom", None] == graph.REFORM.toordinal()
        assert values["validTo", None] == 3_652_059
        assert 1050 in other
        for one in called:
            assert {len(row) for row in one.rows} <= {row_width(one.fetch)}

    def test_a_parent_that_is_asked_for_twice_has_its_rows_twice(self, place: Place) -> None:
        called = asked_for(place.calls(f'{{ area(id: "{TOWN}") {{ children {{ nodes {{ id }} }} }} }}'), p.AlongLink)
        town, other = packed(2), packed(3)
        rows = place.within(lambda s: called.again(s, Parents([town, other, town], TODAY.toordinal())))
        first, last = [row[1:] for row in rows if row[0] == 0], [row[1:] for row in rows if row[0] == 2]
        assert [row[1] for row in rows] == [packed(5), packed(6)] * 2
        assert list(map(list, first)) == list(map(list, last))
        assert [row[0] for row in rows] == [0, 0, 2, 2]

    def test_a_parent_that_is_not_there_leads_nowhere(self, place: Place) -> None:
        called = asked_for(place.calls(f'{{ area(id: "{TOWN}") {{ children {{ nodes {{ id }} }} }} }}'), p.AlongLink)
        nowhere = Parents([packed(99), None, packed(2)], TODAY.toordinal())
        rows = place.within(lambda s: called.again(s, nowhere))
        assert [(row[0], row[1]) for row in rows] == [(2, packed(5)), (2, packed(6))]
        assert list(place.within(lambda s: called.again(s, Parents([packed(99)], TODAY.toordinal())))) == []

    def test_each_parent_has_its_own_day(self, place: Place) -> None:
        called = asked_for(place.calls(f'{{ area(id: "{TOWN}") {{ children {{ nodes {{ id }} }} }} }}'), p.AlongLink)
        days = [TODAY.toordinal(), graph.BEGIN.toordinal(), graph.REFORM.toordinal()]
        rows = place.within(lambda s: called.again(s, Parents([packed(2)] * 3, days[0], days)))
        assert [(row[0], row[1]) for row in rows] == [
            (0, packed(5)),
            (0, packed(6)),
            (1, packed(4)),
            (2, packed(5)),
        ]

    def test_fetches_at_once(self, place: Place) -> None:
        called = place.calls(
            f'{{ area(id: "{COUNTY}") {{ children {{ nodes {{ households {{ nodes {{ id }} }} }} }} }} '
            "households { nodes { size } } }"
        )

        async def at_once(snapshot: Snapshot) -> list[Sequence[Row]]:
            return await asyncio.gather(*(one.again(snapshot) for one in called * 3))

        found = place.within(at_once)
        assert [[tuple(row) for row in rows] for rows in found] == [one.rows for one in called * 3]

    def test_a_deadline_that_has_passed(self, place: Place) -> None:
        """What is done in an instant may be answered all the same; the store is none the worse for it."""
        [called] = place.calls("{ households { nodes { size } } }")

        async def late(snapshot: Snapshot) -> Sequence[Row] | Code:
            try:
                return await called.again(snapshot)
            except StoreError as error:
                return error.code

        for _ in range(3):
            found = place.within(late, seconds=-1)
            assert found is Code.DEADLINE or [tuple(row) for row in found] == called.rows
        assert [tuple(row) for row in place.within(called.again)] == called.rows

    def test_what_a_fetch_cost_is_told(self, place: Place) -> None:
        [called] = place.calls("{ households { nodes { size } } }")

        async def asking(snapshot: Snapshot) -> list[Any]:
            before = time.monotonic()
            await called.again(snapshot)
            assert all(before <= trace.began <= time.monotonic() for _, trace in snapshot.traces)
            return snapshot.traces

        [(number, trace)] = place.within(asking)
        assert number == called.fetch.number
        assert trace.store == place.store.name
        assert trace.statement
        assert trace.error == ""

    def test_what_is_unresolved_is_counted_by_itself(self, place: Place) -> None:
        called = asked_for(
            place.calls(
                '{ alliance(id: "alliance:510681:00000001") { members(filter: {stars: {gt: 2}}) { nodes { id } } } }'
            ),
            p.AlongLink,
        )
        one, nowhere = called.parents, Parents([packed(99)], TODAY.toordinal())
        for parents, count in ((one, 1), (nowhere, 0), (replace(one, keys=[*one.keys, None]), 1)):
            given = (called.plan, called.fetch, parents, called.bound)
            assert place.within(lambda s, given=given: s.unresolved(*given)) == count

    def test_summary(self, place: Place) -> None:
        summary = place.within(lambda s: s.summary(TODAY.toordinal()))
        counts = {kind.kind: kind.count for kind in summary.kinds}
        assert counts == {
            "Agreement": 1,
            "Alliance": 1,
            "Area": 7,
            "AreaSet": 1,
            "Fact": 1,
            "Household": 4,
            "Organisation": 4,
            "Posting": 3,
            "Project": 3,
        }
        assert [tuple(one) for one in summary.indicators] == [("人口", "人", 1)]

    def test_the_version_is_that_of_what_was_read(self, place: Place) -> None:
        """Of a store that can be written to: it rises with a change, and the next question sees it."""
        if place.door is None:
            pytest.skip("a store that is only read")
        [called] = place.calls("{ households { nodes { size } } }")

        async def asking(snapshot: Snapshot) -> tuple[Sequence[Row], int]:
            return await called.again(snapshot), snapshot.version

        _, version = place.within(asking)
        with place.door() as door:
            for step, size in enumerate((2, 1), 1):
                change = UpsertNodes("Household", ("id", "size"), [(graph.key("hh", 4), size)])
                assert door.apply([change], **WRITTEN).seq == version + step
                rows, seen = place.within(asking)
                assert [row[-1] for row in rows] == [3, 5, 3, size]
                assert seen == version + step


def _columns(called: Called) -> Sequence[p.Column]:
    give = called.fetch.give
    assert isinstance(give, p.Rows)
    return give.read.columns

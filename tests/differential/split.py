"""The graph split by owner over two stores, asked as one.

Operations begin in the first store and cross to the second by links through stubs. Where the second fails or is late,
what it owns is null with one error of code and region, and nothing else changes.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio

from graph_schema.keys import region_of
from graph_schema.model import Kind
from hub.api.question import Question
from hub.api.service import Routing, Service
from hub.errors import Code, StoreError
from hub.planner import meaning as m
from hub.planner import plan as p
from hub.planner.surface import lower
from hub.stores.base import Bound, Parents, ReadStore, Row, Snapshot, Window

from .compare import canonical_of, difference
from .graphs import CURSOR_KEY, HUB, MODEL, TODAY
from .harness import SETTINGS, SHARED, Loop, fill, hollow
from .oracle import Graph, execute

FIRST, SECOND = "510681", "elsewhere"
"""The first hub owns this region, the second all others."""
DAYS = ("2016-01-01", "2019-06-30", "2021-03-15", "2024-06-16", "2030-12-31")


# Operations that go from node to node over links


@dataclass
class Walk:
    """Random selections over values and links between kinds that may leave their hub; every object says its region, so
    that a reader can tell its owner.
    """

    random: random.Random

    def operation(self, graph: Graph) -> str:
        kind = MODEL.kind(self.random.choice(("Alliance", "Agreement", "Project", "Organisation", "Fact")))
        own = [n for n in graph.by_kind[kind.name] if n.region == FIRST]
        roots = " ".join(
            f'r{n}: {lower(kind.name)}(id: "{self.random.choice(own).key}"{self.day(", ")}) {self.node(kind, 3)}'
            for n in range(self.random.randint(1, 3))
        )
        return f"{{ {roots} }}"

    def day(self, before: str = "(", after: str = "") -> str:
        if self.random.random() > 0.2:
            return ""
        return f'{before}asOf: "{self.random.choice(DAYS)}"{after}'

    def node(self, kind: Kind, depth: int) -> str:
        fields = ["region"]
        chosen = [f for f in SHARED.surface.objects[kind.name].fields if f.name != "version"]
        for definition in self.random.sample(chosen, min(len(chosen), 7)):
            match definition.meaning:
                case m.Meta() | m.Value():
                    fields.append(definition.name)
                case m.Parts(part):
                    fields.append(f"{part.name} {{ {' '.join(q.name for q in part.properties)} since }}")
                case m.ToOne(end) if depth and MODEL.kind(end.other).leaves:
                    fields.append(f"{end.name}{self.day(after=')')} {self.node(MODEL.kind(end.other), depth - 1)}")
                case m.ToMany(end) if depth and MODEL.kind(end.other).leaves and not end.link.lineage:
                    below = self.connection(MODEL.kind(end.other), end.link.properties, depth)
                    fields.append(f"{end.name}({self.page()}) {below}")
                case _:
                    continue
        return f"{{ {' '.join(dict.fromkeys(fields))} }}"

    def page(self) -> str:
        args = [f"{self.random.choice(('first', 'last'))}: {self.random.randint(1, 4)}"]
        choice = self.random.random()
        if choice < 0.2:
            args.append(f'asOf: "{self.random.choice(DAYS)}"')
        elif choice < 0.35:
            args.append('during: {from: "2016-01-01", to: "2022-01-01"}')
        return ", ".join(args)

    def connection(self, kind: Kind, own: Sequence[Any], depth: int) -> str:
        if self.random.random() < 0.5:
            return f"{{ nodes {self.node(kind, depth - 1)} pageInfo {{ hasNextPage hasPreviousPage }} }}"
        link = " ".join(prop.name for prop in own)
        return f"{{ edges {{ cursor since until {link} node {self.node(kind, depth - 1)} }} }}"


# The second store, well and unwell


class Unwell:
    """A store that fails, or is late, whenever it is asked for rows."""

    def __init__(self, store: ReadStore, ail: str) -> None:
        self.name = store.name
        self.capability = store.capability
        self._store = store
        self._ail = ail

    def snapshot(self, deadline: float) -> AbstractAsyncContextManager[Snapshot]:
        return self._snapshot(deadline)

    @asynccontextmanager
    async def _snapshot(self, deadline: float) -> AsyncIterator[Snapshot]:
        async with self._store.snapshot(deadline) as snapshot:
            ail = self._ail

            async def fetch(
                plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound, window: Window | None
            ) -> Sequence[Row]:
                if ail == "down":
                    raise StoreError(Code.STORE_DOWN, "the partner is down")
                await anyio.sleep(60)
                raise AssertionError("nobody waits so long")

            snapshot.fetch = fetch  # type: ignore[method-assign]
            yield snapshot


def files(folder: Path, seed: int, graph: Graph) -> dict[str, Path]:
    """The two files, each of which knows of the other's nodes what a hub would know."""
    others = sorted({node.region for node in graph.nodes.values()} - {FIRST})
    found = {}
    for owner, regions in ((FIRST, [FIRST]), (SECOND, others)):
        found[owner] = folder / f"{owner}.sqlite"
        fill(found[owner], seed, regions)
        hollow(found[owner])
    return found


def services(stores: Mapping[str, ReadStore]) -> dict[str, Service]:
    """The hub over both stores: all well, the second down, the second late."""
    found = {}
    for ail in ("well", "down", "late"):
        second = stores[SECOND] if ail == "well" else Unwell(stores[SECOND], ail)
        routing = Routing(FIRST, {FIRST: stores[FIRST], SECOND: second}, _owner, {SECOND: "431300"}, _patience(ail))
        found[ail] = SHARED.service(routing, SETTINGS)
    return found


def _owner(key: int) -> str:
    return FIRST if region_of(key) == FIRST else SECOND


def _patience(ail: str) -> float:
    """Seconds that a partner has: one that is well may take its time on a busy machine."""
    return 0.02 if ail == "late" else 60.0


def ask(service: Service, document: str, loop: Loop) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(loop(service.answer(Question(document, deadline=600))).body)
    return answer


# What a missing owner takes away


KEPT = ("id", "key", "region")


def masked(value: Any) -> Any:
    """The answer without what the second hub owns: of its nodes only what their keys and the links to them say."""
    if isinstance(value, list):
        return [masked(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("region", FIRST) != FIRST:
        return {key: item if key in KEPT else None for key, item in value.items()}
    return {key: masked(item) for key, item in value.items()}


def first_lost(value: Any, path: tuple[str | int, ...] = ()) -> tuple[str | int, ...] | None:
    """The first place, in the order of the answer, of which only the second hub could tell what is there."""
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
        if value.get("region", FIRST) != FIRST:
            return next(((*path, key) for key in value if key not in KEPT), None)
    elif isinstance(value, list):
        items = enumerate(value)
    return next((at for key, item in items if (at := first_lost(item, (*path, key))) is not None), None)


def crossed(seed: int, graph: Graph, asked: Mapping[str, Service], operations: int, loop: Loop = asyncio.run) -> int:
    """See to it that the answers of a split graph are those of the whole one; how many took both stores."""
    number_crossed = 0
    for number in range(operations):
        document = Walk(random.Random(number * 1_000 + seed)).operation(graph)
        expected = execute(graph, document, {}, None, today=TODAY, cursor_key=CURSOR_KEY, hub=HUB)
        assert difference_of(expected, ask(asked["well"], document, loop)) is None, document
        lacking = masked(expected["data"])
        if lacking == expected["data"]:
            continue
        number_crossed += 1
        for ail, code in (("down", "STORE_DOWN"), ("late", "DEADLINE")):
            found = ask(asked[ail], document, loop)
            assert difference_of({"data": lacking}, {"data": found["data"]}) is None, document
            [error] = found["errors"]
            assert error["extensions"] == {"code": code, "region": "431300"}
            assert tuple(error["path"]) == first_lost(expected["data"]), document
    return number_crossed


def difference_of(expected: Any, found: Any) -> str | None:
    return difference(canonical_of(expected), canonical_of(found))

"""What lies below areas, on a day from which on nodes say themselves where they stand, and on one before: as the
embedded store finds it, page by page, forwards and backwards, in every order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from hub.api.question import Question
from hub.api.service import Service
from hub.settings import Neo4jAddress
from hub.stores.neo4j.fill import copy_in
from hub.stores.neo4j.read import Neo4jStore
from tests.differential.graphs import MODEL
from tests.differential.harness import SETTINGS, SHARED
from tests.differential.test_below import FROM_AREA, ORDERS, ROOTS, WITHIN, World, key
from tests.neo4j_store.asking import with_store

DAYS = (date(2030, 6, 1), date(2018, 6, 1))
"""Behind the last move, and before the reform."""
MORE = """query($root: ID!, $day: Date!) { area(id: $root, asOf: $day) {
  villages: descendants(level: VILLAGE) { nodes { key households(first: 3) { totalCount nodes { key } }
    large: households(first: 2, filter: { size: { gt: 1 } }) { totalCount nodes { key } } } }
  townships: descendants(level: TOWNSHIP) { nodes { households(last: 2) { nodes { key parent: place { key } } } } }
  households {
    aggregate { size { sum } } lone: totalCount
    counties: groups(by: [{ areaAt: COUNTY }]) { nodes { key { areaAt { county { key } } } count size { sum } } }
    villages: groups(by: [{ areaAt: VILLAGE }]) { nodes { key { areaAt { village { key } } } count } } } } }"""
_KEYED = re.compile(r"\.(county|township|village) = ")


def test_below_areas(graph: Neo4jAddress, tmp_path: Path) -> None:
    path = tmp_path / "hub.sqlite"
    world = World(path, 1)
    copy_in(path, graph, MODEL)
    texts: set[str] = with_store(graph, MODEL, lambda store: _compare(store, world))
    assert {level for text in texts for level in _KEYED.findall(text)} == {"county", "township", "village"}


def test_reasons(graph: Neo4jAddress) -> None:
    """What is not answered along with its parents says why, by the closed list of ``hub.engine.foresee``."""

    async def ask(store: Neo4jStore) -> Any:
        text = "query($root: ID!) { area(id: $root) { descendants(first: 1000) { nodes { households(first: 1000) {"
        text += " nodes { key } } } } } }"
        service = SHARED.service(store, SETTINGS)
        question = Question(text, variables={"root": key("area", 1)}, explain=True)
        return orjson.loads((await service.answer(question)).body)["extensions"]["linli"]

    found = with_store(graph, MODEL, ask)
    (root,) = found["plan"]
    (descendants,) = root["below"]
    assert [one.get("apart") for one in (root, descendants, *descendants["below"])] == [None, None, "rows"]
    assert found["statements"] == 2


async def _compare(store: Neo4jStore, world: World) -> set[str]:
    service = SHARED.service(store, SETTINGS)
    for root in ROOTS:
        for day in DAYS:
            asked = {"root": key("area", root), "day": day.isoformat()}
            await _same(service, world.service, MORE, asked)
            for order in ORDERS:
                for document in (FROM_AREA, WITHIN):
                    text = document % (f", orderBy: {order}" if order else "")
                    for backward in (False, True):
                        await _pages(service, world.service, text, asked, backward=backward)
    return store.statements.texts


async def _pages(service: Service, other: Service, text: str, asked: Mapping[str, Any], *, backward: bool) -> None:
    """All pages of nine."""
    cursor: str | None = None
    while True:
        window = {"last": 9, "before": cursor} if backward else {"first": 9, "after": cursor}
        data = await _same(service, other, text, {**asked, **window})
        info = next(_page_infos(data), None)
        if info is None or not info["hasPreviousPage" if backward else "hasNextPage"]:
            return
        cursor = info["startCursor" if backward else "endCursor"]


def _page_infos(data: Any) -> Iterator[Mapping[str, Any]]:
    for name, value in data.items():
        if name == "pageInfo":
            yield value
        elif isinstance(value, dict):
            yield from _page_infos(value)


async def _same(service: Service, other: Service, text: str, variables: Mapping[str, Any]) -> Any:
    """The data of both, which is equal."""
    bodies = [(await one.answer(Question(text, variables=variables))).body for one in (service, other)]
    found, expected = (orjson.loads(body) for body in bodies)
    assert "errors" not in expected, expected
    assert found["data"] == expected["data"], (text, variables)
    return found["data"]

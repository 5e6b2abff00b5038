"""What lies below areas of every level, on days before and after moves and reforms, in every order: by whatever way the
store finds it, page by page, forwards and backwards, it is what plain Python finds.
"""

from __future__ import annotations

import asyncio
import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.keys import format_key, pack
from hub.api.question import Question
from hub.stores.sql import below
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create
from hub.stores.sql.read import SqliteStore

from .graphs import MODEL
from .harness import SETTINGS, SHARED

BORN = date(2015, 1, 1)
DAYS = [date(2015, 6, 1), date(2018, 6, 1), date(2021, 6, 1), date(2030, 6, 1)]
REFORM = date(2020, 1, 1)
ORDERS = {"": None, "[{field: SIZE}]": False, "[{field: SIZE, direction: DESC}]": True}
TREE = [  # number, level, parent
    (1, "PREFECTURE", None),
    (2, "COUNTY", 1),
    (3, "COUNTY", 1),
    (4, "TOWNSHIP", 2),
    (5, "TOWNSHIP", 2),
    (6, "TOWNSHIP", 3),
    (7, "VILLAGE", 4),
    (8, "VILLAGE", 4),
    (9, "VILLAGE", 5),
    (10, "VILLAGE", 6),
]
ROOTS = [number for number, level, _ in TREE if level != "VILLAGE"]


def key(tag: str, number: int) -> str:
    return format_key(tag, pack("431300", number))


class World:
    """A prefecture whose households move, begin and end, and of which one village changes its county."""

    def __init__(self, path: Path, seed: int) -> None:
        r = random.Random(seed)
        connection = create(path, MODEL, ["4313"])
        rows = [(key("area", n), f"区{n}", level, parent and key("area", parent), BORN) for n, level, parent in TREE]
        self.parent = {n: parent for n, _, parent in TREE}
        self.homes: dict[str, tuple[int, date, date, list[tuple[date, int]]]] = {}
        born, moves = [], []
        for n in range(1, 81):
            start = r.choice([BORN, BORN, date(2017, 3, 1)])
            end = r.choice([date.max, date.max, date(2022, 1, 1)])
            stays = [(start, r.choice([7, 8, 9, 10, 4, 1]))]
            if r.random() < 0.3:
                # Some move in days to come.
                stays.append((r.choice([date(2019, 1, 1), date(2029, 1, 1)]), r.choice([7, 9, 10])))
            size = r.randint(1, 3)
            self.homes[key("hh", n)] = size, start, end, stays
            born.append((key("hh", n), str(n), size, key("area", stays[0][1]), start, None if end == date.max else end))
            moves += [(key("hh", n), key("area", place), day) for day, place in stays[1:] if place != stays[0][1]]
        reform = UpsertNodes("Area", ("id", "parent", "since"), [(key("area", 9), key("area", 6), REFORM)])
        for change in (
            UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), rows),
            UpsertNodes("Household", ("id", "registerNumber", "size", "place", "validFrom", "validTo"), born),
            UpsertNodes("Household", ("id", "place", "since"), moves),
            reform,
        ):
            apply(connection, MODEL, [change], actor="test", reason="test", source="test")
        connection.close()
        self.store = SqliteStore(path, MODEL)
        self.service = SHARED.service(self.store, SETTINGS)

    def below(self, root: int, day: date) -> list[tuple[int, str]]:
        """Size and key of what lies below an area on a day."""
        found = []
        for name, (size, start, end, stays) in self.homes.items():
            at: int | None = [place for since, place in stays if since <= day][-1] if start <= day < end else None
            while at is not None and at != root:
                at = 6 if at == 9 and day >= REFORM else self.parent[at]
            if at is not None:
                found.append((size, name))
        return found

    def ask(self, document: str, **variables: object) -> dict[str, Any]:
        answer = asyncio.run(self.service.answer(Question(document, variables=variables)))
        body: dict[str, Any] = json.loads(answer.body)
        assert "errors" not in body, body
        return body["data"]  # type: ignore[no-any-return]


FROM_AREA = """query($root: ID!, $day: Date!, $first: Int, $after: String, $last: Int, $before: String) {
  area(id: $root, asOf: $day) { households(first: $first, after: $after, last: $last, before: $before%s) {
    nodes { key } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } totalCount } } }"""
WITHIN = """query($root: ID!, $day: Date!, $first: Int, $after: String, $last: Int, $before: String) {
  households(within: {areas: [$root]}, asOf: $day, first: $first, after: $after, last: $last, before: $before%s) {
    nodes { key } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } totalCount } }"""


def pages(world: World, document: str, root: int, day: date, *, backward: bool) -> list[str]:
    """The keys of all pages of seven, in the order of the list; counts are checked on the way."""
    found: list[str] = []
    cursor: str | None = None
    while True:
        part = {"last": 7, "before": cursor} if backward else {"first": 7, "after": cursor}
        data = world.ask(document, root=key("area", root), day=day.isoformat(), **part)
        page = (data.get("area") or data)["households"]
        assert page["totalCount"] == len(world.below(root, day))
        keys = [node["key"] for node in page["nodes"]]
        found = [*keys, *found] if backward else [*found, *keys]
        info = page["pageInfo"]
        if not info["hasPreviousPage" if backward else "hasNextPage"]:
            return found
        cursor = info["startCursor" if backward else "endCursor"]


@pytest.mark.parametrize("way", ["as it comes", "by the index", "from the area"])
@pytest.mark.parametrize("seed", [1, 2])
def test_pages_below_areas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, way: str) -> None:
    world = World(tmp_path / "hub.sqlite", seed)
    ways = set()
    chosen = below.way

    def choose(*arguments: Any) -> str | None:
        found = chosen(*arguments)
        ways.add(found)
        return found

    monkeypatch.setattr("hub.stores.sql.read.way", choose)
    if way != "as it comes":
        monkeypatch.setattr(below, "_JOIN", 1e9 if way == "by the index" else 0.0)
    for root in ROOTS:
        for day in [*DAYS, DAYS[0] - timedelta(days=300)]:
            for order, descending in ORDERS.items():
                argument = f", orderBy: {order}" if order else ""
                should = sorted(
                    world.below(root, day),
                    key=lambda one: (0 if descending is None else -one[0] if descending else one[0], one[1]),
                )
                for document in (FROM_AREA % argument, WITHIN % argument):
                    for backward in (False, True):
                        found = pages(world, document, root, day, backward=backward)
                        assert found == [name for _, name in should], (root, day, order, backward)
    if way == "by the index":
        assert {"COUNTY", "TOWNSHIP", below.ALL} <= ways


def test_groups_and_filters_below_areas(tmp_path: Path) -> None:
    world = World(tmp_path / "hub.sqlite", 3)
    document = """query($root: ID!, $day: Date!) { area(id: $root, asOf: $day) { households {
      groups(by: [{areaAt: COUNTY}]) { nodes { key { areaAt { county { key } } } count } } }
      big: households(filter: {size: {gt: 1}}) { totalCount } lone: households(filter: {neighbourHeadExists: false}) {
      totalCount } } }"""
    for root in ROOTS:
        for day in DAYS:
            area = world.ask(document, root=key("area", root), day=day.isoformat())["area"]
            lies = world.below(root, day)
            counties = {county: dict.fromkeys(name for _, name in world.below(county, day)) for county in (2, 3)}
            should = {key("area", county): sum(name in counties[county] for _, name in lies) for county in (2, 3)}
            found = {
                group["key"]["areaAt"]["county"]["key"]: group["count"]
                for group in area["households"]["groups"]["nodes"]
                if group["key"]["areaAt"]["county"]
            }
            assert found == {county: many for county, many in should.items() if many}, (root, day)
            assert area["big"]["totalCount"] == sum(size > 1 for size, _ in lies)
            assert area["lone"]["totalCount"] == len(lies)

"""Pages stay whole while the graph changes under them: what was there before and after is seen once,
neither twice nor not at all.
"""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_schema.changes import Change, UpsertLinks, UpsertNodes
from graph_schema.keys import format_key, pack
from hub.api.question import Question
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create, open_for_writing
from hub.stores.sql.read import SqliteStore

from .graphs import MODEL
from .harness import SETTINGS, SHARED

BORN = date(2015, 1, 1)
VILLAGE = "area:510681:00000002"
ORDERS = (
    "[]",
    "[{field: SIZE}]",
    "[{field: SIZE, direction: DESC}, {field: POINTS_FILE}]",
    "[{field: POINTS_FILE}, {field: SIZE}]",
)


@dataclass
class Register:
    """A village whose households come, change and go. Sizes and files repeat, so that every order has
    ties and nulls.
    """

    path: Path
    random: random.Random
    alive: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    born: int = 0

    def start(self) -> sqlite3.Connection:
        connection = create(self.path, MODEL, ["510681"])
        county = ("area:510681:00000001", "广汉市", "COUNTY", None, BORN)
        village = (VILLAGE, "村", "VILLAGE", "area:510681:00000001", BORN)
        self.apply(connection, UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), (county, village)))
        self.apply(connection, self.births(60))
        self.touched.clear()
        return connection

    def apply(self, connection: sqlite3.Connection, *changes: Change) -> None:
        apply(connection, MODEL, list(changes), actor="test", reason="pages", source="test")

    def births(self, count: int) -> UpsertNodes:
        rows = []
        for _ in range(count):
            self.born += 1
            # Numbers are not in the order of birth: new rows fall between the old ones.
            key = format_key("hh", pack("510681", (self.born * 7919) % 100_003 + 1))
            self.alive.add(key)
            self.touched.add(key)
            rows.append(
                (
                    key,
                    f"{self.born:04}",
                    self.random.randint(1, 3),
                    self.random.choice((None, True, False)),
                    VILLAGE,
                    BORN,
                )
            )
        return UpsertNodes(
            "Household", ("id", "registerNumber", "size", "pointsFile", "place", "validFrom"), tuple(rows)
        )

    def stir(self, connection: sqlite3.Connection) -> None:
        """Some are born, some change what they are ordered by, some end."""
        chosen = self.random.sample(sorted(self.alive), 4)
        self.touched.update(chosen)
        self.alive -= set(chosen[2:])
        self.apply(
            connection,
            self.births(2),
            UpsertNodes("Household", ("id", "size"), tuple((key, self.random.randint(1, 3)) for key in chosen[:2])),
            UpsertNodes("Household", ("id", "validTo"), tuple((key, date(2020, 1, 1)) for key in chosen[2:])),
        )


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("of", ["root", "subtree"])
def test_changes_between_pages(order: str, backward: bool, of: str, tmp_path: Path) -> None:
    register = Register(tmp_path / "pages.sqlite", random.Random(f"{order}{backward}{of}"))
    connection = register.start()
    service = SHARED.service(SqliteStore(register.path, MODEL), SETTINGS)
    before = set(register.alive)
    page, cursor = ("last: 7, before: $c", "startCursor") if backward else ("first: 7, after: $c", "endCursor")
    info = f"pageInfo {{ hasNextPage hasPreviousPage {cursor} }}"
    field_ = f"households(orderBy: {order}, {page}) {{ nodes {{ key }} {info} }}"
    document = f"query ($c: String) {{ {field_} }}"
    if of == "subtree":
        document = f'query ($c: String) {{ area(id: "{VILLAGE}") {{ {field_} }} }}'
    seen: Counter[str] = Counter()
    position: str | None = None
    for _ in range(40):
        body: Any = json.loads(asyncio.run(service.answer(Question(document, variables={"c": position}))).body)
        assert "errors" not in body
        found = body["data"]["area"]["households"] if of == "subtree" else body["data"]["households"]
        seen.update(node["key"] for node in found["nodes"])
        position = found["pageInfo"][cursor]
        if not found["pageInfo"]["hasPreviousPage" if backward else "hasNextPage"]:
            break
        register.stir(connection)
    else:
        pytest.fail("the pages never end")
    connection.close()
    steady = before - register.touched
    assert len(steady) > 10
    assert {key: seen[key] for key in steady} == dict.fromkeys(steady, 1)


def test_a_link_list_pages_over_renewed_links(tmp_path: Path) -> None:
    """A membership that ends and is renewed between pages is another entry; the others stay as they were."""
    register = Register(tmp_path / "pages.sqlite", random.Random(1))
    register.start().close()
    connection = open_for_writing(register.path, MODEL)
    orgs = tuple((format_key("org", pack("510681", n)), f"单位{n}", "DEPARTMENT", BORN) for n in range(1, 13))
    alliance = "alliance:510681:00000001"
    members = tuple((alliance, key, BORN, "MEMBER") for key, *_ in orgs)
    register.apply(
        connection,
        UpsertNodes("Organisation", ("id", "name", "form", "validFrom"), orgs),
        UpsertNodes(
            "Alliance", ("id", "name", "type", "founded", "validFrom"), ((alliance, "联盟", "REGIONAL", BORN, BORN),)
        ),
        UpsertLinks("Alliance", "members", ("from", "to", "since", "role"), members),
    )
    service = SHARED.service(SqliteStore(register.path, MODEL), SETTINGS)
    members_ = "members(first: 5, after: $c) { nodes { key } pageInfo { endCursor } }"
    document = f'query ($c: String) {{ alliance(id: "{alliance}") {{ {members_} }} }}'
    seen: list[str] = []
    position = None
    for turn in range(3):
        body = json.loads(asyncio.run(service.answer(Question(document, variables={"c": position}))).body)
        found = body["data"]["alliance"]["members"]
        seen += [node["key"] for node in found["nodes"]]
        position = found["pageInfo"]["endCursor"]
        renewed = orgs[turn][0]
        register.apply(
            connection,
            UpsertLinks(
                "Alliance",
                "members",
                ("from", "to", "since", "until", "role"),
                (
                    (alliance, renewed, BORN, date(2020, 1, 1), "MEMBER"),
                    (alliance, renewed, date(2020, 1, 1), None, "LEAD"),
                ),
            ),
        )
    connection.close()
    assert seen == [key for key, *_ in orgs]

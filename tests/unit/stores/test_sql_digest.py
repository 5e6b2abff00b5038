"""The digest: the same for equal graphs however they were made, another for any one value, link or date."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable

import pytest

from graph_schema.changes import Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack
from graph_schema.model import Model
from hub.stores.sql import layout
from hub.stores.sql.changes import Receipt, apply
from hub.stores.sql.digest import digest, items
from hub.stores.sql.files import create
from tests.unit.stores.sql_random import EPOCH, HERE, World

A = {"actor": "a", "reason": "r", "source": "s"}


def key(tag: str, n: int) -> str:
    return format_key(tag, pack(HERE, n))


@pytest.fixture
def full(store: sqlite3.Connection, write: Callable[..., Receipt]) -> sqlite3.Connection:
    """A store with a row in many tables, and no null among the values."""
    start = EPOCH
    write(
        UpsertNodes(
            "Area",
            ("id", "name", "level", "urbanRuralClass", "parent", "validFrom"),
            [
                (key("area", 1), "市", "COUNTY", "111", None, start),
                (key("area", 2), "镇", "TOWNSHIP", "111", key("area", 1), start),
            ],
        ),
        UpsertParts(
            "Area",
            "codes",
            ("of", "since", "until", "authority", "vintage", "code"),
            [(key("area", 2), start, datetime.date(2030, 1, 1), "NBS", "2023", "510681101")],
        ),
        Succeed(
            "Area",
            ("from", "to", "date", "reform", "basis"),
            [(key("area", 2), key("area", 1), datetime.date(2031, 1, 1), "r", "INVENTED")],
        ),
        UpsertNodes("Area", ("id", "name", "since"), [(key("area", 2), "新镇", datetime.date(2020, 1, 1))]),
        UpsertNodes(
            "Organisation",
            ("id", "name", "form", "sector", "founded", "stars", "seat", "validFrom"),
            [(key("org", 1), "甲", "BANK", "URBAN", start, 5, key("area", 1), start)],
        ),
        UpsertNodes(
            "Alliance",
            ("id", "name", "type", "founded", "validFrom"),
            [(key("alliance", 1), "盟", "REGIONAL", start, start)],
        ),
        UpsertLinks(
            "Alliance", "members", ("from", "to", "since", "role"), [(key("alliance", 1), key("org", 1), start, "LEAD")]
        ),
    )
    return store


def test_any_one_value_link_or_date_changes_it(full: sqlite3.Connection, model: Model) -> None:
    unseen = {"version", "load", "row_no", "stub", "nk", "nk_2", "ord"}
    before = digest(full, model)
    changed = 0
    for kind in model.kinds:
        tables = [layout.node_table(kind.tag)]
        tables += [layout.link_table(kind.tag, link.name) for link in kind.links]
        tables += [layout.part_table(kind.tag, part.name) for part in kind.parts]
        tables += [layout.history_table(kind.tag, prop.name) for prop in kind.properties if prop.dated]
        for table in tables:
            rows = full.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in rows.description]
            if rows.fetchone() is None:
                continue
            for column in columns:
                full.execute("BEGIN")
                text = full.execute(f"SELECT typeof({column}) FROM {table}").fetchone()[0] == "text"
                other = f"{column} || 1" if text else f"CASE WHEN {column} > 2 THEN {column} - 1 ELSE 3 - {column} END"
                if column in ("sk", "src", "dst"):
                    other = f"{column} + 1000"
                full.execute(f"UPDATE {table} SET {column} = {other}")
                seen = column not in unseen and not column.startswith("o_")
                if full.execute(f"SELECT count({column}) FROM {table}").fetchone()[0]:
                    assert (digest(full, model) != before) == seen, f"{table}.{column}"
                    changed += seen
                full.execute("ROLLBACK")
            full.execute("BEGIN")
            full.execute(f"DELETE FROM {table}")
            assert digest(full, model) != before, table
            full.execute("ROLLBACK")
    assert changed > 40
    assert digest(full, model) == before


def test_a_part_that_is_there_twice_shows(full: sqlite3.Connection, model: Model) -> None:
    before = digest(full, model)
    full.execute("INSERT INTO q_area_codes SELECT * FROM q_area_codes")
    assert digest(full, model) != before


def test_it_does_not_depend_on_how_the_graph_came_to_be(model: Model) -> None:
    """One batch, or one change after another with a detour, over stores that own other regions."""
    start = EPOCH
    areas = [(key("area", 1), "市", "COUNTY", None, start), (key("area", 2), "镇", "TOWNSHIP", key("area", 1), start)]
    columns = ("id", "name", "level", "parent", "validFrom")
    later = datetime.date(2020, 1, 1)
    one = create(":memory:", model, [HERE])
    apply(
        one,
        model,
        [
            UpsertNodes("Area", columns, areas),
            UpsertNodes("Area", ("id", "name", "since"), [(key("area", 2), "新镇", later)]),
        ],
        **A,
    )
    two = create(":memory:", model, ["43"])
    for row in areas:
        apply(two, model, [UpsertNodes("Area", columns, [(*row[:1], "x", *row[2:])])], **A)
    for row in areas:
        apply(two, model, [UpsertNodes("Area", ("id", "name"), [row[:2]])], **A)
    apply(two, model, [UpsertNodes("Area", ("id", "name", "since"), [(key("area", 2), "新镇", later)])], **A)
    assert sorted(items(one, model)) == sorted(items(two, model))
    assert digest(one, model) == digest(two, model)


def test_the_empty_graph_and_its_form(store: sqlite3.Connection, model: Model) -> None:
    assert digest(store, model) == "0" * 64
    world = World(5)
    apply(store, model, world.first()[:4], **A)
    assert len(digest(store, model)) == 64
    assert next(items(store, model)).startswith('["Area","area:510')

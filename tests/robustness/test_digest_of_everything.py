"""The digest: another for any one property, link, part or date; the same for equal graphs however they were loaded."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

import pytest

from graph_schema.changes import Change
from graph_schema.kinds import load_model
from graph_schema.model import Kind
from hub.stores.sql import layout
from hub.stores.sql.changes import apply
from hub.stores.sql.digest import digest, items
from hub.stores.sql.files import create
from hub.stores.sql.loads import begin_load, finish_load, undo_load
from hub.stores.sql.sqlite import transaction
from hub.stores.sql.verify import check
from tests.differential.graphs import OWNED, random_graph
from tests.robustness.rebuilding import joined, rebuilt
from tests.robustness.variants import REGION, Variant, graph, variants

T = TypeVar("T")
MODEL = load_model()
DATES = {"since", "until", "valid_from", "valid_to"}


def write(store: sqlite3.Connection, *changes: Change, load: int | None = None) -> bool:
    """Apply changes as one batch; whether anything was written."""
    return apply(store, MODEL, changes, actor="test", reason="test", source="test", load=load).seq is not None


@pytest.fixture(scope="module")
def store() -> Iterator[sqlite3.Connection]:
    connection = create(":memory:", MODEL, [REGION])
    write(connection, *graph(MODEL))
    assert check(connection, MODEL) == []
    yield connection
    connection.close()


def digest_with(store: sqlite3.Connection, variant: Variant) -> str:
    """The digest with one thing changed, which is taken back."""
    with transaction(store, keep=False):
        assert write(store, *variant.changes), f"{variant.what}: nothing was written"
        return digest(store, MODEL)


@pytest.mark.parametrize("kind", MODEL.kinds, ids=lambda kind: kind.name)
def test_each_thing_of_a_kind_shows(store: sqlite3.Connection, kind: Kind) -> None:
    before = digest(store, MODEL)
    several = list(variants(MODEL, kind))
    assert len(several) > len(kind.properties) + 6 * len(kind.links) + 5 * len(kind.parts)
    for variant in several:
        assert digest_with(store, variant) != before, variant.what
    assert digest(store, MODEL) == before


def test_no_two_changes_give_the_same_digest(store: sqlite3.Connection) -> None:
    found: dict[str, str] = {digest(store, MODEL): "unchanged"}
    for variant in chain.from_iterable(variants(MODEL, kind) for kind in MODEL.kinds):
        other = found.setdefault(digest_with(store, variant), variant.what)
        assert other == variant.what


def tables() -> Iterator[str]:
    """All tables that hold a graph, not what is derived from it."""
    for kind in MODEL.kinds:
        yield layout.node_table(kind.tag)
        yield from (layout.link_table(kind.tag, link.name) for link in kind.links)
        yield from (layout.part_table(kind.tag, part.name) for part in kind.parts)
        yield from (layout.history_table(kind.tag, prop.name) for prop in kind.properties if prop.dated)


@pytest.mark.parametrize("table", list(tables()))
def test_each_date_shows(store: sqlite3.Connection, table: str) -> None:
    """Edited in the table, since no change would give just that."""
    before = digest(store, MODEL)
    names = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
    dates = DATES.intersection(names)
    assert len(dates) == 2
    for name in dates:
        with transaction(store, keep=False):
            (row,) = store.execute(f"SELECT {', '.join(names)} FROM {table} LIMIT 1").fetchall()
            same = " AND ".join(f"{column} IS ?" for column in names)
            # The first of former values begins on the first of all days.
            other = f"{name} + 1" if row[names.index(name)] == 1 else f"{name} - 1"
            changed = store.execute(f"UPDATE {table} SET {name} = {other} WHERE {same}", row)
            assert changed.rowcount == 1
            assert digest(store, MODEL) != before, name
    assert digest(store, MODEL) == before


SEEDS = (1, 2)


def loaded(batches: Sequence[Sequence[Change]]) -> tuple[str, list[str]]:
    """Digest and texts of the graph that batches make, all of them one load."""
    store = create(":memory:", MODEL, OWNED)
    load = begin_load(store, "graph", "0" * 64)
    for batch in batches:
        write(store, *batch, load=load)
    finish_load(store, load)
    assert [fault for fault in check(store, MODEL) if fault.sort != "dangling"] == []
    found = digest(store, MODEL), sorted(items(store, MODEL))
    store.close()
    return found


def cut(r: random.Random, several: Sequence[T], most: int) -> list[Sequence[T]]:
    """In pieces of one to ``most``."""
    found, at = [], 0
    while at < len(several):
        size = r.randint(1, most)
        found.append(several[at : at + size])
        at += size
    return found


def shuffled(r: random.Random, several: Sequence[T]) -> list[T]:
    return r.sample(several, len(several))


@pytest.mark.parametrize("seed", SEEDS)
def test_batches_and_the_order_of_rows_do_not_show(seed: int) -> None:
    r = random.Random(f"order {seed}")
    graph = random_graph(seed)
    whole = loaded(graph)
    changes = list(chain.from_iterable(graph))
    assert loaded([changes]) == whole
    assert loaded([[replace(change, rows=shuffled(r, change.rows))] for change in changes]) == whole
    pieces = [replace(change, rows=rows) for change in changes for rows in cut(r, change.rows, 7)]
    assert loaded(cut(r, pieces, 5)) == whole


@pytest.mark.parametrize("seed", SEEDS)
def test_how_a_graph_came_to_be_does_not_show(seed: int) -> None:
    """Moves, renames and mergers in one; in the other everything as it is in the end, in any order."""
    r = random.Random(f"rebuilt {seed}")
    whole = loaded(random_graph(seed))
    again = rebuilt(MODEL, whole[1])
    assert len(again.later) > 20
    stages = (shuffled(r, again.nodes), again.later, shuffled(r, again.rest))
    assert loaded([piece for stage in stages for piece in cut(r, list(joined(stage)), 9)]) == whole


def test_a_load_undone_does_not_show() -> None:
    graph = random_graph(SEEDS[0])
    store = create(":memory:", MODEL, OWNED)
    write(store, *graph[0])
    before = digest(store, MODEL)
    load = begin_load(store, "graph", "0" * 64)
    for batch in graph[1:]:
        write(store, *batch, load=load)
    finish_load(store, load)
    after = digest(store, MODEL)
    undo_load(store, MODEL, load)
    assert digest(store, MODEL) == before != after
    for batch in graph[1:]:
        write(store, *batch)
    assert digest(store, MODEL) == after
    store.close()

"""Whatever is done to a store on a server has the results that it has on SQLite: receipts, keys, errors, rows."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.keys import format_key, pack
from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.errors import ChangeError, Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores.door import SqliteDoor
from hub.stores.neo4j.check import check
from hub.stores.neo4j.door import Neo4jDoor
from hub.stores.sql import changes, files, loads
from tests.neo4j_store.both import MOMENT, Both, both, emptied
from tests.unit.stores.sql_random import HERE, World

SEEDS = range(int(os.environ.get("LINLI_SEEDS", "1")))
STEPS = 35
"""Batches of a seed; more seeds are more of them."""
A = {"actor": "a", "reason": "r", "source": "s"}
KEEPS_INDEXES = True


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


@pytest.fixture
def stores(graph: Neo4jAddress, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    monkeypatch.setattr(changes, "now", lambda: MOMENT)
    monkeypatch.setattr(loads, "now", lambda: MOMENT)
    with both(graph, model, tmp_path / "store.sqlite") as found:
        yield found


def begun(stores: Both, seed: int) -> World:
    """A random world: those of its first changes that are not refused, which a third store finds out."""
    world = World(seed)
    good = []
    with SqliteDoor(files.create(":memory:", stores.file.model, [HERE]), stores.file.model) as trial:
        for change in world.first():
            with suppress(ChangeError):
                trial.apply([change], **A)
                good.append(change)
    stores.apply(good)
    return world


@pytest.mark.parametrize("seed", SEEDS)
def test_random_changes_loads_and_undos(stores: Both, graph: Neo4jAddress, model: Model, seed: int) -> None:
    world, chance = begun(stores, 2000 + seed), random.Random(seed)
    numbers: list[int] = []
    undone = 0
    for step in range(STEPS):
        opened = stores.file.open_loads()
        if chance.random() < 0.2:
            if opened:
                stores.do(lambda door, opened=opened: door.finish_load(opened[0].id))
            else:
                number = stores.do(lambda door, step=step: door.begin_load(f"file {step}", "0" * 64))
                assert isinstance(number, int)
                numbers.append(number)
            opened = stores.file.open_loads()
        if numbers and chance.random() < 0.15:
            one = chance.choice(numbers)
            stores.do(lambda door, one=one: door.written(one))
            stores.do(lambda door, one=one: door.check_undo(one))
            undone += isinstance(stores.do(lambda door, one=one: door.undo_load(one, actor="u", reason="u")), int)
            opened = stores.file.open_loads()
        stores.apply(world.batch(), load=opened[0].id if opened else None, dry_run=chance.random() < 0.1)
        stores.do(lambda door: door.all_loads())
    stores.compare()
    assert stores.refused > STEPS / 4
    assert undone > 0
    assert [fault for fault in check(graph, model) if fault.sort != "load"] == []


def test_a_transaction_with_refusals_inside(stores: Both) -> None:
    """What is taken back inside takes the rows along that were fetched for it: they come again when they are needed."""
    world, chance = begun(stores, 7), random.Random(7)
    for _ in range(6):
        keep = chance.random() < 0.5
        before = stores.file.look(lambda connection: connection.execute("SELECT max(seq) FROM change_log").fetchone())
        with stores.file.transaction(keep=keep), stores.server.transaction(keep=keep):
            for _ in range(5):
                stores.apply(world.batch(), dry_run=chance.random() < 0.3)
        after = stores.file.look(lambda connection: connection.execute("SELECT max(seq) FROM change_log").fetchone())
        assert keep or before == after
        stores.compare()


def test_look_ups(stores: Both) -> None:
    world = begun(stores, 11)
    stores.apply([world.codes()])
    areas = [format_key("area", pack(HERE, number)) for number in range(1, 25)]
    day = date(2019, 1, 9).toordinal()
    codes = [(f"5106{number}", authority, day) for number in range(10, 16) for authority in (None, "NBS", "MCA")]
    assert stores.do(lambda door: door.owned()) == (HERE,)
    for kind, tag in (("Area", "area"), ("Household", "hh"), ("Project", "proj")):
        keys = [format_key(tag, pack(HERE, number)) for number in range(1, 25)]
        stores.do(lambda door, kind=kind, keys=keys: door.existing(kind, keys))
        stores.do(lambda door, kind=kind: door.holds(kind))
    stores.do(lambda door: door.areas_by_code(codes))
    stores.do(lambda door: door.bearing([code for code, _, _ in codes]))
    stores.do(lambda door: door.areas_below([(key, "三水镇", day) for key in areas]))
    stores.do(lambda door: door.organisations_by_uscc(["91510681MA00000000", "nothing"]))


def test_two_doors_that_write_in_turn(stores: Both, graph: Neo4jAddress, model: Model) -> None:
    """Each sees what the other wrote, to trees and to what hangs on them."""
    world = begun(stores, 23)
    mine = stores.server
    with Neo4jDoor.open(graph, model) as other:
        for step in range(16):
            stores.server = (mine, other)[step % 2]
            stores.apply(world.batch())
        stores.server = mine
    stores.compare()


def test_a_tree_is_fetched_again_only_where_somebody_changed_it(
    stores: Both, graph: Neo4jAddress, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(stores, 5)
    fetched: list[str] = []
    whole = Neo4jDoor.trees_fetched
    monkeypatch.setattr(Neo4jDoor, "trees_fetched", lambda door, tags: fetched.extend(tags) or whole(door, tags))
    size = ("id", "size")
    household = [UpsertNodes("Household", size, [(format_key("hh", pack(HERE, 2)), number)]) for number in (8, 9)]
    name = UpsertNodes("Area", ("id", "name"), [(format_key("area", pack(HERE, 3)), "新名")])
    with Neo4jDoor.open(graph, model) as other:
        other.apply([household[0]], **A)
        assert fetched == ["area", "org"], "a new door has nothing"
        fetched.clear()
        stores.server.apply([household[1]], **A)
        assert fetched == [], "the other one changed no tree"
        other.apply([name], **A)
        assert fetched == []
        stores.server.apply([household[0]], **A)
        assert fetched == ["area"]


def test_no_store_is_made_where_anything_is(graph: Neo4jAddress, model: Model) -> None:
    emptied(graph)
    with pytest.raises(StoreError) as raised:
        Neo4jDoor.create(graph, model, ["51068"])
    assert raised.value.code is Code.BAD_SETTINGS
    Neo4jDoor.create(graph, model, [HERE]).close()
    with pytest.raises(StoreError) as raised:
        Neo4jDoor.create(graph, model, [HERE])
    assert raised.value.code is Code.NOT_OURS
    emptied(graph)
    with pytest.raises(StoreError) as raised:
        Neo4jDoor.open(graph, model)
    assert raised.value.code is Code.STORE_DOWN


def test_a_store_that_is_gone_is_missed(stores: Both, graph: Neo4jAddress) -> None:
    world = begun(stores, 3)
    emptied(graph)
    with pytest.raises(StoreError) as raised:
        stores.server.apply(world.batch(), **A)
    assert raised.value.code is Code.STORE_DOWN


def test_a_refused_batch_leaves_nothing(stores: Both) -> None:
    begun(stores, 4)
    good = UpsertNodes("Household", ("id", "size"), [(format_key("hh", pack(HERE, 2)), 9)])
    bad = UpsertNodes("Household", ("id", "size"), [(format_key("hh", pack(HERE, 2)), "nine")])
    with pytest.raises(ChangeError):
        stores.server.apply([good, bad], **A)
    stores.compare()

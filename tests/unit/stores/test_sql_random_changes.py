"""After any sequence of changes, good and bad ones, everything derived is right on every day."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections import Counter

import pytest

from graph_schema.model import Model
from hub.errors import ChangeError
from hub.stores.sql.changes import apply
from hub.stores.sql.digest import digest
from hub.stores.sql.files import create
from hub.stores.sql.loads import begin_load, finish_load, undo_load
from hub.stores.sql.verify import check
from tests.unit.stores.sql_brute import faults
from tests.unit.stores.sql_random import HERE, World

SEEDS = range(int(os.environ.get("LINLI_SEEDS", "3")))
A = {"actor": "test", "reason": "test", "source": "test"}


def begin(connection: sqlite3.Connection, model: Model, world: World) -> None:
    for change in world.first():
        with contextlib.suppress(ChangeError):
            apply(connection, model, [change], **A)


@pytest.mark.parametrize("seed", SEEDS)
def test_derived_rows_stay_right(model: Model, seed: int) -> None:
    world = World(seed)
    connection = create(":memory:", model, [HERE])
    begin(connection, model, world)
    refused: Counter[str] = Counter()
    written = 0
    while written < 40:
        batch = world.batch()
        before = digest(connection, model)
        try:
            receipt = apply(connection, model, batch, **A)
        except ChangeError as error:
            refused[error.code.value] += 1
            assert digest(connection, model) == before, "a refused batch left something behind"
            continue
        assert (digest(connection, model) != before) == (receipt.seq is not None), batch
        written += receipt.seq is not None
        assert check(connection, model) == [], batch
        assert faults(connection, model) == [], batch
    assert len(refused) >= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_loads_undone_in_turn_give_back_each_digest(model: Model, seed: int) -> None:
    world = World(1000 + seed)
    connection = create(":memory:", model, [HERE])
    begin(connection, model, world)
    digests = []
    loads = []
    while len(loads) < 10:
        load = begin_load(connection, f"file {len(loads)}", "0" * 64)
        before = digest(connection, model)
        done = 0
        for _ in range(12):
            try:
                done += apply(connection, model, world.batch(), **A, load=load).seq is not None
            except ChangeError:
                continue
        finish_load(connection, load)
        if done:
            digests.append(before)
            loads.append(load)
    for load, before in zip(reversed(loads), reversed(digests), strict=True):
        undo_load(connection, model, load)
        assert digest(connection, model) == before
        assert check(connection, model) == []
        assert faults(connection, model) == []

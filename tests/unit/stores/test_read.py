"""The reading side: deadlines that stop statements, light ones beside dear ones, one state a question."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import anyio
import pytest

from graph_schema.kinds import load_model
from hub.errors import Code, DeadlineError, StoreError
from hub.stores.sql import reader
from hub.stores.sql.dear import LOOP_BUDGET, Dear, Way
from hub.stores.sql.files import create
from hub.stores.sql.read import SqliteSnapshot, SqliteStore
from hub.turns import SLICE

MODEL = load_model()
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT count(*) FROM n"

DEAR_ROWS = """
WITH RECURSIVE m(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM m WHERE k < 3)
SELECT k, (WITH RECURSIVE n(i) AS (SELECT 1 + m.k UNION ALL SELECT i + 1 FROM n WHERE i < 400000 + m.k)
           SELECT max(i) FROM n)
FROM m
"""


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    create(tmp_path / "hub.sqlite", MODEL, ["510681"]).close()
    return SqliteStore(tmp_path / "hub.sqlite", MODEL)


async def rows(snapshot: SqliteSnapshot, text: str) -> list[Any]:
    """Any statement, by the way that those of fetches go."""
    return await snapshot._reader.run(text, ())


def test_the_deadline_stops_a_statement(store: SqliteStore) -> None:
    async def run() -> None:
        async with store.snapshot(time.monotonic() + 0.1) as snapshot:
            with pytest.raises(DeadlineError) as caught:
                await rows(snapshot, ENDLESS)
            assert caught.value.code is Code.DEADLINE
            assert await rows(snapshot, "SELECT 1") == [(1,)]

    asyncio.run(run())


def test_a_dear_statement_leaves_the_loop_to_others(store: SqliteStore) -> None:
    """While it runs in its thread, the loop goes on; from then on it goes there directly."""

    async def run() -> int:
        turns = 0
        async with store.snapshot(time.monotonic() + 60) as snapshot, anyio.create_task_group() as group:

            async def count() -> None:
                nonlocal turns
                while True:
                    await anyio.sleep(0)
                    turns += 1

            group.start_soon(count)
            assert await rows(snapshot, LONG) == [(400_000,)]
            group.cancel_scope.cancel()
        assert store.dear.way(LONG) is Way.FIRST
        return turns

    assert LOOP_BUDGET < 0.05
    assert asyncio.run(run()) > 10


SHORT = "WITH RECURSIVE n(i) AS (SELECT nap() UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT max(i) FROM n"
"""Waits first, and then goes on just long enough to be looked at."""


async def after_a_nap(store: SqliteStore, seconds: float) -> bool:
    """Whether a statement that waits so long is dear; its rows are right in any case."""
    async with store.snapshot(time.monotonic() + 3600) as snapshot:
        snapshot._reader.connection.create_function("nap", 0, lambda: time.sleep(seconds) or 1)
        assert await rows(snapshot, SHORT) == [(1000,)]
    return store.dear.way(SHORT) is not Way.LOOP


def test_a_statement_that_was_overtaken_is_light_all_the_same(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its budget is CPU: on a busy machine the clock runs on without it."""
    monkeypatch.setattr(reader, "LOOP_PATIENCE", 3600)
    assert not asyncio.run(after_a_nap(store, 2 * LOOP_BUDGET))


def test_a_statement_that_waits_for_long_is_run_again_in_a_thread(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps: list[int] = []
    monkeypatch.setattr(reader, "LOOP_BUDGET", 3600)
    monkeypatch.setattr(reader, "LOOP_PATIENCE", 0.001)

    async def run() -> None:
        async with store.snapshot(time.monotonic() + 3600) as snapshot:
            connection = snapshot._reader.connection
            connection.create_function("nap", 0, lambda: naps.append(threading.get_ident()) or time.sleep(0.01) or 1)
            assert await rows(snapshot, SHORT) == [(1000,)]

    asyncio.run(run())
    on_loop, in_thread = naps
    assert on_loop == threading.get_ident() != in_thread


def test_a_dear_statement_that_is_light_for_a_while_returns_to_the_loop() -> None:
    dear = Dear()
    dear.overran(LONG, Way.LOOP, waited=False)
    for seconds in (*[0.0] * 15, LOOP_BUDGET, *[0.0] * 15):
        dear.ran(LONG, seconds)
        assert dear.way(LONG) is Way.FIRST
    dear.ran(LONG, 0.0)
    assert dear.way(LONG) is Way.LOOP


def test_a_statement_whose_rows_are_dear_runs_in_a_thread_to_its_end(store: SqliteStore) -> None:
    """First the loop gives it up, then the loop gives up fetching its rows."""

    async def run() -> None:
        async with store.snapshot(time.monotonic() + 3600) as snapshot:
            found = await rows(snapshot, DEAR_ROWS)
            assert found == [(i, 400_000 + i) for i in (1, 2, 3)]
        assert store.dear.way(DEAR_ROWS) is Way.THREAD

    asyncio.run(run())


@pytest.mark.parametrize("count", [0, 1, SLICE - 1, SLICE, SLICE + 1, 3 * SLICE])
def test_rows_are_the_same_in_slices(store: SqliteStore, count: int) -> None:
    async def run(text: str) -> list[Any]:
        async with store.snapshot(time.monotonic() + 3600) as snapshot:
            return await rows(snapshot, text)

    text = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, -i FROM n LIMIT {count}"
    ways = []
    for way in Way:
        ways.append(asyncio.run(run(text)))
        if way is not Way.THREAD:
            store.dear.overran(text, way, waited=False)
    assert ways == [[(i, -i) for i in range(1, count + 1)]] * 3


def test_nothing_is_stopped_between_two_statements(store: SqliteStore) -> None:
    """Neither the budget nor the deadline of one statement outlasts it: what a store asks for itself is not stopped."""

    async def run() -> None:
        async with store.snapshot(time.monotonic() + 0.05) as snapshot:
            await rows(snapshot, "SELECT 1")
            with pytest.raises(DeadlineError):
                await rows(snapshot, ENDLESS)
            assert snapshot._reader.connection.execute(LONG).fetchone() == (400_000,)

    asyncio.run(run())


def test_what_the_catalogue_asks_for_stops_at_the_deadline(store: SqliteStore) -> None:
    async def run() -> None:
        async with store.snapshot(time.monotonic() + 0.05) as snapshot:
            with pytest.raises(DeadlineError):
                await snapshot._reader.call(lambda connection: connection.execute(ENDLESS).fetchall())

    asyncio.run(run())


def test_a_cancelled_question_stops_its_statement(store: SqliteStore) -> None:
    async def run() -> None:
        with anyio.move_on_after(0.1):
            async with store.snapshot(time.monotonic() + 3600) as snapshot:
                await rows(snapshot, ENDLESS)
        with anyio.fail_after(5):
            # The thread has let go: the pool of two has room for two more.
            async with store.snapshot(time.monotonic() + 60) as one, store.snapshot(time.monotonic() + 60) as two:
                store.dear.overran("SELECT 2", Way.LOOP, waited=False)
                assert await rows(one, "SELECT 2") == await rows(two, "SELECT 2") == [(2,)]

    asyncio.run(run())


def test_one_question_sees_one_state(store: SqliteStore) -> None:
    writer = sqlite3.connect(store.path)

    async def run() -> None:
        async with store.snapshot(time.monotonic() + 60) as snapshot:
            before = await rows(snapshot, "SELECT count(*) FROM meta")
            writer.execute("INSERT INTO meta VALUES ('x', 'y')")
            writer.commit()
            assert await rows(snapshot, "SELECT count(*) FROM meta") == before
        async with store.snapshot(time.monotonic() + 60) as snapshot:
            assert await rows(snapshot, "SELECT count(*) FROM meta") == [(before[0][0] + 1,)]

    asyncio.run(run())
    writer.close()


def test_a_store_that_is_gone(tmp_path: Path) -> None:
    async def run() -> None:
        async with SqliteStore(tmp_path / "nothing.sqlite", MODEL).snapshot(time.monotonic() + 1):
            pass

    with pytest.raises(StoreError) as caught:
        asyncio.run(run())
    assert caught.value.code is Code.STORE_DOWN

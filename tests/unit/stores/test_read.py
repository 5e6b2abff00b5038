"""The reading side: deadlines that stop statements, light ones beside dear ones, one state a question."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path
from typing import Any

import anyio
import pytest

from graph_schema.kinds import load_model
from hub.errors import Code, DeadlineError, StoreError
from hub.stores.sql.files import create
from hub.stores.sql.read import LOOP_BUDGET, SqliteSnapshot, SqliteStore

MODEL = load_model()
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT count(*) FROM n"


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    create(tmp_path / "hub.sqlite", MODEL, ["510681"]).close()
    return SqliteStore(tmp_path / "hub.sqlite", MODEL)


async def rows(snapshot: SqliteSnapshot, text: str) -> list[Any]:
    """Any statement, by the way that those of fetches go."""
    found = snapshot._light(text, (), time.monotonic()) if text not in snapshot._store._dear else None
    if found is None:
        snapshot._store._dear.add(text)
        found = await snapshot._in_thread(lambda: snapshot._execute(text, (), snapshot._deadline))
    return found


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
        assert LONG in store._dear
        return turns

    assert LOOP_BUDGET < 0.05
    assert asyncio.run(run()) > 10


def test_a_cancelled_question_stops_its_statement(store: SqliteStore) -> None:
    async def run() -> None:
        with anyio.move_on_after(0.1):
            async with store.snapshot(time.monotonic() + 3600) as snapshot:
                await rows(snapshot, ENDLESS)
        with anyio.fail_after(5):
            # The thread has let go: the pool of two has room for two more.
            async with store.snapshot(time.monotonic() + 60) as one, store.snapshot(time.monotonic() + 60) as two:
                store._dear.add("SELECT 2")
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

"""Loads: bulk writes in many batches that can be resumed after a break, or undone as a whole."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from graph_schema.model import Model
from hub.errors import ChangeError, Code
from hub.stores.sql.changes import check_open, log, now
from hub.stores.sql.sqlite import told, transaction
from hub.stores.sql.write.batch import Batch
from hub.stores.sql.write.undo import undo

SAMPLE = 1000
"""Rows of an index that are looked at for the planner's statistics; enough for ours, and milliseconds at
any size.
"""


@dataclass(frozen=True, slots=True)
class Load:
    """One load. ``state``: OPEN, DONE or UNDONE; ``rows``: of its changes so far; times in UTC."""

    id: int
    source: str
    digest: str
    state: str
    checkpoint: str | None
    started: str
    finished: str | None
    rows: int


def begin_load(connection: sqlite3.Connection, source: str, digest: str) -> int:
    """Begin a load; returns its number, for ``changes.apply``.

    Args:
        source: what is loaded, as people know it: a file's name.
        digest: of the source's bytes, so that a resumed load is sure to go on with the same ones.

    Raises:
        ChangeError: OPEN_LOAD where another one is open: it is to be resumed or undone first.
        StoreError: STORE_LOCKED, STORE_FULL.
    """
    with told(), transaction(connection):
        others = open_loads(connection)
        if others:
            other = others[0]
            raise ChangeError(
                Code.OPEN_LOAD,
                f"load {other.id} of {other.source!r}, begun {other.started}, is still open; resume it with the same "
                "source, or undo it",
                details={"load": other.id, "checkpoint": other.checkpoint},
            )
        number: int = connection.execute(
            "INSERT INTO loads (id, source, digest, state, started, rows) "
            "SELECT coalesce(max(id), 0) + 1, ?, ?, 'OPEN', ?, 0 FROM loads RETURNING id",
            (source, digest, now()),
        ).fetchone()[0]
    return number


def finish_load(connection: sqlite3.Connection, load: int) -> None:
    """Say that a load is complete, and renew the planner's statistics.

    Raises:
        ChangeError: BAD_ARGUMENT where the load is not open.
        StoreError: STORE_LOCKED, STORE_FULL.
    """
    with told():
        with transaction(connection):
            check_open(connection, load)
            connection.execute("UPDATE loads SET state = 'DONE', finished = ? WHERE id = ?", (now(), load))
        connection.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        connection.execute("ANALYZE")


def open_loads(connection: sqlite3.Connection) -> list[Load]:
    """Loads that were begun and neither finished nor undone, oldest first: somebody must look after them."""
    return [
        Load(*row)
        for row in connection.execute(
            "SELECT id, source, digest, state, checkpoint, started, finished, rows FROM loads WHERE state = 'OPEN' "
            "ORDER BY id"
        )
    ]


def undo_load(
    connection: sqlite3.Connection, model: Model, load: int, *, actor: str = "undo", reason: str = "undo"
) -> int | None:
    """Take a load back, whether it is open or done: the graph is as it was before, to the last date.

    Versions of rows go back too; the log keeps everything and gets an entry for the undoing. Numbers of
    keys are not used again.

    Returns:
        The number of the log entry; None where the load had written nothing.

    Raises: ChangeError: BAD_ARGUMENT where there is no such load, where it is undone already, or
        where a later change touched its rows (``details["later"]``: one of its numbers in the change
        log). StoreError: STORE_LOCKED, STORE_FULL.
    """
    with told(), transaction(connection):
        found = connection.execute("SELECT state, source FROM loads WHERE id = ?", (load,)).fetchone()
        if found is None or found[0] == "UNDONE":
            state = "there is no such load" if found is None else "it is undone already"
            raise ChangeError(Code.BAD_ARGUMENT, f"load {load}: {state}", details={"load": load})
        batch = Batch(connection, model)
        entries = connection.execute(
            'SELECT seq, "before" FROM change_log WHERE load = ? ORDER BY seq DESC', (load,)
        ).fetchall()
        for seq, before in entries:
            undo(batch, load, seq, before)
        if entries:
            log(batch, actor=actor, reason=reason, source=found[1], summary=[{"change": "Undo", "load": load}])
        connection.execute("UPDATE loads SET state = 'UNDONE', finished = ? WHERE id = ?", (now(), load))
    return batch.seq if entries else None

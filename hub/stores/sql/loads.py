"""Loads: bulk writes in many batches that can be resumed after a break, or undone as a whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from graph_schema.model import Model
from hub.errors import ChangeError, Code
from hub.stores.sql import source as sources
from hub.stores.sql.changes import check_open, log, now
from hub.stores.sql.sqlite import told, transaction
from hub.stores.sql.write.batch import Batch, Tally
from hub.stores.sql.write.undo import undo

NAMED = 10
"""Loads that an error names, the latest ones."""

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

    def __str__(self) -> str:
        return f"load {self.id} of {self.source!r}, begun {self.started}"


@dataclass(frozen=True, slots=True)
class Logged:
    """A load with who wrote it and why, as its first entry in the change log says; None where it wrote nothing."""

    load: Load
    actor: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """What a load wrote: rows that it created and changed, by kind (``Household``) and by link or part
    (``Household.place``). Undoing it removes the first and puts the others back.
    """

    load: Load
    tallies: dict[str, Tally]


_COLUMNS = "id, source, digest, state, checkpoint, started, finished, rows"


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
        if not sources.of(connection).whole:
            return
        connection.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        connection.execute("ANALYZE")


def open_loads(connection: sqlite3.Connection) -> list[Load]:
    """Loads that were begun and neither finished nor undone, oldest first: somebody must look after them."""
    return [Load(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM loads WHERE state = 'OPEN' ORDER BY id")]


def all_loads(connection: sqlite3.Connection) -> list[Logged]:
    """All loads there ever were, oldest first."""
    sources.of(connection).first_entries()
    columns = ", ".join(f"l.{name}" for name in _COLUMNS.split(", "))
    return [
        Logged(Load(*row[:-2]), *row[-2:])
        for row in connection.execute(
            f"SELECT {columns}, c.actor, c.reason FROM loads l LEFT JOIN change_log c "
            "ON c.seq = (SELECT min(f.seq) FROM change_log f WHERE f.load = l.id) ORDER BY l.id"
        )
    ]


def written(connection: sqlite3.Connection, load: int) -> Written:
    """What a load wrote, as the log says.

    Raises:
        ChangeError: BAD_ARGUMENT where there is no such load, or it is undone already.
    """
    found = _undoable(connection, load)
    sources.of(connection).rows("change_log", "load", [load])
    summaries = connection.execute("SELECT summary FROM change_log WHERE load = ? ORDER BY seq", (load,))
    return Written(found, _tallied(text for (text,) in summaries))


def check_undo(connection: sqlite3.Connection, model: Model, load: int) -> None:
    """Undo a load and take that back: so that what ``undo_load`` would refuse is refused.

    Raises:
        ChangeError, StoreError: see ``undo_load``.
    """
    with told(), transaction(connection, keep=False):
        undo_load(connection, model, load)


def undo_load(
    connection: sqlite3.Connection, model: Model, load: int, *, actor: str = "undo", reason: str = "undo"
) -> int | None:
    """Take a load back, whether it is open or done: the graph is as it was before, to the last date.

    Versions of rows go back too; the log keeps everything and gets an entry for the undoing. Numbers of
    keys are not used again.

    Returns:
        The number of the log entry; None where the load had written nothing.

    Raises: ChangeError: BAD_ARGUMENT where there is no such load (``details["loads"]``: those there
        are), where it is undone already, or where a later change touched its rows
        (``details["later"]``: one of its numbers in the change log; ``details["laterLoad"]``: the
        load that made it, if one did). StoreError: STORE_LOCKED, STORE_FULL.
    """
    with told(), transaction(connection):
        source = _undoable(connection, load).source
        batch = Batch(connection, model)
        batch.source.rows("change_log", "load", [load])
        entries = connection.execute(
            'SELECT seq, "before" FROM change_log WHERE load = ? ORDER BY seq DESC', (load,)
        ).fetchall()
        try:
            for seq, before in entries:
                undo(batch, load, seq, before)
        except ChangeError as error:
            raise _named(connection, load, error) from error
        if entries:
            log(batch, actor=actor, reason=reason, source=source, summary=[{"change": "Undo", "load": load}])
        connection.execute("UPDATE loads SET state = 'UNDONE', finished = ? WHERE id = ?", (now(), load))
    return batch.seq if entries else None


def _undoable(connection: sqlite3.Connection, load: int) -> Load:
    """The load, unless there is none of this number or it is undone."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM loads WHERE id = ?", (load,)).fetchone()
    if row is None:
        known = connection.execute("SELECT id, source FROM loads ORDER BY id DESC LIMIT ?", (NAMED + 1,)).fetchall()
        named = ", ".join(f"{number} ({source!r})" for number, source in reversed(known[:NAMED]))
        there = f"there are {'…, ' if len(known) > NAMED else ''}{named}" if known else "none was ever begun"
        raise ChangeError(
            Code.BAD_ARGUMENT,
            f"load {load}: there is no such load; {there}",
            details={"load": load, "loads": [number for number, _ in reversed(known)]},
        )
    found = Load(*row)
    if found.state == "UNDONE":
        raise ChangeError(
            Code.BAD_ARGUMENT,
            f"load {load} of {found.source!r}: it is undone already, since {found.finished}; there is nothing to do",
            details={"load": load},
        )
    return found


def _named(connection: sqlite3.Connection, load: int, error: ChangeError) -> ChangeError:
    """The refusal of an undo with what touched the rows later, and what to do about that."""
    sources.of(connection).rows("change_log", "seq", [error.details.get("later")])
    row = connection.execute(
        "SELECT c.at, c.actor, c.reason, c.source, l.id FROM change_log c LEFT JOIN loads l ON l.id = c.load "
        "WHERE c.seq = ?",
        (error.details.get("later"),),
    ).fetchone()
    if row is None:
        return error
    at, actor, reason, source, other = row
    what = f"change {error.details['later']} from {source!r}" if other is None else f"load {other} of {source!r}"
    first = "" if other is None else f"undo load {other} first, or "
    return ChangeError(
        error.code,
        f"load {load} cannot be undone: {what}, written {at} by {actor} ({reason}), changed its rows later, or leads "
        f"to them; {first}correct the rows by new changes",
        details=error.details | ({} if other is None else {"laterLoad": other}),
    )


def _tallied(summaries: Iterable[str]) -> dict[str, Tally]:
    """The summaries of a load's entries in the log, added up."""
    found: dict[str, Tally] = {}
    for summary in summaries:
        for said in json.loads(summary):
            for name, (created, changed) in said.get("rows", {}).items():
                found[name] = found.get(name, Tally()) + Tally(created, changed)
    return found

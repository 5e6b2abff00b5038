"""The reading side of the SQL store on SQLite: snapshots, statements, deadlines.

A statement first runs on the event loop with a small budget of time; one that overruns it is stopped and
run again in a pool of two threads, and from then on goes there directly, so that dear questions do not
delay light ones.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread

from graph_schema.model import Model
from hub.errors import Code, DeadlineError, StoreError
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.base import Bound, Parents, Row, Summary, Trace, Window
from hub.stores.sql import layout
from hub.stores.sql.bind import bind_statement
from hub.stores.sql.codes import decide
from hub.stores.sql.compile import compile_fetch, compile_unresolved
from hub.stores.sql.dialect import SQLITE
from hub.stores.sql.printing import Shape
from hub.stores.sql.stubs import stubs
from hub.stores.sql.summary import summarise
from hub.stores.sql.text import Statement

LOOP_BUDGET = 0.004
"""Seconds that a statement may hold the event loop."""
_STEPS = 2_000
"""Virtual machine steps between two looks at the clock: some tens of microseconds."""
_MAX_IDLE = 16
_MAX_PREPARED = 2_048


class SqliteStore:
    """Answers fetches from a SQLite file. Safe for many requests at once on one event loop."""

    def __init__(self, path: Path, model: Model, *, name: str = "sql") -> None:
        self.name = name
        self.capability = p.Capability(name=name, fuse_to_one=True)
        self.path = path
        self.model = model
        self._idle: list[sqlite3.Connection] = []
        self._statements: dict[object, Statement] = {}
        self._dear: set[str] = set()
        self._threads = anyio.CapacityLimiter(2)
        self._counting: dict[object, Statement | None] = {}
        self._horizon: tuple[int, int] = (-1, 0)
        self._stubs: tuple[int, frozenset[str]] = (-1, frozenset())

    def close(self) -> None:
        """Close idle connections; those in use close when their request ends."""
        while self._idle:
            self._idle.pop().close()

    def data_version(self) -> int:
        """Sequence of the last change."""
        connection = self._take()
        try:
            return _version(connection)
        finally:
            self._give(connection)

    def snapshot(self, deadline: float) -> AbstractAsyncContextManager[SqliteSnapshot]:
        """One state of the graph; ``deadline`` on ``time.monotonic``'s clock."""
        return self._snapshot(deadline)

    @asynccontextmanager
    async def _snapshot(self, deadline: float) -> AsyncIterator[SqliteSnapshot]:
        connection = self._take()
        snapshot = SqliteSnapshot(self, connection, deadline)
        try:
            yield snapshot
        finally:
            if snapshot.abandoned:
                # A thread may still be inside; it stops at once, and the connection goes with it.
                connection.interrupt()
            else:
                self._give(connection)

    def _take(self) -> sqlite3.Connection:
        if self._idle:
            connection = self._idle.pop()
        else:
            try:
                connection = sqlite3.connect(
                    f"{self.path.absolute().as_uri()}?mode=ro",
                    uri=True,
                    check_same_thread=False,
                    cached_statements=512,
                    isolation_level=None,
                )
            except sqlite3.OperationalError as error:
                raise StoreError(Code.STORE_DOWN, f"cannot open {self.path.name}: {error}") from None
            connection.execute("PRAGMA mmap_size=1073741824")
            connection.execute("PRAGMA query_only=1")
        connection.execute("BEGIN")
        return connection

    def _give(self, connection: sqlite3.Connection) -> None:
        connection.set_progress_handler(None, 0)
        connection.execute("ROLLBACK")
        if len(self._idle) < _MAX_IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def statement(self, plan: p.Plan, fetch: p.Fetch, shape: Shape) -> Statement:
        """The statement of a fetch, from the cache if the plan has been run in this shape before."""
        key = (plan.serial, fetch.number, shape)
        found = self._statements.get(key)
        if found is None:
            if len(self._statements) >= _MAX_PREPARED:
                self._statements.clear()
            found = compile_fetch(self.model, SQLITE, plan, fetch, shape)
            self._statements[key] = found
        return found

    def counting(self, plan: p.Plan, fetch: p.Fetch, shape: Shape) -> Statement | None:
        """The statement that counts what a fetch leaves out as unresolved; None where there can be nothing."""
        key = (plan.serial, fetch.number, shape)
        if key not in self._counting:
            if len(self._counting) >= _MAX_PREPARED:
                self._counting.clear()
            self._counting[key] = compile_unresolved(self.model, SQLITE, plan, fetch, shape)
        return self._counting[key]

    def stubs(self, connection: sqlite3.Connection, version: int) -> frozenset[str]:
        """Where the file's rows are not the whole truth, see ``stubs.stubs``."""
        if self._stubs[0] != version:
            self._stubs = (version, stubs(connection, self.model))
        return self._stubs[1]

    def horizon(self, connection: sqlite3.Connection, version: int) -> int:
        """First day from which no property has a former value."""
        if self._horizon[0] != version:
            latest = 0
            for kind in self.model.kinds:
                for prop in kind.properties:
                    if prop.dated:
                        table = layout.history_table(kind.tag, prop.name)
                        row = connection.execute(f"SELECT max(until) FROM {table}").fetchone()
                        latest = max(latest, row[0] or 0)
            self._horizon = (version, latest)
        return self._horizon[1]


def _version(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT max(seq) FROM change_log").fetchone()
    return row[0] or 0


class SqliteSnapshot:
    """A read transaction."""

    def __init__(self, store: SqliteStore, connection: sqlite3.Connection, deadline: float) -> None:
        self._store = store
        self._connection = connection
        self._deadline = deadline
        self.version = _version(connection)
        self.abandoned = False
        self.traces: list[tuple[int, Trace]] = []
        self.tracing = False

    async def fetch(
        self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound, window: Window | None
    ) -> Sequence[Row]:
        """See ``hub.stores.base.Snapshot``."""
        shape = self._shape(fetch, parents, window)
        statement = self._store.statement(plan, fetch, shape)
        values = bind_statement(statement, parents, bound, window, self._store.origin)
        rows = await self._run(fetch.number, statement, values)
        if isinstance(fetch.found, p.ByCode):
            return decide(rows, parents.day)
        if shape.rooted and window is not None and window.backward:
            rows.reverse()
        return rows

    async def unresolved(self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound) -> int:
        """See ``hub.stores.base.Snapshot``."""
        shape = self._shape(fetch, parents, None)
        if not shape.stubs:
            return 0
        statement = self._store.counting(plan, fetch, shape)
        if statement is None:
            return 0
        # The fetch's own number is that of its one statement.
        rows = await self._run(-fetch.number, statement, bind_statement(statement, parents, bound, None, self._store.origin))
        count: int = rows[0][0]
        return count

    def _shape(self, fetch: p.Fetch, parents: Parents, window: Window | None) -> Shape:
        day = parents.day
        days = (day,) if parents.days is None else parents.days
        store = self._store
        return Shape(
            rooted=isinstance(fetch.found, p.FromRoot | p.BySearch | p.ByCode),
            each=parents.days is not None,
            plain=fetch.during is None and min(days, default=day) >= store.horizon(self._connection, self.version),
            after=_nulls(window.after if window else None),
            before=_nulls(window.before if window else None),
            stubs=frozenset() if fetch.condition == w.TRUE else store.stubs(self._connection, self.version),
        )

    async def summary(self, day: int) -> Summary:
        """See ``hub.stores.base.Snapshot``."""
        found: Summary = await self._in_thread(partial(summarise, self._connection, self._store.model, day))
        return found

    async def _run(self, number: int, statement: Statement, values: tuple[Any, ...]) -> list[Row]:
        started = time.monotonic()
        text = statement.text
        rows = None if text in self._store._dear else self._light(text, values, started)
        if rows is None:
            rows = await self._dearly(text, values)
        if self.tracing:
            trace = Trace(self._store.name, text, len(rows), (time.monotonic() - started) * 1000)
            self.traces.append((number, trace))
        return rows

    async def _dearly(self, text: str, values: tuple[Any, ...]) -> list[Row]:
        """The rows by way of a thread; a statement that turns out light may run on the loop next time."""
        dear = self._store._dear
        if len(dear) >= _MAX_PREPARED:
            dear.clear()
        dear.add(text)
        rows: list[Row]
        rows, spent = await self._in_thread(partial(self._timed, text, values))
        if spent < LOOP_BUDGET / 2:
            dear.discard(text)
        return rows

    def _timed(self, text: str, values: tuple[Any, ...]) -> tuple[list[Row], float]:
        started = time.monotonic()
        rows = self._execute(text, values, self._deadline)
        return rows, time.monotonic() - started

    def _light(self, text: str, values: tuple[Any, ...], started: float) -> list[Row] | None:
        """The rows, or None if the statement is too dear for the event loop."""
        until = min(self._deadline, started + LOOP_BUDGET)
        try:
            return self._execute(text, values, until)
        except DeadlineError:
            if until == self._deadline:
                raise
            return None

    def _execute(self, text: str, values: tuple[Any, ...], until: float) -> list[Row]:
        clock = time.monotonic
        self._connection.set_progress_handler(lambda: clock() > until or self.abandoned, _STEPS)
        try:
            return self._connection.execute(text, values).fetchall()
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise DeadlineError(
                    Code.DEADLINE,
                    "the deadline passed while the store was searching; ask for less, or allow more time",
                ) from None
            raise StoreError(Code.STORE_DOWN, f"the store failed: {error}") from error

    async def _in_thread(self, work: Callable[[], Any]) -> Any:
        try:
            return await anyio.to_thread.run_sync(work, limiter=self._store._threads, abandon_on_cancel=True)
        except anyio.get_cancelled_exc_class():
            self.abandoned = True
            raise


def _nulls(position: tuple[Any, ...] | None) -> tuple[bool, ...] | None:
    return None if position is None else tuple(value is None for value in position)

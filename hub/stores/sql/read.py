"""The reading side of the SQL store on SQLite: its snapshots, and what all of them know of the file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

from graph_schema.model import Model
from hub.errors import StoreError
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.base import Ask, Bound, Parents, Row, Summary, Trace, Window
from hub.stores.spot import spot
from hub.stores.sql import layout
from hub.stores.sql.below import ALL, MANY_BELOW, MOST, Areas, ordered, read_areas, way
from hub.stores.sql.codes import decide
from hub.stores.sql.dear import Dear
from hub.stores.sql.owned import dividing
from hub.stores.sql.printing import Nulls, Shape
from hub.stores.sql.reader import Reader
from hub.stores.sql.ready import Ready, Statements
from hub.stores.sql.stubs import stubs
from hub.stores.sql.summary import summarise
from hub.stores.sql.values import packed_key

_MAX_IDLE = 16
_ROOTS = (p.FromRoot, p.BySearch, p.ByCode)


class SqliteStore:
    """Answers fetches from a SQLite file. Safe for many requests at once on one event loop."""

    def __init__(self, path: Path, model: Model, *, name: str = "sql") -> None:
        self.name = name
        self.capability = p.Capability(name=name, fuse_to_one=True)
        self.path = path
        self.model = model
        self.dear = Dear()
        self._idle: list[Reader] = []
        self._statements: Statements | None = None
        self._horizon: tuple[int, int] = (-1, 0)
        self._areas: tuple[int, Areas] | None = None
        self._stubs: tuple[int, frozenset[str]] = (-1, frozenset())

    def close(self) -> None:
        """Close idle connections; those in use close when their request ends."""
        while self._idle:
            self._idle.pop().connection.close()

    def data_version(self) -> int:
        """Sequence of the last change."""
        reader = self.take(inf)
        try:
            return _version(reader.connection)
        finally:
            self.give(reader)

    def snapshot(self, deadline: float) -> AbstractAsyncContextManager[SqliteSnapshot]:
        """One state of the graph; ``deadline`` on ``time.monotonic``'s clock."""
        return SqliteSnapshot(self, deadline)

    def take(self, deadline: float) -> Reader:
        """A reader that holds on to the state there is now.

        Raises:
            StoreError: STORE_DOWN.
        """
        reader = self._idle.pop() if self._idle else Reader(self.path, self.dear)
        reader.begin(deadline)
        if self._statements is None:
            self._statements = Statements(self.model, reader.origin, dividing(reader.owned))
        return reader

    @property
    def statements(self) -> Statements:
        """The statements of the store, once a reader has been taken."""
        assert self._statements is not None
        return self._statements

    def give(self, reader: Reader) -> None:
        """Take a reader back."""
        if reader.abandoned:
            # A thread may still be inside; it stops at once, and the connection goes with it.
            reader.connection.interrupt()
            return
        reader.end()
        if len(self._idle) < _MAX_IDLE:
            self._idle.append(reader)
        else:
            reader.connection.close()

    def areas(self, connection: sqlite3.Connection, version: int) -> Areas:
        """What is known of the areas."""
        if self._areas is None or self._areas[0] != version:
            self._areas = (version, read_areas(connection, self.model, self.statements.dividing))
        return self._areas[1]

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


class SqliteSnapshot:
    """A read transaction, from entering it to leaving it."""

    def __init__(self, store: SqliteStore, deadline: float) -> None:
        self._store = store
        self._deadline = deadline
        self.version = 0
        self.traces: list[tuple[int, Trace]] = []

    async def __aenter__(self) -> SqliteSnapshot:
        self._reader = self._store.take(self._deadline)
        self.version = _version(self._reader.connection)
        return self

    async def __aexit__(self, *raised: object) -> None:
        self._store.give(self._reader)

    async def prepare(self, plan: p.Plan, asks: Sequence[Ask], bound: Bound) -> None:
        """See ``hub.stores.base.Snapshot``: SQLite goes level by level."""

    async def fetch(
        self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound, window: Window | None
    ) -> Sequence[Row]:
        """See ``hub.stores.base.Snapshot``."""
        shape = self._shape(plan, fetch, parents, bound, window)
        statement = self._store.statements.of(plan, fetch, shape)
        rows = await self._run(fetch.number, statement, statement.values(parents, bound, window))
        if isinstance(fetch.found, p.ByCode):
            return decide(rows, parents.day)
        if shape.rooted and window is not None and window.backward:
            rows.reverse()
        return rows

    async def unresolved(self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound) -> int:
        """See ``hub.stores.base.Snapshot``."""
        shape = self._shape(plan, fetch, parents, bound, None, choosing=False)
        if not shape.stubs:
            return 0
        statement = self._store.statements.counting(plan, fetch, shape)
        if statement is None:
            return 0
        # The fetch's own number is that of its one statement.
        rows = await self._run(-fetch.number, statement, statement.values(parents, bound, None))
        count: int = rows[0][0]
        return count

    def _shape(
        self,
        plan: p.Plan,
        fetch: p.Fetch,
        parents: Parents,
        bound: Bound,
        window: Window | None,
        *,
        choosing: bool = True,
    ) -> Shape:
        store, connection = self._store, self._reader.connection
        day, days = parents.day, parents.days
        earliest = day if days is None else min(days, default=day)
        after = before = None
        if window is not None:
            after, before = _nulls(window.after), _nulls(window.before)
        shape = Shape(
            isinstance(fetch.found, _ROOTS),
            days is not None,
            fetch.during is None and earliest >= store.horizon(connection, self.version),
            after,
            before,
            frozenset() if fetch.condition == w.TRUE else store.stubs(connection, self.version),
        )
        if not choosing or days is not None or plan.guard.get("Area", w.TRUE) != w.TRUE:
            return shape
        return self._chosen(plan, fetch, parents, bound, window, shape)

    def _chosen(
        self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound, window: Window | None, shape: Shape
    ) -> Shape:
        """The shape with the way in which what lies below areas is found."""
        if isinstance(fetch.found, p.Below):
            return shape._replace(few=self._few(parents)) if fetch.found.kind.name == "Area" else shape
        where = spot(fetch)
        levels = isinstance(fetch.give, p.Groups) and any(key.level for key in fetch.give.keys)
        if where is None and not levels:
            return shape
        store, connection, day = self._store, self._reader.connection, parents.day
        areas = store.areas(connection, self.version)
        shape = shape._replace(settled=frozenset(kind for kind, last in areas.settled.items() if day >= last))
        if where is None:
            return shape
        roots: Sequence[int | None] = parents.keys
        if where.roots is not None:
            given = bound.values[where.roots.index]
            roots = [packed_key(one, "area") for one in (given if isinstance(given, list | tuple) else [given])]
            shape = shape._replace(single=len(roots) == 1)
            if not shape.single:
                return shape
        give, limit = fetch.give, None
        if isinstance(give, p.Rows):
            if window is None or not ordered(where.kind, give, plain=shape.plain, masks=plan.masks):
                return shape
            limit = window.limit
        stored = [store.statements.origin.stored(root) for root in roots if root is not None]
        chosen = way(connection, areas, where.kind, stored, day, limit)
        moved = where.kind.name in areas.moved
        if limit is None and chosen != ALL and where.kind.name not in shape.settled:
            # Without a page there is no saying when enough of the others has been looked at.
            return shape
        return shape._replace(below=chosen, moved=moved)

    def _few(self, parents: Parents) -> bool:
        """Whether few areas lie below the parents."""
        store = self._store
        stored = [store.statements.origin.stored(key) for key in parents.keys if key is not None]
        areas = store.areas(self._reader.connection, self.version)
        return 0 < len(stored) <= MOST and areas.level(self._reader.connection, stored) not in MANY_BELOW

    async def summary(self, day: int) -> Summary:
        """See ``hub.stores.base.Snapshot``."""
        return await self._reader.call(partial(summarise, model=self._store.model, day=day))

    async def _run(self, number: int, statement: Ready, values: tuple[Any, ...]) -> list[Row]:
        started = time.monotonic()
        trace = Trace(self._store.name, statement.text, 0, 0.0, "sqlite", started, not self._store.statements.made)
        self.traces.append((number, trace))
        try:
            rows = await self._reader.run(statement.text, values)
        except BaseException as error:
            trace.error = error.code.value if isinstance(error, StoreError) else type(error).__name__
            raise
        finally:
            trace.milliseconds = (time.monotonic() - started) * 1000
            trace.way = "thread" if self._reader.threaded else "loop"
        trace.rows = len(rows)
        return rows


def _nulls(position: tuple[Any, ...] | None) -> Nulls | None:
    return None if position is None else tuple([value is None for value in position])


def _version(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT max(seq) FROM change_log").fetchone()
    return row[0] or 0

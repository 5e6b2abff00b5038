"""What would be asked of a server, without one: rows come from a SQLite file, statements are made as for Neo4j.

Each question's statement for all that it foresees is made, and a statement for each fetch by itself besides, as a store
asks that goes level by level.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from graph_schema.model import Model
from hub.planner import plan as p
from hub.stores.base import Ask, Bound, Parents, Row, Snapshot, Window
from hub.stores.neo4j import layout
from hub.stores.neo4j.known import Known
from hub.stores.neo4j.meta import horizon
from hub.stores.neo4j.read import ALONG
from hub.stores.neo4j.ready import Statements, without
from hub.stores.spot import settled
from hub.stores.sql import layout as columns
from hub.stores.sql import origin
from hub.stores.sql.look import reading
from hub.stores.sql.owned import dividing, owned
from hub.stores.sql.read import SqliteSnapshot, SqliteStore
from hub.stores.sql.stubs import stubs


class Made(NamedTuple):
    """What a statement is made of."""

    plan: p.Plan
    asks: Sequence[Ask]
    bound: Bound
    known: Known


class CompilingStore:
    """A SQLite store that makes Neo4j's statements along the way. ``made``: of all questions; ``levels``: those of
    single fetches, too.
    """

    def __init__(self, store: SqliteStore, model: Model, known: Known, *, levels: bool = True) -> None:
        self.name = store.name
        self.capability = replace(store.capability, along=ALONG)
        self.statements = Statements(model)
        self.known = known
        self.made: list[Made] = []
        self.levels = levels
        self._store = store

    def snapshot(self, deadline: float) -> AbstractAsyncContextManager[Snapshot]:
        """See ``hub.stores.base.ReadStore``."""
        return self._snapshot(deadline)

    @asynccontextmanager
    async def _snapshot(self, deadline: float) -> AsyncIterator[Snapshot]:
        async with self._store.snapshot(deadline) as snapshot:
            yield _Compiling(self, snapshot)


class _Compiling:
    def __init__(self, store: CompilingStore, snapshot: SqliteSnapshot) -> None:
        self._store = store
        self._snapshot = snapshot
        self.traces = snapshot.traces

    @property
    def version(self) -> int:
        return self._snapshot.version

    async def prepare(self, plan: p.Plan, asks: Sequence[Ask], bound: Bound) -> None:
        """See ``hub.stores.base.Snapshot``."""
        self._make(plan, asks, bound)

    async def fetch(
        self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound, window: Window | None
    ) -> Sequence[Row]:
        """See ``hub.stores.base.Snapshot``."""
        if self._store.levels:
            self._make(plan, [Ask(fetch, parents, {fetch.number: window})], bound)
        return await self._snapshot.fetch(plan, fetch, parents, bound, window)

    async def unresolved(self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound) -> int:
        """See ``hub.stores.base.Snapshot``."""
        return await self._snapshot.unresolved(plan, fetch, parents, bound)

    async def summary(self, day: int) -> Any:
        """See ``hub.stores.base.Snapshot``."""
        return await self._snapshot.summary(day)

    def _make(self, plan: p.Plan, asks: Sequence[Ask], bound: Bound) -> None:
        store = self._store
        while asks:
            _, faults = store.statements.of(plan, asks, bound, store.known).values(asks, bound)
            if not faults:
                store.made.append(Made(plan, asks, bound, store.known))
                return
            asks = [without(ask, faults) for ask in asks if ask.fetch.number not in faults]


def known_of(file: Path, model: Model) -> Known:
    """What a server would be known to hold that holds the graph of a file."""
    with reading(file, model) as connection:
        near = origin.read(connection)
        days = dict(connection.execute("SELECT tag, day FROM settled"))
        marks = ", ".join("?" for _ in layout.ORDERED_LEVELS)
        level, table = columns.column("level"), columns.node_table("area")
        above = connection.execute(f"SELECT sk, {level} FROM {table} WHERE {level} IN ({marks})", layout.ORDERED_LEVELS)
        return Known(
            version=0,
            horizon=horizon(connection, model),
            stubs=stubs(connection, model),
            settled=settled(model, days),
            dividing=frozenset(dividing(owned(connection))),
            tree=None,
            levels={near.packed(key): name for key, name in above},
        )

"""The reading side of the Neo4j store: its snapshots, and what all of them know of the graph.

A question is told beforehand what it will ask (``prepare``), and all of that is one statement where it can be; each
fetch then finds its rows there. What was not foreseen is a statement of its own, one a level, as in every store.

Neo4j reads what is committed: two statements of one question may see two states of the graph. Each tells the version
that it saw.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import anyio
import neo4j

from graph_schema.model import Model
from hub.errors import Code, DeadlineError, HubError, StoreError
from hub.planner import plan as p
from hub.settings import Neo4jAddress
from hub.stores.base import Ask, Bound, Parents, Row, Summary, Trace, Window
from hub.stores.neo4j import connect
from hub.stores.neo4j.errors import TooMuch, told
from hub.stores.neo4j.held import Held, of_root
from hub.stores.neo4j.known import Known, learn
from hub.stores.neo4j.late import Late
from hub.stores.neo4j.ready import Ready, Statements, without
from hub.stores.neo4j.summary import summarise

ALONG = 40
"""Fetches of one statement: planning a long text costs more than another round trip."""
_IDLE = 64
"""Sessions that are kept: to make one costs as much as a light statement's parameters."""
_TRIES = 3
"""How often a statement is made anew because the graph has changed meanwhile; then the last answer is taken."""


class Neo4jStore:
    """Answers fetches from a database of a Neo4j server. It lives on one event loop, where it has to be closed."""

    def __init__(self, address: Neo4jAddress, model: Model, *, name: str = "neo4j") -> None:
        self.name = name
        self.capability = p.Capability(name=name, fuse_to_one=True, along=ALONG)
        self.address = address
        self.model = model
        self.statements = Statements(model)
        self.idle: list[neo4j.AsyncSession] = []
        """Sessions that nobody uses; they hold no connection."""
        self._driver: neo4j.AsyncDriver | None = None
        self._known: Known | None = None
        self._late: Late[connect.Server] = Late(connect.PATIENT_SECONDS, connect.CONNECT_SECONDS)

    async def close(self) -> None:
        """Close all connections."""
        await self._late.aclose()
        while self.idle:
            await self.idle.pop().close()
        if self._driver is not None:
            driver, self._driver = self._driver, None
            await driver.close()

    def snapshot(self, deadline: float) -> AbstractAsyncContextManager[Neo4jSnapshot]:
        """A state of the graph; ``deadline`` on ``time.monotonic``'s clock."""
        return Neo4jSnapshot(self, deadline)

    async def driver(self) -> neo4j.AsyncDriver:
        """The pool of connections, to a server that can be used."""
        if self._driver is None:
            self._driver = connect.open_async_driver(self.address)
        driver = self._driver
        if not connect.is_checked(driver):
            # It goes on when who asks has no more time: the next one finds it done.
            await self._late.within(None, "server", lambda: connect.check_server_async(driver, self.address))
        return driver

    async def known(self, session: neo4j.AsyncSession, *, anew: bool = False) -> Known:
        """What statements are made by.

        Raises:
            StoreError: NOT_OURS, there is no store.
        """
        if self._known is None or anew:
            self._known = await learn(session, self.model, self._known)
        if self._known is None:
            raise StoreError(
                Code.NOT_OURS,
                f"{self.address}: there is no store here; make one with `linli init`, or try `linli demo`",
            )
        return self._known


class Neo4jSnapshot:
    """The statements of one question."""

    def __init__(self, store: Neo4jStore, deadline: float) -> None:
        self._store = store
        self._deadline = deadline
        self._held: dict[int, Held] = {}
        self._failed: dict[int, HubError] = {}
        self.version = 0
        self.traces: list[tuple[int, Trace]] = []

    async def __aenter__(self) -> Neo4jSnapshot:
        return self

    async def __aexit__(self, *raised: object) -> None:
        self._held.clear()

    async def prepare(self, plan: p.Plan, asks: Sequence[Ask], bound: Bound) -> None:
        """See ``hub.stores.base.Snapshot``."""
        try:
            await self._ask(plan, asks, bound, lenient=True)
        except StoreError as error:
            # What is too much at once may do level by level.
            if not isinstance(error, TooMuch):
                self._failed = {ask.fetch.number: error for ask in asks}

    async def fetch(
        self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound, window: Window | None
    ) -> Sequence[Row]:
        """See ``hub.stores.base.Snapshot``."""
        if fetch.number in self._failed:
            raise self._failed.pop(fetch.number)
        held = self._held.get(fetch.number)
        rows = None if held is None else held.take(parents, bound, self._held)
        if rows is None:
            await self._ask(plan, [Ask(fetch, parents, {fetch.number: window})], bound)
            rows = self._held[fetch.number].take(parents, bound, self._held)
            assert rows is not None
        return rows

    async def unresolved(self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound) -> int:
        """See ``hub.stores.base.Snapshot``."""
        held = self._held.get(fetch.number)
        if held is not None:
            count = held.unresolved(parents)
            if count is not None:
                return count
        if fetch.number in self._failed:
            return 0
        async with self._session() as session:
            known = await self._store.known(session)
        if fetch.number not in self._store.statements.open_ends(plan, known):
            return 0
        # Counted by itself: what the list gives is not wanted.
        apart = replace(fetch, number=-fetch.number, give=p.Tally(()), children=())
        await self._ask(plan, [Ask(apart, parents, {apart.number: None})], bound)
        return self._held[apart.number].unresolved(parents) or 0

    async def summary(self, day: int) -> Summary:
        """See ``hub.stores.base.Snapshot``."""
        async with self._session() as session:
            return await summarise(session, self._store.model, day)

    # statements

    async def _ask(self, plan: p.Plan, asks: Sequence[Ask], bound: Bound, *, lenient: bool = False) -> None:
        """Run one statement for all that is asked, and hold what it gives. ``lenient``: without what has a value that
        does not fit, of which its own fetch will complain.
        """
        store = self._store
        async with self._session() as session:
            for attempt in range(_TRIES):
                known = await store.known(session, anew=attempt > 0)
                asks, ready, values = self._made(plan, asks, bound, known, lenient=lenient)
                if not asks:
                    return
                self.version, answers = await self._run(session, asks[0].fetch.number, ready, values)
                if self.version == known.version:
                    break
            for ask, answer in zip(asks, answers, strict=True):
                self._held[ask.fetch.number] = of_root(ask, answer, ready.shape)

    def _made(
        self, plan: p.Plan, asks: Sequence[Ask], bound: Bound, known: Known, *, lenient: bool
    ) -> tuple[Sequence[Ask], Ready, Mapping[str, Any]]:
        """The statement, and the values of its parameters."""
        while True:
            ready = self._store.statements.of(plan, asks, bound, known)
            values, faults = ready.values(asks, bound)
            if not faults:
                return asks, ready, values
            if not lenient:
                raise next(iter(faults.values()))
            asks = [without(ask, faults) for ask in asks if ask.fetch.number not in faults]

    async def _run(
        self, session: neo4j.AsyncSession, number: int, ready: Ready, values: Mapping[str, Any]
    ) -> tuple[int, list[Any]]:
        started = time.monotonic()
        trace = Trace(self._store.name, ready.text, 0, 0.0, "neo4j", started, ready.used)
        ready.used = True
        self.traces.append((number, trace))
        try:
            # The server gives up no later than whoever waits for it.
            left = max(self._deadline - started, 0.001)
            result = await session.run(neo4j.Query(ready.text, timeout=left), values)  # type: ignore[arg-type]
            record = await result.single()
            if record is None:
                raise StoreError(Code.NOT_OURS, f"{self._store.address}: there is no store here any more")
            version, answers = record
            trace.rows = sum(map(len, answers))
            return version, answers
        except BaseException as error:
            trace.error = error.code.value if isinstance(error, StoreError) else type(error).__name__
            raise
        finally:
            trace.milliseconds = (time.monotonic() - started) * 1000

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[neo4j.AsyncSession]:
        """A session of the reading driver, until the deadline."""
        store = self._store
        try:
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError  # not by way of the driver, which had rather not be cancelled at its first step
            with anyio.fail_after(left), told(store.address):
                session = store.idle.pop() if store.idle else connect.reading(await store.driver(), store.address)
                try:
                    yield session
                except BaseException:
                    await session.close()
                    raise
                if len(store.idle) < _IDLE:
                    store.idle.append(session)
                else:
                    await session.close()
        except TimeoutError:
            raise DeadlineError(
                Code.DEADLINE, "the deadline passed while the store was searching; ask for less, or allow more time"
            ) from None

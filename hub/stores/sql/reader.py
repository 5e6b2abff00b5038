"""A connection that reads: light statements run on the event loop, dear ones in a thread.

A statement first runs on the event loop with a small budget; one that overruns it is stopped and run again in a
pool of two threads, and from then on goes there directly, so that dear questions do not delay light ones. Many rows
are fetched in slices, between which others have their turn.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import inf
from pathlib import Path
from typing import Any, TypeVar

import anyio
import anyio.to_thread

from hub.errors import Code, DeadlineError, StoreError
from hub.stores.base import Row
from hub.stores.sql import origin
from hub.stores.sql.dear import LOOP_BUDGET, Dear, Way
from hub.stores.sql.owned import owned
from hub.turns import SLICE, turn

T = TypeVar("T")

LOOP_PATIENCE = 0.05
"""Seconds of the clock beside those of CPU, ``dear.LOOP_BUDGET``: a statement that waits for the disk needs little CPU,
and keeps all others waiting nonetheless.
"""
_STEPS = 2_000
"""Virtual machine steps between two looks at the clock: some tens of microseconds."""


@dataclass(slots=True)
class _Watch:
    """When the statement that runs is to be stopped: at ``until`` by ``time.monotonic``, once ``most`` CPU is spent by
    ``time.thread_time``, or because nobody waits for it any more. By itself, so that a connection that is let go of is
    not kept by its own handler.
    """

    until: float = inf
    most: float = inf
    abandoned: bool = False

    def over(self) -> bool:
        """Asked by SQLite now and then, in the thread that the statement runs in."""
        return time.monotonic() > self.until or time.thread_time() > self.most or self.abandoned


class Reader:
    """A connection to a file that is only read; one request at a time has it.

    Raises:
        StoreError: STORE_DOWN, the file cannot be opened.
    """

    def __init__(self, path: Path, dear: Dear) -> None:
        try:
            self.connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro",
                uri=True,
                check_same_thread=False,
                cached_statements=512,
                isolation_level=None,
            )
        except sqlite3.OperationalError as error:
            raise StoreError(Code.STORE_DOWN, f"cannot open {path.name}: {error}") from None
        self.connection.execute("PRAGMA mmap_size=1073741824")
        self.connection.execute("PRAGMA query_only=1")
        # The file is mapped; only pages that a load has just written are kept here, once for each question under way.
        self.connection.execute("PRAGMA cache_size=-256")
        self.origin = origin.read(self.connection)
        self.threaded = False
        """Whether the last statement was run in a thread."""
        self.owned = owned(self.connection)
        # Only what ``run`` and ``call`` start is ever stopped.
        self._watch = _Watch()
        self.connection.set_progress_handler(self._watch.over, _STEPS)
        self._deadline = inf
        self._dear = dear

    @property
    def abandoned(self) -> bool:
        """Whether a thread may still be inside, for a request that is gone."""
        return self._watch.abandoned

    def begin(self, deadline: float) -> None:
        """Hold on to the state of the graph; ``deadline`` on ``time.monotonic``'s clock."""
        self.connection.execute("BEGIN")
        self._deadline = deadline

    def end(self) -> None:
        """Let go of the state."""
        self.connection.execute("ROLLBACK")

    async def run(self, text: str, values: tuple[Any, ...]) -> list[Row]:
        """The rows of a statement.

        Raises:
            DeadlineError: the deadline passed meanwhile.
            StoreError: STORE_DOWN, the file cannot be read.
        """
        self.threaded = False
        way = self._dear.way(text)
        while way is not Way.THREAD:
            try:
                if way is Way.LOOP:
                    cursor = self._briefly(lambda: self.connection.execute(text, values))
                else:
                    cursor = await self._dearly(text, partial(_execute, text, values))
                return await self._rows(cursor)
            except _Overrun as overrun:
                way = self._dear.overran(text, way, waited=overrun.waited)
        return await self._dearly(text, partial(_fetch, text, values))

    async def call(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What a function finds in a thread; its statements are stopped at the deadline.

        Raises:
            DeadlineError, StoreError: as ``run`` does.
        """
        self._watch.until = self._deadline
        try:
            return await anyio.to_thread.run_sync(
                work, self.connection, limiter=self._dear.threads, abandon_on_cancel=True
            )
        except anyio.get_cancelled_exc_class():
            self._watch.abandoned = True
            raise
        except sqlite3.OperationalError as error:
            raise _failure(error) from error
        finally:
            self._watch.until = inf

    async def _rows(self, cursor: sqlite3.Cursor) -> list[Row]:
        """The rows of a statement that has begun, in slices."""
        found: list[Row] = []
        while True:
            rows = self._briefly(lambda: cursor.fetchmany(SLICE))
            found += rows
            if len(rows) < SLICE:
                return found
            await turn()

    def _briefly(self, work: Callable[[], T]) -> T:
        """What a function finds on the event loop.

        Raises:
            _Overrun: it takes too long for that.
            DeadlineError, StoreError: as ``run`` does.
        """
        watch = self._watch
        watch.until = min(self._deadline, time.monotonic() + LOOP_PATIENCE)
        watch.most = time.thread_time() + LOOP_BUDGET
        try:
            return work()
        except sqlite3.OperationalError as error:
            failure = _failure(error)
            if isinstance(failure, DeadlineError) and time.monotonic() <= self._deadline:
                raise _Overrun(waited=time.thread_time() <= watch.most) from None
            raise failure from error
        finally:
            watch.until = watch.most = inf

    async def _dearly(self, text: str, work: Callable[[sqlite3.Connection], T]) -> T:
        """What a function finds in a thread."""
        self.threaded = True
        found, seconds = await self.call(partial(_timed, work))
        self._dear.ran(text, seconds)
        return found


class _Overrun(Exception):
    """A statement takes too long for the event loop. ``waited``: not for its own work."""

    def __init__(self, *, waited: bool) -> None:
        super().__init__(waited)
        self.waited = waited


def _execute(text: str, values: tuple[Any, ...], connection: sqlite3.Connection) -> sqlite3.Cursor:
    """A statement that has found its first row."""
    return connection.execute(text, values)


def _fetch(text: str, values: tuple[Any, ...], connection: sqlite3.Connection) -> list[Row]:
    return connection.execute(text, values).fetchall()


def _timed(work: Callable[[sqlite3.Connection], T], connection: sqlite3.Connection) -> tuple[T, float]:
    """What a function finds, and the seconds of CPU that this thread has spent on it."""
    began = time.thread_time()
    found = work(connection)
    return found, time.thread_time() - began


def _failure(error: sqlite3.OperationalError) -> StoreError:
    if "interrupted" in str(error):
        message = "the deadline passed while the store was searching; ask for less, or allow more time"
        return DeadlineError(Code.DEADLINE, message)
    return StoreError(Code.STORE_DOWN, f"the store failed: {error}")

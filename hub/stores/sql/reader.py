"""A connection that reads: light statements run on the event loop, dear ones in a thread.

A statement first runs on the event loop with a small budget; one that overruns it is stopped and run again in a
pool of two threads, and from then on goes there directly, so that dear questions do not delay light ones.
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

T = TypeVar("T")

LOOP_BUDGET = 0.004
"""Seconds of CPU for which a statement may hold the event loop. Not of the clock: on a busy machine any light
statement is overtaken now and then, and would be run twice.
"""
LOOP_PATIENCE = 0.05
"""Seconds of the clock for the same: a statement that waits for the disk needs little CPU, and keeps all others
waiting nonetheless.
"""
_STEPS = 2_000
"""Virtual machine steps between two looks at the clock: some tens of microseconds."""
_MOST_DEAR = 2_048
_LIGHT_AGAIN = 16
"""Runs in half the budget, one after the other, that bring a statement back to the loop."""


class Dear:
    """What the readers of a store share: the texts that have turned out dear, and the threads they run in."""

    def __init__(self) -> None:
        self.threads = anyio.CapacityLimiter(2)
        self._light_runs: dict[str, int] = {}
        """Of each dear text, how many times in a row it was light all the same."""

    def __contains__(self, text: object) -> bool:
        return text in self._light_runs

    def add(self, text: str) -> None:
        """From now on this one goes to a thread directly."""
        if len(self._light_runs) >= _MOST_DEAR:
            self._light_runs.clear()
        self._light_runs[text] = 0

    def ran(self, text: str, seconds: float) -> None:
        """Count a run of a dear text; it is dear no more once it has been light for a while. One text may be dear for
        a county and light for a village, and each return to the loop may be begun in vain.
        """
        runs = self._light_runs.get(text, 0) + 1 if seconds < LOOP_BUDGET / 2 else 0
        if runs < _LIGHT_AGAIN:
            self._light_runs[text] = runs
        else:
            self._light_runs.pop(text, None)


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
        rows = None if text in self._dear else self._light(text, values)
        return await self._dearly(text, values) if rows is None else rows

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

    def _light(self, text: str, values: tuple[Any, ...]) -> list[Row] | None:
        """The rows, or None if the statement is too dear for the event loop."""
        self._watch.until = min(self._deadline, time.monotonic() + LOOP_PATIENCE)
        self._watch.most = time.thread_time() + LOOP_BUDGET
        try:
            return self.connection.execute(text, values).fetchall()
        except sqlite3.OperationalError as error:
            failure = _failure(error)
            if isinstance(failure, DeadlineError) and time.monotonic() <= self._deadline:
                return None
            raise failure from error
        finally:
            self._watch.until = self._watch.most = inf

    async def _dearly(self, text: str, values: tuple[Any, ...]) -> list[Row]:
        """The rows by way of a thread; a statement that turns out light may run on the loop next time."""
        if text not in self._dear:
            self._dear.add(text)
        rows, spent = await self.call(partial(_timed, text, values))
        self._dear.ran(text, spent)
        return rows


def _timed(text: str, values: tuple[Any, ...], connection: sqlite3.Connection) -> tuple[list[Row], float]:
    """The rows of a statement, and the seconds of CPU that this thread has spent on them."""
    began = time.thread_time()
    rows = connection.execute(text, values).fetchall()
    return rows, time.thread_time() - began


def _failure(error: sqlite3.OperationalError) -> StoreError:
    if "interrupted" in str(error):
        message = "the deadline passed while the store was searching; ask for less, or allow more time"
        return DeadlineError(Code.DEADLINE, message)
    return StoreError(Code.STORE_DOWN, f"the store failed: {error}")

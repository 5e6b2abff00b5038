"""Stops the work for a request when its client leaves, when its body does not come, or when its answer is
overdue.

Watching for a client that leaves takes a task that waits for the server's next message. Most answers are
ready long before that task would have cost more than they do, so it begins only once a request is a few
milliseconds old: one timer is all that a quick request pays.
"""

from __future__ import annotations

import asyncio
import enum

import anyio
from starlette.types import Receive

GLANCE = 0.02
"""Seconds after which a request is watched. A client that leaves earlier is noticed then."""


class Stop(enum.Enum):
    """Why the work was stopped."""

    BODY_LATE = enum.auto()
    CLIENT_GONE = enum.auto()
    OVERDUE = enum.auto()


class Watch:
    """Cancels `scope` and says why. To be ended in any case, by `end`.

    Args:
        body_seconds: how long the body may take to arrive, from now.
    """

    __slots__ = (
        "_began",
        "_loop",
        "_receive",
        "_scope",
        "_task",
        "_timer",
        "_work_ends",
        "body_seconds",
        "why",
    )

    def __init__(self, scope: anyio.CancelScope, receive: Receive, body_seconds: float) -> None:
        self.why: Stop | None = None
        self.body_seconds = body_seconds
        self._scope = scope
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._work_ends: float | None = None
        self._task: asyncio.Task[None] | None = None
        self._timer = self._loop.call_later(GLANCE, self._glance)

    def work_begins(self, seconds: float) -> None:
        """The body is there; the work may take so many seconds from now."""
        now = self._loop.time()
        self._work_ends = now + seconds
        if now - self._began >= GLANCE:  # the glance is over, and what it set waits for the body
            self._timer.cancel()
            self._watch_work()

    def end(self) -> None:
        """Stop watching."""
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    def _glance(self) -> None:
        if self._work_ends is None:
            self._timer = self._loop.call_at(self._began + self.body_seconds, self._stop, Stop.BODY_LATE)
        elif self._task is None:
            self._watch_work()

    def _watch_work(self) -> None:
        assert self._work_ends is not None
        self._timer = self._loop.call_at(self._work_ends, self._stop, Stop.OVERDUE)
        self._task = self._loop.create_task(self._wait_for_disconnect())

    async def _wait_for_disconnect(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._stop(Stop.CLIENT_GONE)

    def _stop(self, why: Stop) -> None:
        if self.why is None:
            self.why = why
            self._scope.cancel()

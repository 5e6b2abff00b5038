"""Work that may take longer than whoever asked for it waits: it goes on by itself, for a while.

A server that starts, on a machine with much to do, may need longer to plan a statement for the first time than anybody
waits for it. Were the statement given up each time, it would never be planned, and a hub would never be ready.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Late(Generic[T]):
    """Late work by name, on one event loop; where some goes on, no more of its name is begun.

    Args:
        most: seconds after which work that nobody waits for is given up.
        grace: seconds for which it is waited for in the end. The driver forgets to close a socket that is being
            connected when it is cancelled.
    """

    def __init__(self, most: float, grace: float = 0.0) -> None:
        self._most = most
        self._grace = grace
        self._late: dict[str, set[asyncio.Task[T]]] = {}

    async def within(self, seconds: float | None, name: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What some work gives, begun after all that was late of this name has ended.

        Args:
            seconds: None where whoever asks has a limit already, and is cancelled.

        Raises:
            TimeoutError: it takes longer, and goes on.
        """
        async with asyncio.timeout(seconds):
            if late := self._late.get(name):
                await asyncio.wait(set(late))
            task = asyncio.create_task(self._limited(work))
            try:
                await asyncio.wait({task})
            finally:
                if not task.done():
                    self._late.setdefault(name, set()).add(task)
                    task.add_done_callback(lambda done: self._ended(name, done))
        return task.result()

    async def aclose(self) -> None:
        """Give up what goes on."""
        going = [task for late in self._late.values() for task in late]
        if going and self._grace:
            await asyncio.wait(going, timeout=self._grace)
        for task in going:
            task.cancel()
        if going:
            await asyncio.wait(going)

    async def _limited(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        async with asyncio.timeout(self._most):
            return await work()

    def _ended(self, name: str, task: asyncio.Task[T]) -> None:
        self._late[name].discard(task)
        if not task.cancelled():
            task.exception()  # nobody waits for it any more

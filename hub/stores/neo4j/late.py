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
    """At most one piece of late work a name, on one event loop.

    Args:
        most: seconds after which work that nobody waits for is given up.
    """

    def __init__(self, most: float) -> None:
        self._most = most
        self._late: dict[str, asyncio.Task[T]] = {}

    async def within(self, seconds: float, name: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What some work gives, begun after all that was late of this name has ended.

        Raises:
            TimeoutError: it takes longer, and goes on.
        """
        async with asyncio.timeout(seconds):
            if name in self._late:
                await asyncio.wait({self._late[name]})
            task = asyncio.create_task(self._limited(work))
            try:
                await asyncio.wait({task})
            finally:
                if not task.done():
                    self._late[name] = task
                    task.add_done_callback(lambda done: self._ended(name, done))
        return task.result()

    async def aclose(self) -> None:
        """Give up what goes on."""
        for task in list(self._late.values()):
            task.cancel()
            await asyncio.wait({task})

    async def _limited(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        async with asyncio.timeout(self._most):
            return await work()

    def _ended(self, name: str, task: asyncio.Task[T]) -> None:
        if self._late.get(name) is task:
            del self._late[name]
        if not task.cancelled():
            task.exception()  # nobody waits for it any more

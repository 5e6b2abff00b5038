"""Which statements are dear, and where they run therefore: remembered by text, for all readers of a store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import anyio

LOOP_BUDGET = 0.004
"""Seconds of CPU for which a statement may hold the event loop until its first row, or for a slice of rows. Not of the
clock: on a busy machine any light statement is overtaken now and then, and would be run twice.
"""
_MOST = 2_048
_LIGHT_AGAIN = 16
"""Runs in half the budget, one after the other, that bring a statement back to the loop."""


class Way(IntEnum):
    """Where a statement runs; one that overruns goes one further."""

    LOOP = 0
    """All of it on the event loop."""
    FIRST = 1
    """In a thread until its first row; the others are fetched on the loop, where no thread has to fight for the
    interpreter at each of them. So for statements that sort, or count.
    """
    THREAD = 2
    """All of it in a thread: each row takes a while."""


@dataclass(slots=True)
class _Past:
    """What is known of a text that is not light: its way, and how many times in a row it was light all the same."""

    way: Way
    light: int = 0


class Dear:
    """What the readers of a store share: the threads, and which texts have turned out dear."""

    def __init__(self) -> None:
        self.threads = anyio.CapacityLimiter(2)
        self._texts: dict[str, _Past] = {}

    def way(self, text: str) -> Way:
        """Where a statement runs."""
        past = self._texts.get(text)
        return Way.LOOP if past is None else past.way

    def overran(self, text: str, way: Way, *, waited: bool) -> Way:
        """The way further, which this one goes from now on. ``waited``: for the disk, most likely, and so not again."""
        if len(self._texts) >= _MOST:
            self._texts.clear()
        further = Way(way + 1)
        self._texts[text] = _Past(further, _LIGHT_AGAIN - 1 if waited else 0)
        return further

    def ran(self, text: str, seconds: float) -> None:
        """Count a run in a thread: what has been light for a while returns to the loop. One text may be dear for a
        county and light for a village, and each return may be begun in vain.
        """
        past = self._texts.get(text)
        if past is not None:
            past.light = past.light + 1 if seconds < LOOP_BUDGET / 2 else 0
            if past.light >= _LIGHT_AGAIN:
                del self._texts[text]

"""Long work takes turns: it is done in slices, and of all that is long only one slice runs between two looks at the
network, so that a light question waits for one slice and not for a whole list, however many ask for lists.
"""

from __future__ import annotations

import anyio
from anyio.lowlevel import RunVar, checkpoint

SLICE = 128
"""Rows that are handled in one go: fetched, or made objects of, in a tenth of a millisecond."""

LONG = 32_768
"""Bytes of an answer that are not made and sent in one go."""

_line: RunVar[anyio.Lock] = RunVar("line")


async def turn() -> None:
    """Let all others of the event loop go on, then stand in line with those that have long work as well.

    Between two slices, and before the first one.
    """
    try:
        line = _line.get()
    except LookupError:
        line = anyio.Lock(fast_acquire=True)
        _line.set(line)
    # Whoever has waited longest gets it, and gives it up after a round of the loop: nobody holds it while working.
    async with line:
        await checkpoint()

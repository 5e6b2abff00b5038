"""Progress of long work, on stderr: one line that is rewritten on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_TERMINAL_SECONDS = 0.1
_FILE_SECONDS = 5.0


class Progress:
    """Tells how far some work has come."""

    def __init__(
        self, what: str, *, total: int | None = None, unit: str = "rows", stream: TextIO | None = None
    ) -> None:
        self._what = what
        self._total = total
        self._unit = unit
        self._stream = stream or sys.stderr
        self._began = time.monotonic()
        self._terminal = self._stream.isatty()
        self._told = 0.0 if self._terminal else self._began
        self._rows = 0

    def rows(self, number: int) -> None:
        """So many rows more are done, or whatever the unit is."""
        self._rows += number
        now = time.monotonic()
        if now - self._told >= (_TERMINAL_SECONDS if self._terminal else _FILE_SECONDS):
            self._told = now
            self._say(self._line(), end="" if self._terminal else "\n")

    def done(self) -> None:
        """The work is done."""
        self._say(f"{self._line()}, done", end="\n")

    def _line(self) -> str:
        of = f" of {self._total:,}" if self._total else ""
        return f"{self._what}: {self._rows:,}{of} {self._unit} in {time.monotonic() - self._began:.1f} s"

    def _say(self, line: str, *, end: str) -> None:
        if self._terminal:
            line = f"\r\x1b[K{line}"
        print(line, end=end, file=self._stream, flush=True)

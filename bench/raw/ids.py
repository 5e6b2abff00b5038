"""How a store is opened, and how its numbers become the texts of an answer.

A stored number is a packed key less the store's origin, which is a region's first key: the 30 lowest bits are the
same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from graph_schema.keys import FOREVER, format_key

Json: TypeAlias = dict[str, Any] | None
"""An object of a JSON answer, whose values may be anything."""

Run: TypeAlias = Callable[[str, Sequence[object]], sqlite3.Cursor]
Answers: TypeAlias = dict[str, Callable[[str], Json]]
"""By question, what answers it, given the argument as the path of a request has it."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
TRIPLES = [a + b + c for a in _DIGITS for b in _DIGITS for c in _DIGITS]
"""Three digits of an id, by fifteen bits of a stored number."""
FIRST = -(1 << 63)
"""Less than any stored number: those of regions before the store's own are negative."""
TRUTH = {None: None, 0: False, 1: True}


class _Prefixes(dict[int, str]):
    """By the upper bits of a stored number: the text of its id without the last six digits."""

    def __init__(self, tag: str, origin: int) -> None:
        super().__init__()
        self._tag, self._origin = tag, origin >> 30

    def __missing__(self, upper: int) -> str:
        above = upper + self._origin
        text = self[upper] = f"{self._tag}:{above >> 10:06d}:{_DIGITS[above >> 5 & 31]}{_DIGITS[above & 31]}"
        return text


class _Regions(dict[int, str]):
    """By the bits of a stored number that stand for it: region of birth."""

    def __init__(self, origin: int) -> None:
        super().__init__()
        self._origin = origin >> 40

    def __missing__(self, upper: int) -> str:
        text = self[upper] = f"{upper + self._origin:06d}"
        return text


class _Days(dict[int | None, str | None]):
    """ISO text by ordinal; an open end is null."""

    def __missing__(self, day: int | None) -> str | None:
        assert day is not None
        text = self[day] = date.fromordinal(day).isoformat()
        return text


DAY = _Days({None: None, FOREVER: None})


class Database:
    """A connection that reads a store, tuned as the hub's own are. ``run``: its ``execute``."""

    def __init__(self, path: Path, day: date) -> None:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        connection.execute("PRAGMA mmap_size = 1073741824")
        self.run: Run = connection.execute
        self.today = day.toordinal()
        self.origin = origin(connection)
        self.regions = _Regions(self.origin)

    def prefixes(self, tag: str) -> Mapping[int, str]:
        """Of the ids of a kind."""
        return _Prefixes(tag, self.origin)

    def stored(self, key: str) -> int:
        """The stored number of an id."""
        _, region, number = key.split(":")
        return (int(region) << 40 | int(number, 32)) - self.origin

    def key(self, tag: str, stored: int) -> str:
        """The id of a stored number."""
        return format_key(tag, stored + self.origin)


def origin(connection: sqlite3.Connection) -> int:
    """What a store takes off every packed key."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'origin'").fetchone()
    return 0 if found is None else int(found[0]) << 40

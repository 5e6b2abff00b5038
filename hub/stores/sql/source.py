"""Where rows come from that a connection does not hold yet.

The write code runs on a SQLite file, which holds everything, or on a *working set* of a store elsewhere, which holds
only what was asked for (``hub.stores.neo4j``). So whoever looks at rows says beforehand which: for a file that is
nothing to do. Whoever changes or deletes rows has looked at them before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Protocol


class Source(Protocol):
    """Brings rows to a connection. Values and numbers are those of the tables: stored numbers, ordinals."""

    @property
    def whole(self) -> bool:
        """Whether the connection holds everything."""

    @property
    def indexed_bytes(self) -> int | None:
        """The most that a text may have, in UTF-8, by which nodes are found or ordered; None where any will do."""

    def rows(self, table: str, column: str, values: Iterable[object]) -> None:
        """Rows are looked at that have one of these values in a column; None is none."""

    def found(self, table: str, column: str, query: str) -> None:
        """The same, with the values that a query finds."""

    def spans(self, table: str, column: str, spans: Sequence[tuple[int, int]]) -> None:
        """Rows are looked at whose value in a column lies between two, both included."""

    def onward(self, table: str, numbers: Iterable[int]) -> None:
        """Links are looked at, and those that lead on from where they lead, and so on."""

    def any(self, table: str) -> None:
        """Whether there is any row is looked at."""

    def entries_after(self, seq: int) -> None:
        """All later entries of the change log are looked at."""

    def first_entries(self) -> None:
        """The first entry of each load in the change log is looked at, though not what was before."""

    def born(self, tag: str, numbers: Sequence[int]) -> None:
        """Nodes of these numbers are new: there is no row of theirs anywhere yet."""


class Everything:
    """The source of a connection that holds everything."""

    whole = True
    indexed_bytes = None

    def rows(self, table: str, column: str, values: Iterable[object]) -> None:
        """There already."""

    def found(self, table: str, column: str, query: str) -> None:
        """There already."""

    def spans(self, table: str, column: str, spans: Sequence[tuple[int, int]]) -> None:
        """There already."""

    def onward(self, table: str, numbers: Iterable[int]) -> None:
        """There already."""

    def any(self, table: str) -> None:
        """There already."""

    def entries_after(self, seq: int) -> None:
        """There already."""

    def first_entries(self) -> None:
        """There already."""

    def born(self, tag: str, numbers: Sequence[int]) -> None:
        """Nothing to know."""


_EVERYTHING = Everything()


class Sourced(sqlite3.Connection):
    """A connection whose rows come from elsewhere."""

    source: Source = _EVERYTHING


def of(connection: sqlite3.Connection) -> Source:
    """The source of a connection."""
    return connection.source if isinstance(connection, Sourced) else _EVERYTHING

"""What a file takes off every key: its numbers begin at the region that its hub owns.

A packed key of ``graph_schema.keys`` takes eight bytes wherever it stands: in the node's row, in both ends of its
links, in every index. Nearly all nodes of a hub are born in one region, so that a file keeps ``packed - base``, with
the first region owned as base: three bytes for the first eight million nodes. The order is that of the keys; nodes of
other regions are farther away, on either side, and take the eight bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from graph_schema.keys import NUMBER_BITS, format_key, parse_key

META = "origin"


@dataclass(frozen=True, slots=True)
class Origin:
    """Turns packed keys into stored numbers and back. ``base``: the packed key that is stored as 0."""

    base: int

    def stored(self, packed: int) -> int:
        """A packed key as it stands in the file."""
        return packed - self.base

    def packed(self, stored: int) -> int:
        """The packed key of a stored number."""
        return stored + self.base

    def key(self, tag: str, stored: int) -> str:
        """The public key of a stored number."""
        return format_key(tag, stored + self.base)

    def number(self, key: str) -> int:
        """The stored number of a public key.

        Raises:
            KeyFormatError: the text is no key.
        """
        return parse_key(key)[1] - self.base

    def region(self, stored: int) -> int:
        """Region of birth, 0 to 999999."""
        return stored + self.base >> NUMBER_BITS


def of_regions(owned: Sequence[str]) -> Origin:
    """The origin of a new file whose hub owns these prefixes of regions."""
    return Origin(int(min(owned).ljust(6, "0")) << NUMBER_BITS)


def read(connection: sqlite3.Connection) -> Origin:
    """The origin of a file."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (META,)).fetchone()
    return Origin(int(found[0]) << NUMBER_BITS)

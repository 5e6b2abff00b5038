"""Numbers of keys: one rising sequence for each tag and region of birth, never used twice."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from graph_schema.keys import MAX_NUMBER, NUMBER_BITS
from hub.errors import ChangeError, Code
from hub.stores.sql.origin import Origin

AREA_TAG = "area"
"""Areas are numbered from 2: number 1 is the region's own area, which is always named by its id."""


def first(tag: str) -> int:
    """The first number of a sequence that has given none yet."""
    return 2 if tag == AREA_TAG else 1


class Numbers:
    """The sequences as one batch sees them; ``save`` writes what it has used."""

    def __init__(self, connection: sqlite3.Connection, origin: Origin) -> None:
        self._connection = connection
        self._origin = origin
        self._next: dict[tuple[str, int], int] = {}
        self._used: set[tuple[str, int]] = set()

    def take(self, tag: str, regions: Sequence[int]) -> list[int]:
        """Stored numbers of new keys, in the order of ``regions`` (each 0 to 999999).

        Raises:
            ChangeError: BAD_VALUE where a region has used all its 2**40 - 1 numbers.
        """
        if not regions:
            return []
        upcoming: dict[int, int] = {}
        for region, count in Counter(regions).items():
            upcoming[region] = first = self._peek(tag, region)
            if first + count - 1 > MAX_NUMBER:
                raise ChangeError(
                    Code.BAD_VALUE,
                    f"region {region:06d} has no numbers left for keys of {tag!r}: an id with a very high number was "
                    "given; take a lower one",
                )
            self._set(tag, region, first + count)
        if len(upcoming) == 1:
            base = self._origin.stored(regions[0] << NUMBER_BITS | upcoming[regions[0]])
            return list(range(base, base + len(regions)))
        found = []
        for region in regions:
            number = upcoming[region]
            upcoming[region] = number + 1
            found.append(self._origin.stored(region << NUMBER_BITS | number))
        return found

    def raise_to(self, tag: str, numbers: Iterable[int]) -> None:
        """See that keys which were given are not given again."""
        highest: dict[int, int] = {}
        for stored in numbers:
            region = self._origin.region(stored)
            if region not in highest or stored > highest[region]:
                highest[region] = stored
        for region, stored in highest.items():
            number = (self._origin.packed(stored) & MAX_NUMBER) + 1
            if number > self._peek(tag, region):
                self._set(tag, region, number)

    def save(self) -> None:
        """Write what was used."""
        self._connection.executemany(
            "INSERT INTO numbers (tag, region, next) VALUES (?, ?, ?) "
            "ON CONFLICT (tag, region) DO UPDATE SET next = excluded.next",
            [(tag, f"{region:06d}", self._next[tag, region]) for tag, region in sorted(self._used)],
        )
        self._used.clear()

    def _peek(self, tag: str, region: int) -> int:
        known = self._next.get((tag, region))
        if known is None:
            found = self._connection.execute(
                "SELECT next FROM numbers WHERE tag = ? AND region = ?", (tag, f"{region:06d}")
            ).fetchone()
            known = found[0] if found else first(tag)
            self._next[tag, region] = known
        return known

    def _set(self, tag: str, region: int, number: int) -> None:
        self._next[tag, region] = number
        self._used.add((tag, region))

"""The regions that a file's hub owns, and the levels of the area tree that they divide."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from hub.stores.sql import layout

_DIGITS = {"PROVINCE": 2, "PREFECTURE": 4, "COUNTY": 6}
"""Digits of a region's code that say in which area of the level it lies."""


def owned(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Prefixes of the regions owned: 2, 4 or 6 digits each."""
    found: str = connection.execute("SELECT value FROM meta WHERE key = 'owned'").fetchone()[0]
    return tuple(prefix for prefix in found.split(",") if prefix)


def dividing(owned: Sequence[str]) -> tuple[str, ...]:
    """The keyed levels of which a hub with these regions owns more than one area.

    >>> dividing(["510681"]), dividing(["4313"])
    (('TOWNSHIP', 'VILLAGE'), ('COUNTY', 'TOWNSHIP', 'VILLAGE'))
    >>> dividing(["510681", "4313"])
    ('PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE')
    """

    def one(digits: int) -> bool:
        return len({prefix[:digits] for prefix in owned}) == 1 and all(len(prefix) >= digits for prefix in owned)

    return tuple(level for level in layout.KEYED_LEVELS if level not in _DIGITS or not one(_DIGITS[level]))

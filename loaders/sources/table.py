"""What every format gives: a header, rows with their numbers, and faults with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hub.errors import ChangeError, Code


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file. ``row`` counts from 1, which is the header, as spreadsheets show it."""

    file: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row is not None else ""
        column = f', column "{self.column}"' if self.column is not None else ""
        return f"{self.file}{row}{column}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place, and what to do about it; ``code`` is what it would be over GraphQL."""

    place: Place
    problem: str
    code: Code = Code.BAD_VALUE

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and a text for each column, stripped; empty where there is nothing."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file with a header.

    ``name``: of the file, without its folder. ``digest``: SHA-256 of its bytes, in hexadecimal. ``form``: what it is,
    for people, such as ``CSV in GBK``. ``rows``: reads the file anew each time; a row that cannot be read is a fault
    in its place, and the rest is still read.
    """

    name: str
    digest: str
    form: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row | Fault]]


class SourceError(ChangeError):
    """A file that cannot be read as a table at all."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code, str(fault), details={"file": fault.place.file})
        self.fault = fault

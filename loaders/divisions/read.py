"""Read the shipped extract of the official division lists."""

from __future__ import annotations

import csv
import gzip
import importlib.resources
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from graph_schema.codes import CodeError, Level, level_of

COLUMNS = ("authority", "vintage", "code", "name")
AUTHORITIES = ("MCA", "NBS")
NAME = "divisions.csv.gz"


class ExtractError(RuntimeError):
    """The shipped extract is missing or damaged; the message names the line and the remedy."""

    code = "DIVISION_EXTRACT_DAMAGED"


@dataclass(frozen=True, slots=True)
class Division:
    """One area in one vintage of one list."""

    authority: str
    """``NBS`` or ``MCA``."""
    vintage: str
    """The month the list describes, such as ``2023-06``."""
    code: str
    """Unpadded: 2, 4, 6, 9 or 12 digits."""
    name: str
    """As the list has it, in Chinese."""
    level: Level
    """Follows from the code's width."""


def read_extract() -> Iterator[Division]:
    """The rows of the shipped extract by authority, vintage and code, hence each area after those above it.

    Reads as it goes; an error may come after rows.

    Raises:
        ExtractError: the file is missing, cut short or not what this version expects.
    """
    resource = importlib.resources.files(__package__).joinpath("data").joinpath(NAME)
    try:
        with resource.open("rb") as packed:
            yield from read_rows(packed)
    except FileNotFoundError as error:
        raise ExtractError(f"{NAME} is missing; install the package again") from error


def read_rows(packed: IO[bytes]) -> Iterator[Division]:
    """The rows of an extract in gzipped CSV, UTF-8, with the header ``COLUMNS``.

    Raises:
        ExtractError: not gzip, cut short, another header, or a row that is no division.
    """
    try:
        with gzip.open(packed) as plain, io.TextIOWrapper(plain, encoding="utf-8", newline="") as lines:
            yield from _divisions(lines)
    except (gzip.BadGzipFile, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ExtractError(f"{NAME} is damaged ({error}); install the package again") from error


def _divisions(lines: Iterable[str]) -> Iterator[Division]:
    rows = csv.reader(lines)
    header = tuple(next(rows, ()))
    if header != COLUMNS:
        raise ExtractError(f"{NAME}, line 1: columns {COLUMNS} expected, found {header}; install the package again")
    for row in rows:
        yield _division(row, rows.line_num)


def _division(row: list[str], line: int) -> Division:
    try:
        authority, vintage, code, name = row
        level = level_of(code)
    except CodeError as error:
        raise ExtractError(f"{NAME}, line {line}: {error}") from error
    except ValueError as error:
        raise ExtractError(f"{NAME}, line {line}: {len(COLUMNS)} values expected, found {len(row)}") from error
    if authority not in AUTHORITIES or not name:
        raise ExtractError(f"{NAME}, line {line}: authority {authority!r}, name {name!r}: {AUTHORITIES} and a name")
    return Division(authority, vintage, code, name, level)

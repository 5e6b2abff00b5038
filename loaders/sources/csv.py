"""CSV in UTF-8, with or without a byte order mark, or in GBK, as Chinese spreadsheets write it."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from loaders.sources.table import Fault, Place, Row, SourceError, Table

CHUNK = 1 << 20
LONGEST_CELL = 100_000
"""Characters; a cell that is longer comes from a quotation mark that is never closed."""
_BLANKS = " \t\r\n\u3000\u00a0\ufeff"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(path: Path) -> Table:
    """A CSV file as a table. It is read once here, for its digest and encoding; no more than a chunk is held.

    Raises:
        SourceError: it cannot be opened, is in another encoding, empty, or has no usable header.
    """
    name = path.name
    try:
        digest, encoding = _survey(path)
        with path.open(encoding=encoding, newline="") as file:
            header = next(csv.reader(file, strict=True), None)
    except OSError as fault:
        raise _error(name, f"{fault.strerror}; check the path") from fault
    except csv.Error as fault:
        raise _error(name, f"the header cannot be read ({fault}); save it again as CSV", 1) from fault
    columns = _header(name, header)
    label = {"utf-8-sig": "UTF-8", "gb18030": "GBK"}[encoding]
    return Table(name, digest, f"CSV in {label}", columns, lambda: _rows(path, name, encoding, len(columns)))


def _survey(path: Path) -> tuple[str, str]:
    """Digest and encoding. Valid UTF-8 is taken for UTF-8: no Chinese text in GBK of more than a few words is both."""
    digest = hashlib.sha256()
    decoders = {name: codecs.getincrementaldecoder(name)("strict") for name in ("utf-8-sig", "gb18030")}
    stopped: dict[str, int] = {}
    size = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            if size == 0 and chunk.startswith(_UTF16):
                raise _error(path.name, "it is in UTF-16; save it as `CSV UTF-8`")
            if b"\0" in chunk:
                raise _error(path.name, "it is no text (it has a NUL byte); a workbook has to be saved as `CSV UTF-8`")
            digest.update(chunk)
            for name in list(decoders):
                try:
                    decoders[name].decode(chunk, final=not chunk)
                except UnicodeDecodeError as fault:
                    stopped[name] = size + fault.start
                    del decoders[name]
            size += len(chunk)
            if not chunk:
                break
    if not decoders:
        raise _error(
            path.name,
            f"neither UTF-8 (wrong near byte {stopped['utf-8-sig']}) nor GBK (near byte {stopped['gb18030']}); save it "
            "as `CSV UTF-8`",
        )  # fmt: skip
    return digest.hexdigest(), next(iter(decoders))


def _header(name: str, header: list[str] | None) -> tuple[str, ...]:
    columns = [column.strip(_BLANKS) for column in header or ()]
    while columns and not columns[-1]:
        columns.pop()
    if not columns:
        raise _error(name, "the file is empty; its first row has to name the columns", 1)
    if len(columns) == 1:
        for mark, word in ((";", "semicolons"), ("\t", "tabs"), ("，", "Chinese commas")):
            if mark in columns[0]:
                raise _error(name, f"the columns are separated by {word}; save it with commas", 1)
    for place, column in enumerate(columns):
        if not column:
            raise _error(name, f"column {place + 1} has no name; name it, or delete it", 1)
        if column in columns[:place]:
            raise _error(name, "the column is there twice; delete one of them", 1, column)
    return tuple(columns)


def _rows(path: Path, name: str, encoding: str, width: int) -> Iterator[Row | Fault]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, strict=True)
        next(reader)
        number = 1
        while True:
            number += 1
            try:
                cells = [cell.strip(_BLANKS) for cell in next(reader)]
            except StopIteration:
                return
            except csv.Error as fault:
                yield Fault(
                    Place(name, number), f"not CSV at line {reader.line_num} ({fault}); look for a stray quotation mark"
                )
                if "unexpected end" in str(fault):
                    return
                continue
            if not any(cells):
                continue
            if any(cells[width:]) or len(cells) < width:
                yield Fault(
                    Place(name, number),
                    f"{len(cells)} cells for {width} columns; put a cell with commas into quotation marks, and leave "
                    "no cell out",
                )
                continue
            yield Row(number, tuple(cells[:width]))


def _error(name: str, problem: str, row: int | None = None, column: str | None = None) -> SourceError:
    return SourceError(Fault(Place(name, row, column), problem))

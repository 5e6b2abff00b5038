"""A file written as the set of CSV files that ``neo4j-admin database import full`` takes.

SQLite spells the lines itself, a table a file (two, where rows are nodes behind others): one text a row costs Python
next to nothing. Texts are in quotes, whatever they hold, with quotes doubled; an empty one is ``""``, a null nothing at
all. Nodes are told apart by a number of their own in an *id space* of the kind's or the table's name, which the graph
does not keep: the tool takes numbers of 56 bits, and a key has 60.

What there is to import stands in one file of arguments, so that the command is short and can be given by hand; in the
folder of the files, for their names stand there without it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from graph_schema.keys import MAX_NUMBER, NUMBER_BITS
from graph_schema.model import Model
from hub.stores.neo4j.elements import (
    BelongingElement,
    Element,
    Field,
    Form,
    NodeElement,
    RelationshipElement,
    elements,
    register,
)
from hub.stores.neo4j.meta import COPY, Entry, Meta, check_lengths, of_file, whole
from hub.stores.sql import layout, origin
from hub.stores.sql.look import reading

ARGUMENTS = "import.args"
"""Name of the file of arguments."""
BATCH = 10_000
"""Lines that are written at once."""
_BUFFER_MEGABYTES = 4
"""What the tool reads at once unless told otherwise; a line has to fit in."""
_ORDINAL_0 = 1721424.5
"""Julian day of the ordinal 0."""

Told = Callable[[int], None]
"""Takes the number of rows that were written since it was called last."""


@dataclass(slots=True)
class _Set:
    """Files as they are written, and what the tool is told of them."""

    folder: Path
    arguments: list[str] = field(default_factory=list)
    longest: int = 0
    """Characters of the longest line."""
    nodes: int = 0
    relationships: int = 0

    def node_file(self, label: str, name: str) -> Path:
        return self._file("nodes", label, name)

    def relationship_file(self, type_: str, name: str) -> Path:
        return self._file("relationships", type_, name)

    def write(self, file: TextIO, lines: Sequence[str]) -> None:
        self.longest = max(self.longest, *map(len, lines), 0)
        file.write("\n".join(lines))
        file.write("\n")

    def _file(self, what: str, name: str, file: str) -> Path:
        found = self.folder / f"{file}.csv"
        self.arguments.append(f"--{what}={name}=./{found.name}")
        return found


def write_csv(
    file: Path, folder: Path, model: Model, *, entry: Entry | None = None, told_rows: Told = lambda rows: None
) -> Path:
    """Write the CSV set of a store on SQLite.

    Args:
        folder: where to; it is there, and files of the same names are overwritten.
        entry: who copies, for an entry in the change log of the copy; without it the log is the file's own.

    Returns:
        The file of arguments.

    Raises:
        StoreError: see ``look.reading``.
        OSError: the folder cannot be written to.
    """
    with reading(file, model) as connection:
        connection.execute("BEGIN")  # one state, whoever writes meanwhile
        register(connection)
        check_lengths(connection, model, file)
        _number_regions(connection, model)
        found = _Set(folder)
        base = origin.read(connection).base
        for element in elements(model).every:
            _write(found, connection, element, base, told_rows)
        marker = of_file(connection, model, entry)
        if marker.logged is not None:
            _logged(found, marker.logged)
        _marker(found, marker)
    return _arguments(found)


def _write(found: _Set, connection: sqlite3.Connection, element: Element, base: int, told_rows: Told) -> None:
    match element:
        case NodeElement():
            path = found.node_file(element.label, element.table)
            header, values = list(_headings(element)), [*_spelt(element.fields, base), *_labels(element)]
            if any(one.column == "sk" for one in element.fields):
                header, values = [f":ID({element.label})", *header], [_id("sk"), *values]
            header += [":LABEL"] if element.marks else []
            lines = _lines(connection, element, values)
            found.nodes += _fill(found, path, header, lines, told_rows)
        case RelationshipElement():
            path = found.relationship_file(element.type, element.table)
            ends = (element.source, element.target)
            header = [f":{which}_ID({end.label})" for which, end in zip(("START", "END"), ends, strict=True)]
            numbers = [_id(end.column) for end in ends]
            lines = _lines(connection, element, [*numbers, *_spelt(element.fields, base)])
            found.relationships += _fill(found, path, [*header, *_headings(element)], lines, told_rows)
        case BelongingElement():
            _write_belonging(found, connection, element, base, told_rows)


def _write_belonging(
    found: _Set, connection: sqlite3.Connection, element: BelongingElement, base: int, told_rows: Told
) -> None:
    """Nodes and what leads to them, side by side."""
    nodes = found.node_file(element.label, element.table)
    links = found.relationship_file(element.type, f"{element.table}_of")
    constants = [f"'{value}'" for _, value in element.constants]
    names = [f"{name}:string" for name, _ in element.constants]
    spelt = " || ',' || ".join([*constants, *_spelt(element.fields, base)])
    rows = connection.execute(f"SELECT {spelt}, {_id(element.owner.column)} FROM ({element.select()})")
    with nodes.open("w", encoding="utf-8", newline="") as node_file, links.open("w", encoding="ascii") as link_file:
        node_file.write(",".join([f":ID({element.table})", *names, *_headings(element)]) + "\n")
        link_file.write(f":START_ID({element.owner.label}),:END_ID({element.table})\n")
        first = 0
        while some := rows.fetchmany(BATCH):
            found.write(node_file, [f"{number},{line}" for number, (line, _) in enumerate(some, first)])
            found.write(link_file, [f"{owner},{number}" for number, (_, owner) in enumerate(some, first)])
            first += len(some)
            told_rows(len(some))
    found.nodes += first
    found.relationships += first


def _marker(found: _Set, marker: Meta) -> None:
    """What will be the meta node once there are constraints."""
    names, values = [], []
    for name, value in sorted((marker.properties | whole(found.nodes, found.relationships)).items()):
        if value is not None:
            names.append(f"{name}:{ {int: 'long', str: 'string'}.get(type(value), 'date') }")
            values.append(_quoted(value) if isinstance(value, str) else str(value))
    with found.node_file(COPY, "meta").open("w", encoding="utf-8", newline="") as file:
        found.write(file, [",".join(names), ",".join(values)])


def _logged(found: _Set, row: tuple[object, ...]) -> None:
    """The entry of the copy, at the end of the log."""
    found.nodes += 1
    values = ["" if value is None else _quoted(value) if isinstance(value, str) else str(value) for value in row]
    with (found.folder / "change_log.csv").open("a", encoding="utf-8", newline="") as file:
        found.write(file, [",".join(values)])


def _arguments(found: _Set) -> Path:
    """Everything but the database's name, and whether it may be written over."""
    # A character may take four bytes.
    megabytes = max(_BUFFER_MEGABYTES, found.longest * 4 // 1_000_000 + 1)
    options = ["--id-type=integer", "--multiline-fields=true", f"--read-buffer-size={megabytes}m"]
    options.append("--report-file=./import.report")
    path = found.folder / ARGUMENTS
    path.write_text("\n".join([*found.arguments, *options]) + "\n", "utf-8")
    return path


def _fill(found: _Set, path: Path, header: Sequence[str], lines: Iterator[list[str]], told_rows: Told) -> int:
    """Write a file; returns the number of its lines without the header."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(header) + "\n")
        for some in lines:
            found.write(file, some)
            count += len(some)
            told_rows(len(some))
    return count


def _lines(connection: sqlite3.Connection, element: Element, values: Sequence[str]) -> Iterator[list[str]]:
    line = " || ',' || ".join(values)
    rows = connection.execute(f"SELECT {line} FROM ({element.select()})")
    while some := rows.fetchmany(BATCH):
        yield [line for (line,) in some]


def _headings(element: Element) -> Iterator[str]:
    for one in element.fields:
        plain = "string" if one.text else "long"
        yield f"{one.property}:{ {Form.DAY: 'date', Form.FLAG: 'boolean'}.get(one.form, plain) }"


def _spelt(fields: Sequence[Field], base: int) -> Iterator[str]:
    """SQL of the texts of a row's values; that of a null is empty."""
    for one in fields:
        match one.form:
            case Form.DAY:
                text = f"date({one.column} + {_ORDINAL_0})"
            case Form.FLAG:
                text = f"CASE {one.column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
            case Form.KEY:
                text = _packed(one.column, base)
            case Form.PLAIN:
                text = f"""'"' || replace("{one.column}", '"', '""') || '"'""" if one.text else f'"{one.column}"'
        yield f"ifnull({text}, '')" if one.null else text


def _labels(element: NodeElement) -> Iterator[str]:
    """SQL of the text of the labels that a node has besides."""
    if element.marks:
        cases = (
            f"CASE {mark.column} WHEN {mark.value if isinstance(mark.value, int) else repr(mark.value)} "
            f"THEN '{mark.label};' ELSE '' END"
            for mark in element.marks
        )
        yield f"rtrim({' || '.join(cases)}, ';')"


def _packed(column: str, base: int) -> str:
    return f"({column} + {base})"


def _number_regions(connection: sqlite3.Connection, model: Model) -> None:
    """Number the regions in which nodes were born; 0 is the one in which a file's numbers begin."""
    tables = " UNION ".join(
        f"SELECT sk >> {NUMBER_BITS} AS apart FROM {layout.node_table(kind.tag)}" for kind in model.kinds
    )
    connection.execute("CREATE TEMP TABLE w_regions(apart INTEGER PRIMARY KEY, ix INTEGER NOT NULL)")
    connection.execute(f"INSERT INTO temp.w_regions SELECT apart, row_number() OVER () FROM ({tables})")


def _id(column: str) -> str:
    """SQL of a node's number in its id space: small ones for the region of nearly all."""
    region = f"(SELECT ix FROM temp.w_regions WHERE apart = {column} >> {NUMBER_BITS}) << {NUMBER_BITS}"
    return f"iif({column} BETWEEN 0 AND {MAX_NUMBER}, {column}, {region} | ({column} & {MAX_NUMBER}))"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'

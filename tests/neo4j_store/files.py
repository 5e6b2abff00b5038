"""Files of stores that are copied: one with every sort of value in every column, one with a history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from zlib import crc32

from graph_schema.keys import FOREVER, MAX_NUMBER, NUMBER_BITS
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
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create
from hub.stores.sql.loads import begin_load, finish_load
from loaders.synthetic import generate

Rows = dict[str, list[tuple[object, ...]]]
"""All rows by table, in one order whatever the store."""

TEXTS = (
    *(
        "",
        " ",
        "  vor und nach  ",
        "\t",
        "\n",
        "\r\n",
        "a\nb\r\nc\rd",
        ",",
        ";",
        "a;b,c",
        '"',
        '""',
        "'",
        "''",
        "`",
        "\\",
    ),
    *('\\"', "\\n", "\\u0060", "$origin", "{x: 1}", "') DETACH DELETE n //", '"; MATCH (n)', "NULL", "null"),
    *("true", "0", "-1", "1e5", "2020-01-01", "#", "=1+1", "\u200b", "\ufeff", "\u2028", "\u0085", "\x01\x1f\x7f"),
    *(
        "🙂",
        "👩\u200d👩\u200d👧",
        "𠮷野家",
        "\U0002a6d6\U0002b740",
        "邻里",
        "e\u0301",
        "\ufffd",
        "\uffff",
        "\U0010ffff",
    ),
    *("长" * 1_000, '"' * 2_000, "\n" * 2_000),
)
"""What texts may be like: anything but a NUL, which no store takes."""
LONG = '"\\\n长🙂' * 400_000
"""Longer than what the import reads at once; before-images of a load are."""
WHOLES = (0, 1, -1, 2**31, 2**63 - 1, -(2**63))
DAYS = (1, 737_000, FOREVER - 1, FOREVER)


def every_value(path: Path, model: Model) -> Path:
    """A store whose rows say nothing, but have all texts in all columns of texts, and every other sort of value.

    Ends of links are there, keys differ, and what may be null is null at times.
    """
    with closing(create(path, model, ["510681"])) as connection:
        found = elements(model)
        for element in found.every:
            rows = list(_rows(element))
            columns = [name for name in element.columns if name != "words"]
            names = ", ".join(f'"{name}"' for name in columns)
            if isinstance(element, BelongingElement) and element.words:
                names, rows = f"id, {names}", [(place, *row) for place, row in enumerate(rows, 1)]
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {element.table} ({names}) VALUES ({marks})", rows)
    return path


def loaded(path: Path, model: Model) -> Path:
    """A generated region, written by two loads."""
    with closing(create(path, model, ["4313"])) as connection:
        changes = list(generate("loudi", scale=0.002))
        half = len(changes) // 2
        for name, some in (("first", changes[:half]), ("second", changes[half:])):
            load = begin_load(connection, name, "")
            for change in some:
                apply(connection, model, [change], actor="tests", reason="tests", source=name, load=load)
            finish_load(connection, load)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def rows_of(path: Path, model: Model) -> Rows:
    """The rows of a file that are in a graph, too."""
    with closing(sqlite3.connect(path)) as connection:
        register(connection)
        return {one.table: ordered(connection.execute(one.select())) for one in elements(model).every}


def ordered(rows: object) -> list[tuple[object, ...]]:
    """Rows in one order, whatever they hold."""
    return sorted(map(tuple, rows), key=repr)  # type: ignore[call-overload]


def keys() -> list[int]:
    """Numbers of nodes as a file of 510681 has them: of its own region, of others on both sides, the highest too."""
    return [3, 2, MAX_NUMBER, (1 << NUMBER_BITS) + 5, -(70_000 << NUMBER_BITS) + 7, *range(10, 5 + len(TEXTS))]


def _rows(element: Element) -> Iterator[tuple[object, ...]]:
    count = len(keys())
    seed = crc32(element.table.encode())
    columns = {
        one.column: list(islice(_values(one, element, seed + place), count)) for place, one in enumerate(element.fields)
    }
    match element:
        case NodeElement():
            columns["stub"] = list(islice(cycle([0, 1, 0]), count))
        case BelongingElement():
            columns["sk"] = keys()
        case RelationshipElement():
            columns[element.source.column] = keys()
            columns[element.target.column] = [*keys()[3:], *keys()[:3]]
    if isinstance(element, NodeElement) and len(element.key) == 1 and element.key != ("tag",):
        columns[element.key[0]] = keys() if element.key == ("sk",) else list(range(1, count + 1))
    if element.table == "change_log":
        columns["before"][0] = LONG
    if element.table == "q_agr_topics":
        columns["p_note"][0] = LONG
    if element.table == "settled":
        columns["day"][0] = 0
    if isinstance(element, BelongingElement) and element.words:
        del columns["words"]
    yield from zip(*(columns[name] for name in element.columns if name in columns), strict=True)


def _values(field: Field, element: Element, turn: int) -> Iterator[object]:
    """Values of a column, over and over, each column beginning elsewhere."""
    values: tuple[object, ...]
    match field.form:
        case Form.DAY:
            values = DAYS
        case Form.FLAG:
            values = (0, 1)
        case Form.KEY:
            values = tuple(keys())
        case Form.PLAIN:
            values = TEXTS if field.text else WHOLES
    key = () if isinstance(element, BelongingElement) else element.key
    if field.null and field.column not in key:
        values = (*values, None)
    start = turn % len(values)
    return cycle([*values[start:], *values[:start]])

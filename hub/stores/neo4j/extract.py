"""A database copied into a file, while it is used: rows as they are, page by page, and what files have besides."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from graph_schema.keys import NUMBER_BITS
from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores.neo4j.elements import META, BelongingElement, Element, RelationshipElement, elements, parameters
from hub.stores.neo4j.graph import Graph, store
from hub.stores.neo4j.meta import Entry
from hub.stores.neo4j.pages import Row, pages, unchanged
from hub.stores.sql import layout, placing
from hub.stores.sql.files import create
from hub.stores.sql.loads import SAMPLE
from hub.stores.sql.origin import Origin
from hub.stores.sql.sqlite import told, transaction
from hub.stores.sql.write import above
from hub.stores.sql.write.batch import Batch

Told = Callable[[int], None]
"""Takes the number of rows that were copied since it was called last."""


def copy_out(
    address: Neo4jAddress,
    file: Path,
    model: Model,
    *,
    entry: Entry | None = None,
    over: bool = False,
    told_rows: Told = lambda rows: None,
) -> None:
    """Copy the store in a database to a file, which is whole or not there at all.

    Args:
        entry: who copies, for an entry in the change log of the copy; without it the log is the database's own.
        over: a file that is there is replaced.

    Raises:
        StoreError: see ``graph.store``; BAD_SETTINGS where there is a file and it is not to be replaced, STORE_DOWN
            where there can be none, STORE_FULL; STORE_LOCKED where somebody wrote to the database meanwhile.
    """
    if not over and file.exists():
        raise StoreError(Code.BAD_SETTINGS, f"{file}: there is a file already; --replace writes over it")
    beside = placing.lying_beside(file)
    if beside is not None:
        raise StoreError(
            Code.BAD_SETTINGS,
            f"{beside}: somebody uses {file}, or it was not closed; give another path, or move both away",
        )
    with store(address, model) as graph, placing.part(file, f"{file} is as it was") as part:
        part.unlink()
        write(graph, part, model, entry=entry, told_rows=told_rows)
        placing.name(part, file, replace=over)


class DamagedError(StoreError):
    """What is in the database cannot be in a file: two elements with one key, a property that is missing.

    ``details["table"]``: where it should have been.
    """


def write(
    graph: Graph, file: Path, model: Model, *, entry: Entry | None = None, told_rows: Told = lambda rows: None
) -> dict[str, int]:
    """Make a file of a store; returns the number of rows by table. See ``copy_out``; half a file stays where it fails.

    Raises:
        DamagedError: STORE_DOWN.
    """
    meta = graph.meta()
    counts: dict[str, int] = {}
    with told(file), closing(create(file, model, meta["owned"].split(","))) as connection:
        # Nothing of it counts before it is whole, and it is flushed then.
        connection.execute("PRAGMA synchronous = OFF")
        found = elements(model)
        origin = Origin(int(meta["origin"]) << NUMBER_BITS)
        with unchanged(graph), transaction(connection):
            connection.executemany(
                "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                [(name, meta[prop]) for name, prop in META.items() if meta.get(prop) is not None],
            )
            indexes = _without_indexes(connection)
            for element in found.every:
                counts[element.table] = 0
                for rows in pages(graph, element, parameters(origin)):
                    try:
                        _insert(connection, element, rows)
                    except sqlite3.IntegrityError as fault:
                        raise _damaged(graph, element, fault) from fault
                    counts[element.table] += len(rows)
                    told_rows(len(rows))
        with transaction(connection):
            for statement in indexes:
                connection.execute(statement)
            _derive(connection, model)
            if entry is not None:
                _insert(connection, found.by_table["change_log"], [list(entry.row(meta["version"]))])
        connection.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        connection.execute("ANALYZE")
    return counts


def _damaged(graph: Graph, element: Element, fault: sqlite3.IntegrityError) -> DamagedError:
    what = element.type if isinstance(element, RelationshipElement) else element.label
    return DamagedError(
        Code.STORE_DOWN,
        f"{graph.address}: of what is called {what}, two have one key, or a property is missing or of another type "
        f"(as a file says it: {fault}); correct that by Cypher, or restore a backup",
        details={"table": element.table},
    )


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Take the indexes away until all rows are there; returns the statements that make them."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [statement for _, statement in found]


def _insert(connection: sqlite3.Connection, element: Element, rows: Iterable[Row]) -> None:
    """Put rows into their table, and the words of those that are searched into its index."""
    if isinstance(element, BelongingElement) and element.words:
        _insert_searched(connection, element, rows)
        return
    names = ", ".join(f'"{name}"' for name in element.columns)
    marks = ", ".join("?" * len(element.columns))
    connection.executemany(f"INSERT INTO {element.table} ({names}) VALUES ({marks})", rows)


def _insert_searched(connection: sqlite3.Connection, element: BelongingElement, rows: Iterable[Row]) -> None:
    """As they are, words too: where they do not fit their text, a check of the copy finds it."""
    first: int = connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {element.table}").fetchone()[0]
    numbered = list(enumerate(rows, first))
    *names, _ = element.columns
    connection.executemany(
        f"INSERT INTO {element.table} (id, {', '.join(names)}) VALUES (?{', ?' * len(names)})",
        [(number, *row[:-1]) for number, row in numbered],
    )
    words = element.table.replace("s_", "f_", 1)
    connection.executemany(
        f"INSERT INTO {words} (rowid, tokens) VALUES (?, ?)", [(number, row[-1]) for number, row in numbered]
    )


def _derive(connection: sqlite3.Connection, model: Model) -> None:
    """Work out what a database has no need of: in or below which other areas placed nodes ever stood."""
    batch = Batch(connection, model)
    for kind in model.placed():
        table = layout.node_table(kind.tag)
        moved = ((number, stand) for number, stand in above.stands(batch, kind, table) if stand.others)
        numbers, stands = [], []
        for number, stand in moved:
            numbers.append(number)
            stands.append(stand)
        above.add_others(batch, kind, numbers, stands)

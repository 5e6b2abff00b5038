"""A file of an older model brought up to date: what the model only gained is added in place."""

from __future__ import annotations

import sqlite3

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.stores.sql import ddl, fingerprint, layout
from hub.stores.sql.sqlite import transaction
from hub.stores.sql.write import above, counters, search, settled
from hub.stores.sql.write.batch import Batch


def check_model(connection: sqlite3.Connection, model: Model, path: object) -> bool:
    """Whether a file's model is the program's; False where it is an older one that can be migrated.

    Raises: StoreError: NEWER_MODEL where the file has what the program does not know, OLDER_MODEL
        where something is not as it was.
    """
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    number = int(meta["format"])
    if number > layout.FORMAT:
        raise StoreError(
            Code.NEWER_MODEL,
            f"{path}: the file has format {number}, this program knows formats up to {layout.FORMAT}; use the program "
            "that wrote it, or a newer one",
        )
    if number < layout.FORMAT:
        raise StoreError(
            Code.OLDER_MODEL,
            f"{path}: the file has format {number}, and nothing brings that to format {layout.FORMAT}; make a new "
            "store and load the sources again",
        )
    if meta["model"] == fingerprint.fingerprint(model):
        return True
    found = fingerprint.difference(meta["model_text"], fingerprint.text(model))
    if found.removed:
        raise StoreError(
            Code.NEWER_MODEL,
            f"{path}: the file has what this program does not know: {_some(found.removed)}; use the program that "
            "wrote it, or a newer one",
            details={"unknown": found.removed},
        )
    if found.changed:
        raise StoreError(
            Code.OLDER_MODEL,
            f"{path}: the model of the file is older, and more than additions: {_some(found.changed)}; make a new "
            "store and load the sources again",
            details={"changed": found.changed},
        )
    return False


def migrate(connection: sqlite3.Connection, model: Model, path: object) -> None:
    """Add to a file what its model lacks, in one transaction; nothing that is there is rewritten.

    Raises:
        StoreError: see ``check_model``; STORE_LOCKED, STORE_FULL.
    """
    with transaction(connection):
        if check_model(connection, model, path):
            return
        added = _add_columns(connection, model)
        for statement in ddl.indexes(model):
            connection.execute(statement)
        connection.executemany(
            "UPDATE meta SET value = ? WHERE key = ?",
            [(fingerprint.fingerprint(model), "model"), (fingerprint.text(model), "model_text")],
        )
        _derive(connection, model, added)


def _add_columns(connection: sqlite3.Connection, model: Model) -> set[str]:
    """Make missing tables and columns; returns the tables that are new."""
    dialect = sqlite.dialect()
    added = set()
    for table in ddl.metadata(model).sorted_tables:
        there = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
        if not there:
            connection.execute(str(CreateTable(table).compile(dialect=dialect)))
            added.add(table.name)
            continue
        for column in table.columns:
            if column.name not in there:
                type_ = column.type.compile(dialect=dialect)
                connection.execute(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {type_}")
    return added


def _derive(connection: sqlite3.Connection, model: Model, added: set[str]) -> None:
    """Count new named lists, and make the search rows of properties that only now are searched."""
    batch = Batch(connection, model)
    for kind in model.kinds:
        everything = f"SELECT sk FROM {layout.node_table(kind.tag)}"
        if kind.place:
            connection.execute("DELETE FROM temp.w_count")
            connection.execute(f"INSERT INTO temp.w_count {everything}")
            connection.execute(
                f"DELETE FROM {layout.COUNTERS} WHERE what = ? OR substr(what, 1, ?) = ?",
                (kind.tag, len(kind.tag) + 1, kind.tag + ":"),
            )
            counters.add(batch, kind, 1)
            counters.save(batch)
            above.renew(batch, kind, [number for (number,) in connection.execute(everything)])
        if kind.place or kind.tree:
            settled.take_in(batch, kind, layout.node_table(kind.tag))
        if ddl.searched(kind):
            search.renew(batch, kind, [number for (number,) in connection.execute(everything)])


def _some(items: list[str]) -> str:
    return ", ".join(items[:5]) + (f" and {len(items) - 5} more" if len(items) > 5 else "")

"""A store as a file: made, opened for writing, recognised, migrated."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.stores.sql import ddl, fingerprint, layout, origin
from hub.stores.sql.migrate import check_model, migrate
from hub.stores.sql.sqlite import APPLICATION_ID, BUSY_MILLISECONDS, MEMORY, connect, told, transaction


def create(path: str | Path, model: Model, owned: Sequence[str]) -> sqlite3.Connection:
    """Make an empty store and open it for writing.

    Args:
        path: a file that is not there yet, or ``:memory:``.
        model: what the store can hold.
        owned: prefixes of the regions that this hub owns: 2, 4 or 6 digits each, at least one.

    Raises: StoreError: NOT_OURS where the file is there already, BAD_SETTINGS for a faulty prefix,
        STORE_DOWN, STORE_FULL.
    """
    for prefix in owned:
        if not (prefix.isascii() and prefix.isdigit() and len(prefix) in (2, 4, 6)):
            raise StoreError(
                Code.BAD_SETTINGS,
                f"owned region {prefix!r}: 2, 4 or 6 digits expected, such as 510681 or 4313",
            )
    if not owned:
        raise StoreError(Code.BAD_SETTINGS, "a hub owns at least one region; give its digits, such as 510681")
    if str(path) != MEMORY and Path(path).exists():
        raise StoreError(Code.NOT_OURS, f"{path}: there is a file already; open it, or take another path")
    connection = connect(path, new=True)
    try:
        with told(path):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            with transaction(connection):
                for statement in ddl.statements(model):
                    connection.execute(statement)
                connection.executemany(
                    "INSERT INTO meta (key, value) VALUES (?, ?)",
                    [
                        ("format", str(layout.FORMAT)),
                        ("model", fingerprint.fingerprint(model)),
                        ("model_text", fingerprint.text(model)),
                        ("owned", ",".join(sorted(set(owned)))),
                        (origin.META, str(origin.of_regions(owned).region(0))),
                    ],
                )
    except BaseException:
        connection.close()
        if str(path) != MEMORY:
            # Half a store would be taken for one: it has our mark.
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
        raise
    return connection


def open_for_writing(path: str | Path, model: Model, *, busy: int = BUSY_MILLISECONDS) -> sqlite3.Connection:
    """Open a store for writing; one of an older model is brought up to date.

    Args:
        busy: milliseconds to wait for another writer, 0 or more.

    Raises:
        StoreError: NOT_OURS, NEWER_MODEL, OLDER_MODEL, STORE_LOCKED, STORE_FULL, STORE_DOWN.
    """
    connection = connect(path, busy=busy)
    try:
        with told(path):
            check_ours(connection, path)
            if not check_model(connection, model, path):
                migrate(connection, model, path)
    except BaseException:
        connection.close()
        raise
    return connection


def check_readable(connection: sqlite3.Connection, model: Model, path: str | Path) -> None:
    """Check that a file may be read with this model, without writing to it.

    Raises: StoreError: NOT_OURS, NEWER_MODEL, OLDER_MODEL (also where opening it for writing would
        migrate it), STORE_DOWN.
    """
    with told(path):
        check_ours(connection, path)
        if not check_model(connection, model, path):
            raise StoreError(
                Code.OLDER_MODEL,
                f"{path}: the model of the file is older; stop what else uses it and run `linli check` once, which "
                "brings it up to date",
            )


def check_ours(connection: sqlite3.Connection, path: str | Path) -> None:
    """Check that a database is a store of Linli Hub.

    Raises:
        StoreError: NOT_OURS.
    """
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not ours or not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        raise StoreError(
            Code.NOT_OURS,
            f"{path}: this database was not made by Linli Hub, so it is left alone; give the path of a store, or make "
            "one with `linli init`",
        )

"""What is SQLite's own: connections, spellings, the search index, and what its errors mean.

The rest of the write side is plain SQL with ``?`` parameters. A store on another database brings a module
with these names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.errors import Code, StoreError

OLDEST = (3, 37, 0)
"""First SQLite that has STRICT tables; statements need RETURNING and UPDATE FROM besides, which are older."""

APPLICATION_ID = 0x4C4E4C49
"""``LNLI`` in the header of the file: says that it is a store of Linli Hub before anything else is read."""

BUSY_MILLISECONDS = 2000
"""How long a writer waits for another one. Short: whoever waits is a person or a load that can come again."""

GREATEST = "max"
LEAST = "min"
"""Greatest and least of two values; PostgreSQL calls them GREATEST and LEAST."""

ROW_NUMBER_IN_INDEX = True
"""Every index ends with the row's number, which is ``sk`` or ``lk``. PostgreSQL needs it as a column of
its own.
"""

MEMORY = ":memory:"


def connect(path: str | Path, *, new: bool = False, busy: int = BUSY_MILLISECONDS) -> sqlite3.Connection:
    """A connection for writing, in autocommit mode: transactions are begun by hand.

    Args:
        path: a file, or ``:memory:``.
        new: make the file if there is none; otherwise a missing file is an error.
        busy: milliseconds to wait for another writer, 0 or more.

    Raises: StoreError: STORE_DOWN where the file is missing or cannot be opened, NOT_OURS where it is
        no database, STORE_LOCKED where another process holds it alone.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        raise StoreError(
            Code.STORE_DOWN,
            f"SQLite {sqlite3.sqlite_version} is too old: {'.'.join(map(str, OLDEST))} or later is needed; "
            "use a Python that brings a newer one",
        )
    with told(path):
        if str(path) == MEMORY:
            connection = sqlite3.connect(MEMORY, isolation_level=None)
        else:
            uri = f"{Path(path).absolute().as_uri()}?mode={'rwc' if new else 'rw'}"
            connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=busy / 1000)
        try:
            # Reading the header is what finds a file that is no database, and needs no lock on a good one.
            connection.execute("PRAGMA schema_version").fetchone()
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA cache_size = -65536")
            # Work tables have no statistics, and SQLite would rather index a million rows for the ten that are in one.
            connection.execute("PRAGMA automatic_index = OFF")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, *, keep: bool = True, reads: bool = False) -> Iterator[None]:
    """All or nothing; inside a transaction of the caller a savepoint, so that the caller still decides.

    Args:
        keep: False takes everything back at the end as well (a dry run).
        reads: nothing is written but work tables, so that no other writer is kept waiting.
    """
    nested = connection.in_transaction
    connection.execute("SAVEPOINT linli" if nested else "BEGIN" if reads else "BEGIN IMMEDIATE")
    done = False
    try:
        yield
        done = keep
        if keep:
            connection.execute("RELEASE linli" if nested else "COMMIT")
    except BaseException:
        done = False
        raise
    finally:
        # A full disk may have rolled everything back already: then there is nothing to take back.
        if not done and connection.in_transaction:
            if nested:
                connection.execute("ROLLBACK TO linli")
                connection.execute("RELEASE linli")
            else:
                connection.execute("ROLLBACK")


def full_text(table: str) -> str:
    """The statement that makes a search index of one column ``tokens``.

    Contentless, for the texts stand in the rows beside it; ``columnsize=0`` because nothing is ranked by
    length. The words are plain letters and digits already (``graph_schema.text``), which ``unicode61``
    leaves alone.
    """
    return (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5("
        "tokens, content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 0\")"
    )


def forget_words(table: str) -> str:
    """The statement that takes a row out of a search index; parameters: row's number, its words as they
    went in.
    """
    return f"INSERT INTO {table}({table}, rowid, tokens) VALUES ('delete', ?, ?)"


@contextmanager
def told(path: str | Path = "the store") -> Iterator[None]:
    """Turn errors of the database into errors that name a remedy; errors of this program pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        known = explained(error, path)
        if known is None:
            raise
        raise known from error


def explained(error: sqlite3.Error, path: str | Path) -> StoreError | None:
    """What an error of the database means; None where it is no fault of the database's surroundings."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        return None
    found = _MEANINGS.get(number) or _MEANINGS.get(number & 0xFF)
    if found is None:
        return None
    code, text = found
    return StoreError(code, f"{path}: {text} (SQLite says: {error})")


_MEANINGS = {
    sqlite3.SQLITE_BUSY: (
        Code.STORE_LOCKED,
        "another process is writing to it; nothing was written: wait for its load or mutation to end, then try again",
    ),
    sqlite3.SQLITE_LOCKED: (
        Code.STORE_LOCKED,
        "this process still reads what should be changed; nothing was written: close the other statement first",
    ),
    sqlite3.SQLITE_FULL: (
        Code.STORE_FULL,
        "the disk is full; nothing of this batch was written: free some space and run it again (a load resumes)",
    ),
    # Beside a store in use stands a small file that its users share; this is what a disk without any space says.
    sqlite3.SQLITE_IOERR_SHMSIZE: (
        Code.STORE_FULL,
        "the disk is full; nothing was read or written: free some space and run it again",
    ),
    sqlite3.SQLITE_NOTADB: (
        Code.NOT_OURS,
        "this is no database; give the path of a store, or make one with `linli init`",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        Code.STORE_DOWN,
        "there is no store here, or it may not be opened; check path and permissions, or make one with `linli init`",
    ),
    sqlite3.SQLITE_READONLY: (
        Code.STORE_DOWN,
        "the store may only be read; check the permissions of the file and of its folder",
    ),
    sqlite3.SQLITE_CORRUPT: (
        Code.STORE_DOWN,
        "the file is damaged; restore it from a backup, and check the disk",
    ),
    sqlite3.SQLITE_IOERR: (
        Code.STORE_DOWN,
        "the disk gives errors; check it, then run `linli check`",
    ),
}

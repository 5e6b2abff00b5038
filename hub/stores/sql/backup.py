"""A store copied to one file while it is used.

The copy has all pages as they were at one moment, read in steps from one snapshot, so that neither the hub that answers
nor a load that writes has to wait. It is made beside its place under another name, checked page by page, flushed, and
only then given its name: half a backup never has it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from hub.errors import Code, StoreError
from hub.stores.sql import placing
from hub.stores.sql.files import check_ours
from hub.stores.sql.loads import Load, open_loads
from hub.stores.sql.owned import owned
from hub.stores.sql.sqlite import APPLICATION_ID, connect, told

PAGES = 1_024
"""Pages that are copied in one step: 4 MiB, some milliseconds."""

Told = Callable[[int], None]
"""Takes the number of pages that were copied since it was called last."""

_MAGIC = b"SQLite format 3\0"
_FAULTS = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """What the file of a store holds.

    ``bytes``: its size. ``version``: number of its last change, ``at``: that change's moment in UTC, empty without one.
    ``model``: fingerprint, 64 hexadecimal digits. ``owned``: prefixes of regions. ``open_loads``: those that somebody
    must resume or undo.
    """

    path: Path
    bytes: int
    version: int
    at: str
    model: str
    owned: tuple[str, ...]
    open_loads: tuple[Load, ...]

    def __str__(self) -> str:
        return f"up to change {self.version} of {self.at}" if self.version else "without any change"


def backup(store: Path, target: Path, *, over: bool = False, told_pages: Told = lambda pages: None) -> Contents:
    """Copy a store to a file, whoever uses it meanwhile; its model may be older or newer than the program's.

    Args:
        over: write over a backup that is there.

    Returns:
        What the backup holds.

    Raises:
        StoreError: STORE_DOWN where the store or the folder cannot be used, or the store is damaged; NOT_OURS where
            either file is no store; BAD_SETTINGS where a file is there and is not to be written over; STORE_LOCKED,
            STORE_FULL. Nothing is left behind then, and a file that was there is as it was.
    """
    if not store.is_file():
        raise StoreError(Code.STORE_DOWN, f"{store}: there is no store here; give its path with --store")
    _check_target(store, target, over=over)
    with placing.part(target, "no backup was made") as part:
        copy(store, part, told_pages)
        try:
            found = verify(part)
        except StoreError as error:
            raise StoreError(
                error.code,
                f"{store}: the store is damaged, so no backup was made; restore an earlier one with `linli restore` "
                f"({error.message})",
            ) from error
        shutil.copymode(store, part)
        placing.name(part, target, replace=over)
    return replace(found, path=target)


def copy(store: Path, part: Path, told_pages: Told = lambda pages: None) -> None:
    """Copy all pages of one snapshot of a store into an empty file, which then stands for itself, without a log beside
    it. What is damaged in the one is damaged in the other.

    Raises:
        StoreError: STORE_DOWN, NOT_OURS, STORE_LOCKED, STORE_FULL.
    """
    with told(store), closing(reader(store)) as source, closing(connect(part)) as target:
        # Held over all steps: else each write to the store would begin the copy anew, and a load never let it end.
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_master").fetchone()
        source.backup(target, pages=PAGES, progress=steps(told_pages))
        source.execute("ROLLBACK")
        target.execute("PRAGMA journal_mode = DELETE")


def steps(told_pages: Told) -> Callable[[int, int, int], None]:
    """What SQLite calls after each step of a copy, with a status, the pages that are left and those there are."""
    done = 0

    def step(status: int, left: int, total: int) -> None:
        nonlocal done
        told_pages(total - left - done)
        done = total - left

    return step


def verify(path: Path) -> Contents:
    """What a file holds that nobody writes to, after a look at every page and every index.

    Raises:
        StoreError: NOT_OURS, STORE_DOWN where it is damaged.
    """
    with told(path), closing(reader(path)) as connection:
        faults = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_FAULTS})")]
        if faults != ["ok"]:
            raise StoreError(Code.STORE_DOWN, f"{path.name}: {'; '.join(faults)}")
        return contents(connection, path)


def reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, to a file that is a store.

    Raises:
        StoreError: STORE_DOWN, NOT_OURS, STORE_LOCKED.
    """
    with told(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=2)
        try:
            check_ours(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def contents(connection: sqlite3.Connection, path: Path) -> Contents:
    """What the file behind a connection holds."""
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    version, at = connection.execute("SELECT max(seq), at FROM change_log").fetchone()
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    loads = tuple(open_loads(connection))
    return Contents(path, pages * size, version or 0, at or "", meta["model"], owned(connection), loads)


def _check_target(store: Path, target: Path, *, over: bool) -> None:
    """Refuse a place where a backup cannot, or must not, be written."""
    if target.is_dir():
        raise StoreError(Code.BAD_SETTINGS, f"{target}: this is a folder; give the path of a file in it")
    if not target.exists():
        return
    if target.samefile(store):
        raise StoreError(Code.BAD_SETTINGS, f"{target}: this is the store itself; give another path")
    if not over:
        raise StoreError(Code.BAD_SETTINGS, f"{target}: there is a file already; --replace writes over it")
    if placing.lying_beside(target):
        raise StoreError(Code.BAD_SETTINGS, f"{target}: this is a store that is in use; give another path")
    with target.open("rb") as file:
        header = file.read(100)
    if header and (header[:16] != _MAGIC or int.from_bytes(header[68:72], "big") != APPLICATION_ID):
        raise StoreError(Code.NOT_OURS, f"{target}: this is no backup, so it is left alone; give another path")

"""A backup put in the place of a store.

First the backup is copied beside the store and checked. Where no store is, the copy gets its name. Where one is, its
pages are replaced in one transaction of SQLite: whoever reads it goes on reading what was, and the next question is
answered from what is. So a hub may run meanwhile. A load may not: it would go on after rows that are gone.

The change log goes on above the highest number of both: no version, and no ETag, ever means two things.
"""

from __future__ import annotations

import datetime
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.stores.sql import placing
from hub.stores.sql.backup import PAGES, Contents, Told, contents, copy, reader, steps, verify
from hub.stores.sql.changes import log, now
from hub.stores.sql.migrate import check_model
from hub.stores.sql.sqlite import connect, told, transaction
from hub.stores.sql.write.batch import Batch

BUSY_STEPS = 3
"""Steps that may find another writer at work before a restoration gives up; each waits as long as a connection does."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration did. ``contents``: of the store now; ``kept``: where the store that was there before is kept,
    None where there was none.
    """

    contents: Contents
    kept: Path | None


def examine(file: Path, model: Model) -> Contents:
    """What a backup holds, if this program can use it; its pages are not looked at.

    Raises:
        StoreError: STORE_DOWN where there is none or it is cut short, NOT_OURS, NEWER_MODEL, OLDER_MODEL.
    """
    if not file.is_file():
        raise StoreError(Code.STORE_DOWN, f"{file}: there is no such file; give the path of a backup")
    with _damage(file), told(file), closing(reader(file)) as connection:
        _check_model(connection, model, file)
        return contents(connection, file)


def restore(
    file: Path,
    store: Path,
    model: Model,
    *,
    actor: str,
    over: bool = False,
    told_pages: Told = lambda pages: None,
) -> Restored:
    """Put a backup in the place of a store, or where none is. A hub may go on answering meanwhile.

    Args:
        actor: who does it, as the change log keeps it.
        over: a store that is there is replaced; a copy of it is kept beside it.

    Raises:
        StoreError: see ``examine``; BAD_SETTINGS where a store is there and is not to be replaced, or owns other
            regions; OPEN_LOAD, STORE_LOCKED where somebody writes to it; STORE_FULL. The store is as it was then.
    """
    found = examine(file, model)
    there = store.exists()
    if there and store.samefile(file):
        raise StoreError(Code.BAD_SETTINGS, f"{file}: this is the store itself; give the path of a backup")
    if there and not over:
        raise StoreError(
            Code.BAD_SETTINGS,
            f"{store}: there is a store already; --replace puts the backup, {found}, in its place, and keeps the store "
            "beside it",
        )
    with placing.part(store, f"{store} is as it was") as part:
        with _damage(file):
            copy(file, part, told_pages)
            verify(part)
        shutil.copymode(store if there else file, part)
        if there:
            return _exchange(found, part, store, model, actor, told_pages)
        left = placing.lying_beside(store)
        if left is not None:
            raise StoreError(
                Code.BAD_SETTINGS,
                f"{left}: it belongs to a store that is gone, and would damage a new one; move it away, then restore",
            )
        _mark(part, found, model, actor, above=0)
        with told(part), closing(connect(part)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        placing.name(part, store, replace=False)
    with told(store), closing(reader(store)) as connection:
        return Restored(contents(connection, store), None)


def _exchange(found: Contents, part: Path, store: Path, model: Model, actor: str, told_pages: Told) -> Restored:
    """Replace the pages of a store, in one transaction, after keeping a copy of it."""
    with told(store), ExitStack() as stack:
        with _away(store):
            watch = stack.enter_context(closing(reader(store)))
            live = stack.enter_context(closing(connect(store)))
            _check_model(watch, model, store)
            since = _writes(watch)
            was = contents(watch, store)
            _check_pages(watch, part, store)
        _check_same_hub(found, was)
        _mark(part, found, model, actor, above=was.version)
        with _kept(store) as kept:
            _overwrite(part, live, watch, store, since, told_pages)
        live.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # as far as readers let it
        return Restored(contents(watch, store), kept)


def _check_same_hub(found: Contents, was: Contents) -> None:
    """Refuse what must not take the place of the store."""
    if was.owned != found.owned:
        raise StoreError(
            Code.BAD_SETTINGS,
            f"{found.path}: this is a backup of a hub of {', '.join(found.owned)}, but {was.path} is one of "
            f"{', '.join(was.owned)}; give another backup, or another store with --store",
        )
    for load in was.open_loads:
        raise StoreError(
            Code.OPEN_LOAD,
            f"{was.path}: {load}, is open, and would go on after rows that are gone; let it finish, or take it back "
            f"with `linli undo {load.id} --apply`, then restore again",
            details={"load": load.id},
        )


def _check_pages(watch: sqlite3.Connection, part: Path, store: Path) -> None:
    """Refuse pages of another size: SQLite cannot put them into a store that is in use."""
    with closing(reader(part)) as other:
        own, theirs = (each.execute("PRAGMA page_size").fetchone()[0] for each in (watch, other))
    if own != theirs:
        raise StoreError(Code.STORE_DOWN, f"{store}: its pages have {own} bytes, those of the backup {theirs}")


def _check_model(connection: sqlite3.Connection, model: Model, path: Path) -> None:
    """Refuse a file of another model, whichever is newer."""
    if not check_model(connection, model, path):
        raise StoreError(
            Code.OLDER_MODEL,
            f"{path}: its model is older than this program's, and lacks what is new since; copy the file, bring the "
            "copy up to date with `linli check --store sqlite:COPY`, and use that",
        )


def _mark(part: Path, found: Contents, model: Model, actor: str, *, above: int) -> None:
    """Write the restoration into the log of the copy, with a number above all that were given so far."""
    with told(part), closing(connect(part)) as connection, transaction(connection):
        batch = Batch(connection, model)
        batch.seq = max(batch.seq, above + 1)
        source = found.path.name
        summary = [{"change": "Restore", "version": found.version}]
        log(batch, actor=actor, reason=f"restore from {source}", source=source, summary=summary)
        connection.execute(
            "INSERT INTO meta (key, value) VALUES ('restored', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (now(),),
        )


@contextmanager
def _kept(store: Path) -> Iterator[Path]:
    """A copy of the store beside it, under a name that says what it is; after a fault it is not needed, and gone."""
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    kept, number = store.with_name(f"{store.name}.before-restore-{moment}"), 1
    while kept.exists():
        number += 1
        kept = store.with_name(f"{store.name}.before-restore-{moment}-{number}")
    with placing.part(kept, f"{store} is as it was") as part:
        with _away(store):
            copy(store, part)
        shutil.copymode(store, part)
        placing.name(part, kept, replace=False)
    try:
        yield kept
    except BaseException:
        kept.unlink()
        raise


def _overwrite(
    part: Path, live: sqlite3.Connection, watch: sqlite3.Connection, store: Path, since: int, told_pages: Told
) -> None:
    """Copy all pages into a store; readers see none of it before all of it.

    ``since``: see ``_writes``; what was written after that is in no copy, and must not be lost.
    """
    count, busy, first = steps(told_pages), 0, True

    def step(status: int, left: int, total: int) -> None:
        nonlocal busy, first
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            busy += 1
            if busy >= BUSY_STEPS:
                raise StoreError(
                    Code.STORE_LOCKED,
                    f"{store}: another process is writing to it; nothing was changed: wait for it, then restore again",
                )
            return
        if first and _writes(watch) != since:  # from this step on the lock is ours
            raise StoreError(
                Code.STORE_LOCKED, f"{store}: somebody wrote to it meanwhile; nothing was changed: restore again"
            )
        first = False
        count(status, left, total)

    live.execute("PRAGMA synchronous = FULL")
    with closing(reader(part)) as source:
        pages: int = source.execute("PRAGMA page_count").fetchone()[0]
        # Two steps at least: the first must not be the last, for the last one commits.
        source.backup(live, pages=max(1, min(PAGES, pages // 2)), progress=step)


def _writes(watch: sqlite3.Connection) -> int:
    """A number that changes whenever another connection has written."""
    found: int = watch.execute("PRAGMA data_version").fetchone()[0]
    return found


@contextmanager
def _damage(file: Path) -> Iterator[None]:
    """Say of a backup that is damaged what it is."""
    try:
        yield
    except StoreError as error:
        if error.code is not Code.STORE_DOWN:
            raise
        raise StoreError(
            Code.STORE_DOWN,
            f"{file}: this backup is damaged or cut short, so nothing was changed; take another one ({error.message})",
        ) from error


@contextmanager
def _away(store: Path) -> Iterator[None]:
    """Say of a store whose pages cannot be replaced how the backup gets into its place all the same."""
    try:
        yield
    except StoreError as error:
        if error.code in (Code.STORE_LOCKED, Code.STORE_FULL):
            raise
        beside = ", ".join(f"{store.name}{suffix}" for suffix in placing.BESIDE[:2])
        raise StoreError(
            error.code,
            f"{error.message}; to put the backup in its place all the same, stop the hub, move {store} away (with "
            f"{beside}, if they are there), and restore again",
        ) from error

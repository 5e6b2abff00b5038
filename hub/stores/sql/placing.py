"""A file made beside its place under another name, and given its own only when it is whole."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hub.errors import Code, StoreError

BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of files that SQLite puts beside one of its own."""


@contextmanager
def part(target: Path, state: str) -> Iterator[Path]:
    """An empty file in the folder of the target, gone at the end with what SQLite puts beside it.

    Args:
        state: how things stand after a fault, as its message says.

    Raises:
        StoreError: STORE_DOWN where the folder cannot be written to, STORE_FULL.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as fault:
        raise _unwritable(fault, target.parent, state) from fault
    os.close(handle)
    made = Path(name)
    try:
        yield made
    except OSError as fault:
        raise _unwritable(fault, target.parent, state) from fault
    except StoreError as error:
        if error.code is not Code.STORE_FULL:
            raise
        raise _full(target.parent, state) from error
    finally:
        for suffix in ("", *BESIDE):
            made.with_name(made.name + suffix).unlink(missing_ok=True)


def name(made: Path, target: Path, *, replace: bool) -> None:
    """Give a file its name, all at once and for good; without ``replace`` never over another one.

    Raises:
        StoreError: BAD_SETTINGS where there is a file already.
    """
    _flush(made)
    if replace:
        made.replace(target)
    else:
        try:
            os.link(made, target)
        except FileExistsError as fault:
            raise StoreError(Code.BAD_SETTINGS, f"{target}: somebody made this file meanwhile; look at it") from fault
        except OSError:  # a file system without links, such as that of a memory stick
            made.rename(target)
    with suppress(OSError):  # not every system lets a folder be flushed
        _flush(target.parent)


def lying_beside(path: Path) -> Path | None:
    """A file that SQLite left beside a database, or needs while it is used."""
    found = (path.with_name(path.name + suffix) for suffix in BESIDE)
    return next((file for file in found if file.exists()), None)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(fault: OSError, folder: Path, state: str) -> StoreError:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(folder, state)
    return StoreError(Code.STORE_DOWN, f"{folder}: {fault.strerror}, so {state}; give a path in a folder that is there")


def _full(folder: Path, state: str) -> StoreError:
    return StoreError(Code.STORE_FULL, f"{folder}: the disk is full, so {state}; free some space and try again")

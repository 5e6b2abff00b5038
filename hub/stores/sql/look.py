"""A look at a store without writing to it: is it ours, does its model fit, what is open, who owns what."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.stores.sql.files import check_readable
from hub.stores.sql.loads import Load, open_loads
from hub.stores.sql.owned import owned
from hub.stores.sql.sqlite import told


@dataclass(frozen=True, slots=True)
class State:
    """What a hub needs to know of a store before it answers from it.

    ``owned``: prefixes of the regions it owns. ``version``: number of its last change. ``begun``: tells its history
    from others: moment of its first change, empty without one, and of its latest restoration, if there was one.
    ``open_loads``: those that somebody must resume or undo. ``loads``: source, digest and state of all that were not
    undone, in the order of their beginning.
    """

    owned: tuple[str, ...]
    version: int
    begun: str
    open_loads: tuple[Load, ...]
    loads: tuple[tuple[str, str, str], ...]


@contextmanager
def reading(path: Path, model: Model) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, to a store whose model fits.

    Raises:
        StoreError: STORE_DOWN where there is no file or it cannot be read, NOT_OURS, NEWER_MODEL, OLDER_MODEL,
            STORE_LOCKED.
    """
    if not path.is_file():
        raise StoreError(
            Code.STORE_DOWN, f"{path}: there is no store here; make one with `linli init`, or try `linli demo`"
        )
    with told(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=2)
        try:
            check_readable(connection, model, path)
            yield connection
        finally:
            connection.close()


def look(path: Path, model: Model) -> State:
    """The state of a store now.

    Raises:
        StoreError: see ``reading``.
    """
    with reading(path, model) as connection:
        version = connection.execute("SELECT coalesce(max(seq), 0) FROM change_log").fetchone()[0]
        first = connection.execute("SELECT at FROM change_log ORDER BY seq LIMIT 1").fetchone()
        restored = connection.execute("SELECT value FROM meta WHERE key = 'restored'").fetchone()
        loads = connection.execute(
            "SELECT source, digest, state FROM loads WHERE state <> 'UNDONE' ORDER BY id"
        ).fetchall()
        return State(
            owned=owned(connection),
            version=version,
            begun=(first[0] if first else "") + (f"/{restored[0]}" if restored else ""),
            open_loads=tuple(open_loads(connection)),
            loads=tuple(loads),
        )

"""The door of a store: all that is written goes through it, and whoever looks after a store looks through it.

The rules of writing are one set of functions (``hub.stores.sql``), which run on a SQLite connection. Which database
that is says the store: ``SqliteDoor`` has the file itself, ``hub.stores.neo4j.door.Neo4jDoor`` a working set that holds
what a batch touches, and is written to the server when the outermost transaction is kept. So a new sort of store brings
a ``working`` and says what happens around it, and no rule is written twice.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self, TypeVar

from graph_schema.changes import Change
from graph_schema.model import Model
from hub.stores.sql import changes as writing
from hub.stores.sql import files, find, loads, owned
from hub.stores.sql.changes import Receipt, Tally
from hub.stores.sql.find import Bearer, Meant
from hub.stores.sql.loads import Load, Logged, Written
from hub.stores.sql.sqlite import BUSY_MILLISECONDS, told, transaction

T = TypeVar("T")


class Door(ABC):
    """A store that is open for writing.

    What every method may raise: StoreError with STORE_DOWN, STORE_LOCKED or STORE_FULL.

    Args:
        model: what the store holds.
        where: the store, as messages name it.
    """

    def __init__(self, model: Model, where: str) -> None:
        self.model = model
        self.where = where

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Let go of the store."""
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of the store; what is not kept yet is lost."""

    @abstractmethod
    def working(self, *, keep: bool = True, reads: bool = False) -> AbstractContextManager[sqlite3.Connection]:
        """The connection on which the functions of the SQL store run, until the context ends; contexts may be nested.

        Args:
            keep: False takes everything back at the end; so does an error.
            reads: nothing is written, so that no other writer need be kept waiting.
        """

    def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something that writes. A store may do it again from the start where another writer was in its way, so that
        ``work`` must depend on nothing but the store.
        """
        with self.working() as connection:
            return work(connection)

    def look(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something that only reads."""
        with self.working(reads=True) as connection:
            return work(connection)

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """All that is done inside, or nothing of it; with ``keep=False`` nothing, whatever happens (a trial)."""
        with self.working(keep=keep) as connection, transaction(connection, keep=keep):
            yield

    # changes

    def apply(
        self,
        changes: Sequence[Change],
        *,
        actor: str,
        reason: str,
        source: str,
        load: int | None = None,
        checkpoint: str | None = None,
        row_numbers: Sequence[Sequence[int] | None] | None = None,
        dry_run: bool = False,
    ) -> Receipt:
        """See ``hub.stores.sql.changes.apply``."""

        def work(connection: sqlite3.Connection) -> Receipt:
            return writing.apply(
                connection,
                self.model,
                changes,
                actor=actor,
                reason=reason,
                source=source,
                load=load,
                checkpoint=checkpoint,
                row_numbers=row_numbers,
                dry_run=dry_run,
            )

        if dry_run:
            with self.working(keep=False) as connection:
                return work(connection)
        return self.run(work)

    # loads

    def begin_load(self, source: str, digest: str) -> int:
        """See ``hub.stores.sql.loads.begin_load``."""
        return self.run(lambda connection: loads.begin_load(connection, source, digest))

    def finish_load(self, load: int) -> None:
        """See ``hub.stores.sql.loads.finish_load``."""
        self.run(lambda connection: loads.finish_load(connection, load))

    def open_loads(self) -> list[Load]:
        """See ``hub.stores.sql.loads.open_loads``."""
        return self.look(loads.open_loads)

    def all_loads(self) -> list[Logged]:
        """See ``hub.stores.sql.loads.all_loads``."""
        return self.look(loads.all_loads)

    def written(self, load: int) -> Written:
        """See ``hub.stores.sql.loads.written``."""
        return self.look(lambda connection: loads.written(connection, load))

    def check_undo(self, load: int) -> None:
        """See ``hub.stores.sql.loads.check_undo``."""
        with self.working(keep=False) as connection:
            loads.check_undo(connection, self.model, load)

    def undo_load(self, load: int, *, actor: str, reason: str) -> int | None:
        """See ``hub.stores.sql.loads.undo_load``."""
        return self.run(lambda connection: loads.undo_load(connection, self.model, load, actor=actor, reason=reason))

    # what is there

    def owned(self) -> tuple[str, ...]:
        """Prefixes of the regions owned: 2, 4 or 6 digits each."""
        return self.look(owned.owned)

    def existing(self, kind: str, keys: Iterable[str]) -> set[str]:
        """See ``hub.stores.sql.find.existing``."""
        some = list(keys)
        return self.look(lambda connection: find.existing(connection, self.model, kind, some))

    def holds(self, kind: str) -> bool:
        """See ``hub.stores.sql.find.holds``."""
        return self.look(lambda connection: find.holds(connection, self.model, kind))

    def areas_by_code(
        self, asked: Iterable[tuple[str, str | None, int]]
    ) -> Mapping[tuple[str, str | None, int], Meant]:
        """See ``hub.stores.sql.find.areas_by_code``."""
        some = list(asked)
        return self.look(lambda connection: find.areas_by_code(connection, some))

    def bearing(self, codes: Iterable[str]) -> Mapping[str, Sequence[Bearer]]:
        """See ``hub.stores.sql.find.bearing``."""
        some = list(codes)
        return self.look(lambda connection: find.bearing(connection, some))

    def areas_below(self, asked: Iterable[tuple[str, str, int]]) -> Mapping[tuple[str, str, int], Meant]:
        """See ``hub.stores.sql.find.areas_below``."""
        some = list(asked)
        return self.look(lambda connection: find.areas_below(connection, some))

    def organisations_by_uscc(self, usccs: Iterable[str]) -> Mapping[str, Meant]:
        """See ``hub.stores.sql.find.organisations_by_uscc``."""
        some = list(usccs)
        return self.look(lambda connection: find.organisations_by_uscc(connection, some))


class SqliteDoor(Door):
    """A SQLite file that is open for writing.

    Args:
        connection: see ``hub.stores.sql.files``; closed with the door.
    """

    def __init__(self, connection: sqlite3.Connection, model: Model, where: str | Path = "the store") -> None:
        super().__init__(model, str(where))
        self.connection = connection

    @classmethod
    def open(cls, path: Path, model: Model, *, busy: int = BUSY_MILLISECONDS) -> Self:
        """Open a store; see ``hub.stores.sql.files.open_for_writing``."""
        return cls(files.open_for_writing(path, model, busy=busy), model, path)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def working(self, *, keep: bool = True, reads: bool = False) -> Iterator[sqlite3.Connection]:
        """The file itself: its functions begin their transactions, and ``transaction`` has begun one around them."""
        with told(self.where):
            yield self.connection


__all__ = ["Bearer", "Door", "Load", "Logged", "Meant", "Receipt", "SqliteDoor", "Tally", "Written"]

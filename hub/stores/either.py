"""What can be done to a store by its address, whichever sort it is: a path is a file of SQLite, else it is a server.

The rooms of a server are entered late: a hub on SQLite needs no driver, and none is imported.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import anyio
import anyio.to_thread

from graph_schema.model import Model
from hub.errors import Code, SettingsError
from hub.settings.address import Address, Neo4jAddress
from hub.stores.base import ReadStore
from hub.stores.door import Door, Logged, SqliteDoor
from hub.stores.sql import digest as sqlite_digest
from hub.stores.sql import files, loads, verify
from hub.stores.sql import look as sqlite_look
from hub.stores.sql.look import State
from hub.stores.sql.read import SqliteStore
from hub.stores.sql.verify import Fault


class Look(Protocol):
    """Looks at a store again and again without writing to it, and without waiting behind questions."""

    async def state(self) -> State:
        """How the store is now.

        Raises:
            StoreError: STORE_DOWN where there is none or it cannot be reached, STORE_BUSY, STORE_LOCKED, NOT_OURS,
                NEWER_MODEL, OLDER_MODEL; BAD_SETTINGS where the server refuses who asks.
        """

    async def data_version(self) -> str:
        """A text that changes with every change of the data, and with every restoration.

        Raises:
            StoreError: see ``state``.
        """

    async def aclose(self) -> None:
        """Let go of what is held for the next look."""


class OpenStore(ReadStore, Protocol):
    """A store that answers questions. One of a server lives on an event loop, where it has to be closed."""

    def close(self) -> Awaitable[None] | None:
        """Let go of what is idle."""


class SqliteLook:
    """See ``Look``; nothing of a file is held between two looks."""

    def __init__(self, path: Path, model: Model) -> None:
        self._path = path
        self._model = model
        # A thread of its own: a look never waits behind questions.
        self._thread = anyio.CapacityLimiter(1)

    async def state(self) -> State:
        """See ``Look.state``."""
        return await anyio.to_thread.run_sync(
            sqlite_look.look, self._path, self._model, limiter=self._thread, abandon_on_cancel=True
        )

    async def data_version(self) -> str:
        """See ``Look.data_version``."""
        state = await self.state()
        return f"{state.begun}/{state.version}"

    async def aclose(self) -> None:
        """Nothing is held."""


def looking(address: Address, model: Model) -> Look:
    """Looks at a store; nothing is opened yet."""
    if isinstance(address, Path):
        return SqliteLook(address, model)
    with installed(address):
        from hub.stores.neo4j.look import Neo4jLook

        return Neo4jLook(address, model)


def look(address: Address, model: Model, *, patient: bool = True) -> State:
    """How a store is now, see ``Look.state``; ``patient``: a server may take its time to answer."""
    if isinstance(address, Path):
        return sqlite_look.look(address, model)
    with installed(address):
        from hub.stores.neo4j.look import look

        return look(address, model, patient=patient)


def all_loads(address: Address, model: Model) -> list[Logged]:
    """All loads there ever were, oldest first."""
    if isinstance(address, Path):
        with sqlite_look.reading(address, model) as connection:
            return loads.all_loads(connection)
    with installed(address):
        from hub.stores.neo4j.look import all_loads

        return all_loads(address, model)


def exists(address: Address) -> bool:
    """Whether there is a store, or anything else that must not be overwritten by one.

    Raises:
        StoreError: the server cannot be asked.
    """
    if isinstance(address, Path):
        return address.exists()
    with installed(address):
        from hub.stores.neo4j.look import holds_anything

        return holds_anything(address)


def create(address: Address, model: Model, owned: Sequence[str]) -> None:
    """Make an empty store, see ``hub.stores.sql.files.create``; the folder of a file has to be there."""
    if isinstance(address, Path):
        files.create(address, model, owned).close()
        return
    with installed(address):
        from hub.stores.neo4j.door import Neo4jDoor

        Neo4jDoor.create(address, model, owned).close()


def remove(address: Address, model: Model) -> None:
    """Delete a store, with the files beside its own."""
    if isinstance(address, Path):
        for ending in ("", "-wal", "-shm"):
            address.with_name(address.name + ending).unlink(missing_ok=True)
        return
    with installed(address):
        from hub.stores.neo4j import fill, graph

        with graph.opened(address) as there:
            fill.empty(there, model, over=True)


def writing(address: Address, model: Model) -> Door:
    """Open a store for writing; a file of an older model is brought up to date.

    Raises:
        StoreError: STORE_DOWN, NOT_OURS, NEWER_MODEL, OLDER_MODEL, STORE_LOCKED, STORE_FULL, and BAD_SETTINGS where the
            server refuses who asks.
    """
    if isinstance(address, Path):
        return SqliteDoor.open(address, model)
    with installed(address):
        from hub.stores.neo4j.door import Neo4jDoor

        return Neo4jDoor.open(address, model)


def serving(address: Address, model: Model) -> OpenStore:
    """The reading side of a store; a server need not be there yet."""
    if isinstance(address, Path):
        return SqliteStore(address, model)
    with installed(address):
        from hub.stores.neo4j.read import Neo4jStore

        return Neo4jStore(address, model)


def digest(address: Address, model: Model) -> str:
    """The hash of what a store holds, see ``hub.stores.sql.digest``."""
    if isinstance(address, Path):
        with sqlite_look.reading(address, model) as connection:
            return sqlite_digest.digest(connection, model)
    with installed(address):
        from hub.stores.neo4j.digest import digest

        return digest(address, model)


def check(address: Address, model: Model) -> list[Fault]:
    """Where a store is not true to itself, see ``hub.stores.sql.verify``."""
    if isinstance(address, Path):
        with SqliteDoor.open(address, model) as door:
            return door.look(lambda connection: verify.check(connection, model))
    with installed(address):
        from hub.stores.neo4j.check import check

        return check(address, model)


@contextmanager
def installed(address: Neo4jAddress) -> Iterator[None]:
    """Say what to install where the driver is missing."""
    try:
        yield
    except ModuleNotFoundError as fault:
        if fault.name is None or fault.name.partition(".")[0] != "neo4j":
            raise
        raise SettingsError(
            Code.BAD_SETTINGS,
            f"store: {address} is set, but the driver of Neo4j is not installed; run `pip install 'linli-hub[neo4j]'`, "
            "or give a file, sqlite:PATH",
        ) from fault

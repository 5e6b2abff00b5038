"""Connections to a server: drivers, sessions, and which versions there may be.

A *driver* is a pool of connections: the sync one is for writing (see ``door``), the async one for reading (see
``read``). Nothing is connected to before it is needed. Neither retries anything by itself: a read has its deadline, and
a write is retried where it is known whether it was applied.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TypedDict
from weakref import WeakKeyDictionary

import neo4j

from hub.errors import Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores.neo4j.errors import OLDEST, told

CONNECT_SECONDS = 0.8
"""A connection is made within so many seconds, or the server is down: less than ``ACQUIRE_SECONDS``, so that a server
that is silent is told from a pool that is exhausted.
"""
ACQUIRE_SECONDS = 1.0
"""A connection of the pool is free within so many seconds, or the store is busy."""
PATIENT_SECONDS = 10.0
"""The same for who writes: nobody waits for an answer, and a load should not end because a server is slow once."""
POOL = 16
"""Connections of a reading driver: more statements at once than a server has processors only wait for each other, and a
burst of questions to a fresh driver makes no more connections at once than a server takes in ``CONNECT_SECONDS``.
"""
IDLE_SECONDS = 1.0
"""A connection that was not used for so long is tried before it is: the server may have been restarted meanwhile."""
LIFETIME_SECONDS = 3_600.0
"""Then a connection is made anew, so that a change of the server's name or certificate is noticed."""

TESTED = ((5, 26), (2026, 8))
"""The versions that the tests run on; the first is the oldest that can be used."""

COMPONENTS = "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions, edition"

_log = logging.getLogger(__name__)
# What the driver's own log says is told by errors as well; a command that keeps no log does not show it beside them.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
_NUMBERS = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")


class _Config(TypedDict):
    """What both drivers are told."""

    auth: neo4j.Auth | None
    connection_timeout: float
    connection_acquisition_timeout: float
    max_connection_pool_size: int
    max_connection_lifetime: float
    liveness_check_timeout: float
    max_transaction_retry_time: float
    disable_auto_commit_retries: bool
    keep_alive: bool
    notifications_min_severity: neo4j.NotificationMinimumSeverity
    telemetry_disabled: bool
    user_agent: str


@dataclass(frozen=True, slots=True)
class Server:
    """What a server says of itself: version such as ``5.26.28``, edition such as ``community``."""

    version: str
    edition: str


def _config(address: Neo4jAddress, pool: int, *, patient: bool = False) -> _Config:
    return {
        "auth": _auth(address),
        "connection_timeout": PATIENT_SECONDS if patient else CONNECT_SECONDS,
        "connection_acquisition_timeout": PATIENT_SECONDS + ACQUIRE_SECONDS if patient else ACQUIRE_SECONDS,
        "max_connection_pool_size": pool,
        "max_connection_lifetime": LIFETIME_SECONDS,
        "liveness_check_timeout": IDLE_SECONDS,
        "max_transaction_retry_time": 0,
        "disable_auto_commit_retries": True,
        "keep_alive": True,
        "notifications_min_severity": neo4j.NotificationMinimumSeverity.OFF,
        "telemetry_disabled": True,
        "user_agent": "linli-hub",
    }


def _auth(address: Neo4jAddress) -> neo4j.Auth | None:
    if address.token is not None:
        return neo4j.bearer_auth(address.token)
    if address.password is not None:
        return neo4j.basic_auth(address.user or "neo4j", address.password)
    return None


def open_driver(address: Neo4jAddress, *, pool: int = 4, patient: bool = True) -> neo4j.Driver:
    """The driver for writing; to be closed. It connects when it is used.

    Args:
        patient: a server may take ``PATIENT_SECONDS`` to answer, not only ``CONNECT_SECONDS``.

    Raises:
        StoreError: BAD_SETTINGS, the address or its certificate cannot be used.
    """
    with told(address):
        return neo4j.GraphDatabase.driver(address.url, **_config(address, pool, patient=patient))


def open_async_driver(address: Neo4jAddress, *, pool: int = POOL) -> neo4j.AsyncDriver:
    """The driver for reading; to be closed, on the event loop that used it. It connects when it is used.

    Raises:
        StoreError: BAD_SETTINGS, the address or its certificate cannot be used.
    """
    with told(address):
        return neo4j.AsyncGraphDatabase.driver(address.url, **_config(address, pool))


def writing(driver: neo4j.Driver, address: Neo4jAddress) -> neo4j.Session:
    """A session that writes; to be closed, of one thread."""
    return driver.session(database=address.database, default_access_mode=neo4j.WRITE_ACCESS)


def reading(driver: neo4j.AsyncDriver, address: Neo4jAddress) -> neo4j.AsyncSession:
    """A session that only reads; to be closed, of one task."""
    return driver.session(database=address.database, default_access_mode=neo4j.READ_ACCESS)


_checked: WeakKeyDictionary[neo4j.Driver | neo4j.AsyncDriver, Server] = WeakKeyDictionary()
"""Servers that were found good, by the driver that leads to them."""


def check_server(driver: neo4j.Driver, address: Neo4jAddress) -> Server:
    """What server it is; asked once a driver.

    Raises:
        StoreError: BAD_SETTINGS, it is too old, or does not take the login or the database; STORE_DOWN, STORE_BUSY.
    """
    found = _checked.get(driver)
    if found is None:
        with told(address), writing(driver, address) as session:
            record = session.run(COMPONENTS).single(strict=True)
        found = _checked[driver] = accepted(record["versions"][0], record["edition"], address)
    return found


def is_checked(driver: neo4j.AsyncDriver) -> bool:
    """Whether a driver's server was found good already."""
    return driver in _checked


async def check_server_async(driver: neo4j.AsyncDriver, address: Neo4jAddress) -> Server:
    """What server it is; asked once a driver.

    Raises:
        StoreError: as ``check_server`` does.
    """
    found = _checked.get(driver)
    if found is None:
        with told(address):
            async with reading(driver, address) as session:
                record = await (await session.run(COMPONENTS)).single(strict=True)
        found = _checked[driver] = accepted(record["versions"][0], record["edition"], address)
    return found


def accepted(version: str, edition: str, address: Neo4jAddress) -> Server:
    """A server, if its version can be used. One that no test ran on is used, and the log says so; every edition will
    do.

    Raises:
        StoreError: BAD_SETTINGS, it is too old.
    """
    numbers = _NUMBERS.match(version)
    found = (int(numbers[1]), int(numbers[2])) if numbers else None
    if found is not None and found < TESTED[0]:
        raise StoreError(Code.BAD_SETTINGS, f"{address}: this is Neo4j {version}; {OLDEST}")
    if found is None or (found != TESTED[0] and found[0] != TESTED[1][0]):
        tested = " and ".join(f"{year}.{month:02d}" for year, month in TESTED)
        _log.warning("%s: Neo4j %s was never tried with this hub; what was, is %s", address, version, tested)
    return Server(version, edition)

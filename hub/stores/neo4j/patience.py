"""How long a writer waits for another one.

A server lets who waits for a lock wait for ever, and takes no limit from a client but one for the whole transaction,
which may be long for good reasons. So a transaction is marked, and who has waited too long has it ended by another
connection.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from hub.errors import StoreError
from hub.settings import Neo4jAddress
from hub.stores.neo4j import connect
from hub.stores.neo4j.errors import LOCKED

LOCK_SECONDS = 10.0
"""Longer than a batch of a load takes, so that two loads at once come through in turns; who waits longer stands behind
something that does not end, and can come again.
"""

MARK = "linli"
"""Name of the mark in a transaction's metadata."""
_END = (
    f"SHOW TRANSACTIONS YIELD transactionId AS id, metaData WHERE metaData.{MARK} = $mark "
    "TERMINATE TRANSACTIONS id YIELD message RETURN count(message)"
)

_log = logging.getLogger(__name__)


@contextmanager
def limited(driver: neo4j.Driver, address: Neo4jAddress, mark: str) -> Iterator[None]:
    """Do what waits for a lock, for at most ``LOCK_SECONDS``.

    Args:
        driver: has a connection that is free.
        mark: of the transaction that waits, in its metadata.

    Raises:
        StoreError: STORE_LOCKED, another one has the lock all the time; nothing of the transaction is kept.
    """
    late = threading.Event()

    def end() -> None:
        late.set()
        try:
            with connect.writing(driver, address) as session:
                session.run(_END, mark=mark).consume()
        except (Neo4jError, DriverError) as error:
            # The server is away, so that nobody waits any more.
            _log.info("%s: a wait could not be ended (%s)", address, type(error).__name__)

    timer = threading.Timer(LOCK_SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Neo4jError:
        if not late.is_set():
            raise
    finally:
        timer.cancel()
        timer.join()
    if late.is_set():
        code, text = LOCKED
        raise StoreError(code, f"{address}: {text}")

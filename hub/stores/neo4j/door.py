"""A database of a server that is open for writing.

What is done to it is worked out on a working set by the rules of the SQL store, and pushed at the end of the outermost
transaction, as one transaction of the server. That began by locking the meta node, so that writers come one after
another, and that what a writer has looked at stays so until it is done.
"""

from __future__ import annotations

import logging
import random
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from typing import Any, Self, TypeVar

import neo4j
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from graph_schema.keys import NUMBER_BITS
from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores.door import Door
from hub.stores.neo4j import connect, layout, schema
from hub.stores.neo4j.elements import META, META_KEY, parameters
from hub.stores.neo4j.errors import explained, told
from hub.stores.neo4j.graph import opened
from hub.stores.neo4j.look import look
from hub.stores.neo4j.meta import of_file
from hub.stores.neo4j.patience import MARK, limited
from hub.stores.neo4j.pull import Pull
from hub.stores.neo4j.push import horizon, push
from hub.stores.neo4j.working import LOG, WorkingSet
from hub.stores.sql import files, fingerprint, origin
from hub.stores.sql.sqlite import MEMORY

T = TypeVar("T")

ATTEMPTS = 7
"""How often a transaction is tried that the server gave up for a reason which passes."""
FIRST_WAIT = 0.05
"""Seconds before the second attempt; each later wait is twice as long, and all of them are shortened by chance."""
POOL = 3
"""Connections: for a transaction, for asking what became of it, and for ending a wait."""

_MARK = "tree_{}"
"""Property of the meta node by tag of a tree kind: the nonce of the last write that changed one of its rows."""

_log = logging.getLogger(__name__)


class Neo4jDoor(Door):
    """A database that is open for writing; of one thread.

    Args:
        address: where it is; a store of this model, see ``open``.
    """

    def __init__(self, address: Neo4jAddress, model: Model) -> None:
        super().__init__(model, str(address))
        self.address = address
        self._driver = connect.open_driver(address, pool=POOL)
        self._set = WorkingSet(model)
        self._inside = False
        self._label: str | None = None
        self._marks: dict[str, str | None] = {}
        self._trees: set[str] = set()
        self._tags = [kind.tag for kind in model.kinds if kind.tree]

    @classmethod
    def open(cls, address: Neo4jAddress, model: Model) -> Self:
        """Open a store.

        Raises:
            StoreError: STORE_DOWN where there is none or the server cannot be reached, NOT_OURS, NEWER_MODEL,
                OLDER_MODEL, STORE_BUSY; BAD_SETTINGS where the server refuses who asks.
        """
        look(address, model)
        return cls(address, model)

    @classmethod
    def create(cls, address: Neo4jAddress, model: Model, owned: Sequence[str]) -> Self:
        """Make an empty store in a database that holds nothing, and open it.

        Args:
            owned: prefixes of the regions that its hub owns: 2, 4 or 6 digits each, at least one.

        Raises:
            StoreError: NOT_OURS where the database holds anything, BAD_SETTINGS for a faulty prefix; see ``open``.
        """
        file = files.create(MEMORY, model, owned)
        try:
            meta = of_file(file, model, None)
        finally:
            file.close()
        with opened(address) as graph:
            if graph.one("RETURN EXISTS { MATCH () }")[0]:
                raise StoreError(
                    Code.NOT_OURS, f"{address}: the database holds something already; open it, or give another one"
                )
            schema.constrain(graph, model)
            schema.index(graph, model)
            # Merged: another one may have made the store meanwhile, which then is the other one's.
            made = graph.one(
                f"MERGE (m:{layout.META} {{key: $key}}) ON CREATE SET m += $meta, m.lock = $nonce "
                "RETURN m.lock = $nonce",
                {"key": META_KEY, "meta": meta.properties, "nonce": _nonce()},
            )
            if not made[0]:
                raise StoreError(Code.NOT_OURS, f"{address}: another process made a store here just now; open it")
        return cls(address, model)

    def close(self) -> None:
        """Let go of the working set and the connections."""
        self._set.close()
        self._driver.close()

    @contextmanager
    def working(self, *, keep: bool = True, reads: bool = False) -> Iterator[sqlite3.Connection]:
        """See ``Door.working``; the outermost context is a transaction of the server, tried once."""
        if self._inside:
            yield self._set.connection
            return
        with told(self.address), self._turn(keep=keep, reads=reads) as connection:
            yield connection

    def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """See ``Door.run``: done again, up to ``ATTEMPTS`` times, where the server gave up for a reason that passes."""
        if self._inside:
            return work(self._set.connection)
        wait = FIRST_WAIT
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._turn(keep=True, reads=False) as connection:
                    result = work(connection)
                return result
            except (Neo4jError, DriverError) as error:
                passing = error.is_retryable() or isinstance(error, IncompleteCommit)
                if not passing or attempt == ATTEMPTS:
                    raise explained(error, self.address) from None
                _log.info("%s: attempt %d failed (%s), trying again", self.address, attempt, type(error).__name__)
            time.sleep(wait * random.uniform(0.5, 1))
            wait *= 2
        raise AssertionError("the last attempt returns or raises")

    @contextmanager
    def _turn(self, *, keep: bool, reads: bool) -> Iterator[sqlite3.Connection]:
        """One transaction of the server with what is worked out in it; errors of the driver pass as they are."""
        connection = self._set.connection
        nonce = _nonce()
        with connect.writing(self._driver, self.address) as session, _begun(session, nonce) as server:
            meta = self._meta(server, nonce, reads=reads)
            pull = self._renewed(server, meta, eager=not reads)
            self._inside = True
            connection.source = pull
            try:
                connection.execute("BEGIN")
                self._place(meta["version"])
                yield connection
                if reads:
                    self._set.pass_on()
                    connection.execute("COMMIT")
                elif keep:
                    self._push(server, meta, nonce)
            finally:
                self._inside = False
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                    self._trees -= pull.late

    def _meta(self, server: neo4j.Transaction, nonce: str, *, reads: bool) -> Mapping[str, Any]:
        """The meta node, locked for this transaction unless it only ``reads``."""
        names = ["version", "begun", "horizon", "wrote", *META.values(), *map(_MARK.format, self._tags)]
        shown = ", ".join(f".{name}" for name in names if name != META["model_text"])
        lock = "" if reads else "SET m.lock = $nonce "
        with nullcontext() if reads else limited(self._driver, self.address, nonce):
            record = server.run(
                f"MATCH (m:{layout.META} {{key: $key}}) {lock}RETURN m {{{shown}}}", key=META_KEY, nonce=nonce
            ).single()
        if record is None or record[0]["model"] != fingerprint.fingerprint(self.model):
            look(self.address, self.model)
            raise StoreError(Code.STORE_DOWN, f"{self.address}: the store was made anew just now; try again")
        found: Mapping[str, Any] = record[0]
        return found

    def _renewed(self, server: neo4j.Transaction, meta: Mapping[str, Any], *, eager: bool) -> Pull:
        """The source of the transaction, after what others changed was thrown away, and fetched again.

        Args:
            eager: fetch the trees now, so that they stay if the transaction is taken back.
        """
        working = self._set
        near = parameters(origin.Origin(int(meta["origin"]) << NUMBER_BITS))
        label = meta["wrote"] or f"{meta['begun']}/{meta['version']}"
        marks = {tag: meta[_MARK.format(tag)] for tag in self._tags}
        working.connection.execute("BEGIN")
        try:
            pull = Pull(working, _runner(server, near), self._trees)
            working.pass_on()
            if label != self._label:
                self._label = None
                for tag in self._tags:
                    if marks[tag] is None or marks[tag] != self._marks.get(tag):
                        self._trees.discard(tag)
                pull.small()
                told_ = [(name, meta[prop]) for name, prop in META.items() if meta.get(prop) is not None]
                working.connection.execute("DELETE FROM meta")
                working.connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", told_)
            for tag in self._tags if eager else ():
                pull.tree(tag)
            self.trees_fetched(sorted(pull.late))
            working.connection.execute("COMMIT")
        except BaseException:
            working.connection.execute("ROLLBACK")
            self._trees.clear()
            raise
        self._label = label
        self._marks = marks
        pull.late.clear()
        return pull

    def trees_fetched(self, tags: Sequence[str]) -> None:
        """Tree kinds were fetched whole, by tag: it takes a while where they are large."""
        if tags:
            _log.debug("%s: fetched all of %s", self.address, ", ".join(tags))

    def _place(self, version: int) -> None:
        """Stand in for the entries of the log with the last one's number, from which the next is counted."""
        if version:
            row = (version, "", "", "", "", "")
            for table in (LOG, f"was_{LOG}"):
                self._set.connection.execute(
                    f"INSERT INTO {table} (seq, at, actor, reason, source, summary) VALUES (?, ?, ?, ?, ?, ?)", row
                )

    def _push(self, server: neo4j.Transaction, meta: Mapping[str, Any], nonce: str) -> None:
        """Write what became of the working set, and commit. Then what passed is gone, and what is held as the server
        has it.
        """
        connection = self._set.connection
        near = parameters(origin.read(connection))
        pushed = push(self._set, lambda text, values: server.run(text, {**near, **values}).consume(), nonce)
        if not pushed.wrote:
            return
        version, first = connection.execute(
            f"SELECT max(seq), (SELECT at FROM {LOG} WHERE seq > ? ORDER BY seq LIMIT 1) FROM {LOG}", (meta["version"],)
        ).fetchone()
        marks = {
            tag: nonce if tag in pushed.trees or self._marks[tag] is None else self._marks[tag] for tag in self._tags
        }
        latest = horizon(connection, self._set)
        changed = {
            "version": version or 0,
            "begun": meta["begun"] or first or "",
            "horizon": max(filter(None, (meta["horizon"], latest))),
            "wrote": nonce,
            **{_MARK.format(tag): mark for tag, mark in marks.items()},
        }
        server.run(f"MATCH (m:{layout.META} {{key: $key}}) SET m += $changed", key=META_KEY, changed=changed).consume()
        self._commit(server, nonce, version)
        # Until it is sure that this database has the same.
        self._label = None
        self._set.pass_on()
        for mirror in self._set.mirrors.values():
            if mirror.held:
                self._set.settle(mirror)
        connection.execute("COMMIT")
        self._label, self._marks = nonce, marks

    def _commit(self, server: neo4j.Transaction, nonce: str, version: int | None) -> None:
        """Commit; where the connection breaks meanwhile, find out whether the server did.

        Raises:
            IncompleteCommit: it did not.
        """
        try:
            server.commit()
        except DriverError as error:
            with suppress(Neo4jError, DriverError):
                server.close()  # the lock is wanted again
            if not self._committed(nonce, version):
                raise IncompleteCommit("the commit was not carried out") from error

    def _committed(self, nonce: str, version: int | None) -> bool:
        """Whether what has this nonce was written: whoever has the lock sees a commit, or that there was none."""
        wait = FIRST_WAIT
        for attempt in range(1, ATTEMPTS + 1):
            lock = _nonce()
            try:
                with (
                    connect.writing(self._driver, self.address) as session,
                    _begun(session, lock) as server,
                    limited(self._driver, self.address, lock),
                ):
                    found = server.run(_COMMITTED, key=META_KEY, lock=lock, nonce=nonce, seq=version)
                    return bool(found.single(strict=True)[0])
            except StoreError:
                raise explained(IncompleteCommit(), self.address) from None
            except (Neo4jError, DriverError) as error:
                if attempt == ATTEMPTS:
                    raise explained(IncompleteCommit(), self.address) from error
            time.sleep(wait * random.uniform(0.5, 1))
            wait *= 2
        raise AssertionError("the last attempt returns or raises")


_COMMITTED = (
    f"MATCH (m:{layout.META} {{key: $key}}) SET m.lock = $lock "
    f"RETURN m.wrote = $nonce OR EXISTS {{ MATCH (c:{layout.CHANGE} {{seq: $seq}}) WHERE c.nonce = $nonce }} "
    f"OR EXISTS {{ MATCH (l:{layout.LOAD}) WHERE l.nonce = $nonce }}"
)


@contextmanager
def _begun(session: neo4j.Session, mark: str) -> Iterator[neo4j.Transaction]:
    """A transaction that is taken back unless it was committed. ``mark``: see ``patience``."""
    server = session.begin_transaction(metadata={MARK: mark})
    try:
        yield server
    finally:
        server.close()


def _runner(server: neo4j.Transaction, near: Mapping[str, object]) -> Callable[[str, Mapping[str, Any]], Any]:
    """Runs statements of one value."""

    def run(text: str, values: Mapping[str, Any]) -> Any:
        return server.run(text, {**near, **values}).single(strict=True)[0]

    return run


def _nonce() -> str:
    """A text that nobody else has."""
    return secrets.token_hex(8)

"""A server that a test starts, and does with as it likes: stop, kill, freeze, start again with other settings."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from hub.settings import Neo4jAddress
from hub.stores.neo4j import connect
from tests.neo4j_store.tools import RELEASES, tools

START_SECONDS = 120
"""A server that does not answer by then has failed; on an idle machine it takes five."""

# The server dies with whoever started it, however that ends. It is asked for before Java takes this process over; where
# the system has no such thing, a server ends with its fixture only.
_WITH_PARENT = """
import ctypes, os, signal, sys
try:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
except (OSError, AttributeError):
    pass
if os.getppid() != int(sys.argv[1]):
    sys.exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""

FIRST_PASSWORD = "neo4j"
"""What every server begins with, and wants to be changed before anything else."""
_CHANGE = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"

SETTINGS = {
    "server.default_listen_address": "127.0.0.1",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.usage_report.enabled": "false",
    "dbms.security.auth_enabled": "false",
    "server.memory.pagecache.size": "64m",
    "db.logs.query.enabled": "OFF",
    # What has been planned stays so, though graphs come and go.
    "dbms.cypher.min_replan_interval": "1h",
    # Files as small as what is in them.
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.size": "16m",
}
"""What servers are told beside the port."""
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""The first compiler only: most of a test's statements are run a few times."""
LASTING = ("-XX:+UseSerialGC",)
"""Both compilers: a server that plans hundreds of texts does so in half the time, once it is warm."""


class Server:
    """A Neo4j server with a home of its own.

    Args:
        version: one of ``tools.RELEASES``.
        home: its folder; kept when it stops.
        heap: megabytes.
        settings: of ``neo4j.conf``, beside and instead of ``SETTINGS``.
        options: of Java.
        password: of the user ``neo4j``; without one nobody is asked to log in.
    """

    def __init__(
        self,
        version: str,
        home: Path,
        *,
        heap: int = 512,
        settings: Mapping[str, str] | None = None,
        options: Sequence[str] = QUICK,
        password: str | None = None,
    ) -> None:
        self.version = version
        self.home = home
        self.heap = heap
        self.port = free_port()
        self.password = password
        asks = {} if password is None else {"dbms.security.auth_enabled": "true"}
        self._settings = {**SETTINGS, **asks, **(settings or {})}
        self._options = options
        self._first = password is not None
        self.given: Mapping[str, str] = {}
        """Settings of the last start only."""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> Neo4jAddress:
        """Its database, and the login."""
        user = None if self.password is None else "neo4j"
        return Neo4jAddress(f"bolt://127.0.0.1:{self.port}", user=user, password=self.password)

    def start(self, settings: Mapping[str, str] | None = None) -> Server:
        """Start it; settings given now hold for this time only. ``wait`` says when it answers."""
        assert self._process is None or self._process.poll() is not None
        self.given = settings or {}
        release = RELEASES[self.version]
        conf = self.configure(settings)
        command = [
            *tools(self.version).command(release.main, f"-Xmx{self.heap}m", *self._options),
            f"--home-dir={self.home}",
            f"--config-dir={conf}",
        ]
        with (self.home / "out").open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _WITH_PARENT, str(os.getpid()), *command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        return self

    def configure(self, settings: Mapping[str, str] | None = None) -> Path:
        """Write ``neo4j.conf`` and return its folder; ``start`` does so, and what else works on the home needs it."""
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        lines = {**self._settings, **(settings or {}), "server.bolt.listen_address": f"127.0.0.1:{self.port}"}
        told = [*(f"{name}={value}" for name, value in lines.items()), RELEASES[self.version].at_once]
        (conf / "neo4j.conf").write_text("\n".join(told) + "\n")
        return conf

    def wait(self) -> Server:
        """Until it answers, and has the password that it should have."""
        if self._first:
            first = replace(self.address, password=FIRST_PASSWORD, database="system")
            self._until_done(first, _CHANGE, old=FIRST_PASSWORD, new=self.password)
            self._first = False
        self._until_done(self.address, "RETURN 1")
        return self

    def _until_done(self, address: Neo4jAddress, statement: str, **parameters: object) -> None:
        """Try a statement until the server does it."""
        until = time.monotonic() + START_SECONDS
        with quiet(), connect.open_driver(address) as driver:
            while True:
                try:
                    with connect.writing(driver, address) as session:
                        session.run(statement, parameters).consume()
                except (DriverError, Neo4jError) as error:
                    if not self.running or time.monotonic() > until:
                        raise AssertionError(f"Neo4j {self.version} did not start:\n{self.said()}") from error
                    time.sleep(0.05)
                else:
                    return

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    def said(self) -> str:
        """The end of what it wrote."""
        return (self.home / "out").read_text("utf-8", "replace")[-4_000:]

    def stop(self) -> None:
        """In an orderly way, so that it starts quickly again."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """At once, as when power fails."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """It keeps its connections, and says nothing more."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self._signal(signal.SIGCONT)

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(60)


@contextmanager
def server(
    version: str,
    home: Path,
    *,
    heap: int = 512,
    settings: Mapping[str, str] | None = None,
    options: Sequence[str] = QUICK,
    password: str | None = None,
) -> Iterator[Server]:
    """A server that answers, see ``Server``; it is killed in the end."""
    made = Server(version, home, heap=heap, settings=settings, options=options, password=password)
    try:
        yield made.start().wait()
    finally:
        made.kill()


def clean(driver: neo4j.Driver, address: Neo4jAddress, *, nodes_only: bool = False) -> None:
    """Everything out of a database: nodes, links, and unless it is ``nodes_only`` constraints and indexes."""
    with connect.writing(driver, address) as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        if nodes_only:
            return
        constraints = session.run("SHOW CONSTRAINTS YIELD name").value()
        session.run("CALL db.awaitIndexes(60)").consume()
        # Those of labels and types are the database's own, and those of constraints go with them.
        indexes = session.run(
            "SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP' AND owningConstraint IS NULL "
            "RETURN name"
        ).value()
        # In one transaction: a hundred take as long as ten do apart.
        with session.begin_transaction() as transaction:
            for name in constraints:
                transaction.run(f"DROP CONSTRAINT `{name}`")
            for name in indexes:
                transaction.run(f"DROP INDEX `{name}`")
            transaction.commit()


@contextmanager
def quiet() -> Iterator[None]:
    """The driver's own log is silent: a server that is not there yet is expected."""
    log = logging.getLogger("neo4j")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port

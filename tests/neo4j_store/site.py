"""A hub as a process, over a server of its own: asked while things happen to that server."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hub.stores.neo4j.fill import copy_in
from tests.neo4j_store.servers import Server
from tests.robustness import county
from tests.web.running import Running

DEADLINE = 1.5
"""Seconds that questions have, unless said otherwise; more than the pool of connections takes to give up."""
GRACE = 0.1
"""Seconds past its deadline by which an answer is there, beside what the machine itself takes (``Control``)."""
PATIENCE = 60
"""Seconds in which something has to become so by itself."""
PASSWORD = "never-to-be-seen"
NAME = f'{{ area(id: "{county.key("area", 1)}") {{ name children {{ totalCount }} }} }}'
NAMED = {"area": {"name": "三水县", "children": {"totalCount": county.TOWNSHIPS}}}
INTROSPECTION = "{ __schema { queryType { name } } }"
POLL = 0.05


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: after how many seconds, its codes, its data, and all of it."""

    seconds: float
    codes: frozenset[str]
    data: Any
    body: str


@dataclass(slots=True)
class Control:
    """How long the hub took meanwhile to say that it lives: seconds, at most. That needs no store, so it is what the
    machine takes.
    """

    seconds: float = 0.0
    failed: list[int] = field(default_factory=list)


class Site:
    """The server, and the hub that runs over it. ``file``: what the server is to hold."""

    def __init__(self, server: Server, hub: Running, file: Path) -> None:
        self.server = server
        self.hub = hub
        self._file: Path | None = file

    def ask(self, document: str, deadline: float | None = DEADLINE) -> Told:
        """One question."""
        headers = {} if deadline is None else {"linli_deadline": f"{deadline}"}
        body = json.dumps({"query": document}).encode()
        began = time.monotonic()
        response = self.hub.send("POST", "/graphql", body, content_type="application/json", **headers)
        seconds = time.monotonic() - began
        found = json.loads(response.body)
        codes = frozenset(error["extensions"]["code"] for error in found.get("errors", ()))
        return Told(seconds, codes, found.get("data"), response.body.decode())

    @contextmanager
    def asked(self, document: str, deadline: float | None = DEADLINE) -> Iterator[Future[Told]]:
        """A question that is being answered."""
        with ThreadPoolExecutor(1) as pool:
            yield pool.submit(self.ask, document, deadline)

    @contextmanager
    def control(self) -> Iterator[Control]:
        """Ask again and again whether the hub lives; it has to, whatever happens."""
        found = Control()
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(POLL):
                began = time.monotonic()
                status = self.hub.send("GET", "/health/live").status
                found.seconds = max(found.seconds, time.monotonic() - began)
                if status != 200:
                    found.failed.append(status)

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield found
        finally:
            ended.set()
            thread.join()
        assert found.failed == []

    def refused(self, document: str = NAME) -> Told:
        """A question that cannot be answered, and the rest that has to hold then: the answer comes in time, and nothing
        secret is in it; the hub lives, and knows its schema.
        """
        with self.control() as control:
            told = self.ask(document)
            schema = self.ask(INTROSPECTION)
        self.in_time(told, control)
        assert schema.data == {"__schema": {"queryType": {"name": "Query"}}}
        assert not schema.codes
        assert told.codes, told
        return told

    def in_time(self, told: Told, control: Control, deadline: float = DEADLINE) -> None:
        """See to it that an answer came in time, without what is secret."""
        assert told.seconds <= deadline + GRACE + control.seconds, (told, control)
        assert PASSWORD not in told.body

    def readiness(self) -> tuple[bool, str]:
        """Whether the hub is ready, and the code that its store has, or ``ok``."""
        response = self.hub.send("GET", "/health/ready")
        checks = json.loads(response.body)["checks"]
        assert PASSWORD not in response.body.decode()
        return response.status == 200, checks.get("store", "late")

    def becomes(self, ready: bool, codes: frozenset[str] | set[str]) -> None:
        """Wait until readiness is so, with one of some codes."""
        until(lambda: (found := self.readiness())[0] is ready and found[1] in codes, self.readiness)

    def heals(self, settings: Mapping[str, str] | None = None) -> None:
        """Bring the server back, if it is away or was started with other settings; then see to it that the hub is
        ready by itself, and answers.
        """
        if self.server.running and self.server.given != (settings or {}):
            self.server.stop()
        if not self.server.running:
            self.server.start(settings).wait()
        if self._file is not None:
            copy_in(self._file, self.server.address, county.MODEL)
            self._file = None
        self.becomes(True, {"ok"})
        self.answers()

    def answers(self) -> None:
        """See to it that it does, rightly."""
        told = self.ask(NAME, None)
        assert (told.data, told.codes) == (NAMED, frozenset()), told


@contextmanager
def site(version: str, folder: Path) -> Iterator[Site]:
    """A hub, and its server, which was never started yet; ``Site.heals`` puts a county into it."""
    file = folder / "county.sqlite"
    county.make(file)
    # Wrong passwords would lock the right one out for seconds as well.
    settings = {"dbms.security.auth_lock_time": "0s"}
    made = Server(version, folder / "home", heap=384, settings=settings, password=PASSWORD)
    try:
        with Running(folder, **environment(made)) as hub:
            yield Site(made, hub, file)
    finally:
        made.kill()


def environment(server: Server, **more: str) -> dict[str, str]:
    """What a hub over a server is told."""
    return {
        "LINLI_STORE": str(server.address),
        "LINLI_NEO4J_PASSWORD": PASSWORD,
        "LINLI_CURSOR_KEY": "6b" * 32,
        "LINLI_LIMITS_NODES": "100000000",
        "LINLI_LIMITS_DEPTH": "100",
        **more,
    }


def until(true: Callable[[], bool], what: Callable[[], object] = lambda: "") -> None:
    """Wait until something is so; ``what`` is told where it is not in time."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what()
        time.sleep(POLL)

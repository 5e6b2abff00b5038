"""The processes that answer: ours, raw and peer, each with the CPU that it has spent."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

import orjson

from bench.client import Client, Unexpected, started
from bench.data import HOUSE, TODAY
from bench.neo4j import peer
from bench.neo4j.questions import Argument, Question
from hub.settings import Neo4jAddress
from tests.nodejs import install

PEER = Path(peer.__file__).parent


@dataclass(frozen=True, slots=True)
class Batch:
    """What a side did with some arguments: seconds of the clock each, and the data of its answers as JSON."""

    seconds: Sequence[float]
    answers: Sequence[bytes]


class Side(Protocol):
    """One that answers. ``pid``: its process, beside which Neo4j's counts."""

    name: str
    pid: int

    def ask(self, question: Question, arguments: Sequence[Argument], *, answers: bool = False) -> Batch:
        """Ask with each argument, one after the other. ``answers``: they are wanted."""


def cpu(pid: int) -> int:
    """Nanoseconds of CPU, user and system, that all threads of a process have spent so far."""
    # The clock of another process, as clock_getcpuclockid makes its number: what /proc/PID/stat tells in hundredths.
    return time.clock_gettime_ns(~pid << 3 | 2)


class Ours:
    """The hub over HTTP."""

    name = "ours"

    def __init__(self, client: Client, pid: int) -> None:
        self.client, self.pid = client, pid

    def ask(self, question: Question, arguments: Sequence[Argument], *, answers: bool = False) -> Batch:
        """See ``Side``."""
        bodies = [self.client.post("/graphql", {"query": question.text, "variables": one.ours}) for one in arguments]
        return _over_http(self.client, bodies)


class Peer:
    """``@neo4j/graphql`` over HTTP."""

    name = "neo4j/graphql"

    def __init__(self, client: Client, pid: int, townships: Sequence[int]) -> None:
        self.client, self.pid = client, pid
        self._documents = {**peer.DOCUMENTS, "groups": peer.groups(townships)}
        self._below = [str(key) for key in townships]

    def ask(self, question: Question, arguments: Sequence[Argument], *, answers: bool = False) -> Batch:
        """See ``Side``; answers in the form of ours."""
        batch = _over_http(self.client, [self._request("/graphql", question, one) for one in arguments])
        if not answers:
            return batch
        found = []
        for body, argument in zip(batch.answers, arguments, strict=True):
            answer = orjson.loads(body)
            data = answer if "errors" in answer else peer.AS_OURS[question.name](answer["data"], argument.ours)
            found.append(orjson.dumps(data if "errors" in answer else {"data": data}))
        return Batch(batch.seconds, found)

    def cost(self, question: Question, argument: Argument) -> tuple[int, int]:
        """Statements and db hits of an answer."""
        self.client.ask(self._request("/graphql?profile=1", question, argument))
        counted = orjson.loads(self.client.ask(self.client.get("/hits")))
        return counted["statements"], counted["hits"]

    def _request(self, path: str, question: Question, argument: Argument) -> bytes:
        variables = {**argument.peer, "below": self._below} if question.name == "groups" else argument.peer
        return self.client.post(path, {"query": self._documents[question.name], "variables": variables})


class Raw:
    """The client in Python, which gets its orders through a pipe."""

    name = "raw"

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None and process.stdout is not None
        self.pid = process.pid
        self._process = process
        self._orders: IO[bytes] = process.stdin
        self._said: IO[bytes] = process.stdout

    def ask(self, question: Question, arguments: Sequence[Argument], *, answers: bool = False) -> Batch:
        """See ``Side``."""
        order = {"name": question.name, "parameters": [one.raw for one in arguments], "answers": answers}
        said = self._order(order)
        return Batch(said["seconds"], [text.encode() for text in said["answers"]])

    def cost(self, question: Question, argument: Argument) -> tuple[int, int]:
        """Statements and db hits of an answer."""
        return 1, self._order({"name": question.name, "parameters": [argument.raw], "profile": True})["hits"]

    def run(self, text: str, parameters: Mapping[str, Any]) -> float:
        """Seconds that a statement takes."""
        found: float = self._order({"text": text, "parameters": [parameters]})["seconds"][0]
        return found

    def _order(self, order: Mapping[str, Any]) -> dict[str, Any]:
        self._orders.write(orjson.dumps(order) + b"\n")
        self._orders.flush()
        line = self._said.readline()
        if not line:
            raise Unexpected(f"the client of raw ended with {self._process.wait()}")
        found: dict[str, Any] = orjson.loads(line)
        return found


@dataclass(frozen=True, slots=True)
class Sides:
    """All three, and Neo4j's process. ``spent``: CPU of the latter as ``cpu`` tells it."""

    ours: Ours
    raw: Raw
    peer: Peer
    server: int
    names: tuple[str, ...] = field(default=("ours", "raw", "neo4j/graphql"))

    def all(self) -> tuple[Side, ...]:
        """In the order of ``names``."""
        return self.ours, self.raw, self.peer


@contextmanager
def running(address: Neo4jAddress, server: int, townships: Sequence[int], logs: Path) -> Iterator[Sides]:
    """All sides, each in a process of its own, until the context ends.

    Args:
        server: Neo4j's process.
        townships: packed keys of those that the peer's document of groups names.
        logs: a folder for what the processes say.
    """
    day = TODAY.isoformat()
    node = install(PEER)
    hub = [sys.executable, "-m", "bench.neo4j.hub", address.url, address.database, day]
    yoga = [str(node), str(PEER / "server.js"), address.url, address.database]
    with (
        started(hub, logs / "hub.log") as (client, pid),
        started(yoga, logs / "peer.log") as (other, other_pid),
        _raw(address, day) as raw,
    ):
        yield Sides(Ours(client, pid), raw, Peer(other, other_pid, townships), server)


@contextmanager
def _raw(address: Neo4jAddress, day: str) -> Iterator[Raw]:
    command = [sys.executable, "-m", "bench.neo4j.raw.client", address.url, address.database, day]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HOUSE) as process:
        try:
            yield Raw(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def _over_http(client: Client, requests: Sequence[bytes]) -> Batch:
    seconds, bodies = [], []
    for request in requests:
        begin = time.perf_counter()
        bodies.append(client.ask(request))
        seconds.append(time.perf_counter() - begin)
    return Batch(seconds, bodies)

"""Many clients on kept connections, one question after another until the server goes: what each learned is kept.

A small HTTP client of our own: it knows whether a connection ended between answers or inside one.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import orjson

from tests.robustness import census
from tests.robustness.census import State
from tests.robustness.questions import QUESTIONS, STAMP, Question

WEIGHTS: Mapping[str, int] = {
    "pair": 40, "search": 20, "guest": 15, "past": 15, "pool": 10, "counts": 6, "villages": 4, "groups": 1,
}  # fmt: skip
"""How often each question is asked: those that read the whole county seldom."""
PERSISTED = "pair"
"""The question that is asked as a persisted document as well, with the ETag of its last answer."""
WALKERS = 5
"""Clients that walk through all pages of a village that grows, again and again."""
WALKED = census.village(3)
WALKED_HOMES = frozenset(census.homes_of(WALKED))
PAGE = 200


class Cut(Exception):
    """A connection ended inside of an answer."""


class Gone(Exception):
    """The server took no more questions: the connection ended between answers."""


@dataclass(frozen=True, slots=True)
class Response:
    """A whole response: status, headers in lower case, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Seen:
    """What all clients learned together. ``answers``: by question; ``states``: by the number of batches.

    ``whole``: ids of requests whose answer came whole. ``stopping``: the server was told to stop. ``stopped``: answers
    that it then gave up, as it says it will after some seconds. ``faults``: what should not have been, in words.
    """

    answers: Counter[str] = field(default_factory=Counter)
    states: Counter[int] = field(default_factory=Counter)
    whole: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    stopping: bool = False
    stopped: int = 0
    unanswered: int = 0
    latest: int = 0


class Connection:
    """One kept connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 0
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Response:
        """Send a request, and read its response whole.

        Raises:
            Gone: nothing of a response came.
            Cut: only a part of it came.
        """
        got = b""
        try:
            if self._writer is None:
                self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
            assert self._reader is not None
            lines = [f"{method} {target} HTTP/1.1", f"Host: {self._host}", f"Content-Length: {len(body)}"]
            lines += [f"{name}: {value}" for name, value in headers.items()]
            self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
            got = await self._reader.read(1)
            if not got:
                raise Gone
            head = (got + await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            whole = await self._reader.readexactly(int(fields.get("content-length", "0")))
        except asyncio.IncompleteReadError as cut:
            raise Cut(f"{got + cut.partial!r}"[:300]) from None
        except ConnectionError:
            if got:
                raise Cut(f"{got!r}") from None
            raise Gone from None
        if fields.get("connection") == "close":
            self.close()
        return Response(int(head[0].split()[1]), fields, whole)

    def close(self) -> None:
        """End it."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


class Client:
    """Asks questions until it is told to stop, or the server goes."""

    def __init__(self, number: int, url: str, seen: Seen) -> None:
        self.number = number
        self.seen = seen
        self._connection = Connection(url)
        self._r = random.Random(f"client {number}")
        self._asked = 0
        self._kept: tuple[str, State] | None = None

    async def run(self) -> None:
        """Ask until the server goes."""
        try:
            while True:
                if self.number < WALKERS:
                    await self._walk()
                else:
                    (question,) = self._r.choices(QUESTIONS, [WEIGHTS[q.name] for q in QUESTIONS])
                    if question.name == PERSISTED and self._r.random() < 0.5:
                        await self._persisted(question)
                    else:
                        await self._question(question)
        except Gone:
            self.seen.unanswered += 1
        except Cut as cut:
            self.seen.faults.append(f"cut inside of an answer: {cut}")
        finally:
            self._connection.close()

    async def _question(self, question: Question) -> None:
        before = self.seen.latest
        response = await self._post(question.document)
        self._learn(question.name, question, response, before)

    async def _persisted(self, question: Question) -> None:
        """What was kept is still right, or comes anew; it is never older than what was known before asking."""
        before = self.seen.latest
        headers = {"If-None-Match": self._kept[0]} if self._kept is not None else {}
        response = await self._send("GET", f"/graphql?documentId={question.name}", headers, b"")
        if response.status == 304:
            assert self._kept is not None
            self.seen.answers["not modified"] += 1
            if self._kept[1].k < before:
                self.seen.faults.append(f"304 for state {self._kept[1].k} after state {before} was seen")
            return
        state = self._learn("persisted", question, response, before)
        if state is not None:
            self._kept = response.headers["etag"], state

    async def _walk(self) -> None:
        """All pages of a list that grows: what was there before comes once each, in the order of sizes."""
        cursor = None
        sizes: list[int] = []
        keys: list[str] = []
        while True:
            before = self.seen.latest
            response = await self._post(
                f"""query ($after: String) {{ {STAMP} area(id: "{WALKED}") {{
                  households(first: {PAGE}, after: $after, orderBy: [{{ field: SIZE, direction: DESC }}]) {{
                    nodes {{ key size }} pageInfo {{ hasNextPage endCursor }} }} }} }}""",
                {"after": cursor},
            )
            data = self._learn_data("page", response, before)
            if data is None:
                return
            page = data["area"]["households"]
            keys += [node["key"] for node in page["nodes"]]
            sizes += [node["size"] for node in page["nodes"]]
            cursor = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        self.seen.answers["walk"] += 1
        if len(set(keys)) != len(keys) or not set(keys) >= WALKED_HOMES or sizes != sorted(sizes, reverse=True):
            self.seen.faults.append(f"a walk of {len(keys)} rows repeats some, lacks some, or is not in order")

    async def _post(self, document: str, variables: Mapping[str, object] | None = None) -> Response:
        body = orjson.dumps({"query": document, "variables": variables or {}})
        return await self._send("POST", "/graphql", {"Content-Type": "application/json"}, body)

    async def _send(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Response:
        self._asked += 1
        name = f"c{self.number}-{self._asked}"
        response = await self._connection.ask(method, target, {**headers, "X-Request-Id": name}, body)
        self.seen.whole.add(name)
        return response

    def _learn(self, name: str, question: Question, response: Response, before: int) -> State | None:
        data = self._learn_data(name, response, before)
        if data is None:
            return None
        try:
            return question.state(data)
        except AssertionError as mixed:
            self.seen.faults.append(f"{name}: two states in one answer: {mixed}"[:2_000])
            return None

    def _learn_data(self, name: str, response: Response, before: int) -> Mapping[str, object] | None:
        """The data of an answer without errors, which is not older than what anybody knew before asking."""
        try:
            answer = orjson.loads(response.body)
        except orjson.JSONDecodeError as broken:
            self.seen.faults.append(f"{name}: {response.status}, no JSON ({broken}): {response.body[:300]!r}")
            return None
        if self.seen.stopping and response.status == 503 and answer["errors"][0]["extensions"]["code"] == "DEADLINE":
            self.seen.stopped += 1
            return None
        if response.status != 200 or "errors" in answer:
            self.seen.faults.append(f"{name}: {response.status} {response.body[:1_000]!r}")
            return None
        k = int(answer["data"]["stamp"]["name"][1:-3])
        if k < before:
            self.seen.faults.append(f"{name}: state {k} after state {before} was seen")
        self.seen.latest = max(self.seen.latest, k)
        self.seen.answers[name] += 1
        self.seen.states[k] += 1
        data: Mapping[str, object] = answer["data"]
        return data

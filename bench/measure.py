"""Equal answers first, then rounds: in each, every side answers a batch, one side after the other."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median

import orjson

from bench import mapped
from bench.client import Client, Unexpected
from bench.questions import Argument, Question

BATCH_SECONDS = 0.06
"""CPU of a batch, about: a thousand times what the clock's own two requests take."""
MOST_REQUESTS = 240
_TRIED = 3
LEAST_ROUNDS = 5
SECONDS = 40.0
"""A contest that takes longer ends early, though not before it had ``LEAST_ROUNDS``."""


class Unequal(Exception):
    """Two sides gave different answers: there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Side:
    """One that takes part in a contest, with all the requests that it is asked in turn."""

    name: str
    client: Client
    requests: Sequence[bytes]


def side(name: str, client: Client, question: Question, arguments: Sequence[Argument], ask: str = "") -> Side:
    """A side that answers a question. ``ask``: which of the server's, where its name does not say."""
    return Side(name, client, [question.request(client, ask or name, argument) for argument in arguments])


def check(client: Client, question: Question, arguments: Sequence[Argument], sides: Sequence[str]) -> None:
    """Ask every side with every argument; each answer warms caches, too.

    Args:
        sides: ``ours`` first; ``raw`` gives the same bytes, the others the same data.

    Raises:
        Unequal: answers differ, or do not depend on the argument.
        Unexpected: an answer has errors.
    """
    digests = set()
    for argument in arguments:
        bodies = {name: client.ask(question.request(client, name, argument)) for name in sides}
        found = {name: digest(name, body) for name, body in bodies.items()}
        for name in sides[1:]:
            if found[name] != found[sides[0]] or (name == "raw" and bodies["raw"] != bodies[sides[0]]):
                raise Unequal(
                    f"{question.name}: {sides[0]} and {name} give different answers to {argument.raw}:\n"
                    f"{bodies[sides[0]][:400].decode()}\n{bodies[name][:400].decode()}"
                )
        digests.add(found[sides[0]])
    if len(digests) != len(arguments):
        raise Unequal(f"{question.name}: different arguments give the same answer")


def digest(name: str, body: bytes) -> str:
    """SHA-256 of an answer's data. The order of fields counts: GraphQL fixes it."""
    answer = orjson.loads(body)
    if "errors" in answer:
        raise Unexpected(f"{name}: {answer['errors']}")
    data = mapped.as_ours(answer["data"]) if name == "strawchemy" else answer["data"]
    return hashlib.sha256(orjson.dumps(data)).hexdigest()


def contest(sides: Sequence[Side], rounds: int) -> Mapping[str, float]:
    """Milliseconds of CPU a request by side: medians of rounds, which begin with another side each."""
    batches = {side.name: cycle(side.requests) for side in sides}
    sizes = {side.name: _batch(side) for side in sides}
    spent: dict[str, list[float]] = {side.name: [] for side in sides}
    end = time.monotonic() + SECONDS
    for number in range(rounds):
        if number >= LEAST_ROUNDS and time.monotonic() > end:
            break
        turn = number % len(sides)
        for side in [*sides[turn:], *sides[:turn]]:
            asked = list(islice(batches[side.name], sizes[side.name]))
            spent[side.name].append(cost(side.client, asked))
    return {name: median(times) for name, times in spent.items()}


def cost(client: Client, requests: Sequence[bytes]) -> float:
    """Milliseconds of CPU a request of a batch."""
    before = client.cpu()
    for request in requests:
        client.ask(request)
    return (client.cpu() - before) / len(requests) / 1e6


def _batch(side: Side) -> int:
    """How many requests make a batch long enough to be measured and short enough to wait for."""
    spent, tried = 0.0, 0
    for request in islice(side.requests, _TRIED):
        spent += cost(side.client, [request]) / 1e3
        tried += 1
        if spent > BATCH_SECONDS:
            break
    return max(1, min(MOST_REQUESTS, round(BATCH_SECONDS * tried / spent)))

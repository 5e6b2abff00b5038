"""Equal answers first, then rounds: in each, every side answers the same batch, one side after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median

import orjson

from bench.client import Client, Unexpected
from bench.questions import SIDES, Argument, Question


@dataclass(frozen=True, slots=True)
class Result:
    """What a question costs here and there, in milliseconds of CPU a request; medians of all rounds."""

    name: str
    against: str
    ours: float
    theirs: float
    aim: float | None

    @property
    def ratio(self) -> float:
        """Ours divided by theirs."""
        return self.ours / self.theirs


class Unequal(Exception):
    """Two sides gave different answers: there is nothing to compare."""


def check(client: Client, question: Question, arguments: Sequence[Argument]) -> None:
    """Ask every side with every argument; each answer warms caches, too.

    Raises:
        Unequal: the data of the answers differs, ours and raw's in any byte, or does not depend on the
            argument.
        Unexpected: an answer has errors.
    """
    bodies = {side: [client.ask(r) for r in question.requests(client, side, arguments)] for side in SIDES}
    digests = {side: [_digest(body) for body in found] for side, found in bodies.items()}
    for side in SIDES[1:]:
        for argument, ours, theirs in zip(arguments, digests[SIDES[0]], digests[side], strict=True):
            if ours != theirs:
                raise Unequal(f"{question.name}: ours and {side} give different answers to {argument.raw}")
    if bodies["ours"] != bodies["raw"]:
        raise Unequal(f"{question.name}: ours and raw mean the same, but not byte by byte")
    if len(set(digests[SIDES[0]])) != len(arguments):
        raise Unequal(f"{question.name}: different arguments give the same answer")


def _digest(body: bytes) -> str:
    """SHA-256 of an answer's data. The order of fields counts: GraphQL fixes it."""
    answer = orjson.loads(body)
    if "errors" in answer:
        raise Unexpected(str(answer["errors"]))
    return hashlib.sha256(orjson.dumps(answer["data"])).hexdigest()


def measure(client: Client, question: Question, arguments: Sequence[Argument], rounds: int) -> Mapping[str, float]:
    """Milliseconds of CPU a request, by side."""
    batches = {side: question.requests(client, side, arguments) for side in SIDES}
    batches = {side: list(islice(cycle(requests), question.batch)) for side, requests in batches.items()}
    spent: dict[str, list[float]] = {side: [] for side in SIDES}
    for number in range(rounds):
        turn = number % len(SIDES)
        for side in SIDES[turn:] + SIDES[:turn]:
            before = client.cpu()
            for request in batches[side]:
                client.ask(request)
            spent[side].append((client.cpu() - before) / question.batch / 1e6)
    return {side: median(times) for side, times in spent.items()}


def results(question: Question, costs: Mapping[str, float]) -> Iterator[Result]:
    """One result for each side that ours is measured against."""
    for side in SIDES[1:]:
        yield Result(question.name, side, costs[SIDES[0]], costs[side], question.aims.get(side))

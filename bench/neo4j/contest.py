"""Equal answers first, then rounds: in each, every side answers a batch, one side after the other."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median, quantiles

from bench.measure import LEAST_ROUNDS, MOST_REQUESTS, SECONDS, Unequal, digest
from bench.neo4j.questions import Argument, Question
from bench.neo4j.sides import Side, Sides, cpu

BATCH_SECONDS = 0.15
"""Of the clock, about."""
WARM_SECONDS = 4.0
"""Each side is asked so long before it counts: Java compiles what runs often."""
_TRIED = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What a request costs a side. ``client`` and ``server``: milliseconds of CPU, the latter Neo4j's; medians of
    rounds. ``p50`` and ``p95``: milliseconds of the clock. ``statements`` and ``hits``: of an answer.
    """

    client: float
    server: float
    p50: float
    p95: float
    statements: float
    hits: float

    @property
    def all(self) -> float:
        """CPU of both."""
        return self.client + self.server


def check(sides: Sides, question: Question, arguments: Sequence[Argument]) -> None:
    """Ask every side with every argument.

    Raises:
        Unequal: answers differ, or do not depend on the argument.
        Unexpected: an answer has errors.
    """
    batches = {side.name: side.ask(question, arguments, answers=True).answers for side in sides.all()}
    found = {name: [digest(name, body) for body in bodies] for name, bodies in batches.items()}
    for number, argument in enumerate(arguments):
        for name in sides.names[1:]:
            if found[name][number] != found["ours"][number]:
                raise Unequal(
                    f"{question.name}: ours and {name} give different answers to {argument.ours}:\n"
                    f"{batches['ours'][number][:400].decode()}\n{batches[name][number][:400].decode()}"
                )
    if len(set(found["ours"])) != len(arguments):
        raise Unequal(f"{question.name}: different arguments give the same answer")


def contest(
    sides: Sides,
    question: Question,
    arguments: Sequence[Argument],
    counted: Mapping[str, tuple[float, float]],
    rounds: int,
) -> Mapping[str, Cost]:
    """What a request costs each side; rounds begin with another side each.

    Args:
        counted: statements and db hits of an answer, by side.
    """
    asked = {side.name: cycle(arguments) for side in sides.all()}
    sizes = {side.name: _warmed(side, question, arguments) for side in sides.all()}
    spent: dict[str, list[tuple[float, float]]] = {side.name: [] for side in sides.all()}
    seconds: dict[str, list[float]] = {side.name: [] for side in sides.all()}
    end = time.monotonic() + SECONDS
    for number in range(rounds):
        if number >= LEAST_ROUNDS and time.monotonic() > end:
            break
        turn = number % len(sides.names)
        for side in [*sides.all()[turn:], *sides.all()[:turn]]:
            batch = list(islice(asked[side.name], sizes[side.name]))
            client, server = cpu(side.pid), cpu(sides.server)
            seconds[side.name] += side.ask(question, batch).seconds
            client, server = cpu(side.pid) - client, cpu(sides.server) - server
            spent[side.name].append((client / len(batch) / 1e6, server / len(batch) / 1e6))
    return {
        name: Cost(
            median(client for client, _ in rounds_),
            median(server for _, server in rounds_),
            median(seconds[name]) * 1e3,
            quantiles(seconds[name], n=20, method="inclusive")[-1] * 1e3,
            *counted[name],
        )
        for name, rounds_ in spent.items()
    }


def _warmed(side: Side, question: Question, arguments: Sequence[Argument]) -> int:
    """Ask a side for a while; how many requests make a batch that can be measured, and waited for."""
    end = time.monotonic() + WARM_SECONDS
    several = cycle(arguments)
    taken: list[float] = []
    while len(taken) < _TRIED or time.monotonic() < end:
        taken += side.ask(question, [next(several)]).seconds
        if sum(taken) > 2 * WARM_SECONDS:
            break
    return max(1, min(MOST_REQUESTS, round(BATCH_SECONDS / median(taken[-MOST_REQUESTS:]))))

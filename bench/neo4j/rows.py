"""The rows of the table: what is measured against what, and the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from bench import data
from bench.arguments import Store
from bench.neo4j import arguments, graph, hits, loading, new_texts
from bench.neo4j.contest import Cost, check, contest
from bench.neo4j.questions import ALLIANCE, GROUPS, NESTED, PAGE, PAGE_DEEP, POINT, Argument, Question
from bench.neo4j.sides import Sides, running
from bench.report import CPU, Limit, Result
from graph_schema.keys import parse_key
from graph_schema.kinds import load_model
from hub.app import Hub
from tests.neo4j_store.servers import Server

DEPTH = 100_000
PREFECTURE = "4313"
COUNTED = 3
"""Arguments for which statements and db hits are counted."""


class Bench:
    """What rows are measured with; made when it is wanted, there until the end."""

    def __init__(self, rounds: int, stack: ExitStack) -> None:
        self.rounds = rounds
        self._stack = stack

    @cached_property
    def server(self) -> Server:
        """Neo4j."""
        return self._stack.enter_context(graph.running())

    @cached_property
    def sides(self) -> Sides:
        """Those who ask it."""
        keys = [parse_key(text)[1] for text in self.townships]
        return self._stack.enter_context(running(self.server.address, self.server.pid, keys, data.FOLDER))

    @cached_property
    def store(self) -> Store:
        """The file of which the graph was made."""
        store = Store(data.store("graph"), data.TODAY)
        self._stack.callback(store.close)
        return store

    @cached_property
    def townships(self) -> Sequence[str]:
        """Of the prefecture."""
        return self.store.below(self.prefecture, "TOWNSHIP")

    @cached_property
    def prefecture(self) -> str:
        """Loudi."""
        return self.store.by_code(PREFECTURE)

    @cached_property
    def hub(self) -> Hub:
        """To count our db hits with."""
        return Hub(load_model())

    def contest(self, question: Question, asked: Sequence[Argument]) -> Mapping[str, Cost]:
        """Equal answers, costs counted, then rounds."""
        check(self.sides, question, asked)
        some = asked[:COUNTED]
        profiled = hits.profile(
            self.hub,
            self.server.address,
            data.TODAY,
            question.text,
            [one.ours for one in some],
            regions=data.SOURCES["graph"].owned,
        )
        counted = {
            "ours": _mean([(len(found), sum(one.hits for one in found)) for _, found in profiled]),
            "raw": _mean([self.sides.raw.cost(question, one) for one in some]),
            "neo4j/graphql": _mean([self.sides.peer.cost(question, one) for one in some]),
        }
        return contest(self.sides, question, asked, counted, self.rounds)


Measure: TypeAlias = Callable[[Bench], Iterator[Result]]


def point(bench: Bench) -> Iterator[Result]:
    """One household with its place and its neighbour head."""
    return _beside(bench, POINT, arguments.by_id(bench.store.households(240)), {"raw": None, "neo4j/graphql": 0.6})


def nested(bench: Bench) -> Iterator[Result]:
    """A township, 20 villages, 20 households of each, their heads."""
    return _beside(bench, NESTED, _townships(bench), {"raw": 1.5, "neo4j/graphql": 0.25})


def page(bench: Bench) -> Iterator[Result]:
    """The first 50 households by size, the largest first."""
    return _beside(bench, PAGE, [arguments.first_page()], {"raw": None, "neo4j/graphql": 0.02})


def page_deep(bench: Bench) -> Iterator[Result]:
    """50 of the same list, behind 100,000."""
    deep = arguments.deep_pages(bench.sides.ours.client, DEPTH, 8)
    return _beside(bench, PAGE_DEEP, deep, {"raw": None, "neo4j/graphql": 0.02})


def alliance(bench: Bench) -> Iterator[Result]:
    """An organisation, its alliances, all their members, on a day."""
    asked = arguments.by_id(bench.store.members()[:60])
    return _beside(bench, ALLIANCE, asked, {"raw": 1.5, "neo4j/graphql": 0.25})


def groups(bench: Bench) -> Iterator[Result]:
    """Households of the prefecture by township: how many, and of how many persons."""
    asked = arguments.by_id([bench.prefecture])
    return _beside(bench, GROUPS, asked, {"raw": None, "neo4j/graphql": 0.2})


def new_document(bench: Bench) -> Iterator[Result]:
    """Texts that the hub has not seen."""
    yield new_texts.measure(bench.sides, NESTED, _townships(bench))


def load(bench: Bench) -> Iterator[Result]:
    """Loudi whole, online."""
    yield loading.online()


def offline_import(bench: Bench) -> Iterator[Result]:
    """Loudi whole, from CSV files."""
    yield loading.imported()


ROWS: Mapping[str, Measure] = MappingProxyType(
    {
        "point": point,
        "nested": nested,
        "page": page,
        "page_deep": page_deep,
        "alliance": alliance,
        "groups": groups,
        "new_document": new_document,
        "load": load,
        "offline_import": offline_import,
    }
)


def _townships(bench: Bench) -> list[Argument]:
    return arguments.by_id(bench.store.townships(villages=20)[:24])


def _beside(
    bench: Bench, question: Question, asked: Sequence[Argument], limits: Mapping[str, float | None]
) -> Iterator[Result]:
    """A row against each of some sides, with the most that the ratio of CPU may be."""
    costs = bench.contest(question, asked)
    ours = costs["ours"]
    for number, (other, most) in enumerate(limits.items(), 1):
        theirs = costs[other]
        limit = () if most is None else (Limit(most, ours.all / theirs.all),)
        notes = [_told(name, cost) for name, cost in costs.items()] if number == len(limits) else []
        yield Result(question.name, CPU, ours.all, other, theirs.all, limit, tuple(notes))


def _told(name: str, cost: Cost) -> str:
    return (
        f"{name:14} client {cost.client:8.3f}  server {cost.server:8.3f}  p50 {cost.p50:8.2f}  p95 {cost.p95:8.2f} ms"
        f"  statements {cost.statements:5.1f}  db hits {cost.hits:12,.0f}"
    )


def _mean(counts: Sequence[tuple[float, float]]) -> tuple[float, float]:
    statements, found = zip(*counts, strict=True)
    return sum(statements) / len(counts), sum(found) / len(counts)

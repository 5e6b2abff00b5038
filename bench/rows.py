"""The rows of the table: what is measured against what, and the limits."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

import orjson

from bench import data, latency, loading
from bench.arguments import FIRST_PAGE, Store, by_id, pages_by_id, pages_by_size
from bench.client import Client, running
from bench.measure import Side, Unequal, check, contest, cost, digest, side
from bench.questions import (
    ALLIANCE,
    ANCESTORS,
    COUNTY_TABLE,
    LIST,
    NESTED,
    PAGE,
    POINT,
    SUBTREE,
    Argument,
    Question,
)
from bench.report import CPU, Limit, Result, compared

OTHERS = ("raw", "dataloader")
DEPTH = 100_000
SUBTREES = ("PREFECTURE", "COUNTY", "TOWNSHIP", "VILLAGE")
NEW_TEXTS = 20
SLOW_ROUNDS = 3
"""Of what takes seconds a request."""


class Bench:
    """What rows are measured with: servers that run from when they are wanted until the end."""

    def __init__(self, rounds: int, stack: ExitStack) -> None:
        self.rounds = rounds
        self._stack = stack
        self.client = cache(self._client)
        self.store = cache(self._store)

    def _client(self, name: str) -> Client:
        tables = data.tables() if name == "loudi" else None
        return self._stack.enter_context(running(data.store(name), data.TODAY, tables=tables))

    def _store(self, name: str) -> Store:
        store = Store(data.store(name), data.TODAY)
        self._stack.callback(store.close)
        return store


Measure: TypeAlias = Callable[[Bench], Iterator[Result]]


def point(bench: Bench) -> Iterator[Result]:
    """One household with its place and its neighbour head."""
    arguments = by_id(bench.store("loudi").households(240))
    return _beside(bench, "loudi", POINT, arguments, {"raw": None, "dataloader": 0.2})


def nested(bench: Bench) -> Iterator[Result]:
    """A township, 20 villages, 20 households of each, their heads."""
    client, arguments = bench.client("loudi"), by_id(bench.store("loudi").townships(villages=20)[:24])
    yield from _beside(bench, "loudi", NESTED, arguments, {"raw": 2.0, "dataloader": None})
    check(client, NESTED, arguments[:2], ("ours", "strawchemy"))
    costs = contest([side(name, client, NESTED, arguments) for name in ("ours", "strawchemy")], SLOW_ROUNDS)
    yield compared("nested", costs["ours"], "strawchemy", costs["strawchemy"], 0.01)


def list_(bench: Bench) -> Iterator[Result]:
    """1,000 households with 8 scalars."""
    arguments = pages_by_id(bench.client("loudi"), 24, 1000)
    return _beside(bench, "loudi", LIST, arguments, {"raw": 1.6, "dataloader": None})


def pages(bench: Bench) -> Iterator[Result]:
    """50 households by size, first and deep down."""
    client = bench.client("loudi")
    deep = pages_by_size(client, DEPTH, 8)
    check(client, PAGE, [FIRST_PAGE], ("ours", *OTHERS))
    check(client, PAGE, deep, ("ours", *OTHERS))
    asked = {"": [FIRST_PAGE], "deep ": deep}
    sides = [
        Side(f"{where}{name}", client, [PAGE.request(client, name, argument) for argument in arguments])
        for where, arguments in asked.items()
        for name in ("ours", *OTHERS)
    ]
    costs = contest(sides, bench.rounds)
    for other in OTHERS:
        yield compared("page", costs["ours"], other, costs[other])
    for other in OTHERS:
        yield compared("page_deep", costs["deep ours"], other, costs[f"deep {other}"])
    yield compared("page_deep", costs["deep ours"], "small", costs["ours"], 1.3, ["small: the first page, at depth 0"])


def alliance(bench: Bench) -> Iterator[Result]:
    """An organisation, its alliances, all their members."""
    arguments = by_id(bench.store("guanghan").members()[:60])
    return _beside(bench, "guanghan", ALLIANCE, arguments, {"raw": 2.0})


def ancestors(bench: Bench) -> Iterator[Result]:
    """A page of 100 households, and what lies above each."""
    arguments = pages_by_id(bench.client("loudi"), 24, 100)
    return _beside(bench, "loudi", ANCESTORS, arguments, {"raw": None, "dataloader": 0.1})


def county_table(bench: Bench) -> Iterator[Result]:
    """The counties side by side."""
    client, arguments = bench.client("loudi"), by_id(bench.store("loudi").areas("PREFECTURE", 1))
    check(client, COUNTY_TABLE, arguments, ("ours", "raw"))
    costs = contest([side(name, client, COUNTY_TABLE, arguments) for name in ("ours", "raw")], bench.rounds)
    yield Result("county_table", CPU, costs["ours"], "raw", costs["raw"], (Limit(10, costs["ours"], "ours"),))


def subtree(bench: Bench) -> Iterator[Result]:
    """The first 50 below a city, a county, a township, beside the same page of a village: the worst of six."""
    client = bench.client("loudi")
    areas = {level: by_id(bench.store("loudi").areas(level, 24)) for level in SUBTREES}
    for question in SUBTREE.values():
        for arguments in areas.values():
            check(client, question, arguments, ("ours", "raw"))
    sides = [
        side(f"{level.lower()} by {order}", client, question, areas[level], "ours")
        for order, question in SUBTREE.items()
        for level in SUBTREES
    ]
    costs = contest(sides, bench.rounds)
    pairs = {
        f"{level.lower()} by {order}": (costs[f"{level.lower()} by {order}"], costs[f"village by {order}"])
        for order in SUBTREE
        for level in SUBTREES[:-1]
    }
    yield _worst("subtree", "village_page", pairs, 3.0)


def growth(bench: Bench) -> Iterator[Result]:
    """The same townships, households and first page in 1.34 million households and in 13,400: the worst of three."""
    stores = {name: bench.store(name) for name in ("loudi", "small")}
    codes = {name: store.townships_by_code() for name, store in stores.items()}
    shared = [code for code, area in codes["small"].items() if stores["small"].households_of(area, 1)]
    asked: dict[str, dict[str, list[Argument]]] = {}
    for name, store in stores.items():
        townships = [codes[name][code] for code in shared]
        households = [key for area in townships for key in store.households_of(area, 80)]
        asked[name] = {
            "point": by_id(households),
            "page": [FIRST_PAGE],
            "nested": by_id([store.key("area", area) for area in townships]),
        }
    sides = []
    for question in (POINT, PAGE, NESTED):
        for name in stores:
            arguments = asked[name][question.name]
            check(bench.client(name), question, arguments, ("ours", "raw"))
            sides.append(side(f"{question.name} {name}", bench.client(name), question, arguments, "ours"))
    costs = contest(sides, bench.rounds)
    pairs = {
        question.name: (costs[f"{question.name} loudi"], costs[f"{question.name} small"])
        for question in (POINT, PAGE, NESTED)
    }
    yield _worst("growth", "small", pairs, 1.2)


def new_document(bench: Bench) -> Iterator[Result]:
    """The same question in texts that the hub has not seen: the fields of ``nested`` in another order each time."""
    client, arguments = bench.client("loudi"), by_id(bench.store("loudi").townships(villages=20)[:NEW_TEXTS])
    texts = new_texts()
    plain = [NESTED.request(client, "raw", argument) for argument in arguments]
    spent: dict[str, list[float]] = {"first": [], "second": [], "raw": []}
    for _ in range(bench.rounds):
        asked = [
            client.post("/graphql", {"query": text, "variables": argument.ours})
            for text, argument in zip(itertools.islice(texts, NEW_TEXTS), arguments, strict=True)
        ]
        for name, requests in (("first", asked), ("second", asked), ("raw", plain)):
            spent[name].append(cost(client, requests))
        for request, reference in zip(asked, plain, strict=True):
            _same(client.ask(request), client.ask(reference))
    middle = {name: sorted(times)[len(times) // 2] for name, times in spent.items()}
    limit = Limit(8, middle["first"] - middle["second"], "first - second")
    note = f"ours: the first answer; the second takes {middle['second']:.3f}"
    yield Result("new_document", CPU, middle["first"], "raw", middle["raw"], (limit,), (note,))


def load(bench: Bench) -> Iterator[Result]:
    """Loudi whole, loaded."""
    yield loading.measure("load", "loudi", memory=300, size=420)


def national_load(bench: Bench) -> Iterator[Result]:
    """All areas of both national lists, loaded."""
    yield loading.measure("national_load", "national")


def light_p99(bench: Bench) -> Iterator[Result]:
    """``point`` while two clients ask for lists as fast as they can."""
    client = bench.client("loudi")
    lists = [LIST.request(client, "ours", argument) for argument in pages_by_id(client, 24, 1000)]
    arguments = by_id(bench.store("loudi").households(240))
    check(client, POINT, arguments, ("ours", "raw"))
    light = {request: client.ask(request) for request in side("ours", client, POINT, arguments).requests}
    yield latency.measure(client, light, lists)


ROWS: Mapping[tuple[str, ...], Measure] = MappingProxyType(
    {
        ("point",): point,
        ("nested",): nested,
        ("list",): list_,
        ("page", "page_deep"): pages,
        ("alliance",): alliance,
        ("ancestors",): ancestors,
        ("county_table",): county_table,
        ("subtree",): subtree,
        ("new_document",): new_document,
        ("load",): load,
        ("national_load",): national_load,
        ("growth",): growth,
        ("light_p99",): light_p99,
    }
)
"""What measures the rows of these names."""

NAMES = tuple(name for names in ROWS for name in names)


def _beside(
    bench: Bench, store: str, question: Question, arguments: Sequence[Argument], limits: Mapping[str, float | None]
) -> Iterator[Result]:
    """A row against each of some sides, with the most that the ratio may be."""
    client = bench.client(store)
    check(client, question, arguments, ("ours", *limits))
    costs = contest([side(name, client, question, arguments) for name in ("ours", *limits)], bench.rounds)
    for other, most in limits.items():
        yield compared(question.name, costs["ours"], other, costs[other], most)


def _worst(name: str, against: str, pairs: Mapping[str, tuple[float, float]], most: float) -> Result:
    """The pair with the highest ratio as a row, all of them below it."""
    worst = max(pairs.values(), key=lambda pair: pair[0] / pair[1])
    notes = [f"{what:20}{ours:9.3f} {theirs:9.3f} {ours / theirs:8.3f}" for what, (ours, theirs) in pairs.items()]
    return compared(name, worst[0], against, worst[1], most, notes)


def new_texts() -> Iterator[str]:
    """``nested`` with its fields in all orders there are: texts that mean the same but for the order of the answer."""
    orders = itertools.product(
        itertools.permutations(("id", "registerNumber", "size", "HEAD")),
        itertools.permutations(("id", "name", "HOUSEHOLDS")),
        itertools.permutations(("id", "name", "VILLAGES")),
        itertools.permutations(("since", "node { holder }")),
    )
    for household, village, area, head in orders:
        text = " ".join(area)
        text = text.replace("VILLAGES", f"descendants(level: VILLAGE, first: 20) {{ nodes {{ {' '.join(village)} }} }}")
        text = text.replace("HOUSEHOLDS", f"households(first: 20) {{ nodes {{ {' '.join(household)} }} }}")
        text = text.replace("HEAD", f"neighbourHead {{ {' '.join(head)} }}")
        yield f"query Nested($id: ID!) {{ area(id: $id) {{ {text} }} }}"


def _same(ours: bytes, theirs: bytes) -> None:
    """Check that two answers are equal but for the order of fields."""
    sorted_ = [orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS) for body in (ours, theirs)]
    if digest("ours", sorted_[0]) != digest("raw", sorted_[1]):
        raise Unequal(f"new_document: ours and raw give different answers:\n{ours[:400]!r}\n{theirs[:400]!r}")

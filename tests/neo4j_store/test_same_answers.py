"""Random operations on a server: the bytes of the embedded store, which are those of graphql-core over plain resolvers.

Beside them: nearly all operations are one round trip, and no text holds a value.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hub.api.question import Question
from hub.settings import Neo4jAddress
from hub.stores.neo4j.fill import copy_in
from hub.stores.neo4j.read import Neo4jStore
from tests.differential.compare import Case, canonical, canonical_of, difference, save
from tests.differential.graphs import MODEL
from tests.differential.harness import SETTINGS, SHARED, World, soak
from tests.differential.operations import make_operation
from tests.differential.oracle import SCHEMA
from tests.neo4j_store.asking import with_store

OPERATIONS = 500
PER_GRAPH = 50
FIRST = 401
"""Seed of the first graph: others than those that the embedded store is tried on."""
ONE_TRIP = 0.95
LARGE = 25
"""Of so many operations one has all of its roots: the server plans a text of 30,000 characters for seconds."""
TEXTS = 1.0
"""Distinct texts an operation: a question written in another way is no other text."""
_LITERAL = re.compile(r"'([^']*)'")


@dataclass(slots=True)
class _Told:
    """What the operations brought: statements of each, all texts, and the values that must not stand in them."""

    trips: Counter[int] = field(default_factory=Counter)
    texts: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


def test_random_operations(graph: Neo4jAddress, tmp_path: Path) -> None:
    told = _Told()
    total = soak(OPERATIONS)
    for seed in range(FIRST, FIRST + total // PER_GRAPH):
        world = World.make(tmp_path, seed)
        copy_in(tmp_path / f"graph-{seed}.sqlite", graph, MODEL, over=seed > FIRST)
        with_store(graph, MODEL, lambda store, world=world: _compare(store, world, told))  # type: ignore[misc]
    print(f"\n{len(told.texts)} texts for {total} operations; operations by number of statements: {dict(told.trips)}")
    assert (told.trips[0] + told.trips[1]) / total >= ONE_TRIP
    assert len(told.texts) <= TEXTS * total
    names = {word for text in told.texts for word in _LITERAL.findall(text)}
    assert names <= _property_names() | {"hub", "00000"}


async def _compare(store: Neo4jStore, world: World, told: _Told) -> None:
    service = SHARED.service(store, SETTINGS)
    for number in range(PER_GRAPH):
        operation = make_operation(number * 1_000 + world.seed, world.graph, SCHEMA, small=number % LARGE > 0)
        case = Case(world.seed, number, operation.document, operation.variables, operation.operation_name)
        question = Question(case.document, variables=case.variables, operation_name=case.operation_name, deadline=600)
        found = canonical((await service.answer(question)).body)
        expected = canonical_of(world.response(case.document, case.variables, case.operation_name))
        words = difference(expected, found)
        if words is not None:
            pytest.fail(f"{save(case, words)}\n{words}")
        told.trips[len(question.account.traces)] += 1
    told.texts |= store.statements.texts


def _property_names() -> set[str]:
    """The only words in quotes: which former values are looked up, by the model's own names."""
    return {prop.name for kind in MODEL.kinds for prop in kind.properties if prop.dated}

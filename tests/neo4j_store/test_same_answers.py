"""Random operations on a server: the bytes of the embedded store, which are those of graphql-core over plain resolvers.

Beside them: nearly all operations are one round trip, and no question becomes more than one text.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hub.api.question import Question
from hub.settings import Neo4jAddress
from tests.differential.compare import Case, canonical, canonical_of, cases, difference, save
from tests.differential.graphs import MODEL
from tests.differential.harness import SETTINGS, SHARED, World, soak
from tests.differential.operations import make_operation
from tests.differential.oracle import SCHEMA
from tests.neo4j_store.asking import on_a_loop
from tests.neo4j_store.refilled import refill

KEEPS_INDEXES = True
"""See ``fixtures.graph``."""

OPERATIONS = 500
PER_GRAPH = 50
FIRST = 401
"""Seed of the first graph: others than those that the embedded store is tried on."""
ONE_TRIP = 0.95
LARGE = 25
"""Of so many operations one has all of its roots: the server plans a text of 30,000 characters for seconds."""
TEXTS = 1.0
"""Distinct texts an operation: a question written in another way is no other text."""


def test_random_operations(graph: Neo4jAddress, tmp_path: Path) -> None:
    trips: Counter[int] = Counter()
    texts: set[str] = set()
    total = soak(OPERATIONS)
    for seed in range(FIRST, FIRST + total // PER_GRAPH):
        world = World.make(tmp_path, seed)
        file = tmp_path / f"graph-{seed}.sqlite"
        refill(file, graph, MODEL)
        file.unlink()
        with on_a_loop(graph, MODEL) as (store, loop):
            asked = World(seed, world.graph, SHARED.service(store, SETTINGS), loop)
            for number in range(PER_GRAPH):
                small = number % LARGE > 0
                operation = make_operation(number * 1_000 + seed, world.graph, SCHEMA, small=small)
                case = Case(seed, number, operation.document, operation.variables, operation.operation_name)
                trips[_compare(asked, case)] += 1
            texts |= store.statements.texts
    print(f"\n{len(texts)} texts for {total} operations; operations by number of statements: {dict(trips)}")
    assert (trips[0] + trips[1]) / total >= ONE_TRIP
    assert len(texts) <= TEXTS * total


def test_found_before(graph: Neo4jAddress, tmp_path: Path) -> None:
    """What random runs once found, on whichever store."""
    for case in cases():
        world = World.make(tmp_path, case.graph_seed)
        refill(tmp_path / f"graph-{case.graph_seed}.sqlite", graph, MODEL)
        with on_a_loop(graph, MODEL) as (store, loop):
            _compare(World(case.graph_seed, world.graph, SHARED.service(store, SETTINGS), loop), case)


def _compare(world: World, case: Case) -> int:
    """See to it that the answer is the expected one; how many statements it took."""
    question = Question(case.document, variables=case.variables, operation_name=case.operation_name, deadline=600)
    found = canonical(world.answer(question).body)
    words = difference(canonical_of(world.response(case.document, case.variables, case.operation_name)), found)
    if words is not None:
        pytest.fail(f"{save(case, words)}\n{words}")
    return len(question.account.traces)

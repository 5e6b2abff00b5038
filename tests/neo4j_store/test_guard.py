"""A guard that hides a subtree in every fetch and masks one property, over a store on a server: the answers are those
over a graph that lacks the rows. See ``tests/differential/test_guard.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.settings import Neo4jAddress
from tests.differential.graphs import MODEL
from tests.differential.guarding import MASKS, changed, guarding, hidden_nodes, without
from tests.differential.harness import SETTINGS, SHARED, World, soak
from tests.neo4j_store.asking import on_a_loop
from tests.neo4j_store.refilled import refill

KEEPS_INDEXES = True
"""See ``fixtures.graph``."""

OPERATIONS = 40
PER_GRAPH = 20


@pytest.mark.parametrize("seed", range(601, 601 + soak(OPERATIONS) // PER_GRAPH))
def test_guarded_answers_lack_the_rows(seed: int, graph: Neo4jAddress, tmp_path: Path) -> None:
    plain, lacking = World.make(tmp_path, seed), World.make(tmp_path / "guarded", seed)
    hidden, mask = hidden_nodes(plain.graph), MASKS[seed % len(MASKS)]
    without(lacking.graph, hidden, mask)
    refill(tmp_path / f"graph-{seed}.sqlite", graph, MODEL)
    with on_a_loop(graph, MODEL) as (store, loop):
        service = SHARED.service(store, SETTINGS, rules=guarding(hidden, mask))
        found = changed(plain, World(seed, lacking.graph, service, loop), PER_GRAPH, small=True)
    assert found > PER_GRAPH / 10, "the guard changed too few answers to be tested by them"

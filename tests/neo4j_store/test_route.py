"""The graph split by owner, half of it in a file and half of it on a server, asked as one. See
``tests/differential/split.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.settings import Neo4jAddress
from hub.stores.sql.read import SqliteStore
from tests.differential.graphs import MODEL, OWNED, random_graph
from tests.differential.harness import soak
from tests.differential.oracle import Graph
from tests.differential.split import FIRST, SECOND, crossed, files, services
from tests.neo4j_store.asking import on_a_loop
from tests.neo4j_store.refilled import refill

KEEPS_INDEXES = True
"""See ``fixtures.graph``."""

OPERATIONS = 40
PER_GRAPH = 20


@pytest.mark.parametrize("seed", range(701, 701 + soak(OPERATIONS) // PER_GRAPH))
def test_split_by_owner(seed: int, graph: Neo4jAddress, tmp_path: Path) -> None:
    """The server has the half where operations begin, or the other one, in turn."""
    made = Graph.from_batches(MODEL, random_graph(seed), OWNED)
    paths = files(tmp_path, seed, made)
    here, there = (FIRST, SECOND) if seed % 2 else (SECOND, FIRST)
    refill(paths[here], graph, MODEL)
    with on_a_loop(graph, MODEL, name=here) as (store, loop):
        stores = {here: store, there: SqliteStore(paths[there], MODEL, name=there)}
        found = crossed(seed, made, services(stores), PER_GRAPH, loop)
    assert found > PER_GRAPH / 4, "too few operations crossed to the second store"

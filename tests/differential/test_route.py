"""Room for partner hubs: the graph split by owner over two files, asked as one. See ``split``."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.stores.sql.read import SqliteStore

from .graphs import MODEL, OWNED, random_graph
from .harness import soak
from .oracle import Graph
from .split import crossed, files, services

OPERATIONS = 300
PER_GRAPH = 75


@pytest.mark.parametrize("seed", range(201, 201 + soak(OPERATIONS) // PER_GRAPH))
def test_split_by_owner(seed: int, tmp_path: Path) -> None:
    graph = Graph.from_batches(MODEL, random_graph(seed), OWNED)
    stores = {name: SqliteStore(path, MODEL, name=name) for name, path in files(tmp_path, seed, graph).items()}
    found = crossed(seed, graph, services(stores), PER_GRAPH)
    assert found > PER_GRAPH / 4, "too few operations crossed to the second hub"

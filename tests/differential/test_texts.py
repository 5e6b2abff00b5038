"""No Cypher text holds a value: neither those of random operations, whose values have every sign that means something
to Cypher or Lucene, nor those of the cases.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.stores.sql.read import SqliteStore
from tests.cases import case as cases
from tests.neo4j_store.compiled import CompilingStore, known_of
from tests.neo4j_store.texts import values_in, vocabulary

from .graphs import MODEL, OWNED, random_graph
from .harness import SETTINGS, SHARED, World, fill, soak
from .operations import make_operation
from .oracle import SCHEMA, Graph

OPERATIONS = 150
PER_GRAPH = 50
FIRST = 501
WORDS = vocabulary(MODEL)


@pytest.mark.parametrize("seed", range(FIRST, FIRST + soak(OPERATIONS) // PER_GRAPH))
def test_random_operations(seed: int, tmp_path: Path) -> None:
    file = tmp_path / "graph.sqlite"
    fill(file, seed)
    graph = Graph.from_batches(MODEL, random_graph(seed), OWNED)
    store = CompilingStore(SqliteStore(file, MODEL), MODEL, known_of(file, MODEL))
    world = World(seed, graph, SHARED.service(store, SETTINGS))
    for number in range(PER_GRAPH):
        operation = make_operation(number * 1_000 + seed, graph, SCHEMA)
        world.body(operation.document, operation.variables, operation.operation_name)
    texts = store.statements.texts
    assert len(texts) > PER_GRAPH
    found = {text: values for text in texts if (values := values_in(text, WORDS, MODEL))}
    assert not found


def test_cases() -> None:
    """The goldens of the cases, which servers are held to elsewhere."""
    goldens = [golden for name in cases.names() if (golden := cases.read(name).beside(".cypher")).exists()]
    texts = {text for golden in goldens for text in cases.texts(golden.read_text(encoding="utf-8"))}
    assert texts
    found = {text: values for text in texts if (values := values_in(cases.unbroken(text), WORDS, MODEL))}
    assert not found


@pytest.mark.parametrize(
    "put",
    [
        "n.name = '鼓楼区'",
        'n.name = "x"',
        "n.name = 'x'",
        "n.`na\\u0060me` = $p0",
        "n.size > 12",
        "MATCH (n:Secret)",
        "n.name = '\\u0027'",
        "n.name = 'hub' + $p0 // x",
        "n.name = $p0\x00",
        "n.size = 1.5e3",
    ],
)
def test_what_a_value_would_look_like(put: str) -> None:
    assert values_in(f"MATCH (n:Area) WHERE {put} RETURN n.sk", WORDS, MODEL)

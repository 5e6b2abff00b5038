"""The reading half of the suite over servers of both supported versions; see ``test_neo4j_door``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hub.settings import Neo4jAddress
from hub.stores.neo4j.door import Neo4jDoor
from tests.conformance.graph import MODEL, OWNED, WRITTEN, batches
from tests.conformance.hostile import Hostile
from tests.conformance.reading import Place, Reading
from tests.neo4j_store.asking import on_a_loop

KEEPS_INDEXES = True
"""See ``fixtures.graph``."""


@pytest.fixture(scope="module")
def place(graph: Neo4jAddress) -> Iterator[Place]:
    with Neo4jDoor.create(graph, MODEL, OWNED) as door:
        for batch in batches():
            door.apply(batch, **WRITTEN)
    with on_a_loop(graph, MODEL) as (store, loop):
        yield Place(store, loop, lambda: Neo4jDoor.open(graph, MODEL))


class TestReading(Reading):
    """Questions and their answers."""


class TestHostile(Hostile):
    """Values that mean something to others."""

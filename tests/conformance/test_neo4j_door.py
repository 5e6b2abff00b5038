"""The writing half of the suite over servers of both supported versions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hub.settings import Neo4jAddress
from hub.stores.door import Door
from hub.stores.neo4j.door import Neo4jDoor
from tests.conformance.graph import MODEL, OWNED
from tests.conformance.writing import Writing
from tests.neo4j_store.both import emptied

KEEPS_INDEXES = True
"""See ``fixtures.graph``."""


@pytest.fixture
def door(graph: Neo4jAddress) -> Iterator[Door]:
    emptied(graph)
    with Neo4jDoor.create(graph, MODEL, OWNED) as opened:
        yield opened


class TestWriting(Writing):
    """Changes, loads, look-ups."""

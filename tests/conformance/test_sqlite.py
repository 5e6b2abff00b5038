"""The suite over a SQLite file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.stores.door import Door, SqliteDoor
from hub.stores.sql.files import create
from hub.stores.sql.read import SqliteStore
from tests.conformance.graph import MODEL, OWNED, WRITTEN, batches
from tests.conformance.hostile import Hostile
from tests.conformance.reading import Place, Reading
from tests.conformance.writing import Writing


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    file = tmp_path_factory.mktemp("conformance") / "graph.sqlite"
    with SqliteDoor(create(file, MODEL, OWNED), MODEL) as door:
        for batch in batches():
            door.apply(batch, **WRITTEN)
    store = SqliteStore(file, MODEL)
    with asyncio.Runner() as runner:
        yield Place(store, runner.run, lambda: SqliteDoor.open(file, MODEL))
    store.close()


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with SqliteDoor(create(tmp_path / "graph.sqlite", MODEL, OWNED), MODEL) as opened:
        yield opened


class TestReading(Reading):
    """Questions and their answers."""


class TestHostile(Hostile):
    """Values that mean something to others."""


class TestWriting(Writing):
    """Changes, loads, look-ups."""

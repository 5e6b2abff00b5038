from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

import pytest

from graph_schema.changes import Change
from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.stores.sql.changes import Receipt, apply
from hub.stores.sql.files import create


@pytest.fixture(scope="session")
def model() -> Model:
    return load_model()


@pytest.fixture
def store(model: Model) -> Iterator[sqlite3.Connection]:
    """An empty store of Guanghan."""
    connection = create(":memory:", model, ["510681"])
    yield connection
    connection.close()


@pytest.fixture
def write(store: sqlite3.Connection, model: Model) -> Callable[..., Receipt]:
    """Applies changes to the store."""

    def write(*changes: Change, load: int | None = None, rows: Sequence[Sequence[int] | None] | None = None) -> Receipt:
        return apply(store, model, changes, actor="test", reason="test", source="test", load=load, row_numbers=rows)

    return write

"""Questions asked of a graph on a server, on one event loop: a store lives on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from graph_schema.model import Model
from hub.settings import Neo4jAddress
from hub.stores.neo4j.read import Neo4jStore

T = TypeVar("T")


def with_store(address: Neo4jAddress, model: Model, work: Callable[[Neo4jStore], Coroutine[None, None, T]]) -> T:
    """What some work with a reading store gives; the store is closed."""

    async def working() -> T:
        store = Neo4jStore(address, model)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(working())


@contextmanager
def on_a_loop(
    address: Neo4jAddress, model: Model, *, name: str = "neo4j"
) -> Iterator[tuple[Neo4jStore, Callable[[Coroutine[Any, Any, Any]], Any]]]:
    """A reading store, and what runs a coroutine on its loop; the store is closed in the end."""
    with asyncio.Runner() as runner:
        store = Neo4jStore(address, model, name=name)
        try:
            yield store, runner.run
        finally:
            runner.run(store.close())

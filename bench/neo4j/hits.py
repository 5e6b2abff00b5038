"""What our statements cost the server: each is run as PROFILE first, and then for its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

import anyio
import neo4j
import orjson

from bench.neo4j.raw.client import db_hits
from graph_schema.model import Model
from hub.api.question import Question
from hub.api.service import Settings
from hub.app import Hub, fixed_today
from hub.settings import Neo4jAddress
from hub.stores.neo4j.read import Neo4jSnapshot, Neo4jStore
from hub.stores.neo4j.ready import Ready

DEADLINE = 120.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Profiled:
    """A statement that was run. ``plan``: as the driver tells it, see ``operators``."""

    text: str
    plan: Mapping[str, Any]

    @property
    def hits(self) -> int:
        """The sum over all operators."""
        return db_hits(self.plan)


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    """Names of all operators, such as ``NodeUniqueIndexSeek``."""
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


class ProfilingStore(Neo4jStore):
    """A store that keeps what its statements cost."""

    def __init__(self, address: Neo4jAddress, model: Model) -> None:
        super().__init__(address, model)
        self.profiled: list[Profiled] = []

    def snapshot(self, deadline: float) -> AbstractAsyncContextManager[Neo4jSnapshot]:
        """See ``Neo4jStore``."""
        return _Snapshot(self, deadline)


class _Snapshot(Neo4jSnapshot):
    async def _run(
        self, session: neo4j.AsyncSession, number: int, ready: Ready, values: Mapping[str, Any]
    ) -> tuple[int, list[Any]]:
        summary = await (await session.run(f"PROFILE {ready.text}", values)).consume()
        assert isinstance(self._store, ProfilingStore) and summary.profile is not None
        self._store.profiled.append(Profiled(ready.text, summary.profile))
        return await super()._run(session, number, ready, values)


def profile(
    hub: Hub,
    address: Neo4jAddress,
    day: date,
    document: str,
    asked: Sequence[Mapping[str, Any]],
    *,
    regions: Sequence[str],
) -> list[tuple[Any, list[Profiled]]]:
    """Ask a question with each of some variables: the answer without what explains it, and what it cost.

    Args:
        day: taken for today.
        regions: prefixes of those that the store owns.
    """
    store = ProfilingStore(address, hub.model)
    service = hub.service(store, Settings(bytes(32), regions[0], fixed_today(day), regions))

    async def all_() -> list[tuple[Any, list[Profiled]]]:
        found = []
        try:
            for variables in asked:
                store.profiled.clear()
                answer = await service.answer(Question(document=document, variables=variables, deadline=DEADLINE))
                found.append((orjson.loads(answer.body), list(store.profiled)))
        finally:
            await store.close()
        return found

    return anyio.run(all_)

"""A hub over one data set on a fixed day, which tells beside its answer what it planned and what it ran."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import orjson

from graph_schema.kinds import load_model
from hub.api.question import Question
from hub.api.service import Settings
from hub.app import Hub, fixed_today, open_sqlite
from hub.planner.asked import Asked
from hub.planner.explain import tree
from hub.planner.plan import Capability, Plan
from hub.stores.base import ReadStore, Snapshot
from tests.cases.data import Dataset

TODAY = datetime.date(2024, 6, 15)
DEADLINE = 60.0
"""Seconds; goldens are no measurement, and a test machine may be slow."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a question brought: the answer, the plan in words, the texts of the statements in the order run."""

    answer: Mapping[str, object]
    plan: str
    statements: Sequence[str]


class _Watched:
    """A store that keeps the last snapshot, so that its traces can be read."""

    def __init__(self, store: ReadStore) -> None:
        self.store = store
        self.last: Snapshot | None = None

    @property
    def name(self) -> str:
        return self.store.name

    @property
    def capability(self) -> Capability:
        return self.store.capability

    @asynccontextmanager
    async def snapshot(self, deadline: float) -> AsyncIterator[Snapshot]:
        async with self.store.snapshot(deadline) as snapshot:
            self.last = snapshot
            yield snapshot


@cache
def hub() -> Hub:
    """The hub of the shipped kinds: its schema takes a moment to make."""
    return Hub(load_model())


def ask(
    path: Path,
    dataset: Dataset,
    document: str,
    variables: Mapping[str, object] | None = None,
    *,
    made: Hub | None = None,
) -> Told:
    """Ask a file a question as of ``TODAY``. ``made``: a hub of other kinds than the shipped ones."""
    store = open_sqlite(path, (made or hub()).model)
    try:
        return asyncio.run(told(store, dataset, document, variables, made=made))
    finally:
        store.close()


async def told(
    store: ReadStore,
    dataset: Dataset,
    document: str,
    variables: Mapping[str, object] | None = None,
    *,
    made: Hub | None = None,
) -> Told:
    """The same of any store, on the event loop that it lives on."""
    watched = _Watched(store)
    settings = Settings(b"golden" * 8, dataset.hub, fixed_today(TODAY), dataset.owned)
    service = (made or hub()).service(watched, settings)
    plans: list[Plan] = []
    planner = service.planner

    def keep(asked: tuple[Asked, ...]) -> Plan:
        plans.append(planner(asked))
        return plans[-1]

    service.planner = keep
    question = Question(document=document, variables=variables, explain=True, deadline=DEADLINE)
    answer = await service.answer(question)
    body = orjson.loads(answer.body)
    # Explain adds what differs from run to run; what could not be resolved is part of the answer.
    unresolved = body.pop("extensions", {}).get("unresolved")
    if unresolved is not None:
        body["extensions"] = {"unresolved": unresolved}
    traces = watched.last.traces if watched.last is not None else []
    return Told(body, "".join(tree(plan) for plan in plans), [trace.statement for _, trace in traces])

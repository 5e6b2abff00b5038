"""A random graph in two shapes: the oracle's lists, and a hub over a store, mostly a SQLite file."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.api.limits import Limits
from hub.api.question import Answer, Question
from hub.api.service import Service, Settings
from hub.app import Hub, fixed_today
from hub.planner.plan import Plan
from hub.stores.sql import layout
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create
from hub.stores.sql.read import SqliteStore

from .compare import Canonical, Case, canonical, canonical_of
from .graphs import CURSOR_KEY, HUB, MODEL, OWNED, TODAY, random_graph
from .oracle import Graph, execute

SHARED = Hub(MODEL)
ROOMY = Limits(document_bytes=10**7, tokens=10**6, depth=99, fields=10**6, aliases=10**6, input_depth=99, nodes=10**9)
"""Random operations are deeper and wider than the hub allows; the limits have tests of their own."""
SETTINGS = Settings(CURSOR_KEY, HUB, fixed_today(TODAY), OWNED, ROOMY)


def soak(default: int) -> int:
    """How many operations: the default in CI, as many as ``LINLI_SOAK`` says by ``make soak``."""
    return int(os.environ.get("LINLI_SOAK", default))


def fill(path: Path, seed: int, owned: Sequence[str] = OWNED) -> None:
    """A SQLite file with the random graph of a seed."""
    connection = create(path, MODEL, list(owned))
    for batch in random_graph(seed):
        apply(connection, MODEL, batch, actor="test", reason="random graph", source=f"seed {seed}")
    connection.close()


def hollow(path: Path) -> None:
    """Take from a file what a hub would not know of other hubs' nodes: all but key, life and name."""
    connection = sqlite3.connect(path)
    for kind in MODEL.kinds:
        table = layout.node_table(kind.tag)
        stubs = f"(SELECT sk FROM {table} WHERE stub = 1)"
        for prop in kind.properties:
            if not prop.search:
                connection.execute(f"UPDATE {table} SET {layout.column(prop.name)} = NULL WHERE stub = 1")
            if prop.dated:
                connection.execute(f"DELETE FROM {layout.history_table(kind.tag, prop.name)} WHERE sk IN {stubs}")
        for part in kind.parts:
            connection.execute(f"DELETE FROM {layout.part_table(kind.tag, part.name)} WHERE sk IN {stubs}")
        for link in kind.links:
            target = layout.node_table(MODEL.kind(link.target).tag)
            connection.execute(
                f"DELETE FROM {layout.link_table(kind.tag, link.name)} WHERE src IN {stubs}"
                f" AND dst IN (SELECT sk FROM {target} WHERE stub = 1)"
            )
    connection.commit()
    connection.close()


Loop = Callable[[Coroutine[Any, Any, Any]], Any]
"""Runs a coroutine to its end."""


@dataclass
class World:
    """A random graph in both shapes. ``loop``: runs the hub; a store on a server lives on one event loop."""

    seed: int
    graph: Graph
    service: Service
    loop: Loop = asyncio.run

    @classmethod
    def make(cls, folder: Path, seed: int, *, rules: Callable[[Plan], Plan] | None = None) -> World:
        folder.mkdir(exist_ok=True)
        path = folder / f"graph-{seed}.sqlite"
        fill(path, seed)
        graph = Graph.from_batches(MODEL, random_graph(seed), OWNED)
        service = SHARED.service(SqliteStore(path, MODEL), SETTINGS, rules=rules)
        return cls(seed, graph, service)

    def found(self, document: str, variables: Mapping[str, Any] | None = None, name: str | None = None) -> Canonical:
        """What the hub answers."""
        return canonical(self.body(document, variables, name))

    def answer(self, question: Question) -> Answer:
        answer: Answer = self.loop(self.service.answer(question))
        return answer

    def body(self, document: str, variables: Mapping[str, Any] | None = None, name: str | None = None) -> bytes:
        question = Question(document, variables=variables, operation_name=name, deadline=600)
        return self.answer(question).body

    def expected(self, document: str, variables: Mapping[str, Any], name: str | None) -> Canonical:
        """What the oracle answers."""
        return canonical_of(self.response(document, variables, name))

    def response(self, document: str, variables: Mapping[str, Any], name: str | None) -> Any:
        return execute(self.graph, document, variables, name, today=TODAY, cursor_key=CURSOR_KEY, hub=HUB)

    def both(self, case: Case) -> tuple[Canonical, Canonical]:
        """What is expected, and what is found."""
        asked = (case.document, case.variables, case.operation_name)
        return self.expected(*asked), self.found(*asked)

"""What statements are made by: where the graph is not the whole truth, and until when it remembers; by its version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import neo4j

from graph_schema.model import Kind, Model, Property
from hub.stores.neo4j import layout

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a graph in one version.

    ``horizon``: ordinal of the first day from which no property has a former value. ``stubs``: see ``Logic``.
    ``settled``: by tag of a kind, the day after which no placement of it begins or ends.
    """

    version: int
    horizon: int
    stubs: frozenset[str]
    settled: Mapping[str, int]


async def learn(session: neo4j.AsyncSession, model: Model) -> Known | None:
    """What is known of the graph now; None where there is no store."""
    meta = await _one(
        session,
        f"OPTIONAL MATCH (m:{layout.META} {{key: 'hub'}}) RETURN [m.version, m.horizon,"
        f" COLLECT {{ MATCH (s:{layout.SETTLED}) RETURN [s.tag, s.day] }},"
        f" COLLECT {{ MATCH (n:{layout.STUB}) UNWIND labels(n) AS name RETURN DISTINCT name }}]",
    )
    version, horizon, settled, labels = meta
    if version is None:
        return None
    kinds = [kind for kind in model.kinds if layout.label(kind) in labels]
    return Known(version, horizon.to_native().toordinal(), await _stubs(session, model, kinds), dict(settled))


async def _stubs(session: neo4j.AsyncSession, model: Model, kinds: list[Kind]) -> frozenset[str]:
    """Names of the kinds that have stubs, of the links at whose other side there are some, and of the properties that
    some lack.
    """
    if not kinds:
        return NONE
    found = {kind.name for kind in kinds}
    asked: list[tuple[str, str]] = []
    for kind in kinds:
        stub = f"(n:{layout.STUB}:{layout.label(kind)})"
        asked += [(f"{kind.name}.{prop.name}", _lacking(stub, prop)) for prop in kind.properties]
        for ends in model.ends.values():
            for end in ends:
                if end.other == kind.name:
                    step = f"[:{layout.relationship(model.kind(end.source), end.link)}]"
                    pattern = f"{stub}<-{step}-()" if end.forward else f"{stub}-{step}->()"
                    asked.append((f"{end.kind}.{end.name}", f"EXISTS {{ MATCH {pattern} }}"))
    there = await _one(session, f"RETURN [{', '.join(text for _, text in asked)}]")
    return frozenset(found | {name for (name, _), yes in zip(asked, there, strict=True) if yes})


def _lacking(stub: str, prop: Property) -> str:
    lacking = f"EXISTS {{ MATCH {stub} WHERE n.{prop.name} IS NULL }}"
    if not prop.dated:
        return lacking
    former = f"(h:{layout.FORMER} {{property: '{prop.name}'}}) WHERE h.value IS NULL"
    return f"({lacking} OR EXISTS {{ MATCH {stub}-[:{layout.FORMERLY}]->{former} }})"


async def _one(session: neo4j.AsyncSession, statement: str) -> Any:
    """The one value of a statement."""
    return (await (await session.run(statement)).single(strict=True))[0]

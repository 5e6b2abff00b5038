"""What statements are made by: where the graph is not the whole truth, and until when it remembers; by its version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import neo4j

from graph_schema.model import Kind, Model, Property
from hub.stores.neo4j import layout
from hub.stores.spot import settled
from hub.stores.sql.owned import dividing

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a graph in one version.

    ``horizon``: ordinal of the first day from which no property has a former value. ``stubs``: see ``Logic``.
    ``settled``: by name of a placed kind, the day from which on its nodes say themselves where they stand (``layout``).
    ``dividing``: the levels of which the hub owns several areas. ``tree``: tells states of the area tree apart.
    ``levels``: of the areas above villages, by packed key.
    """

    version: int
    horizon: int
    stubs: frozenset[str]
    settled: Mapping[str, int]
    dividing: frozenset[str]
    tree: object
    levels: Mapping[int, str]
    _keyed: dict[frozenset[str], frozenset[tuple[str, str]]] = field(default_factory=dict)

    def keyed(self, day: int) -> frozenset[tuple[str, str]]:
        """Kinds and levels of which nodes say in which area they stand from a day on."""
        kinds = frozenset([name for name, last in self.settled.items() if day >= last])
        found = self._keyed.get(kinds)
        if found is None:
            found = self._keyed[kinds] = frozenset((name, level) for name in kinds for level in self.dividing)
        return found


async def learn(session: neo4j.AsyncSession, model: Model, before: Known | None) -> Known | None:
    """What is known of the graph now, and was known ``before``; None where there is no store."""
    meta = await _one(
        session,
        f"OPTIONAL MATCH (m:{layout.META} {{key: 'hub'}}) RETURN [m.version, m.horizon, m.owned, m.tree_area,"
        f" COLLECT {{ MATCH (s:{layout.SETTLED}) RETURN [s.tag, s.day] }},"
        f" COLLECT {{ MATCH (n:{layout.STUB}) UNWIND labels(n) AS name RETURN DISTINCT name }}]",
    )
    version, horizon, owned, tree, days, labels = meta
    if version is None:
        return None
    kinds = [kind for kind in model.kinds if layout.label(kind) in labels]
    of_tag = {tag: day.to_native().toordinal() for tag, day in days}
    if before is not None and tree is not None and before.tree == tree:
        levels = before.levels
    else:
        above = f"MATCH (a:Area) WHERE a.level IN {list(layout.ORDERED_LEVELS)}"
        levels = dict(await _one(session, f"RETURN COLLECT {{ {above} RETURN [a.sk, a.level] }}"))
    return Known(
        version,
        horizon.to_native().toordinal(),
        await _stubs(session, model, kinds),
        settled(model, of_tag),
        frozenset(dividing(owned.split(","))),
        tree,
        levels,
    )


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

"""What the store holds, for the catalogue."""

from __future__ import annotations

from datetime import date
from typing import Any

import neo4j

from graph_schema.model import Model
from hub.stores.base import KindSummary, Summary
from hub.stores.neo4j import layout

_MAX_SILENT = 1_000
_VALID = "n.validFrom <= $day AND n.validTo > $day"


async def summarise(session: neo4j.AsyncSession, model: Model, day: int) -> Summary:
    """Counts of owned nodes valid on a day, indicators of facts, and owned villages without a household."""
    values = {"day": date.fromordinal(day), "most": _MAX_SILENT}
    kinds = []
    for kind in model.kinds:
        label = layout.label(kind)
        count, last = await _rows(
            session,
            f"RETURN [COUNT {{ MATCH (n:{label}) WHERE {_VALID} AND NOT n:{layout.STUB} }},"
            f" head(COLLECT {{ MATCH (l:{layout.LOAD}) WHERE l.state = 'DONE'"
            f" AND EXISTS {{ MATCH (n:{label}) WHERE n.load = l.id }} RETURN max(l.finished) }})]",
            values,
        )
        kinds.append(KindSummary(kind.name, count, last))
    indicators, silent = [], []
    if "Fact" in model.by_name:
        indicators = await _rows(
            session,
            f"MATCH (n:Fact) WHERE {_VALID} AND NOT n:{layout.STUB} WITH n.indicator AS i, n.unit AS u, count(*) AS c"
            " ORDER BY i, u RETURN collect([i, u, c])",
            values,
        )
    if "Household" in model.by_name:
        silent = await _rows(
            session,
            f"MATCH (n:Area) WHERE n.level = 'VILLAGE' AND {_VALID} AND NOT n:{layout.STUB} AND 0 = head(COLLECT"
            f" {{ MATCH (k:{layout.COUNT}) WHERE k.area = n.sk AND k.what = $what AND k.day <= $day"
            " RETURN sum(k.delta) }) WITH n ORDER BY n.sk LIMIT $most RETURN collect([n.sk, n.name])",
            values | {"what": model.kind("Household").tag},
        )
    return Summary(kinds, [tuple(row) for row in indicators], [tuple(row) for row in silent])


async def _rows(session: neo4j.AsyncSession, statement: str, values: dict[str, object]) -> Any:
    """The one value of a statement."""
    return (await (await session.run(statement, values)).single(strict=True))[0]

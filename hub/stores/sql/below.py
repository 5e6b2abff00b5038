"""How what lies below an area is found: the choice that is made when values are bound.

A list below an area can be found from the area, by closure and place links, and then sorted; or its order's index is
walked until the page is full. Which is cheaper hangs on how much lies below the area, and how much of what ever did
still does on the day: the counters say both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_schema.model import Kind, Model
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.spot import settled
from hub.stores.sql import layout

ALL = "ALL"
"""The area holds nearly everything: the whole order is walked, and each node tested."""

MOST = 64
"""Areas of one fetch that are looked at; more are villages, or a question that takes its time."""
MANY_BELOW = (None, *layout.INDEXED_LEVELS[:-1])
"""Levels below whose areas there may be thousands of others."""
_JOIN, _STEP, _TEST = 6.0, 1.5, 4.0
"""Microseconds: to find one node from its area and sort it; to pass one by in an index; to test one found there."""


def ordered(kind: Kind, give: p.Rows, *, plain: bool, masks: frozenset[tuple[str, str]]) -> bool:
    """Whether an index below areas has the order: that of the keys, or of one declared property in front."""
    if not give.order:
        return True
    match give.order[0].subject:
        case None:
            return True
        case w.Own(prop):
            return prop.index and (plain or not prop.dated) and (kind.name, prop.name) not in masks
        case _:
            return False


@dataclass(slots=True)
class Areas:
    """What a store knows of its areas in one version.

    ``dividing``: the keyed levels of which the hub owns several areas. ``settled``: by kind, the day from which on
    where its nodes stand is said by their rows alone.
    """

    dividing: tuple[str, ...]
    settled: Mapping[str, int]
    moved: frozenset[str]
    """Kinds of which nodes stood elsewhere before, or will."""
    _levels: dict[int, str | None] = field(default_factory=dict)

    def level(self, connection: sqlite3.Connection, areas: Sequence[int]) -> str | None:
        """The level of all of these areas (stored numbers); None where they differ."""
        found = {self._level(connection, area) for area in areas}
        return found.pop() if len(found) == 1 else None

    def _level(self, connection: sqlite3.Connection, area: int) -> str | None:
        if area not in self._levels:
            row = connection.execute("SELECT p_level FROM n_area WHERE sk = ?", (area,)).fetchone()
            self._levels[area] = row[0] if row else None
        return self._levels[area]


def read_areas(connection: sqlite3.Connection, model: Model, dividing: tuple[str, ...]) -> Areas:
    """What a store's file says of its areas now."""
    days = dict(connection.execute("SELECT tag, day FROM settled"))
    moved = frozenset(
        kind.name
        for kind in model.placed()
        if connection.execute(f"SELECT 1 FROM {layout.other_areas(kind.tag)} LIMIT 1").fetchone()
    )
    return Areas(dividing, settled(model, days), moved)


def way(
    connection: sqlite3.Connection, areas: Areas, kind: Kind, roots: Sequence[int], day: int, limit: int | None
) -> str | None:
    """Which index leads to what lies below areas: that of a level, or of the whole kind (``ALL``); None: none does.

    Args:
        roots: stored numbers of the areas.
        limit: nodes wanted of each; None for all, in no order.
    """
    if not 0 < len(roots) <= MOST:
        return None
    level = areas.level(connection, roots)
    if level not in layout.INDEXED_LEVELS:
        return None
    here = ever = 0
    for root in roots:
        now, all_time = _counted(connection, kind, root, day)
        here, ever = here + now, ever + all_time
    if level not in areas.dividing:
        if len(roots) > 1:
            return None
        level, ever = ALL, max(here, _counted(connection, kind, _top(connection, roots[0], day), day)[1])
    if limit is None:
        passed, tested = ever, ever
    else:
        passed = min(ever, limit * len(roots) * ever // max(1, here))
        tested = passed if level == ALL else min(here, limit * len(roots))
    return level if passed * _STEP + tested * _TEST <= here * _JOIN else None


def _counted(connection: sqlite3.Connection, kind: Kind, area: int, day: int) -> tuple[int, int]:
    """Nodes below an area on a day, and at any time."""
    row: tuple[int, int] = connection.execute(
        "SELECT coalesce(sum(delta) FILTER (WHERE day <= ?), 0), coalesce(sum(delta) FILTER (WHERE delta > 0), 0) "
        f"FROM {layout.COUNTERS} WHERE area = ? AND what = ?",
        (day, area, layout.counter(kind.tag)),
    ).fetchone()
    return row


def _top(connection: sqlite3.Connection, area: int, day: int) -> int:
    """The highest area above one on a day, or itself."""
    top: int = connection.execute(
        "SELECT anc FROM c_area WHERE dsc = ?1 AND since <= ?2 AND until > ?2 ORDER BY depth DESC LIMIT 1", (area, day)
    ).fetchone()[0]
    return top

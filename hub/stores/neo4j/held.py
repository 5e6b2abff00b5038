"""What a statement gave, until the fetches ask for it: rows by parent, and in them those of what was answered along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hub.planner import plan as p
from hub.stores.base import Ask, Bound, Parents, Row, row_width
from hub.stores.neo4j.printing import Shape, along
from hub.stores.sql.codes import decide

_CODE_COLUMNS = 10
"""Values of a row by code, see ``lookups.print_codes``."""


ROOT = "root"
"""Stands for the key of the parent of a root that is no node."""


@dataclass(slots=True)
class Held:
    """The rows of one fetch. ``rows`` and ``counts``: by key of the parent, or by key and day (``day`` None: each has
    its own); by ``ROOT`` where there are no parents.
    """

    fetch: p.Fetch
    shape: Shape
    day: int | None
    rows: dict[Any, list[list[Any]]]
    counts: dict[Any, int]

    def take(self, parents: Parents, bound: Bound, held: dict[int, Held]) -> Sequence[Row] | None:
        """The rows for these parents, with what was answered along put into ``held``; None where they were not asked
        for.
        """
        wanted = self._wanted(parents)
        if wanted is None:
            return None
        found: list[Any] = []
        met: set[Any] = set()
        for i, key in wanted:
            rows = self.rows.get(key)
            if rows is None:
                # A parent that is not there leads nowhere.
                continue
            if key is not ROOT:
                if key in met:
                    # One parent asked for twice, by two ids.
                    rows = [list(row) for row in rows]
                met.add(key)
                for row in rows:
                    row[0] = i
            found += rows
        if isinstance(self.fetch.found, p.ByCode):
            raw = [row for rows in self.rows.values() for row in rows]
            self._below(raw, _CODE_COLUMNS, parents, bound, held)
            borne = [(r[0], r[1], max(r[2], r[4]), min(r[3], r[5]), *r[6:_CODE_COLUMNS]) for r in self.rows[ROOT]]
            return decide(borne, parents.day)
        self._below(found, row_width(self.fetch), parents, bound, held)
        return found

    def unresolved(self, parents: Parents) -> int | None:
        """How many entries are left out over all these parents; None where it was not asked for."""
        wanted = self._wanted(parents)
        if wanted is None or self.fetch.number not in self.shape.counted:
            return 0 if wanted is not None else None
        return sum(self.counts.get(key, 0) for _, key in wanted)

    def _wanted(self, parents: Parents) -> list[tuple[int, Any]] | None:
        """Positions and keys of the parents, as the rows are held by."""
        if ROOT in self.rows:
            return [(0, ROOT)] if not parents.keys else None
        keys: list[Any]
        if self.day is not None:
            if parents.days is not None or parents.day != self.day:
                return None
            keys = list(parents.keys)
        else:
            days = [parents.day] * len(parents.keys) if parents.days is None else parents.days
            keys = [None if key is None else (key, day) for key, day in zip(parents.keys, days, strict=True)]
        return [(i, key) for i, key in enumerate(keys) if key is not None]

    def _below(self, rows: Sequence[Any], width: int, parents: Parents, bound: Bound, held: dict[int, Held]) -> None:
        """Hold what was answered along with these rows."""
        at = width
        for child in along(self.fetch.children, self.shape):
            assert child.column is not None
            fetch, column = child.fetch, child.column
            day = self._below_day(fetch, parents, bound)
            # Nodes of two kinds may have one packed key.
            mine = rows if child.tag is None else [row for row in rows if row[1] == child.tag]
            keys = [row[column] for row in mine]
            if day is None:
                keys = list(zip(keys, self._own_days(mine, parents), strict=True))
            below = dict(zip(keys, [row[at] for row in mine], strict=True))
            at += 1
            counts: dict[Any, int] = {}
            if fetch.number in self.shape.counted:
                counts = dict(zip(keys, [row[at] for row in mine], strict=True))
                at += 1
            held[fetch.number] = Held(fetch, self.shape, day, below, counts)
        if at > width:
            for row in rows:
                del row[width:]

    def _below_day(self, fetch: p.Fetch, parents: Parents, bound: Bound) -> int | None:
        """The one day as of which a fetch below is asked; None where each row has its own."""
        if fetch.as_of is not None:
            asked: date = bound.values[fetch.as_of.index]
            return asked.toordinal()
        if self.fetch.during is not None:
            if isinstance(self.fetch.give, p.Rows):
                return None
            end: date = bound.values[self.fetch.during[1].index]
            return end.toordinal() - 1
        return parents.day if parents.days is None else None

    def _own_days(self, rows: Sequence[Any], parents: Parents) -> list[int]:
        give = self.fetch.give
        if self.fetch.during is not None:
            assert isinstance(give, p.Rows)
            at = next(n + 1 for n, column in enumerate(give.read.columns) if column.of == "date")
            return [row[at] for row in rows]
        assert parents.days is not None
        return [parents.days[row[0]] for row in rows]


def of_root(ask: Ask, answer: Any, shape: Shape) -> Held:
    """What a root of a statement gave, see ``compile.compile_statement``."""
    fetch, parents = ask.fetch, ask.parents
    counted = fetch.number in shape.counted
    root = next(root for root in shape.roots if root.fetch == fetch.number)
    if root.form == "none":
        rows, count = answer if counted else (answer, 0)
        return Held(fetch, shape, parents.day, {ROOT: rows}, {ROOT: count})
    keys: list[Any] = list(parents.keys)
    if parents.days is not None:
        keys = list(zip(keys, parents.days, strict=True))
    day = parents.day if parents.days is None else None
    rows_of = {keys[one[0]]: one[1] for one in answer}
    counts = {keys[one[0]]: one[2] for one in answer} if counted else {}
    return Held(fetch, shape, day, rows_of, counts)

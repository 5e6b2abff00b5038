"""Statements, and the loaders of one request; rows go to ``types`` as they come."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeAlias

from strawberry.dataloader import DataLoader

from bench.raw.households import by_size
from bench.raw.ids import FIRST, Database

Row: TypeAlias = tuple[Any, ...]
Page: TypeAlias = tuple[int, int]
"""Of a list below an area: the area, and how many."""

_AREA = "t.sk, t.p_name, t.p_level"
_HOUSEHOLD = "t.sk, t.p_register_number, t.p_size, t.p_points_file, t.valid_from, t.valid_to, t.version"

AREA = f"SELECT {_AREA} FROM n_area t WHERE t.sk = ?"

VILLAGES = f"""
SELECT p.key, {_AREA}
FROM json_each(?2) p
JOIN n_area t ON t.sk IN (
  SELECT x.sk
  FROM c_area c CROSS JOIN n_area x ON x.sk = c.dsc
  WHERE c.anc = p.value AND c.depth > 0 AND c.since <= ?1 AND c.until > ?1
    AND x.valid_from <= ?1 AND x.valid_to > ?1 AND x.p_level = ?3
  ORDER BY x.sk LIMIT ?4)
ORDER BY p.key, t.sk
"""

ANCESTORS = f"""
SELECT p.key, {_AREA}
FROM json_each(?2) p
JOIN c_area c ON c.dsc = p.value AND c.depth > 0 AND c.since <= ?1 AND c.until > ?1
JOIN n_area t ON t.sk = c.anc AND t.valid_from <= ?1 AND t.valid_to > ?1
ORDER BY p.key, c.depth DESC
"""

HOUSEHOLD = f"SELECT {_HOUSEHOLD} FROM n_hh t WHERE t.sk = ?"

ALL_HOUSEHOLDS = f"""
SELECT {_HOUSEHOLD} FROM n_hh t
WHERE t.sk > ?2 AND t.valid_from <= ?1 AND t.valid_to > ?1 AND t.stub = 0
ORDER BY t.sk LIMIT ?3
"""

HOUSEHOLDS_OF_SIZE = f"""
SELECT {_HOUSEHOLD} FROM n_hh t
WHERE t.p_size IS ?2 AND t.sk > ?3 AND t.valid_from <= ?1 AND t.valid_to > ?1 AND t.stub = 0
ORDER BY t.sk LIMIT ?4
"""

AREA_HOUSEHOLDS = f"""
SELECT p.key, {_HOUSEHOLD}
FROM json_each(?2) p
JOIN n_hh t ON t.sk IN (
  SELECT x.sk
  FROM (
    SELECT l.src
    FROM c_area c JOIN l_hh_place l ON l.dst = c.dsc
    WHERE c.anc = p.value AND c.since <= ?1 AND c.until > ?1 AND l.since <= ?1 AND l.until > ?1
      AND (c.depth = 0 OR EXISTS (
        SELECT 1 FROM n_area m WHERE m.sk = c.dsc AND m.valid_from <= ?1 AND m.valid_to > ?1))
    ORDER BY l.src LIMIT -1) s
  CROSS JOIN n_hh x ON x.sk = s.src AND x.valid_from <= ?1 AND x.valid_to > ?1 AND x.stub = 0
  LIMIT ?3)
ORDER BY p.key, t.sk
"""

PLACES = f"""
SELECT p.key, {_AREA}
FROM json_each(?2) p
JOIN l_hh_place l ON l.src = p.value AND l.since <= ?1 AND l.until > ?1
JOIN n_area t ON t.sk = l.dst AND t.valid_from <= ?1 AND t.valid_to > ?1
"""

HEADS = """
SELECT p.key, n.since, h.p_holder
FROM json_each(?2) p
JOIN l_hh_neighbour_head n ON n.src = p.value AND n.since <= ?1 AND n.until > ?1
JOIN n_post h ON h.sk = n.dst AND h.valid_from <= ?1 AND h.valid_to > ?1
"""


class Loaders:
    """The loaders of one request. Keys are stored numbers."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.run = database.run
        self.today = database.today
        self.places: DataLoader[int, Row | None] = DataLoader(self._places)
        self.heads: DataLoader[int, Row | None] = DataLoader(self._heads)
        self.ancestors: DataLoader[int, list[Row]] = DataLoader(self._ancestors)
        self.area_households: DataLoader[Page, list[Row]] = DataLoader(self._area_households)
        self.descendants: DataLoader[tuple[int, int, str], list[Row]] = DataLoader(self._descendants)

    def area(self, key: int) -> Row | None:
        """An area; a single row needs no loader."""
        found: Row | None = self.run(AREA, (key,)).fetchone()
        return found

    def household(self, key: int) -> Row | None:
        """A household."""
        found: Row | None = self.run(HOUSEHOLD, (key,)).fetchone()
        return found

    def all_by_id(self, first: int, after: int | None) -> list[Row]:
        """Households behind a key, or from the first on."""
        return self.run(ALL_HOUSEHOLDS, (self.today, FIRST if after is None else after, first)).fetchall()

    def all_by_size(self, first: int, after: str | None) -> tuple[list[Row], bool]:
        """Households from the largest on, behind ``<size>~<id>``, and whether there are more."""
        rows = by_size(self.database, after, first + 1, HOUSEHOLDS_OF_SIZE)
        return rows[:first], len(rows) > first

    async def _places(self, keys: list[int]) -> list[Row | None]:
        return self._one_each(PLACES, keys)

    async def _heads(self, keys: list[int]) -> list[Row | None]:
        return self._one_each(HEADS, keys)

    async def _ancestors(self, keys: list[int]) -> list[list[Row]]:
        found: list[list[Row]] = [[] for _ in keys]
        for at, *row in self.run(ANCESTORS, (self.today, json.dumps(keys))):
            found[at].append(tuple(row))
        return found

    async def _area_households(self, keys: list[Page]) -> list[list[Row]]:
        lists: dict[Page, list[Row]] = {key: [] for key in keys}
        for first, areas in _by_rest(keys).items():
            for at, *row in self.run(AREA_HOUSEHOLDS, (self.today, json.dumps(areas), *first)):
                lists[(areas[at], *first)].append(tuple(row))
        return [lists[key] for key in keys]

    async def _descendants(self, keys: list[tuple[int, int, str]]) -> list[list[Row]]:
        lists: dict[tuple[int, int, str], list[Row]] = {key: [] for key in keys}
        for (first, level), areas in _by_rest(keys).items():
            for at, *row in self.run(VILLAGES, (self.today, json.dumps(areas), level, first)):
                lists[areas[at], first, level].append(tuple(row))
        return [lists[key] for key in keys]

    def _one_each(self, statement: str, keys: list[int]) -> list[Row | None]:
        found: list[Row | None] = [None] * len(keys)
        for at, *row in self.run(statement, (self.today, json.dumps(keys))):
            found[at] = tuple(row)
        return found


def _by_rest(keys: Sequence[Row]) -> dict[Any, list[int]]:
    """Lists with equal arguments are loaded together."""
    found: defaultdict[Any, list[int]] = defaultdict(list)
    for area, *rest in keys:
        found[tuple(rest)].append(area)
    return found

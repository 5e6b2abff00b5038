"""``dataloader``: Strawberry as its users write it, types with resolvers and a DataLoader for each link.

The schema is cut down to what the questions ask, the statements are as good as ``raw``'s, and rows come from
``sqlite3`` itself rather than through an object mapper: all of it favours this side. Loaders live for one
request, as Strawberry's documentation has it; there is no cache of parsed or validated documents, for there
is none unless it is asked for.
"""

from __future__ import annotations

import enum
import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import strawberry
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

from bench.raw import Run, connect
from graph_schema.keys import FOREVER, format_key, parse_key

Row: TypeAlias = tuple[Any, ...]
Page: TypeAlias = tuple[int, int]
"""Of a list below an area: the area, and how many."""

AREA = "SELECT sk, p_name FROM n_area WHERE sk = ?"

VILLAGES = """
SELECT p.key, t.sk, t.p_name
FROM json_each(?2) p
JOIN n_area t ON t.sk IN (
  SELECT x.sk
  FROM c_area c JOIN n_area x ON x.sk = c.dsc
  WHERE c.anc = p.value AND c.depth > 0 AND c.since <= ?1 AND c.until > ?1
    AND x.valid_from <= ?1 AND x.valid_to > ?1 AND x.p_level = ?3
  ORDER BY x.sk LIMIT ?4)
ORDER BY p.key, t.sk
"""

_COLUMNS = "t.sk, t.p_register_number, t.p_size, t.p_points_file, t.valid_from, t.valid_to, t.version"

HOUSEHOLD = f"SELECT {_COLUMNS} FROM n_hh t WHERE t.sk = ?"

HOUSEHOLDS = f"""
SELECT {_COLUMNS} FROM n_hh t
WHERE t.sk > ?2 AND t.valid_from <= ?1 AND t.valid_to > ?1 AND t.stub = 0
ORDER BY t.sk LIMIT ?3
"""

AREA_HOUSEHOLDS = f"""
SELECT p.key, {_COLUMNS}
FROM json_each(?2) p
JOIN n_hh t ON t.sk IN (
  SELECT x.sk
  FROM c_area c JOIN l_hh_place l ON l.dst = c.dsc JOIN n_hh x ON x.sk = l.src
  WHERE c.anc = p.value AND c.since <= ?1 AND c.until > ?1 AND l.since <= ?1 AND l.until > ?1
    AND x.valid_from <= ?1 AND x.valid_to > ?1 AND x.stub = 0
    AND (c.depth = 0 OR EXISTS (SELECT 1 FROM n_area m WHERE m.sk = c.dsc AND m.valid_from <= ?1 AND m.valid_to > ?1))
  ORDER BY l.src LIMIT ?3)
ORDER BY p.key, t.sk
"""

PLACES = """
SELECT p.key, a.sk, a.p_name
FROM json_each(?2) p
JOIN l_hh_place l ON l.src = p.value AND l.since <= ?1 AND l.until > ?1
JOIN n_area a ON a.sk = l.dst AND a.valid_from <= ?1 AND a.valid_to > ?1
"""

HEADS = """
SELECT p.key, n.since, h.p_holder
FROM json_each(?2) p
JOIN l_hh_neighbour_head n ON n.src = p.value AND n.since <= ?1 AND n.until > ?1
JOIN n_post h ON h.sk = n.dst AND h.valid_from <= ?1 AND h.valid_to > ?1
"""


class Loaders:
    """The loaders of one request."""

    def __init__(self, run: Run, today: int) -> None:
        self.run = run
        self.today = today
        self.places: DataLoader[int, Area | None] = DataLoader(self._places)
        self.heads: DataLoader[int, HouseholdNeighbourHead | None] = DataLoader(self._heads)
        self.households: DataLoader[Page, list[Household]] = DataLoader(self._households)
        self.descendants: DataLoader[tuple[int, int, str], list[Area]] = DataLoader(self._descendants)

    async def _places(self, keys: list[int]) -> list[Area | None]:
        found: list[Area | None] = [None] * len(keys)
        for at, key, name in self.run(PLACES, (self.today, json.dumps(keys))):
            found[at] = _area(key, name)
        return found

    async def _heads(self, keys: list[int]) -> list[HouseholdNeighbourHead | None]:
        found: list[HouseholdNeighbourHead | None] = [None] * len(keys)
        for at, since, holder in self.run(HEADS, (self.today, json.dumps(keys))):
            found[at] = HouseholdNeighbourHead(since=date.fromordinal(since), node=Posting(holder=holder))
        return found

    async def _households(self, keys: list[Page]) -> list[list[Household]]:
        lists: dict[Page, list[Household]] = {key: [] for key in keys}
        for first, areas in _by_rest(keys).items():
            for at, *row in self.run(AREA_HOUSEHOLDS, (self.today, json.dumps(areas), *first)):
                lists[(areas[at], *first)].append(_household(row))
        return [lists[key] for key in keys]

    async def _descendants(self, keys: list[tuple[int, int, str]]) -> list[list[Area]]:
        lists: dict[tuple[int, int, str], list[Area]] = {key: [] for key in keys}
        for (first, level), areas in _by_rest(keys).items():
            for at, key, name in self.run(VILLAGES, (self.today, json.dumps(areas), level, first)):
                lists[areas[at], first, level].append(_area(key, name))
        return [lists[key] for key in keys]


def _by_rest(keys: Sequence[Row]) -> dict[Any, list[int]]:
    """Lists with equal arguments are loaded together."""
    found: defaultdict[Any, list[int]] = defaultdict(list)
    for area, *rest in keys:
        found[tuple(rest)].append(area)
    return found


Info: TypeAlias = strawberry.Info[dict[str, Loaders], None]


@strawberry.enum
class AreaLevel(enum.Enum):
    """Level of the area tree."""

    TOWNSHIP = "TOWNSHIP"
    VILLAGE = "VILLAGE"


@strawberry.type
class Posting:
    """An office held."""

    holder: str | None


@strawberry.type
class HouseholdNeighbourHead:
    """The link from a household to its neighbour head."""

    since: date | None
    node: Posting | None


@strawberry.type
class Household:
    """A household."""

    key: strawberry.Private[int]
    id: strawberry.ID
    region: str
    register_number: str | None
    size: int | None
    points_file: bool | None
    valid_from: date | None
    valid_to: date | None
    version: str | None

    @strawberry.field
    async def place(self, info: Info) -> Area | None:
        """The area it lives in."""
        return await info.context["loaders"].places.load(self.key)

    @strawberry.field
    async def neighbour_head(self, info: Info) -> HouseholdNeighbourHead | None:
        """Its neighbour head."""
        return await info.context["loaders"].heads.load(self.key)


@strawberry.type
class HouseholdConnection:
    """A page of households."""

    nodes: list[Household]


@strawberry.type
class AreaConnection:
    """A page of areas."""

    nodes: list[Area]


@strawberry.type
class Area:
    """An area."""

    key: strawberry.Private[int]
    id: strawberry.ID
    name: str | None

    @strawberry.field
    async def descendants(self, info: Info, level: AreaLevel, first: int = 20) -> AreaConnection:
        """Areas of a level below."""
        return AreaConnection(nodes=await info.context["loaders"].descendants.load((self.key, first, level.value)))

    @strawberry.field
    async def households(self, info: Info, first: int = 20) -> HouseholdConnection:
        """Households placed in it or below."""
        return HouseholdConnection(nodes=await info.context["loaders"].households.load((self.key, first)))


@strawberry.type
class Query:
    """The roots."""

    @strawberry.field
    async def household(self, info: Info, id: strawberry.ID) -> Household | None:
        """A household by id."""
        row = info.context["loaders"].run(HOUSEHOLD, (parse_key(id)[1],)).fetchone()
        return None if row is None else _household(row)

    @strawberry.field
    async def area(self, info: Info, id: strawberry.ID) -> Area | None:
        """An area by id."""
        row = info.context["loaders"].run(AREA, (parse_key(id)[1],)).fetchone()
        return None if row is None else _area(*row)

    @strawberry.field
    async def households(self, info: Info, first: int = 20, after: str | None = None) -> HouseholdConnection:
        """All households by id."""
        loaders = info.context["loaders"]
        begin = 0 if after is None else parse_key(after)[1]
        return HouseholdConnection(
            nodes=[_household(r) for r in loaders.run(HOUSEHOLDS, (loaders.today, begin, first))]
        )


def _area(key: int, name: str | None) -> Area:
    return Area(key=key, id=strawberry.ID(format_key("area", key)), name=name)


def _household(row: Sequence[Any]) -> Household:
    key, number, size, file, begin, end, version = row
    return Household(
        key=key,
        id=strawberry.ID(format_key("hh", key)),
        region=f"{key >> 40:06d}",
        register_number=number,
        size=size,
        points_file=None if file is None else bool(file),
        valid_from=date.fromordinal(begin),
        valid_to=None if end == FOREVER else date.fromordinal(end),
        version=str(version),
    )


class _App(GraphQL[dict[str, Loaders], None]):
    def __init__(self, schema: strawberry.Schema, run: Run, today: int) -> None:
        super().__init__(schema)
        self._run = run
        self._today = today

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> dict[str, Loaders]:
        return {"loaders": Loaders(self._run, self._today)}


def make_app(path: Path, day: date) -> GraphQL[dict[str, Loaders], None]:
    """Strawberry's own ASGI application over a store, read as of a day."""
    return _App(strawberry.Schema(Query), connect(path), day.toordinal())

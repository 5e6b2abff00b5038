"""The schema: a type a kind, a resolver a link."""

from __future__ import annotations

import enum
from datetime import date
from typing import TypeAlias

import strawberry

from bench.dataloader.loaders import Loaders, Row
from bench.raw.ids import Database
from graph_schema.keys import FOREVER

Info: TypeAlias = strawberry.Info[dict[str, Loaders], None]


@strawberry.enum
class AreaLevel(enum.Enum):
    """Level of the area tree."""

    PROVINCE = "PROVINCE"
    PREFECTURE = "PREFECTURE"
    COUNTY = "COUNTY"
    TOWNSHIP = "TOWNSHIP"
    VILLAGE = "VILLAGE"
    SECTION = "SECTION"
    ESTATE = "ESTATE"
    GRID = "GRID"
    GROUP = "GROUP"
    BUILDING = "BUILDING"


@strawberry.enum
class HouseholdOrderField(enum.Enum):
    """What households can be ordered by."""

    SIZE = "SIZE"


@strawberry.enum
class OrderDirection(enum.Enum):
    """Which end comes first."""

    DESC = "DESC"


@strawberry.input
class HouseholdOrder:
    """One term of an order."""

    field: HouseholdOrderField
    direction: OrderDirection


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
        loaders = info.context["loaders"]
        row = await loaders.places.load(self.key)
        return None if row is None else _area(loaders.database, row)

    @strawberry.field
    async def neighbour_head(self, info: Info) -> HouseholdNeighbourHead | None:
        """Its neighbour head."""
        row = await info.context["loaders"].heads.load(self.key)
        if row is None:
            return None
        since, holder = row
        return HouseholdNeighbourHead(since=date.fromordinal(since), node=Posting(holder=holder))


@strawberry.type
class PageInfo:
    """Whether there is more."""

    has_next_page: bool


@strawberry.type
class HouseholdConnection:
    """A page of households."""

    nodes: list[Household]
    page_info: PageInfo


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
    level: AreaLevel | None

    @strawberry.field
    async def ancestors(self, info: Info) -> list[Area]:
        """The areas above, highest first."""
        loaders = info.context["loaders"]
        return [_area(loaders.database, row) for row in await loaders.ancestors.load(self.key)]

    @strawberry.field
    async def descendants(self, info: Info, level: AreaLevel, first: int = 20) -> AreaConnection:
        """Areas of a level below."""
        loaders = info.context["loaders"]
        rows = await loaders.descendants.load((self.key, first, level.value))
        return AreaConnection(nodes=[_area(loaders.database, row) for row in rows])

    @strawberry.field
    async def households(self, info: Info, first: int = 20) -> HouseholdConnection:
        """Households placed in it or below."""
        loaders = info.context["loaders"]
        rows = await loaders.area_households.load((self.key, first))
        return _households(loaders.database, rows, more=False)


@strawberry.type
class Query:
    """The roots."""

    @strawberry.field
    async def household(self, info: Info, id: strawberry.ID) -> Household | None:
        """A household by id."""
        loaders = info.context["loaders"]
        row = loaders.household(loaders.database.stored(id))
        return None if row is None else _household(loaders.database, row)

    @strawberry.field
    async def area(self, info: Info, id: strawberry.ID) -> Area | None:
        """An area by id."""
        loaders = info.context["loaders"]
        row = loaders.area(loaders.database.stored(id))
        return None if row is None else _area(loaders.database, row)

    @strawberry.field
    async def households(
        self, info: Info, first: int = 20, after: str | None = None, order_by: list[HouseholdOrder] | None = None
    ) -> HouseholdConnection:
        """All households by id, or from the largest on."""
        loaders = info.context["loaders"]
        if order_by:
            rows, more = loaders.all_by_size(first, after)
            return _households(loaders.database, rows, more=more)
        rows = loaders.all_by_id(first, None if after is None else loaders.database.stored(after))
        return _households(loaders.database, rows, more=False)


def _area(database: Database, row: Row) -> Area:
    key, name, level = row
    return Area(key=key, id=strawberry.ID(database.key("area", key)), name=name, level=level and AreaLevel(level))


def _households(database: Database, rows: list[Row], *, more: bool) -> HouseholdConnection:
    nodes = [_household(database, row) for row in rows]
    return HouseholdConnection(nodes=nodes, page_info=PageInfo(has_next_page=more))


def _household(database: Database, row: Row) -> Household:
    key, number, size, file, begin, end, version = row
    return Household(
        key=key,
        id=strawberry.ID(database.key("hh", key)),
        region=database.regions[key >> 40],
        register_number=number,
        size=size,
        points_file=None if file is None else bool(file),
        valid_from=date.fromordinal(begin),
        valid_to=None if end == FOREVER else date.fromordinal(end),
        version=str(version),
    )

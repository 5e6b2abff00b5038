"""Published figures of a region that its nodes cannot be counted for, as rows of facts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph_schema.changes import Change, Row
from loaders.synthetic.stream import Numbers, nodes

_COLUMNS = (
    "id", "indicator", "period", "dimensions", "status", "bound", "value", "unit", "denominator", "source",
    "area", "validFrom",
)  # fmt: skip
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure."""

    indicator: str
    period: str
    value: int
    unit: str
    status: str = "ACTUAL"
    bound: str = "EXACT"
    dimensions: str | None = None
    denominator: str | None = None
    source: str | None = None
    """Where it stands, if not where the others of the region do."""


def stream(
    figures: Iterable[Figure], numbers: Numbers, region: str, area: str, source: str, published: datetime.date
) -> Iterator[Change]:
    """Facts about an area, valid from the day on which they were published."""
    return stream_by_area(((area, each) for each in figures), numbers, region, source, published)


def stream_by_area(
    figures: Iterable[tuple[str, Figure]], numbers: Numbers, region: str, source: str, published: datetime.date
) -> Iterator[Change]:
    """Facts, each about an area of its own."""
    rows = (_row(each, numbers, region, area, source, published) for area, each in figures)
    return nodes("Fact", _COLUMNS, rows)


def _row(figure: Figure, numbers: Numbers, region: str, area: str, source: str, published: datetime.date) -> Row:
    return (
        numbers.one("fact", region),
        figure.indicator,
        figure.period,
        figure.dimensions,
        figure.status,
        figure.bound,
        Decimal(figure.value).quantize(_PLACES),
        figure.unit,
        figure.denominator,
        figure.source or source,
        area,
        published,
    )

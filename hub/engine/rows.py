"""Rows of a fetch: how wide they are, whose they are, which of them a page keeps, and what stands for none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Any, TypeAlias

from graph_schema.keys import format_key
from hub.planner import plan as p
from hub.stores.base import Row, Window, row_width

Days: TypeAlias = "int | list[int]"
"""Signed ordinals, positive where the date was asked for, negative for today: one of all rows, or one for each."""


def position_columns(fetch: p.Fetch) -> Callable[[Row], Sequence[Any]]:
    """A function from a row to its position in the list."""
    match fetch.give:
        case p.Rows() if isinstance(fetch.found, p.BySearch):
            return lambda row: (row[3], row[4], format_key(row[1], row[2]))
        case p.Rows(read):
            start, end = 1 + len(read.columns), row_width(fetch)
            return lambda row: row[start:end]
        case p.Groups(keys, measures, order):
            columns: list[int] = []
            for term in order:
                if term.by == "key":
                    columns.extend(range(1, 1 + len(keys)))
                elif term.by == "count":
                    columns.append(1 + len(keys))
                else:
                    assert term.measure is not None
                    columns.append(2 + len(keys) + measures.index(term.measure))
            columns.extend(range(1, 1 + len(keys)))
            return lambda row: [row[c] for c in columns]
        case other:
            raise AssertionError(other)


def even(days: list[int]) -> Days:
    """One number where all days are the same."""
    first = days[0] if days else 0
    return first if all(day == first for day in days) else days


def explicit_day(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day > 0 else None


def spans_of(rows: Sequence[Row], count: int) -> list[tuple[int, int]]:
    """Where each parent's rows begin and end."""
    if count == 1:
        return [(0, len(rows))]
    many = Counter(map(itemgetter(0), rows))
    return list(pairwise(accumulate((many[i] for i in range(count)), initial=0)))


def trim(
    rows: Sequence[Row], spans: list[tuple[int, int]], window: Window
) -> tuple[Sequence[Row], list[tuple[int, int]], list[bool]]:
    """Without the one row more that tells whether more follows."""
    size = window.limit - 1
    more = [b - a > size for a, b in spans]
    if not any(more):
        return rows, spans, more
    kept: list[Row] = []
    trimmed: list[tuple[int, int]] = []
    for (a, b), longer in zip(spans, more, strict=True):
        if longer:
            a, b = (b - size, b) if window.backward else (a, a + size)
        start = len(kept)
        kept.extend(rows[a:b])
        trimmed.append((start, len(kept)))
    return kept, trimmed, more


def counted(give: p.Rows | p.Tally | p.Groups, rows: Sequence[Row], count: int) -> list[Any]:
    """One row a parent; where the store has none, nothing was found."""
    measures = give.measures if isinstance(give, p.Tally) else ()
    nothing = tuple(0 if m.name in ("count", "countDistinct", "flag") else None for m in measures)
    found: list[Any] = [(i, 0, *nothing) for i in range(count)]
    for row in rows:
        found[row[0]] = row
    if any(m.name == "flag" for m in measures):
        # A sum over no rows is null; a count is not.
        at = [2 + n for n, m in enumerate(measures) if m.name == "flag"]
        found = [tuple(v or 0 if i in at else v for i, v in enumerate(row)) for row in found]
    return found

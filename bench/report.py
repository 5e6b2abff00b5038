"""Results as a table for people and as JSON for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import orjson

from bench.measure import Result

UNIT = "ms CPU"


class Entry(TypedDict):
    """One row of the JSON: ``ours`` and ``theirs`` in ``unit``, ``ratio`` of ours to theirs."""

    name: str
    unit: str
    ours: float
    against: str
    theirs: float
    ratio: float


def entries(results: Sequence[Result]) -> list[Entry]:
    """The rows of the JSON."""
    return [
        Entry(
            name=result.name,
            unit=UNIT,
            ours=round(result.ours, 4),
            against=result.against,
            theirs=round(result.theirs, 4),
            ratio=round(result.ratio, 4),
        )
        for result in results
    ]


def as_json(results: Sequence[Result]) -> bytes:
    """The JSON, with an end of line."""
    return orjson.dumps(entries(results), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def table(results: Sequence[Result]) -> str:
    """A table of fixed width; what misses its aim says so."""
    lines = [f"{'':8}{'ours':>10}  {'against':12}{'theirs':>10}{'ratio':>9}{'aim':>8}  ({UNIT} a request)"]
    for result in results:
        aim = "" if result.aim is None else f"{result.aim:g}"
        said = "" if result.aim is None else "  ok" if result.ratio <= result.aim else "  MISSED"
        lines.append(
            f"{result.name:8}{result.ours:10.3f}  {result.against:12}{result.theirs:10.3f}"
            f"{result.ratio:9.3f}{aim:>8}{said}"
        )
    return "\n".join(lines)

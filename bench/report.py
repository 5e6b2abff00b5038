"""Results as a table for people and as JSON for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import orjson

CPU = "ms CPU"


@dataclass(frozen=True, slots=True)
class Limit:
    """What is not to be passed: ``most`` of ``what``, which is ``value`` now. By default ``what`` is the ratio."""

    most: float
    value: float
    what: str = ""

    @property
    def met(self) -> bool:
        """Whether it is kept."""
        return self.value <= self.most


@dataclass(frozen=True, slots=True)
class Result:
    """What something costs here and there, in ``unit``.

    ``notes``: further lines, such as the parts of which the worst is shown.
    """

    name: str
    unit: str
    ours: float
    against: str
    theirs: float
    limits: tuple[Limit, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ratio(self) -> float:
        """Ours divided by theirs."""
        return self.ours / self.theirs


def compared(
    name: str, ours: float, against: str, theirs: float, most: float | None = None, notes: Sequence[str] = ()
) -> Result:
    """CPU a request, with a limit of the ratio."""
    limits = () if most is None else (Limit(most, ours / theirs),)
    return Result(name, CPU, ours, against, theirs, limits, tuple(notes))


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
            unit=result.unit,
            ours=round(result.ours, 4),
            against=result.against,
            theirs=round(result.theirs, 4),
            ratio=round(result.ratio, 5),
        )
        for result in results
    ]


def as_json(results: Sequence[Result]) -> bytes:
    """The JSON, with an end of line."""
    return orjson.dumps(entries(results), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


HEAD = f"{'':13}{'unit':8}{'ours':>10}  {'against':13}{'theirs':>10}{'ratio':>9}  limit"


def row(result: Result) -> str:
    """A line of the table, and the lines below it."""
    said = ", ".join(
        f"{limit.what + ' ' + _number(limit.value) + ' of ' if limit.what else ''}{limit.most:g} "
        f"{'met' if limit.met else 'MISSED'}"
        for limit in result.limits
    )
    line = (
        f"{result.name:13}{result.unit:8}{_number(result.ours):>10}  {result.against:13}{_number(result.theirs):>10}"
        f"{_number(result.ratio):>9}  {said}"
    ).rstrip()
    return "\n".join([line, *(f"{'':15}{note}" for note in result.notes)])


def table(results: Sequence[Result]) -> str:
    """A table of fixed width; what misses its limit says so."""
    limits = [limit for result in results for limit in result.limits]
    missed = sum(not limit.met for limit in limits)
    return "\n".join([HEAD, *map(row, results), f"{len(limits) - missed} of {len(limits)} limits met"])


def _number(value: float) -> str:
    return f"{value:.4f}" if value < 1 else f"{value:.3f}" if value < 100 else f"{value:.1f}"

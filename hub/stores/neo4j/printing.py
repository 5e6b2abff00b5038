"""What the printing of one statement needs at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph_schema.model import Model
from hub.planner import plan as p
from hub.stores.neo4j.conditions import Expressions
from hub.stores.neo4j.days import On, Throughout, When
from hub.stores.neo4j.text import Param, Printer

Nulls = tuple[bool, ...]


class Root(NamedTuple):
    """A fetch that begins a statement. ``form``: it has no parents (``none``), one, many, or many with days of their
    own (``each``).
    """

    fetch: int
    form: str


class Shape(NamedTuple):
    """What a text depends on beside the plan.

    ``along``: numbers of the fetches that are answered together with their parents' rows. ``former``: those for whose
    day a former value of a property may be kept. ``after``, ``before``: by fetch, which values of the bounding
    positions are null. ``single``: those whose list lies below one root only. ``counted``: those of which is counted
    what is left out as unresolved. ``stubs``: where the store does not hold the whole truth, see ``Logic``. ``keyed``:
    kinds and levels of which the node says in which area it stands. ``levels``: of fetches that look below areas of one
    level, whose key stands in what they look for: that level. ``high``: some text has characters that are
    compared in a way of their own, see ``text.beyond``.
    """

    roots: tuple[Root, ...]
    along: frozenset[int] = frozenset()
    former: frozenset[int] = frozenset()
    after: tuple[tuple[int, Nulls], ...] = ()
    before: tuple[tuple[int, Nulls], ...] = ()
    single: frozenset[int] = frozenset()
    counted: frozenset[int] = frozenset()
    stubs: frozenset[str] = frozenset()
    keyed: frozenset[tuple[str, str]] = frozenset()
    levels: tuple[tuple[int, str], ...] = ()
    high: bool = False


@dataclass(slots=True)
class Printing:
    """One statement while it is printed."""

    model: Model
    plan: p.Plan
    shape: Shape
    fetches: Mapping[int, p.Fetch]
    printer: Printer = field(default_factory=Printer)

    @property
    def x(self) -> Expressions:
        """Prints values and conditions."""
        plan, shape = self.plan, self.shape
        return Expressions(self.model, plan.guard, plan.masks, shape.stubs, self.printer, shape.keyed, shape.high)

    def when(self, fetch: p.Fetch, day: str) -> When:
        """The day or the interval of a fetch, whose parents are read as of ``day``."""
        if fetch.during is not None:
            start, end = (self.printer.operand(slot, "plain") for slot in fetch.during)
            return Throughout(start, end)
        if fetch.as_of is not None:
            day = self.printer.operand(fetch.as_of, "plain")
        return On(day, fetch.number not in self.shape.former)

    def limit(self, fetch: p.Fetch) -> str:
        """The length of a fetch's page."""
        return self.printer.param(Param("limit", fetch.number))


def along(children: Sequence[p.Child], shape: Shape) -> list[p.Child]:
    """Those children that are answered with their parents' rows, in their order in the rows."""
    return [child for child in children if child.column is not None and child.fetch.number in shape.along]

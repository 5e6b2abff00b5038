"""What the printing of one statement needs at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graph_schema.model import Model
from hub.planner import plan as p
from hub.stores.sql.conditions import Expressions
from hub.stores.sql.days import On, Throughout, When
from hub.stores.sql.dialect import Dialect
from hub.stores.sql.text import Param, Printer

Nulls = tuple[bool, ...]


class Shape(NamedTuple):
    """What a text depends on beside the fetch.

    ``rooted``: there are no parents. ``each``: parents have days of their own. ``plain``: no former value of any
    property is kept for the day. ``after``, ``before``: which values of the bounding positions are null, where there is
    a bound. ``stubs``: where the store's rows are not the whole truth, see ``stubs.stubs``; empty where that makes
    no difference. ``below``: the index by which what lies below areas is found, a keyed level's or that of all, see
    ``below.way``. ``settled``: kinds whose nodes stand on the day where their rows say. ``moved``: nodes below these
    areas may be found among the others only. ``single``: a root list below one area. ``few``: there are few areas
    below the parents, so that an index of all areas is no way to them.
    """

    rooted: bool
    each: bool
    plain: bool
    after: Nulls | None = None
    before: Nulls | None = None
    stubs: frozenset[str] = frozenset()
    below: str | None = None
    settled: frozenset[str] = frozenset()
    moved: bool = False
    single: bool = False
    few: bool = False


@dataclass(slots=True)
class Printing:
    """One statement while it is printed."""

    model: Model
    dialect: Dialect
    plan: p.Plan
    shape: Shape
    dividing: tuple[str, ...] = ()
    printer: Printer = field(default_factory=Printer)

    @property
    def x(self) -> Expressions:
        """Prints values and conditions."""
        keyed = frozenset((kind, level) for kind in self.shape.settled for level in self.dividing)
        return Expressions(
            self.model, self.plan.guard, self.plan.masks, self.shape.stubs, self.dialect, self.printer, keyed
        )

    def parents(self) -> str:
        """The table of parents ``p``."""
        form = self.dialect.dated_parents if self.shape.each else self.dialect.parents
        return form % self.printer.param(Param("parents"))

    def on(self) -> On:
        """The day of a parent."""
        day = "p.d" if self.shape.each else self.printer.param(Param("day"))
        return On(day, self.shape.plain)

    def when(self, fetch: p.Fetch) -> When:
        """The day or the interval of a fetch."""
        if fetch.during is None:
            return self.on()
        start, end = (self.printer.operand(slot, "date") for slot in fetch.during)
        return Throughout(start, end)

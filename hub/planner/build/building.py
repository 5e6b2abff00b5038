"""What the chapters hand on while one plan is being built, and how fetches are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graph_schema.model import Kind, Model
from hub.planner import meaning as m
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Asked, Slot
from hub.planner.build.levels import Level
from hub.planner.build.pages import slot
from hub.planner.surface import Surface

Flags: TypeAlias = tuple[str, Slot | None]
"""Whether restricted flags may be counted, see ``outs.FlagOut``; with the ids of the areas where it hangs on them."""
NodeOuts: TypeAlias = "Callable[[Building, Level, Kind, tuple[Asked, ...]], tuple[o.Out, ...]]"


@dataclass
class Listing:
    """What the pieces of one connection share."""

    asked: Asked
    kind: Kind
    found: p.Found
    condition: w.Condition
    name: p.ListName
    as_of: Slot | None
    during: tuple[Slot, Slot] | None
    page: p.Page
    flags: Flags


@dataclass
class Building:
    """One plan being built.

    ``node_outs``: the chapter ``nodes``. It is handed in, since nodes hold lists, and lists and groups hold nodes.
    """

    surface: Surface
    node_outs: NodeOuts
    fetches: int = 0

    @property
    def model(self) -> Model:
        return self.surface.model

    def meaning(self, type_name: str, field: str) -> m.Meaning:
        """What a field means."""
        return self.surface.fields[type_name, field].meaning

    def node(self, level: Level, kind: Kind, asked: tuple[Asked, ...]) -> tuple[o.Out, ...]:
        """The fields asked for of a node that a row of ``level`` tells of."""
        return self.node_outs(self, level, kind, asked)

    def by_key(self, level: Level, kind: Kind, a: Asked, below: Asked, **where: object) -> o.OneOut:
        """The nodes themselves whose keys stand ``where`` (see ``plan.Child``), with what ``below`` asks of them."""
        own = Level.of(kind)
        outs = self.node(own, kind, below.of.get(kind.name, ()))
        as_of = slot(a.args, "asOf") if "ids" in where else None
        fetch = self.fetch(a, p.ByKey(kind), own.rows(), own, as_of=as_of)
        return o.OneOut(level.child(fetch, **where), outs)

    def fetch(
        self,
        a: Asked,
        found: p.Found,
        give: p.Rows | p.Tally | p.Groups,
        own: Level,
        *,
        as_of: Slot | None,
        name: p.ListName | None = None,
        condition: w.Condition = w.TRUE,
        during: tuple[Slot, Slot] | None = None,
        page: p.Page | None = None,
    ) -> p.Fetch:
        """A fetch with the next number and the children of ``own``."""
        self.fetches += 1
        children = tuple(own.children)
        return p.Fetch(self.fetches, a.place, found, condition, as_of, during, give, children, name, page)

    def list_fetch(self, this: Listing, give: p.Rows | p.Tally | p.Groups, own: Level) -> p.Fetch:
        """A fetch of a connection: of its page, its tally or its groups."""
        return self.fetch(
            this.asked,
            this.found,
            give,
            own,
            as_of=this.as_of,
            name=this.name,
            condition=this.condition,
            during=this.during,
            page=this.page,
        )

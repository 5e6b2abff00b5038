"""Counts and statistics: of a list, and of groups."""

from __future__ import annotations

from graph_schema.model import Property, Scalar
from hub.planner import meaning as m
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner.asked import Asked
from hub.planner.build.building import Building, Listing
from hub.planner.build.levels import Level, TallyLevel
from hub.planner.build.values import form


def aggregate(at: Building, level: Level, this: Listing, piece: Asked, tally: TallyLevel) -> tuple[o.Out, ...]:
    """The piece ``aggregate`` of a connection."""
    type_name = f"{this.kind.name}Aggregate"
    return tuple(o.Out(b.key, measure(at, level, this, type_name, b, tally), b.place) for b in piece.of[type_name])


def measure(at: Building, level: Level, this: Listing | None, type_name: str, b: Asked, tally: TallyLevel) -> o.How:
    """A count, the statistics of a property, or the count of a restricted flag (of a list only, ``this``)."""
    if b.name == "__typename":
        return o.TypeName(type_name)
    match at.meaning(type_name, b.name):
        case m.Piece("count"):
            return o.ValueOut(tally.offset, "plain")
        case m.Statistics(prop):
            name = at.surface.fields[type_name, b.name].type
            return o.ObjectOut(tuple(o.Out(c.key, _statistic(name, prop, c, tally), c.place) for c in b.of[name]))
        case m.FlagCount(prop) if this is not None:
            return _flag(at, level, this, b, tally.column(prop, "flag"))
        case other:
            raise AssertionError(f"{type_name}.{b.name}: {other}")


def _statistic(type_name: str, prop: Property, c: Asked, tally: TallyLevel) -> o.How:
    match c.name:
        case "__typename":
            return o.TypeName(type_name)
        case "avg":
            return o.AverageOut(tally.column(prop, "sum"), tally.column(prop, "count"), prop.scale)
        case "sum":
            name = f"decimal:{prop.scale}" if prop.type is Scalar.DECIMAL else "long"
            return o.ValueOut(tally.column(prop, "sum"), name)
        case "countDistinct":
            return o.ValueOut(tally.column(prop, "countDistinct"), "plain")
        case name:
            return o.ValueOut(tally.column(prop, name), form(prop))


def _flag(at: Building, level: Level, this: Listing, b: Asked, position: int) -> o.FlagOut:
    allowed, areas = this.flags
    area = at.model.kind("Area")
    if allowed == "parent":
        return o.FlagOut(position, "parent", level.column("property", area.property("level")), None)
    if allowed == "areas":
        own = Level.of(area)
        own.column("property", area.property("level"))
        fetch = at.fetch(b, p.ByKey(area), own.rows(), own, as_of=this.as_of)
        return o.FlagOut(position, "areas", None, level.child(fetch, ids=areas, tag=area.tag, exact=True))
    return o.FlagOut(position, allowed, None, None)  # type: ignore[arg-type]

"""Values that stand in a row: of a node, of a link, of a part."""

from __future__ import annotations

from graph_schema.model import Kind, Property, Scalar
from hub.planner import meaning as m
from hub.planner import outs as o
from hub.planner.asked import Asked
from hub.planner.build.building import Building
from hub.planner.build.levels import Level


def link_value(at: Building, level: Level, type_name: str, a: Asked, of: str) -> o.How:
    """A date or a property of a link or a part; ``of``: of which column its properties are."""
    if a.name == "__typename":
        return o.TypeName(type_name)
    match at.meaning(type_name, a.name):
        case m.LinkDate(name):
            return o.ValueOut(level.column(name), "open" if name == "until" else "date")
        case m.Value(prop):
            return o.ValueOut(level.column(of, prop), form(prop))
        case other:
            raise AssertionError(f"{type_name}.{a.name}: {other}")


def form(prop: Property) -> str:
    """How a property's value is written, see ``outs.ValueOut``."""
    match prop.type:
        case Scalar.LONG:
            return "long"
        case Scalar.DECIMAL:
            return f"decimal:{prop.scale}"
        case Scalar.BOOLEAN:
            return "boolean"
        case Scalar.DATE:
            return "date"
        case _:
            return "plain"


def meta(level: Level, kind: Kind, name: str) -> o.ValueOut:
    """What every node has."""
    match name:
        case "id" | "key":
            return o.ValueOut(level.column("key"), f"{name}:{kind.tag}")
        case "region":
            return o.ValueOut(level.column("key"), "region")
        case "validFrom":
            return o.ValueOut(level.column("validFrom"), "date")
        case "validTo":
            return o.ValueOut(level.column("validTo"), "open")
        case _:
            return o.ValueOut(level.column("version"), "long")

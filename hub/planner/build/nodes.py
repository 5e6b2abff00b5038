"""The fields of a node: its values, its parts, its links and what stands in its trees."""

from __future__ import annotations

from typing import cast

from graph_schema.model import End, Kind, Part
from hub.errors import QuestionError
from hub.planner import meaning as m
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner.asked import Asked
from hub.planner.build.building import Building, Flags
from hub.planner.build.levels import Level
from hub.planner.build.lists import connection
from hub.planner.build.pages import slot
from hub.planner.build.values import form, link_value, meta
from hub.planner.build.within import at_level, in_named


def node_outs(at: Building, level: Level, kind: Kind, asked: tuple[Asked, ...]) -> tuple[o.Out, ...]:
    """The fields asked for of a node that a row of ``level`` tells of."""
    outs = []
    for a in asked:
        try:
            how = _field(at, level, kind, a)
        except QuestionError as error:
            how = o.FaultOut(error.code.value, error.message)
        outs.append(o.Out(a.key, how, a.place))
    return tuple(outs)


def _field(at: Building, level: Level, kind: Kind, a: Asked) -> o.How:
    if a.name == "__typename":
        return o.TypeName(kind.name)
    match at.meaning(kind.name, a.name):
        case m.Meta(name):
            return meta(level, kind, name)
        case m.Value(prop):
            return o.ValueOut(level.column("property", prop), form(prop))
        case m.Parts(part):
            return _parts(at, level, kind, a, part)
        case m.ToOne(end):
            return _to_one(at, level, a, end)
        case m.ToMany(end):
            other = at.model.kind(end.other)
            return connection(at, level, a, kind.name, other, p.AlongLink(end), at_level(other, a), ("no", None))
        case m.Subtree(tree, other, named):
            scope = cast(str, a.args.get("scope") or "DESCENDANTS")
            flags: Flags = ("no", None)
            if tree.name == "Area" and scope == "DESCENDANTS":
                flags = ("parent", None)
            found = p.InSubtree(tree, other, scope)  # type: ignore[arg-type]
            return connection(at, level, a, kind.name, other, found, in_named(other, named), flags)
        case m.Descendants():
            return connection(at, level, a, kind.name, kind, p.Below(kind), at_level(kind, a), ("no", None))
        case m.Ancestors():
            own = Level.of(kind)
            outs = at.node(own, kind, a.of[kind.name])
            fetch = at.fetch(a, p.Above(kind), own.rows(), own, as_of=slot(a.args, "asOf"))
            return o.ListOut(level.child(fetch), outs)
        case other_meaning:
            raise AssertionError(f"{kind.name}.{a.name}: {other_meaning}")


def _parts(at: Building, level: Level, kind: Kind, a: Asked, part: Part) -> o.How:
    own = Level.of(kind)
    outs = tuple(
        o.Out(b.key, link_value(at, own, part.type_name, b, "property"), b.place) for b in a.of[part.type_name]
    )
    fetch = at.fetch(a, p.PartsOf(kind, part), own.rows(), own, as_of=slot(a.args, "asOf"))
    return o.ListOut(level.child(fetch), outs)


def _to_one(at: Building, level: Level, a: Asked, end: End) -> o.How:
    other = at.model.kind(end.other)
    own = Level.of(other)
    type_name = at.surface.fields[end.kind, end.name].type
    if end.link.wrapped:
        outs = tuple(o.Out(b.key, _wrapped(at, own, other, type_name, b), b.place) for b in a.of[type_name])
    else:
        outs = at.node(own, other, a.of[other.name])
    fetch = at.fetch(a, p.AlongLink(end), own.rows(), own, as_of=slot(a.args, "asOf"))
    return o.OneOut(level.child(fetch), outs)


def _wrapped(at: Building, own: Level, other: Kind, type_name: str, b: Asked) -> o.How:
    if b.name == "node":
        return o.ObjectOut(at.node(own, other, b.of[other.name]))
    return link_value(at, own, type_name, b, "linkProperty")

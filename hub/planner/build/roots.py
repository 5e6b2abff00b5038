"""The root fields of an operation."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from graph_schema.model import Kind, NamedList
from hub.errors import QuestionError
from hub.planner import meaning as m
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner.asked import Asked, Slot
from hub.planner.build.building import Building
from hub.planner.build.filters import both
from hub.planner.build.levels import Level
from hub.planner.build.lists import connection
from hub.planner.build.nodes import node_outs
from hub.planner.build.pages import slot
from hub.planner.build.search import search
from hub.planner.build.within import flags_within, in_named, within
from hub.planner.surface import Surface


def build(surface: Surface, asked: tuple[Asked, ...]) -> p.Plan:
    """The plan of an operation's root fields (introspection excepted)."""
    at = Building(surface, node_outs)
    level = Level()
    outs = tuple(o.Out(a.key, _root_or_fault(at, level, a), a.place) for a in asked)
    return p.Plan(tuple(level.children), outs)


def _root_or_fault(at: Building, level: Level, a: Asked) -> o.How:
    if a.name == "__typename":
        return o.TypeName("Query")
    try:
        return _root(at, level, a)
    except QuestionError as error:
        return o.FaultOut(error.code.value, error.message)


def _root(at: Building, level: Level, a: Asked) -> o.How:
    match at.meaning("Query", a.name):
        case m.RootOne(None):
            return o.PickOut(_by_ids(at, level, a, cast(Slot, a.args["id"])))
        case m.RootOne(kind) if kind is not None:
            return at.by_key(level, kind, a, a, ids=cast(Slot, a.args["id"]), tag=kind.tag, exact=True)
        case m.RootIds():
            if a.args["ids"] == ():
                return o.PickAllOut(())
            return o.PickAllOut(_by_ids(at, level, a, cast(Slot, a.args["ids"])))
        case m.RootCodes(many):
            return _codes(at, level, a, many)
        case m.RootList(kind, named):
            return _list(at, level, a, kind, named)
        case m.RootSearch():
            return search(at, level, a)
        case m.RootCatalogue():
            return o.CatalogueOut(a.of["Catalogue"])
        case other:
            raise AssertionError(f"Query.{a.name}: {other}")


def _by_ids(at: Building, level: Level, a: Asked, ids: Slot) -> tuple[o.OneOut, ...]:
    kinds = ((at.model.kind(name), asked) for name, asked in a.of.items())
    return tuple(
        at.by_key(level, kind, a, replace(a, of={kind.name: asked}), ids=ids, tag=kind.tag) for kind, asked in kinds
    )


def _codes(at: Building, level: Level, a: Asked, many: bool) -> o.How:
    area = at.model.kind("Area")
    codes = a.args["codes" if many else "code"]
    if codes == ():
        return o.PickAllOut(())
    own = Level.of(area)
    key = own.column("key")
    node = at.by_key(own, area, a, a, column=key)
    found = p.ByCode(area, cast(Slot, codes), cast("str | None", a.args.get("authority")), slot(a.args, "vintage"))
    fetch = at.fetch(a, found, own.rows(), own, as_of=slot(a.args, "asOf"))
    return o.CodesOut(level.child(fetch), node, many)


def _list(at: Building, level: Level, a: Asked, kind: Kind, named: NamedList | None) -> o.How:
    condition = both(within(at.model, kind, a), in_named(kind, named))
    return connection(at, level, a, "Query", kind, p.FromRoot(kind), condition, flags_within(a))

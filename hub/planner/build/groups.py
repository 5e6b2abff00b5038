"""Groups of a list: what they are made by, their page, and what is asked of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from graph_schema.model import End, Kind
from hub.errors import Code, QuestionError
from hub.planner import meaning as m
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner.asked import Asked, Template
from hub.planner.build.building import Building, Listing
from hub.planner.build.levels import Level, TallyLevel
from hub.planner.build.pages import forward_page, page_info, wants_cursor
from hub.planner.build.tallies import measure
from hub.planner.build.values import form
from hub.planner.surface import constant

MAX_GROUP_TERMS = 8


def groups(at: Building, level: Level, this: Listing, piece: Asked) -> o.How:
    """The piece ``groups`` of a connection, or its fault."""
    try:
        return _groups(at, level, this, piece)
    except QuestionError as error:
        return o.FaultOut(error.code.value, error.message)


@dataclass
class _Group:
    """What the fields of one sort of groups share: the list, the terms of their key, their row, their measures."""

    this: Listing
    keys: tuple[p.GroupKey, ...]
    own: Level
    tally: TallyLevel

    def position(self, key: p.GroupKey) -> int | None:
        """Where the value of a term stands in the row; None if the list is not grouped by it."""
        return self.keys.index(key) + 1 if key in self.keys else None


def _groups(at: Building, level: Level, this: Listing, piece: Asked) -> o.How:
    keys = _keys(at, this.kind, cast(tuple[Template, ...], piece.args["by"]))
    group = _Group(this, keys, Level([p.Source(this.kind)]), TallyLevel(offset=1 + len(keys)))
    page = forward_page(piece)
    args = (*this.name.args, ("groupBy", piece.args["by"]), ("groupOrderBy", piece.args.get("orderBy")))
    name = p.ListName(f"{this.name.path}.groups", args)
    connection, edge = f"{this.kind.name}GroupConnection", f"{this.kind.name}GroupEdge"
    outs: list[o.Out] = []
    total: int | None = None
    rows = cursors = False
    for b in piece.of[connection]:
        how: o.How
        match b.name:
            case "__typename":
                how = o.TypeName(connection)
            case "nodes":
                rows, how = True, o.NodesOut(o.ObjectOut(_fields(at, group, b)))
            case "edges":
                rows = True
                cursors = cursors or any(e.name == "cursor" for e in b.of[edge])
                how = o.EdgesOut(tuple(o.Out(e.key, _edge(at, group, e), e.place) for e in b.of[edge]))
            case "pageInfo":
                rows, how = True, page_info(b)
                cursors = cursors or wants_cursor(how)
            case _:
                if total is None:
                    count = at.list_fetch(this, p.Groups(keys, (), (), page, True), Level())
                    total = level.child(replace(count, groups_name=name, groups_place=piece.place))
                how = o.TallyOut(total, (o.Out("", o.ValueOut(1, "plain"), b.place),), True)
        outs.append(o.Out(b.key, how, b.place))
    order = _order(this.kind, piece, group.tally)
    child: int | None = None
    if rows or total is None:
        fetch = at.list_fetch(this, p.Groups(keys, tuple(group.tally.measures), order, page, False), group.own)
        child = level.child(replace(fetch, groups_name=name, groups_place=piece.place))
    return o.ConnectionOut(child, tuple(outs))


def _edge(at: Building, group: _Group, e: Asked) -> o.How:
    if e.name == "node":
        return o.ObjectOut(_fields(at, group, e))
    return o.CursorOut() if e.name == "cursor" else o.TypeName(f"{group.this.kind.name}GroupEdge")


def _fields(at: Building, group: _Group, b: Asked) -> tuple[o.Out, ...]:
    type_name = f"{group.this.kind.name}Group"
    outs = []
    for c in b.of[type_name]:
        if c.name == "key":
            how = _key(at, group, group.this.kind, (), c)
        else:
            how = measure(at, group.own, None, type_name, c, group.tally)
        outs.append(o.Out(c.key, how, c.place))
    return tuple(outs)


def _key(at: Building, group: _Group, kind: Kind, path: tuple[End, ...], c: Asked) -> o.How:
    type_name = f"{kind.name}GroupKey"
    return o.ObjectOut(tuple(o.Out(d.key, _key_field(at, group, type_name, path, d), d.place) for d in c.of[type_name]))


def _key_field(at: Building, group: _Group, type_name: str, path: tuple[End, ...], d: Asked) -> o.How:
    if d.name == "__typename":
        return o.TypeName(type_name)
    match at.meaning(type_name, d.name):
        case m.Value(prop):
            column = group.position(p.GroupKey(path, prop, None))
            return o.ValueOut(column, form(prop)) if column else o.NullOut()
        case m.KeyAreas():
            return _key_areas(at, group, path, d)
        case m.KeyLink(end):
            deeper = (*path, end)
            if any(k.path[: len(deeper)] == deeper for k in group.keys):
                return _key(at, group, at.model.kind(end.other), deeper, d)
            return o.NullOut()
        case other:
            raise AssertionError(f"{type_name}.{d.name}: {other}")


def _key_areas(at: Building, group: _Group, path: tuple[End, ...], d: Asked) -> o.How:
    if not any(k.path == path and k.level for k in group.keys):
        return o.NullOut()
    area = at.model.kind("Area")
    outs = []
    for e in d.of["GroupKeyAreas"]:
        how: o.How
        if e.name == "__typename":
            how = o.TypeName("GroupKeyAreas")
        else:
            column = group.position(p.GroupKey(path, None, e.name.upper()))
            how = at.by_key(group.own, area, e, e, column=column) if column else o.NullOut()
        outs.append(o.Out(e.key, how, e.place))
    return o.ObjectOut(tuple(outs))


def _keys(at: Building, kind: Kind, by: tuple[Template, ...]) -> tuple[p.GroupKey, ...]:
    if not 1 <= len(by) <= MAX_GROUP_TERMS:
        raise QuestionError(Code.BAD_ARGUMENT, f"by: 1 to {MAX_GROUP_TERMS} terms expected, {len(by)} given")
    return tuple(_one_key(at, kind, cast(Mapping[str, Template], term), ()) for term in by)


def _one_key(at: Building, kind: Kind, term: Mapping[str, Template], path: tuple[End, ...]) -> p.GroupKey:
    given = [(name, value) for name, value in term.items() if value is not None]
    if len(given) != 1:
        names = ", ".join(name for name, _ in given) or "none"
        raise QuestionError(Code.BAD_ARGUMENT, f"by: a term says exactly one thing, this one: {names}")
    name, value = given[0]
    match at.surface.input_fields[f"{kind.name}GroupBy", name].meaning:
        case m.GroupProperty():
            prop = next(x for x in kind.properties if constant(x.name) == value)
            return p.GroupKey(path, prop, None)
        case m.GroupArea():
            return p.GroupKey(path, None, cast(str, value))
        case m.ToOne(end):
            return _one_key(at, at.model.kind(end.other), cast(Mapping[str, Template], value), (*path, end))
        case other:
            raise AssertionError(f"{kind.name}GroupBy.{name}: {other}")


def _order(kind: Kind, piece: Asked, tally: TallyLevel) -> tuple[p.GroupOrder, ...]:
    terms = []
    for template in cast("tuple[Template, ...]", piece.args.get("orderBy") or ()):
        term = cast(Mapping[str, Template], template)
        descending = term.get("direction") == "DESC"
        name = cast(str, term["field"])
        if name in ("KEY", "COUNT"):
            terms.append(p.GroupOrder(name.lower(), None, descending))  # type: ignore[arg-type]
            continue
        prop = next(x for x in kind.properties if name.startswith(constant(x.name) + "_"))
        stat = name.removeprefix(constant(prop.name) + "_").lower()
        tally.column(prop, stat)
        terms.append(p.GroupOrder("measure", p.Measure(prop, stat), descending))  # type: ignore[arg-type]
    return tuple(terms)

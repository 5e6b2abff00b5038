"""Connections: a list by the pieces that are asked for of it."""

from __future__ import annotations

from graph_schema.model import Kind
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Asked
from hub.planner.build.building import Building, Flags, Listing
from hub.planner.build.filters import both, build_condition
from hub.planner.build.groups import groups
from hub.planner.build.levels import Level, TallyLevel
from hub.planner.build.pages import interval, list_args, order_of, page_info, page_of, slot, wants_cursor
from hub.planner.build.tallies import aggregate
from hub.planner.build.values import link_value


def connection(
    at: Building,
    level: Level,
    a: Asked,
    parent: str,
    kind: Kind,
    found: p.Found,
    condition: w.Condition,
    flags: Flags,
) -> o.How:
    """A list, by the pieces asked for: its page, its tally, its groups.

    Raises:
        QuestionError: arguments that exclude each other, a filter that compares with null.
    """
    this = _listing(at, a, parent, kind, found, condition, flags)
    type_name = at.surface.fields[parent, a.name].type
    own = Level.of(kind)
    rows = cursors = False
    before = len(level.children)
    pieces: list[tuple[Asked, o.How | None]] = []
    for piece in a.of[type_name]:
        how: o.How | None = None
        match piece.name:
            case "__typename":
                how = o.TypeName(type_name)
            case "nodes":
                rows, how = True, o.NodesOut(o.ObjectOut(at.node(own, kind, piece.of[kind.name])))
            case "edges":
                rows = True
                edge = type_name.removesuffix("Connection") + "Edge"
                cursors = cursors or any(e.name == "cursor" for e in piece.of[edge])
                how = o.EdgesOut(tuple(o.Out(e.key, _edge(at, own, kind, edge, e), e.place) for e in piece.of[edge]))
            case "pageInfo":
                rows, how = True, page_info(piece)
                cursors = cursors or wants_cursor(how)
            case "groups":
                how = groups(at, level, this, piece)
        pieces.append((piece, how))
    order = order_of(kind, a)
    child: int | None = None
    if rows:
        if this.during is not None:
            own.column("date")
        give = p.Rows(p.Read(tuple(own.sources), tuple(own.columns)), order, this.page, cursors)
        child = level.child(at.list_fetch(this, give, own))
    outs = _finish(at, level, this, pieces)
    if before == len(level.children):
        # Nothing but __typename is asked for: the arguments are checked all the same.
        child = level.child(at.list_fetch(this, p.Tally(()), Level()))
    return o.ConnectionOut(child, outs)


def _listing(
    at: Building, a: Asked, parent: str, kind: Kind, found: p.Found, condition: w.Condition, flags: Flags
) -> Listing:
    filtered = a.args.get("filter")
    during = interval(a)
    if filtered is not None or during is not None:
        flags = ("no", None)
    page = page_of(a)
    names = ("filter", "within", "scope", "level", "orderBy", "during")
    return Listing(
        a,
        kind,
        found,
        both(condition, build_condition(at.surface, f"{kind.name}Filter", filtered)),
        p.ListName(f"{parent}.{a.name}", list_args(a, names)),
        slot(a.args, "asOf"),
        during,
        page,
        flags,
    )


def _edge(at: Building, own: Level, kind: Kind, edge: str, e: Asked) -> o.How:
    if e.name == "cursor":
        return o.CursorOut()
    if e.name == "node":
        return o.ObjectOut(at.node(own, kind, e.of[kind.name]))
    return link_value(at, own, edge, e, "linkProperty")


def _finish(at: Building, level: Level, this: Listing, pieces: list[tuple[Asked, o.How | None]]) -> tuple[o.Out, ...]:
    """The pieces that are still open, counts and statistics, come from one tally."""
    tally = TallyLevel()
    for piece, how in pieces:
        if how is None and piece.name == "aggregate":
            aggregate(at, level, this, piece, tally)
    fetch: int | None = None
    outs: list[o.Out] = []
    for piece, how in pieces:
        if how is None:
            if fetch is None:
                fetch = level.child(at.list_fetch(this, p.Tally(tuple(tally.measures)), Level()))
            if piece.name == "totalCount":
                how = o.TallyOut(fetch, (o.Out("", o.ValueOut(1, "plain"), piece.place),), True)
            else:
                how = o.TallyOut(fetch, aggregate(at, level, this, piece, tally), False)
        outs.append(o.Out(piece.key, how, piece.place))
    return tuple(outs)

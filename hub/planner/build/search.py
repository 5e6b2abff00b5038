"""Search: nodes of several kinds by a text, each kind fetched by the keys that were found."""

from __future__ import annotations

from typing import cast

from graph_schema.model import Kind
from hub.errors import QuestionError
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Asked, Slot
from hub.planner.build.building import Building
from hub.planner.build.levels import Level
from hub.planner.build.pages import forward_page, list_args, page_info, slot, wants_cursor
from hub.planner.build.within import within
from hub.planner.surface import constant


def search(at: Building, level: Level, a: Asked) -> o.How:
    """The finds, by the pieces asked for: their page, their number."""
    kinds = _searched(at, a)
    own = Level([p.Source(at.model.kinds[0])])
    as_of = slot(a.args, "asOf")
    found = p.BySearch(kinds, cast(Slot, a.args["text"]), _within(at, kinds, a))
    name = p.ListName("Query.search", list_args(a, ("text", "kinds", "within")))
    pieces: list[o.Out] = []
    rows = cursors = False
    tally: int | None = None
    for piece in a.of["SearchConnection"]:
        how: o.How
        match piece.name:
            case "__typename":
                how = o.TypeName("SearchConnection")
            case "nodes":
                rows, how = True, o.NodesOut(_picks(at, own, a, kinds, piece))
            case "edges":
                rows = True
                cursors = cursors or any(e.name == "cursor" for e in piece.of["SearchEdge"])
                how = o.EdgesOut(
                    tuple(o.Out(e.key, _edge(at, own, a, kinds, e), e.place) for e in piece.of["SearchEdge"])
                )
            case "pageInfo":
                rows, how = True, page_info(piece)
                cursors = cursors or wants_cursor(how)
            case _:
                if tally is None:
                    page = forward_page(a)
                    tally = level.child(at.fetch(a, found, p.Tally(()), Level(), as_of=as_of, name=name, page=page))
                how = o.TallyOut(tally, (o.Out("", o.ValueOut(1, "plain"), piece.place),), True)
        pieces.append(o.Out(piece.key, how, piece.place))
    child: int | None = None
    if rows or tally is None:
        # Where only __typename is asked for, the arguments are checked all the same.
        give = p.Rows(p.Read((), ()), (), forward_page(a), cursors)
        child = level.child(at.fetch(a, found, give, own, as_of=as_of, name=name))
    return o.ConnectionOut(child, tuple(pieces))


def _searched(at: Building, a: Asked) -> tuple[Kind, ...]:
    wanted = a.args.get("kinds")
    return tuple(
        kind
        for kind in at.model.kinds
        if any(prop.search for prop in kind.properties)
        and (wanted is None or constant(kind.name) in cast(tuple[str, ...], wanted))
    )


def _within(at: Building, kinds: tuple[Kind, ...], a: Asked) -> dict[str, w.Condition]:
    found: dict[str, w.Condition] = {}
    if a.args.get("within") is not None:
        for kind in kinds:
            try:
                found[kind.name] = within(at.model, kind, a)
            except QuestionError:
                # A kind that cannot stand in the part of the tree asked for has no finds there.
                found[kind.name] = w.FALSE
    return found


def _edge(at: Building, own: Level, a: Asked, kinds: tuple[Kind, ...], e: Asked) -> o.How:
    if e.name == "node":
        return _picks(at, own, a, kinds, e)
    return o.CursorOut() if e.name == "cursor" else o.TypeName("SearchEdge")


def _picks(at: Building, own: Level, a: Asked, kinds: tuple[Kind, ...], below: Asked) -> o.PickOut:
    """Rows of a search are (0, tag, key, …); a child a kind takes the keys of its tag."""
    return o.PickOut(
        tuple(at.by_key(own, kind, a, below, column=2, tag=kind.tag) for kind in kinds if kind.name in below.of)
    )

"""What becomes of the rows of each fetch, read off a plan's outs once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hub.planner import outs as o
from hub.planner import plan as p


@dataclass(frozen=True, slots=True)
class One:
    """At most one object a parent. ``all``: at the root, one value for the ids together."""

    outs: tuple[o.Out, ...]
    place: int
    all: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A plain list of objects a parent."""

    outs: tuple[o.Out, ...]
    place: int


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page a parent: for each piece one list of values, then what the page says of itself."""

    pieces: tuple[tuple[o.How | tuple[o.Out, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One row of numbers a parent."""


@dataclass(frozen=True, slots=True)
class Codes:
    """At the root: the node that each code leads to."""

    many: bool
    place: int


@dataclass(frozen=True, slots=True)
class Levels:
    """At the root: the levels of some areas."""


Consumer: TypeAlias = One | Many | PageOf | Count | Codes | Levels


def consumers(plan: p.Plan) -> dict[int, Consumer]:
    """By the number of the fetch."""
    found: dict[int, Consumer] = {}
    for number, consumer in _of_outs(plan.outs, plan.children):
        found[number] = consumer
    return found


def _of_outs(outs: Sequence[o.Out], children: Sequence[p.Child]) -> Iterator[tuple[int, Consumer]]:
    for out in outs:
        yield from _of_how(out.how, out.place, children)


def _of_how(
    how: o.How, place: int, children: Sequence[p.Child], *, all_ids: bool = False
) -> Iterator[tuple[int, Consumer]]:
    match how:
        case o.OneOut(child, outs):
            fetch = children[child].fetch
            yield fetch.number, One(outs, place, all_ids)
            yield from _of_outs(outs, fetch.children)
        case o.ListOut(child, outs):
            fetch = children[child].fetch
            yield fetch.number, Many(outs, place)
            yield from _of_outs(outs, fetch.children)
        case o.ObjectOut(outs):
            yield from _of_outs(outs, children)
        case o.PickOut(of):
            for one in of:
                yield from _of_how(one, place, children)
        case o.PickAllOut(of):
            for one in of:
                yield from _of_how(one, place, children, all_ids=True)
        case o.CodesOut(child, node, many):
            fetch = children[child].fetch
            yield fetch.number, Codes(many, place)
            yield from _of_how(node, place, fetch.children)
        case o.ConnectionOut():
            yield from _of_connection(how, children)
        case o.FlagOut(areas=areas) if areas is not None:
            yield children[areas].fetch.number, Levels()


def _of_connection(how: o.ConnectionOut, children: Sequence[p.Child]) -> Iterator[tuple[int, Consumer]]:
    pieces: list[tuple[o.How | tuple[o.Out, ...], int]] = []
    rows = None if how.rows is None else children[how.rows].fetch
    for out in how.pieces:
        match out.how:
            case o.NodesOut(node):
                pieces.append((node, out.place))
                yield from _of_how(node, out.place, rows.children if rows else ())
            case o.EdgesOut(outs):
                pieces.append((outs, out.place))
                yield from _of_outs(outs, rows.children if rows else ())
            case o.TallyOut(child, outs):
                yield children[child].fetch.number, Count()
                yield from _of_outs(outs, children)
            case piece:
                yield from _of_how(piece, out.place, children)
    if rows is not None:
        yield rows.number, Count() if isinstance(rows.give, p.Tally) else PageOf(tuple(pieces))

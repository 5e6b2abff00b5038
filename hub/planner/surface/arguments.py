"""Arguments that many fields share."""

from __future__ import annotations

from graph_schema.model import Kind
from hub.planner.surface.types import Argument

AS_OF = Argument(
    "asOf",
    "Date",
    "Read as of this day; inherited by what lies below. Default: today in the hub's time zone.",
)
DURING = Argument("during", "Interval", "Whatever was valid at some moment of the interval; excludes `asOf`.")
PAGE = (
    Argument("first", "Int", "Page size from the front, 0 to 1,000; 20 where neither `first` nor `last` is given."),
    Argument("after", "String", "Cursor to begin behind."),
    Argument("last", "Int", "Page size from the back, 0 to 1,000."),
    Argument("before", "String", "Cursor to end in front of."),
)
SCOPE = Argument("scope", "TreeScope", "Which part of the subtree; default DESCENDANTS.")


def list_args(
    kind: Kind, *, dated: bool = True, scope: bool = False, within: bool = False, level: bool = False
) -> tuple[Argument, ...]:
    """The arguments of a connection over a kind, in the order of API.md."""
    args = [Argument("filter", f"{kind.name}Filter", "Only nodes for which all of this holds.")]
    if within:
        args.append(Argument("within", "Within", "Only nodes in these parts of the trees."))
    if scope:
        args.append(SCOPE)
    if level:
        args.append(Argument("level", "AreaLevel", "Only areas of this level."))
    args.append(Argument("orderBy", f"[{kind.name}Order!]", "Nulls last; the id breaks ties."))
    args.extend(PAGE)
    if dated:
        args.extend((AS_OF, DURING))
    return tuple(args)

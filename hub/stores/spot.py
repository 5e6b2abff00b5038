"""Lists below areas: which of them a fetch looks at, and which of those the stores keep count of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_schema.model import Kind, Model
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Slot
from hub.stores.sql.layout import counter


@dataclass(frozen=True, slots=True)
class Spot:
    """The areas below which a fetch looks for nodes of a placed kind. ``roots`` None: its parents."""

    kind: Kind
    roots: Slot | None


def spot(fetch: p.Fetch) -> Spot | None:
    """Where a fetch looks, if it is for all that lies below areas."""
    if fetch.during is not None:
        return None
    match fetch.found:
        case p.InSubtree(tree, kind, "DESCENDANTS") if tree.name == "Area":
            return Spot(kind, None)
        case p.FromRoot(kind) if kind.place is not None and fetch.condition != w.TRUE:
            inside = first_inside(fetch.condition)
            return None if inside is None else Spot(kind, inside.roots)
    return None


def inside_areas(condition: w.Condition) -> w.Inside | None:
    """Of conditions that must all hold, the first that puts a node into the subtrees of some roots, however deep."""
    return next((c for c in flat(condition) if isinstance(c, w.Inside)), None)


def first_inside(condition: w.Condition) -> w.Inside | None:
    """Of conditions that must all hold, the first that puts a node of a placed kind below areas."""
    for c in flat(condition):
        if isinstance(c, w.Inside) and c.tree.name == "Area" and c.kind.place and c.scope == "DESCENDANTS":
            return c
    return None


def flat(condition: w.Condition) -> Iterator[w.Condition]:
    """The conditions that must all hold; those of ``within``, which may stand deeper, each by itself."""
    for c in condition.of if isinstance(condition, w.All) else (condition,):
        if isinstance(c, w.All) and any(isinstance(one, w.Inside) for one in flat(c)):
            yield from flat(c)
        else:
            yield c


def settled(model: Model, days: Mapping[str, int]) -> dict[str, int]:
    """By name of a placed kind, the day from which on where its nodes stand is said by themselves.

    Args:
        days: by tag, the ordinal of the last day on which a placement of the kind, or an area, begins or ends.
    """
    tree = days.get("area", 0)
    return {kind.name: max(tree, days.get(kind.tag, 0)) for kind in model.placed()}


@dataclass(frozen=True, slots=True)
class Counted:
    """What the stores count a list by: ``what``, without those of ``less``; ``kinds``: all that is looked at."""

    what: str
    less: str | None
    kinds: tuple[str, ...]


def counted(kind: Kind, conditions: Sequence[w.Condition]) -> Counted | None:
    """How the stores count a list with these conditions, if they do."""
    conditions = [c for c in conditions if c != w.TRUE]
    if not conditions:
        return Counted(counter(kind.tag), None, (kind.name,))
    if len(conditions) > 1:
        return None
    match conditions[0]:
        case w.Linked(end, fits) if fits == w.TRUE and end.forward and end.link.counted:
            return Counted(counter(kind.tag, end.link.name), None, (kind.name, end.other))
        case w.Not(w.Linked(end, fits)) if fits == w.TRUE and end.forward and end.link.counted:
            return Counted(counter(kind.tag), counter(kind.tag, end.link.name), (kind.name, end.other))
    for named in kind.lists:
        if conditions[0] == w.Compare("eq", w.Own(kind.property(named.property)), named.value):
            return Counted(counter(kind.tag, named.name), None, (kind.name,))
    return None


def kept(fetch: p.Fetch, plan: p.Plan) -> Counted | None:
    """How the stores count what a fetch finds below areas, if they do, and if nothing is hidden from who asks."""
    where = spot(fetch)
    if where is None:
        return None
    inside = None if where.roots is None else first_inside(fetch.condition)
    found = counted(where.kind, [c for c in flat(fetch.condition) if c is not inside])
    if found is None or any(plan.guard.get(name, w.TRUE) != w.TRUE for name in ("Area", *found.kinds)):
        return None
    return found

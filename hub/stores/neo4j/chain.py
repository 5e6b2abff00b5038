"""Which index leads to the nodes of a root list: one of the nodes themselves, or one at the far end of a condition.

Of a filter such as ``{ place: { parent: { codes: { some: { code: { eq: … } } } } } }`` the code is looked up first, and
the links are followed from there: few nodes bear a code, and all households would have to be asked for theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph_schema.model import Kind, Property, Scalar
from hub.planner import where as w
from hub.stores.neo4j import layout
from hub.stores.neo4j.conditions import TEXTS
from hub.stores.neo4j.days import On, span
from hub.stores.neo4j.printing import Printing
from hub.stores.spot import flat

_SEEKS = ("eq", "in", "startsWith", "gt", "gte", "lt", "lte")
"""Comparisons that an index answers; the earlier, the fewer nodes."""
_FEW = ("eq", "in")
_SHARED = frozenset({Scalar.ENUM, Scalar.BOOLEAN})
"""Types whose values are shared by many nodes each."""


@dataclass(frozen=True, slots=True)
class Seek:
    """A comparison that an index answers. ``few``: few nodes have each value."""

    condition: w.Compare
    name: str
    rank: int
    few: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A list that a condition looks into, what else must hold of the entry there, and what leads on from it."""

    source: w.LinkList | w.PartList
    others: tuple[w.Condition, ...]
    ahead: Step | w.Compare


def seek(at: Printing, kind: Kind, on: On, condition: w.Condition) -> Seek | None:
    """The index of a kind's nodes that answers part of a condition; of several, that which leads to the fewest."""
    found = [
        Seek(c, prop.name, _SEEKS.index(c.op), c.op in _FEW and prop.type not in _SHARED)
        for c in flat(condition)
        if isinstance(c, w.Compare) and (prop := _served(at, kind, on, c)) is not None
    ]
    return min(found, key=lambda one: (not one.few, one.rank, one.name), default=None)


def _served(at: Printing, kind: Kind | None, on: On, c: w.Compare) -> Property | None:
    """The property that a comparison reads from an index."""
    if c.op not in _SEEKS or not isinstance(c.subject, w.Own):
        return None
    prop = c.subject.property
    if kind is not None:
        elsewhere = prop.natural or (prop.dated and not on.plain) or (kind.name, prop.name) in at.x.masks
        if elsewhere:
            return None
    turned = at.x.high and prop.type in TEXTS and c.op not in ("eq", "in", "startsWith")
    return prop if prop.index and not turned else None


def hinted(node: str, kind: Kind, name: str) -> str:
    """The hint: the planner would rather read all nodes of a kind where few values are shared by many."""
    return f"USING INDEX {node}:{layout.label(kind)}({name}, sk)"


def steps(at: Printing, kind: Kind, on: On, condition: w.Condition) -> Iterator[tuple[w.Condition, Step]]:
    """Of conditions that must all hold, those at whose far end is an index that leads to few nodes."""
    for c in flat(condition):
        match c:
            case w.Linked(end, fits):
                source: w.ListSource = w.LinkList(end)
            case w.Some(source, fits):
                pass
            case _:
                continue
        step = _step(at, on, source, fits)
        if step is not None:
            yield c, step


def _step(at: Printing, on: On, source: w.ListSource, fits: w.Condition) -> Step | None:
    match source:
        case w.LinkList(end):
            kind: Kind | None = at.model.kind(end.other)
        case w.PartList():
            kind = None
        case _:
            return None
    each = tuple(flat(fits))
    for c in each:
        if isinstance(c, w.Compare) and c.op in _FEW and _far(at, kind, on, c):
            return Step(source, each, c)
    if kind is not None:
        for c, ahead in steps(at, kind, on, fits):
            return Step(source, tuple(one for one in each if one is not c), ahead)
    return None


def _far(at: Printing, kind: Kind | None, on: On, c: w.Compare) -> bool:
    if kind is not None and c.subject == w.Of("key"):
        return True
    prop = _served(at, kind, on, c)
    return prop is not None and prop.type not in _SHARED


def print_chain(at: Printing, node: str, step: Step, on: On) -> str:
    """Clauses that give each node of which a condition holds, once."""
    return f"{_before(at, node, step, on)} WITH DISTINCT {node}"


def _before(at: Printing, near: str, step: Step, on: On) -> str:
    """Clauses in which the nodes are found whose entry leads on; an entry is found before them."""
    match step.source:
        case w.LinkList(end):
            kind: Kind | None = at.model.kind(end.other)
            l, n = at.printer.variable("l"), at.printer.variable("n")
            own = at.x.leads_home(end)
            pattern, where = at.x.step(near, end, l, n), at.x.along(end, l, n, on)
        case w.PartList(owner, part):
            kind, n, own = None, at.printer.variable("q"), True
            pattern = f"({near})-[:{layout.part_relationship(owner, part)}]->({n})"
            where = [on.valid(*span(n))]
    fits = at.x.fitting(n, kind, w.All(step.others), on, "surely", own=own) if step.others else []
    if isinstance(step.ahead, Step):
        first = f"{_before(at, n, step.ahead, on)} WITH DISTINCT {n}"
        first += f" WHERE {' AND '.join(fits)}" if fits else ""
    else:
        first = f"MATCH ({n}:{_label(step.source, kind)}){_hint(n, step, kind)} WHERE {' AND '.join(fits)}"
        if kind is not None and step.ahead.subject != w.Of("key"):
            first += f" AND {n}.sk IS NOT NULL"
    return f"{first} MATCH {pattern} WHERE {' AND '.join(where) or 'true'}"


def _label(source: w.LinkList | w.PartList, kind: Kind | None) -> str:
    if kind is not None:
        return layout.label(kind)
    assert isinstance(source, w.PartList)
    return source.part.type_name


def _hint(n: str, step: Step, kind: Kind | None) -> str:
    """The key has an index of its own that nothing competes with."""
    assert isinstance(step.ahead, w.Compare)
    if not isinstance(step.ahead.subject, w.Own):
        return ""
    name = step.ahead.subject.property.name
    return f" USING INDEX {n}:{_label(step.source, None)}({name})" if kind is None else f" {hinted(n, kind, name)}"

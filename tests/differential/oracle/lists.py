"""Connections: a list of entries, its page, its total and its figures (rules 5, 14, 16, 18 and 19)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Any, TypeAlias

from graphql import GraphQLResolveInfo, get_location

from graph_schema.model import End, Kind, NamedList, Property, Scalar

from .faults import fault
from .filters import Filter, check, every, truth
from .graph import Cell, Graph, Node
from .ordering import Items, Page, decimal_text, in_order, list_digest, order_terms, page_of, position
from .reading import (
    Day,
    Entry,
    Seen,
    Span,
    anchored,
    descendants,
    descendants_during,
    in_subtree,
    in_subtree_during,
    kind_of,
    linked,
    linked_during,
    read_during,
    remembered,
    span_days,
    split_id,
    stands_below,
)
from .words import LEVELS, MEASURED, Subtree

Arguments: TypeAlias = Mapping[str, Any]
_ARGUMENTS_OF_CURSORS = ("filter", "within", "scope", "level", "orderBy", "during")
_TOWNSHIP_AND_ABOVE = LEVELS[: LEVELS.index("TOWNSHIP") + 1]


@dataclass(frozen=True)
class Asker:
    """What one execution has in common."""

    graph: Graph
    today: date
    cursor_key: bytes
    hub: str
    unresolved: dict[Field, dict[object, int]] = field(default_factory=dict)
    """By field, then by the node and the day it is asked of: how many entries nobody here can tell to fit or not."""


@dataclass(frozen=True)
class Field:
    """A field of the question: its path without positions in lists, its name, and where it is written."""

    path: tuple[str, ...]
    name: str
    locations: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, info: Info) -> Field:
        path = tuple(step for step in info.path.as_list() if isinstance(step, str))
        places = [get_location(n.loc.source, n.loc.start) for n in info.field_nodes if n.loc]
        name = f"{info.parent_type.name}.{info.field_name}"
        return cls(path, name, tuple((place.line, place.column) for place in places))


Info: TypeAlias = GraphQLResolveInfo[Asker]


@dataclass(frozen=True)
class Connection:
    """A list with its page, ready for the resolvers of its fields."""

    asker: Asker
    kind: Kind
    name: str
    bound: Mapping[str, Any]
    """The arguments that cursors are bound to."""
    items: Items[Entry]
    page: Page
    flags: bool
    """Whether restricted flags are counted."""
    day: Day
    """The list's date; with ``during`` the last day of the interval."""


@dataclass(frozen=True)
class Lacking:
    """Entries of a connection before they are filtered and ordered, and what follows from how they were found."""

    entries: Sequence[Entry]
    day: Day
    link: End | None = None
    flags: bool = False
    condition: Filter = field(default_factory=dict)
    """What the field itself asks of them, beside its filter."""


def connection(
    info: Info,
    kind: Kind,
    arguments: Arguments,
    find: Callable[[Day, Span | None], Lacking],
    inherited: Day,
    of: Node | None = None,
) -> Connection:
    """The list of a field, of a node or at a root; raises if an argument is at fault."""
    asker = info.context
    span = read_span(arguments)
    day = own_day(arguments, inherited)
    condition = arguments.get("filter") or {}
    check(kind, condition)
    lacking = find(day, span)
    truths = [
        every(truth(asker.graph, e.seen.node, c, e.seen.day.at) for c in (lacking.condition, condition))
        for e in lacking.entries
    ]
    found = [e for e, fits in zip(lacking.entries, truths, strict=True) if fits]
    order_by = arguments.get("orderBy") or []
    terms = order_terms(kind.name, order_by, len(lacking.link.link.key) if lacking.link else None)
    positions = [position(entry, order_by) for entry in found]
    order = in_order(positions, terms)
    bound: dict[str, Any] = {name: arguments[name] for name in _ARGUMENTS_OF_CURSORS if arguments.get(name) is not None}
    if day.explicit and span is None:
        bound["asOf"] = day.at
    name = f"{info.parent_type.name}.{info.field_name}"
    items = Items(
        [found[i] for i in order],
        [positions[i] for i in order],
        terms,
        list_digest(name, bound),
        asker.cursor_key,
        asker.hub,
    )
    flags = lacking.flags and arguments.get("filter") is None and span is None
    list_day = Day(span.last, True) if span else day
    page = page_of(items, arguments)
    # A list at fault leaves nothing out: all that can be wrong with it has been looked at by now.
    asker.unresolved.setdefault(Field.of(info), {})[of and of.key, day] = truths.count(None)
    return Connection(asker, kind, name, bound, items, page, flags, list_day)


def own_day(arguments: Arguments, inherited: Day) -> Day:
    """The date of a field: its own ``asOf``, else that of its parent."""
    given: date | None = arguments.get("asOf")
    return inherited if given is None else Day(given, True)


def read_span(arguments: Arguments) -> Span | None:
    """The interval of ``during``; ``BAD_DATE`` if it is empty or stands beside ``asOf``."""
    during = arguments.get("during")
    if during is None:
        return None
    if arguments.get("asOf") is not None:
        raise fault("BAD_DATE", "asOf and during cannot stand together")
    if during["from"] >= during["to"]:
        raise fault("BAD_DATE", "during: from must be earlier than to")
    return Span(during["from"], during["to"])


def entries_of(nodes: Sequence[Node], day: Day, span: Span | None) -> list[Entry]:
    """One entry a node, read as of the day or as ``during`` has it."""
    return [Entry(Seen(node, read_during(node, span) if span else day)) for node in nodes]


# The ways of finding


def link_list(graph: Graph, node: Node, end: End, level: str | None) -> Callable[[Day, Span | None], Lacking]:
    """A to-many link, perhaps narrowed to areas of a level."""

    def find(day: Day, span: Span | None) -> Lacking:
        found = linked_during(graph, node, end, span) if span else linked(graph, node, end, day.at)
        entries = [Entry(Seen(other, read_during(other, span) if span else day), row) for row, other in found]
        return Lacking(entries, day, link=end, condition=_at_level(level))

    return find


def descendants_list(graph: Graph, node: Node, level: str | None) -> Callable[[Day, Span | None], Lacking]:
    """The nodes below in the node's own tree, perhaps narrowed to areas of a level."""

    def find(day: Day, span: Span | None) -> Lacking:
        nodes = descendants_during(graph, node, span) if span else descendants(graph, node, day.at)
        return Lacking(entries_of(nodes, day, span), day, condition=_at_level(level))

    return find


def _at_level(level: str | None) -> Filter:
    return {} if level is None else {"level": {"eq": level}}


def subtree_list(graph: Graph, node: Node, sub: Subtree, scope: str) -> Callable[[Day, Span | None], Lacking]:
    """The owned nodes of a kind that stand in the node's subtree."""

    def find(day: Day, span: Span | None) -> Lacking:
        if span:
            nodes = in_subtree_during(graph, sub, node, scope, span)
        else:
            nodes = in_subtree(graph, sub, node, scope, day.at)
        flags = sub.tree.name == "Area" and scope == "DESCENDANTS" and node.values["level"] in _TOWNSHIP_AND_ABOVE
        return Lacking(entries_of(nodes, day, span), day, flags=flags)

    return find


def root_list(
    graph: Graph, kind: Kind, named: NamedList | None, within: Arguments | None
) -> Callable[[Day, Span | None], Lacking]:
    """All owned nodes of a kind, or of a named list, perhaps within parts of the trees."""
    bounds = Within.read(within, kind)

    def find(day: Day, span: Span | None) -> Lacking:
        nodes = []
        for node in graph.by_kind[kind.name]:
            if not node.owned:
                continue
            if span is None:
                there = node.valid(day.at)
            else:
                there = node.valid_from < span.end and (node.valid_to is None or span.first < node.valid_to)
            if not there or not bounds.hold(graph, node, day.at, span):
                continue
            at = read_during(node, span) if span else day
            if named is None or node.value(named.property, at.at) == named.value:
                nodes.append(node)
        return Lacking(entries_of(nodes, day, span), day, flags=bounds.leave_flags(graph))

    return find


@dataclass(frozen=True)
class Within:
    """``within`` as keys; None where it says nothing."""

    areas: tuple[str, ...] | None
    organisation: str | None
    scope: str

    @classmethod
    def read(cls, within: Arguments | None, kind: Kind | None) -> Within:
        """Check and read the argument; ``kind`` None for a search, where kinds that cannot have it hold nothing."""
        given = within or {}
        areas, organisation = given.get("areas"), given.get("organisation")
        keys = None if areas is None else tuple(_key_of(text, "Area") for text in areas)
        key = None if organisation is None else _key_of(organisation, "Organisation")
        if kind and key is not None and not (kind.belongs or kind.name == "Organisation"):
            raise fault("BAD_ARGUMENT", f"{kind.plural} belong to no organisation")
        if kind and keys is not None and not (kind.place or kind.name == "Area"):
            raise fault("BAD_ARGUMENT", f"{kind.plural} have no place")
        return cls(keys, key, given.get("scope") or "DESCENDANTS")

    def hold(self, graph: Graph, node: Node, day: date, span: Span | None) -> bool:
        """Whether both conditions hold of a node on the day, or each on some day of the interval."""
        if self.areas is not None and not any(self._stands(graph, node, "Area", a, day, span) for a in self.areas):
            return False
        return self.organisation is None or self._stands(graph, node, "Organisation", self.organisation, day, span)

    def _stands(self, graph: Graph, node: Node, tree: str, top: str, day: date, span: Span | None) -> bool:
        return any(self._on(graph, node, tree, top, d) for d in (span_days(graph, span) if span else (day,)))

    def _on(self, graph: Graph, node: Node, tree: str, top: str, day: date) -> bool:
        def work() -> bool:
            if node.kind.name == tree:
                return node.valid(day) and stands_below(graph, node, top, self.scope, day)
            return anchored(graph, node, tree, top, self.scope, day)

        return remembered(graph, ("within", node.key, tree, top, self.scope, day), work)

    def leave_flags(self, graph: Graph) -> bool:
        """Whether restricted flags may be counted: only areas of a township or above, and all below them."""
        if self.organisation is not None or self.scope != "DESCENDANTS":
            return False
        found = [graph.nodes.get(key) for key in self.areas or ()]
        return all(area is not None and area.values["level"] in _TOWNSHIP_AND_ABOVE for area in found)


def _key_of(text: str, kind: str) -> str:
    key, _ = split_id(text)
    if kind_of(key) != kind:
        raise fault("BAD_ID", f"{text!r} is no id of an {kind}")
    return key


# Figures


def measured(kind: Kind) -> list[Property]:
    """The properties that have statistics."""
    return [p for p in kind.properties if p.type in MEASURED and not p.restricted]


def statistics(prop: Property, values: Sequence[Cell]) -> dict[str, Any]:
    """The statistics of a property over entries, as the API has them; nulls are left out."""
    known: list[Any] = [value for value in values if value is not None]
    found: dict[str, Any] = {
        "min": _shown(prop, min(known)) if known else None,
        "max": _shown(prop, max(known)) if known else None,
        "countDistinct": len(set(known)),
    }
    if prop.type is not Scalar.DATE:
        found["sum"] = found["avg"] = None
        if known:
            total = sum(known)
            found["sum"] = _shown(prop, total)
            found["avg"] = average(total, len(known), prop.scale)
    return found


def average(total: int | Decimal, count: int, scale: int) -> str:
    """Sum by count, rounded half to even to six places more than the property has."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(total) / Decimal(count)
        return decimal_text(exact.quantize(Decimal(1).scaleb(-scale - 6), ROUND_HALF_EVEN), scale + 6)


def _shown(prop: Property, value: Any) -> Any:
    return decimal_text(value, prop.scale) if prop.type is Scalar.DECIMAL else value


def aggregate(found: Connection) -> dict[str, Any]:
    """The aggregate of a whole list; a restricted flag that may not be counted is an error in its place."""
    nodes = [(entry.seen.node, entry.seen.day.at) for entry in found.items.items]
    values: dict[str, Any] = {"count": len(nodes)}
    for prop in measured(found.kind):
        values[prop.name] = statistics(prop, [node.value(prop.name, day) for node, day in nodes])
    for prop in found.kind.properties:
        if prop.restricted:
            values[f"{prop.name}Count"] = (
                sum(node.value(prop.name, day) is True for node, day in nodes)
                if found.flags
                else fault("RESTRICTED", f"{prop.name} is counted over whole townships and above only")
            )
    return values

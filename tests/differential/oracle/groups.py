"""Groups of a list: rule 20 of ``docs/answers.md``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graph_schema.model import End, Kind, Property, Scalar
from hub.cursor import Scalar as JsonScalar

from .faults import fault
from .graph import Cell, Graph, Node
from .lists import Arguments, Asker, Connection, measured, statistics
from .ordering import Items, Page, Position, Term, in_order, json_value, list_digest, page_of
from .reading import Day, Entry, Seen, area_at, to_one
from .words import MODEL, constant, properties

MOST_TERMS = 8


@dataclass(frozen=True)
class KeyTerm:
    """A term of a key: behind a chain of to-one links, a property or the area of a level."""

    path: tuple[End, ...]
    prop: Property | None
    level: str | None

    def value(self, graph: Graph, entry: Entry) -> Cell:
        """The term of an entry: a plain value, or the key of an area."""
        node: Node = entry.seen.node
        day = entry.seen.day.at
        for end in self.path:
            found = to_one(graph, node, end, day)
            if found is None:
                return None
            node = found[1]
        if self.prop is not None:
            return node.value(self.prop.name, day)
        assert self.level is not None
        area = area_at(graph, node, self.level, day)
        return area and area.key

    def json(self, value: Cell) -> JsonScalar:
        if self.prop is not None:
            return json_value(self.prop, value)
        assert value is None or isinstance(value, str)
        return value

    @property
    def decimal(self) -> bool:
        return self.prop is not None and self.prop.type is Scalar.DECIMAL


@dataclass(frozen=True)
class Group:
    """A group as the API has it: its key as an object, its figures."""

    key: dict[str, Any]
    count: int
    figures: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class GroupPage:
    """All groups in order, and the page of them."""

    items: Items[Group]
    page: Page


def groups(asker: Asker, found: Connection, arguments: Arguments) -> GroupPage:
    """The groups of a list; raises if an argument is at fault."""
    terms = [_term(found.kind, by) for by in arguments["by"]]
    if not 1 <= len(terms) <= MOST_TERMS:
        raise fault("BAD_ARGUMENT", f"by: 1 to {MOST_TERMS} terms expected")
    order_by = arguments.get("orderBy") or []

    members: dict[tuple[Cell, ...], list[Entry]] = {}
    for entry in found.items.items:
        members.setdefault(tuple(term.value(asker.graph, entry) for term in terms), []).append(entry)

    made, positions = [], []
    for key, entries in members.items():
        figures = {
            p.name: statistics(p, [e.seen.node.value(p.name, e.seen.day.at) for e in entries])
            for p in measured(found.kind)
        }
        group = Group(_key_object(asker.graph, terms, key, found.day), len(entries), figures)
        made.append(group)
        plain = tuple(term.json(value) for term, value in zip(terms, key, strict=True))
        positions.append(_position(found.kind, group, order_by, plain))

    order_terms = _order_terms(found.kind, terms, order_by)
    order = in_order(positions, order_terms)
    bound = {**found.bound, "groupBy": arguments["by"]}
    if arguments.get("orderBy") is not None:
        bound["groupOrderBy"] = arguments["orderBy"]
    items = Items(
        [made[i] for i in order],
        [positions[i] for i in order],
        order_terms,
        list_digest(f"{found.name}.groups", bound),
        asker.cursor_key,
        asker.hub,
    )
    return GroupPage(items, page_of(items, arguments))


def _term(kind: Kind, by: Mapping[str, Any]) -> KeyTerm:
    path: list[End] = []
    while True:
        given = [(name, value) for name, value in by.items() if value is not None]
        if len(given) != 1:
            raise fault("BAD_ARGUMENT", "by: exactly one thing in each term expected")
        ((name, value),) = given
        if name == "property":
            return KeyTerm(tuple(path), properties(kind.name)[value], None)
        if name == "areaAt":
            return KeyTerm(tuple(path), None, value)
        end = MODEL.end(kind.name, name)
        path.append(end)
        kind, by = MODEL.kind(end.other), value


def _key_object(graph: Graph, terms: Sequence[KeyTerm], key: Sequence[Cell], day: Day) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for term, value in zip(terms, key, strict=True):
        at = made
        for end in term.path:
            at = at.setdefault(end.name, {})
        if term.prop is not None:
            at[term.prop.name] = json_value(term.prop, value)
        else:
            assert term.level is not None
            area = Seen(graph.nodes[value], day) if isinstance(value, str) else None
            at.setdefault("areaAt", {})[term.level.lower()] = area
    return made


def _statistic(kind: Kind, field: str) -> tuple[Property, str]:
    """``SIZE_MIN`` is ``min`` of ``size``."""
    name, _, statistic = field.rpartition("_")
    (prop,) = [p for p in measured(kind) if constant(p.name) == name]
    return prop, statistic.lower()


def _order_terms(kind: Kind, terms: Sequence[KeyTerm], order_by: Sequence[Mapping[str, Any]]) -> list[Term]:
    found: list[Term] = []
    for term in order_by:
        descending = term.get("direction") == "DESC"
        if term["field"] == "KEY":
            found.extend(Term(descending, key.decimal) for key in terms)
        elif term["field"] == "COUNT":
            found.append(Term(descending))
        else:
            prop, _ = _statistic(kind, term["field"])
            found.append(Term(descending, prop.type is Scalar.DECIMAL))
    return [*found, *(Term(decimal=key.decimal) for key in terms)]


def _position(kind: Kind, group: Group, order_by: Sequence[Mapping[str, Any]], key: Position) -> Position:
    values: list[JsonScalar] = []
    for term in order_by:
        if term["field"] == "KEY":
            values.extend(key)
        elif term["field"] == "COUNT":
            values.append(group.count)
        else:
            prop, statistic = _statistic(kind, term["field"])
            figure = group.figures[prop.name][statistic]
            assert not isinstance(figure, Decimal)
            values.append(json_value(prop, figure))
    return (*values, *key)

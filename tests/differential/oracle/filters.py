"""Filters: rules 11 to 13 of ``docs/answers.md``. First the whole filter is looked at for faults, then evaluated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from graph_schema.model import End, Kind, Part, Property, Scalar

from .faults import fault
from .graph import Cell, Graph, Node, PartRow
from .reading import descendants, far, in_subtree, linked, parts_on, rows_of, split_id, to_one, way_up
from .words import MODEL, InTree, Subtree, members

Filter: TypeAlias = Mapping[str, Any]
"""A filter as graphql-core has coerced it."""
Watch: TypeAlias = Callable[[str, object, bool], None]
"""Called with a word (``Int.lt``, ``some``, ``Household.place``), a condition, and whether it held of one node."""

WATCHES: list[Watch] = []
"""Who wants to know what conditions decide: the tests count which of them told nodes apart."""


# Faults


def check(kind: Kind, condition: Filter) -> None:
    """Raise for a null operator or a bad id, wherever in the filter it stands."""
    for name, value in condition.items():
        if value is None:
            continue
        if name in ("and", "or"):
            for one in value:
                check(kind, one)
        elif name == "not":
            check(kind, value)
        elif name in ("id", "region", "validFrom", "validTo"):
            _check_operators(name, value)
        elif name.endswith("Exists") and name not in members(kind.name):
            continue
        else:
            _check_member(kind, name, value)


def _check_member(kind: Kind, name: str, value: Filter) -> None:
    member = members(kind.name)[name]
    if isinstance(member, Property):
        _check_operators(name, value)
    elif isinstance(member, End) and not member.many:
        check(MODEL.kind(member.other), value)
    else:
        for operator, inner in value.items():
            if inner is None:
                continue
            if operator == "count":
                _check_operators("count", inner)
            elif isinstance(member, Part):
                _check_part(member, inner)
            else:
                check(_other(member), inner)


def _check_part(part: Part, condition: Filter) -> None:
    for name, value in condition.items():
        if value is None:
            continue
        if name in ("and", "or"):
            for one in value:
                _check_part(part, one)
        elif name == "not":
            _check_part(part, value)
        else:
            _check_operators(name, value)


def _check_operators(name: str, operators: Filter) -> None:
    for operator, value in operators.items():
        if value is None:
            if operator != "isNull":
                raise fault("BAD_FILTER", f"{name}: {{{operator}: null}} says nothing; use isNull")
        elif name == "id":
            for text in value if isinstance(value, list) else [value]:
                split_id(text)


def _other(member: End | Subtree | InTree) -> Kind:
    return MODEL.kind(member.other) if isinstance(member, End) else member.kind


# Evaluation


def fits(graph: Graph, node: Node, condition: Filter, day: date) -> bool:
    """Whether all of the filter holds of the node as of the day."""
    return all(_holds(graph, node, name, value, day) for name, value in condition.items() if value is not None)


def _seen(word: str, condition: object, held: bool) -> bool:
    for watch in WATCHES:
        watch(word, condition, held)
    return held


def _holds(graph: Graph, node: Node, name: str, value: Any, day: date) -> bool:
    match name:
        case "and":
            return _seen("and", value, all(fits(graph, node, one, day) for one in value))
        case "or":
            return _seen("or", value, any(fits(graph, node, one, day) for one in value))
        case "not":
            return _seen("not", value, not fits(graph, node, value, day))
        case "id":
            return _compare("ID", node.key, _bare_ids(value))
        case "region":
            return _compare("String", node.region, value)
        case "validFrom":
            return _compare("Date", node.valid_from, value)
        case "validTo":
            return _compare("Date", node.valid_to, value)
    known = members(node.kind.name)
    if name not in known:
        end = MODEL.end(node.kind.name, name.removesuffix("Exists"))
        there = to_one(graph, node, end, day) is not None
        return _seen("exists", (node.kind.name, name, value), there is value)
    member = known[name]
    if isinstance(member, Property):
        return _compare(_type_name(member), node.value(name, day), value)
    word = f"{node.kind.name}.{name}"
    if isinstance(member, Part):
        return _seen(
            word,
            value,
            _list_fits([_part_fits_of(member, part) for part in parts_on(node, name, day)], value),
        )
    if isinstance(member, End) and not member.many:
        found = to_one(graph, node, member, day)
        return _seen(word, value, found is not None and fits(graph, found[1], value, day))
    entries = [_node_fits_of(graph, other, day) for other in _entries(graph, node, member, day)]
    return _seen(word, value, _list_fits(entries, value))


def _type_name(prop: Property) -> str:
    """``Int``, ``String``; ``Enum`` for all enumerations."""
    return "String" if prop.type is Scalar.TEXT else prop.type.value.capitalize()


def _entries(graph: Graph, node: Node, member: End | Subtree | InTree, day: date) -> list[Node]:
    """The nodes of a list's entries, as a filter sees the list."""
    if isinstance(member, End):
        if member.link.lineage:
            return [far(row, member) for row in rows_of(graph, node, member)]
        return [other for _, other in linked(graph, node, member, day)]
    if isinstance(member, Subtree):
        return in_subtree(graph, member, node, "DESCENDANTS", day)
    return way_up(graph, node, day) if member.way == "up" else descendants(graph, node, day)


class _node_fits_of:
    """An entry that is a node."""

    def __init__(self, graph: Graph, node: Node, day: date) -> None:
        self.graph, self.node, self.day = graph, node, day

    def __call__(self, condition: Filter) -> bool:
        return fits(self.graph, self.node, condition, self.day)


class _part_fits_of:
    """An entry that is a part."""

    def __init__(self, kind: Part, part: PartRow) -> None:
        self.types = {prop.name: _type_name(prop) for prop in kind.properties}
        self.part = part

    def __call__(self, condition: Filter) -> bool:
        return part_fits(self.part, self.types, condition)


def part_fits(part: PartRow, types: Mapping[str, str], condition: Filter) -> bool:
    """Whether all of the filter holds of the part."""
    for name, value in condition.items():
        if value is None:
            continue
        if name == "and":
            held = _seen("and", value, all(part_fits(part, types, one) for one in value))
        elif name == "or":
            held = _seen("or", value, any(part_fits(part, types, one) for one in value))
        elif name == "not":
            held = _seen("not", value, not part_fits(part, types, value))
        else:
            held = _compare(types[name], part.values[name], value)
        if not held:
            return False
    return True


def _list_fits(entries: Sequence[_node_fits_of | _part_fits_of], conditions: Filter) -> bool:
    for name, value in conditions.items():
        if value is None:
            continue
        match name:
            case "some":
                held = any(entry(value) for entry in entries)
            case "none":
                held = not any(entry(value) for entry in entries)
            case "every":
                held = all(entry(value) for entry in entries)
            case _:
                held = _compare("Int", len(entries), value)
        if not _seen(name, value, held):
            return False
    return True


def _bare_ids(operators: Filter) -> Filter:
    """The same comparisons with the dates of ids left out."""

    def bare(value: Any) -> Any:
        return [bare(one) for one in value] if isinstance(value, list) else split_id(value)[0]

    return {operator: bare(value) for operator, value in operators.items()}


def _compare(type_name: str, value: Cell, operators: Filter) -> bool:
    return all(
        _seen(f"{type_name}.{operator}", given, _operator(value, operator, given))
        for operator, given in operators.items()
    )


def _operator(value: Any, operator: str, given: Any) -> bool:
    """One comparison. False for a null value, but ``ne`` and ``notIn`` are true of it."""
    match operator:
        case "isNull":
            return given is None or (value is None) is given
        case "ne":
            return bool(value is None or value != given)
        case "notIn":
            return value is None or value not in given
    if value is None:
        return False
    match operator:
        case "eq":
            return bool(value == given)
        case "in":
            return value in given
        case "lt":
            return bool(value < given)
        case "lte":
            return bool(value <= given)
        case "gt":
            return bool(value > given)
        case "gte":
            return bool(value >= given)
        case "contains":
            return given in value
        case "startsWith":
            return bool(value.startswith(given))
    raise AssertionError(f"no operator {operator}")

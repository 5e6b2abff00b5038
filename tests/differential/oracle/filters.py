"""Filters: rules 11 to 13 of ``docs/answers.md``. First the whole filter is looked at for faults, then evaluated.

A filter is true, false, or (None) unknown: it hangs on what this hub does not know of another hub's node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from graph_schema.model import End, Kind, Part, Property, Scalar

from .faults import fault
from .graph import Cell, Graph, Node, PartRow
from .reading import descendants, far, in_subtree, linked, parts_on, rows_of, split_id, to_one, way_up
from .words import MODEL, InTree, Subtree, members

Filter: TypeAlias = Mapping[str, Any]
"""A filter as graphql-core has coerced it."""
Truth: TypeAlias = bool | None
Watch: TypeAlias = Callable[[str, object, Truth], None]
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
    """Whether all of the filter is known to hold of the node as of the day."""
    return truth(graph, node, condition, day) is True


def truth(graph: Graph, node: Node, condition: Filter, day: date) -> Truth:
    """Whether all of the filter holds of the node as of the day."""
    return every(_holds(graph, node, name, value, day) for name, value in condition.items() if value is not None)


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene's and."""
    found: Truth = True
    for one in truths:
        if one is False:
            return False
        found = found and one
    return found


def _some(truths: Iterable[Truth]) -> Truth:
    """Kleene's or."""
    return _opposite(every(_opposite(one) for one in truths))


def _opposite(one: Truth) -> Truth:
    return None if one is None else not one


def _seen(word: str, condition: object, held: Truth) -> Truth:
    for watch in WATCHES:
        watch(word, condition, held)
    return held


def _holds(graph: Graph, node: Node, name: str, value: Any, day: date) -> Truth:
    match name:
        case "and":
            return _seen("and", value, every(truth(graph, node, one, day) for one in value))
        case "or":
            return _seen("or", value, _some(truth(graph, node, one, day) for one in value))
        case "not":
            return _seen("not", value, _opposite(truth(graph, node, value, day)))
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
        # A stub's own hub may know of a link that this one does not.
        return _seen("exists", (node.kind.name, name, value), there is value if there or node.owned else None)
    member = known[name]
    if isinstance(member, Property):
        stored = node.value(name, day)
        lacking = stored is None and not node.owned and (node.kind.name, name) not in graph.masks
        return _compare(_type_name(member), stored, value, unknown=lacking)
    word = f"{node.kind.name}.{name}"
    if isinstance(member, Part):
        parts = [_part_fits_of(member, part) for part in parts_on(node, name, day)]
        return _seen(word, value, _list_fits(parts, value, whole=node.owned))
    if isinstance(member, End) and not member.many:
        found = to_one(graph, node, member, day)
        if found is None:
            return _seen(word, value, False if node.owned else None)
        return _seen(word, value, truth(graph, found[1], value, day))
    entries = [_node_fits_of(graph, other, day) for other in _entries(graph, node, member, day)]
    return _seen(word, value, _list_fits(entries, value, whole=node.owned))


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

    def __call__(self, condition: Filter) -> Truth:
        return truth(self.graph, self.node, condition, self.day)


class _part_fits_of:
    """An entry that is a part."""

    def __init__(self, kind: Part, part: PartRow) -> None:
        self.types = {prop.name: _type_name(prop) for prop in kind.properties}
        self.part = part

    def __call__(self, condition: Filter) -> Truth:
        return part_fits(self.part, self.types, condition)


def part_fits(part: PartRow, types: Mapping[str, str], condition: Filter) -> bool:
    """Whether all of the filter holds of the part. What a part says is known."""
    for name, value in condition.items():
        if value is None:
            continue
        if name == "and":
            held: Truth = _seen("and", value, all(part_fits(part, types, one) for one in value))
        elif name == "or":
            held = _seen("or", value, any(part_fits(part, types, one) for one in value))
        elif name == "not":
            held = _seen("not", value, not part_fits(part, types, value))
        else:
            held = _compare(types[name], part.values[name], value)
        if not held:
            return False
    return True


def _list_fits(entries: Sequence[_node_fits_of | _part_fits_of], conditions: Filter, *, whole: bool) -> Truth:
    """Whether all conditions hold of a list. Not ``whole``: it is a stub's, and its hub may know of more entries."""

    def holds(name: str, value: Any) -> Truth:
        match name:
            case "some":
                return _some([*(entry(value) for entry in entries), *more])
            case "none":
                return _opposite(_some([*(entry(value) for entry in entries), *more]))
            case "every":
                return every([*(entry(value) for entry in entries), *more])
            case _:
                return _compare("Int", len(entries), value, unknown=not whole)

    more: list[Truth] = [] if whole else [None]
    return every(_seen(name, value, holds(name, value)) for name, value in conditions.items() if value is not None)


def _bare_ids(operators: Filter) -> Filter:
    """The same comparisons with the dates of ids left out."""

    def bare(value: Any) -> Any:
        return [bare(one) for one in value] if isinstance(value, list) else split_id(value)[0]

    return {operator: bare(value) for operator, value in operators.items()}


def _compare(type_name: str, value: Cell, operators: Filter, *, unknown: bool = False) -> Truth:
    """Whether all comparisons hold. ``unknown``: of the value no more is known than whether there is one, if that."""
    return every(
        _seen(
            f"{type_name}.{operator}",
            given,
            None if unknown and not _decided(value, operator, given) else _operator(value, operator, given),
        )
        for operator, given in operators.items()
    )


def _decided(value: Any, operator: str, given: Any) -> bool:
    """Whether a comparison comes out the same, whatever the unknown value is."""
    match operator:
        case "isNull":
            return given is None or value is not None
        case "in" | "notIn":
            return not given
        case _:
            return False


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

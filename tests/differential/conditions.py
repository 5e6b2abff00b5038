"""Random filters whose values are drawn from the graph, chosen so that they select neither all nor none."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

from graphql import GraphQLInputObjectType, GraphQLSchema, coerce_input_value, get_named_type

from graph_schema.model import End, Part, Property

from .oracle.filters import Filter, fits
from .oracle.graph import Graph, Node
from .oracle.reading import linked, parts_on
from .oracle.words import MODEL, Member, members

T = TypeVar("T")
Json: TypeAlias = Any
TRIES = 14

META = ("id", "region", "validFrom", "validTo")
LINKS: tuple[tuple[str, str], ...] = tuple(
    (kind.name, name)
    for kind in MODEL.kinds
    for name, member in members(kind.name).items()
    if not isinstance(member, Property)
)
"""Every link, subtree list, tree list and list of parts, by kind and name."""


def operators(schema: GraphQLSchema) -> tuple[tuple[str, str, str], ...]:
    """Every kind, property and operator, in an order that spreads types and operators."""
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for kind in MODEL.kinds:
        for name, field in input_type(schema, f"{kind.name}Filter").fields.items():
            named = get_named_type(field.type).name
            if name in META or isinstance(members(kind.name).get(name), Property):
                for operator in input_type(schema, named).fields:
                    if operator == "isNull" and not nullable(kind.name, name):
                        continue
                    word = named if named.removesuffix("Filter") in _PLAIN else "Enum"
                    found.setdefault((word, operator), []).append((kind.name, name, operator))
    turns = max(len(items) for items in found.values())
    return tuple(items[turn % len(items)] for turn in range(turns) for items in found.values())


def nullable(kind: str, name: str) -> bool:
    """Whether some nodes may have no such value."""
    member = members(kind).get(name)
    return not member.required if isinstance(member, Property) else name == "validTo"


_PLAIN = ("ID", "String", "Int", "Long", "Decimal", "Date", "Period", "Boolean")


def input_type(schema: GraphQLSchema, name: str) -> GraphQLInputObjectType:
    """The input object of this name."""
    found = schema.type_map[name]
    assert isinstance(found, GraphQLInputObjectType)
    return found


def to_json(value: object) -> Json:
    """A value of the graph as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


class Conditions:
    """Makes filters for one graph."""

    def __init__(self, rng: random.Random, graph: Graph, schema: GraphQLSchema) -> None:
        self.random = rng
        self.graph = graph
        self.schema = schema

    def pick(self, items: Sequence[T]) -> T:
        return self.random.choice(items)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # Whole filters

    def telling(self, kind: str, day: date, make: Callable[[], dict[str, Json]]) -> dict[str, Json]:
        """A filter that selects neither all nor none of the owned nodes of the day, if one comes up soon. (Of stubs too
        little is known for most filters to hold.)
        """
        nodes = [node for node in self.graph.by_kind[kind] if node.owned and node.valid(day)]
        made = make()
        for _ in range(TRIES):
            condition = self.coerced(kind, made)
            kept = sum(fits(self.graph, node, condition, day) for node in nodes)
            if 0 < kept < len(nodes):
                break
            made = make()
        return made

    def coerced(self, kind: str, condition: Mapping[str, Json]) -> Filter:
        """The filter as graphql-core hands it to a resolver."""
        found: Filter = coerce_input_value(condition, input_type(self.schema, f"{kind}Filter"))
        return found

    def any(self, kind: str, day: date, depth: int = 2) -> dict[str, Json]:
        """Some filter: one or two fields, or a combination of such filters."""
        draw = self.random.random()
        if depth > 0 and draw < 0.3:
            return self.combination(kind, day, depth)
        if depth > 0 and draw < 0.6:
            name = self.pick([name for owner, name in LINKS if owner == kind])
            return self.over(kind, name, day, depth - 1)
        made = self.leaf(kind, day)
        return made if self.chance(0.7) else {**self.leaf(kind, day), **made}

    def combination(self, kind: str, day: date, depth: int) -> dict[str, Json]:
        """``and``, ``or`` or ``not``, perhaps beside a field, perhaps with nulls or empty lists in it."""
        word = self.pick(("and", "or", "not", "not"))
        if word == "not":
            made: dict[str, Json] = {"not": self.any(kind, day, depth - 1)}
        else:
            sizes = (0, 1, 2, 2, 2, 3)
            made = {word: [self.any(kind, day, depth - 1) for _ in range(self.pick(sizes))]}
        if self.chance(0.1):
            made[self.pick(("validTo", "id", "region"))] = None
        return {**self.leaf(kind, day), **made} if self.chance(0.2) else made

    # One field

    def leaf(self, kind: str, day: date, name: str | None = None, operator: str | None = None) -> dict[str, Json]:
        """A comparison of a property, or of what every node has."""
        if name is None:
            own = [n for n, member in members(kind).items() if isinstance(member, Property)]
            name = self.pick([*own, *own, *own, *META])
        values = [to_json(self.value(node, name, day)) for node in self.graph.by_kind[kind]]
        filters = get_named_type(input_type(self.schema, f"{kind}Filter").fields[name].type).name
        return {name: self.comparison(filters, values, operator)}

    def value(self, node: Node, name: str, day: date) -> object:
        match name:
            case "id":
                return node.key
            case "region":
                return node.region
            case "validFrom":
                return node.valid_from
            case "validTo":
                return node.valid_to
        return node.value(name, day)

    def comparison(self, filters: str, values: Sequence[Json], operator: str | None = None) -> dict[str, Json]:
        """One operator, sometimes two, with operands from the values."""
        known = list(input_type(self.schema, filters).fields)
        made = {}
        for word in [operator or self.pick(known), *([self.pick(known)] if self.chance(0.15) else [])]:
            made[word] = self.operand(filters, word, [value for value in values if value is not None])
        return made

    def operand(self, filters: str, operator: str, values: Sequence[Json]) -> Json:
        if operator == "isNull":
            return self.chance(0.5)
        if not values:
            values = [self.nowhere(filters)]
        if operator in ("in", "notIn"):
            return [self.single(filters, values) for _ in range(self.pick((0, 1, 2, 3, 3, 5)))]
        value = self.single(filters, values)
        if operator in ("contains", "startsWith") and value:
            size = self.random.randint(1, 3)
            begin = 0 if operator == "startsWith" else self.random.randrange(len(value))
            return value[begin : begin + size]
        return value

    def single(self, filters: str, values: Sequence[Json]) -> Json:
        value = self.pick(values)
        if filters == "IDFilter" and self.chance(0.2):
            return f"{value}@2019-06-30"
        if filters == "DecimalFilter" and self.chance(0.3):
            number = float(value)
            return int(number) if number.is_integer() else value
        if filters == "StringFilter" and self.chance(0.05):
            return self.nowhere(filters)
        return value

    def nowhere(self, filters: str) -> Json:
        """A value that stands (mostly) nowhere in the graph."""
        return {"StringFilter": "", "IntFilter": 4, "DecimalFilter": "0.5", "DateFilter": "2020-02-29"}.get(
            filters, "2020"
        )

    # Links, lists, parts

    def over(self, kind: str, name: str, day: date, depth: int = 1) -> dict[str, Json]:
        """A condition through a link, a list or parts."""
        member: Member = members(kind)[name]
        if isinstance(member, End) and not member.many:
            if self.chance(0.12):
                return {f"{name}Exists": self.chance(0.5)}
            return {name: {} if self.chance(0.1) else self.any(member.other, day, depth)}
        draw = self.random.random()
        if draw < 0.3:
            return {name: {"count": self.counting(kind, name, member, day)}}
        words = [self.pick(("some", "some", "none", "every"))]
        if draw > 0.93:
            words.append("none")
        made: dict[str, Json] = {}
        for word in words:
            if isinstance(member, Part):
                made[word] = self.of_parts(kind, member, day)
            else:
                assert not isinstance(member, Property)
                other = member.other if isinstance(member, End) else member.kind.name
                empty = word == "some" and self.chance(0.3)
                made[word] = {} if empty else self.any(other, day, depth)
        return {name: made}

    def counting(self, kind: str, name: str, member: Member, day: date) -> dict[str, Json]:
        """A comparison of a list's length with lengths that such lists have."""
        nodes = [n for n in self.graph.by_kind[kind] if n.valid(day)] or self.graph.by_kind[kind]
        sizes = [self.size(node, name, member, day) for node in self.random.sample(nodes, min(6, len(nodes)))]
        operator = self.pick(("eq", "ne", "lt", "lte", "gt", "gte", "in", "notIn"))
        if operator in ("in", "notIn"):
            return {operator: sizes[:2]}
        return {operator: self.pick(sizes)}

    def size(self, node: Node, name: str, member: Member, day: date) -> int:
        if isinstance(member, Part):
            return len(parts_on(node, name, day))
        if isinstance(member, End):
            return len(linked(self.graph, node, member, day))
        return self.pick((0, 1, 1, 2, 3, 5))

    def of_parts(self, kind: str, part: Part, day: date) -> dict[str, Json]:
        prop = self.pick(part.properties)
        values = [
            found.values[prop.name] for node in self.graph.by_kind[kind] for found in parts_on(node, part.name, day)
        ]
        filters = get_named_type(input_type(self.schema, f"{part.type_name}Filter").fields[prop.name].type).name
        made = {prop.name: self.comparison(filters, values)}
        if self.chance(0.15):
            return {self.pick(("and", "or")): [made, self.of_parts(kind, part, day)]}
        return {"not": made} if self.chance(0.1) else made

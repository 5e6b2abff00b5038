"""Arguments as templates: what shapes a plan stays, what is only a value becomes a slot.

A *source* says where a slot's value comes from in each request: a constant of the document, or a path
into the coerced variables.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_named_type,
)
from graphql.utilities import value_from_ast

from hub.planner.asked import Slot, Template

Source: TypeAlias = Callable[[Mapping[str, Any]], Any]
_BOOLEAN = "Boolean"


@dataclass(slots=True)
class Sources:
    """The slots of an operation while it is read."""

    variables: Mapping[str, Any]
    """Coerced values of the request at hand; their shape is the plan's."""
    sources: list[Source] = field(default_factory=list)

    def slot(self, source: Source) -> Slot:
        self.sources.append(source)
        return Slot(len(self.sources) - 1)


def read_arguments(node: FieldNode, args: Mapping[str, GraphQLArgument], sources: Sources) -> dict[str, Template]:
    """The arguments given to a field; those not given are not there."""
    given: dict[str, Template] = {}
    for arg in node.arguments or ():
        name = arg.name.value
        if isinstance(arg.value, VariableNode) and arg.value.name.value not in sources.variables:
            continue
        given[name] = _literal(arg.value, args[name].type, sources)
    return given


def _literal(node: ValueNode, type_: GraphQLInputType, sources: Sources) -> Template:
    if isinstance(node, VariableNode):
        name = node.name.value
        return _value(sources.variables.get(name), type_, (name,), sources)
    if isinstance(type_, GraphQLNonNull):
        return _literal(node, type_.of_type, sources)
    if isinstance(node, NullValueNode):
        return None
    if isinstance(type_, GraphQLList):
        return _literal_list(node, type_, sources)
    if isinstance(type_, GraphQLInputObjectType):
        return {
            f.name.value: _literal(f.value, type_.fields[f.name.value].type, sources)
            for f in cast(ObjectValueNode, node).fields
            if not (isinstance(f.value, VariableNode) and f.value.name.value not in sources.variables)
        }
    if isinstance(type_, GraphQLEnumType):
        return cast(str, node.value)  # type: ignore[attr-defined]
    value = value_from_ast(node, type_)
    return value if _shapes(type_) else sources.slot(_constant(value))


def _literal_list(node: ValueNode, type_: GraphQLList[Any], sources: Sources) -> Template:
    items = node.values if isinstance(node, ListValueNode) else (node,)
    inner = type_.of_type
    if not _is_leaf_list(type_):
        return tuple(_literal(item, inner, sources) for item in items)
    if not items:
        return ()
    parts = [_item(item, inner) for item in items]
    return sources.slot(lambda variables: [part(variables) for part in parts])


def _constant(value: Any) -> Source:
    return lambda _: value


def _item(node: ValueNode, type_: GraphQLInputType) -> Source:
    if isinstance(node, VariableNode):
        name = node.name.value
        return lambda variables: variables.get(name)
    return _constant(value_from_ast(node, type_))


def _value(value: Any, type_: GraphQLInputType, path: tuple[str | int, ...], sources: Sources) -> Template:
    if isinstance(type_, GraphQLNonNull):
        return _value(value, type_.of_type, path, sources)
    if value is None or value is Undefined:
        return None
    if isinstance(type_, GraphQLList):
        if _is_leaf_list(type_):
            return sources.slot(_getter(path)) if value else ()
        return tuple(_value(item, type_.of_type, (*path, i), sources) for i, item in enumerate(value))
    if isinstance(type_, GraphQLInputObjectType):
        return {name: _value(item, type_.fields[name].type, (*path, name), sources) for name, item in value.items()}
    if isinstance(type_, GraphQLEnumType):
        return enum_name(value)
    return value if _shapes(type_) else sources.slot(_getter(path))


def enum_name(value: Any) -> str:
    """Name of an enumeration's value as graphql-core gives it."""
    return value.name if isinstance(value, enum.Enum) else str(value)


def _getter(path: Sequence[str | int]) -> Source:
    if len(path) == 1:
        name = path[0]
        return lambda variables: variables[name]  # type: ignore[index]

    def get(variables: Any) -> Any:
        for step in path:
            variables = variables[step]
        return variables

    return get


def _shapes(type_: GraphQLInputType) -> bool:
    return isinstance(type_, GraphQLScalarType) and type_.name == _BOOLEAN


def _is_leaf_list(type_: GraphQLList[Any]) -> bool:
    """A list of scalars travels as one value; lists of enums and of objects shape the plan."""
    return isinstance(get_named_type(type_), GraphQLScalarType)


def shape(value: Any, type_: GraphQLInputType) -> Hashable:
    """What of a coerced variable a plan depends on."""
    if isinstance(type_, GraphQLNonNull):
        return shape(value, type_.of_type)
    if value is None or value is Undefined:
        return None
    if isinstance(type_, GraphQLList):
        if _is_leaf_list(type_):
            return bool(value)
        return tuple(shape(item, type_.of_type) for item in value)
    if isinstance(type_, GraphQLInputObjectType):
        return tuple((name, shape(item, type_.fields[name].type)) for name, item in value.items())
    if isinstance(type_, GraphQLEnumType):
        return enum_name(value)
    return ("is", value) if _shapes(type_) else True

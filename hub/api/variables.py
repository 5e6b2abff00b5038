"""Variables of an operation: declared once a document, given with each request.

Most requests bring texts, whole numbers and Booleans just as they are declared. graphql-core would give these back as
they are, so it is asked only where it might say something else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import (
    GraphQLBoolean,
    GraphQLID,
    GraphQLInputType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    is_input_type,
)
from graphql.type import GRAPHQL_MAX_INT, GRAPHQL_MIN_INT
from graphql.utilities import type_from_ast

from hub.api.arguments import shape

Plain: TypeAlias = Callable[[Any], bool]
"""Whether a value decoded from JSON is its own coercion."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A declared variable.

    ``plain``: None where no value of its type is its own coercion, or not to be told from others at a glance.
    ``optional``: it may be left out, and is then left out of the coerced values.
    """

    name: str
    form: GraphQLInputType
    plain: Plain | None
    optional: bool


def declared(schema: GraphQLSchema, definition: OperationDefinitionNode) -> tuple[Variable, ...]:
    """The variables of an operation that is valid."""
    found = []
    for variable in definition.variable_definitions or ():
        form = type_from_ast(schema, variable.type)
        assert is_input_type(form)
        optional = variable.default_value is None and not isinstance(form, GraphQLNonNull)
        found.append(Variable(variable.variable.name.value, form, plain(form), optional))
    return tuple(found)


def plainly(variables: Sequence[Variable], given: Mapping[str, Any]) -> dict[str, Any] | None:
    """The coerced values, where each is its own coercion; else None: graphql-core has to look."""
    values: dict[str, Any] = {}
    for variable in variables:
        name = variable.name
        if name in given:
            value = given[name]
            if variable.plain is None or not variable.plain(value):
                return None
            values[name] = value
        elif not variable.optional:
            return None
    return values


def shapes(variables: Sequence[Variable], values: Mapping[str, Any]) -> tuple[Hashable, ...]:
    """What of the coerced values a plan depends on."""
    return tuple([(one.name in values, shape(values.get(one.name), one.form)) for one in variables])


def plain(form: GraphQLInputType) -> Plain | None:
    """How values of a type are told that are their own coercion."""
    if isinstance(form, GraphQLNonNull):
        return _plain(form.of_type)
    inner = _plain(form)
    return None if inner is None else lambda value: value is None or inner(value)


def _plain(form: GraphQLInputType) -> Plain | None:
    """The same, of a value that is not null."""
    if form is GraphQLString or form is GraphQLID:
        return lambda value: value.__class__ is str
    if form is GraphQLBoolean:
        return lambda value: value.__class__ is bool
    if form is GraphQLInt:
        return lambda value: value.__class__ is int and GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT
    if isinstance(form, GraphQLList):
        item = plain(form.of_type)
        return None if item is None else lambda value: value.__class__ is list and all(map(item, value))
    return None

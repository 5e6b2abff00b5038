"""Strawberry's types, made from the surface: nobody writes a field by hand that a kind can declare.

The types have no resolvers: graph fields are answered by plans, and only introspection goes through
graphql-core.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from typing import Any, Optional

import strawberry
from graphql import GraphQLInputObjectType, GraphQLSchema
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema.config import StrawberryConfig
from strawberry.schema_directives import OneOf
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from hub.api.scalars import PYTHON_TYPES, SCALARS
from hub.planner.surface import META, Argument, EnumDef, FieldDef, InputDef, InputField, Surface

NODE = "Node"
_NODE_WORDS = "What every node has. Everything but `id`, `key` and `region` may be null."


def make_schema(surface: Surface) -> strawberry.Schema:
    """The Strawberry schema of a surface."""
    classes: dict[str, Any] = dict(PYTHON_TYPES)
    for enumeration in surface.enums.values():
        classes[enumeration.name] = _enum(enumeration)
    for name in (NODE, *surface.objects, *surface.inputs):
        classes[name] = type(name, (), {})
    node = _define(classes, NODE, _NODE_WORDS, [_field(classes, f) for f in META], is_interface=True)
    for item in surface.objects.values():
        fields = [_field(classes, f) for f in item.fields]
        _define(classes, item.name, item.description, fields, interfaces=[node] if item.node else [])
    for entry in surface.inputs.values():
        _define_input(classes, entry)
    schema = strawberry.Schema(
        query=classes["Query"],
        types=[classes[item.name] for item in surface.objects.values() if item.node],
        config=StrawberryConfig(auto_camel_case=False, scalar_map=SCALARS),
    )
    _mark_one_of(schema._schema, surface)
    return schema


def _mark_one_of(schema: GraphQLSchema, surface: Surface) -> None:
    """Strawberry prints ``@oneOf`` but does not tell graphql-core, which then would not validate literals by it."""
    for entry in surface.inputs.values():
        type_ = schema.get_type(entry.name)
        if entry.one_of and isinstance(type_, GraphQLInputObjectType):
            type_.is_one_of = True
            type_.out_type = GraphQLInputObjectType.out_type  # type: ignore[method-assign]


def _define(
    classes: dict[str, Any],
    name: str,
    description: str,
    fields: list[StrawberryField],
    *,
    is_input: bool = False,
    is_interface: bool = False,
    interfaces: Sequence[StrawberryObjectDefinition] = (),
    directives: Sequence[object] = (),
) -> StrawberryObjectDefinition:
    definition = StrawberryObjectDefinition(
        name=name,
        is_input=is_input,
        is_interface=is_interface,
        origin=classes[name],
        description=description or None,
        interfaces=list(interfaces),
        extend=False,
        directives=directives,
        is_type_of=None,
        resolve_type=None,
        fields=fields,
    )
    classes[name].__strawberry_definition__ = definition
    return definition


def _define_input(classes: dict[str, Any], entry: InputDef) -> None:
    _define(
        classes,
        entry.name,
        entry.description,
        [_input_field(classes, f) for f in entry.fields],
        is_input=True,
        directives=[OneOf()] if entry.one_of else (),
    )


def _enum(definition: EnumDef) -> Any:
    members = enum.Enum(definition.name, {name: name for name, _ in definition.values})  # type: ignore[misc]
    described = strawberry.enum(members, name=definition.name, description=definition.description)
    words = dict(definition.values)
    for value in described.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = words[value.name]
    return described


def _python_type(classes: dict[str, Any], text: str) -> Any:
    """``[Household!]!`` as a Python annotation."""
    if text.endswith("!"):
        return _bare(classes, text[:-1])
    return Optional[_bare(classes, text)]  # noqa: UP045 - the operand is a value here


def _bare(classes: dict[str, Any], text: str) -> Any:
    if text.startswith("["):
        return list[_python_type(classes, text[1:-1])]  # type: ignore[misc]
    return classes[text]


def _annotation(classes: dict[str, Any], text: str) -> StrawberryAnnotation:
    return StrawberryAnnotation(_python_type(classes, text))


def _field(classes: dict[str, Any], definition: FieldDef) -> StrawberryField:
    made = StrawberryField(
        python_name=definition.name,
        graphql_name=definition.name,
        type_annotation=_annotation(classes, definition.type),
        description=definition.description or None,
    )
    made.arguments = list(_arguments(classes, definition.args))
    return made


def _arguments(classes: dict[str, Any], args: Iterable[Argument]) -> Iterable[StrawberryArgument]:
    for arg in args:
        yield StrawberryArgument(
            python_name=arg.name,
            graphql_name=arg.name,
            type_annotation=_annotation(classes, arg.type),
            description=arg.description or None,
        )


def _input_field(classes: dict[str, Any], definition: InputField) -> StrawberryField:
    return StrawberryField(
        python_name=definition.name,
        graphql_name=definition.name,
        type_annotation=_annotation(classes, definition.type),
        description=definition.description or None,
        default=strawberry.UNSET,
    )

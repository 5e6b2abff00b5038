"""Persisted documents asked before anybody asks, with values made up: a server that sees a statement for the first time
needs up to a second to plan it, and keeps the plan only of what was run (``EXPLAIN`` saves a third).

Only what shapes a plan matters: optional variables are left out, as in the first question of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    get_named_type,
    is_required_input_field,
    parse,
    visit,
)
from graphql.utilities import type_from_ast

from graph_schema.keys import format_key, pack
from graph_schema.model import Model
from hub.api.question import Question
from hub.api.service import Service

_REGION_DIGITS = 6
_MADE_UP: Mapping[str, object] = {"Int": 1, "Long": 1, "Float": 1.0, "Boolean": False, "Decimal": "1", "Period": "2020"}
"""Values of scalars by name; what is not here is a text."""


async def rehearse(service: Service, text: str, deadline: float) -> None:
    """Ask all questions of a document, unless its store plans nothing; how they are answered does not matter.

    Args:
        text: a document that is valid.
        deadline: seconds for each question.
    """
    if service.routing.along is None:
        return
    region = next(iter(service.settings.regions), "").ljust(_REGION_DIGITS, "0")
    for question in questions(service.schema, service.model, text, region, f"{service.settings.today()}", deadline):
        await service.answer(question)


def questions(
    schema: GraphQLSchema, model: Model, text: str, region: str, today: str, deadline: float = 10.0
) -> Iterator[Question]:
    """A question for each query of a document that is valid.

    Args:
        region: six digits, in which the nodes are that are asked for.
        today: a day in ISO form.
    """
    ast = parse(text)
    tags = _Tags(schema, model)
    visit(ast, TypeInfoVisitor(tags.info, tags))
    for definition in ast.definitions:
        if not isinstance(definition, OperationDefinitionNode) or definition.operation is not OperationType.QUERY:
            continue
        values = {}
        for variable in definition.variable_definitions or ():
            form = type_from_ast(schema, variable.type)
            if isinstance(form, GraphQLNonNull) and variable.default_value is None:
                given = variable.variable.name.value
                key = format_key(tags.found.get(given, "area"), pack(region, 1))
                values[given] = _value(form, {**_MADE_UP, "ID": key, "Date": today, "String": region})
        name = definition.name.value if definition.name else None
        yield Question(text, operation_name=name, variables=values, deadline=deadline)


class _Tags(Visitor):
    """Of which kind a node is whose key a variable has, as far as the field says that it is given to: its tag."""

    def __init__(self, schema: GraphQLSchema, model: Model) -> None:
        super().__init__()
        self.info = TypeInfo(schema)
        self.found: dict[str, str] = {}
        self._model = model

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        field = self.info.get_field_def()
        kind = self._model.by_name.get(get_named_type(field.type).name) if field is not None else None
        if kind is not None:
            self.found.setdefault(node.name.value, kind.tag)


def _value(form: GraphQLInputType, scalars: Mapping[str, object]) -> Any:
    """Some value of a type, as JSON has it."""
    match form:
        case GraphQLNonNull():
            return _value(form.of_type, scalars)
        case GraphQLList():
            return [_value(form.of_type, scalars)]
        case GraphQLEnumType():
            return next(iter(form.values))
        case GraphQLInputObjectType():
            needed = {name: field for name, field in form.fields.items() if is_required_input_field(field)}
            return {name: _value(field.type, scalars) for name, field in needed.items()}
        case _:
            return scalars.get(form.name, scalars["String"])

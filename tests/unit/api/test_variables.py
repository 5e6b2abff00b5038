"""Plain variables: what is taken as it is, graphql-core would have given back as it is."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import (
    GraphQLBoolean,
    GraphQLID,
    GraphQLInputType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
    OperationDefinitionNode,
    get_named_type,
    is_input_type,
    parse,
)
from graphql.execution.values import get_variable_values
from graphql.type import GRAPHQL_MAX_INT, GRAPHQL_MIN_INT
from graphql.utilities import coerce_input_value

from graph_schema.kinds import load_model
from hub.api.variables import declared, plain, plainly, shapes
from hub.app import Hub

SCHEMA = Hub(load_model()).schema._schema

LEAVES = (
    *(None, True, False, 0, 1, -1, GRAPHQL_MAX_INT, GRAPHQL_MAX_INT + 1, GRAPHQL_MIN_INT, GRAPHQL_MIN_INT - 1, 2**70),
    *(1.0, 1.5, -0.0, float("inf"), "", "1", "村", "\ud800", "TOWNSHIP", "2024-06-15"),
)
VALUES: tuple[Any, ...] = (
    *LEAVES,
    {},
    {"a": 1},
    [],
    *([leaf] for leaf in LEAVES),
    ["a", "b"],
    ["a", None],
    [1, "a"],
    [["a"], ["b", "c"]],
    [["a"], "b"],
    [[None]],
    [[]],
)
SCALARS = (GraphQLString, GraphQLID, GraphQLBoolean, GraphQLInt)


def wrapped(scalar: GraphQLInputType) -> list[GraphQLInputType]:
    must = GraphQLNonNull[Any]
    each = [scalar, must(scalar)]
    lists = [form for item in each for form in (GraphQLList(item), must(GraphQLList(item)))]
    return [*each, *lists, GraphQLList(must(GraphQLList(must(scalar)))), GraphQLList(GraphQLList(scalar))]


@pytest.mark.parametrize("form", [form for scalar in SCALARS for form in wrapped(scalar)], ids=str)
def test_what_is_plain_is_its_own_coercion(form: GraphQLInputType) -> None:
    takes = plain(form)
    assert takes is not None
    taken = [value for value in VALUES if takes(value)]
    assert taken
    for value in taken:
        # By its text, for 1 == True == 1.0.
        assert repr(coerce_input_value(value, form)) == repr(value)


def test_every_other_type_is_left_to_graphql_core() -> None:
    others = [t for t in SCHEMA.type_map.values() if is_input_type(t) and get_named_type(t) not in SCALARS]
    assert len(others) > 20
    assert {plain(form) for other in others for form in wrapped(other)} == {None}


def operation(text: str) -> OperationDefinitionNode:
    (found,) = parse(text).definitions
    assert isinstance(found, OperationDefinitionNode)
    return found


DECLARATIONS = (
    "$x: ID!",
    "$x: ID",
    '$x: ID = "hh:1"',
    "$x: [ID!]!",
    "$x: [ID!] = []",
    "$x: Int = 20",
    "$x: Int! = 20",
    "$x: Boolean!",
    "$x: AreaLevel",
    "$x: Date",
    "$x: ID!, $y: Int",
    "$x: String, $y: Date",
)
REQUESTS: tuple[dict[str, Any], ...] = (
    {},
    {"z": 1},
    *({"x": value} for value in VALUES),
    *({"x": value, "y": 3} for value in LEAVES),
    *({"x": "a", "y": value} for value in LEAVES),
)


@pytest.mark.parametrize("declaration", DECLARATIONS)
def test_requests_are_taken_or_refused_as_by_graphql_core(declaration: str) -> None:
    definition = operation(f"query ({declaration}) {{ __typename }}")
    variables = declared(SCHEMA, definition)
    taken = 0
    for given in REQUESTS:
        found = plainly(variables, given)
        if found is not None:
            taken += 1
            theirs = get_variable_values(SCHEMA, definition.variable_definitions or (), given)
            assert not isinstance(theirs, list)
            assert repr(found) == repr(theirs.coerced)
    assert taken


def test_shapes_know_what_was_not_given_from_null() -> None:
    variables = declared(SCHEMA, operation("query ($x: ID, $y: Boolean) { __typename }"))
    requests: list[dict[str, Any]] = [{}, {"x": None}, {"x": "a"}, {"y": None}, {"y": True}, {"y": False}]
    assert len({shapes(variables, given) for given in requests}) == len(requests)
    assert shapes(variables, {"x": "a"}) == shapes(variables, {"x": "b"})

"""One operation through graphql-core: parse, validate, coerce, execute; an error has a code at every stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    execute_sync,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from .graph import Graph
from .lists import Asker
from .resolvers import SDL, load_schema

SCHEMA = load_schema(SDL.read_text(encoding="utf-8"))


class Response(TypedDict, total=False):
    """A GraphQL response; no ``data`` if the operation was not executed, nothing else that is empty."""

    data: dict[str, Any] | None
    errors: list[dict[str, Any]]
    extensions: dict[str, Any]


class OracleError(Exception):
    """A resolver broke: a defect of the oracle, not an answer."""


def execute(
    graph: Graph,
    document: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    *,
    today: date,
    cursor_key: bytes,
    hub: str,
    valid: bool = False,
) -> Response:
    """The answer to one operation.

    Args:
        valid: the document is known to be valid; most of the time goes into looking.

    Raises:
        OracleError: a resolver broke.
    """
    try:
        parsed = parse(document)
    except GraphQLSyntaxError as error:
        return _refused([error], "PARSE_FAILED")
    invalid = [] if valid else validate(SCHEMA, parsed)
    if invalid:
        return _refused(invalid, "VALIDATION_FAILED")
    operation = _operation(parsed, operation_name)
    if operation is None:
        return _refused([GraphQLError("no such operation, or several and no name")], "UNKNOWN_OPERATION")
    coerced = get_variable_values(SCHEMA, operation.variable_definitions or (), dict(variables or {}), max_errors=50)
    if isinstance(coerced, list):
        return _refused(coerced, "BAD_VARIABLES")
    asker = Asker(graph, today, cursor_key, hub)
    result = execute_sync(
        SCHEMA,
        parsed,
        context_value=asker,
        variable_values=dict(variables or {}),
        operation_name=operation_name,
    )
    assert isinstance(result, ExecutionResult)
    response: Response = {"data": result.data}
    if result.errors:
        for found in result.errors:
            cause = found.original_error
            if cause is not None and not isinstance(cause, GraphQLError):
                raise OracleError(f"{found}\n{document}\n{variables}") from cause
        response["errors"] = [_shown(found, "BAD_VARIABLES") for found in result.errors]
    unresolved = [
        {
            "list": field.name,
            "locations": [{"line": line, "column": column} for line, column in field.locations],
            "count": sum(counts.values()),
        }
        for field, counts in asker.unresolved.items()
        if any(counts.values())
    ]
    if unresolved:
        response["extensions"] = {"unresolved": unresolved}
    return response


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if name is not None:
        operations = [d for d in operations if d.name and d.name.value == name]
    return operations[0] if len(operations) == 1 else None


def _refused(errors: Sequence[GraphQLError], code: str) -> Response:
    return {"errors": [_shown(error, code) for error in errors]}


def _shown(error: GraphQLError, code: str) -> dict[str, Any]:
    """The error as the response has it.

    Args:
        code: for errors of graphql-core itself. During execution these are null variables in a place that wants a
            value, which validation lets pass where the variable has a default.
    """
    formatted: dict[str, Any] = dict(error.formatted)
    formatted["extensions"] = {"code": code, **(error.extensions or {})}
    return formatted

"""A question from text to bytes: parsed and checked once a text, planned once a shape, run each time."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeAlias

import orjson
from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from graph_schema.model import Model
from hub.api.arguments import Source
from hub.api.cache import Cache
from hub.api.explain import explained
from hub.api.limits import DEFAULT_LIMITS, LimitExceeded, Limits, check_document, check_request, check_text
from hub.api.measure import Measure, shapes_of
from hub.api.messages import say
from hub.api.question import Answer, Language, Question
from hub.api.selection import read_operation
from hub.api.variables import Variable, declared, plainly, shapes
from hub.engine.faults import PlacedFault, fault_of
from hub.engine.route import Stores
from hub.engine.run import Prepared, Request, Unresolved, run
from hub.errors import Code, HubError, StoreError
from hub.planner.asked import Asked
from hub.planner.plan import Capability, Plan
from hub.stores.base import ReadStore, Snapshot, Trace
from hub.turns import LONG, turn

MAX_VALIDATION_ERRORS = 20


class Planner(Protocol):
    """From what is asked to a plan; ``app`` puts surface, rules and capabilities together."""

    def __call__(self, asked: tuple[Asked, ...]) -> Plan: ...


@dataclass(frozen=True, slots=True)
class Settings:
    """What a service needs to know beside its parts.

    ``cursor_key``: seals cursors, the same in every worker. ``hub``: name of this hub in cursors.
    ``today``: the day in the hub's time zone. ``regions``: prefixes of the regions it owns.
    """

    cursor_key: bytes
    hub: str
    today: Callable[[], date]
    regions: Sequence[str] = ()
    limits: Limits = DEFAULT_LIMITS
    documents: int = 1_000
    plans: int = 2_000


@dataclass(slots=True)
class _Document:
    """A text that has been parsed and validated."""

    ast: DocumentNode
    operations: dict[str | None, OperationDefinitionNode]
    fragments: dict[str, FragmentDefinitionNode]
    measures: Mapping[str | None, Measure]
    variables: Mapping[str | None, Sequence[Variable]]
    errors: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class _Operation:
    """An operation of one shape, ready to run."""

    prepared: Prepared
    sources: list[Source]
    locations: list[list[dict[str, int]]]
    keys: tuple[str, ...]
    introspection: tuple[FieldNode, ...]


_Found: TypeAlias = tuple[dict[str, Any], list[PlacedFault], list[Unresolved], Sequence[tuple[int, Trace]]]
"""Data, faults, what could not be resolved, and what each fetch cost."""


class _Refused(Exception):
    """Refused before execution."""

    def __init__(self, code: str, errors: list[dict[str, Any]]) -> None:
        super().__init__(code)
        self.code = code
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Routing:
    """The stores that answer, and which of them owns a packed key; see ``hub.engine.route.Stores``."""

    local: str
    stores: Mapping[str, ReadStore]
    owner: Callable[[int], str] = lambda key: ""
    regions: Mapping[str, str] = field(default_factory=dict)
    patience: float = 5.0

    @property
    def along(self) -> Capability | None:
        """What the only store can answer at once, if it goes further than a level."""
        capability = self.stores[self.local].capability
        return capability if len(self.stores) == 1 and capability.along else None


class Service:
    """Answers questions from the stores of a hub."""

    def __init__(
        self, schema: GraphQLSchema, model: Model, planner: Planner, routing: Routing, settings: Settings
    ) -> None:
        self.schema = schema
        self.model = model
        self.planner = planner
        self.routing = routing
        self.settings = settings
        self.documents: Cache[str, _Document] = Cache(settings.documents)
        self.plans: Cache[Hashable, _Operation] = Cache(settings.plans)
        self._shapes = shapes_of(schema)

    async def answer(self, question: Question) -> Answer:
        """See ``hub.api.question.Answers``."""
        started = time.monotonic()
        name: str | None = None
        account = question.account
        try:
            document = self._document(question)
            definition = _choose(document, question.operation_name)
            name = definition.name.value if definition.name else None
            account.operation = definition.operation.value
            if question.read_only and definition.operation is OperationType.MUTATION:
                raise _refuse(
                    Code.METHOD_NOT_ALLOWED,
                    "a mutation cannot be asked for with GET; use POST",
                    question.language,
                )
            variables = self._variables(document, definition, question)
        except _Refused as refused:
            return Answer(orjson.dumps({"errors": refused.errors}), False, refused.code, name)
        operation = self._operation(question, document, definition, variables)
        data, faults, unresolved, traces = await self._run(operation, variables, question, started + question.deadline)
        merged = (
            data
            if not operation.introspection
            else self._introspect(operation, document, definition, question.variables or {}, data)
        )
        response: dict[str, Any] = {"data": merged}
        code = None
        if faults:
            response["errors"] = [_error(fault, operation.locations, question.language) for fault in faults]
            code = faults[0].fault.code
            account.codes = {fault.fault.code for fault in faults}
        extensions: dict[str, Any] = {}
        if unresolved:
            extensions["unresolved"] = [
                {"list": one.list, "locations": operation.locations[one.place], "count": one.count}
                for one in unresolved
            ]
        if question.explain:
            caches = {"document": bool(account.document_cached), "plan": bool(account.plan_cached)}
            extensions["linli"] = explained(operation.prepared.plan, traces, caches, account.apart)
        if extensions:
            response["extensions"] = extensions
        body = orjson.dumps(response)
        if len(body) > LONG:
            await turn()
        return Answer(body, True, code, name)

    def warm(self, text: str) -> list[str]:
        """Read a document ahead of its first question; what is wrong with it, if anything."""
        try:
            found = self._read(text, "en")
        except _Refused as refused:
            return [error["message"] for error in refused.errors]
        self.documents.put(text, found)
        return [error["message"] for error in found.errors]

    # before execution

    def _document(self, question: Question) -> _Document:
        text = question.document
        found = self.documents.get(text)
        question.account.document_cached = found is not None
        if found is None:
            found = self._read(text, question.language)
            self.documents.put(text, found)
        if found.errors:
            raise _Refused(
                Code.VALIDATION_FAILED.value,
                [
                    {
                        **error,
                        "message": say(Code.VALIDATION_FAILED.value, error["message"], question.language),
                    }
                    for error in found.errors
                ],
            )
        return found

    def _read(self, text: str, language: Language) -> _Document:
        limits = self.settings.limits
        try:
            check_text(text, limits)
            ast = parse(
                text, max_lexical_tokens=limits.tokens, max_comments=limits.tokens, allow_empty_selection_sets=False
            )
            measures = check_document(ast, self._shapes, limits)
        except GraphQLError as error:
            raise _Refused(Code.PARSE_FAILED.value, [_formatted(error, Code.PARSE_FAILED, language)]) from None
        except HubError as error:
            raise _Refused(error.code.value, [_told(error, language)]) from None
        errors = validate(self.schema, ast, max_errors=MAX_VALIDATION_ERRORS)
        operations = {
            d.name.value if d.name else None: d for d in ast.definitions if isinstance(d, OperationDefinitionNode)
        }
        fragments = {d.name.value: d for d in ast.definitions if isinstance(d, FragmentDefinitionNode)}
        shown = [_formatted(error, Code.VALIDATION_FAILED, "en") for error in errors]
        variables = {} if errors else {name: declared(self.schema, one) for name, one in operations.items()}
        return _Document(ast, operations, fragments, measures, variables, shown)

    def _variables(
        self, document: _Document, definition: OperationDefinitionNode, question: Question
    ) -> Mapping[str, Any]:
        given = dict(question.variables or {})
        name = definition.name.value if definition.name else None
        try:
            check_request(document.measures[name], given, self.settings.limits)
        except HubError as error:
            raise _Refused(error.code.value, [_told(error, question.language)]) from None
        plain = plainly(document.variables[name], given)
        if plain is not None:
            return plain
        coerced = get_variable_values(
            self.schema, definition.variable_definitions or (), given, max_errors=MAX_VALIDATION_ERRORS
        )
        if isinstance(coerced, list):
            errors = [_formatted(error, Code.BAD_VARIABLES, question.language) for error in coerced]
            raise _Refused(Code.BAD_VARIABLES.value, errors)
        values = getattr(coerced, "coerced", coerced)
        assert isinstance(values, Mapping)
        return values

    def _operation(
        self,
        question: Question,
        document: _Document,
        definition: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> _Operation:
        name = definition.name.value if definition.name else None
        key = (question.document, name, shapes(document.variables[name], variables))
        found = self.plans.get(key)
        question.account.plan_cached = found is not None
        if found is None:
            reading = read_operation(self.schema, definition, document.fragments, variables)
            prepared = Prepared(self.planner(reading.asked))
            found = _Operation(prepared, reading.sources, reading.locations, reading.keys, reading.introspection)
            self.plans.put(key, found)
        question.account.plan = found.prepared.plan
        return found

    # execution

    async def _run(
        self, operation: _Operation, variables: Mapping[str, Any], question: Question, deadline: float
    ) -> _Found:
        if not operation.prepared.plan.outs:
            return {}, [], [], ()
        settings = self.settings
        request = Request(
            [source(variables) for source in operation.sources],
            settings.today().toordinal(),
            settings.cursor_key,
            settings.hub,
            settings.regions,
            question.account.apart,
        )
        routing = self.routing

        async def found(snapshots: Mapping[str, Snapshot]) -> _Found:
            for snapshot in snapshots.values():
                snapshot.traces = question.account.traces
            stores = Stores(routing.local, snapshots, routing.owner, routing.regions, routing.patience, routing.along)
            return *await run(operation.prepared, self.model, stores, request), question.account.traces

        try:
            if len(routing.stores) == 1:
                # Most hubs have one store, and a light question would feel the stack.
                async with routing.stores[routing.local].snapshot(deadline) as snapshot:
                    return await found({routing.local: snapshot})
            async with AsyncExitStack() as stack:
                return await found(
                    {
                        name: await stack.enter_async_context(store.snapshot(deadline))
                        for name, store in routing.stores.items()
                    }
                )
        except StoreError as error:
            return *_nothing(operation.prepared.plan, error), [], ()

    def _introspect(
        self,
        operation: _Operation,
        document: _Document,
        definition: OperationDefinitionNode,
        given: Mapping[str, Any],
        data: dict[str, Any],
    ) -> dict[str, Any]:
        """graphql-core answers ``__schema`` and ``__type``; its part is merged in, in the order asked."""
        only = OperationDefinitionNode(
            operation=OperationType.QUERY,
            name=definition.name,
            variable_definitions=definition.variable_definitions,
            directives=(),
            selection_set=SelectionSetNode(selections=operation.introspection),
        )
        ast = DocumentNode(definitions=(only, *document.fragments.values()))
        result = execute_sync(self.schema, ast, variable_values=dict(given))
        assert isinstance(result, ExecutionResult)
        both = {**data, **(result.data or {})}
        return {key: both[key] for key in operation.keys}


def _nothing(plan: Plan, error: StoreError) -> tuple[dict[str, Any], list[PlacedFault]]:
    """The answer where a store fails as a whole, such as one that cannot even be opened."""
    first = plan.outs[0]
    return {out.key: None for out in plan.outs}, [PlacedFault(fault_of(error, first.place), (first.key,))]


def _choose(document: _Document, name: str | None) -> OperationDefinitionNode:
    operations = document.operations
    if name is None and len(operations) == 1:
        return next(iter(operations.values()))
    if name is not None and name in operations:
        return operations[name]
    known = ", ".join(sorted(repr(n) for n in operations if n)) or "none with a name"
    message = (
        f"the document has no operation {name!r}; it has: {known}"
        if name
        else f"which operation? the document has: {known}"
    )
    raise _refuse(Code.UNKNOWN_OPERATION, message, "en")


def _refuse(code: Code, message: str, language: Language) -> _Refused:
    return _Refused(code.value, [{"message": say(code.value, message, language), "extensions": {"code": code.value}}])


def _formatted(error: GraphQLError, code: Code, language: Language) -> dict[str, Any]:
    shown: dict[str, Any] = {"message": say(code.value, error.message, language)}
    if error.locations:
        shown["locations"] = [location.formatted for location in error.locations]
    shown["extensions"] = {"code": code.value}
    return shown


def _told(error: HubError, language: Language) -> dict[str, Any]:
    if language == "zh" and isinstance(error, LimitExceeded):
        return {"message": error.message_zh, "extensions": error.extensions()}
    return {"message": say(error.code.value, error.message, language), "extensions": error.extensions()}


def _error(placed: PlacedFault, locations: list[list[dict[str, int]]], language: Language) -> dict[str, Any]:
    fault = placed.fault
    return {
        "message": say(fault.code, fault.message, language),
        "locations": locations[fault.place],
        "path": list(placed.path),
        "extensions": dict(fault.extensions) or {"code": fault.code},
    }

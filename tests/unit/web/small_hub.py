"""A small hub for the tests of web: a real GraphQL schema, answered by graphql-core, over the real
application.

Run as a program it serves itself (``python small_hub.py PORT``), prints its address, and stops on SIGTERM.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import cast

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    OperationType,
    build_schema,
    execute,
    get_operation_ast,
    parse,
    validate,
)

from hub.api.question import Answer, Question
from hub.web import Health

SDL = """\
type Query {
  hello(name: String = "村"): String
  "Takes so many seconds."
  slow(seconds: Float!): String
  "Raises a defect."
  broken: String
}
type Mutation { touch: Int }
"""


class Defect(RuntimeError):
    """A defect, whose text no client may see."""


class SmallAnswers:
    """Answers questions over `SDL` and remembers them."""

    def __init__(self) -> None:
        self.schema = build_schema(SDL)
        self.questions: list[Question] = []
        self.begun = 0
        self.finished = 0
        self.cancelled = 0
        self.touched = 0

    async def answer(self, question: Question) -> Answer:
        self.questions.append(question)
        try:
            document = parse(question.document)
        except GraphQLError as fault:
            return _refused("PARSE_FAILED", [fault])
        faults = validate(self.schema, document)
        if faults:
            return _refused("VALIDATION_FAILED", faults)
        operation = get_operation_ast(document, question.operation_name)
        if operation is None:
            return _refused("UNKNOWN_OPERATION", [GraphQLError("No such operation.")])
        if question.read_only and operation.operation is not OperationType.QUERY:
            return _refused("METHOD_NOT_ALLOWED", [GraphQLError("Mutations are sent by POST.")])
        if "broken" in question.document:
            raise Defect("password=hunter2")
        result = execute(
            self.schema,
            document,
            root_value={"hello": self._hello, "slow": self._slow, "touch": self._touch},
            variable_values=dict(question.variables or {}),
            operation_name=question.operation_name,
        )
        if not isinstance(result, ExecutionResult):
            result = await result
        if result.data is None and result.errors and not any(fault.path for fault in result.errors):
            return _refused("BAD_VARIABLES", result.errors)
        content = cast("Mapping[str, object]", result.formatted)
        code = "INTERNAL" if result.errors else None
        name = operation.name.value if operation.name else None
        return Answer(json.dumps(content, ensure_ascii=False).encode(), executed=True, code=code, operation_name=name)

    def _hello(self, info: GraphQLResolveInfo[object], name: str | None) -> str:
        return f"hello {name}"

    def _touch(self, info: GraphQLResolveInfo[object]) -> int:
        self.touched += 1
        return self.touched

    async def _slow(self, info: GraphQLResolveInfo[object], seconds: float) -> str:
        self.begun += 1
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        self.finished += 1
        return "done"


def _refused(code: str, faults: list[GraphQLError]) -> Answer:
    errors = [{**fault.formatted, "extensions": {"code": code}} for fault in faults]
    return Answer(json.dumps({"errors": errors}).encode(), executed=False, code=code)


class SmallHealth:
    """Health that a test sets."""

    def __init__(self) -> None:
        self.ready = True
        self.wait = 0.0

    async def health(self) -> Health:
        await asyncio.sleep(self.wait)
        return Health(self.ready, {"stores": {"main": "ok"}, "model": 1, "openLoads": []})


def main() -> None:
    from hub.web import ServeSettings, WebSettings, create_app, serve

    app = create_app(SmallAnswers(), WebSettings(), SmallHealth(), sdl=lambda: SDL)
    settings = ServeSettings(port=int(sys.argv[1]), stop_seconds=int(sys.argv[2]))
    serve(app, settings, ready=lambda url: print(url, flush=True))
    print("stopped", flush=True)


if __name__ == "__main__":
    main()

"""From the bytes of a request to its parameters. Every refusal says what and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn, cast
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive

from hub.web.errors import Fault, Refusal

_CALLED = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "a Boolean",
    int: "a number",
    float: "a number",
}
_MOST_PARAMETERS = 20

DRAINED = 8 * 1024 * 1024
"""Bytes of a body that is too large which are read and dropped, so that its sender hears why: a connection
that is closed with unread bytes is reset, and the reply is lost on the way."""


class ClientGone(Exception):
    """The client left before its request was complete."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of the GraphQL over HTTP draft; exactly one of `query` and `document_id` is there."""

    query: str | None
    document_id: str | None
    operation_name: str | None
    variables: dict[str, object] | None


async def read_body(receive: Receive, headers_length: bytes | None, limit: int) -> bytes:
    """The body, at most `limit` bytes; memory never holds more than that and one chunk.

    Raises:
        Refusal: the body is larger, by its Content-Length or as received.
        ClientGone: the connection ended.
    """
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body", False):
        body = cast("bytes", message.get("body", b""))
        if len(body) > limit:
            _too_large(limit, len(body))
        return body
    announced = int(headers_length) if headers_length is not None and headers_length.isdigit() else 0
    if announced > DRAINED:
        _too_large(limit, announced)
    chunks: list[bytes] = []
    length = 0
    while True:
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        length += len(chunk)
        if length <= limit:
            chunks.append(chunk)
        elif length > DRAINED:
            _too_large(limit, max(length, announced))
        else:
            chunks.clear()
        if not message.get("more_body", False):
            break
        message = await receive()
    if length > limit:
        _too_large(limit, length)
    return b"".join(chunks)


def _too_large(allowed: int, found: int) -> NoReturn:
    raise Refusal(Fault.BODY_TOO_LARGE, close=True, limit="body", allowed=allowed, found=found)


def from_body(body: bytes) -> Parameters:
    """The parameters of a POST.

    Raises:
        Refusal: not JSON, not an object, or a parameter of the wrong type.
    """
    decoded = _decode(body, "The body")
    if not isinstance(decoded, dict):
        raise Refusal(
            Fault.WRONG_TYPE,
            place="The body",
            expected="an object; batches are not taken",
            found=_called(decoded),
        )
    return _parameters(decoded)


def from_query_string(query: bytes) -> Parameters:
    """The parameters of a GET; `variables` and `extensions` are JSON texts.

    Raises:
        Refusal: the query string cannot be read or names a parameter twice, or one is of the wrong type.
    """
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeDecodeError as fault:
        raise Refusal(Fault.QUERY_STRING, reason="it is not percent-encoded UTF-8") from fault
    except ValueError as fault:
        raise Refusal(Fault.QUERY_STRING, reason=f"it has more than {_MOST_PARAMETERS} parameters") from fault
    given: dict[str, object] = {}
    for name, value in pairs:
        if name in given:
            raise Refusal(Fault.QUERY_STRING, reason=f"it has `{name}` twice")
        if value:  # forms send empty ones
            given[name] = value
    for name in ("variables", "extensions"):
        text = given.get(name)
        if isinstance(text, str):
            given[name] = _decode(text.encode("utf-8"), f"`{name}`")
    return _parameters(given)


def _decode(text: bytes, place: str) -> object:
    # orjson rather than json: besides its speed it refuses NaN, lone surrogates (which could not be sent
    # back) and nesting that would exhaust the stack.
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as fault:
        raise Refusal(
            Fault.NOT_JSON,
            place=place,
            reason=fault.msg.partition(":")[0],
            line=fault.lineno,
            column=fault.colno,
        ) from fault


def _called(value: object) -> str:
    return "null" if value is None else _CALLED[type(value)]


def _parameters(given: dict[str, object]) -> Parameters:
    query = _text(given, "query")
    document_id = _text(given, "documentId")
    operation_name = _text(given, "operationName")
    variables = given.get("variables")
    if variables is not None and not isinstance(variables, dict):
        raise Refusal(Fault.WRONG_TYPE, place="`variables`", expected="an object", found=_called(variables))
    extensions = given.get("extensions")
    if extensions is not None and not isinstance(extensions, dict):
        raise Refusal(Fault.WRONG_TYPE, place="`extensions`", expected="an object", found=_called(extensions))
    if query is None and document_id is None:
        raise Refusal(Fault.QUERY_MISSING)
    if query is not None and document_id is not None:
        raise Refusal(Fault.QUERY_TWICE)
    return Parameters(query, document_id, operation_name or None, variables)


def _text(given: dict[str, object], name: str) -> str | None:
    value = given.get(name)
    if value is None or isinstance(value, str):
        return value
    raise Refusal(Fault.WRONG_TYPE, place=f"`{name}`", expected="a string", found=_called(value))

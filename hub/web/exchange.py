"""One request as web sees it, and one reply: what the door and the endpoint hand each other."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from starlette.types import Scope

from hub.api.account import Account
from hub.api.question import Language
from hub.web import negotiate
from hub.web.documents import Document

_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-real-ip")


class Reply(NamedTuple):
    """A whole response."""

    status: int
    media: bytes | None
    """Content-Type; None only without a body."""

    body: bytes
    headers: Sequence[tuple[bytes, bytes]] = ()
    close: bool = False
    """End the connection afterwards."""


class Exchange:
    """A request's line and headers, and what is learned of it on the way, for log, metrics and spans."""

    __slots__ = (
        "account",
        "code",
        "document",
        "headers",
        "method",
        "operation",
        "path",
        "persisted",
        "query",
        "request_id",
        "route",
        "scope",
        "text",
    )

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query: bytes = scope["query_string"]
        self.headers = _headers(scope["headers"])
        given = self.headers.get(b"x-request-id")
        self.request_id: str = negotiate.request_id(given) or secrets.token_hex(8)
        self.operation: str | None = None
        self.document: str | None = None
        self.code: str | None = None
        self.account: Account | None = None
        self.persisted: Document | None = None
        self.route = ""
        self.text = ""

    @property
    def language(self) -> Language:
        """Of messages, by Accept-Language."""
        accept = self.headers.get(b"accept-language")
        return "en" if accept is None else negotiate.language(accept)

    @property
    def wants_explanation(self) -> bool:
        """``Linli-Explain: 1`` from this machine itself."""
        return self.headers.get(b"linli-explain") == b"1" and self.from_here

    @property
    def from_here(self) -> bool:
        """Whether the asker is on this machine itself, and no proxy that runs on it passed the request on."""
        client = self.scope.get("client")
        if client is None or not negotiate.is_loopback(client[0]):
            return False
        return not any(name in self.headers for name in _FORWARDED)


def _headers(raw: Sequence[tuple[bytes, bytes]]) -> Mapping[bytes, bytes]:
    """By name in lower case, as ASGI gives them; several of one name are one list, as HTTP has it."""
    found = dict(raw)
    if len(found) == len(raw):
        return found
    joined: dict[bytes, bytes] = {}
    for name, value in raw:
        joined[name] = joined[name] + b", " + value if name in joined else value
    return joined

"""The door: what every request passes, whichever route it takes.

A pure ASGI middleware. It gives the request its id, checks the name it was sent to, answers for cross-origin
pages, turns refusals and unexpected exceptions into replies, and writes one line of log. ``/graphql`` is
answered from here, past Starlette's router, which would cost as much as all the rest; other routes are passed
on.
"""

from __future__ import annotations

import asyncio
import secrets
import time
import traceback
from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.web import negotiate
from hub.web.errors import Fault, Refusal
from hub.web.exchange import Exchange, Reply
from hub.web.graphql import PATH, GraphQL
from hub.web.log import Log
from hub.web.observe import Observer
from hub.web.settings import WebSettings

_CLIENT_GONE = 499
"""What the log says when nobody was left to answer; never sent."""

_NOSNIFF = (b"x-content-type-options", b"nosniff")
_ORIGIN_MATTERS = (b"vary", b"origin")
_EXPOSE = (b"access-control-expose-headers", b"etag, x-request-id")
_PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, POST"),
    (
        b"access-control-allow-headers",
        b"accept, accept-language, content-type, if-none-match, linli-deadline, linli-explain, x-request-id",
    ),
    (b"access-control-max-age", b"600"),
    _ORIGIN_MATTERS,
)


class Door:
    """ASGI middleware around all routes."""

    def __init__(self, app: ASGIApp, graphql: GraphQL, settings: WebSettings, log: Log, observer: Observer) -> None:
        self.app = app
        self._graphql = graphql
        self._hosts = frozenset(settings.hosts)
        self._origins = frozenset(origin.encode("ascii") for origin in settings.origins)
        self._log = log
        self._observer = observer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        exchange = Exchange(scope)
        passage = _Passage(send, self._headers(exchange))
        incident: dict[str, str] = {}
        self._observer.begun()
        try:
            host = exchange.headers.get(b"host", b"")
            if negotiate.host_name(host) not in self._hosts:
                raise Refusal(Fault.HOST, host=host.decode("latin-1")[:100])
            if exchange.path == PATH:
                reply = (
                    self._options(exchange)
                    if exchange.method == "OPTIONS"
                    else await self._graphql.respond(exchange, receive)
                )
                if reply is None:
                    passage.status = _CLIENT_GONE
                else:
                    await passage.reply(reply)
            else:
                await self.app(scope, receive, passage.send)
        except Refusal as fault:
            await passage.reply(_refused(fault, exchange))
        except asyncio.CancelledError:
            # The server stops and has waited long enough. The reply goes into the connection's buffer, no
            # waiting.
            await passage.reply(_refused(Refusal(Fault.STOPPING, close=True), exchange))
            raise
        except Exception as fault:  # a defect, whatever it is: the client learns an id, the log learns the rest
            incident = {
                "level": "error",
                "incident": secrets.token_hex(6),
                "exception": repr(fault),
                "traceback": "".join(traceback.format_exception(fault)),
            }
            refusal = Refusal(Fault.INTERNAL, incident=incident["incident"])
            await passage.reply(_refused(refusal, exchange))
        finally:
            seconds = time.perf_counter() - began
            trace = self._observer.finished(exchange, passage.status, seconds, incident.get("incident"))
            if trace is not None:
                incident["trace"] = trace
            self._write(exchange, passage.status, seconds, incident)

    def _headers(self, exchange: Exchange) -> list[tuple[bytes, bytes]]:
        """Headers that every response to this request has."""
        headers = [(b"x-request-id", exchange.request_id.encode("ascii")), _NOSNIFF]
        origin = exchange.headers.get(b"origin")
        if origin is not None and origin in self._origins:
            headers += ((b"access-control-allow-origin", origin), _EXPOSE, _ORIGIN_MATTERS)
        return headers

    def _options(self, exchange: Exchange) -> Reply:
        origin = exchange.headers.get(b"origin")
        if origin is None or b"access-control-request-method" not in exchange.headers:
            return Reply(204, None, b"", ((b"allow", b"GET, POST, OPTIONS"),))
        if origin not in self._origins:
            raise Refusal(Fault.ORIGIN, origin=origin.decode("latin-1")[:100])
        return Reply(204, None, b"", _PREFLIGHT)

    def _write(self, exchange: Exchange, status: int, seconds: float, incident: dict[str, str]) -> None:
        record: dict[str, object] = {
            "level": "info",
            "event": "request",
            "request": exchange.request_id,
            "method": exchange.method[:20],
            "path": exchange.path[:200],
            "status": status,
            "ms": round(seconds * 1000, 3),
        }
        if exchange.operation is not None:
            record["operation"] = exchange.operation[:100]
        if exchange.document is not None:
            record["document"] = exchange.document
        if exchange.code is not None:
            record["code"] = exchange.code
        if incident:
            record |= incident
        self._log(record)


class _Passage:
    """The way out: adds the headers that every response has, and remembers the status."""

    __slots__ = ("_headers", "_send", "status")

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        self._send = send
        self._headers = headers
        self.status = 0

    async def reply(self, reply: Reply) -> None:
        """Send a whole response; nothing when one has begun, which then ends unfinished."""
        if self.status:
            return
        self.status = reply.status
        headers: list[tuple[bytes, bytes]] = [*self._headers, *reply.headers]
        if reply.media is not None:
            headers.append((b"content-type", reply.media))
            headers.append((b"content-length", b"%d" % len(reply.body)))
        if reply.close:
            headers.append((b"connection", b"close"))
        await self._send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await self._send({"type": "http.response.body", "body": reply.body})

    async def send(self, message: Message) -> None:
        """For other routes, which send by themselves."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own: Sequence[tuple[bytes, bytes]] = message.get("headers", ())
            message["headers"] = [*own, *self._headers]
        await self._send(message)


def _refused(refusal: Refusal, exchange: Exchange) -> Reply:
    exchange.code = refusal.code
    media = negotiate.media_type(exchange.headers.get(b"accept", b"")) or negotiate.JSON
    headers = (*refusal.headers, (b"cache-control", b"no-store"))
    return Reply(refusal.status, media, refusal.body(exchange.language), headers, refusal.close)

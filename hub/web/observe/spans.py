"""Spans of requests that are over, sent by OTLP over HTTP. The one room of OpenTelemetry, imported where it is set.

A request is one span, which continues the asker's ``traceparent``; the operation is a span below it, and each fetch one
below that. All are made when the request is over, from the times that were written down on the way: so that a hub
without spans pays nothing for them, and one with spans little for a trace that is not sampled. Names and attributes
are those of OpenTelemetry's semantic conventions; ours begin with ``linli.``. No document, variable, query string or
value is ever in a span: those may name a household. Statements are, which hold placeholders only.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Mapping
from functools import lru_cache

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, format_trace_id, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue

from hub.api.account import Account
from hub.planner import plan as p
from hub.stores.base import Trace
from hub.web.exchange import Exchange
from hub.web.observe.build import hub_version
from hub.web.observe.meters import GONE, METHODS, OTHER_METHOD, outcome

CLOSE_SECONDS = 3.0
"""How long a hub that stops waits for its last spans to be taken."""


class Spans:
    """Makes spans and sends them in batches, from a thread of its own.

    Sampling, headers, certificates, batches and the resource are set by OpenTelemetry's own variables (``OTEL_…``).

    Args:
        endpoint: the whole URL, such as ``http://127.0.0.1:4318/v1/traces``.
        hub: the hub's name.
    """

    def __init__(self, endpoint: str, hub: str) -> None:
        own = {
            "service.name": "linli-hub",
            "service.version": hub_version(),
            "service.instance.id": f"{hub}-{os.getpid()}",
            "linli.hub": hub,
        }
        resource = Resource.create(own).merge(OTELResourceDetector().detect())
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
        self._tracer = self._provider.get_tracer("linli-hub", hub_version())
        self._propagator = TraceContextTextMapPropagator()

    def write(self, exchange: Exchange, status: int, seconds: float, incident: str | None) -> str | None:
        """See `hub.web.observe.observer.SpanWriter`."""
        clock = _Clock()
        known = exchange.method in METHODS
        method = exchange.method if known else "HTTP"
        route = exchange.route
        server = self._tracer.start_span(
            f"{method} {route}" if route else method,
            self._continued(exchange),
            SpanKind.SERVER,
            start_time=clock.at(clock.now - seconds),
            # What samplers may look at; the rest is added where the trace is sampled.
            attributes={
                "http.request.method": exchange.method if known else OTHER_METHOD,
                "url.path": exchange.path[:200],
            },
        )
        if server.is_recording():
            self._fill(server, exchange, status, incident)
            if exchange.account is not None:
                self._operation(set_span_in_context(server, Context()), exchange, exchange.account, status, clock)
        server.end(clock.at(clock.now))
        context = server.get_span_context()
        return format_trace_id(context.trace_id) if context.trace_flags.sampled else None

    def close(self) -> None:
        """See `hub.web.observe.observer.SpanWriter`."""
        # Its own time limit is not to be set, and 30 seconds are too long for a collector that is not there.
        ending = threading.Thread(target=self._provider.shutdown, daemon=True)
        ending.start()
        ending.join(CLOSE_SECONDS)

    def _continued(self, exchange: Exchange) -> Context:
        """The context that the asker sent along; an empty one where it sent none, or one that cannot be read."""
        carrier = {
            name: value.decode("latin-1")
            for name in ("traceparent", "tracestate")
            if (value := exchange.headers.get(name.encode())) is not None
        }
        return self._propagator.extract(carrier, Context())

    def _fill(self, span: Span, exchange: Exchange, status: int, incident: str | None) -> None:
        attributes: dict[str, AttributeValue] = {
            "url.scheme": exchange.scope.get("scheme", "http"),
            "network.protocol.version": exchange.scope.get("http_version", "1.1"),
            "linli.request.id": exchange.request_id,
        }
        if exchange.route:
            attributes["http.route"] = exchange.route
        if exchange.scope.get("server"):
            attributes["server.address"], port = exchange.scope["server"]
            if port is not None:
                attributes["server.port"] = port
        if status and status != GONE:
            attributes["http.response.status_code"] = status
        if incident is not None:
            attributes["linli.incident"] = incident
        if exchange.code is not None:
            attributes["linli.error.code"] = exchange.code
        if status >= 500:
            attributes["error.type"] = exchange.code or str(status)
            span.set_status(Status(StatusCode.ERROR, exchange.code))
        elif status == GONE:
            attributes["error.type"] = "client_gone"
            span.set_status(Status(StatusCode.ERROR, "the client left"))
        span.set_attributes(attributes)

    def _operation(self, above: Context, exchange: Exchange, account: Account, status: int, clock: _Clock) -> None:
        attributes: dict[str, AttributeValue] = {
            "linli.document.hash": _digest(exchange.text) if exchange.persisted is None else exchange.persisted.digest,
            "linli.outcome": outcome(exchange, account, status),
            "linli.fetches": len(account.traces),
        }
        optional: Mapping[str, AttributeValue | None] = {
            "graphql.operation.type": account.operation or None,
            "graphql.operation.name": exchange.operation and exchange.operation[:100],
            "linli.document.id": None if exchange.persisted is None else exchange.persisted.name,
            "linli.document.cached": account.document_cached,
            "linli.plan.cached": account.plan_cached,
            "error.type": exchange.code,
            "linli.error.codes": sorted({exchange.code, *account.codes}) if exchange.code is not None else None,
        }
        attributes |= {name: value for name, value in optional.items() if value is not None}
        span = self._tracer.start_span(
            account.operation or "GraphQL Operation",
            above,
            SpanKind.SERVER,
            attributes,
            start_time=clock.at(account.began),
        )
        if exchange.code is not None:
            span.set_status(Status(StatusCode.ERROR, exchange.code))
        below = set_span_in_context(span, Context())
        kinds = {} if account.plan is None else {fetch.number: _kind(fetch.found) for fetch in account.plan.fetches()}
        for number, trace in account.traces:
            self._fetch(below, kinds.get(abs(number), ""), number, trace, clock)
        span.end(clock.at(account.ended))

    def _fetch(self, above: Context, kind: str, number: int, trace: Trace, clock: _Clock) -> None:
        attributes: dict[str, AttributeValue] = {
            "db.system.name": trace.system,
            "db.operation.name": "SELECT",
            "db.query.text": trace.statement,
            "db.query.summary": f"SELECT {kind}".rstrip(),
            "linli.store": trace.store,
            "linli.way": trace.way,
            "linli.statement.cached": trace.cached,
            "linli.fetch.number": abs(number),
            "linli.fetch.besides": number < 0,
        }
        if kind:
            attributes["db.collection.name"] = kind
        if trace.error:
            attributes["error.type"] = trace.error
        else:
            attributes["db.response.returned_rows"] = trace.rows
        span = self._tracer.start_span(
            f"SELECT {kind}".rstrip(), above, SpanKind.CLIENT, attributes, start_time=clock.at(trace.began)
        )
        if trace.error:
            span.set_status(Status(StatusCode.ERROR, trace.error))
        span.end(clock.at(trace.began + trace.milliseconds / 1000))


class _Clock:
    """From ``time.monotonic``'s seconds to nanoseconds since 1970."""

    __slots__ = ("_wall", "now")

    def __init__(self) -> None:
        self.now = time.monotonic()
        self._wall = time.time_ns()

    def at(self, moment: float) -> int:
        return self._wall - round((self.now - moment) * 1e9)


def _kind(found: p.Found) -> str:
    """The kind that a fetch finds; several with commas."""
    match found:
        case p.AlongLink(end):
            return end.other
        case p.BySearch(kinds):
            return ",".join(kind.name for kind in kinds)
        case p.ByPath():
            return ""
        case _:
            return found.kind.name


@lru_cache(1_000)
def _digest(text: str) -> str:
    """SHA-256 of a document, as persisted documents are named."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""A collector of spans: a real receiver of OTLP over HTTP, which keeps what it is sent."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.common.v1.common_pb2 import AnyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span

Value = str | bool | int | float | list["Value"]


@dataclass(frozen=True)
class Told:
    """A span as it came. Times in nanoseconds since 1970; ids in hexadecimal, ``parent`` empty without one."""

    name: str
    kind: str
    trace: str
    id: str
    parent: str
    begin: int
    end: int
    failed: bool
    message: str
    attributes: dict[str, Value]
    resource: dict[str, Value]


class Collector:
    """Receives at ``endpoint`` until it is closed."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                if self.headers.get("content-encoding") == "gzip":
                    body = gzip.decompress(body)
                right = self.path == "/v1/traces" and self.headers["content-type"] == "application/x-protobuf"
                if right:
                    collector.bodies.append(body)
                answer = ExportTraceServiceResponse().SerializeToString()
                self.send_response(200 if right else 400)
                self.send_header("content-type", "application/x-protobuf")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: a test's output is its own."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}/v1/traces"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        """Receive no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def spans(self) -> list[Told]:
        """All that came so far, by beginning."""
        found = []
        for body in list(self.bodies):
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                of = {pair.key: _value(pair.value) for pair in resource.resource.attributes}
                for scope in resource.scope_spans:
                    assert scope.scope.name == "linli-hub"
                    found += [_told(span, of) for span in scope.spans]
        return sorted(found, key=lambda span: (span.begin, -span.end))

    def of_trace(self, trace: str, number: int) -> list[Told]:
        """The spans of a trace, once there are so many."""
        return self.until(lambda: [span for span in self.spans() if span.trace == trace], number)

    def until(self, look: Callable[[], list[Told]], number: int) -> list[Told]:
        """What a look finds, once it finds so many."""
        ends = time.monotonic() + 30
        while len(found := look()) < number:
            assert time.monotonic() < ends, f"{len(found)} of {number} spans came: {[span.name for span in found]}"
            time.sleep(0.02)
        return found


def _told(span: Span, resource: dict[str, Value]) -> Told:
    return Told(
        span.name,
        Span.SpanKind.Name(span.kind).removeprefix("SPAN_KIND_"),
        span.trace_id.hex(),
        span.span_id.hex(),
        span.parent_span_id.hex(),
        span.start_time_unix_nano,
        span.end_time_unix_nano,
        span.status.code == 2,
        span.status.message,
        {pair.key: _value(pair.value) for pair in span.attributes},
        resource,
    )


def _value(value: AnyValue) -> Value:
    match value.WhichOneof("value"):
        case "string_value":
            return value.string_value
        case "bool_value":
            return value.bool_value
        case "int_value":
            return value.int_value
        case "double_value":
            return value.double_value
        case "array_value":
            return [_value(one) for one in value.array_value.values]
        case other:
            raise AssertionError(other)

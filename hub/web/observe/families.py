"""What is counted: every metric of the hub, declared once.

Names follow OpenTelemetry's semantic conventions where those have a metric, and Prometheus' naming. Every label has a
bounded set of values: what askers choose freely (names of operations, paths, ids) is never one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""A point query takes a third of a millisecond, the longest answer as long as the deadline lets it."""
FETCH_SECONDS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0)
ROW_COUNTS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0)


@dataclass(frozen=True, slots=True)
class Family:
    """One metric. ``unit``: as the name ends, or empty. ``bounds``: upper ones of a histogram's buckets, without the
    last, which takes all that is above.
    """

    name: str
    type: Literal["counter", "gauge", "histogram"]
    unit: str
    labels: tuple[str, ...]
    help: str
    bounds: tuple[float, ...] = ()
    second: tuple[float, ...] = ()
    """Bounds of another histogram of the same events, whose cells lie behind those of the first."""

    @property
    def size(self) -> int:
        """Cells of a series; of a histogram its sum, then how many fell into each bucket."""
        first = len(self.bounds) + 2 if self.type == "histogram" else 1
        return first + (len(self.second) + 2 if self.second else 0)


REQUESTS = Family(
    "http_server_request_duration_seconds",
    "histogram",
    "seconds",
    ("http_request_method", "http_route", "http_response_status_code"),
    "Time from a request's head to the end of its response. Status 499: the client left, and nothing was sent.",
    SECONDS,
)
ACTIVE = Family(
    "http_server_active_requests",
    "gauge",
    "",
    (),
    "Requests being answered now, the scrape itself among them.",
)
OPERATIONS = Family(
    "linli_operation_duration_seconds",
    "histogram",
    "seconds",
    ("graphql_operation_type", "outcome"),
    "Time that GraphQL operations took, without reading the request and sending the response.",
    SECONDS,
)
DOCUMENTS = Family(
    "linli_document_duration_seconds_total",
    "counter",
    "seconds",
    ("document",),
    "Time that operations of persisted documents took, by document.",
)
DOCUMENT_OPERATIONS = Family(
    "linli_document_operations_total",
    "counter",
    "",
    ("document", "outcome"),
    "Operations of persisted documents, by document.",
)
ERRORS = Family(
    "linli_errors_total",
    "counter",
    "",
    ("code",),
    "Responses with an error of this code, whatever their number in one response.",
)
DEADLINES = Family(
    "linli_deadlines_total",
    "counter",
    "",
    ("stage",),
    "Deadlines that passed, by what was being waited for.",
)
CACHES = Family(
    "linli_cache_lookups_total",
    "counter",
    "",
    ("cache", "result"),
    "Look-ups in the caches of documents, plans and statements.",
)
FETCHES = Family(
    "db_client_operation_duration_seconds",
    "histogram",
    "seconds",
    ("db_system_name", "store", "way", "error_type"),
    "Time that fetches took in a store, waiting for a thread included.",
    FETCH_SECONDS,
)
RAW_OPERATIONS = Family(
    "operations",
    "histogram",
    "seconds",
    ("graphql_operation_type", "outcome", "document_cached", "plan_cached"),
    "Counted; what is told are sums of it.",
    SECONDS,
)
RAW_FETCHES = Family(
    "fetches",
    "histogram",
    "seconds",
    ("db_system_name", "store", "way", "error_type", "cached"),
    "Counted, seconds and then rows; what is told are sums of it.",
    FETCH_SECONDS,
    ROW_COUNTS,
)
ROWS = Family(
    "db_client_response_returned_rows",
    "histogram",
    "rows",
    ("db_system_name", "store"),
    "Rows that fetches gave.",
    ROW_COUNTS,
)
STORE_UP = Family("linli_store_up", "gauge", "", ("store",), "1 where the store can be read now, else 0.")
DATA_VERSION = Family("linli_data_version", "gauge", "", ("store",), "Sequence number of the store's last change.")
OPEN_LOADS = Family(
    "linli_open_loads", "gauge", "", ("store",), "Loads that were begun and neither finished nor undone."
)
STORE_SIZE = Family("linli_store_size_bytes", "gauge", "bytes", ("store", "file"), "Size of the store's files.")
WORKERS = Family("linli_workers", "gauge", "", (), "Processes of the hub that are running.")
BUILD = Family("linli_build_info", "gauge", "", ("version", "python"), "Always 1: version of the hub and of Python.")

FAMILIES: tuple[Family, ...] = (
    REQUESTS, ACTIVE, OPERATIONS, DOCUMENTS, DOCUMENT_OPERATIONS, ERRORS, DEADLINES, CACHES, FETCHES, ROWS,
    STORE_UP, DATA_VERSION, OPEN_LOADS, STORE_SIZE, WORKERS, BUILD,
)  # fmt: skip
"""What is told. Besides there are those of processes (``process_…``), prometheus_client's, with a label ``worker``."""

COUNTED: tuple[Family, ...] = (
    REQUESTS, ACTIVE, RAW_OPERATIONS, DOCUMENTS, DOCUMENT_OPERATIONS, ERRORS, DEADLINES, RAW_FETCHES,
)  # fmt: skip
"""What workers count."""

"""``/metrics``: what all workers have counted, and how store and processes are at this moment.

The one room of prometheus_client, which writes the text and reads ``/proc``.
"""

from __future__ import annotations

import platform
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate

import anyio
import anyio.to_thread
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hub.web.errors import Fault, Refusal
from hub.web.exchange import Exchange
from hub.web.observe import families as f
from hub.web.observe.board import PID, Board, Reading
from hub.web.observe.build import hub_version

PATH = "/metrics"

Labels = tuple[str, ...]
Table = Mapping[Labels, Sequence[float]]


@dataclass(frozen=True, slots=True)
class StoreState:
    """How a store is now. ``version``: number of its last change, and ``open_loads``: None where it cannot be read.
    ``bytes``: sizes of its files by what they are.
    """

    name: str
    version: int | None
    open_loads: int | None
    bytes: Mapping[str, int]


LookAtStores = Callable[[], Sequence[StoreState]]
"""Looks now; called in a thread."""


def metrics_route(board: Board, look: LookAtStores) -> Route:
    """The route; it is answered to this machine itself only, as explanations are."""
    one = anyio.CapacityLimiter(1)  # a scrape never waits behind questions, nor they behind it

    async def metrics(request: Request) -> Response:
        if not Exchange(request.scope).from_here:
            raise Refusal(Fault.PROXIED)
        accept = request.headers.get("accept", "")
        body, media = await anyio.to_thread.run_sync(scrape, board, look, accept, limiter=one)
        return Response(body, 200, {"cache-control": "no-store", "content-type": media})

    return Route(PATH, metrics, methods=["GET"])


def scrape(board: Board, look: LookAtStores, accept: str = "") -> tuple[bytes, str]:
    """The text and its media type: OpenMetrics where that is accepted, else Prometheus' own."""
    registry = CollectorRegistry()
    registry.register(_Now(board, look))
    encode, media = choose_encoder(accept)
    return encode(registry), media


class _Now(Collector):
    def __init__(self, board: Board, look: LookAtStores) -> None:
        self._board = board
        self._look = look

    def describe(self) -> Iterable[Metric]:
        """Nothing: prometheus_client would else collect to find out."""
        return ()

    def collect(self) -> Iterable[Metric]:
        readings = list(self._board.read())
        sums = _sums(readings)
        counted = {**sums, **_told(sums), **_stores(self._look())}
        pids = {one.worker: int(one.values[0]) for one in readings if one.name == PID and one.living}
        counted[f.WORKERS.name] = {(): (float(len(pids)),)}
        counted[f.BUILD.name] = {_build(): (1.0,)}
        for family in f.FAMILIES:
            yield _metric(family, counted.get(family.name, {}))
        yield from _processes(pids)


def _sums(readings: Iterable[Reading]) -> dict[str, Table]:
    """The cells of each series, added up over the workers; gauges over those that live."""
    known = {family.name: family for family in f.COUNTED}
    series: dict[str, list[tuple[Labels, Sequence[float]]]] = defaultdict(list)
    for one in readings:
        family = known.get(one.name)
        # Files of another version may lie there still.
        if family is None or len(one.labels) != len(family.labels) or len(one.values) != family.size:
            continue
        if family.type == "gauge" and not one.living:
            continue
        series[one.name].append((one.labels, one.values))
    return {name: _added(rows) for name, rows in series.items()}


def _told(sums: Mapping[str, Table]) -> dict[str, Table]:
    """What is told of operations, fetches and caches, from what is counted of them."""
    operations = list(sums.get(f.RAW_OPERATIONS.name, {}).items())
    both = list(sums.get(f.RAW_FETCHES.name, {}).items())
    half = len(f.FETCH_SECONDS) + 2
    fetches = [(labels, cells[:half]) for labels, cells in both]
    lookups = [("document", labels[2], cells) for labels, cells in operations]
    lookups += [("plan", labels[3], cells) for labels, cells in operations]
    lookups += [("statement", labels[4], cells) for labels, cells in fetches]
    results = {"True": "hit", "False": "miss"}  # "None": nothing was looked up
    caches = [((name, results[cached]), (sum(cells[1:]),)) for name, cached, cells in lookups if cached in results]
    return {
        f.OPERATIONS.name: _added((labels[:2], cells) for labels, cells in operations),
        f.FETCHES.name: _added((labels[:4], cells) for labels, cells in fetches),
        # A fetch that failed gave no rows, not none.
        f.ROWS.name: _added((labels[:2], cells[half:]) for labels, cells in both if not labels[3]),
        f.CACHES.name: _added(caches),
    }


def _added(rows: Iterable[tuple[Labels, Sequence[float]]]) -> Table:
    """Cells of equal labels, added up."""
    sums: dict[Labels, Sequence[float]] = {}
    for labels, cells in rows:
        before = sums.get(labels)
        sums[labels] = cells if before is None else [a + b for a, b in zip(before, cells, strict=True)]
    return sums


def _stores(states: Sequence[StoreState]) -> Mapping[str, Table]:
    found: dict[str, dict[Labels, Sequence[float]]] = defaultdict(dict)
    for state in states:
        labels = (state.name,)
        found[f.STORE_UP.name][labels] = (float(state.version is not None),)
        if state.version is not None:
            found[f.DATA_VERSION.name][labels] = (state.version,)
        if state.open_loads is not None:
            found[f.OPEN_LOADS.name][labels] = (state.open_loads,)
        for file, size in state.bytes.items():
            found[f.STORE_SIZE.name][state.name, file] = (size,)
    return found


def _metric(family: f.Family, series: Table) -> Metric:
    labels = family.labels
    match family.type:
        case "counter":
            # The library adds the ending _total by itself.
            counter = CounterMetricFamily(
                family.name.removesuffix("_total"), family.help, labels=labels, unit=family.unit
            )
            for values, cells in sorted(series.items()):
                counter.add_metric(values, cells[0])
            return counter
        case "gauge":
            gauge = GaugeMetricFamily(family.name, family.help, labels=labels, unit=family.unit)
            for values, cells in sorted(series.items()):
                gauge.add_metric(values, cells[0])
            return gauge
        case "histogram":
            histogram = HistogramMetricFamily(family.name, family.help, labels=labels, unit=family.unit)
            bounds = [*map(str, family.bounds), "+Inf"]
            for values, cells in sorted(series.items()):
                total, *buckets = cells
                histogram.add_metric(values, list(zip(bounds, accumulate(buckets), strict=True)), sum_value=total)
            return histogram


def _processes(pids: Mapping[int, int]) -> Iterable[Metric]:
    """Processor time, memory and open files of each worker; none where there is no ``/proc``."""
    found: dict[str, Metric] = {}
    for worker, pid in sorted(pids.items()):
        for metric in ProcessCollector(registry=None, pid=partial(int, pid)).collect():
            unit = next((unit for unit in ("seconds", "bytes") if metric.name.endswith(f"_{unit}")), "")
            whole = found.setdefault(metric.name, Metric(metric.name, metric.documentation, metric.type, unit))
            for sample in metric.samples:
                whole.add_sample(sample.name, {**sample.labels, "worker": str(worker)}, sample.value)
    return found.values()


@cache
def _build() -> Labels:
    return hub_version(), platform.python_version()

"""Counts what is over, in some microseconds, which is why it reads like a machine's work.

One histogram of operations and one of fetches have more labels than anybody is told: what `scrape` tells of operations,
fetches and caches are sums over them, so that a request touches few cells. prometheus_client's own counters would take
twice the time, and four times where several processes share them: its exposition is used, its counters are not
(docs/decisions/0010).
"""

from __future__ import annotations

from bisect import bisect_left

from hub.api.account import Account
from hub.errors import Code
from hub.web.exchange import Exchange
from hub.web.observe import families as f
from hub.web.observe.board import Board

METHODS = frozenset(("GET", "POST", "OPTIONS", "HEAD", "PUT", "DELETE", "CONNECT", "TRACE", "PATCH"))
OTHER_METHOD = "_OTHER"
GONE = 499
"""Status of a request whose client left."""
_STAGES = {408: "body", 503: "stopping", 504: "answer"}
_STORE = "store"
_SECONDS_CELLS = len(f.FETCH_SECONDS) + 2


class _Cells(dict[tuple[object, ...], "tuple[memoryview[float], int]"]):
    """View and position of the cells of each series of a family, made when they are first needed."""

    def __init__(self, board: Board, family: f.Family) -> None:
        self._board = board
        self._family = family

    def __missing__(self, key: tuple[object, ...]) -> tuple[memoryview[float], int]:
        family = self._family
        kept = family.type != "gauge"
        made = self[key] = self._board.cells(family.name, tuple(map(str, key)), family.size, kept=kept)
        return made

    def add(self, *key: object, number: float = 1) -> None:
        """For what is rare."""
        view, at = self[key]
        view[at] += number


class Meters:
    """All that is counted while the hub runs."""

    def __init__(self, board: Board) -> None:
        self._active_view, self._active_at = _Cells(board, f.ACTIVE)[()]
        self._requests = _Cells(board, f.REQUESTS)
        self._operations = _Cells(board, f.RAW_OPERATIONS)
        self._fetches = _Cells(board, f.RAW_FETCHES)
        self._document_seconds = _Cells(board, f.DOCUMENTS)
        self._document_operations = _Cells(board, f.DOCUMENT_OPERATIONS)
        self._errors = _Cells(board, f.ERRORS)
        self._deadlines = _Cells(board, f.DEADLINES)
        # From 0, not from nothing: a first deadline that passes shall be an increase.
        for code in Code:
            self._errors.add(code.value, number=0)
        for stage in (*_STAGES.values(), _STORE):
            self._deadlines.add(stage, number=0)

    def begun(self) -> None:
        """A request has come."""
        self._active_view[self._active_at] += 1

    def finished(self, exchange: Exchange, status: int, seconds: float) -> None:
        """Count a request that is over. ``seconds``: from its head to its response's end."""
        self._active_view[self._active_at] -= 1
        method = exchange.method if exchange.method in METHODS else OTHER_METHOD
        view, at = self._requests[method, exchange.route, status]
        view[at] += seconds
        view[at + 1 + bisect_left(f.SECONDS, seconds)] += 1
        account = exchange.account
        if account is not None:
            took = account.ended - account.began
            ended = "ok" if account.executed and exchange.code is None else outcome(exchange, account, status)
            view, at = self._operations[account.operation, ended, account.document_cached, account.plan_cached]
            view[at] += took
            view[at + 1 + bisect_left(f.SECONDS, took)] += 1
            for _, trace in account.traces:
                took = trace.milliseconds / 1000
                view, at = self._fetches[trace.system, trace.store, trace.way, trace.error, trace.cached]
                view[at] += took
                view[at + 1 + bisect_left(f.FETCH_SECONDS, took)] += 1
                at += _SECONDS_CELLS
                view[at] += trace.rows
                view[at + 1 + bisect_left(f.ROW_COUNTS, trace.rows)] += 1
            if exchange.persisted is not None:
                name = exchange.persisted.name
                self._document_operations.add(name, ended)
                self._document_seconds.add(name, number=account.ended - account.began)
        if exchange.code is not None:
            codes = {exchange.code} if account is None else {exchange.code, *account.codes}
            for code in codes:
                self._errors.add(code)
            if Code.DEADLINE.value in codes:
                self._deadlines.add(_STAGES.get(status, _STORE))


def outcome(exchange: Exchange, account: Account, status: int) -> str:
    """How a question ended: ``ok``; ``partial``, with errors; ``refused`` before it was run; ``late``; ``gone``, its
    asker left; ``failed``, a defect.
    """
    if account.executed:
        return "ok" if exchange.code is None else "partial"
    if status == GONE:
        return "gone"
    if exchange.code == Code.DEADLINE.value:
        return "late"
    return "failed" if exchange.code == Code.INTERNAL.value else "refused"

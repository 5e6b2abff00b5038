"""What the door tells of each request, counted and, where spans are set, made into spans."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from hub.web.exchange import Exchange
from hub.web.observe.board import Board
from hub.web.observe.meters import Meters


class SpanWriter(Protocol):
    """Whoever makes spans; see `hub.web.observe.spans`."""

    def write(self, exchange: Exchange, status: int, seconds: float, incident: str | None) -> str | None:
        """The spans of a request that is over; gives its trace's id, or None where it is not sampled."""

    def close(self) -> None:
        """Send what has not been sent yet; takes a few seconds at most."""


class Observer:
    """Counts the requests of one worker.

    Args:
        spans: None where no spans are wanted; then they cost nothing.
    """

    def __init__(self, board: Board, spans: SpanWriter | None = None) -> None:
        self.board = board
        self._meters = Meters(board)
        self.begun = self._meters.begun
        self._spans = spans
        self._routes: frozenset[str] = frozenset()

    def tell_apart(self, routes: Collection[str]) -> None:
        """Name the paths that are told apart; all others, which anybody can make up, share one empty label."""
        self._routes = frozenset(routes)

    def finished(self, exchange: Exchange, status: int, seconds: float, incident: str | None = None) -> str | None:
        """A request is over; gives the id of its trace, if there is one.

        Args:
            status: of the response, or 499 where the client left.
            seconds: from the request's head to the response's end.
            incident: id of a defect, as the log has it.
        """
        if exchange.path in self._routes:
            exchange.route = exchange.path
        self._meters.finished(exchange, status, seconds)
        return None if self._spans is None else self._spans.write(exchange, status, seconds, incident)

    def close(self) -> None:
        """Send spans that are waiting, and let go of the counts' files."""
        if self._spans is not None:
            self._spans.close()
        self.board.close()

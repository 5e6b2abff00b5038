"""What a question will ask, as far as it is known beforehand: the windows of a fetch and of those below it.

Not along with its parents goes, by a closed list of reasons (``Reason``): what is at fault, whose own fetch says so; a
page whose cursor is bound to a day that the rows will tell; what may have too many rows; what would be one fetch too
many.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from hub.engine.rows import Days
from hub.errors import QuestionError
from hub.planner import plan as p
from hub.stores.base import Window

Reason: TypeAlias = Literal["fault", "cursor", "rows", "fetches"]
Pages: TypeAlias = Callable[[p.Fetch, Days], tuple[Window | None, Mapping[int, object]]]
"""The window of a fetch whose parents have these days, and of which of the days its cursors are not."""
OwnDay: TypeAlias = Callable[[p.Fetch, Days], Days]
"""The days of a fetch, from those of its parents."""


class Foreseen:
    """Of one question: how many fetches go along so far, and why others do not (``apart``, by fetch)."""

    def __init__(self, capability: p.Capability, page: Pages, groups_page: Pages, day: OwnDay) -> None:
        self._capability = capability
        self._left = capability.along
        self._page = page
        self._groups_page = groups_page
        self._day = day
        self.apart: dict[int, Reason] = {}

    def windows(self, fetch: p.Fetch, days: Days | None, rows: int = 1) -> dict[int, Window | None]:
        """The windows of a fetch and of what goes along below it, by number; empty where it does not go along.

        Args:
            days: of its parents; None where the rows above will tell.
            rows: its parents, at most.

        Raises:
            QuestionError: the fetch itself is at fault.
        """
        if self._left <= 0:
            return self._not(fetch, "fetches")
        if days is None and _has_cursor(fetch):
            return self._not(fetch, "cursor")
        # Of a page without a cursor it does not matter which days they are.
        given: Days = [] if days is None else days
        window, refused = self._page(fetch, given)
        if isinstance(fetch.give, p.Groups):
            window, also = self._groups_page(fetch, given)
            refused = {**refused, **also}
        if refused:
            return self._not(fetch, "cursor")
        own_rows = window.limit if window is not None else 1
        if rows > 1 and rows * own_rows > self._capability.along_rows:
            return self._not(fetch, "rows")
        self._left -= 1
        found: dict[int, Window | None] = {fetch.number: window}
        below = days if isinstance(days, int) and fetch.during is None else None
        for child in fetch.children:
            if child.column is None:
                continue
            as_of = below if child.fetch.as_of is None else self._day(child.fetch, 0)
            try:
                found |= self.windows(child.fetch, as_of, rows * own_rows)
            except QuestionError:
                self.apart[child.fetch.number] = "fault"
        return found

    def _not(self, fetch: p.Fetch, reason: Reason) -> dict[int, Window | None]:
        self.apart[fetch.number] = reason
        return {}


def _has_cursor(fetch: p.Fetch) -> bool:
    pages = [fetch.page]
    if isinstance(fetch.give, p.Rows | p.Groups):
        pages.append(fetch.give.page)
    return any(page is not None and (page.after is not None or page.before is not None) for page in pages)

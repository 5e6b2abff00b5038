"""Which values of a column were asked for already, so that their rows are all there."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Reach:
    """Single values, and spans of whole numbers: a load's nodes are a few long runs."""

    values: set[object] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def has(self, value: object) -> bool:
        """Whether a value lies within.

        >>> reach = Reach({7}, [(1, 3), (9, 9)])
        >>> [reach.has(value) for value in (0, 1, 3, 4, 7, 9, 10, "a")]
        [False, True, True, False, True, True, False, False]
        """
        if value in self.values:
            return True
        if not self.spans or not isinstance(value, int):
            return False
        place = bisect_right(self.spans, (value, _LAST)) - 1
        return place >= 0 and self.spans[place][1] >= value

    def add_span(self, first: int, last: int) -> None:
        """Take a span in; spans do not overlap, or have one end in common."""
        insort(self.spans, (first, last))

    def add_run(self, numbers: Iterable[int]) -> None:
        """Take rising numbers in, as spans."""
        start = end = None
        for number in numbers:
            if end is not None and number == end + 1:
                end = number
                continue
            if start is not None and end is not None:
                self.add_span(start, end)
            start = end = number
        if start is not None and end is not None:
            self.add_span(start, end)


_LAST = 2**63

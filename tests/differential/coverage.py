"""What a run of operations has exercised, so that a test can demand it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from .conditions import LINKS
from .oracle.filters import WATCHES, Truth

OPERATORS = (
    *("eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "contains", "startsWith", "isNull"),
    *("and", "or", "not", "some", "none", "every", "count", "exists"),
)
"""Every operator and combination, whatever it compares."""


class Coverage:
    """Counts, for each operator and link, the conditions that held of some nodes and not, or not surely, of others."""

    def __init__(self) -> None:
        self.operations = 0
        self.with_rows = 0
        self.told: Counter[str] = Counter()
        """By operator and type (``Int.lt``), combination (``some``) and link (``Household.place``)."""
        self.codes: Counter[str] = Counter()
        self.unresolved = 0
        """Operations in which a list left entries out as unresolved."""
        self._seen: dict[tuple[str, str], set[Truth]] = {}

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch the conditions of one operation."""
        self._seen = {}
        WATCHES.append(self._see)
        try:
            yield
        finally:
            WATCHES.remove(self._see)
            self.operations += 1
            for (word, _), held in self._seen.items():
                if True in held and len(held) > 1:
                    self.told[word] += 1

    def _see(self, word: str, condition: object, held: Truth) -> None:
        self._seen.setdefault((word, repr(condition)), set()).add(held)

    def answered(self, response: Mapping[str, Any], singles: tuple[str, ...]) -> None:
        """Note the answer of the operation."""
        self.codes.update(error["extensions"]["code"] for error in response.get("errors", ()))
        self.unresolved += bool(response.get("extensions", {}).get("unresolved"))
        data = response.get("data") or {}
        if any(data.get(key) is not None for key in singles) or any(has_rows(value) for value in data.values()):
            self.with_rows += 1

    @property
    def share_with_rows(self) -> float:
        return self.with_rows / max(self.operations, 1)

    def operators(self) -> dict[str, int]:
        """How often each operator told nodes apart, over all types."""
        found = dict.fromkeys(OPERATORS, 0)
        for word, count in self.told.items():
            operator = word.rpartition(".")[2]
            if operator in found:
                found[operator] += count
        return found

    def links(self) -> dict[str, int]:
        """How often a condition over each link, list or part told nodes apart; ``…Exists`` is an operator."""
        return {f"{kind}.{name}": self.told[f"{kind}.{name}"] for kind, name in LINKS}


def has_rows(value: object) -> bool:
    """Whether a list in an answer holds anything."""
    if isinstance(value, list):
        return any(item is not None for item in value)
    return isinstance(value, dict) and any(has_rows(inner) for inner in value.values())

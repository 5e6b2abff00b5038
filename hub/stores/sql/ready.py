"""Statements that are ready to run: compiled, and their binders chosen, once a fetch and shape."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from graph_schema.model import Model
from hub.planner import plan as p
from hub.stores.base import Bound, Parents, Window
from hub.stores.sql.bind import Bind, binders
from hub.stores.sql.compile import compile_fetch, compile_unresolved
from hub.stores.sql.dialect import SQLITE
from hub.stores.sql.origin import Origin
from hub.stores.sql.printing import Shape
from hub.stores.sql.text import Statement

_MOST = 2_048


@dataclass(frozen=True, slots=True)
class Ready:
    """A statement's text, and how its parameters come from a request."""

    text: str
    binders: tuple[Bind, ...]

    def values(self, parents: Parents, bound: Bound, window: Window | None) -> tuple[Any, ...]:
        """One value a parameter.

        Raises:
            QuestionError: a value that does not fit, such as an id that is none.
        """
        return tuple([bind(parents, bound, window) for bind in self.binders])


class Statements:
    """The statements of a store, for all requests. Both are forgotten and made anew when there are too many."""

    def __init__(self, model: Model, origin: Origin, dividing: tuple[str, ...]) -> None:
        self._model = model
        self.origin = origin
        self.dividing = dividing
        self.made = False
        """Whether the last one asked for was made anew."""
        self._fetches: dict[Hashable, Ready] = {}
        self._countings: dict[Hashable, Ready | None] = {}

    def of(self, plan: p.Plan, fetch: p.Fetch, shape: Shape) -> Ready:
        """The statement of a fetch."""
        key = (plan.serial, fetch.number, shape)
        found = self._fetches.get(key)
        self.made = found is None
        if found is None:
            if len(self._fetches) >= _MOST:
                self._fetches.clear()
            found = self._fetches[key] = self._ready(
                compile_fetch(self._model, SQLITE, plan, fetch, shape, self.dividing)
            )
        return found

    def counting(self, plan: p.Plan, fetch: p.Fetch, shape: Shape) -> Ready | None:
        """The statement that counts what a fetch leaves out as unresolved; None where there can be nothing."""
        key = (plan.serial, fetch.number, shape)
        self.made = key not in self._countings
        if self.made:
            if len(self._countings) >= _MOST:
                self._countings.clear()
            made = compile_unresolved(self._model, SQLITE, plan, fetch, shape)
            self._countings[key] = None if made is None else self._ready(made)
        return self._countings[key]

    def _ready(self, statement: Statement) -> Ready:
        return Ready(statement.text, binders(statement, self.origin))

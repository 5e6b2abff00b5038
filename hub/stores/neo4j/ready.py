"""Statements that are ready to run: compiled, and their binders chosen, once a plan and shape."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from graph_schema.model import Model
from hub.errors import QuestionError
from hub.planner import plan as p
from hub.stores.base import Ask, Bound
from hub.stores.neo4j.compile import compile_statement, open_ends
from hub.stores.neo4j.known import Known
from hub.stores.neo4j.printing import Shape
from hub.stores.neo4j.shapes import Shapes
from hub.stores.neo4j.values import Brought, binders

_MOST = 2_048


class Ready:
    """A statement's text, the shape that it is made for, and how its parameters come from a request. ``used``: whether
    it was run before.
    """

    def __init__(self, model: Model, plan: p.Plan, shape: Shape, fetches: Mapping[int, p.Fetch]) -> None:
        statement = compile_statement(model, plan, shape, fetches)
        self.text = statement.text
        self.shape = shape
        self.used = False
        self._binders = binders(statement)

    def values(self, asks: Sequence[Ask], bound: Bound) -> tuple[dict[str, Any], dict[int, QuestionError]]:
        """The values of the parameters by name, and what is at fault with those that do not fit, by fetch."""
        parents = {ask.fetch.number: ask.parents for ask in asks}
        windows = {number: window for ask in asks for number, window in ask.windows.items()}
        brought = Brought(bound, parents, windows)
        values: dict[str, Any] = {}
        faults: dict[int, QuestionError] = {}
        for name, fetch, bind in self._binders:
            try:
                values[name] = bind(brought)
            except QuestionError as error:
                faults[fetch] = error
        return values, faults


class Statements:
    """The statements of a store, for all requests. They are forgotten and made anew when there are too many."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._ready: dict[Hashable, Ready] = {}
        self._open: dict[Hashable, frozenset[int]] = {}
        self._shapes = Shapes()

    @property
    def texts(self) -> set[str]:
        """All distinct texts that were made."""
        return {ready.text for ready in self._ready.values()}

    def of(self, plan: p.Plan, asks: Sequence[Ask], bound: Bound, known: Known) -> Ready:
        """The statement for all that is asked."""
        shape = self._shapes.of(plan, asks, bound, known, self.open_ends(plan, known))
        key = (plan.serial, shape)
        found = self._ready.get(key)
        if found is None:
            if len(self._ready) >= _MOST:
                self._ready.clear()
            fetches = {fetch.number: fetch for fetch in plan.fetches()}
            fetches.update((ask.fetch.number, ask.fetch) for ask in asks)
            found = self._ready[key] = Ready(self._model, plan, shape, fetches)
        return found

    def open_ends(self, plan: p.Plan, known: Known) -> frozenset[int]:
        """Numbers of the plan's fetches that may leave something out as unresolved."""
        if not known.stubs:
            return frozenset()
        key = (plan.serial, known.stubs)
        found = self._open.get(key)
        if found is None:
            if len(self._open) >= _MOST:
                self._open.clear()
            found = self._open[key] = open_ends(self._model, plan, list(plan.fetches()), known.stubs)
        return found


def without(ask: Ask, numbers: Mapping[int, object]) -> Ask:
    """An ask without some fetches, and what lies below them."""
    windows = dict(ask.windows)
    waiting = [child.fetch for child in ask.fetch.children]
    while waiting:
        fetch = waiting.pop()
        if fetch.number in numbers:
            for gone in _below(fetch):
                windows.pop(gone.number, None)
        else:
            waiting += [child.fetch for child in fetch.children]
    return Ask(ask.fetch, ask.parents, windows)


def _below(fetch: p.Fetch) -> Iterator[p.Fetch]:
    yield fetch
    for child in fetch.children:
        yield from _below(child.fetch)

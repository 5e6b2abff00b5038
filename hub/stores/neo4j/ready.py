"""Statements that are ready to run: compiled, and their binders chosen, once a plan and shape."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from graph_schema.model import Model
from hub.errors import QuestionError
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.base import Ask, Bound, Parents, Window
from hub.stores.neo4j.compile import compile_statement, open_ends
from hub.stores.neo4j.known import Known
from hub.stores.neo4j.printing import Nulls, Root, Shape
from hub.stores.neo4j.values import Brought, binders
from hub.stores.spot import flat

_MOST = 2_048
_ROOTS = (p.FromRoot, p.BySearch, p.ByCode)


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

    @property
    def texts(self) -> set[str]:
        """All distinct texts that were made."""
        return {ready.text for ready in self._ready.values()}

    def of(self, plan: p.Plan, asks: Sequence[Ask], bound: Bound, known: Known) -> Ready:
        """The statement for all that is asked."""
        shape = self._shape(plan, asks, bound, known)
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

    def _shape(self, plan: p.Plan, asks: Sequence[Ask], bound: Bound, known: Known) -> Shape:
        windows = {number: window for ask in asks for number, window in ask.windows.items()}
        open_ = self.open_ends(plan, known)
        roots = tuple([Root(ask.fetch.number, _form(ask)) for ask in asks])
        former: set[int] = set()
        single: set[int] = set()
        for ask in asks:
            for fetch, day in _days(ask.fetch, _earliest(ask.parents), ask.windows, bound):
                if day < known.horizon:
                    former.add(fetch.number)
                if _below_one(fetch, bound):
                    single.add(fetch.number)
        return Shape(
            roots,
            frozenset(number for ask in asks for number in ask.windows if number != ask.fetch.number),
            frozenset(former),
            tuple([(n, _nulls(window.after)) for n, window in windows.items() if window and window.after is not None]),
            tuple(
                [(n, _nulls(window.before)) for n, window in windows.items() if window and window.before is not None]
            ),
            frozenset(single),
            frozenset(number for number in windows if abs(number) in open_),
            known.stubs,
            high=_high(bound.values) or any(_high((x.after, x.before)) for x in windows.values() if x is not None),
        )


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


def _form(ask: Ask) -> str:
    if isinstance(ask.fetch.found, _ROOTS):
        return "none"
    if ask.parents.days is not None:
        return "each"
    return "one" if len(ask.parents.keys) == 1 and ask.parents.keys[0] is not None else "many"


def _earliest(parents: Parents) -> int:
    return parents.day if parents.days is None else min(parents.days, default=parents.day)


def _days(
    fetch: p.Fetch, day: int, windows: Mapping[int, Window | None], bound: Bound
) -> Iterator[tuple[p.Fetch, int]]:
    """A fetch and those answered along, each with the first day as of which it may be read."""
    if fetch.as_of is not None:
        day = _ordinal(bound.values[fetch.as_of.index])
    if fetch.during is not None:
        day = _ordinal(bound.values[fetch.during[0].index])
    yield fetch, day
    for child in fetch.children:
        if child.fetch.number in windows:
            yield from _days(child.fetch, day, windows, bound)


def _ordinal(day: date) -> int:
    return day.toordinal()


def _below_one(fetch: p.Fetch, bound: Bound) -> bool:
    """Whether a root list lies below one root only."""
    if not isinstance(fetch.found, p.FromRoot):
        return False
    inside = next((c for c in flat(fetch.condition) if isinstance(c, w.Inside)), None)
    if inside is None:
        return False
    roots = bound.values[inside.roots.index]
    return not isinstance(roots, list | tuple) or len(set(roots)) == 1


def _high(values: Any) -> bool:
    """Whether some text has a character from U+E000 on, see ``text.beyond``."""
    for value in values:
        if isinstance(value, str):
            if not value.isascii() and max(value) >= "\ue000":
                return True
        elif isinstance(value, list | tuple) and _high(value):
            return True
    return False


def _nulls(position: tuple[Any, ...] | None) -> Nulls:
    return tuple([value is None for value in position or ()])

"""Statements that are ready to run: compiled, and their binders chosen, once a plan and shape."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from graph_schema.model import Model
from hub.errors import QuestionError
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Slot
from hub.stores.base import Ask, Bound, Parents, Window
from hub.stores.neo4j.compile import compile_statement, open_ends
from hub.stores.neo4j.known import Known
from hub.stores.neo4j.printing import Nulls, Root, Shape
from hub.stores.neo4j.values import Brought, binders, packed
from hub.stores.spot import flat, spot

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
        levels: dict[int, str] = {}
        days: list[int] = []
        for ask in asks:
            for fetch, day, level in _days(ask, bound, known):
                days.append(day)
                if day < known.horizon:
                    former.add(fetch.number)
                if _below_one(fetch, bound):
                    single.add(fetch.number)
                if level in known.dividing and _stands(fetch, plan) and day >= known.settled[_placed(fetch)]:
                    levels[fetch.number] = level
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
            frozenset(
                (name, level)
                for name, day in known.settled.items()
                if min(days, default=0) >= day and plan.guard.get("Area", w.TRUE) == w.TRUE
                for level in known.dividing
            ),
            tuple(levels.items()),
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


def _days(ask: Ask, bound: Bound, known: Known) -> Iterator[tuple[p.Fetch, int, str]]:
    """A fetch and those answered along, each with the first day as of which it may be read, and the level of the areas
    that it starts from; empty where that is not known, or where they differ.
    """
    fetch = ask.fetch
    keys: Sequence[Any] = ask.parents.keys
    inside = _inside(fetch)
    if inside is not None:
        keys = _roots(inside, bound)
    yield from _below_days(fetch, _earliest(ask.parents), _one_level(keys, known), ask.windows, bound)


def _below_days(
    fetch: p.Fetch, day: int, level: str, windows: Mapping[int, Window | None], bound: Bound
) -> Iterator[tuple[p.Fetch, int, str]]:
    if fetch.as_of is not None:
        day = _ordinal(bound.values[fetch.as_of.index])
    if fetch.during is not None:
        day = _ordinal(bound.values[fetch.during[0].index])
    yield fetch, day, level
    own = level if isinstance(fetch.found, p.ByKey) else _level_asked(fetch, bound)
    for child in fetch.children:
        if child.fetch.number in windows:
            # What hangs on another column of the rows is another area, such as the parent's parent.
            same = own if child.column is not None and _is_own(fetch, child.column) else ""
            yield from _below_days(child.fetch, day, same, windows, bound)


def _is_own(fetch: p.Fetch, column: int) -> bool:
    """Whether a column of a fetch's rows is the key of the node that is found itself."""
    if not isinstance(fetch.give, p.Rows):
        return False
    columns = fetch.give.read.columns
    return 0 < column <= len(columns) and columns[column - 1].of == "key" and columns[column - 1].source == 0


def _level_asked(fetch: p.Fetch, bound: Bound) -> str:
    """The level of the areas that a fetch finds, where its condition says so."""
    for c in flat(fetch.condition):
        if (
            isinstance(c, w.Compare)
            and c.op == "eq"
            and isinstance(c.subject, w.Own)
            and c.subject.property.name == "level"
        ):
            value = bound.values[c.value.index] if isinstance(c.value, Slot) else c.value
            return str(value)
    return ""


def _one_level(keys: Sequence[Any], known: Known) -> str:
    """The level of all of some areas."""
    found = {known.levels.get(key, "") for key in keys}
    return found.pop() if len(found) == 1 else ""


def _roots(inside: w.Inside, bound: Bound) -> list[int]:
    """The packed keys of the areas that a list lies below; of what is no key a statement complains itself."""
    given = bound.values[inside.roots.index]
    try:
        return [packed(one, "area", must=True) for one in (given if isinstance(given, list | tuple) else [given])]
    except QuestionError:
        return []


def _inside(fetch: p.Fetch) -> w.Inside | None:
    """The areas that a root list lies below."""
    if not isinstance(fetch.found, p.FromRoot):
        return None
    return next((c for c in flat(fetch.condition) if isinstance(c, w.Inside)), None)


def _stands(fetch: p.Fetch, plan: p.Plan) -> bool:
    """Whether a fetch looks for what stands below areas, all of which may be seen."""
    if plan.guard.get("Area", w.TRUE) != w.TRUE or isinstance(fetch.give, p.Groups):
        return False
    return spot(fetch) is not None


def _placed(fetch: p.Fetch) -> str:
    found = spot(fetch)
    assert found is not None
    return found.kind.name


def _ordinal(day: date) -> int:
    return day.toordinal()


def _below_one(fetch: p.Fetch, bound: Bound) -> bool:
    """Whether a root list lies below one root only."""
    inside = _inside(fetch)
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

"""What the text of a statement depends on beside the plan, of each request: as little as possible, and quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hub.errors import QuestionError
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Slot
from hub.stores.base import Ask, Bound, Parents
from hub.stores.neo4j.known import Known
from hub.stores.neo4j.printing import Nulls, Root, Shape
from hub.stores.neo4j.values import packed
from hub.stores.spot import flat, inside_areas, spot

_MOST = 2_048
_ROOTS = (p.FromRoot, p.BySearch, p.ByCode)


@dataclass(frozen=True, slots=True)
class _Step:
    """A fetch as a shape looks at it, the same for all requests.

    ``above``: the place of the fetch that it hangs on among the steps; itself at the root. ``inside``: the areas that a
    root list lies below. ``stands``: name of the kind that it looks for below areas, where these may be seen.
    ``level``: of the areas that it finds, ``same``: that of those that it starts from. ``own``: its parents are what
    the fetch above finds, and not something that hangs on that.
    """

    fetch: p.Fetch
    above: int
    inside: w.Inside | None
    stands: str | None
    level: Slot | str
    same: bool
    own: bool


class Shapes:
    """The shapes of a store's statements."""

    def __init__(self) -> None:
        self._steps: dict[tuple[int, int], tuple[_Step, ...]] = {}

    def of(self, plan: p.Plan, asks: Sequence[Ask], bound: Bound, known: Known, open_: frozenset[int]) -> Shape:
        """The shape of what is asked. ``open_``: fetches that may leave something out as unresolved."""
        former, single, along, counted = [], [], [], []
        levels: list[tuple[int, str]] = []
        after, before = [], []
        earliest = None
        high = _high(bound.values)
        for ask in asks:
            days: list[int] = []
            found: list[str] = []
            for number, step in enumerate(self._of(plan, ask.fetch)):
                fetch = step.fetch
                root = number == 0
                day = _earliest(ask.parents) if root else days[step.above]
                if fetch.number not in ask.windows:
                    # It keeps its place; nothing below it is asked along either.
                    days.append(day)
                    found.append("")
                    continue
                day = _day(step, day, bound)
                start = _start(step, ask, bound, known) if root else found[step.above] if step.own else ""
                days.append(day)
                found.append(start if step.same else _text(step.level, bound))
                if not root:
                    along.append(fetch.number)
                earliest = day if earliest is None or day < earliest else earliest
                if day < known.horizon:
                    former.append(fetch.number)
                if step.inside is not None and _below_one(step.inside, bound):
                    single.append(fetch.number)
                if start in known.dividing and step.stands is not None and day >= known.settled[step.stands]:
                    levels.append((fetch.number, start))
                if abs(fetch.number) in open_:
                    counted.append(fetch.number)
                window = ask.windows[fetch.number]
                if window is not None:
                    high = high or _high((window.after, window.before))
                    if window.after is not None:
                        after.append((fetch.number, _nulls(window.after)))
                    if window.before is not None:
                        before.append((fetch.number, _nulls(window.before)))
        seen = plan.guard.get("Area", w.TRUE) == w.TRUE
        return Shape(
            tuple([Root(ask.fetch.number, _form(ask)) for ask in asks]),
            frozenset(along),
            frozenset(former),
            tuple(after),
            tuple(before),
            frozenset(single),
            frozenset(counted),
            known.stubs,
            known.keyed(earliest or 0) if seen else frozenset(),
            tuple(levels),
            high,
        )

    def _of(self, plan: p.Plan, fetch: p.Fetch) -> tuple[_Step, ...]:
        key = (plan.serial, fetch.number)
        found = self._steps.get(key)
        if found is None:
            if len(self._steps) >= _MOST:
                self._steps.clear()
            found = self._steps[key] = tuple(_steps(fetch, plan))
        return found


def _steps(fetch: p.Fetch, plan: p.Plan) -> Iterator[_Step]:
    waiting = [(fetch, 0, True)]
    number = 0
    while waiting:
        fetch, above, own = waiting.pop(0)
        inside = inside_areas(fetch.condition) if isinstance(fetch.found, p.FromRoot) else None
        same = isinstance(fetch.found, p.ByKey)
        yield _Step(fetch, above, inside, _stands(fetch, plan), _level(fetch), same, own)
        waiting += [(child.fetch, number, _is_own(fetch, child.column)) for child in fetch.children]
        number += 1


def _stands(fetch: p.Fetch, plan: p.Plan) -> str | None:
    if plan.guard.get("Area", w.TRUE) != w.TRUE or isinstance(fetch.give, p.Groups):
        return None
    found = spot(fetch)
    return None if found is None else found.kind.name


def _level(fetch: p.Fetch) -> Slot | str:
    """The level that a fetch's condition asks for; empty where it asks for none."""
    for c in flat(fetch.condition):
        match c:
            case w.Compare("eq", w.Own(prop), Slot() | str() as level) if prop.name == "level":
                return level
    return ""


def _is_own(fetch: p.Fetch, column: int | None) -> bool:
    """Whether a column of a fetch's rows is the key of the node that is found itself."""
    if column is None or not isinstance(fetch.give, p.Rows):
        return False
    columns = fetch.give.read.columns
    return 0 < column <= len(columns) and columns[column - 1].of == "key" and columns[column - 1].source == 0


def _day(step: _Step, day: int, bound: Bound) -> int:
    """The first day as of which a fetch may be read, from that of its parents."""
    fetch = step.fetch
    if fetch.as_of is not None:
        day = bound.values[fetch.as_of.index].toordinal()
    if fetch.during is not None:
        day = bound.values[fetch.during[0].index].toordinal()
    return day


def _earliest(parents: Parents) -> int:
    return parents.day if parents.days is None else min(parents.days, default=parents.day)


def _start(step: _Step, ask: Ask, bound: Bound, known: Known) -> str:
    """The level of all areas that a root starts from; empty where they differ, or have none."""
    keys: Sequence[Any] = ask.parents.keys if step.inside is None else _roots(step.inside, bound)
    if not keys:
        return ""
    level = known.levels.get(keys[0], "")
    return level if all(known.levels.get(key, "") == level for key in keys) else ""


def _text(level: Slot | str, bound: Bound) -> str:
    return str(bound.values[level.index]) if isinstance(level, Slot) else level


def _roots(inside: w.Inside, bound: Bound) -> list[int]:
    """The packed keys of the areas that a list lies below; of what is no key a statement complains itself."""
    given = bound.values[inside.roots.index]
    try:
        return [packed(one, "area", must=True) for one in (given if isinstance(given, list | tuple) else [given])]
    except QuestionError:
        return []


def _below_one(inside: w.Inside, bound: Bound) -> bool:
    roots = bound.values[inside.roots.index]
    return not isinstance(roots, list | tuple) or len(set(roots)) == 1


def _form(ask: Ask) -> str:
    if isinstance(ask.fetch.found, _ROOTS):
        return "none"
    if ask.parents.days is not None:
        return "each"
    return "one" if len(ask.parents.keys) == 1 and ask.parents.keys[0] is not None else "many"


def _high(values: Any) -> bool:
    """Whether some text has a character from U+E000 on, see ``text.beyond``."""
    for value in values:
        if isinstance(value, str):
            if not value.isascii() and max(value) >= "\ue000":
                return True
        elif isinstance(value, list | tuple) and _high(value):
            return True
    return False


def _nulls(position: Sequence[Any]) -> Nulls:
    return tuple([value is None for value in position])

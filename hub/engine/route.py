"""Which store answers for which node: each fetch goes to the owners of its parents, and a row about a node of another
owner is completed there.

With one store there is nothing to route. With several, what lies below a stub is answered by the stub's owner, all
parents of one level and owner together; an owner that fails or is late makes null what it owns, and nothing else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

import anyio

from hub.engine.faults import Fault, fault_of
from hub.errors import Code, HubError, QuestionError, StoreError
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.base import Bound, Parents, Row, Snapshot, Window

T = TypeVar("T")


@dataclass(slots=True)
class Stores:
    """The stores of a request, each in one state.

    ``owner``: name of the store that owns a packed key. ``regions``: six digits for the errors of a store.
    ``patience``: seconds that another store may take for one level.
    """

    local: str
    snapshots: Mapping[str, Snapshot]
    owner: Callable[[int], str] = lambda key: ""
    regions: Mapping[str, str] = field(default_factory=dict)
    patience: float = 5.0
    along: p.Capability | None = None
    """What the store can answer at once, if there is only one and it answers more than a level."""
    failed: dict[str, HubError] = field(default_factory=dict)
    """Those that have failed so far; they are not asked again for this question."""

    @property
    def one(self) -> Snapshot:
        return self.snapshots[self.local]

    async def rows(
        self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound, window: Window | None
    ) -> tuple[Sequence[Row], dict[int, Fault]]:
        """The rows of a fetch, and the parents whose owner failed. Roots are asked of the local store."""
        if len(self.snapshots) == 1 or not parents.keys:
            return await self.one.fetch(plan, fetch, parents, bound, window), {}
        answers = await self._ask(plan, fetch, _by_owner(parents.keys, self.owner), parents, bound, window)
        rows: list[Row] = []
        failed: dict[int, Fault] = {}
        for name, (places, answer) in answers.items():
            if isinstance(answer, Fault):
                failed.update(dict.fromkeys(places, answer))
            else:
                found = [(places[row[0]], *row[1:]) for row in answer]
                rows.extend(await self._completed(name, plan, fetch, found, parents, bound))
        # Sorting is stable: the rows of one parent come from one store, in its order.
        rows.sort(key=lambda row: row[0])
        return rows, failed

    async def unresolved(self, plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound) -> int:
        """How many entries the stores leave out because they cannot tell whether they fit."""
        if len(self.snapshots) == 1 or not parents.keys:
            return await self.one.unresolved(plan, fetch, parents, bound)
        total = 0
        for name, places in sorted(_by_owner(parents.keys, self.owner).items()):
            ask = partial(_unresolved, plan, fetch, _these(parents, places), bound)
            count = await self._patiently(name, fetch, ask)
            # What an owner that failed would have left out is null anyway.
            total += 0 if isinstance(count, Fault) else count
        return total

    async def _ask(
        self,
        plan: p.Plan,
        fetch: p.Fetch,
        split: Mapping[str, list[int]],
        parents: Parents,
        bound: Bound,
        window: Window | None,
    ) -> dict[str, tuple[list[int], Sequence[Row] | Fault]]:
        """All owners at once, each for its own parents."""
        answers: dict[str, tuple[list[int], Sequence[Row] | Fault]] = {}

        async def ask(name: str, places: list[int]) -> None:
            own = _these(parents, places)
            answers[name] = (
                places,
                await self._patiently(name, fetch, partial(_rows, plan, fetch, own, bound, window)),
            )

        if len(split) == 1:
            await ask(*next(iter(split.items())))
        else:
            async with anyio.create_task_group() as group:
                for name, places in split.items():
                    group.start_soon(ask, name, places)
        # An error of the question is the question's, whoever found it.
        return dict(sorted(answers.items()))

    async def _patiently(self, name: str, fetch: p.Fetch, ask: Callable[[Snapshot], Awaitable[T]]) -> T | Fault:
        if name == self.local:
            return await ask(self.one)
        if name not in self.failed:
            try:
                with anyio.fail_after(self.patience):
                    return await ask(self.snapshots[name])
            except TimeoutError:
                late = StoreError(Code.DEADLINE, "the owner of this data did not answer in time")
                self.failed.setdefault(name, late)
            except QuestionError:
                raise
            except HubError as error:
                self.failed.setdefault(name, error)
            self.failed[name].region = self.regions.get(name)
        return replace(fault_of(self.failed[name], fetch.place), source=name)

    async def _completed(
        self, name: str, plan: p.Plan, fetch: p.Fetch, rows: list[Row], parents: Parents, bound: Bound
    ) -> list[Row]:
        """The rows with what this store does not know of nodes that others own."""
        give = fetch.give
        if not isinstance(give, p.Rows) or isinstance(fetch.found, p.ByKey | p.PartsOf | p.BySearch | p.ByCode):
            return rows
        key = next(n + 1 for n, c in enumerate(give.read.columns) if c.of == "key" and c.source == 0)
        foreign = {i: self.owner(row[key]) for i, row in enumerate(rows)}
        foreign = {i: owner for i, owner in foreign.items() if owner != name}
        if not foreign:
            return rows
        own = [n for n, c in enumerate(give.read.columns) if _of_node(c)]
        whole = completing(fetch, give, own)
        day_at = next((n + 1 for n, c in enumerate(give.read.columns) if c.of == "date"), None)
        where = list(foreign)
        days = [_day(rows[i], parents, day_at) for i in where]
        asked = Parents([rows[i][key] for i in where], parents.day, days)
        answers = await self._ask(plan, whole, _by_owner(asked.keys, self.owner), asked, bound, None)
        for places, answer in answers.values():
            if isinstance(answer, Fault):
                for place in places:
                    rows[where[place]] = _patched(rows[where[place]], own, key, [answer] * len(own))
            else:
                for row in answer:
                    i = where[places[row[0]]]
                    rows[i] = _patched(rows[i], own, key, row[1:])
        return rows


async def _rows(
    plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound, window: Window | None, snapshot: Snapshot
) -> Sequence[Row]:
    return await snapshot.fetch(plan, fetch, parents, bound, window)


async def _unresolved(plan: p.Plan, fetch: p.Fetch, parents: Parents, bound: Bound, snapshot: Snapshot) -> int:
    return await snapshot.unresolved(plan, fetch, parents, bound)


def _these(parents: Parents, places: Sequence[int]) -> Parents:
    """The parents at these places."""
    days = None if parents.days is None else [parents.days[i] for i in places]
    return Parents([parents.keys[i] for i in places], parents.day, days)


def completing(fetch: p.Fetch, give: p.Rows, own: Sequence[int]) -> p.Fetch:
    """The fetch that reads a row's node from its owner: the same columns, by key."""
    columns = tuple(give.read.columns[n] for n in own)
    read = p.Read(give.read.sources, columns)
    return p.Fetch(
        -fetch.number,
        fetch.place,
        p.ByKey(give.read.sources[0].kind),
        w.TRUE,
        None,
        None,
        p.Rows(read, (), None, False),
    )


def _of_node(column: p.Column) -> bool:
    """Whether the node's owner knows the column: it is not of the link that leads to it."""
    return column.source > 0 or column.of in ("key", "property", "validFrom", "validTo", "version")


def _patched(row: Row, own: Sequence[int], key: int, values: Sequence[object]) -> Row:
    patched = list(row)
    for n, value in zip(own, values, strict=True):
        if n + 1 != key:
            patched[n + 1] = value
    return tuple(patched)


def _day(row: Row, parents: Parents, at: int | None) -> int:
    if at is not None:
        day: int = row[at]
        return day
    return parents.day if parents.days is None else parents.days[row[0]]


def _by_owner(keys: Sequence[int | None], owner: Callable[[int], str]) -> dict[str, list[int]]:
    """Positions of the keys by owner; a row that leads nowhere is asked of nobody."""
    split: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        if key is not None:
            split.setdefault(owner(key), []).append(i)
    return split

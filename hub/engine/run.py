"""A plan run level by level: each fetch once for all its parents, then its rows made into objects.

Days travel as signed ordinals: positive where the date was asked for, negative for today; one number for
all rows, or a list with one for each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import repeat
from typing import Any

from graph_schema.model import Model
from graph_schema.text import fold
from hub.engine.builder import SUFFIXES, Env, Make, generate
from hub.engine.catalogue import catalogue
from hub.engine.consumers import Codes, Consumer, Count, Levels, Many, One, PageOf, consumers
from hub.engine.faults import Fault, PlacedFault, fault_of, settle
from hub.engine.foresee import Foreseen, Reason
from hub.engine.names import ambiguous, bad_code, parse_asked_id
from hub.engine.route import Stores
from hub.engine.rows import Days, counted, even, explicit_day, position_columns, spans_of, trim
from hub.engine.window import MAX_PAGE, Pages
from hub.errors import Code, HubError, QuestionError
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.base import Ask, Bound, Parents, Row, Window, row_width
from hub.turns import SLICE, turn


class Prepared:
    """A plan and the code that builds its answers; one for all requests of a shape."""

    def __init__(self, plan: p.Plan) -> None:
        self.plan = plan
        self.consumers: dict[int, Consumer] = consumers(plan)
        self.catalogues = any(isinstance(out.how, o.CatalogueOut) for out in plan.outs)
        self._makers: dict[tuple[int, int, bool, bool], Make] = {}

    def maker(
        self,
        fetch: p.Fetch | None,
        piece: int,
        how: o.How | tuple[o.Out, ...],
        place: int,
        *,
        safe: bool,
        dated: bool = False,
    ) -> Make:
        """The builder of one piece of a fetch's rows, generated when it is first needed; without a fetch, of the one
        root.
        """
        key = (0 if fetch is None else fetch.number, piece, safe, dated)
        made = self._makers.get(key)
        if made is None:
            width = 0 if fetch is None else row_width(fetch)
            made = self._makers[key] = generate(how, width, place, safe=safe, dated=dated)
        return made


@dataclass(slots=True)
class Request:
    """What a request brings: the values of the slots, today's ordinal, and what cursors are sealed with. ``apart`` is
    filled: why fetches are asked by themselves, of a store that answers others along with their parents.
    """

    values: Sequence[Any]
    today: int
    cursor_key: bytes
    hub: str
    regions: Sequence[str] = ()
    apart: dict[int, Reason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A list that left out entries of which nobody here can tell whether they fit: its path, its place, how many."""

    list: str
    place: int
    count: int


async def run(
    prepared: Prepared, model: Model, stores: Stores, request: Request
) -> tuple[dict[str, Any], list[PlacedFault], list[Unresolved]]:
    """The data of the answer, the faults with their places, and what could not be resolved."""
    task = _Run(prepared, model, stores, request)
    data = await task.root()
    unresolved = [one for _, one in sorted(task.unresolved.items()) if one.count]
    return data, settle(data) if task.env.faulted else [], unresolved


@dataclass(slots=True)
class _Level:
    """The rows of a fetch: trimmed to the page; spans of each parent; whether more follows."""

    rows: Sequence[Row]
    spans: list[tuple[int, int]]
    more: list[bool]
    days: Days


@dataclass(slots=True)
class _Run:
    prepared: Prepared
    model: Model
    stores: Stores
    request: Request
    env: Env = field(default_factory=Env)
    pages: Pages = field(init=False)
    bound: Bound = field(init=False)
    unresolved: dict[int, Unresolved] = field(default_factory=dict)
    """By the place of the list."""

    def __post_init__(self) -> None:
        self.pages = Pages(self.request.cursor_key, self.request.hub, self.request.values)
        self.bound = Bound(self.request.values)

    async def root(self) -> dict[str, Any]:
        plan = self.prepared.plan
        if self.prepared.catalogues:
            summary = await self.stores.one.summary(self.request.today)
            self.env.catalogue = lambda asked: catalogue(self.model, self.request.regions, summary, asked)
        await self._prepare(plan)
        kids = await self._kids(plan.children, [()], -self.request.today)
        make = self.prepared.maker(None, 0, plan.outs, 0, safe=self.env.faulted)
        made: dict[str, Any] = make([()], kids, "", None, self.env)[0]
        return made

    async def _prepare(self, plan: p.Plan) -> None:
        """Tell a store that answers several fetches at once what it will be asked."""
        capability = self.stores.along
        if capability is None:
            return
        foreseen = Foreseen(capability, self._foresee, self._groups_page, self._day)
        asks = []
        for child in plan.children:
            try:
                if child.ids is not None:
                    keys, days = self._ids(child)
                    if all(key is None for key in keys):
                        continue
                    asked, day = keys, even(days)
                else:
                    asked, day = None, self._day(child.fetch, -self.request.today)
                windows = foreseen.windows(child.fetch, day)
            except QuestionError:
                # Its own fetch says so, at its place.
                continue
            if windows:
                asks.append(Ask(child.fetch, _parents(asked, day, {}), windows))
        self.request.apart.update(foreseen.apart)
        if asks:
            await self.stores.one.prepare(plan, asks, self.bound)

    def _foresee(self, fetch: p.Fetch, days: Days) -> tuple[Window | None, dict[int, Fault]]:
        self._check(fetch)
        return self._page(fetch, days)

    async def _kids(self, children: Sequence[p.Child], rows: Sequence[Row], days: Days) -> list[list[Any]]:
        return [await self._child(child, rows, days) for child in children]

    async def _child(self, child: p.Child, rows: Sequence[Row], days: Days) -> list[Any]:
        """What a child gives for each of the rows."""
        fetch = child.fetch
        if child.ids is not None:
            return await self._by_ids(child)
        if child.column is None:
            return await self._fetch(fetch, None, self._day(fetch, days))
        column, tag = child.column, child.tag
        keys = [r[column] for r in rows] if tag is None else [r[column] if r[1] == tag else None for r in rows]
        days = self._day(fetch, days)
        if isinstance(days, int):
            where: dict[Any, int] = {}
            at = [-1 if key is None else where.setdefault(key, len(where)) for key in keys]
            if not where:
                return [None] * len(rows)
            found = await self._fetch(fetch, list(where), days)
        else:
            both: dict[tuple[Any, int], int] = {}
            at = [-1 if k is None else both.setdefault((k, d), len(both)) for k, d in zip(keys, days, strict=True)]
            if not both:
                return [None] * len(rows)
            found = await self._fetch(fetch, [k for k, _ in both], even([d for _, d in both]))
        if len(found) == len(at) and at == list(range(len(at))):
            return found
        found.append(None)
        return [found[i] for i in at]

    def _day(self, fetch: p.Fetch, days: Days) -> Days:
        if fetch.as_of is None:
            return days
        asked: date = self.request.values[fetch.as_of.index]
        return asked.toordinal()

    # ids of the request

    async def _by_ids(self, child: p.Child) -> list[Any]:
        """What a child gives for ids of the request: one value for the root's one row."""
        assert child.ids is not None
        consumer = self.prepared.consumers[child.fetch.number]
        together = isinstance(consumer, Levels) or (isinstance(consumer, One) and consumer.all)
        try:
            keys, days = self._ids(child)
        except QuestionError as error:
            self.env.faulted = True
            return [fault_of(error, child.fetch.place)]
        found: list[Any] = []
        if any(key is not None for key in keys):
            found = await self._fetch(child.fetch, keys, even(days))
        else:
            found = [None] * len(keys)
        return [found] if together else found

    def _ids(self, child: p.Child) -> tuple[list[int | None], list[int]]:
        given = self.request.values[child.ids.index] if child.ids else ()
        texts = given if isinstance(given, list | tuple) else [given]
        if len(texts) > MAX_PAGE:
            raise QuestionError(Code.BAD_ARGUMENT, f"ids: {len(texts)} are too many; at most {MAX_PAGE} at once")
        as_of = child.fetch.as_of
        asked = None if as_of is None else self.request.values[as_of.index]
        keys: list[int | None] = []
        days: list[int] = []
        for text in texts:
            tag, key, day = parse_asked_id(text)
            if child.exact and tag != child.tag:
                message = f"{text!r} is the id of another kind; one that begins with {child.tag}: is expected"
                raise QuestionError(Code.BAD_ID, message)
            if day is not None and asked is not None and day != asked:
                raise QuestionError(
                    Code.BAD_DATE, f"{text!r} has a date of its own, and asOf is {asked}; leave one out"
                )
            day = day or asked
            keys.append(key if tag == child.tag else None)
            days.append(-self.request.today if day is None else day.toordinal())
        return keys, days

    # one fetch

    async def _fetch(self, fetch: p.Fetch, keys: Sequence[int | None] | None, days: Days) -> list[Any]:
        """What a fetch gives for each of its parents; ``keys`` None: the one root that is no node."""
        count = 1 if keys is None else len(keys)
        consumer = self.prepared.consumers[fetch.number]
        try:
            self._check(fetch)
            window, refused = self._page(fetch, days)
            parents = _parents(keys, days, refused)
            await self._note(fetch, parents)
            if isinstance(fetch.give, p.Groups):
                try:
                    window, also = self._groups_page(fetch, days)
                except _OfGroups:
                    # What does not fit in the list itself comes first.
                    apart = replace(fetch, number=-fetch.number, give=p.Tally(()), children=())
                    await self.stores.rows(self.prepared.plan, apart, parents, self.bound, None)
                    raise
                refused = {**also, **refused}
                parents = _parents(keys, days, refused)
            rows, failed = await self.stores.rows(self.prepared.plan, fetch, parents, self.bound, window)
        except _OfGroups as error:
            self.env.faulted = True
            return [fault_of(error.error, fetch.groups_place)] * count
        except HubError as error:
            self.env.faulted = True
            return [fault_of(error, fetch.place)] * count
        self.env.faulted = self.env.faulted or bool(self.stores.failed)
        match consumer:
            case Count():
                found: list[Any] = counted(fetch.give, rows, count)
            case Codes():
                found = await self._codes(fetch, consumer, rows, days)
            case Levels():
                found = [None] * count
                for row in rows:
                    found[row[0]] = row[2]
            case _:
                level = self._level(fetch, rows, count, window, days)
                found = await self._build(fetch, consumer, level, days, window)
        for i, fault in failed.items():
            found[i] = fault
        if refused:
            self.env.faulted = True
            assert not isinstance(days, int)
            found = [refused.get(d, f) for f, d in zip(found, days, strict=True)]
        return found

    async def _note(self, fetch: p.Fetch, parents: Parents) -> None:
        """Count, once for all pieces of a list, what it leaves out because nobody here can tell whether it fits."""
        page = fetch.give.page if isinstance(fetch.give, p.Rows) else fetch.page
        if fetch.name is None or page is None or fetch.condition == w.TRUE or fetch.place in self.unresolved:
            return
        count = await self.stores.unresolved(self.prepared.plan, fetch, parents, self.bound)
        self.unresolved[fetch.place] = Unresolved(fetch.name.path, fetch.place, count)

    def _check(self, fetch: p.Fetch) -> None:
        if fetch.during is not None:
            start, end = (self.request.values[slot.index] for slot in fetch.during)
            if not start < end:
                raise QuestionError(Code.BAD_DATE, f"during: from {start} is not before to {end}")
        if isinstance(fetch.found, p.BySearch) and not fold(self.request.values[fetch.found.text.index]):
            raise QuestionError(Code.BAD_ARGUMENT, "search: text is empty; say what names should contain")

    def _page(self, fetch: p.Fetch, days: Days) -> tuple[Window | None, dict[int, Fault]]:
        """The window of a list, and for which of the parents' days its cursors do not fit. Of a list whose length or
        groups are asked for, the page is only checked.
        """
        give = fetch.give
        if isinstance(give, p.Rows) and give.page is not None:
            return self._fit(fetch, give.page, fetch.name, days)
        if fetch.page is not None:
            return self._fit(fetch, fetch.page, fetch.name, days, check=True)
        return None, {}

    def _groups_page(self, fetch: p.Fetch, days: Days) -> tuple[Window | None, dict[int, Fault]]:
        """The same of a list's groups."""
        give = fetch.give
        assert isinstance(give, p.Groups)
        try:
            return self._fit(fetch, give.page, fetch.groups_name, days, check=give.total)
        except QuestionError as error:
            raise _OfGroups(error) from None

    def _fit(
        self, fetch: p.Fetch, page: p.Page, name: p.ListName | None, days: Days, *, check: bool = False
    ) -> tuple[Window | None, dict[int, Fault]]:
        """The window of a page (or None: it is only checked), and for which days its cursors do not fit."""
        assert name is not None

        def fit(explicit: str | None) -> Window | None:
            if check:
                self.pages.check(page, name, explicit)
                return None
            return self.pages.window(fetch, page, name, explicit)

        if fetch.during is not None:
            return fit(None), {}
        if isinstance(days, int):
            return fit(explicit_day(days)), {}
        if page.after is None and page.before is None:
            return fit(None), {}
        window: Window | None = None
        refused: dict[int, Fault] = {}
        fits = False
        for day in dict.fromkeys(days):
            try:
                window, fits = fit(explicit_day(day)), True
            except QuestionError as error:
                refused[day] = fault_of(error, fetch.place)
        if not fits:
            raise QuestionError(Code.BAD_CURSOR, next(iter(refused.values())).message)
        return window, refused

    def _level(self, fetch: p.Fetch, rows: Sequence[Row], count: int, window: Window | None, days: Days) -> _Level:
        spans = spans_of(rows, count)
        more = [False] * count
        if window is not None:
            rows, spans, more = trim(rows, spans, window)
        own = days
        if fetch.during is not None:
            give = fetch.give
            if isinstance(give, p.Rows):
                at = next(i for i, column in enumerate(give.read.columns) if column.of == "date") + 1
                own = even([r[at] for r in rows])
            else:
                end: date = self.request.values[fetch.during[1].index]
                own = end.toordinal() - 1
        elif not isinstance(days, int):
            own = even([days[r[0]] for r in rows])
        return _Level(rows, spans, more, own)

    async def _build(
        self, fetch: p.Fetch, consumer: Consumer, level: _Level, days: Days, window: Window | None
    ) -> list[Any]:
        rows = level.rows
        kids = await self._kids(fetch.children, rows, level.days)
        safe = self.env.faulted
        match consumer:
            case One(outs, place):
                objects = await self._make(fetch, 0, outs, place, rows, kids, level, None, safe=safe)
                found: list[Any] = [None] * len(level.spans)
                for row, made in zip(rows, objects, strict=True):
                    found[row[0]] = made
                return found
            case Many(outs, place):
                objects = await self._make(fetch, 0, outs, place, rows, kids, level, None, safe=safe)
                return [objects[a:b] for a, b in level.spans]
            case PageOf(pieces):
                seal = self._sealer(fetch, days)
                made = [
                    await self._make(fetch, n, how, place, rows, kids, level, seal, safe=safe)
                    for n, (how, place) in enumerate(pieces)
                ]
                return self._pages(level, made, seal, window)
            case other:
                raise AssertionError(other)

    async def _make(
        self,
        fetch: p.Fetch,
        piece: int,
        how: o.How | tuple[o.Out, ...],
        place: int,
        rows: Sequence[Row],
        kids: list[list[Any]],
        level: _Level,
        seal: _Seal | None,
        *,
        safe: bool,
    ) -> list[Any]:
        if not rows:
            return []
        suffix: Any
        sealing: Any
        one = seal.one if seal else None
        dated = not isinstance(level.days, int) or (seal is not None and seal.each is not None)
        if dated:
            days = repeat(level.days, len(rows)) if isinstance(level.days, int) else level.days
            suffix = [SUFFIXES[day] for day in days]
            sealing = [one] * len(rows) if seal is None or seal.each is None else [seal.each(row) for row in rows]
        else:
            assert isinstance(level.days, int)
            suffix, sealing = SUFFIXES[level.days], one
        make = self.prepared.maker(fetch, piece, how, place, safe=safe, dated=dated)
        if len(rows) <= SLICE:
            return make(rows, kids, suffix, sealing, self.env)
        made: list[Any] = []
        for a in range(0, len(rows), SLICE):
            await turn()
            b = a + SLICE
            own = (suffix[a:b], sealing[a:b]) if dated else (suffix, sealing)
            made += make(rows[a:b], [kid[a:b] for kid in kids], *own, self.env)
        # What is done with so many objects takes a while as well.
        await turn()
        return made

    def _sealer(self, fetch: p.Fetch, days: Days) -> _Seal | None:
        """What makes the cursors of a fetch's rows, where any are asked for."""
        give = fetch.give
        if not (isinstance(give, p.Groups) or (isinstance(give, p.Rows) and give.cursors)):
            return None
        name = fetch.groups_name if isinstance(give, p.Groups) else fetch.name
        assert name is not None
        position = position_columns(fetch)

        def sealer(explicit: str | None) -> Callable[[Row], str]:
            seal = self.pages.sealer(fetch, name, explicit)
            return lambda row: seal(position(row))

        if fetch.during is not None:
            return _Seal(sealer(None), None)
        if isinstance(days, int):
            return _Seal(sealer(explicit_day(days)), None)
        by_day = {day: sealer(explicit_day(day)) for day in dict.fromkeys(days)}
        return _Seal(None, lambda row: by_day[days[row[0]]])

    def _pages(self, level: _Level, made: list[list[Any]], seal: _Seal | None, window: Window | None) -> list[Any]:
        """For each parent: the slices of its pieces, then hasNextPage, hasPreviousPage, startCursor,
        endCursor.
        """
        assert window is not None
        bounded = window.before if window.backward else window.after
        found = []
        for (a, b), more in zip(level.spans, level.more, strict=True):
            ends: tuple[str | None, str | None] = (None, None)
            if b > a and seal is not None:
                first, last = level.rows[a], level.rows[b - 1]
                ends = (seal.of(first)(first), seal.of(last)(last))
            flags = (bounded is not None, more) if window.backward else (more, bounded is not None)
            found.append((*(piece[a:b] for piece in made), *flags, *ends))
        return found

    async def _codes(self, fetch: p.Fetch, consumer: Codes, rows: Sequence[Row], days: Days) -> list[Any]:
        """Nodes by code: an unknown code gives null, one of several areas or no code at all a fault at
        its place.
        """
        found = fetch.found
        assert isinstance(found, p.ByCode)
        given = self.request.values[found.codes.index]
        codes = given if consumer.many else [given]
        if len(codes) > MAX_PAGE:
            self.env.faulted = True
            error = QuestionError(Code.BAD_ARGUMENT, f"codes: {len(codes)} are too many; at most {MAX_PAGE} at once")
            return [fault_of(error, fetch.place)]
        nodes = (await self._kids(fetch.children, rows, days))[0]
        made: list[Any] = [None] * len(codes)
        for row, node in zip(rows, nodes, strict=True):
            made[row[0]] = node if row[2] is None else fault_of(ambiguous(codes[row[0]], row[2]), fetch.place)
        for n, code in enumerate(codes):
            wrong = bad_code(code)
            if wrong is not None:
                made[n] = fault_of(wrong, fetch.place)
        if any(isinstance(item, Fault) for item in made):
            self.env.faulted = True
        return [made] if consumer.many else made


class _OfGroups(QuestionError):
    """The page of a list's groups is at fault, not the list."""

    def __init__(self, error: QuestionError) -> None:
        super().__init__(error.code, error.message)
        self.error = error


@dataclass(slots=True)
class _Seal:
    one: Callable[[Row], str] | None
    each: Callable[[Row], Callable[[Row], str]] | None

    def of(self, row: Row) -> Callable[[Row], str]:
        if self.each is not None:
            return self.each(row)
        assert self.one is not None
        return self.one


def _parents(keys: Sequence[int | None] | None, days: Days, refused: Mapping[int, Fault]) -> Parents:
    """The parents, without those whose days are refused: they lead nowhere."""
    if keys is None:
        keys = ()
    elif refused and not isinstance(days, int):
        keys = [None if d in refused else k for k, d in zip(keys, days, strict=True)]
    if isinstance(days, int):
        return Parents(keys, abs(days))
    return Parents(keys, 0, [abs(d) for d in days])

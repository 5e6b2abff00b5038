"""Lists of one parent that differ in their filters only: one walk for all of them.

A page and its total, or the numbers of a list under several filters, look at the same entries. They are found once;
what each list asks of them is a variable, and so is a count that several filters compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Slot
from hub.stores.logic import counts_in
from hub.stores.neo4j.conditions import Expressions
from hub.stores.neo4j.days import On, imported
from hub.stores.neo4j.entries import Entries, find
from hub.stores.neo4j.printing import Printing
from hub.stores.neo4j.rows import Below, print_rows
from hub.stores.neo4j.tallies import over
from hub.stores.spot import flat, kept

_SOURCES = (p.AlongLink, p.InSubtree, p.Below, p.Above)


def groups(at: Printing, children: Sequence[p.Child]) -> list[tuple[int, list[p.Fetch]]]:
    """Those fetches of one parent that are answered together, two at least, with the column of the parent's key."""
    found: dict[tuple[int, p.Found, Slot | None], list[p.Fetch]] = {}
    for child in children:
        fetch = child.fetch
        if child.column is not None and child.tag is None and _fits(at, fetch):
            found.setdefault((child.column, fetch.found, fetch.as_of), []).append(fetch)
    return [(column, group) for (column, _, _), group in found.items() if len(group) > 1]


def _fits(at: Printing, fetch: p.Fetch) -> bool:
    if fetch.during is not None or not isinstance(fetch.found, _SOURCES):
        return False
    if isinstance(fetch.give, p.Tally):
        return bool(fetch.give.measures) or kept(fetch, at.plan) is None
    # All of a page's entries are at hand before they are sorted: of those that no filter keeps there may be too many.
    bounded = fetch.number in dict(at.shape.after) or fetch.number in dict(at.shape.before)
    few = not isinstance(fetch.found, p.InSubtree) or fetch.condition != w.TRUE
    return isinstance(fetch.give, p.Rows) and fetch.give.page is not None and few and not bounded


def print_together(
    at: Printing, fetches: Sequence[p.Fetch], parent: str, day: str, below: Below
) -> tuple[str, dict[int, str]]:
    """The subquery's text, and the variable of what each fetch gives, by its number."""
    common, *filters = _parted(fetches)
    entries = find(at, replace(fetches[0], condition=w.All(common)), parent, day)
    assert isinstance(entries.on, On)
    walk = _Walk(at, entries, at.x)
    counts = walk.count(filters)
    fits = [walk.fit(fetch, each) for fetch, each in zip(fetches, filters, strict=True)]
    looks = f" WITH {', '.join([entries.names, *counts])}" if counts else ""
    parts = [walk.part(fetch, fit) for fetch, fit in zip(fetches, fits, strict=True)]
    values = [value for part in parts for value in part.values]
    shown = [f"{fit.text} AS {fit.name}" for fit in dict.fromkeys(fits) if fit.name != "true"]
    each_ = f" WITH {', '.join([entries.names, *shown, *values])}" if shown or values else ""
    made = ", ".join(f"{text} AS {name}" for part in parts for text, name in part.made)
    text = f"{entries.clauses()}{looks}{each_} WITH {made}"
    results: dict[int, str] = {}
    given = []
    for fetch, part in zip(fetches, parts, strict=True):
        r = results[fetch.number] = at.printer.variable("r")
        if isinstance(fetch.give, p.Rows):
            name = part.made[0][1]
            e = at.printer.variable("e")
            unpacked = [f"{e}[{n}] AS {one}" for n, one in enumerate(entries.names.split(", "))]
            page = Entries(f"UNWIND {name} AS {e} WITH {', '.join(unpacked)}", entries.node, entries.kind, entries.on)
            page.link, page.kept = entries.link, entries.kept
            text += f" CALL ({imported(day, name)}) {{ {print_rows(at, fetch, fetch.give, parent, day, below, page)}"
            text += f" AS {r} }}"
            given.append(r)
        else:
            given.append(f"[[{', '.join(['0', *(name for _, name in part.made)])}]] AS {r}")
    return f"CALL ({imported(day, parent)}) {{ {text} RETURN {', '.join(given)} }}", results


def _parted(fetches: Sequence[p.Fetch]) -> list[tuple[w.Condition, ...]]:
    """The conditions that all have, then those of each."""
    each = [[c for c in flat(fetch.condition) if c != w.TRUE] for fetch in fetches]
    common = tuple(c for c in each[0] if all(c in others for others in each[1:]))
    return [common, *(tuple(c for c in one if c not in common) for one in each)]


@dataclass(frozen=True, slots=True)
class _Fit:
    """Whether an entry is one of a list: an expression, and the variable for it; ``true`` where all are."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class _Part:
    """What is worked out for each entry for one list, and what is made of them: expressions and their variables."""

    values: list[str]
    made: list[tuple[str, str]]


@dataclass(slots=True)
class _Walk:
    at: Printing
    entries: Entries
    x: Expressions
    fits: dict[tuple[w.Condition, ...], _Fit] = field(default_factory=dict)

    def count(self, filters: Sequence[tuple[w.Condition, ...]]) -> list[str]:
        """The counts that stand in filters more than once; from then on they are read from variables."""
        met = Counter(source for each in dict.fromkeys(filters) for c in each for source in counts_in(c))
        found = []
        for source in (source for source, times in met.items() if times > 1):
            k = self.at.printer.variable("k")
            found.append(f"{self.x.number(self.entries.node, source, self.entries.on)} AS {k}")
            self.x.counted[self.entries.node, source] = k
        return found

    def fit(self, fetch: p.Fetch, conditions: tuple[w.Condition, ...]) -> _Fit:
        """What a fetch asks of an entry; what several ask is said once."""
        if conditions in self.fits:
            return self.fits[conditions]
        self.at.printer.fetch = fetch.number
        entries = self.entries
        own = self.x.owned_entries(fetch)
        each = [self.x.surely(entries.node, entries.kind, c, entries.on, own=own) for c in conditions]
        fit = _Fit(" AND ".join(each), self.at.printer.variable("f")) if each else _Fit("true", "true")
        self.fits[conditions] = fit
        return fit

    def part(self, fetch: p.Fetch, fit: _Fit) -> _Part:
        """What a fetch makes of the entries that fit."""
        self.at.printer.fetch = fetch.number
        at, entries = self.at, self.entries
        if isinstance(fetch.give, p.Rows):
            one = f"[{entries.names}]"
            return _Part([], [(f"collect({_where(fit, one)})", at.printer.variable("p"))])
        assert isinstance(fetch.give, p.Tally)
        values = [at.printer.variable("v") for _ in fetch.give.measures]
        made = [("count(*)" if fit.name == "true" else f"count({_where(fit, '1')})", at.printer.variable("n"))]
        made += [
            (over(at, m, _where(fit, v)), at.printer.variable("n"))
            for m, v in zip(fetch.give.measures, values, strict=True)
        ]
        read = [
            f"{self.x.value(entries.node, entries.kind, m.property, entries.on)} AS {v}"
            for m, v in zip(fetch.give.measures, values, strict=True)
        ]
        return _Part(read, made)


def _where(fit: _Fit, value: str) -> str:
    return value if fit.name == "true" else f"CASE WHEN {fit.name} THEN {value} END"

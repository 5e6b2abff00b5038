"""Statements that count: a tally of each parent's entries, or groups of them."""

from __future__ import annotations

from hub.planner import plan as p
from hub.stores.spot import kept, spot
from hub.stores.sql import layout
from hub.stores.sql.entries import Entries, find
from hub.stores.sql.order import Term, bounds, order_by
from hub.stores.sql.printing import Printing
from hub.stores.sql.text import Param, all_of


def print_tally(at: Printing, fetch: p.Fetch, give: p.Tally) -> str:
    counted = _counter(at, fetch, give)
    if counted is not None:
        return counted
    entries = find(at, fetch)
    measures = [_measure(at, m, entries) for m in give.measures]
    values = ", ".join(["count(*)", *measures])
    where = f" WHERE {all_of(entries.where)}" if entries.where else ""
    tables = " JOIN ".join(entries.tables)
    if at.shape.rooted:
        return f"SELECT 0, {values} FROM {tables}{where}"
    return f"SELECT p.i, {values} FROM {at.parents()} JOIN {tables}{where} GROUP BY p.i"


def print_unresolved(at: Printing, fetch: p.Fetch) -> str:
    """How many entries, over all parents, are left out because nobody here can tell whether the condition holds."""
    entries = find(at, fetch, unresolved=True)
    tables = " JOIN ".join(entries.tables)
    source = tables if at.shape.rooted else f"{at.parents()} JOIN {tables}"
    return f"SELECT count(*) FROM {source} WHERE {all_of(entries.where)}"


def _counter(at: Printing, fetch: p.Fetch, give: p.Tally) -> str | None:
    """A plain count of an area's subtree is kept by the store, right on every day."""
    where = spot(fetch)
    if give.measures or where is None or (where.roots is not None and not at.shape.single):
        return None
    counted = kept(fetch, at.plan)
    if counted is None:
        return None
    day = at.on().day
    root = "p.k" if where.roots is None else at.printer.operand(where.roots, "one:key:area:must")

    def number(what: str) -> str:
        k = at.printer.alias("k")
        given = at.printer.param(Param("constant", constant=what))
        return (
            f"(SELECT coalesce(sum({k}.delta), 0) FROM {layout.COUNTERS} {k}"
            f" WHERE {k}.area = {root} AND {k}.what = {given} AND {k}.day <= {day})"
        )

    numbers = number(counted.what) + (f" - {number(counted.less)}" if counted.less else "")
    return f"SELECT 0, {numbers}" if where.roots is not None else f"SELECT p.i, {numbers} FROM {at.parents()}"


def _measure(at: Printing, measure: p.Measure, entries: Entries) -> str:
    value = at.x.value(entries.node, entries.kind, measure.property, entries.day)
    match measure.name:
        case "flag":
            return f"sum(CASE WHEN {value} THEN 1 ELSE 0 END)"
        case "countDistinct":
            return f"count(DISTINCT {value})"
        case name:
            return f"{name}({value})"


def print_groups(at: Printing, fetch: p.Fetch, give: p.Groups) -> str:
    entries = find(at, fetch)
    keys = [at.x.group_key(entries.node, entries.kind, key, entries.day) for key in give.keys]
    values = [at.x.value(entries.node, entries.kind, m.property, entries.day) for m in give.measures]
    inner = ["0 AS i" if at.shape.rooted else "p.i AS i"]
    inner += [f"{sql} AS k{n}" for n, sql in enumerate(keys)]
    inner += [f"{sql} AS v{n}" for n, sql in enumerate(values)]
    where = f" WHERE {all_of(entries.where)}" if entries.where else ""
    tables = " JOIN ".join(entries.tables)
    source = tables if at.shape.rooted else f"{at.parents()} JOIN {tables}"
    rows = f"SELECT {', '.join(inner)} FROM {source}{where}"
    names = ", ".join(["i", *(f"k{n}" for n in range(len(keys)))])
    if give.total:
        return f"SELECT i, count(*) FROM (SELECT DISTINCT {names} FROM ({rows})) GROUP BY i"
    measures = [f"{_over(m.name, f'v{n}')} AS m{n}" for n, m in enumerate(give.measures)]
    grouped = f"SELECT {', '.join([names, 'count(*) AS c', *measures])} FROM ({rows}) GROUP BY {names}"
    terms = group_terms(give)
    cut = bounds(at, terms)
    bounded = f" WHERE {all_of(cut)}" if cut else ""
    shown = ", ".join([names, "c", *(f"m{n}" for n in range(len(measures)))])
    # The window sees groups, not rows: there are few.
    numbered = (
        f"SELECT *, row_number() OVER (PARTITION BY i ORDER BY {order_by(terms, False)}) AS o FROM ({grouped}){bounded}"
    )
    limit = at.printer.param(Param("limit"))
    return f"SELECT {shown} FROM ({numbered}) WHERE o <= {limit} ORDER BY i, o"


def group_terms(give: p.Groups) -> list[Term]:
    """The whole order of groups over the columns of the grouped select: the terms asked for, then the key."""
    keys = [f"k{n}" for n in range(len(give.keys))]
    terms: list[Term] = []
    for term in give.order:
        match term.by:
            case "key":
                terms += [Term(key, term.descending, True) for key in keys]
            case "count":
                terms.append(Term("c", term.descending, False))
            case _:
                assert term.measure is not None
                terms.append(Term(f"m{give.measures.index(term.measure)}", term.descending, True))
    return terms + [Term(key, False, True) for key in keys]


def _over(name: str, value: str) -> str:
    return f"count(DISTINCT {value})" if name == "countDistinct" else f"{name}({value})"

"""Blocks that count: a tally of each parent's entries, or groups of them."""

from __future__ import annotations

from graph_schema.model import Scalar
from hub.planner import plan as p
from hub.stores.neo4j.conditions import TEXTS
from hub.stores.neo4j.counters import by_level, counters
from hub.stores.neo4j.days import On
from hub.stores.neo4j.entries import Entries, find
from hub.stores.neo4j.order import Term, bounds, order_by
from hub.stores.neo4j.printing import Printing, along
from hub.stores.neo4j.rows import Below


def print_tally(at: Printing, fetch: p.Fetch, give: p.Tally, parent: str, day: str) -> str:
    """One row: a place for the parent's position, the count, the measures."""
    count = counters(at, fetch, give.measures, parent, day)
    if count is not None:
        return f"{count.match}RETURN [[0, {count.of(count.area)}]]"
    entries = find(at, fetch, parent, day)
    read = [(m, at.x.value(entries.node, entries.kind, m.property, entries.on)) for m in give.measures]
    values = ", ".join(["0", "count(*)", *(over(at, m, value) for m, value in read)])
    return f"{entries.clauses()} RETURN [[{values}]]"


def print_unresolved(at: Printing, fetch: p.Fetch, parent: str, day: str) -> str:
    """How many entries are left out because nobody here can tell whether the condition holds."""
    return f"{find(at, fetch, parent, day, unresolved=True).clauses()} RETURN count(*)"


def over(at: Printing, m: p.Measure, value: str) -> str:
    """A measure of a value over all entries, in the form of the row contract."""
    return at.x.shown(m.property, _over(m, value)) if m.name in ("min", "max") else _over(m, value)


def _over(m: p.Measure, value: str) -> str:
    match m.name:
        case "flag":
            return f"sum(CASE WHEN {value} THEN 1 ELSE 0 END)"
        case "countDistinct":
            return f"count(DISTINCT {value})"
        case "sum":
            # Cypher's sum over nothing is 0.
            return f"CASE count({value}) WHEN 0 THEN null ELSE sum({value}) END"
        case name:
            return f"{name}({value})"


def print_groups(at: Printing, fetch: p.Fetch, give: p.Groups, parent: str, day: str, below: Below) -> str:
    """Groups: of each a place for the parent's position, the values of the keys, count, measures; or their number."""
    keys = [at.printer.variable("k") for _ in give.keys]
    count = at.printer.variable("c")
    grouped = by_level(at, fetch, give, parent, day, keys, count)
    if grouped is not None:
        text, on = grouped
        if give.total:
            return f"{text} RETURN [[0, count(*)]]"
        return _groups(at, fetch, give, on, text, keys, count, [], below)
    entries = find(at, fetch, parent, day)
    on, node, kind = entries.on, entries.node, entries.kind
    found, placed = _by_place(at, give, entries)
    shown = [
        f"{placed.get(n) or at.x.group_key(node, kind, key, on)} AS {name}"
        for n, (key, name) in enumerate(zip(give.keys, keys, strict=True))
    ]
    if give.total:
        return f"{found} WITH DISTINCT {', '.join(shown)} RETURN [[0, count(*)]]"
    values = [at.printer.variable("v") for _ in give.measures]
    measures = [at.printer.variable("m") for _ in give.measures]
    # What groups are made of is worked out first: a subquery cannot stand beside an aggregate.
    read = [f"{at.x.value(node, kind, m.property, on)} AS {v}" for m, v in zip(give.measures, values, strict=True)]
    made = [*keys, f"count(*) AS {count}"]
    made += [f"{_over(m, v)} AS {name}" for m, v, name in zip(give.measures, values, measures, strict=True)]
    text = f"{found} WITH {', '.join([*shown, *read])} WITH {', '.join(made)}"
    return _groups(at, fetch, give, on, text, keys, count, measures, below)


def _by_place(at: Printing, give: p.Groups, entries: Entries) -> tuple[str, dict[int, str]]:
    """The entries, and variables for those terms of the groups' key that hang on the place of a node only."""
    levels = {n: key.level for n, key in enumerate(give.keys) if not key.path and key.level is not None}
    if levels and entries.through is not None:
        names = {n: at.printer.variable("a") for n in levels}
        place = entries.through[1]
        found = entries.by_area([f"{at.x.area_of(place, levels[n], entries.on)} AS {names[n]}" for n in levels])
        if found is not None:
            return found, names
    return entries.clauses(), {}


def _groups(
    at: Printing,
    fetch: p.Fetch,
    give: p.Groups,
    on: On,
    text: str,
    keys: list[str],
    count: str,
    measures: list[str],
    below: Below,
) -> str:
    """A page of the groups that a text has found."""
    terms = group_terms(give, keys, count, measures)
    cut = bounds(at, fetch, terms)
    names = ", ".join([*keys, count, *measures])
    columns = [
        at.x.ordinal(name) if key.property is not None and key.property.type is Scalar.DATE else name
        for key, name in zip(give.keys, keys, strict=True)
    ]
    columns.append(count)
    columns += [
        at.x.shown(m.property, name) if m.name in ("min", "max") else name
        for m, name in zip(give.measures, measures, strict=True)
    ]
    wanted = {child.column for child in along(fetch.children, at.shape)}
    looks, nodes = "", {}
    for n, name in enumerate(keys, 1):
        if n in wanted:
            s = at.printer.variable("s")
            looks += f" OPTIONAL MATCH ({s}:Area) WHERE {s}.sk = {name}"
            nodes[n] = s, "Area"
    blocks, results = below(fetch.children, nodes, _last_day(at, fetch, on))
    where = f" WITH {names} WHERE {' AND '.join(cut)}" if cut else ""
    return (
        f"{text}{where} WITH {names} ORDER BY {order_by(terms, False)} LIMIT {at.limit(fetch)}{looks} {blocks}"
        f" RETURN collect([{', '.join(['0', *columns, *results])}])"
    )


def _last_day(at: Printing, fetch: p.Fetch, on: On) -> On:
    """The day as of which the areas of groups are read."""
    if fetch.during is None:
        return on
    end = at.printer.operand(fetch.during[1], "plain")
    return On(f"({end} - duration({{days: 1}}))", on.plain)


def group_terms(give: p.Groups, keys: list[str], count: str, measures: list[str]) -> list[Term]:
    """The whole order of groups: the terms asked for, then the key."""
    turns = [
        {Scalar.DATE: "ordinal", Scalar.BOOLEAN: "boolean"}.get(key.property.type, "") if key.property else ""
        for key in give.keys
    ]
    texts = [key.property is not None and key.property.type in TEXTS for key in give.keys]

    def of_key(*, descending: bool) -> list[Term]:
        return [Term(key, descending, True, turn, text) for key, turn, text in zip(keys, turns, texts, strict=True)]

    terms: list[Term] = []
    for term in give.order:
        match term.by:
            case "key":
                terms += of_key(descending=term.descending)
            case "count":
                terms.append(Term(count, term.descending, False))
            case _:
                m = term.measure
                assert m is not None
                dated = m.name in ("min", "max") and m.property.type is Scalar.DATE
                name = measures[give.measures.index(m)]
                text = m.name in ("min", "max") and m.property.type in TEXTS
                terms.append(Term(name, term.descending, True, "ordinal" if dated else "", text))
    return terms + of_key(descending=False)

"""Blocks that give nodes: all of each parent's, or a page of them, with what is fused into their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph_schema.model import Scalar
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.neo4j import layout
from hub.stores.neo4j.conditions import TEXTS
from hub.stores.neo4j.days import On, imported, span
from hub.stores.neo4j.entries import Entries, find
from hub.stores.neo4j.order import Term, bounds, order_by
from hub.stores.neo4j.printing import Printing
from hub.stores.neo4j.walk import walked

_JOINS = 3
"""Optional matches in a row: the planner tries the orders of more of them for ever longer."""

Below = Callable[[Sequence[p.Child], "dict[int, tuple[str, str]]", On], tuple[str, list[str]]]
"""Prints the blocks of the fetches that are answered along: from children, the variables of the node of each column of
keys and its kind's label, and the day, to clauses and the variables of what they give.
"""


def print_rows(
    at: Printing, fetch: p.Fetch, give: p.Rows, parent: str, day: str, below: Below, entries: Entries | None = None
) -> str:
    """Rows of a fetch as one list: of each row a place for the parent's position, the read's columns, the position in
    the list where cursors are wanted, then what the fetches answered along give for it. ``entries``: where they are
    found already.
    """
    if entries is None:
        entries = find(at, fetch, parent, day)
    order = whole_order(at, entries, fetch, give)
    text = [_found(at, fetch, give, entries, order)]
    nodes, joins = _fused(at, entries, give.read)
    text += joins
    keys = {
        n + 1: (nodes[column.source][0], layout.label(give.read.sources[column.source].kind))
        for n, column in enumerate(give.read.columns)
        if column.of == "key"
    }
    blocks, results = below(fetch.children, keys, entries.on)
    text.append(blocks)
    columns = [_column(at, give.read, column, nodes, entries) for column in give.read.columns]
    if give.cursors:
        columns += [at.x.ordinal(term.text) if term.turn == "ordinal" else term.text for term in order]
    rows = f"collect([{', '.join(['0', *columns, *results])}])"
    if give.page is not None and give.page.backward:
        rows = f"reverse({rows})"
    return " ".join(filter(None, text)) + f" RETURN {rows}"


def _found(at: Printing, fetch: p.Fetch, give: p.Rows, entries: Entries, order: Sequence[Term]) -> str:
    """The entries in their order, cut to the page."""
    if give.page is None:
        text = entries.clauses()
        if isinstance(fetch.found, p.Above):
            return f"{text} WITH {entries.names} ORDER BY {entries.kept[0]}.depth DESC"
        return text
    ranked = order_by(order, give.page.backward)
    limit = at.limit(fetch)
    return walked(at, fetch, give, entries, order) or entries.page(bounds(at, fetch, order), ranked, limit)


def _fused(at: Printing, entries: Entries, read: p.Read) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Variables of the node and link of each source, and the clauses that find those behind to-one links."""
    nodes: list[tuple[str, str | None]] = [(entries.node, entries.link)]
    joins: list[tuple[str, str, str, str]] = []
    for source in read.sources[1:]:
        assert source.end is not None
        l, n = at.printer.variable("l"), at.printer.variable("n")
        near = nodes[source.above][0]
        where = [entries.on.valid(*span(l)), at.x.valid(n, source.kind, entries.on)]
        joins.append((near, l, n, f"OPTIONAL MATCH {at.x.step(near, source.end, l, n)} WHERE {' AND '.join(where)}"))
        nodes.append((n, l))
    if len(joins) <= _JOINS:
        return nodes, [text for *_, text in joins]
    texts = []
    for first in range(0, len(joins), _JOINS):
        some = joins[first : first + _JOINS]
        made = [name for _, l, n, _ in some for name in (l, n)]
        starts = dict.fromkeys(near for near, *_ in some if near not in made)
        matches = " ".join(text for *_, text in some)
        texts.append(f"CALL ({imported(entries.on.day, *starts)}) {{ {matches} RETURN {', '.join(made)} }}")
    return nodes, texts


def _column(
    at: Printing, read: p.Read, column: p.Column, nodes: Sequence[tuple[str, str | None]], entries: Entries
) -> str:
    node, link = nodes[column.source]
    kind, prop = read.sources[column.source].kind, column.property
    match column.of:
        case "key":
            return f"{node}.sk"
        case "property":
            assert prop is not None
            return at.x.shown(prop, at.x.value(node, kind, prop, entries.on))
        case "validFrom" | "validTo":
            return at.x.ordinal(f"{node}.{column.of}")
        case "version":
            return f"{node}.version"
        case "linkProperty":
            assert prop is not None
            return at.x.shown(prop, f"{link}.{prop.name}")
        case "date":
            return at.x.ordinal(entries.on.day)
        case _:
            return at.x.ordinal(f"{link}.{column.of}")


def whole_order(at: Printing, entries: Entries, fetch: p.Fetch, give: p.Rows) -> list[Term]:
    """The whole order: the terms asked for, the key, and for links ``since`` and their key properties."""
    terms = []
    owned = isinstance(fetch.found, p.FromRoot | p.InSubtree)
    node = entries.node
    for asked in give.order:
        match asked.subject:
            case None:
                terms.append(Term(f"{node}.sk", asked.descending, False))
            case w.Own(prop):
                text = at.x.sort_value(node, entries.kind, prop, entries.on)
                masked = (entries.kind.name, prop.name) in at.plan.masks
                turn = {Scalar.DATE: "ordinal", Scalar.BOOLEAN: "boolean"}.get(prop.type, "")
                nullable = masked or not (prop.required and owned)
                terms.append(Term(text, asked.descending, nullable, turn, prop.type in TEXTS and not masked))
            case _:
                terms.append(Term(f"{node}.validFrom", asked.descending, False, "ordinal"))
    terms.append(Term(f"{node}.sk", False, False))
    if entries.link is not None and isinstance(fetch.found, p.AlongLink):
        link = fetch.found.end.link
        terms.append(Term(f"{entries.link}.since", False, False, "ordinal"))
        for prop in link.properties:
            if prop.name in link.key:
                turn = "ordinal" if prop.type is Scalar.DATE else ""
                written = prop.type in TEXTS
                terms.append(Term(f"{entries.link}.{prop.name}", False, not prop.required, turn, written))
    return terms


def print_parts(at: Printing, fetch: p.Fetch, found: p.PartsOf, give: p.Rows, parent: str, day: str) -> str:
    """The parts of a node on a day, in the order of their properties."""
    at.printer.fetch = fetch.number
    on = at.when(fetch, day)
    assert isinstance(on, On)
    q = at.printer.variable("q")
    columns = []
    for column in give.read.columns:
        match column.of:
            case "property":
                assert column.property is not None
                columns.append(at.x.shown(column.property, f"{q}.{column.property.name}"))
            case "key":
                columns.append(f"{q}.sk")
            case of:
                columns.append(at.x.ordinal(f"{q}.{of}"))
    order = [f"{q}.{prop.name}" for prop in found.part.properties] + [f"{q}.since"]
    return (
        f"MATCH ({parent})-[:{layout.part_relationship(found.kind, found.part)}]->({q})"
        f" WHERE {on.valid(*span(q))} WITH {q} ORDER BY {', '.join(order)}"
        f" RETURN collect([{', '.join(['0', *columns])}])"
    )

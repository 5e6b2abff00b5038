"""Statements that give nodes: all of each parent's, or a page cut by a correlated sub-select with LIMIT."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.spot import first_inside, flat
from hub.stores.sql import layout
from hub.stores.sql.below import ordered
from hub.stores.sql.entries import Entries, find
from hub.stores.sql.order import Term, bounds, order_by
from hub.stores.sql.printing import Printing
from hub.stores.sql.text import Param, all_of


def print_rows(at: Printing, fetch: p.Fetch, give: p.Rows) -> str:
    entries = find(at, fetch)
    order = whole_order(at, entries, fetch, give)
    columns, joins = _read(at, entries, fetch, give.read)
    if give.cursors:
        columns += [at.printer.packed(term.sql) if term.key else term.sql for term in order]
    if give.page is None:
        return _all_rows(at, fetch, entries, columns, joins)
    made = _branches(at, fetch, entries, order, give.page)
    if made is not None:
        return _merged(at, entries, order, give.page, columns, joins, made)
    bounded = bounds(at, order)
    limit = at.printer.param(Param("limit"))
    ranked = order_by(order, give.page.backward)
    if at.shape.rooted:
        table, where = entries.tables[0], all_of([*entries.where, *bounded])
        if joins:
            # Cut first: SQLite takes the list for as long as its table, and prepares to join all of it.
            kept = f"SELECT {entries.node}.sk FROM {table} WHERE {where} ORDER BY {ranked} LIMIT {limit}"
            return (
                f"SELECT 0, {', '.join(columns)} FROM {table}{joins} WHERE {entries.node}.sk IN ({kept})"
                f" ORDER BY {ranked}"
            )
        return f"SELECT 0, {', '.join(columns)} FROM {table} WHERE {where} ORDER BY {ranked} LIMIT {limit}"
    own = _own(entries, fetch)
    names = [f"w{n}" for n in range(len(own))]
    named = [f"{column} AS {name}" for column, name in zip(own, names, strict=True)]
    found = " JOIN ".join(_unconditioned(entries.tables))
    conditions = [*_conditions(entries.tables), *entries.where, *bounded]
    page = f"SELECT {', '.join(named)} FROM {found} WHERE {all_of(conditions)} ORDER BY {ranked} LIMIT {limit}"
    if any("p.d" in term.sql for term in order):
        # SQLite does not find a parent's day from a sub-select inside ORDER BY; from a column it does.
        terms = [Term(f"o{n}", term.descending, term.nullable) for n, term in enumerate(order)]
        shown = ", ".join([*named, *(f"{term.sql} AS o{n}" for n, term in enumerate(order))])
        page = (
            f"SELECT {', '.join(names)} FROM (SELECT {shown} FROM {found} WHERE {all_of(conditions)})"
            f" ORDER BY {order_by(terms, give.page.backward)} LIMIT {limit}"
        )
    source = _looked_up(at, fetch, entries, own, names, page)
    return (
        f"SELECT p.i, {', '.join(columns)} FROM {at.parents()} JOIN {source}{joins}"
        f" ORDER BY p.i, {order_by(order, False)}"
    )


def _looked_up(at: Printing, fetch: p.Fetch, entries: Entries, own: list[str], names: list[str], page: str) -> str:
    """The rows of a page that names its entries: nodes, or links with their nodes."""
    if entries.link is None:
        return f"{layout.node_table(entries.kind.tag)} {entries.node} ON {own[0]} IN ({page})"
    table, node = entries.tables[0].split(" ON ", 1)[0], entries.tables[1]
    parent = f"{entries.link}.{_near(fetch)} = p.k"
    if len(own) <= 2:
        return f"{table} ON {parent} AND ({', '.join(own)}) IN ({page}) JOIN {node}"
    # Of a longer tuple SQLite looks up two columns, and runs the whole page again for each row to compare the rest.
    e = at.printer.alias("e")
    listed = f"json_each((SELECT json_group_array(json_array({', '.join(names)})) FROM ({page}))) {e}"
    same = [f"{column} = {e}.value ->> {n}" for n, column in enumerate(own)]
    return f"{listed} JOIN {table} ON {all_of([parent, *same])} JOIN {node}"


def _branches(at: Printing, fetch: p.Fetch, entries: Entries, order: list[Term], page: p.Page) -> list[str] | None:
    """Selects that together hold the page, each no longer than it; None where one select does.

    What lies below an area is found in two places where some of it stood elsewhere. And an order whose ties run against
    the index, such as by size descending and then by key ascending, is cut at its last value first: with ties by the
    thousand, SQLite would read and sort all of them for the fifty that are wanted.
    """
    tied = not at.shape.each and _against_the_index(at, fetch, entries, order, page)
    if entries.others is None and not tied:
        return None
    found = [(entries.tables, entries.where)]
    if entries.others is not None:
        tables, own = entries.others
        found.append((tables, [*own, *entries.where[1:]]))
    made: list[str] = []
    for tables, where in found:
        head = [f"{entries.node}.sk AS w", *(f"{term.sql} AS o{n}" for n, term in enumerate(order))]
        source = f"SELECT {', '.join(head)} FROM {' JOIN '.join(tables)} WHERE "
        for conditions in _tie_by_tie(at, tables, where, order, page) if tied else [[*where, *bounds(at, order)]]:
            limit = at.printer.param(Param("limit"))
            ranked = order_by(order, page.backward)
            made.append(f"SELECT * FROM ({source}{all_of(conditions)} ORDER BY {ranked} LIMIT {limit})")
    return made


def _against_the_index(at: Printing, fetch: p.Fetch, entries: Entries, order: list[Term], page: p.Page) -> bool:
    """Whether the order is walked by an index of a declared property, with its ties against the index."""
    shape = at.shape
    if not (shape.below or isinstance(fetch.found, p.FromRoot)) or not isinstance(fetch.give, p.Rows):
        return False
    inside = first_inside(fetch.condition) if shape.below else None
    if any(c not in (inside, w.TRUE) for c in flat(fetch.condition)):
        # What fits a filter may be far apart, and three selects would each have to look for it.
        return False
    if len(order) != 2 or order[0].nullable or order[0].key or not order[0].descending:
        return False
    if (shape.before if not page.backward else shape.after) is not None:
        return False
    return ordered(entries.kind, fetch.give, plain=shape.plain, masks=at.plan.masks)


def _tie_by_tie(
    at: Printing, tables: list[str], where: list[str], order: list[Term], page: p.Page
) -> Iterator[list[str]]:
    """The page's conditions in up to three parts: the rest of the ties at the position, what comes before the page's
    last value, and the ties at that.
    """
    value, key = order
    down = value.descending != page.backward
    sign, last = ("<", "min") if down else (">", "max")
    of: Literal["after", "before"] = "before" if page.backward else "after"
    beyond = list(where)
    source, wanted = " JOIN ".join(tables), at.printer.param(Param("limit"))
    if (at.shape.before if page.backward else at.shape.after) is not None:
        position = at.printer.param(Param(of, 0))
        behind = at.printer.param(Param(of, 1, "stored"))
        rest = [*where, f"{value.sql} = {position}", f"{key.sql} {'<' if page.backward else '>'} {behind}"]
        yield rest
        beyond.append(f"{value.sql} {sign} {position}")
        if at.shape.rooted:
            # Where the ties fill the page, nothing else is looked for. A parent's key cannot be seen from a LIMIT.
            wanted += f" - (SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {all_of(rest)} LIMIT {wanted}))"
    edge = (
        f"(SELECT {last}(v) FROM (SELECT {value.sql} AS v FROM {source} WHERE {all_of(beyond)}"
        f" ORDER BY {value.sql}{' DESC' if down else ''} LIMIT {wanted}))"
    )
    yield [*beyond, f"{value.sql} {'>' if down else '<'} {edge}"]
    yield [*beyond, f"{value.sql} = {edge}"]


def _merged(
    at: Printing, entries: Entries, order: list[Term], page: p.Page, columns: list[str], joins: str, made: list[str]
) -> str:
    """The page out of several selects, each in the order."""
    limit = at.printer.param(Param("limit"))
    named = [Term(f"o{n}", term.descending, term.nullable) for n, term in enumerate(order)]
    cut = f"SELECT w FROM ({' UNION ALL '.join(made)}) ORDER BY {order_by(named, page.backward)} LIMIT {limit}"
    outer = f"{layout.node_table(entries.kind.tag)} {entries.node}"
    if at.shape.rooted:
        return (
            f"SELECT 0, {', '.join(columns)} FROM {outer}{joins} WHERE {entries.node}.sk IN ({cut})"
            f" ORDER BY {order_by(order, page.backward)}"
        )
    return (
        f"SELECT p.i, {', '.join(columns)} FROM {at.parents()} JOIN {outer} ON {entries.node}.sk IN ({cut}){joins}"
        f" ORDER BY p.i, {order_by(order, False)}"
    )


def _own(entries: Entries, fetch: p.Fetch) -> list[str]:
    """The columns that tell one entry of a parent from another."""
    if entries.link is None or not isinstance(fetch.found, p.AlongLink):
        return [f"{entries.node}.sk"]
    near = _near(fetch)
    return [f"{entries.link}.{name}" for name in layout.link_key(fetch.found.end.link) if name != near]


def _near(fetch: p.Fetch) -> str:
    """The side of a link's row on which the parent stands."""
    assert isinstance(fetch.found, p.AlongLink)
    return "src" if fetch.found.end.forward else "dst"


def _all_rows(at: Printing, fetch: p.Fetch, entries: Entries, columns: list[str], joins: str) -> str:
    order = "p.i"
    if isinstance(fetch.found, p.Above):
        order = f"p.i, {entries.tables[0].split(' ', 2)[1]}.depth DESC"
    where = f" WHERE {all_of(entries.where)}" if entries.where else ""
    tables = " JOIN ".join(entries.tables)
    return f"SELECT p.i, {', '.join(columns)} FROM {at.parents()} JOIN {tables}{joins}{where} ORDER BY {order}"


def _read(at: Printing, entries: Entries, fetch: p.Fetch, read: p.Read) -> tuple[list[str], str]:
    """Columns, and the LEFT JOINs of the fused to-one links."""
    aliases = [(entries.node, entries.link)]
    joins = []
    for source in read.sources[1:]:
        assert source.end is not None
        end = source.end
        above = aliases[source.above][0]
        l, n = at.printer.alias("l"), at.printer.alias("n")
        near, far = ("src", "dst") if end.forward else ("dst", "src")
        table = layout.link_table(at.model.kind(end.source).tag, end.link.name)
        joins.append(
            f" LEFT JOIN {table} {l} ON {l}.{near} = {above}.sk AND {entries.day.valid(f'{l}.since', f'{l}.until')}"
            f" LEFT JOIN {layout.node_table(source.kind.tag)} {n} ON {n}.sk = {l}.{far}"
            f" AND {at.x.valid(n, source.kind, entries.day)}"
        )
        aliases.append((n, l))
    columns = [_column(at, read, column, aliases, entries) for column in read.columns]
    return columns, "".join(joins)


def _column(
    at: Printing, read: p.Read, column: p.Column, aliases: list[tuple[str, str | None]], entries: Entries
) -> str:
    node, link = aliases[column.source]
    kind = read.sources[column.source].kind
    match column.of:
        case "key":
            return at.printer.packed(f"{node}.sk")
        case "property":
            assert column.property is not None
            return at.x.value(node, kind, column.property, entries.day)
        case "validFrom":
            return f"{node}.valid_from"
        case "validTo":
            return f"{node}.valid_to"
        case "version":
            return f"{node}.version"
        case "linkProperty":
            assert column.property is not None
            return f"{link}.{layout.column(column.property.name)}"
        case "date":
            return entries.day.day
        case _:
            return f"{link}.{column.of}"


def whole_order(at: Printing, entries: Entries, fetch: p.Fetch, give: p.Rows) -> list[Term]:
    """The whole order: the terms asked for, the key, and for links ``since`` and their key properties."""
    terms = []
    owned = isinstance(fetch.found, p.FromRoot | p.InSubtree)
    for asked in give.order:
        match asked.subject:
            case None:
                terms.append(Term(f"{entries.node}.sk", asked.descending, False, key=True))
            case w.Own(prop):
                sql = at.x.sort_value(entries.node, entries.kind, prop, entries.day)
                masked = (entries.kind.name, prop.name) in at.plan.masks
                terms.append(Term(sql, asked.descending, masked or not (prop.required and owned)))
            case w.Of():
                terms.append(Term(f"{entries.node}.valid_from", asked.descending, False))
    terms.append(Term(f"{entries.node}.sk", False, False, key=True))
    if entries.link is not None and isinstance(fetch.found, p.AlongLink):
        link = fetch.found.end.link
        terms.append(Term(f"{entries.link}.since", False, False))
        for prop in link.properties:
            if prop.name in link.key:
                terms.append(Term(f"{entries.link}.{layout.column(prop.name)}", False, not prop.required))
    return terms


def _unconditioned(tables: list[str]) -> list[str]:
    """The tables of a correlated sub-select: the first one's condition, on the parent, goes to its WHERE."""
    return [tables[0].split(" ON ", 1)[0], *tables[1:]]


def _conditions(tables: list[str]) -> list[str]:
    parts = tables[0].split(" ON ", 1)
    return parts[1:]

"""Statements that look up: by name, by division code, the parts of nodes."""

from __future__ import annotations

from graph_schema.model import Kind
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.base import RANK
from hub.stores.sql import layout
from hub.stores.sql.order import Term, bounds, order_by
from hub.stores.sql.printing import Printing
from hub.stores.sql.text import Param, all_of


def print_finds(at: Printing, found: p.BySearch) -> str:
    """All finds: tag, key, and rank with length in one number, the least of a node's values."""
    if not _searched(at, found):
        return "SELECT 0 AS g, 0 AS k, 0 AS r WHERE 0"
    on = at.on()
    needle = at.printer.operand(found.text, "fold")
    phrase = at.printer.operand(found.text, "phrase")
    selects = []
    for kind in _searched(at, found):
        f, s, t = (at.printer.alias(letter) for letter in "fst")
        where = [
            f"{layout.token_table(kind.tag)} MATCH {phrase}",
            on.valid(f"{s}.since", f"{s}.until"),
            at.x.valid(t, kind, on),
            f"{t}.stub = 0",
        ]
        within = found.within.get(kind.name, w.TRUE)
        if within != w.TRUE:
            where.append(at.x.condition(t, kind, within, on))
        rank = (
            f"CASE WHEN {s}.text = {needle} THEN 0 WHEN {at.dialect.prefix % (f'{s}.text', needle, needle)}"
            f" THEN {RANK} ELSE {2 * RANK} END + length({s}.text)"
        )
        tag = at.printer.param(Param("constant", constant=kind.tag))
        key = at.printer.packed(f"{s}.sk")
        selects.append(
            f"SELECT {tag} AS g, {key} AS k, min({rank}) AS r FROM {layout.token_table(kind.tag)} {f}"
            f" JOIN {layout.search_table(kind.tag)} {s} ON {s}.id = {f}.rowid"
            f" JOIN {layout.node_table(kind.tag)} {t} ON {t}.sk = {s}.sk WHERE {all_of(where)} GROUP BY {s}.sk"
        )
    return " UNION ALL ".join(selects)


def _searched(at: Printing, found: p.BySearch) -> list[Kind]:
    """A name that may not be seen finds nothing."""
    masks = at.plan.masks
    return [
        kind
        for kind in found.kinds
        if not any(prop.search and (kind.name, prop.name) in masks for prop in kind.properties)
    ]


def print_search(at: Printing, fetch: p.Fetch, found: p.BySearch) -> str:
    finds = print_finds(at, found)
    terms = [Term("r", False, False), Term("g", False, False), Term("k", False, False)]
    bounded = bounds(at, terms)
    where = f" WHERE {all_of(bounded)}" if bounded else ""
    limit = at.printer.param(Param("limit"))
    order = order_by(terms, False)
    return f"SELECT 0, g, k, r / {RANK}, r % {RANK} FROM ({finds}){where} ORDER BY {order} LIMIT {limit}"


def print_codes(at: Printing, found: p.ByCode) -> str:
    """Every bearer of each code, with the days on which it bore it; who is meant is decided on the
    day.
    """
    q, t = at.printer.alias("q"), at.printer.alias("t")
    part = found.kind.part("codes")
    on = at.on()
    where = [f"{q}.p_code = r.c", *at.x.seen(t, found.kind, on)]
    if found.authority is not None:
        where.append(f"{q}.p_authority = {at.printer.param(Param('constant', constant=found.authority))}")
    if found.vintage is not None:
        where.append(f"{q}.p_vintage = {at.printer.operand(found.vintage, 'plain')}")
    name = at.x.value(t, found.kind, found.kind.property("name"), on)
    codes = at.printer.operand(found.codes, "codes")
    start = at.dialect.greatest % (f"{q}.since", f"{t}.valid_from")
    end = at.dialect.least % (f"{q}.until", f"{t}.valid_to")
    return (
        f"SELECT r.i, {at.printer.packed(f'{t}.sk')}, {start}, {end},"
        f" {name}, {q}.p_authority, {q}.p_vintage, {q}.p_code"
        f" FROM (SELECT value ->> 0 AS i, value ->> 1 AS c FROM json_each({codes})) r"
        f" JOIN {layout.part_table(found.kind.tag, part.name)} {q}"
        f" JOIN {layout.node_table(found.kind.tag)} {t} ON {t}.sk = {q}.sk"
        f" WHERE {all_of(where)} ORDER BY r.i, {t}.sk, {q}.p_authority, {q}.p_vintage, {q}.p_code"
    )


def print_parts(at: Printing, fetch: p.Fetch, found: p.PartsOf, give: p.Rows) -> str:
    q = at.printer.alias("q")
    on = at.on()
    columns = []
    for column in give.read.columns:
        match column.of:
            case "property":
                assert column.property is not None
                columns.append(f"{q}.{layout.column(column.property.name)}")
            case "key":
                columns.append(at.printer.packed(f"{q}.sk"))
            case of:
                columns.append(f"{q}.{of}")
    order = []
    for prop in found.part.properties:
        name = f"{q}.{layout.column(prop.name)}"
        order.append(name if prop.required else f"{name} IS NULL, {name}")
    table = layout.part_table(found.kind.tag, found.part.name)
    return (
        f"SELECT p.i, {', '.join(columns)} FROM {at.parents()} JOIN {table} {q} ON {q}.sk = p.k"
        f" WHERE {on.valid(f'{q}.since', f'{q}.until')} ORDER BY p.i, {', '.join(order)}, {q}.since"
    )

"""Blocks that look up: by name, by division code."""

from __future__ import annotations

from graph_schema.model import Kind
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.base import RANK
from hub.stores.neo4j import layout
from hub.stores.neo4j.days import On, span
from hub.stores.neo4j.order import Term, bounds, order_by
from hub.stores.neo4j.printing import Printing
from hub.stores.neo4j.rows import Below
from hub.stores.neo4j.text import Param


def print_search(at: Printing, fetch: p.Fetch, found: p.BySearch, day: str, below: Below) -> str:
    """Rows: a place for a position, tag, key, rank, length, then what the fetches answered along give."""
    kinds = _searched(at, found)
    if not kinds:
        return "RETURN []"
    finds, on = _finds(at, fetch, found, kinds, day)
    terms = [Term("r", False, False), Term("g", False, False), Term("t.sk", False, False)]
    cut = bounds(at, fetch, terms)
    where = f"WHERE {' AND '.join(cut)} " if cut else ""
    keys = {2: ("t", "")}
    blocks, results = below(fetch.children, keys, on)
    columns = ", ".join(["0", "g", "t.sk", f"r / {RANK}", f"r % {RANK}", *results])
    limit = at.limit(fetch)
    cut_ = f"{finds} WITH g, t, r {where}ORDER BY {order_by(terms, False)} LIMIT {limit}"
    return f"{cut_} {blocks} RETURN collect([{columns}])"


def print_search_tally(at: Printing, fetch: p.Fetch, found: p.BySearch, day: str) -> str:
    """One row: how many nodes are found."""
    kinds = _searched(at, found)
    return f"{_finds(at, fetch, found, kinds, day)[0]} RETURN [[0, count(*)]]" if kinds else "RETURN [[0, 0]]"


def _finds(at: Printing, fetch: p.Fetch, found: p.BySearch, kinds: list[Kind], day: str) -> tuple[str, On]:
    """All finds: tag ``g``, node ``t``, and rank with length in one number ``r``, the least of a node's values."""
    at.printer.fetch = fetch.number
    on = at.when(fetch, day)
    assert isinstance(on, On)
    needle = at.printer.operand(found.text, "fold")
    phrase = at.printer.operand(found.text, "phrase")
    each = []
    for kind in kinds:
        tag = at.printer.param(Param("constant", constant=kind.tag))
        where = [f"s.tag = {tag}", at.x.valid("t", kind, on), *at.x.own("t", kind)]
        within = found.within.get(kind.name, w.TRUE)
        if within != w.TRUE:
            where.append(at.x.condition("t", kind, within, on))
        match = f"MATCH (t:{layout.label(kind)})-[:{layout.FOUND_BY}]->(s)"
        each.append(f"{match} WHERE {' AND '.join(where)} RETURN {tag} AS g, t")
    rank = (
        f"CASE WHEN s.text = {needle} THEN 0 WHEN s.text STARTS WITH {needle} THEN {RANK} ELSE {2 * RANK} END"
        " + size(s.text)"
    )
    index = at.printer.param(Param("constant", constant=layout.SEARCH_INDEX))
    text = (
        f"CALL db.index.fulltext.queryNodes({index}, {phrase}) YIELD node AS s WITH s WHERE {on.valid(*span('s'))}"
        f" CALL (s) {{ {' UNION ALL '.join(each)} }} WITH g, t, min({rank}) AS r"
    )
    return text, on


def _searched(at: Printing, found: p.BySearch) -> list[Kind]:
    """A name that may not be seen finds nothing."""
    masks = at.plan.masks
    return [
        kind
        for kind in found.kinds
        if not any(prop.search and (kind.name, prop.name) in masks for prop in kind.properties)
    ]


def print_codes(at: Printing, fetch: p.Fetch, found: p.ByCode, day: str, below: Below) -> str:
    """Rows: position of the code, key of a bearer, since and until of the code and of the bearer, name, authority,
    vintage, code, then what the fetches answered along give; who is meant is decided on the day.
    """
    at.printer.fetch = fetch.number
    on = at.when(fetch, day)
    assert isinstance(on, On)
    kind, part = found.kind, found.kind.part("codes")
    where = ["q.code = c[1]"]
    if found.authority is not None:
        where.append(f"q.authority = {at.printer.param(Param('constant', constant=found.authority))}")
    if found.vintage is not None:
        where.append(f"q.vintage = {at.printer.operand(found.vintage, 'plain')}")
    seen = at.x.seen("t", kind, on)
    name = at.x.value("t", kind, kind.property("name"), on)
    codes = at.printer.operand(found.codes, "codes")
    blocks, results = below(fetch.children, {1: ("t", layout.label(kind))}, on)
    days = [at.x.ordinal(f"{of}") for of in ("q.since", "q.until", "t.validFrom", "t.validTo")]
    columns = ["c[0]", "t.sk", *days, name, "q.authority", "q.vintage", "q.code", *results]
    return (
        f"UNWIND {codes} AS c MATCH (q:{part.type_name}) WHERE {' AND '.join(where)}"
        f" MATCH (t:{layout.label(kind)})-[:{layout.part_relationship(kind, part)}]->(q)"
        f"{' WHERE ' + ' AND '.join(seen) if seen else ''} WITH c, q, t"
        f" ORDER BY c[0], t.sk, q.authority, q.vintage, q.code {blocks} RETURN collect([{', '.join(columns)}])"
    )

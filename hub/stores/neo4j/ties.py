"""Pages whose ties run against the index, such as by size descending and then by key ascending: cut at the page's last
value first.

An index gives the values in order, and the keys of one value in the opposite one: with ties by the thousand, all of
them would be read and sorted for the fifty that are wanted. So the last value of the page is looked up by the index
alone; then what comes before it is few, and of its ties the index gives the first ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.neo4j.entries import Entries
from hub.stores.neo4j.order import Term, order_by, position
from hub.stores.neo4j.printing import Printing, flat


def tie_by_tie(at: Printing, fetch: p.Fetch, give: p.Rows, entries: Entries, order: Sequence[Term]) -> str | None:
    """The entries of a page in up to three parts: the rest of the ties at the position, what comes before the page's
    last value, and the ties at that; None where the order is no such one.
    """
    page = give.page
    assert page is not None
    if not _walked(at, fetch, give, entries, order):
        return None
    value, key = order
    down = value.descending != page.backward
    of = "before" if page.backward else "after"
    limit, node = at.limit(fetch), entries.node
    match, where = entries.match, [*entries.where, *entries.fits]
    there = _bound(at, fetch, of)
    beyond, parts = list(where), []
    if there:
        here, behind = position(at, fetch, of, 0, value), position(at, fetch, of, 1, key)
        parts.append([f"{value.text} = {here}", f"{key.text} {'<' if page.backward else '>'} {behind}", *where])
        beyond.insert(0, f"{value.text} {'<' if down else '>'} {here}")
    else:
        beyond.insert(0, f"{value.text} IS NOT NULL")
    edge = at.printer.variable("e")
    lookup = (
        f"CALL () {{ {match} WHERE {' AND '.join(beyond)} WITH {node}, {value.text} AS v"
        f" ORDER BY {value.text}{' DESC' if down else ''} LIMIT {limit}"
        f" RETURN {'min' if down else 'max'}(v) AS {edge} }}"
    )
    parts.append([f"{value.text} {'>' if down else '<'} {edge}", *beyond])
    parts.append([f"{value.text} = {edge}", f"{key.text} >= 0", *where])
    ranked = order_by(order[1:], page.backward)
    made = [
        f"{match} WHERE {' AND '.join(part)} WITH {node} ORDER BY {by} LIMIT {limit} RETURN {node}"
        for part, by in zip(parts, _orders(order, page, there=there, ranked=ranked), strict=True)
    ]
    return f"{lookup} CALL ({edge}) {{ {' UNION ALL '.join(made)} }}"


def _orders(order: Sequence[Term], page: p.Page, *, there: bool, ranked: str) -> list[str]:
    """By what each part is ordered: ties by the key alone."""
    whole = order_by(order, page.backward)
    return [ranked, whole, ranked] if there else [whole, ranked]


def _walked(at: Printing, fetch: p.Fetch, give: p.Rows, entries: Entries, order: Sequence[Term]) -> bool:
    """Whether the order is walked by an index of a declared property, with its ties against the index."""
    if not isinstance(fetch.found, p.FromRoot) or entries.distinct or entries.ends or not give.order:
        return False
    if any(c != w.TRUE for c in flat(fetch.condition)):
        # What fits a filter may be far apart, and three parts would each have to look for it.
        return False
    subject = give.order[0].subject
    if len(order) != 2 or not isinstance(subject, w.Own) or not subject.property.index or not order[0].descending:
        return False
    if order[0].nullable or order[0].text.startswith("coalesce"):
        return False
    page = give.page
    assert page is not None
    return not _bound(at, fetch, "after" if page.backward else "before")


def _bound(at: Printing, fetch: p.Fetch, of: str) -> bool:
    """Whether the window has a position on this side."""
    return fetch.number in dict(at.shape.after if of == "after" else at.shape.before)

"""Total orders, and what lies behind or in front of a position in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.planner import plan as p
from hub.stores.neo4j.printing import Nulls, Printing
from hub.stores.neo4j.text import Param


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a total order, printed. ``nullable``: whether it may be null. ``turn``: how a position's value becomes
    one that is stored (``ordinal``: a day). ``written``: whether it is a text.
    """

    text: str
    descending: bool
    nullable: bool
    turn: str = ""
    written: bool = False


def bounds(at: Printing, fetch: p.Fetch, terms: Sequence[Term]) -> list[str]:
    """The conditions that the window's positions put on an order."""
    found = []
    for of, positions in (("after", at.shape.after), ("before", at.shape.before)):
        nulls = dict(positions).get(fetch.number)
        if nulls is not None:
            found.append(_beyond(at, fetch, terms, nulls, of))
    return found


def position(at: Printing, fetch: p.Fetch, of: str, index: int, term: Term) -> str:
    """The parameter of one value of a position."""
    return _of_position(at, fetch, of, index, term.turn)


def _of_position(at: Printing, fetch: p.Fetch, of: str, index: int, turn: str) -> str:
    return at.printer.param(Param("after" if of == "after" else "before", fetch.number, index, turn))


def _beyond(at: Printing, fetch: p.Fetch, terms: Sequence[Term], nulls: Nulls, of: str) -> str:
    """The entry comes behind the position (``after``) or in front of it (``before``)."""
    choices = []
    same: list[str] = []
    for i, (term, null) in enumerate(zip(terms, nulls, strict=True)):
        value = position(at, fetch, of, i, term) if not null else ""
        turned = at.shape.high and term.written and not null
        high = _of_position(at, fetch, of, i, "high") if turned else ""
        strict = _strictly(at, term, value, high, null, behind=of == "after")
        if strict is not None:
            choices.append(" AND ".join([*same, strict]))
        same.append(f"{term.text} IS NULL" if null else f"{term.text} = {value}")
    text = "(" + (" OR ".join(choices) or "false") + ")"
    first = terms[0]
    if not first.nullable and not nulls[0] and len(terms) > 1 and not (at.shape.high and first.written):
        # Said once more for the index: the leading term alone.
        sign = ">=" if (of == "after") != first.descending else "<="
        text = f"{first.text} {sign} {position(at, fetch, of, 0, first)} AND {text}"
    return text


def _strictly(at: Printing, term: Term, value: str, high: str, null: bool, *, behind: bool) -> str | None:
    """The term's value alone puts the entry behind (or in front of) the position; None where it never can."""
    if null:
        return None if behind or not term.nullable else f"{term.text} IS NOT NULL"
    sign = ">" if behind != term.descending else "<"
    plain = at.printer.beyond(term.text, sign, value, high) if high else f"{term.text} {sign} {value}"
    return f"({plain} OR {term.text} IS NULL)" if behind and term.nullable else plain


def order_by(terms: Sequence[Term], backward: bool) -> str:
    """Nulls last whatever the direction; ``backward`` is the exact reverse."""
    printed = []
    for term in terms:
        down = term.descending != backward
        # Cypher takes null for the largest value.
        if term.nullable and term.descending:
            printed.append(f"{term.text} IS NULL{' DESC' if backward else ''}")
        printed.append(f"{term.text} DESC" if down else term.text)
    return ", ".join(printed)

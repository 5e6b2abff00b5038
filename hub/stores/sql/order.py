"""Total orders, and what lies behind or in front of a position in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.stores.sql.printing import Nulls, Printing
from hub.stores.sql.text import Param, all_of


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a total order, printed.

    ``nullable``: whether it may be null. ``key``: it is a stored number; positions hold the packed key.
    """

    sql: str
    descending: bool
    nullable: bool
    key: bool = False


def bounds(at: Printing, terms: Sequence[Term]) -> list[str]:
    """The conditions that the window's positions put on an order."""
    found = []
    for of, nulls in (("after", at.shape.after), ("before", at.shape.before)):
        if nulls is not None:
            found.append(_beyond(at, terms, nulls, of))
    return found


def _beyond(at: Printing, terms: Sequence[Term], nulls: Nulls, of: str) -> str:
    """The entry comes behind the position (``after``) or in front of it (``before``)."""
    choices = []
    same: list[str] = []
    for i, (term, null) in enumerate(zip(terms, nulls, strict=True)):
        turn = "stored" if term.key else ""
        value = at.printer.param(Param(of, i, turn)) if not null else ""  # type: ignore[arg-type]
        strict = _strictly(term, value, null, behind=of == "after")
        if strict is not None:
            choices.append(all_of([*same, strict]))
        same.append(f"{term.sql} IS NULL" if null else f"{term.sql} = {value}")
    text = "(" + (" OR ".join(choices) or "0") + ")"
    first = terms[0]
    if not first.nullable and not nulls[0] and len(terms) > 1:
        # Said once more for the index: the leading term alone.
        sign = ">=" if (of == "after") != first.descending else "<="
        text = f"{first.sql} {sign} {at.printer.param(Param(of, 0, 'stored' if first.key else ''))} AND {text}"  # type: ignore[arg-type]
    return text


def _strictly(term: Term, value: str, null: bool, *, behind: bool) -> str | None:
    """The term's value alone puts the entry behind (or in front of) the position; None where it never can."""
    if null:
        return None if behind or not term.nullable else f"{term.sql} IS NOT NULL"
    sign = ">" if behind != term.descending else "<"
    plain = f"{term.sql} {sign} {value}"
    return f"({plain} OR {term.sql} IS NULL)" if behind and term.nullable else plain


def order_by(terms: Sequence[Term], backward: bool) -> str:
    """Nulls last whatever the direction; ``backward`` is the exact reverse."""
    printed = []
    for term in terms:
        down = term.descending != backward
        if term.nullable:
            printed.append(f"{term.sql} IS NULL DESC" if backward else f"{term.sql} IS NULL")
        printed.append(f"{term.sql} DESC" if down else term.sql)
    return ", ".join(printed)

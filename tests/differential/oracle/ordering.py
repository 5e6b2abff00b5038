"""Orders, cursors and pages: rules 15 to 17 of ``docs/answers.md``.

A *position* is what a cursor holds of an entry: one value a term, as JSON has it. Two positions of one list compare
term by term; the decimals among them are compared as numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cmp_to_key
from typing import Any, Generic, TypeAlias, TypeVar

from graph_schema.model import Property, Scalar
from graph_schema.text import natural_key
from hub.cursor import BadCursor, Cursor, digest, seal, unseal
from hub.cursor import Scalar as JsonScalar

from .faults import fault
from .graph import Cell
from .reading import Entry
from .words import constant, properties

Position: TypeAlias = tuple[JsonScalar, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Term:
    """One term of an order, with what is needed to compare its values."""

    descending: bool = False
    decimal: bool = False


def json_value(prop: Property, value: Cell) -> JsonScalar:
    """The value as a position has it, plain (not in natural order)."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return decimal_text(value, prop.scale)
    assert value is None or isinstance(value, str | int | bool)
    return value


def decimal_text(value: Decimal, scale: int) -> str:
    """The decimal with exactly so many places; there is no negative zero."""
    text = f"{value:.{scale}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def compare(terms: Sequence[Term], one: Position, other: Position) -> int:
    """-1, 0 or 1; nulls come last in both directions."""
    for term, a, b in zip(terms, one, other, strict=True):
        if a == b:
            continue
        if a is None:
            return 1
        if b is None:
            return -1
        x: Any = Decimal(a) if term.decimal else a
        y: Any = Decimal(b) if term.decimal else b
        if x != y:
            return -1 if (x < y) is not term.descending else 1
    return 0


def order_terms(kind: str, order_by: Sequence[Mapping[str, Any]], link_key: int | None) -> list[Term]:
    """The terms of a list: those asked for, the key, and in a link list ``since`` and so many key properties."""
    terms = []
    for term in order_by:
        prop = properties(kind).get(term["field"])
        decimal = prop is not None and prop.type is Scalar.DECIMAL
        terms.append(Term(term.get("direction") == "DESC", decimal))
    return [*terms, Term(), *([] if link_key is None else [Term()] * (1 + link_key))]


def position(entry: Entry, order_by: Sequence[Mapping[str, Any]]) -> Position:
    """Where an entry stands in its list."""
    node, day = entry.seen.node, entry.seen.day.at
    known = properties(node.kind.name)
    values: list[JsonScalar] = []
    for term in order_by:
        if term["field"] == "ID":
            values.append(node.key)
        elif term["field"] == constant("validFrom"):
            values.append(node.valid_from.isoformat())
        else:
            prop = known[term["field"]]
            value = json_value(prop, node.value(prop.name, day))
            values.append(natural_key(value) if prop.natural and isinstance(value, str) else value)
    values.append(node.key)
    if entry.link is not None:
        values.append(entry.link.since.isoformat())
        own = {p.name: p for p in entry.link.link.properties}
        values.extend(json_value(own[name], entry.link.values[name]) for name in entry.link.link.key)
    return tuple(values)


@dataclass(frozen=True)
class Items(Generic[T]):
    """A whole list in its order, with the position of each item, and the name that its cursors are bound to."""

    items: list[T]
    positions: list[Position]
    terms: Sequence[Term]
    digest: str
    cursor_key: bytes
    hub: str

    def cursor(self, index: int) -> str:
        return seal(self.cursor_key, Cursor(self.digest, {self.hub: self.positions[index]}))

    def read_cursor(self, text: str) -> Position:
        """The position of a cursor of this list; ``BAD_CURSOR`` for any other text."""
        try:
            cursor = unseal(self.cursor_key, text)
        except BadCursor as error:
            raise fault("BAD_CURSOR", str(error)) from None
        if cursor.digest != self.digest or self.hub not in cursor.positions:
            raise fault("BAD_CURSOR", "the cursor is of another list, order, filter or date")
        return cursor.positions[self.hub]


@dataclass(frozen=True)
class Page:
    """The items of a page by their index in the whole list."""

    indices: range
    has_next: bool
    has_previous: bool


def in_order(positions: Sequence[Position], terms: Sequence[Term]) -> list[int]:
    """The indices of the positions, in order."""

    def against(one: int, other: int) -> int:
        return compare(terms, positions[one], positions[other])

    return sorted(range(len(positions)), key=cmp_to_key(against))


def list_digest(name: str, arguments: Mapping[str, Any]) -> str:
    """The digest of a list's field and of those of its arguments that are not null."""
    return digest(name, {key: json_argument(value) for key, value in arguments.items() if value is not None})


def json_argument(value: Any) -> Any:
    """A coerced argument as JSON: dates as ISO text, decimals as text, without nulls at any depth."""
    if isinstance(value, Mapping):
        return {key: json_argument(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [json_argument(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


def check_page(arguments: Mapping[str, Any]) -> None:
    """Raise ``BAD_PAGE`` for sizes that no page has."""
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise fault("BAD_PAGE", "first and last cannot stand together")
    for name, size in (("first", first), ("last", last)):
        if size is not None and not 0 <= size <= 1000:
            raise fault("BAD_PAGE", f"{name}: {size} is outside 0 to 1000")


def page_of(items: Items[Any], arguments: Mapping[str, Any]) -> Page:
    """The page asked for. ``after`` and ``before`` bound the list, whichever direction is paged."""
    check_page(arguments)
    first, last = arguments.get("first"), arguments.get("last")
    after, before = arguments.get("after"), arguments.get("before")
    begin, end = 0, len(items.items)
    if after is not None:
        where = items.read_cursor(after)
        while begin < end and compare(items.terms, items.positions[begin], where) <= 0:
            begin += 1
    if before is not None:
        where = items.read_cursor(before)
        while begin < end and compare(items.terms, items.positions[end - 1], where) >= 0:
            end -= 1
    if last is None:
        stop = min(end, begin + (20 if first is None else first))
        return Page(range(begin, stop), stop < end, after is not None)
    start = max(begin, end - last)
    return Page(range(start, end), before is not None, start > begin)

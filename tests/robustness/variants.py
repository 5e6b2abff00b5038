"""Every single thing in which a graph can differ, from the model: one graph, and changes of one thing each.

The graph has of each kind one node with all that the kind declares, and two bare ones that links lead to. No two of
the changes give the same graph, so no two of the digests may be equal.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from graph_schema import uscc
from graph_schema.changes import Change, EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack
from graph_schema.model import Kind, Link, Model, Part, Property, Scalar

REGION = "510681"
FIRST, DAY, NEXT, LAST = (datetime.date(2020, 1, day) for day in (1, 11, 12, 31))
"""Days on which something begins or changes, in their order."""
FULL, BARE, OTHER, NEW = 11, 12, 13, 14
"""Numbers of the nodes of each kind; NEW is not there in the graph."""

_TEXTS: Mapping[str, tuple[object, ...]] = {
    "uscc": tuple(uscc.make("91", REGION, n) for n in range(4)),
    "code": ("510681101", "510681102", "510681103", "510681104"),
    "urbanRuralClass": ("111", "112", "121", "220"),
    # Levels go down the tree: full and new nodes stand below bare ones.
    "level": ("GROUP", "SECTION", "VILLAGE"),
}
"""Values of properties that not every text, or not every order of choices, will do for."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing changed. ``what``: in words, such as ``Household.size: another value``."""

    what: str
    changes: tuple[Change, ...]


def node(kind: Kind, number: int) -> str:
    """The key of a node."""
    return format_key(kind.tag, pack(REGION, number))


def value(prop: Property, n: int) -> object:
    """A value of a property; unequal numbers from 0 to 2 give unequal values (Booleans: two of them)."""
    if prop.name in _TEXTS:
        return _TEXTS[prop.name][n]
    match prop.type:
        case Scalar.TEXT:
            return f"{prop.label} {n}"
        case Scalar.INT | Scalar.LONG:
            return n + 1
        case Scalar.DECIMAL:
            return Decimal(n + 1).scaleb(-prop.scale)
        case Scalar.BOOLEAN:
            return n % 2 == 0
        case Scalar.DATE:
            return FIRST + datetime.timedelta(days=n)
        case Scalar.PERIOD:
            return f"{2020 + n}"
        case Scalar.ENUM:
            assert prop.choices is not None
            return prop.choices.names[n]


def graph(model: Model) -> Iterator[Change]:
    """The graph that the variants are changes of."""
    for kind in model.kinds:
        needed = [prop for prop in kind.properties if prop.required]
        columns = ("id", *(prop.name for prop in needed), "validFrom")
        rows = [(node(kind, n), *(value(prop, 2) for prop in needed), FIRST) for n in (BARE, OTHER)]
        yield UpsertNodes(kind.name, columns, rows)
    for kind in model.kinds:
        yield _made(kind, FULL)
        for part in kind.parts:
            yield _part(kind, part, {prop.name: value(prop, 0) for prop in part.properties}, FIRST, FULL)
        for prop in kind.properties:
            if prop.dated:
                yield UpsertNodes(kind.name, ("id", prop.name, "since"), [(node(kind, FULL), value(prop, 1), NEXT)])
    for kind in model.kinds:
        for link in kind.links:
            yield _link(model, kind, link, FIRST, FULL)


def variants(model: Model, kind: Kind) -> Iterator[Variant]:
    """Changes of one thing each, of a kind's node, its properties, parts and links."""
    full, new = node(kind, FULL), _made(kind, NEW)

    def patched(what: str, columns: tuple[str, ...], *values: object) -> Variant:
        return Variant(f"{kind.name}{what}", (UpsertNodes(kind.name, ("id", *columns), [(full, *values)]),))

    yield Variant(f"{kind.name}: one more", (new,))
    yield patched(": begins earlier", ("validFrom",), FIRST - datetime.timedelta(days=1))
    yield patched(": ends", ("validTo",), LAST)
    yield patched(": ends a day later", ("validTo",), LAST + datetime.timedelta(days=1))
    for prop in kind.properties:
        yield patched(f".{prop.name}: another value", (prop.name,), value(prop, 2 if prop.dated else 1))
        if not prop.required:
            yield patched(f".{prop.name}: null", (prop.name,), None)
        if prop.dated:
            yield from _of_days(kind, prop, new)
    for part in kind.parts:
        yield from _of_part(kind, part, new)
    for link in kind.links:
        yield from _of_link(model, kind, link, new)


def _of_days(kind: Kind, prop: Property, new: Change) -> Iterator[Variant]:
    """A property that changes on a day, on another day, to another value, and twice."""

    def from_day(day: datetime.date, n: int) -> Change:
        return UpsertNodes(kind.name, ("id", prop.name, "since"), [(node(kind, NEW), value(prop, n), day)])

    what = f"{kind.name}.{prop.name}"
    yield Variant(f"{what}: another value from a day", (new, from_day(DAY, 1)))
    yield Variant(f"{what}: another value a day later", (new, from_day(NEXT, 1)))
    yield Variant(f"{what}: a third value from a day", (new, from_day(DAY, 2)))
    yield Variant(f"{what}: two values in turn", (new, from_day(DAY, 1), from_day(NEXT, 2)))
    yield Variant(f"{what}: two values the other way round", (new, from_day(DAY, 2), from_day(NEXT, 1)))


def _of_part(kind: Kind, part: Part, new: Change) -> Iterator[Variant]:
    """A part of a new node, and one with another value, day or end each."""
    what = f"{kind.name}.{part.name}"
    same = {prop.name: value(prop, 0) for prop in part.properties}
    yield Variant(f"{what}: one", (new, _part(kind, part, same, DAY, NEW)))
    yield Variant(f"{what}: a day later", (new, _part(kind, part, same, NEXT, NEW)))
    yield Variant(f"{what}: ended", (new, _part(kind, part, same, DAY, NEW, until=LAST)))
    yield Variant(f"{what}: ended on an earlier day", (new, _part(kind, part, same, DAY, NEW, until=NEXT)))
    for prop in part.properties:
        yield Variant(
            f"{what}.{prop.name}: another value",
            (new, _part(kind, part, same | {prop.name: value(prop, 1)}, DAY, NEW)),
        )
        if not prop.required:
            yield Variant(f"{what}.{prop.name}: null", (new, _part(kind, part, same | {prop.name: None}, DAY, NEW)))
    two = _part(kind, part, same | {part.properties[0].name: value(part.properties[0], 2)}, DAY, NEW)
    yield Variant(f"{what}: two", (new, _part(kind, part, same, DAY, NEW), two))


def _of_link(model: Model, kind: Kind, link: Link, new: Change) -> Iterator[Variant]:
    """A link of a new node, and one with another target, day, end or property each; the full node's link ended."""
    what = f"{kind.name}.{link.name}"
    made = _link(model, kind, link, DAY, NEW)
    yield Variant(f"{what}: one", (new, made))
    yield Variant(f"{what}: another target", (new, _link(model, kind, link, DAY, NEW, to=OTHER)))
    yield Variant(f"{what}: a day later", (new, _link(model, kind, link, NEXT, NEW)))
    yield Variant(f"{what}: ended", (new, _link(model, kind, link, DAY, NEW, until=LAST)))
    yield Variant(f"{what}: ended on an earlier day", (new, _link(model, kind, link, DAY, NEW, until=NEXT)))
    yield Variant(
        f"{what}: renewed", (new, _link(model, kind, link, DAY, NEW, until=NEXT), _link(model, kind, link, NEXT, NEW))
    )
    for prop in link.properties:
        yield Variant(
            f"{what}.{prop.name}: another value",
            (new, _link(model, kind, link, DAY, NEW, **{prop.name: value(prop, 1)})),
        )
        if not prop.required:
            yield Variant(f"{what}.{prop.name}: null", (new, _link(model, kind, link, DAY, NEW, **{prop.name: None})))
    if link.many:
        yield Variant(f"{what}: two", (new, made, _link(model, kind, link, DAY, NEW, to=OTHER)))
    ends = (node(kind, FULL), node(model.kind(link.target), BARE), LAST)
    yield Variant(
        f"{what}: that of the full node ended", (EndLinks(kind.name, link.name, ("from", "to", "until"), [ends]),)
    )
    if link.lineage:
        names = tuple(prop.name for prop in link.properties)
        row = (node(kind, NEW), node(kind, OTHER), LAST, *(value(prop, 0) for prop in link.properties))
        yield Variant(f"{what}: succeeded", (new, Succeed(kind.name, ("from", "to", "date", *names), [row])))


def _made(kind: Kind, number: int) -> UpsertNodes:
    """A node with all its properties."""
    names = tuple(prop.name for prop in kind.properties)
    # Names and numbers that find a node again must differ from those of the others.
    values = tuple(
        f"{number}" if prop.name in ("name", "title", "registerNumber") else value(prop, 0) for prop in kind.properties
    )
    return UpsertNodes(kind.name, ("id", *names, "validFrom"), [(node(kind, number), *values, FIRST)])


def _part(
    kind: Kind,
    part: Part,
    values: Mapping[str, object],
    since: datetime.date,
    of: int,
    *,
    until: datetime.date | None = None,
) -> UpsertParts:
    return UpsertParts(
        kind.name, part.name, ("of", "since", "until", *values), [(node(kind, of), since, until, *values.values())]
    )


def _link(
    model: Model, kind: Kind, link: Link, since: datetime.date, number: int, *,
    to: int = BARE, until: datetime.date | None = None, **other: object,
) -> UpsertLinks:  # fmt: skip
    values = {prop.name: value(prop, 0) for prop in link.properties} | other
    row = (node(kind, number), node(model.kind(link.target), to), since, until, *values.values())
    return UpsertLinks(kind.name, link.name, ("from", "to", "since", "until", *values), [row])

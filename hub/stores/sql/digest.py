"""A hash of a graph that does not depend on the order of its rows, nor on the store they stand in.

Each node (by key, with properties, former values, parts and dates) and each link (by its ends, dates and
properties) becomes one canonical text: JSON of public values, nulls left out. The digest is the sum of
the SHA-256 of all texts, modulo 2**256. Versions, provenance and the log are not in
it. Equal texts count as often as they occur, so that a part which is there twice shows.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from hashlib import sha256

from graph_schema.keys import FOREVER
from graph_schema.model import Kind, Model, Property, Scalar
from hub.stores.sql import layout, origin
from hub.stores.sql.origin import Origin
from hub.stores.sql.sqlite import told

MODULUS = 2**256

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)


def digest(connection: sqlite3.Connection, model: Model) -> str:
    """The digest of all nodes and links, 64 hexadecimal digits; rows are read one after another.

    Raises:
        StoreError: STORE_LOCKED, STORE_DOWN.
    """
    total = 0
    with told():
        for item in items(connection, model):
            total += int.from_bytes(sha256(item.encode()).digest(), "big")
    return f"{total % MODULUS:064x}"


def items(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    """The canonical texts of all nodes and links, kind by kind: what two graphs differ in can be read
    from them.
    """
    near = origin.read(connection)
    for kind in model.kinds:
        yield from _nodes(connection, kind, near)
        for link in kind.links:
            public = [_public(prop) for prop in link.properties]
            names = [prop.name for prop in link.properties]
            source, target = kind.tag, model.kind(link.target).tag
            for src, dst, since, until, *values in connection.execute(
                f"SELECT src, dst, since, until{_columns(link.properties)} "
                f"FROM {layout.link_table(kind.tag, link.name)}"
            ):
                yield _JSON.encode(
                    [
                        f"{kind.name}.{link.name}",
                        near.key(source, src),
                        near.key(target, dst),
                        _day(since),
                        _day(until),
                        _values(names, public, values),
                    ]
                )


def _nodes(connection: sqlite3.Connection, kind: Kind, near: Origin) -> Iterator[str]:
    """Nodes in the order of their numbers; what belongs to them comes in the same order, beside them."""
    names = [prop.name for prop in kind.properties]
    public = [_public(prop) for prop in kind.properties]
    dated = [
        (
            prop.name,
            _beside(
                connection,
                f"SELECT sk, since, until, value FROM {layout.history_table(kind.tag, prop.name)} ORDER BY sk, since",
            ),
            [prop],
        )
        for prop in kind.properties
        if prop.dated
    ]
    parts = [
        (
            part.name,
            _beside(
                connection,
                f"SELECT sk, since, until{_columns(part.properties)} "
                f"FROM {layout.part_table(kind.tag, part.name)} ORDER BY sk, since",
            ),
            list(part.properties),
        )
        for part in kind.parts
    ]
    for number, begin, end, *values in connection.execute(
        f"SELECT sk, valid_from, valid_to{_columns(kind.properties)} FROM {layout.node_table(kind.tag)} ORDER BY sk"
    ):
        item: list[object] = [
            kind.name,
            near.key(kind.tag, number),
            _day(begin),
            _day(end),
            _values(names, public, values),
        ]
        for name, beside, properties in (*dated, *parts):
            rows = beside(number)
            if rows:
                item.append([name, sorted(_row(properties, row) for row in rows)])
        yield _JSON.encode(item)


def _row(properties: Sequence[Property], row: Sequence[object]) -> str:
    """A former value or a part as a canonical text of its own."""
    since, until, *values = row
    named = _values([p.name for p in properties], [_public(p) for p in properties], values)
    return _JSON.encode([_day(since), _day(until), named])


def _beside(connection: sqlite3.Connection, statement: str) -> Callable[[int], list[tuple[object, ...]]]:
    """Rows of a second table for one node after another, both in the order of their numbers."""
    rows = connection.execute(statement)
    waiting = rows.fetchone()

    def take(number: int) -> list[tuple[object, ...]]:
        nonlocal waiting
        found = []
        while waiting is not None and waiting[0] <= number:
            if waiting[0] == number:
                found.append(waiting[1:])
            waiting = rows.fetchone()
        return found

    return take


def _columns(properties: Sequence[Property]) -> str:
    return "".join(f", {layout.column(prop.name)}" for prop in properties)


def _values(
    names: Sequence[str], public: Sequence[Callable[[object], object] | None], values: Sequence[object]
) -> dict[str, object]:
    return {
        name: value if turn is None else turn(value)
        for name, turn, value in zip(names, public, values, strict=True)
        if value is not None
    }


def _public(prop: Property) -> Callable[[object], object] | None:
    """From the stored to the public form of a property's values; None where they are the same."""
    if prop.type is Scalar.DATE:
        return _day
    if prop.type is Scalar.BOOLEAN:
        return bool
    if prop.type is Scalar.DECIMAL:
        scale = prop.scale

        def decimal(value: object) -> str:
            assert isinstance(value, int)
            return format(Decimal(value).scaleb(-scale), "f")

        return decimal
    return None


def _day(ordinal: object) -> str | None:
    """A date as text; null for an open end."""
    assert isinstance(ordinal, int)
    return None if ordinal >= FOREVER else datetime.date.fromordinal(ordinal).isoformat()

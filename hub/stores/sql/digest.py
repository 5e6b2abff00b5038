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
from typing import Protocol

from graph_schema.keys import FOREVER
from graph_schema.model import Kind, Link, Model, Part, Property, Scalar
from hub.stores.sql import layout, origin
from hub.stores.sql.origin import Origin
from hub.stores.sql.sqlite import told

MODULUS = 2**256

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)

Row = Sequence[object]


class Rows(Protocol):
    """The rows of a store, one after another, with values as ``layout`` says; all but links in the order of numbers."""

    @property
    def origin(self) -> Origin:
        """What the numbers are counted from."""

    def nodes(self, kind: Kind) -> Iterator[Row]:
        """Number, ``valid_from``, ``valid_to``, and the values of the kind's properties."""

    def former(self, kind: Kind, prop: Property) -> Iterator[Row]:
        """Number of the node, ``since``, ``until``, ``value``."""

    def parts(self, kind: Kind, part: Part) -> Iterator[Row]:
        """Number of the node, ``since``, ``until``, and the values of the part's properties."""

    def links(self, kind: Kind, link: Link) -> Iterator[Row]:
        """``src``, ``dst``, ``since``, ``until``, and the values of the link's properties."""


def digest(connection: sqlite3.Connection, model: Model) -> str:
    """The digest of all nodes and links, 64 hexadecimal digits; rows are read one after another.

    Raises:
        StoreError: STORE_LOCKED, STORE_DOWN.
    """
    with told():
        return digest_of(SqliteRows(connection), model)


def items(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    """The canonical texts of all nodes and links, kind by kind: what two graphs differ in can be read
    from them.
    """
    return items_of(SqliteRows(connection), model)


def digest_of(rows: Rows, model: Model) -> str:
    """See ``digest``."""
    total = 0
    for item in items_of(rows, model):
        total += int.from_bytes(sha256(item.encode()).digest(), "big")
    return f"{total % MODULUS:064x}"


def items_of(rows: Rows, model: Model) -> Iterator[str]:
    """See ``items``."""
    near = rows.origin
    for kind in model.kinds:
        yield from _nodes(rows, kind)
        for link in kind.links:
            public = [_public(prop) for prop in link.properties]
            names = [prop.name for prop in link.properties]
            source, target = kind.tag, model.kind(link.target).tag
            for src, dst, since, until, *values in rows.links(kind, link):
                assert isinstance(src, int) and isinstance(dst, int)
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


class SqliteRows:
    """The rows of a file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.origin = origin.read(connection)

    def nodes(self, kind: Kind) -> Iterator[Row]:
        """See ``Rows``."""
        columns = f"sk, valid_from, valid_to{_columns(kind.properties)}"
        return self._connection.execute(f"SELECT {columns} FROM {layout.node_table(kind.tag)} ORDER BY sk")

    def former(self, kind: Kind, prop: Property) -> Iterator[Row]:
        """See ``Rows``."""
        table = layout.history_table(kind.tag, prop.name)
        return self._connection.execute(f"SELECT sk, since, until, value FROM {table} ORDER BY sk, since")

    def parts(self, kind: Kind, part: Part) -> Iterator[Row]:
        """See ``Rows``."""
        columns = f"sk, since, until{_columns(part.properties)}"
        table = layout.part_table(kind.tag, part.name)
        return self._connection.execute(f"SELECT {columns} FROM {table} ORDER BY sk, since")

    def links(self, kind: Kind, link: Link) -> Iterator[Row]:
        """See ``Rows``."""
        columns = f"src, dst, since, until{_columns(link.properties)}"
        return self._connection.execute(f"SELECT {columns} FROM {layout.link_table(kind.tag, link.name)}")


def _nodes(rows: Rows, kind: Kind) -> Iterator[str]:
    """Nodes in the order of their numbers; what belongs to them comes in the same order, beside them."""
    names = [prop.name for prop in kind.properties]
    public = [_public(prop) for prop in kind.properties]
    dated = [(prop.name, _beside(rows.former(kind, prop)), [prop]) for prop in kind.properties if prop.dated]
    parts = [(part.name, _beside(rows.parts(kind, part)), list(part.properties)) for part in kind.parts]
    for number, begin, end, *values in rows.nodes(kind):
        assert isinstance(number, int)
        item: list[object] = [
            kind.name,
            rows.origin.key(kind.tag, number),
            _day(begin),
            _day(end),
            _values(names, public, values),
        ]
        for name, beside, properties in (*dated, *parts):
            found = beside(number)
            if found:
                item.append([name, sorted(_row(properties, row) for row in found)])
        yield _JSON.encode(item)


def _row(properties: Sequence[Property], row: Sequence[object]) -> str:
    """A former value or a part as a canonical text of its own."""
    since, until, *values = row
    named = _values([p.name for p in properties], [_public(p) for p in properties], values)
    return _JSON.encode([_day(since), _day(until), named])


def _beside(rows: Iterator[Row]) -> Callable[[int], list[Row]]:
    """Rows of a second table for one node after another, both in the order of their numbers."""
    waiting = next(rows, None)

    def take(number: int) -> list[Row]:
        nonlocal waiting
        found = []
        while waiting is not None and (owner := waiting[0]) <= number:  # type: ignore[operator]  # both are numbers
            if owner == number:
                found.append(waiting[1:])
            waiting = next(rows, None)
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

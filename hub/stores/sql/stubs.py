"""Where a file's rows are not the whole truth: nodes of other hubs, of which only some things are known here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from graph_schema.keys import NUMBER_BITS
from graph_schema.model import Model
from hub.stores.sql import layout, origin
from hub.stores.sql.owned import owned

_REGION_DIGITS = 6


def stubs(connection: sqlite3.Connection, model: Model) -> frozenset[str]:
    """Names of the kinds that have stubs (``Area``), of the links at whose other side there are some
    (``Organisation.seat``), and of the properties that some lack (``Organisation.founded``).

    A key begins with its region: what lies between the regions owned is sought by key, however many nodes there are.
    """
    near = origin.read(connection)
    gaps = [(near.stored(first), near.stored(end)) for first, end in between(owned(connection))]

    def foreign(table: str, key: str, condition: str = "1") -> bool:
        look = f"SELECT 1 FROM {table} WHERE {key} >= ? AND {key} < ? AND {condition} LIMIT 1"
        return any(connection.execute(look, gap).fetchone() for gap in gaps)

    found: set[str] = set()
    for kind in model.kinds:
        table = layout.node_table(kind.tag)
        if foreign(table, "sk"):
            found.add(kind.name)
            for prop in kind.properties:
                lacking = foreign(table, "sk", f"{layout.column(prop.name)} IS NULL")
                if prop.dated and not lacking:
                    lacking = foreign(layout.history_table(kind.tag, prop.name), "sk", "value IS NULL")
                if lacking:
                    found.add(f"{kind.name}.{prop.name}")
    for ends in model.ends.values():
        for end in ends:
            if end.other in found:
                table = layout.link_table(model.kind(end.source).tag, end.link.name)
                if foreign(table, "dst" if end.forward else "src"):
                    found.add(f"{end.kind}.{end.name}")
    return frozenset(found)


def between(prefixes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The stretches of packed keys, first and end, whose regions begin with none of these prefixes.

    >>> [(first >> NUMBER_BITS, end >> NUMBER_BITS) for first, end in between(["510681", "4313"])]
    [(0, 431300), (431400, 510681), (510682, 1000000)]
    """
    first = 0
    for begin, end in sorted(_stretch(prefix) for prefix in prefixes):
        if begin > first:
            yield first << NUMBER_BITS, begin << NUMBER_BITS
        first = max(first, end)
    last = 10**_REGION_DIGITS
    if first < last:
        yield first << NUMBER_BITS, last << NUMBER_BITS


def _stretch(prefix: str) -> tuple[int, int]:
    """The regions that begin with a prefix, first and end."""
    size = 10 ** (_REGION_DIGITS - len(prefix))
    return int(prefix) * size, (int(prefix) + 1) * size

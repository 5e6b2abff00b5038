"""Tables, indexes and search indexes, derived from the model. ``layout`` says what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.types import TypeEngine

from graph_schema.model import Kind, Model, Property, Scalar
from hub.stores.sql import layout
from hub.stores.sql.sqlite import ROW_NUMBER_IN_INDEX, full_text

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number of 64 bits. SQLite makes only an INTEGER the row's number itself."""

_TEXTS = frozenset({Scalar.TEXT, Scalar.PERIOD, Scalar.ENUM})


def key_column(position: int) -> str:
    """Column of the hash of a kind's natural key: ``nk`` for the first (position 0), then ``nk_2``,
    ``nk_3`` …

    Each key has a column of its own, so that a row which gives only the second still finds a node that
    has both.
    """
    return "nk" if position == 0 else f"nk_{position + 1}"


def key_columns(kind: Kind) -> tuple[str, ...]:
    """Columns of all natural keys of a kind; ``nk`` at least."""
    return tuple(key_column(position) for position in range(max(1, len(kind.natural_keys))))


def searched(kind: Kind) -> tuple[Property, ...]:
    """The properties that the root ``search`` looks at."""
    return tuple(prop for prop in kind.properties if prop.search)


def metadata(model: Model) -> MetaData:
    """All tables of a store with their indexes; the search indexes are not among them."""
    found = MetaData()
    for kind in model.kinds:
        _node_tables(found, kind)
        _link_tables(found, kind)
        if kind.tree:
            _closure(found, kind)
        if searched(kind):
            _search(found, kind)
    _machinery(found)
    return found


def statements(model: Model) -> Iterator[str]:
    """The statements that make an empty store, in an order in which they can run."""
    dialect = sqlite.dialect()
    tables = metadata(model).sorted_tables
    for table in tables:
        yield str(CreateTable(table).compile(dialect=dialect))
    yield from indexes(model)


def indexes(model: Model) -> Iterator[str]:
    """The statements that make those indexes and search indexes that are not there yet."""
    dialect = sqlite.dialect()
    for table in metadata(model).sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index, if_not_exists=True).compile(dialect=dialect))
    for kind in model.kinds:
        if searched(kind):
            yield full_text(layout.token_table(kind.tag))


def value_columns(properties: tuple[Property, ...], *, key: bool = False) -> list[Column[Any]]:
    """Columns of property values, each followed by its sort key where it is in natural order.

    ``key``: they are part of the table's primary key.
    """
    found: list[Column[Any]] = []
    for prop in properties:
        found.append(Column(layout.column(prop.name), column_type(prop), primary_key=key, autoincrement=False))
        if prop.natural:
            found.append(Column(layout.order_column(prop.name), Text()))
    return found


def column_type(prop: Property) -> TypeEngine[Any]:
    """Type of the column that holds a property."""
    return Text() if prop.type in _TEXTS else WHOLE


def _table(found: MetaData, name: str, *columns: Column[Any], by_key: bool = False) -> Table:
    """A strict table; ``by_key`` keeps its rows in the order of its key, without a number of their own."""
    return Table(name, found, *columns, sqlite_strict=True, sqlite_with_rowid=not by_key)


def _whole(name: str, *, key: bool = False, null: bool = False) -> Column[Any]:
    return Column(name, WHOLE, primary_key=key, nullable=null, autoincrement=False)


def _index(table: Table, *columns: str, number: str | None = None) -> None:
    """An index; ``number`` names the column that is the row's number, to be last in it."""
    if number and not ROW_NUMBER_IN_INDEX:
        columns = (*columns, number)
    Index(f"i_{table.name}_{'_'.join(columns)}", *(table.c[name] for name in columns))


def _node_tables(found: MetaData, kind: Kind) -> None:
    table = _table(
        found,
        layout.node_table(kind.tag),
        _whole("sk", key=True),
        _whole("valid_from"),
        _whole("valid_to"),
        _whole("version"),
        _whole("load", null=True),
        _whole("row_no", null=True),
        _whole("stub"),
        *(_whole(name, null=True) for name in key_columns(kind)),
        *(_whole(layout.level_column(level), null=True) for level in layout.KEYED_LEVELS if kind.place),
        *value_columns(kind.properties),
    )
    if kind.place:
        _ancestor_keys(found, table, kind)
    for name in key_columns(kind):
        _index(table, name, number="sk")
    for prop in kind.properties:
        if prop.index:
            _index(
                table,
                order_of(prop),
                number="sk",
            )
        if prop.dated:
            _history(found, kind, prop)
    for part in kind.parts:
        table = _table(
            found,
            layout.part_table(kind.tag, part.name),
            _whole("sk"),
            _whole("since"),
            _whole("until"),
            *value_columns(part.properties),
        )
        _index(table, "sk", "since")
        for prop in part.properties:
            if prop.index:
                _index(table, layout.column(prop.name), "sk")


def _ancestor_keys(found: MetaData, table: Table, kind: Kind) -> None:
    """What lies below an area of an indexed level, in the order of the keys and in each declared one."""
    orders = [order_of(prop) for prop in kind.properties if prop.index]
    for level in map(layout.level_column, layout.INDEXED_LEVELS):
        for order in (None, *orders):
            columns = [level] if order is None else [level, order]
            Index(
                f"i_{table.name}_{'_'.join(columns)}",
                *(table.c[name] for name in [*columns, *([] if ROW_NUMBER_IN_INDEX else ["sk"])]),
                sqlite_where=table.c[level].is_not(None),
            )
    others = _table(found, layout.other_areas(kind.tag), _whole("anc", key=True), _whole("sk", key=True), by_key=True)
    _index(others, "sk")


def order_of(prop: Property) -> str:
    """The column that a property is ordered by."""
    return layout.order_column(prop.name) if prop.natural else layout.column(prop.name)


def _history(found: MetaData, kind: Kind, prop: Property) -> None:
    table = _table(
        found,
        layout.history_table(kind.tag, prop.name),
        _whole("sk", key=True),
        _whole("since", key=True),
        _whole("until"),
        Column("value", column_type(prop)),
        *([Column("ord", Text())] if prop.natural else []),
        by_key=True,
    )
    if prop.index:
        _index(table, "ord" if prop.natural else "value", "sk")


def _link_tables(found: MetaData, kind: Kind) -> None:
    for link in kind.links:
        table = _table(
            found,
            layout.link_table(kind.tag, link.name),
            _whole("src", key=True),
            _whole("since", key=True),
            _whole("dst", key=True),
            *value_columns(tuple(prop for prop in link.properties if prop.name in link.key), key=True),
            _whole("until"),
            _whole("version"),
            _whole("load", null=True),
            _whole("row_no", null=True),
            *value_columns(tuple(prop for prop in link.properties if prop.name not in link.key)),
            by_key=True,
        )
        # Its rows lie in the order of their sources; this answers the other direction, with the key behind it.
        _index(table, "dst", "since", "until")


def _closure(found: MetaData, kind: Kind) -> None:
    table = _table(
        found,
        layout.closure_table(kind.tag),
        _whole("anc", key=True),
        _whole("dsc", key=True),
        _whole("since", key=True),
        _whole("until"),
        _whole("depth"),
        by_key=True,
    )
    _index(table, "dsc", "since")


def _search(found: MetaData, kind: Kind) -> None:
    table = _table(
        found,
        layout.search_table(kind.tag),
        _whole("id", key=True),
        _whole("sk"),
        _whole("since"),
        _whole("until"),
        Column("text", Text(), nullable=False),
    )
    _index(table, "sk")


def _machinery(found: MetaData) -> None:
    _table(
        found,
        layout.COUNTERS,
        _whole("area", key=True),
        Column("what", Text(), primary_key=True),
        _whole("day", key=True),
        _whole("delta"),
        by_key=True,
    )
    _table(
        found,
        "meta",
        Column("key", Text(), primary_key=True),
        Column("value", Text(), nullable=False),
        by_key=True,
    )
    _table(
        found,
        "loads",
        _whole("id", key=True),
        Column("source", Text(), nullable=False),
        Column("digest", Text(), nullable=False),
        Column("state", Text(), nullable=False),
        Column("checkpoint", Text()),
        Column("started", Text(), nullable=False),
        Column("finished", Text()),
        _whole("rows"),
    )
    log = _table(
        found,
        "change_log",
        _whole("seq", key=True),
        Column("at", Text(), nullable=False),
        Column("actor", Text(), nullable=False),
        Column("reason", Text(), nullable=False),
        Column("source", Text(), nullable=False),
        _whole("load", null=True),
        Column("summary", Text(), nullable=False),
        Column("before", Text()),
    )
    _index(log, "load", number="seq")
    _table(found, "settled", Column("tag", Text(), primary_key=True), _whole("day"), by_key=True)
    _table(
        found,
        "numbers",
        Column("tag", Text(), primary_key=True),
        Column("region", Text(), primary_key=True),
        _whole("next"),
        by_key=True,
    )

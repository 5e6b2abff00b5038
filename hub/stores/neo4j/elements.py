"""What every table of the SQL store is in the graph, and how a value of the one becomes a value of the other.

A *row* is a row of a table of ``hub.stores.sql.layout`` as it stands in a file: stored keys, ordinals, 0 and 1, in the
order of ``columns``. Rows travel as they are; the server turns them into what ``layout`` says, and back, for it does so
at no measurable cost where Python takes microseconds a value. So a *field* knows two pieces of Cypher: from a value
of a row to a property, and the reverse. Both use the parameters of ``parameters``, which every statement gets.

    UNWIND $rows AS r CREATE (n:AreaCode) SET n = {sk: r[0] + $origin, since: $dayOne + duration({days: r[1] - 1}), …}
    MATCH (n:AreaCode) RETURN [n.sk - $origin, duration.inDays($dayOne, n.since).days + 1, …]

Three sorts: a *node element* is a row that is a node, a *belonging element* one that is a node behind the node it
belongs to (parts, former values, search), a *relationship element* one between two nodes. ``x_…`` and ``f_…`` are not
among them: a copy into a file makes the first by ``write.above`` and the second of ``words``. Nor is ``meta``, whose
rows are the properties of one node: ``meta``.
"""

from __future__ import annotations

import enum
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from graph_schema.model import Kind, Model, Part, Property, Scalar
from graph_schema.text import tokens
from hub.stores.neo4j import layout
from hub.stores.sql import ddl
from hub.stores.sql import layout as sql
from hub.stores.sql.origin import Origin

if TYPE_CHECKING:
    from sqlalchemy import Table

DAY_ONE = date.min
"""The day of ordinal 1."""


class Form(enum.Enum):
    """How a value of a row is told in the graph."""

    PLAIN = "plain"
    """As it is."""
    DAY = "day"
    """An ordinal; a date."""
    FLAG = "flag"
    """0 or 1; a boolean."""
    KEY = "key"
    """A stored number; the packed key."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column and its property. ``text``: a text, else a whole number. ``null``: it may be missing."""

    column: str
    property: str
    form: Form
    text: bool
    null: bool

    def from_row(self, value: str) -> str:
        """Cypher of the property's value, from Cypher of the row's (``r[3]``); null of null."""
        match self.form:
            case Form.DAY:
                day = f"$dayOne + duration({{days: {value} - 1}})"
                return f"CASE WHEN {value} IS NULL THEN null ELSE {day} END" if self.null else day
            case Form.FLAG:
                return f"{value} = 1"
            case Form.KEY:
                return f"{value} + $origin"
            case Form.PLAIN:
                return value

    def to_row(self, value: str) -> str:
        """Cypher of the row's value, from Cypher of the property's (``n.since``); null of null."""
        match self.form:
            case Form.DAY:
                return f"duration.inDays($dayOne, {value}).days + 1"
            case Form.FLAG:
                return f"toInteger({value})"
            case Form.KEY:
                return f"{value} - $origin"
            case Form.PLAIN:
                return value


@dataclass(frozen=True, slots=True)
class Mark:
    """A second label: nodes have it whose ``column`` has ``value``."""

    label: str
    column: str
    value: str | int


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relationship: nodes of ``label`` whose ``sk`` the column holds."""

    label: str
    column: str


@dataclass(frozen=True, slots=True)
class NodeElement:
    """A table whose rows are nodes.

    ``columns``: of a row. ``key``: the columns that tell rows apart. ``marks``: further labels. A column that is
    ``told`` by the first mark has no property (``stub``).
    """

    table: str
    label: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    marks: tuple[Mark, ...] = ()
    told: str | None = None

    def properties(self, row: str = "r") -> str:
        """Cypher of a map of all properties of a row."""
        return _map(self.columns, self.fields, row)

    def row(self, node: str = "n") -> str:
        """Cypher of the row of a node, as a list."""
        told = {mark.column: f"CASE WHEN {node}:{mark.label} THEN 1 ELSE 0 END" for mark in self.marks[:1]}
        return _list(self.columns, self.fields, node, told if self.told else {})

    def select(self) -> str:
        """SQL of all rows, without WHERE and ORDER."""
        return _select(self.table, self.columns)

    def labels(self, row: tuple[object, ...]) -> tuple[str, ...]:
        """The labels that a row's node has besides ``label``."""
        return tuple(mark.label for mark in self.marks if row[self.columns.index(mark.column)] == mark.value)


@dataclass(frozen=True, slots=True)
class BelongingElement:
    """A table whose rows are nodes of their own, each behind the node of ``owner`` by a relationship ``type``.

    ``constants``: properties that all rows of the table have, and no column. A row's ``sk`` is its owner's. Rows of a
    node need not differ. ``words``: the last column is none of the table but the words of its text, see ``register``.
    """

    table: str
    label: str
    owner: End
    type: str
    columns: tuple[str, ...]
    fields: tuple[Field, ...]
    constants: tuple[tuple[str, str], ...] = ()
    words: bool = False

    def properties(self, row: str = "r") -> str:
        """Cypher of a map of all properties of a row."""
        return _map(self.columns, self.fields, row, self.constants)

    def row(self, node: str = "n") -> str:
        """Cypher of the row of a node, as a list."""
        return _list(self.columns, self.fields, node, {})

    def pattern(self, owner: str = "o", node: str = "n") -> str:
        """Cypher of the pattern that finds the rows of an owner."""
        same = ", ".join(f"{name}: '{value}'" for name, value in self.constants)
        return f"({owner}:{self.owner.label})-[:{self.type}]->({node}:{self.label}{f' {{{same}}}' if same else ''})"

    def select(self) -> str:
        """SQL of all rows, without WHERE and ORDER; needs ``register`` where there are words."""
        return _select(self.table, self.columns, {"words": f"{WORDS}(text) AS words"} if self.words else {})


@dataclass(frozen=True, slots=True)
class RelationshipElement:
    """A table whose rows are relationships from ``source`` to ``target``. ``key``: the columns that tell rows apart."""

    table: str
    type: str
    source: End
    target: End
    columns: tuple[str, ...]
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    def properties(self, row: str = "r") -> str:
        """Cypher of a map of all properties of a row."""
        return _map(self.columns, self.fields, row)

    def row(self, relationship: str = "l", source: str = "a", target: str = "b") -> str:
        """Cypher of the row of a relationship, as a list."""
        ends = {self.source.column: f"{source}.sk - $origin", self.target.column: f"{target}.sk - $origin"}
        return _list(self.columns, self.fields, relationship, ends)

    def pattern(self, relationship: str = "l", source: str = "a", target: str = "b") -> str:
        """Cypher of the pattern that finds the rows."""
        return f"({source}:{self.source.label})-[{relationship}:{self.type}]->({target}:{self.target.label})"

    def place(self, column: str) -> int:
        """Position of a column in a row."""
        return self.columns.index(column)

    def select(self) -> str:
        """SQL of all rows, without WHERE and ORDER."""
        return _select(self.table, self.columns)


Element: TypeAlias = NodeElement | BelongingElement | RelationshipElement


@dataclass(frozen=True, slots=True)
class Elements:
    """All elements of a model. ``by_table``: by the table's name."""

    nodes: tuple[NodeElement, ...]
    belonging: tuple[BelongingElement, ...]
    relationships: tuple[RelationshipElement, ...]
    by_table: Mapping[str, Element]

    @property
    def every(self) -> tuple[Element, ...]:
        """All of them, in an order in which they can be written: what others lead to first."""
        return (*self.nodes, *self.belonging, *self.relationships)


def elements(model: Model) -> Elements:
    """The elements of a model. Some milliseconds: keep them."""
    tables = ddl.metadata(model).tables
    nodes = [_node(tables[sql.node_table(kind.tag)], kind) for kind in model.kinds]
    nodes += list(_machinery(tables))
    belonging = [element for kind in model.kinds for element in _belonging(tables, kind)]
    relationships = [element for kind in model.kinds for element in _relationships(tables, model, kind)]
    every: tuple[Element, ...] = (*nodes, *belonging, *relationships)
    return Elements(tuple(nodes), tuple(belonging), tuple(relationships), {one.table: one for one in every})


def parameters(origin: Origin) -> dict[str, object]:
    """The parameters of the Cypher of fields: ``$origin``, the packed key that is stored as 0, and ``$dayOne``."""
    return {"origin": origin.base, "dayOne": DAY_ONE}


WORDS = "linli_words"


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the function by which ``select`` finds the words of a searched text."""
    connection.create_function(WORDS, 1, tokens, deterministic=True)


META = {"model": "model", "model_text": "modelText", "owned": "owned", "origin": "origin", "restored": "restored"}
"""Rows of the table ``meta`` and their properties in the ``LinliMeta`` node, texts all; ``restored`` may be missing."""
META_KEY = "hub"


def relationships_text(model: Model) -> str:
    """``relationships`` of the ``LinliMeta`` node: JSON of links (``Household.place``) to their types."""
    found = {f"{k.name}.{link.name}": layout.relationship(k, link) for k in model.kinds for link in k.links}
    return json.dumps(found, sort_keys=True, separators=(",", ":"))


def _node(table: Table, kind: Kind) -> NodeElement:
    named: dict[str, tuple[str, Form]] = {
        "sk": ("sk", Form.KEY),
        "valid_from": ("validFrom", Form.DAY),
        "valid_to": ("validTo", Form.DAY),
        **_WRITTEN,
        **{name: (layout.key_property(name), Form.PLAIN) for name in ddl.key_columns(kind)},
        **{sql.level_column(level): (name, Form.KEY) for level, name in layout.LEVELS.items()},
        **_values(kind.properties),
    }
    marks = [Mark(layout.STUB, "stub", 1)]
    marks += [Mark(layout.list_label(one), sql.column(one.property), one.value) for one in kind.lists]
    columns = tuple(table.columns.keys())
    return NodeElement(
        table.name, layout.label(kind), columns, ("sk",), _fields(table, columns, named), tuple(marks), told="stub"
    )


def _machinery(tables: Mapping[str, Table]) -> Iterator[NodeElement]:
    for name, label in (
        (sql.COUNTERS, layout.COUNT),
        ("loads", layout.LOAD),
        ("change_log", layout.CHANGE),
        ("settled", layout.SETTLED),
        ("numbers", layout.NUMBERS),
    ):
        table = tables[name]
        forms = {"area": Form.KEY, "day": Form.DAY}
        columns = tuple(table.columns.keys())
        named = {column: (column, forms.get(column, Form.PLAIN)) for column in columns}
        yield NodeElement(name, label, columns, tuple(table.primary_key.columns.keys()), _fields(table, columns, named))


def _belonging(tables: Mapping[str, Table], kind: Kind) -> Iterator[BelongingElement]:
    owner = End(layout.label(kind), "sk")
    for part in kind.parts:
        yield _part(tables[sql.part_table(kind.tag, part.name)], kind, part, owner)
    for prop in kind.properties:
        if prop.dated:
            table = tables[sql.history_table(kind.tag, prop.name)]
            named = {**_SPAN, "value": ("value", _form(prop)), "ord": ("order", Form.PLAIN)}
            columns = tuple(table.columns.keys())
            yield BelongingElement(
                table.name,
                layout.FORMER,
                owner,
                layout.FORMERLY,
                columns,
                _fields(table, columns, named),
                (("property", prop.name),),
            )
    if ddl.searched(kind):
        table = tables[sql.search_table(kind.tag)]
        columns = tuple(column.name for column in table.columns if column.name != "id")
        fields = _fields(table, columns, {**_SPAN, "text": ("text", Form.PLAIN)})
        yield BelongingElement(
            table.name,
            layout.SEARCH,
            owner,
            layout.FOUND_BY,
            (*columns, "words"),
            (*fields, Field("words", "words", Form.PLAIN, text=True, null=False)),
            (("tag", kind.tag),),
            words=True,
        )


def _part(table: Table, kind: Kind, part: Part, owner: End) -> BelongingElement:
    columns = tuple(table.columns.keys())
    fields = _fields(table, columns, {**_SPAN, **_values(part.properties)})
    type_ = layout.part_relationship(kind, part)
    return BelongingElement(table.name, part.type_name, owner, type_, columns, fields)


def _relationships(tables: Mapping[str, Table], model: Model, kind: Kind) -> Iterator[RelationshipElement]:
    for link in kind.links:
        table = tables[sql.link_table(kind.tag, link.name)]
        yield _relationship(
            table,
            layout.relationship(kind, link),
            End(layout.label(kind), "src"),
            End(layout.label(model.kind(link.target)), "dst"),
            {**_SPAN, **_WRITTEN, **_values(link.properties)},
        )
    if kind.tree:
        table = tables[sql.closure_table(kind.tag)]
        below, above = End(layout.label(kind), "dsc"), End(layout.label(kind), "anc")
        yield _relationship(table, layout.WITHIN, below, above, {**_SPAN, "depth": ("depth", Form.PLAIN)})


def _relationship(
    table: Table, type_: str, source: End, target: End, named: Mapping[str, tuple[str, Form]]
) -> RelationshipElement:
    columns = tuple(table.columns.keys())
    key = tuple(table.primary_key.columns.keys())
    return RelationshipElement(table.name, type_, source, target, columns, key, _fields(table, columns, named))


_SPAN = {"sk": ("sk", Form.KEY), "since": ("since", Form.DAY), "until": ("until", Form.DAY)}
_WRITTEN = {"version": ("version", Form.PLAIN), "load": ("load", Form.PLAIN), "row_no": ("row", Form.PLAIN)}


def _values(properties: tuple[Property, ...]) -> dict[str, tuple[str, Form]]:
    found = {sql.column(prop.name): (prop.name, _form(prop)) for prop in properties}
    natural = [prop for prop in properties if prop.natural]
    return found | {sql.order_column(prop.name): (layout.order_property(prop), Form.PLAIN) for prop in natural}


def _form(prop: Property) -> Form:
    return {Scalar.DATE: Form.DAY, Scalar.BOOLEAN: Form.FLAG}.get(prop.type, Form.PLAIN)


def _fields(table: Table, columns: tuple[str, ...], named: Mapping[str, tuple[str, Form]]) -> tuple[Field, ...]:
    return tuple(
        Field(name, *named[name], text=table.c[name].type.python_type is str, null=bool(table.c[name].nullable))
        for name in columns
        if name in named
    )


def _map(
    columns: tuple[str, ...], fields: tuple[Field, ...], row: str, constants: tuple[tuple[str, str], ...] = ()
) -> str:
    pairs = [f"{name}: '{value}'" for name, value in constants]
    pairs += [f"{_name(f.property)}: {f.from_row(f'{row}[{columns.index(f.column)}]')}" for f in fields]
    return f"{{{', '.join(pairs)}}}"


def _list(columns: tuple[str, ...], fields: tuple[Field, ...], element: str, other: Mapping[str, str]) -> str:
    by_column = {f.column: f.to_row(f"{element}.{_name(f.property)}") for f in fields}
    by_column.update(other)
    return f"[{', '.join(by_column[name] for name in columns)}]"


def _select(table: str, columns: tuple[str, ...], other: Mapping[str, str] | None = None) -> str:
    return f"SELECT {', '.join((other or {}).get(name, _quoted(name)) for name in columns)} FROM {table}"


def _quoted(column: str) -> str:
    """``before`` is a word of SQL."""
    return f'"{column}"'


def _name(prop: str) -> str:
    """Backticks keep a property that is named like a word of Cypher from being one (``order``)."""
    return f"`{prop}`"

"""What became of the rows of a working set, written to the server: a few texts, everything in them a parameter.

Relationships that are gone go first and come last, so that no node is missing under them. Rows travel as they stand in
the tables (``elements``): the server makes dates of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from hub.stores.neo4j import layout
from hub.stores.neo4j.elements import BelongingElement, Field, NodeElement, RelationshipElement
from hub.stores.neo4j.working import LOG, Mirror, WorkingSet
from hub.stores.sql import layout as sql

ROWS = 2_000
"""Rows of one statement."""
LOG_ROWS = 50
"""Entries of the change log have megabytes each."""

Run: TypeAlias = Callable[[str, Mapping[str, Any]], object]
"""Runs a statement whose answer does not matter."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """``wrote``: whether there was anything to write. ``trees``: tags of the tree kinds of which there was."""

    wrote: bool
    trees: frozenset[str]


def push(working: WorkingSet, run: Run, nonce: str) -> Pushed:
    """Write all that became of the rows.

    Args:
        run: on the server, in the transaction that is about to be committed.
        nonce: stays in the log entries and loads that are written, and says whose they are.
    """
    return _Push(working, run, nonce).all()


class _Push:
    def __init__(self, working: WorkingSet, run: Run, nonce: str) -> None:
        self._working = working
        self._connection = working.connection
        self._run = run
        self._nonce = nonce
        self._wrote: set[str] = set()

    def all(self) -> Pushed:
        mirrors = self._working.mirrors.values()
        nodes = [mirror for mirror in mirrors if isinstance(mirror.element, NodeElement)]
        belonging = [mirror for mirror in mirrors if isinstance(mirror.element, BelongingElement)]
        relationships = [mirror for mirror in mirrors if isinstance(mirror.element, RelationshipElement)]
        for mirror in relationships:
            self._each(mirror, _relationship_gone(mirror), self._working.gone(mirror))
        for mirror in belonging:
            self._working.compare(mirror)
            self._each(mirror, _belonging_gone(mirror), self._working.gone(mirror))
        for mirror in nodes:
            self._each(mirror, _node_gone(mirror), self._working.gone(mirror))
        for mirror in nodes:
            self._nodes(mirror)
        for mirror in belonging:
            self._working.compare(mirror)
            self._each(mirror, _belonging_created(mirror), self._working.created(mirror))
        for mirror in relationships:
            self._each(mirror, _relationship_created(mirror), self._working.created(mirror))
            self._each(mirror, _relationship_changed(mirror), self._working.changed(mirror))
        self._counts()
        trees = {mirror.tag for mirror in mirrors if mirror.held and mirror.tag and mirror.table in self._wrote}
        return Pushed(bool(self._wrote), frozenset(trees))

    def _each(self, mirror: Mirror, text: str, query: str, parameters: Sequence[object] = ()) -> None:
        """Run a statement for the rows of a query, some at a time."""
        cursor = self._connection.execute(query, parameters)
        size = LOG_ROWS if mirror.table == LOG else ROWS
        while rows := cursor.fetchmany(size):
            self._wrote.add(mirror.table)
            self._run(text, {"rows": rows, "nonce": self._nonce})

    def _nodes(self, mirror: Mirror) -> None:
        """New and changed nodes, those with the same labels together."""
        element = mirror.element
        assert isinstance(element, NodeElement)
        columns = tuple(dict.fromkeys(mark.column for mark in element.marks))
        for query, new in ((self._working.created, True), (self._working.changed, False)):
            if not columns:
                self._each(mirror, _node_written(mirror, (), new=new), query(mirror))
                continue
            marked = ", ".join(columns)
            same = " AND ".join(f"t.{name} IS ?" for name in columns)
            for values in self._connection.execute(f"SELECT DISTINCT {marked} FROM ({query(mirror)})").fetchall():
                by_column = dict(zip(columns, values, strict=True))
                labels = tuple(mark.label for mark in element.marks if by_column[mark.column] == mark.value)
                self._each(mirror, _node_written(mirror, labels, new=new), query(mirror, same), values)

    def _counts(self) -> None:
        cursor = self._connection.execute(f"SELECT area, what, day, delta FROM {sql.COUNTERS} WHERE delta <> 0")
        while rows := cursor.fetchmany(ROWS):
            self._wrote.add(sql.COUNTERS)
            self._run(_COUNTED, {"rows": rows})


def horizon(connection: sqlite3.Connection, working: WorkingSet) -> date | None:
    """The last day on which one of the former values of the working set ends; None where it has none."""
    found = 0
    for mirror in working.mirrors.values():
        if isinstance(mirror.element, BelongingElement) and mirror.element.label == layout.FORMER:
            latest = connection.execute(f"SELECT coalesce(max(until), 0) FROM {mirror.table}").fetchone()[0]
            found = max(found, latest)
    return date.fromordinal(found) if found else None


_COUNTED = (
    f"UNWIND $rows AS r MERGE (n:{layout.COUNT} {{area: r[0] + $origin, what: r[1], "
    "day: $dayOne + duration({days: r[2] - 1})}) ON CREATE SET n.delta = r[3] ON MATCH SET n.delta = n.delta + r[3] "
    "WITH n WHERE n.delta = 0 DELETE n"
)

Columns: TypeAlias = tuple[str, ...]


def _key(mirror: Mirror, columns: Columns) -> str:
    """Cypher of a pattern's properties by which a node is found, from a row of some columns."""
    element = mirror.element
    assert isinstance(element, NodeElement)
    pairs = [f"`{f.property}`: {_cell(f, columns)}" for f in element.fields if f.column in mirror.key]
    return f"{{{', '.join(pairs)}}}"


def _cell(field: Field, columns: Columns) -> str:
    return field.from_row(f"r[{columns.index(field.column)}]")


def _node_written(mirror: Mirror, labels: tuple[str, ...], *, new: bool) -> str:
    element = mirror.element
    assert isinstance(element, NodeElement)
    tail = " SET n.nonce = $nonce" if mirror.table in (LOG, "loads") else ""
    if new:
        return f"UNWIND $rows AS r CREATE (n:{':'.join((element.label, *labels))} {element.properties()}){tail}"
    others = [mark.label for mark in element.marks if mark.label not in labels]
    tail += f" SET n:{':'.join(labels)}" if labels else ""
    tail += f" REMOVE n:{':'.join(others)}" if others else ""
    match = f"MATCH (n:{element.label} {_key(mirror, mirror.columns)})"
    return f"UNWIND $rows AS r {match} SET n += {element.properties()}{tail}"


def _node_gone(mirror: Mirror) -> str:
    element = mirror.element
    assert isinstance(element, NodeElement)
    return f"UNWIND $rows AS r MATCH (n:{element.label} {_key(mirror, mirror.key)}) DETACH DELETE n"


def _belonging_gone(mirror: Mirror) -> str:
    element = mirror.element
    assert isinstance(element, BelongingElement)
    return (
        f"UNWIND $rows AS r MATCH (o:{element.owner.label} {{sk: r[0] + $origin}}) MATCH {element.pattern()} "
        "DETACH DELETE n"
    )


def _belonging_created(mirror: Mirror) -> str:
    element = mirror.element
    assert isinstance(element, BelongingElement)
    return (
        f"UNWIND $rows AS r MATCH (o:{element.owner.label} {{sk: r[{element.columns.index('sk')}] + $origin}}) "
        f"CREATE (o)-[:{element.type}]->(n:{element.label} {element.properties()})"
    )


def _ends(element: RelationshipElement, columns: Columns) -> str:
    """Cypher that finds both ends, one after the other: each by its index."""
    source, target = columns.index(element.source.column), columns.index(element.target.column)
    return (
        f"UNWIND $rows AS r MATCH (a:{element.source.label} {{sk: r[{source}] + $origin}}) "
        f"MATCH (b:{element.target.label} {{sk: r[{target}] + $origin}})"
    )


def _between(mirror: Mirror, columns: Columns) -> str:
    """Cypher that finds one relationship between both ends."""
    element = mirror.element
    assert isinstance(element, RelationshipElement)
    own = [f for f in element.fields if f.column in mirror.key]
    same = " AND ".join(f"l.`{f.property}` = {_cell(f, columns)}" for f in own)
    return f"{_ends(element, columns)} MATCH (a)-[l:{element.type}]->(b) WHERE {same}"


def _relationship_created(mirror: Mirror) -> str:
    element = mirror.element
    assert isinstance(element, RelationshipElement)
    return f"{_ends(element, mirror.columns)} CREATE (a)-[:{element.type} {element.properties()}]->(b)"


def _relationship_changed(mirror: Mirror) -> str:
    element = mirror.element
    assert isinstance(element, RelationshipElement)
    return f"{_between(mirror, mirror.columns)} SET l += {element.properties()}"


def _relationship_gone(mirror: Mirror) -> str:
    return f"{_between(mirror, mirror.key)} DELETE l"

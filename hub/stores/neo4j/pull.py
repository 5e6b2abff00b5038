"""Rows of the server, brought to the working set when the rules of writing are about to look at them.

Every statement takes values as a list, and gives all rows as one list: a record costs more than what is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from hub.stores.neo4j import layout
from hub.stores.neo4j.elements import BelongingElement, NodeElement, RelationshipElement
from hub.stores.neo4j.meta import INDEXED_BYTES
from hub.stores.neo4j.reach import Reach
from hub.stores.neo4j.working import LOG, Mirror, WorkingSet
from hub.stores.sql import layout as sql

ASKED = 5_000
"""Values of one statement; a span is as many."""
PAGE = 1_000
"""Nodes whose rows are fetched at once where a whole tree is."""

_BEFORE = -(2**62)
"""Less than any stored number."""

Run: TypeAlias = Callable[[str, Mapping[str, Any]], Any]
"""Runs a statement of one record and one column, and gives its value."""


class Pull:
    """The source of a working set, for one transaction.

    Args:
        run: on the server, in the transaction.
        whole_trees: tags of the tree kinds that are there; those that are fetched are added.
    """

    whole = False
    indexed_bytes = INDEXED_BYTES

    def __init__(self, working: WorkingSet, run: Run, whole_trees: set[str]) -> None:
        self._working = working
        self._run = run
        self._trees = whole_trees
        self.late: set[str] = set()
        self._fetches = 0
        working.connection.execute("UPDATE fetches SET many = 0")
        self._reach: dict[tuple[str, str], Reach] = {}
        self._born: dict[str, Reach] = {}

    # hub.stores.sql.source.Source

    def rows(self, table: str, column: str, values: Iterable[object]) -> None:
        """See ``Source``."""
        mirror = self._passing(table)
        if mirror is None:
            return
        reach = self._reach.setdefault((table, column), Reach())
        born = self._born.get(mirror.nodes.get(column, ""))
        wanted = [value for value in set(values) - {None} if not reach.has(value)]
        if born is not None:
            wanted = [value for value in wanted if not born.has(value)]
        reach.values.update(wanted)
        for start in range(0, len(wanted), ASKED):
            self._fetch(mirror, _by_value(mirror, column), wanted[start : start + ASKED])

    def found(self, table: str, column: str, query: str) -> None:
        """See ``Source``."""
        if self._passing(table) is not None:
            self.rows(table, column, [value for (value,) in self._working.connection.execute(query)])

    def spans(self, table: str, column: str, spans: Sequence[tuple[int, int]]) -> None:
        """See ``Source``."""
        mirror = self._passing(table)
        if mirror is None:
            return
        reach = self._reach.setdefault((table, column), Reach())
        for first, last in spans:
            if (first, last) in reach.spans:
                continue
            for start in range(first, last + 1, ASKED):
                self._fetch(mirror, _by_span(mirror, column), [(start, min(last, start + ASKED - 1))])
            reach.add_span(first, last)

    def onward(self, table: str, numbers: Iterable[int]) -> None:
        """See ``Source``."""
        if self._passing(table) is None:
            return
        near = set(numbers)
        seen = set(near)
        while near:
            self.rows(table, "src", near)
            far = {
                dst
                for number in near
                for (dst,) in self._working.connection.execute(f"SELECT dst FROM {table} WHERE src = ?", (number,))
            }
            near = far - seen
            seen |= far

    def any(self, table: str) -> None:
        """See ``Source``."""
        mirror = self._passing(table)
        if mirror is None or self._working.connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
            return
        assert isinstance(mirror.element, NodeElement)
        text = f"MATCH (n:{mirror.element.label}) WITH n LIMIT 1 RETURN collect({mirror.element.row()})"
        self._put(mirror, self._run(text, {}))

    def entries_after(self, seq: int) -> None:
        """See ``Source``."""
        mirror = self._working.mirrors[LOG]
        assert isinstance(mirror.element, NodeElement)
        text = f"MATCH (n:{layout.CHANGE}) WHERE n.seq > $seq RETURN collect(n.seq)"
        numbers: list[int] = self._run(text, {"seq": seq})
        self.rows(LOG, "seq", numbers)

    def first_entries(self) -> None:
        """See ``Source``."""
        mirror = self._working.mirrors[LOG]
        assert isinstance(mirror.element, NodeElement)
        place = mirror.columns.index("before")
        found = self._run(
            f"MATCH (c:{layout.CHANGE}) WHERE c.load IS NOT NULL WITH c.load AS load, min(c.seq) AS first "
            f"MATCH (n:{layout.CHANGE} {{seq: first}}) WITH n {{.*, before: null}} AS n "
            f"RETURN collect({mirror.element.row()})",
            {},
        )
        self._put(mirror, [[*row[:place], None, *row[place + 1 :]] for row in found])

    def born(self, tag: str, numbers: Sequence[int]) -> None:
        """See ``Source``."""
        self._born.setdefault(tag, Reach()).add_run(sorted(numbers))

    # what is held

    def tree(self, tag: str) -> None:
        """Fetch all rows of a tree kind, unless they are there."""
        if tag in self._trees:
            return
        working = self._working
        for mirror in working.held(tag):
            working.forget(mirror)
        node = working.mirrors[sql.node_table(tag)]
        for numbers in self._nodes(node):
            for mirror in working.held(tag):
                column = "sk" if "sk" in mirror.columns else _source(mirror)
                self._fetch(mirror, _by_value(mirror, column), numbers)
        for mirror in working.held(tag):
            working.settle(mirror)
        self._trees.add(tag)
        self.late.add(tag)

    def small(self) -> None:
        """Fetch the held tables that belong to no kind."""
        for mirror in self._working.held():
            self._working.forget(mirror)
            assert isinstance(mirror.element, NodeElement)
            text = f"MATCH (n:{mirror.element.label}) RETURN collect({mirror.element.row()})"
            self._put(mirror, self._run(text, {}))
            self._working.settle(mirror)

    def _nodes(self, node: Mirror) -> Iterator[list[int]]:
        """The numbers of all nodes of a kind, page by page."""
        assert isinstance(node.element, NodeElement)
        text = (
            f"MATCH (n:{node.element.label}) WHERE n.sk > $after + $origin WITH n ORDER BY n.sk LIMIT {PAGE} "
            "RETURN collect(n.sk - $origin)"
        )
        after = _BEFORE
        while numbers := self._run(text, {"after": after}):
            yield numbers
            after = numbers[-1]

    def _passing(self, table: str) -> Mirror | None:
        """The mirror of a table whose rows pass; of a tree kind all of them are brought instead."""
        mirror = self._working.mirrors[table]
        if not mirror.held:
            self._look_back()
            return mirror
        if mirror.tag:
            self.tree(mirror.tag)
        return None

    def _look_back(self) -> None:
        """See whether rows that were fetched are gone again, with a part of the transaction that was taken back."""
        connection = self._working.connection
        (many,) = connection.execute("SELECT many FROM fetches").fetchone()
        if many != self._fetches:
            self._fetches = many
            self._reach.clear()
            self._born.clear()

    def _fetch(self, mirror: Mirror, text: str, values: Sequence[object]) -> None:
        rows = self._run(text, {"values": values})
        if rows and not mirror.held:
            self._fetches += 1
            self._working.connection.execute("UPDATE fetches SET many = ?", (self._fetches,))
        self._put(mirror, rows)

    def _put(self, mirror: Mirror, rows: Sequence[Sequence[object]]) -> None:
        """Put rows of the server into the working set, unless they are there, or were before they were deleted."""
        if not rows:
            return
        connection = self._working.connection
        columns = ", ".join(f'"{name}"' for name in mirror.columns)
        marks = ", ".join("?" * len(mirror.columns))
        # The words of a search row come last, and are none of the table.
        rows = [row[: len(mirror.columns)] for row in rows] if mirror.belongs else rows
        if mirror.belongs and not mirror.held:
            place = mirror.columns.index("sk")
            there = {
                number
                for number in {row[place] for row in rows}
                if connection.execute(f"SELECT 1 FROM was_{mirror.table} WHERE sk = ?", (number,)).fetchone()
            }
            rows = [row for row in rows if row[place] not in there]
        if mirror.held or mirror.belongs:
            connection.executemany(f"INSERT INTO {mirror.table} ({columns}) VALUES ({marks})", rows)
        elif mirror.table == LOG:
            # Entries never change, but one may have been there in part.
            connection.executemany(f"INSERT OR REPLACE INTO {mirror.table} ({columns}) VALUES ({marks})", rows)
        else:
            places = [mirror.columns.index(name) + 1 for name in mirror.key]
            same = " AND ".join(f"{name} = ?{place}" for name, place in zip(mirror.key, places, strict=True))
            numbered = ", ".join(f"?{place + 1}" for place in range(len(mirror.columns)))
            connection.executemany(
                f"INSERT INTO {mirror.table} ({columns}) SELECT {numbered} "
                f"WHERE NOT EXISTS (SELECT 1 FROM was_{mirror.table} WHERE {same})",
                rows,
            )
        if not mirror.held:
            # Rows of the server do not change while this transaction has the lock: one that comes again is the same.
            connection.executemany(f"INSERT OR REPLACE INTO was_{mirror.table} VALUES ({marks})", rows)


def _source(mirror: Mirror) -> str:
    """The column of the node that a relationship leaves."""
    assert isinstance(mirror.element, RelationshipElement)
    return mirror.element.source.column


def _by_value(mirror: Mirror, column: str) -> str:
    """The statement that gives the rows with some values in a column; each value is sought by an index."""
    element = mirror.element
    match element:
        case NodeElement():
            field = next(field for field in element.fields if field.column == column)
            return (
                f"UNWIND $values AS v MATCH (n:{element.label} {{`{field.property}`: {field.from_row('v')}}}) "
                f"RETURN collect({element.row()})"
            )
        case BelongingElement():
            return (
                f"UNWIND $values AS v MATCH (o:{element.owner.label} {{sk: v + $origin}}) "
                f"MATCH {element.pattern()} "
                f"RETURN collect({element.row()})"
            )
        case RelationshipElement():
            near, label = _end(element, column)
            return (
                f"UNWIND $values AS v MATCH ({near}:{label} {{sk: v + $origin}}) MATCH {_open(element)} "
                f"RETURN collect({element.row()})"
            )


def _by_span(mirror: Mirror, column: str) -> str:
    """The statement that gives the rows with a number in some spans."""
    element = mirror.element
    span = "sk >= v[0] + $origin AND {0}.sk <= v[1] + $origin"
    match element:
        case NodeElement():
            seek = f"MATCH (n:{element.label}) WHERE n.{span.format('n')}"
        case BelongingElement():
            seek = f"MATCH (o:{element.owner.label}) WHERE o.{span.format('o')} MATCH {element.pattern()}"
        case RelationshipElement():
            near, label = _end(element, column)
            seek = f"MATCH ({near}:{label}) WHERE {near}.{span.format(near)} MATCH {_open(element)}"
    return f"UNWIND $values AS v {seek} RETURN collect({element.row()})"


def _end(element: RelationshipElement, column: str) -> tuple[str, str]:
    """The name and the label of the end that a column holds."""
    return ("a", element.source.label) if column == element.source.column else ("b", element.target.label)


def _open(element: RelationshipElement) -> str:
    return f"(a)-[l:{element.type}]->(b)"

"""The working set: a SQLite database of the SQL store's layout that holds what a writer has looked at, and says what
has become of it.

It lies in a temporary file without a name, which is gone when it is closed. Beside each table ``T`` stands ``was_T``,
rows as the server has them: so that what is to be written is a difference, whatever statements made it.

* Tables of tree kinds, loads, numbers and settled days are *held*: they stay as long as nobody else wrote. Triggers put
  a row into ``was_T`` before it is first touched, and the keys of new ones into ``new_T``.
* All others *pass*: they are empty when a transaction begins, and rows of the server are put into both.

The counters are never fetched: what stands in ``k_place`` is what is to be added. ``x_…`` are kept by the rules and
never read; the words of ``f_…`` go nowhere, for the server has its own index. ``fetches`` counts how often rows came,
so that it is seen when some went again with a part of a transaction that was taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from graph_schema.model import Model
from hub.stores.neo4j.elements import BelongingElement, Element, elements, register
from hub.stores.sql import ddl, layout
from hub.stores.sql.source import Sourced

SMALL = ("settled", "numbers", "loads")
"""Held tables that belong to no kind: a few rows each, renewed whenever somebody else wrote."""
LOG = "change_log"
CACHE_KILOBYTES = 32_768
STATEMENTS = 2_000
"""Statements that SQLite keeps prepared: a small change has some hundreds, with three or four a table."""
_DIFFERING = "w_differing"


@dataclass(frozen=True, slots=True)
class Mirror:
    """A table that has an element in the graph.

    ``tag``: of the kind it belongs to; empty for the machinery's. ``columns``: those that both have. ``key``: what
    tells rows apart; a node's parts, former values and search rows are told apart by their node only, and written anew
    together. ``nodes``: columns that hold nodes, with the tags of these.
    """

    element: Element
    tag: str
    held: bool
    columns: tuple[str, ...]
    key: tuple[str, ...]
    nodes: dict[str, str]

    @property
    def table(self) -> str:
        return self.element.table

    @property
    def belongs(self) -> bool:
        """Whether its rows are told apart by their node only."""
        return isinstance(self.element, BelongingElement)

    def same(self, one: str, other: str) -> str:
        """SQL: both rows have one key."""
        return " AND ".join(f"{one}.{name} = {other}.{name}" for name in self.key)

    def list(self, alias: str, columns: Sequence[str] = ()) -> str:
        """SQL of columns of an alias, all of them by default."""
        return ", ".join(f'{alias}."{name}"' for name in columns or self.columns)


class WorkingSet:
    """The database, and what is mirrored in it."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.connection = sqlite3.connect("", isolation_level=None, factory=Sourced, cached_statements=STATEMENTS)
        for pragma in ("synchronous = OFF", "journal_mode = MEMORY", "temp_store = MEMORY", "automatic_index = OFF"):
            self.connection.execute(f"PRAGMA {pragma}").fetchall()
        self.connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        register(self.connection)
        self.mirrors = {mirror.table: mirror for mirror in _mirrors(model)}
        self._others = [layout.COUNTERS, *(layout.other_areas(kind.tag) for kind in model.kinds if kind.place)]
        with self._at_once():
            self._make()

    def close(self) -> None:
        """Let go of it."""
        self.connection.close()

    def pass_on(self) -> None:
        """Empty what passes."""
        for mirror in self.mirrors.values():
            if not mirror.held:
                self.connection.execute(f"DELETE FROM {mirror.table}")
                self.connection.execute(f"DELETE FROM was_{mirror.table}")
        for table in self._others:
            self.connection.execute(f"DELETE FROM {table}")

    def settle(self, mirror: Mirror) -> None:
        """What is held of a table is what the server has."""
        self.connection.execute(f"DELETE FROM was_{mirror.table}")
        self.connection.execute(f"DELETE FROM new_{mirror.table}")

    def forget(self, mirror: Mirror) -> None:
        """Empty a held table."""
        self.connection.execute(f"DELETE FROM {mirror.table}")
        self.settle(mirror)

    def held(self, tag: str = "") -> Iterator[Mirror]:
        """The held tables of a tree kind, or those that belong to none."""
        return (mirror for mirror in self.mirrors.values() if mirror.held and mirror.tag == tag)

    # what has become of the rows

    def created(self, mirror: Mirror, where: str = "") -> str:
        """SQL of the rows that the server has not, of all columns of the element. Needs ``compare`` where they belong
        to nodes.

        Args:
            where: a condition on ``t`` besides.
        """
        element = mirror.element
        columns = mirror.list("t")
        if isinstance(element, BelongingElement) and element.words:
            columns += ", linli_words(t.text)"
        table = mirror.table
        found = f"SELECT {columns} FROM {table} t WHERE {_without(mirror, 't', f'was_{table}')}"
        if mirror.belongs:
            some = f"t.sk IN (SELECT sk FROM temp.{_DIFFERING})"
            if not mirror.held:
                some += f" OR {_without(mirror, 't', f'was_{table}')}"
            found = f"SELECT {columns} FROM {table} t WHERE ({some})"
        elif mirror.held:
            found = f"SELECT {columns} FROM new_{table} k CROSS JOIN {table} t WHERE {mirror.same('k', 't')}"
        return f"{found} AND {where}" if where else found

    def changed(self, mirror: Mirror, where: str = "") -> str:
        """SQL of the rows that the server has with other values."""
        found = (
            f"SELECT {mirror.list('t')} FROM was_{mirror.table} w CROSS JOIN {mirror.table} t "
            f"WHERE {mirror.same('w', 't')} AND ({mirror.list('t')}) IS NOT ({mirror.list('w')})"
        )
        return f"{found} AND {where}" if where else found

    def gone(self, mirror: Mirror) -> str:
        """SQL of the keys of rows that only the server has; of the nodes whose rows are all to be written anew."""
        was = f"was_{mirror.table}"
        if mirror.belongs:
            return f"SELECT d.sk FROM temp.{_DIFFERING} d WHERE EXISTS (SELECT 1 FROM {was} w WHERE w.sk = d.sk)"
        return f"SELECT {mirror.list('w', mirror.key)} FROM {was} w WHERE {_without(mirror, 'w', mirror.table)}"

    def compare(self, mirror: Mirror) -> None:
        """Find the nodes whose rows of a table are not what they were."""
        table, was, columns = mirror.table, f"was_{mirror.table}", mirror.list("x")
        now, then = (
            f"SELECT {columns}, count(*) FROM {name} x WHERE x.sk = k.sk GROUP BY {columns}" for name in (table, was)
        )
        some = f"new_{table}" if mirror.held else f"(SELECT DISTINCT sk FROM {was})"
        self.connection.execute(f"DELETE FROM temp.{_DIFFERING}")
        self.connection.execute(
            f"INSERT INTO temp.{_DIFFERING} SELECT k.sk FROM {some} k "
            f"WHERE EXISTS ({now} EXCEPT {then}) OR EXISTS ({then} EXCEPT {now})"
        )

    def _make(self) -> None:
        execute = self.connection.execute
        dialect = sqlite.dialect()
        found = ddl.metadata(self.model)
        for table in found.sorted_tables:
            execute(str(CreateTable(table).compile(dialect=dialect)))
            for index in table.indexes:
                if _looked_up(table, str(index.columns[0].name), self.mirrors):
                    execute(str(CreateIndex(index).compile(dialect=dialect)))
        for kind in self.model.kinds:
            if ddl.searched(kind):
                words = layout.token_table(kind.tag)
                execute(f"CREATE VIEW {words}({words}, rowid, tokens) AS SELECT NULL, NULL, NULL")
                execute(f"CREATE TRIGGER {words}_in INSTEAD OF INSERT ON {words} BEGIN SELECT 1; END")
        execute(f"CREATE TEMP TABLE {_DIFFERING}(sk INTEGER PRIMARY KEY)")
        execute("CREATE TABLE fetches(many INTEGER NOT NULL)")
        execute("INSERT INTO fetches VALUES (0)")
        for mirror in self.mirrors.values():
            key = ", ".join(mirror.key)
            unique = "" if mirror.belongs else "UNIQUE"
            was, new = f"was_{mirror.table}", f"new_{mirror.table}"
            execute(f"CREATE TABLE {was} AS SELECT {mirror.list('t')} FROM {mirror.table} t WHERE 0")
            execute(f"CREATE {unique} INDEX i_{was} ON {was}({key})")
            if mirror.held:
                execute(f"CREATE TABLE {new} AS SELECT {key} FROM {mirror.table} WHERE 0")
                execute(f"CREATE UNIQUE INDEX i_{new} ON {new}({key})")
                for trigger in _triggers(mirror):
                    execute(trigger)

    def _at_once(self) -> sqlite3.Connection:
        """A context that is one transaction."""
        self.connection.execute("BEGIN")
        return self.connection


def _mirrors(model: Model) -> Iterator[Mirror]:
    for element in elements(model).every:
        if element.table == layout.COUNTERS:
            continue
        tag, nodes = "", {}
        for kind in model.kinds:
            mine = {layout.link_table(kind.tag, link.name): model.kind(link.target).tag for link in kind.links}
            if element.table in mine:
                tag, nodes = kind.tag, {"src": kind.tag, "dst": mine[element.table]}
            elif element.table.split("_")[1:2] == [kind.tag] and element.table not in (*SMALL, LOG):
                tag, nodes = kind.tag, {"sk": kind.tag}
        held = element.table in SMALL or any(kind.tag == tag and kind.tree for kind in model.kinds)
        belongs = isinstance(element, BelongingElement)
        columns = tuple(name for name in element.columns if not (belongs and name == "words"))
        key = ("sk",) if isinstance(element, BelongingElement) else element.key
        yield Mirror(element, tag, held, columns, key, nodes)


def _looked_up(table: Table, column: str, mirrors: dict[str, Mirror]) -> bool:
    """Whether the write code looks rows up by an index; the others are for readers, and those of areas by level."""
    if column.startswith("a_"):
        return False
    mirror = mirrors.get(table.name)
    return mirror is None or mirror.held or not column.startswith(("p_", "o_", "value", "ord"))


def _without(mirror: Mirror, alias: str, other: str) -> str:
    """SQL: no row of another table has the key of this one."""
    return f"NOT EXISTS (SELECT 1 FROM {other} o WHERE {mirror.same('o', alias)})"


def _triggers(mirror: Mirror) -> Iterator[str]:
    table, was, new = mirror.table, f"was_{mirror.table}", f"new_{mirror.table}"
    if mirror.belongs:
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            yield (
                f"CREATE TRIGGER {new}_{event} BEFORE {event} ON {table} WHEN {_without(mirror, row, new)} BEGIN "
                f"INSERT INTO {was} SELECT {mirror.list('t')} FROM {table} t WHERE t.sk = {row}.sk; "
                f"INSERT INTO {new} VALUES ({row}.sk); END"
            )
        return
    yield (
        f"CREATE TRIGGER {new}_INSERT AFTER INSERT ON {table} WHEN {_without(mirror, 'NEW', was)} "
        f"AND {_without(mirror, 'NEW', new)} BEGIN INSERT INTO {new} VALUES ({mirror.list('NEW', mirror.key)}); END"
    )
    for event in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {new}_{event} BEFORE {event} ON {table} WHEN {_without(mirror, 'OLD', was)} "
            f"AND {_without(mirror, 'OLD', new)} BEGIN INSERT INTO {was} VALUES ({mirror.list('OLD')}); END"
        )

"""What a database says of itself, made from what a file says."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date

from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.stores.neo4j import layout
from hub.stores.neo4j.elements import META, META_KEY, relationships_text
from hub.stores.sql import ddl, origin
from hub.stores.sql import layout as sql
from hub.stores.sql.changes import now

COPY = "LinliCopy"
"""Label of what will be the meta node of a copy that is not finished yet."""
WHOLE = ("nodesCopied", "relationshipsCopied")
"""Properties that it has once all rows are there, and only constraints and indexes are missing: how many there are."""


def whole(nodes: int, relationships: int) -> dict[str, int]:
    """These properties; the meta node itself is not counted."""
    return dict(zip(WHOLE, (nodes, relationships), strict=True))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a copy writes into its change log: who made it, and of what (``loudi.sqlite``)."""

    actor: str
    source: str

    def row(self, version: int) -> tuple[object, ...]:
        """The row of the change log that follows change ``version``, see ``sql.layout``."""
        summary = json.dumps([{"change": "Copy", "version": version}], separators=(",", ":"))
        return version + 1, now(), self.actor, f"copy of {self.source}", self.source, None, summary, "{}"


@dataclass(frozen=True, slots=True)
class Meta:
    """``properties`` of the meta node, as the driver takes them; ``logged``: the row that a copy adds to the log."""

    properties: dict[str, object]
    logged: tuple[object, ...] | None


def of_file(connection: sqlite3.Connection, model: Model, entry: Entry | None) -> Meta:
    """The meta node of a copy of a file."""
    version = connection.execute("SELECT coalesce(max(seq), 0) FROM change_log").fetchone()[0]
    begun = connection.execute("SELECT at FROM change_log ORDER BY seq LIMIT 1").fetchone()
    logged = None if entry is None else entry.row(version)
    told = dict(connection.execute("SELECT key, value FROM meta"))
    found: dict[str, object] = {prop: told.get(name) for name, prop in META.items()}
    found |= {
        "key": META_KEY,
        "format": layout.FORMAT,
        "relationships": relationships_text(model),
        "version": version if logged is None else logged[0],
        "begun": begun[0] if begun else "" if logged is None else logged[1],
        "horizon": date.fromordinal(horizon(connection, model)),
    }
    return Meta(found, logged)


INDEXED_BYTES = 8_000
"""The most that an indexed text may have, in UTF-8: an index of Neo4j takes 8,167, with what else is in its key."""


def check_lengths(connection: sqlite3.Connection, model: Model, where: object) -> None:
    """Check that all texts of a file that are to be indexed can be.

    Raises:
        StoreError: BAD_VALUE.
    """
    near = origin.read(connection)
    for kind in model.kinds:
        columns = [
            ddl.order_of(prop) for prop in kind.properties if prop.index and ddl.column_type(prop).python_type is str
        ]
        for column in columns:
            found = connection.execute(
                f"SELECT sk, length(CAST({column} AS BLOB)) AS bytes FROM {sql.node_table(kind.tag)} WHERE bytes > ?",
                (INDEXED_BYTES,),
            ).fetchone()
            if found is not None:
                raise StoreError(
                    Code.BAD_VALUE,
                    f"{where}: {near.key(kind.tag, found[0])} has a text of {found[1]} bytes in {column}, and an index "
                    f"of Neo4j takes {INDEXED_BYTES}; shorten it",
                )


def horizon(connection: sqlite3.Connection, model: Model) -> int:
    """First day from which no property has a former value; the first of all days where none ever had one."""
    found = 1
    for kind in model.kinds:
        for prop in kind.properties:
            if prop.dated:
                table = sql.history_table(kind.tag, prop.name)
                found = max(found, connection.execute(f"SELECT coalesce(max(until), 1) FROM {table}").fetchone()[0])
    return found

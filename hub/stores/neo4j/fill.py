"""A file copied into an empty database, online: rows as they are, in batches, table by table.

While it goes on the database has a node ``(:LinliCopy)`` and no ``(:LinliMeta)``, so that nobody takes half a copy for
a store. The same node becomes the meta node in the end. One that stayed because the copy was interrupted says that all
there is may go: the next copy begins anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores.neo4j import layout, schema
from hub.stores.neo4j.elements import (
    BelongingElement,
    Element,
    NodeElement,
    RelationshipElement,
    elements,
    parameters,
    register,
)
from hub.stores.neo4j.graph import Graph, opened
from hub.stores.neo4j.meta import COPY, WHOLE, Entry, check_lengths, of_file, whole
from hub.stores.sql import origin
from hub.stores.sql.look import reading

BATCH = 5_000
"""Rows of one statement, which is a transaction."""
LOG_BATCH = 100
"""Rows of the change log, which may have megabytes each."""
CLEARED = 10_000
"""Nodes or relationships that are deleted at once."""

Told = Callable[[int], None]
"""Takes the number of rows that were copied since it was called last."""


def copy_in(
    file: Path,
    address: Neo4jAddress,
    model: Model,
    *,
    entry: Entry | None = None,
    over: bool = False,
    told_rows: Told = lambda rows: None,
) -> None:
    """Copy a store on SQLite into a database that holds nothing.

    Args:
        entry: who copies, for an entry in the change log of the copy; without it the log is the file's own.
        over: a store that is there is deleted first. What is no store of ours is never touched.

    Raises:
        StoreError: see ``look.reading`` for the file; BAD_SETTINGS where the database holds a store and is not to be
            copied over, NOT_OURS where it holds anything else; STORE_DOWN where links lead to nowhere; see
            ``errors.told``.
    """
    with reading(file, model) as connection, opened(address) as graph:
        connection.execute("BEGIN")  # one state, whoever writes meanwhile
        register(connection)
        check_lengths(connection, model, file)
        empty(graph, model, over=over)
        marker = of_file(connection, model, entry)
        graph.run(f"CREATE (m:{COPY}) SET m = $meta", {"meta": marker.properties})
        schema.constrain(graph, model)
        found = elements(model)
        near = parameters(origin.read(connection))
        nodes = relationships = 0
        for element in found.every:
            for text, rows in batches(connection, element):
                graph.run(text, near | {"rows": rows})
                nodes += 0 if isinstance(element, RelationshipElement) else len(rows)
                relationships += 0 if isinstance(element, NodeElement) else len(rows)
                told_rows(len(rows))
        if marker.logged is not None:
            change = found.by_table["change_log"]
            assert isinstance(change, NodeElement)
            graph.run(_node_text(change, ()), near | {"rows": [marker.logged]})
            nodes += 1
        graph.run(f"MATCH (m:{COPY}) SET m += $whole", {"whole": whole(nodes, relationships)})
        _finish(graph, model)


def finish(address: Neo4jAddress, model: Model) -> None:
    """Make what is missing of constraints and indexes; of a copy that is only missing these, a store.

    Raises:
        StoreError: see ``errors.told``; NOT_OURS where there is neither a store nor such a copy, STORE_DOWN where the
            copy broke off earlier, or not all of it came in.
    """
    with opened(address) as graph:
        _finish(graph, model)


def _finish(graph: Graph, model: Model) -> None:
    meta = graph.one(f"RETURN COUNT {{ (:{layout.META}) }}, HEAD(COLLECT {{ MATCH (m:{COPY}) RETURN m {{.*}} }})")
    if not meta[0]:
        _check_whole(graph, meta[1])
    schema.constrain(graph, model)
    schema.index(graph, model)
    removed = ", ".join(f"m.{name}" for name in WHOLE)
    graph.run(f"MATCH (m:{COPY}) REMOVE m:{COPY}, {removed} SET m:{layout.META}")


def _check_whole(graph: Graph, marker: Mapping[str, object] | None) -> None:
    """See to it that everything is there that was copied."""
    if marker is None:
        raise StoreError(
            Code.NOT_OURS, f"{graph.address}: there is no copy to finish; make one with `linli copy FROM TO`"
        )
    if marker.get(WHOLE[0]) is None:
        raise StoreError(
            Code.STORE_DOWN, f"{graph.address}: the copy into it broke off; run it again, which begins anew"
        )
    nodes, relationships = graph.one("RETURN COUNT { (n) } - 1, COUNT { ()-[x]->() }")
    if whole(nodes, relationships).items() - marker.items():
        raise StoreError(
            Code.STORE_DOWN,
            f"{graph.address}: {nodes} nodes and {relationships} relationships came in, and not the "
            f"{' and '.join(str(marker[name]) for name in WHOLE)} that were copied: links of the file lead to nodes "
            "that it has not; see what `linli check` says of the file, then copy it again",
        )


def empty(graph: Graph, model: Model, *, over: bool) -> None:
    """Make sure that a database holds nothing of ours, nor of others; what broke off is deleted.

    Raises:
        StoreError: BAD_SETTINGS, NOT_OURS; see ``copy_in``.
    """
    nodes, ours, half = graph.one(f"RETURN COUNT {{ (n) }}, COUNT {{ (m:{layout.META}) }}, COUNT {{ (m:{COPY}) }}")
    if ours and not over:
        raise StoreError(
            Code.BAD_SETTINGS,
            f"{graph.address}: there is a store already; --replace deletes it, and copies over it",
        )
    if nodes and not ours and not half:
        raise StoreError(
            Code.NOT_OURS,
            f"{graph.address}: it holds {nodes} nodes that Linli Hub did not make, so it is left alone; give another "
            "database, or empty this one yourself",
        )
    # The mark stays until everything else is gone, so that this can be interrupted, too.
    graph.run(f"MATCH (m:{layout.META}) REMOVE m:{layout.META} SET m:{COPY}")
    schema.drop(graph, model)
    # Relationships apart: an area may have a hundred thousand, and what one statement deletes is held in memory.
    for what, delete in (("()-[x]->()", "DELETE"), (f"(x) WHERE NOT x:{COPY}", "DETACH DELETE")):
        while graph.one(f"MATCH {what} WITH x LIMIT $many {delete} x RETURN count(*)", {"many": CLEARED})[0]:
            pass
    graph.run(f"MATCH (m:{COPY}) DELETE m")


def batches(
    connection: sqlite3.Connection, element: Element, most: int = BATCH
) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Statements with the rows that they get, at most so many."""
    size = LOG_BATCH if element.table == "change_log" else most
    cursor = connection.execute(element.select())
    while rows := cursor.fetchmany(size):
        match element:
            case NodeElement():
                if not element.marks:
                    yield _node_text(element, ()), rows
                    continue
                for labels, some in groupby(sorted(rows, key=element.labels), key=element.labels):
                    yield _node_text(element, labels), list(some)
            case BelongingElement():
                yield _belonging_text(element), rows
            case RelationshipElement():
                yield _relationship_text(element), rows


def _node_text(element: NodeElement, labels: tuple[str, ...]) -> str:
    return f"UNWIND $rows AS r CREATE (n:{':'.join((element.label, *labels))} {element.properties()})"


def _belonging_text(element: BelongingElement) -> str:
    owner = element.columns.index(element.owner.column)
    return (
        f"UNWIND $rows AS r MATCH (o:{element.owner.label} {{sk: r[{owner}] + $origin}}) "
        f"CREATE (o)-[:{element.type}]->(n:{element.label} {element.properties()})"
    )


def _relationship_text(element: RelationshipElement) -> str:
    source, target = element.place(element.source.column), element.place(element.target.column)
    return (
        f"UNWIND $rows AS r MATCH (a:{element.source.label} {{sk: r[{source}] + $origin}}) "
        f"MATCH (b:{element.target.label} {{sk: r[{target}] + $origin}}) "
        f"CREATE (a)-[:{element.type} {element.properties()}]->(b)"
    )

"""One small graph after another in one database: constraints and indexes, which take the server seconds, stay."""

from __future__ import annotations

from pathlib import Path

from graph_schema.model import Model
from hub.settings import Neo4jAddress
from hub.stores.neo4j import layout
from hub.stores.neo4j.elements import elements, parameters, register
from hub.stores.neo4j.fill import batches, copy_in
from hub.stores.neo4j.graph import opened
from hub.stores.neo4j.meta import of_file
from hub.stores.sql import origin
from hub.stores.sql.look import reading
from tests.neo4j_store.both import emptied


def refill(file: Path, address: Neo4jAddress, model: Model) -> None:
    """Put the graph of a file in the place of what a database holds: nothing, or what ``refill`` put there."""
    with opened(address) as graph:
        there = graph.one(f"RETURN EXISTS {{ (:{layout.META}) }}")[0]
    if not there:
        copy_in(file, address, model)
        return
    emptied(address)
    with reading(file, model) as connection, opened(address) as graph:
        register(connection)
        near = parameters(origin.read(connection))
        graph.run(f"CREATE (m:{layout.META}) SET m = $meta", {"meta": of_file(connection, model, None).properties})
        for element in elements(model).every:
            for text, rows in batches(connection, element):
                graph.run(text, near | {"rows": rows})

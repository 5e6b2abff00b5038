"""One session with a database, for what looks after a store as a whole: copies, digest, check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import neo4j

from graph_schema.model import Model
from hub.settings import Neo4jAddress
from hub.stores.neo4j import connect, layout
from hub.stores.neo4j.errors import told
from hub.stores.neo4j.look import check_fits, look

_META = f"MATCH (m:{layout.META}) RETURN m {{.*}} AS meta"


@dataclass(frozen=True, slots=True)
class Graph:
    """A session and where it leads to; of one thread. Each statement is a transaction of its own, tried once."""

    address: Neo4jAddress
    session: neo4j.Session

    def run(self, statement: str, parameters: Mapping[str, object] | None = None) -> None:
        """Run a statement that gives nothing."""
        self.session.run(statement, dict(parameters or {})).consume()

    def one(self, statement: str, parameters: Mapping[str, object] | None = None) -> Any:
        """The one row of a statement: a record, whose values are by name and by position."""
        return self.session.run(statement, dict(parameters or {})).single(strict=True)

    def rows(self, statement: str, parameters: Mapping[str, object] | None = None) -> list[neo4j.Record]:
        """All rows of a statement; for few."""
        return list(self.session.run(statement, dict(parameters or {})))

    def meta(self) -> Mapping[str, Any]:
        """The properties of the meta node of a store."""
        found: Mapping[str, Any] = self.one(_META)["meta"]
        return found


@contextmanager
def opened(address: Neo4jAddress) -> Iterator[Graph]:
    """A session with a database, whatever it holds.

    Raises:
        StoreError: see ``errors.told``.
    """
    with told(address), closing(connect.open_driver(address, pool=1)) as driver:
        connect.check_server(driver, address)
        with connect.writing(driver, address) as session:
            yield Graph(address, session)


@contextmanager
def store(address: Neo4jAddress, model: Model) -> Iterator[Graph]:
    """A session with a database that holds a store of this model.

    Raises:
        StoreError: STORE_DOWN, NOT_OURS, NEWER_MODEL, OLDER_MODEL; see ``errors.told``.
    """
    look(address, model)
    with opened(address) as graph:
        check_fits(graph.meta(), model, address)
        yield graph

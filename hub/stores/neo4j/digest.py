"""The hash of what a database holds, which is that of an equal file; rows are read page by page, none is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from graph_schema.keys import NUMBER_BITS
from graph_schema.model import Kind, Link, Model, Part, Property
from hub.settings import Neo4jAddress
from hub.stores.neo4j.elements import elements, parameters
from hub.stores.neo4j.graph import Graph, store
from hub.stores.neo4j.pages import pages, unchanged
from hub.stores.sql import layout
from hub.stores.sql.digest import Row, digest_of
from hub.stores.sql.origin import Origin


def digest(address: Neo4jAddress, model: Model) -> str:
    """The digest of all nodes and links, see ``hub.stores.sql.digest``.

    Raises:
        StoreError: see ``graph.store``; STORE_LOCKED where somebody wrote to it meanwhile.
    """
    with store(address, model) as graph, unchanged(graph):
        return digest_of(Neo4jRows(graph, model), model)


class Neo4jRows:
    """The rows of a database, see ``hub.stores.sql.digest.Rows``."""

    def __init__(self, graph: Graph, model: Model) -> None:
        self._graph = graph
        self._elements = elements(model).by_table
        self.origin = Origin(int(graph.meta()["origin"]) << NUMBER_BITS)
        self._parameters = parameters(self.origin)

    def nodes(self, kind: Kind) -> Iterator[Row]:
        """See ``Rows``."""
        return self._rows(layout.node_table(kind.tag), ("sk", "valid_from", "valid_to"), kind.properties)

    def former(self, kind: Kind, prop: Property) -> Iterator[Row]:
        """See ``Rows``."""
        return self._rows(layout.history_table(kind.tag, prop.name), ("sk", "since", "until", "value"))

    def parts(self, kind: Kind, part: Part) -> Iterator[Row]:
        """See ``Rows``."""
        return self._rows(layout.part_table(kind.tag, part.name), ("sk", "since", "until"), part.properties)

    def links(self, kind: Kind, link: Link) -> Iterator[Row]:
        """See ``Rows``."""
        return self._rows(layout.link_table(kind.tag, link.name), ("src", "dst", "since", "until"), link.properties)

    def _rows(self, table: str, columns: Sequence[str], properties: Sequence[Property] = ()) -> Iterator[Row]:
        element = self._elements[table]
        wanted = [*columns, *(layout.column(prop.name) for prop in properties)]
        take = itemgetter(*(element.columns.index(name) for name in wanted))
        for rows in pages(self._graph, element, self._parameters):
            yield from map(take, rows)

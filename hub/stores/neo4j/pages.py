"""Rows of elements read from a database, page by page, in the order of keys: memory stays bounded, and no statement is
long. A page is one collected list, for a record a row would cost Python more than all the rest.

What others write between two pages is seen by the later ones. ``unchanged`` notices it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from hub.errors import Code, StoreError
from hub.stores.neo4j.elements import BelongingElement, Element, NodeElement, RelationshipElement
from hub.stores.neo4j.graph import Graph

PAGE = 5_000
"""Nodes of a page; of relationships and of what belongs to nodes: nodes that they come from."""
SOME = 20
"""Areas whose counters are a page: a county's are some thousand."""
LOG_PAGE = 100
"""Rows of the change log, which may have megabytes each."""

Row: TypeAlias = list[object]
"""See ``elements``: values in the order of the element's columns."""


def pages(graph: Graph, element: Element, parameters: Mapping[str, object]) -> Iterator[list[Row]]:
    """All rows of an element: nodes in the order of their keys, others in the order of the nodes that they come from.

    Args:
        parameters: see ``elements.parameters``.
    """
    match element:
        case NodeElement(key=(_,)):
            yield from _by_key(graph, element, parameters)
        case NodeElement():
            yield from _counted(graph, element, parameters)
        case BelongingElement():
            yield from _from_nodes(graph, element.owner.label, *_belonging(element), parameters)
        case RelationshipElement():
            yield from _from_nodes(graph, element.source.label, *_relationship(element), parameters)


@contextmanager
def unchanged(graph: Graph) -> Iterator[None]:
    """See to it that nobody writes to a store while it is read.

    Raises:
        StoreError: STORE_LOCKED where somebody did.
    """
    before = graph.meta()["version"]
    yield
    if graph.meta()["version"] != before:
        raise StoreError(
            Code.STORE_LOCKED,
            f"{graph.address}: somebody wrote to it while it was read; wait for the load or mutation to end, then try "
            "again",
        )


def _by_key(graph: Graph, element: NodeElement, parameters: Mapping[str, object]) -> Iterator[list[Row]]:
    """Nodes that one property tells apart: whole numbers but for ``settled``, which has few rows."""
    field = next(field for field in element.fields if field.column == element.key[0])
    some = f"MATCH (n:{element.label}) WITH n ORDER BY n.{field.property}"
    if not field.text:
        some = some.replace(" WITH", f" WHERE n.{field.property} > $after WITH", 1) + " LIMIT $many"
    statement = f"{some} RETURN max(n.{field.property}) AS last, collect({element.row()}) AS rows"
    many = LOG_PAGE if element.table == "change_log" else PAGE
    after = -1
    while True:
        last, rows = graph.one(statement, {**parameters, "after": after, "many": many})
        if rows:
            yield rows
        if field.text or len(rows) < many:
            return
        after = last


def _counted(graph: Graph, element: NodeElement, parameters: Mapping[str, object]) -> Iterator[list[Row]]:
    """Nodes that several properties tell apart: for some values of the first at once."""
    first = next(field for field in element.fields if field.column == element.key[0])
    found = graph.one(f"MATCH (n:{element.label}) WITH DISTINCT n.{first.property} AS v ORDER BY v RETURN collect(v)")[
        0
    ]
    order = ", ".join(f"n.{field.property}" for field in element.fields if field.column in element.key)
    statement = (
        f"MATCH (n:{element.label}) WHERE n.{first.property} IN $some WITH n ORDER BY {order} "
        f"RETURN collect({element.row()})"
    )
    for start in range(0, len(found), SOME):
        yield graph.one(statement, {**parameters, "some": found[start : start + SOME]})[0]


def _from_nodes(
    graph: Graph, label: str, pattern: str, row: str, parameters: Mapping[str, object]
) -> Iterator[list[Row]]:
    """Rows that hang on nodes ``o``."""
    statement = (
        f"MATCH (o:{label}) WHERE o.sk > $after WITH o ORDER BY o.sk LIMIT $many "
        f"RETURN max(o.sk) AS last, collect(COLLECT {{ MATCH {pattern} RETURN {row} }}) AS rows"
    )
    after: int | None = -1
    while after is not None:
        after, lists = graph.one(statement, {**parameters, "after": after, "many": PAGE})
        yield [row for rows in lists for row in rows]


def _belonging(element: BelongingElement) -> tuple[str, str]:
    return element.pattern(owner="o"), element.row()


def _relationship(element: RelationshipElement) -> tuple[str, str]:
    return element.pattern(source="o"), element.row(source="o")

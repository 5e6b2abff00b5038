"""Is what a database holds true to itself? A copy of it is checked as a file is; what no file has is checked here."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from graph_schema.model import Model
from hub.settings import Neo4jAddress
from hub.stores.neo4j import layout, schema
from hub.stores.neo4j.elements import BelongingElement, Elements, NodeElement, elements, relationships_text
from hub.stores.neo4j.extract import DamagedError, write
from hub.stores.neo4j.graph import Graph, store
from hub.stores.neo4j.meta import horizon
from hub.stores.sql import verify
from hub.stores.sql.sqlite import connect
from hub.stores.sql.verify import SHOWN, Fault


def check(address: Neo4jAddress, model: Model) -> list[Fault]:
    """All faults of a store; an empty list where there are none. Reads everything, writes nothing to the database.

    Raises:
        StoreError: see ``graph.store``; STORE_LOCKED where somebody wrote to it meanwhile; STORE_FULL where the folder
            for temporary files has no room for a copy.
    """
    found = elements(model)
    with store(address, model) as graph:
        faults = [*_indexes(graph, model), *_labels(graph, found)]
        with tempfile.TemporaryDirectory(prefix="linli-check-") as folder:
            file = Path(folder) / "copy.sqlite"
            try:
                counts = write(graph, file, model)
            except DamagedError as error:
                # Two elements with one key, say: no file can hold that, so that nothing else can be looked at.
                return [*faults, Fault("damaged", str(error.details["table"]), error.message)]
            with closing(connect(file)) as connection:
                faults += verify.check(connection, model)
                version = connection.execute("SELECT coalesce(max(seq), 0) FROM change_log").fetchone()[0]
                latest = horizon(connection, model)
        return [*faults, *_strays(graph, found, counts), *_meta(graph.meta(), model, version, latest)]


def _indexes(graph: Graph, model: Model) -> Iterator[Fault]:
    """Constraints and indexes that are missing, not online, or other ones."""
    for name, text in schema.problems(graph, model):
        yield Fault("index", name, text)


def _labels(graph: Graph, found: Elements) -> Iterator[Fault]:
    """Named lists whose label is at the wrong nodes, or not at the right ones."""
    for element in found.nodes:
        for mark in element.marks:
            if mark.column == element.told:
                continue  # the label itself is what is known
            field = next(field for field in element.fields if field.column == mark.column)
            statement = (
                f"MATCH (n:{element.label}) WHERE (n:{mark.label}) <> coalesce(n.{field.property} = $value, false) "
                "WITH n.sk AS sk LIMIT $many RETURN collect(sk)"
            )
            for number in graph.one(statement, {"value": mark.value, "many": SHOWN})[0]:
                yield Fault(
                    "label",
                    f"{element.label}:{mark.label}",
                    f"sk {number}: its label does not fit its {field.property}; set or remove the label",
                )


def _strays(graph: Graph, found: Elements, counts: Mapping[str, int]) -> Iterator[Fault]:
    """Nodes and relationships that no row is made of: of other labels and types, or at the wrong places."""
    expected: Counter[tuple[str, str]] = Counter({("node", layout.META): 1})
    for element in found.every:
        match element:
            case NodeElement():
                expected["node", element.label] += counts[element.table]
            case BelongingElement():
                expected["node", element.label] += counts[element.table]
                expected["relationship", element.type] += counts[element.table]
            case _:
                expected["relationship", element.type] += counts[element.table]
    ours = Counter[str]()
    for (what, name), number in expected.items():
        there = graph.one(f"MATCH {_EVERY[what].format(':' + name)} RETURN count(x)")[0]
        ours[what] += there
        if there != number:
            yield Fault("stray", name, f"there are {there}, and {number} where they belong; delete the others")
    for what, pattern in _EVERY.items():
        others = graph.one(f"MATCH {pattern.format('')} RETURN count(x)")[0] - ours[what]
        if others:
            yield Fault("stray", f"{what}s", f"{others} are not of Linli Hub; keep them in another database")


_EVERY = {"node": "(x{})", "relationship": "()-[x{}]->()"}


def _meta(meta: Mapping[str, object], model: Model, version: int, latest: int) -> Iterator[Fault]:
    """What the meta node says of the rest."""
    day = meta.get("horizon")
    for name, is_, should in (
        ("version", meta.get("version"), version),
        ("horizon", getattr(day, "to_ordinal", lambda: day)(), latest),
        ("relationships", meta.get("relationships"), relationships_text(model)),
    ):
        if is_ != should:
            yield Fault("meta", name, f"it is {is_}, and should be {should}; correct it by Cypher")

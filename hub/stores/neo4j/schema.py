"""Constraints and indexes of a database: made, waited for, looked at, taken away.

Nothing here is one long statement: a population of minutes is asked after again and again, so that a server's limit on
the time of a transaction does not cut it short.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.stores.neo4j import layout
from hub.stores.neo4j.graph import Graph

POLL_SECONDS = 0.05, 1.0
"""Between the first two looks at indexes that are populated, and at most: a look costs a server 11 ms of CPU."""

Populated = Callable[[float], None]
"""Takes how much of all indexes is populated, in per cent."""

_STATEMENT = re.compile(
    r"CREATE (?:CONSTRAINT|(?P<fulltext>FULLTEXT )?INDEX) (?P<name>\w+) IF NOT EXISTS FOR \(n:(?P<label>\w+)\) "
    r"(?:REQUIRE|ON EACH|ON) [(\[](?P<properties>[^)\]]*)[)\]]"
)


@dataclass(frozen=True, slots=True)
class Index:
    """An index, that of a constraint too. ``type``: RANGE or FULLTEXT."""

    name: str
    type: str
    label: str
    properties: tuple[str, ...]


def constrain(graph: Graph, model: Model) -> None:
    """Make the constraints that are missing, and wait for them.

    Raises:
        StoreError: NOT_OURS where what is there does not fit them.
    """
    _make(graph, layout.constraints(model))


def index(graph: Graph, model: Model, told: Populated = lambda percent: None) -> None:
    """Make the indexes that are missing, and wait until they are populated.

    Raises:
        StoreError: NOT_OURS where one cannot be.
    """
    _make(graph, layout.indexes(model))
    wait(graph, model, told)


def wait(graph: Graph, model: Model, told: Populated = lambda percent: None) -> None:
    """Wait until all indexes are online.

    Raises:
        StoreError: NOT_OURS where one has failed or is not there.
    """
    names = [expected.name for expected in indexes(model)]
    pause, most = POLL_SECONDS
    while True:
        found = states(graph)
        for name in names:
            state = found.get(name, ("missing", 0.0))[0]
            if state not in ("ONLINE", "POPULATING"):
                raise StoreError(
                    Code.NOT_OURS,
                    f"{graph.address}: its index {name} is {state.lower()}; drop it, and run `linli copy --finish`",
                )
        told(sum(found[name][1] for name in names) / len(names))
        if all(found[name][0] == "ONLINE" for name in names):
            return
        time.sleep(pause)
        pause = min(most, pause * 1.5)


def states(graph: Graph) -> dict[str, tuple[str, float]]:
    """All indexes by name: their state, and how much is populated in per cent."""
    rows = graph.rows("SHOW INDEXES YIELD name, state, populationPercent")
    return {row["name"]: (row["state"], row["populationPercent"]) for row in rows}


def problems(graph: Graph, model: Model) -> Iterator[tuple[str, str]]:
    """Constraints and indexes that are not there, not online or not what they should be: name and words for it."""
    rows = graph.rows("SHOW INDEXES YIELD name, type, labelsOrTypes, properties, state, owningConstraint")
    found = {row["name"]: row for row in rows}
    unique = {statement.name for statement in _parsed(layout.constraints(model))}
    for expected in indexes(model):
        row = found.get(expected.name)
        if row is None:
            yield expected.name, "it is missing; `linli copy --finish` makes it"
        elif row["state"] != "ONLINE":
            yield expected.name, f"it is {row['state']}; wait for it, or drop it and run `linli copy --finish`"
        elif expected != Index(
            row["name"], row["type"], ",".join(row["labelsOrTypes"] or ()), tuple(row["properties"] or ())
        ) or (expected.name in unique and row["owningConstraint"] is None):
            yield expected.name, "another one has its name; drop that, and run `linli copy --finish`"


def drop(graph: Graph, model: Model) -> None:
    """Take our constraints and indexes away; those that are not there are no fault."""
    _make(graph, _drops(model))


def _drops(model: Model) -> Iterator[str]:
    constraints = {statement.name for statement in _parsed(layout.constraints(model))}
    for expected in indexes(model):
        what = "CONSTRAINT" if expected.name in constraints else "INDEX"
        yield f"DROP {what} {expected.name} IF EXISTS"


def indexes(model: Model) -> tuple[Index, ...]:
    """All indexes that there should be, those of the constraints first."""
    return (*_parsed(layout.constraints(model)), *_parsed(layout.indexes(model)))


def _make(graph: Graph, statements: Iterable[str]) -> None:
    with graph.session.begin_transaction() as transaction:
        for statement in statements:
            transaction.run(statement)
        transaction.commit()


def _parsed(statements: Iterable[str]) -> Iterator[Index]:
    for statement in statements:
        found = _STATEMENT.match(statement)
        assert found is not None, statement
        properties = tuple(name.strip().removeprefix("n.") for name in found["properties"].split(","))
        yield Index(found["name"], "FULLTEXT" if found["fulltext"] else "RANGE", found["label"], properties)

"""What loads cost: online beside bare UNWIND of the same rows, offline beside the bare tool.

Online each side writes from a process of its own (``python -m bench.neo4j.loading SIDE URL SOURCE``) into an empty
server with the same constraints and indexes; CPU is that of writing, neither making changes nor reading rows is in it,
and that of the server. *Bare* is what a good client would send by hand: lists of lists in batches of 2,000, a household
with both of its links in one statement, everything else by label and type.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypedDict

import neo4j
import orjson

from bench import data
from bench.measure import Unequal
from bench.neo4j import graph
from bench.neo4j.sides import cpu
from bench.report import Limit, Result
from graph_schema.kinds import load_model
from hub.settings import Neo4jAddress
from hub.stores import copying
from hub.stores.either import create, writing
from hub.stores.neo4j import csvset, offline, schema
from hub.stores.neo4j.elements import (
    BelongingElement,
    Element,
    Elements,
    NodeElement,
    RelationshipElement,
    elements,
    parameters,
    register,
)
from hub.stores.neo4j.graph import opened
from hub.stores.neo4j.meta import Entry
from hub.stores.sql import origin
from hub.stores.sql.look import reading

BATCH = 2_000
MEMORY = 400.0
"""The most MB that our client may need."""
SOURCE = "loudi"
_KEPT = ("loads", "change_log", "settled", "numbers")
"""Tables of what happened, which bare does not write."""
_HOUSEHOLDS = ("n_hh", "l_hh_place", "l_hh_neighbour_head")


class Written(TypedDict):
    """What one side did. ``seconds``: of its CPU; ``wall``: of the clock; ``memory``: the most MB."""

    seconds: float
    wall: float
    memory: float


class _Clock(AbstractContextManager[object]):
    """Adds up CPU of this process, and time, over several stretches."""

    def __init__(self) -> None:
        self.seconds = self.wall = 0.0
        self._begin = (0.0, 0.0)

    def __enter__(self) -> None:
        self._begin = time.process_time(), time.perf_counter()

    def __exit__(self, *fault: object) -> None:
        self.seconds += time.process_time() - self._begin[0]
        self.wall += time.perf_counter() - self._begin[1]


def online() -> Result:
    """Loudi whole, by the door and bare, one after the other.

    Raises:
        Unequal: the two graphs do not hold the same.
    """
    found: dict[str, tuple[Written, float, Mapping[str, int]]] = {}
    for side, source in (("ours", SOURCE), ("bare", str(data.store(SOURCE)))):
        with graph.empty(f"neo4j-{side}") as server:
            url = server.start().wait().address.url
            command = [sys.executable, "-m", "bench.neo4j.loading", side, url, source]
            before = cpu(server.pid)
            said = subprocess.run(command, cwd=data.HOUSE, stdout=subprocess.PIPE, check=True)
            found[side] = orjson.loads(said.stdout), (cpu(server.pid) - before) / 1e9, _counts(server.address)
            server.stop()
    (ours, here, counted), (bare, there, same) = found["ours"], found["bare"]
    if counted != same:
        raise Unequal(f"load: ours has written {counted}, bare {same}")
    notes = [
        f"{name}: client {written['seconds']:.1f}, server {spent:.1f}; by the clock {written['wall']:.1f} s"
        for name, written, spent in (("ours", ours, here), ("bare", bare, there))
    ]
    notes.append(f"{sum(counted.values())} nodes and relationships")
    mine, theirs = ours["seconds"] + here, bare["seconds"] + there
    limits = (Limit(1.5, mine / theirs), Limit(MEMORY, ours["memory"], "MB of client"))
    return Result("load", "s CPU", mine, "bare UNWIND", theirs, limits, tuple(notes))


def imported() -> Result:
    """From finished CSV to constraints online, beside the bare tool on the same files."""
    model, held = load_model(), data.store(SOURCE)
    with tempfile.TemporaryDirectory(dir=data.FOLDER) as name:
        folder = Path(name)
        begin = time.perf_counter()
        csvset.write_csv(held, folder, model, entry=Entry(graph.ACTOR, held.name))
        writing_took = time.perf_counter() - begin
        with graph.empty("neo4j-bare") as server:
            server.configure()
            theirs = _imported(server.home, folder)
        with graph.empty("neo4j-ours") as server:
            server.configure()
            tool = _imported(server.home, folder)
            begin = time.perf_counter()
            server.start().wait()
            started = time.perf_counter() - begin
            begin = time.perf_counter()
            copying.finish(server.address, model)
            finished = time.perf_counter() - begin
            server.stop()
    ours = tool + started + finished
    note = f"ours: tool {tool:.1f}, start {started:.1f}, constraints and indexes {finished:.1f}; CSV {writing_took:.1f}"
    return Result("offline_import", "s", ours, "bare tool", theirs, (Limit(2, ours / theirs),), (note,))


def _imported(home: Path, folder: Path) -> float:
    """Seconds that the tool takes."""
    found = offline.find(graph.admin(), home)
    assert found is not None
    begin = time.perf_counter()
    offline.run(found, folder, Neo4jAddress("bolt://localhost").database, over=False)
    return time.perf_counter() - begin


def ours(address: Neo4jAddress, source: str, clock: data.Clock) -> None:
    """Load as the commands do, by the door."""
    made = data.SOURCES[source]
    assert isinstance(made, data.Preset)
    create(address, load_model(), made.owned)
    with writing(address, load_model()) as door:
        with clock:
            load = door.begin_load("bench", "")
        for change in made.changes():
            with clock:
                door.apply([change], actor="bench", reason="bench", source="generator", load=load)
        with clock:
            door.finish_load(load)


def bare(address: Neo4jAddress, held: Path, clock: data.Clock) -> None:
    """Write a file's rows, those of the change log left out."""
    model = load_model()
    with opened(address) as server:
        schema.constrain(server, model)
        schema.index(server, model)
        found = elements(model)
        with reading(held, model) as connection:
            register(connection)
            near = parameters(origin.read(connection))
            for text, select in _statements(found):
                cursor = connection.execute(select)
                while rows := cursor.fetchmany(BATCH):
                    with clock:
                        server.run(text, {**near, "rows": rows})


def _statements(found: Elements) -> Iterator[tuple[str, str]]:
    """Cypher, and SQL of its rows."""
    for element in found.every:
        if element.table not in (*_KEPT, *_HOUSEHOLDS):
            yield from _one(element)
    yield _households(found)


def _one(element: Element) -> Iterator[tuple[str, str]]:
    match element:
        case NodeElement():
            names = [f"FOREACH (x IN CASE WHEN {_marked(element, mark.column, mark.value)} THEN [1] ELSE [] END | "
                     f"SET n:{mark.label})" for mark in element.marks]
            yield (f"UNWIND $rows AS r CREATE (n:{element.label} {element.properties()}) {' '.join(names)}",
                   element.select())
        case BelongingElement():
            owner = element.columns.index(element.owner.column)
            yield (
                f"UNWIND $rows AS r MATCH (o:{element.owner.label} {{sk: r[{owner}] + $origin}}) "
                f"CREATE (o)-[:{element.type}]->(n:{element.label} {element.properties()})",
                element.select(),
            )
        case RelationshipElement():
            source, target = element.place(element.source.column), element.place(element.target.column)
            yield (
                f"UNWIND $rows AS r MATCH (a:{element.source.label} {{sk: r[{source}] + $origin}}) "
                f"MATCH (b:{element.target.label} {{sk: r[{target}] + $origin}}) "
                f"CREATE (a)-[:{element.type} {element.properties()}]->(b)",
                element.select(),
            )

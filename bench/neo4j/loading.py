"""What loads cost: online beside bare UNWIND of the same rows, offline beside the bare tool.

Online each side writes from a process of its own (``python -m bench.neo4j.loading SIDE URL``) into an empty
server with the same constraints and indexes; CPU is that of writing, neither making changes nor reading rows is in it,
and that of the server. *Bare* is what a good client would send by hand: lists of lists in batches of 2,000, a household
with both of its links in one statement, everything else by label and type.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypedDict

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
from hub.stores.neo4j import csvset, layout, offline, schema
from hub.stores.neo4j.elements import Elements, NodeElement, RelationshipElement, elements, parameters, register
from hub.stores.neo4j.fill import batches
from hub.stores.neo4j.graph import opened
from hub.stores.neo4j.meta import Entry
from hub.stores.sql import origin
from hub.stores.sql.look import reading
from loaders.synthetic import PRESETS, generate

BATCH = 2_000
MEMORY = 400.0
"""The most MB that our client may need."""
SOURCE = "loudi"
_KEPT = ("loads", "change_log", "settled", "numbers")
"""Tables of what happened, which bare does not write."""
_HOUSEHOLDS = "n_hh"
_LINKS = ("l_hh_place", "l_hh_neighbour_head")
"""Links of a household; each has one of both in this source, which the counts would tell."""


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
    data.store(SOURCE)
    for side in ("ours", "bare"):
        with graph.empty(f"neo4j-{side}") as server:
            url = server.start().wait().address.url
            command = [sys.executable, "-m", "bench.neo4j.loading", side, url]
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


def ours(address: Neo4jAddress, clock: data.Clock) -> None:
    """Load as the commands do, by the door."""
    model = load_model()
    create(address, model, PRESETS[SOURCE].owned)
    with writing(address, model) as door:
        with clock:
            load = door.begin_load("bench", "")
        for change in generate(SOURCE):
            with clock:
                door.apply([change], actor="bench", reason="bench", source="generator", load=load)
        with clock:
            door.finish_load(load)


def bare(address: Neo4jAddress, clock: data.Clock) -> None:
    """Write the rows of a file."""
    model, held = load_model(), data.store(SOURCE)
    found = elements(model)
    with opened(address) as server, reading(held, model) as connection:
        schema.constrain(server, model)
        schema.index(server, model)
        register(connection)
        near = parameters(origin.read(connection))
        for text, rows in _statements(connection, found):
            with clock:
                server.run(text, {**near, "rows": rows})


def _statements(connection: sqlite3.Connection, found: Elements) -> Iterator[tuple[str, list[Any]]]:
    """Cypher with the rows that it gets: nodes, households with their links among them, before other links."""
    for element in found.nodes:
        if element.table not in (*_KEPT, _HOUSEHOLDS):
            yield from batches(connection, element, BATCH)
    yield from _households(connection, found)
    for element in (*found.belonging, *found.relationships):
        if element.table not in _LINKS:
            yield from batches(connection, element, BATCH)


def _households(connection: sqlite3.Connection, found: Elements) -> Iterator[tuple[str, list[Any]]]:
    """A household and its two links by one statement."""
    node = found.by_table[_HOUSEHOLDS]
    links = [found.by_table[name] for name in _LINKS]
    assert isinstance(node, NodeElement)
    columns = [f"n.{name}" for name in node.columns]
    text = f"UNWIND $rows AS r CREATE (n:{node.label} {node.properties('r[0]')}) WITH n, r"
    joined = f"FROM {node.table} n"
    ends = [len(columns)]
    for number, link in enumerate(links, 1):
        assert isinstance(link, RelationshipElement)
        target = f"r[{number}][{link.place(link.target.column)}]"
        text += f" MATCH (t{number}:{link.target.label} {{sk: {target} + $origin}})"
        joined += f" JOIN {link.table} l{number} ON l{number}.src = n.sk"
        columns += [f"l{number}.{name}" for name in link.columns]
        ends.append(len(columns))
    for number, link in enumerate(links, 1):
        assert isinstance(link, RelationshipElement)
        text += f" CREATE (n)-[:{link.type} {link.properties(f'r[{number}]')}]->(t{number})"
    first, second, third = ends
    cursor = connection.execute(f"SELECT {', '.join(columns)} {joined} ORDER BY n.sk")
    while rows := cursor.fetchmany(BATCH):
        yield text, [(row[:first], row[first:second], row[second:third]) for row in rows]


def _counts(address: Neo4jAddress) -> dict[str, int]:
    """How many nodes and relationships there are, by label and type; not of those that bare does not write."""
    with opened(address) as server:
        nodes = server.rows("MATCH (n) UNWIND labels(n) AS label RETURN label, count(*)")
        links = server.rows("MATCH ()-[l]->() RETURN type(l), count(*)")
    own = {layout.META, layout.LOAD, layout.CHANGE, layout.SETTLED, layout.NUMBERS}
    return {name: count for name, count in [*nodes, *links] if name not in own}


def main() -> None:
    """Write into one server, and print what it cost."""
    parser = argparse.ArgumentParser(prog="python -m bench.neo4j.loading")
    parser.add_argument("side", choices=("ours", "bare"))
    parser.add_argument("url")
    given = parser.parse_args()
    clock = _Clock()
    {"ours": ours, "bare": bare}[given.side](Neo4jAddress(given.url), clock)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said: Written = {"seconds": clock.seconds, "wall": clock.wall, "memory": memory}
    sys.stdout.buffer.write(orjson.dumps(said))


if __name__ == "__main__":
    main()

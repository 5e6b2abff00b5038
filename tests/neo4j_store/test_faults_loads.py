"""A load whose writer or server is killed, or whose connection breaks, while a batch is committed: the same command
again finishes it, and nothing is there twice or half.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hub.settings import Neo4jAddress
from hub.stores import either
from hub.stores.neo4j import connect
from hub.stores.neo4j.fill import copy_in
from linli.exits import OK, SURROUNDINGS
from linli.main import main as linli
from tests.neo4j_store.proxy import Proxy
from tests.neo4j_store.servers import Server, server
from tests.neo4j_store.tools import RELEASES
from tests.robustness import county, register

ROOT = Path(__file__).parents[2]
ROWS = 5_000
"""Three batches."""
SEED = int(os.environ.get("LINLI_SEED", "1"))
pytestmark = pytest.mark.usefixtures("no_settings")


@dataclass(frozen=True, slots=True)
class Sort:
    """Who is killed at a commit, if anybody; and whether the server has heard of it by then, and answered."""

    name: str
    victim: str
    passed: bool
    answered: bool = False


SORTS = (
    Sort("the writer before", "writer", passed=False),
    Sort("the server amid", "server", passed=True),
    Sort("the writer after", "writer", passed=True, answered=True),
    Sort("the connection after", "", passed=True, answered=True),
    Sort("the server before", "server", passed=False),
)
KILLS = int(os.environ.get("LINLI_KILLS", len(SORTS)))
"""Of each version: each sort once, by ``make soak`` 50."""


class Place:
    """A server with areas, and a file of households to be loaded into it."""

    def __init__(self, started: Server, proxy: Proxy, file: Path, after: str) -> None:
        self.server = started
        self.proxy = proxy
        self.file = file
        self.after = after
        self.commits = 0
        self.entries = 0

    @property
    def address(self) -> Neo4jAddress:
        """By way of the proxy."""
        return Neo4jAddress(f"bolt://127.0.0.1:{self.proxy.port}")

    def load(self) -> subprocess.Popen[str]:
        """The command, in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "linli.main", "load", "Household", str(self.file), "--apply"],
            cwd=self.file.parent,
            env=os.environ | {"PYTHONPATH": str(ROOT), "LINLI_STORE": str(self.address)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def digest(self) -> str:
        """Of what the server holds."""
        return either.digest(self.server.address, county.MODEL)

    def loaded(self) -> int:
        """See to it that all households are there, once; returns the load's number."""
        assert self.digest() == self.after
        loads = [one.load for one in either.all_loads(self.server.address, county.MODEL)]
        # One that found everything there already, because its predecessor had been finished, wrote nothing.
        standing = [load for load in loads if load.source == self.file.name and load.state != "UNDONE"]
        (load,) = (load for load in standing if self.entries_of(load.id))
        assert (load.state, load.checkpoint) == ("DONE", str(ROWS))
        return load.id

    def entries_of(self, load: int) -> int:
        """How many entries of the change log a load has."""
        address = self.server.address
        with connect.open_driver(address) as driver, connect.writing(driver, address) as session:
            found = session.run("MATCH (c:LinliChange {load: $load}) RETURN count(c)", load=load)
            return int(found.single(strict=True)[0])

    def undo(self, load: int) -> None:
        """Take it back, so that everything is as before; the next household gets the same number, too."""
        assert linli(["undo", str(load), "--apply", "--store", str(self.server.address)]) == OK
        address = self.server.address
        with connect.open_driver(address) as driver, connect.writing(driver, address) as session:
            session.run("MATCH (n:LinliNumbers {tag: 'hh'}) DELETE n").consume()


@pytest.fixture(scope="module", params=tuple(RELEASES))
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The server, after an undisturbed load that was taken back."""
    folder = tmp_path_factory.mktemp("loads")
    before, file = register.write(folder, ROWS)
    after = Path(shutil.copy(before, folder / "after.sqlite"))
    assert register.load(after, file) == OK
    with server(request.param, folder / "home", heap=384) as started, Proxy(started.port) as proxy:
        copy_in(before, started.address, county.MODEL)
        found = Place(started, proxy, file, county.digest_of(after))
        _, said = (process := found.load()).communicate(timeout=120)
        assert process.returncode == OK, said
        found.commits = proxy.commits
        load = found.loaded()
        found.entries = found.entries_of(load)
        found.undo(load)
        assert found.digest() == county.digest_of(before)
        yield found


def test_a_load_is_many_transactions(place: Place) -> None:
    assert place.commits > place.entries > 1


@pytest.mark.parametrize("number", range(KILLS))
def test_killed(place: Place, number: int) -> None:
    sort = SORTS[number % len(SORTS)]
    commit = random.Random(f"commit {SEED} {number}").randint(1, place.commits)
    print(f"LINLI_SEED={SEED}: {sort.name} commit {commit} of {place.commits}")
    process = place.load()
    victim = {"writer": process.kill, "server": place.server.kill, "": lambda: None}[sort.victim]
    place.proxy.arm(commit, victim, passed=sort.passed, answered=sort.answered)
    _, said = process.communicate(timeout=120)
    if sort.victim == "server":
        assert process.returncode == SURROUNDINGS, said
        assert "STORE_DOWN" in said
        place.server.start().wait()
    elif sort.victim == "writer":
        assert process.returncode == -9, said
    else:
        assert process.returncode == OK, said
    if process.returncode != OK:
        again = place.load()
        _, said = again.communicate(timeout=120)
        assert again.returncode == OK, said
    load = place.loaded()
    assert place.entries_of(load) == place.entries
    place.undo(load)


def test_nothing_is_left_half_or_twice(place: Place) -> None:
    """After all of them: counters, search, keys and labels are what the nodes and links say."""
    assert either.check(place.server.address, county.MODEL) == []

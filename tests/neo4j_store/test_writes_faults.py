"""A write is done once and whole, or not at all: whatever breaks while it is on its way."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import ClientError, Neo4jError, ServiceUnavailable, TransientError

from graph_schema.changes import UpsertNodes
from graph_schema.keys import format_key, pack
from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.errors import ChangeError, Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores.neo4j import connect, patience
from hub.stores.neo4j import door as doors
from hub.stores.neo4j.door import ATTEMPTS, Neo4jDoor
from hub.stores.neo4j.errors import Refused
from hub.stores.neo4j.graph import opened
from hub.stores.neo4j.meta import INDEXED_BYTES
from tests.neo4j_store import dying
from tests.neo4j_store.both import emptied

ROOT = Path(__file__).parents[2]
HERE = "510681"
A = {"actor": "a", "reason": "r", "source": "s"}
VILLAGE = format_key("area", pack(HERE, 2))
BEGIN = date(2020, 1, 1)
KEEPS_INDEXES = True


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


@pytest.fixture
def door(graph: Neo4jAddress, model: Model, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jDoor]:
    """A store of one village; nobody waits between attempts."""
    monkeypatch.setattr(doors, "FIRST_WAIT", 0.0)
    emptied(graph)
    with Neo4jDoor.create(graph, model, [HERE]) as found:
        found.apply(
            [UpsertNodes("Area", ("id", "name", "level", "validFrom"), [(VILLAGE, "甲村", "VILLAGE", BEGIN)])], **A
        )
        yield found


def households(*numbers: int) -> list[UpsertNodes]:
    rows = [(VILLAGE, str(number), 1, BEGIN) for number in numbers]
    return [UpsertNodes("Household", ("place", "registerNumber", "size", "validFrom"), rows)]


def held(address: Neo4jAddress) -> dict[str, int]:
    """How many of what there is; households as the counters know them, too."""
    text = (
        "RETURN COUNT { (:Household) } AS nodes, COUNT { (:Household)-[:LIVES_IN]->(:Area) } AS links, "
        "COUNT { (:LinliChange) } AS entries, "
        "COLLECT { MATCH (m:LinliMeta) RETURN m.version }[0] AS version, "
        "reduce(n = 0, d IN COLLECT { MATCH (c:LinliCount {what: 'hh'}) RETURN c.delta } | n + d) AS counted"
    )
    with opened(address) as graph:
        return dict(graph.one(text))


def whole(count: int, entries: int) -> dict[str, int]:
    return {"nodes": count, "links": count, "entries": entries, "version": entries, "counted": count}


Fault = Callable[[], BaseException]


def transient() -> Neo4jError:
    return TransientError._hydrate_neo4j(code="Neo.TransientError.Transaction.DeadlockDetected", message="injected")


def failing(monkeypatch: pytest.MonkeyPatch, what: str, at: int, fault: Fault, *, after: bool = False) -> list[int]:
    """Let the n-th call of a method of the driver's transactions fail, before or ``after`` it was carried out; the list
    has one entry a call.
    """
    calls: list[int] = []
    original = getattr(neo4j.Transaction, what)

    def call(transaction: neo4j.Transaction, *arguments: object, **named: object) -> object:
        calls.append(len(calls))
        if len(calls) - 1 != at:
            return original(transaction, *arguments, **named)
        if after:
            original(transaction, *arguments, **named)
        raise fault()

    monkeypatch.setattr(neo4j.Transaction, what, call)
    return calls


def test_passing_errors_anywhere_are_tried_again(
    door: Neo4jDoor, graph: Neo4jAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in itertools.count():
        with monkeypatch.context() as injecting:
            tried = failing(injecting, "run", at, transient)
            receipt = door.apply(households(at), **A)
        assert receipt.seq == at + 2
        assert receipt.tallies["Household"].created == 1
        if len(tried) <= at:
            break  # there are no more to fail
        assert len(tried) > at + 1, "it was not tried again"
    assert at > 5
    assert held(graph) == whole(at + 1, at + 2)


@pytest.mark.parametrize(
    ("fault", "after"),
    [
        (transient, False),
        (lambda: ServiceUnavailable("injected"), False),
        (lambda: ServiceUnavailable("injected"), True),
    ],
    ids=["refused", "broken before", "broken after"],
)
def test_a_commit_of_which_nobody_knows_is_settled(
    door: Neo4jDoor, graph: Neo4jAddress, monkeypatch: pytest.MonkeyPatch, fault: Fault, after: bool
) -> None:
    load = door.begin_load("file", "0" * 64)
    with monkeypatch.context() as injecting:
        commits = failing(injecting, "commit", 0, fault, after=after)
        receipt = door.apply(households(1, 2), **A, load=load)
    assert len(commits) == 2 - after, "what was committed is not done again"
    assert receipt.seq == 2
    assert held(graph) == whole(2, 2)
    with monkeypatch.context() as injecting:
        failing(injecting, "commit", 0, fault, after=after)
        door.finish_load(load)
        assert door.open_loads() == []
    door.apply(households(1, 2, 3), **A)
    assert held(graph) == whole(3, 3)


@pytest.mark.parametrize("after", [False, True])
def test_a_load_begins_once(door: Neo4jDoor, monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    """It writes no entry into the log, by which it could be known."""
    with monkeypatch.context() as injecting:
        failing(injecting, "commit", 0, lambda: ServiceUnavailable("injected"), after=after)
        load = door.begin_load("file", "0" * 64)
    assert [one.id for one in door.open_loads()] == [load]


def test_errors_that_stay_are_told(door: Neo4jDoor, graph: Neo4jAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    def always(fault: Fault) -> list[int]:
        calls: list[int] = []

        def run(*arguments: object, **named: object) -> None:
            calls.append(1)
            raise fault()

        monkeypatch.setattr(neo4j.Transaction, "run", run)
        return calls

    with monkeypatch.context() as monkeypatch:
        calls = always(transient)
        with pytest.raises(StoreError) as raised:
            door.apply(households(1), **A)
        assert (raised.value.code, len(calls)) == (Code.STORE_LOCKED, ATTEMPTS)
        calls = always(lambda: ServiceUnavailable("injected"))
        with pytest.raises(StoreError) as raised:
            door.apply(households(1), **A)
        assert (raised.value.code, len(calls)) == (Code.STORE_DOWN, ATTEMPTS)
        name = "Neo.ClientError.Statement.SyntaxError"
        calls = always(lambda: ClientError._hydrate_neo4j(code=name, message="injected"))
        with pytest.raises(Refused):
            door.apply(households(1), **A)
        assert len(calls) == 1, "what will never do is not tried again"
    assert held(graph) == whole(0, 1)
    door.apply(households(1), **A)
    assert held(graph) == whole(1, 2)


def test_two_writers_of_one_natural_key_make_one_node(door: Neo4jDoor, graph: Neo4jAddress, model: Model) -> None:
    rounds, writers = 8, 2
    together = threading.Barrier(writers)

    def write(place: int) -> list[str]:
        made = []
        try:
            with Neo4jDoor.open(graph, model) as mine:
                for number in range(rounds):
                    together.wait()
                    made += mine.apply(households(number, number + 1), **A).keys()
        finally:
            together.abort()  # nobody waits for one that failed
        return made

    with ThreadPoolExecutor(writers) as pool:
        made = list(pool.map(write, range(writers)))
    assert made[0] == made[1] and len(made[0]) == 2 * rounds
    assert held(graph) == whole(rounds + 1, rounds + 1)


def test_a_wait_for_another_writer_ends(
    door: Neo4jDoor, graph: Neo4jAddress, driver: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LOCK_SECONDS", 0.2)
    with connect.writing(driver, graph) as session, session.begin_transaction() as other:
        other.run("MATCH (m:LinliMeta) SET m.lock = 'held'").consume()
        for write in (lambda: door.apply(households(1), **A), lambda: door.begin_load("file", "0" * 64)):
            with pytest.raises(StoreError) as raised:
                write()
            assert raised.value.code is Code.STORE_LOCKED
        assert door.open_loads() == [], "who only reads need not wait"
    assert held(graph) == whole(0, 1)
    assert door.apply(households(1), **A).seq == 2


def test_what_cannot_be_found_out_is_said(
    door: Neo4jDoor, graph: Neo4jAddress, driver: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection breaks after a commit, and somebody else has the lock by then."""
    monkeypatch.setattr(patience, "LOCK_SECONDS", 0.2)
    with connect.writing(driver, graph) as session, session.begin_transaction() as other:

        def broken() -> BaseException:
            other.run("MATCH (m:LinliMeta) SET m.lock = 'held'").consume()
            return ServiceUnavailable("injected")

        with monkeypatch.context() as injecting:
            failing(injecting, "commit", 0, broken, after=True)
            with pytest.raises(StoreError, match="nobody knows") as raised:
                door.apply(households(1), **A)
        assert raised.value.code is Code.STORE_DOWN
    assert held(graph) == whole(1, 2)
    assert door.apply(households(1), **A).seq is None
    assert held(graph) == whole(1, 2)


def test_a_killed_writer_leaves_nothing_half(door: Neo4jDoor, graph: Neo4jAddress) -> None:
    """Killed when all is written, but not committed: the server takes it back, and lets the next one write."""
    writer = [sys.executable, "-m", dying.__name__, graph.url, VILLAGE]
    assert subprocess.run(writer, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert held(graph) == whole(0, 1)
    assert door.apply(households(2, 3), **A).seq == 2
    assert held(graph) == whole(2, 2)


@pytest.mark.parametrize("text", ["长" * (INDEXED_BYTES // 3), "9" * (INDEXED_BYTES - 11)], ids=["wide", "digits"])
def test_a_text_that_no_index_takes_is_refused(door: Neo4jDoor, graph: Neo4jAddress, text: str) -> None:
    """The longest one is taken: by the area's name, before which the digits' length stands, and by a composite one."""
    for _ in range(2):
        door.apply([UpsertNodes("Area", ("id", "name"), [(VILLAGE, text)])], **A)
        for dry_run in (True, False):
            with pytest.raises(ChangeError, match=f"an index of this store takes {INDEXED_BYTES}") as raised:
                door.apply([UpsertNodes("Area", ("id", "name"), [(VILLAGE, text + text[0])])], **A, dry_run=dry_run)
            assert (raised.value.code, raised.value.details["row"]) == (Code.BAD_VALUE, 0)
            assert raised.value.details["column"] == "name"
    assert held(graph) == whole(0, 2)


def test_what_the_rules_refuse_is_not_tried_again(
    door: Neo4jDoor, graph: Neo4jAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = failing(monkeypatch, "commit", -1, transient)
    with pytest.raises(ChangeError) as raised:
        door.apply([UpsertNodes("Household", ("place",), [(VILLAGE,)])], **A)
    assert raised.value.code is Code.BAD_VALUE
    assert not commits
    assert held(graph) == whole(0, 1)

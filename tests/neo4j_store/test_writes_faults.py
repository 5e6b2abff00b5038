"""A write is done once and whole, or not at all: whatever breaks while it is on its way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from datetime import date

import neo4j
import pytest
from neo4j.exceptions import ClientError, Neo4jError, ServiceUnavailable, TransientError

from graph_schema.changes import UpsertNodes
from graph_schema.keys import format_key, pack
from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.errors import ChangeError, Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores.neo4j import door as doors
from hub.stores.neo4j.door import ATTEMPTS, Neo4jDoor
from hub.stores.neo4j.errors import Refused
from hub.stores.neo4j.graph import opened
from tests.neo4j_store.both import emptied

HERE = "510681"
A = {"actor": "a", "reason": "r", "source": "s"}
VILLAGE = format_key("area", pack(HERE, 2))
BEGIN = date(2020, 1, 1)


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
    rows = [(VILLAGE, str(number), BEGIN) for number in numbers]
    return [UpsertNodes("Household", ("place", "registerNumber", "validFrom"), rows)]


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
    with monkeypatch.context() as counting:
        calls = failing(counting, "run", -1, transient)
        door.apply(households(1), **A)
    for at in range(len(calls)):
        with monkeypatch.context() as injecting:
            tried = failing(injecting, "run", at, transient)
            receipt = door.apply(households(at + 2), **A)
        assert len(tried) > at + 1, "it was not tried again"
        assert receipt.seq == at + 3
        assert receipt.tallies["Household"].created == 1
    assert held(graph) == whole(len(calls) + 1, len(calls) + 2)


@pytest.mark.parametrize("fault", [transient, lambda: ServiceUnavailable("injected")])
@pytest.mark.parametrize("after", [False, True])
def test_a_commit_of_which_nobody_knows_is_settled(
    door: Neo4jDoor, graph: Neo4jAddress, monkeypatch: pytest.MonkeyPatch, fault: Fault, after: bool
) -> None:
    if after and fault is transient:
        pytest.skip("a server that refuses a commit has not carried it out")
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
    made: list[list[str]] = [[] for _ in range(writers)]

    def write(place: int) -> None:
        with Neo4jDoor.open(graph, model) as mine:
            for number in range(rounds):
                together.wait()
                made[place] += mine.apply(households(number, number + 1), **A).keys()

    threads = [threading.Thread(target=write, args=(place,)) for place in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[0] == made[1] and len(made[0]) == 2 * rounds
    assert held(graph) == whole(rounds + 1, rounds + 1)


def test_a_killed_writer_leaves_nothing_half(door: Neo4jDoor, graph: Neo4jAddress, model: Model) -> None:
    """Killed when all is written, but not committed: the server takes it back, and lets the next one write."""
    process = multiprocessing.get_context("spawn").Process(target=write_and_die, args=(graph, model))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert held(graph) == whole(0, 1)
    assert door.apply(households(2, 3), **A).seq == 2
    assert held(graph) == whole(2, 2)


def write_and_die(address: Neo4jAddress, model: Model) -> None:
    """Write households, and be killed before the commit."""
    neo4j.Transaction.commit = lambda transaction: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
    with Neo4jDoor.open(address, model) as door:
        door.apply(households(1, 2), **A)


def test_what_the_rules_refuse_is_not_tried_again(
    door: Neo4jDoor, graph: Neo4jAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = failing(monkeypatch, "commit", -1, transient)
    with pytest.raises(ChangeError) as raised:
        door.apply([UpsertNodes("Household", ("place",), [(VILLAGE,)])], **A)
    assert raised.value.code is Code.BAD_VALUE
    assert not commits
    assert held(graph) == whole(0, 1)

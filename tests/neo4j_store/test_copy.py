"""Stores are copied from files into databases and back, online: row by row the same, never over what is another's.

What is in the database is left there for the next test (``held``), for a copy takes a second or two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores import copying, either
from hub.stores.neo4j import layout, schema
from hub.stores.neo4j.elements import elements, parameters
from hub.stores.neo4j.fill import copy_in, empty, finish
from hub.stores.neo4j.graph import Graph, opened, store
from hub.stores.neo4j.meta import INDEXED_BYTES
from hub.stores.neo4j.pages import pages, unchanged
from hub.stores.sql import digest as sql_digest
from hub.stores.sql import origin, verify
from hub.stores.sql.files import open_for_writing
from hub.stores.sql.loads import undo_load
from tests.neo4j_store.files import Rows, every_value, loaded, ordered, rows_of


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory, model: Model) -> Path:
    """A small region, written by two loads."""
    return loaded(tmp_path_factory.mktemp("region") / "region.sqlite", model)


@pytest.fixture
def held(graph: Neo4jAddress, region: Path, model: Model) -> Neo4jAddress:
    """A database with the region in it, and nothing else."""
    try:
        state = either.look(graph, model)
        there = (state.owned, state.version) == (("4313",), last(region))
    except StoreError:
        there = False
    if not there:
        copy_in(region, graph, model, over=True)
    return graph


def test_every_value_of_every_column_comes_in_and_out(graph: Neo4jAddress, tmp_path: Path, model: Model) -> None:
    file, back = every_value(tmp_path / "file.sqlite", model), tmp_path / "back.sqlite"
    copy_in(file, graph, model)
    assert_same(rows_in(graph, model), rows_of(file, model))
    assert either.digest(graph, model) == either.digest(file, model)
    copying.copy(graph, back, model)
    assert_same(rows_of(back, model), rows_of(file, model))


def test_a_copy_that_broke_off_is_begun_anew(graph: Neo4jAddress, region: Path, model: Model) -> None:
    class Broken(Exception):
        pass

    rows = 0

    def breaking(number: int) -> None:
        nonlocal rows
        rows += number
        if rows > 1_000:
            raise Broken

    with pytest.raises(Broken):
        copy_in(region, graph, model, over=True, told_rows=breaking)
    with refusing(Code.STORE_DOWN, "broke off"):
        either.look(graph, model)
    with refusing(Code.STORE_DOWN, "broke off; run it again"):
        finish(graph, model)
    copy_in(region, graph, model)
    assert either.digest(graph, model) == either.digest(region, model)


def test_what_is_there_is_not_copied_over(held: Neo4jAddress, region: Path, tmp_path: Path, model: Model) -> None:
    with refusing(Code.BAD_SETTINGS, "--replace"):
        copy_in(region, held, model)
    file = tmp_path / "file.sqlite"
    file.write_text("somebody's")
    with refusing(Code.BAD_SETTINGS, "--replace"):
        copying.copy(held, file, model)
    assert file.read_text() == "somebody's"
    copying.copy(held, file, model, over=True)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert either.digest(file, model) == either.digest(region, model)


def test_a_copy_of_a_copy_is_true_to_itself_and_its_loads_can_be_undone(
    held: Neo4jAddress, region: Path, tmp_path: Path, model: Model
) -> None:
    back = tmp_path / "back.sqlite"
    copying.copy(held, back, model, actor="copier")
    with closing(open_for_writing(back, model)) as connection:
        assert verify.check(connection, model) == []
        said = connection.execute("SELECT actor, reason, summary FROM change_log ORDER BY seq DESC").fetchone()
        assert said == ("copier", f"copy of {held}", f'[{{"change":"Copy","version":{last(region)}}}]')
        connection.execute("DELETE FROM change_log WHERE seq = (SELECT max(seq) FROM change_log)")
    assert_same(rows_of(back, model), rows_of(region, model))
    assert whole_rows(back) == whole_rows(region)  # what a file has besides, too: other areas, words of texts, meta
    emptied = []
    for path in (region, back):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            with closing(sqlite3.connect(path)) as source:
                source.backup(connection)
            for load in (2, 1):
                undo_load(connection, model, load)
            emptied.append(sql_digest.digest(connection, model))
    assert emptied[0] == emptied[1] != either.digest(region, model)


def test_a_write_meanwhile_is_noticed(held: Neo4jAddress, model: Model) -> None:
    with store(held, model) as graph:
        with refusing(Code.STORE_LOCKED, "somebody wrote"), unchanged(graph):
            graph.run(f"MATCH (m:{layout.META}) SET m.version = m.version + 1")
        graph.run(f"MATCH (m:{layout.META}) SET m.version = m.version - 1")


def test_finish_makes_what_is_missing(held: Neo4jAddress, model: Model) -> None:
    with opened(held) as graph:
        graph.run("DROP INDEX linli_hh_size_sk")
        graph.run("DROP CONSTRAINT linli_count")
        assert {name for name, _ in schema.problems(graph, model)} == {"linli_hh_size_sk", "linli_count"}
        finish(held, model)
        assert list(schema.problems(graph, model)) == []
    assert either.check(held, model) == []


FAULTS = {
    "index": "DROP INDEX linli_hh_size_sk",
    "label": "MATCH (n:Posting:NeighbourHead) WITH n LIMIT 1 REMOVE n:NeighbourHead",
    "stray": "CREATE (:Stranger)",
    "meta": f"MATCH (m:{layout.META}) SET m.horizon = date('2020-01-01')",
    "counter": f"MATCH (n:{layout.COUNT}) WITH n LIMIT 1 SET n.delta = n.delta + 1",
    "search": f"MATCH (n:{layout.SEARCH}) WITH n LIMIT 1 SET n.words = 'others'",
    "closure": f"MATCH (:Area)-[w:{layout.WITHIN}]->(:Area) WHERE w.depth = 2 WITH w LIMIT 1 SET w.depth = 3",
    "above": "MATCH (n:Household) WITH n LIMIT 1 SET n.township = n.sk",
    "key": "MATCH (n:Household) WITH n LIMIT 1 SET n.nk = n.nk + 1",
}
"""Sorts of faults, and how they are made."""
TWICE = "MATCH (a:Household)-[x:LIVES_IN]->(b) WITH a, x, b LIMIT 1 CREATE (a)-[y:LIVES_IN]->(b) SET y = x {.*}"


def test_check_finds_what_is_wrong(held: Neo4jAddress, tmp_path: Path, model: Model) -> None:
    with opened(held) as graph:
        for statement in FAULTS.values():
            graph.run(statement)
        assert {fault.sort for fault in either.check(held, model)} == FAULTS.keys()
        graph.run(TWICE)
    assert "damaged" in {fault.sort for fault in either.check(held, model)}
    with refusing(Code.STORE_DOWN, "LIVES_IN"):
        copying.copy(held, tmp_path / "never.sqlite", model)
    assert list(tmp_path.iterdir()) == []


def test_what_others_made_is_left_alone(graph: Neo4jAddress, region: Path, model: Model) -> None:
    with opened(graph) as database:
        empty(database, model, over=True)
        database.run("CREATE (:Stranger)")
        for over in (False, True):
            with refusing(Code.NOT_OURS, "1 nodes"):
                copy_in(region, graph, model, over=over)
        with refusing(Code.NOT_OURS, "no copy to finish"):
            finish(graph, model)
        database.run("MATCH (n:Stranger) DELETE n")


def test_links_to_nowhere_are_not_lost_in_silence(graph: Neo4jAddress, tmp_path: Path, model: Model) -> None:
    file = loaded(tmp_path / "file.sqlite", model)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM n_hh WHERE sk = (SELECT max(sk) FROM n_hh)")
    with refusing(Code.STORE_DOWN, "lead to nodes that it has not"):
        copy_in(file, graph, model, over=True)
    with refusing(Code.STORE_DOWN, "broke off"):
        either.look(graph, model)


def test_a_text_that_no_index_takes_is_refused(graph: Neo4jAddress, tmp_path: Path, model: Model) -> None:
    file = loaded(tmp_path / "file.sqlite", model)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE n_area SET o_name = ? WHERE sk = 1", ("长" * INDEXED_BYTES,))
    with refusing(Code.BAD_VALUE, "area:431300:00000001"):
        copy_in(file, graph, model, over=True)


def rows_in(address: Neo4jAddress, model: Model) -> Rows:
    """The rows of a database."""
    with store(address, model) as graph:
        return {one.table: ordered(flat(graph, one.table, model)) for one in elements(model).every}


def flat(graph: Graph, table: str, model: Model) -> Iterator[list[object]]:
    near = parameters(origin.of_regions(graph.meta()["owned"].split(",")))
    for rows in pages(graph, elements(model).by_table[table], near):
        yield from rows


def assert_same(found: Rows, expected: Rows) -> None:
    for table, rows in expected.items():
        assert found[table] == rows, table
    assert found.keys() == expected.keys()


def whole_rows(path: Path) -> dict[str, list[str]]:
    """All rows of all tables of a file; search rows without their numbers."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("sqlite_", "f_", "s_"))
        ]
        return {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in tables}


def last(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("SELECT max(seq) FROM change_log").fetchone()[0]
        return found


@contextmanager
def refusing(code: Code, words: str) -> Iterator[None]:
    with pytest.raises(StoreError, match=words) as refused:
        yield
    assert refused.value.code is code

"""Stores are copied from files into databases and back, online: row by row the same, and never over what is another's."""

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
from hub.stores.neo4j.fill import copy_in, finish
from hub.stores.neo4j.graph import Graph, opened, store
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


def test_every_value_of_every_column_comes_in_and_out(graph: Neo4jAddress, tmp_path: Path, model: Model) -> None:
    file, back = every_value(tmp_path / "file.sqlite", model), tmp_path / "back.sqlite"
    copy_in(file, graph, model, over=True)
    assert_same(rows_in(graph, model), rows_of(file, model))
    assert either.digest(graph, model) == digest_of(file, model)
    copying.copy(graph, back, model)
    assert_same(rows_of(back, model), rows_of(file, model))


def test_a_copy_of_a_copy_is_true_to_itself_and_its_loads_can_be_undone(
    graph: Neo4jAddress, region: Path, tmp_path: Path, model: Model
) -> None:
    back = tmp_path / "back.sqlite"
    copying.copy(region, graph, model, actor="copier", over=True)
    assert either.digest(graph, model) == digest_of(region, model)
    assert either.check(graph, model) == []
    copying.copy(graph, back, model)
    whole = whole_rows(back)
    with closing(open_for_writing(back, model)) as connection:
        assert verify.check(connection, model) == []
        said = connection.execute("SELECT actor, reason, summary FROM change_log ORDER BY seq DESC").fetchone()
        assert said == ("copier", "copy of region.sqlite", f'[{{"change":"Copy","version":{last(region)}}}]')
        connection.execute("DELETE FROM change_log WHERE seq = (SELECT max(seq) FROM change_log)")
    assert_same(rows_of(back, model), rows_of(region, model))
    # What a file has besides: other areas, words of texts, meta.
    assert {table: rows for table, rows in whole_rows(region).items() if table != "change_log"} == {
        table: rows for table, rows in whole.items() if table != "change_log"
    }
    emptied = []
    for path in (region, back):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            with closing(sqlite3.connect(path)) as source:
                source.backup(connection)
            for load in (2, 1):
                undo_load(connection, model, load)
            emptied.append(sql_digest.digest(connection, model))
    assert emptied[0] == emptied[1] != digest_of(region, model)


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
    with pytest.raises(StoreError, match="broke off") as refused:
        either.look(graph, model)
    assert refused.value.code is Code.STORE_DOWN
    with pytest.raises(StoreError, match="broke off; run it again"):
        finish(graph, model)
    copy_in(region, graph, model)
    assert either.digest(graph, model) == digest_of(region, model)


def test_what_is_there_is_not_copied_over(graph: Neo4jAddress, region: Path, model: Model) -> None:
    copy_in(region, graph, model, over=True)
    with refusing(Code.BAD_SETTINGS, "--replace"):
        copy_in(region, graph, model)
    with opened(graph) as opened_graph:
        schema.drop(opened_graph, model)
        opened_graph.run("MATCH (n) DETACH DELETE n")
        opened_graph.run("CREATE (:Stranger)")
        for over in (False, True):
            with refusing(Code.NOT_OURS, "1 nodes"):
                copy_in(region, graph, model, over=over)
        assert opened_graph.one("MATCH (n:Stranger) RETURN count(n)")[0] == 1
        with refusing(Code.NOT_OURS, "no copy to finish"):
            finish(graph, model)
        opened_graph.run("MATCH (n:Stranger) DELETE n")


def test_a_file_is_not_copied_over(graph: Neo4jAddress, region: Path, tmp_path: Path, model: Model) -> None:
    copy_in(region, graph, model, over=True)
    file = tmp_path / "file.sqlite"
    file.write_text("somebody's")
    with refusing(Code.BAD_SETTINGS, "--replace"):
        copying.copy(graph, file, model)
    assert file.read_text() == "somebody's"
    copying.copy(graph, file, model, over=True)
    assert digest_of(file, model) == digest_of(region, model)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_links_to_nowhere_are_not_lost_in_silence(graph: Neo4jAddress, tmp_path: Path, model: Model) -> None:
    file = loaded(tmp_path / "file.sqlite", model)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM n_hh WHERE sk = (SELECT max(sk) FROM n_hh)")
    with refusing(Code.STORE_DOWN, "lead to nodes that it has not"):
        copy_in(file, graph, model, over=True)
    with pytest.raises(StoreError):
        either.look(graph, model)


def test_a_write_meanwhile_is_noticed(graph: Neo4jAddress, region: Path, tmp_path: Path, model: Model) -> None:
    copy_in(region, graph, model, over=True)
    with refusing(Code.STORE_LOCKED, "somebody wrote"), store(graph, model) as source, unchanged(source):
        source.run(f"MATCH (m:{layout.META}) SET m.version = m.version + 1")


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
    "damaged": "MATCH (a:Household)-[x:LIVES_IN]->(b) WITH a, x, b LIMIT 1 CREATE (a)-[y:LIVES_IN]->(b) SET y = x {.*}",
}


def test_check_finds_what_is_wrong(graph: Neo4jAddress, region: Path, model: Model) -> None:
    copy_in(region, graph, model, over=True)
    with opened(graph) as opened_graph:
        for sort, statement in FAULTS.items():
            opened_graph.run(statement)
            assert sort in {fault.sort for fault in either.check(graph, model)}, sort
            assert sort != "stray" or opened_graph.run("MATCH (n:Stranger) DELETE n") is None
    with refusing(Code.STORE_DOWN, "LIVES_IN"):
        copying.copy(graph, region.with_name("never.sqlite"), model)
    assert not region.with_name("never.sqlite").exists()


def test_finish_makes_what_is_missing(graph: Neo4jAddress, region: Path, model: Model) -> None:
    copy_in(region, graph, model, over=True)
    with opened(graph) as opened_graph:
        schema.drop(opened_graph, model)
        assert len(list(schema.problems(opened_graph, model))) == len(schema.indexes(model))
        finish(graph, model)
        assert list(schema.problems(opened_graph, model)) == []


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


def digest_of(path: Path, model: Model) -> str:
    return either.digest(path, model)


def last(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("SELECT max(seq) FROM change_log").fetchone()[0]
        return found


@contextmanager
def refusing(code: Code, words: str) -> Iterator[None]:
    with pytest.raises(StoreError, match=words) as refused:
        yield
    assert refused.value.code is code

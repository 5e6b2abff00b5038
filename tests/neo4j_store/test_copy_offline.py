"""A file imported by the server's own tool is what the online copy is, row by row."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.errors import Code
from hub.settings import Neo4jAddress
from hub.stores import copying, either
from hub.stores.neo4j import schema
from hub.stores.neo4j.csvset import write_csv
from hub.stores.neo4j.graph import opened
from hub.stores.neo4j.offline import check_stopped, find, run
from tests.neo4j_store.files import every_value, loaded, rows_of
from tests.neo4j_store.fixtures import VERSIONS
from tests.neo4j_store.servers import Server
from tests.neo4j_store.test_copy import assert_same, refusing, rows_in
from tests.neo4j_store.tools import RELEASES, tools

ADMIN = "org.neo4j.cli.AdminTool"


@pytest.fixture(params=[version for version in VERSIONS if version in RELEASES])
def stopped(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server that has not been started yet."""
    tools(request.param)
    server = Server(request.param, tmp_path / "home")
    server.configure()
    yield server
    if server.running:
        server.kill()


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


def admin(server: Server) -> str:
    return shlex.join(tools(server.version).command(ADMIN, "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"))


def test_every_value_is_imported(stopped: Server, tmp_path: Path, model: Model) -> None:
    file, csv = every_value(tmp_path / "file.sqlite", model), tmp_path / "csv"
    csv.mkdir()
    told = admin(stopped)
    tool = find(told, stopped.home)
    assert tool is not None
    write_csv(loaded(tmp_path / "region.sqlite", model), csv, model)
    run(tool, csv, stopped.address.database, over=False)
    with refusing(Code.BAD_SETTINGS, "--replace"):
        run(tool, csv, stopped.address.database, over=False)
    by_hand = copying.copy_offline(
        file, stopped.address, model, actor="importer", admin=told, home=stopped.home, over=True
    )
    assert by_hand is None
    stopped.start().wait()
    with refusing(Code.STORE_LOCKED, "the server runs"):
        check_stopped(stopped.address)
    with refusing(Code.STORE_LOCKED, "stop"):
        run(tool, csv, stopped.address.database, over=True)
    with refusing(Code.STORE_DOWN, "under way"):
        either.look(stopped.address, model)
    copying.finish(stopped.address, model)
    with opened(stopped.address) as graph:
        assert list(schema.problems(graph, model)) == []
    found, expected = rows_in(stopped.address, model), rows_of(file, model)
    (entry,) = set(found["change_log"]) - set(expected["change_log"])
    assert entry[2:5] == ("importer", "copy of file.sqlite", "file.sqlite")
    found["change_log"].remove(entry)
    assert_same(found, expected)


def test_the_command_is_told_where_the_tool_is_not_at_hand(
    tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("NEO4J_HOME", raising=False)
    file, folder = loaded(tmp_path / "file.sqlite", model), tmp_path / "a folder"
    folder.mkdir()
    nowhere = Neo4jAddress("bolt://127.0.0.1:1")
    said = copying.copy_offline(file, nowhere, model, actor="importer", folder=folder)
    assert said == f"cd {shlex.quote(str(folder))} && neo4j-admin database import full @import.args neo4j"
    named = {line.rpartition("=")[2] for line in (folder / "import.args").read_text().splitlines() if "=./" in line}
    assert {f"./{path.name}" for path in folder.glob("*.csv")} == named - {"./import.report"}

"""A hub whose store is on a server that nobody has started: what it can do, and what it says."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from hub.api.question import Question
from hub.app import StoreHealth, asgi_app, open_hub
from hub.errors import Code, StoreError
from hub.settings import HubSettings, Neo4jAddress
from linli import exits
from linli.main import main

ROOT = Path(__file__).parents[3]
SECRET = "never-to-be-seen"


@pytest.fixture
def nowhere() -> Iterator[Neo4jAddress]:
    """An address that is taken, and where nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield Neo4jAddress(f"bolt://127.0.0.1:{held.getsockname()[1]}", user="neo4j", password=SECRET)


@pytest.fixture
def settings(nowhere: Neo4jAddress) -> HubSettings:
    return HubSettings(store=nowhere, cursor_key=b"k" * 32)


def test_a_question_needs_a_server(settings: HubSettings) -> None:
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_hub(settings)
    assert caught.value.code is Code.STORE_DOWN
    assert str(settings.store) in caught.value.message


def test_a_hub_that_waits_answers_what_needs_no_data(settings: HubSettings) -> None:
    opened = open_hub(settings, wait=True)

    async def ask(document: str) -> Any:
        return json.loads((await opened.service.answer(Question(document))).body)

    async def questions() -> None:
        assert await ask("{ __schema { queryType { name } } }") == {
            "data": {"__schema": {"queryType": {"name": "Query"}}}
        }
        answer = await ask('{ area(id: "area:510681:00000001") { name } }')
        assert answer["data"] == {"area": None}
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["STORE_DOWN"]
        health = await StoreHealth(opened.see).health()
        assert (health.ready, health.checks["store"]) == (False, "STORE_DOWN")
        assert SECRET not in f"{answer} {health}"
        assert opened.data_version() is None
        await opened.aclose()

    anyio.run(questions)
    assert (opened.regions, opened.state) == ((), None)


def test_the_regions_that_are_set_hold_until_the_store_is_seen(nowhere: Neo4jAddress) -> None:
    opened = open_hub(HubSettings(store=nowhere, cursor_key=b"k" * 32, regions=("510681", "4313")), wait=True)
    assert opened.regions == ("4313", "510681")
    assert opened.service.settings.hub == "4313"


def test_an_application_starts_and_stops_without_its_server(settings: HubSettings) -> None:
    app = asgi_app(open_hub(settings, wait=True), log=lambda record: None)
    sent: list[str] = []

    async def live() -> None:
        messages = iter(["lifespan.startup", "lifespan.shutdown"])

        async def receive() -> Any:
            await anyio.sleep(0)
            return {"type": next(messages)}

        async def send(message: Any) -> None:
            sent.append(message["type"])

        await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send)

    anyio.run(live)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


@pytest.mark.parametrize(
    "command",
    [
        *(["ask", "{ __typename }"], ["explain", "{ __typename }"], ["check"], ["digest"], ["loads"], ["undo", "1"]),
        *(["init", "510681"], ["demo", "--preset", "guanghan"], ["divisions", "folder"]),
    ],
    ids=lambda command: command[0],
)
def test_commands_say_that_the_server_is_not_there(
    nowhere: Neo4jAddress, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("LINLI_NEO4J_PASSWORD", SECRET)
    assert main([*command, "--store", f"{nowhere.url}/{nowhere.database}"]) == exits.SURROUNDINGS
    said = capsys.readouterr()
    assert said.err.startswith(f"linli: STORE_DOWN: {nowhere}: the server cannot be reached")
    assert (said.err.count("\n"), said.out) == (1, "")
    assert SECRET not in said.err


@pytest.mark.parametrize(
    ("command", "instead"),
    [("backup", "neo4j-admin database dump"), ("restore", "neo4j-admin database load")],
)
def test_what_is_done_to_files_is_done_otherwise_to_a_server(
    capsys: pytest.CaptureFixture[str], command: str, instead: str
) -> None:
    assert main([command, "file", "--store", "neo4j://host"]) == exits.USAGE
    said = capsys.readouterr().err
    assert instead in said and "linli copy" in said


PROGRAM = """
import contextlib, io, json, sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "neo4j":
            raise ModuleNotFoundError("No module named 'neo4j'", name="neo4j")

sys.meta_path.insert(0, Missing())
from linli.main import main

told = []
for arguments in json.load(sys.stdin):
    with contextlib.redirect_stderr(io.StringIO()) as err, contextlib.redirect_stdout(io.StringIO()):
        code = main(arguments)
    told.append([code, err.getvalue()])
json.dump(told, sys.stdout)
"""


def test_a_missing_driver_is_told_and_a_file_needs_none(tmp_path: Path) -> None:
    file, server = ["--store", "sqlite:hub.sqlite"], ["--store", "neo4j://host"]
    questions = [["check"], ["digest"], ["loads"], ["ask", "{ catalogue { kinds { count } } }"]]
    commands = [["init", "510681", *file]]
    commands += [[*one, *where] for where in (file, server) for one in questions]
    commands += [["init", "52", *server], ["serve", *server], ["undo", "1", *server]]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(commands),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    told = dict(zip(map(tuple, commands), json.loads(done.stdout), strict=True))
    for command, (code, said) in told.items():
        if file[1] in command:
            assert (code, said) == (0, ""), command
        else:
            assert (code, said.count("\n")) == (exits.USAGE, 1), command
            assert "pip install 'linli-hub[neo4j]'" in said

"""The commands on a server: what they say and do is what they say and do on a file."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import neo4j
import pytest

from hub.settings import Neo4jAddress
from hub.stores.neo4j import connect
from linli import exits
from linli.main import main
from tests.unit.linli.test_linli_load import AREAS

HOUSEHOLDS = "place,registerNumber,size,validFrom\n" + "".join(
    f"code:510681104001,{number:06d},{number % 6 + 1},2021-03-25\n" for number in range(300)
)
QUESTION = """{
  areaByCode(code: "510681") {
    name
    children {
      nodes { name households(first: 2, orderBy: [{field: SIZE, direction: DESC}]) { totalCount nodes { key size } } }
    }
  }
  catalogue { kinds { kind count } }
}"""

pytestmark = pytest.mark.usefixtures("no_settings")
KEEPS_INDEXES = True


class Done(NamedTuple):
    """What a run of the command did, the store's name and moments left out; ``err``: what is wrong."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the store that ``LINLI_STORE`` names."""

    def call(*arguments: str) -> Done:
        capsys.readouterr()
        code = main(arguments)
        said = capsys.readouterr()
        # Progress is told once a second.
        faults = "".join(line for line in said.err.splitlines(keepends=True) if line.startswith("linli: "))
        return Done(code, _unnamed(said.out), _unnamed(faults))

    return call


def _unnamed(text: str) -> str:
    for name in (os.environ["LINLI_STORE"], "sqlite:", "hub.sqlite", f"{os.environ['LINLI_STORE']}/neo4j"):
        text = text.replace(name, "STORE")
    text = text.replace("STORE/neo4j", "STORE").replace(f"{Path.cwd()}/", "")
    return re.sub(r"20[\d-]{8}[ T][\d:]{5}(:\d\d\+00:00)?", "MOMENT", text)


@pytest.fixture
def surrounding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A working folder with files to load."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.chdir(tmp_path)
    Path("areas.csv").write_text(AREAS, "utf-8")
    Path("households.csv").write_text(HOUSEHOLDS, "utf-8")
    Path("changed.csv").write_text(HOUSEHOLDS.replace("000007,2,", "000007,9,"), "utf-8")
    Path("faulty.csv").write_text(
        HOUSEHOLDS.replace("000007,2,", "000007,two,").replace("104001,000009", "104002,000009"), "utf-8"
    )
    return tmp_path


@pytest.fixture
def empty(graph: Neo4jAddress, driver: neo4j.Driver) -> Neo4jAddress:
    """The database without a node, for each test; constraints and indexes may stay, they take long to make."""
    with connect.writing(driver, graph) as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
    return graph


STORY = (
    ("init", "510681"),
    ("loads",),
    ("load", "Area", "areas.csv"),
    ("load", "Area", "areas.csv", "--apply"),
    ("load", "Household", "households.csv"),
    ("load", "Household", "households.csv", "--apply", "--reason", "the register"),
    ("ask", QUESTION),
    ("ask", QUESTION, "--format", "table"),
    ("load", "Household", "faulty.csv", "--apply"),
    ("load", "Household", "changed.csv"),
    ("load", "Household", "changed.csv", "--apply"),
    ("loads",),
    ("loads", "--format", "json"),
    ("digest",),
    ("undo", "2"),
    ("undo",),
    ("undo", "3"),
    ("undo", "3", "--apply"),
    ("undo", "9"),
    ("undo", "2", "--apply", "--reason", "the wrong town"),
    ("load", "Household", "households.csv", "--resume"),
    ("loads",),
    ("ask", QUESTION),
    ("digest",),
    ("check",),
)


def test_commands_say_on_a_server_what_they_say_on_a_file(
    empty: Neo4jAddress, surrounding: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {}
    for store in ("sqlite:hub.sqlite", empty.url):
        monkeypatch.setenv("LINLI_STORE", store)
        told[store] = [(command, run(*command)) for command in STORY]
    on_file, on_server = told.values()
    assert on_server == on_file
    codes = [done.code for _, done in on_file]
    assert {code for code in codes} == {exits.OK, exits.FAULTY, exits.SURROUNDINGS}


def test_a_demo_is_made_gone_on_with_and_made_anew(
    empty: Neo4jAddress, surrounding: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = ("demo", "--preset", "loudi", "--scale", "0.002")
    digests = set()
    for store in ("sqlite:hub.sqlite", empty.url):
        monkeypatch.setenv("LINLI_STORE", store)
        done = run(*demo, "--store", store)
        assert (done.code, done.out.splitlines()[0]) == (0, "the demo is in STORE")
        digests.add(run("digest"))
    assert len(digests) == 1
    (load,) = loads = json.loads(run("loads", "--format", "json").out)
    assert run(*demo, "--store", empty.url).code == 0
    assert json.loads(run("loads", "--format", "json").out) == loads
    again = run("demo", "--preset", "loudi", "--scale", "0.001", "--store", empty.url)
    assert "`linli demo --again` makes it anew" in again.err
    assert run("demo", "--preset", "loudi", "--scale", "0.001", "--again", "--store", empty.url).code == 0
    (anew,) = json.loads(run("loads", "--format", "json").out)
    assert (anew["id"], anew["state"], anew["digest"] == load["digest"]) == (1, "DONE", False)


def test_what_is_there_is_left_alone(
    empty: Neo4jAddress, surrounding: Path, run: Run, monkeypatch: pytest.MonkeyPatch, driver: neo4j.Driver
) -> None:
    monkeypatch.setenv("LINLI_STORE", empty.url)
    assert run("loads") == (
        exits.SURROUNDINGS,
        "",
        "linli: STORE_DOWN: STORE: there is no store here; make one with `linli init` or `linli demo`, or copy one "
        "with `linli copy`\n",
    )
    assert run("init", "510681").code == 0
    assert run("init", "510681").err.startswith("linli: NOT_OURS: STORE: the database holds something already")
    assert run("load", "Area", "areas.csv", "--apply").code == 0
    for command in (["demo", "--store", empty.url], ["demo", "--again", "--store", empty.url]):
        assert run(*command).err.startswith("linli: NOT_OURS: STORE: it is no demo, so it is left alone")
    with connect.writing(driver, empty) as session:
        session.run("MATCH (m:LinliMeta) REMOVE m:LinliMeta SET m:Theirs").consume()
    for command in (["loads"], ["digest"], ["check"], ["ask", "{ __typename }"], ["undo", "1"]):
        done = run(*command)
        assert done.code == exits.SURROUNDINGS
        assert done.err.startswith("linli: NOT_OURS: STORE: this database holds what is not of Linli Hub")

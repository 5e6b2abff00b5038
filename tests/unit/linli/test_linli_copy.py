"""``linli copy``: what it takes, and what it says; ``tests/neo4j_store`` has it on real servers."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("neo4j")  # where the driver is missing there is no such store

from linli import exits
from tests.unit.linli.conftest import Run

NOWHERE = "bolt://127.0.0.1:1"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "FROM and TO are missing"),
        (("sqlite:a.sqlite",), "FROM and TO are missing"),
        (("sqlite:a.sqlite", "sqlite:b.sqlite"), "`linli backup`"),
        ((NOWHERE, NOWHERE), "copy to a file first"),
        (("a.sqlite", NOWHERE), "FROM: 'a.sqlite' was given"),
        (("sqlite:a.sqlite", "http://localhost"), "TO: "),
        (("sqlite:a.sqlite", "neo4j://me:secret@localhost"), "leave them out of it"),
        ((NOWHERE, "sqlite:a.sqlite", "--offline"), "with --offline a file"),
        (("sqlite:a.sqlite", "sqlite:b.sqlite", "--offline"), "TO: the file b.sqlite was given"),
        (("sqlite:a.sqlite", NOWHERE, "--csv", "folder"), "--csv: it belongs to --offline"),
        (("--finish", NOWHERE, "--replace"), "--finish: it takes one server"),
        (("--finish", "sqlite:a.sqlite"), "--finish: the file a.sqlite was given"),
    ],
)
def test_what_cannot_be_copied_is_refused(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("copy", *arguments)
    assert (done.code, done.out) == (exits.USAGE, "")
    assert words in done.err
    assert "secret" not in done.err


def test_a_server_that_is_not_there_is_named(run: Run, demo: Path) -> None:
    for arguments in ((f"sqlite:{demo}", NOWHERE), (NOWHERE, "sqlite:b.sqlite"), ("--finish", NOWHERE)):
        done = run("copy", *arguments)
        assert done.code == exits.SURROUNDINGS
        assert f"STORE_DOWN: {NOWHERE}/neo4j" in done.err
    assert not Path("b.sqlite").exists()


def test_without_the_tool_the_command_is_printed(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("NEO4J_HOME", raising=False)
    done = run("copy", f"sqlite:{demo}", NOWHERE, "--offline")
    assert (done.code, "--csv FOLDER" in done.err) == (exits.USAGE, True)
    done = run("copy", f"sqlite:{demo}", NOWHERE, "--offline", "--csv", "files")
    assert done.code == exits.OK
    assert "cd files && neo4j-admin database import full @import.args neo4j" in done.out
    assert f"linli copy --finish {NOWHERE}/neo4j" in done.out
    assert (Path("files") / "n_hh.csv").stat().st_size > 0

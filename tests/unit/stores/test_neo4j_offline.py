"""Where neo4j-admin is looked for, and what its failures mean."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("neo4j")  # its room is imported below

from hub.errors import Code, StoreError
from hub.stores.neo4j.offline import Admin, by_hand, find, run


def a_tool(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    tool = folder / "neo4j-admin"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    return tool


def test_the_tool_is_found_as_given_then_in_the_home_then_on_the_path(tmp_path: Path) -> None:
    home, other, path = tmp_path / "home", tmp_path / "other", tmp_path / "path"
    told = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    assert find(None, None, {}) is None
    on_path = a_tool(path)
    environment = {"PATH": str(path)}
    assert find(None, None, environment) == Admin((str(on_path),))
    assert find(None, home, environment) == Admin((str(on_path),), told)
    of_environment = a_tool(other / "bin")
    environment["NEO4J_HOME"] = str(other)
    assert find(None, None, environment) == Admin((str(of_environment),))
    at_home = a_tool(home / "bin")
    assert find(None, home, environment) == Admin((str(at_home),), told)
    assert find("java -cp 'a b/*' Tool", home, environment) == Admin(("java", "-cp", "a b/*", "Tool"), told)


def test_the_command_by_hand_stands_in_the_folder_of_the_files() -> None:
    said = by_hand(Path("/srv/a folder"), "graph", over=True)
    assert said == (
        "cd '/srv/a folder' && neo4j-admin database import full --overwrite-destination=true @import.args graph"
    )


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ("Database already exist. Re-run with `--overwrite-destination`", Code.BAD_SETTINGS, "--replace"),
        ("The database is in use. Stop database 'neo4j' and try again.", Code.STORE_LOCKED, "stop that"),
        ("....  40% done\nError importing csv file.", Code.STORE_DOWN, "It said: Error importing csv file."),
    ],
)
def test_failures_are_told_apart(tmp_path: Path, said: str, code: Code, words: str) -> None:
    failing = Admin((sys.executable, "-c", f"import sys; print({said!r}); sys.exit(1)"))
    with pytest.raises(StoreError, match=words) as refused:
        run(failing, tmp_path, "neo4j", over=False)
    assert refused.value.code is code


def test_a_tool_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="--admin") as refused:
        run(Admin((str(tmp_path / "none"),)), tmp_path, "neo4j", over=False)
    assert refused.value.code is Code.BAD_SETTINGS

"""The command itself: help, wrong arguments, exit codes, and errors that are never tracebacks."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hub.errors import Code, HubError, SettingsError, StoreError
from linli import exits, main
from linli.exits import exit_code
from tests.unit.linli.conftest import Run

ROOT = Path(__file__).parents[3]


def test_help_lists_every_command_and_every_exit_code(run: Run) -> None:
    for arguments in ([], ["--help"]):
        done = run(*arguments)
        assert done.code == 0
        assert re.findall(r"^    (\w+) ", done.out, flags=re.MULTILINE) == list(main.COMMANDS)
    assert exits.__doc__ is not None
    told = re.findall(r"^ +(\d+)  ", done.out, flags=re.MULTILINE)
    assert told == re.findall(r"^(\d+) +", exits.__doc__, flags=re.MULTILINE) == ["0", "1", "2", "3", "130"]


@pytest.mark.parametrize("command", main.COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"usage: linli {command} ")


def test_every_command_is_in_the_readme() -> None:
    for page in ("README.md", "README.zh.md"):
        text = (ROOT / page).read_text("utf-8")
        for command in main.COMMANDS:
            assert f"linli {command}" in text, f"{page}: linli {command}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sevre"], "no such command 'sevre'; did you mean 'serve'?"),
        (["xyzzy"], "there are: init, load, "),
        (["ask", "--fromat", "table"], "--fromat: no such option; did you mean '--format'?"),
        (["ask", "--format", "tabel", "{a}"], "no such value 'tabel'; did you mean 'table'?"),
        (["demo", "--preset", "guanghna"], "no such value 'guanghna'; did you mean 'guanghan'?"),
        (["demo", "--scale", "31"], "a number of more than 0, up to 30"),
        (["digest", "more"], "more: no such argument"),
        (["ask", "--demo", "--store", "sqlite:x"], "not allowed with"),
        (["--demo", "serve"], "--demo: it belongs after the command, as in `linli serve --demo`"),
        (["-v"], "a command is missing, such as `linli demo`"),
        (["backup"], "FILE is missing, as in `linli backup "),
        (["serve", "--workers", "0"], "--workers: '0' was given; a whole number from 1 to 64 expected"),
    ],
)
def test_wrong_arguments_say_what_was_meant(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.code == exits.USAGE
    assert said in done.err
    assert done.err.startswith("linli: ")


def test_faulty_settings_are_told_all_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("linli.toml").write_text("prot = 1\n", "utf-8")
    monkeypatch.setenv("LINLI_DEADLINE", "never")
    done = run("serve", "--port", "http")
    assert done.code == exits.USAGE
    lines = done.err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("linli: BAD_SETTINGS: ") for line in lines)
    assert any("--port: 'http' was given" in line for line in lines)


def test_help_is_a_command_too(run: Run) -> None:
    assert run("help").out == run("--help").out
    assert run("help", "undo").out == run("undo", "--help").out


def test_who_is_in_the_wrong_folder_is_told_the_right_one(run: Run, surrounding: Path) -> None:
    assert "there is no linli.toml in" in run("check").err
    Path("linli.toml").write_text('store = "sqlite:hub.sqlite"\n', "utf-8")
    assert "linli.toml" not in run("check").err, "the folder is right, the store is missing"
    Path("below/it").mkdir(parents=True)
    os.chdir("below/it")
    for command in ("check", "digest", "loads", "serve", "backup", "undo", "ask"):
        done = run(command, *(["x"] if command in ("backup", "ask") else []))
        assert done.code == exits.SURROUNDINGS
        assert f"linli.toml is in {surrounding}: run the command there, or give --config" in done.err
    assert "make it with `linli demo`" in run("check", "--demo").err
    assert "this is a folder" in run("check", "--store", "sqlite:.").err


@pytest.mark.parametrize("command", ["serve", "check", "digest", "ask", "explain", "loads", "undo"])
def test_a_store_that_is_not_there_is_told(run: Run, command: str) -> None:
    question = ["{ __typename }"] if command in ("ask", "explain") else []
    done = run(command, *question)
    assert done.code == exits.SURROUNDINGS
    assert done.err.startswith("linli: STORE_DOWN: ")
    assert "`linli init`" in done.err


@pytest.mark.parametrize("command", ["serve", "check", "digest", "ask", "explain", "demo", "load"])
def test_a_database_of_others_is_left_alone(run: Run, command: str) -> None:
    path = Path("theirs.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    before = path.read_bytes()
    Path("rows.csv").write_text("name\n", "utf-8")
    more = {"ask": ["{ __typename }"], "explain": ["{ __typename }"], "load": ["Area", "rows.csv", "--apply"]}
    done = run(command, *more.get(command, []), "--store", f"sqlite:{path}")
    assert done.code == exits.SURROUNDINGS
    assert done.err.startswith("linli: NOT_OURS: ")
    assert path.read_bytes() == before


def test_a_newer_store_is_refused(run: Run, demo: Path) -> None:
    with sqlite3.connect(demo) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
    connection.close()
    for command in ("serve", "check", "digest", "demo"):
        done = run(command, "--store", f"sqlite:{demo}")
        assert (done.code, done.err[:20]) == (exits.SURROUNDINGS, "linli: NEWER_MODEL: ")


def test_ctrl_c_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("linli.digest.run", interrupted)
    assert run("digest").code == exits.INTERRUPTED


def test_a_reader_who_leaves_is_no_traceback(process: Callable[..., subprocess.Popen[str]]) -> None:
    found = process("-m", "linli.main", "schema")
    assert found.stdout is not None
    found.stdout.readline()
    found.stdout.close()
    assert found.stderr is not None
    assert found.stderr.read() == ""
    assert found.wait(30) == 0


def test_errors_have_the_exit_code_of_who_is_to_act() -> None:
    assert exit_code(SettingsError(Code.BAD_SETTINGS, "")) == 2
    assert exit_code(StoreError(Code.STORE_FULL, "")) == 3
    assert exit_code(HubError(Code.NOT_LOOPBACK, "")) == 2
    assert exit_code(HubError(Code.BAD_VARIABLES, "")) == 1


def test_init_makes_a_store_once(run: Run) -> None:
    done = run("init", "510681", "4313", "--store", "sqlite:my/hub.sqlite")
    assert done.code == 0
    assert sorted(path.name for path in Path("my").iterdir()) == ["hub.sqlite", "hub.sqlite.key"]
    again = run("init", "510681", "--store", "sqlite:my/hub.sqlite")
    assert (again.code, again.err[:17]) == (exits.SURROUNDINGS, "linli: NOT_OURS: ")
    assert run("check", "--store", "sqlite:my/hub.sqlite").code == 0


def test_init_takes_its_regions_from_the_settings_too(run: Run) -> None:
    assert run("init").code == exits.USAGE
    Path("linli.toml").write_text('regions = ["52"]\nstore = "sqlite:gz.sqlite"\n', "utf-8")
    assert run("init").code == 0
    with sqlite3.connect("gz.sqlite") as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'owned'").fetchone() == ("52",)
    connection.close()


@pytest.mark.parametrize("region", ["51068", "abc", "5106811"])
def test_init_refuses_what_is_no_region(run: Run, region: str) -> None:
    done = run("init", region, "--store", "sqlite:x.sqlite")
    assert done.code == exits.USAGE
    assert "2, 4 or 6 digits" in done.err
    assert not Path("x.sqlite").exists()

"""``linli loads`` and ``linli undo``: what was loaded, what taking it back would do, and when that is refused."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from linli import exits
from tests.unit.linli.conftest import Run
from tests.unit.linli.test_linli_load import AREAS, HOUSEHOLDS


@pytest.fixture(autouse=True)
def store(run: Run, surrounding: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with two loads: areas, and households in them."""
    monkeypatch.setenv("USER", "王会计")
    Path("linli.toml").write_text('store = "sqlite:hub.sqlite"\nregions = ["510681"]\n', "utf-8")
    Path("areas.csv").write_text(AREAS, "utf-8")
    Path("households.csv").write_text(HOUSEHOLDS, "utf-8")
    run("init")
    run("load", "Area", "areas.csv", "--apply")
    run("load", "Household", "households.csv", "--apply", "--reason", "first register")
    return surrounding / "hub.sqlite"


def digest(run: Run) -> str:
    return run("digest").out.strip()


def columns(line: str) -> list[str]:
    return re.split(r"  +", line)


def test_loads_are_listed_with_who_wrote_them_and_why(run: Run) -> None:
    head, _, first, second = run("loads").out.splitlines()
    assert columns(head) == ["load", "state", "rows", "source", "begun", "finished", "by", "reason"]
    assert columns(first)[:4] == ["1", "done", "5", "areas.csv"]
    assert columns(first)[6:] == ["王会计", "load Area from areas.csv"]
    assert columns(second)[:4] == ["2", "done", "2,500", "households.csv"]
    assert columns(second)[7] == "first register"
    for moment in columns(second)[4:6]:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", moment)


def test_loads_as_json_for_programs(run: Run) -> None:
    found = json.loads(run("loads", "--format", "json").out)
    assert [(load["id"], load["state"], load["actor"]) for load in found] == [
        (1, "DONE", "王会计"),
        (2, "DONE", "王会计"),
    ]
    assert found[0]["started"].endswith("+00:00")


def test_a_store_without_loads_says_how_to_begin(run: Run) -> None:
    run("init", "52", "--store", "sqlite:empty.sqlite")
    Path("linli.toml").unlink()
    done = run("loads", "--store", "sqlite:empty.sqlite")
    assert (done.code, done.out) == (
        0,
        "nothing was loaded into empty.sqlite yet; `linli load Area areas.csv` shows how it would be\n",
    )


def test_an_undo_is_shown_first_and_done_on_demand(run: Run, store: Path) -> None:
    before = digest(run)
    rows = HOUSEHOLDS.replace("000007,2,", "000007,9,") + "code:510681104001,999999,1,2021-03-25\n"
    Path("more.csv").write_text(rows, "utf-8")
    run("load", "Household", "more.csv", "--apply")
    now = digest(run)
    shown = run("undo", "3")
    assert shown.code == 0
    assert shown.out.splitlines() == [
        "load 3 of more.csv, done, 2,501 rows",
        "                    removed    put back",
        "Household                 1           1",
        "Household.place           1           0",
        "nothing was undone; --apply does it",
    ]
    assert digest(run) == now
    assert columns(run("loads").out.splitlines()[-1])[1] == "done"
    done = run("undo", "3", "--apply", "--reason", "the file of another village")
    assert (done.code, done.out.splitlines()[-1]) == (0, "load 3 is undone")
    assert digest(run) == before
    assert columns(run("loads").out.splitlines()[-1])[1] == "undone"
    with sqlite3.connect(store) as connection:
        last = connection.execute("SELECT actor, reason FROM change_log ORDER BY seq DESC").fetchone()
    connection.close()
    assert last == ("王会计", "the file of another village")
    assert run("check").code == 0


def test_a_load_that_changed_nothing_is_undone_too(run: Run) -> None:
    run("load", "Household", "households.csv", "--apply")
    assert "it changed nothing\n" in run("undo", "3").out
    assert run("undo", "3", "--apply").out.splitlines()[-1] == "load 3 is undone"


def test_a_later_load_is_named_and_undone_first(run: Run) -> None:
    before = digest(run)
    for arguments in (["undo", "1"], ["undo", "1", "--apply"]):
        done = run(*arguments)
        assert (done.code, done.out) == (exits.FAULTY, "")
        assert "load 1 cannot be undone: load 2 of 'households.csv', written 20" in done.err
        assert "by 王会计 (first register)" in done.err
        assert "undo load 2 first" in done.err
    assert digest(run) == before
    assert run("undo", "2", "--apply").code == 0
    assert run("undo", "1", "--apply").code == 0
    assert [columns(line)[1] for line in run("loads").out.splitlines()[2:]] == ["undone", "undone"]


def test_a_later_change_that_is_no_load_is_named_by_its_number(run: Run, store: Path) -> None:
    from graph_schema.changes import UpsertNodes
    from graph_schema.kinds import load_model
    from hub.stores.sql.changes import apply
    from hub.stores.sql.files import open_for_writing

    connection = open_for_writing(store, load_model())
    change = UpsertNodes("Household", ("id", "size"), [("hh:510681:00000001", 12)])
    seq = apply(connection, load_model(), [change], actor="李", reason="a correction", source="mutation").seq
    connection.close()
    done = run("undo", "2")
    assert done.code == exits.FAULTY
    assert f"load 2 cannot be undone: change {seq} from 'mutation', written 20" in done.err
    assert "by 李 (a correction)" in done.err
    assert "correct the rows by new changes" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["77"], exits.FAULTY, "load 77: there is no such load; there are 1 ('areas.csv'), 2 ('households.csv')"),
        ([], exits.FAULTY, "no load is open; give the number of a load, such as `linli undo 3` (`linli loads`)"),
        (["two"], exits.USAGE, "'two' was given; a whole number from 1 on is expected"),
        (["0"], exits.USAGE, "a whole number from 1 on is expected"),
        (["-1"], exits.USAGE, "linli: "),
    ],
)
def test_what_cannot_be_undone_is_told(run: Run, arguments: list[str], code: int, said: str) -> None:
    done = run("undo", *arguments)
    assert (done.code, said in done.err) == (code, True), done.err


def test_an_undone_load_is_not_undone_again(run: Run) -> None:
    run("undo", "2", "--apply")
    for arguments in (["undo", "2"], ["undo", "2", "--apply"]):
        done = run(*arguments)
        assert (done.code, "load 2 of 'households.csv': it is undone already, since 20" in done.err) == (1, True)


def test_of_many_loads_the_latest_are_named(run: Run, store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.executemany(
            "INSERT INTO loads (id, source, digest, state, started, rows) VALUES (?, ?, '', 'DONE', '', 0)",
            [(number, f"{number}.csv") for number in range(3, 41)],
        )
    connection.close()
    said = run("undo", "77").err
    assert "there are …, 31 ('31.csv'), " in said
    assert "40 ('40.csv')" in said
    assert "30.csv" not in said


def test_the_open_load_is_meant_where_none_is_named(run: Run, store: Path) -> None:
    from graph_schema.kinds import load_model
    from hub.stores.sql.files import open_for_writing
    from hub.stores.sql.loads import begin_load

    connection = open_for_writing(store, load_model())
    begin_load(connection, "killed.csv", "")
    connection.close()
    assert "load 3 is open: load its file again to go on, or take it back with `linli undo 3`" in run("loads").out
    assert run("undo").out.startswith("load 3 of killed.csv, open, 0 rows\nit changed nothing\n")
    assert run("undo", "--apply").code == 0
    assert "open" not in run("loads").out

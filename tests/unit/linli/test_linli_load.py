"""``linli load``: shown first, written on demand, all faults at once; killed, resumed, locked out."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from linli import exits
from tests.unit.linli.conftest import Done, Run

AREAS = """\
name,level,parent,codes.authority,codes.vintage,codes.code,validFrom
四川省,PROVINCE,,NBS,2023-06,51,1950-01-01
德阳市,PREFECTURE,code:51,NBS,2023-06,5106,1983-08-18
广汉市,COUNTY,code:5106,NBS,2023-06,510681,1988-02-24
三水镇,TOWNSHIP,code:510681,NBS,2023-06,510681104,2019-12-20
宝莲社区,VILLAGE,code:510681104,NBS,2023-06,510681104001,2020-06-01
"""
HOUSEHOLDS = "place,registerNumber,size,validFrom\n" + "".join(
    f"code:510681104001,{number:06d},{number % 6 + 1},2021-03-25\n" for number in range(2_500)
)
KILLED_IN_THE_MIDDLE = """
import os, signal, sys
import linli.load, loaders.spool
loaders.spool.BATCH = 500
class Killing(linli.load.Progress):
    def rows(self, number):
        super().rows(number)
        if self._what.startswith("writing") and self._rows == 1500:
            os.kill(os.getpid(), signal.SIGKILL)
linli.load.Progress = Killing
from linli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def store(run: Run, surrounding: Path) -> Path:
    """A store with areas, and files to load."""
    Path("linli.toml").write_text('store = "sqlite:hub.sqlite"\nregions = ["510681"]\n', "utf-8")
    Path("areas.csv").write_text(AREAS, "utf-8")
    Path("households.csv").write_text(HOUSEHOLDS, "utf-8")
    assert run("init").code == 0
    assert run("load", "Area", "areas.csv", "--apply").code == 0
    return surrounding / "hub.sqlite"


def digest(run: Run) -> str:
    return run("digest").out.strip()


def test_nothing_is_written_without_apply(run: Run) -> None:
    before = digest(run)
    done = run("load", "Household", "households.csv")
    assert done.code == 0
    assert done.out.splitlines() == [
        "households.csv: 2,500 rows of Household, CSV in UTF-8",
        "                    created     changed   unchanged",
        "Household             2,500           0           0",
        "Household.place       2,500           0           0",
        "nothing was written; --apply writes it",
    ]
    assert digest(run) == before


def test_a_second_load_of_the_same_file_changes_nothing(run: Run) -> None:
    done = run("load", "Household", "households.csv", "--apply", "--reason", "first register")
    assert done.code == 0
    assert done.out.splitlines()[-1] == "written as load 2; `linli undo 2` takes it back"
    before = digest(run)
    again = run("load", "Household", "households.csv", "--apply")
    assert "Household                 0           0       2,500" in again.out
    assert digest(run) == before
    assert run("check").code == 0


def test_the_log_says_who_why_and_from_where(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "王会计")
    run("load", "Household", "households.csv", "--apply", "--reason", "first register")
    with sqlite3.connect(store) as connection:
        last = connection.execute("SELECT actor, reason, source, load FROM change_log ORDER BY seq DESC").fetchone()
        row = connection.execute("SELECT load, row_no FROM n_hh ORDER BY sk LIMIT 1").fetchone()
    connection.close()
    assert last == ("王会计", "first register", "households.csv", 2)
    assert row == (2, 2)


def test_what_changed_is_shown(run: Run) -> None:
    run("load", "Household", "households.csv", "--apply")
    rows = HOUSEHOLDS.replace("000007,2,", "000007,9,") + "code:510681104001,999999,1,2021-03-25\n"
    Path("households.csv").write_text(rows, "utf-8")
    done = run("load", "Household", "households.csv")
    assert "Household                 1           1       2,499" in done.out


def test_any_fault_and_nothing_is_written(run: Run) -> None:
    before = digest(run)
    rows = HOUSEHOLDS.replace("000007,2,", "000007,two,").replace("000009,4,2021-03-25", "000009,4,2021/3/25")
    Path("households.csv").write_text(rows, "utf-8")
    done = run("load", "Household", "households.csv", "--apply")
    assert done.code == exits.FAULTY
    assert [line for line in done.err.splitlines() if line.startswith("linli: ")] == [
        "linli: BAD_VALUE: households.csv, row 9, column \"size\": 'two' is no whole number; write digits only",
        "linli: BAD_VALUE: households.csv, row 11, column \"validFrom\": '2021/3/25' is no date in ISO form; write "
        "2021-03-25",
        "linli: 2 faults in households.csv; nothing was written",
    ]
    assert digest(run) == before


def test_many_faults_are_counted(run: Run) -> None:
    Path("households.csv").write_text(HOUSEHOLDS.replace("2021-03-25", "someday"), "utf-8")
    lines = run("load", "Household", "households.csv").err.splitlines()
    assert lines[-2:] == [
        "linli: … and 2,450 more",
        "linli: 2,500 faults in households.csv; nothing was written",
    ]
    assert len(lines) < 60


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Houshold", "households.csv"], exits.FAULTY, "UNKNOWN_KIND: no kind 'Houshold'; did you mean 'Household'?"),
        (["Household", "housholds.csv"], exits.USAGE, "there is no such file; did you mean 'households.csv'?"),
        (["Household", "nothing.xlsx"], exits.USAGE, "nothing.xlsx: there is no such file; check the path"),
        (["Household", "."], exits.USAGE, "this is a folder"),
        (["households.csv", "Household"], exits.USAGE, "`linli load Household households.csv` is meant"),
        (["Household"], exits.USAGE, "a kind and a file are needed"),
        ([], exits.USAGE, "a kind and a file are needed"),
        (["Household", "households.csv", "--resume"], exits.SURROUNDINGS, "OPEN_LOAD: no load is open"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, arguments: list[str], code: int, said: str) -> None:
    done = run("load", *arguments)
    assert (done.code, said in done.err) == (code, True), done.err


def test_gbk_is_read(run: Run) -> None:
    Path("more.csv").write_bytes(
        "name,level,parent,validFrom\n第1组,GROUP,code:510681104001,2020-06-01\n".encode("gbk")
    )
    done = run("load", "Area", "more.csv", "--apply")
    assert done.out.startswith("more.csv: 1 rows of Area, CSV in GBK")
    answer = run("ask", '{ areaByCode(code: "510681104001") { children { nodes { name } } } }')
    assert "第1组" in answer.out


def killed(process: Callable[..., subprocess.Popen[str]]) -> None:
    """A load of the households that is killed after 1,500 of 2,500 rows."""
    found = process("-c", KILLED_IN_THE_MIDDLE, "load", "Household", "households.csv", "--apply")
    found.wait(60)
    assert found.returncode == -9


@pytest.fixture
def whole(run: Run, store: Path, surrounding: Path) -> str:
    """The digest after a load that was not interrupted, on a copy of the store."""
    shutil.copy(store, surrounding / "copy.sqlite")
    assert run("load", "Household", "households.csv", "--apply", "--store", "sqlite:copy.sqlite").code == 0
    return run("digest", "--store", "sqlite:copy.sqlite").out.strip()


@pytest.mark.parametrize("option", ["--resume", "--apply"])
def test_a_killed_load_goes_on(
    run: Run, process: Callable[..., subprocess.Popen[str]], store: Path, whole: str, option: str
) -> None:
    before = digest(run)
    killed(process)
    assert digest(run) not in (before, whole)
    shown = run("check")
    assert shown.code == exits.FAULTY
    assert "load: load 2: 'households.csv'" in shown.out
    done = run("load", "Household", "households.csv", option)
    assert "going on with load 2 after 1,500 rows" in done.out
    assert "Household             1,000           0           0" in done.out
    assert digest(run) == whole
    assert run("check").code == 0


def test_a_killed_load_is_undone(run: Run, process: Callable[..., subprocess.Popen[str]]) -> None:
    before = digest(run)
    killed(process)
    done = run("undo", "--apply")
    assert (done.code, done.out.splitlines()[-1]) == (0, "load 2 is undone")
    assert digest(run) == before
    assert run("check").code == 0
    assert run("load", "Household", "households.csv", "--apply").code == 0


def test_a_killed_load_keeps_others_out(run: Run, process: Callable[..., subprocess.Popen[str]]) -> None:
    killed(process)
    Path("other.csv").write_text(HOUSEHOLDS[:200].rpartition("\n")[0] + "\n", "utf-8")
    for option in ("--apply", "--resume"):
        done = run("load", "Household", "other.csv", option)
        assert done.code == exits.SURROUNDINGS
        assert "OPEN_LOAD: load 2 of 'households.csv'" in done.err
        assert "`linli undo 2`" in done.err
    shown = run("load", "Household", "other.csv")
    assert shown.code == 0, "looking is allowed"
    assert "resumed or undone (`linli undo 2`) first" in shown.err
    mine: Done = run("load", "Household", "households.csv")
    assert "--resume goes on with it" in mine.out


def test_a_locked_store_is_told(run: Run, store: Path) -> None:
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        done = run("load", "Household", "households.csv", "--apply")
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert done.code == exits.SURROUNDINGS
    assert "STORE_LOCKED" in done.err
    assert "nothing was written" in done.err

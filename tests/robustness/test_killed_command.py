"""``linli load`` killed at any moment: the same command again finishes the load, or ``--undo`` takes it back."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from hub.stores.sql.look import look, reading
from linli.main import main as linli
from loaders.spool import BATCH
from tests.robustness import county, register
from tests.robustness.killing import KILLS, LINGER, SEED, Life, Moment, kill, live, moments


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """The store before the load, the file, digests before and after, and the life of the load."""

    store: Path
    file: Path
    before: str
    after: str
    life: Life


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    before, file = register.write(folder)
    after = folder / "after.sqlite"
    shutil.copy(before, after)
    life = live(register.load, (after, file), folder)
    return Undisturbed(before, file, county.digest_of(before), county.digest_of(after), life)


@pytest.fixture
def store(undisturbed: Undisturbed, tmp_path: Path) -> Path:
    return Path(shutil.copy(undisturbed.store, tmp_path / "hub.sqlite"))


def numbers(store: Path) -> list[int]:
    """Loads of households that are there, open or done."""
    state = look(store, county.MODEL)
    assert len(state.open_loads) <= 1
    with reading(store, county.MODEL) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM loads WHERE source = 'households.csv'")]


def test_it_has_several_batches(undisturbed: Undisturbed) -> None:
    assert len(undisturbed.life.commits) == register.ROWS // BATCH + 2
    assert min(b - a for a, b in pairwise(undisturbed.life.begins[1:-1])) > LINGER


@pytest.mark.parametrize("number", range(KILLS))
def test_killed(undisturbed: Undisturbed, store: Path, number: int, capsys: pytest.CaptureFixture[str]) -> None:
    moment = moments(undisturbed.life, KILLS, SEED)[number]
    print(f"LINLI_SEED={SEED}: {moment} of {undisturbed.life.ticks} ticks")
    kill(register.load, (store, undisturbed.file), store.parent, moment)
    resumed = number % 2 == 0
    if resumed:
        assert register.load(store, undisturbed.file) == 0
    else:
        for one in numbers(store):
            assert linli(["undo", str(one), "--apply", "--store", f"sqlite:{store}"]) == 0
    assert linli(["check", "--store", f"sqlite:{store}"]) == 0
    assert linli(["digest", "--store", f"sqlite:{store}"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == (undisturbed.after if resumed else undisturbed.before)
    assert said[-2].startswith("no faults in ")


def test_what_was_written_is_not_written_again(
    undisturbed: Undisturbed, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = undisturbed.life.begins[1 + register.ROWS // BATCH * 8 // 10]
    assert kill(register.load, (store, undisturbed.file), store.parent, Moment("80 %", at, 0))
    capsys.readouterr()
    assert register.load(store, undisturbed.file) == 0
    said = capsys.readouterr().out
    written = re.search(r"^Household +([\d,]+) +0 +0$", said, re.MULTILINE)
    assert written is not None, said
    assert 0 < int(written[1].replace(",", "")) <= 0.3 * register.ROWS
    assert f"going on with load 2 after {register.ROWS * 8 // 10:,} rows" in said
    assert county.digest_of(store) == undisturbed.after

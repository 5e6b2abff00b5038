"""A load of mixed changes killed at any moment: resumed it is the whole load, undone it was never there."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from hub.stores.sql.files import open_for_writing
from hub.stores.sql.loads import undo_load
from hub.stores.sql.look import look
from tests.robustness import county
from tests.robustness.killing import KILLS, LINGER, SEED, Life, Moment, kill, live, moments

MODEL = county.MODEL


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """The store before the load, its digest, the digest after the load, and the life of the load."""

    store: Path
    before: str
    after: str
    life: Life


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    before, after = folder / "before.sqlite", folder / "after.sqlite"
    county.make(before)
    shutil.copy(before, after)
    life = live(county.load, (after,), folder)
    return Undisturbed(before, county.digest_of(before), county.digest_of(after), life)


@pytest.fixture
def store(undisturbed: Undisturbed, tmp_path: Path) -> Path:
    return Path(shutil.copy(undisturbed.store, tmp_path / "hub.sqlite"))


def killed(undisturbed: Undisturbed, store: Path, moment: Moment) -> int:
    """Kill the load, and see that it came as far as was meant; returns the number of batches that are there."""
    kill(county.load, (store,), store.parent, moment)
    state = look(store, MODEL)
    done = int(state.open_loads[0].checkpoint or 0) if state.open_loads else 0
    if any(state == "DONE" for _, _, state in state.loads):
        done = county.BATCHES
    meant = undisturbed.life.batches(moment.tick)
    # At its own tick a commit has not happened yet, and it may happen in the time until the kill.
    assert meant - 1 <= done <= meant + 1
    return done


def test_it_is_a_load_of_twenty_thousand_rows_in_several_batches(undisturbed: Undisturbed) -> None:
    assert sum(county.rows(county.mixed(k)) for k in range(county.BATCHES)) == 20_000
    assert len(undisturbed.life.commits) == county.BATCHES + 2
    assert min(b - a for a, b in pairwise(undisturbed.life.begins[1:-1])) > LINGER
    assert undisturbed.before != undisturbed.after


def test_moments_are_spread_over_its_life(undisturbed: Undisturbed) -> None:
    life = undisturbed.life
    found = moments(life, KILLS, SEED)
    assert found == moments(life, KILLS, SEED) != moments(life, KILLS, SEED + 1)
    assert min(moment.tick for moment in found) < life.commits[1]
    assert max(moment.tick for moment in found) > life.begins[-1]
    assert len({life.batches(moment.tick) for moment in found}) >= min(KILLS, county.BATCHES) * 2 // 3
    assert {moment.sort for moment in found} == {"begin", "between", "commit", "within", "finish"}


@pytest.mark.parametrize("number", range(KILLS))
def test_killed(undisturbed: Undisturbed, store: Path, number: int) -> None:
    moment = moments(undisturbed.life, KILLS, SEED)[number]
    print(f"LINLI_SEED={SEED}: {moment} of {undisturbed.life.ticks} ticks")
    killed(undisturbed, store, moment)
    if number % 2:
        county.load(store)
    else:
        with closing(open_for_writing(store, MODEL)) as connection:
            for load in [row[0] for row in connection.execute("SELECT id FROM loads").fetchall()]:
                undo_load(connection, MODEL, load)
    assert county.faults_of(store) == []
    assert county.digest_of(store) == (undisturbed.after if number % 2 else undisturbed.before)


def test_what_was_written_is_not_written_again(undisturbed: Undisturbed, store: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(undisturbed.store, tmp_path / "other.sqlite"))
    whole = county.load(other)
    at = undisturbed.life.begins[1 + county.BATCHES * 8 // 10]
    done = killed(undisturbed, store, Moment("80 %", at, 0))
    rest = county.load(store)
    assert done == county.BATCHES * 8 // 10
    assert 0 < rest.created + rest.changed <= 0.3 * (whole.created + whole.changed)
    assert county.digest_of(store) == undisturbed.after

"""Ten loads in a row, each taken back: the digest is what it was, and so is everything that is derived."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_schema.changes import Change, UpsertNodes
from hub.errors import ChangeError, Code
from hub.stores.sql.changes import apply
from hub.stores.sql.digest import digest
from hub.stores.sql.files import open_for_writing
from hub.stores.sql.loads import begin_load, finish_load, open_loads, undo_load
from hub.stores.sql.verify import check
from tests.cases.ask import ask
from tests.cases.data import Dataset
from tests.robustness import county
from tests.robustness.ten_loads import DAYS, REST, TEN, TREE

MODEL = county.MODEL
HERE = Dataset((county.REGION,), county.REGION, county.county)


@dataclass(frozen=True, slots=True)
class State:
    """All that can be seen of a store: the digest, and what it answers."""

    digest: str
    answers: Sequence[Mapping[str, object]]


def state(store: sqlite3.Connection, path: Path) -> State:
    assert check(store, MODEL) == []
    answers = [ask(path, HERE, TREE, {"day": day.isoformat()}).answer for day in DAYS]
    answers.append(ask(path, HERE, REST).answer)
    assert not any("errors" in answer for answer in answers), answers
    return State(digest(store, MODEL), answers)


def load(store: sqlite3.Connection, name: str, changes: Sequence[Change]) -> int:
    """One load, in two batches."""
    number = begin_load(store, name, "0" * 64)
    middle = len(changes) // 2
    for part in (changes[:middle], changes[middle:]):
        apply(store, MODEL, part, actor="test", reason="test", source=name, load=number)
    finish_load(store, number)
    return number


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("undo") / "county.sqlite"
    county.make(path)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "hub.sqlite"))


@pytest.fixture
def store(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(path, MODEL)) as connection:
        yield connection


def test_each_of_ten_loads_is_taken_back(store: sqlite3.Connection, path: Path) -> None:
    states, numbers = [state(store, path)], []
    for name, changes in TEN:
        numbers.append(load(store, name, changes))
        states.append(state(store, path))
    assert len({s.digest for s in states}) == len({repr(s.answers) for s in states}) == 1 + len(TEN) == 11
    while numbers:
        after = states.pop()
        # Whatever is below the top of the pile was touched by the load after it: all are tried once, then the next one.
        below = list(zip(numbers[:-1], TEN, strict=False))
        for number, (name, _) in below if len(numbers) == len(TEN) else below[-1:]:
            with pytest.raises(ChangeError, match=f"load {number} cannot be undone") as refused:
                pytest.fail(f"{name!r} was undone as {undo_load(store, MODEL, number)}")
            assert refused.value.code is Code.BAD_ARGUMENT
            assert refused.value.details["load"] == number
        assert digest(store, MODEL) == after.digest
        undo_load(store, MODEL, numbers.pop())
        assert state(store, path) == states[-1], f"undoing {TEN[len(numbers)][0]!r}"
    assert open_loads(store) == []


def test_what_was_taken_back_can_be_loaded_again(store: sqlite3.Connection) -> None:
    before = digest(store, MODEL)
    numbers = [load(store, name, changes) for name, changes in TEN]
    after = digest(store, MODEL)
    for number in reversed(numbers):
        undo_load(store, MODEL, number)
    assert digest(store, MODEL) == before
    for name, changes in TEN:
        load(store, name, changes)
    assert digest(store, MODEL) == after != before
    assert check(store, MODEL) == []


def test_loads_that_do_not_touch_each_other_go_in_any_order(store: sqlite3.Connection, path: Path) -> None:
    """Three loads of other rows; whichever is taken back, what is left is as if it had never been there."""
    parts = {name: _homes(k) for k, name in enumerate("abc")}
    before = state(store, path)
    alone: dict[str, str] = {}
    for name, changes in parts.items():
        number = load(store, name, changes)
        alone[name] = digest(store, MODEL)
        undo_load(store, MODEL, number)
    numbers = {name: load(store, name, changes) for name, changes in parts.items()}
    undo_load(store, MODEL, numbers["b"])
    assert check(store, MODEL) == []
    undo_load(store, MODEL, numbers["a"])
    assert digest(store, MODEL) == alone["c"]
    undo_load(store, MODEL, numbers["c"])
    assert state(store, path) == before


def _homes(k: int) -> Sequence[Change]:
    """The rows of a mixed batch that no other mixed batch touches."""
    return [
        change
        for change in county.mixed(k)
        if isinstance(change, UpsertNodes) and change.kind == "Household" and "id" in change.columns
    ]

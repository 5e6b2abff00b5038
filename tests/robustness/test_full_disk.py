"""A disk that is full in the middle of a load: told clearly, nothing lost, and the load goes on when there is space."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from hub.errors import Code, StoreError
from hub.stores.sql.files import open_for_writing
from hub.stores.sql.loads import open_loads, undo_load
from hub.stores.sql.look import look
from linli.exits import SURROUNDINGS
from tests.robustness import county, register

ROOT = Path(__file__).parents[2]
MODEL = county.MODEL
BATCHES = 6
SHARES = (0, 10, 35, 60, 85, 99)
"""Percent of the space which the load needs that there is."""
KILOBYTES = (40, 700, 4_000)
"""Beside the store, on a disk of its own: less than a batch needs, a few batches, and most of them."""
UNSHARE = shutil.which("unshare")


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A store before a load, digests before and after it, and the pages of the file before and after."""

    store: Path
    before: str
    after: str
    pages: tuple[int, int]


def pages_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
    return pages


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("full")
    before, after = folder / "before.sqlite", folder / "after.sqlite"
    county.make(before)
    shutil.copy(before, after)
    county.load(after, BATCHES)
    pages = pages_of(before), pages_of(after)
    return Undisturbed(before, county.digest_of(before), county.digest_of(after), pages)


@pytest.mark.parametrize(("share", "undone"), [(share, n % 2 == 1) for n, share in enumerate(SHARES)])
def test_a_file_that_may_not_grow(undisturbed: Undisturbed, tmp_path: Path, share: int, undone: bool) -> None:
    store = Path(shutil.copy(undisturbed.store, tmp_path / "hub.sqlite"))
    first, last = undisturbed.pages
    with pytest.raises(
        StoreError, match="the disk is full; nothing of this batch was written: free some space"
    ) as full:
        county.load(store, BATCHES, pages=first + (last - first) * share // 100)
    assert full.value.code is Code.STORE_FULL
    assert [fault.sort for fault in county.faults_of(store)] in ([], ["load"])
    if not undone:
        county.load(store, BATCHES)
        assert county.digest_of(store) == undisturbed.after
    else:
        with closing(open_for_writing(store, MODEL)) as connection:
            for load in open_loads(connection):
                undo_load(connection, MODEL, load.id)
        assert county.digest_of(store) == undisturbed.before
    assert county.faults_of(store) == []
    assert look(store, MODEL).open_loads == ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a command did: exit code, and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Small:
    """What happened on a small disk. ``open``: checkpoints of open loads between the first load and the second."""

    loaded: Told
    digest: Told
    again: Told
    checked: Told
    end: Told
    open: list[str | None]


@pytest.fixture(scope="module")
def households(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A store, a file to load into it, and the digest that this gives."""
    folder = tmp_path_factory.mktemp("households")
    store, file = register.write(folder)
    whole = Path(shutil.copy(store, folder / "whole.sqlite"))
    assert register.load(whole, file) == 0
    return store, file, county.digest_of(whole)


def on_small_disk(folder: Path, store: Path, file: Path, kilobytes: int) -> Small:
    """Load on a real file system of which only so much is left."""
    if UNSHARE is None or subprocess.run([UNSHARE, "--map-root-user", "--mount", "true"]).returncode != 0:
        assert not os.environ.get("CI"), "unshare --map-root-user --mount has to be allowed where CI runs"
        pytest.skip("unshare --map-root-user --mount is not allowed here")
    done = subprocess.run(
        [UNSHARE, "--map-root-user", "--mount", sys.executable, "-m", "tests.robustness.small_disk",
         str(folder), str(store), str(file), str(kilobytes)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return Small(*(Told(*told) for told in said["told"]), said["open"])


@pytest.mark.parametrize("kilobytes", KILOBYTES)
def test_the_command_on_a_small_disk(tmp_path: Path, households: tuple[Path, Path, str], kilobytes: int) -> None:
    store, file, after = households
    small = on_small_disk(tmp_path, store, file, kilobytes)
    assert small.loaded.code == SURROUNDINGS
    assert small.loaded.err.splitlines()[-1].startswith("linli: STORE_FULL: ")
    assert "free some space and run it again" in small.loaded.err
    assert small.digest.code == 0
    assert small.digest.out.strip() not in ("", after)
    assert len(small.open) <= 1
    assert (small.again.code, small.checked.code, small.end.out.strip()) == (0, 0, after), small
    rows = int((small.open or ["0"])[0] or 0)
    assert (f"after {rows:,} rows" in small.again.out) == bool(small.open)
    # A few batches and most of them; the smallest disk has no room for the first.
    assert (rows > 0) == (kilobytes > min(KILOBYTES))


def test_a_disk_without_any_space(tmp_path: Path, households: tuple[Path, Path, str]) -> None:
    store, file, after = households
    small = on_small_disk(tmp_path, store, file, 0)
    assert small.again.code == 0 and small.end.out.strip() == after
    assert small.loaded.err.startswith("linli: STORE_FULL: ")

"""Cells that workers count in: each its own, all of them read, none lost by a death."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hub.errors import Code, SettingsError
from hub.web.observe.board import PAGE, PID, Board, read_folder

ROOT = Path(__file__).parents[3]
COUNTS = """
import sys, time
from pathlib import Path
from hub.web.observe.board import Board
board = Board(Path(sys.argv[1]))
for name, kept in (("grown", True), ("now", False)):
    view, at = board.cells(name, ("村",), 2, kept=kept)
    view[at] += 3
    view[at + 1] += 0.5
print(board.worker, flush=True)
time.sleep(600)
"""


def add(board: Board, name: str, number: float, *labels: str, size: int = 1) -> None:
    view, at = board.cells(name, labels, size)
    for cell in range(at, at + size):
        view[cell] += number


def total(folder: Path, name: str) -> float:
    return sum(one.values[0] for one in read_folder(folder) if one.name == name)


@contextmanager
def counting(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A process that has counted and waits, with its number as a worker."""
    command = [sys.executable, "-c", COUNTS, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT)})
    try:
        assert process.stdout is not None
        yield process, int(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


def test_a_board_in_memory_reads_what_it_counted() -> None:
    board = Board()
    add(board, "a", 2, "x")
    add(board, "a", 0.25, "x")
    add(board, "a", 1, "y")
    found = {(one.name, one.labels): one.values for one in board.read()}
    assert found == {(PID, ()): (os.getpid(),), ("a", ("x",)): (2.25,), ("a", ("y",)): (1.0,)}


def test_workers_count_apart_and_read_together(tmp_path: Path) -> None:
    first, second = Board(tmp_path), Board(tmp_path)
    assert (first.worker, second.worker) == (0, 1)
    add(first, "a", 1)
    add(second, "a", 10)
    for board in (first, second):
        assert sorted((one.worker, one.values) for one in board.read() if one.name == "a") == [
            (0, (1.0,)),
            (1, (10.0,)),
        ]
    first.close()
    second.close()


def test_a_series_never_lies_on_two_pages(tmp_path: Path) -> None:
    board = Board(tmp_path)
    sizes = [7, 100, 16, PAGE // 8, 3, 255, 300]
    for number, size in enumerate(sizes, 1):
        add(board, f"s{number}", number, size=size)
    found = {one.name: one.values for one in read_folder(tmp_path)}
    for number, size in enumerate(sizes, 1):
        assert found[f"s{number}"] == (float(number),) * size
    board.close()


def test_counts_of_a_killed_worker_stay_and_its_successor_counts_on(tmp_path: Path) -> None:
    with counting(tmp_path) as (process, worker):
        assert worker == 0
        assert all(one.living for one in read_folder(tmp_path))
        process.kill()
        process.wait()
        assert not any(one.living for one in read_folder(tmp_path))
        assert total(tmp_path, "grown") == 3
    with counting(tmp_path) as (_, worker):
        assert worker == 0
        found = {one.name: one.values for one in read_folder(tmp_path)}
        assert found["grown"] == (6.0, 1.0)
        assert found["now"] == (3.0, 0.5), "what is no count begins anew"


def test_half_a_line_that_a_killed_worker_left_is_dropped(tmp_path: Path) -> None:
    board = Board(tmp_path)
    add(board, "a", 5)
    board.close()
    names = tmp_path / "worker-0.names"
    whole = names.read_bytes()
    names.write_bytes(whole + b'[77, 1, "torn", ["x"')
    assert total(tmp_path, "a") == 5
    after = Board(tmp_path)
    add(after, "b", 1)
    add(after, "a", 1)
    assert (total(tmp_path, "a"), total(tmp_path, "b"), total(tmp_path, "torn")) == (6, 1, 0)
    after.close()


def test_a_full_disk_costs_counts_and_no_answer(tmp_path: Path) -> None:
    script = """
import resource, sys
from pathlib import Path
from hub.web.observe.board import PAGE, Board
board = Board(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (PAGE, PAGE))
for number in range(3 * PAGE // 8):
    view, at = board.cells("a", (str(number),), 1)
    view[at] += 1
print(sum(one.values[0] for one in board.read() if one.name == "a"))
"""
    command = [sys.executable, "-c", script, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}, check=False)
    assert run.returncode == 0, run.stderr
    assert 0 < float(run.stdout) < 3 * PAGE // 8


@pytest.mark.parametrize("made", [True, False])
def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "folder"
    if made:
        folder.write_text("a file")
    with pytest.raises(SettingsError, match="metrics_folder") as caught:
        Board(folder)
    assert caught.value.code is Code.BAD_SETTINGS

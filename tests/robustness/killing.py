"""Children that are killed: a clock of what they do at the store, and a SIGKILL from outside at a moment of it.

A child counts *ticks*: statements begun, and every ``STEPS`` steps inside of one. Ticks come in the same order in every
run, whatever else the machine does, so that a seed names a moment. At the chosen tick the child rings and goes on; the
parent waits a random few milliseconds more, so that the end comes inside of writes and commits as well, and kills it.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

NOW = b"now"
STEPS = 2_000
"""Steps of SQLite's machine between two ticks inside of a statement: a fraction of a millisecond."""
LONGEST = 0.004
"""Seconds between ring and kill, at most: as long as a commit of a batch takes."""
LINGER = 1_000
"""Ticks after which a child that rang stands still, so that a kill that comes late is not one of another moment; more
than pass in ``LONGEST``, less than a batch has.
"""
SEED = int(os.environ.get("LINLI_SEED", "1"))
"""Gives the moments; another one gives others."""
KILLS = min(int(os.environ.get("LINLI_SOAK", "20")), 200) // 2
"""Of each of the two sorts of load, mixed changes and the command: 20 in all, by ``make soak`` 200."""
SORTS = ("begin", "between", "commit", "within", "finish", "within", "commit", "within", "between")
"""What kills have in turn, again and again: an odd number, so that each sort is resumed now and undone then."""

CONTEXT = multiprocessing.get_context("forkserver")
# A child is forked from a process that has imported all this already: hundredths of a second instead of a half.
CONTEXT.set_forkserver_preload(["pytest", "linli.main", "linli.load", "linli.check", "linli.digest", __name__])


@dataclass(frozen=True, slots=True)
class Life:
    """Ticks of an undisturbed job: how many, and at which its transactions that stay begin and are committed.

    The first transaction opens the load, the last one closes it; those between are its batches.
    """

    ticks: int
    begins: Sequence[int]
    commits: Sequence[int]

    def batches(self, tick: int) -> int:
        """How many batches are committed, or just being committed, at a tick."""
        return sum(commit <= tick for commit in self.commits[1:-1])


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so many seconds after a tick."""

    sort: str
    tick: int
    delay: float


def moments(life: Life, number: int, seed: int) -> list[Moment]:
    """So many moments, those of each sort spread evenly over the part of a job's life in which they can be.

    ``begin``: before the first batch is committed. ``between``: a batch is written, the next not begun. ``commit``:
    while a batch is being committed. ``within``: wherever it is. ``finish``: after the last batch, as the load is
    closed and statistics are renewed. Equal seeds give equal moments.
    """
    sorts = [SORTS[place % len(SORTS)] for place in range(number)]
    found = []
    for place, sort in enumerate(sorts):
        r = random.Random(f"moment {seed} {place}")
        delay = r.uniform(0, LONGEST)
        of_sort, slot = sorts.count(sort), sorts[:place].count(sort)

        def pick(low: int, high: int, r: random.Random = r, slot: int = slot, of_sort: int = of_sort) -> int:
            """A number from ``low`` until before ``high``, in this moment's share of them."""
            first = low + (high - low) * slot // of_sort
            return r.randrange(first, max(first + 1, low + (high - low) * (slot + 1) // of_sort))

        match sort:
            case "begin":
                found.append(Moment(sort, pick(1, life.commits[1]), delay))
            case "between":
                found.append(Moment(sort, life.begins[pick(2, len(life.begins))], 0))
            case "commit":
                found.append(Moment(sort, life.commits[pick(1, len(life.commits) - 1)], delay))
            case "finish":
                found.append(Moment(sort, pick(life.begins[-1], life.ticks), delay / 4))
            case _:
                found.append(Moment(sort, pick(1, life.ticks), delay))
    return found


def live(job: Callable[..., Any], arguments: Sequence[object], folder: Path) -> Life:
    """Do a job in a child, undisturbed; ``folder`` is where it works, and where what it says is kept."""
    process, bell = _start(job, arguments, folder, None)
    told = json.loads(_heard(bell, process, folder))
    process.join()
    assert process.exitcode == 0, (folder / "said").read_text()
    commits: list[int] = told["commits"]
    # What was taken back, such as the attempt before a load, began and was never committed.
    return Life(told["ticks"], told["begins"][-len(commits) :], commits)


def kill(job: Callable[..., Any], arguments: Sequence[object], folder: Path, moment: Moment) -> bool:
    """Do a job in a child and kill it; False where it had ended by itself before."""
    process, bell = _start(job, arguments, folder, moment.tick)
    if _heard(bell, process, folder) == NOW:
        time.sleep(moment.delay)
        process.kill()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), (folder / "said").read_text()
    return process.exitcode != 0


def _heard(bell: Connection, process: Any, folder: Path) -> bytes:
    """The next word of a child; a child that failed has none, and then its last words are told."""
    try:
        return bell.recv_bytes()
    except EOFError:
        process.join()
        raise AssertionError((folder / "said").read_text()) from None


def _start(
    job: Callable[..., Any], arguments: Sequence[object], folder: Path, tick: int | None
) -> tuple[Any, Connection]:
    bell, rope = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_child, args=(job, tuple(arguments), folder, tick, rope))
    process.start()
    rope.close()
    return process, bell


def _child(job: Callable[..., Any], arguments: Sequence[object], folder: Path, tick: int | None, rope: Any) -> None:
    for name in list(os.environ):
        if name.startswith("LINLI_"):
            del os.environ[name]
    os.chdir(folder)
    said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(said, 1)
    os.dup2(said, 2)
    clock = _Clock(tick, rope)
    connect = sqlite3.connect
    sqlite3.connect = lambda *given, **named: clock.watch(connect(*given, **named))  # type: ignore[assignment]
    code = job(*arguments)
    rope.send_bytes(json.dumps({"ticks": clock.ticks, "begins": clock.begins, "commits": clock.commits}).encode())
    raise SystemExit(code if isinstance(code, int) else 0)


class _Clock:
    """Counts ticks, and rings at one of them."""

    def __init__(self, rings: int | None, rope: Any) -> None:
        self.ticks = 0
        self.begins: list[int] = []
        self.commits: list[int] = []
        self._rings = rings
        self._rope = rope

    def watch(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        connection.set_trace_callback(self._statement)
        connection.set_progress_handler(self._tick, STEPS)
        return connection

    def _tick(self) -> None:
        self.ticks += 1
        if self._rings is None:
            return
        if self.ticks == self._rings:
            self._rope.send_bytes(NOW)
        elif self.ticks == self._rings + LINGER:
            self._rope.recv_bytes()  # nothing comes but the end

    def _statement(self, text: str) -> None:
        self._tick()
        if text == "BEGIN IMMEDIATE":
            self.begins.append(self.ticks)
        elif text == "COMMIT":
            self.commits.append(self.ticks)

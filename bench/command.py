"""The command: which rows are wanted, each as soon as it is measured, then the table and the JSON."""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from bench.report import HEAD, Result, as_json, row, table

Bench = TypeVar("Bench")


def run(
    name: str,
    rows: Mapping[tuple[str, ...], Callable[[Bench], Iterator[Result]]],
    begin: Callable[[int, ExitStack], Bench],
    database: str,
) -> None:
    """Measure the rows that the command line names, else all.

    Args:
        name: of the command.
        rows: what measures the rows of these names.
        begin: makes what rows are measured with: of how many rounds the median counts, and what is closed in the end.
        database: and its version.
    """
    names = [one for several in rows for one in several]
    parser = argparse.ArgumentParser(prog=name, description="What it costs here, and what elsewhere.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"any of {' '.join(names)}; all if none is given")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of which the median counts (default 15)")
    given = parser.parse_args()
    if unknown := sorted({*given.rows} - {*names}):
        parser.error(f"no such row: {', '.join(unknown)}; there are {' '.join(names)}")
    wanted = given.rows or names
    load = os.getloadavg()[0]
    found: list[Result] = []
    with ExitStack() as stack:
        bench = begin(given.rounds, stack)
        print(HEAD, file=sys.stderr, flush=True)
        for several, measure in rows.items():
            for result in measure(bench) if {*several} & {*wanted} else ():
                if result.name in wanted:
                    print(row(result), file=sys.stderr, flush=True)
                    found.append(result)
    print(table(found))
    print(
        f"{os.cpu_count()} cores, load average {load:.1f} at the beginning; Python {platform.python_version()}, "
        f"{database}"
    )
    if target := os.environ.get("BENCH_JSON"):
        Path(target).write_bytes(as_json(found))


def stoppable() -> None:
    """Whoever stops it stops its servers, too."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))

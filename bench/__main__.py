"""``python -m bench [ROW ...]``: measure, print the table, and write JSON where ``BENCH_JSON`` says."""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sqlite3
import sys
from contextlib import ExitStack
from pathlib import Path

from bench.report import HEAD, Result, as_json, row, table
from bench.rows import NAMES, ROWS, Bench


def main() -> None:
    """Measure the rows that are named, else all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="What it costs here, and what elsewhere.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"any of {' '.join(NAMES)}; all if none is given")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of which the median counts (default 15)")
    given = parser.parse_args()
    if unknown := sorted({*given.rows} - {*NAMES}):
        parser.error(f"no such row: {', '.join(unknown)}; there are {' '.join(NAMES)}")
    wanted = given.rows or NAMES
    load = os.getloadavg()[0]
    found: list[Result] = []
    with ExitStack() as stack:
        bench = Bench(given.rounds, stack)
        print(HEAD, file=sys.stderr, flush=True)
        for names, measure in ROWS.items():
            for result in measure(bench) if {*names} & {*wanted} else ():
                if result.name in wanted:
                    print(row(result), file=sys.stderr, flush=True)
                    found.append(result)
    print(table(found))
    print(
        f"{os.cpu_count()} cores, load average {load:.1f} at the beginning; Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )
    if target := os.environ.get("BENCH_JSON"):
        Path(target).write_bytes(as_json(found))


if __name__ == "__main__":
    # Whoever stops it stops its servers, too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    main()

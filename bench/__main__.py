"""``python -m bench [ROW ...]``: measure, print the table, and write JSON where ``BENCH_JSON`` says."""

from __future__ import annotations

import sqlite3

from bench.command import run, stoppable
from bench.rows import ROWS, Bench


def main() -> None:
    """Measure the rows that are named, else all."""
    run("python -m bench", ROWS, Bench, f"SQLite {sqlite3.sqlite_version}")


if __name__ == "__main__":
    stoppable()
    main()

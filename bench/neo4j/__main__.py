"""``python -m bench.neo4j [ROW ...]``: measure, print the table, and write JSON where ``BENCH_JSON`` says."""

from __future__ import annotations

from bench.command import run, stoppable
from bench.neo4j.graph import VERSION
from bench.neo4j.rows import ROWS, Bench


def main() -> None:
    """Measure the rows that are named, else all."""
    rows = {(name,): measure for name, measure in ROWS.items()}
    run("python -m bench.neo4j", rows, Bench, f"Neo4j {VERSION}")


if __name__ == "__main__":
    stoppable()
    main()

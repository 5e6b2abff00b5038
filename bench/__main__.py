"""``python -m bench``: measure, print the table, and write JSON where ``BENCH_JSON`` says."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bench.client import running
from bench.data import TODAY, region
from bench.measure import Result, check, measure, results
from bench.questions import QUESTIONS, open_store
from bench.report import as_json, table
from loaders.synthetic import PRESETS

PRESET = "guanghan"


def main() -> None:
    """Measure every question."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="CPU a request, ours beside others'.")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of which the median counts (default 15)")
    rounds: int = parser.parse_args().rounds
    path = region(PRESET)
    found: list[Result] = []
    with running(path, TODAY, PRESETS[PRESET].owned, path.with_suffix(".log")) as client:
        store = open_store(path)
        for question in QUESTIONS:
            print(f"measuring {question.name} ...", file=sys.stderr, flush=True)
            arguments = question.find(question, client, store, TODAY)
            check(client, question, arguments)
            found += results(question, measure(client, question, arguments, rounds))
        store.close()
    print(table(found))
    if target := os.environ.get("BENCH_JSON"):
        Path(target).write_bytes(as_json(found))


if __name__ == "__main__":
    main()

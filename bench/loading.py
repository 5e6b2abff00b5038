"""What a load costs beside the least that the same rows can cost in Python.

Each side writes in a process of its own (``python -m bench.loading SIDE SOURCE TARGET``), which counts the CPU of
writing alone: neither making changes nor reading rows is in it. ``executemany`` gets the rows of the loaded
store, table by table in the order of their keys, as tuples; tables and indexes come from the same declarations,
indexes last, which is cheaper. The full-text index is left out there, for no executemany can fill it.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from typing import TypedDict

import orjson
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from bench import data
from bench.measure import Unequal
from bench.report import Limit, Result
from graph_schema.kinds import load_model
from hub.stores.sql import ddl
from hub.stores.sql.sqlite import connect

BATCH = 20_000
"""Rows of an executemany; a batch of ours has as many, too."""
ROUNDS = 2
_TIMED = frozenset({"loads", "change_log"})


class Written(TypedDict):
    """What one side did: seconds of CPU, rows, the most memory in MB, the size of the file in MB, a digest of its
    rows."""

    seconds: float
    rows: int
    memory: float
    size: float
    digest: str


def measure(name: str, source: str, *, memory: float | None = None, size: float | None = None) -> Result:
    """A load beside bare executemany, one after the other, twice.

    Args:
        name: of the row.
        source: of the store; see ``data.SOURCES``.
        memory: the most MB that the load may need.
        size: the most MB that its file may have.

    Raises:
        Unequal: the two files do not hold the same rows.
    """
    held = data.store(source)
    ours: list[Written] = []
    theirs: list[Written] = []
    for _ in range(ROUNDS):
        for side, rows_of, found in (("ours", source, ours), ("executemany", str(held), theirs)):
            target = held.with_name(f"{name}.{side}")
            try:
                found.append(_run(side, rows_of, target))
            finally:
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{target}{suffix}").unlink(missing_ok=True)
    if len({written["digest"] for written in [*ours, *theirs]}) != 1:
        raise Unequal(f"{name}: ours and executemany have written different rows")
    here, there = median(w["seconds"] for w in ours), median(w["seconds"] for w in theirs)
    peak, file = max(w["memory"] for w in ours), ours[-1]["size"]
    limits = [Limit(3, here / there)]
    limits += [] if memory is None else [Limit(memory, peak, "MB of memory")]
    limits += [] if size is None else [Limit(size, file, "MB of file")]
    note = f"{theirs[0]['rows']} rows in all tables; files: ours {file:.0f} MB, theirs {theirs[0]['size']:.0f} MB"
    return Result(name, "s CPU", here, "executemany", there, tuple(limits), (note,))


def counted(path: Path) -> tuple[int, str]:
    """Number and SHA-256 of all rows of a store, in the order of tables and keys; not of tables that keep the hour."""
    found, count = hashlib.sha256(), 0
    connection = _reader(path)
    for table in _tables():
        if table.name not in _TIMED:
            for rows in _batches(connection, table):
                found.update(orjson.dumps(rows))
                count += len(rows)
    connection.close()
    return count, found.hexdigest()


def _run(side: str, source: str, target: Path) -> Written:
    command = [sys.executable, "-m", "bench.loading", side, source, str(target)]
    said = subprocess.run(command, cwd=data.HOUSE, stdout=subprocess.PIPE, check=True)
    found: Written = orjson.loads(said.stdout)
    return found


def executemany(held: Path, target: Path, clock: data.Clock) -> None:
    """Write a store's rows into another file."""
    connection, reader = connect(target, new=True), _reader(held)
    connection.execute("PRAGMA journal_mode = WAL")
    for table in _tables():
        connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    for table in _tables():
        columns = [f'"{column.name}"' for column in table.columns]
        text = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        for rows in _batches(reader, table):
            with clock:
                connection.execute("BEGIN")
                connection.executemany(text, rows)
                connection.execute("COMMIT")
    with clock:
        for statement in ddl.indexes(load_model()):
            if "VIRTUAL" not in statement:
                connection.execute(statement)
        connection.close()


class _Clock(AbstractContextManager[object]):
    """Adds up the CPU of this process over several stretches."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._begin = 0.0

    def __enter__(self) -> None:
        self._begin = time.process_time()

    def __exit__(self, *fault: object) -> None:
        self.seconds += time.process_time() - self._begin


def _tables() -> list[Table]:
    return ddl.metadata(load_model()).sorted_tables


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _batches(connection: sqlite3.Connection, table: Table) -> Iterator[list[tuple[object, ...]]]:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    order = "rowid" if table.dialect_options["sqlite"]["with_rowid"] else ", ".join(table.primary_key.columns.keys())
    cursor = connection.execute(f"SELECT {columns} FROM {table.name} ORDER BY {order}")
    while rows := cursor.fetchmany(BATCH):
        yield rows


def main() -> None:
    """Write one file, and print what it cost."""
    parser = argparse.ArgumentParser(prog="python -m bench.loading")
    parser.add_argument("side", choices=("ours", "executemany"))
    parser.add_argument("source", help="for ours the name of a store, for executemany the file of a loaded one")
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    clock = _Clock()
    if given.side == "ours":
        data.fill(given.target, data.SOURCES[given.source], clock)
    else:
        executemany(Path(given.source), given.target, clock)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows, digest = counted(given.target)
    said: Written = {
        "seconds": clock.seconds,
        "memory": memory,
        "size": given.target.stat().st_size / 1e6,
        "rows": rows,
        "digest": digest,
    }
    sys.stdout.buffer.write(orjson.dumps(said))


if __name__ == "__main__":
    main()

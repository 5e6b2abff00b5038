"""The graphs that cases are asked of, each a SQLite file made once and kept for the next session.

A file is kept in the system's temporary folder under a digest of everything that goes into it: the kinds, the extract
of divisions, the generator and the writing side of the store. So a change to any of them makes it anew.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_schema.changes import Change, UpsertNodes, UpsertParts
from graph_schema.kinds import load_model
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create
from loaders.synthetic import generate

ROOT = Path(__file__).parents[2]
WRITERS = ("changes", "ddl", "files", "fingerprint", "layout", "migrate", "origin", "owned", "source", "sqlite")
SOURCES = (
    "graph_schema",
    "hub/errors.py",
    *(f"hub/stores/sql/{name}.py" for name in WRITERS),
    "hub/stores/sql/write",
    "loaders/divisions",
    "loaders/synthetic",
)
"""What goes into a file: whatever is imported for making it (``test_data`` holds this)."""
_SUFFIXES = {".py", ".gz"}
_KEPT = 3600.0
"""Seconds for which an edition that nobody asks stays, since another session may be at it."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A graph by its changes. ``owned``: prefixes of the regions of its hub; ``hub``: its name in cursors."""

    owned: tuple[str, ...]
    hub: str
    changes: Callable[[], Iterator[Change]]


def _panzhou() -> Iterator[Change]:
    """Panzhou and the two townships that 520281127 means, as the two official lists have them."""
    begin = datetime.date(2010, 1, 1)
    keys = ["area:520000:00000001", "area:520200:00000001", "area:520281:00000001"]
    towns = ["area:520281:00000002", "area:520281:00000003"]
    yield UpsertNodes(
        "Area",
        ("id", "name", "level", "parent", "validFrom"),
        [
            (keys[0], "贵州省", "PROVINCE", None, begin),
            (keys[1], "六盘水市", "PREFECTURE", keys[0], begin),
            (keys[2], "盘州市", "COUNTY", keys[1], begin),
            (towns[0], "双凤镇", "TOWNSHIP", keys[2], begin),
            (towns[1], "保田镇", "TOWNSHIP", keys[2], begin),
        ],
    )
    lists = {
        ("NBS", "2023-06"): ("52", "5202", "520281", "520281127", "520281106"),
        ("MCA", "2025-12"): ("52", "5202", "520281", "520281131", "520281127"),
    }
    yield UpsertParts(
        "Area",
        "codes",
        ("of", "since", "authority", "vintage", "code"),
        [
            (key, begin, authority, vintage, code)
            for (authority, vintage), codes in lists.items()
            for key, code in zip([*keys, *towns], codes, strict=True)
        ],
    )


DATASETS: Mapping[str, Dataset] = {
    "guanghan": Dataset(("510681",), "510681", lambda: generate("guanghan")),
    "loudi": Dataset(("4313",), "4313", lambda: generate("loudi", scale=0.1)),
    # Six townships, of which three have defects.
    "loudi-defects": Dataset(("4313",), "4313", lambda: generate("loudi-defects", scale=0.05)),
    # A hub that owns both; some townships of each of Loudi's counties.
    "regions": Dataset(
        ("510681", "4313"), "510681", lambda: itertools.chain(generate("guanghan"), generate("loudi", scale=0.06))
    ),
    "panzhou": Dataset(("520281",), "520281", _panzhou),
}


def path_of(name: str) -> Path:
    """The file of a data set, made if it is not there."""
    folder = Path(tempfile.gettempdir()) / f"linli-goldens-{os.getuid() if hasattr(os, 'getuid') else 0}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}-{_digest()}.sqlite"
    if path.exists():
        path.touch()
    else:
        _forget(folder, name)
        making = folder / f"{name}-{os.getpid()}.making"
        _make(making, DATASETS[name])
        # Whoever else makes it at the same time makes the same.
        making.replace(path)
    return path


def _make(path: Path, dataset: Dataset) -> None:
    path.unlink(missing_ok=True)
    model = load_model()
    connection = create(path, model, dataset.owned)
    try:
        for change in dataset.changes():
            apply(connection, model, [change], actor="tests", reason="goldens", source="generator")
        # One file and no log beside it, so that it can be renamed and copied.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _digest() -> str:
    found = hashlib.sha256()
    for source in SOURCES:
        root = ROOT / source
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.suffix in _SUFFIXES:
                found.update(path.relative_to(ROOT).as_posix().encode())
                found.update(path.read_bytes())
    found.update(Path(__file__).read_bytes())
    return found.hexdigest()[:16]


def _forget(folder: Path, name: str) -> None:
    """Former editions of a data set, which nothing has asked for a while."""
    for path in folder.glob(f"{name}-*.sqlite"):
        if path.stat().st_mtime < time.time() - _KEPT:
            for each in folder.glob(f"{path.name}*"):
                each.unlink(missing_ok=True)

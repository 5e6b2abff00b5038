"""The store that is asked: Guanghan whole, made once and kept in a folder that git ignores."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from graph_schema.changes import Change
from graph_schema.kinds import load_model
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create
from hub.stores.sql.loads import begin_load, finish_load
from loaders.synthetic import PRESETS, generate

TODAY = date(2024, 6, 15)
"""The day that every side takes for today."""

HOUSE = Path(__file__).resolve().parent.parent
_FOLDER = HOUSE / ".bench"
_MAKERS = ("graph_schema", "loaders", "hub/stores/sql/ddl.py", "hub/stores/sql/layout.py", "hub/stores/sql/write")
"""Sources that decide what the file holds: when they change it is made anew."""


def region(preset: str) -> Path:
    """The file of a generated region, which is made if it is not there: that takes half a minute."""
    path = _FOLDER / f"{preset}-{_digest()}.sqlite"
    if path.exists():
        return path
    _FOLDER.mkdir(exist_ok=True)
    (_FOLDER / ".gitignore").write_text("*\n")
    for old in _FOLDER.glob(f"{preset}-*"):
        old.unlink()
    print(f"generating {PRESETS[preset].label} ...", file=sys.stderr, flush=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    fill(unfinished, PRESETS[preset].owned, generate(preset))
    unfinished.rename(path)
    return path


def store(name: str) -> Path:
    """The same, by the name of a store."""
    return region(name)


def fill(path: Path, owned: Iterable[str], changes: Iterable[Change]) -> None:
    """Make a store of changes, by one load, as the demo does."""
    model = load_model()
    connection = create(path, model, list(owned))
    try:
        load = begin_load(connection, "bench", "")
        for change in changes:
            apply(connection, model, [change], actor="bench", reason="bench", source="generator", load=load)
        finish_load(connection, load)
    finally:
        connection.close()


def _digest() -> str:
    found = hashlib.sha256()
    for maker in _MAKERS:
        source = HOUSE / maker
        for path in [source] if source.is_file() else sorted(source.rglob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()[:12]

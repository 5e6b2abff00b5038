"""The kept graphs are made anew whenever something that goes into them has changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cases.data import ROOT, SOURCES

_LISTED = """
import sys
import graph_schema.kinds, hub.stores.sql.changes, hub.stores.sql.files, loaders.synthetic
print("\\n".join(module.__file__ for module in sys.modules.values() if getattr(module, "__file__", None)))
"""


def test_all_that_goes_into_a_graph_is_in_its_digest() -> None:
    listed = subprocess.run([sys.executable, "-c", _LISTED], cwd=ROOT, check=True, capture_output=True, text=True)
    imported = {Path(line).resolve() for line in listed.stdout.splitlines()}
    own = {path.relative_to(ROOT) for path in imported if path.is_relative_to(ROOT)}
    written = {
        path for path in own if path.parts[0] in ("graph_schema", "hub", "loaders") and (ROOT / path).stat().st_size
    }
    covered = tuple(Path(source) for source in SOURCES)
    outside = [path for path in written if not any(path.is_relative_to(source) for source in covered)]
    # A package's page of names and docstrings makes no rows.
    assert [path for path in outside if path.name != "__init__.py"] == []


def test_a_graph_is_made_once(dataset_path: Callable[[str], Path]) -> None:
    path = dataset_path("panzhou")
    made = path.stat().st_ino
    assert dataset_path("panzhou").stat().st_ino == made
    assert path.suffix == ".sqlite"

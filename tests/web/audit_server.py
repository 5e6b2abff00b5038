"""The public audit of GraphQL over HTTP, run against a server: the npm package graphql-http, 61 checks.

The audit's JavaScript is installed, once, from the committed lock file (`tests.nodejs`).
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.nodejs import install

CHECKS = 61
_FOLDER = Path(__file__).parent / "audit"
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
    node = install(_FOLDER)
    done = subprocess.run(
        [node, "run.mjs", url], cwd=_FOLDER, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    return [Check(c["id"], c["name"], c["status"], c.get("reason")) for c in json.loads(done.stdout)]

"""The public audit of GraphQL over HTTP, 61 checks, against a real uvicorn."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

AUDIT = Path(__file__).parents[2] / "web" / "audit"


def test_all_61_checks_pass(make_hub: Any, run: Any, audit_server: ModuleType) -> None:
    server = run(make_hub().app)
    audit_server.assert_audit(f"{server.url}/graphql")


def test_the_lock_file_names_no_registry() -> None:
    lock = (AUDIT / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "http" not in lock.replace("graphql-http", "").replace("linli-hub-http-audit", "")

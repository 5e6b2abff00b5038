"""The server of ``docker-compose.yml`` without its container: the same version starts with the settings that stand
there, and the health check tells it from one that is down.

How the image turns variables into settings is its documented rule: ``_`` for a dot, ``__`` for ``_``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

from hub.stores.neo4j import connect
from tests.neo4j_store.servers import START_SECONDS, Server, free_port
from tests.neo4j_store.tools import RELEASES, cannot
from tests.unit.deploy.conftest import check, deployment, services

__all__ = ["check", "deployment", "services"]

CONTROL = {"NEO4J_AUTH_PATH"}
"""Variables that the image takes for itself."""
PASSWORD = "0123456789abcdef"
SMALL = {"server.memory.heap.initial_size": "256m", "server.memory.heap.max_size": "768m"}
"""What this machine need not have."""


def settings(services: dict[str, Any]) -> dict[str, str]:
    """The server's settings by their own names."""
    found = {name: str(value) for name, value in services["neo4j"]["environment"].items() if name not in CONTROL}
    assert all(name.startswith("NEO4J_") for name in found)
    return {re.sub(r"_(?!_)|__", lambda part: {"_": ".", "__": "_"}[part[0]], name.removeprefix("NEO4J_")): value
            for name, value in found.items()}  # fmt: skip


def test_the_server_starts_with_these_settings_and_the_health_check_sees_it(
    services: dict[str, Any], tmp_path: Path
) -> None:
    version = re.fullmatch(r"neo4j:([\d.]+)-community", services["neo4j"]["image"])
    assert version is not None and version[1] in RELEASES
    said = settings(services)
    http = free_port()
    server = Server(
        version[1],
        tmp_path / "home",
        heap=768,
        password=PASSWORD,
        settings={
            **said,
            **SMALL,
            "server.config.strict_validation.enabled": "true",
            "server.http.enabled": "true",
            "server.http.listen_address": f"127.0.0.1:{http}",
        },
    )
    (tmp_path / "auth").write_text(f"neo4j/{PASSWORD}\n", "utf-8")
    try:
        server.start().wait()
        # As compose does: again and again. The health check's door opens after the one of ``wait``.
        until = time.monotonic() + START_SECONDS
        while healthy(services, http, tmp_path / "auth") != 0:
            assert server.running and time.monotonic() < until, server.said()
            time.sleep(0.2)
        (tmp_path / "wrong").write_text("neo4j/another password\n", "utf-8")
        assert healthy(services, http, tmp_path / "wrong") != 0
        with connect.open_driver(server.address) as driver, connect.writing(driver, server.address) as session:
            text = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value"
            held = dict(session.run(text, names=list(said)).values())
    finally:
        server.kill()
    assert set(held) == set(said)
    assert healthy(services, http, tmp_path / "auth") != 0


def healthy(services: dict[str, Any], port: int, auth: Path) -> int:
    """Exit code of the health check, asked of another port and with another file."""
    kind, line = services["neo4j"]["healthcheck"]["test"]
    (secret,) = services["neo4j"]["secrets"]
    assert kind == "CMD-SHELL" and secret["target"] in line and ":7474/" in line
    if shutil.which("wget") is None:
        cannot("no wget, which the image has and its health check uses: install it")
    # Compose writes $$ where the shell is to see $.
    line = line.replace("$$", "$").replace(secret["target"], str(auth)).replace(":7474/", f":{port}/")
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return subprocess.run(["sh", "-c", line], env=environment, check=False, capture_output=True).returncode

"""``linli serve`` as a process, told by its environment what tests want of it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

DEAR = "{ areas(filter: {children: {every: {children: {none: {children: {count: {gt: 5}}}}}}}) { totalCount } }"
"""A question that takes a store thousands of steps, however small it is."""


class Response(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Running:
    """A hub over ``folder/hub.sqlite``, stopped by SIGTERM; it must leave with exit code 0.

    Args:
        environment: variables besides; ``LINLI_…`` of the test's own are dropped.
    """

    def __init__(self, folder: Path, *options: str, **environment: str) -> None:
        self.folder = folder
        self.options = options
        self.environment = {name: text for name, text in os.environ.items() if not name.startswith(("LINLI_", "OTEL_"))}
        self.environment |= {"LINLI_STORE": f"sqlite:{folder / 'hub.sqlite'}", **environment}

    def __enter__(self) -> Running:
        command = [sys.executable, "-m", "linli.main", "serve", "--port", "0", *self.options]
        self._log = (self.folder / "log").open("wb")
        self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=self._log)
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        assert "answers at " in line, (line, self._written())
        self.place = urlsplit(line.split()[4]).netloc
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop it, if it still runs."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)
        self._log.close()
        assert self.process.returncode == 0, self._written()

    def _written(self) -> str:
        return (self.folder / "log").read_text()

    def log(self) -> list[dict[str, Any]]:
        """Lines of the log so far."""
        return [json.loads(line) for line in self._written().splitlines() if line.startswith("{")]

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Response:
        """One request over a connection of its own. Of headers' names, ``_`` is ``-``."""
        connection = http.client.HTTPConnection(self.place, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return Response(
                response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
            )
        finally:
            connection.close()

    def ask(self, document: str, variables: dict[str, object] | None = None, **headers: str) -> dict[str, Any]:
        """A question and its answer."""
        body = json.dumps({"query": document, "variables": variables}).encode()
        found: dict[str, Any] = json.loads(
            self.send("POST", "/graphql", body, content_type="application/json", **headers).body
        )
        return found

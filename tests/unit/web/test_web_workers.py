"""Several processes on one port: they share the work, die and come again, and stop without losing an answer."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

HERE = Path(__file__).parent
JSON = {"content-type": "application/json"}
PATIENCE = 60.0
"""Seconds after which something that should happen has not."""


class Several:
    """A running program with its workers."""

    def __init__(self, broken: Path, *, stop_seconds: int = 30, workers: int = 2) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "several_hub.py"), "0", str(stop_seconds), str(workers), str(broken)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(HERE.parents[2])},
        )
        self._open: list[http.client.HTTPConnection] = []

    def started(self) -> None:
        """Wait for the line that tells the address."""
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:"), self.url

    def connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        assert parts.hostname is not None
        self._open.append(http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE))
        return self._open[-1]

    def of_each(self, number: int = 2) -> dict[int, http.client.HTTPConnection]:
        """A connection to each worker, by the worker's process."""
        found: dict[int, http.client.HTTPConnection] = {}

        def all_found() -> bool:
            connection = self.connect()
            found.setdefault(which(connection), connection)
            return len(found) >= number

        until(all_found)
        return found

    def end(self) -> tuple[str, list[dict[str, object]]]:
        """What it printed, and its log, once it has ended."""
        out, err = self.process.communicate(timeout=PATIENCE)
        return out, [json.loads(line) for line in err.splitlines()]

    def close(self) -> None:
        for connection in self._open:
            connection.close()
        self.process.kill()
        self.process.communicate()


def which(connection: http.client.HTTPConnection) -> int:
    """The worker at the other end."""
    connection.request("GET", "/health/ready")
    found: int = json.loads(connection.getresponse().read())["checks"]["pid"]
    return found


def ask(connection: http.client.HTTPConnection, question: str) -> None:
    connection.request("POST", "/graphql", json.dumps({"query": question}), JSON)


def until(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, "did not happen"
        time.sleep(0.05)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def several(tmp_path: Path) -> Iterator[Several]:
    """Two workers that answer."""
    running = Several(tmp_path / "broken")
    try:
        running.started()
        yield running
    finally:
        running.close()


def test_sigterm_finishes_what_each_worker_has_begun(several: Several) -> None:
    connections = list(several.of_each().values())
    for connection in connections:
        ask(connection, "{ slow(seconds: 2) }")
    time.sleep(0.3)  # until both have begun
    several.process.send_signal(signal.SIGTERM)
    for connection in connections:
        response = connection.getresponse()
        assert (response.status, json.loads(response.read())) == (200, {"data": {"slow": "done"}})
    out, log = several.end()
    assert (several.process.returncode, out) == (0, "stopped\n")
    assert [line["status"] for line in log if line.get("path") == "/graphql"] == [200, 200]
    with pytest.raises(ConnectionRefusedError):
        several.connect().request("GET", "/health/live")


def test_a_worker_that_dies_is_started_again(several: Several, tmp_path: Path) -> None:
    first = set(several.of_each())
    killed = min(first)
    os.kill(killed, signal.SIGKILL)
    until(lambda: bool(set(several.of_each()) - first))
    now = set(several.of_each())
    assert killed not in now
    assert len(now & first) == 1, "the other one was left alone"
    # One that cannot start again is tried until it can, and the other one answers meanwhile.
    (tmp_path / "broken").touch()
    killed = max(now)
    os.kill(killed, signal.SIGKILL)
    until(lambda: gone(killed))
    for _ in range(5):
        with contextlib.suppress(ConnectionError, http.client.RemoteDisconnected):  # accepted by the one that died
            assert which(several.connect()) in now - {killed}
    (tmp_path / "broken").unlink()
    until(lambda: bool(set(several.of_each()) - now))
    several.process.send_signal(signal.SIGTERM)
    _, log = several.end()
    died = [line["exit"] for line in log if line["event"] == "worker" and "died" in line]
    assert died[:2] == [-9, -9]


def test_sighup_starts_the_workers_anew_without_a_pause(several: Several) -> None:
    first = set(several.of_each())
    several.process.send_signal(signal.SIGHUP)

    def replaced() -> bool:
        return which(several.connect()) not in first and all(map(gone, first))

    until(replaced)
    assert not first & set(several.of_each())


def test_a_second_signal_does_not_wait(several: Several) -> None:
    (connection, *_) = several.of_each().values()
    ask(connection, "{ slow(seconds: 500) }")
    time.sleep(0.3)
    several.process.send_signal(signal.SIGTERM)
    with contextlib.suppress(ConnectionRefusedError):
        until(lambda: bool(several.connect().request("GET", "/health/live")))
    several.process.send_signal(signal.SIGTERM)
    out, _ = several.end()
    assert (several.process.returncode, out) == (0, "stopped\n")


def test_workers_end_when_the_first_process_is_killed(several: Several) -> None:
    several.of_each()
    several.process.kill()

    def refused() -> bool:
        try:
            several.connect().request("GET", "/health/live")
        except ConnectionRefusedError:
            return True
        return False

    until(refused)


def test_a_hub_whose_workers_cannot_start_stops(tmp_path: Path) -> None:
    (tmp_path / "broken").touch()
    running = Several(tmp_path / "broken")
    try:
        out, log = running.end()
    finally:
        running.close()
    assert out == "not started\n"
    assert {line["code"] for line in log if line["event"] == "worker" and "code" in line} == {"STORE_DOWN"}

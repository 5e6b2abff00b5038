"""The server itself: real sockets, real signals."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from hub.errors import Code, HubError, SettingsError
from hub.web import ServeSettings, protocol, serve

JSON = {"content-type": "application/json"}


_open: list[http.client.HTTPConnection] = []


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    while _open:
        _open.pop().close()


def connect(url: str) -> http.client.HTTPConnection:
    """A connection that is closed when the test ends."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    _open.append(http.client.HTTPConnection(parts.hostname, parts.port, timeout=20))
    return _open[-1]


def raw(url: str) -> socket.socket:
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname, parts.port or 0), timeout=20)


def until_closed(connection: socket.socket) -> bytes:
    found = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := connection.recv(65_536):
            found += piece
    return found


def wait_for(condition: Any) -> None:
    ends = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < ends, "did not happen"
        time.sleep(0.01)


class TestOverSockets:
    def test_questions_on_one_connection(self, hub: Any, run: Any) -> None:
        connection = connect(run(hub.app).url)
        for _ in range(3):
            connection.request("POST", "/graphql", json.dumps({"query": "{ hello }"}), JSON)
            response = connection.getresponse()
            assert (response.status, json.loads(response.read())) == (200, {"data": {"hello": "hello 村"}})
            assert response.getheader("server") is None

    def test_not_modified(self, make_hub: Any, run: Any, tmp_path: Path) -> None:
        from hub.web import load_documents

        (tmp_path / "a.graphql").write_text("{ hello }")
        hub = make_hub(documents=load_documents(tmp_path), data_version=lambda: "1")
        connection = connect(run(hub.app).url)
        connection.request("GET", "/graphql?documentId=a")
        response = connection.getresponse()
        etag = response.getheader("etag")
        assert (response.status, bool(response.read())) == (200, True)
        assert etag is not None
        connection.request("GET", "/graphql?documentId=a", headers={"If-None-Match": etag})
        response = connection.getresponse()
        assert (response.status, response.read()) == (304, b"")

    def test_an_oversize_chunked_body(self, hub: Any, run: Any) -> None:
        connection = connect(run(hub.app).url)
        chunks = iter([b" " * 65_536] * 40)
        connection.request("POST", "/graphql", chunks, JSON, encode_chunked=True)
        response = connection.getresponse()
        assert response.status == 413
        assert json.loads(response.read())["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"

    def test_a_body_that_stays_away(self, make_hub: Any, run: Any) -> None:
        with raw(run(make_hub(body_seconds=0.2).app).url) as connection:
            connection.sendall(
                b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b'Content-Length: 100\r\n\r\n{"query"'
            )
            assert until_closed(connection).startswith(b"HTTP/1.1 408 ")

    def test_a_client_that_hangs_up(self, hub: Any, run: Any) -> None:
        connection = connect(run(hub.app).url)
        connection.request("POST", "/graphql", json.dumps({"query": "{ slow(seconds: 60) }"}), JSON)
        wait_for(lambda: hub.answers.begun)
        connection.close()
        wait_for(lambda: hub.answers.cancelled)

    def test_many_at_once(self, hub: Any, run: Any) -> None:
        url = run(hub.app).url
        statuses: list[int] = []

        def ask() -> None:
            connection = connect(url)
            connection.request("POST", "/graphql", json.dumps({"query": "{ slow(seconds: 0.3) }"}), JSON)
            response = connection.getresponse()
            response.read()
            statuses.append(response.status)

        threads = [threading.Thread(target=ask) for _ in range(20)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert statuses == [200] * 20
        assert time.monotonic() - began < 3


class TestHeads:
    @pytest.fixture
    def url(self, hub: Any, run: Any, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.3)
        url: str = run(hub.app).url
        return url

    @pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "])
    def test_a_head_that_stays_away(self, url: str, sent: bytes) -> None:
        with raw(url) as connection:
            connection.sendall(sent)
            assert until_closed(connection) == b""

    def test_a_second_head_that_stays_away(self, url: str) -> None:
        with raw(url) as connection:
            connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")
            connection.sendall(b"GET /health/live HTTP/1.1\r\nHos")
            began = time.monotonic()
            assert until_closed(connection).count(b"HTTP/1.1") == 0
            assert time.monotonic() - began < 5

    def test_a_slow_answer_is_not_a_slow_head(self, url: str) -> None:
        connection = connect(url)
        connection.request("POST", "/graphql", json.dumps({"query": "{ slow(seconds: 0.6) }"}), JSON)
        response = connection.getresponse()
        assert (response.status, bool(response.read())) == (200, True)

    def test_an_endless_head(self, url: str) -> None:
        with raw(url) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
            with contextlib.suppress(ConnectionError):
                for _ in range(20):
                    connection.sendall(b"a" * 65_536)
            found = until_closed(connection)
        assert found == b"" or found.startswith(b"HTTP/1.1 400 ")

    def test_a_long_document_by_get_is_read(self, url: str) -> None:
        connection = connect(url)
        connection.request("GET", "/graphql?query={hello}" + "%23" * 20_000)
        assert connection.getresponse().status == 200


class TestAddress:
    @pytest.mark.parametrize(
        "host", ["0.0.0.0", "::", "192.168.1.4", "8.8.8.8", "hub.example.cn", "", "::ffff:1.2.3.4"]
    )
    def test_only_loopback(self, hub: Any, host: str) -> None:
        with pytest.raises(HubError, match="it knows no permissions yet") as refusal:
            serve(hub.app, ServeSettings(host=host, port=0))
        assert refusal.value.code is Code.NOT_LOOPBACK

    def test_a_port_in_use(self, hub: Any) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            with pytest.raises(HubError, match=f"Port {port} on localhost is in use") as refusal:
                serve(hub.app, ServeSettings(host="localhost", port=port))
        assert refusal.value.code is Code.PORT_IN_USE
        assert "choose another port" in refusal.value.message

    def test_wrong_settings_are_told_all_at_once(self) -> None:
        with pytest.raises(SettingsError) as refusal:
            ServeSettings(port=70_000, stop_seconds=0, idle_seconds=0)
        assert len(refusal.value.message.splitlines()) == 3


class TestStop:
    @pytest.fixture
    def start(self, small_hub_file: Path) -> Iterator[Any]:
        running: list[subprocess.Popen[str]] = []

        def begin(stop_seconds: int) -> tuple[subprocess.Popen[str], str]:
            process = subprocess.Popen(
                [sys.executable, str(small_hub_file), "0", str(stop_seconds)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env={"PYTHONPATH": str(Path(__file__).parents[3])},
            )
            running.append(process)
            assert process.stdout is not None
            return process, process.stdout.readline().strip()

        yield begin
        for process in running:
            process.kill()
            process.communicate()

    @staticmethod
    def ask_and_stop(process: subprocess.Popen[str], url: str, seconds: float) -> http.client.HTTPResponse:
        connection = connect(url)
        connection.request("POST", "/graphql", json.dumps({"query": f"{{ slow(seconds: {seconds}) }}"}), JSON)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        return connection.getresponse()

    def test_sigterm_finishes_what_was_begun(self, start: Any) -> None:
        process, url = start(10)
        idle = connect(url)
        idle.request("GET", "/health/live")
        idle.getresponse().read()
        response = self.ask_and_stop(process, url, 1.5)
        assert (response.status, json.loads(response.read())) == (200, {"data": {"slow": "done"}})
        out, err = process.communicate(timeout=10)
        assert process.returncode == 0
        assert out == "stopped\n"
        lines = [json.loads(line) for line in err.splitlines()]
        assert [line["path"] for line in lines if line["event"] == "request"] == ["/health/live", "/graphql"]
        with pytest.raises(ConnectionRefusedError):
            connect(url).request("GET", "/health/live")

    def test_the_wait_is_bounded(self, start: Any) -> None:
        process, url = start(1)
        response = self.ask_and_stop(process, url, 9)
        assert response.status == 503
        assert json.loads(response.read())["errors"][0]["extensions"]["code"] == "DEADLINE"
        began = time.monotonic()
        out, err = process.communicate(timeout=10)
        assert time.monotonic() - began < 4
        assert (process.returncode, out) == (0, "stopped\n")
        assert all(json.loads(line) for line in err.splitlines())

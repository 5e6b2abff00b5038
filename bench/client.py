"""A client that speaks just enough HTTP: one connection that is kept, one request at a time.

A request goes out in one piece; ``http.client`` sends head and body apart, which costs the server of a POST
more than that of a GET.
"""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import orjson

IDLE_SECONDS = 20.0
"""A connection that was not used for so long is made anew: the hub gives idle ones up after 30."""


class Unexpected(Exception):
    """The server answered otherwise than a measurement can use."""


@contextlib.contextmanager
def running(store: Path, day: date, *, tables: Path | None = None) -> Iterator[Client]:
    """A client of a server that runs in a process of its own meanwhile.

    What the server writes to stderr, such as the hub's log of requests, goes to a file beside the store.

    Raises:
        Unexpected: the server does not start.
    """
    command = [sys.executable, "-m", "bench.server", str(store), day.isoformat()]
    if tables is not None:
        command += ["--tables", str(tables)]
    with started(command, store.with_suffix(".log")) as (client, _):
        yield client


@contextlib.contextmanager
def started(command: Sequence[str], log: Path) -> Iterator[tuple[Client, int]]:
    """A client of a server, and the number of its process, which first of all prints its address.

    Raises:
        Unexpected: it does not start.
    """
    house = Path(__file__).resolve().parent.parent
    with (
        log.open("wb") as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, cwd=house) as server,
    ):
        try:
            assert server.stdout is not None
            url = server.stdout.readline().decode().strip()
            if not url:
                raise Unexpected(f"the server did not start:\n{log.read_text()[-2000:]}")
            client = Client(url)
            try:
                yield client, server.pid
            finally:
                client.close()
        finally:
            server.send_signal(signal.SIGTERM)


class Client:
    """One connection to a server."""

    def __init__(self, url: str) -> None:
        self.url = url
        parts = urlsplit(url)
        assert parts.hostname is not None
        self._host = parts.netloc
        self._address = parts.hostname, parts.port or 80
        self._connect()

    def _connect(self) -> None:
        self._socket = socket.create_connection(self._address)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._used = time.monotonic()

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def get(self, path: str) -> bytes:
        """The bytes of a GET request."""
        return f"GET {path} HTTP/1.1\r\nhost: {self._host}\r\naccept: application/json\r\n\r\n".encode()

    def post(self, path: str, body: Mapping[str, object]) -> bytes:
        """The bytes of a POST request."""
        text = orjson.dumps(body)
        head = (
            f"POST {path} HTTP/1.1\r\nhost: {self._host}\r\naccept: application/json\r\n"
            f"content-type: application/json\r\ncontent-length: {len(text)}\r\n\r\n"
        )
        return head.encode() + text

    def ask(self, request: bytes) -> bytes:
        """The body of the answer to a request.

        Raises:
            Unexpected: the status is not 200, or there is no Content-Length.
        """
        if time.monotonic() - self._used > IDLE_SECONDS:
            self.close()
            self._connect()
        self._socket.sendall(request)
        received = self._socket.recv(1 << 18)
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = received[:end].lower()
        _, found, length = head.partition(b"\r\ncontent-length:")
        if not head.startswith(b"http/1.1 200 ") or not found:
            raise Unexpected(received[:2000].decode("utf-8", "replace"))
        missing = int(length.partition(b"\r\n")[0]) - (len(received) - end - 4)
        chunks = [received[end + 4 :]]
        while missing > 0:
            chunks.append(self._more())
            missing -= len(chunks[-1])
        self._used = time.monotonic()
        return b"".join(chunks)

    def _more(self) -> bytes:
        chunk = self._socket.recv(1 << 18)
        if not chunk:
            raise Unexpected("the server closed the connection")
        return chunk

    def cpu(self) -> int:
        """Nanoseconds of CPU that the server's process has spent so far."""
        return int(self.ask(self.get("/cpu")))

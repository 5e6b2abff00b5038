"""A proxy between a writer and its server, which knows when something is committed, and then does what a test wants."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""Bolt's message COMMIT: a chunk of two bytes, a structure without fields."""
_BYTES = 65_536

Act = Callable[[], None]
"""What is done at a commit."""


class Proxy:
    """Passes on what it gets, in both directions, and counts commits. At one of them it does something else, if it is
    armed; then the connection ends, and what the server may have answered is not passed on.
    """

    def __init__(self, port: int) -> None:
        self.commits = 0
        self._to = port
        self._armed: _Armed | None = None
        self._listening = True
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept)]
        self._open: list[socket.socket] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._listener.getsockname()[1]
        return port

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._armed, self._listening = None, False
        with socket.create_connection(("127.0.0.1", self.port)):  # it wakes only when somebody comes
            pass
        self._threads[0].join()
        self._listener.close()
        for end in self._open:
            _close(end)
        for thread in self._threads[1:]:
            thread.join()

    def arm(self, commit: int, act: Act, *, passed: bool, answered: bool = False) -> None:
        """Do something at a commit, counted from 1 from now on.

        Args:
            passed: the server hears of it.
            answered: the server has answered before anything is done.
        """
        self.commits = 0
        self._armed = _Armed(commit, act, passed, answered)

    def _accept(self) -> None:
        while True:
            near, _ = self._listener.accept()
            if not self._listening:
                near.close()
                return
            self._open.append(near)
            try:
                far = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                _close(near)
                continue
            self._open.append(far)
            pair = _Pair(near, far)
            for work in (self._outward, _inward):
                thread = threading.Thread(target=work, args=(pair,))
                self._threads.append(thread)
                thread.start()

    def _outward(self, pair: _Pair) -> None:
        """What the writer says."""
        with suppress(OSError):
            while data := pair.near.recv(_BYTES):
                self.commits += COMMIT in data
                armed = self._armed
                if COMMIT in data and armed is not None and armed.commit == self.commits:
                    self._armed = None
                    pair.held.set()
                    if armed.passed:
                        pair.far.sendall(data)
                    if armed.answered:
                        pair.answered.wait()
                    armed.act()
                    break
                pair.far.sendall(data)
        pair.close()


@dataclass(frozen=True, slots=True)
class _Armed:
    """See ``Proxy.arm``."""

    commit: int
    act: Act
    passed: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two ends of a connection. ``held``: the server's words are passed on no more; ``answered``: it said some."""

    near: socket.socket
    far: socket.socket
    held: threading.Event = field(default_factory=threading.Event)
    answered: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        _close(self.near)
        _close(self.far)


def _inward(pair: _Pair) -> None:
    """What the server says."""
    with suppress(OSError):
        while data := pair.far.recv(_BYTES):
            if pair.held.is_set():
                pair.answered.set()
            else:
                pair.near.sendall(data)
    pair.answered.set()
    if not pair.held.is_set():
        pair.close()


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()

"""Runs an application under uvicorn: on loopback only, until SIGTERM or SIGINT, then finishing what was
begun."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from hub.errors import Code, HubError, SettingsError
from hub.web import log as logs
from hub.web import negotiate
from hub.web.protocol import LimitedProtocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """Where to listen and how to stop.

    Raises:
        SettingsError: one line for each value that cannot be used.
    """

    host: str = "127.0.0.1"
    """An address of 127.0.0.0/8, ``::1``, or ``localhost``."""

    port: int = 8000
    """0 to 65535; 0 lets the system choose one."""

    stop_seconds: int = 15
    """After SIGTERM, answers that were begun may take so many seconds more; 1 to 600."""

    idle_seconds: int = 30
    """An idle connection is kept so long; 1 to 600."""

    def __post_init__(self) -> None:
        faults = [
            f"{name}: {value} is not between {least} and {most}"
            for name, value, least, most in (
                ("port", self.port, 0, 65535),
                ("stop_seconds", self.stop_seconds, 1, 600),
                ("idle_seconds", self.idle_seconds, 1, 600),
            )
            if not least <= value <= most
        ]
        if faults:
            raise SettingsError(Code.BAD_SETTINGS, "\n".join(faults))


class Server(uvicorn.Server):
    """uvicorn's server on a socket that is bound already; it says when it accepts, and returns when it is
    stopped.

    uvicorn's own raises the signal again once it has stopped, and so ends the process before its caller can
    tidy up.
    """

    def __init__(self, config: uvicorn.Config, listener: socket.socket, ready: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._listener = listener
        self._ready = ready

    @property
    def url(self) -> str:
        """Where it listens, such as ``http://127.0.0.1:8000``."""
        return url_of(self._listener)

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until stopped."""
        super().run(sockets or [self._listener])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self._ready is not None:
            self._ready(self.url)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():  # signals belong to the main thread
            yield
            return
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """The first signal stops gracefully; a second one does not wait."""
        self.force_exit = self.should_exit
        self.should_exit = True


def make_server(
    app: ASGIApp,
    settings: ServeSettings,
    *,
    ready: Callable[[str], None] | None = None,
    log: logs.Log = logs.to_stderr,
) -> Server:
    """A server that is bound but not running; `serve` is this and `run`.

    Raises:
        HubError: `NOT_LOOPBACK` or `PORT_IN_USE`, or `BAD_SETTINGS` for an address that cannot be bound.
    """
    listener = bind(settings.host, settings.port)
    send_logging_to(log)
    return Server(configure(app, settings), listener, ready)


def serve(
    app: ASGIApp,
    settings: ServeSettings,
    *,
    ready: Callable[[str], None] | None = None,
    log: logs.Log = logs.to_stderr,
) -> None:
    """Serve until SIGTERM or SIGINT; then accept nothing new, finish what was begun, close what lifespan
    opened, and return. What is not finished after `stop_seconds` is answered by 503. A second signal does not
    wait.

    Args:
        ready: called with the address, such as ``http://127.0.0.1:8000``, once connections are accepted.
        log: takes what uvicorn and other libraries log.

    Raises:
        HubError: `NOT_LOOPBACK`, `PORT_IN_USE`, or `BAD_SETTINGS` for an address that cannot be bound.
        SystemExit: the application's lifespan failed to start; the log says why.
    """
    make_server(app, settings, ready=ready, log=log).run()


def configure(
    app: ASGIApp | Callable[[], ASGIApp], settings: ServeSettings, *, workers: int = 1, health_seconds: int = 5
) -> uvicorn.Config:
    """How uvicorn serves the hub.

    Args:
        app: the application, or for several workers what makes it in each.
        health_seconds: a worker that is silent for so long is started again.
    """
    return uvicorn.Config(
        app,
        factory=workers > 1,
        workers=workers,
        loop="uvloop",
        http=LimitedProtocol,
        ws="none",
        lifespan="on",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=settings.idle_seconds,
        timeout_graceful_shutdown=settings.stop_seconds,
        timeout_worker_healthcheck=health_seconds,
    )


def url_of(listener: socket.socket) -> str:
    """Where a socket listens, such as ``http://127.0.0.1:8000``."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens on a loopback address.

    Raises:
        HubError: `NOT_LOOPBACK`, `PORT_IN_USE`, or `BAD_SETTINGS` for an address that cannot be bound.
    """
    address = "127.0.0.1" if host.lower() == "localhost" else host.strip("[]")
    if not negotiate.is_loopback(address):
        raise HubError(
            Code.NOT_LOOPBACK,
            f"The hub does not listen on {host!r}: it knows no permissions yet, so whoever can reach it can"
            " read everything in it. Use 127.0.0.1, ::1 or localhost; to reach it from another machine, use a"
            f" tunnel such as `ssh -L {port}:127.0.0.1:{port} <this machine>`.",
        )
    family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # So that a restart need not wait for the connections of the last run; it lets nobody share the port.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        # Binding alone does not always notice another listener: two sockets with SO_REUSEADDR may be bound at
        # once.
        listener.listen(2048)
    except OSError as fault:
        listener.close()
        if fault.errno == errno.EADDRINUSE:
            raise HubError(
                Code.PORT_IN_USE,
                f"Port {port} on {host} is in use by another program, perhaps a hub that is still running."
                f" Stop that one, or choose another port; `ss -ltnp 'sport = :{port}'` shows who has it.",
                details={"port": port},
            ) from fault
        reason = "only the administrator may use ports below 1024" if fault.errno == errno.EACCES else fault.strerror
        raise SettingsError(Code.BAD_SETTINGS, f"cannot listen on {host}, port {port}: {reason}") from fault
    listener.setblocking(False)
    return listener


def send_logging_to(log: logs.Log) -> None:
    """The records of the standard `logging` become lines of the same log; our own handler replaces itself
    only."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler, logs.LoggingToLog):
            root.removeHandler(handler)
    root.addHandler(logs.LoggingToLog(log))
    # uvicorn tells of its start and stop on INFO, in six lines that say less than our own.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)

"""Several processes that answer on one socket, under uvicorn's supervisor.

The first process binds the socket, starts the workers and answers nothing itself. A worker that dies is started again.
SIGTERM or SIGINT stops all of them, each after the answers that it has begun; a second signal does not wait. SIGHUP
starts the workers anew, one after another, while the others answer: so documents and a new program are read without a
pause. If the first process itself is killed, its workers stop too.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors.multiprocess import Multiprocess

from hub.errors import HubError
from hub.web import log as logs
from hub.web.serve import ServeSettings, bind, configure, send_logging_to, url_of

HEALTH_SECONDS = 30
"""A worker that is silent for so long is killed and started again. A thread of it answers as soon as it has begun to
import the hub, so that only one that was stopped is silent."""

LOOK_SECONDS = 0.1
"""How often the first process looks whether a worker that is to end has ended."""

AGAIN_SECONDS = 2.0
"""A worker that cannot be started again waits so long before it gives up, and the next one tries."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Makes the application in a worker. It travels to the new process, so that all of it has to be picklable.

    ``again``: all workers have answered before: one that cannot start now is no reason to stop the others.
    """

    make: Callable[[], ASGIApp]
    log: logs.Log
    again: bool = False

    def __call__(self) -> ASGIApp:
        send_logging_to(self.log)
        threading.Thread(target=_stop_with_parent, daemon=True).start()
        try:
            return self.make()
        except HubError as error:
            self.log({"level": "error", "event": "worker", "code": error.code.value, "message": error.message})
            if not self.again:
                sys.exit(STARTUP_FAILURE)
            time.sleep(AGAIN_SECONDS)
            sys.exit(1)


class Supervisor(Multiprocess):
    """uvicorn's supervisor, which says when all workers accept, and lets the port go as soon as it is to stop."""

    def __init__(
        self, config: uvicorn.Config, listener: socket.socket, worker: Worker, ready: Callable[[str], None] | None
    ) -> None:
        super().__init__(config, [listener])
        self._url = url_of(listener)
        self._worker = worker
        self._ready = ready

    def init_processes(self) -> None:
        super().init_processes()
        self._let_go()

    def keep_subprocess_alive(self) -> None:
        before = list(self.processes)
        super().keep_subprocess_alive()
        self._let_go()
        for died, started in zip(before, self.processes, strict=True):
            if died is not started:
                self._worker.log(
                    {
                        "level": "warning",
                        "event": "worker",
                        "died": died.pid,
                        "exit": died.exitcode,
                        "started": started.pid,
                    }
                )
        if not self._worker.again and all(process.is_ready() for process in self.processes):
            self._worker = self.config.app = replace(self._worker, again=True)
            if self._ready is not None:
                self._ready(self._url)

    def terminate_all(self) -> None:
        # Workers stop listening one by one; nobody shall wait in a queue that none of them will look at again.
        for listener in self.sockets:
            listener.close()
        super().terminate_all()

    def _let_go(self) -> None:
        """Close the workers' ends of their pipes, which are theirs alone now: otherwise the death of one that is just
        starting would be noticed only when its time to answer is over.
        """
        for process in self.processes:
            process.child_conn.close()

    def join_all(self) -> None:
        for process in self.processes:
            while process.process.exitcode is None:
                process.process.join(LOOK_SECONDS)
                if self.signal_queue:  # a second signal
                    self.signal_queue.clear()
                    for other in self.processes:
                        other.process.kill()


def serve_workers(
    make: Callable[[], ASGIApp],
    settings: ServeSettings,
    workers: int,
    *,
    ready: Callable[[str], None] | None = None,
    log: logs.Log = logs.to_stderr,
) -> bool:
    """Serve with several processes until SIGTERM or SIGINT.

    Args:
        make: makes the application, in each worker; a function of a module, or a `functools.partial` of one.
        workers: how many, 2 or more.
        ready: called with the address once all workers accept connections.
        log: takes what uvicorn and other libraries log; a function of a module.

    Returns:
        False where a worker could not start; the log says why.

    Raises:
        HubError: `NOT_LOOPBACK`, `PORT_IN_USE`, or `BAD_SETTINGS` for an address that cannot be bound.
    """
    listener = bind(settings.host, settings.port)
    send_logging_to(log)
    worker = Worker(make, log)
    config = configure(worker, settings, workers=workers, health_seconds=HEALTH_SECONDS)
    supervisor = Supervisor(config, listener, worker, ready)
    supervisor.run()
    return all(process.exitcode != STARTUP_FAILURE for process in supervisor.processes)


def _stop_with_parent() -> None:
    """In a worker: stop as if asked to, once the first process is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

"""``linli serve``: the hub over HTTP, until it is stopped."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from hub.settings import HubSettings
from linli.exits import OK, SURROUNDINGS
from linli.opening import settings_of, there
from linli.parser import Parser, command, listen_options, settings_options

Ready = Callable[[str], None]
"""Takes the address once questions are answered there; it must not wait."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "serve",
        run,
        "answer questions over HTTP on this machine, until stopped",
        "The hub listens on loopback only: it knows no permissions yet, so whoever can reach it can read all of it.\n"
        "Ctrl-C or SIGTERM stops it; answers that were begun are finished.\n\n"
        "examples:\n"
        "  linli serve\n"
        "  linli serve --port 8080 --workers 4",
    )
    settings_options(parser)
    listen_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve."""
    return serve_store(settings_of(arguments), lambda url: None)


def serve_store(settings: HubSettings, ready: Ready) -> int:
    """Serve a store until stopped; returns the exit code.

    Raises:
        HubError: STORE_DOWN, PORT_IN_USE, NOT_LOOPBACK, BAD_SETTINGS; see ``hub.app.open_hub``.
    """

    def up(url: str) -> None:
        print(f"Linli Hub answers at {url}/graphql, its query page is {url}/ (Ctrl-C stops it)", flush=True)
        ready(url)

    started = _alone(there(settings), up) if settings.workers == 1 else _several(there(settings), up)
    if not started:
        print("linli: the hub did not start; the log above says why", file=sys.stderr)
    return OK if started else SURROUNDINGS


def _alone(settings: HubSettings, ready: Ready) -> bool:
    """Serve in this process; False where it did not start."""
    # Imported late: commands that serve nothing need not wait for the whole hub.
    from hub.app import asgi_app, open_hub
    from hub.web import ServeSettings, serve

    opened = open_hub(settings, wait=True)
    try:
        serve(asgi_app(opened), ServeSettings(host=settings.host, port=settings.port), ready=ready)
    except SystemExit as stopped:  # uvicorn's way to say that the application did not start
        return not stopped.code
    finally:
        opened.close()
    return True


def _several(settings: HubSettings, ready: Ready) -> bool:
    """Serve with workers, which count together; False where they did not start."""
    from hub.app import make_app
    from hub.web import ServeSettings, serve_workers

    # Made here as well, and let go: what is wrong is told before anything is started.
    make_app(replace(settings, metrics_folder=None, traces=None))
    with tempfile.TemporaryDirectory(prefix="linli-metrics-") as folder:
        if settings.metrics_folder is None:
            settings = replace(settings, metrics_folder=Path(folder))
        where = ServeSettings(host=settings.host, port=settings.port)
        return serve_workers(partial(make_app, settings), where, settings.workers, ready=ready)

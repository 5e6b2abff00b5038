"""``linli serve``: the hub over HTTP, until it is stopped."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from hub.settings import HubSettings
from linli.exits import OK, SURROUNDINGS
from linli.opening import settings_of
from linli.parser import Parser, command, listen_options, settings_options


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "serve",
        run,
        "answer questions over HTTP on this machine, until stopped",
        "The hub listens on loopback only: it knows no permissions yet, so whoever can reach it can read all of it.\n"
        "Ctrl-C or SIGTERM stops it; answers that were begun are finished.",
    )
    settings_options(parser)
    listen_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve."""
    return serve_store(settings_of(arguments), lambda url: None)


def serve_store(settings: HubSettings, ready: Callable[[str], None]) -> int:
    """Serve a store until stopped; returns the exit code.

    Args:
        ready: called with the address once questions are answered there; it must not wait.

    Raises:
        HubError: PORT_IN_USE, NOT_LOOPBACK, BAD_SETTINGS; see ``hub.app.open_hub``.
    """
    # Imported late: commands that serve nothing need not wait for the whole hub.
    from hub.app import asgi_app, open_hub
    from hub.web import ServeSettings, serve

    def up(url: str) -> None:
        print(f"Linli Hub answers at {url}/graphql, its query page is {url}/ (Ctrl-C stops it)", flush=True)
        ready(url)

    opened = open_hub(settings)
    try:
        serve(asgi_app(opened), ServeSettings(host=settings.host, port=settings.port), ready=up)
    except SystemExit as stopped:  # uvicorn's way to say that the application did not start
        print("linli: the hub did not start; the log above says why", file=sys.stderr)
        return SURROUNDINGS if stopped.code else OK
    finally:
        opened.close()
    return OK

"""All sides in one process: ``python -m bench.server FILE DAY`` prints its address and serves until SIGTERM.

The hub is served just as it is deployed, its door and its log included. Beside it stands a bare Starlette
application with the routes of the other sides. A request passes one comparison of its path, so that neither
pays for the other.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bench import dataloader, mapped, raw
from hub.app import asgi_app, fixed_today, open_hub
from hub.settings import HubSettings
from hub.web import ServeSettings, serve


def make_app(path: Path, day: date, tables: Path | None) -> ASGIApp:
    """The hub, and what it is measured against, over one file.

    Args:
        path: a store.
        day: the day that every side takes for today.
        tables: those of strawchemy, None for no such side.
    """
    ours = asgi_app(open_hub(HubSettings(store=path), today=fixed_today(day)))
    routes = [Route("/cpu", _cpu), *raw.routes(path, day), Route("/dataloader", dataloader.make_app(path, day))]
    if tables is not None:
        routes.append(Route("/strawchemy", mapped.App(tables).answer, methods=["POST"]))
    others = Starlette(routes=routes)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"] == "/graphql":
            await ours(scope, receive, send)
        else:
            await others(scope, receive, send)

    return app


async def _cpu(request: Request) -> PlainTextResponse:
    """Nanoseconds of CPU, user and system, that all threads of this process have spent so far."""
    return PlainTextResponse(str(time.process_time_ns()))


def main() -> None:
    """Serve on a free port of loopback."""
    parser = argparse.ArgumentParser(prog="python -m bench.server")
    parser.add_argument("store", type=Path)
    parser.add_argument("day", type=date.fromisoformat)
    parser.add_argument("--tables", type=Path, help="those of strawchemy")
    given = parser.parse_args()
    app = make_app(given.store, given.day, given.tables)
    serve(app, ServeSettings(port=0, idle_seconds=600), ready=lambda url: print(url, flush=True))


if __name__ == "__main__":
    main()

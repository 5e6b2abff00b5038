"""All sides in one process: ``python -m bench.server FILE DAY`` prints its address and serves until SIGTERM.

The hub is served just as it is deployed, its door and its log included. Beside it stands a bare Starlette
application with the routes of the other sides. A request passes one comparison of its path, so that neither
pays for the other.
"""

from __future__ import annotations

import secrets
import sys
import time
from datetime import date
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bench import dataloader, raw
from graph_schema.kinds import load_model
from hub.api.service import Settings
from hub.app import Hub, fixed_today, open_sqlite
from hub.web import Health, ServeSettings, WebSettings, create_app, serve


def make_app(path: Path, day: date, regions: tuple[str, ...]) -> ASGIApp:
    """The hub, and what it is measured against, over one file.

    Args:
        path: a store.
        day: the day that every side takes for today.
        regions: prefixes of the regions that the hub owns.
    """
    model = load_model()
    hub = Hub(model)
    settings = Settings(secrets.token_bytes(32), regions[0], fixed_today(day), regions)
    service = hub.service(open_sqlite(path, model), settings)
    ours = create_app(service, WebSettings(), _Healthy(), sdl=lambda: hub.sdl, today=fixed_today(day))
    routes = [Route("/cpu", _cpu), *raw.routes(path, day), Route("/dataloader", dataloader.make_app(path, day))]
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


class _Healthy:
    async def health(self) -> Health:
        return Health(True, {})


def main() -> None:
    """Serve on a free port of loopback."""
    path, day, *regions = sys.argv[1:]
    app = make_app(Path(path), date.fromisoformat(day), tuple(regions))
    serve(app, ServeSettings(port=0), ready=lambda url: print(url, flush=True))


if __name__ == "__main__":
    main()

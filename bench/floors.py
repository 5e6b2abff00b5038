"""``python -m bench.floors``: ``point`` over HTTP, the same bytes sent by more and more of the hub; µs of CPU each.

One server in a process of its own has all floors, told apart by their path.
"""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bench.client import Client
from bench.data import HOUSE, TODAY, store
from bench.profile import ARGUMENTS, STORE
from bench.questions import POINT
from hub.api.question import Answer, Question
from hub.app import asgi_app, fixed_today, open_hub
from hub.settings import HubSettings
from hub.web import Health, ServeSettings, WebSettings, create_app, serve
from hub.web.log import Log, to_stderr

ROUNDS = 9
REQUESTS = 400

FLOORS = {
    "bare": "uvicorn alone: a POST answered by constant bytes",
    "route": "a Starlette route, constant bytes",
    "quiet": "the hub's HTTP layer with a constant answer, log dropped",
    "logged": "the same with the log",
    "hub": "all of the hub",
}


def main() -> None:
    """Measure each floor; with the argument ``serve``, be the server."""
    path = store(STORE)
    if sys.argv[1:] == ["serve"]:
        serve(floors(path), ServeSettings(port=0), ready=lambda url: print(url, flush=True))
        return
    command = [sys.executable, "-m", "bench.floors", "serve"]
    with (
        path.with_suffix(".log").open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, cwd=HOUSE) as server,
    ):
        assert server.stdout is not None
        client = Client(server.stdout.readline().decode().strip())
        spent = measure(client, path)
        client.close()
        server.send_signal(signal.SIGTERM)
    for name, what in FLOORS.items():
        print(f"{spent[name]:6.0f} µs  {what}")


def measure(client: Client, path: Path) -> Mapping[str, float]:
    """Microseconds a request by floor, medians of rounds in which each has its turn."""
    opened = open_hub(HubSettings(store=path), today=fixed_today(TODAY))
    bodies = [{"query": POINT.text, "variables": one} for one in asyncio.run(ARGUMENTS["point"](opened))]
    opened.close()
    requests = {name: [client.post(f"/{name}", body) for body in bodies] for name in FLOORS}
    spent: dict[str, list[float]] = {name: [] for name in FLOORS}
    for _ in range(ROUNDS):
        for name, asked in requests.items():
            before = int(client.ask(client.get("/cpu")))
            for request in islice(cycle(asked), REQUESTS):
                client.ask(request)
            spent[name].append((int(client.ask(client.get("/cpu"))) - before) / REQUESTS / 1e3)
    return {name: median(times) for name, times in spent.items()}


def floors(path: Path) -> ASGIApp:
    """All floors, each at ``/`` and its name, and ``/cpu``: nanoseconds that the process has spent."""
    opened = open_hub(HubSettings(store=path), today=fixed_today(TODAY))
    (variables, *_) = asyncio.run(ARGUMENTS["point"](opened))
    answer = asyncio.run(opened.service.answer(Question(POINT.text, variables=variables)))
    constant = Response(answer.body, media_type="application/json")

    async def cpu(request: Request) -> Response:
        return PlainTextResponse(str(time.process_time_ns()))

    async def route(request: Request) -> Response:
        return Response(answer.body, media_type="application/json")

    hub = asgi_app(opened)
    starlette = Starlette(routes=[Route("/cpu", cpu), Route("/route", route, methods=["POST"])])
    apps: Mapping[str, ASGIApp] = {
        "/bare": constant,
        "/quiet": _web(answer, lambda record: None),
        "/logged": _web(answer, to_stderr),
        "/hub": hub,
    }

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await hub(scope, receive, send)
        elif scope["path"] in apps:
            await apps[scope["path"]]({**scope, "path": "/graphql"}, receive, send)
        else:
            await starlette(scope, receive, send)

    return app


def _web(answer: Answer, log: Log) -> ASGIApp:
    """The hub's HTTP layer over whoever always gives the same answer."""
    return create_app(_Constant(answer), WebSettings(), _Healthy(), sdl=str, log=log)


class _Constant:
    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    async def answer(self, question: Question) -> Answer:
        return self._answer


class _Healthy:
    async def health(self) -> Health:
        return Health(True, {})


if __name__ == "__main__":
    main()

"""Drives the real application, in this process, or under a real uvicorn on a port of its own."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from starlette.applications import Starlette

from hub.web import ServeSettings, WebSettings, create_app
from hub.web.serve import Server, make_server

HERE = Path(__file__).parent


def _module(path: Path) -> ModuleType:
    """A module beside the tests, which are not a package."""
    name = f"_web_tests_{path.stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@dataclass
class Response:
    """What an application sent."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def json(self) -> Any:
        """The body, decoded; any JSON value, which the test looks into."""
        return json.loads(self.body)

    @property
    def code(self) -> str | None:
        """`extensions.code` of the first error."""
        found: str | None = self.json["errors"][0]["extensions"]["code"]
        return found


@dataclass
class Client:
    """Calls an ASGI application in this process, without sockets."""

    app: Starlette
    address: str = "127.0.0.1"

    async def ask(
        self,
        method: str,
        path: str,
        *,
        query: str = "",
        headers: Mapping[str, str] | None = None,
        chunks: list[bytes | float | None] | None = None,
    ) -> Response:
        """One request. Of the chunks, bytes are body, a number is a pause in seconds, None the client
        leaving."""
        given = {"host": "127.0.0.1:8000", **(headers or {})}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "scheme": "http",
            "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
            "client": (self.address, 50_000),
            "server": ("127.0.0.1", 8000),
            "state": {},
        }
        left = list(chunks if chunks is not None else [b""])
        response = Response()
        complete = asyncio.Event()

        async def receive() -> dict[str, object]:
            while left:
                chunk = left.pop(0)
                if isinstance(chunk, float):
                    await asyncio.sleep(chunk)
                elif chunk is None:
                    return {"type": "http.disconnect"}
                else:
                    more = any(isinstance(later, bytes) for later in left)
                    return {"type": "http.request", "body": chunk, "more_body": more}
            await complete.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:  # Starlette's Message
            if message["type"] == "http.response.start":
                assert not response.status, "a second response"
                response.status = message["status"]
                response.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
            else:
                response.body += message.get("body", b"")
                if not message.get("more_body", False):
                    complete.set()

        await self.app(scope, receive, send)
        return response

    def call(self, method: str, path: str, **options: Any) -> Response:
        """`ask`, from a test that is not asynchronous."""
        return asyncio.run(self.ask(method, path, **options))

    def post(self, content: object, headers: Mapping[str, str] | None = None) -> Response:
        """A question, as JSON."""
        given = {
            "content-type": "application/json",
            "accept": "application/graphql-response+json",
            **(headers or {}),
        }
        return self.call("POST", "/graphql", headers=given, chunks=[json.dumps(content).encode()])


@dataclass
class Hub:
    """A small hub with what it answers with, and its log."""

    module: ModuleType
    answers: Any
    health: Any
    log: list[dict[str, Any]]
    app: Starlette
    client: Client


MakeHub = Callable[..., Hub]


@pytest.fixture
def make_hub() -> MakeHub:
    """Makes a small hub; keywords of `WebSettings` and of `create_app`."""
    module = _module(HERE / "small_hub.py")
    fields = set(WebSettings.__dataclass_fields__)

    def make(**options: Any) -> Hub:
        settings = WebSettings(**{name: value for name, value in options.items() if name in fields})
        rest = {name: value for name, value in options.items() if name not in fields}
        answers, health = module.SmallAnswers(), module.SmallHealth()
        log: list[dict[str, Any]] = []
        app = create_app(
            answers,
            settings,
            health,
            sdl=lambda: module.SDL,
            log=lambda record: log.append(dict(record)),
            **rest,
        )
        return Hub(module, answers, health, log, app, Client(app))

    return make


@pytest.fixture
def hub(make_hub: MakeHub) -> Hub:
    """A small hub with default settings."""
    return make_hub()


Running = Callable[..., Server]


@pytest.fixture
def run() -> Iterator[Running]:
    """Runs an application under a real uvicorn in a thread; gives the server, whose `url` says where."""
    running: list[tuple[Server, threading.Thread]] = []

    def start(app: Starlette, **options: Any) -> Server:
        accepting = threading.Event()
        server = make_server(
            app,
            ServeSettings(port=0, **options),
            ready=lambda url: accepting.set(),
            log=lambda record: None,
        )
        thread = threading.Thread(target=server.run)
        running.append((server, thread))
        thread.start()
        assert accepting.wait(10)
        return server

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture
def small_hub_file() -> Path:
    """The program that serves a small hub."""
    return HERE / "small_hub.py"


@pytest.fixture
def audit_server() -> ModuleType:
    """The module that audits a server."""
    return _module(HERE.parent.parent / "web" / "audit_server.py")

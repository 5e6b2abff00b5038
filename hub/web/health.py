"""``/health/live``: the process answers. ``/health/ready``: the hub can answer questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import anyio
import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


@dataclass(frozen=True, slots=True)
class Health:
    """How the hub is."""

    ready: bool
    """Whether it should be sent questions."""

    checks: Mapping[str, object]
    """JSON values for people: the stores, the model's version, open loads."""


class HealthPort(Protocol):
    """Whoever knows how the hub is."""

    async def health(self) -> Health:
        """Look now. It is asked often, and must not wait behind questions."""
        ...


def health_routes(port: HealthPort, seconds: float) -> list[Route]:
    """The two routes.

    Args:
        seconds: a check that takes longer counts as failed.
    """

    async def live(request: Request) -> Response:
        return _response(200, {"status": "live"})

    async def ready(request: Request) -> Response:
        found: Health | None = None
        with anyio.move_on_after(seconds):
            found = await port.health()
        if found is None:
            return _response(503, {"status": "unknown", "checks": {"late": f"no answer within {seconds:g} seconds"}})
        status = "ready" if found.ready else "not ready"
        return _response(200 if found.ready else 503, {"status": status, "checks": dict(found.checks)})

    return [Route("/health/live", live), Route("/health/ready", ready)]


def _response(status: int, content: Mapping[str, object]) -> Response:
    body = orjson.dumps(content, default=str)
    return Response(body, status, {"cache-control": "no-store"}, "application/json")

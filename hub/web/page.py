"""The query page at ``/``: one HTML, one style sheet, one script, all from this hub, so that it works without
internet.

The files lie in ``static/`` as a person wrote them. The Content-Security-Policy allows nothing from elsewhere
and no inline script, so that nothing in an answer can ever run.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "content-security-policy": ("default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}


def page_routes(example: str, sdl: Callable[[], str]) -> list[Route]:
    """The page, its two files, and ``/schema.graphql``.

    Args:
        example: the question that stands in the page at first.
        sdl: the schema as text; called for each request.
    """
    index = (_STATIC / "index.html").read_text("utf-8").replace("{{example}}", html.escape(example))

    async def schema(request: Request) -> Response:
        return _cached(request, sdl().encode("utf-8"), "text/plain; charset=utf-8")

    return [
        Route("/", _file(index.encode("utf-8"), "text/html; charset=utf-8")),
        Route("/static/page.css", _file((_STATIC / "page.css").read_bytes(), "text/css; charset=utf-8")),
        Route("/static/page.js", _file((_STATIC / "page.js").read_bytes(), "text/javascript; charset=utf-8")),
        Route("/schema.graphql", schema),
        Route("/favicon.ico", _no_icon),
    ]


async def _no_icon(request: Request) -> Response:
    """Browsers ask for one whatever the page says."""
    return Response(status_code=204, headers={"cache-control": "max-age=86400"})


def _file(content: bytes, media_type: str) -> Callable[[Request], Awaitable[Response]]:
    # asynchronous, or Starlette would run it in a thread
    async def endpoint(request: Request) -> Response:
        return _cached(request, content, media_type)

    return endpoint


def _cached(request: Request, content: bytes, media_type: str) -> Response:
    etag = f'"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'
    headers = {**_HEADERS, "etag": etag}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, media_type)

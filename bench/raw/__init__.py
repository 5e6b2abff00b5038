"""``raw``: the least that an answer can cost in Python, a route a question, written by hand.

Each statement was the cheapest of those tried that stays right whatever the tables hold: all dates are looked
at, and a page a parent is cut by ``t.sk IN (SELECT … LIMIT)``, which on SQLite is as good as LATERAL and
cheaper than a window. One connection, no transaction, no checks: what a client gets wrong is a 500. Ids are
put together of prefixes and of digits by fifteen bits; dates are looked up. The body is made by orjson.

Modules: ``ids`` (connection, ids and dates as text), ``households`` (point, list, page, subtree), ``below``
(nested, ancestors), ``beside`` (alliance, county table).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.raw import below, beside, households
from bench.raw.ids import Database, Json


def routes(path: Path, day: date) -> list[Route]:
    """The routes over a store, read as of a day: ``/raw/<question>/<argument>``."""
    database = Database(path, day)
    answers: dict[str, Callable[[str], Json]] = {}
    for chapter in (households, below, beside):
        answers |= chapter.answers(database)
    return [_route(name, answer) for name, answer in answers.items()]


def _route(name: str, answer: Callable[[str], Json]) -> Route:
    async def endpoint(request: Request) -> Response:
        body = orjson.dumps({"data": answer(request.path_params["argument"])})
        return Response(body, media_type="application/json")

    return Route(f"/raw/{name}/{{argument}}", endpoint)

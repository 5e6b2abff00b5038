"""``dataloader``: Strawberry as its users write it, types with resolvers and a DataLoader for each link.

The schema is cut down to what the questions ask, the statements are as good as ``raw``'s, and rows come from
``sqlite3`` itself rather than through an object mapper: all of it favours this side. Loaders live for one
request, as Strawberry's documentation has it; there is no cache of parsed or validated documents, for there
is none unless it is asked for.

Modules: ``types`` (the schema and its resolvers), ``loaders`` (statements, and what a request batches).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import strawberry
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL

from bench.dataloader.loaders import Loaders
from bench.dataloader.types import Query
from bench.raw.ids import Database


class _App(GraphQL[dict[str, Loaders], None]):
    def __init__(self, schema: strawberry.Schema, database: Database) -> None:
        super().__init__(schema)
        self._database = database

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> dict[str, Loaders]:
        return {"loaders": Loaders(self._database)}


def make_app(path: Path, day: date) -> GraphQL[dict[str, Loaders], None]:
    """Strawberry's own ASGI application over a store, read as of a day."""
    return _App(strawberry.Schema(Query), Database(path, day))

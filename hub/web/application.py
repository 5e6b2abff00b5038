"""Puts the HTTP layer together."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import Lifespan

from hub.api.question import Answers
from hub.web import garbage
from hub.web import log as logs
from hub.web.documents import Documents
from hub.web.door import Door
from hub.web.graphql import PATH, DataVersion, GraphQL
from hub.web.health import HealthPort, health_routes
from hub.web.observe import Board, LookAtStores, Observer, metrics_route
from hub.web.page import page_routes
from hub.web.settings import WebSettings

_CHINA = datetime.timezone(datetime.timedelta(hours=8))


def _today_in_china() -> datetime.date:
    return datetime.datetime.now(_CHINA).date()


def create_app(
    answers: Answers,
    settings: WebSettings,
    health: HealthPort,
    *,
    sdl: Callable[[], str],
    documents: Documents | None = None,
    data_version: DataVersion | None = None,
    today: Callable[[], datetime.date] = _today_in_china,
    log: logs.Log = logs.to_stderr,
    observer: Observer | None = None,
    stores: LookAtStores = tuple,
    lifespan: Lifespan[Starlette] | None = None,
) -> Starlette:
    """The hub as an ASGI application.

    Args:
        answers: whoever answers GraphQL.
        health: whoever knows how the hub is.
        sdl: the schema as text, for ``/schema.graphql``.
        documents: the persisted documents, see `load_documents`.
        data_version: see `DataVersion`; without it no answer has an ETag.
        today: the date that "now" means in questions, in the hub's time zone.
        log: takes the records of requests.
        observer: counts requests, by default one of its own.
        stores: how the stores are, for ``/metrics``.
        lifespan: opens and closes what the answers need, around serving.
    """

    @asynccontextmanager
    async def serving(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if lifespan is not None:
                await stack.enter_async_context(lifespan(app))
            stack.enter_context(garbage.set_apart())
            yield

    graphql = GraphQL(answers, settings, documents or Documents(), data_version, today)
    observer = observer or Observer(Board())
    routes = [
        *health_routes(health, settings.health_seconds),
        metrics_route(observer.board, stores),
        *page_routes(settings.example, sdl),
    ]
    observer.tell_apart([PATH, *(route.path for route in routes)])
    return Starlette(
        routes=routes,
        middleware=[Middleware(Door, graphql=graphql, settings=settings, log=log, observer=observer)],
        lifespan=serving,
    )

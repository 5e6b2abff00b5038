"""The one place where everything is put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import anyio
import anyio.to_thread
import strawberry
from starlette.applications import Starlette

from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.api.limits import Limits
from hub.api.service import Routing, Service, Settings
from hub.api.types import make_schema
from hub.errors import Code, SettingsError, StoreError
from hub.planner.asked import Asked
from hub.planner.build import build
from hub.planner.plan import Plan
from hub.planner.rules import shape
from hub.planner.surface import Surface, derive
from hub.settings import HubSettings, cursor_key
from hub.settings.load import BODY_BYTES, LOG_LEVELS
from hub.stores.base import ReadStore
from hub.stores.sql.look import look
from hub.stores.sql.read import SqliteStore
from hub.web import Documents, Health, WebSettings, create_app, load_documents
from hub.web import log as logs
from hub.web.observe import Board, Observer, StoreState


class Hub:
    """A model with its schema, from which services over stores are made."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.surface: Surface = derive(model)
        self.schema: strawberry.Schema = make_schema(self.surface)

    @property
    def sdl(self) -> str:
        """The API's schema as text."""
        return self.schema.as_str() + "\n"

    def service(
        self, store: ReadStore | Routing, settings: Settings, *, rules: Callable[[Plan], Plan] | None = None
    ) -> Service:
        """Answers from one store, or from several. ``rules``: further shape rules, such as a guard."""
        routing = store if isinstance(store, Routing) else Routing(store.name, {store.name: store})
        capability = routing.stores[routing.local].capability
        if len(routing.stores) > 1:
            elsewhere = frozenset(kind.name for kind in self.model.kinds if kind.leaves)
            capability = replace(capability, elsewhere=elsewhere)

        def planner(asked: tuple[Asked, ...]) -> Plan:
            plan = build(self.surface, asked)
            if rules is not None:
                plan = rules(plan)
            return shape(plan, capability)

        return Service(self.schema._schema, self.model, planner, routing, settings)


def open_sqlite(path: Path, model: Model) -> SqliteStore:
    """The reading side of a SQLite file that exists."""
    return SqliteStore(path, model)


def fixed_today(day: date) -> Callable[[], date]:
    """A clock that stands still, for tests and goldens."""
    return lambda: day


@dataclass(frozen=True, slots=True)
class OpenHub:
    """A hub with its store open. ``today``: the day in the hub's time zone. ``regions``: what the store's hub owns.
    ``begun``: the moment of the store's first change, so that two stores at one path are told apart.
    """

    settings: HubSettings
    hub: Hub
    store: SqliteStore
    service: Service
    regions: tuple[str, ...]
    today: Callable[[], date]
    begun: str

    def data_version(self) -> str | None:
        """What changes with every change of the data, for ETags; None while the store cannot be reached."""
        try:
            return f"{self.begun}/{self.store.data_version()}"
        except StoreError:
            return None

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()


def open_hub(settings: HubSettings, *, model: Model | None = None, today: Callable[[], date] | None = None) -> OpenHub:
    """Open what the settings name: the model, its schema, the store, and a service that answers from it.

    Args:
        model: what the store holds; by default all kinds there are.
        today: a clock of days; by default that of the time zone.

    Raises:
        StoreError: STORE_DOWN, NOT_OURS, NEWER_MODEL, OLDER_MODEL, STORE_LOCKED.
        SettingsError: other regions are set than the store's, or the cursor key cannot be kept.
    """
    model = model or load_model()
    state = look(settings.store, model)
    if settings.regions and set(settings.regions) != set(state.owned):
        raise SettingsError(
            Code.BAD_SETTINGS,
            f"regions: {', '.join(settings.regions)} are set, but {settings.store} was made for "
            f"{', '.join(state.owned)}; leave the setting out, or make another store with `linli init`",
        )
    today = today or partial(_today, settings)
    hub = Hub(model)
    store = open_sqlite(settings.store, model)
    limits = {name: value for name, value in settings.limits.items() if name != "body_bytes"}
    inside = Settings(
        cursor_key=cursor_key(settings),
        hub=settings.hub or state.owned[0],
        today=today,
        regions=state.owned,
        limits=Limits(**limits),
    )
    return OpenHub(settings, hub, store, hub.service(store, inside), state.owned, today, state.begun)


def _today(settings: HubSettings) -> date:
    return datetime.now(settings.time_zone).date()


class StoreHealth:
    """Readiness of one store: it can be reached, its model fits, and no load is open. See ``hub.web.HealthPort``."""

    def __init__(self, path: Path, model: Model) -> None:
        self._path = path
        self._model = model
        # A thread of its own: a check never waits behind questions.
        self._thread = anyio.CapacityLimiter(1)

    async def health(self) -> Health:
        """Look now."""
        try:
            state = await anyio.to_thread.run_sync(
                look, self._path, self._model, limiter=self._thread, abandon_on_cancel=True
            )
        except StoreError as error:
            return Health(False, {"store": error.code.value, "message": error.message})
        loads = [{"load": load.id, "source": load.source, "begun": load.started} for load in state.open_loads]
        return Health(not loads, {"store": "ok", "model": "fits", "version": state.version, "openLoads": loads})


def asgi_app(opened: OpenHub, *, log: logs.Log = logs.to_stderr) -> Starlette:
    """The hub as an ASGI application, which closes the store when it stops.

    Args:
        log: takes records of the level that is set, and above.

    Raises:
        SettingsError: a setting of HTTP cannot be used, or a persisted document; one line each.
    """
    settings = opened.settings
    web = WebSettings(
        hosts=settings.hosts,
        origins=settings.origins,
        answer_seconds=settings.deadline,
        body_bytes=settings.limits.get("body_bytes", BODY_BYTES.default),
    )

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await anyio.to_thread.run_sync(observer.close)
            opened.close()

    observer = _observer(opened)
    sdl = opened.hub.sdl
    return create_app(
        opened.service,
        web,
        StoreHealth(settings.store, opened.hub.model),
        sdl=lambda: sdl,
        documents=_documents(opened),
        data_version=opened.data_version,
        today=opened.today,
        log=from_level(settings.log_level, log),
        observer=observer,
        stores=partial(_store_state, opened),
        lifespan=lifespan,
    )


def make_app(settings: HubSettings) -> Starlette:
    """The hub that the settings name as an ASGI application; each of several workers makes its own.

    Raises:
        StoreError, SettingsError: see ``open_hub`` and ``asgi_app``.
    """
    return asgi_app(open_hub(settings))


def _observer(opened: OpenHub) -> Observer:
    """Counts requests, and makes spans where they are sent somewhere.

    Raises:
        SettingsError: the folder of counts cannot be used, or what spans need is not installed.
    """
    settings = opened.settings
    board = Board(settings.metrics_folder)
    if settings.traces is None:
        return Observer(board)
    try:
        # Imported where it is wanted: most hubs have no OpenTelemetry, and need none.
        from hub.web.observe.spans import Spans
    except ImportError as fault:
        raise SettingsError(
            Code.BAD_SETTINGS,
            f"traces: {settings.traces} is set, but {fault.name} is not installed; run `pip install 'linli-hub[otel]'`,"
            " or leave the setting out",
        ) from fault
    return Observer(board, Spans(settings.traces, opened.service.settings.hub))


def _store_state(opened: OpenHub) -> tuple[StoreState, ...]:
    """How the store is now, for metrics."""
    path = opened.settings.store
    version = loads = None
    with suppress(StoreError):
        state = look(path, opened.hub.model)
        version, loads = state.version, len(state.open_loads)
    sizes = {}
    for name, file in (("main", path), ("wal", path.with_name(path.name + "-wal"))):
        # The log is not there while nobody writes.
        sizes[name] = file.stat().st_size if file.exists() else 0
    return (StoreState(opened.store.name, version, loads, sizes),)


def _documents(opened: OpenHub) -> Documents:
    """The persisted documents of the folder that is set, each read and validated."""
    folder = opened.settings.documents
    if folder is None:
        return Documents()
    documents = load_documents(folder)
    faults = [
        f"{folder / document.name}.graphql: {fault}"
        for document in documents
        for fault in opened.service.warm(document.text)
    ]
    if faults:
        raise SettingsError(Code.BAD_SETTINGS, "\n".join(faults))
    return documents


def from_level(level: str, log: logs.Log) -> logs.Log:
    """A log that drops records below a level: ``debug``, ``info``, ``warning`` or ``error``."""
    least = LOG_LEVELS.index(level)

    def some(record: Mapping[str, object]) -> None:
        said = record.get("level")
        if said not in LOG_LEVELS or LOG_LEVELS.index(str(said)) >= least:
            log(record)

    return some


__all__ = [
    "Hub",
    "OpenHub",
    "StoreHealth",
    "asgi_app",
    "fixed_today",
    "from_level",
    "make_app",
    "open_hub",
    "open_sqlite",
]

"""The one place where everything is put together."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import anyio
import anyio.from_thread
import anyio.to_thread
import strawberry
from starlette.applications import Starlette

from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.api.limits import Limits
from hub.api.rehearse import rehearse
from hub.api.service import Routing, Service, Settings
from hub.api.types import make_schema
from hub.errors import Code, HubError, SettingsError, StoreError
from hub.planner.asked import Asked
from hub.planner.build import build
from hub.planner.plan import Plan
from hub.planner.rules import shape
from hub.planner.surface import Surface, derive
from hub.settings import HubSettings, cursor_key
from hub.settings.load import BODY_BYTES, LOG_LEVELS
from hub.stores import either
from hub.stores.base import ReadStore
from hub.stores.either import Look, OpenStore
from hub.stores.gate import Gate
from hub.stores.sql.look import State
from hub.stores.sql.read import SqliteStore
from hub.web import Documents, Health, WebSettings, create_app, load_documents
from hub.web import log as logs
from hub.web.observe import Board, Observer, StoreState

_log = logging.getLogger(__name__)


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


@dataclass(slots=True)
class OpenHub:
    """A hub with its store open. ``look``: at the store, beside the questions. ``today``: the day in the hub's time
    zone. ``state``: how the store was when it was first seen; None while its server was not reached yet. ``gate``: what
    keeps questions away until then.
    """

    settings: HubSettings
    hub: Hub
    store: OpenStore
    service: Service
    look: Look
    today: Callable[[], date]
    state: State | None
    gate: Gate | None = None

    @property
    def regions(self) -> tuple[str, ...]:
        """What the hub owns; empty while nobody can tell."""
        return tuple(self.service.settings.regions)

    async def see(self) -> State:
        """How the store is now. A store that is seen for the first time is answered from then on.

        Raises:
            StoreError, SettingsError: see ``Look.state``; other regions are set than the store's.
        """
        try:
            state = await self.look.state()
            if self.state is None:
                _check_regions(self.settings, state)
        except HubError as error:
            if self.gate is not None:
                self.gate.shut(error)
            raise
        if self.state is None:
            self.state = state
            self.service.settings = replace(
                self.service.settings, regions=state.owned, hub=_hub_name(self.settings, state.owned)
            )
            if self.gate is not None:
                self.gate.open()
        return state

    async def wait(self) -> None:
        """Look at the store again and again until it can be answered from."""
        while self.state is None:
            with suppress(HubError):
                await self.see()
                return
            await anyio.sleep(WAIT_SECONDS)

    def data_version(self) -> str | Awaitable[str | None] | None:
        """What changes with every change of the data, for ETags; None while the store cannot be reached."""
        if self.state is None:
            return None
        if not isinstance(self.store, SqliteStore):
            return self._data_version()
        try:
            return f"{self.state.begun}/{self.store.data_version()}"
        except StoreError:
            return None

    async def _data_version(self) -> str | None:
        try:
            return await self.look.data_version()
        except StoreError:
            return None

    async def aclose(self) -> None:
        """Let go of the store, on the event loop that asked it."""
        await self.look.aclose()
        closing = self.store.close()
        if closing is not None:
            await closing

    def close(self) -> None:
        """Let go of a store that no event loop has asked, or that does not mind."""
        if isinstance(self.store, SqliteStore):
            self.store.close()


WAIT_SECONDS = 0.5
"""Between two looks for a server that was not reached yet."""
_NOT_REACHED = frozenset({Code.STORE_DOWN, Code.STORE_BUSY, Code.DEADLINE})
"""What passes by itself: a server that is not there, or a store that is still to be made in it."""


def open_hub(
    settings: HubSettings,
    *,
    model: Model | None = None,
    today: Callable[[], date] | None = None,
    wait: bool = False,
) -> OpenHub:
    """Open what the settings name: the model, its schema, the store, and a service that answers from it.

    Args:
        model: what the store holds; by default all kinds there are.
        today: a clock of days; by default that of the time zone.
        wait: a server that is not reached is no error: the hub can be asked, answers what needs no data, and all the
            rest as soon as ``OpenHub.see`` finds the store.

    Raises:
        StoreError: STORE_DOWN, NOT_OURS, NEWER_MODEL, OLDER_MODEL, STORE_LOCKED; BAD_SETTINGS, the server refuses.
        SettingsError: other regions are set than the store's, or the cursor key cannot be kept.
    """
    model = model or load_model()
    state, fault = None, None
    try:
        state = either.look(settings.store, model, patient=not wait)
    except StoreError as error:
        if not wait or isinstance(settings.store, Path) or error.code not in _NOT_REACHED:
            raise
        fault = error
    if state is not None:
        _check_regions(settings, state)
    owned = state.owned if state is not None else tuple(sorted(settings.regions))
    today = today or partial(_today, settings)
    hub = Hub(model)
    store = either.serving(settings.store, model)
    gate = Gate(store, fault) if fault is not None else None
    limits = {name: value for name, value in settings.limits.items() if name != "body_bytes"}
    inside = Settings(
        cursor_key=cursor_key(settings),
        hub=_hub_name(settings, owned),
        today=today,
        regions=owned,
        limits=Limits(**limits),
    )
    look = either.looking(settings.store, model)
    return OpenHub(settings, hub, store, hub.service(gate or store, inside), look, today, state, gate)


def _check_regions(settings: HubSettings, state: State) -> None:
    """Check that the regions that are set, if any, are the store's.

    Raises:
        SettingsError: BAD_SETTINGS.
    """
    if settings.regions and set(settings.regions) != set(state.owned):
        raise SettingsError(
            Code.BAD_SETTINGS,
            f"regions: {', '.join(settings.regions)} are set, but {settings.store} was made for "
            f"{', '.join(state.owned)}; leave the setting out, or make another store with `linli init`",
        )


def _hub_name(settings: HubSettings, owned: Sequence[str]) -> str:
    """The hub's name in cursors; without one as long as nothing is known no cursor is made."""
    return settings.hub or (owned[0] if owned else "")


def _today(settings: HubSettings) -> date:
    return datetime.now(settings.time_zone).date()


class StoreHealth:
    """Readiness of one store: it can be reached, its model fits, and no load is open. See ``hub.web.HealthPort``.

    Args:
        see: how the store is now, see ``OpenHub.see``.
    """

    def __init__(self, see: Callable[[], Awaitable[State]]) -> None:
        self._see = see

    async def health(self) -> Health:
        """Look now."""
        try:
            state = await self._see()
        except HubError as error:
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

    documents = _documents(opened)

    async def begin() -> None:
        """Wait for the store, then let it plan what will be asked; meanwhile others may ask already."""
        await opened.wait()
        for document in documents:
            try:
                await rehearse(opened.service, document.text, settings.deadline)
            except Exception:
                # A defect, which whoever asks will meet as an incident; the hub goes on.
                _log.exception("%s could not be rehearsed", document.name)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(begin)
                yield
                tasks.cancel_scope.cancel()
        finally:
            await anyio.to_thread.run_sync(observer.close)
            await opened.aclose()

    observer = _observer(opened)
    sdl = opened.hub.sdl
    return create_app(
        opened.service,
        web,
        StoreHealth(opened.see),
        sdl=lambda: sdl,
        documents=documents,
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
    return asgi_app(open_hub(settings, wait=True))


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
    """How the store is now, for metrics; called in a thread."""
    store = opened.settings.store
    version = loads = None
    with suppress(HubError):
        # A file is looked at in this thread; a server on the event loop, where its connection is.
        state = either.look(store, opened.hub.model) if isinstance(store, Path) else anyio.from_thread.run(opened.see)
        version, loads = state.version, len(state.open_loads)
    sizes = {}
    if isinstance(store, Path):
        for name, file in (("main", store), ("wal", store.with_name(store.name + "-wal"))):
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

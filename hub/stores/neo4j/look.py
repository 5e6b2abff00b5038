"""A look at a database without writing to it: is it ours, does its model fit, what is open, who owns what."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import Any

import neo4j

from graph_schema.model import Model
from hub.errors import Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores.neo4j import connect, layout
from hub.stores.neo4j.errors import told
from hub.stores.neo4j.late import Late
from hub.stores.neo4j.meta import COPY
from hub.stores.sql import fingerprint
from hub.stores.sql.loads import Load, Logged
from hub.stores.sql.look import State

SECONDS = 1.5
"""A look that takes longer has found a server that does not answer: there are few loads, and one meta node."""

POOL = 8
"""Connections: for health, metrics and the versions of the data that are asked for at the same time."""

_VERSION = f"OPTIONAL MATCH (m:{layout.META} {{key: 'hub'}}) RETURN m {{.version, .begun, .restored}} AS meta"

_COLUMNS = ("id", "source", "digest", "state", "checkpoint", "started", "finished", "rows")
_LOAD = "[" + ", ".join(f"l.{column}" for column in _COLUMNS) + "]"

# The text of the model is long, and only looked at where it is another one.
_STATE = (
    f"OPTIONAL MATCH (m:{layout.META} {{key: 'hub'}}) RETURN m {{.format, .model, .owned, .version, .begun, .restored, "
    "modelText: CASE m.model WHEN $model THEN null ELSE m.modelText END} AS meta, "
    f"COLLECT {{ MATCH (l:{layout.LOAD}) WHERE l.state <> 'UNDONE' RETURN {_LOAD} ORDER BY l.id }} AS loads, "
    f"EXISTS {{ MATCH (:{COPY}) }} AS copying, EXISTS {{ MATCH () }} AS anything"
)
# What has no index yet is answered, too, but not in time.
_NOT_ONLINE = (
    "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'linli_' AND state <> 'ONLINE' "
    "RETURN count(*) AS number, min(name) AS one"
)
_LOADS = (
    f"MATCH (l:{layout.LOAD}) RETURN {_LOAD} AS load, HEAD(COLLECT {{ MATCH (c:{layout.CHANGE}) WHERE c.load = l.id "
    "RETURN [c.actor, c.reason] ORDER BY c.seq LIMIT 1 }) AS first ORDER BY l.id"
)


class Neo4jLook:
    """Looks again and again, on one event loop; see ``hub.stores.either.Look``. It keeps a connection of its own, so
    that it never waits behind questions.
    """

    def __init__(self, address: Neo4jAddress, model: Model) -> None:
        self._address = address
        self._model = model
        self._driver: neo4j.AsyncDriver | None = None
        self._late: Late[Mapping[str, Any]] = Late(connect.PATIENT_SECONDS, connect.CONNECT_SECONDS)

    async def state(self) -> State:
        """See ``hub.stores.either.Look.state``; at most ``SECONDS`` long."""
        found = _state(await self._row(_STATE, model=fingerprint.fingerprint(self._model)), self._model, self._address)
        missing = await self._row(_NOT_ONLINE)
        if missing["number"]:
            raise StoreError(
                Code.STORE_DOWN,
                f"{self._address}: {missing['number']} indexes are not online, among them {missing['one']}; wait while "
                "they are populated, `linli check` says more",
            )
        return found

    async def data_version(self) -> str:
        """See ``hub.stores.either.Look.data_version``; at most ``SECONDS`` long."""
        meta = (await self._row(_VERSION))["meta"]
        if meta is None:
            raise StoreError(Code.STORE_DOWN, f"{self._address}: there is no store here any more")
        return f"{_begun(meta)}/{meta['version']}"

    async def _row(self, statement: str, **parameters: object) -> Mapping[str, Any]:
        """The one row of a statement; one that is late goes on, so that the next look finds it planned."""

        async def work() -> Mapping[str, Any]:
            with told(self._address):
                if self._driver is None:
                    self._driver = connect.open_async_driver(self._address, pool=POOL)
                await connect.check_server_async(self._driver, self._address)
                async with connect.reading(self._driver, self._address) as session:
                    result = await session.run(statement, parameters)
                    return (await result.single(strict=True)).data()

        try:
            return await self._late.within(SECONDS, statement, work)
        except TimeoutError:
            raise StoreError(
                Code.STORE_DOWN,
                f"{self._address}: the server does not answer within {SECONDS:g} seconds; check that it runs",
            ) from None

    async def aclose(self) -> None:
        """Close the connection."""
        await self._late.aclose()
        if self._driver is not None:
            driver, self._driver = self._driver, None
            await driver.close()


def look(address: Neo4jAddress, model: Model, *, patient: bool = True) -> State:
    """The state of a store now.

    Args:
        patient: see ``connect.open_driver``.

    Raises:
        StoreError: STORE_DOWN where there is no store or the server cannot be reached, STORE_BUSY, NOT_OURS,
            NEWER_MODEL, OLDER_MODEL, BAD_SETTINGS.
    """
    row = _rows(address, _STATE, {"model": fingerprint.fingerprint(model)}, patient=patient)[0]
    return _state(row, model, address)


def holds_anything(address: Neo4jAddress) -> bool:
    """Whether a database has any node, of ours or of others.

    Raises:
        StoreError: the server cannot be asked.
    """
    return bool(_rows(address, "RETURN EXISTS { MATCH () } AS anything")[0]["anything"])


def all_loads(address: Neo4jAddress, model: Model) -> list[Logged]:
    """All loads there ever were, oldest first.

    Raises:
        StoreError: see ``look``.
    """
    look(address, model)
    return [Logged(Load(*row["load"]), *(row["first"] or (None, None))) for row in _rows(address, _LOADS)]


def check_fits(meta: Mapping[str, Any], model: Model, where: object) -> None:
    """Check that the properties of a meta node say that this program may read and write what the database holds.

    Args:
        meta: ``format``, ``model`` and, where that is another one, ``modelText``.

    Raises:
        StoreError: NEWER_MODEL where it has what the program does not know, OLDER_MODEL where the program has more.
    """
    number = meta["format"]
    if number > layout.FORMAT:
        raise StoreError(
            Code.NEWER_MODEL,
            f"{where}: the database has format {number}, this program knows formats up to {layout.FORMAT}; use the "
            "program that wrote it, or a newer one",
        )
    if number < layout.FORMAT:
        raise StoreError(
            Code.OLDER_MODEL,
            f"{where}: the database has format {number}, and nothing brings that to format {layout.FORMAT}; {_ANEW}",
        )
    if meta["model"] == fingerprint.fingerprint(model):
        return
    found = fingerprint.difference(meta["modelText"], fingerprint.text(model))
    if found.removed:
        raise StoreError(
            Code.NEWER_MODEL,
            f"{where}: the database has what this program does not know: {', '.join(found.removed)}; use the program "
            "that wrote it, or a newer one",
            details={"unknown": found.removed},
        )
    raise StoreError(
        Code.OLDER_MODEL,
        f"{where}: the model of the database is older: {', '.join(found.changed + found.added)}; {_ANEW}",
        details={"changed": found.changed, "added": found.added},
    )


_ANEW = (
    "copy it to a file with the program that wrote it (`linli copy`), bring that up to date with this one (`linli "
    "check`), and copy it back"
)


def _state(row: Mapping[str, Any], model: Model, where: object) -> State:
    meta = row["meta"]
    if meta is None:
        raise _missing(row, where)
    check_fits(meta, model, where)
    loads = [Load(*load) for load in row["loads"]]
    return State(
        owned=tuple(prefix for prefix in meta["owned"].split(",") if prefix),
        version=meta["version"],
        begun=_begun(meta),
        open_loads=tuple(load for load in loads if load.state == "OPEN"),
        loads=tuple((load.source, load.digest, load.state) for load in loads),
    )


def _begun(meta: Mapping[str, Any]) -> str:
    return f"{meta['begun']}/{meta['restored']}" if meta["restored"] else str(meta["begun"])


def _missing(row: Mapping[str, Any], where: object) -> StoreError:
    """What to say of a database without a meta node."""
    if row["copying"]:
        return StoreError(
            Code.STORE_DOWN, f"{where}: a copy into this database is under way, or broke off; then run it again"
        )
    if row["anything"]:
        return StoreError(
            Code.NOT_OURS,
            f"{where}: this database holds what is not of Linli Hub, so it is left alone; give another one",
        )
    return StoreError(
        Code.STORE_DOWN,
        f"{where}: there is no store here; make one with `linli init` or `linli demo`, or copy one with `linli copy`",
    )


def _rows(
    address: Neo4jAddress, statement: str, parameters: Mapping[str, object] | None = None, *, patient: bool = True
) -> list[dict[str, Any]]:
    with told(address), closing(connect.open_driver(address, pool=1, patient=patient)) as driver:
        connect.check_server(driver, address)
        with connect.writing(driver, address) as session:
            return [row.data() for row in session.run(statement, dict(parameters or {}))]

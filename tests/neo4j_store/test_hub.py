"""A hub over a server: it waits for its store, knows it when it comes, and never takes another one for it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import neo4j
import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.kinds import load_model
from hub.api.account import Account
from hub.api.question import Question
from hub.app import OpenHub, StoreHealth, asgi_app, open_hub
from hub.errors import Code, StoreError
from hub.settings import HubSettings, Neo4jAddress
from hub.stores import either
from hub.stores.neo4j import connect, look
from hub.stores.neo4j.read import Neo4jStore

MODEL = load_model()
KEEPS_INDEXES = True
NAME = '{ area(id: "area:510681:00000001") { name } }'


def write(address: Neo4jAddress, name: str, load: int | None = None) -> None:
    """Give the county a name."""
    rows = [("area:510681:00000001", name, "COUNTY", datetime.date(1988, 2, 24))]
    change = UpsertNodes("Area", ("id", "name", "level", "validFrom"), rows)
    with either.writing(address, MODEL) as door:
        door.apply([change], actor="tests", reason="tests", source="tests", load=load)


def opened(address: Neo4jAddress, regions: Sequence[str] = (), **more: bool) -> OpenHub:
    return open_hub(HubSettings(store=address, regions=tuple(regions), cursor_key=b"k" * 32), model=MODEL, **more)


async def ask(hub: OpenHub) -> Any:
    return json.loads((await hub.service.answer(Question(NAME))).body)


@pytest.fixture
def empty(graph: Neo4jAddress, driver: neo4j.Driver) -> Neo4jAddress:
    """The database without a node, for each test; constraints and indexes may stay, they take long to make."""
    with connect.writing(driver, graph) as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
    return graph


def test_a_hub_knows_its_store_when_it_is_made(empty: Neo4jAddress) -> None:
    with pytest.raises(StoreError, match="there is no store here") as caught:
        opened(empty)
    assert caught.value.code is Code.STORE_DOWN
    hub = opened(empty, wait=True)
    health = StoreHealth(hub.see)

    async def live() -> None:
        assert (await ask(hub))["errors"][0]["extensions"]["code"] == "STORE_DOWN"
        assert (await health.health()).checks["store"] == "STORE_DOWN"
        await anyio.to_thread.run_sync(either.create, empty, MODEL, ["510681"])
        await anyio.to_thread.run_sync(write, empty, "广汉市")
        await hub.wait()
        assert (hub.regions, hub.service.settings.hub) == (("510681",), "510681")
        assert (await health.health()).ready
        assert await ask(hub) == {"data": {"area": {"name": "广汉市"}}}
        versions = [await _version(hub)]
        await anyio.to_thread.run_sync(write, empty, "广汉")
        versions.append(await _version(hub))
        assert versions[0] != versions[1]
        assert await ask(hub) == {"data": {"area": {"name": "广汉"}}}
        await hub.aclose()

    anyio.run(live)


async def _version(hub: OpenHub) -> str | None:
    later = hub.data_version()
    assert later is not None and not isinstance(later, str)
    return await later


def test_a_store_of_other_regions_is_never_answered_from(empty: Neo4jAddress) -> None:
    hub = opened(empty, ["4313"], wait=True)
    assert hub.regions == ("4313",)
    either.create(empty, MODEL, ["510681"])
    write(empty, "广汉市")

    async def live() -> None:
        health = await StoreHealth(hub.see).health()
        assert (health.ready, health.checks["store"]) == (False, "BAD_SETTINGS")
        answer = await ask(hub)
        assert answer["data"] == {"area": None}
        assert "4313 are set" in answer["errors"][0]["message"]
        await hub.aclose()

    anyio.run(live)


def test_an_open_load_keeps_a_hub_from_being_ready(empty: Neo4jAddress) -> None:
    either.create(empty, MODEL, ["510681"])
    with either.writing(empty, MODEL) as door:
        load = door.begin_load("areas.csv", "digest")
    write(empty, "广汉市", load)
    hub = opened(empty)
    health = StoreHealth(hub.see)

    async def live() -> None:
        found = await health.health()
        assert not found.ready
        assert [one["source"] for one in found.checks["openLoads"]] == ["areas.csv"]  # type: ignore[attr-defined]
        with either.writing(empty, MODEL) as door:
            door.finish_load(load)
        assert (await health.health()).ready
        await hub.aclose()

    anyio.run(live)
    assert [(one.load.source, one.actor) for one in either.all_loads(empty, MODEL)] == [("areas.csv", "tests")]


def test_a_look_that_is_late_goes_on(empty: Neo4jAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is slow at first has planned the look by the next one, and its connections are as before."""
    either.create(empty, MODEL, ["510681"])

    async def live() -> None:
        found = either.looking(empty, MODEL)
        with monkeypatch.context() as hurried:
            hurried.setattr(look, "SECONDS", 0.0)
            for _ in range(2 * look.POOL):
                with pytest.raises(StoreError, match="does not answer within") as caught:
                    await found.state()
                assert caught.value.code is Code.STORE_DOWN
                await anyio.sleep(0)
        await anyio.to_thread.run_sync(write, empty, "广汉市")
        assert (await found.state()).version == 1
        await found.aclose()

    anyio.run(live)


PERSISTED = "query Named($id: ID!) { area(id: $id) { name children { nodes { name } } } areas { totalCount } }"


def test_persisted_documents_are_planned_ahead(empty: Neo4jAddress, tmp_path: Path) -> None:
    either.create(empty, MODEL, ["510681"])
    write(empty, "广汉市")
    (tmp_path / "named.graphql").write_text(PERSISTED)
    settings = HubSettings(store=empty, cursor_key=b"k" * 32, documents=tmp_path)
    hub = open_hub(settings, model=MODEL)
    assert isinstance(hub.store, Neo4jStore)
    statements = hub.store.statements
    app = asgi_app(hub)

    async def live() -> None:
        async with app.router.lifespan_context(app):
            while not statements.texts:
                await anyio.sleep(0.01)
            account = Account()
            variables = {"id": "area:510681:00000001"}
            answer = await hub.service.answer(Question(PERSISTED, variables=variables, account=account))
            assert json.loads(answer.body)["data"]["area"]["name"] == "广汉市"
            assert [trace.cached for _, trace in account.traces] == [True]
            assert account.plan_cached

    anyio.run(live)


@pytest.mark.parametrize(
    ("meta", "code", "said"),
    [
        ("m.format = 999", Code.NEWER_MODEL, "has format 999, this program knows formats up to"),
        ("m.format = 0", Code.OLDER_MODEL, "linli copy"),
        ("m.model = '', m.modelText = $newer", Code.NEWER_MODEL, "does not know: Spaceship"),
        ("m.model = '', m.modelText = $older", Code.OLDER_MODEL, "Area"),
    ],
    ids=["newer format", "older format", "newer model", "older model"],
)
def test_a_database_of_another_model_is_told(
    empty: Neo4jAddress, driver: neo4j.Driver, meta: str, code: Code, said: str
) -> None:
    either.create(empty, MODEL, ["510681"])
    with connect.writing(driver, empty) as session:
        text = session.run("MATCH (m:LinliMeta) RETURN m.modelText").single(strict=True)[0]
        kinds = json.loads(text)["kinds"]
        newer = json.dumps({"kinds": kinds | {"Spaceship": kinds["Area"]}})
        older = json.dumps({"kinds": {name: kind for name, kind in kinds.items() if name != "Area"}})
        session.run(f"MATCH (m:LinliMeta) SET {meta}", newer=newer, older=older).consume()
    for use in (opened, lambda address: opened(address, wait=True), lambda address: either.writing(address, MODEL)):
        with pytest.raises(StoreError) as caught:
            use(empty)
        assert caught.value.code is code
        assert said in caught.value.message and str(empty) in caught.value.message


def test_a_database_of_others_is_left_alone(empty: Neo4jAddress, driver: neo4j.Driver) -> None:
    with connect.writing(driver, empty) as session:
        session.run("CREATE (:Theirs)").consume()
    for use in (opened, lambda address: opened(address, wait=True), lambda address: either.writing(address, MODEL)):
        with pytest.raises(StoreError, match="left alone") as caught:
            use(empty)
        assert caught.value.code is Code.NOT_OURS
    with pytest.raises(StoreError) as caught:
        either.create(empty, MODEL, ["510681"])
    assert caught.value.code is Code.NOT_OURS
    assert either.exists(empty)

"""What puts a hub together: stores that can be opened and those that cannot, health, the application and its end."""

from __future__ import annotations

import asyncio
import datetime
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.kinds import load_model
from hub.api.question import Question
from hub.app import StoreHealth, asgi_app, fixed_today, from_level, open_hub
from hub.errors import Code, HubError
from hub.settings import HubSettings
from hub.stores import either
from hub.stores.sql import reader
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create
from hub.stores.sql.loads import begin_load, finish_load
from hub.web import Health

MODEL = load_model()
DAY = datetime.date(2024, 6, 15)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of one area."""
    path = tmp_path / "hub #1.sqlite"
    connection = create(path, MODEL, ["510681"])
    rows = [("area:510681:00000001", "广汉市", "COUNTY", datetime.date(1988, 2, 24))]
    change = UpsertNodes("Area", ("id", "name", "level", "validFrom"), rows)
    apply(connection, MODEL, [change], actor="tests", reason="tests", source="tests")
    connection.close()
    return path


def ask(settings: HubSettings, document: str) -> Any:
    """The answer, decoded."""
    opened = open_hub(settings, model=MODEL, today=fixed_today(DAY))
    try:
        return json.loads(asyncio.run(opened.service.answer(Question(document))).body)
    finally:
        opened.close()


def health(path: Path) -> Health:
    return asyncio.run(StoreHealth(either.looking(path, MODEL).state).health())


def test_a_question_is_answered(store: Path) -> None:
    answer = ask(HubSettings(store=store), '{ area(id: "area:510681:00000001") { name } }')
    assert answer == {"data": {"area": {"name": "广汉市"}}}


def test_a_catalogue_that_is_late_is_an_error_of_its_place(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not asked by a fetch ends at the deadline, too, and in an answer."""
    monkeypatch.setattr(reader, "_STEPS", 1)
    opened = open_hub(HubSettings(store=store), model=MODEL, today=fixed_today(DAY))
    question = Question("{ c: catalogue { kinds { count } } }", deadline=1e-9)
    answer = json.loads(asyncio.run(opened.service.answer(question)).body)
    opened.close()
    assert answer["data"] == {"c": None}
    [error] = answer["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["c"], "DEADLINE")


def test_limits_and_regions_reach_the_service(store: Path) -> None:
    opened = open_hub(HubSettings(store=store, limits={"depth": 2, "body_bytes": 2048}), model=MODEL)
    assert opened.regions == ("510681",)
    assert opened.service.settings.hub == "510681"
    assert opened.service.settings.limits.depth == 2
    opened.close()


def test_cursors_hold_after_a_restart(store: Path) -> None:
    keys = [open_hub(HubSettings(store=store), model=MODEL).service.settings.cursor_key for _ in range(2)]
    assert keys[0] == keys[1]


def test_other_regions_than_the_store_s_are_refused(store: Path) -> None:
    with pytest.raises(HubError, match=r"regions: 4313 are set, but .* was made for 510681") as caught:
        open_hub(HubSettings(store=store, regions=("4313",)), model=MODEL)
    assert caught.value.code is Code.BAD_SETTINGS


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()


def _newer(path: Path) -> None:
    create(path, MODEL, ["510681"]).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
    connection.close()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, Code.STORE_DOWN),
        (lambda path: path.mkdir(), Code.STORE_DOWN),
        (lambda path: path.write_text("no database at all " * 100, "utf-8"), Code.NOT_OURS),
        (_foreign, Code.NOT_OURS),
        (_newer, Code.NEWER_MODEL),
    ],
    ids=["missing", "folder", "text", "foreign", "newer"],
)
def test_a_store_that_cannot_be_used_is_told(tmp_path: Path, make: Any, code: Code) -> None:
    path = tmp_path / "x.sqlite"
    make(path)
    with pytest.raises(HubError) as caught:
        open_hub(HubSettings(store=path), model=MODEL)
    assert caught.value.code is code
    assert str(path) in caught.value.message
    found = health(path)
    assert not found.ready
    assert found.checks["store"] == code.value


def test_health_is_ready_unless_a_load_is_open(store: Path) -> None:
    assert health(store) == Health(True, {"store": "ok", "model": "fits", "version": 1, "openLoads": []})
    connection = sqlite3.connect(store, isolation_level=None)
    load = begin_load(connection, "areas.csv", "digest")
    found = health(store)
    assert not found.ready
    assert [entry["source"] for entry in found.checks["openLoads"]] == ["areas.csv"]  # type: ignore[attr-defined]
    finish_load(connection, load)
    assert health(store).ready
    connection.close()


def test_the_version_of_the_data_changes_with_the_data_and_with_the_store(store: Path, tmp_path: Path) -> None:
    opened = open_hub(HubSettings(store=store), model=MODEL)
    before = opened.data_version()
    connection = sqlite3.connect(store, isolation_level=None)
    rows = [("area:510681:00000001", "广汉")]
    apply(connection, MODEL, [UpsertNodes("Area", ("id", "name"), rows)], actor="t", reason="t", source="t")
    connection.close()
    assert before is not None
    assert opened.data_version() != before
    opened.close()


def test_the_application_closes_the_store_when_it_stops(store: Path) -> None:
    opened = open_hub(HubSettings(store=store), model=MODEL)
    app = asgi_app(opened, log=lambda record: None)
    sent: list[Mapping[str, object]] = []

    async def live() -> None:
        messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

        async def receive() -> dict[str, str]:
            return next(messages)

        async def send(message: Any) -> None:
            sent.append(message)

        await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send)  # type: ignore[arg-type]

    opened.data_version()
    assert opened.store._idle
    asyncio.run(live())
    assert [message["type"] for message in sent] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert not opened.store._idle


def test_the_log_keeps_what_is_of_its_level_and_above() -> None:
    kept: list[object] = []
    log = from_level("warning", lambda record: kept.append(record["level"]))
    for level in ("debug", "info", "warning", "error", "critical"):
        log({"level": level})
    assert kept == ["warning", "error", "critical"]

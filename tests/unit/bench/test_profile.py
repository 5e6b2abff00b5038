"""The profile of a small store names every floor and step. Nothing here looks at a clock."""

from __future__ import annotations

import asyncio
import datetime
from pathlib import Path

import pytest

from bench import profile
from graph_schema.changes import UpsertNodes
from graph_schema.kinds import load_model
from hub.api.question import Question
from hub.app import fixed_today, open_hub
from hub.settings import HubSettings
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create

BEGIN = datetime.date(2020, 1, 1)


def test_a_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    areas = [("area:510681:00000001", "VILLAGE", "甲村", BEGIN)]
    households = [(f"hh:510681:{n:08d}", str(n), 3, areas[0][0], BEGIN) for n in range(1, 300)]
    path = tmp_path / "hub.sqlite"
    changes = [
        UpsertNodes("Area", ("id", "level", "name", "validFrom"), areas),
        UpsertNodes("Household", ("id", "registerNumber", "size", "place", "validFrom"), households),
    ]
    model = load_model()
    connection = create(path, model, ["510681"])
    apply(connection, model, changes, actor="tests", reason="tests", source="tests")
    connection.close()
    monkeypatch.setattr(profile, "SECONDS", 0.0)
    monkeypatch.setattr(profile, "NEW_TEXTS", 2)
    opened = open_hub(HubSettings(store=path), today=fixed_today(BEGIN))
    for name in ("point", "list"):
        asyncio.run(profile.profile(opened, name))
    with profile._timed(opened.service) as spent:
        asyncio.run(opened.service.answer(Question("{ areas { nodes { name } } }")))
    opened.close()
    # Each step was found where it is looked for.
    assert all(spent.values()), spent
    point, listed = capsys.readouterr().out.split("\nlist:")
    floors = [name for name, _ in profile.FLOORS if name not in (profile.WAITING, "graphql-core")]
    for part in (point, listed):
        assert [name for name in (*floors, *spent) if f"  {name} " not in part] == []
    assert "1 rows  Household by key" in point
    assert "299 rows  Household all" in listed

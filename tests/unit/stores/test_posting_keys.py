"""A posting is found again by its unit, whether that is an area or an organisation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.kinds import load_model
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create

MODEL = load_model()
BORN = date(2020, 1, 1)
AREA, ORGANISATION = "area:510681:00000001", "org:510681:00000001"


@pytest.mark.parametrize(("unit", "key"), [("area", AREA), ("organisation", ORGANISATION)])
def test_the_same_row_is_the_same_posting(unit: str, key: str, tmp_path: Path) -> None:
    connection = create(tmp_path / "hub.sqlite", MODEL, ["510681"])
    said = {"actor": "test", "reason": "test", "source": "test"}
    area = UpsertNodes("Area", ("id", "name", "level", "validFrom"), ((AREA, "广汉市", "COUNTY", BORN),))
    organisation = UpsertNodes(
        "Organisation", ("id", "name", "form", "validFrom"), ((ORGANISATION, "党委", "PARTY_COMMITTEE", BORN),)
    )
    apply(connection, MODEL, [area, organisation], **said)
    row = UpsertNodes("Posting", (unit, "role", "holder", "validFrom"), ((key, "SECRETARY", "张三", BORN),))
    first = apply(connection, MODEL, [row], **said)
    again = apply(connection, MODEL, [row], **said)
    connection.close()
    assert first.tallies["Posting"].created == 1
    assert (again.seq, again.tallies["Posting"].unchanged) == (None, 1)
    assert first.keys(0) == again.keys(0)

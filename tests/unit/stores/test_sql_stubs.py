"""Where a file's rows are not the whole truth."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_schema.keys import NUMBER_BITS
from graph_schema.kinds import load_model
from hub.stores.sql.stubs import between, stubs


@pytest.mark.parametrize(
    ("owned", "expected"),
    [
        (["510681"], [(0, 510681), (510682, 1000000)]),
        (["510681", "4313"], [(0, 431300), (431400, 510681), (510682, 1000000)]),
        (["51", "510681"], [(0, 510000), (520000, 1000000)]),
        (["00", "99"], [(10000, 990000)]),
    ],
)
def test_keys_between_the_regions_owned(owned: list[str], expected: list[tuple[int, int]]) -> None:
    found = [(first >> NUMBER_BITS, end >> NUMBER_BITS) for first, end in between(owned)]
    assert found == expected


def test_what_guanghan_does_not_know(dataset_path: Callable[[str], Path]) -> None:
    connection = sqlite3.connect(dataset_path("guanghan"))
    found = stubs(connection, load_model())
    connection.close()
    assert {"Area", "Organisation", "Alliance.members", "Area.parent", "Organisation.founded"} <= found
    # The names of stubs are known, and no household stands in another hub's village.
    assert not {"Organisation.name", "Household", "Household.place", "Organisation.seat"} & found

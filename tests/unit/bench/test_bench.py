"""The three sides agree on a small store, and the report has its shape. Nothing here looks at a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import orjson
import pytest

from bench.client import Client, Unexpected, running
from bench.data import fill
from bench.measure import Result, Unequal, check, measure, results
from bench.questions import QUESTIONS, SIDES, Argument, Question, open_store
from bench.report import as_json, table
from graph_schema.changes import Change, UpsertLinks, UpsertNodes
from graph_schema.keys import format_key, pack

HERE = "510681"
DAY = date(2024, 6, 15)
BEGIN, LATER = date(2020, 1, 1), date(2025, 1, 1)
HOUSEHOLDS = 1_100
"""More than a page of the list."""


def key(tag: str, number: int) -> str:
    return format_key(tag, pack(HERE, number))


def changes() -> Iterator[Change]:
    """Two townships with a village each, which has two groups; the third village begins later only."""
    areas = [
        (1, "TOWNSHIP", None, "甲镇", BEGIN),
        (2, "TOWNSHIP", None, "乙镇", BEGIN),
        (3, "VILLAGE", 1, "甲村", BEGIN),
        (4, "VILLAGE", 2, "乙村", BEGIN),
        (5, "VILLAGE", 2, "丙村", LATER),
        (6, "GROUP", 3, "第1组", BEGIN),
        (7, "GROUP", 3, "第2组", BEGIN),
    ]
    columns = ("id", "level", "parent", "name", "validFrom")
    yield UpsertNodes(
        "Area",
        columns,
        [(key("area", n), level, above and key("area", above), name, begin) for n, level, above, name, begin in areas],
    )
    yield UpsertNodes(
        "Posting",
        ("id", "role", "holder", "area", "validFrom", "validTo"),
        [
            (key("post", 1), "NEIGHBOUR_HEAD", "甲", key("area", 6), BEGIN, None),
            (key("post", 2), "NEIGHBOUR_HEAD", "乙", key("area", 6), BEGIN, date(2024, 1, 1)),
        ],
    )
    yield UpsertNodes(
        "Household",
        ("id", "registerNumber", "size", "pointsFile", "place", "validFrom", "validTo"),
        [
            (
                key("hh", n),
                f"{n:06d}",
                n % 7 + 1,
                (None, True, False)[n % 3],
                key("area", (6, 7, 4, 5)[n % 4]),
                LATER if n % 4 == 3 else BEGIN,
                DAY if n % 11 == 0 and n % 4 != 3 else None,
            )
            for n in range(1, HOUSEHOLDS * 2)
        ],
    )
    yield UpsertLinks(
        "Household",
        "neighbourHead",
        ("from", "to", "since", "until"),
        [
            (key("hh", n), key("post", n % 3), BEGIN, date(2023, 1, 1))
            for n in range(1, HOUSEHOLDS)
            if n % 3 and n % 4 != 3
        ],
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "small.sqlite"
    fill(path, [HERE], changes())
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[Client]:
    with running(store, DAY, [HERE], store.with_suffix(".log")) as client:
        yield client


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_sides_agree(store: Path, client: Client, question: Question) -> None:
    connection = open_store(store)
    try:
        arguments = question.find(question, client, connection, DAY)
    finally:
        connection.close()
    assert len(arguments) >= 2
    check(client, question, arguments)
    costs = measure(client, replace(question, batch=2), arguments, 1)
    assert set(costs) == set(SIDES)
    assert [result.against for result in results(question, costs)] == list(SIDES[1:])


def test_unequal_answers_are_not_compared(client: Client) -> None:
    point = QUESTIONS[0]
    one, other = key("hh", 1), key("hh", 2)
    with pytest.raises(Unequal, match="raw give different answers"):
        check(client, point, [Argument({"id": one}, other, {"id": one})])
    same = Argument({"id": one}, one, {"id": one})
    with pytest.raises(Unequal, match="the same answer"):
        check(client, point, [same, same])


def test_errors_are_not_measured(client: Client) -> None:
    with pytest.raises(Unexpected, match="BAD_ID"):
        check(client, QUESTIONS[0], [Argument({"id": "?"}, key("hh", 1), {"id": key("hh", 1)})])


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(Unexpected, match=r"nothing\.sqlite|unable to open"),
        running(tmp_path / "nothing.sqlite", DAY, [HERE], tmp_path / "log"),
    ):
        pass


def test_report() -> None:
    found = [Result("point", "dataloader", 0.25, 2.5, 0.2), Result("list", "raw", 3.0, 1.5, 1.6)]
    assert orjson.loads(as_json(found)) == [
        {"name": "point", "unit": "ms CPU", "ours": 0.25, "against": "dataloader", "theirs": 2.5, "ratio": 0.1},
        {"name": "list", "unit": "ms CPU", "ours": 3.0, "against": "raw", "theirs": 1.5, "ratio": 2.0},
    ]
    lines = table(found).splitlines()
    assert lines[1].endswith("ok")
    assert lines[2].endswith("MISSED")

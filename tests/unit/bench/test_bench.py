"""All sides agree on small stores, and the report has its shape. Nothing here looks at a clock."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import orjson
import pytest

from bench import latency, loading, mapped
from bench.__main__ import main
from bench.arguments import FIRST_PAGE, Store, by_id, pages_by_id, pages_by_size
from bench.client import Client, Unexpected, running
from bench.data import Clock, Preset, fill
from bench.measure import Unequal, check, contest, side
from bench.questions import (
    ALLIANCE,
    ANCESTORS,
    COUNTY_TABLE,
    LIST,
    NESTED,
    PAGE,
    POINT,
    SUBTREE,
    Argument,
    Question,
)
from bench.report import Limit, Result, as_json, compared, table
from bench.rows import NAMES, new_texts
from graph_schema.changes import Change, UpsertLinks, UpsertNodes
from graph_schema.keys import format_key, pack
from graph_schema.model import Model
from hub.stores.sql.changes import apply

HERE = "510681"
DAY = date(2024, 6, 15)
BEGIN, LATER = date(2020, 1, 1), date(2025, 1, 1)
ELSEWHERE = format_key("org", pack("510113", 7))
"""Another hub's organisation."""
HOUSEHOLDS = 1_100
"""More than a page of the list."""


def key(tag: str, number: int) -> str:
    return format_key(tag, pack(HERE, number))


def changes() -> Iterator[Change]:
    """A county of two townships, each with a village, one of which has two groups; the third village begins later only.

    Two alliances; the first has members that left, or that are others' organisations.
    """
    areas = [
        (8, "PREFECTURE", None, "丁市", BEGIN),
        (9, "COUNTY", 8, "丁县", BEGIN),
        (1, "TOWNSHIP", 9, "甲镇", BEGIN),
        (2, "TOWNSHIP", 9, "乙镇", BEGIN),
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
    yield UpsertNodes(
        "Organisation",
        ("id", "name", "form", "seat", "validFrom"),
        [(key("org", n), f"第{n}支部", "BRANCH", key("area", 1), BEGIN) for n in range(1, 6)],
    )
    yield UpsertNodes("Organisation", ("id", "name", "form", "validFrom"), [(ELSEWHERE, "外地支部", "BRANCH", BEGIN)])
    yield UpsertNodes(
        "Alliance",
        ("id", "name", "type", "founded", "seat", "validFrom"),
        [(key("alliance", n), f"联盟{n}", "PAIRED", BEGIN, key("area", 1), BEGIN) for n in (1, 2)],
    )
    yield UpsertLinks(
        "Alliance",
        "members",
        ("from", "to", "role", "since", "until"),
        [
            (key("alliance", 1), key("org", 1), "LEAD", BEGIN, None),
            (key("alliance", 1), key("org", 2), "MEMBER", BEGIN, DAY),
            (key("alliance", 1), key("org", 3), "MEMBER", BEGIN, LATER),
            (key("alliance", 1), ELSEWHERE, "MEMBER", BEGIN, None),
            (key("alliance", 2), key("org", 1), "MEMBER", BEGIN, None),
            (key("alliance", 2), key("org", 4), "LEAD", BEGIN, None),
            (key("alliance", 2), key("org", 5), "MEMBER", LATER, None),
        ],
    )


class Small:
    """What is above, as a source."""

    owned: Sequence[str] = (HERE,)

    def write(self, connection: sqlite3.Connection, model: Model, load: int, clock: Clock) -> None:
        for change in changes():
            with clock:
                apply(connection, model, [change], actor="tests", reason="bench", source="tests", load=load)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("bench") / "small.sqlite"
    fill(found, Small(), nullcontext())
    return found


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    found = Store(path, DAY)
    yield found
    found.close()


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[Client]:
    with running(path, DAY) as client:
        yield client


Find = Callable[[Store, Client], Sequence[Argument]]
ALL = ("ours", "raw", "dataloader")
ASKED: dict[str, tuple[Question, Find, Sequence[str]]] = {
    "point": (POINT, lambda store, client: by_id(store.households(60)), ALL),
    "nested": (NESTED, lambda store, client: by_id(store.townships(villages=1)), ALL),
    "list": (LIST, lambda store, client: pages_by_id(client, 9, 1000), ALL),
    "page": (PAGE, lambda store, client: [FIRST_PAGE, *pages_by_size(client, 1000, 9)], ALL),
    "ancestors": (ANCESTORS, lambda store, client: pages_by_id(client, 9, 100), ALL),
    "alliance": (ALLIANCE, lambda store, client: by_id(store.members()), ("ours", "raw")),
    "counties": (COUNTY_TABLE, lambda store, client: by_id(store.areas("PREFECTURE", 1)), ("ours", "raw")),
    **{
        f"{level} by {order}": (question, lambda store, client, at=level: by_id(store.areas(at, 9)), ("ours", "raw"))
        for order, question in SUBTREE.items()
        for level in ("PREFECTURE", "COUNTY", "TOWNSHIP", "VILLAGE")
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_sides_agree(store: Store, client: Client, name: str) -> None:
    question, find, sides = ASKED[name]
    arguments = find(store, client)
    check(client, question, arguments, sides)


def test_a_contest_has_a_figure_for_each_side(store: Store, client: Client) -> None:
    arguments = by_id(store.households(2))
    costs = contest([side(name, client, POINT, arguments) for name in ALL], 1)
    assert set(costs) == set(ALL)


def test_strawchemy_agrees_where_every_household_has_a_head(tmp_path: Path) -> None:
    path, tables = tmp_path / "loudi.sqlite", tmp_path / "tables.sqlite"
    fill(path, Preset("loudi", 0.002), nullcontext())
    mapped.copy(path, tables, DAY)
    store = Store(path, DAY)
    with running(path, DAY, tables=tables) as client:
        arguments = by_id(store.townships(villages=1))
        assert arguments
        check(client, NESTED, arguments, ("ours", "strawchemy"))
    store.close()


def test_new_texts_differ_and_mean_the_same(store: Store, client: Client) -> None:
    texts = list(new_texts())
    assert len(texts) == len(set(texts)) == 24 * 6 * 6 * 2
    variables = by_id(store.townships(villages=1))[0].ours
    answers = [
        orjson.loads(client.ask(client.post("/graphql", {"query": text, "variables": variables})))
        for text in (texts[0], texts[-1])
    ]
    assert answers[0] == answers[1]
    assert "errors" not in answers[0]


def test_executemany_writes_the_same_rows(path: Path, tmp_path: Path) -> None:
    loading.executemany(path, tmp_path / "copy.sqlite", nullcontext())
    rows, digest = loading.counted(path)
    assert (rows, digest) == loading.counted(tmp_path / "copy.sqlite")
    changed = sqlite3.connect(tmp_path / "copy.sqlite")
    changed.execute("UPDATE n_hh SET p_size = p_size + 1 WHERE sk = (SELECT max(sk) FROM n_hh)")
    changed.commit()
    changed.close()
    assert loading.counted(tmp_path / "copy.sqlite") != (rows, digest)


def test_light_questions_beside_lists(store: Store, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latency, "ROUNDS", 1)
    monkeypatch.setattr(latency, "REQUESTS", 40)
    light = {
        request: client.ask(request) for request in side("ours", client, POINT, by_id(store.households(9))).requests
    }
    lists = side("ours", client, LIST, [FIRST_PAGE]).requests
    assert latency.measure(client, light, lists).against == "quiet"
    with pytest.raises(Unequal, match="light_p99"):
        latency.measure(client, dict.fromkeys(light, b"{}"), lists)


def test_unequal_answers_are_not_compared(client: Client) -> None:
    one, other = key("hh", 1), key("hh", 2)
    with pytest.raises(Unequal, match="raw give different answers"):
        check(client, POINT, [Argument({"id": one}, other)], ALL)
    with pytest.raises(Unequal, match="the same answer"):
        check(client, POINT, by_id([one, one]), ALL)


def test_errors_are_not_measured(client: Client) -> None:
    with pytest.raises(Unexpected, match="BAD_ID"):
        check(client, POINT, [Argument({"id": "?"}, key("hh", 1), {"id": key("hh", 1)})], ALL)


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(Unexpected, match=r"nothing\.sqlite|unable to open"),
        running(tmp_path / "nothing.sqlite", DAY),
    ):
        pass


def test_rows_are_chosen_by_name(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "points"])
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert "no such row: points" in said
    assert all(name in said for name in NAMES)


def test_report() -> None:
    found = [
        compared("point", 0.25, "dataloader", 2.5, 0.2),
        compared("list", 3.0, "raw", 1.5, 1.6),
        compared("list", 3.0, "dataloader", 30.0),
        Result("load", "s CPU", 40.0, "executemany", 16.0, (Limit(3, 2.5), Limit(300, 301, "MB of memory"))),
    ]
    assert orjson.loads(as_json(found))[:2] == [
        {"name": "point", "unit": "ms CPU", "ours": 0.25, "against": "dataloader", "theirs": 2.5, "ratio": 0.1},
        {"name": "list", "unit": "ms CPU", "ours": 3.0, "against": "raw", "theirs": 1.5, "ratio": 2.0},
    ]
    lines = table(found).splitlines()
    assert lines[1].endswith("0.2 met")
    assert lines[2].endswith("1.6 MISSED")
    assert lines[3].endswith("0.1000")
    assert lines[4].endswith("3 met, MB of memory 301.0 of 300 MISSED")
    assert lines[5] == "2 of 4 limits met"

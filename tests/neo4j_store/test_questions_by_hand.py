"""The questions of ``docs/neo4j.md`` on real servers, against the hub's own answers to the same from a file.

``UPDATE_GOLDENS=1`` writes the results that the page shows anew.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph_schema.keys import format_key, parse_key
from hub.stores.neo4j import connect
from linli.table import table
from tests.cases.ask import TODAY, ask
from tests.cases.data import DATASETS
from tests.neo4j_store import by_hand
from tests.neo4j_store.fixtures import VERSIONS
from tests.neo4j_store.imported import imported
from tests.neo4j_store.tools import RELEASES

PAGE = Path(__file__).parents[2] / "docs/neo4j.md"
_ASKED = re.compile(r"(?<=^```cypher ask\n)(.*?)(^```\n+```text answer\n)(.*?)(?=^```)", flags=re.MULTILINE | re.DOTALL)
_OTHER = re.compile(r"^```cypher (key|sk)\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
SOAK = bool(os.environ.get("LINLI_SOAK"))
"""The LTS version only without it: an import of 650,000 rows takes a processor most of a minute."""
KEY = "hh:510681:000000E3"
KEYS = (
    "area:510000:00000001",
    "org:510113:0000000V",
    "hh:510681:00006BA9",
    "post:431300:7VVVVVVV",
    "fact:820000:VVVVVVVV",
)


@pytest.fixture(scope="module", params=[one for one in VERSIONS if one in RELEASES][: None if SOAK else 1])
def session(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, dataset_path: Callable[[str], Path]
) -> Iterator[neo4j.Session]:
    """A session on a server that holds Guanghan, imported by the server's own tool."""
    with (
        imported(request.param, dataset_path("guanghan"), tmp_path_factory.getbasetemp()) as address,
        connect.open_driver(address) as driver,
        connect.writing(driver, address) as opened,
    ):
        yield opened


@pytest.fixture(scope="module")
def asked(dataset_path: Callable[[str], Path]) -> by_hand.Ask:
    """Asks the hub, on the day of the page."""

    def call(question: str) -> Any:
        answer = ask(dataset_path("guanghan"), DATASETS["guanghan"], question).answer
        assert "errors" not in answer, answer
        return answer["data"]

    return call


def rows(session: neo4j.Session, text: str) -> list[dict[str, Any]]:
    """Rows of a question as the page shows them: dates in ISO form."""
    found = session.run(text, day=TODAY).data()  # type: ignore[arg-type]
    return [{name: value.iso_format() if isinstance(value, neo4j.time.Date) else value for name, value in row.items()}
            for row in found]  # fmt: skip


def questions() -> list[str]:
    return [found[1] for found in _ASKED.finditer(PAGE.read_text("utf-8"))]


def test_the_page_has_ten_questions_of_its_day() -> None:
    assert len(questions()) == len(by_hand.QUESTIONS) == 10
    assert f"`$day` {TODAY.isoformat()}" in PAGE.read_text("utf-8")
    assert datetime.date.today() > TODAY


@pytest.fixture(scope="module")
def answers(session: neo4j.Session) -> list[list[dict[str, Any]]]:
    """Rows of each question."""
    return [rows(session, question) for question in questions()]


@pytest.mark.parametrize("number", range(len(by_hand.QUESTIONS)), ids=[one.__name__ for one in by_hand.QUESTIONS])
def test_by_hand_and_by_the_hub_the_answer_is_the_same(
    number: int, answers: list[list[dict[str, Any]]], asked: by_hand.Ask
) -> None:
    found = [tuple(row.values()) for row in answers[number]]
    assert found
    assert sorted(map(repr, found)) == sorted(map(repr, by_hand.QUESTIONS[number](asked)))


def test_the_page_shows_what_is_answered(answers: list[list[dict[str, Any]]]) -> None:
    text = PAGE.read_text("utf-8")
    made = [table(found) + "\n" for found in answers]
    if os.environ.get("UPDATE_GOLDENS") == "1":
        left = iter(made)
        text = _ASKED.sub(lambda found: found[1] + found[2] + next(left), text)
        PAGE.write_text(text, "utf-8")
    assert [found[3] for found in _ASKED.finditer(text)] == made, "UPDATE_GOLDENS=1 rewrites them"


def test_keys_become_numbers_and_numbers_keys(session: neo4j.Session) -> None:
    texts = dict(_OTHER.findall(PAGE.read_text("utf-8")))
    tag, packed = parse_key(KEY)
    assert KEY in texts["key"] and str(packed) in texts["sk"] and f"'{tag}:'" in texts["sk"]
    for key in (KEY, *KEYS):
        assert rows(session, texts["key"].replace(KEY, key)) == [{"sk": parse_key(key)[1]}]
    home = texts["sk"].splitlines()[0]
    for key in (KEY, *KEYS):
        number = parse_key(key)[1]
        text = texts["sk"].replace(home, f"WITH {{sk: {number}}} AS home")
        assert rows(session, text) == [{"key": format_key(tag, number)}]
    assert rows(session, texts["sk"]) == [{"key": KEY}]

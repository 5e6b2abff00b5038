"""``docs/adding-a-kind.md``, followed step by step with the blocks that stand in it."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from graph_schema.changes import Change, UpsertNodes
from graph_schema.check import check
from graph_schema.kinds import load_model
from graph_schema.model import Kind, Model
from hub.app import Hub
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create, open_for_writing
from tests.cases.ask import ask
from tests.cases.case import readable
from tests.cases.data import DATASETS

PAGE = Path(__file__).parents[3] / "docs/adding-a-kind.md"
PANZHOU = DATASETS["panzhou"]


def blocks(language: str) -> list[str]:
    """The code blocks of a language, in their order."""
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def declared() -> tuple[Kind, ...]:
    """``KINDS`` of the file that the page shows."""
    module = ModuleType("loudspeakers")
    exec(blocks("python")[0], module.__dict__)
    kinds = module.__dict__["KINDS"]
    assert isinstance(kinds, tuple)
    return kinds


def changes() -> list[Change]:
    """``CHANGES`` as the page shows them."""
    words = {"UpsertNodes": UpsertNodes, "Decimal": Decimal, "date": datetime.date}
    exec(blocks("python")[1], words)
    found = words["CHANGES"]
    assert isinstance(found, list)
    return found


@pytest.fixture(scope="module")
def model() -> Model:
    return Model(tuple(sorted((*load_model().kinds, *declared()), key=lambda kind: kind.name)))


@pytest.fixture(scope="module")
def path(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of Panzhou that was made before the kind, brought up to date, with the rows of the page."""
    path = tmp_path_factory.mktemp("kind") / "store.sqlite"
    before = load_model()
    connection = create(path, before, PANZHOU.owned)
    try:
        apply(connection, before, list(PANZHOU.changes()), actor="tests", reason="docs", source="panzhou")
    finally:
        connection.close()
    connection = open_for_writing(path, model)
    try:
        apply(connection, model, changes(), actor="tests", reason="docs", source=PAGE.name)
    finally:
        connection.close()
    return path


def test_the_model_agrees_with_itself(model: Model) -> None:
    assert [str(fault) for fault in check(model)] == []


def test_the_schema_has_what_the_page_says(model: Model) -> None:
    sdl = Hub(model).sdl
    words = re.findall(r"`([A-Za-z.]*[lL]oudspeaker[A-Za-z]*)", PAGE.read_text(encoding="utf-8"))
    for name in {word.split(".")[-1] for word in words}:
        assert re.search(rf"\b{name}\b", sdl), name


def test_the_store_has_the_tables_that_the_page_says(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    finally:
        connection.close()
    said = set(re.findall(r"`([nhlsf]_speaker\w*)`", PAGE.read_text(encoding="utf-8")))
    assert len(said) == 6
    assert said - tables == set()


def test_the_answer_is_the_one_shown(model: Model, path: Path) -> None:
    answer = ask(path, PANZHOU, blocks("graphql")[0], made=Hub(model)).answer
    assert json.loads(blocks("json")[0]) == answer, readable(answer)

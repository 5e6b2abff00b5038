"""The published figures: each comes back from a live run, and each that is counted moves with the nodes it counts.

Nothing here reads a golden: what is compared is typed by hand in ``tests/figures.toml``.
"""

from __future__ import annotations

import datetime
import shutil
import sqlite3
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.keys import parse_key
from graph_schema.kinds import load_model
from hub.stores.sql import origin
from hub.stores.sql.changes import apply
from hub.stores.sql.files import open_for_writing
from hub.stores.sql.layout import column, node_table
from tests.cases import case as cases
from tests.cases.ask import TODAY, ask
from tests.cases.data import DATASETS, ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One entry of ``tests/figures.toml``, where its fields are explained."""

    sentence: str
    case: str
    pointer: str
    compare: str
    value: Decimal
    counted: bool
    of: str | None = None
    tolerance: Decimal | None = None
    part: str | None = None
    moves: str | None = None
    flag: str | None = None
    on: datetime.date = TODAY


def _read() -> list[Figure]:
    text = (ROOT / "tests/figures.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text, parse_float=Decimal)["figure"]
    return [Figure(**{**entry, "value": Decimal(entry["value"])}) for entry in entries]


FIGURES = _read()
COUNTED = [figure for figure in FIGURES if figure.counted]


@pytest.fixture(scope="session")
def answers(dataset_path: Callable[[str], Path]) -> Callable[[str], object]:
    """The data of a case's answer, asked once."""
    return cache(lambda name: _answer(name, dataset_path(cases.read(name).store)))


def _answer(name: str, path: Path) -> object:
    case = cases.read(name)
    answer = ask(path, DATASETS[case.store], case.document, case.variables).answer
    assert "errors" not in answer
    return answer["data"]


def _number(data: object, pointer: str) -> Decimal:
    found = cases.at(data, pointer)
    assert isinstance(found, int | str), f"{pointer}: a number is expected"
    return Decimal(found)


def _holds(figure: Figure, found: Decimal) -> bool:
    match figure.compare:
        case "==":
            return found == figure.value
        case ">=":
            return found >= figure.value
        case "<=":
            return found <= figure.value
        case "about":
            assert figure.tolerance is not None, "`about` needs a tolerance"
            return abs(found - figure.value) <= figure.tolerance
    raise AssertionError(f"compare {figure.compare!r}: == >= <= about expected")


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.sentence)
def test_figure(figure: Figure, answers: Callable[[str], object]) -> None:
    data = answers(figure.case)
    found = _number(data, figure.pointer)
    if figure.of is not None:
        found /= _number(data, figure.of)
    assert _holds(figure, found), f"{found} {figure.compare} {figure.value}"


@pytest.mark.parametrize("figure", COUNTED, ids=lambda figure: figure.sentence)
def test_ending_one_node_moves_the_count(
    figure: Figure, answers: Callable[[str], object], dataset_path: Callable[[str], Path], tmp_path: Path
) -> None:
    before = answers(figure.case)
    original = dataset_path(cases.read(figure.case).store)
    key = _flagged(original, figure.flag) if figure.flag else cases.at(before, figure.part or "/part is missing")
    assert isinstance(key, str)
    copy = tmp_path / "copy.sqlite"
    shutil.copyfile(original, copy)
    try:
        _end(copy, key, figure.on)
        after = _answer(figure.case, copy)
    finally:
        for path in tmp_path.iterdir():
            path.unlink()
    moves = 1 if figure.moves is None else _number(before, figure.moves)
    assert moves > 0
    assert abs(_number(before, figure.pointer) - _number(after, figure.pointer)) == moves


def _end(path: Path, key: str, day: datetime.date) -> None:
    """End a node: from ``day`` on it is no more."""
    model = load_model()
    kind = model.by_tag[parse_key(key)[0]]
    connection = open_for_writing(path, model)
    try:
        change = UpsertNodes(kind.name, ("id", "validTo"), [(key, day)])
        receipt = apply(connection, model, [change], actor="tests", reason="ends one node", source="tests")
        assert receipt.seq is not None
    finally:
        connection.close()


def _flagged(path: Path, flag: str) -> str:
    """The key of a neighbour head with a restricted flag."""
    tag = load_model().kind("Posting").tag
    connection = sqlite3.connect(path)
    try:
        near = origin.read(connection)
        heads = f"SELECT sk FROM {node_table(tag)} WHERE {column('role')} = 'NEIGHBOUR_HEAD'"
        found = connection.execute(f"{heads} AND {column(flag)} = 1 ORDER BY sk LIMIT 1").fetchone()
    finally:
        connection.close()
    return near.key(tag, found[0])


def test_every_counted_figure_names_a_part() -> None:
    assert [figure.sentence for figure in COUNTED if not (figure.part or figure.flag)] == []
    assert [figure.sentence for figure in FIGURES if not figure.counted and (figure.part or figure.flag)] == []


def test_sentences_are_told_apart() -> None:
    sentences = [figure.sentence for figure in FIGURES]
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize("folder", ["graph_schema", "hub", "linli", "loaders"])
def test_nothing_shipped_reads_the_figures(folder: str) -> None:
    readers = [path for path in (ROOT / folder).rglob("*.py") if "figures.toml" in path.read_text(encoding="utf-8")]
    assert readers == []


def test_predecessors_add_up(answers: Callable[[str], object]) -> None:
    """Question 6: the sum over all predecessors is what its parts are, each village once."""
    data = answers("reform/old-code")
    households: dict[str, Mapping[str, object]] = {}
    for edge in _items(data, "/areaByCode/successors/edges"):
        for node in _items(edge, "/node/predecessors/nodes"):
            households[str(node["key"])] = node
    total = sum(_number(node, "/households/totalCount") for node in households.values())
    people = sum(_number(node, "/households/aggregate/size/sum") for node in households.values())
    assert len(households) > 2
    assert total == _number(data, "/together/totalCount") > 0
    assert people == _number(data, "/together/aggregate/size/sum")


def _items(data: object, pointer: str) -> list[Mapping[str, object]]:
    found = cases.at(data, pointer)
    assert isinstance(found, list)
    return found

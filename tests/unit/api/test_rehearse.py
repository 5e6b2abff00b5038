"""Documents asked ahead: with values that any of their variables can have, and that lead to a plan."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.keys import parse_key
from graph_schema.kinds import load_model
from hub.api.account import Account
from hub.api.question import Answer, Question
from hub.api.rehearse import questions, rehearse
from hub.api.service import Routing, Service, Settings
from hub.app import Hub, fixed_today
from hub.stores.sql.files import create
from hub.stores.sql.read import SqliteStore
from tests.cases.ask import TODAY

MODEL = load_model()
HUB = Hub(MODEL)
SCHEMA = HUB.schema._schema
CASES = sorted((Path(__file__).parents[2] / "cases").rglob("*.graphql"))
REGION, DAY = "431300", "2024-06-15"
EVERY = """
query One($household: ID!, $more: [ID!]!, $on: Date!, $way: Direction!, $order: [AreaOrder!]!, $filter: AreaFilter!,
          $first: Int!, $code: String!, $left: Int, $out: Int! = 3, $flag: Boolean!) {
  household(id: $household) { ...key }
  areas(filter: $filter, first: $first, orderBy: $order, asOf: $on) { totalCount @include(if: $flag) }
  nodes(ids: $more) { id }
  areaByCode(code: $code) { name children(first: $left) { nodes { name } } }
  two: areas(first: $out, orderBy: [{field: NAME, direction: $way}]) { totalCount }
}
fragment key on Household { id }
query Two { areas { totalCount } }
"""


class Told(Service):
    """Keeps what it is asked."""

    def __init__(self, service: Service) -> None:
        super().__init__(service.schema, service.model, service.planner, service.routing, service.settings)
        self.told: list[tuple[Question, Answer]] = []

    async def answer(self, question: Question) -> Answer:
        found = await super().answer(question)
        self.told.append((question, found))
        return found


def along(path: Path) -> SqliteStore:
    """A store that says it plans statements."""
    store = SqliteStore(path, MODEL)
    store.capability = replace(store.capability, along=1)
    return store


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rehearse") / "hub.sqlite"
    create(path, MODEL, ["4313"]).close()
    return path


def service(store: SqliteStore) -> Told:
    return Told(HUB.service(store, Settings(b"k" * 32, "4313", fixed_today(TODAY), ("4313",))))


def test_values_are_of_the_kind_that_their_fields_ask_for() -> None:
    one, two = questions(SCHEMA, MODEL, EVERY, REGION, DAY)
    assert (one.operation_name, two.operation_name, two.variables) == ("One", "Two", {})
    assert isinstance(one.variables, Mapping)
    assert one.variables.keys() == {"household", "more", "on", "way", "order", "filter", "first", "code", "flag"}
    assert parse_key(str(one.variables["household"]))[0] == "hh"
    assert str(one.variables["household"]).split(":")[1] == REGION
    assert one.variables["on"] == DAY


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_document_is_planned(path: Path, file: Path) -> None:
    store = along(file)
    try:
        asked = service(store)
        asyncio.run(rehearse(asked, path.read_text("utf-8"), 60))
    finally:
        store.close()
    assert asked.told
    for question, answer in asked.told:
        assert answer.executed, answer.body
        assert isinstance(question.account, Account)
        assert question.account.plan is not None or "__" in question.document


def test_a_key_is_not_refused(file: Path) -> None:
    store = along(file)
    try:
        asked = service(store)
        asyncio.run(rehearse(asked, EVERY, 60))
    finally:
        store.close()
    answers = [json.loads(answer.body) for _, answer in asked.told]
    assert len(answers) == 2
    codes = {error["extensions"]["code"] for answer in answers for error in answer.get("errors", ())}
    assert "BAD_ID" not in codes
    assert answers[0]["data"]["household"] is None


def test_a_store_that_plans_nothing_is_not_asked(file: Path) -> None:
    store = SqliteStore(file, MODEL)
    try:
        asked = service(store)
        asyncio.run(rehearse(asked, EVERY, 60))
    finally:
        store.close()
    assert asked.told == []
    assert isinstance(asked.routing, Routing)

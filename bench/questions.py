"""What is asked, of which side, with which arguments.

Every request of a batch has arguments of its own, so that a side which keeps answers gains nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

import orjson

from bench.client import Client, Unexpected
from graph_schema.keys import format_key

SIDES = ("ours", "raw", "dataloader")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a question in the form in which each side takes it."""

    ours: Mapping[str, object]
    raw: str
    dataloader: Mapping[str, object]


Find: TypeAlias = Callable[["Question", Client, sqlite3.Connection, date], Sequence[Argument]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``aims``: by what it is measured against, the ratio not to be passed.

    ``batch``: requests of a side in a round. ``find``: the arguments that a store has for it.
    """

    name: str
    text: str
    aims: Mapping[str, float]
    batch: int
    find: Find

    def requests(self, client: Client, side: str, arguments: Sequence[Argument]) -> list[bytes]:
        """The requests that ask a side with each of the arguments."""
        if side == "raw":
            return [client.get(f"/raw/{self.name}/{argument.raw}") for argument in arguments]
        path = "/graphql" if side == "ours" else "/dataloader"
        return [
            client.post(path, {"query": self.text, "variables": a.ours if side == "ours" else a.dataloader})
            for a in arguments
        ]


def open_store(path: Path) -> sqlite3.Connection:
    """A store, to look arguments up in."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _households(question: Question, client: Client, store: sqlite3.Connection, day: date) -> Sequence[Argument]:
    """Households from all over the region."""
    count: int = store.execute("SELECT count(*) FROM n_hh").fetchone()[0]
    step = max(1, count // question.batch)
    keys = store.execute("SELECT sk FROM n_hh ORDER BY sk").fetchall()[::step]
    return [_by_id(format_key("hh", key)) for (key,) in keys]


def _townships(question: Question, client: Client, store: sqlite3.Connection, day: date) -> Sequence[Argument]:
    """All townships of the day."""
    living = "stub = 0 AND valid_from <= ?1 AND valid_to > ?1"
    text = f"SELECT sk FROM n_area WHERE p_level = 'TOWNSHIP' AND {living} ORDER BY sk"
    return [_by_id(format_key("area", key)) for (key,) in store.execute(text, (day.toordinal(),))]


def _members(question: Question, client: Client, store: sqlite3.Connection, day: date) -> Sequence[Argument]:
    """Organisations that are in an alliance on the day."""
    text = "SELECT DISTINCT dst FROM l_alliance_members WHERE since <= ?1 AND until > ?1 ORDER BY dst LIMIT 24"
    return [_by_id(format_key("org", key)) for (key,) in store.execute(text, (day.toordinal(),))]


def _by_id(key: str) -> Argument:
    return Argument({"id": key}, key, {"id": key})


def _pages(question: Question, client: Client, store: sqlite3.Connection, day: date) -> Sequence[Argument]:
    """The list from the front, page after page. Ours takes its own sealed cursor, the others the last id."""
    text = question.text.replace("{ nodes {", "{ pageInfo { hasNextPage endCursor } nodes {")
    found: list[Argument] = [Argument({"after": None}, "-", {"after": None})]
    while len(found) < question.batch:
        answer = orjson.loads(client.ask(client.post("/graphql", {"query": text, "variables": found[-1].ours})))
        if "errors" in answer:
            raise Unexpected(str(answer["errors"]))
        page = answer["data"]["households"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        last = page["nodes"][-1]["id"]
        found.append(Argument({"after": page["pageInfo"]["endCursor"]}, last, {"after": last}))
    return found


POINT = Question(
    "point",
    "query Point($id: ID!) { household(id: $id) {"
    " id registerNumber size pointsFile place { name } neighbourHead { node { holder } } } }",
    {"dataloader": 0.2},
    240,
    _households,
)
NESTED = Question(
    "nested",
    "query Nested($id: ID!) { area(id: $id) { id name descendants(level: VILLAGE, first: 20) { nodes { id name"
    " households(first: 20) { nodes { id registerNumber size neighbourHead { since node { holder } } } } } } } }",
    {"raw": 2.0},
    24,
    _townships,
)
LIST = Question(
    "list",
    "query List($after: String) { households(first: 1000, after: $after) { nodes {"
    " id region registerNumber size pointsFile validFrom validTo version } } }",
    {"raw": 1.6},
    24,
    _pages,
)
ALLIANCE = Question(
    "alliance",
    "query Alliance($id: ID!) { organisation(id: $id) { id name alliances { edges { role since node { id name founded"
    " members(first: 100) { edges { role since until node { id region name } } } } } } } }",
    {},
    24,
    _members,
)
"""Only profiled."""

QUESTIONS: Sequence[Question] = (POINT, NESTED, LIST)

"""What is asked, and of whom how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench import questions


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a question: ``ours`` and ``peer``: variables; ``raw``: parameters."""

    ours: Mapping[str, Any]
    raw: Mapping[str, Any]
    peer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A question. ``name``: of the row, of raw's statement and of the peer's document. ``text``: ours."""

    name: str
    text: str


POINT = Question("point", questions.POINT.text)
NESTED = Question("nested", questions.NESTED.text)
PAGE = Question("page", questions.PAGE.text)
PAGE_DEEP = Question("page_deep", questions.PAGE.text)
ALLIANCE = Question(
    "alliance",
    "query Alliance($id: ID!, $day: Date!) { organisation(id: $id, asOf: $day) { key name alliances { edges { role"
    " since node { key name founded members(first: 100) { edges { role since until node { key region name"
    " } } } } } } } }",
)
GROUPS = Question(
    "groups",
    "query Groups($id: ID!) { area(id: $id) { id households { groups(by: [{ areaAt: TOWNSHIP }], first: 100) { nodes {"
    " key { areaAt { township { id name } } } count size { sum } } } } } }",
)

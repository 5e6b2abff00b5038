"""What is asked: one text for all sides, and what its arguments are taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench import mapped
from bench.client import Client


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a question, in the form in which each side takes it.

    ``ours``: variables. ``raw``: the end of a path. ``dataloader``: variables where they are not ours.
    """

    ours: Mapping[str, object]
    raw: str
    dataloader: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``raw`` has a route of its name."""

    name: str
    text: str

    def request(self, client: Client, side: str, argument: Argument) -> bytes:
        """The request that asks a side."""
        match side:
            case "raw":
                return client.get(f"/raw/{self.name}/{argument.raw}")
            case "dataloader":
                variables = argument.dataloader or argument.ours
                return client.post("/dataloader", {"query": self.text, "variables": variables})
            case "strawchemy":
                return client.post("/strawchemy", {"query": mapped.TEXT, "variables": argument.ours})
            case _:
                return client.post("/graphql", {"query": self.text, "variables": argument.ours})


POINT = Question(
    "point",
    "query Point($id: ID!) { household(id: $id) {"
    " id registerNumber size pointsFile place { name } neighbourHead { node { holder } } } }",
)
NESTED = Question(
    "nested",
    "query Nested($id: ID!) { area(id: $id) { id name descendants(level: VILLAGE, first: 20) { nodes { id name"
    " households(first: 20) { nodes { id registerNumber size neighbourHead { since node { holder } } } } } } } }",
)
LIST = Question(
    "list",
    "query List($after: String) { households(first: 1000, after: $after) { nodes {"
    " id region registerNumber size pointsFile validFrom validTo version } } }",
)
PAGE = Question(
    "page",
    "query Page($after: String) { households(first: 50, after: $after, orderBy: [{ field: SIZE, direction: DESC }]) {"
    " nodes { id registerNumber size } pageInfo { hasNextPage } } }",
)
ALLIANCE = Question(
    "alliance",
    "query Alliance($id: ID!) { organisation(id: $id) { id name alliances { edges { role since node { id name founded"
    " members(first: 100) { edges { role since until node { id region name } } } } } } } }",
)
ANCESTORS = Question(
    "ancestors",
    "query Ancestors($after: String) { households(first: 100, after: $after) {"
    " nodes { id place { id name ancestors { id name level } } } } }",
)
COUNTY_TABLE = Question(
    "county_table",
    "query CountyTable($id: ID!) { area(id: $id) { id name children { nodes { id name households { totalCount }"
    " neighbourHeads { totalCount } uncovered: households(filter: { neighbourHeadExists: false }) { totalCount }"
    " } } } }",
)
SUBTREE = {
    "id": Question(
        "subtree_id",
        "query SubtreeById($id: ID!) { area(id: $id) { id households(first: 50) {"
        " nodes { id registerNumber size } } } }",
    ),
    "size": Question(
        "subtree_size",
        "query SubtreeBySize($id: ID!) { area(id: $id) { id households(first: 50,"
        " orderBy: [{ field: SIZE, direction: DESC }]) { nodes { id registerNumber size } } } }",
    ),
}
"""By order."""

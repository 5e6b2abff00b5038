"""Arguments of lists: filters, dates, parts of the trees, orders, pages with real cursors, and faults."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from graphql import GraphQLEnumType, GraphQLField, GraphQLObjectType, GraphQLSchema, get_named_type

from .conditions import Conditions
from .documents import Document
from .graphs import CURSOR_KEY, DAYS, HUB, TODAY
from .oracle import Graph, execute
from .oracle.graph import Node
from .oracle.words import LEVELS, MODEL, lower

T = TypeVar("T")
MAX_ROOM = 400
"""The most nodes that the lists of one path are asked for; the limit of API.md is far above."""


@dataclass(frozen=True)
class Here:
    """Where a selection stands: its date, how many levels of fields there may be, below how many nodes."""

    day: date = TODAY
    explicit: bool = False
    varying: bool = False
    """Whether the nodes are read as of days of their own (below ``during``)."""
    depth: int = 15
    room: int = 1


@dataclass(frozen=True)
class Listed:
    """A list field: its name, its kind, the kind it stands below (None: the root)."""

    parent: str | None
    name: str
    kind: str
    field: GraphQLField


class Arguments:
    """What selections draw from: one random generator, one graph, one document in the making."""

    def __init__(self, seed: int, graph: Graph, schema: GraphQLSchema) -> None:
        self.seed = seed
        self.random = random.Random(f"operation {seed}")
        self.graph = graph
        self.schema = schema
        self.document = Document(self.random)
        self.conditions = Conditions(self.random, graph, schema)
        self.faults = 1 if self.chance(0.1) else 0
        """How many faulty arguments are still to be put somewhere."""

    # Small words

    def pick(self, items: Sequence[T]) -> T:
        return self.random.choice(items)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def object(self, name: str) -> GraphQLObjectType:
        found = self.schema.type_map[name]
        assert isinstance(found, GraphQLObjectType)
        return found

    def day(self) -> date:
        return self.pick((*DAYS, DAYS[5] - timedelta(days=1), DAYS[6] + timedelta(days=40), TODAY, TODAY))

    def node(self, kind: str | None = None, here: Here | None = None) -> Node:
        """Some node, mostly one that is there on the day."""
        nodes = self.graph.by_kind[kind] if kind else list(self.graph.nodes.values())
        day = here.day if here else TODAY
        there = [node for node in nodes if node.valid(day)]
        return self.pick(there if there and self.chance(0.85) else nodes)

    def id_of(self, node: Node) -> str:
        return f"{node.key}@{self.day().isoformat()}" if self.chance(0.15) else node.key

    def dated(self, here: Here, share: float) -> Here:
        return replace(here, day=self.day(), explicit=True, varying=False) if self.chance(share) else here

    def some(self, entries: Sequence[str], most: int) -> list[str]:
        return self.random.sample(entries, self.random.randint(1, min(most, len(entries))))

    # Lists

    def listed(self, parent: str | None, name: str, kind: str) -> Listed:
        return Listed(parent, name, kind, self.object(parent or "Query").fields[name])

    def shuffled(self, given: Mapping[str, Any]) -> dict[str, Any]:
        items = list(given.items())
        self.random.shuffle(items)
        return dict(items)

    def list_arguments(self, listed: Listed, here: Here) -> tuple[dict[str, Any], Here]:
        """Filter, scope, level, within and dates, and the date that results."""
        known = listed.field.args
        given: dict[str, Any] = {}
        at = here
        if "asOf" in known:
            draw = self.random.random()
            if draw < 0.15:
                at = self.dated(here, 1)
                given["asOf"] = at.day.isoformat()
            elif draw < 0.27:
                given["during"], at = self.interval(here)
        if self.chance(0.4):
            kind = listed.kind
            given["filter"] = self.conditions.telling(kind, at.day, lambda: self.conditions.any(kind, at.day))
        if "scope" in known and self.chance(0.3):
            given["scope"] = self.pick(("SELF", "CHILDREN", "DESCENDANTS"))
        if "level" in known and self.chance(0.3):
            given["level"] = self.pick(LEVELS[3:9])
        if "within" in known and self.chance(0.35):
            given["within"] = self.within(listed.kind, at)
        if self.chance(0.08):
            given[self.pick([name for name in known if name not in given])] = None
        return given, at

    def interval(self, here: Here) -> tuple[dict[str, str], Here]:
        """A value for ``during``, and where a selection below it stands."""
        first, end = sorted(self.random.sample(DAYS, 2))
        at = replace(here, day=end - timedelta(days=1), explicit=True, varying=True)
        return {"from": first.isoformat(), "to": end.isoformat()}, at

    def within(self, kind: str, here: Here) -> dict[str, Any]:
        """Areas (mostly high ones), an organisation where the kind belongs to such, a scope."""
        made: dict[str, Any] = {}
        belongs = MODEL.kind(kind).belongs or kind == "Organisation"
        if not belongs or self.chance(0.7):
            areas = [a for a in self.graph.by_kind["Area"] if LEVELS.index(str(a.values["level"])) < 5]
            made["areas"] = [self.id_of(area) for area in self.random.sample(areas, self.pick((1, 1, 2, 3)))]
            if self.chance(0.1):
                made["areas"] = self.pick(([], ["area:999999:00000009"]))
        if belongs and (not made or self.chance(0.3)):
            made["organisation"] = self.id_of(self.node("Organisation", here))
        if self.chance(0.4):
            made["scope"] = self.pick(("SELF", "CHILDREN", "DESCENDANTS", "DESCENDANTS", None))
        return made

    def order(self, kind: str) -> list[dict[str, Any]]:
        found = self.schema.type_map[f"{kind}OrderField"]
        assert isinstance(found, GraphQLEnumType)
        return self.terms(list(found.values), 3)

    def terms(self, fields: Sequence[str], most: int) -> list[dict[str, Any]]:
        made = []
        for _ in range(self.random.randint(1, most)):
            term: dict[str, Any] = {"field": self.pick(fields)}
            if self.chance(0.6):
                term["direction"] = self.pick(("ASC", "DESC", "DESC", None))
            made.append(term)
        return made

    def page(self, listed: Listed, here: Here, at: Here, bound: Mapping[str, Any]) -> dict[str, Any]:
        """Sizes and cursors. Below other nodes pages are small."""
        made: dict[str, Any] = {}
        sizes = (0, 1, 2, 3, 5, 20, 50) if here.room == 1 else (1, 2, 3) if here.room * 3 < MAX_ROOM else (1,)
        if here.room > 1 or self.chance(0.6):
            made["last" if self.chance(0.3) else "first"] = self.pick(sizes)
        if not at.varying and not here.varying and self.chance(0.25):
            cursors = self.probe(self.parent_of(listed, here), listed.name, bound, here)
            self.after(made, "after" if self.chance(0.6) else "before", cursors)
            if self.chance(0.2):
                self.after(made, "before", cursors)
        if self.chance(0.06):
            made[self.pick(("after", "before"))] = None
        return made

    def after(self, made: dict[str, Any], name: str, cursors: Sequence[str]) -> None:
        if cursors:
            made[name] = self.pick(cursors)

    def parent_of(self, listed: Listed, here: Here) -> Node | None:
        return None if listed.parent is None else self.node(listed.parent, here)

    def probe(
        self,
        parent: Node | None,
        name: str,
        bound: Mapping[str, Any],
        here: Here | None = None,
        groups: Mapping[str, Any] | None = None,
    ) -> list[str]:
        """Real cursors of a list (or of its groups), from the oracle."""
        owner = parent.kind.name if parent else "Query"
        found = self.object(owner).fields[name]
        writer = Document(random.Random(0))
        literals = ", ".join(f"{n}: {writer.literal(v, found.args[n].type)}" for n, v in bound.items())
        size = "" if groups else "first: 40" if parent is None else "first: 12"
        inside = ", ".join(part for part in (literals, size) if part)
        below = "{ edges { cursor } }"
        if groups is not None:
            field = self.object(get_named_type(found.type).name).fields["groups"]
            texts = ", ".join(f"{n}: {writer.literal(v, field.args[n].type)}" for n, v in groups.items())
            below = f"{{ groups({texts}) {below} }}"
        selection = f"list: {name}{f'({inside})' if inside else ''} {below}"
        if parent is not None:
            dated = f', asOf: "{here.day.isoformat()}"' if here and here.explicit else ""
            selection = f'{lower(owner)}(id: "{parent.key}"{dated}) {{ {selection} }}'
        response = execute(self.graph, f"{{ {selection} }}", today=TODAY, cursor_key=CURSOR_KEY, hub=HUB, valid=True)
        cursors: list[str] = []
        _cursors(response.get("data"), cursors)
        return cursors

    # Faults

    def fault(self, listed: Listed, page: dict[str, Any]) -> None:
        """Spoil the arguments of one list."""
        self.faults -= 1
        known = listed.field.args
        spoils: list[dict[str, Any]] = [
            {"first": -1},
            {"last": 1001},
            {"first": 1, "last": 1},
            {"after": "x"},
            {"before": self.spoiled(page)},
            {"filter": {"validFrom": {"lt": None}}},
            {"filter": {"not": {"region": {"in": None}}}},
            {"filter": {"id": {"in": ["x"]}}},
        ]
        if "asOf" in known:
            spoils.append({"asOf": "2020-01-01", "during": {"from": "2019-01-01", "to": "2020-01-01"}})
            spoils.append({"during": {"from": "2020-01-01", "to": "2020-01-01"}})
        if "within" in known:
            spoils.append({"within": {"areas": ["x"]}})
            spoils.append({"within": {"areas": ["org:510681:00000001"]}})
            if not MODEL.kind(listed.kind).belongs and listed.kind != "Organisation":
                spoils.append({"within": {"organisation": "org:510681:00000001"}})
        page.clear()
        page |= self.pick(spoils)

    def spoiled(self, page: Mapping[str, Any]) -> str:
        """A cursor of another list, or one that was tampered with."""
        cursors = self.probe(None, "areaSets", {"orderBy": [{"field": "ID", "direction": "DESC"}]})
        made = page.get("after") or page.get("before") or self.pick(cursors)
        if made in cursors:
            return str(made)
        middle = len(made) // 2
        return f"{made[:middle]}{'A' if made[middle] != 'A' else 'B'}{made[middle + 1 :]}"


def _cursors(value: Any, found: list[str]) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "cursor":
                found.append(inner)
            else:
                _cursors(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _cursors(inner, found)

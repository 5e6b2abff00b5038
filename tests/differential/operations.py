"""Random valid operations over a graph: every root, link, operator and argument, mostly with rows in the answer.

Equal seeds over equal graphs give equal operations. Consecutive seeds take turns at the operators and links that
conditions must exercise, so that any run of a few hundred covers them all. ``catalogue`` is never asked: the oracle
has none.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from graphql import GraphQLEnumType, GraphQLField, GraphQLObjectType, GraphQLSchema, get_named_type

from graph_schema.model import End, Part, Property

from .conditions import LINKS, Conditions, input_type, operators
from .documents import Document
from .graphs import CURSOR_KEY, DAYS, HUB, TODAY
from .oracle import Graph, execute
from .oracle.graph import Node
from .oracle.words import LEVELS, MODEL, constant, lower, members

T = TypeVar("T")
MAX_ROOM = 400
"""The most nodes that the lists of one path are asked for; the limit of API.md is far above."""
META = ("id", "key", "region", "validFrom", "validTo", "version")


@dataclass(frozen=True)
class Operation:
    """One operation, and the response keys of its roots that are single nodes."""

    document: str
    variables: dict[str, Any]
    operation_name: str | None
    singles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Here:
    """Where a selection stands: its date, how deep, below how many nodes."""

    day: date = TODAY
    explicit: bool = False
    varying: bool = False
    """Whether the nodes are read as of days of their own (below ``during``)."""
    depth: int = 5
    room: int = 1


@dataclass(frozen=True)
class Listed:
    """A list field: its name, its kind, the kind it stands below (None: the root)."""

    parent: str | None
    name: str
    kind: str
    field: GraphQLField


def random_operation(seed: int, graph: Graph, schema: GraphQLSchema) -> tuple[str, dict[str, Any], str | None]:
    """Document, variables, operation name."""
    made = make_operation(seed, graph, schema)
    return made.document, made.variables, made.operation_name


def make_operation(seed: int, graph: Graph, schema: GraphQLSchema) -> Operation:
    """The same with what the coverage wants to know."""
    return _Maker(seed, graph, schema).operation()


@cache
def _operators(schema: GraphQLSchema) -> tuple[tuple[str, str, str], ...]:
    return operators(schema)


class _Maker:
    def __init__(self, seed: int, graph: Graph, schema: GraphQLSchema) -> None:
        self.seed = seed
        self.random = random.Random(f"operation {seed}")
        self.graph = graph
        self.schema = schema
        self.document = Document(self.random)
        self.conditions = Conditions(self.random, graph, schema)
        self.faults = 1 if self.chance(0.1) else 0
        self.singles: list[str] = []

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

    # The operation

    def operation(self) -> Operation:
        taken = _operators(self.schema)
        kind, name, operator = taken[self.seed % len(taken)]
        roots = [self.focused(kind, lambda c, day: c.leaf(kind, day, name, operator))]
        for turn in range(2):
            owner, link = LINKS[(2 * self.seed + turn) % len(LINKS)]
            roots.append(self.focused(owner, self.through(owner, link)))
        for _ in range(self.pick((0, 1, 1))):
            roots.append(self.other_root())
        if self.chance(0.1):
            roots.append("__typename")
        if self.chance(0.04):
            roots.append(self.pick(('__type(name: "Area") { kind name }', "__schema { queryType { name } }")))
        self.random.shuffle(roots)
        selection = self.document.wrap(roots, "Query")
        operation_name = self.pick((None, None, "Ask"))
        text = self.document.text(selection, operation_name)
        if operation_name and self.chance(0.4):
            text += "\nquery Other { __typename }"
        elif self.chance(0.5):
            operation_name = None
        return Operation(text, self.document.variables, operation_name, tuple(self.singles))

    def through(self, owner: str, link: str) -> Callable[[Conditions, date], dict[str, Any]]:
        return lambda conditions, day: conditions.over(owner, link, day)

    def focused(self, kind: str, make: Callable[[Conditions, date], dict[str, Any]]) -> str:
        """A root list of a kind under a filter that should tell its nodes apart."""
        here = self.dated(Here(), 0.25)
        made = self.conditions.telling(kind, here.day, lambda: make(self.conditions, here.day))
        if self.chance(0.15):
            made = {self.pick(("and", "or")): [made, self.conditions.any(kind, here.day, 1)]}
        elif self.chance(0.1):
            made = {"not": made}
        listed = self.listed(None, lower(MODEL.kind(kind).plural), kind)
        given: dict[str, Any] = {"filter": made}
        if here.explicit:
            given["asOf"] = here.day.isoformat()
        return self.list_field(listed, replace(here, explicit=False, day=TODAY), set(), given, at=here)

    def dated(self, here: Here, share: float) -> Here:
        return replace(here, day=self.day(), explicit=True, varying=False) if self.chance(share) else here

    def other_root(self) -> str:
        draw = self.random.random()
        if draw < 0.3:
            kind = self.pick(MODEL.kinds)
            name, of = self.pick([(lower(kind.plural), kind.name), *((n.name, kind.name) for n in kind.lists)])
            return self.list_field(self.listed(None, name, of), Here(), set())
        if draw < 0.6:
            return self.one_root(self.pick(MODEL.kinds).name)
        if draw < 0.68:
            return self.one_root(None)
        if draw < 0.78:
            return self.nodes_root()
        if draw < 0.9:
            return self.search_root()
        return self.code_root()

    # Roots that are no lists of a kind

    def asked(self, name: str, given: Mapping[str, Any], below: str) -> str:
        """A root field under an alias of its own."""
        root = self.object("Query").fields[name]
        return f"{self.document.alias()}: {name}{self.document.arguments(root, given)} {below}"

    def one_root(self, kind: str | None) -> str:
        here = self.dated(Here(), 0.3)
        node = self.node(kind, here)
        given: dict[str, Any] = {"id": node.key}
        if here.explicit and self.chance(0.5):
            given["id"] = f"{node.key}@{here.day.isoformat()}"
        elif here.explicit:
            given["asOf"] = here.day.isoformat()
        if self.faults and self.chance(0.3):
            self.faults -= 1
            given = self.pick(
                (
                    {"id": f"{node.key}@2019-06-30", "asOf": "2019-07-01"},
                    {"id": "no id"},
                    {"id": node.key.lower() + "0"},
                    {"id": node.key[:-3] + "VVV"},
                    {"id": f"{node.key}@2019-06-31"},
                )
            )
        if kind is None:
            made = self.asked("node", given, self.abstract(here))
        else:
            made = self.asked(lower(kind), given, self.node_selection(kind, here))
        self.singles.append(made.partition(":")[0])
        return made

    def nodes_root(self) -> str:
        here = Here(room=4)
        ids = [self.node().key for _ in range(self.pick((0, 1, 3, 4)))]
        if ids and self.chance(0.3):
            ids[0] += "@2019-06-30"
            here = replace(here, varying=True)
        if ids and self.chance(0.2):
            ids.append(self.pick((ids[0], "org:510681:0VVVVVVV", "x:000000:00000001", *(["x"] if self.faults else []))))
        given: dict[str, Any] = {"ids": ids}
        if not here.varying and self.chance(0.3):
            here = self.dated(here, 1)
            given["asOf"] = here.day.isoformat()
        return self.asked("nodes", given, self.abstract(here))

    def code_root(self) -> str:
        parts = [part for area in self.graph.by_kind["Area"] for part in area.parts["codes"]]
        here = self.dated(Here(), 0.4)
        given: dict[str, Any] = {"asOf": here.day.isoformat()} if here.explicit else {}
        chosen = self.random.sample(parts, 3)
        codes = [str(part.values["code"]) for part in chosen]
        codes = [code.ljust(12, "0") if self.chance(0.4) else code for code in codes]
        if self.chance(0.1):
            codes[1] = self.pick(("51068", "", "x", "012345", "510681 ", "999999"))
        if self.chance(0.5):
            given["authority"] = chosen[0].values["authority"]
        if self.chance(0.3):
            given["vintage"] = chosen[0].values["vintage"]
        below = self.node_selection("Area", replace(here, room=3))
        if self.chance(0.5):
            made = self.asked("areaByCode", {"code": codes[self.pick((0, 0, 0, 1))], **given}, below)
            self.singles.append(made.partition(":")[0])
            return made
        return self.asked("areasByCode", {"codes": codes, **given}, below)

    def search_root(self) -> str:
        here = self.dated(Here(), 0.3)
        named = [node for node in self.graph.nodes.values() if any(p.search for p in node.kind.properties)]
        texts = [
            v for n in self.random.sample(named, 12) for p in n.kind.properties if p.search and (v := n.values[p.name])
        ]
        text = str(self.pick(texts or ["村"]))
        begin = self.random.randrange(len(text))
        size = self.pick((1, 1, 2, 2, 3, len(text)))
        text = text[begin : begin + size]
        given: dict[str, Any] = {"text": text.swapcase() if self.chance(0.2) else text}
        if self.faults and self.chance(0.3):
            self.faults -= 1
            given["text"] = self.pick(("", "  ", "\u200b"))
        if self.chance(0.3):
            kinds = [constant(kind.name) for kind in MODEL.kinds]
            given["kinds"] = self.random.sample(kinds, self.pick((0, 1, 3, 5)))
        if self.chance(0.25):
            given["within"] = self.within("Posting", here)
        if here.explicit:
            given["asOf"] = here.day.isoformat()
        page: dict[str, Any] = {}
        if self.chance(0.5):
            page["first"] = self.pick((0, 1, 2, 5, 50))
        if self.chance(0.3):
            self.after(page, "after", self.probe(None, "search", given))
        below = self.abstract(replace(here, room=5))
        pieces = self.some([f"nodes {below}", f"edges {{ cursor node {below} }}", _PAGE_INFO, "totalCount"], 2)
        return self.asked("search", given | page, self.document.wrap(pieces, "SearchConnection"))

    def abstract(self, here: Here) -> str:
        """A selection on ``Node``: what every node has, and some of what only some have."""
        entries = ["__typename"] if self.chance(0.7) else []
        entries += self.random.sample(META, self.random.randint(1, 3))
        meta = len(entries)
        for kind in self.random.sample([kind.name for kind in MODEL.kinds], 3):
            below = self.entries(kind, replace(here, depth=min(here.depth, 3)), aliased=True)
            entries.append(f"... on {kind} {{ {' '.join(below)} }}")
        return self.document.wrap(entries, "Node", meta=meta)

    # Nodes

    def some(self, entries: Sequence[str], most: int) -> list[str]:
        return self.random.sample(entries, self.random.randint(1, min(most, len(entries))))

    def node_selection(self, kind: str, here: Here) -> str:
        """The selection set of a node."""
        meta = self.random.sample(META, self.random.randint(0, 2))
        entries = self.entries(kind, here)
        return self.document.wrap([*meta, *entries], kind, meta=len(meta))

    def entries(self, kind: str, here: Here, *, aliased: bool = False) -> list[str]:
        """Fields of a kind: properties, and what lies behind links while there is room.

        Args:
            aliased: every field has an alias of its own, so that fragments on several kinds never conflict.
        """
        known = members(kind)
        values = [name for name, member in known.items() if isinstance(member, Property)]
        entries = [
            f"{self.document.alias()}: {name}" if aliased or self.chance(0.08) else name
            for name in self.random.sample(values, self.random.randint(1, min(3, len(values))))
        ]
        if self.chance(0.1):
            entries.append("__typename")
        if self.chance(0.06):
            entries[-1] += f" {self.document.condition()}"
        used: set[str] = set()
        if here.depth > 1:
            links = [name for name, member in known.items() if not isinstance(member, Property)]
            for _ in range(self.pick((0, 0, 0, 1, 1, 2) if here.room > 1 else (0, 1, 2, 3))):
                made = self.link(kind, self.pick(links), here, used, aliased=aliased)
                entries.append(made)
        return entries

    def named(self, name: str, arguments: str, used: set[str], *, aliased: bool = False) -> str:
        """The field under its own name, or under an alias if that is taken."""
        if aliased or name in used or self.chance(0.25):
            return f"{self.document.alias()}: {name}{arguments}"
        used.add(name)
        return f"{name}{arguments}"

    def link(self, kind: str, name: str, here: Here, used: set[str], *, aliased: bool = False) -> str:
        member = members(kind)[name]
        found = self.object(kind).fields[name]
        if isinstance(member, Part) or (isinstance(member, End) and not member.many) or name == "ancestors":
            below = replace(self.dated(here, 0.12), depth=here.depth - 1)
            given = {"asOf": below.day.isoformat()} if below is not here and below.day != here.day else {}
            if not given:
                below = replace(here, depth=here.depth - 1)
            if isinstance(member, Part):
                own = [p.name for p in member.properties]
                selection = self.document.wrap(self.some([*own, "since", "until"], 4), member.type_name)
            elif isinstance(member, End):
                selection = self.node_selection(member.other, below)
                if member.link.wrapped:
                    pieces = self.some([f"node {selection}", "since", "until", "__typename"], 3)
                    selection = self.document.wrap(pieces, get_named_type(found.type).name)
            else:
                selection = self.node_selection(kind, replace(below, room=below.room * 4))
            named = self.named(name, self.document.arguments(found, given), used, aliased=aliased)
            again = f" {named} {{ __typename }}" if self.chance(0.08) else ""
            return f"{named} {selection}{again}"
        other = member.other if isinstance(member, End) else member.kind.name  # type: ignore[union-attr]
        return self.list_field(
            self.listed(kind, name, other), replace(here, depth=here.depth - 1), used, aliased=aliased
        )

    # Lists

    def listed(self, parent: str | None, name: str, kind: str) -> Listed:
        return Listed(parent, name, kind, self.object(parent or "Query").fields[name])

    def list_field(
        self,
        listed: Listed,
        here: Here,
        used: set[str],
        given: dict[str, Any] | None = None,
        *,
        at: Here | None = None,
        aliased: bool = False,
    ) -> str:
        """A connection with its arguments and selection.

        Args:
            given: arguments there are already; without them some are drawn.
            at: the date that they give to the list.
        """
        if given is None:
            given, at = self.list_arguments(listed, here)
        at = at or here
        if self.chance(0.45):
            given["orderBy"] = self.order(listed.kind)
        bound = dict(given)
        page = self.page(listed, here, at, bound)
        if self.faults and self.chance(0.5):
            self.fault(listed, page)
        size = max((n for n in (page.get("first"), page.get("last")) if isinstance(n, int)), default=20)
        inner = replace(at, room=here.room * max(1, min(size, 1000)))
        arguments = self.document.arguments(listed.field, self.shuffled(given | page))
        selection = self.connection(listed, inner, bound, here)
        alias = aliased or listed.parent is None
        named = self.named(listed.name, arguments, used, aliased=alias)
        again = f" {named} {{ totalCount }}" if self.chance(0.04) else ""
        return f"{named} {selection}{again}"

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
                first, end = sorted(self.random.sample(DAYS, 2))
                given["during"] = {"from": first.isoformat(), "to": end.isoformat()}
                at = replace(here, day=end - timedelta(days=1), explicit=True, varying=True)
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
        sizes = (0, 1, 2, 3, 5, 20, 100) if here.room == 1 else (1, 2, 3) if here.room * 3 < MAX_ROOM else (1,)
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

    def connection(self, listed: Listed, inner: Here, bound: Mapping[str, Any], here: Here) -> str:
        """The selection set of a connection."""
        name = get_named_type(listed.field.type).name
        draw = self.random.random()
        pieces = []
        if draw < 0.45:
            pieces.append(f"nodes {self.node_selection(listed.kind, inner)}")
        elif draw < 0.85:
            edge = get_named_type(self.object(name).fields["edges"].type).name
            own = self.some([field for field in self.object(edge).fields if field != "node"], 4)
            below = self.node_selection(listed.kind, inner)
            pieces.append(f"edges {self.document.wrap([*own, f'node {below}'], edge)}")
        if self.chance(0.3):
            pieces.append(_PAGE_INFO if self.chance(0.5) else "pageInfo { hasNextPage hasPreviousPage }")
        if self.chance(0.25):
            pieces.append("totalCount")
        if self.chance(0.2):
            pieces.append(f"aggregate {self.aggregate(listed.kind)}")
        if self.chance(0.2):
            pieces.append(self.groups(listed, inner, bound, here))
        if not pieces or self.chance(0.03):
            pieces.append("__typename")
        return self.document.wrap(pieces, name)

    def aggregate(self, kind: str) -> str:
        return self.document.wrap(self.figures(f"{kind}Aggregate"), f"{kind}Aggregate")

    def figures(self, type_name: str) -> list[str]:
        """``count`` and statistics, those that the type has."""
        made = []
        for name, found in self.object(type_name).fields.items():
            if name == "key" or (name.endswith("Count") and self.chance(0.7)):
                continue
            below = get_named_type(found.type)
            if isinstance(below, GraphQLObjectType):
                made.append(f"{name} {self.document.wrap(self.some(list(below.fields), 5), below.name)}")
            else:
                made.append(name)
        return self.some(made, 4)

    # Groups

    def groups(self, listed: Listed, inner: Here, bound: Mapping[str, Any], here: Here) -> str:
        kind = listed.kind
        by = [self.group_by(kind, 2) for _ in range(self.pick((1, 1, 1, 2, 2, 3)))]
        given: dict[str, Any] = {"by": by}
        if self.chance(0.5):
            found = self.schema.type_map[f"{kind}GroupOrderField"]
            assert isinstance(found, GraphQLEnumType)
            given["orderBy"] = self.terms(list(found.values), 2)
        page: dict[str, Any] = {"first": self.pick((1, 2, 3, 10) if here.room == 1 else (1, 2))}
        if not inner.varying and not here.varying and self.chance(0.3):
            self.after(page, "after", self.probe(self.parent_of(listed, here), listed.name, bound, here, given))
        if self.faults and self.chance(0.3):
            self.faults -= 1
            page |= self.pick(({"first": -1}, {"first": 1001}, {"after": "x"}))
            given |= self.pick(({"by": []}, {"by": by * 9}, {}))
        at = replace(here, day=inner.day, explicit=inner.explicit, depth=2, room=here.room * 3)
        key = f"key {self.group_key(kind, by, at)}"
        figures = self.figures(f"{kind}Group")
        group = self.document.wrap([key, *figures] if self.chance(0.9) else figures, f"{kind}Group")
        pieces = self.some([f"nodes {group}", f"edges {{ cursor node {group} }}", _PAGE_INFO, "totalCount"], 2)
        name = f"{kind}GroupConnection"
        connection = get_named_type(listed.field.type).name
        arguments = self.document.arguments(self.object(connection).fields["groups"], given | page)
        return f"groups{arguments} {self.document.wrap(pieces, name)}"

    def group_by(self, kind: str, depth: int) -> dict[str, Any]:
        known = input_type(self.schema, f"{kind}GroupBy").fields
        plain = [name for name in ("property", "areaAt", "areaAt") if name in known]
        links = [name for name in known if name not in plain]
        if links and depth and self.chance(0.4):
            name = self.pick(links)
            return {name: self.group_by(MODEL.end(kind, name).other, depth - 1)}
        name = self.pick(plain)
        if name == "areaAt":
            return {name: self.pick(LEVELS[2:6])}
        found = self.schema.type_map[f"{kind}Property"]
        assert isinstance(found, GraphQLEnumType)
        return {name: self.pick(list(found.values))}

    def group_key(self, kind: str, by: Sequence[Mapping[str, Any]], here: Here) -> str:
        """What is grouped by, and something that is not."""
        entries: list[str] = []
        areas: list[str] = []
        links: dict[str, list[Mapping[str, Any]]] = {}
        for term in by:
            ((name, value),) = term.items()
            if name == "property":
                (prop,) = [p.name for p in MODEL.kind(kind).properties if constant(p.name) == value]
                entries.append(prop)
            elif name == "areaAt":
                areas.append(str(value).lower())
            else:
                links.setdefault(name, []).append(value)
        if areas or self.chance(0.1):
            levels = sorted({*areas, self.pick(("township", "village"))})
            below = " ".join(f"{level} {self.node_selection('Area', here)}" for level in levels)
            entries.append(f"areaAt {{ {below} }}")
        for name, terms in links.items():
            entries.append(f"{name} {self.group_key(MODEL.end(kind, name).other, terms, here)}")
        spare = self.pick([p.name for p in MODEL.kind(kind).properties if not p.restricted])
        return self.document.wrap([*dict.fromkeys(entries), spare], f"{kind}GroupKey")

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


_PAGE_INFO = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


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

"""Selection sets: of nodes, of connections, of figures and of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type

from graph_schema.model import End, Part, Property

from .arguments import MAX_ROOM, Arguments, Here, Listed
from .conditions import input_type
from .oracle.words import LEVELS, MODEL, InTree, Member, constant, members

LIST_LEVELS = 3
"""Levels of fields that a connection puts above its nodes' own: itself, ``edges``, ``node``."""
GROUP_LEVELS = 10
"""A connection with groups by an area behind two links: ``groups edges node key link link areaAt village name``."""
META = ("id", "key", "region", "validFrom", "validTo", "version")
PAGE_INFO = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


class Selections(Arguments):
    """Fields below fields, as deep and as wide as there is room."""

    def abstract(self, here: Here) -> str:
        """A selection on ``Node``: what every node has, and some of what only some have."""
        entries = ["__typename"] if self.chance(0.7) else []
        entries += self.random.sample(META, self.random.randint(1, 3))
        meta = len(entries)
        for kind in self.random.sample([kind.name for kind in MODEL.kinds], 3):
            below = self.entries(kind, replace(here, depth=min(here.depth, 5)), aliased=True)
            entries.append(f"... on {kind} {{ {' '.join(below)} }}")
        return self.document.wrap(entries, "Node", meta=meta)

    # Nodes

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
        links = [
            name
            for name, member in known.items()
            if not isinstance(member, Property) and here.depth >= levels_of(member)
        ]
        if links:
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
        if levels_of(member) <= LIST_LEVELS:
            below = self.dated(here, 0.12)
            given = {} if below is here else {"asOf": below.day.isoformat()}
            below = replace(below, depth=here.depth - levels_of(member) + 1)
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
        return self.list_field(self.listed(kind, name, other), here, used, aliased=aliased)

    # Connections

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
        room = here.room * max(1, min(size, 1000))
        depth = here.depth - LIST_LEVELS
        inner = replace(at, room=room, depth=depth if room <= MAX_ROOM else min(depth, LIST_LEVELS))
        arguments = self.document.arguments(listed.field, self.shuffled(given | page))
        selection = self.connection(listed, inner, bound, here)
        alias = aliased or listed.parent is None
        named = self.named(listed.name, arguments, used, aliased=alias)
        again = f" {named} {{ totalCount }}" if self.chance(0.04) else ""
        return f"{named} {selection}{again}"

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
            pieces.append(PAGE_INFO if self.chance(0.5) else "pageInfo { hasNextPage hasPreviousPage }")
        if self.chance(0.25):
            pieces.append("totalCount")
        if self.chance(0.2):
            pieces.append(f"aggregate {self.aggregate(listed.kind)}")
        if here.depth >= GROUP_LEVELS and self.chance(0.2):
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
            if name == "key" or (name.endswith("Count") and self.chance(0.85)):
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
        by = [self.group_by(kind, 2) for _ in range(self.pick((1, 1, 1, 2, 2, 3, 3, 8)))]
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
        at = replace(here, day=inner.day, explicit=inner.explicit, depth=1, room=here.room * 3)
        key = f"key {self.group_key(kind, by, at)}"
        figures = self.figures(f"{kind}Group")
        group = self.document.wrap([key, *figures] if self.chance(0.9) else figures, f"{kind}Group")
        pieces = self.some([f"nodes {group}", f"edges {{ cursor node {group} }}", PAGE_INFO, "totalCount"], 2)
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


def levels_of(member: Member) -> int:
    """The levels that a link needs: itself, what stands around its node, one field of the node."""
    if isinstance(member, Part) or (isinstance(member, InTree) and member.way == "up"):
        return 2
    if isinstance(member, End) and not member.many:
        return 3 if member.link.wrapped else 2
    return LIST_LEVELS + 1

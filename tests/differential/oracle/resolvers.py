"""The committed schema with a plain resolver for each field of the root and of each kind.

``catalogue`` has none: what it says (row counts, moments of loads) follows from no change, so it is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from graphql import (
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
)

from graph_schema.model import End, Kind, NamedList, Part, Property

from . import roots
from .graph import LinkRow
from .groups import GroupPage, groups
from .lists import (
    Connection,
    Info,
    aggregate,
    connection,
    descendants_list,
    link_list,
    own_day,
    root_list,
    subtree_list,
)
from .ordering import Items, Page, decimal_text
from .reading import Day, Seen, parts_on, to_one, way_up
from .scalars import PARSERS
from .words import MODEL, InTree, Member, Subtree, lower, members

Resolver: TypeAlias = Callable[..., Any]
SDL = Path(__file__).parents[3] / "hub" / "api" / "schema.graphql"


def load_schema(sdl: str) -> GraphQLSchema:
    """The schema of an SDL, with scalars and resolvers; ``KeyError`` if the SDL has a field that nothing answers."""
    schema = build_schema(sdl)
    for name, parse in PARSERS.items():
        scalar = schema.type_map[name]
        assert isinstance(scalar, GraphQLScalarType)
        # graphql-core's own way to give a scalar of an SDL its functions is to set them; mypy takes them for methods.
        scalar.parse_value = scalar.coerce_input_value = parse  # type: ignore[method-assign,assignment]
        scalar.serialize = scalar.coerce_output_value = str  # type: ignore[method-assign,assignment]
    node = schema.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    node.resolve_type = lambda seen, *_: seen.node.kind.name
    _attach(schema, "Query", _roots())
    for kind in MODEL.kinds:
        _attach(schema, kind.name, META | {name: _member(m) for name, m in members(kind.name).items()})
    for name in schema.type_map:
        if name.endswith("GroupConnection"):
            _attach(schema, name, GROUP_CONNECTION)
        elif name == "SearchConnection":
            _attach(schema, name, SEARCH_CONNECTION)
        elif name.endswith("Connection"):
            _attach(schema, name, CONNECTION)
    return schema


def _attach(schema: GraphQLSchema, name: str, resolvers: Mapping[str, Resolver]) -> None:
    found = schema.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    for field_name, field in found.fields.items():
        field.resolve = resolvers[field_name]


# What every node has

META: dict[str, Resolver] = {
    "id": lambda seen, _: seen.id,
    "key": lambda seen, _: seen.node.key,
    "region": lambda seen, _: seen.node.region,
    "validFrom": lambda seen, _: seen.node.valid_from,
    "validTo": lambda seen, _: seen.node.valid_to,
    "version": lambda seen, _: seen.node.version,
}


def _shown(prop: Property, value: Any) -> Any:
    return decimal_text(value, prop.scale) if isinstance(value, Decimal) else value


def _member(member: Member) -> Resolver:
    """The resolver of a field of a kind."""
    if isinstance(member, Property):
        return _value(member)
    if isinstance(member, Part):
        return _parts(member)
    if isinstance(member, End):
        return _link_list(member) if member.many else _to_one(member)
    if isinstance(member, Subtree):
        return _subtree(member)
    return _ancestors if member.way == "up" else _descendants(member)


def _value(prop: Property) -> Resolver:
    return lambda seen, _: _shown(prop, seen.node.value(prop.name, seen.day.at))


def _parts(part: Part) -> Resolver:
    def resolve(seen: Seen, _: Info, **arguments: Any) -> Any:
        day = own_day(arguments, seen.day)
        return [
            {**found.values, "since": found.since, "until": found.until}
            for found in parts_on(seen.node, part.name, day.at)
        ]

    return resolve


def _link_values(row: LinkRow) -> dict[str, Any]:
    """The link's own properties and dates."""
    own = {p.name: _shown(p, row.values[p.name]) for p in row.link.properties}
    return {**own, "since": row.since, "until": row.until}


def _to_one(end: End) -> Resolver:
    def resolve(seen: Seen, info: Info, **arguments: Any) -> Any:
        day = own_day(arguments, seen.day)
        found = to_one(info.context.graph, seen.node, end, day.at)
        if found is None:
            return None
        row, node = found
        return {"node": Seen(node, day), **_link_values(row)} if end.link.wrapped else Seen(node, day)

    return resolve


def _ancestors(seen: Seen, info: Info, **arguments: Any) -> Any:
    day = own_day(arguments, seen.day)
    return [Seen(node, day) for node in reversed(way_up(info.context.graph, seen.node, day.at))]


# Connections


def _link_list(end: End) -> Resolver:
    def resolve(seen: Seen, info: Info, **arguments: Any) -> Any:
        find = link_list(info.context.graph, seen.node, end, arguments.get("level"))
        return connection(info, MODEL.kind(end.other), arguments, find, seen.day, seen.node)

    return resolve


def _descendants(tree: InTree) -> Resolver:
    def resolve(seen: Seen, info: Info, **arguments: Any) -> Any:
        find = descendants_list(info.context.graph, seen.node, arguments.get("level"))
        return connection(info, tree.kind, arguments, find, seen.day, seen.node)

    return resolve


def _subtree(sub: Subtree) -> Resolver:
    def resolve(seen: Seen, info: Info, **arguments: Any) -> Any:
        find = subtree_list(info.context.graph, seen.node, sub, arguments.get("scope") or "DESCENDANTS")
        return connection(info, sub.kind, arguments, find, seen.day, seen.node)

    return resolve


def _root_list(kind: Kind, named: NamedList | None) -> Resolver:
    def resolve(_: object, info: Info, **arguments: Any) -> Any:
        find = root_list(info.context.graph, kind, named, arguments.get("within"))
        return connection(info, kind, arguments, find, Day(info.context.today, False))

    return resolve


def _page_info(items: Items[Any], page: Page) -> dict[str, Any]:
    return {
        "hasNextPage": page.has_next,
        "hasPreviousPage": page.has_previous,
        "startCursor": items.cursor(page.indices[0]) if page.indices else None,
        "endCursor": items.cursor(page.indices[-1]) if page.indices else None,
    }


def _edge(found: Connection, index: int) -> dict[str, Any]:
    entry = found.items.items[index]
    own = _link_values(entry.link) if entry.link else {}
    return {"node": entry.seen, "cursor": found.items.cursor(index), **own}


def _edges_of_items(items: Items[Any], page: Page) -> list[dict[str, Any]]:
    return [{"node": items.items[i], "cursor": items.cursor(i)} for i in page.indices]


def _raising(value: Any) -> Any:
    """An error made anew at each place: graphql-core writes the place into it."""
    if not isinstance(value, GraphQLError):
        return value

    def fail(_: Info) -> Any:
        raise GraphQLError(value.message, extensions=value.extensions)

    return fail


def _groups(found: Connection, info: Info, **arguments: Any) -> GroupPage:
    return groups(info.context, found, arguments)


CONNECTION: dict[str, Resolver] = {
    "nodes": lambda found, _: [found.items.items[i].seen for i in found.page.indices],
    "edges": lambda found, _: [_edge(found, i) for i in found.page.indices],
    "pageInfo": lambda found, _: _page_info(found.items, found.page),
    "totalCount": lambda found, _: len(found.items.items),
    "aggregate": lambda found, _: {name: _raising(value) for name, value in aggregate(found).items()},
    "groups": _groups,
}
GROUP_CONNECTION: dict[str, Resolver] = {
    "nodes": lambda found, _: [_group(found.items.items[i]) for i in found.page.indices],
    "edges": lambda found, _: [
        {"node": _group(found.items.items[i]), "cursor": found.items.cursor(i)} for i in found.page.indices
    ],
    "pageInfo": lambda found, _: _page_info(found.items, found.page),
    "totalCount": lambda found, _: len(found.items.items),
}
SEARCH_CONNECTION: dict[str, Resolver] = {
    "nodes": lambda found, _: [found.items.items[i] for i in found.page.indices],
    "edges": lambda found, _: _edges_of_items(found.items, found.page),
    "pageInfo": lambda found, _: _page_info(found.items, found.page),
    "totalCount": lambda found, _: len(found.items.items),
}


def _group(found: Any) -> dict[str, Any]:
    return {"key": found.key, "count": found.count, **found.figures}


# Roots


def _roots() -> dict[str, Resolver]:
    found: dict[str, Resolver] = {}
    for kind in MODEL.kinds:
        found[lower(kind.name)] = _root_one(kind.name)
        found[lower(kind.plural)] = _root_list(kind, None)
        for named in kind.lists:
            found[named.name] = _root_list(kind, named)
    return found | {
        "node": _root_one(None),
        "nodes": lambda _, info, **arguments: roots.by_ids(info.context, arguments),
        "areaByCode": lambda _, info, **arguments: roots.by_code(info.context, arguments["code"], arguments),
        "areasByCode": lambda _, info, **arguments: roots.by_codes(info.context, arguments),
        "search": lambda _, info, **arguments: roots.search(info.context, arguments),
        "catalogue": _no_catalogue,
    }


def _root_one(kind: str | None) -> Resolver:
    def resolve(_: object, info: Info, **arguments: Any) -> Any:
        return roots.by_id(info.context, kind, arguments["id"], arguments)

    return resolve


def _no_catalogue(_: object, __: Info) -> Any:
    raise NotImplementedError("the oracle has no catalogue")

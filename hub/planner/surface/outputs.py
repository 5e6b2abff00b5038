"""Objects of a kind: the node itself, its parts, what its links lead to, and the pages of its lists."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.model import End, Kind, Model, Part, Property
from hub.planner import meaning as m
from hub.planner.surface.arguments import AS_OF, PAGE, list_args
from hub.planner.surface.members import selectable, subtree_kinds
from hub.planner.surface.names import graphql_type, link_name, lower, says
from hub.planner.surface.types import Argument, FieldDef, ObjectDef

META = (
    FieldDef(
        "id",
        "ID!",
        m.Meta("id"),
        (),
        "The node as read: its key, with `@` and the day where one was asked for.",
    ),
    FieldDef("key", "ID!", m.Meta("key"), (), "The node, whatever the day. Opaque."),
    FieldDef("region", "String!", m.Meta("region"), (), "Region of birth, six digits."),
    FieldDef("validFrom", "Date", m.Meta("validFrom"), (), "First day on which it exists."),
    FieldDef("validTo", "Date", m.Meta("validTo"), (), "First day on which it exists no more; null while open."),
    FieldDef("version", "Long", m.Meta("version"), (), "Rising number of the change that wrote it last."),
)
LINK_DATES = (
    FieldDef("since", "Date", m.LinkDate("since"), (), "First day on which it holds."),
    FieldDef("until", "Date", m.LinkDate("until"), (), "First day on which it holds no more; null while open."),
)


def value_field(prop: Property) -> FieldDef:
    """The field of a property."""
    return FieldDef(prop.name, graphql_type(prop), m.Value(prop), (), says(prop.label, prop.description, prop))


def node_type(model: Model, kind: Kind) -> ObjectDef:
    """A node: what all have, its properties and parts, its links, what stands in its tree."""
    fields = [*META, *(value_field(prop) for prop in selectable(kind))]
    for part in kind.parts:
        fields.append(
            FieldDef(part.name, f"[{part.type_name}!]", m.Parts(part), (AS_OF,), says(part.label, part.description))
        )
    for end in model.ends[kind.name]:
        fields.append(_end_field(model, end))
    if kind.tree:
        fields.append(
            FieldDef("ancestors", f"[{kind.name}!]", m.Ancestors(kind), (AS_OF,), "The nodes above, root first.")
        )
        level = kind.name == "Area"
        fields.append(
            FieldDef(
                "descendants",
                f"{kind.name}Connection",
                m.Descendants(kind),
                list_args(kind, level=level),
                "The nodes below, on all levels, itself excepted.",
            )
        )
    fields.extend(_subtree_fields(model, kind))
    return ObjectDef(kind.name, tuple(fields), says(kind.label, kind.description), node=True)


def _subtree_fields(model: Model, kind: Kind) -> Iterator[FieldDef]:
    where = "placed in it or below" if kind.name == "Area" else "belonging to it or below"
    for placed in subtree_kinds(model, kind):
        for named in (None, *placed.lists):
            yield FieldDef(
                named.name if named else lower(placed.plural),
                f"{placed.name}Connection",
                m.Subtree(kind, placed, named),
                list_args(placed, scope=True),
                f"{says(named.label, named.description) if named else placed.label + '.'} Owned ones {where}.",
            )


def _end_field(model: Model, end: End) -> FieldDef:
    text = says(end.label, end.description)
    if end.many:
        other = model.kind(end.other)
        level = end.other == "Area" and end.name == "children"
        args = list_args(other, dated=not end.link.lineage, level=level)
        return FieldDef(end.name, f"{link_name(end)}Connection", m.ToMany(end), args, text)
    return FieldDef(end.name, link_name(end) if end.link.wrapped else end.other, m.ToOne(end), (AS_OF,), text)


def part_type(part: Part) -> ObjectDef:
    """A part of a node, with its days."""
    fields = (*(value_field(p) for p in part.properties), *LINK_DATES)
    return ObjectDef(part.type_name, fields, says(part.label, part.description))


def link_types(model: Model, end: End) -> Iterator[ObjectDef]:
    """The pages and entries of a to-many end, or the wrapper of a to-one end whose link has values of its own."""
    own = (*(value_field(p) for p in end.link.properties), *LINK_DATES)
    if end.many:
        yield from connection_types(model.kind(end.other), f"{link_name(end)}Connection", f"{link_name(end)}Edge", own)
    elif end.link.wrapped:
        node = FieldDef("node", end.other, m.Piece("node"), (), "The node at the other end.")
        yield ObjectDef(link_name(end), (node, *own), says(end.label, end.description))


def connection_types(kind: Kind, name: str, edge: str, own: tuple[FieldDef, ...]) -> Iterator[ObjectDef]:
    """A page of a list of a kind, and an entry of it; ``own``: what else the entry has."""
    yield ObjectDef(
        name,
        (
            FieldDef("nodes", f"[{kind.name}!]!", m.Piece("nodes"), (), "The nodes of the page."),
            FieldDef("edges", f"[{edge}!]!", m.Piece("edges"), (), "The nodes of the page with their cursors."),
            FieldDef("pageInfo", "PageInfo!", m.Piece("pageInfo"), (), "Whether there is more, and from where."),
            FieldDef(
                "totalCount",
                "Int",
                m.Piece("totalCount"),
                (),
                "Length of the whole list. Costs nothing unless asked.",
            ),
            FieldDef(
                "aggregate",
                f"{kind.name}Aggregate",
                m.Piece("aggregate"),
                (),
                "Statistics over the whole list.",
            ),
            FieldDef(
                "groups",
                f"{kind.name}GroupConnection",
                m.Piece("groups"),
                (
                    Argument("by", f"[{kind.name}GroupBy!]!", "What makes a group."),
                    Argument("orderBy", f"[{kind.name}GroupOrder!]", "Default: by key."),
                    *PAGE[:2],
                ),
                "The whole list in groups.",
            ),
        ),
        f"A page of a list of {kind.plural}.",
    )
    cursor = FieldDef(
        "cursor", "String!", m.Piece("cursor"), (), "Opaque; valid for this list, order, filter and date."
    )
    node = FieldDef("node", f"{kind.name}!", m.Piece("node"), (), "The node.")
    yield ObjectDef(edge, (cursor, node, *own), "One entry of a page.")

"""Types that do not depend on a kind: scalars' filters and statistics, pages, search, the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.model import Model, Scalar
from hub.planner import meaning as m
from hub.planner.surface.arguments import SCOPE
from hub.planner.surface.inputs import OPERATORS, property_filter
from hub.planner.surface.members import NUMBERS
from hub.planner.surface.names import SCALAR_TYPES, constant, says
from hub.planner.surface.types import EnumDef, FieldDef, InputDef, InputField, ObjectDef




def shared_types(model: Model) -> Iterator[ObjectDef | InputDef | EnumDef]:
    for type_name, operators in OPERATORS.items():
        yield property_filter(type_name, operators)
    yield EnumDef("Direction", (("ASC", "Ascending."), ("DESC", "Descending.")), "Direction of an order.")
    yield EnumDef(
        "TreeScope",
        (
            ("SELF", "Only the node itself."),
            ("CHILDREN", "Itself and one step down."),
            ("DESCENDANTS", "Itself and all below."),
        ),
        "Which part of a subtree.",
    )
    yield EnumDef(
        "NodeKind",
        tuple((constant(k.name), says(k.label, k.description)) for k in model.kinds),
        "A kind of node.",
    )
    yield InputDef(
        "Interval",
        (
            InputField("from", "Date!", None, "First day."),
            InputField("to", "Date!", None, "First day after it; later than `from`."),
        ),
        "A span of days, the last one excluded.",
    )
    yield InputDef(
        "Within",
        (
            InputField("areas", "[ID!]", None, "Placed in one of these areas."),
            InputField("organisation", "ID", None, "Belonging to this organisation."),
            InputField("scope", "TreeScope", None, SCOPE.description),
        ),
        "Parts of the trees; both conditions must hold where both are given.",
    )
    yield ObjectDef(
        "PageInfo",
        (
            FieldDef("hasNextPage", "Boolean!", m.Piece("hasNextPage"), (), "Whether more follows."),
            FieldDef(
                "hasPreviousPage",
                "Boolean!",
                m.Piece("hasPreviousPage"),
                (),
                "Whether there is more in front.",
            ),
            FieldDef("startCursor", "String", m.Piece("startCursor"), (), "Cursor of the first entry."),
            FieldDef("endCursor", "String", m.Piece("endCursor"), (), "Cursor of the last entry."),
        ),
        "Where a page stands in its list. Paging forward, `hasPreviousPage` says whether `after` was given; backward, "
        "`hasNextPage` whether `before` was.",
    )
    for scalar in (*NUMBERS, Scalar.DATE):
        own = SCALAR_TYPES[scalar]
        total = "Decimal" if scalar is Scalar.DECIMAL else "Long"
        types = {"sum": total, "avg": "Decimal", "min": own, "max": own, "countDistinct": "Int"}
        words = {
            "sum": "Exact sum; null over no values.",
            "avg": "Exact sum by count, rounded half to even to six places more than the property has.",
            "min": "Least value.",
            "max": "Greatest value.",
            "countDistinct": "Number of unlike values.",
        }
        stats = ("min", "max", "countDistinct") if scalar is Scalar.DATE else tuple(types)
        yield ObjectDef(
            f"{own}Statistics",
            tuple(FieldDef(s, types[s], m.Stat(s), (), words[s]) for s in stats),  # type: ignore[arg-type]
            f"Statistics of a {own}; nulls are left out.",
        )
    levels = model.kind("Area").property("level").choices
    if levels is not None:
        yield ObjectDef(
            "GroupKeyAreas",
            tuple(FieldDef(c.name.lower(), "Area", m.KeyArea(c.name), (), f"{c.label}.") for c in levels.values),
            "The areas of a group's key.",
        )
    node = FieldDef("node", "Node!", m.Piece("node"), (), "The node.")
    cursor = FieldDef("cursor", "String!", m.Piece("cursor"), (), "Opaque.")
    yield ObjectDef("SearchEdge", (cursor, node), "One find.")
    yield ObjectDef(
        "SearchConnection",
        (
            FieldDef("nodes", "[Node!]!", m.Piece("nodes"), (), "The nodes of the page."),
            FieldDef("edges", "[SearchEdge!]!", m.Piece("edges"), (), "The nodes with their cursors."),
            FieldDef("pageInfo", "PageInfo!", m.Piece("pageInfo"), (), "Whether there is more, and from where."),
            FieldDef("totalCount", "Int", m.Piece("totalCount"), (), "Number of finds."),
        ),
        "A page of finds: exact ones first, then those that begin with the text, then the shorter, then by key.",
    )
    yield from _catalogue_types()


def _catalogue_types() -> Iterator[ObjectDef]:
    def plain(name: str, type_name: str, text: str) -> FieldDef:
        return FieldDef(name, type_name, m.Catalogue(name), (), text)

    yield ObjectDef(
        "CatalogueKind",
        (
            plain("kind", "NodeKind", "The kind."),
            plain("name", "String", "Its name in this schema."),
            plain("label", "String", "Its Chinese name."),
            plain("description", "String", "What it is."),
            plain("count", "Int", "Owned nodes that are valid today."),
            plain(
                "lastLoad",
                "String",
                "Moment of the last finished load that wrote such nodes, ISO 8601 in UTC.",
            ),
        ),
        "A kind and what the hub holds of it.",
    )
    yield ObjectDef(
        "CatalogueIndicator",
        (
            plain("name", "String", "The indicator."),
            plain("unit", "String", "Its unit."),
            plain("count", "Int", "Facts valid today."),
        ),
        "An indicator of the facts that the hub holds.",
    )
    yield ObjectDef(
        "CatalogueArea",
        (plain("key", "ID", "Key of the area."), plain("name", "String", "Its name.")),
        "A unit that has sent nothing.",
    )
    yield ObjectDef(
        "Catalogue",
        (
            plain("regions", "[String!]", "Prefixes of the regions that the hub owns."),
            plain("kinds", "[CatalogueKind!]", "All kinds."),
            plain("indicators", "[CatalogueIndicator!]", "Indicators by name and unit."),
            plain(
                "silentAreas",
                "[CatalogueArea!]",
                "Owned villages in which not one household is registered, by key; at most 1,000.",
            ),
        ),
        "What the hub holds, and who has sent nothing.",
    )

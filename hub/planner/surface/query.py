"""The root: nodes by id, lists of each kind, areas by code, search, the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.model import Model
from hub.planner import meaning as m
from hub.planner.surface.arguments import AS_OF, PAGE, list_args
from hub.planner.surface.names import lower, says
from hub.planner.surface.types import Argument, FieldDef, ObjectDef


def query_type(model: Model) -> ObjectDef:
    """All questions that can be asked."""
    identity = Argument("id", "ID!", "A key, or an id with its date.")
    fields: list[FieldDef] = []
    for kind in model.kinds:
        fields.append(
            FieldDef(
                lower(kind.name),
                kind.name,
                m.RootOne(kind),
                (identity, AS_OF),
                f"{kind.label} by id; ended ones too.",
            )
        )
        for named in (None, *kind.lists):
            text = says(named.label, named.description) if named else says(kind.label, kind.description)
            fields.append(
                FieldDef(
                    named.name if named else lower(kind.plural),
                    f"{kind.name}Connection",
                    m.RootList(kind, named),
                    list_args(kind, within=True),
                    f"{text} Owned ones only.",
                )
            )
    code = (
        Argument("authority", "CodeAuthority", "Whose code; any where not given."),
        Argument("vintage", "String", "Edition of the list; any where not given."),
        AS_OF,
    )
    fields += [
        FieldDef("node", "Node", m.RootOne(None), (identity,), "A node of any kind by its id, as of its date."),
        FieldDef(
            "nodes",
            "[Node]",
            m.RootIds(),
            (Argument("ids", "[ID!]!", "At most 1,000."), AS_OF),
            "In the order asked, null in place.",
        ),
        FieldDef(
            "areaByCode",
            "Area",
            m.RootCodes(False),
            (Argument("code", "String!", "2, 4, 6, 9 or 12 digits, padded with zeros or not."), *code),
            "The area that bears the code at the date, else the last one that did. Several: AMBIGUOUS_CODE.",
        ),
        FieldDef(
            "areasByCode",
            "[Area]",
            m.RootCodes(True),
            (Argument("codes", "[String!]!", "At most 1,000."), *code),
            "In the order asked, null in place.",
        ),
        FieldDef(
            "search",
            "SearchConnection",
            m.RootSearch(),
            (
                Argument("text", "String!", "What names contain; letters of either case, full or half width."),
                Argument("kinds", "[NodeKind!]", "Only these kinds."),
                Argument("within", "Within", "Only nodes in these parts of the trees."),
                *PAGE[:2],
                AS_OF,
            ),
            "Nodes of any kind by name.",
        ),
        FieldDef("catalogue", "Catalogue", m.RootCatalogue(), (), "What the hub holds."),
    ]
    return ObjectDef("Query", tuple(fields), "Questions to the hub.")


def search_types() -> Iterator[ObjectDef]:
    """A page of finds, and one of them."""
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

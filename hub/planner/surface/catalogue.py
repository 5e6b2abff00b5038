"""The catalogue: what the hub holds, and who has sent nothing."""

from __future__ import annotations

from collections.abc import Iterator

from hub.planner import meaning as m
from hub.planner.surface.types import FieldDef, ObjectDef


def catalogue_types() -> Iterator[ObjectDef]:
    """The catalogue and its entries."""

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

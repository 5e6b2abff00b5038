"""Statistics and groups of a kind: what is given, what is grouped by, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.model import Kind, Model, Property
from hub.planner import meaning as m
from hub.planner.surface.inputs import order_input
from hub.planner.surface.members import areas_of, measured, selectable, statistics, to_ones
from hub.planner.surface.names import SCALAR_TYPES, constant, says
from hub.planner.surface.outputs import value_field
from hub.planner.surface.types import EnumDef, FieldDef, InputDef, InputField, ObjectDef




def group_types(model: Model, kind: Kind) -> Iterator[ObjectDef | InputDef | EnumDef]:
    count = FieldDef("count", "Int", m.Piece("count"), (), "How many nodes.")
    stats = tuple(
        FieldDef(p.name, _statistics_type(p), m.Statistics(p), (), says(p.label, "Statistics.", p))
        for p in measured(kind)
    )
    flags = tuple(
        FieldDef(
            f"{p.name}Count",
            "Int",
            m.FlagCount(p),
            (),
            f"{p.label}. How many; only on unfiltered lists of a township or above, elsewhere null with RESTRICTED.",
        )
        for p in kind.properties
        if p.restricted
    )
    yield ObjectDef(f"{kind.name}Aggregate", (count, *stats, *flags), f"Statistics over a list of {kind.plural}.")
    ones = to_ones(model, kind)
    key = FieldDef("key", f"{kind.name}GroupKey", m.Piece("key"), (), "What the members have in common.")
    yield ObjectDef(f"{kind.name}Group", (key, count, *stats), f"A group of {kind.plural}.")
    keys: list[FieldDef] = [value_field(p) for p in selectable(kind)]
    if areas_of(kind):
        keys.append(FieldDef("areaAt", "GroupKeyAreas", m.KeyAreas(), (), "The areas grouped by, a field a level."))
    keys.extend(
        FieldDef(end.name, f"{end.other}GroupKey", m.KeyLink(end), (), says(end.label, end.description)) for end in ones
    )
    yield ObjectDef(f"{kind.name}GroupKey", tuple(keys), "One nullable field for each possible key; the rest is null.")
    yield ObjectDef(
        f"{kind.name}GroupConnection",
        (
            FieldDef("nodes", f"[{kind.name}Group!]!", m.Piece("nodes"), (), "The groups of the page."),
            FieldDef("edges", f"[{kind.name}GroupEdge!]!", m.Piece("edges"), (), "The groups with their cursors."),
            FieldDef("pageInfo", "PageInfo!", m.Piece("pageInfo"), (), "Whether there is more, and from where."),
            FieldDef("totalCount", "Int", m.Piece("totalCount"), (), "Number of groups."),
        ),
        "A page of groups.",
    )
    yield ObjectDef(
        f"{kind.name}GroupEdge",
        (
            FieldDef("cursor", "String!", m.Piece("cursor"), (), "Opaque."),
            FieldDef("node", f"{kind.name}Group!", m.Piece("node"), (), "The group."),
        ),
        "One group of a page.",
    )
    by = [InputField("property", f"{kind.name}Property", m.GroupProperty(), "The value of this property.")]
    if areas_of(kind):
        by.append(InputField("areaAt", "AreaLevel", m.GroupArea(), "The area at this level above its place, or null."))
    by.extend(
        InputField(end.name, f"{end.other}GroupBy", m.ToOne(end), f"By what lies behind {end.name}.") for end in ones
    )
    yield InputDef(f"{kind.name}GroupBy", tuple(by), "Exactly one of these.", one_of=True)
    yield EnumDef(
        f"{kind.name}Property",
        tuple((constant(p.name), says(p.label, p.description)) for p in selectable(kind)),
        f"Properties of {kind.name}.",
    )
    fields = [("KEY", "The key, in the order of `by`."), ("COUNT", "How many nodes.")]
    for p in measured(kind):
        for stat in statistics(p):
            if stat in ("sum", "min", "max"):
                fields.append((f"{constant(p.name)}_{stat.upper()}", f"{stat} of {p.name}."))
    yield EnumDef(f"{kind.name}GroupOrderField", tuple(fields), "What groups are ordered by.")
    yield order_input(f"{kind.name}GroupOrder", f"{kind.name}GroupOrderField")


def _statistics_type(prop: Property) -> str:
    return f"{SCALAR_TYPES[prop.type]}Statistics"

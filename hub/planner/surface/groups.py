"""Statistics and groups of a kind: what is given, what is grouped by, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.model import Kind, Model, Property, Scalar
from hub.planner import meaning as m
from hub.planner.surface.inputs import order_input
from hub.planner.surface.members import NUMBERS, areas_of, measured, selectable, statistics, to_ones
from hub.planner.surface.names import SCALAR_TYPES, constant, says
from hub.planner.surface.outputs import value_field
from hub.planner.surface.types import EnumDef, FieldDef, InputDef, InputField, ObjectDef


def group_types(model: Model, kind: Kind) -> Iterator[ObjectDef | InputDef | EnumDef]:
    """The statistics of a kind's lists, and their groups: what comes out, and what is said of them."""
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
    key = FieldDef("key", f"{kind.name}GroupKey", m.Piece("key"), (), "What the members have in common.")
    yield ObjectDef(f"{kind.name}Group", (key, count, *stats), f"A group of {kind.plural}.")
    yield _key(model, kind)
    yield from _pages(kind)
    yield from _group_inputs(model, kind)


def _key(model: Model, kind: Kind) -> ObjectDef:
    keys: list[FieldDef] = [value_field(p) for p in selectable(kind)]
    if areas_of(kind):
        keys.append(FieldDef("areaAt", "GroupKeyAreas", m.KeyAreas(), (), "The areas grouped by, a field a level."))
    keys.extend(
        FieldDef(end.name, f"{end.other}GroupKey", m.KeyLink(end), (), says(end.label, end.description))
        for end in to_ones(model, kind)
    )
    return ObjectDef(f"{kind.name}GroupKey", tuple(keys), "One nullable field for each possible key; the rest is null.")


def _pages(kind: Kind) -> Iterator[ObjectDef]:
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


def _group_inputs(model: Model, kind: Kind) -> Iterator[InputDef | EnumDef]:
    by = [InputField("property", f"{kind.name}Property", m.GroupProperty(), "The value of this property.")]
    if areas_of(kind):
        by.append(InputField("areaAt", "AreaLevel", m.GroupArea(), "The area at this level above its place, or null."))
    by.extend(
        InputField(end.name, f"{end.other}GroupBy", m.ToOne(end), f"By what lies behind {end.name}.")
        for end in to_ones(model, kind)
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


def statistics_types() -> Iterator[ObjectDef]:
    """The statistics of numbers and dates, a type a scalar."""
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


def area_key_types(model: Model) -> Iterator[ObjectDef]:
    """The areas of a group's key, a field a level."""
    levels = model.kind("Area").property("level").choices
    if levels is not None:
        yield ObjectDef(
            "GroupKeyAreas",
            tuple(FieldDef(c.name.lower(), "Area", m.KeyArea(c.name), (), f"{c.label}.") for c in levels.values),
            "The areas of a group's key.",
        )


def _statistics_type(prop: Property) -> str:
    return f"{SCALAR_TYPES[prop.type]}Statistics"

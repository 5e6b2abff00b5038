"""What belongs to no kind: filters of scalars, direction, scope, interval, ``within``, a page's information."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.model import Model
from hub.planner import meaning as m
from hub.planner.surface.arguments import SCOPE
from hub.planner.surface.inputs import OPERATORS, property_filter
from hub.planner.surface.names import constant, says
from hub.planner.surface.types import EnumDef, FieldDef, InputDef, InputField, ObjectDef


def shared_types(model: Model) -> Iterator[ObjectDef | InputDef | EnumDef]:
    """Types that many fields and arguments share."""
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

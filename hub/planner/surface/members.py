"""What of a kind stands in its types: properties that may be selected, those with statistics, links, subtrees."""

from __future__ import annotations

from graph_schema.model import End, Kind, Model, Property, Scalar
from hub.planner import meaning as m

NUMBERS = (Scalar.INT, Scalar.LONG, Scalar.DECIMAL)


def selectable(kind: Kind) -> tuple[Property, ...]:
    """The properties that may be selected, filtered and ordered by."""
    return tuple(prop for prop in kind.properties if not prop.restricted)


def measured(kind: Kind) -> tuple[Property, ...]:
    """The properties that have statistics: numbers and dates."""
    return tuple(p for p in selectable(kind) if p.type in (*NUMBERS, Scalar.DATE))


def statistics(prop: Property) -> tuple[m.Statistic, ...]:
    """The statistics of a property: dates have no sum and no average."""
    return (
        ("min", "max", "countDistinct") if prop.type is Scalar.DATE else ("sum", "avg", "min", "max", "countDistinct")
    )


def to_ones(model: Model, kind: Kind) -> tuple[End, ...]:
    """The to-one ends that the kind declares itself."""
    return tuple(end for end in model.ends[kind.name] if not end.many and end.forward)


def areas_of(kind: Kind) -> bool:
    """Whether nodes of the kind stand in the area tree."""
    return kind.name == "Area" or kind.place is not None


def subtree_kinds(model: Model, kind: Kind) -> tuple[Kind, ...]:
    """The kinds that an Area (placed) or an Organisation (belonging) lists."""
    if kind.name == "Area":
        return model.placed()
    return model.belonging() if kind.name == "Organisation" else ()

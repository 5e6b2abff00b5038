"""The columns in which property values stand, those in natural order with their sort keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_schema.model import Property
from graph_schema.text import natural_key
from hub.stores.sql import layout
from hub.stores.sql.write.cells import Stored


def names(properties: Sequence[Property]) -> list[str]:
    """Column names of properties, in the order in which ``columns`` gives their values."""
    found = []
    for prop in properties:
        found.append(layout.column(prop.name))
        if prop.natural:
            found.append(layout.order_column(prop.name))
    return found


def columns(properties: Sequence[Property], given: Mapping[str, Sequence[Stored]], size: int) -> list[Sequence[Stored]]:
    """Values of properties by column, ``size`` rows; null where a property is not given."""
    nothing: list[Stored] = [None] * size
    found: list[Sequence[Stored]] = []
    for prop in properties:
        values = given.get(prop.name, nothing)
        found.append(values)
        if prop.natural:
            found.append([order(prop, value) for value in values])
    return found


def cells(properties: Sequence[Property], values: Sequence[Stored]) -> list[Stored]:
    """The cells of one row, from one value a property."""
    found: list[Stored] = []
    for prop, value in zip(properties, values, strict=True):
        found.append(value)
        if prop.natural:
            found.append(order(prop, value))
    return found


def order(prop: Property, value: Stored) -> Stored:
    """The sort key of a value of a property in natural order; null for null."""
    return natural_key(value) if isinstance(value, str) else value

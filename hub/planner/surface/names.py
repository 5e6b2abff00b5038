"""Names of types, fields and constants, and what descriptions say."""

from __future__ import annotations

from collections.abc import Mapping

from graph_schema.model import End, Property, Scalar

SCALAR_TYPES: Mapping[Scalar, str] = {
    Scalar.TEXT: "String",
    Scalar.INT: "Int",
    Scalar.LONG: "Long",
    Scalar.DECIMAL: "Decimal",
    Scalar.BOOLEAN: "Boolean",
    Scalar.DATE: "Date",
    Scalar.PERIOD: "Period",
}


def capital(name: str) -> str:
    """``neighbourHead`` → ``NeighbourHead``."""
    return name[:1].upper() + name[1:]


def lower(name: str) -> str:
    """``AreaSets`` → ``areaSets``."""
    return name[:1].lower() + name[1:]


def constant(name: str) -> str:
    """``registerNumber`` → ``REGISTER_NUMBER``."""
    return "".join("_" + c if c.isupper() else c for c in name).upper().lstrip("_")


def graphql_type(prop: Property) -> str:
    """The GraphQL type of a property's value, nullable."""
    return prop.choices.name if prop.choices else SCALAR_TYPES[prop.type]


def filter_name(type_name: str) -> str:
    """``String`` → ``StringFilter``, ``AreaLevel`` → ``AreaLevelFilter``."""
    return f"{type_name}Filter"


def link_name(end: End) -> str:
    """How the names of an end's own types begin: ``HouseholdPlace``."""
    return end.kind + capital(end.name)


def says(label: str, description: str, prop: Property | None = None) -> str:
    """A description for people: Chinese label, text, unit."""
    unit = f" Unit: {prop.unit}." if prop and prop.unit else ""
    return f"{label}. {description}{unit}"

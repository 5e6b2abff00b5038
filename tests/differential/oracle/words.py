"""The names that the API gives to what the model declares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from graph_schema.kinds import load_model
from graph_schema.model import End, Kind, NamedList, Part, Property, Scalar

MODEL = load_model()
LEVELS = tuple(c.name for c in MODEL.kind("Area").property("level").choices.values)  # type: ignore[union-attr]
"""Levels of areas, highest first."""
MEASURED = (Scalar.INT, Scalar.LONG, Scalar.DECIMAL, Scalar.DATE)
"""Types whose values have statistics."""


@dataclass(frozen=True)
class Subtree:
    """The nodes of ``kind`` placed in (``tree`` Area) or belonging to (``tree`` Organisation) a subtree."""

    tree: Kind
    kind: Kind
    named: NamedList | None


@dataclass(frozen=True)
class InTree:
    """The nodes above or below in a kind's own tree."""

    kind: Kind
    way: Literal["up", "down"]


Member: TypeAlias = Property | Part | End | Subtree | InTree


def lower(name: str) -> str:
    """``AreaSets`` → ``areaSets``."""
    return name[:1].lower() + name[1:]


def constant(name: str) -> str:
    """``registerNumber`` → ``REGISTER_NUMBER``."""
    return "".join("_" + c if c.isupper() else c for c in name).upper().lstrip("_")


@cache
def properties(kind: str) -> dict[str, Property]:
    """The properties that may be selected, by the constant that names them in an enumeration."""
    return {constant(p.name): p for p in MODEL.kind(kind).properties if not p.restricted}


@cache
def members(kind_name: str) -> dict[str, Member]:
    """What may stand as a field (or as a condition) of a node of the kind, beside what every node has."""
    kind = MODEL.kind(kind_name)
    found: dict[str, Member] = {p.name: p for p in kind.properties if not p.restricted}
    found |= {part.name: part for part in kind.parts}
    found |= {end.name: end for end in MODEL.ends[kind.name]}
    if kind.tree:
        found["ancestors"] = InTree(kind, "up")
        found["descendants"] = InTree(kind, "down")
    if kind.name == "Area":
        below = MODEL.placed()
    elif kind.name == "Organisation":
        below = MODEL.belonging()
    else:
        below = ()
    for other in below:
        found[lower(other.plural)] = Subtree(kind, other, None)
        for named in other.lists:
            found[named.name] = Subtree(kind, other, named)
    return found

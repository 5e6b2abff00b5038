"""What a field or an input field of the API means, in terms of the model: the nouns of ``surface``.

The API's types are made from these, and ``build`` reads a question by them; nothing else knows a field's
name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph_schema.model import End, Kind, NamedList, Part, Property

MetaName: TypeAlias = Literal["id", "key", "region", "validFrom", "validTo", "version"]
Statistic: TypeAlias = Literal["sum", "avg", "min", "max", "countDistinct"]


@dataclass(frozen=True, slots=True)
class Meta:
    """What every node has: ``id key region validFrom validTo version``."""

    name: MetaName


@dataclass(frozen=True, slots=True)
class Value:
    """A property of a node, a link or a part."""

    property: Property


@dataclass(frozen=True, slots=True)
class LinkDate:
    """``since`` or ``until`` of a link."""

    name: Literal["since", "until"]


@dataclass(frozen=True, slots=True)
class Parts:
    """A list of parts of a node."""

    part: Part


@dataclass(frozen=True, slots=True)
class ToOne:
    """A link of which there is at most one a day."""

    end: End


@dataclass(frozen=True, slots=True)
class ToMany:
    """A link of which there may be several: a connection."""

    end: End


@dataclass(frozen=True, slots=True)
class Subtree:
    """Nodes of a kind that are placed in (``tree`` Area) or belong to (``tree`` Organisation) a node's
    subtree.
    """

    tree: Kind
    kind: Kind
    named: NamedList | None = None


@dataclass(frozen=True, slots=True)
class Ancestors:
    """The nodes above, root first: a plain list."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Descendants:
    """The nodes below in the node's own tree, itself excepted: a connection."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class RootOne:
    """A node by its id."""

    kind: Kind | None
    """None: of any kind."""


@dataclass(frozen=True, slots=True)
class RootIds:
    """Nodes of any kind by their ids, order kept, null in place."""


@dataclass(frozen=True, slots=True)
class RootCodes:
    """Areas by division code."""

    many: bool


@dataclass(frozen=True, slots=True)
class RootList:
    """All owned nodes of a kind, or of a named list of it."""

    kind: Kind
    named: NamedList | None = None


@dataclass(frozen=True, slots=True)
class RootSearch:
    """Nodes whose search properties contain a text."""


@dataclass(frozen=True, slots=True)
class RootCatalogue:
    """What the hub holds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a connection, an edge, a page's information or a group, by its name."""

    name: Literal[
        "nodes",
        "edges",
        "pageInfo",
        "totalCount",
        "aggregate",
        "groups",
        "cursor",
        "node",
        "hasNextPage",
        "hasPreviousPage",
        "startCursor",
        "endCursor",
        "key",
        "count",
    ]


@dataclass(frozen=True, slots=True)
class Statistics:
    """The statistics of one property over a list."""

    property: Property


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many nodes of a list have a restricted flag."""

    property: Property


@dataclass(frozen=True, slots=True)
class Stat:
    """One statistic of a property."""

    name: Statistic


@dataclass(frozen=True, slots=True)
class KeyAreas:
    """The areas of a group's key, by level."""


@dataclass(frozen=True, slots=True)
class KeyArea:
    """The area of one level in a group's key."""

    level: str


@dataclass(frozen=True, slots=True)
class KeyLink:
    """The part of a group's key that lies behind a to-one link."""

    end: End


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A value of the catalogue, by its name."""

    name: str


# Input fields


@dataclass(frozen=True, slots=True)
class Combine:
    """``and``, ``or`` or ``not`` of a filter."""

    name: Literal["and", "or", "not"]


@dataclass(frozen=True, slots=True)
class LinkExists:
    """Whether a to-one link is there."""

    end: End


@dataclass(frozen=True, slots=True)
class Operator:
    """A comparison of a property filter, or ``some none every count`` of a list filter."""

    name: str


@dataclass(frozen=True, slots=True)
class GroupProperty:
    """A group's key: the value of a property."""


@dataclass(frozen=True, slots=True)
class GroupArea:
    """A group's key: the area at a level above the node's place."""


Meaning: TypeAlias = (
    Meta
    | Value
    | LinkDate
    | Parts
    | ToOne
    | ToMany
    | Subtree
    | Ancestors
    | Descendants
    | RootOne
    | RootIds
    | RootCodes
    | RootList
    | RootSearch
    | RootCatalogue
    | Piece
    | Statistics
    | FlagCount
    | Stat
    | KeyAreas
    | KeyArea
    | KeyLink
    | Catalogue
)
InputMeaning: TypeAlias = (
    Meta
    | Value
    | Parts
    | ToOne
    | ToMany
    | Subtree
    | Ancestors
    | Descendants
    | Combine
    | LinkExists
    | Operator
    | GroupProperty
    | GroupArea
)

"""What must hold of a node: subjects, lists and conditions, the nouns of a plan's ``where``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph_schema.model import End, Kind, NamedList, Part, Property
from hub.planner.asked import Slot


@dataclass(frozen=True, slots=True)
class Own:
    """A property of the node (or part) in question."""

    property: Property


@dataclass(frozen=True, slots=True)
class Of:
    """Something every node has."""

    name: Literal["key", "region", "validFrom", "validTo"]


Subject: TypeAlias = Own | Of


@dataclass(frozen=True, slots=True)
class LinkList:
    """The entries of a link."""

    end: End


@dataclass(frozen=True, slots=True)
class PartList:
    """The parts of a node."""

    kind: Kind
    part: Part


@dataclass(frozen=True, slots=True)
class SubtreeList:
    """Owned nodes of ``kind`` placed in, or belonging to, the subtree of a node of the kind ``tree``."""

    tree: Kind
    kind: Kind
    named: NamedList | None


@dataclass(frozen=True, slots=True)
class TreeList:
    """The nodes above or below in the node's own tree."""

    kind: Kind
    way: Literal["up", "down"]


ListSource: TypeAlias = LinkList | PartList | SubtreeList | TreeList


@dataclass(frozen=True, slots=True)
class Always:
    """True or false, whatever the node."""

    value: bool


@dataclass(frozen=True, slots=True)
class All:
    """All of these."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of these."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The plain, two-valued opposite."""

    of: Condition


@dataclass(frozen=True, slots=True)
class Compare:
    """``subject op value``; false where the subject is null, but ``ne`` and ``notIn`` true."""

    op: Literal["eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "contains", "startsWith"]
    subject: Subject
    value: Slot | bool | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsNull:
    subject: Subject


@dataclass(frozen=True, slots=True)
class Linked:
    """The to-one link is there, and its node fits."""

    end: End
    fits: Condition


@dataclass(frozen=True, slots=True)
class Some:
    """At least one entry of the list fits."""

    source: ListSource
    fits: Condition


@dataclass(frozen=True, slots=True)
class CountOf:
    """The number of entries of the list, compared."""

    source: ListSource
    op: Literal["eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte"]
    value: Slot


@dataclass(frozen=True, slots=True)
class Inside:
    """In the subtrees (by ``scope``) of nodes of a tree kind, by place, by belonging, or by its own tree.

    ``roots``: a slot with the keys, one or several.
    """

    kind: Kind
    tree: Kind
    roots: Slot
    scope: Literal["SELF", "CHILDREN", "DESCENDANTS"]


Condition: TypeAlias = Always | All | Any | Not | Compare | IsNull | Linked | Some | CountOf | Inside

TRUE = Always(True)
FALSE = Always(False)

"""The vocabulary in which a kind is declared: frozen data, no behaviour beyond look-up.

Names are written as GraphQL shows them (``registerNumber``, ``NEIGHBOUR_HEAD``); stores and the API derive
theirs. Everything else (schema, tables, filters, pages, the API) follows from these declarations.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from graph_schema.sensitivity import Sensitivity


class Scalar(enum.Enum):
    """The type of a property's value, with the form it has in changes and in stored rows."""

    TEXT = "text"
    """``str``."""
    INT = "int"
    """``int``, 32 bits signed."""
    LONG = "long"
    """``int``, 63 bits signed; a string in JSON."""
    DECIMAL = "decimal"
    """``decimal.Decimal`` in changes, ``int`` scaled by ``10 ** scale`` in rows; a string in JSON."""
    BOOLEAN = "boolean"
    """``bool``."""
    DATE = "date"
    """``datetime.date`` in changes, its proleptic ordinal in rows."""
    PERIOD = "period"
    """``str``: ``2021``, ``2021-Q3``, ``2021-07`` or ``2021-01-01/2022-08-02``."""
    ENUM = "enum"
    """``str``, one of the names of the property's ``choices``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an enumeration: its name, its Chinese label, what it means."""

    name: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """An enumeration; two properties may share one."""

    name: str
    description: str
    values: tuple[Choice, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(choice.name for choice in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A value of a node, of a link or of a part.

    ``dated``: former values keep their days, and a read as of a day sees that day's value. ``natural``:
    orders as people read it (第2组 before 第10组). ``search``: found by the root ``search``. ``index``:
    the stores keep an index, so that filters and orders by it stay cheap on any size. ``scale``: decimal
    places of a DECIMAL.
    """

    name: str
    type: Scalar
    label: str
    description: str
    choices: Choices | None = None
    scale: int = 0
    unit: str | None = None
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    required: bool = False
    dated: bool = False
    natural: bool = False
    search: bool = False
    index: bool = False

    @property
    def restricted(self) -> bool:
        """Whether it is only ever counted."""
        return self.sensitivity is Sensitivity.RESTRICTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A dated value of several fields that belongs to one node and has no identity of its own."""

    name: str
    type_name: str
    label: str
    description: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """A link as its target sees it."""

    name: str
    many: bool
    label: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A dated relation from the declaring kind to ``target``.

    Not ``many``: at most one at any day. ``key``: own properties that, with both ends and ``since``, tell
    one link from another. ``shows_dates``: a to-one link is an object ``{node since until}`` in the API
    even if it has no own properties. ``lineage``: looked at over all time, whatever the day
    (successions). ``counted``: the stores keep count, for every area and day, of the nodes that have it, so that those
    without it are counted at once, too; a to-one link of a placed kind. ``relationship``: its type in a property graph,
    as in ``(:Household)-[:CONTACTED_BY]->(:Posting)``, which no other link has; by default made of both names.
    """

    name: str
    target: str
    many: bool
    label: str
    description: str
    inverse: Inverse | None = None
    properties: tuple[Property, ...] = ()
    key: tuple[str, ...] = ()
    shows_dates: bool = False
    lineage: bool = False
    counted: bool = False
    relationship: str = ""

    @property
    def wrapped(self) -> bool:
        """Whether a to-one read of it is an object around the node."""
        return bool(self.properties) or self.shows_dates


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList:
    """A list of those nodes of a kind whose enum ``property`` has ``value``."""

    name: str
    property: str
    value: str
    label: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalKey:
    """What makes a second load of one row the same node.

    ``terms`` are names of properties, of to-one links, or ``validFrom``; all of them must be present for
    the key to apply. ``level``: a place term is taken at this level of the area tree instead of where the
    node is placed.
    """

    terms: tuple[str, ...]
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A sort of node.

    ``tag`` begins its keys (``hh:431300:00000001``). ``tree``: its to-one link to its own kind that makes
    a tree. ``place``: its to-one link to Area. ``belongs``: its to-one link to Organisation by which an
    organisation lists it. ``leaves``: may be granted to partner regions. ``natural_keys``: tried in
    order.
    """

    name: str
    plural: str
    tag: str
    label: str
    description: str
    properties: tuple[Property, ...]
    parts: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    tree: str | None = None
    place: str | None = None
    belongs: str | None = None
    natural_keys: tuple[NaturalKey, ...] = ()
    lists: tuple[NamedList, ...] = ()
    leaves: bool = False

    def property(self, name: str) -> Property:
        """The property of this name; ``KeyError`` lists the right ones."""
        return _named(self.properties, name, f"kind {self.name}", "property")

    def link(self, name: str) -> Link:
        """The link of this name; ``KeyError`` lists the right ones."""
        return _named(self.links, name, f"kind {self.name}", "link")

    def part(self, name: str) -> Part:
        """The part of this name; ``KeyError`` lists the right ones."""
        return _named(self.parts, name, f"kind {self.name}", "part")


def _named(items: tuple[_Named, ...], name: str, owner: str, word: str) -> _Named:
    for item in items:
        if item.name == name:
            return item
    known = ", ".join(item.name for item in items) or "none"
    raise KeyError(f"{owner} has no {word} {name!r}; it has: {known}")


_Named = TypeVar("_Named", Property, Link, Part)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link: the kind that sees it, under which name, and what is at the other side."""

    kind: str
    name: str
    many: bool
    link: Link
    source: str
    """The kind that declares the link."""
    forward: bool
    """Whether ``kind`` is the declaring side."""
    other: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Model:
    """All kinds of a hub, in the order of their names, and the ends of their links."""

    kinds: tuple[Kind, ...]
    by_name: Mapping[str, Kind] = field(init=False, repr=False, compare=False)
    by_tag: Mapping[str, Kind] = field(init=False, repr=False, compare=False)
    ends: Mapping[str, tuple[End, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", MappingProxyType({kind.name: kind for kind in self.kinds}))
        object.__setattr__(self, "by_tag", MappingProxyType({kind.tag: kind for kind in self.kinds}))
        ends: dict[str, list[End]] = {kind.name: [] for kind in self.kinds}
        for kind in self.kinds:
            for link in kind.links:
                ends[kind.name].append(
                    End(
                        kind.name,
                        link.name,
                        link.many,
                        link,
                        kind.name,
                        True,
                        link.target,
                        link.label,
                        link.description,
                    )
                )
        for kind in self.kinds:
            for link in kind.links:
                inverse = link.inverse
                if inverse and link.target in ends:
                    ends[link.target].append(
                        End(
                            link.target,
                            inverse.name,
                            inverse.many,
                            link,
                            kind.name,
                            False,
                            kind.name,
                            inverse.label,
                            inverse.description,
                        )
                    )
        object.__setattr__(self, "ends", MappingProxyType({name: tuple(items) for name, items in ends.items()}))

    def kind(self, name: str) -> Kind:
        """The kind of this name; ``KeyError`` lists the right ones."""
        try:
            return self.by_name[name]
        except KeyError:
            raise KeyError(f"no kind {name!r}; there are: {', '.join(self.by_name)}") from None

    def end(self, kind: str, name: str) -> End:
        """The end of a link that ``kind`` sees under ``name``; ``KeyError`` lists the right ones."""
        for end in self.ends[kind]:
            if end.name == name:
                return end
        known = ", ".join(end.name for end in self.ends[kind])
        raise KeyError(f"kind {kind} has no link {name!r}; it has: {known}")

    def placed(self) -> tuple[Kind, ...]:
        """Kinds that have a place in the area tree."""
        return tuple(kind for kind in self.kinds if kind.place)

    def belonging(self) -> tuple[Kind, ...]:
        """Kinds that belong to organisations."""
        return tuple(kind for kind in self.kinds if kind.belongs)

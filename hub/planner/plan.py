"""The nouns of a plan: what one operation asks, as frozen data that no database is named in.

A plan is a tree of *fetches*. A fetch is one level: it is run once for all its parents together. What its rows hold is
said by *reads* (columns, and to-one links fused into the row), how the rows become the answer by *outs* (``outs``),
what must hold of a node by *conditions* (``where``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, TypeAlias

from graph_schema.model import End, Kind, Part, Property
from hub.planner.asked import Slot, Template
from hub.planner.outs import Out
from hub.planner.where import Condition, Subject

# What a store can do


@dataclass(frozen=True, slots=True)
class Capability:
    """What a store can do; ``app`` hands it to the planner, which never imports a store."""

    name: str
    fuse_to_one: bool
    """Whether a to-one link can be answered in its parent's statement."""
    elsewhere: frozenset[str] = frozenset()
    """Kinds of which other stores hold nodes: links to them are levels of their own."""
    along: int = 0
    """So many fetches the store can answer at once, each with its parents' rows; 0: it goes level by level."""
    along_rows: int = 20_000
    """What may have more rows below one root, by the sizes of its pages, is a level of its own: what is below one node
    would be found again for each row that leads to it.
    """


# How the nodes of a fetch are found


@dataclass(frozen=True, slots=True)
class ByKey:
    """The parents are the nodes themselves; validity is not looked at."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class FromRoot:
    """All owned nodes of a kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class AlongLink:
    """Over a link, from the parents."""

    end: End


@dataclass(frozen=True, slots=True)
class InSubtree:
    """Owned nodes placed in, or belonging to, the parents' subtrees."""

    tree: Kind
    kind: Kind
    scope: Literal["SELF", "CHILDREN", "DESCENDANTS"]


@dataclass(frozen=True, slots=True)
class Below:
    """The descendants of the parents in their own tree."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Above:
    """The ancestors of the parents, root first."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class PartsOf:
    """The parts of the parents."""

    kind: Kind
    part: Part


@dataclass(frozen=True, slots=True)
class BySearch:
    """Owned nodes of these kinds whose search properties contain a text.

    Its rows are parent's position, tag, key, rank (0 equal, 1 begins with, 2 contains), length in code
    points.
    """

    kinds: tuple[Kind, ...]
    text: Slot
    within: Mapping[str, Condition] = field(hash=False)
    """By the name of the kind."""


@dataclass(frozen=True, slots=True)
class ByCode:
    """Areas by division code.

    Its rows are position of the code, key or null, and the candidates where there are several.
    """

    kind: Kind
    codes: Slot
    authority: str | None
    vintage: Slot | None


@dataclass(frozen=True, slots=True)
class ByPath:
    """Along the shortest path between two nodes. In the vocabulary; no executor yet."""

    start: Slot
    target: Slot


Found: TypeAlias = ByKey | FromRoot | AlongLink | InSubtree | Below | Above | PartsOf | BySearch | ByCode | ByPath

# What rows hold


@dataclass(frozen=True, slots=True)
class Source:
    """A node (or part) that a row tells of. The first is the fetch's own; others hang on ``above`` by a
    to-one link.
    """

    kind: Kind
    above: int = 0
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A value of a row, of one of its sources.

    ``of``: ``key``; ``property`` (of the node or part); ``validFrom``, ``validTo``, ``version``;
    ``linkProperty``, ``since``, ``until`` (of the link that leads to the node; of the part); ``date``:
    the day as of which the row is read under ``during``.
    """

    source: int
    of: Literal["key", "property", "validFrom", "validTo", "version", "linkProperty", "since", "until", "date"]
    property: Property | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What a row holds: the parent's position, then the columns in order. A source that is not there
    gives nulls.
    """

    sources: tuple[Source, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class OrderTerm:
    """A term of an order. ``subject`` None: the key."""

    subject: Subject | None
    descending: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of the list. Slots hold what the request says; None where it says nothing."""

    first: Slot | None
    last: Slot | None
    after: Slot | None
    before: Slot | None

    @property
    def backward(self) -> bool:
        return self.last is not None


@dataclass(frozen=True, slots=True)
class Measure:
    """A statistic of a property over a list, or the count of a restricted flag (``flag``)."""

    property: Property
    name: Literal["sum", "count", "min", "max", "countDistinct", "flag"]


@dataclass(frozen=True, slots=True)
class GroupKey:
    """A term of a group's key, behind a chain of to-one links: a property, or the area at a level."""

    path: tuple[End, ...]
    property: Property | None
    level: str | None


@dataclass(frozen=True, slots=True)
class GroupOrder:
    """A term of an order of groups. ``key``: all terms of the key in turn."""

    by: Literal["key", "count", "measure"]
    measure: Measure | None
    descending: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """The fetch gives nodes: all of them, or a ``page`` of each parent's.

    ``cursors``: whether the values of the order terms follow the read's columns, then the key and, over a
    link, ``since`` and its key properties: the entry's position.
    """

    read: Read
    order: tuple[OrderTerm, ...]
    page: Page | None
    cursors: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """The fetch gives one row a parent: its position, the count, the measures."""

    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """The fetch gives groups: parent's position, values of the keys, count, measures; ``total``: only
    their number.
    """

    keys: tuple[GroupKey, ...]
    measures: tuple[Measure, ...]
    order: tuple[GroupOrder, ...]
    page: Page
    total: bool


@dataclass(frozen=True, slots=True)
class ListName:
    """What a cursor is bound to: the field and its arguments."""

    path: str
    args: tuple[tuple[str, Template], ...] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Child:
    """A fetch and where its parents come from.

    ``column``: the keys in this column of the rows above (position in the whole row). ``ids``: ids of the
    request. Neither: one root that is no node. ``tag``: only the keys of this kind; ``exact``: ids of
    another kind are an error.
    """

    fetch: Fetch
    column: int | None = None
    ids: Slot | None = None
    tag: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Fetch:
    """One level, run once for all its parents.

    ``number``: unique in the plan. ``place``: position of its field's locations, for errors. ``as_of``:
    its own date; without one, the date of each parent. ``name``: what its cursors are bound to; ``page``:
    the page asked of that list, which is checked even where only a count is fetched; ``groups_name``: the
    same for the cursors of its groups.
    """

    number: int
    place: int
    found: Found
    condition: Condition
    as_of: Slot | None
    during: tuple[Slot, Slot] | None
    give: Rows | Tally | Groups
    children: tuple[Child, ...] = ()
    name: ListName | None = None
    page: Page | None = None
    groups_name: ListName | None = None
    groups_place: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What one operation asks.

    ``guard``: for each kind, what must hold of every node of it that the plan touches in any way (found, passed by,
    counted, filtered by). ``masks``: kind and property that are null for this asker wherever they are read, compared or
    ordered by. ``serial``: tells plans apart in the caches of stores.
    """

    children: tuple[Child, ...]
    outs: tuple[Out, ...]
    guard: Mapping[str, Condition] = field(default_factory=dict, hash=False)
    masks: frozenset[tuple[str, str]] = frozenset()
    serial: int = field(default_factory=count().__next__, compare=False)

    def fetches(self) -> Iterator[Fetch]:
        """All fetches, parents before children."""
        stack = [child.fetch for child in reversed(self.children)]
        while stack:
            fetch = stack.pop()
            yield fetch
            stack.extend(child.fetch for child in reversed(fetch.children))

"""The nouns of a plan: what one operation asks, as frozen data that no database is named in.

A plan is a tree of *fetches*. A fetch is one level: it is run once for all its parents together. What its rows hold is
said by *reads* (columns, and to-one links fused into the row), how the rows become the answer by *outs*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, TypeAlias

from graph_schema.model import End, Kind, NamedList, Part, Property
from hub.planner.asked import Asked, Slot, Template

# What a store can do


@dataclass(frozen=True, slots=True)
class Capability:
    """What a store can do; ``app`` hands it to the planner, which never imports a store."""

    name: str
    fuse_to_one: bool
    """Whether a to-one link can be answered in its parent's statement."""
    elsewhere: frozenset[str] = frozenset()
    """Kinds of which other stores hold nodes: links to them are levels of their own."""


# Subjects and conditions


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
    same for the cursors of its groups. ``store``: who runs it, set by ``route``.
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
    store: str = ""


# How rows become the answer: an ``Out`` is evaluated for a row, with what the fetch's children gave for
# that row


@dataclass(frozen=True, slots=True)
class TypeName:
    name: str


@dataclass(frozen=True, slots=True)
class ValueOut:
    """A value of the row, by its position in the whole row.

    ``form``: plain, long, boolean, date, open (a date; null where the end is open), decimal:N, id:TAG,
    key:TAG, region.
    """

    column: int
    form: str


@dataclass(frozen=True, slots=True)
class ObjectOut:
    """An object of the same row; null where the value in ``column`` (a fused node's key) is null."""

    outs: tuple[Out, ...]
    column: int | None = None


@dataclass(frozen=True, slots=True)
class OneOut:
    """The object that a child found for this row, or null."""

    child: int
    outs: tuple[Out, ...]


@dataclass(frozen=True, slots=True)
class ListOut:
    """The plain list of objects that a child found for this row."""

    child: int
    outs: tuple[Out, ...]


@dataclass(frozen=True, slots=True)
class PickOut:
    """The object that one of several children, one a kind, found for this row, or null."""

    of: tuple[OneOut, ...]


@dataclass(frozen=True, slots=True)
class PickAllOut:
    """At the root: for each id of the request, what one of several children found, or null."""

    of: tuple[OneOut, ...]


@dataclass(frozen=True, slots=True)
class CodesOut:
    """At the root: what the rows of a fetch by code lead to, one or all."""

    child: int
    node: OneOut
    many: bool


@dataclass(frozen=True, slots=True)
class ConnectionOut:
    """A connection. ``rows``: the child that gives its page, if one is needed."""

    rows: int | None
    pieces: tuple[Out, ...]


@dataclass(frozen=True, slots=True)
class NodesOut:
    """In a connection: an object (or a pick) for each row of the page."""

    how: How


@dataclass(frozen=True, slots=True)
class EdgesOut:
    """In a connection: an edge for each row of the page."""

    outs: tuple[Out, ...]


@dataclass(frozen=True, slots=True)
class CursorOut:
    """In an edge: its cursor."""


@dataclass(frozen=True, slots=True)
class PageInfoOut:
    """In a connection: response keys and field names (``__typename`` included)."""

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TallyOut:
    """In a connection: values of the one row of a tally, ``single`` or as an object."""

    child: int
    outs: tuple[Out, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class AverageOut:
    """Exact average from the columns of sum and count; ``scale`` of the property."""

    total: int
    count: int
    scale: int


@dataclass(frozen=True, slots=True)
class FlagOut:
    """A restricted flag's count.

    ``allowed``: whether; ``parent``: if the level in column ``level`` of the parent's row is a township's
    or above; ``areas``: if all areas that the child ``areas`` finds are, whose rows hold the level in
    column 2.
    """

    column: int
    allowed: Literal["yes", "no", "parent", "areas"]
    level: int | None
    areas: int | None


@dataclass(frozen=True, slots=True)
class FaultOut:
    """The field's arguments are at fault, whatever their values: null, with an error."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class NullOut:
    """Always null: a key that is not grouped by."""


@dataclass(frozen=True, slots=True)
class CatalogueOut:
    """The catalogue, which the hub keeps; ``fields``: what is asked of it."""

    asked: tuple[Asked, ...]


How: TypeAlias = (
    TypeName
    | ValueOut
    | ObjectOut
    | OneOut
    | ListOut
    | PickOut
    | PickAllOut
    | CodesOut
    | ConnectionOut
    | NodesOut
    | EdgesOut
    | CursorOut
    | PageInfoOut
    | TallyOut
    | AverageOut
    | FlagOut
    | FaultOut
    | NullOut
    | CatalogueOut
)


@dataclass(frozen=True, slots=True)
class Out:
    """A value of the answer under its response key. ``place``: its field's locations."""

    key: str
    how: How
    place: int


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

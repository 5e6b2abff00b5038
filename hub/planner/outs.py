"""How rows become the answer: an ``Out`` is evaluated for a row, with what the fetch's children gave for that row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from hub.planner.asked import Asked


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

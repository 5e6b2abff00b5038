"""The port: what the engine and the loaders ask of a store, and the form in which rows travel.

Row contract, the same for every store: keys are packed whole numbers (``graph_schema.keys``), days
proleptic ordinals, open ends ``keys.FOREVER``, Booleans 0 and 1, decimals scaled whole numbers,
enumerations and periods their text, nulls ``None``. A row is a tuple whose first value is the position of
its parent; rows come ordered by that position, then as the fetch says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from hub.planner.plan import AlongLink, BySearch, Capability, Fetch, Groups, Plan, Rows, Tally

Row: TypeAlias = tuple[Any, ...]

RANK = 1_000_000
"""Rank and length of a find travel in one number, ``rank * RANK + length``, in the positions of a search: no name is as
long as this.
"""


@dataclass(frozen=True, slots=True)
class Parents:
    """Where a fetch starts from: packed keys (None for a row that leads nowhere; none at all for a root that is no
    node), and the day of each.

    ``day``: the one day of all of them, or ``days``: one for each.
    """

    keys: Sequence[int | None]
    day: int
    days: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a list that is wanted: at most ``limit`` rows a parent, from the front or,
    ``backward``, the back.

    ``after`` and ``before``: positions that bound it, in the row contract's form.
    """

    limit: int
    backward: bool = False
    after: tuple[Any, ...] | None = None
    before: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """What a request brings to a plan: the values of its slots."""

    values: Sequence[Any]


def row_width(fetch: Fetch) -> int:
    """Number of values in a row of a fetch, the parent's position included. A store may keep more behind them."""
    match fetch.give:
        case Rows() if isinstance(fetch.found, BySearch):
            return 5
        case Rows(read, order, _, cursors):
            link = fetch.found.end.link if isinstance(fetch.found, AlongLink) else None
            tail = len(order) + 1 + (1 + len(link.key) if link else 0)
            return 1 + len(read.columns) + (tail if cursors else 0)
        case Tally(measures):
            return 2 + len(measures)
        case Groups(keys, measures):
            return 2 + len(keys) + len(measures)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a question will ask of a store, as far as it is known beforehand: a root fetch with its parents, and of it
    and of those fetches below that may be answered along with it the windows, by number.
    """

    fetch: Fetch
    parents: Parents
    windows: Mapping[int, Window | None]


@dataclass(slots=True)
class Trace:
    """What a fetch cost, for explain, metrics and spans; there from its beginning on, so that one which failed or was
    given up is told of as well.

    ``store``: the name of the one that ran it. ``system``: what sort of database it is, as OpenTelemetry names them.
    ``began``: on ``time.monotonic``'s clock. ``cached``: whether the statement had been made before. ``way``: where it
    was run, ``loop`` (the event loop) or ``thread``. ``error``: the code of its error, or its class; empty without one.
    """

    store: str
    statement: str
    rows: int
    milliseconds: float
    system: str
    began: float
    cached: bool
    way: str = "loop"
    error: str = ""


@dataclass(frozen=True, slots=True)
class KindSummary:
    """What a store holds of a kind: owned nodes valid on a day, and the moment of the last finished load
    of such.
    """

    kind: str
    count: int
    last_load: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a store holds, for the catalogue."""

    kinds: Sequence[KindSummary]
    indicators: Sequence[tuple[str, str, int]]
    silent: Sequence[tuple[int, str]]


class Snapshot(Protocol):
    """One state of the graph, from which all fetches of a request are answered."""

    @property
    def version(self) -> int:
        """Sequence of the last change that it holds."""

    async def prepare(self, plan: Plan, asks: Sequence[Ask], bound: Bound) -> None:
        """Told what will be asked, a store whose capability says so (``along``) may answer all of it at once, and hold
        it until the fetches ask; what fails meanwhile, they raise.
        """

    async def fetch(
        self, plan: Plan, fetch: Fetch, parents: Parents, bound: Bound, window: Window | None
    ) -> Sequence[Row]:
        """The rows of a fetch for all its parents; without parents, for a root that is no node, position 0.

        Raises:
            QuestionError: a value does not fit (BAD_ID, BAD_CODE …).
            StoreError: the store cannot answer (DEADLINE, STORE_DOWN …).
        """

    async def unresolved(self, plan: Plan, fetch: Fetch, parents: Parents, bound: Bound) -> int:
        """How many entries of the list, over all parents, are left out because their condition hangs on what this
        store does not know of other hubs' nodes.

        Raises:
            QuestionError: a value does not fit.
            StoreError: the store cannot answer.
        """

    async def summary(self, day: int) -> Summary:
        """What the store holds on a day."""

    traces: list[tuple[int, Trace]]
    """The cost of each fetch is added here, with the fetch's number."""


class ReadStore(Protocol):
    """A store that answers fetches."""

    @property
    def name(self) -> str:
        """Short name, for explain and for ``route``."""

    @property
    def capability(self) -> Capability:
        """What it can do."""

    def snapshot(self, deadline: float) -> AbstractAsyncContextManager[Snapshot]:
        """A state of the graph until the context ends; ``deadline`` on ``time.monotonic``'s clock."""

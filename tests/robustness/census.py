"""A load of 100,000 rows of which every state can be told from any answer: what was counted after each batch is known.

A small county is counted. Each batch adds households and neighbour heads to one village, moves a slice of a pool of
households between two villages, hands one person from one household to another, moves a group between two villages, and
renames the census office: its name says which batch was the last. All that questions see is worked out here in plain
Python, batch by batch.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph_schema.changes import Change, Row, UpsertNodes
from graph_schema.keys import format_key, pack
from graph_schema.kinds import load_model
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create, open_for_writing
from hub.stores.sql.loads import begin_load, finish_load, open_loads

MODEL = load_model()
REGION = "510681"
BEGIN = datetime.date(2019, 1, 1)
COUNTED = datetime.date(2020, 6, 1)
"""The day of the first batch; the second is of the next day, and so on."""
BATCHES, ROWS = 100, 1_000
VILLAGES = 20
"""Two groups each. Those of the last two hold the pool; all others grow."""
HOME, HEADS, POOL, SLICES, GUESTS = 20, 18, 200, 5, 50
"""Households of each growing group in the beginning; new heads of a batch; households of the pool, and its slices;
households of the group that moves.
"""
NEW = ROWS - HEADS - POOL // SLICES - 4
GROWING = VILLAGES - 2

COUNTY = format_key("area", pack(REGION, 1))
OFFICE = format_key("org", pack(REGION, 1))
GIVER, TAKER = (format_key("hh", pack(REGION, n)) for n in (1, 2))
PERSONS = 1_000
"""Of giver and taker together."""


def village(n: int) -> str:
    return format_key("area", pack(REGION, 2 + n))


def group(n: int) -> str:
    """Groups ``2 * v`` and ``2 * v + 1`` are of village ``v``."""
    return format_key("area", pack(REGION, 2 + VILLAGES + n))


GUEST = group(2 * VILLAGES)
"""The group that moves between the first two villages."""
POOLS = (group(2 * VILLAGES - 4), group(2 * VILLAGES - 2))
POOLED = tuple(format_key("hh", pack(REGION, 1_001 + n)) for n in range(POOL))


def name(k: int) -> str:
    """Of the office, after so many batches."""
    return f"第{k}批普查"


@dataclass(frozen=True, slots=True)
class State:
    """What is counted after ``k`` batches. ``villages``: households of each; ``at``: of each of the pool, which of the
    two groups it is in; ``host``: the village that the guest group is in.
    """

    k: int
    households: int
    persons: int
    heads: int
    villages: tuple[int, ...]
    at: tuple[int, ...]
    host: int
    giver: int
    taker: int

    @property
    def version(self) -> int:
        """Number of the batch in the change log, which the county began."""
        return self.k + 1


def states() -> list[State]:
    """All states, from the one before the load on."""
    villages = [2 * HOME] * GROWING + [POOL, 0]
    villages[0] += GUESTS + 2
    found = []
    households, persons, heads = sum(villages), sum(size for *_, size in _homes()), 0
    at = [0] * POOL
    for k in range(BATCHES + 1):
        if k:
            villages[k % GROWING] += NEW
            households += NEW
            persons += sum(n % 5 + 1 for n in range(NEW))
            heads += HEADS
            villages[k % 2] += GUESTS
            villages[1 - k % 2] -= GUESTS
            for n in range(k % SLICES, POOL, SLICES):
                villages[GROWING + at[n]] -= 1
                at[n] = 1 - at[n]
                villages[GROWING + at[n]] += 1
        giver = PERSONS // 2 - k
        found.append(State(k, households, persons, heads, tuple(villages), tuple(at), k % 2, giver, PERSONS - giver))
    return found


def _homes() -> Iterator[tuple[str, str, str, int]]:
    """Households that are there from the beginning: key, register number, group, size."""
    yield GIVER, "giver", group(0), PERSONS // 2
    yield TAKER, "taker", group(0), PERSONS // 2
    number = 2
    for n in range(2 * GROWING):
        for _ in range(HOME):
            number += 1
            yield format_key("hh", pack(REGION, number)), f"{number:06d}", group(n), number % 6 + 1
    for n, key in enumerate(POOLED):
        yield key, f"p{n:05d}", POOLS[0], n % 6 + 1
    for n in range(GUESTS):
        yield format_key("hh", pack(REGION, 2_001 + n)), f"g{n:05d}", GUEST, 2


def homes_of(key: str) -> set[str]:
    """Households that are in a growing village from the beginning."""
    groups = {group(n) for n in range(2 * VILLAGES) if village(n // 2) == key}
    return {home for home, _, place, _ in _homes() if place in groups}


def make(path: Path) -> None:
    """A store file with the county before the census."""
    areas: list[Row] = [(COUNTY, "普查县", "COUNTY", None, BEGIN)]
    areas += [(village(v), f"{v}村", "VILLAGE", COUNTY, BEGIN) for v in range(VILLAGES)]
    areas += [(group(n), f"第{n}组", "GROUP", village(n // 2), BEGIN) for n in range(2 * VILLAGES)]
    areas.append((GUEST, "流动组", "GROUP", village(0), BEGIN))
    homes = [(*home, BEGIN) for home in _homes()]
    office = (OFFICE, name(0), "DEPARTMENT", COUNTY, BEGIN)
    changes = [
        UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), areas),
        UpsertNodes("Organisation", ("id", "name", "form", "seat", "validFrom"), [office]),
        UpsertNodes("Household", ("id", "registerNumber", "place", "size", "validFrom"), homes),
    ]
    with closing(create(path, MODEL, [REGION])) as connection:
        apply(connection, MODEL, changes, actor="test", reason="test", source="county")


def batch(k: int) -> list[Change]:
    """The batch of number ``k``, from 1."""
    on = COUNTED + datetime.timedelta(days=k - 1)
    into = k % GROWING
    moving = range(k % SLICES, POOL, SLICES)
    # Slices move in turn; each goes to the other group every time.
    to = POOLS[sum(j % SLICES == k % SLICES for j in range(1, k + 1)) % 2]
    given = PERSONS // 2 - k
    return [
        UpsertNodes(
            "Household",
            ("registerNumber", "size", "place", "validFrom"),
            [(f"{k:03d}-{n:05d}", n % 5 + 1, group(2 * into + n % 2), on) for n in range(NEW)],
        ),
        UpsertNodes(
            "Posting",
            ("area", "role", "holder", "validFrom"),
            [(group(2 * into), "NEIGHBOUR_HEAD", f"邻长{k}-{n}", on) for n in range(HEADS)],
        ),
        UpsertNodes("Household", ("id", "place", "since"), [(POOLED[n], to, on) for n in moving]),
        UpsertNodes("Household", ("id", "size"), [(GIVER, given), (TAKER, PERSONS - given)]),
        UpsertNodes("Area", ("id", "parent", "since"), [(GUEST, village(k % 2), on)]),
        UpsertNodes("Organisation", ("id", "name"), [(OFFICE, name(k))]),
    ]


def load(path: Path, pace: float = 0) -> None:
    """Load the census, or what is still missing of it; batch ``k`` not before ``k * pace`` seconds are over."""
    began = time.monotonic()
    with closing(open_for_writing(path, MODEL, busy=60_000)) as connection:
        going = open_loads(connection)
        number = going[0].id if going else begin_load(connection, "census", f"{BATCHES}")
        done = int(going[0].checkpoint or 0) if going else 0
        for k in range(done + 1, BATCHES + 1):
            changes = batch(k)
            time.sleep(max(0, began + (k - done) * pace - time.monotonic()))
            apply(
                connection, MODEL, changes, actor="test", reason="test", source="census", load=number, checkpoint=f"{k}"
            )
        finish_load(connection, number)

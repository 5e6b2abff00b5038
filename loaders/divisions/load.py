"""The two lists into a store: attempted, or written in batches with a checkpoint each, the number of rows done.

What is wrong with the lists themselves was found when they were read; what only the store knows (an area that lies
elsewhere, several that may be meant) is found by an attempt. A store without areas needs none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from graph_schema.changes import Row, UpsertNodes
from graph_schema.codes import Level, region_of
from graph_schema.keys import format_key, pack
from hub.errors import ChangeError, Code
from hub.stores.door import Door, Receipt
from loaders.divisions.rows import Batch, Bearing, Lists, batches
from loaders.sources import Fault, Place
from loaders.upsert import MOST_FAULTS, Origin, Outcome, Told, placed

_REGIONS = frozenset({Level.PROVINCE, Level.PREFECTURE, Level.COUNTY})
_LOWER = ("name", "level", "parent", "validFrom", "codes.authority", "codes.vintage", "codes.code")
_UPPER = ("id", "region", *_LOWER)


def digest(lists: Lists) -> str:
    """Of all that decides which rows are loaded, so that a load which was broken off goes on with the same ones."""
    found = hashlib.sha256(" ".join(("divisions", lists.statistics.release.version, *lists.within)).encode())
    for table in lists.statistics.tables.values():
        found.update(table.digest.encode())
    if lists.civil is not None:
        found.update(lists.civil.digest.encode())
    return found.hexdigest()


def attempt(
    door: Door,
    lists: Lists,
    origin: Origin,
    told_rows: Told = lambda rows: None,
) -> Outcome:
    """Do everything, and take it back: what would happen, and the faults that only the store can see.

    Raises:
        StoreError: STORE_LOCKED, STORE_FULL, STORE_DOWN.
    """
    outcome = Outcome()
    with door.transaction(keep=False):
        for batch in batches(lists):
            _try(door, lists, batch, origin, outcome)
            told_rows(len(batch.entries))
            if outcome.faults.count >= MOST_FAULTS:
                break
    return outcome


def write(
    door: Door,
    lists: Lists,
    origin: Origin,
    *,
    done: int = 0,
    told_rows: Told = lambda rows: None,
) -> Outcome:
    """Write, each batch in a transaction of its own.

    Args:
        origin: with the load that is open.
        done: rows that are written already.

    Raises:
        ChangeError: a batch is at fault; what was written before stays, and the load stays open.
        StoreError: STORE_LOCKED, STORE_FULL, STORE_DOWN.
    """
    outcome = Outcome()
    told_rows(done)
    for batch in batches(lists, done):
        rows, lost = _rows(door, lists, batch)
        everything = range(len(rows))
        if lost:
            fault = _lost(batch, lost[0])
            raise ChangeError(fault.code, str(fault))
        try:
            outcome.add(_apply(door, batch, rows, everything, origin))
        except ChangeError as error:
            raise ChangeError(error.code, str(_fault(batch, everything, error)), details=error.details) from error
        told_rows(len(rows))
    return outcome


def _try(door: Door, lists: Lists, batch: Batch, origin: Origin, outcome: Outcome) -> None:
    """Attempt a batch again and again, each time without the row that was at fault."""
    rows, lost = _rows(door, lists, batch)
    # Where other rows are at fault, this one may only miss what they would have made.
    if lost and not outcome.faults.count:
        outcome.faults.add(_lost(batch, lost[0]))
    gone = set(lost)
    while outcome.faults.count < MOST_FAULTS:
        kept = [place for place in range(len(rows)) if place not in gone]
        try:
            outcome.add(_apply(door, batch, [rows[place] for place in kept], kept, origin))
            return
        except ChangeError as error:
            outcome.faults.add(_fault(batch, kept, error))
            at = error.details.get("row")
            if not isinstance(at, int):
                return
            gone.add(kept[at])


def _apply(door: Door, batch: Batch, rows: list[Row], kept: Sequence[int], origin: Origin) -> Receipt:
    """Carry out rows of a batch; ``kept``: their places in it."""
    return door.apply(
        [UpsertNodes("Area", _UPPER if batch.level in _REGIONS else _LOWER, rows)],
        actor=origin.actor,
        reason=origin.reason,
        source=origin.source,
        load=origin.load,
        checkpoint=str(batch.first + len(batch.entries)),
        row_numbers=[[batch.entries[place][0] for place in kept]],
    )


def _fault(batch: Batch, kept: Sequence[int], error: ChangeError) -> Fault:
    return placed(error, "Area", batch.file, [batch.entries[place][0] for place in kept])


def _lost(batch: Batch, place: int) -> Fault:
    number, code, _ = batch.entries[place]
    authority, parent = batch.parents[place] or ("", "")
    said = f"nothing in the store bears the {authority} code {parent}, in which {code} lies; undo what took it away"
    return Fault(Place(batch.file, number), said, Code.UNKNOWN_NODE)


def _rows(door: Door, lists: Lists, batch: Batch) -> tuple[list[Row], list[int]]:
    """The rows of a change; besides, the places of those whose parent is not in the store."""
    keys = _parents(door, lists, batch)
    level, common = batch.level.value, (batch.day, batch.authority, batch.vintage)
    rows: list[Row] = [
        (name, level, keys.get(parent), *common, code)
        for (_, code, name), parent in zip(batch.entries, batch.parents, strict=True)
    ]
    lost = [place for place, parent in enumerate(batch.parents) if parent not in keys]
    if batch.level in _REGIONS:
        own = _own(door, batch)
        rows = [
            (own.get(code), region_of(code), *row) for (_, code, _), row in zip(batch.entries, rows, strict=True)
        ]  # fmt: skip
    return rows, lost


def _parents(door: Door, lists: Lists, batch: Batch) -> Mapping[Bearing | None, str | None]:
    """Keys of the areas that the rows lie in: those of the very code, of several that bore it the one of the name."""
    wanted = {parent for parent in batch.parents if parent is not None}
    there = door.bearing({code for _, code in wanted})
    found: dict[Bearing | None, str | None] = {None: None}
    for authority, code in wanted:
        name = lists.name(authority, code)
        some = [bearer for bearer in there.get(code, ()) if bearer.authority == authority]
        if some:
            found[authority, code] = max(reversed(some), key=lambda bearer: bearer.name == name).key
    return found


def _own(door: Door, batch: Batch) -> Mapping[str, str]:
    """Keys for new areas of whole regions, by code: nothing bears their code, and the key, number 1, is free."""
    codes = [code for _, code, _ in batch.entries if code not in batch.twins]
    borne = door.bearing(codes)
    proposed = {code: format_key("area", pack(region_of(code), 1)) for code in codes if code not in borne}
    taken = set(door.existing("Area", proposed.values()))
    found = {}
    for code, key in proposed.items():
        if key not in taken:
            found[code] = key
            taken.add(key)
    return found

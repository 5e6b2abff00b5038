"""Checked rows become changes: attempted first, then written in batches with a checkpoint each.

An attempt does all that writing does, in one transaction that is taken back: so it knows what would be created, changed
and left, and finds what only the store can see. A load that was killed stays open, and goes on after its last
checkpoint, which is the number of rows done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graph_schema.changes import Row, UpsertNodes
from hub.errors import ChangeError, Code
from hub.stores.door import Door, Receipt, Tally
from loaders import references
from loaders.columns import Role
from loaders.references import Reference
from loaders.sources import Fault, Place
from loaders.spool import Checked
from loaders.validate import Faults, Validated

MOST_FAULTS = 20
"""Faults of the store after which an attempt gives up: each costs another try of its batch."""

Told = Callable[[int], None]
"""Takes the number of rows that were done."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who writes, why, and from what; ``load``: the open load, None for an attempt."""

    actor: str
    reason: str
    source: str
    load: int | None = None


@dataclass(slots=True)
class Outcome:
    """What was done, or would be: rows by kind and link, and what is at fault."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)

    def add(self, receipt: Receipt) -> None:
        """Count what a batch did."""
        for name, tally in receipt.tallies.items():
            self.tallies[name] = self.tallies.get(name, Tally()) + tally


def attempt(
    door: Door,
    validated: Validated,
    origin: Origin,
    told_rows: Told = lambda rows: None,
) -> Outcome:
    """Do everything, and take it back.

    Raises:
        StoreError: STORE_LOCKED, STORE_FULL, STORE_DOWN.
    """
    outcome = Outcome()
    with door.transaction(keep=False):
        for batch in validated.spool.batches():
            _try(door, validated, batch, origin, outcome)
            told_rows(len(batch))
            if outcome.faults.count >= MOST_FAULTS:
                break
    return outcome


def write(
    door: Door,
    validated: Validated,
    origin: Origin,
    *,
    done: int = 0,
    told_rows: Told = lambda rows: None,
) -> Outcome:
    """Write, each batch in a transaction of its own.

    Args:
        done: rows that are written already.

    Raises:
        ChangeError: a batch is at fault after all, because the store changed since the attempt; what was written
            before stays, and the load stays open.
        StoreError: STORE_LOCKED, STORE_FULL, STORE_DOWN.
    """
    outcome = Outcome()
    told_rows(done)
    for batch in validated.spool.batches(done):
        rows, unresolved = _resolved(door, validated, batch)
        if unresolved:
            row, reference = unresolved[0]
            raise ChangeError(
                Code.UNKNOWN_NODE, f"{Place(validated.table.name, row.number)}: {reference} is not there any more"
            )
        done += len(batch)
        try:
            outcome.add(_apply(door, validated, batch, rows, origin, str(done)))
        except ChangeError as error:
            raise ChangeError(error.code, str(_placed(validated, batch, error)), details=error.details) from error
        told_rows(len(batch))
    return outcome


def _try(
    door: Door,
    validated: Validated,
    batch: list[Checked],
    origin: Origin,
    outcome: Outcome,
) -> None:
    """Attempt a batch again and again, each time without the row that was at fault."""
    rows, unresolved = _resolved(door, validated, batch)
    gone = {row.number for row, _ in unresolved}
    for row, reference in unresolved:
        # Where other rows are at fault, this one may only miss what they would have made.
        if not validated.faults.count and not outcome.faults.count:
            meant = references.resolve(door, [(reference, row.day)])[reference, row.day]
            code, said = references.problem(reference, row.day, meant, validated.kind.name)
            outcome.faults.add(Fault(Place(validated.table.name, row.number), said, code))
    while outcome.faults.count < MOST_FAULTS:
        kept = [place for place, row in enumerate(batch) if row.number not in gone]
        some = [batch[place] for place in kept]
        try:
            outcome.add(_apply(door, validated, some, [rows[place] for place in kept], origin, None))
            return
        except ChangeError as error:
            outcome.faults.add(_placed(validated, some, error))
            at = error.details.get("row")
            if not isinstance(at, int):
                return
            gone.add(some[at].number)


def _apply(
    door: Door,
    validated: Validated,
    batch: Sequence[Checked],
    rows: Sequence[Row],
    origin: Origin,
    checkpoint: str | None,
) -> Receipt:
    columns = tuple(column.name for column in validated.columns)
    return door.apply(
        [UpsertNodes(validated.kind.name, columns, rows)],
        actor=origin.actor,
        reason=origin.reason,
        source=origin.source,
        load=origin.load,
        checkpoint=checkpoint,
        row_numbers=[[row.number for row in batch]],
    )


def _resolved(
    door: Door, validated: Validated, batch: Sequence[Checked]
) -> tuple[list[Row], list[tuple[Checked, Reference]]]:
    """The rows with keys in place of references; besides, those that cannot be resolved."""
    asked = {(value, row.day) for row in batch for value in row.values if isinstance(value, Reference)}
    found = references.resolve(door, asked)
    own = _own_areas(door, batch)
    at_id = next((place for place, column in enumerate(validated.columns) if column.role is Role.ID), -1)
    rows: list[Row] = []
    unresolved: list[tuple[Checked, Reference]] = []
    for row in batch:
        values: list[object] = []
        for value in row.values:
            if isinstance(value, Reference):
                key = found[value, row.day].key
                if key is None:
                    unresolved.append((row, value))
                values.append(key)
            else:
                values.append(value)
        if row.number in own:
            values[at_id] = own[row.number]
        rows.append(tuple(values))
    return rows, unresolved


def _own_areas(door: Door, batch: Sequence[Checked]) -> Mapping[int, str]:
    """Keys for rows that are new areas of whole regions, by number: nothing bears their code, and the key is free."""
    proposed = {row.number: (*row.own, row.day) for row in batch if row.own is not None}
    if not proposed:
        return {}
    codes = {(Reference("Area", "code", code), day) for code, _, day in proposed.values()}
    borne = references.resolve(door, codes)
    taken = door.existing("Area", {key for _, key, _ in proposed.values()})
    found = {}
    for number, (code, key, day) in proposed.items():
        meant = borne[Reference("Area", "code", code), day]
        if key not in taken and meant.key is None and not meant.candidates and meant.from_day is None:
            found[number] = key
            taken.add(key)
    return found


def _placed(validated: Validated, batch: Sequence[Checked], error: ChangeError) -> Fault:
    table = validated.table
    return placed(error, validated.kind.name, table.name, [row.number for row in batch], table.columns)


def placed(error: ChangeError, kind: str, file: str, numbers: Sequence[int], columns: Sequence[str] = ()) -> Fault:
    """An error of the store with the place in the file instead of that in the batch.

    Args:
        numbers: of the batch's rows, in the file.
        columns: of the file.
    """
    at, column = error.details.get("row"), error.details.get("column")
    number = numbers[at] if isinstance(at, int) else None
    # The store puts its own place in front: kind or link, row of the batch, column.
    said = re.sub(rf"^{kind}(\.\w+)?, row {at}(, column '[^']*')?[:,] ", "", error.message)
    named = column if isinstance(column, str) and column in columns else None
    return Fault(Place(file, number, named), said, error.code)

"""The one door through which a graph is written: a batch of changes, all or nothing, in one transaction."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graph_schema.changes import Change, EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key
from graph_schema.model import Model
from hub.errors import ChangeError, Code
from hub.stores.sql.sqlite import told, transaction
from hub.stores.sql.write import linking, nodes, parts, succeed
from hub.stores.sql.write.batch import Batch, Tally

__all__ = ["Receipt", "Tally", "apply"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a batch did.

    ``seq``: its number in the change log, which is the version of all it wrote; None where it wrote
    nothing. ``tallies``: rows created, changed and left, by kind (``Household``), and by link or part
    (``Household.place``). ``numbers``: for each change the nodes of its rows in their order, as packed
    keys; empty where the change is no ``UpsertNodes``.
    """

    seq: int | None
    tallies: Mapping[str, Tally]
    numbers: tuple[Sequence[int], ...]
    tags: tuple[str, ...]

    def keys(self, change: int = 0) -> list[str]:
        """Public keys of the nodes of one change's rows, in their order; ``change`` is its position in
        the batch.
        """
        tag = self.tags[change]
        return [format_key(tag, number) for number in self.numbers[change]]


def apply(
    connection: sqlite3.Connection,
    model: Model,
    changes: Sequence[Change],
    *,
    actor: str,
    reason: str,
    source: str,
    load: int | None = None,
    checkpoint: str | None = None,
    row_numbers: Sequence[Sequence[int] | None] | None = None,
    dry_run: bool = False,
) -> Receipt:
    """Carry out changes in their order: all of them or none.

    A change that changes nothing writes nothing: no version, no entry in the log. Derived rows (closure,
    counters, search, natural keys) are right at the end of the same transaction. Inside a transaction of
    the caller it is up to the caller whether the batch stays.

    Args:
        connection: see ``files.open_for_writing``.
        model: the model of the store.
        changes: any number; a batch of a load has some 20,000 rows.
        actor: who does it, as the log keeps it.
        reason: why, in words for people.
        source: where the rows come from: a file's name, ``mutation``, ``generator``.
        load: the open load that the batch belongs to.
        checkpoint: how far the load has come, for resuming it; kept even where nothing changed.
        row_numbers: for each change, the rows of the source that its rows come from.
        dry_run: take everything back at the end; the receipt says what would have been done.

    Raises: ChangeError: the first fault; ``details``: ``change`` and ``row`` (positions from 0),
        ``kind``, ``column``. StoreError: STORE_LOCKED, STORE_FULL, STORE_DOWN.
    """
    with told(), transaction(connection, keep=not dry_run):
        if load is not None:
            check_open(connection, load)
        batch = Batch(connection, model, load)
        numbers: list[Sequence[int]] = []
        tags: list[str] = []
        summary: list[dict[str, object]] = []
        for position, change in enumerate(changes):
            source_rows = row_numbers[position] if row_numbers is not None else None
            tallied = dict(batch.tallies)
            try:
                numbers.append([batch.origin.packed(number) for number in _carry_out(batch, change, source_rows)])
            except ChangeError as error:
                error.details.setdefault("change", position)
                raise
            tags.append(model.kind(change.kind).tag)
            summary.append(_said(change, tallied, batch.tallies))
        if batch.wrote:
            batch.numbers.save()
            log(batch, actor=actor, reason=reason, source=source, summary=summary)
        if load is not None:
            connection.execute(
                "UPDATE loads SET checkpoint = coalesce(?, checkpoint), rows = rows + ? WHERE id = ?",
                (checkpoint, sum(len(change.rows) for change in changes), load),
            )
    return Receipt(batch.seq if batch.wrote else None, MappingProxyType(batch.tallies), tuple(numbers), tuple(tags))


def check_open(connection: sqlite3.Connection, load: int) -> None:
    """Check that a load may be written to.

    Raises:
        ChangeError: BAD_ARGUMENT.
    """
    found = connection.execute("SELECT state FROM loads WHERE id = ?", (load,)).fetchone()
    if found is None or found[0] != "OPEN":
        state = "there is no such load" if found is None else f"it is {found[0]}"
        raise ChangeError(Code.BAD_ARGUMENT, f"load {load}: {state}; begin a new one", details={"load": load})


def log(batch: Batch, *, actor: str, reason: str, source: str, summary: Sequence[Mapping[str, object]]) -> None:
    """Append the batch to the change log."""
    batch.connection.execute(
        'INSERT INTO change_log (seq, at, actor, reason, source, load, summary, "before") '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (batch.seq, now(), actor, reason, source, batch.load, _json(summary), batch.before()),
    )


def now() -> str:
    """Recorded time: now, in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _carry_out(batch: Batch, change: Change, source_rows: Sequence[int] | None) -> Sequence[int]:
    match change:
        case UpsertNodes():
            return nodes.upsert(batch, change, source_rows)
        case UpsertLinks():
            linking.upsert(batch, change, source_rows)
        case EndLinks():
            linking.end(batch, change, source_rows)
        case UpsertParts():
            parts.upsert(batch, change, source_rows)
        case Succeed():
            succeed.succeed(batch, change, source_rows)
    return ()


def _said(change: Change, before: Mapping[str, Tally], after: Mapping[str, Tally]) -> dict[str, object]:
    """One line of the summary: kind of change, kind, and rows created and changed by kind, link and part."""
    said: dict[str, object] = {"change": type(change).__name__, "kind": change.kind}
    if isinstance(change, UpsertLinks | EndLinks):
        said["link"] = change.link
    if isinstance(change, UpsertParts):
        said["part"] = change.part
    none = Tally()
    rows = {
        name: (t.created - before.get(name, none).created, t.changed - before.get(name, none).changed)
        for name, t in after.items()
    }
    said["rows"] = {name: both for name, both in rows.items() if any(both)}
    return said


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""Parts: dated values of several fields that belong to a node. Changing one is a change of the node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_schema.changes import UpsertParts
from graph_schema.keys import FOREVER
from graph_schema.model import Kind, Part
from hub.stores.sql import layout
from hub.stores.sql.write import frame, links, values
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.cells import Stored
from hub.stores.sql.write.frame import Nodes


@dataclass(slots=True)
class Writes:
    """What is to be done to one sort of parts.

    ``adds``: node, since, until, values of the part's properties. ``updates``: node, since, new until, values, which
    with node and since say which part it is.
    """

    kind: Kind
    part: Part
    adds: list[tuple[int, int, int, list[Stored]]] = field(default_factory=list)
    updates: list[tuple[int, int, int, list[Stored]]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def what(self) -> str:
        return f"{self.kind.name}.{self.part.name}"

    @property
    def nodes(self) -> set[int]:
        """The nodes whose parts change."""
        return {row[0] for row in self.adds} | {row[0] for row in self.updates}


def upsert(batch: Batch, change: UpsertParts, source_rows: Sequence[int] | None) -> None:
    """Carry out an ``UpsertParts``.

    Raises:
        ChangeError: see ``frame.parts``; UNKNOWN_NODE.
    """
    kind = frame.kind_of(batch.model, change.kind)
    part = frame.part_of(kind, change.part)
    rows = frame.parts(batch, kind, part, change.columns, change.rows, source_rows)
    links.check_targets(batch, rows.what, "of", kind, rows.src, rows.rows)
    given = [rows.properties.get(prop.name, [None] * len(rows.rows)) for prop in part.properties]
    there = _there(batch, kind, part, rows.src)
    writes = Writes(kind, part)
    wanted: dict[tuple[int, int, tuple[Stored, ...]], tuple[int, int | None]] = {}
    for place, number in enumerate(rows.src):
        own = tuple(column[place] for column in given)
        # Of rows that mean one part the last one holds, as if they had come one after another.
        wanted[number, rows.since[place], own] = place, rows.until[place] if rows.until is not None else None
    bumped: dict[int, int | None] = {}
    for (number, since, values_), (place, until) in wanted.items():
        own_ = list(values_)
        was = next((end for begin, end, other in there.get(number, ()) if begin == since and other == own_), None)
        if was is None:
            writes.adds.append((number, since, until or FOREVER, own_))
        elif until is not None and until != was:
            writes.updates.append((number, since, until, own_))
        else:
            writes.unchanged += 1
            continue
        bumped.setdefault(number, rows.source_rows[place])
    bump(batch, kind, bumped)
    write(batch, writes)


def beside(batch: Batch, rows: Nodes, part: Part, numbers: Mapping[int, int], since: Mapping[int, int]) -> Writes:
    """What the part columns of an ``UpsertNodes`` ask for, one part a row.

    A node that has a part with these very values, whatever its days, has it already.

    Args:
        numbers: the nodes, by place of their rows.
        since: first day of a new part, by place.
    """
    writes = Writes(rows.kind, part)
    columns = rows.parts[part.name]
    given = [columns.get(prop.name) for prop in part.properties]
    wanted = {}
    for place, number in numbers.items():
        own = [None if column is None else column[place] for column in given]
        if any(value is not None for value in own):
            wanted[place] = number, own
    there = _there(batch, rows.kind, part, [number for number, _ in wanted.values()])
    for place, (number, own) in wanted.items():
        if any(other == own for _, _, other in there.get(number, ())):
            writes.unchanged += 1
        else:
            writes.adds.append((number, since[place], FOREVER, own))
    return writes


def write(batch: Batch, writes: Writes, born: frozenset[int] | set[int] = frozenset()) -> None:
    """Write the rows of parts, with their images (none for nodes that are ``born``) and tallies."""
    kind, part, connection = writes.kind, writes.part, batch.connection
    table = layout.part_table(kind.tag, part.name)
    batch.keep_lists(table, sorted(writes.nodes - born))
    names = ("sk", "since", "until", *values.names(part.properties))
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        [(number, since, until, *values.cells(part.properties, own)) for number, since, until, own in writes.adds],
    )
    same = "".join(f" AND {layout.column(prop.name)} IS ?" for prop in part.properties)
    connection.executemany(
        f"UPDATE {table} SET until = ? WHERE sk = ? AND since = ?{same}",
        [(until, number, since, *own) for number, since, until, own in writes.updates],
    )
    batch.count(writes.what, created=len(writes.adds), changed=len(writes.updates), unchanged=writes.unchanged)


def bump(batch: Batch, kind: Kind, nodes: Mapping[int, int | None]) -> None:
    """Give nodes the version of the batch, because something that belongs to them changes.

    Args:
        nodes: stored numbers, each with the row of the source it comes from.
    """
    table = layout.node_table(kind.tag)
    batch.keep(table, list(nodes))
    batch.connection.executemany(
        f"UPDATE {table} SET version = ?, load = ?, row_no = ? WHERE sk = ? AND version <> ?",
        [(batch.seq, batch.load, row, number, batch.seq) for number, row in nodes.items()],
    )


def _there(
    batch: Batch, kind: Kind, part: Part, numbers: Sequence[int]
) -> dict[int, list[tuple[int, int, list[Stored]]]]:
    """By node, its parts: since, until, values."""
    columns = "".join(f", q.{layout.column(prop.name)}" for prop in part.properties)
    batch.source.rows(layout.part_table(kind.tag, part.name), "sk", numbers)
    fill(batch.connection, "w_some", ((number,) for number in numbers))
    found: dict[int, list[tuple[int, int, list[Stored]]]] = {}
    for number, since, until, *own in batch.connection.execute(
        f"SELECT q.sk, q.since, q.until{columns} FROM temp.w_some w "
        f"CROSS JOIN {layout.part_table(kind.tag, part.name)} q WHERE q.sk = w.sk"
    ):
        found.setdefault(number, []).append((since, until, own))
    return found

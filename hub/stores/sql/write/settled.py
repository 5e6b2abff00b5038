"""The day after which no placement of a kind begins or ends, as far as is known today.

From it on, where a node stands is where it stands for good, and no date has to be looked at. The day only ever rises:
one that is later than need be costs time, and no answer.
"""

from __future__ import annotations

from graph_schema.keys import FOREVER
from graph_schema.model import Kind
from hub.stores.sql import layout
from hub.stores.sql.sqlite import GREATEST
from hub.stores.sql.write.batch import Batch


def take_in(batch: Batch, kind: Kind, some: str) -> None:
    """Take in the days of the nodes in table ``some`` (column ``sk``) of a placed kind or a tree."""
    rise(batch, kind, latest(batch, kind, some))


def rise(batch: Batch, kind: Kind, day: int) -> None:
    """Something of the kind begins or ends on a day."""
    batch.connection.execute(
        "INSERT INTO settled (tag, day) VALUES (?, ?) "
        f"ON CONFLICT (tag) DO UPDATE SET day = {GREATEST}(settled.day, excluded.day)",
        (kind.tag, day),
    )


def latest(batch: Batch, kind: Kind, some: str | None = None) -> int:
    """The last day on which a place or parent of these nodes begins or ends, or a node of a tree itself; of all."""
    node = layout.node_table(kind.tag)
    some = some or node
    found = 0
    for link in filter(None, (kind.place, kind.tree)):
        table = layout.link_table(kind.tag, link)
        batch.source.found(table, "src", f"SELECT sk FROM {some}")
        found = max(found, _last(batch, some, f"{table} l", "l.src", "l.since", "l.until"))
    if kind.tree:
        batch.source.found(node, "sk", f"SELECT sk FROM {some}")
        found = max(found, _last(batch, some, f"{node} n", "n.sk", "n.valid_from", "n.valid_to"))
    return found


def _last(batch: Batch, some: str, table: str, number: str, begin: str, end: str) -> int:
    day: int = batch.connection.execute(
        f"SELECT coalesce(max(CASE WHEN {end} < {FOREVER} THEN {end} ELSE {begin} END), 0) "
        f"FROM {some} w CROSS JOIN {table} WHERE {number} = w.sk"
    ).fetchone()[0]
    return day

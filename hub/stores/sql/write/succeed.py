"""One node becomes others: the lineage link, and the predecessor's end."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.changes import Succeed
from graph_schema.keys import FOREVER
from graph_schema.model import Kind, Link
from hub.errors import Code
from hub.stores.sql import layout
from hub.stores.sql.write import frame, linking, links, nodes
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.cells import fault


def succeed(batch: Batch, change: Succeed, source_rows: Sequence[int] | None) -> None:
    """Carry out a ``Succeed``.

    A predecessor that has ended already keeps its end; one that several rows name ends on the first of their days.

    Raises:
        ChangeError: see ``frame.links``; UNKNOWN_KIND where the kind has no lineage, UNKNOWN_NODE, CYCLE where a
            node would come from itself, BAD_VALUE where a predecessor begins on the day or later.
    """
    kind = frame.kind_of(batch.model, change.kind)
    link = lineage(kind)
    rows = frame.links(batch, kind, link, change.columns, change.rows, source_rows, day="date")
    for picked in linking.once_each(rows, link.key):
        linking.upsert_frame(batch, kind, link, rows.take(picked))
    _check_cycle(batch, kind, link, rows)
    days: dict[int, tuple[int, int, int | None]] = {}
    batch.source.rows(layout.node_table(kind.tag), "sk", rows.src)
    fill(batch.connection, "w_some", ((number,) for number in rows.src))
    open_ = {
        number
        for (number,) in batch.connection.execute(
            f"SELECT n.sk FROM temp.w_some w CROSS JOIN {layout.node_table(kind.tag)} n "
            "WHERE n.sk = w.sk AND n.valid_to = ?",
            (FOREVER,),
        )
    }
    for number, date, row, source_row in zip(rows.src, rows.since, rows.rows, rows.source_rows, strict=True):
        if number in open_ and (number not in days or date < days[number][0]):
            days[number] = date, row, source_row
    nodes.end(batch, kind, rows.what, "date", days)


def lineage(kind: Kind) -> Link:
    """The link by which nodes of a kind succeed each other.

    Raises:
        ChangeError: UNKNOWN_KIND.
    """
    found = next((link for link in kind.links if link.lineage), None)
    if found is None:
        raise fault(
            Code.UNKNOWN_KIND,
            kind.name,
            None,
            None,
            "the kind has no lineage link, so that nothing can succeed in it",
        )
    return found


def _check_cycle(batch: Batch, kind: Kind, link: Link, rows: frame.Dated) -> None:
    table = layout.link_table(kind.tag, link.name)
    batch.source.onward(table, rows.src)
    fill(batch.connection, "w_some", ((number,) for number in rows.src))
    found = batch.connection.execute(
        "WITH RECURSIVE down(start, at) AS ("
        f"SELECT l.src, l.dst FROM temp.w_some w CROSS JOIN {table} l WHERE l.src = w.sk UNION "
        f"SELECT d.start, l.dst FROM down d CROSS JOIN {table} l WHERE l.src = d.at AND d.at <> d.start) "
        "SELECT start FROM down WHERE at = start LIMIT 1"
    ).fetchone()
    if found:
        raise fault(
            Code.CYCLE, rows.what, links.rows_by_number(rows.src, rows.rows)(found[0]), "to",
            f"{batch.key(kind.tag, found[0])} would be its own successor; correct one of the ends",
        )  # fmt: skip

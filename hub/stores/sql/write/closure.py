"""Who stands above whom, on which days: the closure of a tree kind, kept right as the tree changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph_schema.keys import FOREVER
from graph_schema.model import Kind
from hub.errors import Code
from hub.stores.sql import layout
from hub.stores.sql.sqlite import GREATEST, LEAST
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.cells import fault

LEVEL = "level"
"""The enumeration by which a parent stands above its child, where a tree kind has one."""


def gather(batch: Batch, kind: Kind, moved: Sequence[int], lived: Sequence[int]) -> None:
    """Put into ``w_tree`` all nodes whose closure may change.

    Args:
        moved: nodes whose tree link changes.
        lived: nodes whose validity changes: they count as "strictly between" for what is below them only.

    All that ever was below is taken, whatever the day: a node too many is only computed again.
    """
    assert kind.tree is not None
    link = layout.link_table(kind.tag, kind.tree)
    fill(batch.connection, "w_some", ((number,) for number in lived))
    fill(batch.connection, "w_tree", ((number,) for number in moved))
    batch.connection.execute(
        f"INSERT INTO temp.w_tree SELECT DISTINCT l.src FROM temp.w_some w CROSS JOIN {link} l WHERE l.dst = w.sk "
        "ON CONFLICT DO NOTHING"
    )
    batch.connection.execute(
        "INSERT INTO temp.w_tree "
        "WITH RECURSIVE below(sk) AS (SELECT sk FROM temp.w_tree UNION "
        f"SELECT l.src FROM below b CROSS JOIN {link} l WHERE l.dst = b.sk) "
        "SELECT sk FROM below WHERE true ON CONFLICT DO NOTHING"
    )


def check(batch: Batch, kind: Kind, changed: Sequence[int], row_of: Callable[[int], int | None]) -> None:
    """Check nodes whose tree link or level changed: no cycle on any day, levels in their order.

    Raises:
        ChangeError: CYCLE.
    """
    found = problem(batch, kind, changed)
    if found is not None:
        raise fault(Code.CYCLE, f"{kind.name}.{kind.tree}", row_of(found[0]), kind.tree, found[1])


def problem(batch: Batch, kind: Kind, changed: Sequence[int]) -> tuple[int, str] | None:
    """What is wrong with the tree links of nodes: the node, and words for it; None where nothing is."""
    assert kind.tree is not None
    link = layout.link_table(kind.tag, kind.tree)
    fill(batch.connection, "w_some", ((number,) for number in changed))
    # Nothing stands above itself that has nothing below it, which most new nodes have not.
    found = batch.connection.execute(
        "WITH RECURSIVE up(start, at, since, until) AS ("
        f"SELECT l.src, l.dst, l.since, l.until FROM temp.w_some w CROSS JOIN {link} l WHERE l.src = w.sk "
        f"AND EXISTS (SELECT 1 FROM {link} b WHERE b.dst = w.sk) "
        "UNION "
        f"SELECT u.start, l.dst, {GREATEST}(u.since, l.since), {LEAST}(u.until, l.until) "
        f"FROM up u CROSS JOIN {link} l WHERE l.src = u.at AND u.at <> u.start "
        "AND l.since < u.until AND u.since < l.until) "
        "SELECT start FROM up WHERE at = start LIMIT 1"
    ).fetchone()
    if found:
        return found[0], f"{batch.key(kind.tag, found[0])} would stand above itself; give it another {kind.tree}"
    level = next((prop for prop in kind.properties if prop.name == LEVEL and prop.choices), None)
    if level is None or level.choices is None:
        return None
    rank = {name: place for place, name in enumerate(level.choices.names)}
    node = layout.node_table(kind.tag)
    column = layout.column(LEVEL)
    for near in ("src", "dst"):
        pairs = (
            f"FROM temp.w_some w CROSS JOIN {link} l CROSS JOIN {node} c CROSS JOIN {node} p "
            f"WHERE l.{near} = w.sk AND c.sk = l.src AND p.sk = l.dst"
        )
        levels = batch.connection.execute(f"SELECT DISTINCT p.{column}, c.{column} {pairs}").fetchall()
        for above, below in levels:
            # A level that is none can only stand in a damaged file; it fits nowhere.
            if above is None or below is None or rank.get(above, len(rank)) < rank.get(below, -1):
                continue
            child, parent = batch.connection.execute(
                f"SELECT l.src, l.dst {pairs} AND p.{column} = ? AND c.{column} = ? LIMIT 1", (above, below)
            ).fetchone()
            return child if near == "src" else parent, (
                f"{batch.key(kind.tag, child)} is a {below} and cannot stand below {batch.key(kind.tag, parent)}, "
                f"a {above}; the levels from above: {', '.join(rank)}"
            )
    return None


def renew(batch: Batch, kind: Kind) -> None:
    """Compute the closure rows of the nodes in ``w_tree`` anew. Cycles were refused before, or this would not end."""
    table = layout.closure_table(kind.tag)
    batch.connection.execute(f"DELETE FROM {table} WHERE dsc IN (SELECT sk FROM temp.w_tree)")
    batch.connection.execute(f"INSERT INTO {table} (anc, dsc, depth, since, until) {rows(kind, 'temp.w_tree')}")


def rows(kind: Kind, some: str) -> str:
    """The closure rows of the nodes in table ``some`` (column ``sk``) by their parents, as a query."""
    assert kind.tree is not None
    link = layout.link_table(kind.tag, kind.tree)
    since = f"{GREATEST}(u.since, l.since, n.valid_from)"
    until = f"{LEAST}(u.until, l.until, n.valid_to)"
    return (
        "WITH RECURSIVE up(dsc, anc, depth, since, until) AS ("
        f"SELECT l.src, l.dst, 1, l.since, l.until FROM {some} w CROSS JOIN {link} l WHERE l.src = w.sk "
        "UNION ALL "
        f"SELECT u.dsc, l.dst, u.depth + 1, {since}, {until} "
        f"FROM up u CROSS JOIN {layout.node_table(kind.tag)} n CROSS JOIN {link} l "
        f"WHERE n.sk = u.anc AND l.src = u.anc AND {since} < {until}) "
        "SELECT anc, dsc, depth, since, until FROM up "
        f"UNION ALL SELECT sk, sk, 0, 1, {FOREVER} FROM {some}"
    )

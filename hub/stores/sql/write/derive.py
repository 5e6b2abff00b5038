"""Derived rows, kept in the same transaction as what they are derived from.

A write says beforehand which nodes it touches; what they add to the counters is taken off while the old rows still
stand (``before``) and added again when the new ones do (``after``). Closure, search rows and natural keys are made
anew for the touched nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from graph_schema.model import Kind
from hub.stores.sql import layout
from hub.stores.sql.write import above, closure, counters, natural, search, settled
from hub.stores.sql.write.batch import Batch, fill


@dataclass(slots=True)
class Touched:
    """Nodes of one kind whose derived rows a write makes wrong.

    ``born``: new ones. ``moved``: the tree link or level changes. ``lived``: the validity changes. ``recounted``: the
    place link, a counted link, or a property of a named list. ``replaced``: the place link. ``renamed``: a searched
    property. ``rekeyed``: a term of a natural key. ``gone``: they are deleted (only undo does that).
    """

    kind: Kind
    born: list[int] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)
    lived: set[int] = field(default_factory=set)
    recounted: set[int] = field(default_factory=set)
    replaced: set[int] = field(default_factory=set)
    renamed: set[int] = field(default_factory=set)
    rekeyed: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)

    def property(self, name: str, number: int) -> None:
        """A property of a node changes."""
        kind = self.kind
        if any(prop.name == name and prop.search for prop in kind.properties):
            self.renamed.add(number)
        if any(named.property == name for named in kind.lists):
            self.recounted.add(number)
        if kind.tree and name == closure.LEVEL:
            # Natural keys of what is placed below look up the tree by level.
            self.moved.add(number)
        if natural.uses(kind, name):
            self.rekeyed.add(number)

    def link(self, name: str, numbers: Collection[int]) -> None:
        """A link from nodes changes."""
        kind = self.kind
        if name == kind.tree:
            self.moved.update(numbers)
        if name == kind.place:
            self.replaced.update(numbers)
        if name == kind.place or kind.link(name).counted:
            self.recounted.update(numbers)
        if natural.uses(kind, name):
            self.rekeyed.update(numbers)


def before(batch: Batch, touched: Touched) -> None:
    """Before a write: find out what it reaches, and take off what that has added to the counters."""
    kind = touched.kind
    if kind.tree:
        closure.gather(batch, kind, sorted(touched.moved | touched.gone), sorted(touched.lived))
        for placed in _placed_in(batch, kind) if touched.moved or touched.lived or touched.gone else ():
            fill(batch.connection, "w_area", ())
            batch.connection.execute("INSERT INTO temp.w_area SELECT sk FROM temp.w_tree")
            batch.connection.executemany(
                "INSERT INTO temp.w_area VALUES (?) ON CONFLICT DO NOTHING",
                [(number,) for number in touched.lived],
            )
            counters.gather(batch, placed, placed.place, "temp.w_area")
            counters.add(batch, placed, -1)
    if kind.place:
        fill(batch.connection, "w_count", ((n,) for n in touched.recounted | touched.lived | touched.gone))
        counters.add(batch, kind, -1)
    _recount_linked(batch, touched, -1)


def after(batch: Batch, touched: Touched, row_of: Callable[[int], int | None] = lambda number: None) -> None:
    """After a write: make the derived rows right again.

    Args:
        row_of: position in its change of the row that a node comes from, for messages.

    Raises:
        ChangeError: CYCLE.
    """
    kind = touched.kind
    connection = batch.connection
    if kind.tree:
        connection.executemany(
            "INSERT INTO temp.w_tree VALUES (?) ON CONFLICT DO NOTHING",
            [(number,) for number in touched.born],
        )
        closure.check(batch, kind, [*touched.born, *touched.moved], row_of)
        closure.renew(batch, kind)
        settled.take_in(batch, kind, "temp.w_tree")
        fill(connection, "w_some", ((number,) for number in touched.lived))
        settled.take_in(batch, kind, "temp.w_some")
        if touched.gone:
            fill(connection, "w_some", ((number,) for number in touched.gone))
            connection.execute(
                f"DELETE FROM {layout.closure_table(kind.tag)} WHERE dsc IN (SELECT sk FROM temp.w_some)"
            )
        if touched.moved or touched.lived or touched.gone:
            for placed in _placed_in(batch, kind):
                counters.gather(batch, placed, placed.place, "temp.w_area")
                counters.add(batch, placed, 1)
                some = [number for (number,) in connection.execute("SELECT sk FROM temp.w_count")]
                above.renew(batch, placed, some)
                if natural.levelled(placed):
                    natural.renew(batch, placed, some)
    if kind.place:
        fill(
            connection,
            "w_count",
            ((n,) for n in (touched.recounted | touched.lived | set(touched.born)) - touched.gone),
        )
        counters.add(batch, kind, 1)
        settled.take_in(batch, kind, "temp.w_count")
        above.renew(batch, kind, touched.replaced - touched.gone)
        above.forget(batch, kind, touched.gone)
    _recount_linked(batch, touched, 1)
    counters.save(batch)
    if touched.gone:
        search.forget(batch, kind, sorted(touched.gone))
    search.renew(batch, kind, touched.born, born=True)
    search.renew(batch, kind, touched.renamed - touched.gone)
    rekeyed = touched.rekeyed | (touched.lived if natural.uses(kind, "validFrom") else set())
    natural.renew(batch, kind, rekeyed - touched.gone)


def _recount_linked(batch: Batch, touched: Touched, sign: int) -> None:
    """Nodes count as having a link while its other end is valid, too."""
    ends = touched.lived | touched.gone
    for kind in batch.model.kinds if ends else ():
        for link in kind.links:
            if link.counted and link.target == touched.kind.name:
                fill(batch.connection, "w_some", ((number,) for number in ends))
                counters.gather(batch, kind, link.name, "temp.w_some")
                counters.add(batch, kind, sign)


def _placed_in(batch: Batch, area: Kind) -> list[Kind]:
    """The kinds whose place is a node of this kind."""
    return [kind for kind in batch.model.kinds if kind.place and kind.link(kind.place).target == area.name]

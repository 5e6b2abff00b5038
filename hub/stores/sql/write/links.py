"""Links: made, ended, changed, and the rules that hold for those that lead to one only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph_schema.keys import FOREVER
from graph_schema.model import Kind, Link
from hub.errors import Code
from hub.stores.sql import layout
from hub.stores.sql.write import frame, values
from hub.stores.sql.write.batch import Batch, LinkKey, fill
from hub.stores.sql.write.cells import Stored, day, fault
from hub.stores.sql.write.resolve import existing

RowOf = Callable[[int], int | None]


@dataclass(slots=True)
class Writes:
    """What is to be done to the links of one type.

    ``adds``: source, target, since, until, source row, cells of own properties. ``updates``: until, cells, source
    row, link's key. ``removes``: links' keys. ``sources``, ``targets``: the nodes at both ends of all of them,
    those of ``fresh`` sources (which have no other link of this type) left out.
    """

    kind: Kind
    link: Link
    adds: list[tuple[int, int, int, int, int | None, list[Stored]]] = field(default_factory=list)
    updates: list[tuple[int, list[Stored], int | None, LinkKey]] = field(default_factory=list)
    removes: list[LinkKey] = field(default_factory=list)
    sources: set[int] = field(default_factory=set)
    targets: set[int] = field(default_factory=set)
    unchanged: int = 0

    @property
    def table(self) -> str:
        return layout.link_table(self.kind.tag, self.link.name)

    @property
    def what(self) -> str:
        return f"{self.kind.name}.{self.link.name}"

    def key(self, src: int, since: int, dst: int, own: Sequence[Stored]) -> LinkKey:
        """The key of a link with these values of its own properties."""
        link = self.link
        if not link.key:
            return src, since, dst
        mine = zip(link.properties, own, strict=True)
        return src, since, dst, *(value for prop, value in mine if prop.name in link.key)


def retarget(batch: Batch, rows: frame.Nodes, link: Link, numbers: Mapping[int, int]) -> Writes:
    """What a link's column asks for in rows of nodes that exist: the old link ends on ``since``, a new one begins.

    A row that says what is so already changes nothing: without ``since`` that the open link leads there, or the
    one of the row's ``validFrom`` did.

    Args:
        numbers: the nodes, by place of their rows.

    Raises:
        ChangeError: BAD_VALUE where the target differs and no ``since`` is given, SECOND_LINK where a later link
            is known.
    """
    kind = rows.kind
    writes = Writes(kind, link)
    there: dict[int, list[tuple[int, ...]]] = {}
    batch.source.rows(writes.table, "src", numbers.values())
    fill(batch.connection, "w_rows", numbers.items())
    for place, *row in batch.connection.execute(
        f"SELECT w.ix, l.dst, l.since, l.until{own_columns(link)} FROM temp.w_rows w CROSS JOIN {writes.table} l "
        "WHERE l.src = w.sk ORDER BY w.ix, l.since"
    ):
        there.setdefault(place, []).append(tuple(row))
    for place, number in numbers.items():
        target = rows.links[link.name][place]
        since = rows.since[place] if rows.since is not None else None
        begin = rows.valid_from[place] if rows.valid_from is not None else None
        some = there.get(place, [])
        if since is None:
            last = next((row[0] for row in some if row[2] == FOREVER), None)
            then = _valid_on(some, begin) if begin is not None else None
            if target == last or (begin is not None and target == (then[0] if then else None)):
                writes.unchanged += 1
                continue
            raise fault(
                Code.BAD_VALUE, writes.what, rows.rows[place], link.name,
                f"{batch.key(kind.tag, number)} has another {link.name} ({link.label}); give the column since, the "
                "first day of the new one",
            )  # fmt: skip
        now = _valid_on(some, since)
        if target == (now[0] if now else None):
            writes.unchanged += 1
            continue
        later = next((row for row in some if row[1] > since), None)
        if later:
            raise fault(
                Code.SECOND_LINK, writes.what, rows.rows[place], link.name,
                f"{batch.key(kind.tag, number)} has another {link.name} from {day(later[1])} on, later than "
                f"{day(since)}; end or change that one first (UpsertLinks)",
            )  # fmt: skip
        writes.sources.add(number)
        key = writes.key(number, now[1], now[0], now[3:]) if now else ()
        if now and now[1] == since:
            writes.removes.append(key)
        elif now:
            writes.updates.append((since, values.cells(link.properties, now[3:]), rows.source_rows[place], key))
        if target is not None:
            nothing: list[Stored] = [None] * len(values.names(link.properties))
            writes.adds.append((number, target, since, FOREVER, rows.source_rows[place], nothing))
            writes.targets.add(target)
    return writes


def write(batch: Batch, writes: Writes) -> None:
    """Write the rows of links, with their images and tallies."""
    connection = batch.connection
    table = writes.table
    columns = values.names(writes.link.properties)
    same = " AND ".join(f"{name} = ?" for name in layout.link_key(writes.link))
    if writes.removes:
        batch.keep_links(table, writes.link, writes.removes, removed=True)
        connection.executemany(f"DELETE FROM {table} WHERE {same}", writes.removes)
    if writes.updates:
        batch.keep_links(table, writes.link, [update[3] for update in writes.updates])
        sets = ", ".join(f"{name} = ?" for name in ("until", *columns, "version", "load", "row_no"))
        connection.executemany(
            f"UPDATE {table} SET {sets} WHERE {same}",
            [(until, *own, batch.seq, batch.load, row, *key) for until, own, row, key in writes.updates],
        )
    if writes.adds:
        names = ("src", "dst", "since", "until", "row_no", "version", "load", *columns)
        seq, load = batch.seq, batch.load
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            [(src, dst, since, until, row, seq, load, *own) for src, dst, since, until, row, own in writes.adds],
        )
        batch.added_links(table, [writes.key(src, since, dst, own) for src, dst, since, _, _, own in writes.adds])
    batch.count(
        writes.what,
        created=len(writes.adds),
        changed=len(writes.updates) + len(writes.removes),
        unchanged=writes.unchanged,
    )


def write_firsts(batch: Batch, writes: Writes, columns: Sequence[Sequence[int | None]]) -> None:
    """Write the first links of new nodes: columns of source, target, first day and source row."""
    table = writes.table
    batch.connection.executemany(
        f"INSERT INTO {table} (src, dst, since, row_no, until, version, load) "
        f"VALUES (?, ?, ?, ?, {FOREVER}, {batch.seq}, {'NULL' if batch.load is None else batch.load})",
        zip(*columns, strict=True),
    )
    batch.added_firsts(table, (number for number in columns[0] if number is not None))
    batch.count(writes.what, created=len(columns[0]))


def check_targets(
    batch: Batch,
    what: str,
    column: str,
    kind: Kind,
    numbers: Sequence[int | None],
    rows: Sequence[int],
    coming: frozenset[int] | set[int] = frozenset(),
) -> None:
    """Check that nodes are there, or among those that the same rows make.

    Raises:
        ChangeError: UNKNOWN_NODE.
    """
    wanted = set(numbers) - {None}
    missing = wanted - coming - existing(batch, kind, wanted)
    if missing:
        place = next(place for place, number in enumerate(numbers) if number in missing)
        number = numbers[place]
        assert number is not None
        raise fault(
            Code.UNKNOWN_NODE, what, rows[place], column,
            f"there is no {kind.name} {batch.key(kind.tag, number)}; create it first, earlier in the same batch or "
            "before, or correct the key",
        )  # fmt: skip


def check_single(batch: Batch, writes: Writes, row_of_source: RowOf, row_of_target: RowOf) -> None:
    """Check that a link which leads to one only does so on every day, seen from either end.

    Raises:
        ChangeError: SECOND_LINK.
    """
    link = writes.link
    target = batch.model.kind(link.target)
    for near, far in single_ends(link):
        if near == "src":
            _single(batch, writes, near, far, writes.sources, writes.kind, target, link.name, row_of_source)
        elif link.inverse:
            _single(batch, writes, near, far, writes.targets, target, writes.kind, link.inverse.name, row_of_target)


def rows_by_number(numbers: Sequence[int | None], rows: Sequence[int]) -> RowOf:
    """From a node to the position of the row it came with; looked for only when a message needs it."""

    def find(number: int) -> int | None:
        return next((row for known, row in zip(numbers, rows, strict=True) if known == number), None)

    return find


def _single(
    batch: Batch,
    writes: Writes,
    near: str,
    far: str,
    numbers: Collection[int],
    kind: Kind,
    other: Kind,
    name: str,
    row_of: RowOf,
) -> None:
    batch.source.rows(writes.table, near, numbers)
    fill(batch.connection, "w_some", ((number,) for number in numbers))
    found = overlap(batch, writes.table, writes.link, near, far, "temp.w_some")
    if found is None:
        return
    number, one, since, until, two, since_two, until_two = found
    raise fault(
        Code.SECOND_LINK, writes.what, row_of(number), None,
        f"{batch.key(kind.tag, number)} would have two {name} at once: {batch.key(other.tag, one)} from {day(since)} "
        f"until {day(until)}, and {batch.key(other.tag, two)} from {day(since_two)} until {day(until_two)}; end the "
        "earlier one first (EndLinks, or UpsertLinks with until)",
    )  # fmt: skip


def single_ends(link: Link) -> Iterator[tuple[str, str]]:
    """The ends from which a link leads to one only: column of the node, column of where it leads."""
    if not link.many and not link.lineage:
        yield "src", "dst"
    if link.inverse and not link.inverse.many:
        yield "dst", "src"


def overlap(
    batch: Batch, table: str, link: Link, near: str, far: str, some: str
) -> tuple[int, int, int, int, int, int, int] | None:
    """Two links of one node that are valid on one day: the node, then target, since and until of both."""
    found: tuple[int, int, int, int, int, int, int] | None = batch.connection.execute(
        f"SELECT w.sk, a.{far}, a.since, a.until, b.{far}, b.since, b.until "
        f"FROM {some} w CROSS JOIN {table} a CROSS JOIN {table} b "
        f"WHERE a.{near} = w.sk AND b.{near} = w.sk AND {earlier(link, far)} AND b.since < a.until "
        f"ORDER BY w.sk, a.since, a.{far}, b.since LIMIT 1"
    ).fetchone()
    return found


def earlier(link: Link, far: str) -> str:
    """Of two links of one node, ``a`` comes before ``b``; ``far`` is the end where they lead."""
    columns = ("since", far, *layout.link_key(link)[3:])
    a, b = (", ".join(f"{alias}.{name}" for name in columns) for alias in "ab")
    return f"({a}) < ({b})"


def _valid_on(some: Sequence[tuple[int, ...]], on: int) -> tuple[int, ...] | None:
    """Of links (target, since, until …) the one that is valid on a day."""
    return next((row for row in some if row[1] <= on < row[2]), None)


def own_columns(link: Link) -> str:
    """The columns of a link's own properties, behind others in a SELECT from ``l``."""
    return "".join(f", l.{layout.column(prop.name)}" for prop in link.properties)

"""Changes of links that come by themselves: ``UpsertLinks`` and ``EndLinks``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_schema.changes import EndLinks, UpsertLinks
from graph_schema.keys import FOREVER
from graph_schema.model import Kind, Link, Property
from hub.errors import Code
from hub.stores.sql.write import derive, frame, links, values
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.cells import Stored, day, fault
from hub.stores.sql.write.derive import Touched
from hub.stores.sql.write.frame import Dated


def upsert(batch: Batch, change: UpsertLinks, source_rows: Sequence[int] | None) -> None:
    """Carry out an ``UpsertLinks``.

    Raises:
        ChangeError: see ``frame.links``; UNKNOWN_NODE, SECOND_LINK, CYCLE.
    """
    kind = frame.kind_of(batch.model, change.kind)
    link = frame.link_of(kind, change.link)
    rows = frame.links(batch, kind, link, change.columns, change.rows, source_rows)
    for picked in once_each(rows, [prop.name for prop in link.properties if prop.name in link.key]):
        upsert_frame(batch, kind, link, rows.take(picked))


def upsert_frame(batch: Batch, kind: Kind, link: Link, rows: Dated) -> None:
    """Create or change links; no two rows mean the same one."""
    links.check_targets(batch, rows.what, "from", kind, rows.src, rows.rows)
    links.check_targets(batch, rows.what, "to", batch.model.kind(link.target), rows.dst, rows.rows)
    writes = links.Writes(kind, link)
    known: dict[int, tuple[int, list[Stored]]] = {}
    key = [place for place, prop in enumerate(link.properties) if prop.name in link.key]
    given = [rows.properties.get(prop.name) for prop in link.properties]
    batch.source.rows(writes.table, "src", rows.src)
    fill(batch.connection, "w_link", zip(range(len(rows.rows)), rows.src, rows.dst, rows.since, strict=True))
    for place, until, *was in batch.connection.execute(
        f"SELECT w.ix, l.until{links.own_columns(link)} FROM temp.w_link w CROSS JOIN {writes.table} l "
        "WHERE l.src = w.src AND l.since = w.since AND l.dst = w.dst"
    ):
        if all(was[at] == (None if (column := given[at]) is None else column[place]) for at in key):
            known[place] = until, was
    new = [place for place in range(len(rows.rows)) if place not in known]
    fresh = rows.take(new)
    frame.require(rows.what, fresh.rows, link.properties, fresh.properties)
    cells = values.columns(link.properties, fresh.properties, len(new))
    for place, own in zip(range(len(new)), zip(*cells, strict=True) if cells else ([] for _ in new), strict=True):
        end_ = fresh.until[place] if fresh.until is not None else FOREVER
        writes.adds.append(
            (
                fresh.src[place],
                fresh.dst[place],
                fresh.since[place],
                end_,
                fresh.source_rows[place],
                list(own),
            )
        )
        writes.sources.add(fresh.src[place])
        writes.targets.add(fresh.dst[place])
    for place, (was_until, was) in known.items():
        until = rows.until[place] if rows.until is not None else was_until
        now = [old if column is None else column[place] for old, column in zip(was, given, strict=True)]
        _no_null(rows, place, link.properties, now)
        if until == was_until and now == was:
            writes.unchanged += 1
            continue
        key_ = writes.key(rows.src[place], rows.since[place], rows.dst[place], was)
        writes.updates.append((until, values.cells(link.properties, now), rows.source_rows[place], key_))
        writes.sources.add(rows.src[place])
        writes.targets.add(rows.dst[place])
    _alone(batch, writes, rows)


def end(batch: Batch, change: EndLinks, source_rows: Sequence[int] | None) -> None:
    """Carry out an ``EndLinks``.

    Raises:
        ChangeError: see ``frame.links``; UNKNOWN_NODE where no such link is valid on the day, BAD_VALUE where it only
            begins on it.
    """
    kind = frame.kind_of(batch.model, change.kind)
    link = frame.link_of(kind, change.link)
    rows = frame.links(batch, kind, link, change.columns, change.rows, source_rows, day="until", keys_only=True)
    for picked in once_each(rows, list(rows.properties)):
        _end_frame(batch, kind, link, rows.take(picked))


def _end_frame(batch: Batch, kind: Kind, link: Link, rows: Dated) -> None:
    writes = links.Writes(kind, link)
    found: dict[int, list[tuple[Stored, ...]]] = {}
    batch.source.rows(writes.table, "src", rows.src)
    fill(batch.connection, "w_link", zip(range(len(rows.rows)), rows.src, rows.dst, rows.since, strict=True))
    for place, *there in batch.connection.execute(
        f"SELECT w.ix, l.since, l.until{links.own_columns(link)} FROM temp.w_link w CROSS JOIN {writes.table} l "
        "WHERE l.src = w.src AND l.dst = w.dst AND l.since <= w.since AND l.until >= w.since"
    ):
        own = dict(zip((prop.name for prop in link.properties), there[2:], strict=True))
        if all(own[name] == column[place] for name, column in rows.properties.items()):
            found.setdefault(place, []).append(tuple(there))
    for place, row in enumerate(rows.rows):
        until = rows.since[place]
        some = found.get(place, [])
        if not some:
            target = batch.model.kind(link.target)
            raise fault(
                Code.UNKNOWN_NODE, rows.what, row, "until",
                f"no {link.name} from {batch.key(kind.tag, rows.src[place])} to "
                f"{batch.key(target.tag, rows.dst[place])} is valid on {day(until)}; check both ends and the day",
            )  # fmt: skip
        for since, ends, *own_ in some:
            if ends == until:
                writes.unchanged += 1
                continue
            if since == until:
                raise fault(
                    Code.BAD_VALUE, rows.what, row, "until",
                    f"the link only begins on {day(until)}; until is the first day after, give a later one",
                )  # fmt: skip
            assert isinstance(since, int)
            key = writes.key(rows.src[place], since, rows.dst[place], own_)
            writes.updates.append((until, values.cells(link.properties, own_), rows.source_rows[place], key))
            writes.sources.add(rows.src[place])
    _alone(batch, writes, rows)


def _alone(batch: Batch, writes: links.Writes, rows: Dated) -> None:
    """Carry out writes to the links of one type, and keep what is derived from them right."""
    if not (writes.adds or writes.updates or writes.removes):
        batch.count(writes.what, unchanged=writes.unchanged)
        return
    touched = Touched(writes.kind)
    touched.link(writes.link.name, writes.sources)
    row_of = links.rows_by_number(rows.src, rows.rows)
    derive.before(batch, touched)
    links.write(batch, writes)
    links.check_single(batch, writes, row_of, links.rows_by_number(rows.dst, rows.rows))
    derive.after(batch, touched, row_of)


def _no_null(rows: Dated, place: int, properties: Sequence[Property], own: Sequence[Stored]) -> None:
    for prop, value in zip(properties, own, strict=True):
        if prop.required and value is None:
            raise fault(
                Code.BAD_VALUE,
                rows.what,
                rows.rows[place],
                prop.name,
                f"{prop.name} is required; it cannot be null",
            )


def once_each(rows: Dated, key: Sequence[str]) -> Iterator[list[int]]:
    """The rows, by place, in groups that mean no link twice; rows of one link keep their order."""
    columns = [
        rows.src,
        rows.dst,
        rows.since,
        *(rows.properties[name] for name in key if name in rows.properties),
    ]
    marks = list(zip(*columns, strict=True))
    if len(set(marks)) == len(marks):
        yield list(range(len(marks)))
        return
    seen: dict[object, int] = {}
    groups: list[list[int]] = []
    for place, mark in enumerate(marks):
        turn = seen.get(mark, 0)
        seen[mark] = turn + 1
        if turn == len(groups):
            groups.append([])
        groups[turn].append(place)
    yield from groups

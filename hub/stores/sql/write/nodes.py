"""Nodes: created, changed, ended, together with the links and parts that stand in their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_schema.changes import UpsertNodes
from graph_schema.keys import FOREVER
from graph_schema.model import Kind
from hub.errors import Code
from hub.stores.sql import ddl, layout
from hub.stores.sql.write import above, counters, derive, frame, links, natural, parts, values
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.births import regions
from hub.stores.sql.write.cells import Stored, day, fault
from hub.stores.sql.write.derive import Touched
from hub.stores.sql.write.edits import plan, update
from hub.stores.sql.write.frame import Nodes
from hub.stores.sql.write.resolve import Resolved, passes, resolve


def upsert(batch: Batch, change: UpsertNodes, source_rows: Sequence[int] | None) -> list[int]:
    """Carry out an ``UpsertNodes``; returns the node of each row, as stored number.

    Raises:
        ChangeError: see ``frame.nodes`` and ``resolve.resolve``; UNKNOWN_NODE, SECOND_LINK, CYCLE, FOREIGN_NODE.
    """
    kind = frame.kind_of(batch.model, change.kind)
    rows = frame.nodes(batch, kind, change.columns, change.rows, source_rows)
    hashes = natural.of_rows(batch, rows)
    numbers = [0] * len(rows.rows)
    bearers: dict[int, int] = {}
    for waiting in passes(rows, hashes):
        while waiting:
            some = rows.take(waiting)
            found = resolve(batch, some, [[column[place] for place in waiting] for column in hashes])
            for place, others in found.bearers.items():
                bearers.update((other, waiting[place]) for other in others)
            now, later = _once_each(found)
            done = _write(batch, some.take(now), found.take(now))
            for place, number in zip(now, done, strict=True):
                numbers[waiting[place]] = number
            waiting = [waiting[place] for place in later]
    _end_bearers(batch, rows, bearers, set(numbers))
    return numbers


def end(batch: Batch, kind: Kind, what: str, column: str, days: Mapping[int, tuple[int, int, int | None]]) -> None:
    """End nodes that are still valid on a day.

    Args:
        what, column: for messages.
        days: by node, the first day after its last, the position of its row, the row of the source.

    Raises:
        ChangeError: BAD_VALUE where the node only begins on that day or later.
    """
    table = layout.node_table(kind.tag)
    batch.source.rows(table, "sk", days)
    fill(batch.connection, "w_some", ((number,) for number in days))
    ending = {}
    for number, valid_from, valid_to in batch.connection.execute(
        f"SELECT n.sk, n.valid_from, n.valid_to FROM temp.w_some w CROSS JOIN {table} n WHERE n.sk = w.sk"
    ):
        last, row, _ = days[number]
        if valid_to <= last:
            continue
        if valid_from >= last:
            raise fault(
                Code.BAD_VALUE, what, row, column,
                f"{batch.key(kind.tag, number)} begins on {day(valid_from)} and cannot end on {day(last)}; correct "
                "one of the days",
            )  # fmt: skip
        ending[number] = last
    if not ending:
        return
    touched = Touched(kind, lived=set(ending), recounted=set(ending) if kind.place else set())
    derive.before(batch, touched)
    batch.keep(table, list(ending))
    batch.connection.executemany(
        f"UPDATE {table} SET valid_to = ?, version = ?, load = ?, row_no = ? WHERE sk = ?",
        [(last, batch.seq, batch.load, days[number][2], number) for number, last in ending.items()],
    )
    derive.after(batch, touched)
    batch.count(kind.name, changed=len(ending))


def _once_each(found: Resolved) -> tuple[list[int], list[int]]:
    """Places of rows that can be written at once, and of rows that mean a node which one of those means already."""
    seen: set[int] = set()
    now, later = [], []
    for place, number in enumerate(found.numbers):
        if number is not None and number in seen:
            later.append(place)
        else:
            now.append(place)
            if number is not None:
                seen.add(number)
    return now, later


def _write(batch: Batch, rows: Nodes, found: Resolved) -> list[int]:
    """Write rows that each mean another node; returns the nodes."""
    kind = rows.kind
    new = [place for place, known in enumerate(found.known) if not known]
    born = rows.take(new)
    fresh = _numbers(batch, born, [found.numbers[place] for place in new])
    coming = set(fresh)
    for name, column in rows.links.items():
        target = batch.model.kind(kind.link(name).target)
        links.check_targets(
            batch,
            kind.name,
            name,
            target,
            column,
            rows.rows,
            coming if target.name == kind.name else frozenset(),
        )
    numbers: list[int] = [number or 0 for number in found.numbers]
    for place, number in zip(new, fresh, strict=True):
        numbers[place] = number
    old = {place: number for place, number in enumerate(numbers) if found.known[place]}

    touched = Touched(kind, born=fresh, births=_births(batch, born, fresh))
    edits, begins = plan(batch, rows, old, touched)
    link_writes = [links.retarget(batch, rows, kind.link(name), old) for name in rows.links] if old else []
    for writes in link_writes:
        touched.link(writes.link.name, writes.sources)
    part_writes = _part_writes(batch, rows, born, fresh, old, begins)
    in_parts = {number for writes in part_writes for number in writes.nodes}
    bumped = {place: number for place, number in old.items() if number in in_parts}

    derive.before(batch, touched)
    _insert(batch, born, fresh, found.take(new).hashes)
    update(batch, rows, old, edits)
    parts.bump(
        batch,
        kind,
        {number: rows.source_rows[place] for place, number in bumped.items() if place not in edits.rows},
    )
    for part_write in part_writes:
        parts.write(batch, part_write, coming)
    row_of = links.rows_by_number(numbers, rows.rows)
    firsts = _first_links(batch, born, fresh)
    for writes in link_writes:
        links.write(batch, writes)
    for writes in [*firsts, *link_writes]:
        name = writes.link.name
        links.check_single(batch, writes, row_of, links.rows_by_number(rows.links[name], rows.rows))
    derive.after(batch, touched, row_of)
    changed = len(edits.rows.keys() | bumped.keys())
    batch.count(kind.name, created=len(new), changed=changed, unchanged=len(old) - changed)
    return numbers


def _numbers(batch: Batch, born: Nodes, given: Sequence[int | None]) -> list[int]:
    """Numbers of new nodes: those that are given, or the next ones of their regions of birth."""
    kind = born.kind
    what = kind.name
    begins = born.valid_from or [None] * len(born.rows)
    for place, begin in enumerate(begins):
        if begin is None:
            number = given[place]
            if number is not None:
                raise fault(
                    Code.UNKNOWN_NODE, what, born.rows[place], "id",
                    f"there is no {what} {batch.key(kind.tag, number)}; correct it, or give validFrom to create it",
                )  # fmt: skip
            raise fault(
                Code.BAD_VALUE, what, born.rows[place], "validFrom",
                "no node fits the row, so it is new; give validFrom, the day on which it begins",
            )  # fmt: skip
    if given and given[0] is not None:
        numbers = [number for number in given if number is not None]
        batch.numbers.raise_to(kind.tag, numbers)
    else:
        numbers = batch.numbers.take(kind.tag, regions(batch, born))
    frame.require(what, born.rows, kind.properties, born.properties, lambda place: not batch.owns(numbers[place]))
    return numbers


def _insert(batch: Batch, born: Nodes, numbers: list[int], hashes: list[list[int | None]]) -> None:
    kind = born.kind
    size = len(numbers)
    if not size:
        return
    table = layout.node_table(kind.tag)
    batch.source.born(kind.tag, numbers)
    keys = hashes or [[None] * size]
    levels = [layout.level_column(level) for level in layout.KEYED_LEVELS if kind.place]
    stands = _stands(batch, born)
    names = (
        "sk", "valid_from", "valid_to", "version", "load", "row_no", "stub",
        *ddl.key_columns(kind), *levels, *values.names(kind.properties),
    )  # fmt: skip
    batch.connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        zip(
            numbers,
            born.valid_from or (),
            born.valid_to or [FOREVER] * size,
            [batch.seq] * size,
            [batch.load] * size,
            born.source_rows,
            _stubs(batch, numbers),
            *keys,
            *zip(*(stand.last for stand in stands), strict=True),
            *values.columns(kind.properties, born.properties, size),
            strict=True,
        ),
    )
    batch.added(table, numbers)
    if stands:
        above.add_others(batch, kind, numbers, stands)


def _stands(batch: Batch, born: Nodes) -> list[above.Stand]:
    """Where new nodes of a placed kind stand."""
    place = born.kind.place
    if place is None:
        return []
    places = born.links.get(place) or [None] * len(born.rows)
    return above.at_birth(batch, born.kind, places, [begin or 1 for begin in born.valid_from or ()])


def _first_links(batch: Batch, born: Nodes, numbers: list[int]) -> list[links.Writes]:
    """Write the links of new nodes, from their first day on."""
    found = []
    for name, targets in born.links.items():
        writes = links.Writes(born.kind, born.kind.link(name))
        columns: list[Sequence[int | None]] = [numbers, targets, born.valid_from or (), born.source_rows]
        if None in targets:
            there = [place for place, target in enumerate(targets) if target is not None]
            columns = [[column[place] for place in there] for column in columns]
        if columns[0]:
            links.write_firsts(batch, writes, columns)
        inverse = writes.link.inverse
        if inverse and not inverse.many:
            writes.targets = {target for target in columns[1] if target is not None}
        found.append(writes)
    return found


def _stubs(batch: Batch, numbers: Sequence[int]) -> list[int]:
    """Of new nodes, 1 for those of another hub, 0 for this one's."""
    if batch.origin.region(min(numbers)) == batch.origin.region(max(numbers)):
        return [0 if batch.owns(numbers[0]) else 1] * len(numbers)
    return [0 if batch.owns(number) else 1 for number in numbers]


def _births(batch: Batch, born: Nodes, numbers: Sequence[int]) -> counters.Births | None:
    """What the counters need to know of new nodes of a placed kind."""
    kind = born.kind
    if kind.place is None or not numbers:
        return None
    nothing: list[Stored] = [None] * len(numbers)
    listed = dict.fromkeys(named.property for named in kind.lists)
    return counters.Births(
        owned=[not stub for stub in _stubs(batch, numbers)],
        places=born.links.get(kind.place) or [None] * len(numbers),
        begins=[begin or 1 for begin in born.valid_from or ()],
        ends=[FOREVER if end is None else end for end in born.valid_to or [FOREVER] * len(numbers)],
        values={name: born.properties.get(name, nothing) for name in listed},
        links={link.name: born.links[link.name] for link in kind.links if link.counted and link.name in born.links},
    )


def _part_writes(
    batch: Batch, rows: Nodes, born: Nodes, fresh: list[int], old: dict[int, int], begins: dict[int, int]
) -> list[parts.Writes]:
    """The parts of new nodes from their first day on; of others from ``since``, else the row's or node's begin."""
    found = []
    since = {
        place: (rows.since[place] if rows.since is not None else None)
        or (rows.valid_from[place] if rows.valid_from is not None else None)
        or begins[place]
        for place in old
    }
    first = {place: begin or 1 for place, begin in enumerate(born.valid_from or ())}
    for name in rows.parts:
        part = rows.kind.part(name)
        if fresh:
            found.append(parts.beside(batch, born, part, dict(enumerate(fresh)), first))
        if old:
            found.append(parts.beside(batch, rows, part, old, since))
    return found


def _end_bearers(batch: Batch, rows: Nodes, bearers: dict[int, int], meant: set[int]) -> None:
    """End areas whose code went to another name, unless a row of the change means them."""
    days = {}
    for number, place in bearers.items():
        if number in meant:
            continue
        begin = (rows.since[place] if rows.since is not None else None) or (
            rows.valid_from[place] if rows.valid_from is not None else None
        )
        if begin is None:
            raise fault(
                Code.BAD_VALUE, rows.kind.name, rows.rows[place], "codes.code",
                f"{batch.key(rows.kind.tag, number)} bears the code under another name; give since, the day on which "
                "the code goes over and that area ends",
            )  # fmt: skip
        days[number] = begin, rows.rows[place], rows.source_rows[place]
    if days:
        end(batch, rows.kind, rows.kind.name, "codes.code", days)

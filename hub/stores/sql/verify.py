"""Is what the store holds true to itself? Everything derived is compared with a recount, every rule
looked at again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from graph_schema.keys import MAX_NUMBER, NUMBER_BITS
from graph_schema.model import Kind, Model
from graph_schema.text import tokens
from hub.stores.sql import ddl, layout
from hub.stores.sql.loads import open_loads
from hub.stores.sql.sqlite import told, transaction
from hub.stores.sql.write import above, closure, counters, links, natural, search, settled
from hub.stores.sql.write.batch import Batch
from hub.stores.sql.write.cells import day
from hub.stores.sql.write.numbers import first

CHUNK = 20_000
SHOWN = 100
"""Faults of one sort that are listed for one kind or link; a broken counter can show in every area."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be.

    ``sort``: dangling, cycle, overlap, dates, closure, above, settled, counter, search, key, number or load; of a Neo4j
    database meta, index, label, stray and damaged besides. ``where``: kind, link or table. ``text``: what is wrong, and
    what to do about it.
    """

    sort: str
    where: str
    text: str


def check(connection: sqlite3.Connection, model: Model) -> list[Fault]:
    """All faults of a store; an empty list where there are none. Reads everything, writes nothing.

    Raises:
        StoreError: STORE_LOCKED, STORE_DOWN.
    """
    found: list[Fault] = []
    with told(), transaction(connection, keep=False, reads=True):
        batch = Batch(connection, model)
        for kind in model.kinds:
            for checks in (_dates, _dangling, _overlaps, _tree, _above, _settled, _counters, _search, _keys, _numbers):
                faults = checks(batch, kind)
                found.extend(fault for fault, _ in zip(faults, range(SHOWN), strict=False))
        for load in open_loads(connection):
            found.append(
                Fault(
                    "load",
                    f"load {load.id}",
                    f"{load.source!r}, begun {load.started}, is open; resume or undo it",
                )
            )
    return found


def _dates(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """Empty intervals, and former values that overlap."""
    node = layout.node_table(kind.tag)
    tables = [(node, "sk", "valid_from", "valid_to")]
    tables += [(layout.link_table(kind.tag, link.name), "src", "since", "until") for link in kind.links]
    tables += [(layout.part_table(kind.tag, part.name), "sk", "since", "until") for part in kind.parts]
    for prop in kind.properties:
        if prop.dated:
            history = layout.history_table(kind.tag, prop.name)
            tables.append((history, "sk", "since", "until"))
            for (number,) in batch.connection.execute(
                f"SELECT DISTINCT a.sk FROM {history} a CROSS JOIN {history} b "
                "WHERE b.sk = a.sk AND a.since < b.since AND b.since <> a.until "
                f"AND NOT EXISTS (SELECT 1 FROM {history} m WHERE m.sk = a.sk AND m.since = a.until)"
            ):
                yield Fault("dates", history, f"{batch.key(kind.tag, number)}: former values overlap or leave days out")
    for table, key, begin, end in tables:
        for number, since, until in batch.connection.execute(
            f"SELECT {key}, {begin}, {end} FROM {table} WHERE {begin} >= {end}"
        ):
            yield Fault("dates", table, f"{number}: ends on {day(until)}, not after it begins on {day(since)}")


def _dangling(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """Links with an end that is not there; former values and parts of nodes that are not there."""
    node = layout.node_table(kind.tag)
    for link in kind.links:
        table = layout.link_table(kind.tag, link.name)
        target = batch.model.kind(link.target)
        for end, other in (("src", kind), ("dst", target)):
            for src, dst, number in batch.connection.execute(
                f"SELECT l.src, l.dst, l.{end} FROM {table} l "
                f"WHERE NOT EXISTS (SELECT 1 FROM {layout.node_table(other.tag)} n WHERE n.sk = l.{end})"
            ):
                yield Fault(
                    "dangling",
                    f"{kind.name}.{link.name}",
                    f"{batch.key(kind.tag, src)} to {batch.key(target.tag, dst)}: there is no "
                    f"{batch.key(other.tag, number)}; load it, or end the link",
                )
    belonging = [layout.history_table(kind.tag, prop.name) for prop in kind.properties if prop.dated]
    belonging += [layout.part_table(kind.tag, part.name) for part in kind.parts]
    for table in belonging:
        for (number,) in batch.connection.execute(
            f"SELECT DISTINCT q.sk FROM {table} q WHERE NOT EXISTS (SELECT 1 FROM {node} n WHERE n.sk = q.sk)"
        ):
            yield Fault("dangling", table, f"there is no {batch.key(kind.tag, number)}")


def _overlaps(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """Two links at once where one is allowed."""
    for link in kind.links:
        table = layout.link_table(kind.tag, link.name)
        for end, far in links.single_ends(link):
            one = kind if end == "src" else batch.model.kind(link.target)
            name = link.name if end == "src" or link.inverse is None else link.inverse.name
            for number, since in batch.connection.execute(
                f"SELECT DISTINCT a.{end}, b.since FROM {table} a CROSS JOIN {table} b WHERE b.{end} = a.{end} "
                f"AND {links.earlier(link, far)} AND b.since < a.until"
            ):
                yield Fault(
                    "overlap",
                    f"{kind.name}.{link.name}",
                    f"{batch.key(one.tag, number)} has two {name} on {day(since)}; end one of them",
                )


def _tree(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """Cycles, levels out of order, and the closure against the parents."""
    if not kind.tree:
        return
    connection = batch.connection
    numbers = [number for (number,) in connection.execute(f"SELECT sk FROM {layout.node_table(kind.tag)}")]
    problem = closure.problem(batch, kind, numbers)
    if problem is not None:
        yield Fault("cycle", f"{kind.name}.{kind.tree}", problem[1])
        return
    table = layout.closure_table(kind.tag)
    should = f"SELECT anc, dsc, depth, since, until FROM ({closure.rows(kind, layout.node_table(kind.tag))})"
    is_ = f"SELECT anc, dsc, depth, since, until FROM {table}"
    for sort, query in (("lacks", f"{should} EXCEPT {is_}"), ("has wrongly", f"{is_} EXCEPT {should}")):
        for anc, dsc, depth, since, until in connection.execute(query):
            yield Fault(
                "closure",
                table,
                f"{sort} {batch.key(kind.tag, dsc)} {depth} steps below {batch.key(kind.tag, anc)} from {day(since)} "
                f"until {day(until)}",
            )


def _above(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """The areas in the rows of placed nodes, and those besides, against place links and closure."""
    if not kind.place:
        return
    node, other = layout.node_table(kind.tag), layout.other_areas(kind.tag)
    levels = ", ".join(map(layout.level_column, layout.KEYED_LEVELS))
    others: dict[int, set[int]] = {}
    for area, number in batch.connection.execute(f"SELECT anc, sk FROM {other}"):
        others.setdefault(number, set()).add(area)
    rows = batch.connection.execute(f"SELECT sk, {levels} FROM {node} ORDER BY sk")
    for (number, *last), (_, stand) in zip(rows, above.stands(batch, kind, node), strict=True):
        if tuple(last) != stand.last:
            yield Fault("above", node, f"{batch.key(kind.tag, number)}: the areas in its row are not those above it")
        if others.pop(number, set()) != stand.others:
            yield Fault("above", other, f"{batch.key(kind.tag, number)}: other areas are missing, or too much")
    for number in others:
        yield Fault("above", other, f"there is no {batch.key(kind.tag, number)}")


def _settled(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """A day on which something still changes must not be said to be settled."""
    if not (kind.place or kind.tree):
        return
    look = "SELECT coalesce((SELECT day FROM settled WHERE tag = ?), 0)"
    said = batch.connection.execute(look, (kind.tag,)).fetchone()[0]
    latest = settled.latest(batch, kind)
    if latest > said:
        yield Fault("settled", "settled", f"{kind.name}: said to be settled from {said} on, changes on {day(latest)}")


def _counters(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """Counters against a recount; where one of the kind's is off, all days of the area are shown."""
    if not kind.place:
        return
    connection = batch.connection
    area = batch.model.kind(kind.link(kind.place).target)
    connection.execute("DELETE FROM temp.w_count")
    connection.execute(f"INSERT INTO temp.w_count SELECT sk FROM {layout.node_table(kind.tag)}")
    connection.execute("DELETE FROM temp.w_delta")
    counters.add(batch, kind, 1)
    connection.execute(
        f"INSERT INTO temp.w_delta SELECT area, what, day, -delta FROM {layout.COUNTERS} "
        "WHERE what = ? OR substr(what, 1, ?) = ?",
        (kind.tag, len(kind.tag) + 1, kind.tag + ":"),
    )
    for number, what, on, delta in connection.execute(
        "SELECT area, what, day, sum(delta) FROM temp.w_delta GROUP BY 1, 2, 3 HAVING sum(delta) <> 0 ORDER BY 1, 2, 3"
    ):
        yield Fault(
            "counter", f"{layout.COUNTERS}.{what}", f"{batch.key(area.tag, number)}: off by {-delta} from {day(on)} on"
        )


def _search(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """Search rows against the properties, and the words of the index against the rows."""
    if not ddl.searched(kind):
        return
    connection = batch.connection
    table, index = layout.search_table(kind.tag), layout.token_table(kind.tag)
    should = sorted(search.rows(batch, kind, layout.node_table(kind.tag)))
    rows = connection.execute(f"SELECT sk, since, until, text, id FROM {table}").fetchall()
    is_ = sorted(row[:4] for row in rows)
    if is_ != should:
        wrong = sorted(set(is_) ^ set(should)) or [row for row in is_ if is_.count(row) != should.count(row)]
        for number, since, _, text in wrong:
            yield Fault(
                "search", table, f"{batch.key(kind.tag, number)}: {text!r} from {day(since)} is missing, or too much"
            )
    words: dict[int, list[tuple[int, str]]] = {}
    name = f"w_words_{kind.tag}"
    connection.execute(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab(main, {index}, instance)")
    for term, id_, offset in connection.execute(f"SELECT term, doc, offset FROM temp.{name}"):
        words.setdefault(id_, []).append((offset, term))
    connection.execute(f"DROP TABLE temp.{name}")
    for number, _, _, text, id_ in rows:
        if " ".join(term for _, term in sorted(words.pop(id_, []))) != tokens(text):
            yield Fault(
                "search", index, f"{batch.key(kind.tag, number)}: the words of {text!r} are not those of the row"
            )
    for id_ in words:
        yield Fault("search", index, f"words of row {id_}, which is not there")


def _keys(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """Hashes of natural keys against the properties and links they come from."""
    if not kind.natural_keys:
        return
    node = layout.node_table(kind.tag)
    numbers = [number for (number,) in batch.connection.execute(f"SELECT sk FROM {node}")]
    for start in range(0, len(numbers), CHUNK):
        for number, is_, should in natural.stored(batch, kind, numbers[start : start + CHUNK]):
            if is_ != should:
                yield Fault(
                    "key", node, f"{batch.key(kind.tag, number)}: the hash of its natural key is not that of its row"
                )


def _numbers(batch: Batch, kind: Kind) -> Iterator[Fault]:
    """Sequences of keys that would give a key twice."""
    table, tag = layout.node_table(kind.tag), kind.tag
    for region, upcoming, highest in batch.connection.execute(
        f"SELECT printf('%06d', t.region), n.next, t.highest FROM (SELECT (sk + ?1) >> {NUMBER_BITS} AS region, "
        f"max((sk + ?1) & {MAX_NUMBER}) AS highest FROM {table} GROUP BY 1) t LEFT JOIN numbers n "
        "ON n.tag = ?2 AND n.region = printf('%06d', t.region) WHERE coalesce(n.next, ?3) <= t.highest",
        (batch.origin.base, tag, first(tag)),
    ):
        yield Fault(
            "number",
            table,
            f"region {region}: the next number is {upcoming or first(tag)}, but {highest} is in use",
        )

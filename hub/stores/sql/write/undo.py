"""One batch of a load taken back: rows put back as their images have them, rows that it added deleted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn

from graph_schema.model import Kind, Link
from hub.errors import ChangeError, Code
from hub.stores.sql import ddl, layout
from hub.stores.sql.write import derive, links
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.derive import Touched


@dataclass(frozen=True, slots=True)
class Image:
    """What a batch did to one table, see ``batch.Images``.

    ``added``: first and last of each run of numbers of new nodes, or of the sources of new links; ``links``: how many
    links. ``gone``: keys of those links among ``rows`` that the batch took away.
    """

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    lists: dict[int, list[tuple[object, ...]]]
    added: list[tuple[int, int]]
    links: int
    gone: frozenset[tuple[object, ...]]

    def keys(self, columns: Sequence[str]) -> list[tuple[object, ...]]:
        """The values of some columns of ``rows``."""
        places = [self.columns.index(name) for name in columns] if self.rows else []
        return [tuple(row[place] for place in places) for row in self.rows]

    def column(self, name: str) -> list[int]:
        """One column of whole numbers of ``rows``."""
        if not self.rows:
            return []
        place = self.columns.index(name)
        return [value for row in self.rows if isinstance(value := row[place], int)]


def undo(batch: Batch, load: int, seq: int, before: str) -> None:
    """Take back what one entry of the change log wrote.

    Kind by kind, areas last: what is derived is right again after each of them.

    Raises:
        ChangeError: BAD_ARGUMENT where a later change touched a row of it, or made what cannot stand beside the rows as
            they were: a second link where one is allowed, a second node of one natural key.
    """
    images = _read(before)
    for kind in batch.model.kinds:
        _bring(batch, kind, images)
    _check_untouched(batch, load, seq, images)
    kinds = sorted(batch.model.kinds, key=lambda kind: kind.name in _areas(batch))
    touched = [found for kind in kinds if (found := _restore(batch, seq, kind, images)) is not None]
    for kind in kinds:
        _check_dangling(batch, load, kind, images)
        _check_single(batch, load, kind, images)
    for one in touched:
        _check_keys(batch, load, seq, one)


def _read(before: str) -> dict[str, Image]:
    return {
        table: Image(
            tuple(image["columns"]),
            [tuple(row) for row in image["rows"]],
            {int(number): [tuple(row) for row in rows] for number, rows in image["lists"].items()},
            [(first, last) for first, last in image["added"]],
            image["links"],
            frozenset(tuple(key) for key in image["gone"]),
        )
        for table, image in json.loads(before).items()
    }


def _areas(batch: Batch) -> set[str]:
    """Kinds that others are placed in."""
    return {kind.link(kind.place).target for kind in batch.model.kinds if kind.place}


def _links(kind: Kind, images: Mapping[str, Image]) -> Iterator[tuple[str, Link, Image]]:
    """The links of a kind that the entry wrote: table, link, image."""
    for link in kind.links:
        table = layout.link_table(kind.tag, link.name)
        if table in images:
            yield table, link, images[table]


def _bring(batch: Batch, kind: Kind, images: Mapping[str, Image]) -> None:
    """Bring the rows of a kind that the entry wrote, and what stands beside them."""
    bring = batch.source
    if bring.whole:
        return
    node = layout.node_table(kind.tag)
    if (own := images.get(node)) is not None:
        for table in (node, *_belonging(kind)):
            bring.spans(table, "sk", own.added)
            bring.rows(table, "sk", own.column("sk"))
        for source in batch.model.kinds:
            for link in source.links:
                table = layout.link_table(source.tag, link.name)
                for end in ["dst"] * (link.target == kind.name) + ["src"] * (source.name == kind.name):
                    bring.spans(table, end, own.added)
    for table, _, image in _links(kind, images):
        bring.spans(table, "src", image.added)
        for end in ("src", "dst"):
            bring.rows(table, end, image.column(end))
    for table in _belonging(kind):
        if table in images:
            bring.rows(table, "sk", images[table].lists)


def _check_untouched(batch: Batch, load: int, seq: int, images: Mapping[str, Image]) -> None:
    """All rows that the entry wrote must still have its version."""
    for kind in batch.model.kinds:
        image = images.get(layout.node_table(kind.tag))
        if image is not None:
            _check_nodes(batch, load, seq, layout.node_table(kind.tag), image)
        for table, link, image in _links(kind, images):
            _check_links(batch, load, seq, table, link, image)


def _check_nodes(batch: Batch, load: int, seq: int, table: str, image: Image) -> None:
    for first, last in image.added:
        intact, later = batch.connection.execute(
            f"SELECT count(*) FILTER (WHERE version = ?), max(version) FROM {table} WHERE sk BETWEEN ? AND ?",
            (seq, first, last),
        ).fetchone()
        if intact != last - first + 1:
            _refuse(load, later)
    fill(batch.connection, "w_some", ((number,) for number in image.column("sk")))
    later = batch.connection.execute(
        f"SELECT t.version FROM temp.w_some w CROSS JOIN {table} t WHERE t.sk = w.sk AND t.version <> ? LIMIT 1",
        (seq,),
    ).fetchone()
    if later:
        _refuse(load, later[0])


def _check_links(batch: Batch, load: int, seq: int, table: str, link: Link, image: Image) -> None:
    columns = layout.link_key(link)
    same = " AND ".join(f"{name} = ?" for name in columns)
    changed = set(image.keys(columns))
    for key in changed:
        there = batch.connection.execute(f"SELECT version FROM {table} WHERE {same}", key).fetchone()
        if (there is None) != (key in image.gone) or (there and there[0] != seq):
            _refuse(load, there[0] if there else _taker(batch, load, seq, table, columns, key.__eq__))
    intact = 0
    for first, last in image.added:
        own = batch.connection.execute(
            f"SELECT {', '.join(columns)} FROM {table} WHERE src BETWEEN ? AND ? AND version = ?", (first, last, seq)
        )
        intact += sum(key not in changed for key in own)
    if intact != image.links:
        _refuse(load, _taker(batch, load, seq, table, ("src",), partial(_within, image.added)))


def _within(runs: Sequence[tuple[int, int]], row: tuple[Any, ...]) -> bool:
    return any(first <= row[0] <= last for first, last in runs)


def _taker(
    batch: Batch, load: int, seq: int, table: str, columns: Sequence[str], picked: Callable[[tuple[Any, ...]], bool]
) -> int | None:
    """The first later change that touched one of these rows: its image has it."""
    batch.source.entries_after(seq)
    for later, before in batch.connection.execute(
        'SELECT c.seq, c."before" FROM change_log c LEFT JOIN loads l ON l.id = c.load '
        "WHERE c.seq > ? AND c.\"before\" IS NOT NULL AND c.load IS NOT ? AND coalesce(l.state, '') <> 'UNDONE' "
        "ORDER BY c.seq",
        (seq, load),
    ):
        image = _read(before).get(table)
        if image is not None and any(map(picked, image.keys(columns))):
            number: int = later
            return number
    return None


def _check_dangling(batch: Batch, load: int, kind: Kind, images: Mapping[str, Image]) -> None:
    """No link may lead from or to a node that is gone: a later change made it."""
    image = images.get(layout.node_table(kind.tag))
    if image is None or not image.added:
        return
    for source in batch.model.kinds:
        for link in source.links:
            table = layout.link_table(source.tag, link.name)
            for end in ["dst"] * (link.target == kind.name) + ["src"] * (source.name == kind.name):
                for first, last in image.added:
                    later = batch.connection.execute(
                        f"SELECT version FROM {table} WHERE {end} BETWEEN ? AND ? LIMIT 1", (first, last)
                    ).fetchone()
                    if later:
                        _refuse(load, later[0])


def _check_single(batch: Batch, load: int, kind: Kind, images: Mapping[str, Image]) -> None:
    """A link that leads to one must do so on every day again: a later change may have filled the time."""
    for table, link, image in _links(kind, images):
        for near, far in links.single_ends(link):
            fill(batch.connection, "w_some", ((number,) for number in image.column(near)))
            found = links.overlap(batch, table, link, near, far, "temp.w_some")
            if found is not None:
                later = batch.connection.execute(f"SELECT max(version) FROM {table} WHERE {near} = ?", found[:1])
                _refuse(load, later.fetchone()[0])


def _check_keys(batch: Batch, load: int, seq: int, touched: Touched) -> None:
    """No two nodes may have one natural key at one time: a later change may have given it away."""
    kind = touched.kind
    table = layout.node_table(kind.tag)
    some = (touched.rekeyed | touched.lived) - touched.gone
    batch.source.rows(table, "sk", some)
    fill(batch.connection, "w_some", ((number,) for number in some))
    known = {link.name for link in kind.links}
    for place, key in enumerate(kind.natural_keys):
        column = ddl.key_column(place)
        batch.source.found(
            table, column, f"SELECT a.{column} FROM temp.w_some w CROSS JOIN {table} a WHERE a.sk = w.sk"
        )
        same = [f"b.{column} = a.{column}"]
        same += ["b.valid_from = a.valid_from" for term in key.terms if term == "validFrom"]
        own = [layout.column(term) for term in key.terms if term != "validFrom" and term not in known]
        same += [f"b.{name} IS a.{name}" for name in own]
        # As in ``resolve``: who differs in an earlier key is somebody else.
        earlier = [ddl.key_column(other) for other in range(place)]
        same += [f"coalesce(b.{name} = a.{name}, 1)" for name in earlier]
        later = batch.connection.execute(
            f"SELECT b.version FROM temp.w_some w CROSS JOIN {table} a CROSS JOIN {table} b "
            f"WHERE a.sk = w.sk AND {' AND '.join(same)} AND b.sk <> a.sk AND b.version > ? "
            "AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to LIMIT 1",
            (seq,),
        ).fetchone()
        if later:
            _refuse(load, later[0])


def _refuse(load: int, later: int | None) -> NoReturn:
    raise ChangeError(
        Code.BAD_ARGUMENT,
        f"load {load} cannot be undone: change {later} of the log touched its rows later; undo that one first, or "
        "correct the rows by new changes",
        details={"load": load, "later": later},
    )


def _restore(batch: Batch, seq: int, kind: Kind, images: Mapping[str, Image]) -> Touched | None:
    """Put the rows of one kind back, nodes with their links, former values and parts; None where it has none."""
    touched = _touched(batch, seq, kind, images)
    if touched is None:
        return None
    derive.before(batch, touched)
    connection = batch.connection
    node = layout.node_table(kind.tag)
    own = images.get(node)
    if own is not None:
        for table in (node, *_belonging(kind)):
            connection.executemany(f"DELETE FROM {table} WHERE sk BETWEEN ? AND ?", own.added)
        connection.executemany(f"DELETE FROM {node} WHERE sk = ?", [(number,) for number in own.column("sk")])
        _insert(batch, node, own.columns, own.rows)
    for table, link, image in _links(kind, images):
        columns = layout.link_key(link)
        connection.executemany(
            f"DELETE FROM {table} WHERE src BETWEEN ? AND ? AND version = ?",
            [(first, last, seq) for first, last in image.added],
        )
        same = " AND ".join(f"{name} = ?" for name in columns)
        connection.executemany(f"DELETE FROM {table} WHERE {same}", image.keys(columns))
        _insert(batch, table, image.columns, image.rows)
    for table in _belonging(kind):
        if table in images:
            image = images[table]
            connection.executemany(f"DELETE FROM {table} WHERE sk = ?", [(number,) for number in image.lists])
            rows = [row for number, some in image.lists.items() if number not in touched.gone for row in some]
            _insert(batch, table, image.columns, rows)
    derive.after(batch, touched)
    return touched


def _insert(batch: Batch, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        batch.connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows
        )


def _belonging(kind: Kind) -> list[str]:
    """Tables of former values and parts of a kind."""
    return [
        *(layout.history_table(kind.tag, prop.name) for prop in kind.properties if prop.dated),
        *(layout.part_table(kind.tag, part.name) for part in kind.parts),
    ]


def _touched(batch: Batch, seq: int, kind: Kind, images: Mapping[str, Image]) -> Touched | None:
    """The nodes of one kind whose derived rows the undoing makes wrong; None where it has none."""
    touched = Touched(kind)
    node = images.get(layout.node_table(kind.tag))
    if node is not None:
        for first, last in node.added:
            touched.gone.update(range(first, last + 1))
        old = node.column("sk")
        touched.lived.update(old)
        touched.renamed.update(old)
        touched.rekeyed.update(old)
        if kind.place:
            touched.recounted.update(old)
        if kind.tree:
            touched.moved.update(old)
    written = list(_links(kind, images))
    for table, link, image in written:
        for first, last in image.added:
            own = batch.connection.execute(
                f"SELECT src FROM {table} WHERE src BETWEEN ? AND ? AND version = ?", (first, last, seq)
            )
            touched.link(link.name, [number for (number,) in own])
        touched.link(link.name, image.column("src"))
    return touched if node is not None or written else None

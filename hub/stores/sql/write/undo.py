"""One batch of a load taken back: rows put back as their images have them, rows that it added deleted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from graph_schema.model import Kind, Link
from hub.errors import ChangeError, Code
from hub.stores.sql import layout
from hub.stores.sql.write import derive
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.derive import Touched


@dataclass(frozen=True, slots=True)
class Image:
    """What a batch did to one table, see ``batch.Images``; ``added``: first and last of each run of numbers."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    lists: dict[int, list[tuple[object, ...]]]
    added: list[tuple[int, int]]
    removed: list[int]

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
        ChangeError: BAD_ARGUMENT where a later change touched a row of it.
    """
    images = _read(before)
    _check_untouched(batch, load, seq, images)
    kinds = sorted(batch.model.kinds, key=lambda kind: kind.name in _areas(batch))
    for kind in kinds:
        _restore(batch, kind, images)
    for kind in kinds:
        _check_dangling(batch, load, kind, images)


def _read(before: str) -> dict[str, Image]:
    return {
        table: Image(
            tuple(image["columns"]),
            [tuple(row) for row in image["rows"]],
            {int(number): [tuple(row) for row in rows] for number, rows in image["lists"].items()},
            [(first, last) for first, last in image["added"]],
            image["removed"],
        )
        for table, image in json.loads(before).items()
    }


def _areas(batch: Batch) -> set[str]:
    """Kinds that others are placed in."""
    return {kind.link(kind.place).target for kind in batch.model.kinds if kind.place}


def _tables(kind: Kind) -> Iterator[tuple[str, str, Link | None]]:
    """The tables of a kind whose rows have a version: name, column of the number, link."""
    yield layout.node_table(kind.tag), "sk", None
    for link in kind.links:
        yield layout.link_table(kind.tag, link.name), "lk", link


def _check_untouched(batch: Batch, load: int, seq: int, images: Mapping[str, Image]) -> None:
    """All rows that the entry wrote must still have its version."""
    for kind in batch.model.kinds:
        for table, key, _ in _tables(kind):
            image = images.get(table)
            if image is None:
                continue
            for first, last in image.added:
                intact, later = batch.connection.execute(
                    f"SELECT count(*) FILTER (WHERE version = ?), max(version) FROM {table} "
                    f"WHERE {key} BETWEEN ? AND ?",
                    (seq, first, last),
                ).fetchone()
                if intact != last - first + 1:
                    _refuse(load, later)
            fill(batch.connection, "w_some", ((number,) for number in image.column(key)))
            later = batch.connection.execute(
                f"SELECT t.version FROM temp.w_some w CROSS JOIN {table} t "
                f"WHERE t.{key} = w.sk AND t.version <> ? LIMIT 1",
                (seq,),
            ).fetchone()
            if later:
                _refuse(load, later[0])


def _check_dangling(batch: Batch, load: int, kind: Kind, images: Mapping[str, Image]) -> None:
    """No link may lead from or to a node that is gone: a later change made it."""
    image = images.get(layout.node_table(kind.tag))
    if image is None or not image.added:
        return
    for source in batch.model.kinds:
        for table, _, link in _tables(source):
            ends = [] if link is None else ["dst"] * (link.target == kind.name) + ["src"] * (source.name == kind.name)
            for end in ends:
                for first, last in image.added:
                    later = batch.connection.execute(
                        f"SELECT version FROM {table} WHERE {end} BETWEEN ? AND ? LIMIT 1", (first, last)
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


def _restore(batch: Batch, kind: Kind, images: Mapping[str, Image]) -> None:
    """Put the rows of one kind back, nodes with their links, former values and parts."""
    touched = _touched(batch, kind, images)
    if touched is None:
        return
    derive.before(batch, touched)
    connection = batch.connection
    for table, key, link in _tables(kind):
        image = images.get(table)
        if image is None:
            continue
        connection.executemany(f"DELETE FROM {table} WHERE {key} BETWEEN ? AND ?", image.added)
        connection.executemany(f"DELETE FROM {table} WHERE {key} = ?", [(number,) for number in image.column(key)])
        _insert(batch, table, image.columns, image.rows)
        if link is None:
            for belonging in _belonging(kind):
                connection.executemany(f"DELETE FROM {belonging} WHERE sk BETWEEN ? AND ?", image.added)
    for table in _belonging(kind):
        image = images.get(table)
        if image is None:
            continue
        connection.executemany(f"DELETE FROM {table} WHERE sk = ?", [(number,) for number in image.lists])
        rows = [row for number, some in image.lists.items() if number not in touched.gone for row in some]
        _insert(batch, table, image.columns, rows)
    derive.after(batch, touched)


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


def _touched(batch: Batch, kind: Kind, images: Mapping[str, Image]) -> Touched | None:
    """The nodes of one kind whose derived rows the undoing makes wrong; None where it has none."""
    touched = Touched(kind)
    found = False
    for table, key, link in _tables(kind):
        image = images.get(table)
        if image is None:
            continue
        found = True
        added = [
            number
            for first, last in image.added
            for (number,) in batch.connection.execute(
                f"SELECT {'sk' if link is None else 'src'} FROM {table} WHERE {key} BETWEEN ? AND ?",
                (first, last),
            )
        ]
        if link is not None:
            touched.link(link.name, added)
            touched.link(link.name, image.column("src"))
            continue
        touched.gone.update(added)
        old = image.column("sk")
        touched.lived.update(old)
        touched.renamed.update(old)
        touched.rekeyed.update(old)
        if kind.place:
            touched.recounted.update(old)
        if kind.tree:
            touched.moved.update(old)
    return touched if found else None

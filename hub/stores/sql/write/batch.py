"""What one transaction of changes knows: its version, who owns what, the rows as they were, what was counted."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph_schema.model import Link, Model
from hub.stores.sql import layout, origin, source
from hub.stores.sql.owned import owned
from hub.stores.sql.write.cells import Stored
from hub.stores.sql.write.numbers import Numbers

LinkKey = tuple[Stored, ...]
"""Values of a link's key columns, see ``layout.link_key``."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows of one kind or link: how many came to be, were changed, stayed as they were."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.created + other.created, self.changed + other.changed, self.unchanged + other.unchanged)


@dataclass(slots=True)
class Images:
    """Rows of one table as they were before the batch, and the rows that the batch added.

    ``rows``: whole rows, in the order of ``columns``, of tables that have a version. ``lists``: for a table of
    values that belong to nodes (former values, parts), by node, all its rows. ``added``: numbers of new nodes.
    ``firsts``: sources of links that are as old as they are; ``taken``: how many of these are gone again. ``links``:
    keys of other new links. ``kept``: keys of links that are among ``rows``; ``gone``: of those that are there no more.
    """

    columns: tuple[str, ...] = ()
    rows: list[tuple[object, ...]] = field(default_factory=list)
    lists: dict[int, list[tuple[object, ...]]] = field(default_factory=dict)
    added: array[int] = field(default_factory=lambda: array("q"))
    firsts: array[int] = field(default_factory=lambda: array("q"))
    taken: int = 0
    links: set[LinkKey] = field(default_factory=set)
    kept: set[LinkKey] = field(default_factory=set)
    gone: set[LinkKey] = field(default_factory=set)


class Batch:
    """One transaction of changes.

    Args:
        connection: inside a transaction.
        model: what may be written.
        load: the load that the batch belongs to, if any.
    """

    def __init__(self, connection: sqlite3.Connection, model: Model, load: int | None = None) -> None:
        self.connection = connection
        self.source = source.of(connection)
        self.model = model
        self.load = load
        self.seq: int = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM change_log").fetchone()[0]
        self.owned = owned(connection)
        self.origin = origin.read(connection)
        self.numbers = Numbers(connection, self.origin)
        self.tallies: dict[str, Tally] = {}
        self.images: dict[str, Images] = {}
        self._owns: dict[int, bool] = {}
        prepare(connection)

    def owns(self, number: int) -> bool:
        """Whether the node of this stored number was born in a region of this hub."""
        return self.owns_region(self.origin.region(number))

    def owns_region(self, region: int) -> bool:
        """Whether a region, 0 to 999999, is one of this hub."""
        known = self._owns.get(region)
        if known is None:
            known = self._owns[region] = f"{region:06d}".startswith(self.owned)
        return known

    def key(self, tag: str, number: int) -> str:
        """The public key of a stored number."""
        return self.origin.key(tag, number)

    def count(self, name: str, *, created: int = 0, changed: int = 0, unchanged: int = 0) -> None:
        """Add to the tally of a kind (``Household``) or of a link or part (``Household.place``)."""
        self.tallies[name] = self.tallies.get(name, Tally()) + Tally(created, changed, unchanged)

    @property
    def wrote(self) -> bool:
        """Whether anything was written yet."""
        return any(tally.created or tally.changed for tally in self.tallies.values())

    def added(self, table: str, numbers: Iterable[int]) -> None:
        """Remember nodes that are new; before they can be changed again."""
        self._images(table).added.extend(numbers)

    def added_links(self, table: str, keys: Iterable[LinkKey]) -> None:
        """Remember links that are new; before they can be changed again."""
        images = self._images(table)
        images.links.update(keys)
        images.gone -= images.links

    def added_firsts(self, table: str, sources: Iterable[int]) -> None:
        """Remember the first links of new nodes: their sources say which they are."""
        self._images(table).firsts.extend(sources)

    def keep(self, table: str, numbers: Sequence[int]) -> None:
        """Remember nodes that are about to be changed, unless this batch has written them already."""
        images = self._images(table)
        self.source.rows(table, "sk", numbers)
        fill(self.connection, "w_keep", ((number,) for number in numbers))
        found = self.connection.execute(
            f"SELECT t.* FROM temp.w_keep w CROSS JOIN {table} t WHERE t.sk = w.sk AND t.version <> ?", (self.seq,)
        )
        images.columns = tuple(column[0] for column in found.description)
        images.rows.extend(found)

    def keep_links(self, table: str, link: Link, keys: Sequence[LinkKey], *, removed: bool = False) -> None:
        """Remember links that are about to be changed or, ``removed``, deleted, unless this batch has written them."""
        images = self._images(table)
        columns = layout.link_key(link)
        self.source.rows(table, "src", [key[0] for key in keys])
        look = f"SELECT * FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in columns)} AND version <> ?"
        for key in keys:
            found = self.connection.execute(look, (*key, self.seq))
            images.columns = tuple(column[0] for column in found.description)
            for row in found:
                images.rows.append(row)
                images.kept.add(key)
        if removed:
            images.taken += sum(key not in images.links and key not in images.kept for key in keys)
            images.links.difference_update(keys)
            images.gone.update(key for key in keys if key in images.kept)

    def keep_lists(self, table: str, numbers: Sequence[int]) -> None:
        """Remember all rows that nodes have in a table of former values or parts, the first time they are touched."""
        images = self._images(table)
        fresh = [number for number in numbers if number not in images.lists]
        if not fresh:
            return
        images.lists.update((number, []) for number in fresh)
        self.source.rows(table, "sk", fresh)
        fill(self.connection, "w_keep", ((number,) for number in fresh))
        found = self.connection.execute(
            f"SELECT t.* FROM temp.w_keep w CROSS JOIN {table} t WHERE t.sk = w.sk ORDER BY t.sk, t.since"
        )
        images.columns = tuple(column[0] for column in found.description)
        place = images.columns.index("sk")
        for row in found:
            images.lists[row[place]].append(row)

    def before(self) -> str:
        """The rows as they were, as JSON; ``loads.undo_load`` reads it."""
        return json.dumps(
            {table: _image(images) for table, images in self.images.items()},
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def _images(self, table: str) -> Images:
        return self.images.setdefault(table, Images())


def _image(images: Images) -> Mapping[str, object]:
    links = images.links - images.kept
    sources = {key[0] for key in links if isinstance(key[0], int)} | set(images.firsts) if links else images.firsts
    return {
        "columns": images.columns,
        "rows": images.rows,
        "lists": images.lists,
        "added": _ranges(sorted(images.added or sources)),
        "links": len(links) + len(images.firsts) - images.taken,
        "gone": sorted(images.gone, key=repr),
    }


def _ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Rising numbers as first and last of each unbroken run: a batch numbers its rows one after another."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


_TABLES = (
    "w_rows(ix INTEGER PRIMARY KEY, sk INTEGER NOT NULL)",
    "w_hash(ix INTEGER PRIMARY KEY, h INTEGER NOT NULL)",
    "w_text(ix INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, c TEXT NOT NULL)",
    "w_link(ix INTEGER PRIMARY KEY, src INTEGER NOT NULL, dst INTEGER NOT NULL, since INTEGER NOT NULL)",
    "w_keep(sk INTEGER PRIMARY KEY)",
    "w_some(sk INTEGER PRIMARY KEY)",
    "w_tree(sk INTEGER PRIMARY KEY)",
    "w_area(sk INTEGER PRIMARY KEY)",
    "w_count(sk INTEGER PRIMARY KEY)",
    "w_own(area INTEGER NOT NULL, what TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, "
    "many INTEGER NOT NULL)",
    "w_delta(area INTEGER NOT NULL, what TEXT NOT NULL, day INTEGER NOT NULL, delta INTEGER NOT NULL)",
)
"""Work tables of a connection: sets of rows that one statement hands to the next."""


def prepare(connection: sqlite3.Connection) -> None:
    """Make the work tables, if the connection has none yet."""
    for table in _TABLES:
        connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table}")


def fill(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Put rows into a work table in place of those it has."""
    connection.execute(f"DELETE FROM temp.{table}")
    width = len(next(name for name in _TABLES if name.startswith(table + "(")).split(","))
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO temp.{table} VALUES ({marks}) ON CONFLICT DO NOTHING", rows)

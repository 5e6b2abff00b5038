"""Under which areas of the keyed levels a placed node stands: derived columns of its row, and the areas besides.

The truth is the place link and the closure of the area tree. What is kept here leads from an area to what may stand
below it on a day, in one order or another, without reading all of it; ``layout`` says what each column means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from graph_schema.keys import FOREVER
from graph_schema.model import Kind
from hub.stores.sql import layout
from hub.stores.sql.owned import dividing
from hub.stores.sql.write.batch import Batch, fill


@dataclass(frozen=True, slots=True)
class Stand:
    """``last``: by keyed level, the area of the last placement that is for good. ``others``: all others, ever."""

    last: tuple[int | None, ...]
    others: frozenset[int]


_Above = list[tuple[int, int, int, int, bool]]
"""Areas of keyed levels at or above one: place of the level, area, since, until, whether for good."""


def at_birth(batch: Batch, kind: Kind, places: Sequence[int | None], begins: Sequence[int]) -> list[Stand]:
    """Where new nodes stand that are placed from their first day on, for good."""
    above = _above(batch, kind, {place for place in places if place is not None})
    known: dict[tuple[int | None, int], Stand] = {}
    found = []
    for pair in zip(places, begins, strict=True):
        stand = known.get(pair)
        if stand is None:
            place, begin = pair
            stand = known[pair] = _stand(above, [] if place is None else [(begin, FOREVER, place)])
        found.append(stand)
    return found


def add_others(batch: Batch, kind: Kind, numbers: Sequence[int], stands: Sequence[Stand]) -> None:
    """Write the other areas of nodes that have none written yet."""
    batch.connection.executemany(
        f"INSERT INTO {layout.other_areas(kind.tag)} (anc, sk) VALUES (?, ?)",
        [(area, number) for number, stand in zip(numbers, stands, strict=True) for area in stand.others],
    )


def renew(batch: Batch, kind: Kind, numbers: Iterable[int]) -> None:
    """Work out anew where nodes stand."""
    numbers = list(numbers)
    batch.source.rows(layout.node_table(kind.tag), "sk", numbers)
    fill(batch.connection, "w_some", ((number,) for number in numbers))
    found = list(stands(batch, kind, "temp.w_some"))
    forget(batch, kind, [number for number, _ in found])
    sets = ", ".join(f"{name} = ?" for name in map(layout.level_column, layout.KEYED_LEVELS))
    batch.connection.executemany(
        f"UPDATE {layout.node_table(kind.tag)} SET {sets} WHERE sk = ?",
        [(*stand.last, number) for number, stand in found],
    )
    add_others(batch, kind, [number for number, _ in found], [stand for _, stand in found])


def forget(batch: Batch, kind: Kind, numbers: Iterable[int]) -> None:
    """Take the other areas of nodes away."""
    batch.connection.executemany(
        f"DELETE FROM {layout.other_areas(kind.tag)} WHERE sk = ?", [(number,) for number in numbers]
    )


def stands(batch: Batch, kind: Kind, some: str) -> Iterator[tuple[int, Stand]]:
    """Where the nodes in table ``some`` (column ``sk``) stand, in the order of their numbers."""
    assert kind.place is not None
    link = layout.link_table(kind.tag, kind.place)
    batch.source.found(link, "src", f"SELECT sk FROM {some}")
    places = batch.connection.execute(f"SELECT DISTINCT l.dst FROM {some} w CROSS JOIN {link} l WHERE l.src = w.sk")
    above = _above(batch, kind, {place for (place,) in places})
    rows = batch.connection.execute(
        f"SELECT w.sk, l.since, l.until, l.dst FROM {some} w LEFT JOIN {link} l ON l.src = w.sk ORDER BY w.sk"
    )
    for number, links in groupby(rows, itemgetter(0)):
        yield number, _stand(above, [(since, until, dst) for _, since, until, dst in links if dst is not None])


def _above(batch: Batch, kind: Kind, places: Iterable[int]) -> Mapping[int, _Above]:
    """The areas of dividing levels at or above some areas, over all time."""
    area = batch.model.kind(kind.link(kind.place or "").target)
    levels = dividing(batch.owned)
    node = layout.node_table(area.tag)
    fill(batch.connection, "w_keep", ((place,) for place in places))
    batch.source.found(layout.closure_table(area.tag), "dsc", "SELECT sk FROM temp.w_keep")
    found: dict[int, _Above] = {}
    for place, level, anc, since, until, for_good in batch.connection.execute(
        "SELECT w.sk, m.p_level, c.anc, c.since, c.until, "
        f"c.depth = 0 OR (c.until = {FOREVER} AND a.valid_to = {FOREVER}) "
        f"FROM temp.w_keep w CROSS JOIN {layout.closure_table(area.tag)} c CROSS JOIN {node} m CROSS JOIN {node} a "
        f"WHERE c.dsc = w.sk AND m.sk = c.anc AND a.sk = w.sk AND m.p_level IN ({', '.join('?' * len(levels))})",
        levels,
    ):
        found.setdefault(place, []).append((layout.KEYED_LEVELS.index(level), anc, since, until, bool(for_good)))
    return found


def _stand(above: Mapping[int, _Above], links: Sequence[tuple[int, int, int]]) -> Stand:
    """Where a node with these place links (since, until, area) stands."""
    last: list[int | None] = [None] * len(layout.KEYED_LEVELS)
    ever: set[int] = set()
    for begin, end, place in links:
        for level, area, since, until, for_good in above.get(place, ()):
            if begin < until and since < end:
                ever.add(area)
                if for_good and end == FOREVER:
                    last[level] = area
    return Stand(tuple(last), frozenset(ever.difference(last)))

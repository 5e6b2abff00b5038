"""Natural keys as 64-bit hashes: by them a second load of a row finds the node that the first one made.

A key applies to a row or node where all its terms are there: links, required properties and ``validFrom`` must not
be null. A null property that may be null is a value like others (a figure without dimensions), and a null tree link
says that the node is a root; but a key of nothing but nulls does not apply.

Whoever looks a hash up compares the properties among the terms besides, so that two keys with one hash must also agree
in all but their links to make two nodes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from zlib import crc32

from graph_schema.model import Kind, NaturalKey
from hub.stores.sql import ddl, layout
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.cells import Stored
from hub.stores.sql.write.frame import Nodes

CHUNK = 20_000
"""Nodes whose keys are renewed at once."""


def of_rows(batch: Batch, frame: Nodes) -> list[list[int | None]]:
    """For each natural key of the kind, the hash of every row; None where the key does not apply.

    A column that is not there counts as null.
    """
    size = len(frame.rows)
    nothing: list[Stored] = [None] * size
    found = []
    for key in frame.kind.natural_keys:
        columns: list[Sequence[Stored]] = []
        for term in key.terms:
            if term == "validFrom":
                columns.append(frame.valid_from or nothing)
            elif term in frame.links:
                columns.append(_at_level(batch, frame.kind, key, term, frame.links[term]))
            else:
                columns.append(frame.properties.get(term, nothing))
        found.append(_hashes(columns, _needed(frame.kind, key)))
    return found


def lacking(frame: Nodes, key: NaturalKey) -> bool:
    """Whether the frame has no column for a tree link that is a term: its rows then say nothing of their parents."""
    return frame.kind.tree in key.terms and frame.kind.tree not in frame.links


def uses(kind: Kind, term: str) -> bool:
    """Whether a property, link or ``validFrom`` is a term of one of the kind's natural keys."""
    return any(term in key.terms for key in kind.natural_keys)


def levelled(kind: Kind) -> bool:
    """Whether a natural key of the kind looks up the area tree, so that it changes with the tree."""
    return any(key.level for key in kind.natural_keys)


def renew(batch: Batch, kind: Kind, numbers: Iterable[int]) -> None:
    """Compute the hashes of nodes anew from what is stored."""
    if not kind.natural_keys:
        return
    waiting = sorted(numbers)
    for start in range(0, len(waiting), CHUNK):
        _renew(batch, kind, waiting[start : start + CHUNK])


def stored(batch: Batch, kind: Kind, numbers: Sequence[int]) -> list[tuple[int, list[int | None], list[int | None]]]:
    """For nodes: number, hashes as they are in the row, hashes as they should be."""
    terms = list(dict.fromkeys(term for key in kind.natural_keys for term in key.terms))
    links = {link.name for link in kind.links}
    picked = []
    batch.source.rows(layout.node_table(kind.tag), "sk", numbers)
    for term in terms:
        if term == "validFrom":
            picked.append("n.valid_from")
        elif term in links:
            table = layout.link_table(kind.tag, term)
            batch.source.rows(table, "src", numbers)
            picked.append(f"(SELECT l.dst FROM {table} l WHERE l.src = n.sk ORDER BY l.since DESC LIMIT 1)")
        else:
            picked.append(f"n.{layout.column(term)}")
    known = ddl.key_columns(kind)
    fill(batch.connection, "w_some", ((number,) for number in numbers))
    rows = batch.connection.execute(
        f"SELECT n.sk, {', '.join(f'n.{name}' for name in known)}, {', '.join(picked)} "
        f"FROM temp.w_some w CROSS JOIN {layout.node_table(kind.tag)} n WHERE n.sk = w.sk"
    ).fetchall()
    if not rows:
        return []
    by_column = list(zip(*rows, strict=True))
    by_term = dict(zip(terms, by_column[1 + len(known) :], strict=True))
    hashes = []
    for key in kind.natural_keys:
        columns = [
            _at_level(batch, kind, key, term, by_term[term]) if term in links else by_term[term] for term in key.terms
        ]
        hashes.append(_hashes(columns, _needed(kind, key)))
    return [
        (row[0], list(row[1 : 1 + len(known)]), list(should))
        for row, should in zip(rows, zip(*hashes, strict=True), strict=True)
    ]


def _renew(batch: Batch, kind: Kind, numbers: Sequence[int]) -> None:
    names = ddl.key_columns(kind)
    batch.connection.executemany(
        f"UPDATE {layout.node_table(kind.tag)} SET {', '.join(f'{name} = ?' for name in names)} WHERE sk = ?",
        [(*should, number) for number, is_, should in stored(batch, kind, numbers) if is_ != should],
    )


def _needed(kind: Kind, key: NaturalKey) -> tuple[int, ...]:
    """Places of the terms that must not be null."""
    required = {prop.name for prop in kind.properties if prop.required} | {"validFrom"}
    required |= {link.name for link in kind.links if link.name != kind.tree}
    return tuple(place for place, term in enumerate(key.terms) if term in required)


def _hashes(columns: Sequence[Sequence[Stored]], needed: tuple[int, ...]) -> list[int | None]:
    return [
        None if None in terms and not _applies(terms, needed) else _hash(terms)
        for terms in zip(*columns, strict=True)
    ]  # fmt: skip


def _hash(terms: tuple[Stored, ...]) -> int:
    """64 bits, signed: 16 of the first term and 48 of all of them.

    The first term is a place, a parent or a code, and rows come place by place: with it in front, a batch writes to
    few pages of the index. Without it every batch rewrote the whole index, which was a third of a load's time.
    """
    # repr tells texts from numbers and keeps neighbours apart.
    rest = int.from_bytes(blake2b(repr(terms).encode(), digest_size=6).digest(), "big")
    first = terms[0]
    near = (first if isinstance(first, int) else crc32(str(first).encode())) & 0xFFFF
    return (near - 0x8000) << 48 | rest


def _applies(terms: tuple[Stored, ...], needed: tuple[int, ...]) -> bool:
    return all(terms[place] is not None for place in needed) and any(term is not None for term in terms)


def _at_level(batch: Batch, kind: Kind, key: NaturalKey, term: str, places: Sequence[Stored]) -> Sequence[Stored]:
    """Areas, or where the key says so those above them at its level: by the latest parents, whatever the day.

    An area with none of that level above stands for itself.
    """
    if key.level is None or term != kind.place:
        return places
    area = batch.model.kind(kind.link(term).target)
    fill(batch.connection, "w_keep", ((place,) for place in set(places) if place is not None))
    above: dict[Stored, Stored] = dict(
        batch.connection.execute(
            f"SELECT w.sk, coalesce((SELECT c.anc FROM {layout.closure_table(area.tag)} c, "
            f"{layout.node_table(area.tag)} a WHERE c.dsc = w.sk AND a.sk = c.anc AND a.p_level = ? "
            "ORDER BY c.since DESC, c.depth LIMIT 1), w.sk) FROM temp.w_keep w",
            (key.level,),
        )
    )
    return [above.get(place, place) for place in places]

"""What is special about areas: their rows are found by a code first, and a code that moves on ends who bore it.

The rule of DOMAIN.md: a row with a code means the area that has, or had, the same name and the same code of the same
authority, of any vintage; else the one of the same parent, level and name; else a new one. An area that bears the
code under another name ends on the day on which the row begins, unless another row of the same change means it: when
a whole list comes, an area that only got another code stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph_schema.model import Kind
from hub.stores.sql import layout
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.cells import Stored
from hub.stores.sql.write.frame import Nodes

CODES = "codes"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that a row may mean."""

    number: int
    valid_from: int
    valid_to: int


def coded(kind: Kind) -> bool:
    """Whether rows of the kind may be found by a code."""
    return kind.name == "Area" and any(part.name == CODES for part in kind.parts)


def codes(frame: Nodes) -> list[tuple[Stored, Stored] | None] | None:
    """Authority and code of each row; None for a row without, and for a frame without."""
    columns = frame.parts.get(CODES)
    if columns is None or not coded(frame.kind):
        return None
    return [
        None if code is None else (authority, code)
        for authority, code in zip(columns["authority"], columns["code"], strict=True)
    ]


def by_code(batch: Batch, frame: Nodes) -> Iterator[tuple[int, list[Candidate], list[int]]]:
    """For rows that bring a code: place of the row, areas of that code and name, living areas of another name.

    A row that has no name means whoever bears the code.
    """
    given = codes(frame)
    if given is None:
        return
    names = frame.properties.get("name")
    rows = [
        (place, *pair, (names[place] if names is not None else None) or "")
        for place, pair in enumerate(given)
        if pair is not None
    ]
    fill(batch.connection, "w_text", rows)
    tag = frame.kind.tag
    found: dict[int, tuple[dict[int, Candidate], set[int]]] = {row[0]: ({}, set()) for row in rows}
    for place, number, valid_from, valid_to, since, until, same in batch.connection.execute(
        "SELECT w.ix, n.sk, n.valid_from, n.valid_to, q.since, q.until, w.c = '' OR n.p_name = w.c "
        f"OR EXISTS (SELECT 1 FROM {layout.history_table(tag, 'name')} h WHERE h.sk = n.sk AND h.value = w.c) "
        f"FROM temp.w_text w CROSS JOIN {layout.part_table(tag, CODES)} q CROSS JOIN {layout.node_table(tag)} n "
        "WHERE q.p_code = w.b AND q.p_authority = w.a AND n.sk = q.sk"
    ):
        candidates, others = found[place]
        if same:
            candidates[number] = Candidate(number, valid_from, valid_to)
            continue
        begin = (frame.since[place] if frame.since is not None else None) or (
            frame.valid_from[place] if frame.valid_from is not None else None
        )
        if begin is None or (valid_from < begin < valid_to and since <= begin < until):
            others.add(number)
    for place, (candidates, others) in found.items():
        yield place, list(candidates.values()), sorted(others)

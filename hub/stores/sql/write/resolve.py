"""Which node a row means: by its id, by an area's code, or by a natural key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph_schema.keys import FOREVER
from graph_schema.model import Kind
from hub.errors import ChangeError, Code
from hub.stores.sql import ddl, layout
from hub.stores.sql.write import areas, natural
from hub.stores.sql.write.areas import Candidate
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.cells import fault
from hub.stores.sql.write.frame import Nodes


@dataclass(slots=True)
class Resolved:
    """For each row of a frame the node it means.

    ``numbers``: stored number; None for a new node that has no id yet. ``known``: whether the node is there.
    ``hashes``: natural keys, by key and row. ``bearers``: for rows that bring an area's code, the other living areas
    that bear it.
    """

    numbers: list[int | None]
    known: list[bool]
    hashes: list[list[int | None]]
    bearers: dict[int, list[int]] = field(default_factory=dict)

    def take(self, picked: Sequence[int]) -> Resolved:
        """Only the rows at these places, in this order; without bearers."""
        if len(picked) == len(self.numbers):
            return self
        return Resolved(
            [self.numbers[place] for place in picked],
            [self.known[place] for place in picked],
            [[column[place] for place in picked] for column in self.hashes],
        )


def passes(frame: Nodes, hashes: list[list[int | None]]) -> Iterator[list[int]]:
    """The rows, by place, in groups that mean no node twice, so that a later row finds what an earlier one made.

    Rows with an id and rows without stand in different groups: what an id's row does may make a key's row mean
    another node. Rows of different nodes may change places; rows of one node never do.
    """
    size = len(frame.rows)
    ids = frame.ids
    start = 0
    while start < size:
        stop = start
        named = ids is not None and ids[start] is not None
        while stop < size and (ids is not None and ids[stop] is not None) == named:
            stop += 1
        columns: list[Sequence[object]] = [ids] if named and ids is not None else [*hashes, areas.codes(frame) or ()]
        yield from _once_each([column[start:stop] for column in columns if column], start, stop)
        start = stop


def _once_each(marks: Sequence[Sequence[object]], start: int, stop: int) -> list[list[int]]:
    """Places from start to stop in groups in which no mark (other than None) is there twice in its column."""
    present = [[mark for mark in column if mark is not None] for column in marks]
    if all(len(set(column)) == len(column) for column in present):
        return [list(range(start, stop))]
    seen: dict[object, int] = {}
    groups: list[list[int]] = []
    for place in range(start, stop):
        mine = [(at, mark) for at, column in enumerate(marks) if (mark := column[place - start]) is not None]
        turn = max((seen.get(mark, 0) for mark in mine), default=0)
        for mark in mine:
            seen[mark] = turn + 1
        if turn == len(groups):
            groups.append([])
        groups[turn].append(place)
    return groups


def resolve(batch: Batch, frame: Nodes, hashes: list[list[int | None]]) -> Resolved:
    """Find the node of every row. All rows of the frame have an id, or none has.

    Args:
        hashes: what ``natural.of_rows`` says of the frame.

    Raises:
        ChangeError: AMBIGUOUS_KEY where several nodes fit one row (``details["candidates"]``: their keys), BAD_VALUE
            where a row has neither an id nor a natural key.
    """
    if frame.ids is not None and (not frame.ids or frame.ids[0] is not None):
        there = existing(batch, frame.kind, frame.ids)
        return Resolved(frame.ids, [number in there for number in frame.ids], hashes)
    found = Resolved([None] * len(frame.rows), [False] * len(frame.rows), hashes)
    coded: set[int] = set()
    for place, candidates, others in areas.by_code(batch, frame):
        coded.add(place)
        number = _pick(batch, frame, place, candidates)
        if number is None:
            found.bearers[place] = others
        found.numbers[place] = number
    for key in range(len(frame.kind.natural_keys)):
        if not natural.lacking(frame, frame.kind.natural_keys[key]):
            _by_key(batch, frame, key, hashes, found)
    keyed = [
        column for key, column in zip(frame.kind.natural_keys, hashes, strict=True) if not natural.lacking(frame, key)
    ]
    for place, number in enumerate(found.numbers):
        found.known[place] = number is not None
        if number is None and frame.kind.natural_keys and place not in coded:
            for column in keyed:
                if column[place] is not None:
                    break
            else:
                keys = " or ".join(" + ".join(key.terms) for key in frame.kind.natural_keys)
                raise fault(
                    Code.BAD_VALUE, frame.kind.name, frame.rows[place], None,
                    f"nothing says which node the row means; give its id, or {keys}",
                )  # fmt: skip
    return found


def existing(batch: Batch, kind: Kind, numbers: Iterable[int | None]) -> set[int]:
    """Which of these nodes are there."""
    numbers = list(numbers)
    batch.source.rows(layout.node_table(kind.tag), "sk", numbers)
    fill(batch.connection, "w_some", ((number,) for number in numbers if number is not None))
    return {
        number
        for (number,) in batch.connection.execute(
            f"SELECT n.sk FROM temp.w_some w CROSS JOIN {layout.node_table(kind.tag)} n WHERE n.sk = w.sk"
        )
    }


def _by_key(batch: Batch, frame: Nodes, key: int, hashes: list[list[int | None]], found: Resolved) -> None:
    """Look the rows up that are still open by one natural key.

    A node that differs from the row in an earlier key is another one: an organisation of the same name with another
    credit code. A node with another value than the row's only has the same hash.
    """
    column = hashes[key]
    terms = _own_terms(frame, key)
    still = [place for place, number in enumerate(found.numbers) if number is None and column[place] is not None]
    batch.source.rows(layout.node_table(frame.kind.tag), ddl.key_column(key), [column[place] for place in still])
    fill(batch.connection, "w_hash", ((place, column[place]) for place in still))
    earlier = [ddl.key_column(other) for other in range(key)]
    candidates: dict[int, list[Candidate]] = {}
    shown = "".join(f", n.{name}" for name in [*earlier, *(name for name, _ in terms)])
    for place, number, valid_from, valid_to, *others in batch.connection.execute(
        f"SELECT w.ix, n.sk, n.valid_from, n.valid_to{shown} "
        f"FROM temp.w_hash w CROSS JOIN {layout.node_table(frame.kind.tag)} n WHERE n.{ddl.key_column(key)} = w.h"
    ):
        if [values[place] for _, values in terms] != others[key:]:
            continue
        mine = [hashes[other][place] for other in range(key)]
        if all(a is None or b is None or a == b for a, b in zip(mine, others[:key], strict=True)):
            candidates.setdefault(place, []).append(Candidate(number, valid_from, valid_to))
    for place, some in candidates.items():
        found.numbers[place] = _pick(batch, frame, place, some)


def _own_terms(frame: Nodes, key: int) -> list[tuple[str, Sequence[int | str | None]]]:
    """Those terms of a natural key that stand in the node's row: the column, and the values of the frame's rows."""
    nothing = [None] * len(frame.rows)
    links = {link.name for link in frame.kind.links}
    found: list[tuple[str, Sequence[int | str | None]]] = []
    for term in frame.kind.natural_keys[key].terms:
        if term == "validFrom":
            found.append(("valid_from", frame.valid_from or nothing))
        elif term not in links:
            found.append((layout.column(term), frame.properties.get(term, nothing)))
    return found


def _pick(batch: Batch, frame: Nodes, place: int, candidates: Sequence[Candidate]) -> int | None:
    """The one node that the row means: one that lives in the row's time; without a time the living one."""
    if not candidates:
        return None
    begin = frame.valid_from[place] if frame.valid_from is not None else None
    end = frame.valid_to[place] if frame.valid_to is not None else None
    if begin is None:
        last = max(candidate.valid_to for candidate in candidates)
        best = [candidate for candidate in candidates if candidate.valid_to == last]
    else:
        alive = [c for c in candidates if c.valid_from < (end or FOREVER) and begin < c.valid_to]
        best = [c for c in alive if c.valid_from == begin] or [c for c in alive if c.valid_from < begin]
        if not best and alive:
            first = min(c.valid_from for c in alive)
            best = [c for c in alive if c.valid_from == first]
    numbers = sorted({candidate.number for candidate in best})
    if len(numbers) > 1:
        keys = [batch.key(frame.kind.tag, number) for number in numbers]
        raise ChangeError(
            Code.AMBIGUOUS_KEY,
            f"{frame.kind.name}, row {frame.rows[place]}: it may mean {', '.join(keys[:5])}; name one of them by id",
            details={"kind": frame.kind.name, "row": frame.rows[place], "candidates": keys},
        )
    return numbers[0] if numbers else None

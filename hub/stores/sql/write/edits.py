"""What a row changes on a node that exists: its validity and properties, and what becomes of former values."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_schema.model import Property
from hub.errors import Code
from hub.stores.sql import layout
from hub.stores.sql.write import natural, values
from hub.stores.sql.write.batch import Batch, fill
from hub.stores.sql.write.cells import Stored, day, fault
from hub.stores.sql.write.derive import Touched
from hub.stores.sql.write.frame import Nodes


@dataclass(slots=True)
class Edits:
    """What is to be done to the rows of nodes that exist.

    ``rows``: by place, the new validity and the new values of the frame's properties. ``former``: by property, rows
    of former values: node, since, until, value. ``bumped``: nodes that change in a part only, with their source rows.
    """

    rows: dict[int, tuple[int, int, list[Stored]]] = field(default_factory=dict)
    former: dict[str, list[tuple[int, int, int, Stored]]] = field(default_factory=dict)


def plan(batch: Batch, rows: Nodes, old: dict[int, int], touched: Touched) -> tuple[Edits, dict[int, int]]:
    """What changes in the rows of nodes that exist; besides, by place, the day on which each node begins."""
    kind = rows.kind
    edits = Edits()
    begins: dict[int, int] = {}
    if not old:
        return edits, begins
    properties = [prop for prop in kind.properties if prop.name in rows.properties]
    given = [rows.properties[prop.name] for prop in properties]
    # A row found by its natural key repeats an old begin or brings that of its list; only an id's row corrects it.
    corrects = rows.valid_from if rows.ids is not None and next(iter(old.values())) in rows.ids else None
    batch.source.rows(layout.node_table(kind.tag), "sk", old.values())
    fill(batch.connection, "w_rows", old.items())
    current = batch.connection.execute(
        f"SELECT w.ix, n.valid_from, n.valid_to, n.stub{''.join(f', n.{layout.column(p.name)}' for p in properties)} "
        f"FROM temp.w_rows w CROSS JOIN {layout.node_table(kind.tag)} n WHERE n.sk = w.sk ORDER BY w.ix"
    ).fetchall()
    was_of: dict[int, list[Stored]] = {}
    for place, valid_from, valid_to, stub, *was in current:
        begins[place] = valid_from
        begin = (corrects[place] if corrects is not None else None) or valid_from
        end_ = (rows.valid_to[place] if rows.valid_to is not None else None) or valid_to
        now = [column[place] for column in given]
        if begin == valid_from and end_ == valid_to and now == was:
            continue
        if not stub:
            for prop, value in zip(properties, now, strict=True):
                if value is None and prop.required:
                    raise fault(
                        Code.BAD_VALUE, kind.name, rows.rows[place], prop.name,
                        f"{prop.name} ({prop.label}) is required; it cannot be null",
                    )  # fmt: skip
        if begin >= end_:
            raise fault(
                Code.BAD_VALUE, kind.name, rows.rows[place], "validTo" if rows.valid_to else "validFrom",
                f"validTo {day(end_)} is not after validFrom {day(begin)}; the first is the last day plus one",
            )  # fmt: skip
        edits.rows[place] = begin, end_, now
        was_of[place] = was
        if (begin, end_) != (valid_from, valid_to):
            touched.lived.add(old[place])
            if begin != valid_from and natural.uses(kind, "validFrom"):
                touched.rekeyed.add(old[place])
    for at, prop in enumerate(properties):
        if prop.dated:
            _date(batch, rows, old, edits, was_of, begins, at, prop)
    for place, (_, _, now) in list(edits.rows.items()):
        number = old[place]
        for prop, before, after in zip(properties, was_of[place], now, strict=True):
            if before != after:
                touched.property(prop.name, number)
        if now == was_of[place] and number not in touched.lived:
            del edits.rows[place]
    return edits, begins


def _date(
    batch: Batch,
    rows: Nodes,
    old: dict[int, int],
    edits: Edits,
    was_of: dict[int, list[Stored]],
    begins: dict[int, int],
    at: int,
    prop: Property,
) -> None:
    """Decide for a dated property what a new value means: a change on a day, a correction, or nothing new.

    ``at`` is the property's place in the values of ``edits`` and ``was_of``. Former values go to ``edits.former``.
    """
    kind = rows.kind
    differing = [place for place in edits.rows if edits.rows[place][2][at] != was_of[place][at]]
    if not differing:
        return
    history: dict[int, list[tuple[int, int, Stored]]] = {}
    batch.source.rows(layout.history_table(kind.tag, prop.name), "sk", [old[place] for place in differing])
    fill(batch.connection, "w_rows", ((place, old[place]) for place in differing))
    for place, since, until, value in batch.connection.execute(
        "SELECT w.ix, h.since, h.until, h.value FROM temp.w_rows w "
        f"CROSS JOIN {layout.history_table(kind.tag, prop.name)} h WHERE h.sk = w.sk ORDER BY w.ix, h.since"
    ):
        history.setdefault(place, []).append((since, until, value))
    former = edits.former.setdefault(prop.name, [])
    for place in differing:
        new, latest = edits.rows[place][2], was_of[place][at]
        earlier = history.get(place, [])
        since_ = rows.since[place] if rows.since is not None else None
        on = since_ or (rows.valid_from[place] if rows.valid_from is not None else None)
        if on is not None and new[at] == next((value for s, u, value in earlier if s <= on < u), latest):
            # The row says what held on that day, and still does.
            new[at] = latest
            continue
        start = earlier[-1][1] if earlier else max(1, begins[place])
        if since_ is None or since_ == start or (not earlier and since_ < start):
            continue
        if since_ < start:
            raise fault(
                Code.BAD_VALUE, kind.name, rows.rows[place], prop.name,
                f"a later value is known, from {day(start)} on; give a since after that day, or leave it out to "
                "correct the latest value",
            )  # fmt: skip
        former.append((old[place], earlier[-1][1] if earlier else 1, since_, latest))


def update(batch: Batch, rows: Nodes, old: dict[int, int], edits: Edits) -> None:
    """Write the rows of nodes, with their images and former values."""
    kind = rows.kind
    if not edits.rows:
        return
    properties = [prop for prop in kind.properties if prop.name in rows.properties]
    table = layout.node_table(kind.tag)
    batch.keep(table, [old[place] for place in edits.rows])
    names = ("valid_from", "valid_to", *values.names(properties), "version", "load", "row_no")
    batch.connection.executemany(
        f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE sk = ?",
        [
            (
                begin,
                end_,
                *values.cells(properties, now),
                batch.seq,
                batch.load,
                rows.source_rows[place],
                old[place],
            )
            for place, (begin, end_, now) in edits.rows.items()
        ],
    )
    for name, former in edits.former.items():
        prop = kind.property(name)
        history = layout.history_table(kind.tag, name)
        batch.keep_lists(history, [row[0] for row in former])
        batch.connection.executemany(
            f"INSERT INTO {history} (sk, since, until, value{', ord' if prop.natural else ''}) "
            f"VALUES (?, ?, ?, ?{', ?' if prop.natural else ''})",
            [
                (number, since, until, value, *([values.order(prop, value)] if prop.natural else []))
                for number, since, until, value in former
            ],
        )

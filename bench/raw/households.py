"""One household, lists of all, and lists of those below an area."""

from __future__ import annotations

from typing import Any

from bench.raw.ids import DAY, FIRST, TRIPLES, TRUTH, Answers, Database, Json

PAGE = 50

POINT = """
SELECT t.sk, t.p_register_number, t.p_size, t.p_points_file, a.sk, a.p_name, h.sk, h.p_holder
FROM n_hh t
LEFT JOIN l_hh_place l ON l.src = t.sk AND l.since <= ?1 AND l.until > ?1
LEFT JOIN n_area a ON a.sk = l.dst AND a.valid_from <= ?1 AND a.valid_to > ?1
LEFT JOIN l_hh_neighbour_head n ON n.src = t.sk AND n.since <= ?1 AND n.until > ?1
LEFT JOIN n_post h ON h.sk = n.dst AND h.valid_from <= ?1 AND h.valid_to > ?1
WHERE t.sk = ?2
"""

LIST = """
SELECT sk, p_register_number, p_size, p_points_file, valid_from, valid_to, version
FROM n_hh
WHERE sk > ?2 AND valid_from <= ?1 AND valid_to > ?1 AND stub = 0
ORDER BY sk LIMIT 1000
"""

SIZE = "SELECT max(p_size) FROM n_hh WHERE p_size < ?"

OF_SIZE = """
SELECT sk, p_register_number, p_size
FROM n_hh
WHERE p_size IS ?2 AND sk > ?3 AND valid_from <= ?1 AND valid_to > ?1 AND stub = 0
ORDER BY sk LIMIT ?4
"""
"""Households of one size in order of id come from the index without being sorted, however many there are."""

_BELOW = """
SELECT t.sk, t.p_register_number, t.p_size
FROM c_area c
JOIN l_hh_place l ON l.dst = c.dsc AND l.since <= ?1 AND l.until > ?1
JOIN n_hh t ON t.sk = l.src AND t.valid_from <= ?1 AND t.valid_to > ?1 AND t.stub = 0
WHERE c.anc = ?2 AND c.since <= ?1 AND c.until > ?1
  AND (c.depth = 0 OR EXISTS (SELECT 1 FROM n_area m WHERE m.sk = c.dsc AND m.valid_from <= ?1 AND m.valid_to > ?1))
ORDER BY {} LIMIT 50
"""
BELOW = {"id": _BELOW.format("t.sk"), "size": _BELOW.format("t.p_size DESC NULLS LAST, t.sk")}
"""By order. Only answers are compared with these, never costs: no attempt to be cheap."""

_BEYOND = 1 << 31
"""More than any size: sizes are of 32 bits."""


def by_size(database: Database, after: str | None, count: int, statement: str = OF_SIZE) -> list[tuple[Any, ...]]:
    """Households from the largest to the smallest, then by id; those without a size last.

    Args:
        after: the last household of the page before as ``<size>~<id>``; None for the first page.
        count: how many, at most.
        statement: as ``OF_SIZE``, with the columns that are wanted.
    """
    run, today = database.run, database.today
    size: int | None
    if after is None:
        size, key = run(SIZE, (_BEYOND,)).fetchone()[0], FIRST
    else:
        told, _, last = after.partition("~")
        size, key = int(told) if told else None, database.stored(last)
    rows = run(statement, (today, size, key, count)).fetchall()
    while len(rows) < count and size is not None:
        size = run(SIZE, (size,)).fetchone()[0]
        rows += run(statement, (today, size, FIRST, count - len(rows))).fetchall()
    return rows


def answers(database: Database) -> Answers:
    """Answers to ``point``, ``list``, ``page``, ``subtree_id`` and ``subtree_size``."""
    run, today, stored = database.run, database.today, database.stored
    hh, regions = database.prefixes("hh"), database.regions

    def short(rows: list[tuple[Any, ...]]) -> list[Json]:
        return [
            {
                "id": f"{hh[sk >> 30]}{TRIPLES[sk >> 15 & 32767]}{TRIPLES[sk & 32767]}",
                "registerNumber": number,
                "size": size,
            }
            for sk, number, size in rows
        ]

    def point(key: str) -> Json:
        row = run(POINT, (today, stored(key))).fetchone()
        if row is None:
            return {"household": None}
        sk, number, size, file, area, name, head, holder = row
        return {
            "household": {
                "id": f"{hh[sk >> 30]}{TRIPLES[sk >> 15 & 32767]}{TRIPLES[sk & 32767]}",
                "registerNumber": number,
                "size": size,
                "pointsFile": TRUTH[file],
                "place": None if area is None else {"name": name},
                "neighbourHead": None if head is None else {"node": {"holder": holder}},
            }
        }

    def list_(after: str) -> Json:
        rows = run(LIST, (today, FIRST if after == "-" else stored(after))).fetchall()
        nodes = [
            {
                "id": f"{hh[sk >> 30]}{TRIPLES[sk >> 15 & 32767]}{TRIPLES[sk & 32767]}",
                "region": regions[sk >> 40],
                "registerNumber": number,
                "size": size,
                "pointsFile": TRUTH[file],
                "validFrom": DAY[begin],
                "validTo": DAY[end],
                "version": str(version),
            }
            for sk, number, size, file, begin, end, version in rows
        ]
        return {"households": {"nodes": nodes}}

    def page(after: str) -> Json:
        rows = by_size(database, None if after == "-" else after, PAGE + 1)
        return {"households": {"nodes": short(rows[:PAGE]), "pageInfo": {"hasNextPage": len(rows) > PAGE}}}

    def subtree(order: str, key: str) -> Json:
        nodes = short(run(BELOW[order], (today, stored(key))).fetchall())
        return {"area": {"id": key, "households": {"nodes": nodes}}}

    return {
        "point": point,
        "list": list_,
        "page": page,
        "subtree_id": lambda key: subtree("id", key),
        "subtree_size": lambda key: subtree("size", key),
    }

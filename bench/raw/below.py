"""Down the tree from a township, and up the tree from households."""

from __future__ import annotations

import json

from bench.raw.ids import DAY, FIRST, TRIPLES, Answers, Database, Json

VILLAGES = """
SELECT t.sk, t.p_name
FROM c_area c CROSS JOIN n_area t ON t.sk = c.dsc
WHERE c.anc = ?2 AND c.depth > 0 AND c.since <= ?1 AND c.until > ?1
  AND t.valid_from <= ?1 AND t.valid_to > ?1 AND t.p_level = 'VILLAGE'
ORDER BY t.sk LIMIT 20
"""
"""CROSS JOIN begins at the closure: all villages in their order would be cheap for the first townships only."""

HOUSEHOLDS = """
SELECT p.key, t.sk, t.p_register_number, t.p_size, h.sk, n.since, h.p_holder
FROM json_each(?2) p
JOIN n_hh t ON t.sk IN (
  SELECT x.sk
  FROM (
    SELECT l.src
    FROM c_area c JOIN l_hh_place l ON l.dst = c.dsc
    WHERE c.anc = p.value AND c.since <= ?1 AND c.until > ?1 AND l.since <= ?1 AND l.until > ?1
      AND (c.depth = 0 OR EXISTS (
        SELECT 1 FROM n_area m WHERE m.sk = c.dsc AND m.valid_from <= ?1 AND m.valid_to > ?1))
    ORDER BY l.src LIMIT -1) s
  CROSS JOIN n_hh x ON x.sk = s.src AND x.valid_from <= ?1 AND x.valid_to > ?1 AND x.stub = 0
  LIMIT 20)
LEFT JOIN l_hh_neighbour_head n ON n.src = t.sk AND n.since <= ?1 AND n.until > ?1
LEFT JOIN n_post h ON h.sk = n.dst AND h.valid_from <= ?1 AND h.valid_to > ?1
ORDER BY p.key, t.sk
"""
"""Keys are sorted first, so that only the rows of those that are wanted are looked at: SQLite goes through a sub-select
with a limit in its order, and CROSS JOIN keeps it outside."""

PLACED = """
SELECT t.sk, a.sk, a.p_name
FROM (
  SELECT sk FROM n_hh
  WHERE sk > ?2 AND valid_from <= ?1 AND valid_to > ?1 AND stub = 0
  ORDER BY sk LIMIT 100) t
LEFT JOIN l_hh_place l ON l.src = t.sk AND l.since <= ?1 AND l.until > ?1
LEFT JOIN n_area a ON a.sk = l.dst AND a.valid_from <= ?1 AND a.valid_to > ?1
ORDER BY t.sk
"""
"""The limit stands inside: else SQLite takes millions of rows for granted, and reads all areas for a Bloom filter."""

ANCESTORS = """
SELECT c.dsc, a.sk, a.p_name, a.p_level
FROM json_each(?2) p
JOIN c_area c ON c.dsc = p.value AND c.depth > 0 AND c.since <= ?1 AND c.until > ?1
JOIN n_area a ON a.sk = c.anc AND a.valid_from <= ?1 AND a.valid_to > ?1
ORDER BY c.dsc, c.depth DESC
"""


def answers(database: Database) -> Answers:
    """Answers to ``nested`` and ``ancestors``."""
    run, today, stored = database.run, database.today, database.stored
    hhs, areas = database.prefixes("hh"), database.prefixes("area")

    def nested(key: str) -> Json:
        sk = stored(key)
        township = run("SELECT p_name FROM n_area WHERE sk = ?", (sk,)).fetchone()
        if township is None:
            return {"area": None}
        villages = run(VILLAGES, (today, sk)).fetchall()
        found: list[list[Json]] = [[] for _ in villages]
        keys = json.dumps([village[0] for village in villages])
        for at, hh, number, size, head, since, holder in run(HOUSEHOLDS, (today, keys)):
            found[at].append(
                {
                    "id": f"{hhs[hh >> 30]}{TRIPLES[hh >> 15 & 32767]}{TRIPLES[hh & 32767]}",
                    "registerNumber": number,
                    "size": size,
                    "neighbourHead": None if head is None else {"since": DAY[since], "node": {"holder": holder}},
                }
            )
        nodes = [
            {
                "id": f"{areas[area >> 30]}{TRIPLES[area >> 15 & 32767]}{TRIPLES[area & 32767]}",
                "name": name,
                "households": {"nodes": households},
            }
            for (area, name), households in zip(villages, found, strict=True)
        ]
        return {"area": {"id": key, "name": township[0], "descendants": {"nodes": nodes}}}

    def ancestors(after: str) -> Json:
        rows = run(PLACED, (today, FIRST if after == "-" else stored(after))).fetchall()
        above: dict[int, list[Json]] = {area: [] for _, area, _ in rows if area is not None}
        for area, sk, name, level in run(ANCESTORS, (today, json.dumps([*above]))):
            above[area].append(
                {
                    "id": f"{areas[sk >> 30]}{TRIPLES[sk >> 15 & 32767]}{TRIPLES[sk & 32767]}",
                    "name": name,
                    "level": level,
                }
            )
        nodes: list[Json] = []
        for hh, area, name in rows:
            place = None
            if area is not None:
                place = {
                    "id": f"{areas[area >> 30]}{TRIPLES[area >> 15 & 32767]}{TRIPLES[area & 32767]}",
                    "name": name,
                    "ancestors": above[area],
                }
            nodes.append({"id": f"{hhs[hh >> 30]}{TRIPLES[hh >> 15 & 32767]}{TRIPLES[hh & 32767]}", "place": place})
        return {"households": {"nodes": nodes}}

    return {"nested": nested, "ancestors": ancestors}

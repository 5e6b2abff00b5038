"""Two hops through alliances, and counties side by side."""

from __future__ import annotations

import json

from bench.raw.ids import DAY, TRIPLES, Answers, Database, Json

ALLIANCES = """
SELECT o.p_name, l.p_role, l.since, a.sk, a.p_name, a.p_founded
FROM n_org o
LEFT JOIN (l_alliance_members l JOIN n_alliance a ON a.sk = l.src AND a.valid_from <= ?1 AND a.valid_to > ?1)
  ON l.dst = o.sk AND l.since <= ?1 AND l.until > ?1
WHERE o.sk = ?2
ORDER BY a.sk, l.since, l.p_role LIMIT 20
"""

MEMBERS = """
SELECT p.key, l.p_role, l.since, l.until, o.sk, o.p_name
FROM json_each(?2) p
JOIN l_alliance_members l ON l.src = p.value AND l.since <= ?1 AND l.until > ?1
JOIN n_org o ON o.sk = l.dst AND o.valid_from <= ?1 AND o.valid_to > ?1
ORDER BY p.key, l.dst, l.since, l.p_role
"""
"""All members, of which an answer takes the first 100: cheaper than a limit a parent, as alliances are small."""

_MOST_MEMBERS = 100

COUNTIES = """
SELECT a.sk, a.p_name
FROM l_area_parent l JOIN n_area a ON a.sk = l.src AND a.valid_from <= ?1 AND a.valid_to > ?1
WHERE l.dst = ?2 AND l.since <= ?1 AND l.until > ?1
ORDER BY a.sk LIMIT 20
"""

COUNTED = """
SELECT p.key, k.what, sum(k.delta)
FROM json_each(?2) p
JOIN k_place k ON k.area = p.value AND k.day <= ?1
  AND k.what IN ('hh', 'hh:neighbourHead', 'post:neighbourHeads')
GROUP BY p.key, k.what
"""


def answers(database: Database) -> Answers:
    """Answers to ``alliance`` and ``county_table``."""
    run, today, stored = database.run, database.today, database.stored
    areas, orgs, alliances = (database.prefixes(tag) for tag in ("area", "org", "alliance"))

    def alliance(key: str) -> Json:
        rows = run(ALLIANCES, (today, stored(key))).fetchall()
        if not rows:
            return {"organisation": None}
        keys = [row[3] for row in rows if row[3] is not None]
        found: list[list[Json]] = [[] for _ in keys]
        for at, role, since, until, sk, name in run(MEMBERS, (today, json.dumps(keys))):
            if len(found[at]) == _MOST_MEMBERS:
                continue
            found[at].append(
                {
                    "role": role,
                    "since": DAY[since],
                    "until": DAY[until],
                    "node": {
                        "id": f"{orgs[sk >> 30]}{TRIPLES[sk >> 15 & 32767]}{TRIPLES[sk & 32767]}",
                        "region": database.regions[sk >> 40],
                        "name": name,
                    },
                }
            )
        edges = [
            {
                "role": role,
                "since": DAY[since],
                "node": {
                    "id": f"{alliances[sk >> 30]}{TRIPLES[sk >> 15 & 32767]}{TRIPLES[sk & 32767]}",
                    "name": name,
                    "founded": DAY[founded],
                    "members": {"edges": members},
                },
            }
            for (_, role, since, sk, name, founded), members in zip(rows, found, strict=False)
        ]
        return {"organisation": {"id": key, "name": rows[0][0], "alliances": {"edges": edges}}}

    def county_table(key: str) -> Json:
        sk = stored(key)
        (name,) = run("SELECT p_name FROM n_area WHERE sk = ?", (sk,)).fetchone()
        counties = run(COUNTIES, (today, sk)).fetchall()
        keys = json.dumps([county for county, _ in counties])
        counted = {(at, what): count for at, what, count in run(COUNTED, (today, keys))}
        nodes = [
            {
                "id": f"{areas[county >> 30]}{TRIPLES[county >> 15 & 32767]}{TRIPLES[county & 32767]}",
                "name": text,
                "households": {"totalCount": counted.get((at, "hh"), 0)},
                "neighbourHeads": {"totalCount": counted.get((at, "post:neighbourHeads"), 0)},
                "uncovered": {"totalCount": counted.get((at, "hh"), 0) - counted.get((at, "hh:neighbourHead"), 0)},
            }
            for at, (county, text) in enumerate(counties)
        ]
        return {"area": {"id": key, "name": name, "children": {"nodes": nodes}}}

    return {"alliance": alliance, "county_table": county_table}

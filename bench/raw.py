"""``raw``: the least that an answer can cost in Python, a route a question, written by hand.

Each statement was the cheapest of those tried that stays right whatever the tables hold: all dates are looked
at, and a page a parent is cut by ``t.sk IN (SELECT … LIMIT)``, which on SQLite is as good as LATERAL and
cheaper than a window. One connection, no transaction, no checks: what a client gets wrong is a 500. Ids are
put together of prefixes and of digits by fifteen bits; dates are looked up. The body is made by orjson.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_schema.keys import FOREVER

Json: TypeAlias = dict[str, Any] | None
"""An object of a JSON answer, whose values may be anything."""

Run: TypeAlias = Callable[[str, Sequence[object]], sqlite3.Cursor]

POINT = """
SELECT t.sk, t.p_register_number, t.p_size, t.p_points_file, a.sk, a.p_name, h.sk, h.p_holder
FROM n_hh t
LEFT JOIN l_hh_place l ON l.src = t.sk AND l.since <= ?1 AND l.until > ?1
LEFT JOIN n_area a ON a.sk = l.dst AND a.valid_from <= ?1 AND a.valid_to > ?1
LEFT JOIN l_hh_neighbour_head n ON n.src = t.sk AND n.since <= ?1 AND n.until > ?1
LEFT JOIN n_post h ON h.sk = n.dst AND h.valid_from <= ?1 AND h.valid_to > ?1
WHERE t.sk = ?2
"""

VILLAGES = """
SELECT t.sk, t.p_name
FROM c_area c JOIN n_area t ON t.sk = c.dsc
WHERE c.anc = ?2 AND c.depth > 0 AND c.since <= ?1 AND c.until > ?1
  AND t.valid_from <= ?1 AND t.valid_to > ?1 AND t.p_level = 'VILLAGE'
ORDER BY t.sk LIMIT 20
"""

HOUSEHOLDS = """
SELECT p.key, t.sk, t.p_register_number, t.p_size, h.sk, n.since, h.p_holder
FROM json_each(?2) p
JOIN n_hh t ON t.sk IN (
  SELECT x.sk
  FROM c_area c JOIN l_hh_place l ON l.dst = c.dsc JOIN n_hh x ON x.sk = l.src
  WHERE c.anc = p.value AND c.since <= ?1 AND c.until > ?1 AND l.since <= ?1 AND l.until > ?1
    AND x.valid_from <= ?1 AND x.valid_to > ?1 AND x.stub = 0
    AND (c.depth = 0 OR EXISTS (SELECT 1 FROM n_area m WHERE m.sk = c.dsc AND m.valid_from <= ?1 AND m.valid_to > ?1))
  ORDER BY l.src LIMIT 20)
LEFT JOIN l_hh_neighbour_head n ON n.src = t.sk AND n.since <= ?1 AND n.until > ?1
LEFT JOIN n_post h ON h.sk = n.dst AND h.valid_from <= ?1 AND h.valid_to > ?1
ORDER BY p.key, t.sk
"""

LIST = """
SELECT sk, p_register_number, p_size, p_points_file, valid_from, valid_to, version
FROM n_hh
WHERE sk > ?2 AND valid_from <= ?1 AND valid_to > ?1 AND stub = 0
ORDER BY sk LIMIT 1000
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_TRIPLES = [a + b + c for a in _DIGITS for b in _DIGITS for c in _DIGITS]
_TRUTH = {None: None, 0: False, 1: True}


class _Prefixes(dict[int, str]):
    """By the upper bits of a key: its text without the last six digits."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag = tag

    def __missing__(self, upper: int) -> str:
        text = self[upper] = f"{self.tag}:{upper >> 10:06d}:{_DIGITS[upper >> 5 & 31]}{_DIGITS[upper & 31]}"
        return text


class _Days(dict[int | None, str | None]):
    """ISO text by ordinal; an open end is null."""

    def __missing__(self, day: int | None) -> str | None:
        assert day is not None
        text = self[day] = date.fromordinal(day).isoformat()
        return text


_HH = _Prefixes("hh")
_AREA = _Prefixes("area")
_DAY = _Days({None: None, FOREVER: None})


def connect(path: Path) -> Run:
    """``execute`` of a connection that reads a store, tuned as the hub's own are."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("PRAGMA mmap_size = 1073741824")
    return connection.execute


def routes(path: Path, day: date) -> list[Route]:
    """The routes over a store, read as of a day."""
    run = connect(path)
    today = day.toordinal()

    def point(key: str) -> Json:
        row = run(POINT, (today, _packed(key))).fetchone()
        if row is None:
            return {"household": None}
        sk, number, size, file, area, place, head, holder = row
        return {
            "household": {
                "id": f"{_HH[sk >> 30]}{_TRIPLES[sk >> 15 & 32767]}{_TRIPLES[sk & 32767]}",
                "registerNumber": number,
                "size": size,
                "pointsFile": _TRUTH[file],
                "place": None if area is None else {"name": place},
                "neighbourHead": None if head is None else {"node": {"holder": holder}},
            }
        }

    def nested(key: str) -> Json:
        sk = _packed(key)
        township = run("SELECT p_name FROM n_area WHERE sk = ?", (sk,)).fetchone()
        if township is None:
            return {"area": None}
        villages = run(VILLAGES, (today, sk)).fetchall()
        found: list[list[Json]] = [[] for _ in villages]
        keys = json.dumps([village[0] for village in villages])
        for at, hh, number, size, head, since, holder in run(HOUSEHOLDS, (today, keys)):
            found[at].append(
                {
                    "id": f"{_HH[hh >> 30]}{_TRIPLES[hh >> 15 & 32767]}{_TRIPLES[hh & 32767]}",
                    "registerNumber": number,
                    "size": size,
                    "neighbourHead": None if head is None else {"since": _DAY[since], "node": {"holder": holder}},
                }
            )
        nodes = [
            {
                "id": f"{_AREA[area >> 30]}{_TRIPLES[area >> 15 & 32767]}{_TRIPLES[area & 32767]}",
                "name": name,
                "households": {"nodes": households},
            }
            for (area, name), households in zip(villages, found, strict=True)
        ]
        return {"area": {"id": key, "name": township[0], "descendants": {"nodes": nodes}}}

    def list_(after: str) -> Json:
        rows = run(LIST, (today, 0 if after == "-" else _packed(after))).fetchall()
        nodes = [
            {
                "id": f"{_HH[sk >> 30]}{_TRIPLES[sk >> 15 & 32767]}{_TRIPLES[sk & 32767]}",
                "region": f"{sk >> 40:06d}",
                "registerNumber": number,
                "size": size,
                "pointsFile": _TRUTH[file],
                "validFrom": _DAY[begin],
                "validTo": _DAY[end],
                "version": str(version),
            }
            for sk, number, size, file, begin, end, version in rows
        ]
        return {"households": {"nodes": nodes}}

    return [_route("point", point), _route("nested", nested), _route("list", list_)]


def _route(name: str, answer: Callable[[str], Json]) -> Route:
    async def endpoint(request: Request) -> Response:
        body = orjson.dumps({"data": answer(request.path_params["argument"])})
        return Response(body, media_type="application/json")

    return Route(f"/raw/{name}/{{argument}}", endpoint)


def _packed(key: str) -> int:
    _, region, number = key.split(":")
    return int(region) << 40 | int(number, 32)

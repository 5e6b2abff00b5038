"""Arguments, taken from a store. A batch asks for as many different ones as there are, so that a side which keeps
answers gains nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from bench.client import Client, Unexpected
from bench.questions import Argument
from bench.raw.ids import origin
from graph_schema.keys import format_key, parse_key

_LIVING = "stub = 0 AND valid_from <= ?1 AND valid_to > ?1"
_DEEPER = (
    "query Deeper($after: String, $first: Int) { households(first: $first, after: $after,"
    " orderBy: [{ field: SIZE, direction: DESC }]) { nodes { id size } pageInfo { endCursor } } }"
)
_FURTHER = (
    "query Further($after: String, $first: Int) { households(first: $first, after: $after) { nodes { id }"
    " pageInfo { hasNextPage endCursor } } }"
)
_LONGEST_PAGE = 1000


class Store:
    """A store, to look arguments up in."""

    def __init__(self, path: Path, day: date) -> None:
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        self._day = day.toordinal()
        self._origin = origin(self._connection)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def key(self, tag: str, stored: int) -> str:
        """The id of a stored number."""
        return format_key(tag, stored + self._origin)

    def households(self, count: int) -> list[str]:
        """Households from all over the region, at even distances."""
        (total,) = self._connection.execute("SELECT count(*) FROM n_hh").fetchone()
        step = max(1, total // count)
        keys = islice(self._connection.execute("SELECT sk FROM n_hh ORDER BY sk"), 0, None, step)
        return [self.key("hh", key) for (key,) in islice(keys, count)]

    def areas(self, level: str, count: int) -> list[str]:
        """Areas of a level, at even distances, the first and the last among them."""
        keys = self._keys(f"SELECT sk FROM n_area WHERE p_level = '{level}' AND {_LIVING} ORDER BY sk")
        if len(keys) > count:
            keys = [keys[place * (len(keys) - 1) // (count - 1)] for place in range(count)]
        return [self.key("area", key) for key in keys]

    def townships(self, *, villages: int) -> list[str]:
        """Townships with so many villages, at least."""
        below = (
            "SELECT count(*) FROM c_area c JOIN n_area v ON v.sk = c.dsc AND v.p_level = 'VILLAGE' "
            "WHERE c.anc = t.sk AND c.since <= ?1 AND c.until > ?1"
        )
        text = f"SELECT sk FROM n_area t WHERE p_level = 'TOWNSHIP' AND {_LIVING} AND ({below}) >= ?2 ORDER BY sk"
        return [self.key("area", key) for key in self._keys(text, villages)]

    def townships_by_code(self) -> Mapping[str, int]:
        """Stored numbers of townships by division code."""
        rows = self._connection.execute(
            "SELECT q.p_code, q.sk FROM q_area_codes q JOIN n_area t ON t.sk = q.sk AND t.p_level = 'TOWNSHIP' "
            "WHERE q.p_authority = 'NBS'"
        )
        return dict(rows.fetchall())

    def by_code(self, code: str) -> str:
        """The area of a division code."""
        (key,) = self._keys(
            "SELECT q.sk FROM q_area_codes q WHERE q.p_code = ?2 AND q.p_authority = 'NBS' "
            "AND q.since <= ?1 AND q.until > ?1",
            code,
        )
        return self.key("area", key)

    def below(self, area: str, level: str) -> list[str]:
        """Areas of a level below an area."""
        keys = self._keys(
            "SELECT c.dsc FROM c_area c JOIN n_area a ON a.sk = c.dsc AND a.valid_from <= ?1 AND a.valid_to > ?1 "
            "WHERE c.anc = ?2 AND c.since <= ?1 AND c.until > ?1 AND a.p_level = ?3 ORDER BY c.dsc",
            parse_key(area)[1] - self._origin,
            level,
        )
        return [self.key("area", key) for key in keys]

    def households_of(self, area: int, count: int) -> list[str]:
        """Households below an area, at even distances."""
        keys = self._keys(
            "SELECT l.src FROM c_area c JOIN l_hh_place l ON l.dst = c.dsc AND l.since <= ?1 AND l.until > ?1 "
            "WHERE c.anc = ?2 AND c.since <= ?1 AND c.until > ?1 ORDER BY l.src",
            area,
        )
        return [self.key("hh", key) for key in keys[:: max(1, len(keys) // count)][:count]]

    def members(self) -> list[str]:
        """Organisations of this region that are in an alliance."""
        keys = self._keys(
            "SELECT DISTINCT o.sk FROM l_alliance_members l JOIN n_org o ON o.sk = l.dst AND o.stub = 0 "
            "WHERE l.since <= ?1 AND l.until > ?1 ORDER BY o.sk"
        )
        return [self.key("org", key) for key in keys]

    def _keys(self, text: str, *more: object) -> list[int]:
        return [key for (key,) in self._connection.execute(text, (self._day, *more))]


def by_id(keys: Sequence[str]) -> list[Argument]:
    """An argument a node."""
    return [Argument({"id": key}, key) for key in keys]


FIRST_PAGE = Argument({"after": None}, "-")


def pages_by_id(client: Client, count: int, first: int) -> list[Argument]:
    """The list by id from the front, so many a page. Ours takes its own sealed cursor, the others the last id."""
    found = [FIRST_PAGE]
    while len(found) < count:
        page = _data(client, _FURTHER, {**found[-1].ours, "first": first})["households"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        last = page["nodes"][-1]["id"]
        found.append(Argument({"after": page["pageInfo"]["endCursor"]}, last, {"after": last}))
    return found


def pages_by_size(client: Client, depth: int, count: int) -> list[Argument]:
    """Pages of 50 of the list by size, the first of which begins behind ``depth`` households."""
    found: list[Argument] = []
    steps: Iterator[int] = iter([_LONGEST_PAGE] * (depth // _LONGEST_PAGE) + [50] * (count - 1))
    after: str | None = None
    for number, first in enumerate(steps, 1):
        page = _data(client, _DEEPER, {"after": after, "first": first})["households"]
        after, last = page["pageInfo"]["endCursor"], page["nodes"][-1]
        if number >= depth // _LONGEST_PAGE:
            place = f"{last['size']}~{last['id']}"
            found.append(Argument({"after": after}, place, {"after": place}))
    return found


def _data(client: Client, text: str, variables: Mapping[str, object]) -> dict[str, Any]:
    answer = orjson.loads(client.ask(client.post("/graphql", {"query": text, "variables": variables})))
    if "errors" in answer:
        raise Unexpected(str(answer["errors"]))
    data: dict[str, Any] = answer["data"]
    return data

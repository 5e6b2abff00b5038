"""Nodes by what people write: keys, division codes, names below an area, credit codes; many at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_schema.codes import candidates
from graph_schema.keys import format_key
from graph_schema.model import Model
from hub.stores.sql import layout, origin, source
from hub.stores.sql.codes import decide

_AREA = "area"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A node that may be meant. ``authority`` and ``code`` only where it was looked up by a code."""

    key: str
    name: str
    authority: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text means on a day: ``key`` if it is clear, else the ``candidates``, of which there may be none.

    ``from_day``: where nothing bears the text yet on the day, the first one on which something does.
    """

    key: str | None
    candidates: tuple[Bearer, ...] = ()
    from_day: int | None = None


def existing(connection: sqlite3.Connection, model: Model, kind: str, keys: Iterable[str]) -> set[str]:
    """Which of these keys of a kind are there."""
    tag = model.kind(kind).tag
    near = origin.read(connection)
    by_number = {near.number(key): key for key in keys}
    source.of(connection).rows(layout.node_table(tag), "sk", by_number)
    found = connection.execute(
        f"SELECT sk FROM {layout.node_table(tag)} WHERE sk IN (SELECT value FROM json_each(?))",
        (json.dumps(list(by_number)),),
    )
    return {by_number[number] for (number,) in found}


def holds(connection: sqlite3.Connection, model: Model, kind: str) -> bool:
    """Whether there is any node of a kind."""
    table = layout.node_table(model.kind(kind).tag)
    source.of(connection).any(table)
    found = connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()
    return bool(found[0])


def areas_by_code(
    connection: sqlite3.Connection, asked: Iterable[tuple[str, str | None, int]]
) -> Mapping[tuple[str, str | None, int], Meant]:
    """Which area each code means on its day, padded or short; see ``docs/answers.md``.

    Args:
        asked: code, authority (None for any) and day (ordinal).
    """
    asked = set(asked)
    spellings = {code: candidates(code) for code, _, _ in asked}
    near = origin.read(connection)
    bearers: dict[str, list[tuple[object, ...]]] = {}
    some = sorted({spelling for spelled in spellings.values() for spelling in spelled})
    source.of(connection).rows(layout.part_table(_AREA, "codes"), "p_code", some)
    for row in connection.execute(
        "SELECT 0, n.sk + ?, max(q.since, n.valid_from), min(q.until, n.valid_to), n.p_name, q.p_authority, "
        f"q.p_vintage, q.p_code FROM {layout.part_table(_AREA, 'codes')} q CROSS JOIN {layout.node_table(_AREA)} n "
        "WHERE n.sk = q.sk AND q.p_code IN (SELECT value FROM json_each(?)) ORDER BY n.sk",
        (near.base, json.dumps(some)),
    ):
        bearers.setdefault(row[7], []).append(row)
    found = {}
    for code, authority, day in asked:
        rows = [row for spelling in spellings[code] for row in bearers.get(spelling, ())]
        rows = [row for row in rows if authority is None or row[5] == authority]
        found[code, authority, day] = _meant(rows, day)
    return found


def bearing(connection: sqlite3.Connection, codes: Iterable[str]) -> Mapping[str, Sequence[Bearer]]:
    """All areas that bear or bore these very codes, no other spellings of them, by code; who lives longest is last."""
    near = origin.read(connection)
    found: dict[str, list[Bearer]] = {}
    some = sorted(set(codes))
    source.of(connection).rows(layout.part_table(_AREA, "codes"), "p_code", some)
    for code, authority, number, name in connection.execute(
        f"SELECT q.p_code, q.p_authority, n.sk, n.p_name FROM {layout.part_table(_AREA, 'codes')} q "
        f"CROSS JOIN {layout.node_table(_AREA)} n WHERE n.sk = q.sk AND q.p_code IN (SELECT value FROM json_each(?)) "
        "ORDER BY n.valid_to, n.sk",
        (json.dumps(some),),
    ):
        found.setdefault(code, []).append(Bearer(near.key(_AREA, number), name, authority, code))
    return found


def areas_below(
    connection: sqlite3.Connection, asked: Iterable[tuple[str, str, int]]
) -> Mapping[tuple[str, str, int], Meant]:
    """Which area of a name lies below another area on a day.

    Args:
        asked: key of the area above, name, day (ordinal).
    """
    near = origin.read(connection)
    table, closure = layout.node_table(_AREA), layout.closure_table(_AREA)
    found = {}
    asked = set(asked)
    source.of(connection).rows(closure, "anc", [near.number(key) for key, _, _ in asked])
    for key, name, day in asked:
        rows = connection.execute(
            f"SELECT n.sk, n.p_name FROM {closure} c CROSS JOIN {table} n WHERE c.anc = ?1 AND c.depth > 0 "
            "AND c.since <= ?3 AND c.until > ?3 AND n.sk = c.dsc AND n.p_name = ?2 AND n.valid_from <= ?3 "
            "AND n.valid_to > ?3 ORDER BY n.sk",
            (near.number(key), name, day),
        ).fetchall()
        found[key, name, day] = _clear([Bearer(near.key(_AREA, number), text) for number, text in rows])
    return found


def organisations_by_uscc(connection: sqlite3.Connection, usccs: Iterable[str]) -> Mapping[str, Meant]:
    """Which organisation bears a credit code; of several the living one."""
    near = origin.read(connection)
    found: dict[str, list[tuple[int, Bearer]]] = {}
    some = sorted(set(usccs))
    source.of(connection).rows(layout.node_table("org"), "p_uscc", some)
    for uscc, number, name, until in connection.execute(
        f"SELECT p_uscc, sk, p_name, valid_to FROM {layout.node_table('org')} "
        "WHERE p_uscc IN (SELECT value FROM json_each(?)) ORDER BY sk",
        (json.dumps(some),),
    ):
        found.setdefault(uscc, []).append((until, Bearer(near.key("org", number), name, code=uscc)))
    return {
        uscc: _clear([bearer for until, bearer in some if until == max(last for last, _ in some)])
        for uscc, some in found.items()
    }


def _meant(rows: Sequence[tuple[object, ...]], day: int) -> Meant:
    decided = decide(rows, day) if rows else []
    key = decided[0][1] if decided else None
    if key is not None:
        return Meant(format_key(_AREA, key))
    several = (decided[0][2] or ()) if decided else ()
    if several:
        return Meant(None, tuple(Bearer(c["key"], c["name"], c["authority"], c["code"]) for c in several))
    begins = [begin for row in rows if isinstance(begin := row[2], int) and begin > day]
    return Meant(None, from_day=min(begins, default=None))


def _clear(bearers: Sequence[Bearer]) -> Meant:
    return Meant(bearers[0].key) if len(bearers) == 1 else Meant(None, tuple(bearers))

"""Who is meant by a division code on a day, among all that ever bore it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph_schema.keys import format_key
from hub.stores.base import Row


def decide(rows: Iterable[Row], day: int) -> list[Row]:
    """For each position of a code that somebody bore: (position, key or None, candidates or None).

    The bearers on the day, else those for which it ended last before; several areas are candidates, and
    none is chosen.
    """
    return [_one(position, list(bearers), day) for position, bearers in groupby(rows, itemgetter(0))]


def _one(position: int, bearers: list[Row], day: int) -> Row:
    meant = [b for b in bearers if b[2] <= day < b[3]]
    if not meant:
        # A span that is empty was never borne.
        past = [b for b in bearers if b[2] < b[3] <= day]
        last = max((b[3] for b in past), default=None)
        meant = [b for b in past if b[3] == last]
    keys = {b[1] for b in meant}
    if len(keys) == 1:
        return (position, keys.pop(), None)
    return (position, None, [_candidate(b) for b in meant] or None)


def _candidate(bearer: Row) -> dict[str, Any]:
    _, key, _, _, name, authority, vintage, code = bearer
    return {
        "key": format_key("area", key),
        "name": name,
        "authority": authority,
        "vintage": vintage,
        "code": code,
    }

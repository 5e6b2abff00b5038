"""From a value of a request to the form of the row contract, as a parameter says."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from math import ceil, floor
from typing import Any, TypeAlias

from graph_schema.codes import CodeError, candidates
from graph_schema.keys import KeyFormatError, parse_id
from graph_schema.text import fold, phrase
from hub.errors import Code, QuestionError
from hub.stores.sql.origin import Origin

Turn: TypeAlias = Callable[[Any], Any]

_LEAST, _GREATEST = -(2**63), 2**63 - 1
_NOWHERE = _GREATEST
"""Stored number that no node has."""


@cache
def turner(turn: str, origin: Origin) -> Turn:
    """The function for a parameter's ``turn``: ``plain``, ``date``, ``boolean``, ``decimal:2:gt``,
    ``key:area:must`` …

    The functions raise QuestionError with BAD_ID or BAD_CODE.
    """
    name, _, rest = turn.partition(":")
    match name:
        case "list":
            one = turner(rest, origin)
            return lambda values: json.dumps([one(v) for v in _as_list(values)], ensure_ascii=False)
        case "one":
            only = turner(rest, origin)
            return lambda values: only(_as_list(values)[0])
        case "date":
            return date.toordinal
        case "boolean":
            return int
        case "decimal":
            scale, _, op = rest.partition(":")
            return lambda value: scaled(value, int(scale), op)
        case "key":
            tag, _, mode = rest.partition(":")
            return lambda text: stored(text, tag, origin, must=mode.startswith("must"))
        case "fold":
            return fold
        case "phrase":
            return phrase
        case "codes":
            return _codes
        case _:
            return lambda value: value


def _as_list(values: Any) -> Any:
    return values if isinstance(values, list | tuple) else [values]


def scaled(value: Decimal, scale: int, op: str) -> int:
    """A decimal as a whole number that compares as it would: what lies between two storable values is
    rounded away from them.

    >>> scaled(Decimal("1.005"), 2, "gt"), scaled(Decimal("1.005"), 2, "gte")
    (100, 101)
    """
    exact = value.scaleb(scale)
    if op in ("gt", "lte"):
        whole = floor(exact)
    elif op in ("gte", "lt"):
        whole = ceil(exact)
    else:
        # Equal to nothing that can be stored: a number that no value reaches.
        whole = int(exact) if exact == exact.to_integral_value() else _LEAST
    return max(_LEAST, min(_GREATEST, whole))


def packed_key(text: str, tag: str) -> int | None:
    """The packed key of an id of a kind; None for any other text."""
    try:
        found, key, _ = parse_id(text)
    except KeyFormatError:
        return None
    return key if found == tag else None


def stored(text: str, tag: str, origin: Origin, *, must: bool) -> int:
    """A key or id as stored; of another kind: an error where it ``must`` be this one, else a key that no
    node has.
    """
    try:
        found, key, _ = parse_id(text)
    except KeyFormatError as error:
        raise QuestionError(Code.BAD_ID, str(error)) from None
    if found == tag:
        return origin.stored(key)
    if must:
        raise QuestionError(Code.BAD_ID, f"{text!r} is the id of another kind; one that begins with {tag}: is expected")
    return _NOWHERE


def _codes(codes: Any) -> str:
    pairs: list[tuple[int, str]] = []
    for i, code in enumerate(_as_list(codes)):
        try:
            pairs.extend((i, form) for form in candidates(code))
        except CodeError:
            # The engine says so at the code's own place.
            continue
    return json.dumps(pairs)

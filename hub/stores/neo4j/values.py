"""From a value of a request to the form in which it is stored, as a parameter says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from graph_schema.codes import CodeError, candidates
from graph_schema.keys import KeyFormatError, parse_id
from graph_schema.text import fold, tokens
from hub.errors import Code, QuestionError
from hub.stores.base import Bound, Parents, Window
from hub.stores.neo4j.text import Param, Statement
from hub.stores.sql.values import scaled

Turn: TypeAlias = Callable[[Any], Any]

NOWHERE = -1
"""A packed key that no node has."""


@cache
def turner(turn: str) -> Turn:
    """The function for a parameter's ``turn``: ``plain``, ``date``, ``decimal:2:gt``, ``key:area:must`` …

    The functions raise QuestionError with BAD_ID.
    """
    name, _, rest = turn.partition(":")
    match name:
        case "list":
            one = turner(rest)
            return lambda values: [one(v) for v in _as_list(values)]
        case "one":
            only = turner(rest)
            return lambda values: only(_as_list(values)[0])
        case "ordinal":
            return date.fromordinal
        case "boolean":
            return bool
        case "decimal":
            scale, _, op = rest.partition(":")
            return lambda value: scaled(value, int(scale), op)
        case "key":
            tag, _, mode = rest.partition(":")
            return lambda text: packed(text, tag, must=mode.startswith("must"))
        case "high":
            return high
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


def packed(text: str, tag: str, *, must: bool) -> int:
    """A key or id as packed key; of another kind: an error where it ``must`` be this one, else a key that no node has.

    Raises:
        QuestionError: BAD_ID.
    """
    try:
        found, key, _ = parse_id(text)
    except KeyFormatError as error:
        raise QuestionError(Code.BAD_ID, str(error)) from None
    if found == tag:
        return key
    if must:
        raise QuestionError(Code.BAD_ID, f"{text!r} is the id of another kind; one that begins with {tag}: is expected")
    return NOWHERE


def phrase(needle: str) -> str:
    """The Lucene query that finds just the texts whose fold contains the needle's. It holds no character of the needle.

    >>> phrase("二组"), phrase("组")
    ('"0fik0p1g"', '0p1g*')
    """
    words = tokens(needle).split()
    if len(words) <= 1:
        return f"{words[0]}*" if words else '""'
    return f'"{" ".join(words[:-1])}"'


def high(text: Any) -> list[list[object]]:
    """Of each character from U+E000 on: what stands before it, and whether it lies beyond U+FFFF.

    >>> high("aＡ😀")
    [['a', False], ['aＡ', True]]
    """
    if not isinstance(text, str):
        return []
    return [[text[:i], c > "\uffff"] for i, c in enumerate(text) if c >= "\ue000"]


def _codes(codes: Any) -> list[list[object]]:
    pairs: list[list[object]] = []
    for i, code in enumerate(_as_list(codes)):
        try:
            pairs.extend([i, form] for form in candidates(code))
        except CodeError:
            # The engine says so at the code's own place.
            continue
    return pairs


class Brought:
    """What a request brings to a statement. ``parents`` by root, ``windows`` by fetch."""

    __slots__ = ("bound", "parents", "windows")

    def __init__(self, bound: Bound, parents: dict[int, Parents], windows: dict[int, Window | None]) -> None:
        self.bound = bound
        self.parents = parents
        self.windows = windows


Bind: TypeAlias = Callable[[Brought], Any]


def binders(statement: Statement) -> tuple[tuple[str, int, Bind], ...]:
    """Of each parameter its name, the fetch whose fault a value is that does not fit, and its function."""
    return tuple([(f"p{n}", param.fetch, _binder(param)) for n, param in enumerate(statement.params)])


def _binder(param: Param) -> Bind:
    fetch, index = param.fetch, param.index
    match param.of:
        case "slot":
            turn = turner(param.turn)
            return lambda brought: turn(brought.bound.values[index])
        case "constant":
            constant = turner(param.turn)(param.constant)
            return lambda brought: constant
        case "day":
            return lambda brought: date.fromordinal(brought.parents[fetch].day)
        case "parents":
            return lambda brought: _parents(brought.parents[fetch])
        case "limit":
            return lambda brought: _window(brought, fetch).limit
        case "after":
            turn = turner(param.turn)
            return lambda brought: turn(_there(_window(brought, fetch).after)[index])
        case "before":
            turn = turner(param.turn)
            return lambda brought: turn(_there(_window(brought, fetch).before)[index])


def _there(given: Any) -> Any:
    """A statement that has the parameter is only printed for requests that bring what it is of."""
    assert given is not None
    return given


def _window(brought: Brought, fetch: int) -> Window:
    window: Window = _there(brought.windows.get(fetch))
    return window


def _parents(parents: Parents) -> Any:
    keys = parents.keys
    if parents.days is not None:
        return [
            [i, key, date.fromordinal(day)]
            for i, (key, day) in enumerate(zip(keys, parents.days, strict=True))
            if key is not None
        ]
    if len(keys) == 1 and keys[0] is not None:
        return keys[0]
    return [[i, key] for i, key in enumerate(keys) if key is not None]

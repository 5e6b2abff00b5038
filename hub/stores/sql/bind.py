"""From a statement and a request to the values of the statement's parameters."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from hub.stores.base import Bound, Parents, Window
from hub.stores.sql.origin import Origin
from hub.stores.sql.text import Param, Statement
from hub.stores.sql.values import turner

Bind: TypeAlias = Callable[[Parents, Bound, Window | None], Any]
"""From a request to the value of one parameter.

Raises:
    QuestionError: a value that does not fit, such as an id that is none.
"""


def binders(statement: Statement, origin: Origin) -> tuple[Bind, ...]:
    """One function a parameter, chosen once a statement."""
    return tuple([_binder(param, origin) for param in statement.params])


def _binder(param: Param, origin: Origin) -> Bind:
    index, base = param.index, origin.base
    off = base if param.turn == "stored" else None
    match param.of:
        case "slot":
            turn = turner(param.turn, origin)
            return lambda parents, bound, window: turn(bound.values[index])
        case "constant":
            constant = turner(param.turn, origin)(param.constant)
            return lambda parents, bound, window: constant
        case "day":
            return lambda parents, bound, window: parents.day
        case "parents":
            return lambda parents, bound, window: _parents(parents, base)
        case "origin":
            return lambda parents, bound, window: base
        case "limit":
            return lambda parents, bound, window: _there(window).limit
        case "after":
            return lambda parents, bound, window: _position(_there(window).after, index, off)
        case "before":
            return lambda parents, bound, window: _position(_there(window).before, index, off)


def _there(given: Any) -> Any:
    """A statement that has the parameter is only printed for requests that bring what it is of."""
    assert given is not None
    return given


def _position(position: tuple[Any, ...] | None, index: int, off: int | None) -> Any:
    """A value of a position; ``off``: it is a packed key, from which this is taken."""
    value = _there(position)[index]
    return value if off is None else value - off


def _parents(parents: Parents, base: int) -> str:
    keys = [None if key is None else key - base for key in parents.keys]
    if parents.days is not None:
        return json.dumps(list(zip(keys, parents.days, strict=True)))
    if len(keys) == 1 and keys[0] is not None:
        # The encoder takes longer than all else of a light question's binding.
        return f"[{keys[0]}]"
    return json.dumps(keys, separators=(",", ":"))

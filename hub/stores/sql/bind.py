"""From a statement and a request to the values of the statement's parameters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hub.stores.base import Bound, Parents, Window
from hub.stores.sql.origin import Origin
from hub.stores.sql.text import Param, Statement
from hub.stores.sql.values import turner


def bind_statement(
    statement: Statement, parents: Parents, bound: Bound, window: Window | None, origin: Origin
) -> tuple[Any, ...]:
    """One value a parameter.

    Raises:
        QuestionError: a value that does not fit, such as an id that is none.
    """
    return tuple(_value(param, parents, bound, window, origin) for param in statement.params)


def _value(param: Param, parents: Parents, bound: Bound, window: Window | None, origin: Origin) -> Any:
    match param.of:
        case "slot":
            return turner(param.turn, origin)(bound.values[param.index])
        case "constant":
            return turner(param.turn, origin)(param.constant)
        case "day":
            return parents.day
        case "parents":
            if parents.days is None:
                return _json(_stored(parents.keys, origin))
            return json.dumps(list(zip(_stored(parents.keys, origin), parents.days, strict=True)))
        case "origin":
            return origin.base
        case "limit":
            assert window is not None
            return window.limit
        case "after":
            assert window is not None and window.after is not None
            return _position(window.after[param.index], param, origin)
        case _:
            assert window is not None and window.before is not None
            return _position(window.before[param.index], param, origin)


def _stored(keys: Sequence[int | None], origin: Origin) -> list[int | None]:
    base = origin.base
    return [None if key is None else key - base for key in keys]


def _position(value: Any, param: Param, origin: Origin) -> Any:
    return origin.stored(value) if param.turn == "stored" else value


def _json(keys: Any) -> str:
    return json.dumps(list(keys), separators=(",", ":"))

"""From a statement and a request to the values of the statement's parameters."""

from __future__ import annotations

import json
from typing import Any

from hub.stores.base import Bound, Parents, Window
from hub.stores.sql.text import Param, Statement
from hub.stores.sql.values import turner


def bind_statement(statement: Statement, parents: Parents, bound: Bound, window: Window | None) -> tuple[Any, ...]:
    """One value a parameter.

    Raises:
        QuestionError: a value that does not fit, such as an id that is none.
    """
    return tuple(_value(param, parents, bound, window) for param in statement.params)


def _value(param: Param, parents: Parents, bound: Bound, window: Window | None) -> Any:
    match param.of:
        case "slot":
            return turner(param.turn)(bound.values[param.index])
        case "constant":
            return turner(param.turn)(param.constant)
        case "day":
            return parents.day
        case "parents":
            if parents.days is None:
                return _json(parents.keys)
            return json.dumps(list(zip(parents.keys, parents.days, strict=True)))
        case "limit":
            assert window is not None
            return window.limit
        case "after":
            assert window is not None and window.after is not None
            return window.after[param.index]
        case _:
            assert window is not None and window.before is not None
            return window.before[param.index]


def _json(keys: Any) -> str:
    return json.dumps(list(keys), separators=(",", ":"))

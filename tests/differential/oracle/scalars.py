"""The scalars of the API beside GraphQL's own, as its descriptions and ``docs/answers.md`` have them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

_PATTERNS = {
    "Date": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
    "Long": re.compile(r"-?\d{1,19}", re.ASCII),
    "Decimal": re.compile(r"-?\d{1,30}(\.\d{1,18})?", re.ASCII),
    "Period": re.compile(r"\d{4}|\d{4}-Q[1-4]|\d{4}-(0[1-9]|1[0-2])|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", re.ASCII),
}


def _refuse(name: str, value: Any) -> ValueError:
    return ValueError(f"{name} cannot represent {value!r}")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _date(value: Any) -> date:
    if isinstance(value, str) and _PATTERNS["Date"].fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _refuse("Date", value)


def _long(value: Any) -> int:
    if isinstance(value, str) and _PATTERNS["Long"].fullmatch(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63:
        return value
    raise _refuse("Long", value)


def _decimal(value: Any) -> Decimal:
    text = repr(value) if _number(value) else value
    if isinstance(text, str) and _PATTERNS["Decimal"].fullmatch(text):
        return Decimal(text)
    raise _refuse("Decimal", value)


def _period(value: Any) -> str:
    if isinstance(value, str) and _PATTERNS["Period"].fullmatch(value):
        return value
    raise _refuse("Period", value)


PARSERS: dict[str, Callable[[Any], Any]] = {
    "Date": _date,
    "Long": _long,
    "Decimal": _decimal,
    "Period": _period,
}
"""From JSON or a literal to a Python value; all four are written as text."""

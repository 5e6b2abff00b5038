"""The scalars of the API beside GraphQL's own.

In a question they stand as Python values: ``Date`` a ``datetime.date``, ``Long`` an ``int``, ``Decimal`` a
``decimal.Decimal``, ``Period`` its text.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any, NewType

import strawberry

_LONG = re.compile(r"-?[0-9]{1,19}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,18})?")
_PERIOD = re.compile(r"[0-9]{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?|[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_date(value: Any) -> datetime.date:
    """``2019-06-30``."""
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"Date cannot represent {value!r}: a day such as 2019-06-30 is expected.")


def parse_long(value: Any) -> int:
    """A whole number of 63 bits and a sign, as a number or a string."""
    if isinstance(value, str) and _LONG.fullmatch(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63:
        return value
    raise ValueError(f"Long cannot represent {value!r}: a whole number of at most 63 bits is expected.")


def parse_decimal(value: Any) -> Decimal:
    """A decimal number of at most 30 digits and 18 places, as a string or a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = repr(value)
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        try:
            return Decimal(value)
        except InvalidOperation:
            pass
    raise ValueError(f'Decimal cannot represent {value!r}: a number such as "12.50" is expected.')


def parse_period(value: Any) -> str:
    """``2021``, ``2021-Q3``, ``2021-07`` or ``2021-01-01/2022-08-02``, the first day before the last."""
    if isinstance(value, str) and _PERIOD.fullmatch(value):
        start, slash, end = value.partition("/")
        if not slash or parse_date(start) < parse_date(end):
            return value
    raise ValueError(f"Period cannot represent {value!r}: 2021, 2021-Q3, 2021-07 or 2021-01-01/2022-08-02 is expected.")


Date = NewType("Date", object)
Long = NewType("Long", int)
DecimalText = NewType("DecimalText", object)
Period = NewType("Period", str)

SCALARS: dict[Any, Any] = {
    Date: strawberry.scalar(
        name="Date", description="A day, ISO 8601: `2019-06-30`.", serialize=str, parse_value=parse_date
    ),
    Long: strawberry.scalar(
        name="Long",
        description="A whole number of at most 63 bits, as a string.",
        serialize=str,
        parse_value=parse_long,
    ),
    DecimalText: strawberry.scalar(
        name="Decimal",
        description="An exact decimal number, as a string.",
        serialize=str,
        parse_value=parse_decimal,
    ),
    Period: strawberry.scalar(
        name="Period",
        description="A span of time: `2021`, `2021-Q3`, `2021-07` or `2021-01-01/2022-08-02`.",
        serialize=str,
        parse_value=parse_period,
    ),
}
PYTHON_TYPES: dict[str, Any] = {
    "ID": strawberry.ID,
    "String": str,
    "Int": int,
    "Boolean": bool,
    "Date": Date,
    "Long": Long,
    "Decimal": DecimalText,
    "Period": Period,
}


__all__ = ["PYTHON_TYPES", "SCALARS", "parse_date", "parse_decimal", "parse_long", "parse_period"]

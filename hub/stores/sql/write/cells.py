"""One column of a change at a time: values checked, and turned into the form that rows hold.

Every fault names kind, row (its position in the change, from 0), column, value and remedy.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias

from graph_schema import codes, uscc
from graph_schema.keys import FOREVER, KeyFormatError, parse_key
from graph_schema.model import Property, Scalar
from graph_schema.text import natural_key
from hub.errors import ChangeError, Code
from hub.stores.sql.origin import Origin

Stored: TypeAlias = int | str | None
"""A value as a row holds it."""

INT_LIMIT = 2**31
LONG_LIMIT = 2**63
WIDEST = 72
"""Bytes of UTF-8 that one character has at most in a sort key: folding makes eighteen of one."""
SHOWN = 40
"""Characters of a faulty value that a message repeats."""

_NULL = type(None)
_PERIOD = re.compile(r"[0-9]{4}(?:-Q[1-4]|-(?:0[1-9]|1[0-2]))?")
_URBAN_RURAL = re.compile(r"[12][0-9]{2}")


def fault(code: Code, what: str, row: int | None, column: str | None, problem: str, value: object = ...) -> ChangeError:
    """The error for one cell or row.

    Args:
        what: kind, link or part, as ``Household`` or ``Household.place``.
        row: position in its change, from 0; None where no single row is at fault.
        column: the column at fault, if one is.
        problem: what is wrong, and what to do about it.
        value: the cell, where there is one.
    """
    place = what
    details: dict[str, object] = {"kind": what.partition(".")[0]}
    if row is not None:
        place += f", row {row}"
        details["row"] = row
    if column is not None:
        place += f", column {column!r}"
        details["column"] = column
    if value is not ...:
        place += f", value {shown(value)}"
    return ChangeError(code, f"{place}: {problem}", details=details)


def shown(value: object) -> str:
    """A value as a message repeats it: cut, and long numbers hidden, for they may be a person's."""
    if isinstance(value, str):
        if sum(character.isdigit() for character in value) > codes.WIDTH:
            return f"{value[:6]!r}… ({len(value)} characters)"
        return repr(value) if len(value) <= SHOWN else f"{value[:SHOWN]!r}… ({len(value)} characters)"
    text = repr(value) if not isinstance(value, datetime.date) else value.isoformat()
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def meant(word: object, known: Iterable[str]) -> str:
    """``did you mean …?`` where something is near, else the list of what there is."""
    names = list(known)
    near = difflib.get_close_matches(str(word), names, n=1)
    if not near:
        near = [name for name in names if name.lower() == str(word).lower()][:1]
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names) or 'none'}"


def properties(what: str, column: str, prop: Property, values: Sequence[object]) -> list[Stored]:
    """A column of property values as rows hold them; nulls stay.

    Raises:
        ChangeError: BAD_VALUE for the first value of the wrong type, outside its range, enumeration or format.
    """
    expected = _EXPECTED[prop.type]
    kinds = set(map(type, values)) - {_NULL}
    if not kinds <= set(expected.exact):
        values = [_exact(what, column, expected, row, value) for row, value in enumerate(values)]
    if prop.type is Scalar.BOOLEAN:
        # True and 1 are one key of a dictionary: not by way of distinct values.
        return [None if value is None else int(value) for value in values]  # type: ignore[call-overload]
    if prop.type is Scalar.DECIMAL:
        # Before they are made keys of a dictionary: what is no number equals nothing, or cannot be hashed.
        for row, value in enumerate(values):
            if isinstance(value, Decimal) and not value.is_finite():
                raise fault(Code.BAD_VALUE, what, row, column, "a finite number is expected", value)
    convert = _FORMATS.get((what, prop.name)) or _CONVERT[prop.type]
    return _distinct(what, column, values, lambda value: convert(prop, value))


def check_indexed(what: str, column: str, prop: Property, values: Sequence[Stored], most: int | None) -> None:
    """Check that an index takes the texts of a column; where they are in natural order, that is over their sort keys.

    Args:
        most: bytes of UTF-8 that it takes; None for any.

    Raises:
        ChangeError: BAD_VALUE for the first text that is too long.
    """
    if most is None or not prop.index:
        return
    for row, value in enumerate(values):
        if isinstance(value, str) and len(value) * WIDEST > most:
            length = len((natural_key(value) if prop.natural else value).encode())
            if length > most:
                raise fault(
                    Code.BAD_VALUE, what, row, column,
                    f"{length} bytes, and an index of this store takes {most}; shorten it", value,
                )  # fmt: skip


def keys(what: str, column: str, tag: str, values: Sequence[object], origin: Origin) -> list[int | None]:
    """A column of public keys as stored numbers; nulls stay.

    Raises:
        ChangeError: BAD_ID for the first text that is no key, or the key of another kind.
    """

    def convert(value: object) -> int:
        try:
            found, number = parse_key(value)  # type: ignore[arg-type]
        except KeyFormatError:
            raise _Wrong(f"no key; a key looks like {tag}:510681:00007H2K", Code.BAD_ID) from None
        if found != tag:
            raise _Wrong(f"a key that begins with {tag!r} is expected here, this one is of another kind", Code.BAD_ID)
        return origin.stored(number)

    for row, value in enumerate(values):
        if value is not None and not isinstance(value, str):
            raise fault(Code.BAD_ID, what, row, column, f"a key is a text such as {tag}:510681:00007H2K", value)
    return _distinct(what, column, values, convert)  # type: ignore[return-value]  # keys are numbers


def dates(what: str, column: str, values: Sequence[object], *, null: int | None = None) -> list[int | None]:
    """A column of dates as ordinals; a null becomes ``null``.

    Raises:
        ChangeError: BAD_VALUE for the first value that is no date.
    """
    if not set(map(type, values)) <= {datetime.date, _NULL}:
        expected = _EXPECTED[Scalar.DATE]
        values = [_exact(what, column, expected, row, value) for row, value in enumerate(values)]
    known: dict[object, int | None] = {value: value.toordinal() for value in set(values) - {None}}  # type: ignore[attr-defined]
    known[None] = null
    return [known[value] for value in values]


def regions(what: str, column: str, values: Sequence[object]) -> list[str | None]:
    """A column of regions of birth: six digits, or null.

    Raises:
        ChangeError: BAD_VALUE for the first value that is no region.
    """
    for row, value in enumerate(values):
        if value is not None and not (
            isinstance(value, str) and len(value) == 6 and value.isascii() and value.isdigit()
        ):
            raise fault(
                Code.BAD_VALUE,
                what,
                row,
                column,
                "a region is a text of six digits, such as 510681 or 431300",
                value,
            )
    return list(values)  # type: ignore[arg-type]


def in_order(
    what: str,
    rows: Sequence[int],
    first: tuple[str, Sequence[int | None]],
    second: tuple[str, Sequence[int | None]],
) -> None:
    """Check that every interval has at least one day; each side is the name of its column and its ordinals.

    Raises:
        ChangeError: BAD_VALUE for the first row whose end is not after its begin.
    """
    for row, begin, end in zip(rows, first[1], second[1], strict=True):
        if begin is not None and end is not None and begin >= end:
            raise fault(
                Code.BAD_VALUE,
                what,
                row,
                second[0],
                f"{second[0]} {day(end)} is not after {first[0]} {day(begin)}; the first is the last day plus one",
            )


def day(ordinal: int) -> str:
    """An ordinal as people read it."""
    return "open" if ordinal >= FOREVER else datetime.date.fromordinal(ordinal).isoformat()


class _Wrong(Exception):
    """A value is at fault; which row it stands in is found out by the caller."""

    def __init__(self, problem: str, code: Code = Code.BAD_VALUE, said: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.code = code
        self.said = said


class _Said:
    """A value in words that are fit to be repeated already."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __repr__(self) -> str:
        return self.words


class _Type:
    """What a type's values look like: classes taken as they are, classes taken with care, and the words for it."""

    def __init__(self, words: str, *exact: type) -> None:
        self.words = words
        self.exact = exact


_EXPECTED = {
    Scalar.TEXT: _Type("a text is expected", str),
    Scalar.INT: _Type("a whole number is expected", int),
    Scalar.LONG: _Type("a whole number is expected", int),
    Scalar.DECIMAL: _Type("a decimal.Decimal or a whole number is expected", Decimal, int),
    Scalar.BOOLEAN: _Type("True or False is expected", bool),
    Scalar.DATE: _Type("a datetime.date is expected", datetime.date),
    Scalar.PERIOD: _Type("a text such as 2021, 2021-Q3 or 2021-07 is expected", str),
    Scalar.ENUM: _Type("the name of an enumeration's value is expected, a text", str),
}


def _exact(what: str, column: str, expected: _Type, row: int, value: object) -> object:
    """The value, a subclass of text (such as a member of a ``StrEnum``) as plain text."""
    if value is None or type(value) in expected.exact:
        return value
    if expected.exact == (str,) and isinstance(value, str):
        return str.__str__(value)
    raise fault(
        Code.BAD_VALUE,
        what,
        row,
        column,
        f"{expected.words}, not a {type(value).__name__}; convert it",
        value,
    )


def _distinct(what: str, column: str, values: Sequence[object], convert: Callable[[object], Stored]) -> list[Stored]:
    """Convert every distinct value once; most columns repeat theirs."""
    known: dict[object, Stored] = {None: None}
    try:
        for value in dict.fromkeys(values):
            if value is not None:
                known[value] = convert(value)
    except _Wrong as wrong:
        row = list(values).index(value)
        said = value if wrong.said is None else _Said(wrong.said)
        raise fault(wrong.code, what, row, column, wrong.problem, said) from None
    return [known[value] for value in values]


def _text(prop: Property, value: object) -> str:
    text: str = value  # type: ignore[assignment]
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _Wrong("holds half a character (a lone surrogate); read the source again as UTF-8") from None
    if "\0" in text:
        raise _Wrong("holds a NUL character, which no database keeps; remove it")
    return text


def _int(prop: Property, value: object) -> int:
    number: int = value  # type: ignore[assignment]
    limit = INT_LIMIT if prop.type is Scalar.INT else LONG_LIMIT
    if not -limit <= number < limit:
        raise _Wrong(f"outside {-limit} to {limit - 1}; check the unit")
    return number


def _decimal(prop: Property, value: object) -> int:
    number = Decimal(value) if isinstance(value, int) else value
    assert isinstance(number, Decimal)
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    if not number:
        return 0
    # Compared before it is scaled: an exponent of a million would otherwise be written out in full.
    if number.adjusted() + prop.scale > 18:
        raise _Wrong(f"too large: at most {18 - prop.scale} digits before the point; check the unit")
    whole = int("".join(map(str, digits)))
    shift = exponent + prop.scale
    if shift >= 0:
        whole *= 10**shift
    else:
        whole, rest = divmod(whole, 10**-shift) if -shift <= len(digits) else (0, whole)
        if rest:
            raise _Wrong(f"more than {prop.scale} decimal places; round it where it comes from")
    return -whole if sign else whole


def _date(prop: Property, value: object) -> int:
    assert isinstance(value, datetime.date)
    return value.toordinal()


def _period(prop: Property, value: object) -> str:
    text: str = value  # type: ignore[assignment]
    if _PERIOD.fullmatch(text) and text.isascii() and text[:4] != "0000":
        return text
    first, slash, last = text.partition("/")
    try:
        if not slash or len(first) != 10 or len(last) != 10:
            raise ValueError
        begin, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    except ValueError:
        raise _Wrong("no period; write 2021, 2021-Q3, 2021-07 or 2021-01-01/2022-08-02") from None
    if begin > end:
        raise _Wrong(f"the interval ends before it begins; did you mean {last}/{first}?")
    return text


def _enum(prop: Property, value: object) -> str:
    assert prop.choices is not None
    if value not in prop.choices.names:
        label = next((choice.name for choice in prop.choices.values if choice.label == value), None)
        hint = f"did you mean {label!r}?" if label else meant(value, prop.choices.names)
        raise _Wrong(f"not a {prop.choices.name}; {hint}")
    return str(value)


def _uscc(prop: Property, value: object) -> str:
    try:
        return uscc.validate(value)  # type: ignore[arg-type]
    except uscc.UsccError as error:
        raise _Wrong(f"{error.fault}; {error.remedy}", said=error.shown) from None


def _division_code(prop: Property, value: object) -> str:
    try:
        codes.level_of(value)  # type: ignore[arg-type]
    except codes.CodeError as error:
        raise _Wrong(f"{error.fault}; {error.remedy}", said=error.shown) from None
    return value  # type: ignore[return-value]


def _urban_rural(prop: Property, value: object) -> str:
    if not _URBAN_RURAL.fullmatch(str(value)):
        raise _Wrong("an urban-rural class is three digits from 111 to 220")
    return value  # type: ignore[return-value]


_CONVERT: dict[Scalar, Callable[[Property, object], Stored]] = {
    Scalar.TEXT: _text,
    Scalar.INT: _int,
    Scalar.LONG: _int,
    Scalar.DECIMAL: _decimal,
    Scalar.DATE: _date,
    Scalar.PERIOD: _period,
    Scalar.ENUM: _enum,
}

_FORMATS: dict[tuple[str, str], Callable[[Property, object], Stored]] = {
    ("Organisation", "uscc"): _uscc,
    ("Area", "urbanRuralClass"): _urban_rural,
    ("Area.codes", "code"): _division_code,
}
"""Texts that have a form of their own, by kind (or kind and part) and property."""

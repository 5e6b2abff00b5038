"""From the text of one cell to a value, or to what is wrong with it."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from graph_schema import codes, uscc
from graph_schema.keys import KeyFormatError, parse_key
from graph_schema.model import Property, Scalar

_BOOLEANS = MappingProxyType({"true": True, "false": False, "1": True, "0": False, "是": True, "否": False})
_NEAR_DATE = re.compile(r"(\d{4})\s*[.\-/年]\s*(\d{1,2})\s*[.\-/月]\s*(\d{1,2})\s*[日号]?")
_PERIOD = re.compile(r"[0-9]{4}(?:-Q[1-4]|-(?:0[1-9]|1[0-2]))?|[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}")
_IDENTITY_CARD = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
SHOWN = 40


class CellError(ValueError):
    """A text that is no value of its column; says what is wrong and what to do, repeating no personal number."""


def shown(text: str) -> str:
    """A text as a message repeats it: cut, and long numbers hidden, for they may be a person's."""
    if sum(character.isdigit() for character in text) > codes.WIDTH or _MOBILE.search(text):
        return f"{text[:3]!r}… ({len(text)} characters)"
    return repr(text) if len(text) <= SHOWN else f"{text[:SHOWN]!r}… ({len(text)} characters)"


def key(tag: str, text: str) -> str:
    """A public key of a kind.

    Raises:
        CellError: it is no key, or one of another kind.
    """
    try:
        found, _ = parse_key(text)
    except KeyFormatError:
        raise CellError(f"{shown(text)} is no key; a key looks like {tag}:510681:00007H2K") from None
    if found != tag:
        raise CellError(f"{text!r} is a key of another kind; one that begins with {tag}: is expected")
    return text


def day(text: str) -> datetime.date:
    """A date in ISO form.

    Raises:
        CellError: it is not; other ways to write dates are named as ISO.
    """
    try:
        if len(text) == 10:
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    near = _NEAR_DATE.fullmatch(text)
    if near:
        year, month, number = map(int, near.groups())
        try:
            meant = datetime.date(year, month, number).isoformat()
        except ValueError:
            raise CellError(f"{shown(text)}: there is no such day; correct it") from None
        raise CellError(f"{shown(text)} is no date in ISO form; write {meant}")
    raise CellError(f"{shown(text)} is no date; write year, month and day, such as 2021-03-25")


def region(text: str) -> str:
    """A region of birth.

    Raises:
        CellError: it is not six digits.
    """
    if not (len(text) == 6 and text.isascii() and text.isdigit()):
        raise CellError(f"{shown(text)} is no region; six digits are expected, such as 510681 or 431300")
    return text


def value(prop: Property, text: str) -> object:
    """The value of a property.

    Raises:
        CellError: the text is none.
    """
    form = _FORMATS.get(prop.name)
    return form(text) if form and prop.type is Scalar.TEXT else _READERS[prop.type](prop, text)


def _text(prop: Property, text: str) -> str:
    if _IDENTITY_CARD.search(text) or _MOBILE.search(text):
        raise CellError(
            "it looks like the number of an identity card or a telephone, which a hub never keeps; delete it"
        )
    return text


def _int(prop: Property, text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,19}", text):
        plain = text.replace(",", "").replace("，", "")
        if re.fullmatch(r"[+-]?[0-9]{1,19}(\.0+)?", plain):
            raise CellError(f"{shown(text)} is no whole number; write {plain.partition('.')[0]}")
        raise CellError(f"{shown(text)} is no whole number; write digits only")
    number = int(text)
    limit = 2**31 if prop.type is Scalar.INT else 2**63
    if not -limit <= number < limit:
        raise CellError(f"{shown(text)} is outside {-limit} to {limit - 1}; check the unit")
    return number


def _decimal(prop: Property, text: str) -> Decimal:
    try:
        number = Decimal(text) if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text) else None
    except InvalidOperation:
        number = None
    if number is None:
        raise CellError(f"{shown(text)} is no number; write digits with a point, such as 1234.5")
    if number.adjusted() + prop.scale > 18:
        raise CellError(f"{shown(text)} is too large; check the unit")
    if number != number.quantize(Decimal(1).scaleb(-prop.scale)):
        raise CellError(f"{shown(text)} has more than {prop.scale} decimal places; round it where it comes from")
    return number


def _boolean(prop: Property, text: str) -> bool:
    found = _BOOLEANS.get(text.lower())
    if found is None:
        raise CellError(f"{shown(text)} is neither true nor false; write true or false (是, 否, 1 and 0 do as well)")
    return found


def _date(prop: Property, text: str) -> datetime.date:
    return day(text)


def _period(prop: Property, text: str) -> str:
    if not _PERIOD.fullmatch(text):
        raise CellError(f"{shown(text)} is no period; write 2021, 2021-Q3, 2021-07 or 2021-01-01/2022-08-02")
    first, slash, last = text.partition("/")
    if slash and day(first) > day(last):
        raise CellError(f"the interval ends before it begins; did you mean {last}/{first}?")
    return text


def _enum(prop: Property, text: str) -> str:
    assert prop.choices is not None
    names = prop.choices.names
    if text in names:
        return text
    near = [choice.name for choice in prop.choices.values if choice.label == text]
    near = near or difflib.get_close_matches(text.upper().replace(" ", "_"), names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names)}"
    raise CellError(f"{shown(text)} is no {prop.choices.name}; {hint}")


def _uscc(text: str) -> str:
    try:
        return uscc.validate(text)
    except uscc.UsccError as error:
        raise CellError(f"{error.shown}: {error.fault}; {error.remedy}") from None


def _code(text: str) -> str:
    try:
        codes.level_of(text)
    except codes.CodeError as error:
        raise CellError(f"{error.shown}: {error.fault}; {error.remedy}") from None
    return text


def _urban_rural(text: str) -> str:
    if not re.fullmatch(r"[12][0-9]{2}", text):
        raise CellError(f"{shown(text)} is no urban-rural class; three digits from 111 to 220 are expected")
    return text


_FORMATS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"uscc": _uscc, "code": _code, "urbanRuralClass": _urban_rural}
)
"""Texts that have a form of their own, by property."""

_READERS: Mapping[Scalar, Callable[[Property, str], object]] = MappingProxyType(
    {
        Scalar.TEXT: _text,
        Scalar.INT: _int,
        Scalar.LONG: _int,
        Scalar.DECIMAL: _decimal,
        Scalar.BOOLEAN: _boolean,
        Scalar.DATE: _date,
        Scalar.PERIOD: _period,
        Scalar.ENUM: _enum,
    }
)

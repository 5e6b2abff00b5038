"""The public key of a node, and the whole number that stores keep for it.

A key is ``tag:RRRRRR:NNNNNNNN``: the kind's tag, the region of birth (six digits) and a number of forty bits in
base32hex (``0-9A-V``, eight characters), so that text order is number order within a kind. A store keeps
``region << 40 | number``, which orders the same way. Clients never parse a key.
"""

from __future__ import annotations

import datetime
import re

NUMBER_BITS = 40
MAX_NUMBER = (1 << NUMBER_BITS) - 1
FOREVER = datetime.date.max.toordinal()
"""Ordinal of 9999-12-31, which stands for an open end in stores and changes."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_KEY = re.compile(r"([a-z]+):([0-9]{6}):([0-9A-V]{8})")
_PAIRS = tuple(a + b for a in _DIGITS for b in _DIGITS)


class KeyFormatError(ValueError):
    """A text that is no key; the message says what one looks like."""


def pack(region: str, number: int) -> int:
    """The stored number of a key.

    >>> pack("510681", 1)
    561499697584275457

    Raises:
        KeyFormatError: region is not six digits, or number is outside 1 .. 2**40 - 1.
    """
    if not (len(region) == 6 and region.isascii() and region.isdigit()):
        raise KeyFormatError(f"region {region!r}: six digits expected, such as 510681")
    if not 1 <= number <= MAX_NUMBER:
        raise KeyFormatError(f"number {number}: 1 to {MAX_NUMBER} expected")
    return int(region) << NUMBER_BITS | number


def region_of(packed: int) -> str:
    """Region of birth, six digits."""
    return f"{packed >> NUMBER_BITS:06d}"


def format_key(tag: str, packed: int) -> str:
    """The public key.

    >>> format_key("org", pack("510681", 7763))
    'org:510681:000007IJ'
    """
    n = packed & MAX_NUMBER
    p = _PAIRS
    return f"{tag}:{packed >> NUMBER_BITS:06d}:{p[n >> 30]}{p[n >> 20 & 1023]}{p[n >> 10 & 1023]}{p[n & 1023]}"


def parse_key(text: str) -> tuple[str, int]:
    """Tag and stored number of a public key.

    >>> parse_key("org:510681:000007IJ") == ("org", pack("510681", 7763))
    True

    Raises:
        KeyFormatError: the text is no key.
    """
    match = _KEY.fullmatch(text)
    if match is None:
        raise KeyFormatError(f"{text!r} is no key; a key looks like org:510681:00007H2K")
    tag, region, digits = match.groups()
    number = int(digits, 32)
    if number == 0:
        raise KeyFormatError(f"{text!r} is no key; numbers begin at 1")
    return tag, int(region) << NUMBER_BITS | number


def parse_id(text: str) -> tuple[str, int, datetime.date | None]:
    """Tag, stored number and date of an id: a key, with ``@2019-06-30`` appended where it was read as of
    that day.

    Raises:
        KeyFormatError: the text is no id.
    """
    key, at, day = text.partition("@")
    tag, packed = parse_key(key)
    if not at:
        return tag, packed, None
    try:
        if len(day) != 10:
            raise ValueError
        return tag, packed, datetime.date.fromisoformat(day)
    except ValueError:
        raise KeyFormatError(f"{text!r} is no id; after @ a date such as 2019-06-30 is expected") from None

"""The unified social credit code 统一社会信用代码 (USCC, GB 32100-2015): check it, and make invented ones.

Eighteen characters: registrar (1), class of organisation (2), division of the registrar (3 to 8, digits),
organisation code by GB 11714 (9 to 17, the last its own check character) and a check character over all of
it (18). The alphabet leaves out I, O, S, V and Z because they are misread. Any registrar and class is
accepted, N (collective economic organisations) as well as 93 (farmers' co-operatives): new ones are issued
faster than programs are updated. Whether an organisation exists under a code no arithmetic can say.
Standard library only.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MAX_SERIAL = 9_999_999
"""Highest serial number of an invented code, for each registrar, class and division."""

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
_LOOK_ALIKES = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "UWY"}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_EXPECTED = f"{LENGTH} characters expected, digits and capital letters without I, O, S, V, Z"
_PERSONAL = re.compile(
    r"[1-9][0-9]{5}(?:(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]"
    r"|[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3})"
)
_READ_AS_DIGITS = str.maketrans("IOZS", "1025")
_IDENTITY_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))


class UsccError(ValueError):
    """A text that is no unified social credit code; the message names it, the faulty place and the remedy.

    ``shown`` is what was given, unless it looks like an identity-card number; ``fault`` what is wrong;
    ``remedy`` what to do; ``place`` the first faulty character, 1 to 18, or None where the whole text is at
    fault.
    """

    code = "USCC_MALFORMED"

    def __init__(self, shown: str, fault: str, remedy: str, place: int | None = None) -> None:
        """All four stay in ``args``, so that the error survives the way home from a child process."""
        super().__init__(shown, fault, remedy, place)
        self.shown = shown
        self.fault = fault
        self.remedy = remedy
        self.place = place

    def __str__(self) -> str:
        """The message."""
        return f"unified social credit code {self.shown}: {self.fault}; {self.remedy}"


def check_character(first17: str) -> str:
    """The eighteenth character for the first seventeen.

    >>> check_character("91510681X00000019")
    'Q'

    Raises:
        UsccError: not seventeen characters of ``ALPHABET``.
    """
    if len(first17) != LENGTH - 1:
        raise UsccError(_shown(first17), f"{len(first17)} characters", "the first 17 characters are expected")
    total = 0
    for place, (character, weight) in enumerate(zip(first17, _WEIGHTS, strict=True), 1):
        value = _VALUES.get(character)
        if value is None:
            fault = f"{character!r} at place {place} is not in the alphabet"
            raise UsccError(_shown(first17), fault, _EXPECTED, place)
        total += value * weight
    return ALPHABET[-total % 31]


def validate(text: str) -> str:
    """The code in canonical form (capital letters), if it is one.

    Lower-case letters are accepted; blanks, hyphens and full-width characters are faults with a remedy, so
    that what is stored is what was written.

    >>> validate("91510681x00000019q")
    '91510681X00000019Q'

    Raises:
        UsccError: wrong length, a character outside the alphabet, letters in the division, or a wrong check
        character.
    """
    code = text.upper() if text.isascii() else text
    if len(code) != LENGTH or not code.isascii():
        raise _shape_error(text)
    wrong = [place for place, character in enumerate(code, 1) if character not in _VALUES]
    if wrong:
        raise _alphabet_error(text, code, wrong)
    letter = next((place for place in range(3, 9) if not code[place - 1].isdigit()), None)
    if letter is not None:
        fault = f"{code[letter - 1]!r} at place {letter}, but places 3 to 8 are a division code"
        raise UsccError(_shown(text), fault, "enter six digits there, such as 510681", letter)
    if check_character(code[:-1]) != code[-1]:
        raise _check_error(text, code)
    return code


def make(registrar_and_class: str, division: str, serial: int) -> str:
    """An invented code that passes every check and that no office issues: its place 9 is an X.

    Args:
        registrar_and_class: two characters of ``ALPHABET``, such as ``"91"``, ``"93"`` or ``"N2"``.
        division: six digits, such as ``"510681"``.
        serial: 0 to 9,999,999; equal arguments give equal codes, unequal ones unequal codes.

    >>> make("91", "510681", 1)
    '91510681X00000019Q'

    Raises:
        UsccError: an argument outside these limits.
    """
    if len(registrar_and_class) != 2 or not set(registrar_and_class) <= set(ALPHABET):
        remedy = "two characters expected, such as 91, 93, N2"
        raise UsccError(_shown(registrar_and_class), "no registrar and class", remedy, 1)
    if len(division) != 6 or not (division.isascii() and division.isdigit()):
        raise UsccError(_shown(division), "no division", "six digits expected, such as 510681", 3)
    if not 0 <= serial <= MAX_SERIAL:
        raise UsccError(_shown(str(serial)), "serial number out of range", f"0 to {MAX_SERIAL} expected", 9)
    body = f"X{serial:07d}"
    first17 = registrar_and_class + division + body + _organisation_check(body)
    return first17 + check_character(first17)


def _organisation_check(body: str) -> str:
    """Check character by GB 11714 of the eight characters of an organisation code: 0 to 9 or X."""
    total = sum(int(c, 36) * weight for c, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def _shape_error(text: str) -> UsccError:
    """The error for a text of the wrong length or with characters outside ASCII."""
    bare = _bare(text)
    if _valid(bare):
        return UsccError(_shown(text), "full-width characters, blanks or separators", f"write {bare}")
    if re.fullmatch(r"[0-9.]+E\+?[0-9]+", bare):
        remedy = "format the column as text and take the code from its source again, since digits are lost"
        return UsccError(_shown(text), "a number in a spreadsheet's format", remedy)
    if not bare:
        return UsccError(_shown(text), "empty", _EXPECTED)
    if len(bare) == LENGTH:
        return _bare_error(text, bare)
    return UsccError(_shown(text), f"{len(bare)} characters", _length_remedy(len(bare)))


def _bare_error(text: str, bare: str) -> UsccError:
    """The error for eighteen characters that are no code even after blanks and full-width forms are gone."""
    place = next((n for n, character in enumerate(bare, 1) if character not in _VALUES), None)
    if place is None:
        return UsccError(_shown(text), "blanks or full-width characters, and no code besides", _EXPECTED)
    return UsccError(_shown(text), f"{bare[place - 1]!r} at place {place} is not in the alphabet", _EXPECTED, place)


def _length_remedy(length: int) -> str:
    """What to do about a code that is not eighteen characters long."""
    if length == 15:
        return f"{_EXPECTED}; 15 is the length of the old registration number 注册号"
    if length in (9, 10):
        return f"{_EXPECTED}; 9 is the length of an organisation code 组织机构代码, here places 9 to 17"
    return _EXPECTED


def _alphabet_error(text: str, code: str, wrong: list[int]) -> UsccError:
    """The error for characters outside the alphabet, with the one reading that passes the check."""
    named = ", ".join(f"{code[place - 1]!r} at place {place}" for place in wrong)
    fault = f"{named} not in the alphabet (I, O, S, V, Z are never used)"
    if not all(code[place - 1] in _LOOK_ALIKES for place in wrong) or code.count("V") > 4:
        return UsccError(_shown(text), fault, _EXPECTED, wrong[0])
    choices = [_LOOK_ALIKES.get(character, character) for character in code]
    readings = ["".join(reading) for reading in itertools.product(*choices)]
    passing = [reading for reading in readings if _valid(reading)]
    if len(passing) == 1:
        return UsccError(_shown(text), fault, f"did you mean {passing[0]}?", wrong[0])
    pairs = sorted({code[place - 1] for place in wrong})
    hints = ", ".join(f"{' or '.join(_LOOK_ALIKES[character])} for {character}" for character in pairs)
    return UsccError(_shown(text), fault, f"did you mean {hints}?", wrong[0])


def _check_error(text: str, code: str) -> UsccError:
    """The error for a code whose last character does not follow from the others."""
    if _is_personal(text):
        remedy = "this looks like an identity-card number; those are never stored here, remove the column"
        return UsccError(_shown(text), "not an organisation's code", remedy)
    right = check_character(code[:-1])
    fault = f"check character {code[-1]!r} at place 18, but {right!r} follows from the others"
    if code.isdigit() and code.endswith("000"):
        remedy = "spreadsheets round numbers after 15 digits: format the column as text, take the code again"
        return UsccError(_shown(text), fault, remedy, LENGTH)
    swapped = {code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(LENGTH - 1)}
    passing = sorted(filter(_valid, swapped))
    hint = f", did you mean {passing[0]}?" if len(passing) == 1 and not _looks_personal(text) else ""
    remedy = f"one character is wrong or two are swapped{hint}; compare with the licence"
    return UsccError(_shown(text), fault, remedy, LENGTH)


def _valid(code: str) -> bool:
    """Whether a text is a canonical code, without saying why not."""
    if len(code) != LENGTH or not set(code) <= set(ALPHABET) or not code[2:8].isdigit():
        return False
    return check_character(code[:-1]) == code[-1]


def _shown(text: str) -> str:
    return "(not repeated here)" if _looks_personal(text) else repr(text[:40])


def _looks_personal(text: str) -> bool:
    """Whether a text has the shape of an identity-card number (18 or 15 characters), so is never repeated."""
    return _PERSONAL.fullmatch(_bare(text).translate(_READ_AS_DIGITS)) is not None


def _is_personal(text: str) -> bool:
    """Whether it also has the check character of one (GB 11643)."""
    bare = _bare(text)
    if len(bare) != LENGTH or not _PERSONAL.fullmatch(bare):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(bare[:17], _IDENTITY_WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == bare[17]


def _bare(text: str) -> str:
    """The text in plain capital letters, without blanks and separators."""
    return re.sub(r"[\s\-_.]", "", unicodedata.normalize("NFKC", text)).upper()

"""Division codes 统计用区划代码: what the digits say, and what a given text may mean.

A code has one width for each level: province 2, prefecture 4, county 6, township 9, village 12. A prefix is
an ancestor. Lists also print codes padded with zeros (the civil-affairs list to six digits, the statistics
office to twelve), and padding loses the level: 4419 (the prefecture Dongguan) and 441900 (its only, nominal
county) both stand in the statistics list and both pad to 441900000000. So nothing here turns a padded text
into one code: ``normalise`` gives the text by which two spellings are compared, ``candidates`` all codes it
may stand for, and the caller, who has the list, sees which of them exist.

A code is not an identity: the two official lists give different codes to a quarter of the townships. Standard
library only.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

WIDTH = 12
"""Digits of a padded code."""

_EXPECTED = "2, 4, 6, 9 or 12 digits expected, such as 510681 or 510681000000"
_LOOK_ALIKES = str.maketrans("OoQDIl|", "0000111")
_NUMBER_FORMAT = re.compile(r"[0-9]+(\.[0-9]+)?[eE]\+?[0-9]+|[0-9]+\.[0-9]*")


class Level(enum.StrEnum):
    """The levels that have official codes, highest first; the values are those of ``AreaLevel``."""

    PROVINCE = "PROVINCE"
    PREFECTURE = "PREFECTURE"
    COUNTY = "COUNTY"
    TOWNSHIP = "TOWNSHIP"
    VILLAGE = "VILLAGE"


class AreaType(enum.StrEnum):
    """What a township or a village is, as its number says."""

    STREET = "STREET"
    """Street 街道, township numbers 001 to 099."""
    TOWN = "TOWN"
    """Town 镇, township numbers 100 to 199."""
    TOWNSHIP = "TOWNSHIP"
    """Township 乡, township numbers 200 to 399."""
    QUASI_TOWNSHIP = "QUASI_TOWNSHIP"
    """Development zone, farm or the like 类似乡级单位, township numbers 400 to 599."""
    RESIDENTS_COMMITTEE = "RESIDENTS_COMMITTEE"
    """Community with a residents' committee 居民委员会, village numbers 001 to 199."""
    VILLAGERS_COMMITTEE = "VILLAGERS_COMMITTEE"
    """Village with a villagers' committee 村民委员会, village numbers 200 to 399."""
    QUASI_VILLAGE = "QUASI_VILLAGE"
    """Campus, works or the like 类似村级单位, village numbers 400 to 599."""
    UNSPECIFIED = "UNSPECIFIED"
    """A number outside the rule. Both lists have a few: 350527000, 130731999."""


WIDTHS: Mapping[Level, int] = MappingProxyType(
    {Level.PROVINCE: 2, Level.PREFECTURE: 4, Level.COUNTY: 6, Level.TOWNSHIP: 9, Level.VILLAGE: 12}
)
"""Digits of an unpadded code, by level, highest first."""

_LEVELS: Mapping[int, Level] = MappingProxyType({width: level for level, width in WIDTHS.items()})
_SHORTER: Mapping[int, int] = MappingProxyType({4: 2, 6: 4, 9: 6, 12: 9})
_LONGEST_FIRST = tuple(sorted(_LEVELS, reverse=True))

_TOWNSHIP_TYPES: tuple[tuple[range, AreaType], ...] = (
    (range(1, 100), AreaType.STREET),
    (range(100, 200), AreaType.TOWN),
    (range(200, 400), AreaType.TOWNSHIP),
    (range(400, 600), AreaType.QUASI_TOWNSHIP),
)
_VILLAGE_TYPES: tuple[tuple[range, AreaType], ...] = (
    (range(1, 200), AreaType.RESIDENTS_COMMITTEE),
    (range(200, 400), AreaType.VILLAGERS_COMMITTEE),
    (range(400, 600), AreaType.QUASI_VILLAGE),
)


class CodeError(ValueError):
    """A text that is no division code; the message names what was given, what was expected and the remedy.

    ``shown`` is what was given, cut to what may be repeated; ``fault`` what is wrong with it; ``remedy``
    what to do: for callers that put their own place (file, sheet, row, column) in front.
    """

    code = "DIVISION_CODE_MALFORMED"

    def __init__(self, shown: str, fault: str, remedy: str) -> None:
        """All three stay in ``args``, so that the error survives the way home from a child process."""
        super().__init__(shown, fault, remedy)
        self.shown = shown
        self.fault = fault
        self.remedy = remedy

    def __str__(self) -> str:
        """The message, without a place."""
        return f"division code {self.shown}: {self.fault}; {self.remedy}"


def normalise(code: str) -> str:
    """The twelve-digit text by which two spellings are compared, padded with zeros.

    Two texts may mean the same area exactly if their normal texts are equal. It is no code itself: see
    ``candidates``.

    >>> normalise("510681"), normalise("510681000000")
    ('510681000000', '510681000000')

    Raises:
        CodeError: not 2, 4, 6, 9 or 12 ASCII digits, or a leading zero.
    """
    return _checked(code).ljust(WIDTH, "0")


def candidates(code: str) -> tuple[str, ...]:
    """All unpadded codes the text may mean, longest first; one at least, five at most.

    Padded and short spellings of one code have the same candidates, so the answer does not depend on the
    habit of whoever typed it. Which candidates exist is for a list of divisions to say; two that do are an
    ambiguity.

    >>> candidates("441900")
    ('441900000000', '441900000', '441900', '4419')
    >>> candidates("510681101204")
    ('510681101204',)

    Raises:
        CodeError: see ``normalise``.
    """
    padded = normalise(code)
    return tuple(padded[:width] for width in _LONGEST_FIRST if not padded[width:].strip("0"))


def level_of(code: str) -> Level:
    """The level of an unpadded code, by its width alone.

    >>> level_of("510681101").value
    'TOWNSHIP'

    Raises:
        CodeError: see ``normalise``.
    """
    return _LEVELS[len(_checked(code))]


def parent_code(code: str) -> str | None:
    """The unpadded code one level up; None for a province.

    A list need not hold it: districts of Beijing (110101) have no prefecture 1101 in the civil-affairs
    list. Take the first of ``ancestor_codes`` that the list has.

    >>> parent_code("510681101"), parent_code("51")
    ('510681', None)

    Raises:
        CodeError: see ``normalise``.
    """
    width = len(_checked(code))
    return code[: _SHORTER[width]] if width in _SHORTER else None


def ancestor_codes(code: str) -> tuple[str, ...]:
    """The unpadded codes of all levels above, nearest first; empty for a province.

    >>> ancestor_codes("510681101")
    ('510681', '5106', '51')

    Raises:
        CodeError: see ``normalise``.
    """
    width = len(_checked(code))
    return tuple(code[:shorter] for shorter in _LONGEST_FIRST if shorter < width)


def region_of(code: str) -> str:
    """The county, prefecture or province of a code as a region: six digits, padded with zeros.

    >>> region_of("510681101204"), region_of("4313"), region_of("43")
    ('510681', '431300', '430000')

    Raises:
        CodeError: see ``normalise``.
    """
    return normalise(code)[:6]


def area_type(code: str) -> AreaType | None:
    """What a township (9 digits) or village (12 digits) is, by its last three digits; None for higher levels.

    The statistics list keeps to the number ranges; the civil-affairs list has a few dozen towns and
    townships under street numbers, and its own rows are not re-typed here.

    >>> area_type("510681001").value, area_type("510681101204").value
    ('STREET', 'VILLAGERS_COMMITTEE')

    Raises:
        CodeError: see ``normalise``.
    """
    level = level_of(code)
    if level is Level.TOWNSHIP:
        types = _TOWNSHIP_TYPES
    elif level is Level.VILLAGE:
        types = _VILLAGE_TYPES
    else:
        return None
    number = int(code[-3:])
    return next((kind for numbers, kind in types if number in numbers), AreaType.UNSPECIFIED)


def _checked(code: str) -> str:
    """The same text, if it can be a code."""
    if code.isascii() and code.isdigit() and len(code) in _LEVELS and code[0] != "0":
        return code
    raise _explained(code)


def _explained(code: str) -> CodeError:
    """The error for a text that is no code, the likeliest cause first."""
    plain = unicodedata.normalize("NFKC", code)
    bare = re.sub(r"[\s\-_.,'’`·]", "", plain)
    if not plain.strip():
        return CodeError(_shown(code), f"empty; {_EXPECTED}", "enter the code, or leave the whole row out")
    if _NUMBER_FORMAT.fullmatch(plain.strip()):
        return CodeError(
            _shown(code),
            f"a number in a spreadsheet's format; {_EXPECTED}",
            "format the column as text and take the code from its source again, since digits may be lost",
        )
    if _digits(bare):
        return _explained_digits(code, plain, bare)
    fixed = bare.translate(_LOOK_ALIKES)
    wrong = "".join(dict.fromkeys(c for c in bare if not ("0" <= c <= "9")))
    remedy = f"did you mean {fixed}?" if _possible(fixed) else "enter digits only, names have their own column"
    return CodeError(_shown(code), f"{wrong[:12]!r} is no digit; {_EXPECTED}", remedy)


def _explained_digits(code: str, plain: str, bare: str) -> CodeError:
    """The error for a text whose only fault is full-width digits, separators, length or a leading zero."""
    if _possible(bare):
        fault = "full-width digits" if plain == bare else "blanks or separators between or around the digits"
        return CodeError(_shown(code), f"{fault}; {_EXPECTED}", f"write {bare}")
    if bare[0] == "0":
        fault = f"begins with 0, and no province does; {_EXPECTED}"
        return CodeError(_shown(code), fault, "check that the digits were not shifted")
    return CodeError(_shown(code), f"{len(bare)} digit{'s' * (len(bare) > 1)}; {_EXPECTED}", _length_remedy(len(bare)))


def _length_remedy(length: int) -> str:
    """What to do about a number of digits that no level has."""
    if length > WIDTH:
        return "this is another kind of number; never enter identity-card or telephone numbers"
    if length in (8, 11):
        return "one digit is missing: compare with the official list"
    if length in (7, 10):
        return "one digit is missing or too many: compare with the official list"
    return "a short code ends with its own level, a full one has twelve digits; compare with the official list"


def _shown(code: str) -> str:
    """At most the first six characters of a text longer than any code: it may be a person's number."""
    return repr(code) if len(code) <= WIDTH else f"{code[:6]!r}… ({len(code)} characters)"


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _possible(text: str) -> bool:
    return _digits(text) and len(text) in _LEVELS and text[0] != "0"

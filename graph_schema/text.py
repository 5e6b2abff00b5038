"""What search sees, and how names sort.

Three questions with one answer in every store: what counts as the same text (``fold``), which words a
full-text index gets so that any part of a name is found exactly (``tokens`` for what is stored, ``phrase``
for what is sought), and in which order people read names that hold numbers (``natural_key``).

The words of the index are pairs of neighbouring characters. Character *i* and character *i + 1* make one
word, and the last character stands alone, so a text of *n* characters gives *n* words in reading order, and
a needle of two or more characters occurs in a text exactly where the needle's pairs follow each other. A
needle of one character is the beginning of a word. Single characters beside the pairs would be exact too,
but then every phrase also walks the long lists of the single characters: on 300,000 village names, more
than three times slower for two to four characters, and a quarter more disk.

Each character is written as four base-36 digits of its code point, because a tokenizer has opinions of its
own: SQLite's ``unicode61`` takes punctuation and emoji for gaps, knows only the letters of Unicode 6.1 and
strips accents. Four plain letters or digits pass through any of them. Blanks, punctuation and symbols are
characters like all others.

Standard library only. Pinyin needs a dictionary and is not here.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS36 = tuple(a + b for a in _BASE36 for b in _BASE36)
_SQUARE = len(_PAIRS36)

_UNSEEN_RANGES = (
    (0x00, 0x08),  # controls that are no blanks; NUL besides cannot be stored in PostgreSQL
    (0x0E, 0x1B),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),  # soft hyphen
    (0x180B, 0x180F),  # Mongolian variation selectors
    (0x200B, 0x200F),  # zero-width space and joiners, direction marks
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xDFFF),  # half of a surrogate pair: JSON can carry it, UTF-8 cannot
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark, left in the first cell by many programs
    (0xE0100, 0xE01EF),  # ideographic variation selectors
)
_FOLDED = re.compile("[0-9a-z\u4e00-\u9fff]*")
"""Texts that are their own fold, which most names are: these Chinese characters have no other form and no case."""
_UNSEEN = {point: None for first, last in _UNSEEN_RANGES for point in range(first, last + 1)}

_NUMERAL = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_COUNTED = "组|队|社|片|区|村|街|路|巷|栋|幢|楼|号|期|院|单元|网格|支部|党小组"
_RUN = re.compile(f"(?P<digits>[0-9]+)|(?P<chinese>(?<=第)[{_NUMERAL}〇十百千]+|[{_NUMERAL}〇十百千]+(?={_COUNTED}))")
_ONE = f"[{_NUMERAL[1:]}]"
_TENS = f"{_ONE}?十{_ONE}?"
_HUNDREDS = f"{_ONE}百(?:零{_ONE}|{_TENS})?"
_THOUSANDS = f"{_ONE}千(?:零(?:{_ONE}|{_TENS})|{_HUNDREDS})?"
_WELL_FORMED = re.compile(f"{_ONE}|{_TENS}|{_HUNDREDS}|{_THOUSANDS}")


def fold(text: str) -> str:
    """The text as search compares it: forms, case and blanks made equal, unseen characters dropped.

    Full-width forms become plain ones (NFKC), letters lose their case, any run of blanks becomes one space,
    blanks at the ends go. Controls, zero-width characters and variation selectors go too: a mark that
    nobody sees must not hide a name. Folding twice changes nothing.

    >>> fold("  ＡＢＣ　Ⅳ组 ")
    'abc iv组'
    """
    if _FOLDED.fullmatch(text):
        return text
    seen = unicodedata.normalize("NFKC", text.translate(_UNSEEN))
    folded = unicodedata.normalize("NFKC", seen.casefold()).translate(_UNSEEN)
    return " ".join(folded.split())


def tokens(text: str) -> str:
    """The words a full-text index gets for a text: one for each character of its fold, spaces between.

    >>> tokens("二组")
    '0fik0p1g 0p1g'
    """
    points = list(map(_word, fold(text)))
    if not points:
        return ""
    return " ".join([*_pairs(points), points[-1]])


def phrase(needle: str) -> str:
    """The SQLite FTS5 query that finds, among ``tokens``, just the texts whose fold contains the needle's.

    It holds no character of the needle, so nothing in it can be read as query syntax. A needle that folds
    to nothing gives a query that finds nothing.

    >>> phrase("二组"), phrase("组"), phrase(" ")
    ('"0fik0p1g"', '"0p1g" *', '""')
    """
    points = [_word(character) for character in fold(needle)]
    if len(points) == 1:
        return f'"{points[0]}" *'
    return f'"{" ".join(_pairs(points))}"'


def natural_key(name: str) -> str:
    """A key that sorts, by code point, as people read names with numbers: 第2组 before 第10组.

    The name is folded; a run of digits becomes its length without leading zeros (two digits) and the
    digits, so that numbers compare by size, however long. A Chinese numeral from 一 to 九千九百九十九
    becomes the same, where it counts something: after 第, or before a word such as 组, 村, 栋. Elsewhere it
    is a name (三水镇, 五一村) and stays. Names that differ only in how a number is written (2组, 02组,
    二组) have equal keys; the order needs a second term.

    >>> natural_key("第十组"), natural_key("第2组"), natural_key("三水镇")
    ('第0210组', '第012组', '三水镇')
    """
    return _RUN.sub(_sortable, fold(name))


def _sortable(run: re.Match[str]) -> str:
    """A run of digits or of a Chinese numeral as length and digits; a run that is no numeral as it was."""
    digits = run["digits"]
    if digits is None:
        numeral = run["chinese"].replace("〇", "零")
        if not _WELL_FORMED.fullmatch(numeral):
            return run["chinese"]
        digits = str(_value(numeral))
    digits = digits.lstrip("0") or "0"
    length = f"{len(digits):02d}" if len(digits) < 99 else f"99{len(digits):09d}"
    return length + digits


def _value(numeral: str) -> int:
    """The number, 1 to 9999, that a well-formed Chinese numeral stands for."""
    total = digit = 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _NUMERAL.index(character)
    return total + digit


def _pairs(points: list[str]) -> list[str]:
    return [first + second for first, second in itertools.pairwise(points)]


@cache  # as many as there are characters
def _word(character: str) -> str:
    """Four base-36 digits of a code point (36**4 exceeds the last one); a fixed width keeps pairs apart."""
    high, low = divmod(ord(character), _SQUARE)
    return _PAIRS36[high] + _PAIRS36[low]

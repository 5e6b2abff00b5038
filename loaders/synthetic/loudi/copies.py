"""Copies of Loudi's townships, for scales above 1: under DEMO codes, with names that say so.

No official list has the code of a copy. Its first six digits are those of the county that it lies in, the next
three a number that none of the county's townships bears in any edition of either list, and the last three, of a
village, those of the village that it is a copy of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.synthetic.loudi.villages import Village
from loaders.synthetic.real import Edition, of_width

AUTHORITY = "DEMO"
VINTAGE = "1"
"""Edition of the DEMO codes; another way of giving them is another edition."""

_NUMBERS = range(999, 0, -1)
"""Three digits of a township; official lists begin at the lower end."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """Townships and villages under their new codes; ``names`` has them and all that lies above."""

    names: Edition
    townships: Sequence[str]
    villages: Sequence[Village]


def codes(copy: int, townships: Iterable[str], lists: Mapping[tuple[str, str], Edition]) -> dict[str, str]:
    """DEMO codes by the codes of all townships of the region; a copy's are the same at every scale.

    Args:
        copy: from 1.
        townships: codes of the statistics list.
        lists: all editions of both lists.

    Raises:
        ValueError: a county has no numbers left.
    """
    used = {code for edition in lists.values() for code in of_width(edition, 9)}
    members: dict[str, list[str]] = {}
    for township in townships:
        members.setdefault(township[:6], []).append(township)
    found: dict[str, str] = {}
    for county, originals in members.items():
        free = [code for number in _NUMBERS if (code := f"{county}{number:03d}") not in used]
        given = free[(copy - 1) * len(originals) : copy * len(originals)]
        if len(given) < len(originals):
            raise ValueError(f"copy {copy}: no numbers are left for the townships of {county}")
        found |= zip(originals, given, strict=True)
    return found


def rename(
    townships: Iterable[str], villages: Iterable[Village], given: Mapping[str, str], names: Edition, copy: int
) -> Renamed:
    """Townships with their villages under the codes given; a township's name says which copy it is."""
    renamed = {code: name for code, name in names.items() if len(code) <= 6}
    renamed |= {given[code]: f"演示副本{copy}·{names[code]}" for code in townships}
    moved = [replace(village, code=given[village.township] + village.code[9:]) for village in villages]
    renamed |= {village.code: village.name for village in moved}
    return Renamed(renamed, sorted(code for code in renamed if len(code) == 9), moved)

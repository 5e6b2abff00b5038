"""Loudi planned: which townships are taken, how often, and what is wrong in their villages."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.synthetic import draw
from loaders.synthetic.loudi import copies, defects, figures
from loaders.synthetic.loudi.defects import Defects
from loaders.synthetic.loudi.villages import Village, published
from loaders.synthetic.real import Edition, civil_codes, editions, newest


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be written: the region or townships of it, or one copy of them.

    ``names``: the statistics list, or the same for a copy; ``civil``: civil-affairs codes by its codes;
    ``copy``: 0 for the region itself; ``defects``: of the villages that have any, by code.
    """

    names: Edition
    vintage: str
    civil: Edition
    civil_vintage: str
    townships: Sequence[str]
    villages: Sequence[Village]
    copy: int = 0
    defects: Mapping[str, Defects] = field(default_factory=dict)

    @property
    def households(self) -> int:
        """Households of all villages taken."""
        return sum(village.households for village in self.villages)

    @property
    def first_person(self) -> int:
        """Where the numbers of its persons begin: those of a copy are others."""
        return self.copy * figures.PERSONS


def plans(seed: int, scale: float, *, flawed: bool = False) -> Iterator[Plan]:
    """The region itself, then its copies, each planned when the one before it has been written.

    Args:
        seed: draws the counts of the villages.
        scale: up to 1 the share of households that is wanted, in whole townships; above, how many times as many.
        flawed: sow the known numbers of defects.

    Raises:
        ValueError: no codes are left for so many copies.
    """
    found = editions(figures.REGION)
    vintage, names = newest(found, "NBS")
    civil_vintage, civil_names = newest(found, "MCA")
    villages = published(seed, names)
    townships = list(dict.fromkeys(village.township for village in villages))
    whole = Plan(names, vintage, civil_codes(names, civil_names), civil_vintage, townships, villages)
    for copy, share in enumerate(shares(scale)):
        part = whole if share == 1 else _taken(whole, choose(villages, share))
        if copy:
            renamed = copies.rename(part.townships, part.villages, copies.codes(copy, townships, found), names, copy)
            part = replace(
                whole, names=renamed.names, townships=renamed.townships, villages=renamed.villages, copy=copy
            )
        yield replace(part, defects=defects.sow(part.villages, seed, defects.at(share))) if flawed else part


def shares(scale: float) -> list[float]:
    """The share of households of the region itself and of each copy: all of it for each but the last.

    >>> shares(0.1), shares(1), shares(2.5)
    ([0.1], [1.0], [1.0, 1.0, 0.5])
    """
    return [min(1.0, scale - copy) for copy in range(math.ceil(scale))]


def choose(villages: Sequence[Village], scale: float) -> list[str]:
    """Codes of the townships taken, spread over the list: as many as fit, the smallest if none does."""
    counts = {
        township: sum(village.households for village in members)
        for township, members in itertools.groupby(villages, key=lambda village: village.township)
    }
    codes = list(counts)
    room = round(sum(counts.values()) * scale)
    order = draw.Permutation(len(codes), 0)
    taken: list[str] = []
    for place in range(len(codes)):
        code = codes[order[place]]
        if counts[code] <= room:
            taken.append(code)
            room -= counts[code]
    return sorted(taken) or [min(codes, key=lambda code: (counts[code], code))]


def _taken(whole: Plan, townships: list[str]) -> Plan:
    chosen = set(townships)
    return replace(
        whole, townships=townships, villages=[village for village in whole.villages if village.township in chosen]
    )

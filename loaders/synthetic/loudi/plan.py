"""Loudi planned: what each village has, and which townships are taken."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.synthetic import draw
from loaders.synthetic.loudi import figures
from loaders.synthetic.real import Edition, civil_codes, editions, newest, of_width


@dataclass(frozen=True, slots=True)
class Village:
    """A village and its counts.

    ``first_section``, ``first_group``, ``first_head``: how many the villages before it have in the whole
    region, so the same at every scale; persons and their flags are drawn by them.
    """

    code: str
    name: str
    sections: int
    groups: int
    heads: int
    households: int
    first_section: int
    first_group: int
    first_head: int

    @property
    def day(self) -> int:
        """Days after the chain's first on which it begins here."""
        return draw.mix(0, self.code) % figures.CHAIN_DAYS

    def groups_by_section(self) -> list[int]:
        """Groups of each section."""
        return draw.even(self.groups, self.sections)

    def heads_by_group(self) -> list[int]:
        """Neighbour heads of each group."""
        return draw.even(self.heads, self.groups)

    def households_by_head(self) -> list[int]:
        """Households of each neighbour head, 5 to 15."""
        return draw.contact_sizes(self.households, self.heads)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be written.

    ``names``: the statistics list; ``civil``: civil-affairs codes by its codes.
    """

    names: Edition
    vintage: str
    civil: Edition
    civil_vintage: str
    townships: Sequence[str]
    villages: Sequence[Village]

    @property
    def households(self) -> int:
        """Households of all villages taken."""
        return sum(village.households for village in self.villages)


def plan(seed: int, scale: float) -> Plan:
    """The whole region, or whole townships until the share of households is about ``scale``."""
    found = editions(figures.REGION)
    vintage, names = newest(found, "NBS")
    civil_vintage, civil_names = newest(found, "MCA")
    villages = _villages(seed, names)
    townships = choose(villages, scale)
    chosen = set(townships)
    taken = [village for village in villages if village.code[:9] in chosen]
    return Plan(names, vintage, civil_codes(names, civil_names), civil_vintage, townships, taken)


def choose(villages: Sequence[Village], scale: float) -> list[str]:
    """Codes of the townships taken, spread over the list: as many as fit, the smallest if none does."""
    counts = {
        township: sum(village.households for village in members)
        for township, members in itertools.groupby(villages, key=lambda village: village.code[:9])
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


def _villages(seed: int, names: Edition) -> list[Village]:
    """All villages of the publication.

    One weight serves for all counts, so that ratios hold in every village.
    """
    listed = _published(names)
    weights = [draw.weight(seed, code) for code in listed]
    sections = draw.apportion(figures.OVER_10_000_SECTIONS, weights)
    groups = draw.apportion(figures.OVER_38_000_GROUPS, weights)
    heads = draw.apportion(figures.OVER_110_000_HEADS, weights)
    households = draw.apportion(figures.OVER_1_340_000_HOUSEHOLDS, weights)
    firsts = draw.running(sections), draw.running(groups), draw.running(heads)
    return [
        Village(*counts)
        for counts in zip(listed, listed.values(), sections, groups, heads, households, *firsts, strict=True)
    ]


def _published(names: Edition) -> dict[str, str]:
    """Names of the 2,105 villages by code."""
    villages = of_width(names, 12)
    for township in figures.LEFT_OUT:
        del villages[min(code for code in villages if code.startswith(township))]
    return villages

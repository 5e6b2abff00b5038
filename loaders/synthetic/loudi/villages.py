"""The villages of Loudi, each with its counts."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.synthetic import draw
from loaders.synthetic.loudi import figures
from loaders.synthetic.real import Edition, of_width


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
    def township(self) -> str:
        """Code of its township."""
        return self.code[:9]

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


def published(seed: int, names: Edition) -> list[Village]:
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

"""Known numbers of defects: households without a neighbour head, and heads outside the 5-to-15 rule.

How many households and heads there are is the same as without them: what a head with four households lacks,
others have more, and a household that no head is in contact with lives on in its group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.synthetic import draw
from loaders.synthetic.loudi.villages import Village

TOO_FEW = draw.CONTACT_MIN - 1
TOO_MANY = draw.CONTACT_MAX + 1


@dataclass(frozen=True, slots=True)
class Defects:
    """How many households have no head, how many heads have four households, how many have sixteen."""

    uncovered: int = 0
    too_few: int = 0
    too_many: int = 0

    @property
    def heads(self) -> int:
        """How many heads have something to do with them at most."""
        return self.uncovered + self.too_few + self.too_many


WHOLE = Defects(uncovered=1_340, too_few=330, too_many=220)
"""Defects of the whole region: of a thousand households one has no head, of a thousand heads three have four
households and two have sixteen. This is the one place where these numbers stand.
"""

NONE = Defects()


def at(share: float) -> Defects:
    """Defects of a share of the region, more than 0 and up to 1: at least one of each.

    >>> at(0.1)
    Defects(uncovered=134, too_few=33, too_many=22)
    """
    counts = (WHOLE.uncovered, WHOLE.too_few, WHOLE.too_many)
    return Defects(*(max(1, round(count * share)) for count in counts))


def total(shares: Iterable[float]) -> Defects:
    """Defects of the region and its copies together."""
    parts = [at(share) for share in shares]
    return Defects(
        sum(part.uncovered for part in parts), sum(part.too_few for part in parts), sum(part.too_many for part in parts)
    )


def sow(villages: Sequence[Village], seed: int, wanted: Defects) -> dict[str, Defects]:
    """Deal defects to villages, by code: half of the townships have some, and in these a third of the villages
    each sort of them.

    Raises:
        ValueError: a village would have more than half of its heads amiss.
    """
    townships = list(dict.fromkeys(village.township for village in villages))
    ill = set(_drawn(townships, seed, "township", 2))
    within = {village.code: village for village in villages if village.township in ill}
    uncovered = _dealt(wanted.uncovered, list(within), seed, "uncovered")
    too_few = _dealt(wanted.too_few, list(within), seed, "too few")
    too_many = _dealt(wanted.too_many, list(within), seed, "too many")
    found: dict[str, Defects] = {}
    for code, village in within.items():
        here = Defects(uncovered.get(code, 0), too_few.get(code, 0), too_many.get(code, 0))
        if here.heads * 2 > village.heads:
            raise ValueError(f"{here} in a village of {village.heads} neighbour heads: too many to stand out")
        if here.heads:
            found[code] = here
    return found


def contacts(village: Village, amiss: Defects) -> tuple[list[int], frozenset[int]]:
    """Households of each neighbour head's neighbourhood, and which heads are not in contact with one of theirs.

    Raises:
        ValueError: the village has too few households, or too many, for it to come out even.
    """
    sizes = village.households_by_head()
    if not amiss.heads:
        return sizes, frozenset()
    lot = draw.Permutation(len(sizes), draw.mix(0, village.code))
    order = [lot[place] for place in range(len(sizes))]
    few, rest = order[: amiss.too_few], order[amiss.too_few :]
    many, others = rest[: amiss.too_many], rest[amiss.too_many :]
    for head in few:
        sizes[head] = TOO_FEW
    for head in many:
        sizes[head] = TOO_MANY
    _make_up(sizes, others, village.households - sum(sizes))
    lonely = [head for head in others if sizes[head] > draw.CONTACT_MIN][: amiss.uncovered]
    if len(lonely) < amiss.uncovered:
        raise ValueError(f"{village.code}: {amiss.uncovered} households without a head do not fit in")
    return sizes, frozenset(lonely)


def _make_up(sizes: list[int], heads: Sequence[int], missing: int) -> None:
    """Give the heads so many households more, or fewer if below 0, one at a time and within the rule."""
    step, limit = (1, draw.CONTACT_MAX) if missing > 0 else (-1, draw.CONTACT_MIN)
    while missing:
        free = [head for head in heads if sizes[head] != limit][: abs(missing)]
        if not free:
            raise ValueError(f"{missing} households do not fit into {len(heads)} neighbourhoods of 5 to 15")
        for head in free:
            sizes[head] += step
        missing -= step * len(free)


def _drawn(codes: Sequence[str], seed: int, text: str, part: int) -> list[str]:
    """One of ``part`` codes, drawn by the seed; at least one of all."""
    order = sorted(codes, key=lambda code: (draw.mix(seed, f"{text} {code}"), code))
    return order[: -(-len(codes) // part)]


def _dealt(count: int, codes: Sequence[str], seed: int, text: str) -> dict[str, int]:
    drawn = _drawn(codes, seed, text, 3)
    return dict(zip(drawn, draw.even(count, len(drawn)), strict=True))

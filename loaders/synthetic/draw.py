"""Draw counts that add up exactly, without a random number generator that could differ between machines.

All of it is whole-number arithmetic: a total is cut by cumulative shares, and "which of these" is a
permutation ``i -> (a * i + b) mod n``, whose first ``k`` images are exactly ``k`` of ``n``.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Iterator, Sequence

CONTACT_MIN = 5
CONTACT_MAX = 15
"""A neighbour head is in contact with 5 to 15 households."""

_GOLDEN = 618_034
_SHIFTS = (2, 1, 2, 0, 1)
_SHARES = (12, 26, 30, 19, 9, 3, 1)
"""Per cent of households with one to seven persons; the mean is 3."""


def mix(seed: int, text: str) -> int:
    """A whole number below 2**32 that follows from the seed and a text and looks unrelated to both."""
    return zlib.crc32(f"{text}/{seed}".encode()) * 2_654_435_761 % 4_294_967_296


def weight(seed: int, text: str) -> int:
    """A weight from 60 to 140."""
    return 60 + mix(seed, text) % 81


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Cut a total into whole shares in proportion to the weights: each off by less than one, the sum exact.

    >>> apportion(10, [1, 1, 2])
    [2, 3, 5]

    """
    whole = sum(weights)
    shares = []
    given = passed = 0
    for each in weights:
        passed += each
        upto = total * passed // whole
        shares.append(upto - given)
        given = upto
    return shares


def even(total: int, count: int) -> list[int]:
    """Cut a total into ``count`` shares that differ by one at most.

    >>> even(7, 3)
    [2, 2, 3]
    """
    return apportion(total, [1] * count)


def chunks(items: Sequence[int], count: int) -> Iterator[Sequence[int]]:
    """Cut a sequence into ``count`` runs of nearly equal length."""
    start = 0
    for length in even(len(items), count):
        yield items[start : start + length]
        start += length


class Permutation:
    """A way of shuffling the numbers below ``size``; the same for the same size and seed."""

    __slots__ = ("size", "start", "step")

    def __init__(self, size: int, seed: int) -> None:
        """``size`` is at least 1."""
        step = max(1, size * _GOLDEN // 1_000_000)
        while math.gcd(step, size) != 1:
            step += 1
        self.size = size
        self.step = step
        self.start = mix(seed, str(size)) % size

    def __getitem__(self, index: int) -> int:
        """The image of ``index``; exactly ``k`` of the numbers below ``size`` have one below ``k``."""
        return (index * self.step + self.start) % self.size


def contact_sizes(households: int, heads: int) -> list[int]:
    """Households of each neighbour head: between 5 and 15, all different enough to be worth a filter.

    Of every four heads three take up to two more households, and the fourth is left with as many fewer.

    Raises:
        ValueError: no such cut exists.
    """
    if not CONTACT_MIN * heads <= households <= CONTACT_MAX * heads:
        raise ValueError(f"{households} households cannot be cut into {heads} shares of 5 to 15")
    if not heads:
        return []
    low, extra = divmod(households, heads)
    sizes = [low + 1] * extra + [low] * (heads - extra)
    for place in range(0, heads - 3, 4):
        room = min(CONTACT_MAX - sizes[place], (sizes[place + 3] - CONTACT_MIN) // 3)
        shift = min(_SHIFTS[place // 4 % len(_SHIFTS)], room)
        for giver in range(place, place + 3):
            sizes[giver] += shift
        sizes[place + 3] -= 3 * shift
    return sizes


def household_sizes(households: int, people: int) -> bytes:
    """Sizes of so many households with so many people in all, smallest first, one byte each, 1 to 7 persons.

    Raises:
        ValueError: the mean is too far from three persons.
    """
    counts = apportion(households, _SHARES)
    missing = people - sum(size * count for size, count in enumerate(counts, 1))
    target = 3 if missing > 0 else 1
    moved = abs(missing)
    if moved > counts[2]:
        raise ValueError(f"{people} people in {households} households: about three a household expected")
    counts[2] -= moved
    counts[target] += moved
    return b"".join(bytes([size]) * count for size, count in enumerate(counts, 1))


def running(counts: Iterable[int]) -> list[int]:
    """The sum of all counts before each one.

    >>> running([2, 3, 5])
    [0, 2, 5]
    """
    sums = []
    total = 0
    for count in counts:
        sums.append(total)
        total += count
    return sums

"""Everything that has a place in Guanghan's tree, planned and numbered before the first row is written.

A few thousand small records: households are counted here, never listed.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.synthetic import draw
from loaders.synthetic.guanghan import figures
from loaders.synthetic.guanghan.reform import Reform, is_community, is_quasi, plan
from loaders.synthetic.real import Edition, editions, newest, oldest
from loaders.synthetic.stream import Keys, Numbers

_STREET = "0"


@dataclass(frozen=True, slots=True)
class Source:
    """One edition of a list: names by code, and the key of the area that each code means."""

    authority: str
    vintage: str
    names: Edition
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OldGroup:
    """A residents' group before the reform. ``first``: place of its first household among all, from 0."""

    key: str
    village: str
    number: int
    first: int
    households: int


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A residents' group after the reform, made of old ones."""

    key: str
    village: str
    number: int
    sources: tuple[OldGroup, ...]

    @property
    def households(self) -> int:
        """Households of all its sources."""
        return sum(source.households for source in self.sources)


@dataclass(frozen=True, slots=True)
class Estate:
    """A housing estate, in a community of the new list."""

    key: str
    community: str


@dataclass(frozen=True, slots=True)
class Territory:
    """The plan. ``above``: keys of province, prefecture and county by code."""

    reform: Reform
    above: Mapping[str, str]
    before: Source
    after: Source
    civil: Source
    old_groups: Sequence[OldGroup]
    new_groups: Sequence[NewGroup]
    estates: Sequence[Estate]

    @property
    def county(self) -> str:
        """Key of the county."""
        return self.above[figures.REGION]

    @property
    def villages(self) -> list[str]:
        """Codes of the villages and communities of today, without the two campuses."""
        return [code for code in self.reform.after if not is_quasi(code)]


def survey(seed: int, numbers: Numbers) -> Territory:
    """Plan the tree and give out the keys of its areas, in the order in which ``areas`` writes them."""
    found = editions(figures.REGION)
    old_vintage, old_names = oldest(found, "NBS")
    new_vintage, new_names = newest(found, "NBS")
    civil_vintage, civil_names = newest(found, "MCA")
    reform = plan(old_names, new_names)
    above = {code: numbers.one("area", code.ljust(6, "0")) for code in sorted(old_names, key=len) if len(code) <= 6}
    old_keys = _keys(numbers, reform.towns_before)
    new_keys = {new: old_keys[old] for old, new in reform.same_town.items()}
    new_keys |= _keys(numbers, reform.new_towns)
    old_keys |= _keys(numbers, reform.before)
    new_keys |= {new: old_keys[old] for old, new in reform.same.items()}
    new_keys |= _keys(numbers, reform.new_villages)
    old_groups = _old_groups(seed, reform, numbers)
    return Territory(
        reform,
        above,
        Source("NBS", old_vintage, old_names, {**above, **old_keys}),
        Source("NBS", new_vintage, new_names, {**above, **new_keys}),
        # The three lists agree on Guanghan's townships, so the statistics list's keys serve for all.
        Source("MCA", civil_vintage, civil_names, {**above, **new_keys}),
        old_groups,
        _new_groups(reform, old_groups, numbers),
        _estates(reform, numbers),
    )


def _keys(numbers: Numbers, codes: Iterable[str]) -> dict[str, str]:
    listed = list(codes)
    return dict(zip(listed, _block(numbers, len(listed)), strict=True))


def _block(numbers: Numbers, size: int) -> Keys:
    return numbers.block("area", figures.REGION, size)


def _old_groups(seed: int, reform: Reform, numbers: Numbers) -> list[OldGroup]:
    """Groups by village, households by group; communities are twice as populous as villages."""
    codes = [code for code in reform.before if not is_quasi(code)]
    weights = [draw.weight(seed, code) for code in codes]
    populous = [each * (2 if is_community(code) else 1) for code, each in zip(codes, weights, strict=True)]
    groups = draw.apportion(figures.GROUPS_BEFORE, weights)
    households = draw.apportion(figures.HOUSEHOLDS, populous)
    places = [
        (code, number, count)
        for code, group_count, household_count in zip(codes, groups, households, strict=True)
        for number, count in enumerate(draw.even(household_count, group_count), 1)
    ]
    firsts = draw.running(count for _, _, count in places)
    keys = _block(numbers, len(places))
    return [
        OldGroup(key, code, number, first, count)
        for key, (code, number, count), first in zip(keys, places, firsts, strict=True)
    ]


def _new_groups(reform: Reform, old_groups: Sequence[OldGroup], numbers: Numbers) -> list[NewGroup]:
    """The old groups of each new village, in their order, joined to about half as many."""
    joined: dict[str, list[OldGroup]] = collections.defaultdict(list)
    for village, groups in itertools.groupby(old_groups, key=lambda group: group.village):
        successors = (reform.same[village],) if village in reform.same else reform.became[village]
        listed = list(groups)
        for successor, places in zip(successors, draw.chunks(range(len(listed)), len(successors)), strict=True):
            joined[successor].extend(listed[place] for place in places)
    counts = draw.apportion(figures.GROUPS_AFTER, [len(joined[code]) for code in sorted(joined)])
    keys = iter(_block(numbers, figures.GROUPS_AFTER))
    return [
        NewGroup(next(keys), code, number, tuple(joined[code][place] for place in places))
        for code, count in zip(sorted(joined), counts, strict=True)
        for number, places in enumerate(draw.chunks(range(len(joined[code])), count), 1)
    ]


def _estates(reform: Reform, numbers: Numbers) -> list[Estate]:
    """Estates lie in the communities of the three streets."""
    streets = [code for code in reform.after if code[6] == _STREET and is_community(code)]
    keys = iter(_block(numbers, figures.ESTATES))
    return list(_placed(streets, draw.even(figures.ESTATES, len(streets)), keys))


def _placed(communities: Sequence[str], counts: Sequence[int], keys: Iterator[str]) -> Iterator[Estate]:
    for community, count in zip(communities, counts, strict=True):
        yield from (Estate(key, community) for key in itertools.islice(keys, count))

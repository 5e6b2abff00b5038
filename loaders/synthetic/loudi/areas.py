"""Loudi's tree as changes: prefecture, counties, townships, villages, sections, groups, and their codes."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_schema.changes import Change, Row
from loaders.synthetic.loudi import copies, figures
from loaders.synthetic.loudi.plan import Plan
from loaders.synthetic.loudi.villages import Village
from loaders.synthetic.stream import Keys, Numbers, nodes, parts

_COLUMNS = ("id", "name", "level", "parent", "validFrom")
_CODES = ("of", "since", "until", "authority", "vintage", "code")
_LEVELS = {2: "PROVINCE", 4: "PREFECTURE", 6: "COUNTY", 9: "TOWNSHIP", 12: "VILLAGE"}
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tree:
    """The plan with keys. ``keys``: of the areas that have codes, by code; ``own``: the codes of those that are to
    be written, each after the one above it, so without the counties where the plan is a copy.

    ``sections`` and ``groups`` are numbered through the villages of the plan.
    """

    plan: Plan
    keys: Mapping[str, str]
    own: Sequence[str]
    sections: Keys
    groups: Keys

    @property
    def prefecture(self) -> str:
        """Key of the prefecture."""
        return self.keys[figures.REGION]


def begins(village: Village) -> datetime.date:
    """The first day of the chain in a village."""
    return figures.CHAIN_BEGINS + village.day * _DAY


def grow(plan: Plan, numbers: Numbers, region: Tree | None = None) -> Tree:
    """Give out the keys of the areas, in the order in which ``stream`` writes them.

    Args:
        plan: of the region, or of a copy of its townships.
        numbers: where the keys come from.
        region: of a copy, the tree that it hangs in.
    """
    upper = sorted((code for code in plan.names if len(code) <= 6), key=lambda code: (len(code), code))
    lower = [*plan.townships, *(village.code for village in plan.villages)]
    if region is None:
        keys = {code: numbers.one("area", code.ljust(6, "0")) for code in upper}
        own = [*upper, *lower]
    else:
        keys = {code: region.keys[code] for code in upper}
        own = lower
    keys |= dict(zip(lower, numbers.block("area", figures.BIRTH, len(lower)), strict=True))
    sections = numbers.block("area", figures.BIRTH, sum(village.sections for village in plan.villages))
    groups = numbers.block("area", figures.BIRTH, sum(village.groups for village in plan.villages))
    return Tree(plan, keys, own, sections, groups)


def stream(tree: Tree) -> Iterator[Change]:
    """Every area, each after the ones above it, then codes."""
    yield from nodes("Area", _COLUMNS, _coded(tree))
    yield from nodes("Area", _COLUMNS, _sections(tree))
    yield from nodes("Area", _COLUMNS, _groups(tree))
    yield from parts("Area", "codes", _CODES, _codes(tree))


def _coded(tree: Tree) -> Iterator[Row]:
    widths = {4: 2, 6: 4, 9: 6, 12: 9}
    for code in tree.own:
        parent = tree.keys[code[: widths[len(code)]]] if len(code) > 2 else None
        yield tree.keys[code], tree.plan.names[code], _LEVELS[len(code)], parent, figures.RECORDS_BEGIN


def _sections(tree: Tree) -> Iterator[Row]:
    keys = iter(tree.sections)
    for village in tree.plan.villages:
        parent, begin = tree.keys[village.code], begins(village)
        for number in range(1, village.sections + 1):
            yield next(keys), f"第{number}片", "SECTION", parent, begin


def _groups(tree: Tree) -> Iterator[Row]:
    """Groups are numbered through the village, not through the section."""
    keys, sections = iter(tree.groups), iter(tree.sections)
    for village in tree.plan.villages:
        numbers, begin = itertools.count(1), begins(village)
        for count in village.groups_by_section():
            section = next(sections)
            for number in itertools.islice(numbers, count):
                yield next(keys), f"第{number}组", "GROUP", section, begin


def _codes(tree: Tree) -> Iterator[Row]:
    """No area of a copy bears an official code."""
    plan, begin = tree.plan, figures.RECORDS_BEGIN
    for code in tree.own:
        key = tree.keys[code]
        if plan.copy:
            yield key, begin, None, copies.AUTHORITY, copies.VINTAGE, code
            continue
        yield key, begin, None, "NBS", plan.vintage, code
        if code in plan.civil:
            yield key, begin, None, "MCA", plan.civil_vintage, plan.civil[code]

"""Guanghan's tree as changes: areas of both dates, their codes and what became of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from graph_schema.changes import Change, Row
from loaders.synthetic.guanghan import figures
from loaders.synthetic.guanghan.reform import Reform
from loaders.synthetic.guanghan.territory import Source, Territory
from loaders.synthetic.stream import links, nodes, parts, successions

_COLUMNS = ("id", "name", "level", "parent", "validFrom")
_SUCCESSION = ("from", "to", "date", "reform", "basis")
_INVENTED = (figures.REFORM, "INVENTED")
_ABOVE = {2: "PROVINCE", 4: "PREFECTURE", 6: "COUNTY"}
_ESTATE_FIRST = "桂锦翠丽嘉雅兰梅竹枫荷莲柏樱杏榕香盛华福"
_ESTATE_SECOND = "苑园庭府居城"


def stream(territory: Territory) -> Iterator[Change]:
    """Every area, each after the ones above it; then codes; then successions, lowest level first.

    In this order nothing ever lies in an area that has ended already.
    """
    yield from nodes("Area", _COLUMNS, _above(territory))
    yield from nodes("Area", _COLUMNS, _towns(territory))
    yield from nodes("Area", ("id", "name", "level", "validFrom"), _old_villages(territory))
    yield from links("Area", "parent", ("from", "to", "since", "until"), _old_parents(territory))
    yield from nodes("Area", _COLUMNS, _new_villages(territory))
    yield from nodes("Area", ("id", "name", "since"), _new_names(territory))
    yield from nodes("Area", _COLUMNS, _old_groups(territory))
    yield from nodes("Area", _COLUMNS, _new_groups(territory))
    yield from nodes("Area", _COLUMNS, _estates(territory))
    yield from parts("Area", "codes", ("of", "since", "until", "authority", "vintage", "code"), _codes(territory))
    yield from successions("Area", _SUCCESSION, _successions(territory))


def _above(territory: Territory) -> Iterator[Row]:
    parent = None
    for code, key in territory.above.items():
        yield key, territory.after.names[code], _ABOVE[len(code)], parent, figures.RECORDS_BEGIN
        parent = key


def _towns(territory: Territory) -> Iterator[Row]:
    reform = territory.reform
    for code, name in reform.towns_before.items():
        yield territory.before.keys[code], name, "TOWNSHIP", territory.county, figures.RECORDS_BEGIN
    for code in reform.new_towns:
        name = reform.towns_after[code]
        yield territory.after.keys[code], name, "TOWNSHIP", territory.county, figures.TOWNSHIP_REFORM


def _old_villages(territory: Territory) -> Iterator[Row]:
    for code, name in territory.reform.before.items():
        yield territory.before.keys[code], name, "VILLAGE", figures.RECORDS_BEGIN


def _old_parents(territory: Territory) -> Iterator[Row]:
    """A village moves to its new township half a year before the villages themselves are merged."""
    reform = territory.reform
    for code in reform.before:
        key = territory.before.keys[code]
        old = territory.before.keys[code[:9]]
        new = territory.after.keys[reform.home[code]]
        end = None if code in reform.same else figures.VILLAGE_REFORM
        if old == new:
            yield key, old, figures.RECORDS_BEGIN, end
        else:
            yield key, old, figures.RECORDS_BEGIN, figures.TOWNSHIP_REFORM
            yield key, new, figures.TOWNSHIP_REFORM, end


def _new_villages(territory: Territory) -> Iterator[Row]:
    keys = territory.after.keys
    for code in territory.reform.new_villages:
        yield keys[code], territory.reform.after[code], "VILLAGE", keys[code[:9]], figures.VILLAGE_REFORM


def _new_names(territory: Territory) -> Iterator[Row]:
    """Surviving communities that the new list spells otherwise (社区居委会, 社区居民委员会)."""
    reform = territory.reform
    for old, new in reform.same.items():
        if reform.before[old] != reform.after[new]:
            yield territory.after.keys[new], reform.after[new], figures.VILLAGE_REFORM


def _old_groups(territory: Territory) -> Iterator[Row]:
    for group in territory.old_groups:
        parent = territory.before.keys[group.village]
        yield group.key, f"{group.number}社", "GROUP", parent, figures.RECORDS_BEGIN


def _new_groups(territory: Territory) -> Iterator[Row]:
    for group in territory.new_groups:
        parent = territory.after.keys[group.village]
        yield group.key, f"第{group.number}组", "GROUP", parent, figures.VILLAGE_REFORM


def _estates(territory: Territory) -> Iterator[Row]:
    names = [f"{first}{second}小区" for second in _ESTATE_SECOND for first in _ESTATE_FIRST]
    for place, estate in enumerate(territory.estates):
        parent = territory.after.keys[estate.community]
        yield estate.key, names[place % len(names)], "ESTATE", parent, figures.COMMITTEES_BEGIN


def _codes(territory: Territory) -> Iterator[Row]:
    """Codes of the old edition hold until the reform, those of the new ones from then on."""
    yield from _edition(territory.before, begins=False)
    yield from _edition(territory.after, begins=True)
    yield from _edition(territory.civil, begins=True)


def _edition(source: Source, *, begins: bool) -> Iterator[Row]:
    for code in source.names:
        day: datetime.date = figures.VILLAGE_REFORM if len(code) == 12 else figures.TOWNSHIP_REFORM
        since, until = (day, None) if begins else (figures.RECORDS_BEGIN, day)
        yield source.keys[code], since, until, source.authority, source.vintage, code


def _successions(territory: Territory) -> Iterator[Row]:
    for new_group in territory.new_groups:
        for source in new_group.sources:
            yield source.key, new_group.key, figures.VILLAGE_REFORM, *_INVENTED
    reform = territory.reform
    for code, successors in reform.became.items():
        for successor in successors:
            old, new = territory.before.keys[code], territory.after.keys[successor]
            yield old, new, figures.VILLAGE_REFORM, *_INVENTED
    for code in reform.towns_before:
        if code not in reform.same_town:
            yield from _town_successions(territory, reform, code)


def _town_successions(territory: Territory, reform: Reform, code: str) -> Iterator[Row]:
    for successor in reform.town_became(code):
        old, new = territory.before.keys[code], territory.after.keys[successor]
        yield old, new, figures.TOWNSHIP_REFORM, *_INVENTED

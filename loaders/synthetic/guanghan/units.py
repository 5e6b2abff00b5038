"""Guanghan's organisations that are none of the Party's: banks, collectives, firms, teams, testing points."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_schema import uscc
from graph_schema.changes import Change
from loaders.synthetic import draw
from loaders.synthetic.guanghan import figures, names
from loaders.synthetic.guanghan.party import Party
from loaders.synthetic.guanghan.reform import is_community

_BANKS = ("农业", "工商", "农村商业", "邮政储蓄", "村镇")
_INSURERS = ("人寿", "财产", "农业", "健康")
_PAIRED_FIRMS = 400
"""Numbers of the paired firms begin here, so that no Party branch of a firm bears their name."""


@dataclass(slots=True)
class Units:
    """Keys of what alliances and postings refer to. ``firms``: key and the code of the township it is paired
    with. ``points``: key and the code of the village.
    """

    banks: list[str] = field(default_factory=list)
    insurers: list[str] = field(default_factory=list)
    collectives: list[str] = field(default_factory=list)
    firms: list[tuple[str, str]] = field(default_factory=list)
    points: list[tuple[str, str]] = field(default_factory=list)


def stream(party: Party, units: Units) -> Iterator[Change]:
    """All of them; ``units`` is filled."""
    serials = itertools.count(1_001)
    _institutions(party, units, serials)
    _collectives(party, units, serials)
    _firms(party, units, serials)
    _community_enterprises(party, serials)
    _teams(party)
    _testing_points(party, units)
    yield from party.register.flush()


def _institutions(party: Party, units: Units, serials: Iterator[int]) -> None:
    for form, words, ending, keys in (
        ("BANK", _BANKS, "示例银行广汉支行", units.banks),
        ("INSURER", _INSURERS, "示例保险广汉支公司", units.insurers),
    ):
        for word in words:
            code = uscc.make("91", figures.REGION, next(serials))
            seat, begin = party.territory.county, figures.RECORDS_BEGIN
            keys.append(party.register.add(word + ending, form, parent=None, seat=seat, begin=begin, uscc=code))


def _collectives(party: Party, units: Units, serials: Iterator[int]) -> None:
    """One for each of 77 villages, spread over all 121."""
    villages = party.territory.villages
    order = draw.Permutation(len(villages), 0)
    chosen = [code for place, code in enumerate(villages) if order[place] < figures.COLLECTIVES]
    for code in chosen:
        name = names.village(code, party.territory.after.names)
        key = party.register.add(
            f"{figures.COUNTY_NAME}{name}股份经济合作联合社",
            "COLLECTIVE",
            parent=party.villages[code],
            seat=party.territory.after.keys[code],
            begin=figures.COMMITTEES_BEGIN,
            founded=figures.COMMITTEES_BEGIN,
            sector="RURAL",
            uscc=uscc.make("N2", figures.REGION, next(serials)),
        )
        units.collectives.append(key)


def _firms(party: Party, units: Units, serials: Iterator[int]) -> None:
    towns = sorted(party.towns)
    for place in range(figures.OVER_30_ENTERPRISES):
        town = towns[place % len(towns)]
        key = party.register.add(
            names.firm(_PAIRED_FIRMS + place),
            "ENTERPRISE",
            parent=None,
            seat=party.territory.after.keys[town],
            begin=figures.TOWNSHIP_REFORM,
            sector="EMERGING",
            uscc=uscc.make("91", figures.REGION, next(serials)),
        )
        units.firms.append((key, town))


def _community_enterprises(party: Party, serials: Iterator[int]) -> None:
    communities = [code for code in party.territory.villages if is_community(code)]
    every = len(communities) // figures.COMMUNITY_ENTERPRISES
    for code in communities[::every][: figures.COMMUNITY_ENTERPRISES]:
        name = names.village(code, party.territory.after.names)
        party.register.add(
            f"{figures.COUNTY_NAME}{name}社区企业",
            "ENTERPRISE",
            parent=party.villages[code],
            seat=party.territory.after.keys[code],
            begin=figures.BRANCHES_BEGIN,
            founded=figures.BRANCHES_BEGIN,
            sector="URBAN",
            uscc=uscc.make("91", figures.REGION, next(serials)),
        )


def _teams(party: Party) -> None:
    """Vanguard teams are the county's, volunteer teams the villages'."""
    begin = figures.TEAMS_BEGIN
    for number in range(1, figures.VANGUARD_TEAMS + 1):
        name = f"{figures.COUNTY_NAME}第{number}先锋队"
        party.register.add(name, "VOLUNTEER_TEAM", parent=party.county, seat=party.territory.county, begin=begin)
    villages = party.territory.villages
    for code, count in zip(villages, draw.even(figures.OVER_170_VOLUNTEER_TEAMS, len(villages)), strict=True):
        name = names.village(code, party.territory.after.names)
        for number in range(1, count + 1):
            party.register.add(
                f"{figures.COUNTY_NAME}{name}第{number}志愿服务队",
                "VOLUNTEER_TEAM",
                parent=party.villages[code],
                seat=party.territory.after.keys[code],
                begin=begin,
            )


def _testing_points(party: Party, units: Units) -> None:
    """Temporary, and left open: no source says when they closed."""
    villages = party.territory.villages
    for code, count in zip(villages, draw.even(figures.TESTING_POINTS, len(villages)), strict=True):
        name = names.village(code, party.territory.after.names)
        for number in range(1, count + 1):
            key = party.register.add(
                f"{figures.COUNTY_NAME}{name}第{number}检测点",
                "TEMPORARY",
                parent=party.villages[code],
                seat=party.territory.after.keys[code],
                begin=figures.TESTING_BEGINS,
                founded=figures.TESTING_BEGINS,
            )
            units.points.append((key, code))

"""The 1,277 Party organisations of Guanghan, and those that ended with the reform.

A village that survives keeps its Party organisation: a branch that became a committee or a general branch in
2020, by a dated form. New villages get new ones, and the branches of villages that ended end with them.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph_schema import uscc
from graph_schema.changes import Change, Row
from loaders.synthetic import draw
from loaders.synthetic.guanghan import figures, names
from loaders.synthetic.guanghan.reform import is_community, is_quasi
from loaders.synthetic.guanghan.territory import Territory
from loaders.synthetic.register import Register
from loaders.synthetic.stream import links, nodes

_DAY = datetime.timedelta(days=1)


@dataclass(slots=True)
class Party:
    """Keys of what other chapters refer to, filled in as the tree is written.

    ``towns``, ``villages``: by new code. ``towns_before``, ``villages_before``: by old code. ``departments``:
    by short name.
    """

    territory: Territory
    register: Register
    county: str = ""
    departments: dict[str, str] = field(default_factory=dict)
    towns_before: dict[str, str] = field(default_factory=dict)
    towns: dict[str, str] = field(default_factory=dict)
    villages_before: dict[str, str] = field(default_factory=dict)
    villages: dict[str, str] = field(default_factory=dict)


def stream(party: Party) -> Iterator[Change]:
    """From the county committee down."""
    _county(party)
    _towns(party)
    yield from party.register.flush()
    _old_villages(party)
    yield from party.register.flush()
    yield from links("Organisation", "parent", ("from", "to", "since", "until"), _old_parents(party))
    forms = village_forms(party.territory)
    _new_villages(party, forms)
    yield from party.register.flush()
    yield from nodes("Organisation", ("id", "name", "form", "stars", "since"), _promotions(party, forms))
    _village_branches(party, forms)
    joint = _joint_committees(party)
    estates = _estate_organisations(party)
    _emerging(party)
    _offices(party)
    yield from party.register.flush()
    yield from links("Organisation", "covers", ("from", "to", "since"), itertools.chain(joint, estates))


def village_forms(territory: Territory) -> dict[str, str]:
    """The form of each village's Party organisation today: 111 committees, 8 general branches, 2 branches.

    By new code. The two that stay branches are the last two villages that survive.
    """
    surviving = set(territory.reform.same.values())
    kept = [code for code in territory.villages if code in surviving][-2:]
    forms = dict.fromkeys(kept, "BRANCH")
    new = [code for code in territory.villages if code not in forms]
    every = len(new) // figures.GENERAL_BRANCHES
    general = set(new[every - 1 :: every][: figures.GENERAL_BRANCHES])
    return forms | {code: "GENERAL_BRANCH" if code in general else "PARTY_COMMITTEE" for code in new}


def _county(party: Party) -> None:
    seat, begin = party.territory.county, figures.RECORDS_BEGIN
    name = f"中共{figures.COUNTY_NAME}委员会"
    party.county = party.register.add(name, "PARTY_COMMITTEE", parent=None, seat=seat, begin=begin)
    for serial, (short, full) in enumerate(names.departments(figures.COUNTY_NAME, "市委"), 1):
        code = uscc.make("11", figures.REGION, serial)
        party.departments[short] = party.register.add(
            full, "DEPARTMENT", parent=party.county, seat=seat, begin=begin, sector="GOVERNMENT", uscc=code
        )


def _towns(party: Party) -> None:
    reform, begin = party.territory.reform, figures.RECORDS_BEGIN
    for code, name in reform.towns_before.items():
        end = None if code in reform.same_town else figures.TOWNSHIP_REFORM
        key = _town(party, name, party.territory.before.keys[code], begin, end)
        party.towns_before[code] = key
        if end is None:
            party.towns[reform.same_town[code]] = key
    for code in reform.new_towns:
        seat = party.territory.after.keys[code]
        party.towns[code] = _town(party, reform.towns_after[code], seat, figures.TOWNSHIP_REFORM, None)


def _town(party: Party, name: str, seat: str, begin: datetime.date, end: datetime.date | None) -> str:
    full = names.town_committee(figures.COUNTY_NAME, name)
    founded = None if begin == figures.RECORDS_BEGIN else begin
    return party.register.add(
        full, "PARTY_COMMITTEE", parent=party.county, seat=seat, begin=begin, end=end, founded=founded
    )


def _sector(code: str) -> str:
    return "URBAN" if is_community(code) else "RURAL"


def _old_villages(party: Party) -> None:
    territory = party.territory
    for code in territory.reform.before:
        if is_quasi(code):
            continue
        key = party.register.add_rootless(
            f"中共{figures.COUNTY_NAME}{names.village(code, territory.before.names)}支部委员会",
            "BRANCH",
            seat=territory.before.keys[code],
            begin=figures.RECORDS_BEGIN,
            end=None if code in territory.reform.same else figures.VILLAGE_REFORM,
            sector=_sector(code),
        )
        party.villages_before[code] = key
        if code in territory.reform.same:
            party.villages[territory.reform.same[code]] = key


def _old_parents(party: Party) -> Iterator[Row]:
    """A village's organisation follows its village to the new township."""
    reform, begin = party.territory.reform, figures.RECORDS_BEGIN
    for code, key in party.villages_before.items():
        end = None if code in reform.same else figures.VILLAGE_REFORM
        old, new = party.towns_before[code[:9]], party.towns[reform.home[code]]
        if old == new:
            yield key, old, begin, end
        else:
            yield key, old, begin, figures.TOWNSHIP_REFORM
            yield key, new, figures.TOWNSHIP_REFORM, end


def _stars(forms: Mapping[str, str]) -> dict[str, int | None]:
    """Three stars and more for 17 of the 119, one or two for as many again."""
    rated = [code for code, form in sorted(forms.items()) if form != "BRANCH"]
    every = len(rated) // figures.STARRED_VILLAGES
    stars: dict[str, int | None] = dict.fromkeys(forms)
    for place, code in enumerate(rated[::every][: figures.STARRED_VILLAGES]):
        stars[code] = 3 + place % 3
    for place, code in enumerate(rated[1::every][: figures.STARRED_VILLAGES]):
        stars[code] = 1 + place % 2
    return stars


def _village_name(party: Party, code: str, form: str) -> str:
    ending = {"PARTY_COMMITTEE": "委员会", "GENERAL_BRANCH": "总支部委员会"}[form]
    return f"中共{figures.COUNTY_NAME}{names.village(code, party.territory.after.names)}{ending}"


def _new_villages(party: Party, forms: Mapping[str, str]) -> None:
    stars = _stars(forms)
    for code in party.territory.reform.new_villages:
        party.villages[code] = party.register.add(
            _village_name(party, code, forms[code]),
            forms[code],
            parent=party.towns[code[:9]],
            seat=party.territory.after.keys[code],
            begin=figures.COMMITTEES_BEGIN,
            founded=figures.COMMITTEES_BEGIN,
            sector=_sector(code),
            stars=stars[code],
        )


def _promotions(party: Party, forms: Mapping[str, str]) -> Iterator[Row]:
    stars = _stars(forms)
    for code in party.territory.reform.same.values():
        if forms.get(code, "BRANCH") != "BRANCH":
            name = _village_name(party, code, forms[code])
            yield party.villages[code], name, forms[code], stars[code], figures.COMMITTEES_BEGIN


def _village_branches(party: Party, forms: Mapping[str, str]) -> None:
    above = [code for code in sorted(forms) if forms[code] != "BRANCH"]
    for code, count in zip(above, draw.even(figures.VILLAGE_BRANCHES, len(above)), strict=True):
        name = names.village(code, party.territory.after.names)
        for number in range(1, count + 1):
            party.register.add(
                f"中共{figures.COUNTY_NAME}{name}第{number}支部委员会",
                "BRANCH",
                parent=party.villages[code],
                seat=party.territory.after.keys[code],
                begin=figures.BRANCHES_BEGIN,
                founded=figures.BRANCHES_BEGIN,
                sector=_sector(code),
            )


def _joint_committees(party: Party) -> list[Row]:
    """Fifteen over twelve townships; each covers its share of the township's communities."""
    covers: list[Row] = []
    territory, begin = party.territory, figures.COMMITTEES_BEGIN
    towns = sorted(party.towns)
    for town, count in zip(towns, draw.even(figures.JOINT_COMMITTEES, len(towns)), strict=True):
        communities = [code for code in territory.villages if code.startswith(town) and is_community(code)]
        for number, run in enumerate(draw.chunks(range(len(communities)), count), 1):
            key = party.register.add(
                f"中共{figures.COUNTY_NAME}{territory.after.names[town]}镇社区第{number}联合委员会",
                "JOINT_COMMITTEE",
                parent=party.towns[town],
                seat=territory.after.keys[town],
                begin=begin,
                founded=begin,
                sector="URBAN",
            )
            covers += [(key, territory.after.keys[communities[place]], begin) for place in run]
    return covers


def _estate_organisations(party: Party) -> list[Row]:
    """Ninety-one functional branches, each over a run of estates of one community."""
    covers: list[Row] = []
    begin = figures.ESTATE_ORGANISATIONS_BEGIN
    by_community = [
        (community, [estate.key for estate in estates])
        for community, estates in itertools.groupby(party.territory.estates, key=lambda estate: estate.community)
    ]
    counts = draw.even(figures.ESTATE_ORGANISATIONS, len(by_community))
    for (community, keys), count in zip(by_community, counts, strict=True):
        for number, run in enumerate(draw.chunks(range(len(keys)), count), 1):
            key = _estate_organisation(party, community, number)
            covers += [(key, keys[place], begin) for place in run]
    return covers


def _estate_organisation(party: Party, community: str, number: int) -> str:
    name = names.village(community, party.territory.after.names)
    return party.register.add(
        f"中共{figures.COUNTY_NAME}{name}小区第{number}功能型支部委员会",
        "FUNCTIONAL_BRANCH",
        parent=party.villages[community],
        seat=party.territory.after.keys[community],
        begin=figures.ESTATE_ORGANISATIONS_BEGIN,
        founded=figures.ESTATE_ORGANISATIONS_BEGIN,
        sector="URBAN",
    )


def _emerging(party: Party) -> None:
    """Branches of firms, one every eleven days; 67 of them with three stars and more."""
    towns = sorted(party.towns)
    every = figures.EMERGING // figures.STARRED_EMERGING
    for place in range(figures.EMERGING):
        town = towns[place % len(towns)]
        founded = figures.EMERGING_BEGIN + place * 11 * _DAY
        # A branch older than its township is recorded from the township's first day.
        begin = max(founded, figures.TOWNSHIP_REFORM) if town in party.territory.reform.new_towns else founded
        starred = place % every == 0 and place // every < figures.STARRED_EMERGING
        party.register.add(
            f"中共{names.firm(place)}支部委员会",
            "BRANCH",
            parent=party.towns[town],
            seat=party.territory.after.keys[town],
            begin=begin,
            founded=founded,
            sector="EMERGING",
            stars=3 + place // every % 3 if starred else None,
        )


def _offices(party: Party) -> None:
    every = figures.OFFICE_BRANCHES // figures.FIVE_STAR_OFFICES
    full_names = dict(names.departments(figures.COUNTY_NAME, "市委"))
    stars = {0: 5, 1: 4, 2: 3}
    place = 0
    counts = draw.even(figures.OFFICE_BRANCHES, len(party.departments))
    for (short, parent), count in zip(party.departments.items(), counts, strict=True):
        office = full_names[short].removeprefix("中共")
        for number in range(1, count + 1):
            name = f"中共{office}机关第{number}支部委员会"
            _office(party, name, parent, "GOVERNMENT", stars.get(place % every))
            place += 1
    _unrated(party, figures.SCHOOL_BRANCHES, "示例学校", party.departments[names.EDUCATION], "EDUCATION")
    _unrated(party, figures.HOSPITAL_BRANCHES, "示例医院", party.departments[names.HEALTH], "HOSPITAL")
    _unrated(party, figures.STATE_ENTERPRISE_BRANCHES, "示例国有公司", party.county, "STATE_ENTERPRISE")


def _unrated(party: Party, count: int, unit: str, parent: str, sector: str) -> None:
    for number in range(1, count + 1):
        _office(party, f"中共{figures.COUNTY_NAME}第{number}{unit}支部委员会", parent, sector, None)


def _office(party: Party, name: str, parent: str, sector: str, stars: int | None) -> None:
    seat, begin = party.territory.county, figures.RECORDS_BEGIN
    party.register.add(name, "BRANCH", parent=parent, seat=seat, begin=begin, sector=sector, stars=stars)

"""Guanghan's alliances, agreements and projects; partners elsewhere are stubs: key, name, form."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from graph_schema.changes import Change, Row
from loaders.synthetic.guanghan import figures, names
from loaders.synthetic.guanghan.party import Party
from loaders.synthetic.guanghan.units import Units
from loaders.synthetic.stream import Numbers, links, nodes, parts

QINGBAIJIANG = "510113"
JINTANG = "510121"
TOWN_PAIRS = (
    ("向阳镇", QINGBAIJIANG, "弥牟镇"),
    ("金鱼镇", QINGBAIJIANG, "姚渡镇"),
    ("三水镇", QINGBAIJIANG, "城厢镇"),
    ("南丰镇", QINGBAIJIANG, "清泉镇"),
    ("连山镇", JINTANG, "福兴镇"),
    ("高坪镇", JINTANG, "赵家镇"),
)
"""Published is that six towns are paired with towns of both; which with which is chosen.

All names are real.
"""

_PARTNERS = {QINGBAIJIANG: "青白江区", JINTANG: "金堂县"}
_WEEK = datetime.timedelta(days=7)
_DEPARTMENT_TOPICS = ("ORGANISATION", "INDUSTRY", "TALENT", "GOVERNANCE", "PUBLIC_SERVICE")
_STATUSES = ("DONE", "RUNNING", "RUNNING", "PLANNED", "DONE", "STOPPED")
_PROJECT_WORDS = ("党员教育基地", "产业协作园", "人才驿站", "联合巡防", "公共服务窗口", "临港物流通道")


@dataclass(slots=True)
class Book:
    """Rows that are collected before they are written; some hundreds."""

    alliances: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)
    agreements: list[Row] = field(default_factory=list)
    topics: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    projects: list[Row] = field(default_factory=list)
    partners: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pair:
    """An organisation of Guanghan and its partner elsewhere."""

    title: str
    own: str
    stub: str


def stream(party: Party, units: Units, numbers: Numbers) -> Iterator[Change]:
    """Stubs, alliances with members, agreements with parties and topics, projects with partners."""
    stubs: list[Row] = []
    committees = [_stub(stubs, numbers, region, _committee(region), "PARTY_COMMITTEE") for region in _PARTNERS]
    departments = _department_pairs(party, stubs, numbers)
    towns = _town_pairs(party, stubs, numbers)
    yield from nodes("Organisation", ("id", "name", "form", "validFrom"), stubs)
    book = Book()
    regional = _regional(party, numbers, book, committees, departments + towns)
    _sign_all(party, numbers, book, regional, departments, towns)
    _finance(party, units, numbers, book)
    _pairing(party, units, numbers, book)
    yield from _written(book)


def _written(book: Book) -> Iterator[Change]:
    yield from nodes("Alliance", ("id", "name", "type", "founded", "seat", "validFrom"), book.alliances)
    yield from links("Alliance", "members", ("from", "to", "since", "until", "role"), book.members)
    yield from nodes("Agreement", ("id", "title", "signed", "seat", "alliance", "validFrom"), book.agreements)
    yield from parts("Agreement", "topics", ("of", "since", "until", "topic", "note"), book.topics)
    yield from links("Agreement", "parties", ("from", "to", "since", "role"), book.parties)
    columns = ("id", "name", "status", "budget", "seat", "alliance", "agreement", "validFrom")
    yield from nodes("Project", columns, book.projects)
    yield from links("Project", "partners", ("from", "to", "since"), book.partners)


def _committee(region: str) -> str:
    return f"中共成都市{_PARTNERS[region]}委员会"


def _stub(stubs: list[Row], numbers: Numbers, region: str, name: str, form: str) -> str:
    key = numbers.one("org", region)
    stubs.append((key, name, form, figures.RECORDS_BEGIN))
    return key


def _department_pairs(party: Party, stubs: list[Row], numbers: Numbers) -> list[Pair]:
    county = _PARTNERS[QINGBAIJIANG]
    return [
        Pair(short, party.departments[short], _stub(stubs, numbers, QINGBAIJIANG, full, "DEPARTMENT"))
        for short, full in names.departments(county, "区委")
    ]


def _town_pairs(party: Party, stubs: list[Row], numbers: Numbers) -> list[Pair]:
    codes = {name: code for code, name in party.territory.reform.towns_after.items()}
    return [
        Pair(
            f"{town}与{partner}",
            party.towns[codes[town]],
            _stub(stubs, numbers, region, names.town_committee(_PARTNERS[region], partner), "PARTY_COMMITTEE"),
        )
        for town, region, partner in TOWN_PAIRS
    ]


def _found(party: Party, numbers: Numbers, book: Book, name: str, sort: str, day: datetime.date) -> str:
    key = numbers.one("alliance", figures.REGION)
    book.alliances.append((key, name, sort, day, party.territory.county, day))
    return key


def _regional(party: Party, numbers: Numbers, book: Book, committees: list[str], pairs: list[Pair]) -> str:
    """The port-economy belt alliance.

    Jintang observes until it joins: two memberships, one after the other.
    """
    day = figures.ALLIANCE_FOUNDED
    key = _found(party, numbers, book, "成德临港经济产业带党建联盟", "REGIONAL", day)
    qingbaijiang, jintang = committees
    book.members += [
        (key, party.county, day, None, "LEAD"),
        (key, qingbaijiang, day, None, "LEAD"),
        (key, jintang, day, figures.JINTANG_JOINS, "OBSERVER"),
        (key, jintang, figures.JINTANG_JOINS, None, "MEMBER"),
    ]
    for pair in pairs:
        # Jintang's towns come with their county.
        since = figures.JINTANG_JOINS if f":{JINTANG}:" in pair.stub else day
        book.members += [(key, pair.own, since, None, "MEMBER"), (key, pair.stub, since, None, "MEMBER")]
    return key


def _sign_all(
    party: Party, numbers: Numbers, book: Book, alliance: str, departments: list[Pair], towns: list[Pair]
) -> None:
    """26 agreements of departments, one a week; 6 of towns, after Jintang has joined; some projects."""
    topics = itertools.cycle(_DEPARTMENT_TOPICS)
    for place, pair in enumerate(departments):
        day = figures.ALLIANCE_FOUNDED + place * _WEEK
        title = f"广汉市与青白江区{pair.title}合作协议"
        key = _sign(party, numbers, book, alliance, title, day, (pair.own, pair.stub), (next(topics), next(topics)))
        if place % 4 == 0:
            _project(party, numbers, book, alliance, key, day, pair)
    for pair in towns:
        day = figures.JINTANG_JOINS + datetime.timedelta(days=1)
        title = f"{pair.title}结对共建协议"
        key = _sign(party, numbers, book, alliance, title, day, (pair.own, pair.stub), ("ORGANISATION", "INDUSTRY"))
        _project(party, numbers, book, alliance, key, day, pair)


def _sign(
    party: Party,
    numbers: Numbers,
    book: Book,
    alliance: str,
    title: str,
    day: datetime.date,
    sides: tuple[str, str],
    topics: tuple[str, ...],
) -> str:
    key = numbers.one("agr", figures.REGION)
    book.agreements.append((key, title, day, party.territory.county, alliance, day))
    book.topics += [(key, day, None, topic, None) for topic in topics]
    book.parties += [(key, side, day, role) for side, role in zip(sides, ("FIRST", "SECOND"), strict=True)]
    return key


def _project(
    party: Party, numbers: Numbers, book: Book, alliance: str, agreement: str, day: datetime.date, pair: Pair
) -> None:
    place = len(book.projects)
    status, word = _STATUSES[place % len(_STATUSES)], _PROJECT_WORDS[place * 5 % len(_PROJECT_WORDS)]
    # One project in five has no budget yet.
    budget = None if place % 5 == 4 else Decimal(200_000 + place * 137_500).quantize(Decimal("0.01"))
    key = numbers.one("proj", figures.REGION)
    name = f"{pair.title}{word}共建项目"
    begin = day + 8 * _WEEK
    book.projects.append((key, name, status, budget, party.territory.county, alliance, agreement, begin))
    book.partners += [(key, pair.own, begin), (key, pair.stub, begin)]


def _finance(party: Party, units: Units, numbers: Numbers, book: Book) -> None:
    """Party and finance, Party and insurance: led by the organisation department."""
    lead = party.departments[names.ORGANISATION_DEPARTMENT]
    for name, sort, day, members in (
        ("广汉市党建+金融联盟", "FINANCE", figures.FINANCE_FOUNDED, units.banks + units.collectives),
        ("广汉市党建+保险联盟", "INSURANCE", figures.INSURANCE_FOUNDED, units.insurers),
    ):
        key = _found(party, numbers, book, name, sort, day)
        book.members.append((key, lead, day, None, "LEAD"))
        book.members += [(key, member, day, None, "MEMBER") for member in members]


def _pairing(party: Party, units: Units, numbers: Numbers, book: Book) -> None:
    """Enterprises paired with the twelve townships: agreements, not memberships."""
    day = figures.PAIRING_FOUNDED
    key = _found(party, numbers, book, "广汉市镇企结对共建", "PAIRED", day)
    book.members.append((key, party.county, day, None, "LEAD"))
    towns = party.territory.reform.towns_after
    for place, (firm, town) in enumerate(units.firms, 1):
        title = f"{towns[town]}镇企结对共建协议{place}号"
        _sign(party, numbers, book, key, title, day, (party.towns[town], firm), ("INDUSTRY",))

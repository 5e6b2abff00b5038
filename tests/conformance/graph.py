"""The graph of the suite. Its hub owns 510681; what is of 510113 is another hub's, and a stub here. Today: 2024-06-15.

Areas, all since 2015 unless said otherwise::

    1 广汉市 COUNTY                     codes: NBS 510681
    ├─ 2 三水镇 TOWNSHIP                codes: NBS 510681101
    │  ├─ 4 古村 VILLAGE                until 2020-06-01; codes: NBS 510681101201
    │  ├─ 5 友谊村 VILLAGE              since 2020-06-01, after 古村; codes: NBS 510681101202, 2023 edition
    │  │  ├─ 7 第10组 GROUP            since 2020-06-01
    │  │  └─ 8 第2组 GROUP             since 2020-06-01
    │  └─ 6 石门村 VILLAGE              in 3 until 2022-01-01, then here; urbanRuralClass 220
    └─ 3 南丰镇 TOWNSHIP                南兴镇 until 2019-12-01; codes: MCA 510681101
    area:510113 1 青白江区 COUNTY       a stub

Organisations: 1 市委 (PARTY_COMMITTEE, no stars, founded 1949-10-01, seat 广汉市); below it 2 三水支部 (BRANCH, 3
stars, 三水镇) and 3 南丰支部 (BRANCH, 5 stars, 南丰镇); 4 农商行 (BANK, no stars, 广汉市, founded 2006-06-23);
org:510113 1 青白江支部, a stub of which form and name are known here, and that its seat is 青白江区.

Alliance 1 成德联盟 (2021-03-15, seat 广汉市): 2 LEAD since then; 4 MEMBER 2021-03-15 to 2023-01-01 and again since
2023-06-01; the stub MEMBER since 2021-03-15. Its projects, all in 三水镇: 1 修路 10.50 yuan, 2 植树 no budget, 3 修桥
-2.25 yuan.
Agreement 1 协议 (2021-05-01, in 广汉市, in the alliance) about FINANCE and, until 2022-01-01, TALENT.

Postings: 1 NEIGHBOUR_HEAD 张三 (第10组, party member), 2 NEIGHBOUR_HEAD 李四 (第2组, none), 3 SECRETARY 王五
(organisation 2).

Households: 1 "001" of 3 and 2 "002" of 5 in 第10组 with head 张三 since 2021-01-01, 3 "003" of 3 in 第2组 without head,
4 "004" of 1 in 石门村 with head 李四 from 2021-01-01 to 2023-01-01, 5 "005" of 4 in 古村, until 2020-06-01. Points
files: 1 true, 2 false, of the others nobody knows.

Set 1 经济区 (seat 广汉市): 三水镇 and 南丰镇. Fact 1: 人口 of 广汉市 in 2021, 621000 people.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from graph_schema.changes import Change, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack
from graph_schema.kinds import load_model

MODEL = load_model()
OWNED = ("510681",)
TODAY = date(2024, 6, 15)
BEGIN = date(2015, 1, 1)
REFORM = date(2020, 6, 1)
ALLIED = date(2021, 3, 15)
WRITTEN = {"actor": "清单", "reason": "conformance", "source": "graph.py"}


def key(tag: str, number: int, region: str = "510681") -> str:
    return format_key(tag, pack(region, number))


def area(number: int) -> str:
    return key("area", number)


def org(number: int) -> str:
    return key("org", number)


FOREIGN_AREA = key("area", 1, "510113")
FOREIGN_ORG = key("org", 1, "510113")


def batches() -> list[list[Change]]:
    """The graph, as it is written: what is there at first, then what happened later."""
    return [
        [*_areas(), *_organisations()],
        [*_alliance(), *_chain(), *_others()],
        [
            UpsertNodes("Area", ("id", "parent", "since"), [(area(6), area(2), date(2022, 1, 1))]),
            UpsertNodes("Area", ("id", "name", "since"), [(area(3), "南丰镇", date(2019, 12, 1))]),
            Succeed(
                "Area", ("from", "to", "date", "reform", "basis"), [(area(4), area(5), REFORM, "两项改革", "PUBLISHED")]
            ),
        ],
    ]


def _areas() -> list[Change]:
    columns = ("id", "name", "level", "parent", "urbanRuralClass", "validFrom", "validTo")
    rows = [
        (area(1), "广汉市", "COUNTY", None, None, BEGIN, None),
        (FOREIGN_AREA, "青白江区", "COUNTY", None, None, BEGIN, None),
        (area(2), "三水镇", "TOWNSHIP", area(1), None, BEGIN, None),
        (area(3), "南兴镇", "TOWNSHIP", area(1), None, BEGIN, None),
        (area(4), "古村", "VILLAGE", area(2), None, BEGIN, None),
        (area(5), "友谊村", "VILLAGE", area(2), None, REFORM, None),
        (area(6), "石门村", "VILLAGE", area(3), "220", BEGIN, None),
        (area(7), "第10组", "GROUP", area(5), None, REFORM, None),
        (area(8), "第2组", "GROUP", area(5), None, REFORM, None),
    ]
    codes = [
        (area(1), "NBS", "2019", "510681", BEGIN, None),
        (area(2), "NBS", "2019", "510681101", BEGIN, None),
        (area(3), "MCA", "2019", "510681101", BEGIN, None),
        (area(4), "NBS", "2019", "510681101201", BEGIN, REFORM),
        (area(5), "NBS", "2023", "510681101202", REFORM, None),
    ]
    return [
        UpsertNodes("Area", columns, rows),
        UpsertParts("Area", "codes", ("of", "authority", "vintage", "code", "since", "until"), codes),
    ]


def _organisations() -> list[Change]:
    columns = ("id", "name", "form", "stars", "founded", "seat", "parent", "validFrom")
    return [
        UpsertNodes(
            "Organisation",
            columns,
            [
                (org(1), "市委", "PARTY_COMMITTEE", None, date(1949, 10, 1), area(1), None, BEGIN),
                (org(2), "三水支部", "BRANCH", 3, None, area(2), org(1), BEGIN),
                (org(3), "南丰支部", "BRANCH", 5, None, area(3), org(1), BEGIN),
                (org(4), "农商行", "BANK", None, date(2006, 6, 23), area(1), None, BEGIN),
                (FOREIGN_ORG, "青白江支部", "BRANCH", None, None, FOREIGN_AREA, None, BEGIN),
            ],
        )
    ]


def _alliance() -> list[Change]:
    one, deal = key("alliance", 1), key("agr", 1)
    project = ("id", "name", "status", "budget", "seat", "alliance", "validFrom")
    return [
        UpsertNodes(
            "Alliance",
            ("id", "name", "type", "founded", "seat", "validFrom"),
            [(one, "成德联盟", "REGIONAL", ALLIED, area(1), ALLIED)],
        ),
        UpsertLinks(
            "Alliance",
            "members",
            ("from", "to", "since", "until", "role"),
            [
                (one, org(2), ALLIED, None, "LEAD"),
                (one, org(4), ALLIED, date(2023, 1, 1), "MEMBER"),
                (one, org(4), date(2023, 6, 1), None, "MEMBER"),
                (one, FOREIGN_ORG, ALLIED, None, "MEMBER"),
            ],
        ),
        UpsertNodes(
            "Project",
            project,
            [
                (key("proj", 1), "修路", "RUNNING", Decimal("10.50"), area(2), one, ALLIED),
                (key("proj", 2), "植树", "PLANNED", None, area(2), one, ALLIED),
                (key("proj", 3), "修桥", "DONE", Decimal("-2.25"), area(2), one, ALLIED),
            ],
        ),
        UpsertNodes(
            "Agreement",
            ("id", "title", "signed", "seat", "alliance", "validFrom"),
            [(deal, "协议", date(2021, 5, 1), area(1), one, date(2021, 5, 1))],
        ),
        UpsertParts(
            "Agreement",
            "topics",
            ("of", "topic", "note", "since", "until"),
            [
                (deal, "FINANCE", None, date(2021, 5, 1), None),
                (deal, "TALENT", "挂职", date(2021, 5, 1), date(2022, 1, 1)),
            ],
        ),
    ]


def _chain() -> list[Change]:
    head = date(2021, 1, 1)
    postings = ("id", "role", "holder", "partyMember", "area", "organisation", "validFrom")
    homes = ("id", "registerNumber", "size", "pointsFile", "place", "validFrom", "validTo")
    return [
        UpsertNodes(
            "Posting",
            postings,
            [
                (key("post", 1), "NEIGHBOUR_HEAD", "张三", True, area(7), None, REFORM),
                (key("post", 2), "NEIGHBOUR_HEAD", "李四", False, area(8), None, REFORM),
                (key("post", 3), "SECRETARY", "王五", None, None, org(2), BEGIN),
            ],
        ),
        UpsertNodes(
            "Household",
            homes,
            [
                (key("hh", 1), "001", 3, True, area(7), REFORM, None),
                (key("hh", 2), "002", 5, False, area(7), REFORM, None),
                (key("hh", 3), "003", 3, None, area(8), REFORM, None),
                (key("hh", 4), "004", 1, None, area(6), BEGIN, None),
                (key("hh", 5), "005", 4, None, area(4), BEGIN, REFORM),
            ],
        ),
        UpsertLinks(
            "Household",
            "neighbourHead",
            ("from", "to", "since", "until"),
            [
                (key("hh", 1), key("post", 1), head, None),
                (key("hh", 2), key("post", 1), head, None),
                (key("hh", 4), key("post", 2), head, date(2023, 1, 1)),
            ],
        ),
    ]


def _others() -> list[Change]:
    fact = ("id", "indicator", "period", "status", "bound", "value", "unit", "source", "area", "validFrom")
    return [
        UpsertNodes(
            "AreaSet",
            ("id", "name", "purpose", "seat", "validFrom"),
            [(key("set", 1), "经济区", "县域经济片区", area(1), BEGIN)],
        ),
        UpsertLinks(
            "AreaSet",
            "members",
            ("from", "to", "since"),
            [(key("set", 1), area(2), BEGIN), (key("set", 1), area(3), BEGIN)],
        ),
        UpsertNodes(
            "Fact",
            fact,
            [(key("fact", 1), "人口", "2021", "ACTUAL", "ABOUT", Decimal(621000), "人", "公报", area(1), BEGIN)],
        ),
    ]

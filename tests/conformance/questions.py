"""Questions over the graph of ``graph``, with their answers as a reader finds them by eye.

Each way in which a fetch is found and each thing that it gives has its questions here, and each condition. ``codes``:
of the errors; ``unresolved``: how many entries of which list were left out because only another hub could tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Asked(NamedTuple):
    """A question, its data, the codes of its errors, what is unresolved by list."""

    document: str
    data: Any
    codes: tuple[str, ...] = ()
    unresolved: Mapping[str, int] = {}


def _names(*names: str) -> dict[str, Any]:
    return {"nodes": [{"name": name} for name in names]}


def _numbers(*numbers: str) -> dict[str, Any]:
    return {"nodes": [{"registerNumber": number} for number in numbers]}


COUNTY, TOWN, OTHER, OLD, NEW, MOVED, TENTH, SECOND = (f"area:510681:0000000{n}" for n in range(1, 9))

BY_KEY = {
    "one node": Asked(
        f'{{ area(id: "{COUNTY}") {{ id key region name level validFrom validTo urbanRuralClass }} }}',
        {
            "area": {
                "id": COUNTY,
                "key": COUNTY,
                "region": "510681",
                "name": "广汉市",
                "level": "COUNTY",
                "validFrom": "2015-01-01",
                "validTo": None,
                "urbanRuralClass": None,
            }
        },
    ),
    "no such node": Asked('{ area(id: "area:510681:000000VV") { name } }', {"area": None}),
    "a node that has ended": Asked(
        f'{{ area(id: "{OLD}") {{ name validTo }} }}', {"area": {"name": "古村", "validTo": "2020-06-01"}}
    ),
    "a stub by its key": Asked(
        '{ organisation(id: "org:510113:00000001") { name form founded region } }',
        {"organisation": {"name": "青白江支部", "form": "BRANCH", "founded": None, "region": "510113"}},
    ),
    "several kinds, twice, out of order": Asked(
        f'{{ nodes(ids: ["hh:510681:00000002", "{TOWN}", "hh:510681:000000VV", "{TOWN}"]) '
        "{ ... on Household { size } ... on Area { name } } }",
        {"nodes": [{"size": 5}, {"name": "三水镇"}, None, {"name": "三水镇"}]},
    ),
    "an id of another kind": Asked('{ area(id: "org:510681:00000001") { name } }', {"area": None}, ("BAD_ID",)),
    "all scalars": Asked(
        '{ project(id: "proj:510681:00000001") { budget status } organisation(id: "org:510681:00000001") '
        '{ stars founded } household(id: "hh:510681:00000001") { pointsFile } fact(id: "fact:510681:00000001") '
        "{ value period bound } }",
        {
            "project": {"budget": "10.50", "status": "RUNNING"},
            "organisation": {"stars": None, "founded": "1949-10-01"},
            "household": {"pointsFile": True},
            "fact": {"value": "621000.0000", "period": "2021", "bound": "ABOUT"},
        },
    ),
}

FROM_ROOT = {
    "all of a kind, by key": Asked(
        "{ households { nodes { registerNumber } } }", {"households": _numbers("001", "002", "003", "004")}
    ),
    "stubs are no roots": Asked("{ organisations { totalCount } }", {"organisations": {"totalCount": 4}}),
    "those of a day": Asked(
        '{ households(asOf: "2019-06-30") { nodes { registerNumber } } }', {"households": _numbers("004", "005")}
    ),
    "those of an interval": Asked(
        '{ households(during: {from: "2020-05-31", to: "2020-06-02"}) { nodes { id } } }',
        {
            "households": {
                "nodes": [
                    {"id": "hh:510681:00000001@2020-06-01"},
                    {"id": "hh:510681:00000002@2020-06-01"},
                    {"id": "hh:510681:00000003@2020-06-01"},
                    {"id": "hh:510681:00000004@2020-06-01"},
                    {"id": "hh:510681:00000005@2020-05-31"},
                ]
            }
        },
    ),
    "a named list": Asked(
        "{ neighbourHeads { nodes { holder } } }",
        {"neighbourHeads": {"nodes": [{"holder": "张三"}, {"holder": "李四"}]}},
    ),
    "below an area": Asked(
        f'{{ households(within: {{areas: ["{TOWN}"]}}) {{ totalCount }} }}', {"households": {"totalCount": 4}}
    ),
    "below two areas, each once": Asked(
        f'{{ households(within: {{areas: ["{TOWN}", "{NEW}"]}}) {{ totalCount nodes {{ registerNumber }} }} }}',
        {"households": {"totalCount": 4, **_numbers("001", "002", "003", "004")}},
    ),
    "in an area itself": Asked(
        f'{{ households(within: {{areas: ["{NEW}"], scope: SELF}}) {{ totalCount }} }}',
        {"households": {"totalCount": 0}},
    ),
    "in an area and its children": Asked(
        f'{{ households(within: {{areas: ["{NEW}"], scope: CHILDREN}}) {{ totalCount }} }}',
        {"households": {"totalCount": 3}},
    ),
    "areas below an area, itself among them": Asked(
        f'{{ areas(within: {{areas: ["{NEW}"]}}) {{ nodes {{ name }} }} }}',
        {"areas": _names("友谊村", "第10组", "第2组")},
    ),
    "below an organisation": Asked(
        '{ postings(within: {organisation: "org:510681:00000001"}) { nodes { holder } } }',
        {"postings": {"nodes": [{"holder": "王五"}]}},
    ),
    "below what is no id": Asked(
        '{ households(within: {areas: ["x"]}) { totalCount } }', {"households": None}, ("BAD_ID",)
    ),
}

ALONG_LINKS = {
    "to one": Asked(
        '{ household(id: "hh:510681:00000001") { place { name parent { name parent { name } } } '
        "neighbourHead { since node { holder } } } }",
        {
            "household": {
                "place": {"name": "第10组", "parent": {"name": "友谊村", "parent": {"name": "三水镇"}}},
                "neighbourHead": {"since": "2021-01-01", "node": {"holder": "张三"}},
            }
        },
    ),
    "to none": Asked(
        '{ household(id: "hh:510681:00000003") { neighbourHead { since } } }', {"household": {"neighbourHead": None}}
    ),
    "to one, as of a day": Asked(
        '{ household(id: "hh:510681:00000004", asOf: "2022-12-31") { neighbourHead { until node { id holder } } } }',
        {
            "household": {
                "neighbourHead": {
                    "until": "2023-01-01",
                    "node": {"id": "post:510681:00000002@2022-12-31", "holder": "李四"},
                }
            }
        },
    ),
    "to one, the day after": Asked(
        '{ household(id: "hh:510681:00000004", asOf: "2023-01-01") { neighbourHead { until } } }',
        {"household": {"neighbourHead": None}},
    ),
    "to many, with what the link says": Asked(
        '{ alliance(id: "alliance:510681:00000001") { members { edges { role since until node { name } } } } }',
        {
            "alliance": {
                "members": {
                    "edges": [
                        {"role": "MEMBER", "since": "2021-03-15", "until": None, "node": {"name": "青白江支部"}},
                        {"role": "LEAD", "since": "2021-03-15", "until": None, "node": {"name": "三水支部"}},
                        {"role": "MEMBER", "since": "2023-06-01", "until": None, "node": {"name": "农商行"}},
                    ]
                }
            }
        },
    ),
    "renewed, both within an interval": Asked(
        '{ alliance(id: "alliance:510681:00000001") { members(during: {from: "2022-12-01", to: "2023-07-01"}, '
        "filter: {form: {eq: BANK}}) { edges { since until node { id } } } } }",
        {
            "alliance": {
                "members": {
                    "edges": [
                        {
                            "since": "2021-03-15",
                            "until": "2023-01-01",
                            "node": {"id": "org:510681:00000004@2023-06-30"},
                        },
                        {"since": "2023-06-01", "until": None, "node": {"id": "org:510681:00000004@2023-06-30"}},
                    ]
                }
            }
        },
    ),
    "the other way": Asked(
        '{ posting(id: "post:510681:00000001") { contactHouseholds { nodes { registerNumber } } } }',
        {"posting": {"contactHouseholds": _numbers("001", "002")}},
    ),
    "over a stub": Asked(
        '{ organisation(id: "org:510113:00000001") { alliances { nodes { name } } seat { name region } } }',
        {"organisation": {"alliances": _names("成德联盟"), "seat": {"name": "青白江区", "region": "510113"}}},
    ),
    "lineage, over all time": Asked(
        f'{{ new: area(id: "{NEW}") {{ predecessors {{ edges {{ reform basis since node {{ name }} }} }} }} '
        f'old: area(id: "{OLD}") {{ successors {{ nodes {{ name }} }} }} }}',
        {
            "new": {
                "predecessors": {
                    "edges": [
                        {"reform": "两项改革", "basis": "PUBLISHED", "since": "2020-06-01", "node": {"name": "古村"}}
                    ]
                }
            },
            "old": {"successors": _names("友谊村")},
        },
    ),
    "two days in one question": Asked(
        f'{{ area(id: "{MOVED}") {{ parent {{ name }} then: parent(asOf: "2018-01-01") {{ name }} }} }}',
        {"area": {"parent": {"name": "三水镇"}, "then": {"name": "南兴镇"}}},
    ),
}

IN_TREES = {
    "children": Asked(
        f'{{ area(id: "{TOWN}") {{ children {{ nodes {{ name }} }} }} }}',
        {"area": {"children": _names("友谊村", "石门村")}},
    ),
    "children of a day": Asked(
        f'{{ area(id: "{TOWN}", asOf: "2019-01-01") {{ children {{ nodes {{ name }} }} }} }}',
        {"area": {"children": _names("古村")}},
    ),
    "descendants": Asked(
        f'{{ area(id: "{COUNTY}") {{ descendants {{ nodes {{ name }} }} }} }}',
        {"area": {"descendants": _names("三水镇", "南丰镇", "友谊村", "石门村", "第10组", "第2组")}},
    ),
    "descendants of a level": Asked(
        f'{{ area(id: "{COUNTY}") {{ descendants(level: VILLAGE) {{ totalCount nodes {{ name }} }} }} }}',
        {"area": {"descendants": {"totalCount": 2, **_names("友谊村", "石门村")}}},
    ),
    "descendants during a reform": Asked(
        f'{{ area(id: "{TOWN}") {{ descendants(level: VILLAGE, during: {{from: "2020-01-01", to: "2021-01-01"}}) '
        "{ nodes { name } } } }",
        {"area": {"descendants": _names("古村", "友谊村")}},
    ),
    "ancestors, the root first": Asked(
        f'{{ area(id: "{TENTH}") {{ ancestors {{ name }} }} }}',
        {"area": {"ancestors": [{"name": "广汉市"}, {"name": "三水镇"}, {"name": "友谊村"}]}},
    ),
    "ancestors of a day": Asked(
        f'{{ area(id: "{MOVED}", asOf: "2019-11-30") {{ ancestors {{ name }} }} }}',
        {"area": {"ancestors": [{"name": "广汉市"}, {"name": "南兴镇"}]}},
    ),
    "organisations below one": Asked(
        '{ organisation(id: "org:510681:00000001") { descendants { nodes { name } } } }',
        {"organisation": {"descendants": _names("三水支部", "南丰支部")}},
    ),
    "placed in a subtree": Asked(
        f'{{ area(id: "{TOWN}") {{ all: households {{ totalCount }} self: households(scope: SELF) {{ totalCount }} '
        "children: households(scope: CHILDREN) { nodes { registerNumber } } } }",
        {"area": {"all": {"totalCount": 4}, "self": {"totalCount": 0}, "children": _numbers("004")}},
    ),
    "placed in a subtree on a day": Asked(
        f'{{ area(id: "{OTHER}", asOf: "2019-01-01") {{ households {{ nodes {{ registerNumber }} }} }} }}',
        {"area": {"households": _numbers("004")}},
    ),
    "placed in what has ended": Asked(
        f'{{ area(id: "{OLD}", asOf: "2018-01-01") {{ households {{ totalCount }} }} }}',
        {"area": {"households": {"totalCount": 1}}},
    ),
    "belonging to an organisation": Asked(
        '{ organisation(id: "org:510681:00000001") { postings { nodes { holder } } } }',
        {"organisation": {"postings": {"nodes": [{"holder": "王五"}]}}},
    ),
    "parts": Asked(
        f'{{ area(id: "{OLD}", asOf: "2019-01-01") {{ codes {{ authority vintage code }} }} }}',
        {"area": {"codes": [{"authority": "NBS", "vintage": "2019", "code": "510681101201"}]}},
    ),
    "parts of a day": Asked(
        '{ agreement(id: "agr:510681:00000001") { topics { topic note } then: alliance { agreements'
        '(asOf: "2021-06-01") { nodes { topics { topic note } } } } } }',
        {
            "agreement": {
                "topics": [{"topic": "FINANCE", "note": None}],
                "then": {
                    "agreements": {
                        "nodes": [{"topics": [{"topic": "FINANCE", "note": None}, {"topic": "TALENT", "note": "挂职"}]}]
                    }
                },
            }
        },
    ),
}

LOOKED_UP = {
    "one character": Asked(
        '{ search(text: "镇") { nodes { ... on Area { name } } } }', {"search": _names("三水镇", "南丰镇")}
    ),
    "equal before beginning before within": Asked(
        '{ search(text: "三水") { nodes { __typename ... on Area { name } ... on Organisation { name } } '
        "totalCount } }",
        {
            "search": {
                "nodes": [
                    {"__typename": "Area", "name": "三水镇"},
                    {"__typename": "Organisation", "name": "三水支部"},
                ],
                "totalCount": 2,
            }
        },
    ),
    "a former name on its day": Asked(
        '{ now: search(text: "南兴镇") { totalCount } then: search(text: "南兴镇", asOf: "2019-11-30") '
        "{ nodes { ... on Area { name } } } }",
        {"now": {"totalCount": 0}, "then": _names("南兴镇")},
    ),
    "of some kinds, below an area": Asked(
        f'{{ search(text: "支部", kinds: [ORGANISATION], within: {{areas: ["{OTHER}"]}}) '
        "{ nodes { ... on Organisation { name } } } }",
        {"search": _names("南丰支部")},
    ),
    "stubs are not found": Asked('{ search(text: "青白江") { totalCount } }', {"search": {"totalCount": 0}}),
    "by code, short and padded": Asked(
        '{ short: areaByCode(code: "510681") { name } padded: areaByCode(code: "510681000000") { name } }',
        {"short": {"name": "广汉市"}, "padded": {"name": "广汉市"}},
    ),
    "by code of one authority": Asked(
        '{ areaByCode(code: "510681101", authority: MCA) { name } }', {"areaByCode": {"name": "南丰镇"}}
    ),
    "by a code of two": Asked('{ areaByCode(code: "510681101") { name } }', {"areaByCode": None}, ("AMBIGUOUS_CODE",)),
    "by the code of what has ended": Asked(
        '{ areaByCode(code: "510681101201") { name } }', {"areaByCode": {"name": "古村"}}
    ),
    "by codes, one of nobody": Asked(
        '{ areasByCode(codes: ["510681101202", "999999", "510681"]) { name } }',
        {"areasByCode": [{"name": "友谊村"}, None, {"name": "广汉市"}]},
    ),
}

PAGES = {
    "first": Asked(
        "{ households(first: 2) { nodes { registerNumber } pageInfo { hasNextPage hasPreviousPage } } }",
        {"households": {**_numbers("001", "002"), "pageInfo": {"hasNextPage": True, "hasPreviousPage": False}}},
    ),
    "last": Asked(
        "{ households(last: 2) { nodes { registerNumber } pageInfo { hasNextPage hasPreviousPage } } }",
        {"households": {**_numbers("003", "004"), "pageInfo": {"hasNextPage": False, "hasPreviousPage": True}}},
    ),
    "of nothing": Asked(
        "{ households(first: 0) { nodes { id } totalCount } }", {"households": {"nodes": [], "totalCount": 4}}
    ),
    "by a number, falling, then by key": Asked(
        "{ households(orderBy: [{field: SIZE, direction: DESC}]) { nodes { registerNumber } } }",
        {"households": _numbers("002", "001", "003", "004")},
    ),
    "nulls last, rising and falling": Asked(
        "{ up: projects(orderBy: [{field: BUDGET}]) { nodes { name } } "
        "down: projects(orderBy: [{field: BUDGET, direction: DESC}]) { nodes { name } } }",
        {"up": _names("修桥", "修路", "植树"), "down": _names("修路", "修桥", "植树")},
    ),
    "nulls first from the back": Asked(
        "{ projects(last: 2, orderBy: [{field: BUDGET}]) { nodes { name } } }", {"projects": _names("修路", "植树")}
    ),
    "numbers in names as people read them": Asked(
        f'{{ area(id: "{NEW}") {{ children(orderBy: [{{field: NAME}}]) {{ nodes {{ name }} }} }} }}',
        {"area": {"children": _names("第2组", "第10组")}},
    ),
    "a page of each of several parents": Asked(
        "{ alliances { nodes { members(first: 1) { nodes { name } } projects(last: 1) { nodes { name } } } } }",
        {"alliances": {"nodes": [{"members": _names("青白江支部"), "projects": _names("修桥")}]}},
    ),
    "a cursor of nobody": Asked('{ households(after: "x") { nodes { id } } }', {"households": None}, ("BAD_CURSOR",)),
}

COUNTED = {
    "measures of a number": Asked(
        "{ households { aggregate { count size { sum avg min max countDistinct } } } }",
        {
            "households": {
                "aggregate": {
                    "count": 4,
                    "size": {"sum": "12", "avg": "3.000000", "min": 1, "max": 5, "countDistinct": 3},
                }
            }
        },
    ),
    "measures of money and of days": Asked(
        "{ projects { aggregate { budget { sum avg min max countDistinct } } } "
        "organisations { aggregate { founded { min max countDistinct } } } }",
        {
            "projects": {
                "aggregate": {
                    "budget": {"sum": "8.25", "avg": "4.12500000", "min": "-2.25", "max": "10.50", "countDistinct": 2}
                }
            },
            "organisations": {"aggregate": {"founded": {"min": "1949-10-01", "max": "2006-06-23", "countDistinct": 2}}},
        },
    ),
    "measures of nothing": Asked(
        "{ households(filter: {size: {gt: 99}}) { aggregate { count size { sum avg min max countDistinct } } } }",
        {
            "households": {
                "aggregate": {
                    "count": 0,
                    "size": {"sum": None, "avg": None, "min": None, "max": None, "countDistinct": 0},
                }
            }
        },
    ),
    "a restricted flag, counted over a township": Asked(
        f'{{ area(id: "{TOWN}") {{ postings {{ aggregate {{ partyMemberCount }} }} }} }}',
        {"area": {"postings": {"aggregate": {"partyMemberCount": 1}}}},
    ),
    "a restricted flag, over a village": Asked(
        f'{{ area(id: "{NEW}") {{ postings {{ aggregate {{ partyMemberCount }} }} }} }}',
        {"area": {"postings": {"aggregate": {"partyMemberCount": None}}}},
        ("RESTRICTED",),
    ),
    "each parent's own": Asked(
        f'{{ area(id: "{TOWN}") {{ children {{ nodes {{ name households {{ totalCount }} }} }} }} }}',
        {
            "area": {
                "children": {
                    "nodes": [
                        {"name": "友谊村", "households": {"totalCount": 3}},
                        {"name": "石门村", "households": {"totalCount": 1}},
                    ]
                }
            }
        },
    ),
}

GROUPED = {
    "by a property, with null": Asked(
        "{ organisations { groups(by: [{property: STARS}]) { totalCount nodes { key { stars } count } } } }",
        {
            "organisations": {
                "groups": {
                    "totalCount": 3,
                    "nodes": [
                        {"key": {"stars": 3}, "count": 1},
                        {"key": {"stars": 5}, "count": 1},
                        {"key": {"stars": None}, "count": 2},
                    ],
                }
            }
        },
    ),
    "by what lies behind a link": Asked(
        "{ households { groups(by: [{neighbourHead: {property: HOLDER}}]) "
        "{ nodes { key { neighbourHead { holder } } count size { sum } } } } }",
        {
            "households": {
                "groups": {
                    "nodes": [
                        {"key": {"neighbourHead": {"holder": "张三"}}, "count": 2, "size": {"sum": "8"}},
                        {"key": {"neighbourHead": {"holder": None}}, "count": 2, "size": {"sum": "4"}},
                    ]
                }
            }
        },
    ),
    "by the areas of a level": Asked(
        "{ households { groups(by: [{areaAt: VILLAGE}]) { nodes { key { areaAt { village { name } } } count } } } }",
        {
            "households": {
                "groups": {
                    "nodes": [
                        {"key": {"areaAt": {"village": {"name": "友谊村"}}}, "count": 3},
                        {"key": {"areaAt": {"village": {"name": "石门村"}}}, "count": 1},
                    ]
                }
            }
        },
    ),
    "by the areas of a level on a day": Asked(
        '{ households(asOf: "2019-01-01") { groups(by: [{areaAt: TOWNSHIP}]) '
        "{ nodes { key { areaAt { township { name } } } count } } } }",
        {
            "households": {
                "groups": {
                    "nodes": [
                        {"key": {"areaAt": {"township": {"name": "三水镇"}}}, "count": 1},
                        {"key": {"areaAt": {"township": {"name": "南兴镇"}}}, "count": 1},
                    ]
                }
            }
        },
    ),
    "of no area of the level": Asked(
        f'{{ area(id: "{COUNTY}") {{ postings {{ groups(by: [{{areaAt: SECTION}}]) '
        "{ nodes { key { areaAt { section { name } } } count } } } } }",
        {"area": {"postings": {"groups": {"nodes": [{"key": {"areaAt": {"section": None}}, "count": 2}]}}}},
    ),
    "by two, in an order, the first page": Asked(
        "{ households { groups(by: [{property: POINTS_FILE}, {property: SIZE}], "
        "orderBy: [{field: COUNT, direction: DESC}, {field: KEY, direction: DESC}], first: 2) "
        "{ totalCount pageInfo { hasNextPage } nodes { key { pointsFile size } count } } } }",
        {
            "households": {
                "groups": {
                    "totalCount": 4,
                    "pageInfo": {"hasNextPage": True},
                    "nodes": [
                        {"key": {"pointsFile": True, "size": 3}, "count": 1},
                        {"key": {"pointsFile": False, "size": 5}, "count": 1},
                    ],
                }
            }
        },
    ),
}


def _homes(filter_: str, *numbers: str) -> Asked:
    return Asked(
        f"{{ households(filter: {filter_}) {{ nodes {{ registerNumber }} }} }}", {"households": _numbers(*numbers)}
    )


def _organisations(filter_: str, *names: str, **unresolved: int) -> Asked:
    return Asked(
        f"{{ organisations(filter: {filter_}) {{ nodes {{ name }} }} }}",
        {"organisations": _names(*names)},
        unresolved={f"Query.{name}": count for name, count in unresolved.items()},
    )


def _members(filter_: str, *names: str, unresolved: int = 0) -> Asked:
    return Asked(
        f'{{ alliance(id: "alliance:510681:00000001") {{ members(filter: {filter_}) {{ nodes {{ name }} }} }} }}',
        {"alliance": {"members": _names(*names)}},
        unresolved={"Alliance.members": unresolved} if unresolved else {},
    )


CONDITIONS = {
    "eq": _homes("{size: {eq: 3}}", "001", "003"),
    "ne, null among them": _homes("{pointsFile: {ne: true}}", "002", "003", "004"),
    "in": _homes("{size: {in: [1, 5]}}", "002", "004"),
    "in nothing": _homes("{size: {in: []}}"),
    "notIn": _homes("{size: {notIn: [1, 5]}}", "001", "003"),
    "lt": _homes("{size: {lt: 3}}", "004"),
    "lte": _homes("{size: {lte: 3}}", "001", "003", "004"),
    "gt": _homes("{size: {gt: 3}}", "002"),
    "gte": _homes("{size: {gte: 3}}", "001", "002", "003"),
    "contains": _organisations('{name: {contains: "支"}}', "三水支部", "南丰支部"),
    "startsWith": _organisations('{name: {startsWith: "三"}}', "三水支部"),
    "isNull": _organisations("{stars: {isNull: true}}", "市委", "农商行"),
    "is not null": _organisations("{stars: {isNull: false}}", "三水支部", "南丰支部"),
    "a day": _organisations('{founded: {lt: "2000-01-01"}}', "市委"),
    "not, null among them": _organisations("{not: {stars: {gt: 3}}}", "市委", "三水支部", "农商行"),
    "and": _homes("{and: [{size: {gte: 3}}, {pointsFile: {eq: true}}]}", "001"),
    "or": _homes("{or: [{size: {eq: 1}}, {pointsFile: {eq: true}}]}", "001", "004"),
    "and of nothing": _homes("{and: []}", "001", "002", "003", "004"),
    "or of nothing": _homes("{or: []}"),
    "money": Asked(
        '{ projects(filter: {budget: {gte: "-2.25"}}) { nodes { name } } }', {"projects": _names("修路", "修桥")}
    ),
    "a link's node": _homes('{neighbourHead: {holder: {eq: "张三"}}}', "001", "002"),
    "a link is there": _homes("{neighbourHeadExists: false}", "003", "004"),
    "a link's node, denied": _homes('{not: {neighbourHead: {holder: {eq: "张三"}}}}', "003", "004"),
    "some": Asked(
        "{ postings(filter: {contactHouseholds: {some: {size: {gt: 4}}}}) { nodes { holder } } }",
        {"postings": {"nodes": [{"holder": "张三"}]}},
    ),
    "every, of none as well": Asked(
        "{ postings(filter: {contactHouseholds: {every: {size: {gt: 3}}}}) { nodes { holder } } }",
        {"postings": {"nodes": [{"holder": "李四"}, {"holder": "王五"}]}},
    ),
    "none": Asked(
        "{ postings(filter: {contactHouseholds: {none: {size: {gt: 3}}}}) { nodes { holder } } }",
        {"postings": {"nodes": [{"holder": "李四"}, {"holder": "王五"}]}},
    ),
    "count": Asked(
        "{ postings(filter: {contactHouseholds: {count: {gte: 1}}}) { nodes { holder } } }",
        {"postings": {"nodes": [{"holder": "张三"}]}},
    ),
    "count below an area": Asked(
        "{ areas(filter: {level: {eq: VILLAGE}, households: {count: {gt: 1}}}) { nodes { name } } }",
        {"areas": _names("友谊村")},
    ),
    "some above": Asked(
        '{ areas(filter: {ancestors: {some: {name: {eq: "友谊村"}}}}) { nodes { name } } }',
        {"areas": _names("第10组", "第2组")},
    ),
    "some part": Asked(
        "{ areas(filter: {codes: {some: {authority: {eq: MCA}}}}) { nodes { name } } }", {"areas": _names("南丰镇")}
    ),
    "a value of the day": Asked(
        '{ areas(asOf: "2018-01-01", filter: {name: {startsWith: "南兴"}}) { nodes { id } } }',
        {"areas": {"nodes": [{"id": f"{OTHER}@2018-01-01"}]}},
    ),
    "what a stub's hub alone can tell": _members("{stars: {gt: 2}}", "三水支部", unresolved=1),
    "what is known of a stub": _members("{form: {eq: BRANCH}}", "青白江支部", "三水支部"),
    "denied, which leaves it open as well": _members("{not: {stars: {gt: 2}}}", "农商行", unresolved=1),
    "null, which nobody here knows": _members("{stars: {isNull: true}}", "农商行", unresolved=1),
    "decided by what is known": _members("{or: [{stars: {gt: 2}}, {form: {eq: BRANCH}}]}", "青白江支部", "三水支部"),
    "behind a stub's link": _members('{seat: {name: {eq: "青白江区"}}}', "青白江支部"),
}

QUESTIONS: dict[str, Asked] = {
    f"{chapter}: {name}": asked
    for chapter, some in {
        "by key": BY_KEY,
        "root": FROM_ROOT,
        "link": ALONG_LINKS,
        "tree": IN_TREES,
        "look-up": LOOKED_UP,
        "page": PAGES,
        "count": COUNTED,
        "groups": GROUPED,
        "condition": CONDITIONS,
    }.items()
    for name, asked in some.items()
}

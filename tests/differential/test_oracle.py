"""The oracle is right where a person can see it: a small graph, and answers typed by hand for each rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from graph_schema.changes import Change, EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack
from hub.cursor import Cursor, digest, seal, unseal

from .oracle import Graph, execute
from .oracle.words import MODEL

TODAY = date(2024, 6, 15)
KEY = b"test key"


def day(text: str) -> date:
    """``2019`` is its first of January."""
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01-01")


def area(number: int, region: str = "510681") -> str:
    return format_key("area", pack(region, number))


def org(number: int, region: str = "510681") -> str:
    return format_key("org", pack(region, number))


def hh(number: int) -> str:
    return format_key("hh", pack("510681", number))


def post(number: int) -> str:
    return format_key("post", pack("510681", number))


def proj(number: int) -> str:
    return format_key("proj", pack("510681", number))


ALLY = format_key("alliance", pack("510681", 1))
DEAL = format_key("agr", pack("510681", 1))
COUNTY, T1, T2, V1, V2, G1, G2, G3, G4 = (area(n) for n in range(1, 10))
FAR = area(1, "510113")
O1, O2, O4 = org(1), org(2), org(4)
O3 = org(3, "510113")
Y2015 = day("2015")


def batches() -> list[list[Change]]:
    """The small graph. Township 2 was merged into township 1 in 2020; village 2 then changed its parent."""
    return [
        [
            UpsertNodes(
                "Area",
                ("id", "name", "level", "parent", "validFrom", "validTo"),
                (
                    (COUNTY, "广汉市", "COUNTY", None, Y2015, None),
                    (FAR, "青白江区", "COUNTY", None, Y2015, None),
                    (T1, "甲镇", "TOWNSHIP", COUNTY, Y2015, None),
                    (T2, "乙镇", "TOWNSHIP", COUNTY, Y2015, None),
                    (V1, "一村", "VILLAGE", T1, Y2015, None),
                    (V2, "二村", "VILLAGE", T2, Y2015, None),
                    (G1, "第2组", "GROUP", V1, Y2015, None),
                    (G2, "第10组", "GROUP", V1, Y2015, None),
                    (G3, "第3组", "GROUP", V1, day("2026"), None),
                    (G4, "第4组", "GROUP", V1, Y2015, day("2018")),
                ),
            ),
            UpsertNodes(
                "Organisation",
                ("id", "name", "form", "sector", "stars", "founded", "seat", "parent", "validFrom"),
                (
                    (O1, "旧名党委", "PARTY_COMMITTEE", "RURAL", 5, day("2010"), COUNTY, None, Y2015),
                    (O2, "ＡＢＣ支部", "BRANCH", None, None, day("2012"), V1, O1, Y2015),
                    (O3, "外地企业", "ENTERPRISE", "EMERGING", 3, None, FAR, None, Y2015),
                    (O4, "abc", "BRANCH", "URBAN", 1, day("2012"), V2, O1, Y2015),
                ),
            ),
            UpsertNodes(
                "Posting",
                (
                    "id",
                    "role",
                    "holder",
                    "partyMember",
                    "college",
                    "area",
                    "organisation",
                    "validFrom",
                    "validTo",
                ),
                (
                    (post(1), "NEIGHBOUR_HEAD", "张三", True, None, V1, O2, Y2015, day("2022")),
                    (post(2), "NEIGHBOUR_HEAD", "李四", True, False, V2, O4, Y2015, None),
                    (post(3), "SECRETARY", "王五", False, True, T1, O1, Y2015, None),
                ),
            ),
            UpsertNodes(
                "Household",
                ("id", "registerNumber", "size", "pointsFile", "place", "validFrom"),
                (
                    (hh(1), "001", 3, True, G1, Y2015),
                    (hh(2), "002", 5, False, G2, Y2015),
                    (hh(3), "003", 3, None, V2, Y2015),
                ),
            ),
            UpsertNodes(
                "Alliance",
                ("id", "name", "type", "founded", "seat", "validFrom"),
                ((ALLY, "联盟", "REGIONAL", Y2015, COUNTY, Y2015),),
            ),
            UpsertNodes(
                "Agreement",
                ("id", "title", "signed", "seat", "alliance", "validFrom"),
                ((DEAL, "协议", Y2015, COUNTY, ALLY, Y2015),),
            ),
            UpsertNodes(
                "Project",
                ("id", "name", "status", "budget", "seat", "alliance", "validFrom"),
                (
                    (proj(1), "甲", "DONE", Decimal(10), V1, ALLY, Y2015),
                    (proj(2), "乙", "DONE", Decimal("-2.50"), V2, ALLY, Y2015),
                    (proj(3), "丙", "PLANNED", None, V2, None, Y2015),
                    (proj(4), "丁", "RUNNING", Decimal("10.00"), COUNTY, None, Y2015),
                ),
            ),
            UpsertParts(
                "Area",
                "codes",
                ("of", "authority", "vintage", "code", "since", "until"),
                (
                    (COUNTY, "NBS", "2023", "510681", Y2015, None),
                    (T1, "NBS", "2023", "510681101", Y2015, None),
                    (T2, "NBS", "2019", "510681102", Y2015, None),
                    (V1, "NBS", "2023", "510681101201", Y2015, None),
                    (V1, "MCA", "2023", "510681101202", day("2018"), None),
                    (V2, "MCA", "2023", "510681101201", Y2015, None),
                    (G1, "DEMO", "x", "510681000", Y2015, None),
                ),
            ),
            UpsertParts(
                "Agreement",
                "topics",
                ("of", "topic", "note", "since", "until"),
                (
                    (DEAL, "TALENT", None, Y2015, None),
                    (DEAL, "FINANCE", "b", day("2014"), None),
                    (DEAL, "FINANCE", "a", Y2015, day("2020")),
                ),
            ),
            UpsertLinks(
                "Alliance",
                "members",
                ("from", "to", "role", "since", "until"),
                (
                    (ALLY, O1, "LEAD", day("2016"), None),
                    (ALLY, O2, "MEMBER", day("2016"), day("2018")),
                    (ALLY, O2, "MEMBER", day("2019"), None),
                    (ALLY, O3, "OBSERVER", day("2017"), None),
                    (ALLY, O3, "MEMBER", day("2017"), None),
                ),
            ),
            UpsertLinks(
                "Household",
                "neighbourHead",
                ("from", "to", "since", "until"),
                (
                    (hh(1), post(1), day("2016"), day("2019")),
                    (hh(1), post(2), day("2019"), None),
                    (hh(2), post(1), day("2016"), None),
                ),
            ),
        ],
        [
            Succeed(
                "Area",
                ("from", "to", "date", "reform", "basis"),
                ((T2, T1, day("2020"), "两项改革", "PUBLISHED"),),
            ),
            EndLinks("Area", "parent", ("from", "to", "until"), ((V2, T2, day("2020")),)),
            UpsertLinks("Area", "parent", ("from", "to", "since"), ((V2, T1, day("2020")),)),
            UpsertNodes("Organisation", ("id", "name", "since"), ((O1, "新名党委", day("2018")),)),
            UpsertNodes("Organisation", ("id", "parent", "since"), ((O4, O2, day("2021")),)),
        ],
        [UpsertNodes("Organisation", ("id", "stars"), ((O1, 5),))],  # changes nothing: no number
        [UpsertNodes("Household", ("id", "size"), ((hh(2), 6),))],
    ]


GRAPH = Graph.from_batches(MODEL, batches(), ["510681"])


def respond(document: str, **variables: Any) -> Any:
    return execute(GRAPH, document, variables, today=TODAY, cursor_key=KEY, hub="510681")


def ask(document: str, **variables: Any) -> Any:
    """The data of an answer without errors."""
    response = respond(document, **variables)
    assert "errors" not in response, response
    return response["data"]


def one(document: str, **variables: Any) -> Any:
    """The value of the only field, of that its only field, and so on."""
    value = ask(document, **variables)
    while isinstance(value, dict) and len(value) == 1:
        (value,) = value.values()
    return value


def keys(document: str, **variables: Any) -> list[str]:
    """The keys of ``nodes { key }`` at the only field."""
    return [node["key"] for node in one(document, **variables)]


def faults(document: str, **variables: Any) -> list[tuple[tuple[Any, ...], str]]:
    """Paths and codes."""
    return [(tuple(e.get("path", ())), e["extensions"]["code"]) for e in respond(document, **variables)["errors"]]


# Dates


def test_rule_1_dates_are_explicit_or_inherited() -> None:
    assert one("query($i: ID!) { area(id: $i) { id } }", i=T1) == T1
    assert one('query($i: ID!) { area(id: $i, asOf: "2019-06-30") { id } }', i=T1) == f"{T1}@2019-06-30"
    found = one(
        (
            'query($i: ID!) { area(id: $i) { parent { id } then: parent(asOf: "2016-01-01") { id children { '
            "nodes { id } } } } }"
        ),
        i=T2,
    )
    assert found["parent"] == {"id": COUNTY}
    assert found["then"]["id"] == f"{COUNTY}@2016-01-01"
    assert found["then"]["children"]["nodes"] == [{"id": f"{T1}@2016-01-01"}, {"id": f"{T2}@2016-01-01"}]


def test_rule_1_an_id_with_a_date() -> None:
    dated = f"{T1}@2019-06-30"
    assert one("query($i: ID!) { node(id: $i) { id } }", i=dated) == dated
    assert one('query($i: ID!) { area(id: $i, asOf: "2019-06-30") { id } }', i=dated) == dated
    assert faults('query($i: ID!) { area(id: $i, asOf: "2019-07-01") { id } }', i=dated) == [(("area",), "BAD_DATE")]
    assert faults('{ a: node(id: "x") { id } b: household(id: "hh:1:2") { id } }') == [
        (("a",), "BAD_ID"),
        (("b",), "BAD_ID"),
    ]
    assert faults("query($i: ID!) { household(id: $i) { id } }", i=T1) == [(("household",), "BAD_ID")]
    assert ask("query($i: ID!) { node(id: $i) { id } }", i="x:000000:00000001") == {"node": None}


def test_rule_2_key_has_no_date_and_open_ends_are_null() -> None:
    assert ask('query($i: ID!) { area(id: $i, asOf: "2019-06-30") { key region validFrom validTo } }', i=T2)[
        "area"
    ] == {
        "key": T2,
        "region": "510681",
        "validFrom": "2015-01-01",
        "validTo": "2020-01-01",
    }
    assert one("query($i: ID!) { household(id: $i) { neighbourHead { until } } }", i=hh(1)) is None


def test_rule_3_a_dated_property_has_the_value_of_the_day() -> None:
    text = "query($i: ID!, $d: Date) { organisation(id: $i, asOf: $d) { name } }"
    assert one(text, i=O1, d="2017-12-31") == "旧名党委"
    assert one(text, i=O1, d="2018-01-01") == "新名党委"
    assert one(text, i=O1, d="2014-01-01") == "旧名党委"
    assert one(text, i=O1) == "新名党委"


def test_rule_4_link_and_target_are_valid() -> None:
    text = "query($i: ID!, $d: Date) { household(id: $i, asOf: $d) { neighbourHead { node { key } since until } } }"
    assert one(text, i=hh(1), d="2018-12-31") == {
        "node": {"key": post(1)},
        "since": "2016-01-01",
        "until": "2019-01-01",
    }
    assert one(text, i=hh(1), d="2019-01-01") == {
        "node": {"key": post(2)},
        "since": "2019-01-01",
        "until": None,
    }
    assert one(text, i=hh(1), d="2015-12-31") is None
    assert one(text, i=hh(2), d="2021-12-31") is not None
    assert one(text, i=hh(2), d="2022-01-01") is None  # the posting has ended, the link has not


def test_rule_4_roots_hold_owned_nodes_and_links_any() -> None:
    assert keys("{ organisations { nodes { key } } }") == [O1, O2, O4]
    assert ask("query($i: ID!) { node(id: $i) { key region } }", i=O3)["node"] == {
        "key": O3,
        "region": "510113",
    }
    assert keys("query($i: ID!) { alliance(id: $i) { members { nodes { key } } } }", i=ALLY) == [
        O3,
        O3,
        O1,
        O2,
    ]
    assert one("query($i: ID!) { area(id: $i) { organisations { totalCount } } }", i=FAR) == 0


def test_rule_5_during_at_a_root() -> None:
    text = "query($d: Interval) { areas(during: $d, filter: {level: {in: [TOWNSHIP, GROUP]}}) { nodes { id } } }"
    last = "2018-06-30"
    assert [n["id"] for n in one(text, d={"from": "2017-12-31", "to": "2018-07-01"})] == [
        f"{T1}@{last}",
        f"{T2}@{last}",
        f"{G1}@{last}",
        f"{G2}@{last}",
        f"{G4}@2017-12-31",
    ]
    assert len(one(text, d={"from": "2018-01-01", "to": "2018-07-01"})) == 4
    assert faults(text, d={"from": "2018-01-01", "to": "2018-01-01"}) == [(("areas",), "BAD_DATE")]
    both = '{ areas(asOf: "2018-01-01", during: {from: "2018-01-01", to: "2019-01-01"}) { totalCount } }'
    assert faults(both) == [(("areas",), "BAD_DATE")]


def test_rule_5_during_over_a_link_has_an_entry_a_link() -> None:
    text = (
        "query($i: ID!, $d: Interval) { alliance(id: $i) { members(during: $d, filter: {region: {eq: "
        '"510681"}}) { edges { node { id } role since } } } }'
    )
    assert [(e["node"]["id"], e["since"]) for e in one(text, i=ALLY, d={"from": "2017-01-01", "to": "2020-01-01"})] == [
        (f"{O1}@2019-12-31", "2016-01-01"),
        (f"{O2}@2019-12-31", "2016-01-01"),
        (f"{O2}@2019-12-31", "2019-01-01"),
    ]
    assert [e["since"] for e in one(text, i=ALLY, d={"from": "2018-01-01", "to": "2019-01-01"})] == ["2016-01-01"]


def test_rule_5_during_over_a_subtree_wants_one_day_for_all() -> None:
    text = "query($i: ID!, $d: Interval) { area(id: $i) { households(during: $d) { nodes { id } } } }"
    both = {"from": "2019-12-31", "to": "2020-01-02"}
    assert one(text, i=T1, d=both) == [{"id": f"{hh(n)}@2020-01-01"} for n in (1, 2, 3)]
    assert one(text, i=T2, d=both) == [{"id": f"{hh(3)}@2020-01-01"}]
    assert one(text, i=T2, d={"from": "2020-01-01", "to": "2020-01-02"}) == []


def test_rule_6_lineage_is_of_all_times() -> None:
    text = (
        "query($i: ID!, $d: Date) { area(id: $i, asOf: $d) { successors { edges { node { id name } "
        "reform basis since until } } } }"
    )
    assert one(text, i=T2, d="2016-01-01") == [
        {
            "node": {"id": f"{T1}@2016-01-01", "name": "甲镇"},
            "reform": "两项改革",
            "basis": "PUBLISHED",
            "since": "2020-01-01",
            "until": None,
        }
    ]
    assert one("query($i: ID!) { area(id: $i) { predecessors { nodes { id } } } }", i=T1) == [{"id": T2}]


# Trees


def test_rule_7_ancestors_and_descendants() -> None:
    text = "query($i: ID!, $d: Date) { area(id: $i, asOf: $d) { ancestors { key } } }"
    assert [a["key"] for a in one(text, i=G1)] == [COUNTY, T1, V1]
    assert [a["key"] for a in one(text, i=V2, d="2019-12-31")] == [COUNTY, T2]
    below = (
        "query($i: ID!, $d: Date, $l: AreaLevel) { area(id: $i, asOf: $d) { descendants(level: $l) { "
        "nodes { key } } } }"
    )
    assert keys(below, i=COUNTY) == [T1, V1, V2, G1, G2]
    assert keys(below, i=COUNTY, d="2016-01-01") == [T1, T2, V1, V2, G1, G2, G4]
    assert keys(below, i=COUNTY, l="GROUP", d="2026-01-01") == [G1, G2, G3]
    assert keys(below, i=T2) == []
    assert keys("query($i: ID!) { area(id: $i) { children(level: GROUP) { nodes { key } } } }", i=V1) == [
        G1,
        G2,
    ]


def test_rule_8_subtree_lists_and_their_scope() -> None:
    text = (
        "query($i: ID!, $s: TreeScope, $d: Date) { area(id: $i, asOf: $d) { households(scope: $s) { nodes { key } } } }"
    )
    assert keys(text, i=T1) == [hh(1), hh(2), hh(3)]
    assert keys(text, i=T1, d="2019-12-31") == [hh(1), hh(2)]
    assert keys(text, i=T1, s="CHILDREN") == [hh(3)]
    assert keys(text, i=V2, s="SELF") == [hh(3)]
    assert keys(text, i=V1, s="SELF") == []
    assert keys("query($i: ID!) { area(id: $i) { neighbourHeads { nodes { key } } } }", i=COUNTY) == [post(2)]
    text = (
        "query($i: ID!, $s: TreeScope, $d: Date) { organisation(id: $i, asOf: $d) { postings(scope: $s) "
        "{ nodes { key } } } }"
    )
    assert keys(text, i=O1) == [post(2), post(3)]
    assert keys(text, i=O1, s="CHILDREN") == [post(3)]
    assert keys(text, i=O1, s="CHILDREN", d="2020-01-01") == [post(1), post(2), post(3)]


def test_rule_9_within() -> None:
    text = "query($w: Within) { households(within: $w) { nodes { key } } }"
    assert keys(text, w={"areas": [f"{V1}@2016-01-01", V2]}) == [hh(1), hh(2), hh(3)]
    assert keys(text, w={"areas": [V1, V2], "scope": "SELF"}) == [hh(3)]
    assert keys(text, w={"areas": []}) == []
    assert keys(text, w={"areas": [area(99)]}) == []
    assert faults(text, w={"areas": [O1]}) == [(("households",), "BAD_ID")]
    assert faults(text, w={"organisation": O1}) == [(("households",), "BAD_ARGUMENT")]
    assert keys(
        "query($w: Within) { areas(within: $w) { nodes { key } } }", w={"areas": [V1], "scope": "CHILDREN"}
    ) == [V1, G1, G2]
    assert keys("query($w: Within) { organisations(within: $w) { nodes { key } } }", w={"organisation": O2}) == [O2, O4]
    assert keys(
        "query($w: Within) { organisations(within: $w) { nodes { key } } }",
        w={"organisation": O2, "areas": [V2]},
    ) == [O4]
    assert keys(
        "query($w: Within) { postings(within: $w) { nodes { key } } }",
        w={"organisation": O1, "scope": "SELF"},
    ) == [post(3)]


# Filters


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{}", "123"),
        ("{and: []}", "123"),
        ("{or: []}", ""),
        ("{not: {}}", ""),
        ("{size: {in: []}}", ""),
        ("{size: {notIn: []}}", "123"),
        ("{size: null, and: null}", "123"),
        ("{size: {eq: 3}}", "13"),
        ("{size: {gt: 3}}", "2"),
        ("{size: {gte: 3, lt: 6}}", "13"),
        ("{pointsFile: {eq: true}}", "1"),
        ("{pointsFile: {ne: true}}", "23"),
        ("{not: {pointsFile: {eq: true}}}", "23"),
        ("{pointsFile: {isNull: true}}", "3"),
        ("{pointsFile: {isNull: false}}", "12"),
        ("{pointsFile: {isNull: null}}", "123"),
        ('{registerNumber: {contains: "02"}}', "2"),
        ('{registerNumber: {startsWith: "02"}}', ""),
        ('{registerNumber: {notIn: ["001"]}}', "23"),
        ("{neighbourHeadExists: true}", "1"),
        ("{neighbourHeadExists: false}", "23"),
        ("{neighbourHead: {}}", "1"),
        ('{place: {parent: {name: {eq: "一村"}}}}', "12"),
        ("{place: {level: {ne: GROUP}}}", "3"),
        ("{place: {ancestors: {some: {level: {eq: VILLAGE}}}}}", "12"),
        ("{or: [{size: {eq: 6}}, {pointsFile: {eq: true}}], size: {lt: 6}}", "1"),
        ('{id: {in: ["hh:510681:00000001@2019-01-01", "area:510681:00000002"]}}', "1"),
        ('{id: {ne: "hh:510681:00000001"}}', "23"),
    ],
)
def test_rules_11_to_13_filters(condition: str, expected: str) -> None:
    found = keys(f"{{ households(filter: {condition}) {{ nodes {{ key }} }} }}")
    assert found == [hh(int(n)) for n in expected]


@pytest.mark.parametrize(
    "condition",
    [
        "{size: {eq: null}}",
        "{or: [{}, {registerNumber: {in: null}}]}",
        "{place: {children: {count: {lt: null}}}}",
    ],
)
def test_rule_12_a_null_operator_is_an_error(condition: str) -> None:
    text = f"{{ households(filter: {condition}) {{ totalCount }} }}"
    assert faults(text) == [(("households",), "BAD_FILTER")]


def test_rule_12_an_id_that_is_none() -> None:
    assert faults('{ households(filter: {id: {eq: "x"}}) { totalCount } }') == [(("households",), "BAD_ID")]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{children: {some: {level: {eq: VILLAGE}}}}", [T1]),
        ("{children: {none: {level: {eq: VILLAGE}}}, level: {ne: GROUP}}", [COUNTY, V1, V2]),
        ("{children: {every: {level: {eq: VILLAGE}}}, level: {ne: GROUP}}", [T1, V2]),
        ("{children: {count: {eq: 2}}}", [T1, V1]),
        ("{children: {}}", [COUNTY, T1, V1, V2, G1, G2]),
        ("{households: {count: {gte: 3}}}", [COUNTY, T1]),
        ("{households: {every: {size: {eq: 3}}}, level: {ne: GROUP}}", [V2]),
        ("{predecessors: {some: {validTo: {isNull: false}}}}", [T1]),
        ("{neighbourHeads: {some: {}}}", [COUNTY, T1, V2]),
        ("{descendants: {count: {eq: 2}}}", [V1]),
        ("{codes: {some: {authority: {eq: MCA}}}}", [V1, V2]),
        ("{codes: {count: {gt: 1}}}", [V1]),
        ('{codes: {every: {vintage: {eq: "x"}}}}', [G1, G2]),
        ('{validTo: {gte: "2000-01-01"}}', []),
        ("{coveredBy: {some: {}}}", []),
    ],
)
def test_rule_13_lists(condition: str, expected: list[str]) -> None:
    assert keys(f"{{ areas(filter: {condition}) {{ nodes {{ key }} }} }}") == expected


def test_rule_13_a_link_twice_counts_twice() -> None:
    text = "query($f: AllianceFilter) { alliances(filter: $f) { totalCount } }"
    assert one(text, f={"members": {"count": {"eq": 4}}}) == 1
    text = "query($f: OrganisationFilter) { organisations(filter: $f) { totalCount } }"
    assert one(text, f={"alliances": {"count": {"eq": 1}}}) == 2


@pytest.mark.parametrize(
    ("condition", "expected", "unresolved"),
    [
        # O3 is a stub, twice a member; it has no date of foundation and no parent here.
        ("{founded: {isNull: true}}", [], 2),
        ("{founded: {isNull: false}}", [O1, O2], 2),
        ('{founded: {ne: "2010-01-01"}}', [O2], 2),
        ('{not: {founded: {eq: "2010-01-01"}}}', [O2], 2),
        ("{founded: {in: []}}", [], 0),
        ("{founded: {notIn: []}}", [O3, O3, O1, O2], 0),
        ("{founded: {isNull: null}}", [O3, O3, O1, O2], 0),
        # What is known of it is known.
        ("{form: {eq: ENTERPRISE}, stars: {eq: 3}}", [O3, O3], 0),
        ('{region: {ne: "510681"}, validTo: {isNull: true}}', [O3, O3], 0),
        # One known condition may decide.
        ('{stars: {eq: 5}, founded: {gt: "2000-01-01"}}', [O1], 0),
        ('{stars: {eq: 3}, founded: {gt: "2000-01-01"}}', [], 2),
        ('{or: [{stars: {eq: 3}}, {founded: {gt: "2011-01-01"}}]}', [O3, O3, O2], 0),
        ('{or: [{stars: {eq: 5}}, {founded: {gt: "2011-01-01"}}]}', [O1, O2], 2),
        ('{not: {and: [{stars: {eq: 3}}, {founded: {gt: "2011-01-01"}}]}}', [O1, O2], 2),
        # A to-one link that is there is known; one that is not there may be there for its own hub.
        ("{seatExists: true}", [O3, O3, O1, O2], 0),
        ("{seat: {level: {eq: COUNTY}}}", [O3, O3, O1], 0),
        ("{seat: {level: {eq: VILLAGE}}}", [O2], 0),
        ("{parentExists: false}", [O1], 2),
        ("{parent: {}}", [O2], 2),
        ("{seat: {parentExists: true}}", [O2], 2),
        ("{seat: {parentExists: false}}", [O1], 2),
        # One entry that fits is enough; of all, and of how many, a stub's list says nothing.
        ("{alliances: {some: {}}}", [O3, O3, O1, O2], 0),
        ("{alliances: {none: {type: {eq: REGIONAL}}}}", [], 0),
        ("{alliances: {every: {type: {eq: REGIONAL}}}}", [O1, O2], 2),
        ("{alliances: {every: {type: {ne: REGIONAL}}}}", [], 0),
        ("{alliances: {count: {eq: 1}}}", [O1, O2], 2),
        ("{alliances: {count: {isNull: false}}}", [O3, O3, O1, O2], 0),
        ("{descendants: {none: {}}}", [], 2),
        ("{seat: {codes: {none: {}}}}", [], 2),
        ("{seat: {households: {some: {}}}}", [O1, O2], 2),
    ],
)
def test_rule_13_what_a_stub_lacks_is_unknown(condition: str, expected: list[str], unresolved: int) -> None:
    response = respond(
        f"query($i: ID!) {{ alliance(id: $i) {{ members(filter: {condition}) {{ nodes {{ key }} }} }} }}", i=ALLY
    )
    assert [node["key"] for node in response["data"]["alliance"]["members"]["nodes"]] == expected
    assert left_out(response) == ([("Alliance.members", unresolved)] if unresolved else [])


def test_rule_13_unknown_behind_a_list() -> None:
    text = "query($f: OrganisationFilter) { alliances(filter: {members: {some: $f}}) { totalCount } }"
    response = respond(text, f={"founded": {"lt": "2000-01-01"}})
    assert response["data"] == {"alliances": {"totalCount": 0}}
    assert response["extensions"] == {
        "unresolved": [{"list": "Query.alliances", "locations": [{"line": 1, "column": 33}], "count": 1}]
    }
    assert respond(text, f={"founded": {"lt": "2011-01-01"}}) == {"data": {"alliances": {"totalCount": 1}}}


def test_rule_13_a_list_tells_once_what_it_leaves_out() -> None:
    members = 'members(filter: {founded: {gt: "2011-01-01"}}) { totalCount aggregate { count } nodes { key } }'
    response = respond(
        f"query($i: [ID!]!) {{ nodes(ids: $i) {{ ... on Alliance {{ a: {members} b: {members} }} }} }}", i=[ALLY, ALLY]
    )
    assert response["data"]["nodes"][0]["a"] == {"totalCount": 1, "aggregate": {"count": 1}, "nodes": [{"key": O2}]}
    assert left_out(response) == [("Alliance.members", 2), ("Alliance.members", 2)]


def left_out(response: Any) -> list[tuple[str, int]]:
    return [(one["list"], one["count"]) for one in response.get("extensions", {}).get("unresolved", [])]


def test_rule_14_restricted_flags() -> None:
    count = "{ aggregate { count partyMemberCount } }"
    assert one(f"{{ postings {count} }}") == {"count": 2, "partyMemberCount": 1}
    assert one(f"{{ neighbourHeads {count} }}") == {"count": 1, "partyMemberCount": 1}
    assert one(f'{{ postings(asOf: "2016-01-01", within: {{areas: ["{T1}"]}}) {count} }}') == {
        "count": 2,
        "partyMemberCount": 1,
    }
    assert one(f'{{ area(id: "{T1}") {{ postings {count} }} }}') == {"count": 2, "partyMemberCount": 1}
    for refused in (
        "filter: {}",
        'during: {from: "2016-01-01", to: "2017-01-01"}',
        f'within: {{areas: ["{T1}", "{V1}"]}}',
        f'within: {{areas: ["{T1}"], scope: CHILDREN}}',
        f'within: {{organisation: "{O1}"}}',
    ):
        response = respond(f"{{ postings({refused}) {count} }}")
        assert response["data"]["postings"]["aggregate"]["partyMemberCount"] is None
        assert response["errors"][0]["path"] == ["postings", "aggregate", "partyMemberCount"]
        assert response["errors"][0]["extensions"] == {"code": "RESTRICTED"}
    for field in (
        f'area(id: "{V1}") {{ postings',
        f'organisation(id: "{O1}") {{ postings',
        f'area(id: "{T1}") {{ postings(scope: SELF)',
    ):
        assert [code for _, code in faults(f"{{ {field} {count} }} }}")] == ["RESTRICTED"]


# Order and pages


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("[{field: BUDGET}]", [2, 1, 4, 3]),
        ("[{field: BUDGET, direction: DESC}]", [1, 4, 2, 3]),
        ("[{field: STATUS, direction: DESC}, {field: ID, direction: DESC}]", [4, 3, 2, 1]),
        ("[]", [1, 2, 3, 4]),
        ("[{field: NAME}]", [4, 3, 2, 1]),  # 丁 4E01, 丙 4E19, 乙 4E59, 甲 7532
    ],
)
def test_rule_15_order(order: str, expected: list[int]) -> None:
    assert keys(f"{{ projects(orderBy: {order}) {{ nodes {{ key }} }} }}") == [proj(n) for n in expected]


def test_rule_15_natural_order() -> None:
    text = (
        '{ areas(asOf: "2026-01-01", filter: {level: {eq: GROUP}}, orderBy: {field: NAME, direction: '
        "DESC}) { nodes { key } } }"
    )
    assert keys(text) == [G2, G3, G1]


def test_rule_15_a_link_list_ends_with_the_links_key() -> None:
    text = "query($i: ID!) { alliance(id: $i) { members { edges { node { key } role } } } }"
    assert [(e["node"]["key"], e["role"]) for e in one(text, i=ALLY)] == [
        (O3, "MEMBER"),
        (O3, "OBSERVER"),
        (O1, "LEAD"),
        (O2, "MEMBER"),
    ]


PAGE = (
    "query($f: Int, $l: Int, $a: String, $b: String) { projects(orderBy: {field: BUDGET}, first: $f, "
    "last: $l, after: $a, before: $b) { edges { cursor node { key } } pageInfo { hasNextPage "
    "hasPreviousPage startCursor endCursor } } }"
)


def page(**variables: Any) -> tuple[list[str], bool, bool]:
    found = ask(PAGE, **variables)["projects"]
    info = found["pageInfo"]
    cursors = [e["cursor"] for e in found["edges"]]
    assert [info["startCursor"], info["endCursor"]] == ([cursors[0], cursors[-1]] if cursors else [None, None])
    return [e["node"]["key"] for e in found["edges"]], info["hasNextPage"], info["hasPreviousPage"]


def test_rule_16_pages() -> None:
    order = [proj(n) for n in (2, 1, 4, 3)]
    cursors = [e["cursor"] for e in ask(PAGE)["projects"]["edges"]]
    assert page() == (order, False, False)
    assert page(f=0) == ([], True, False)
    assert page(f=2) == (order[:2], True, False)
    assert page(f=2, a=cursors[1]) == (order[2:], False, True)
    assert page(l=2) == (order[2:], False, True)
    assert page(l=2, b=cursors[2]) == (order[:2], True, False)
    assert page(l=1, b=cursors[3], a=cursors[0]) == ([order[2]], True, True)
    assert page(f=1, b=cursors[3], a=cursors[0]) == ([order[1]], True, True)
    assert page(b=cursors[1]) == (order[:1], False, False)
    assert page(a=cursors[2], b=cursors[1]) == ([], False, True)
    for wrong in ({"f": -1}, {"l": 1001}, {"f": 1, "l": 1}):
        assert faults(PAGE, **wrong) == [(("projects",), "BAD_PAGE")]


def test_rule_17_cursors() -> None:
    first = ask(PAGE)["projects"]["edges"][0]["cursor"]
    bound = {"orderBy": [{"field": "BUDGET"}]}
    assert unseal(KEY, first) == Cursor(digest("Query.projects", bound), {"510681": ("-2.50", proj(2))})
    for wrong in ("", "x", first[:-1], seal(b"other", unseal(KEY, first)), seal(KEY, Cursor("0" * 16, {}))):
        assert faults(PAGE, a=wrong) == [(("projects",), "BAD_CURSOR")]
    other = 'query($a: String) { projects(orderBy: {field: BUDGET}, asOf: "2024-06-15", after: $a) { totalCount } }'
    assert faults(other, a=first) == [(("projects",), "BAD_CURSOR")]


def test_rule_17_positions() -> None:
    dated = (
        'query($i: ID!) { alliance(id: $i, asOf: "2020-01-01") { members(first: 1, filter: {name: {eq: '
        '"外地企业"}}, orderBy: [{field: NAME}, {field: FOUNDED}, {field: STARS, direction: DESC}]) { edges '
        "{ cursor } } } }"
    )
    ((edge,),) = [one(dated, i=ALLY)]
    bound = {
        "filter": {"name": {"eq": "外地企业"}},
        "orderBy": [{"field": "NAME"}, {"field": "FOUNDED"}, {"field": "STARS", "direction": "DESC"}],
        "asOf": "2020-01-01",
    }
    assert unseal(KEY, edge["cursor"]) == Cursor(
        digest("Alliance.members", bound), {"510681": ("外地企业", None, 3, O3, "2017-01-01", "MEMBER")}
    )


def test_rule_18_totals_are_over_the_whole_list() -> None:
    assert ask(
        "{ projects(first: 1) { totalCount aggregate { count } groups(by: [{property: STATUS}]) { totalCount } } }"
    ) == {"projects": {"totalCount": 4, "aggregate": {"count": 4}, "groups": {"totalCount": 3}}}


# Numbers and groups


def test_rule_19_numbers() -> None:
    stats = "{ sum avg min max countDistinct }"
    assert one(f"{{ projects {{ aggregate {{ budget {stats} }} }} }}") == {
        "sum": "17.50",
        "avg": "5.83333333",
        "min": "-2.50",
        "max": "10.00",
        "countDistinct": 2,
    }
    assert one(f"{{ households {{ aggregate {{ size {stats} }} }} }}") == {
        "sum": "12",
        "avg": "4.000000",
        "min": 3,
        "max": 6,
        "countDistinct": 2,
    }
    assert one(f'{{ households(asOf: "2000-01-01") {{ aggregate {{ size {stats} }} }} }}') == {
        "sum": None,
        "avg": None,
        "min": None,
        "max": None,
        "countDistinct": 0,
    }
    assert one("{ organisations { aggregate { founded { min max countDistinct } } } }") == {
        "min": "2010-01-01",
        "max": "2012-01-01",
        "countDistinct": 2,
    }
    assert [p["budget"] for p in one("{ projects { nodes { budget } } }") if isinstance(p, dict)] == [
        "10.00",
        "-2.50",
        None,
        "10.00",
    ]


def test_rule_20_groups_are_ordered_by_key_nulls_last() -> None:
    text = (
        "{ organisations { groups(by: [{property: SECTOR}]) { edges { cursor node { key { sector name "
        "seat { level } } count stars { sum } } } } } }"
    )
    found = one(text)
    assert [e["node"] for e in found] == [
        {"key": {"sector": "RURAL", "name": None, "seat": None}, "count": 1, "stars": {"sum": "5"}},
        {"key": {"sector": "URBAN", "name": None, "seat": None}, "count": 1, "stars": {"sum": "1"}},
        {"key": {"sector": None, "name": None, "seat": None}, "count": 1, "stars": {"sum": None}},
    ]
    name = digest("Query.organisations.groups", {"groupBy": [{"property": "SECTOR"}]})
    assert unseal(KEY, found[2]["cursor"]) == Cursor(name, {"510681": (None,)})


def test_rule_20_orders_of_groups() -> None:
    text = (
        "query($o: [HouseholdGroupOrder!]) { households { groups(by: [{place: {areaAt: VILLAGE}}], "
        "orderBy: $o) { edges { cursor node { key { place { level areaAt { village { key } township { "
        "key } } } } count } } } } }"
    )
    groups = one(text, o=[{"field": "COUNT", "direction": "DESC"}, {"field": "SIZE_SUM"}])
    assert [(g["node"]["key"]["place"], g["node"]["count"]) for g in groups] == [
        ({"level": None, "areaAt": {"village": {"key": V1}, "township": None}}, 2),
        ({"level": None, "areaAt": {"village": {"key": V2}, "township": None}}, 1),
    ]
    assert unseal(KEY, groups[0]["cursor"]).positions == {"510681": (2, 9, V1)}
    groups = one(text, o=[{"field": "KEY", "direction": "DESC"}])
    assert [g["node"]["count"] for g in groups] == [1, 2]
    assert unseal(KEY, groups[0]["cursor"]).positions == {"510681": (V2, V2)}


def test_rule_20_a_key_behind_a_link_that_is_not_there() -> None:
    text = (
        "{ households { groups(by: [{neighbourHead: {property: HOLDER}}, {property: SIZE}]) { nodes { "
        "key { size neighbourHead { holder } } count } } } }"
    )
    assert one(text) == [
        {"key": {"size": 3, "neighbourHead": {"holder": "李四"}}, "count": 1},
        {"key": {"size": 3, "neighbourHead": {"holder": None}}, "count": 1},
        {"key": {"size": 6, "neighbourHead": {"holder": None}}, "count": 1},
    ]


def test_rule_20_the_date_of_an_area_in_a_key() -> None:
    text = (
        "query($d: Date, $i: Interval) { households(asOf: $d, during: $i) { groups(by: [{areaAt: "
        "TOWNSHIP}]) { nodes { key { areaAt { township { id } } } count } } } }"
    )
    assert [(g["key"]["areaAt"]["township"]["id"], g["count"]) for g in one(text)] == [(T1, 3)]
    assert [(g["key"]["areaAt"]["township"]["id"], g["count"]) for g in one(text, d="2019-01-01")] == [
        (f"{T1}@2019-01-01", 2),
        (f"{T2}@2019-01-01", 1),
    ]
    assert [g["key"]["areaAt"]["township"]["id"] for g in one(text, i={"from": "2019-01-01", "to": "2020-01-01"})] == [
        f"{T1}@2019-12-31",
        f"{T2}@2019-12-31",
    ]


def test_rule_20_faults() -> None:
    assert faults("{ households { groups(by: []) { totalCount } } }") == [(("households", "groups"), "BAD_ARGUMENT")]
    nine = [{"property": "SIZE"}] * 9
    assert faults("query($b: [HouseholdGroupBy!]!) { households { groups(by: $b) { totalCount } } }", b=nine) == [
        (("households", "groups"), "BAD_ARGUMENT")
    ]
    assert faults("{ households { groups(by: [{property: SIZE}], first: -1) { totalCount } } }") == [
        (("households", "groups"), "BAD_PAGE")
    ]


# Search and codes


def test_rule_21_search() -> None:
    text = (
        "query($t: String!, $k: [NodeKind!], $w: Within, $d: Date) { search(text: $t, kinds: $k, within: "
        "$w, asOf: $d) { edges { cursor node { key } } } }"
    )

    def found(**variables: Any) -> list[str]:
        return [e["node"]["key"] for e in one(text, **variables)]

    assert found(t="aｂc") == [O4, O2]
    assert found(t="BC") == [O4, O2]
    assert found(t="村") == [V1, V2]
    assert found(t="党委", d="2017-01-01") == [O1]
    assert found(t="旧名", d="2017-01-01") == [O1]
    assert found(t="旧名") == []
    assert found(t="名", k=["AREA"]) == []
    assert found(t="组", w={"areas": [V1]}) == [G1, G2]
    assert found(t="a", w={"organisation": O2}) == [O4, O2]
    assert found(t="外地") == []
    assert faults(text, t=" ") == [(("search",), "BAD_ARGUMENT")]
    (first, _) = one(text, t="abc")
    assert unseal(KEY, first["cursor"]) == Cursor(digest("Query.search", {"text": "abc"}), {"510681": (0, 3, O4)})


def test_rule_22_codes() -> None:
    text = "query($c: String!, $a: CodeAuthority, $d: Date) { areaByCode(code: $c, authority: $a, asOf: $d) { key } }"
    assert one(text, c="510681101000") == T1
    assert one(text, c="510681101202", d="2018-01-01") == V1
    assert ask(text, c="510681101202", d="2017-12-31") == {"areaByCode": None}
    assert one(text, c="510681102") == T2  # the last that bore it
    assert one(text, c="510681101201", a="MCA") == V2
    assert faults(text, c="510681101201") == [(("areaByCode",), "AMBIGUOUS_CODE")]
    assert faults(text, c="510681") == [(("areaByCode",), "AMBIGUOUS_CODE")]  # the county, and 510681000
    assert one(text, c="510681000000", a="NBS") == COUNTY
    for wrong in ("", "51068", "x"):
        assert faults(text, c=wrong) == [(("areaByCode",), "BAD_CODE")]
    many = "query($c: [String!]!) { areasByCode(codes: $c) { key } }"
    response = respond(many, c=["510681102", "x", "510681999"])
    assert response["data"]["areasByCode"] == [{"key": T2}, None, None]
    assert [(e["path"], e["extensions"]["code"]) for e in response["errors"]] == [(["areasByCode", 1], "BAD_CODE")]
    candidates = respond(text, c="510681101201")["errors"][0]["extensions"]["candidates"]
    assert [c["key"] for c in candidates] == [V1, V2]


# Errors


def test_rule_23_an_error_at_each_place() -> None:
    text = "query($i: ID!) { area(id: $i) { name children { nodes { bad: households(first: -1) { totalCount } } } } }"
    response = respond(text, i=COUNTY)
    assert response["data"]["area"] == {"name": "广汉市", "children": {"nodes": [{"bad": None}]}}
    assert faults(text, i=COUNTY) == [(("area", "children", "nodes", 0, "bad"), "BAD_PAGE")]
    assert ask(text, i=G1)["area"]["children"] == {"nodes": []}


def test_errors_before_execution() -> None:
    assert faults("{") == [((), "PARSE_FAILED")]
    assert faults("{ x }") == [((), "VALIDATION_FAILED")]
    assert faults("query($f: Int) { areas(first: $f) { totalCount } }", f="x") == [((), "BAD_VARIABLES")]
    assert faults("query A { areas { totalCount } } query B { areas { totalCount } }") == [((), "UNKNOWN_OPERATION")]


# Versions, node lists, parts


def test_versions() -> None:
    text = "query($i: [ID!]!) { nodes(ids: $i) { key version } }"
    assert [n["version"] for n in one(text, i=[T1, T2, O1, O4, hh(2)])] == ["1", "2", "2", "1", "3"]


def test_nodes_keep_order_and_null() -> None:
    assert one("query($i: [ID!]!) { nodes(ids: $i) { __typename id } }", i=[O1, hh(99), f"{T2}@2030-01-01"]) == [
        {"__typename": "Organisation", "id": O1},
        None,
        {"__typename": "Area", "id": f"{T2}@2030-01-01"},
    ]
    assert faults("query($i: [ID!]!) { nodes(ids: $i) { id } }", i=[O1, "x"]) == [(("nodes",), "BAD_ID")]


def test_parts_stand_by_their_properties() -> None:
    text = "query($i: ID!, $d: Date) { agreement(id: $i) { topics(asOf: $d) { topic note since until } } }"
    found = [(t["topic"], t["note"]) for t in one(text, i=DEAL, d="2019-01-01")]
    assert found == [("FINANCE", "a"), ("FINANCE", "b"), ("TALENT", None)]
    assert [t["topic"] for t in one(text, i=DEAL)] == ["FINANCE", "TALENT"]

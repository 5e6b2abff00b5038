"""Ten loads of the county, one after another: each does one sort of thing, and touches what the one before it did."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.changes import Change, EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from tests.robustness.county import BEGIN, LATER, day, group, key, township, village

NEW_VILLAGE, NEW_GROUP, SECOND = key("area", 901), key("area", 902), key("area", 903)
THERE = "510113"
"""A region of another hub: its nodes are stubs here."""
AREA = ("id", "name", "level", "parent", "validFrom")
NEW_HOMES = [key("hh", n) for n in range(9_001, 9_041)]
NEW_HEADS = [key("post", n) for n in range(901, 905)]
NEW_ORG, ALLIANCE, AGREEMENT, PROJECT = key("org", 901), key("alliance", 901), key("agr", 901), key("proj", 901)

TEN: Sequence[tuple[str, Sequence[Change]]] = (
    (
        "new nodes",
        (
            UpsertNodes("Area", AREA, [(NEW_VILLAGE, "新村", "VILLAGE", township(0), BEGIN)]),
            UpsertNodes("Area", AREA, [(NEW_GROUP, "新组", "GROUP", NEW_VILLAGE, BEGIN)]),
            UpsertNodes(
                "Organisation",
                ("id", "name", "form", "parent", "seat", "validFrom"),
                [(NEW_ORG, "新支部", "BRANCH", key("org", 1), NEW_VILLAGE, BEGIN)],
            ),
            UpsertNodes(
                "Posting",
                ("id", "role", "holder", "area", "organisation", "validFrom"),
                [(post, "NEIGHBOUR_HEAD", "新邻长", NEW_GROUP, NEW_ORG, BEGIN) for post in NEW_HEADS],
            ),
            UpsertNodes(
                "Household",
                ("id", "registerNumber", "size", "place", "neighbourHead", "validFrom"),
                [(home, f"x{n}", n % 5 + 1, NEW_GROUP, NEW_HEADS[n % 4], BEGIN) for n, home in enumerate(NEW_HOMES)],
            ),
            UpsertNodes(
                "Alliance",
                ("id", "name", "type", "founded", "seat", "validFrom"),
                [(ALLIANCE, "新联盟", "PAIRED", LATER, NEW_VILLAGE, LATER)],
            ),
            UpsertNodes(
                "Agreement",
                ("id", "title", "signed", "alliance", "validFrom"),
                [(AGREEMENT, "协议", LATER, ALLIANCE, LATER)],
            ),
            UpsertNodes(
                "Project",
                ("id", "name", "status", "alliance", "validFrom"),
                [(PROJECT, "项目", "PLANNED", ALLIANCE, LATER)],
            ),
        ),
    ),
    (
        "values corrected",
        (
            UpsertNodes("Household", ("id", "size", "pointsFile"), [(home, 9, True) for home in NEW_HOMES[:9]]),
            UpsertNodes("Household", ("id", "size"), [(key("hh", n), 7) for n in range(1, 40)]),
            UpsertNodes(
                "Area",
                ("id", "name", "urbanRuralClass"),
                [(NEW_VILLAGE, "新民村", "220"), (village(3), "改名村", None)],
            ),
            UpsertNodes(
                "Posting", ("id", "holder", "college"), [(NEW_HEADS[0], "张三", True), (key("post", 5), "李四", None)]
            ),
            UpsertNodes("Project", ("id", "status"), [(PROJECT, "RUNNING")]),
        ),
    ),
    (
        "names of a day",
        (
            UpsertNodes(
                "Area", ("id", "name", "since"), [(NEW_VILLAGE, "新民社区", day(1)), (township(1), "一街道", day(1))]
            ),
            UpsertNodes("Area", ("id", "name", "since"), [(township(1), "一街道办", day(20))]),
            UpsertNodes(
                "Organisation",
                ("id", "name", "form", "since"),
                [(NEW_ORG, "新总支", "GENERAL_BRANCH", day(2)), (key("org", 7), "第7总支", "GENERAL_BRANCH", day(2))],
            ),
            UpsertNodes("Household", ("id", "size"), [(NEW_HOMES[0], 8), (key("hh", 1), 8)]),
        ),
    ),
    (
        "links retargeted",
        (
            UpsertNodes("Household", ("id", "place", "since"), [(home, group(7), day(3)) for home in NEW_HOMES[:10]]),
            UpsertNodes(
                "Household", ("id", "place", "since"), [(key("hh", n), NEW_GROUP, day(3)) for n in range(50, 80)]
            ),
            UpsertNodes(
                "Household",
                ("id", "neighbourHead", "since"),
                [(key("hh", n), NEW_HEADS[1], day(4)) for n in range(50, 60)],
            ),
            UpsertNodes("Posting", ("id", "organisation", "since"), [(NEW_HEADS[2], key("org", 3), day(4))]),
            UpsertNodes(
                "Organisation", ("id", "name", "parent", "since"), [(NEW_ORG, "另一支部", key("org", 4), day(5))]
            ),
        ),
    ),
    (
        "links ended",
        (
            EndLinks("Household", "place", ("from", "to", "until"), [(NEW_HOMES[0], group(7), day(30))]),
            UpsertNodes(
                "Household", ("id", "neighbourHead", "since"), [(key("hh", n), None, day(31)) for n in range(50, 55)]
            ),
            EndLinks("Organisation", "parent", ("from", "to", "until"), [(NEW_ORG, key("org", 4), day(30))]),
            EndLinks(
                "Alliance",
                "members",
                ("from", "to", "until"),
                [(key("alliance", 1), key("org", n), day(9)) for n in range(2, 12)],
            ),
            UpsertNodes("Organisation", ("id", "stars"), [(NEW_ORG, 3)]),
        ),
    ),
    (
        "parts",
        (
            UpsertParts(
                "Area",
                "codes",
                ("of", "since", "until", "authority", "vintage", "code"),
                [
                    (NEW_VILLAGE, BEGIN, day(5), "NBS", "2023", "510681100901"),
                    (village(2), BEGIN, None, "MCA", "x", "510681555"),
                ],
            ),
            UpsertParts(
                "Area",
                "codes",
                ("of", "since", "until", "authority", "vintage", "code"),
                [(village(0), BEGIN, day(6), "NBS", "2019", "510681100200")],
            ),
            UpsertParts(
                "Agreement", "topics", ("of", "since", "topic", "note"), [(AGREEMENT, LATER, "TALENT", "互派")]
            ),
            UpsertNodes("Organisation", ("id", "stars"), [(NEW_ORG, 4)]),
        ),
    ),
    (
        "successions",
        (
            UpsertNodes("Area", AREA, [(SECOND, "合并村", "VILLAGE", township(2), day(40))]),
            Succeed(
                "Area",
                ("from", "to", "date", "reform", "basis"),
                [(NEW_VILLAGE, SECOND, day(40), "合村", "INVENTED"), (village(6), SECOND, day(40), "合村", "INVENTED")],
            ),
            UpsertNodes(
                "Area", ("id", "parent", "since"), [(g, SECOND, day(40)) for g in (NEW_GROUP, group(12), group(13))]
            ),
            UpsertNodes("Organisation", ("id", "stars"), [(NEW_ORG, 5)]),
        ),
    ),
    (
        "areas moved",
        (
            UpsertNodes(
                "Area", ("id", "parent", "since"), [(SECOND, township(3), day(50)), (village(1), township(2), day(50))]
            ),
            UpsertNodes("Area", ("id", "parent", "since"), [(group(20), village(11), day(51))]),
            UpsertLinks("Area", "parent", ("from", "to", "since", "until"), [(group(21), village(10), BEGIN, day(60))]),
            UpsertLinks("Area", "parent", ("from", "to", "since"), [(group(21), village(12), day(60))]),
        ),
    ),
    (
        "lives and roles",
        (
            UpsertNodes("Area", ("id", "validTo"), [(SECOND, day(500)), (NEW_VILLAGE, day(39)), (group(30), day(3))]),
            UpsertNodes("Area", ("id", "validFrom"), [(village(15), day(2))]),
            UpsertNodes("Area", ("id", "parent", "since"), [(SECOND, township(0), day(90))]),
            UpsertNodes(
                "Posting",
                ("id", "role"),
                [(NEW_HEADS[3], "GROUP_HEAD"), *((key("post", n), "GRID_HEAD") for n in range(60, 90))],
            ),
            UpsertNodes("Posting", ("id", "validTo"), [(NEW_HEADS[0], day(300)), (key("post", 61), day(2))]),
            UpsertNodes("Household", ("id", "validTo"), [(key("hh", n), day(8)) for n in range(100, 130)]),
            UpsertNodes("Household", ("id", "validFrom"), [(key("hh", n), day(-200)) for n in range(130, 150)]),
        ),
    ),
    (
        "members from elsewhere",
        (
            UpsertNodes(
                "Organisation",
                ("id", "name", "form", "validFrom"),
                [(key("org", n, THERE), f"外区{n}", "BANK", BEGIN) for n in range(1, 5)],
            ),
            UpsertLinks(
                "Alliance",
                "members",
                ("from", "to", "since", "role"),
                [
                    (a, key("org", n, THERE), day(70), "OBSERVER")
                    for n in range(1, 5)
                    for a in (ALLIANCE, key("alliance", 2))
                ],
            ),
            UpsertLinks(
                "Alliance",
                "members",
                ("from", "to", "since", "until", "role"),
                [(key("alliance", 3), key("org", n), BEGIN, day(80), "MEMBER") for n in range(2, 9)],
            ),
            UpsertNodes("Posting", ("id", "role"), [(NEW_HEADS[3], "SECRETARY")]),
            UpsertNodes("Area", ("id", "name"), [(SECOND, "合心村")]),
        ),
    ),
)
"""What each is called, and its changes, two batches a load."""

TREE = """
query ($day: Date) {
  area(id: "%s", asOf: $day) {
    descendants(first: 200) {
      totalCount
      nodes {
        key version name level validFrom validTo
        ancestors { key name }
        codes { authority vintage code }
        successors(first: 5) { edges { reform node { key } } }
        households(first: 0) { totalCount aggregate { count size { sum max } } }
        uncovered: households(filter: { neighbourHeadExists: false }, first: 0) { totalCount }
        organisations(first: 0) { totalCount }
        neighbourHeads(first: 0) { totalCount }
        gridHeads(first: 0) { totalCount }
        groupHeads(first: 0) { totalCount }
      }
    }
  }
}
""" % key("area", 1)  # noqa: UP031  # braces are GraphQL's
"""What derived rows say of each area on a day: closure, counters of kinds and of named lists, beside counts that are
not kept.
"""
DAYS = (BEGIN, day(45), day(600))

REST = """
{
  organisations(first: 200) {
    totalCount
    nodes { key version name form stars validTo parent { key } seat { key name } ancestors { key name } }
  }
  alliances(first: 20) {
    nodes { key version members(first: 200) { totalCount edges { role since until node { key name region } } } }
  }
  areas: search(text: "村", first: 200) { edges { node { __typename ... on Area { key name } } } }
  heads: search(text: "李四") { edges { node { __typename ... on Posting { key holder } } } }
  agreements { nodes { key title topics { topic note } alliance { key } } }
  projects { nodes { key status alliance { key } } }
  households(first: 1000, orderBy: [{ field: SIZE, direction: DESC }]) {
    totalCount
    nodes { key version size pointsFile place { key } neighbourHead { since until node { key holder role } } }
  }
}
"""

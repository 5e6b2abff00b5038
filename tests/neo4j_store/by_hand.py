"""The questions of ``docs/neo4j.md`` asked of the hub in GraphQL, each answer in the rows of the page's Cypher.

A row is a tuple of texts, whole numbers, dates in ISO form and lists of texts. Each function takes what asks the hub.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

Ask = Callable[[str], Any]
"""From a question to the data of its answer."""
Rows = list[tuple[Any, ...]]

BANK, TOWN = "农业示例银行广汉支行", "中共金堂县福兴镇委员会"


def heads_above(ask: Ask) -> Rows:
    found = ask("""{ household(id: "hh:510681:000000E3") {
        neighbourHead { node { holder } }
        place { ...area ancestors { ...area } } } }
        fragment area on Area { name level
            groupHeads(scope: SELF) { nodes { holder } } sectionHeads(scope: SELF) { nodes { holder } } }""")[
        "household"
    ]
    areas = [found["place"], *reversed(found["place"]["ancestors"])]
    near = [found["neighbourHead"]["node"]["holder"]] + [None] * (len(areas) - 1)
    rows = []
    for area, head in zip(areas, near, strict=True):
        holders = [one["holder"] for name in ("groupHeads", "sectionHeads") for one in area[name]["nodes"]]
        rows += [(area["level"], area["name"], head, holder) for holder in holders or [None]]
    return rows


def uncovered_villages(ask: Ask) -> Rows:
    towns = ask("""{ areas(filter: { name: { eq: "连山镇" } }) { nodes {
        descendants(level: VILLAGE, first: 100, filter: { households: { some: { neighbourHeadExists: false } } }) {
            nodes { name households(first: 0, filter: { neighbourHeadExists: false }) { totalCount } } } } } }""")
    villages = [village for town in towns["areas"]["nodes"] for village in town["descendants"]["nodes"]]
    return [(village["name"], village["households"]["totalCount"]) for village in villages]


def _townships(ask: Ask, fields: str) -> list[dict[str, Any]]:
    found = ask(f'{{ areaByCode(code: "510681") {{ descendants(level: TOWNSHIP) {{ nodes {{ name {fields} }} }} }} }}')
    towns: list[dict[str, Any]] = found["areaByCode"]["descendants"]["nodes"]
    return towns


def rule_of_five_to_fifteen(ask: Ask) -> Rows:
    towns = _townships(
        ask,
        """heads: neighbourHeads(first: 0) { totalCount }
        fewer: neighbourHeads(first: 0, filter: { contactHouseholds: { count: { lt: 5 } } }) { totalCount }
        more: neighbourHeads(first: 0, filter: { contactHouseholds: { count: { gt: 15 } } }) { totalCount }
        covered: households(first: 0, filter: { neighbourHeadExists: true }) { totalCount }""",
    )
    return [
        (town["name"], *(town[name]["totalCount"] for name in ("heads", "fewer", "more", "covered"))) for town in towns
    ]


def coverage(ask: Ask) -> Rows:
    towns = _townships(
        ask,
        """households(first: 0) { totalCount aggregate { size { sum } } }
        covered: households(first: 0, filter: { neighbourHeadExists: true }) { totalCount }
        files: households(first: 0, filter: { pointsFile: { eq: true } }) { totalCount }""",
    )
    return [
        (
            town["name"],
            town["households"]["totalCount"],
            int(town["households"]["aggregate"]["size"]["sum"]),
            town["covered"]["totalCount"],
            town["files"]["totalCount"],
        )
        for town in towns
    ]


def alliances_beyond(ask: Ask) -> Rows:
    found = ask("""{ alliances { nodes { name members(first: 1000, filter: { region: { ne: "510681" } }) {
        edges { since node { region } } } } } }""")["alliances"]["nodes"]
    rows: Rows = []
    for alliance in found:
        edges = alliance["members"]["edges"]
        for region, number in Counter(edge["node"]["region"] for edge in edges).items():
            since = min(edge["since"] for edge in edges if edge["node"]["region"] == region)
            rows.append((alliance["name"], int(region), number, since))
    return rows


def paired_towns(ask: Ask) -> Rows:
    found = ask("""{ agreements(first: 1000) { nodes { signed topics { topic }
        parties { nodes { name region form } } } } }""")["agreements"]["nodes"]
    rows: Rows = []
    for agreement in found:
        topics = sorted(topic["topic"] for topic in agreement["topics"])
        parties = agreement["parties"]["nodes"]
        for own in parties:
            if own["region"] == "510681" and own["form"] == "PARTY_COMMITTEE":
                others = [other for other in parties if other["region"] != "510681"]
                rows += [(own["name"], other["name"], agreement["signed"], topics) for other in others]
    return rows


def shortest_chains(ask: Ask) -> Rows:
    near: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for one in _edges(ask):
        names |= dict(one)
        (a, _), (b, _) = one
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    bank, town = (next(key for key, name in names.items() if name == end) for end in (BANK, TOWN))
    chains = [[names[key] for key in chain] for chain in _shortest(near, bank, town)]
    return [(list(chain), len(chain) - 1) for chain in sorted({tuple(chain) for chain in chains})]


def _shortest(near: dict[str, set[str]], source: str, target: str) -> list[list[str]]:
    """All shortest ways, breadth first; none is longer than the last step that was made."""
    seen, ways = {source}, [[source]]
    while ways:
        if found := [way for way in ways if way[-1] == target]:
            return found
        ways = [[*way, other] for way in ways for other in near[way[-1]] - seen]
        seen |= {way[-1] for way in ways}
    raise AssertionError("there is no way")


_NEAR = (
    ("alliances", "", "key name", "members(first: 1000) { nodes { key name } }"),
    ("agreements", "", "key name: title", "parties(first: 1000) { nodes { key name } }"),
    ("projects", "", "key name", "partners(first: 1000) { nodes { key name } }"),
    ("organisations", "filter: { parentExists: true }", "key name", "parent { key name }"),
    ("postings", "filter: { organisationExists: true }", "key name: holder", "organisation { key name }"),
    ("postings", "filter: { sentByExists: true }", "key name: holder", "sentBy { key name }"),
)


def _edges(ask: Ask) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for root, filter_, own, link in _NEAR:
        after = "null"
        while True:
            page = ask(f"""{{ {root}(first: 90, after: {after} {filter_}) {{
                pageInfo {{ hasNextPage endCursor }} nodes {{ {own} {link} }} }} }}""")[root]
            for node in page["nodes"]:
                end = node[link.split("(")[0].split()[0]]
                for other in end.get("nodes", [end]):
                    yield (node["key"], node["name"]), (other["key"], other["name"])
            if not page["pageInfo"]["hasNextPage"]:
                break
            after = f'"{page["pageInfo"]["endCursor"]}"'


def what_became_of_a_village(ask: Ask) -> Rows:
    old = ask("""{ areaByCode(code: "510681101211") { name successors { edges { basis node { name
        predecessors { nodes { name households(first: 0, asOf: "2020-05-31") { totalCount } } } } } } } }""")[
        "areaByCode"
    ]
    return [
        (old["name"], edge["node"]["name"], edge["basis"], former["name"], former["households"]["totalCount"])
        for edge in old["successors"]["edges"]
        for former in edge["node"]["predecessors"]["nodes"]
    ]


def reform(ask: Ask) -> Rows:
    found = ask("""{ a: areaByCode(code: "510681", asOf: "2019-11-30") { ...counts }
        b: areaByCode(code: "510681", asOf: "2021-06-30") { ...counts } }
        fragment counts on Area { townships: descendants(level: TOWNSHIP, first: 0) { totalCount }
            villages: descendants(level: VILLAGE, first: 0, filter: { name: { contains: "村民委员会" } }) { totalCount }
            groups: descendants(level: GROUP, first: 0) { totalCount } }""")
    days = {"2019-11-30": found["a"], "2021-06-30": found["b"]}
    return [(day, *(said[n]["totalCount"] for n in ("townships", "villages", "groups"))) for day, said in days.items()]


def below_a_committee(ask: Ask) -> Rows:
    found = ask("""{ organisations(filter: { name: { eq: "中共广汉市连山镇委员会" } }) { nodes {
        descendants(first: 1000) { nodes { form } } } } }""")["organisations"]["nodes"]
    return list(Counter(one["form"] for top in found for one in top["descendants"]["nodes"]).items())


QUESTIONS: tuple[Callable[[Ask], Rows], ...] = (
    heads_above,
    uncovered_villages,
    rule_of_five_to_fifteen,
    coverage,
    alliances_beyond,
    paired_towns,
    shortest_chains,
    what_became_of_a_village,
    reform,
    below_a_committee,
)
"""In the order of the page."""

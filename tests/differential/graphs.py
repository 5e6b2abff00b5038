"""Random graphs as batches of changes: small, valid, and full of what goes wrong at edges.

Every node is named by an explicit id. Days come from a short list, so that many fall together; names, sizes and
budgets repeat, so that orders need their last term; texts hold quotes, backslashes, characters outside the basic
plane, full-width forms and numerals of both kinds. Nodes of regions that ``OWNED`` does not cover are stubs.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from graph_schema import uscc
from graph_schema.changes import Change, EndLinks, Row, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack
from graph_schema.kinds import load_model

T = TypeVar("T")
Span = tuple[date, date | None]

TODAY = date(2024, 6, 15)
OWNED = ("510681", "4313")
"""Prefixes of the regions that the hub owns."""
CURSOR_KEY = b"differential"
HUB = "510681"

MODEL = load_model()
DAYS = tuple(
    date.fromisoformat(text)
    for text in (
        "2015-01-01",
        "2016-01-01",
        "2017-07-01",
        "2018-07-01",
        "2019-06-30",
        "2020-01-01",
        "2021-03-15",
        "2022-01-01",
        "2023-12-31",
        "2024-06-15",
        "2024-06-16",
        "2025-01-01",
        "2027-01-01",
        "2030-12-31",
    )
)
FIRST = DAYS[0]
LEVELS = tuple(c.name for c in MODEL.kind("Area").property("level").choices.values)  # type: ignore[union-attr]

_SUFFIX = {
    "PROVINCE": "省",
    "PREFECTURE": "市",
    "COUNTY": "县",
    "TOWNSHIP": "镇",
    "VILLAGE": "村",
    "SECTION": "片",
    "ESTATE": "小区",
    "GRID": "网格",
    "GROUP": "组",
    "BUILDING": "栋",
}
_STEMS = (
    "五一",
    "三水",
    "石门",
    "和平",
    "𠀀家",
    "O'Brien ",
    'say "hi" +-!(){}[]^~*?:/&&|| ',
    "a\\b\\u0060`c`$p0",
    "😀广场",
    "Ａb",
    "ab",
    "AB",
)
_NUMBERED = ("第2{}", "第10{}", "第二{}", "第十{}", "２{}", "02{}", "1{}", "十一{}", "第〇{}")
_PEOPLE = ("张三", "李四", "王 五", "王五", "Ａｎｎａ", "anna", "Zoë", "𠮷田", "%_", "")
_WORDS = (
    "联盟",
    "Bank",
    "ｂａｎｋ",
    "党委",
    "支部",
    "合作社",
    "100%",
    "第3号",
    "第12号",
    "",
    "🎉",
    "x'y",
    'x"y\\u0022}) // AND *:*',
    "\\",
)
_NOTES = (None, None, "", "a", "A", "é", "é", "备注\n二行", "￥", "𝒳")
_BUDGETS = (
    None,
    None,
    "0",
    "-2.50",
    "10",
    "10.00",
    "0.01",
    "-0.01",
    "12345678901.99",
    "-98765432109.5",
    "33.33",
)
_VALUES = ("0", "1", "1.5", "-1.5", "0.0001", "99999999999.9999", "66.6667", "1", "100")
_PERIODS = ("2021", "2021-Q3", "2021-07", "2021-01-01/2022-08-02", "2022", "2019-Q1")


def random_graph(seed: int) -> list[list[Change]]:
    """A graph of 250 to 400 nodes as a few batches; equal seeds give equal graphs."""
    maker = _Maker(random.Random(f"graph {seed}"))
    maker.areas()
    maker.organisations()
    maker.next_batch()
    maker.alliances()
    maker.postings()
    maker.households()
    maker.facts()
    maker.next_batch()
    maker.reforms()
    maker.renames()
    maker.moves()
    maker.next_batch()
    maker.nothing_new()
    maker.next_batch()
    maker.corrections()
    return maker.batches


@dataclass
class _Area:
    key: str
    region: str
    level: str
    parent: _Area | None
    since: date
    until: date | None
    name: str
    steady: bool = True
    """Whether one open link to its parent has been there since it began."""


@dataclass
class _Maker:
    random: random.Random
    batches: list[list[Change]] = field(default_factory=lambda: [[]])
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    all_areas: list[_Area] = field(default_factory=list)
    orgs: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    homes: list[tuple[str, str]] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    old: set[str] = field(default_factory=set)
    """Nodes that are there since the first day: what changes later changes after their birth."""

    # Small words

    def add(self, change: Change) -> None:
        if change.rows:
            self.batches[-1].append(change)

    def next_batch(self) -> None:
        self.batches.append([])

    def key(self, kind: str, region: str) -> str:
        """The next key of a kind in a region."""
        tag = MODEL.kind(kind).tag
        number = self.numbers.get((tag, region), 0) + 1
        self.numbers[tag, region] = number
        return format_key(tag, pack(region, number))

    def pick(self, items: Sequence[T]) -> T:
        return self.random.choice(items)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def day(self, after: date = FIRST, before: date | None = None) -> date:
        """A day not before ``after`` and before ``before``."""
        return self.pick([d for d in DAYS if after <= d and (before is None or d < before)])

    def life(self) -> Span:
        """When a node is there: mostly always, sometimes ended, sometimes only in the future."""
        draw = self.random.random()
        if draw < 0.55:
            return FIRST, None
        if draw < 0.65:
            return self.day(TODAY), None
        since = self.day(before=DAYS[-1])
        later = [d for d in DAYS if d > since]
        return since, self.pick(later) if self.chance(0.6) else None

    def spans(self, most: int) -> list[Span]:
        """Up to so many spans that do not overlap, in order; the last may be open."""
        count = self.random.randint(0, most)
        marks = sorted(self.random.sample(DAYS, min(2 * count, len(DAYS))))
        found: list[Span] = [(marks[2 * i], marks[2 * i + 1]) for i in range(count)]
        if found and self.chance(0.6):
            found[-1] = (found[-1][0], None)
        if len(found) > 1 and self.chance(0.5):
            found[0] = (found[0][0], found[1][0])
        return found

    def name(self, suffix: str = "") -> str:
        if self.chance(0.45):
            return self.pick(_NUMBERED).format(suffix or "号")
        return self.pick(_STEMS) + suffix

    def nodes(self, kind: str, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        """Nodes; those that begin on the first day are remembered."""
        if "validFrom" in columns:
            born = columns.index("validFrom")
            self.old.update(str(row[0]) for row in rows if row[born] == FIRST)
        self.add(UpsertNodes(kind, columns, tuple(rows)))

    def links(self, kind: str, link: str, rows: Sequence[Row], *own: str) -> None:
        self.add(UpsertLinks(kind, link, ("from", "to", "since", "until", *own), tuple(rows)))

    def region(self) -> str:
        """A region in which something is born; now and then one that another hub owns."""
        return self.pick(("510681", "510681", "431302", "431381", "510681", "431300", "510113", "220723"))

    # Areas

    def area(self, level: str, parent: _Area | None, region: str, life: Span | None = None) -> _Area:
        since, until = life or self.life()
        found = _Area(self.key("Area", region), region, level, parent, since, until, self.name(_SUFFIX[level]))
        self.all_areas.append(found)
        if since == FIRST:
            self.old.add(found.key)
        return found

    def areas(self) -> None:
        """Four counties under their provinces; one of them, a province and a prefecture belong to other hubs."""
        always = (FIRST, None)
        sichuan = self.area("PROVINCE", None, "510000", always)
        deyang = self.area("PREFECTURE", sichuan, "510600", always)
        loudi = self.area("PREFECTURE", None, "431300", always)
        counties = [
            self.area("COUNTY", deyang, "510681", always),
            self.area("COUNTY", sichuan, "510113", always),
            self.area("COUNTY", loudi, "431302", always),
            self.area("COUNTY", loudi, "431381", (DAYS[4], None)),
            self.area("COUNTY", None, "220723", always),
        ]
        for county in counties:
            foreign = county.region in ("510113", "220723")
            for _ in range(1 if foreign else self.random.randint(2, 4)):
                township = self.area("TOWNSHIP", county, county.region, None if self.chance(0.4) else always)
                for _ in range(1 if foreign else self.random.randint(1, 4)):
                    self.village(township)
        self.write_areas()

    def village(self, township: _Area) -> None:
        village = self.area("VILLAGE", township, township.region, None if self.chance(0.4) else (FIRST, None))
        if township.region in ("510113", "220723"):
            return
        above = [village]
        for level in self.random.sample(("SECTION", "ESTATE", "GRID", "GROUP", "BUILDING"), self.random.randint(0, 3)):
            parents = [a for a in above if LEVELS.index(a.level) < LEVELS.index(level)]
            above.append(self.area(level, self.pick(parents), village.region))

    def write_areas(self) -> None:
        linked: list[tuple[_Area, Row]] = []
        apart: list[tuple[_Area, Row]] = []
        for area in self.all_areas:
            urban = self.pick((None, "111", "112", "220", "121")) if area.level == "VILLAGE" else None
            row = (area.key, area.name, area.level, urban, area.since, area.until)
            area.steady = area.parent is None or self.chance(0.8)
            (linked if area.steady else apart).append((area, row))
        columns = ("id", "name", "level", "urbanRuralClass", "validFrom", "validTo")
        self.nodes("Area", columns, [row for _, row in apart])
        self.nodes("Area", (*columns, "parent"), [(*row, a.parent.key if a.parent else None) for a, row in linked])
        loose: list[Row] = []
        for area, _ in apart:
            assert area.parent is not None
            spans = self.spans(2) or [(FIRST, None)]
            loose.extend((area.key, area.parent.key, since, until) for since, until in spans)
        self.links("Area", "parent", loose)
        self.codes()
        self.sets()

    def codes(self) -> None:
        rows: list[Row] = []
        used: list[str] = []
        for area in self.all_areas:
            width = {"PROVINCE": 2, "PREFECTURE": 4, "COUNTY": 6, "TOWNSHIP": 9, "VILLAGE": 12}.get(area.level)
            if width is None:
                if self.chance(0.3):
                    rows.append((area.key, "DEMO", "x", self.pick(used), area.since, None))
                continue
            code = area.region[:width] if width <= 6 else f"{area.region}{self.random.randint(100, 199)}"
            code += str(self.random.randint(200, 299)) if width == 12 else ""
            if used and self.chance(0.1):
                code = self.pick(used)
            used.append(code)
            until = self.pick([None, None, None, *(d for d in DAYS if d > area.since)])
            rows.append((area.key, "NBS", "2019", code, area.since, until))
            if until is not None and self.chance(0.7):
                rows.append((area.key, "NBS", "2023", f"{code[:-1]}7", until, None))
            if self.chance(0.6):
                other = code if self.chance(0.6) else f"{code[:-1]}9"
                rows.append((area.key, "MCA", self.pick(("2019", "2023-06")), other, area.since, None))
        self.add(UpsertParts("Area", "codes", ("of", "authority", "vintage", "code", "since", "until"), tuple(rows)))

    def sets(self) -> None:
        rows: list[Row] = []
        members: list[Row] = []
        for _ in range(9):
            key = self.key("AreaSet", self.region())
            rows.append((key, self.name("区"), self.pick(("片区", "zone", "")), self.some_area(), *self.life()))
            for area in self.random.sample(self.all_areas, 9):
                members.extend((key, area.key, since, until) for since, until in self.spans(2))
        self.nodes("AreaSet", ("id", "name", "purpose", "seat", "validFrom", "validTo"), rows)
        self.links("AreaSet", "members", members)

    def some_area(self, *levels: str) -> str | None:
        """The key of an area, now and then none."""
        if self.chance(0.1):
            return None
        return self.pick([a.key for a in self.all_areas if not levels or a.level in levels])

    # Organisations and alliances

    def organisations(self) -> None:
        """Parents come before their children in the list, so that no day has a cycle."""
        prop = MODEL.kind("Organisation").property
        forms = prop("form").choices.names[:6]  # type: ignore[union-attr]
        sectors = (None, *prop("sector").choices.names[:4])  # type: ignore[union-attr]
        rows: list[Row] = []
        parents: list[Row] = []
        covers: list[Row] = []
        for number in range(48):
            region = self.region()
            key = self.key("Organisation", region)
            code = uscc.make("91", region, number) if self.chance(0.3) else None
            founded = self.pick((None, None, *DAYS[:4], date(1949, 10, 1)))
            stars = self.pick((None, None, 1, 2, 3, 5, 5))
            seat = self.some_area("COUNTY", "TOWNSHIP", "VILLAGE")
            name = self.pick(_WORDS) if self.chance(0.4) else self.name("支部")
            rows.append((key, name, self.pick(forms), self.pick(sectors), code, founded, stars, seat, *self.life()))
            if self.orgs and self.chance(0.8):
                for since, until in self.spans(3) if self.chance(0.4) else [(FIRST, None)]:
                    near = self.orgs[-12:] if self.chance(0.5) else self.orgs[:6]
                    parents.append((key, self.pick(near), since, until))
            self.orgs.append(key)
            for area in self.random.sample(self.all_areas, self.random.randint(0, 4)):
                covers.extend((key, area.key, since, until) for since, until in self.spans(2))
        columns = ("id", "name", "form", "sector", "uscc", "founded", "stars", "seat", "validFrom", "validTo")
        self.nodes("Organisation", columns, rows)
        self.links("Organisation", "parent", parents)
        self.links("Organisation", "covers", covers)

    def alliances(self) -> None:
        kinds = MODEL.kind("Alliance").property("type").choices.names[:4]  # type: ignore[union-attr]
        allied = [self.key("Alliance", self.region()) for _ in range(7)]
        self.nodes(
            "Alliance",
            ("id", "name", "type", "founded", "seat", "validFrom", "validTo"),
            [(key, self.name("联盟"), self.pick(kinds), self.day(), self.some_area(), *self.life()) for key in allied],
        )
        members: list[Row] = []
        for key in allied:
            for org in self.random.sample(self.orgs, 8):
                for role in self.random.sample(("LEAD", "MEMBER", "OBSERVER"), self.pick((1, 1, 2))):
                    members.extend((key, org, *span, role) for span in self.spans(2) or [(FIRST, None)])
        self.links("Alliance", "members", members, "role")

        deals = [self.key("Agreement", self.region()) for _ in range(10)]
        rows: list[Row] = []
        topics: list[Row] = []
        parties: list[Row] = []
        names = MODEL.kind("Agreement").part("topics").properties[0].choices.names[:4]  # type: ignore[union-attr]
        for key in deals:
            alliance = self.pick((None, *allied))
            rows.append((key, self.name("协议"), self.day(), self.some_area(), alliance, *self.life()))
            for topic in self.random.sample(names, self.random.randint(0, 3)):
                topics.extend((key, topic, self.pick(_NOTES), *span) for span in self.spans(2) or [(FIRST, None)])
            for org in self.random.sample(self.orgs, self.random.randint(0, 5)):
                role = self.pick(("FIRST", "SECOND", "WITNESS"))
                parties.extend((key, org, *span, role) for span in self.spans(2) or [(FIRST, None)])
        self.nodes("Agreement", ("id", "title", "signed", "seat", "alliance", "validFrom", "validTo"), rows)
        self.add(UpsertParts("Agreement", "topics", ("of", "topic", "note", "since", "until"), tuple(topics)))
        self.links("Agreement", "parties", parties, "role")

        states = ("PLANNED", "RUNNING", "DONE", "STOPPED")
        rows = []
        partners: list[Row] = []
        for _ in range(16):
            key = self.key("Project", self.region())
            budget = self.pick(_BUDGETS)
            rows.append(
                (
                    key,
                    self.name("项目"),
                    self.pick(states),
                    None if budget is None else Decimal(budget),
                    self.some_area(),
                    self.pick((None, *allied)),
                    self.pick((None, *deals)),
                    *self.life(),
                )
            )
            for org in self.random.sample(self.orgs, self.random.randint(0, 5)):
                partners.extend((key, org, *span) for span in self.spans(2) or [(FIRST, None)])
        columns = ("id", "name", "status", "budget", "seat", "alliance", "agreement", "validFrom", "validTo")
        self.nodes("Project", columns, rows)
        self.links("Project", "partners", partners)

    # Postings, households, facts

    def postings(self) -> None:
        roles = (
            *("NEIGHBOUR_HEAD",) * 6,
            *("SECTION_HEAD", "GROUP_HEAD", "GRID_HEAD", "BUILDING_HEAD", "SECRETARY", "FIRST_SECRETARY") * 2,
            "SUPERVISOR",
        )
        flags = (True, True, False, None)
        rows: list[Row] = []
        for number in range(70):
            region = self.region()
            key = self.key("Posting", region)
            rows.append(
                (
                    key,
                    roles[number % len(roles)],
                    self.pick(_PEOPLE),
                    self.pick((None, "p1", "p2", "P1")),
                    *(self.pick(flags) for _ in range(3)),
                    self.some_area(),
                    self.some_org(0.7),
                    self.some_org(0.3),
                    self.some_org(0.3),
                    self.pick(self.posts) if self.posts and self.chance(0.3) else None,
                    *self.life(),
                )
            )
            self.posts.append(key)
        columns = (
            "id",
            "role",
            "holder",
            "holderRef",
            "partyMember",
            "college",
            "delegate",
            "area",
            "organisation",
        )
        self.nodes("Posting", (*columns, "sentBy", "appointedBy", "exOfficio", "validFrom", "validTo"), rows)
        self.heads = self.random.sample(self.posts, 16)

    def some_org(self, share: float) -> str | None:
        return self.pick(self.orgs) if self.chance(share) else None

    def households(self) -> None:
        places = [a for a in self.all_areas if a.level in ("VILLAGE", "GROUP", "BUILDING", "GRID", "ESTATE")]
        rows: list[Row] = []
        heads: list[Row] = []
        for number in range(70):
            place = self.pick(places)
            key = self.key("Household", place.region)
            files = self.pick((True, False, None))
            size = self.pick((1, 2, 2, 3, 3, 3, 4, 9))
            since, until = self.life()
            rows.append((key, f"{number % 23:03d}", size, files, place.key, since, until))
            self.homes.append((key, place.key))
            heads.extend((key, self.pick(self.heads), *span) for span in self.spans(3))
        self.nodes("Household", ("id", "registerNumber", "size", "pointsFile", "place", "validFrom", "validTo"), rows)
        self.links("Household", "neighbourHead", heads)

    def facts(self) -> None:
        kind = MODEL.kind("Fact")
        states = kind.property("status").choices.names  # type: ignore[union-attr]
        bounds = kind.property("bound").choices.names  # type: ignore[union-attr]
        rows: list[Row] = []
        for _ in range(30):
            rows.append(
                (
                    self.key("Fact", self.region()),
                    self.pick(("户数", "人口", "ＧＤＰ", "gdp", "Share of 党员")),
                    self.pick(_PERIODS),
                    self.pick((None, "form=BRANCH", "")),
                    self.pick(states),
                    self.pick(bounds),
                    Decimal(self.pick(_VALUES)),
                    self.pick(("户", "人", "%")),
                    self.pick((None, "户数")),
                    self.pick(("公报", "年鉴")),
                    self.some_area() if self.chance(0.8) else None,
                    self.some_org(0.6),
                    *self.life(),
                )
            )
        columns = (
            "id",
            "indicator",
            "period",
            "dimensions",
            "status",
            "bound",
            "value",
            "unit",
            "denominator",
        )
        self.nodes("Fact", (*columns, "source", "area", "organisation", "validFrom", "validTo"), rows)

    # What happens later

    def reforms(self) -> None:
        """Mergers: a township or village becomes one or two others; its children move that day."""
        ended: list[_Area] = []
        succeed: list[Row] = []
        for level in ("TOWNSHIP", "VILLAGE", "VILLAGE"):
            alike = [a for a in self.all_areas if a.level == level and a not in ended and a.since == FIRST]
            if len(alike) < 3:
                continue
            old, *new = self.random.sample(alike, self.pick((2, 3)))
            day = self.day(DAYS[3])
            if any(n.until is not None for n in new) or (old.until is not None and old.until <= day):
                continue
            ended.append(old)
            succeed.extend((old.key, n.key, day, "两项改革", self.pick(("PUBLISHED", "INVENTED"))) for n in new)
            for child in self.all_areas:
                if child.parent is old and child.steady and child.since == FIRST and self.chance(0.8):
                    self.add(EndLinks("Area", "parent", ("from", "to", "until"), ((child.key, old.key, day),)))
                    self.links("Area", "parent", [(child.key, new[0].key, day, None)])
                    child.parent, child.steady = new[0], False
        self.add(Succeed("Area", ("from", "to", "date", "reform", "basis"), tuple(succeed)))

    def renames(self) -> None:
        """Former names and forms: a later day, then one later still."""
        for kind, keys in (("Area", [a.key for a in self.all_areas]), ("Organisation", self.orgs)):
            chosen = self.random.sample([key for key in keys if key in self.old], 14)
            days = {key: self.day(DAYS[1], DAYS[9]) for key in chosen}
            rows: list[Row] = [(key, self.name("改"), days[key]) for key in chosen]
            self.nodes(kind, ("id", "name", "since"), rows)
            again = [(key, self.name("再改"), self.day(DAYS[9])) for key in chosen[:7]]
            self.nodes(kind, ("id", "name", "since"), again)
            if kind == "Organisation":
                forms = [(key, self.pick(("BANK", "COUNCIL")), days[key]) for key in chosen[4:]]
                self.nodes(kind, ("id", "form", "since"), forms)

    def moves(self) -> None:
        """To-one links that lead elsewhere from a day on: households move, postings get another unit, or none."""
        places = [a.key for a in self.all_areas if a.level in ("VILLAGE", "GROUP")]
        homes = [home for home in self.homes if home[0] in self.old]
        rows: list[Row] = []
        for key, was in self.random.sample(homes, 14):
            new = None if self.chance(0.1) else self.pick([place for place in places if place != was])
            rows.append((key, new, self.day(DAYS[1])))
        self.nodes("Household", ("id", "place", "since"), rows)
        posts = self.random.sample([post for post in self.posts if post in self.old], 12)
        units = [(key, self.some_org(0.8), self.day(DAYS[1])) for key in posts]
        self.nodes("Posting", ("id", "organisation", "since"), units)

    def nothing_new(self) -> None:
        """What is there already, written again."""
        for change in self.batches[0][:2]:
            if isinstance(change, UpsertNodes) and change.kind == "Area":
                columns = change.columns[:4]
                kept = {row[0] for batch in self.batches[2:] for c in batch if c.kind == "Area" for row in c.rows}
                same = [row[:4] for row in change.rows if row[0] not in kept][:5]
                self.nodes("Area", columns, same)

    def corrections(self) -> None:
        """Latest values corrected, ends set and taken away."""
        self.nodes("Area", ("id", "name"), [(a.key, self.name("正")) for a in self.random.sample(self.all_areas, 5)])
        chosen = self.random.sample([home for home in self.homes if home[0] in self.old], 6)
        self.nodes("Household", ("id", "size", "pointsFile"), [(key, 7, None) for key, _ in chosen[:3]])
        self.nodes("Household", ("id", "validTo"), [(key, self.pick((None, DAYS[-1]))) for key, _ in chosen[3:]])
        self.nodes("Posting", ("id", "holder"), [(self.pick(self.posts), "改名")])

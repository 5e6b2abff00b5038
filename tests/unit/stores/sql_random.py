"""Random changes over a small world, so that its nodes meet often: moves, ends, reforms, renewals, mistakes."""

from __future__ import annotations

import datetime
import random

from graph_schema.changes import Change, EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack

HERE = "510681"
THERE = "510113"
EPOCH = datetime.date(2019, 1, 1)
LEVELS = ("PROVINCE", "PREFECTURE", "COUNTY", "TOWNSHIP", "VILLAGE", "GROUP")
FORMS = ("PARTY_COMMITTEE", "GENERAL_BRANCH", "BRANCH", "DEPARTMENT")
ROLES = ("SECTION_HEAD", "GROUP_HEAD", "NEIGHBOUR_HEAD", "SECRETARY")


class World:
    """Makes changes from a seed. Numbers of nodes are few, so that the same ones come again."""

    def __init__(self, seed: int) -> None:
        self.r = random.Random(seed)
        self.sizes = {"area": 18, "org": 8, "post": 10, "hh": 16, "alliance": 3}

    def day(self, low: int = 0, high: int = 12) -> datetime.date:
        return EPOCH + datetime.timedelta(days=self.r.randint(low, high))

    def maybe(self, value: object, chance: float = 0.5) -> object:
        return value if self.r.random() < chance else None

    def key(self, tag: str) -> str:
        number = self.r.randint(1, self.sizes[tag])
        region = THERE if self.r.random() < 0.5 and number % 4 == 1 else HERE
        return format_key(tag, pack(region, number))

    def home(self) -> str:
        """An area where people live: mostly a village or a group."""
        return format_key("area", pack(HERE, self.r.randint(13, 18))) if self.r.random() < 0.7 else self.key("area")

    def area(self) -> tuple[str, str, object]:
        """Key, level and parent of an area: mostly in order, sometimes not."""
        number = self.r.randint(1, self.sizes["area"])
        region = THERE if self.r.random() < 0.3 and number % 4 == 1 else HERE
        level = LEVELS[(number - 1) // 3] if self.r.random() < 0.95 else self.r.choice(LEVELS)
        above = self.r.randint(1, max(1, (number - 1) // 3 * 3)) if self.r.random() < 0.95 else number
        region_above = THERE if self.r.random() < 0.1 and above % 4 == 1 else HERE
        parent = None if number <= 3 else format_key("area", pack(region_above, above))
        return format_key("area", pack(region, number)), level, parent

    def first(self) -> list[Change]:
        """A world to begin with: all nodes of the small numbers, some of them stubs."""
        begun: list[Change] = []
        for number in range(1, self.sizes["area"] + 1):
            for region in (HERE, THERE) if number % 4 == 1 else (HERE,):
                level = LEVELS[(number - 1) // 3]
                above = self.r.randint(1, max(1, (number - 1) // 3 * 3))
                parent = None if number <= 3 else format_key("area", pack(HERE, above))
                row = (format_key("area", pack(region, number)), self.name(), level, parent, self.day(0, 3))
                begun.append(UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), [row]))
        for tag, maker in (("org", self.organisations), ("post", self.postings), ("hh", self.households)):
            begun += [maker() for _ in range(self.sizes[tag] * 3)]
        return [*begun, *(self.members() for _ in range(8))]

    def span(self) -> tuple[datetime.date, datetime.date | None]:
        begin = self.day()
        return begin, self.maybe(begin + datetime.timedelta(days=self.r.randint(1, 8)), 0.3)

    def batch(self) -> list[Change]:
        return [self.change() for _ in range(self.r.choice((1, 1, 1, 2, 3)))]

    def change(self) -> Change:
        makers = (
            self.areas, self.areas, self.organisations, self.postings, self.postings, self.households,
            self.households, self.patch, self.patch, self.parents, self.places, self.members, self.ends,
            self.codes, self.succeed, self.unnamed,
        )  # fmt: skip
        return self.r.choice(makers)()

    def several(self) -> range:
        return range(self.r.choice((1, 1, 2, 4)))

    def areas(self) -> Change:
        rows = []
        for _ in self.several():
            begin, end = self.span()
            key, level, parent = self.area()
            code = self.maybe(f"5106{self.r.randint(10, 14)}", 0.3)
            rows.append(
                (key, self.name(), level, parent, begin, end,
                 code and "NBS", code and "2023-06", code)
            )  # fmt: skip
        columns = (
            "id",
            "name",
            "level",
            "parent",
            "validFrom",
            "validTo",
            "codes.authority",
            "codes.vintage",
            "codes.code",
        )
        return UpsertNodes("Area", columns, rows)

    def organisations(self) -> Change:
        rows = [
            (self.key("org"), self.name(), self.r.choice(FORMS), self.maybe(self.key("org"), 0.6),
             self.maybe(self.key("area"), 0.8), self.day(), self.day())
            for _ in self.several()
        ]  # fmt: skip
        return UpsertNodes("Organisation", ("id", "name", "form", "parent", "seat", "validFrom", "since"), rows)

    def postings(self) -> Change:
        rows = []
        for _ in self.several():
            begin, end = self.span()
            rows.append((self.key("post"), self.key("area"), self.r.choice(ROLES), self.name(), begin, end, self.day()))
        return UpsertNodes("Posting", ("id", "area", "role", "holder", "validFrom", "validTo", "since"), rows)

    def households(self) -> Change:
        rows = [
            (self.key("hh"), self.home(), str(self.r.randint(1, 9)), self.r.randint(1, 6),
             self.maybe(self.key("post")), self.day(), self.maybe(self.day(4), 0.7))
            for _ in self.several()
        ]  # fmt: skip
        columns = ("id", "place", "registerNumber", "size", "neighbourHead", "validFrom", "since")
        return UpsertNodes("Household", columns, rows)

    def unnamed(self) -> Change:
        """Rows without an id, found by their natural keys."""
        match self.r.randint(0, 2):
            case 0:
                rows = [(self.home(), str(self.r.randint(1, 9)), 3, self.day()) for _ in self.several()]
                return UpsertNodes("Household", ("place", "registerNumber", "size", "validFrom"), rows)
            case 1:
                rows = [
                    (self.key("area"), self.r.choice(LEVELS[2:]), self.name(), self.day(), "NBS", "2023-06",
                     f"5106{self.r.randint(10, 14)}")
                    for _ in self.several()
                ]  # fmt: skip
                columns = ("parent", "level", "name", "validFrom", "codes.authority", "codes.vintage", "codes.code")
                return UpsertNodes("Area", columns, rows)
            case _:
                rows = [(self.maybe(self.key("org"), 0.8), self.name(), "BRANCH", self.day()) for _ in self.several()]
                return UpsertNodes("Organisation", ("parent", "name", "form", "validFrom"), rows)

    def patch(self) -> Change:
        """A few columns of nodes that may be there."""
        since = self.day()
        match self.r.randint(0, 6):
            case 0:
                return UpsertNodes("Area", ("id", "name", "since"), [(self.key("area"), self.name(), since)])
            case 1:
                return UpsertNodes("Area", ("id", "validTo"), [(self.key("area"), self.maybe(self.day(3, 14)))])
            case 2:
                return UpsertNodes("Posting", ("id", "role"), [(self.key("post"), self.r.choice(ROLES))])
            case 3:
                row = (self.key("hh"), self.maybe(self.key("post")), since)
                return UpsertNodes("Household", ("id", "neighbourHead", "since"), [row])
            case 4:
                row = (self.key("org"), self.name(), self.r.choice(FORMS), self.maybe(since, 0.8))
                return UpsertNodes("Organisation", ("id", "name", "form", "since"), [row])
            case 5:
                return UpsertNodes("Area", ("id", "level"), [(self.key("area"), self.r.choice(LEVELS))])
            case _:
                return UpsertNodes("Area", ("id", "validFrom"), [(self.key("area"), self.day())])

    def parents(self) -> Change:
        kind, tag = self.r.choice((("Area", "area"), ("Organisation", "org")))
        if self.r.random() < 0.5:
            return UpsertNodes(
                kind, ("id", "parent", "since"), [(self.key(tag), self.maybe(self.key(tag), 0.8), self.day())]
            )
        return UpsertLinks(
            kind, "parent", ("from", "to", "since", "until"), [(self.key(tag), self.key(tag), *self.span())]
        )

    def places(self) -> Change:
        kind, tag, link = self.r.choice(
            (("Household", "hh", "place"), ("Posting", "post", "area"), ("Organisation", "org", "seat"))
        )
        if self.r.random() < 0.5:
            row = (self.key(tag), self.maybe(self.key("area"), 0.8), self.day())
            return UpsertNodes(kind, ("id", link, "since"), [row])
        return UpsertLinks(
            kind, link, ("from", "to", "since", "until"), [(self.key(tag), self.key("area"), *self.span())]
        )

    def members(self) -> Change:
        if self.r.random() < 0.5:
            return UpsertNodes(
                "Alliance", ("id", "name", "type", "founded", "seat", "validFrom"),
                [(self.key("alliance"), self.name(), "REGIONAL", EPOCH, self.key("area"), EPOCH)],
            )  # fmt: skip
        rows = [
            (self.key("alliance"), self.key("org"), self.r.choice(("LEAD", "MEMBER")), *self.span())
            for _ in self.several()
        ]
        return UpsertLinks("Alliance", "members", ("from", "to", "role", "since", "until"), rows)

    def ends(self) -> Change:
        kind, link, tag, other = self.r.choice(
            (
                ("Area", "parent", "area", "area"),
                ("Household", "place", "hh", "area"),
                ("Alliance", "members", "alliance", "org"),
            )
        )
        return EndLinks(kind, link, ("from", "to", "until"), [(self.key(tag), self.key(other), self.day())])

    def codes(self) -> Change:
        row = (self.key("area"), *self.span(), "MCA", "2025-12", f"5106{self.r.randint(10, 14)}")
        return UpsertParts("Area", "codes", ("of", "since", "until", "authority", "vintage", "code"), [row])

    def succeed(self) -> Change:
        row = (self.key("area"), self.key("area"), self.day(3, 14), "两项改革", "INVENTED")
        return Succeed("Area", ("from", "to", "date", "reform", "basis"), [row])

    def name(self) -> str:
        return self.r.choice(("三水镇", "第2组", "第10组", "张三", "北外乡"))

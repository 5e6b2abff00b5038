"""Every fault of a change is refused with a code, its place and a remedy, and leaves nothing behind."""

from __future__ import annotations

import datetime
import enum
import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from graph_schema.changes import Change, EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack
from graph_schema.model import Model
from hub.errors import ChangeError, Code
from hub.stores.sql.changes import Receipt
from hub.stores.sql.digest import digest
from hub.stores.sql.write.cells import properties

START = datetime.date(2019, 1, 1)
LATER = datetime.date(2021, 1, 1)


def key(tag: str, n: int, region: str = "510681") -> str:
    return format_key(tag, pack(region, n))


COUNTY, TOWN, VILLAGE = (key("area", n) for n in (1, 2, 3))
ORG, SUB = key("org", 1), key("org", 2)
HEAD, OTHER = key("post", 1), key("post", 2)
HOME = key("hh", 1)
HOUSEHOLD = ("place", "registerNumber", "size", "validFrom")
AREA = ("id", "name", "level", "parent", "validFrom")
CODES = ("of", "since", "authority", "vintage", "code")


@pytest.fixture(autouse=True)
def world(write: Callable[..., Receipt]) -> None:
    write(
        UpsertNodes(
            "Area",
            AREA,
            [
                (COUNTY, "广汉市", "COUNTY", None, START),
                (TOWN, "三水镇", "TOWNSHIP", COUNTY, START),
                (VILLAGE, "友谊村", "VILLAGE", TOWN, START),
            ],
        ),
        UpsertNodes(
            "Organisation",
            ("id", "name", "form", "parent", "validFrom"),
            [(ORG, "甲", "BRANCH", None, START), (SUB, "乙", "BRANCH", ORG, START)],
        ),
        UpsertNodes(
            "Posting",
            ("id", "area", "role", "holder", "validFrom"),
            [(HEAD, VILLAGE, "NEIGHBOUR_HEAD", "张", START), (OTHER, VILLAGE, "NEIGHBOUR_HEAD", "李", START)],
        ),
        UpsertNodes("Household", ("id", *HOUSEHOLD, "neighbourHead"), [(HOME, VILLAGE, "1", 3, START, HEAD)]),
    )


def homes(columns: tuple[str, ...], *rows: tuple[object, ...]) -> UpsertNodes:
    return UpsertNodes("Household", columns, rows)


def org(column: str, value: object) -> UpsertNodes:
    return UpsertNodes("Organisation", ("id", column), [(ORG, value)])


def fact(column: str, value: object) -> UpsertNodes:
    return UpsertNodes("Fact", (column,), [(value,)])


CASES: dict[str, tuple[Change, Code, str, dict[str, object]]] = {
    "kind": (
        UpsertNodes("Houshold", ("id",), []),
        Code.UNKNOWN_KIND,
        "did you mean 'Household'",
        {"kind": "Houshold"},
    ),
    "kind of links": (UpsertLinks("area", "parent", (), []), Code.UNKNOWN_KIND, "did you mean 'Area'", {}),
    "kind without lineage": (
        Succeed("Household", ("from", "to", "date"), []),
        Code.UNKNOWN_KIND,
        "no lineage link",
        {"kind": "Household"},
    ),
    "column": (
        homes(("id", "registernumber"), (HOME, "1")),
        Code.UNKNOWN_COLUMN,
        "did you mean 'registerNumber'",
        {"column": "registernumber"},
    ),
    "column of a link to many": (
        UpsertNodes("Organisation", ("id", "covers"), []),
        Code.UNKNOWN_COLUMN,
        "use UpsertLinks",
        {"column": "covers"},
    ),
    "column of a part": (
        UpsertNodes("Area", ("id", "codes"), []),
        Code.UNKNOWN_COLUMN,
        r"columns such as codes\.authority",
        {},
    ),
    "half a part": (
        UpsertNodes("Area", ("id", "codes.code"), [(TOWN, "510681101")]),
        Code.UNKNOWN_COLUMN,
        "codes.authority.*add it",
        {},
    ),
    "column twice": (
        homes(("id", "size", "size"), (HOME, 1, 2)),
        Code.UNKNOWN_COLUMN,
        "there twice",
        {"column": "size"},
    ),
    "link": (UpsertLinks("Household", "neighborHead", (), []), Code.UNKNOWN_COLUMN, "did you mean 'neighbourHead'", {}),
    "part": (UpsertParts("Area", "code", (), []), Code.UNKNOWN_COLUMN, "did you mean 'codes'", {}),
    "column of a link missing": (
        UpsertLinks("Household", "place", ("from", "to"), [(HOME, TOWN)]),
        Code.UNKNOWN_COLUMN,
        "'since'.*add it",
        {},
    ),
    "a property that is no key cannot narrow": (
        EndLinks("Area", "successors", ("from", "to", "until", "reform"), []),
        Code.UNKNOWN_COLUMN,
        "no such column",
        {},
    ),
    "cells": (homes(("id", "size"), (HOME, 1), (HOME,)), Code.BAD_VALUE, "1 cells for 2 columns", {"row": 1}),
    "type": (
        homes(("id", "size"), (HOME, 1), (HOME, "4")),
        Code.BAD_VALUE,
        "a whole number is expected, not a str",
        {"row": 1},
    ),
    "boolean is no number": (homes(("id", "size"), (HOME, True)), Code.BAD_VALUE, "not a bool", {}),
    "number is no boolean": (
        homes(("id", "pointsFile"), (HOME, True), (HOME, 1)),
        Code.BAD_VALUE,
        "True or False is expected",
        {"row": 1},
    ),
    "time is no date": (
        org("founded", datetime.datetime(2020, 1, 1)),
        Code.BAD_VALUE,
        "not a datetime",
        {"column": "founded"},
    ),
    "text is no date": (
        homes(("id", "validTo"), (HOME, "2020-01-01")),
        Code.BAD_VALUE,
        "datetime.date is expected",
        {},
    ),
    "int range": (homes(("id", "size"), (HOME, 2**31)), Code.BAD_VALUE, "-2147483648 to 2147483647", {}),
    "enum": (
        UpsertNodes("Posting", ("id", "role"), [(HEAD, "NEIGHBOR_HEAD")]),
        Code.BAD_VALUE,
        "did you mean 'NEIGHBOUR_HEAD'",
        {"row": 0, "column": "role"},
    ),
    "enum by its label": (
        UpsertNodes("Posting", ("id", "role"), [(HEAD, "邻长")]),
        Code.BAD_VALUE,
        "did you mean 'NEIGHBOUR_HEAD'",
        {},
    ),
    "required null": (homes(("id", "size"), (HOME, None)), Code.BAD_VALUE, "size .* is required", {"row": 0}),
    "required absent": (
        homes(("place", "registerNumber", "validFrom"), (VILLAGE, "9", START)),
        Code.BAD_VALUE,
        "size .* add the column",
        {},
    ),
    "required null in a new row": (
        homes(HOUSEHOLD, (VILLAGE, "8", 1, START), (VILLAGE, "9", None, START)),
        Code.BAD_VALUE,
        "cannot be null",
        {"row": 1},
    ),
    "decimal scale": (fact("value", Decimal("1.00001")), Code.BAD_VALUE, "more than 4 decimal places", {}),
    "decimal size": (fact("value", Decimal("1E+1000000")), Code.BAD_VALUE, "too large", {}),
    "decimal that cannot be hashed": (fact("value", Decimal("sNaN")), Code.BAD_VALUE, "finite", {}),
    "decimal infinite": (fact("value", Decimal("NaN")), Code.BAD_VALUE, "finite", {}),
    "float": (fact("value", 1.5), Code.BAD_VALUE, "not a float", {}),
    "period": (fact("period", "2021-Q5"), Code.BAD_VALUE, "no period; write 2021", {}),
    "period month": (fact("period", "2021-13"), Code.BAD_VALUE, "no period", {}),
    "period of no days": (fact("period", "2021-02-30/2021-03-01"), Code.BAD_VALUE, "no period", {}),
    "period backwards": (
        fact("period", "2022-01-01/2021-01-01"),
        Code.BAD_VALUE,
        "did you mean 2021-01-01/2022-01-01",
        {},
    ),
    "uscc": (org("uscc", "91510681X00000019W"), Code.BAD_VALUE, "check character", {"column": "uscc"}),
    "uscc that may be a person": (org("uscc", "510681199001011234"), Code.BAD_VALUE, "not repeated here", {}),
    "division code": (
        UpsertParts("Area", "codes", CODES, [(TOWN, START, "NBS", "2023", "51068110120")]),
        Code.BAD_VALUE,
        "11 digits.*one digit is missing",
        {"row": 0, "column": "code"},
    ),
    "urban-rural class": (
        UpsertNodes("Area", ("id", "urbanRuralClass"), [(VILLAGE, "22")]),
        Code.BAD_VALUE,
        "three digits",
        {},
    ),
    "half a character": (org("name", "\ud800"), Code.BAD_VALUE, "half a character", {}),
    "NUL": (org("name", "a\0b"), Code.BAD_VALUE, "NUL", {}),
    "validity backwards": (
        UpsertNodes("Area", (*AREA, "validTo"), [(key("area", 9), "x", "VILLAGE", TOWN, LATER, START)]),
        Code.BAD_VALUE,
        "validTo 2019-01-01 is not after validFrom 2021-01-01",
        {"column": "validTo"},
    ),
    "end before the begin that is there": (
        homes(("id", "validTo"), (HOME, START)),
        Code.BAD_VALUE,
        "is not after",
        {"row": 0, "column": "validTo"},
    ),
    "begin after the end": (
        homes(("id", "validFrom", "validTo"), (HOME, START, START)),
        Code.BAD_VALUE,
        "is not after",
        {},
    ),
    "link backwards": (
        UpsertLinks("Household", "place", ("from", "to", "since", "until"), [(HOME, TOWN, LATER, START)]),
        Code.BAD_VALUE,
        "until 2019-01-01 is not after since",
        {"row": 0},
    ),
    "part backwards": (
        UpsertParts("Area", "codes", (*CODES, "until"), [(TOWN, LATER, "NBS", "2023", "510681101", START)]),
        Code.BAD_VALUE,
        "is not after since",
        {},
    ),
    "link ends on its first day": (
        EndLinks("Household", "place", ("from", "to", "until"), [(HOME, VILLAGE, START)]),
        Code.BAD_VALUE,
        "only begins",
        {},
    ),
    "link's column null": (
        UpsertLinks("Household", "place", ("from", "to", "since"), [(HOME, None, START)]),
        Code.BAD_VALUE,
        "cannot be null",
        {},
    ),
    "region": (
        UpsertNodes("Organisation", ("name", "region"), [("x", "5106")]),
        Code.BAD_VALUE,
        "six digits",
        {"column": "region"},
    ),
    "new without a begin": (
        homes(("place", "registerNumber", "size"), (VILLAGE, "9", 2)),
        Code.BAD_VALUE,
        "give validFrom",
        {},
    ),
    "neither id nor key": (homes(("size",), (2,)), Code.BAD_VALUE, r"its id, or place \+ registerNumber", {"row": 0}),
    "target moves without a day": (homes(("id", "place"), (HOME, TOWN)), Code.BAD_VALUE, "give the column since", {}),
    "id": (
        homes(("id", "size"), (HOME, 2), ("hh:1", 2)),
        Code.BAD_ID,
        "looks like hh:510681",
        {"row": 1, "column": "id"},
    ),
    "id of another kind": (homes(("id", "size"), (VILLAGE, 2)), Code.BAD_ID, "begins with 'hh'", {}),
    "id that is no text": (homes(("id", "size"), (17, 2)), Code.BAD_ID, "a key is a text", {}),
    "id with a date": (homes(("id", "size"), (HOME + "@2020-01-01", 2)), Code.BAD_ID, "no key", {}),
    "key of another kind in a link": (
        homes(("id", "place", "since"), (HOME, HEAD, LATER)),
        Code.BAD_ID,
        "begins with 'area'",
        {},
    ),
    "id that is not there": (
        homes(("id", "size"), (key("hh", 9), 2)),
        Code.UNKNOWN_NODE,
        "give validFrom to create",
        {},
    ),
    "target that is not there": (
        homes(HOUSEHOLD, (VILLAGE, "8", 1, START), (key("area", 9), "9", 1, START)),
        Code.UNKNOWN_NODE,
        "there is no Area area:510681:00000009",
        {"row": 1, "column": "place"},
    ),
    "parent that comes later in the batch": (
        UpsertNodes("Area", AREA, [(key("area", 9), "x", "VILLAGE", key("area", 8), START)]),
        Code.UNKNOWN_NODE,
        "create it first",
        {},
    ),
    "source of a link": (
        UpsertLinks("Household", "place", ("from", "to", "since"), [(key("hh", 9), TOWN, START)]),
        Code.UNKNOWN_NODE,
        "'from'.*there is no Household",
        {},
    ),
    "node of a part": (
        UpsertParts("Area", "codes", CODES, [(key("area", 9), START, "NBS", "2023", "510681101")]),
        Code.UNKNOWN_NODE,
        "there is no Area",
        {"column": "of"},
    ),
    "link to end that is not there": (
        EndLinks("Household", "neighbourHead", ("from", "to", "until"), [(HOME, OTHER, LATER)]),
        Code.UNKNOWN_NODE,
        "no neighbourHead from .* is valid on 2021-01-01",
        {"row": 0},
    ),
    "cycle of two": (
        UpsertNodes("Organisation", ("id", "parent", "since"), [(ORG, SUB, LATER)]),
        Code.CYCLE,
        "above itself",
        {"row": 0},
    ),
    "cycle of one": (
        UpsertNodes("Organisation", ("id", "parent", "since"), [(ORG, ORG, LATER)]),
        Code.CYCLE,
        "above itself",
        {},
    ),
    "cycle among new nodes": (
        UpsertNodes(
            "Organisation",
            ("id", "name", "form", "parent", "validFrom"),
            [
                (key("org", 8), "x", "BRANCH", key("org", 9), START),
                (key("org", 9), "y", "BRANCH", key("org", 8), START),
            ],
        ),
        Code.CYCLE,
        "above itself",
        {},
    ),
    "cycle by a link": (
        UpsertLinks("Organisation", "parent", ("from", "to", "since"), [(ORG, SUB, START)]),
        Code.CYCLE,
        "above itself",
        {},
    ),
    "level equal to the parent's": (
        UpsertNodes("Area", AREA, [(key("area", 9), "x", "TOWNSHIP", TOWN, START)]),
        Code.CYCLE,
        "TOWNSHIP and cannot stand below .*, a TOWNSHIP",
        {"row": 0},
    ),
    "level above the children's": (
        UpsertNodes("Area", ("id", "level"), [(TOWN, "GROUP")]),
        Code.CYCLE,
        "VILLAGE and cannot stand below .*, a GROUP",
        {"row": 0},
    ),
    "two heads at once": (
        UpsertLinks("Household", "neighbourHead", ("from", "to", "since"), [(HOME, OTHER, LATER)]),
        Code.SECOND_LINK,
        "two neighbourHead at once.*end the earlier one first",
        {"row": 0},
    ),
    "two heads in one change": (
        UpsertLinks(
            "Household",
            "neighbourHead",
            ("from", "to", "since", "until"),
            [(HOME, HEAD, START, LATER), (HOME, OTHER, datetime.date(2020, 1, 1), None)],
        ),
        Code.SECOND_LINK,
        "two neighbourHead",
        {},
    ),
    "successor of itself": (
        Succeed("Area", ("from", "to", "date", "reform", "basis"), [(TOWN, TOWN, LATER, "r", "INVENTED")]),
        Code.CYCLE,
        "its own successor",
        {"row": 0},
    ),
    "successor before the predecessor": (
        Succeed("Area", ("from", "to", "date", "reform", "basis"), [(TOWN, COUNTY, START, "r", "INVENTED")]),
        Code.BAD_VALUE,
        "cannot end on 2019-01-01",
        {"row": 0},
    ),
    "born elsewhere": (
        UpsertNodes(
            "Organisation", ("name", "form", "parent", "region", "validFrom"), [("x", "BANK", None, "510113", START)]
        ),
        Code.FOREIGN_NODE,
        "another hub owns",
        {"row": 0},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_refused(case: str, write: Callable[..., Receipt], store: sqlite3.Connection, model: Model) -> None:
    change, code, message, details = CASES[case]
    before = digest(store, model)
    good = UpsertNodes("Area", ("id", "name"), [(TOWN, "改名镇")])
    with pytest.raises(ChangeError, match=message) as caught:
        write(good, change)
    assert caught.value.code is code
    assert caught.value.details.items() >= details.items()
    assert caught.value.details["change"] == 1
    assert digest(store, model) == before
    assert not store.in_transaction


def test_a_row_may_point_at_a_node_of_the_same_rows(write: Callable[..., Receipt]) -> None:
    eight, nine = key("area", 8), key("area", 9)
    rows = [(nine, "第1组", "GROUP", eight, START), (eight, "新村", "VILLAGE", TOWN, START)]
    assert write(UpsertNodes("Area", AREA, rows)).seq is not None


def test_a_text_that_is_a_member_of_an_enumeration_is_taken(model: Model) -> None:
    class Level(enum.StrEnum):
        VILLAGE = "VILLAGE"

    level = model.kind("Area").property("level")
    found = properties("Area", "level", level, [Level.VILLAGE, None])
    assert found == ["VILLAGE", None]
    assert type(found[0]) is str


def test_decimals_are_scaled_exactly(model: Model) -> None:
    value = model.kind("Fact").property("value")
    given = [
        Decimal("-1.5"),
        Decimal("1.50000000"),
        7,
        Decimal("99999999999999.9999"),
        Decimal("0E+99"),
        Decimal("1E2"),
    ]
    assert properties("Fact", "value", value, given) == [-15000, 15000, 70000, 999999999999999999, 0, 1000000]


def test_every_date_is_open_to_the_last_day(write: Callable[..., Receipt], store: sqlite3.Connection) -> None:
    write(homes(("id", "validTo"), (HOME, datetime.date.max)))
    assert store.execute("SELECT valid_to FROM n_hh").fetchone() == (datetime.date.max.toordinal(),)


@pytest.fixture(autouse=True)
def closed(store: sqlite3.Connection) -> Iterator[None]:
    yield
    assert not store.in_transaction

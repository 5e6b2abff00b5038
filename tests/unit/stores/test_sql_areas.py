"""Areas are found by a code first; a code that goes over to another name ends who bore it."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.keys import FOREVER, format_key, pack
from hub.errors import ChangeError, Code
from hub.stores.sql.changes import Receipt

OLD = datetime.date(2018, 1, 1)
NEW = datetime.date(2023, 6, 1)
COUNTY = format_key("area", pack("510681", 1))
COLUMNS = ("parent", "level", "name", "validFrom", "codes.authority", "codes.vintage", "codes.code")

Write = Callable[..., Receipt]


def listed(date: datetime.date, vintage: str, *rows: tuple[str, str], authority: str = "NBS") -> UpsertNodes:
    """One edition of a list of townships: codes and names."""
    return UpsertNodes(
        "Area", COLUMNS, [(COUNTY, "TOWNSHIP", name, date, authority, vintage, code) for code, name in rows]
    )


def ends(store: sqlite3.Connection) -> dict[str, datetime.date | None]:
    return {
        name: None if end == FOREVER else datetime.date.fromordinal(end)
        for name, end in store.execute("SELECT p_name, valid_to FROM n_area ORDER BY sk")
    }


@pytest.fixture(autouse=True)
def county(write: Write) -> None:
    columns = ("id", "name", "level", "parent", "validFrom")
    write(UpsertNodes("Area", columns, [(COUNTY, "广汉市", "COUNTY", None, OLD)]))


def test_a_later_edition_finds_the_areas_and_adds_its_codes(write: Write, store: sqlite3.Connection) -> None:
    first = write(listed(OLD, "2018", ("510681100", "雒城镇"), ("510681101", "三水镇")))
    again = write(listed(NEW, "2023", ("510681101", "三水镇"), ("510681100", "雒城镇")))
    assert again.keys() == [first.keys()[1], first.keys()[0]]
    assert again.tallies["Area.codes"].created == 2
    assert store.execute("SELECT count(*) FROM q_area_codes").fetchone() == (4,)
    assert write(listed(NEW, "2023", ("510681101", "三水镇"), ("510681100", "雒城镇"))).seq is None
    assert write(listed(OLD, "2018", ("510681100", "雒城镇"))).seq is None


def test_the_same_code_and_name_under_another_parent_is_the_same_area(write: Write) -> None:
    first = write(listed(OLD, "2018", ("510681100", "雒城镇"))).keys()
    rows = [("NBS", "2023", "510681100", "雒城镇", "110")]
    columns = ("codes.authority", "codes.vintage", "codes.code", "name", "urbanRuralClass")
    assert write(UpsertNodes("Area", columns, rows)).keys() == first


def test_a_new_code_of_the_same_name_and_parent_is_the_same_area(write: Write) -> None:
    first = write(listed(OLD, "2018", ("510681100", "雒城镇"))).keys()
    assert write(listed(NEW, "2023", ("510681001", "雒城镇"))).keys() == first
    assert write(listed(NEW, "2025", ("510681003", "雒城镇"), authority="MCA")).keys() == first


def test_the_same_code_under_another_name_ends_the_old_area(write: Write, store: sqlite3.Connection) -> None:
    write(listed(OLD, "2018", ("510681100", "雒城镇")))
    receipt = write(listed(NEW, "2023", ("510681100", "雒城街道")))
    assert ends(store) == {"广汉市": None, "雒城镇": NEW, "雒城街道": None}
    assert receipt.tallies["Area"].changed == 1
    assert write(listed(NEW, "2023", ("510681100", "雒城街道"))).seq is None
    assert write(listed(OLD, "2018", ("510681100", "雒城镇"))).seq is None


def test_an_area_that_only_got_another_code_lives_on(write: Write, store: sqlite3.Connection) -> None:
    first = write(listed(OLD, "2018", ("510681100", "甲镇"), ("510681101", "乙镇")))
    shifted = listed(NEW, "2023", ("510681101", "甲镇"), ("510681102", "乙镇"))
    assert write(shifted).keys() == first.keys()
    assert ends(store) == {"广汉市": None, "甲镇": None, "乙镇": None}


def test_another_authority_s_equal_code_is_another_thing(write: Write, store: sqlite3.Connection) -> None:
    write(listed(OLD, "2018", ("510681127", "双凤镇")))
    write(listed(OLD, "2025", ("510681127", "保田镇"), authority="MCA"))
    assert ends(store) == {"广汉市": None, "双凤镇": None, "保田镇": None}


def test_two_names_with_one_code_from_one_day_both_stay(write: Write, store: sqlite3.Connection) -> None:
    write(listed(OLD, "2018", ("510681127", "双凤镇"), ("510681127", "保田镇")))
    assert ends(store) == {"广汉市": None, "双凤镇": None, "保田镇": None}


def test_a_renamed_area_is_still_found_by_its_former_name(write: Write, store: sqlite3.Connection) -> None:
    first = write(listed(OLD, "2018", ("510681100", "雒城镇"))).keys()
    write(UpsertNodes("Area", ("id", "name", "since"), [(first[0], "金雁镇", NEW)]))
    again = write(listed(OLD, "2018", ("510681100", "雒城镇")))
    assert again.keys() == first
    assert again.seq is None


def test_a_code_without_a_name_means_who_bears_it(write: Write) -> None:
    first = write(listed(OLD, "2018", ("510681100", "雒城镇"))).keys()
    columns = ("codes.authority", "codes.vintage", "codes.code", "urbanRuralClass")
    assert write(UpsertNodes("Area", columns, [("NBS", "2018", "510681100", "121")])).keys() == first
    write(listed(OLD, "2018", ("510681100", "乙镇")))
    with pytest.raises(ChangeError) as caught:
        write(UpsertNodes("Area", columns, [("NBS", "2018", "510681100", "121")]))
    assert caught.value.code is Code.AMBIGUOUS_KEY


def test_a_code_goes_over_only_on_a_day(write: Write) -> None:
    write(listed(OLD, "2018", ("510681100", "甲镇"), ("510681101", "乙镇")))
    columns = tuple(column for column in COLUMNS if column != "validFrom")
    row = (COUNTY, "TOWNSHIP", "乙镇", "NBS", "2023", "510681100")
    with pytest.raises(ChangeError, match="give since"):
        write(UpsertNodes("Area", columns, [row]))


def test_a_code_given_with_its_end_may_be_borne_again(write: Write, store: sqlite3.Connection) -> None:
    first = write(listed(OLD, "2018", ("510681100", "甲镇"))).keys()
    write(UpsertNodes("Area", ("id", "validTo"), [(first[0], NEW)]))
    second = write(listed(NEW, "2023", ("510681100", "甲镇"))).keys()
    assert second != first
    assert write(listed(OLD, "2018", ("510681100", "甲镇"))).keys() == first
    assert write(listed(NEW, "2023", ("510681100", "甲镇"))).keys() == second

"""What changes do: nodes found, made, changed and left; dates; versions; numbers of keys."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Callable
from decimal import Decimal

import pytest

from graph_schema.changes import EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import FOREVER, format_key, pack
from graph_schema.model import Model
from graph_schema.uscc import make
from hub.errors import ChangeError, Code
from hub.stores.sql.changes import Receipt, Tally, apply
from hub.stores.sql.digest import digest
from hub.stores.sql.files import create
from hub.stores.sql.origin import of_regions
from hub.stores.sql.verify import check

Write = Callable[..., Receipt]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def number(text: str) -> int:
    return day(text).toordinal()


def key(tag: str, n: int, region: str = "510681") -> str:
    return format_key(tag, pack(region, n))


def stored(n: int) -> int:
    """The number of a node of the hub's own region in its tables."""
    return of_regions(["510681"]).stored(pack("510681", n))


START = day("2019-01-01")
COUNTY = key("area", 1)
TOWN = key("area", 2)
VILLAGE = key("area", 3)
GROUP = key("area", 4)
HEAD = key("post", 1)


@pytest.fixture
def town(write: Write) -> Write:
    """A county, a town, a village, a group in it, and a neighbour head."""
    write(
        UpsertNodes(
            "Area",
            ("id", "name", "level", "parent", "validFrom"),
            [
                (COUNTY, "广汉市", "COUNTY", None, START),
                (TOWN, "三水镇", "TOWNSHIP", COUNTY, START),
                (VILLAGE, "友谊村", "VILLAGE", TOWN, START),
                (GROUP, "第2组", "GROUP", VILLAGE, START),
            ],
        ),
        UpsertNodes(
            "Posting",
            ("id", "area", "role", "holder", "validFrom"),
            [(HEAD, VILLAGE, "NEIGHBOUR_HEAD", "张三", START)],
        ),
    )
    return write


def household(place: str, register: str, size: int = 3, **more: object) -> UpsertNodes:
    columns = ("place", "registerNumber", "size", "validFrom", *more)
    return UpsertNodes("Household", columns, [(place, register, size, START, *more.values())])


def value(store: sqlite3.Connection, statement: str, *parameters: object) -> object:
    row = store.execute(statement, parameters).fetchone()
    return row and row[0]


def test_a_receipt_tells_what_was_done_and_gives_the_keys_in_row_order(town: Write) -> None:
    rows = [(VILLAGE, str(n), 2, HEAD, START) for n in (3, 1, 2)]
    receipt = town(UpsertNodes("Household", ("place", "registerNumber", "size", "neighbourHead", "validFrom"), rows))
    assert receipt.keys() == [key("hh", 1), key("hh", 2), key("hh", 3)]
    assert receipt.seq == 2
    assert receipt.tallies == {
        "Household": Tally(created=3),
        "Household.place": Tally(created=3),
        "Household.neighbourHead": Tally(created=3),
    }


def test_the_same_rows_again_write_nothing(town: Write, store: sqlite3.Connection, model: Model) -> None:
    change = household(GROUP, "12", neighbourHead=HEAD)
    first = town(change)
    before = digest(store, model)
    second = town(change)
    assert second.seq is None
    assert second.keys() == first.keys()
    assert second.tallies["Household"] == Tally(unchanged=1)
    assert value(store, "SELECT count(*) FROM change_log") == 2
    assert value(store, "SELECT version FROM n_hh") == first.seq
    assert digest(store, model) == before


def test_a_changed_value_changes_the_version_of_its_row_only(town: Write, store: sqlite3.Connection) -> None:
    town(household(GROUP, "12", neighbourHead=HEAD))
    receipt = town(household(GROUP, "12", size=4))
    assert receipt.tallies["Household"] == Tally(changed=1)
    assert store.execute("SELECT p_size, version FROM n_hh").fetchall() == [(4, 3)]
    assert store.execute("SELECT version FROM l_hh_place").fetchall() == [(2,)]


def test_absent_leaves_and_null_clears(town: Write, store: sqlite3.Connection) -> None:
    hh = town(household(GROUP, "12", pointsFile=True)).keys()[0]
    town(UpsertNodes("Household", ("id", "size"), [(hh, 5)]))
    assert value(store, "SELECT p_points_file FROM n_hh") == 1
    town(UpsertNodes("Household", ("id", "pointsFile"), [(hh, None)]))
    assert store.execute("SELECT p_size, p_points_file FROM n_hh").fetchone() == (5, None)


def test_a_household_is_found_by_its_village_wherever_it_is_placed_below(town: Write) -> None:
    first = town(household(GROUP, "12")).keys()
    change = UpsertNodes(
        "Household", ("place", "registerNumber", "size", "since"), [(VILLAGE, "12", 3, day("2020-01-01"))]
    )
    again = town(change)
    assert again.keys() == first
    assert again.tallies["Household.place"] == Tally(created=1, changed=1)


def test_when_a_group_moves_to_another_village_its_households_are_found_there(town: Write) -> None:
    first = town(household(GROUP, "12")).keys()
    other = key("area", 5)
    town(
        UpsertNodes(
            "Area", ("id", "name", "level", "parent", "validFrom"), [(other, "北外村", "VILLAGE", TOWN, START)]
        ),
        UpsertNodes("Area", ("id", "parent", "since"), [(GROUP, other, day("2020-06-01"))]),
    )
    found = UpsertNodes(
        "Household", ("place", "registerNumber", "size", "since"), [(other, "12", 3, day("2021-01-01"))]
    )
    assert town(found).keys() == first
    assert town(household(VILLAGE, "12")).keys() != first


def test_an_organisation_is_found_by_its_code_else_by_parent_and_name(town: Write, store: sqlite3.Connection) -> None:
    columns = ("name", "form", "parent", "uscc", "validFrom")
    one = town(
        UpsertNodes("Organisation", columns, [("甲公司", "ENTERPRISE", None, "91510681X00000019Q", START)])
    ).keys()
    renamed = ("甲集团", "ENTERPRISE", None, "91510681x00000019q", START)
    assert town(UpsertNodes("Organisation", columns, [renamed])).keys() == one
    by_name = UpsertNodes("Organisation", ("parent", "name", "stars"), [(None, "甲集团", 5)])
    assert town(by_name).keys() == one
    other = ("甲集团", "ENTERPRISE", None, "51510681X00000021B", START)
    with pytest.raises(ChangeError, match="check character"):
        town(UpsertNodes("Organisation", columns, [other]))
    assert town(UpsertNodes("Organisation", columns, [(*other[:3], make("51", "510681", 2), START)])).keys() != one


def test_a_figure_without_dimensions_is_found_again(town: Write, store: sqlite3.Connection) -> None:
    columns = ("area", "indicator", "period", "status", "bound", "value", "unit", "source", "validFrom")
    row = (COUNTY, "户数", "2021", "ACTUAL", "ABOUT", Decimal("206500.5"), "户", "报", START)
    first = town(UpsertNodes("Fact", columns, [row]))
    assert value(store, "SELECT p_value FROM n_fact") == 2065005000
    assert town(UpsertNodes("Fact", columns, [row])).seq is None
    with_dimensions = UpsertNodes("Fact", (*columns, "dimensions"), [(*row, "sex=f")])
    assert town(with_dimensions).keys() != first.keys()


def test_rows_of_one_node_in_one_change_follow_each_other(town: Write, store: sqlite3.Connection) -> None:
    columns = ("place", "registerNumber", "size", "validFrom")
    rows = [(GROUP, "1", 2, START), (GROUP, "2", 2, START), (VILLAGE, "1", 5, START), (GROUP, "1", 6, START)]
    with pytest.raises(ChangeError, match="give the column since"):
        town(UpsertNodes("Household", columns, rows))
    rows[2] = (GROUP, "1", 5, START)
    receipt = town(UpsertNodes("Household", columns, rows))
    assert receipt.keys() == [key("hh", 1), key("hh", 2), key("hh", 1), key("hh", 1)]
    assert receipt.tallies["Household"] == Tally(created=2, changed=2)
    assert store.execute("SELECT p_size FROM n_hh ORDER BY sk").fetchall() == [(6,), (2,)]


def test_two_nodes_that_fit_one_row_are_an_error_that_lists_them(town: Write) -> None:
    columns = ("id", "place", "registerNumber", "size", "validFrom")
    town(UpsertNodes("Household", columns, [(key("hh", n), GROUP, "1", 2, START) for n in (7, 8)]))
    with pytest.raises(ChangeError) as caught:
        town(household(GROUP, "1"))
    assert caught.value.code is Code.AMBIGUOUS_KEY
    assert caught.value.details["candidates"] == [key("hh", 7), key("hh", 8)]


def test_of_nodes_with_one_key_the_one_of_the_row_s_time_is_meant(town: Write, store: sqlite3.Connection) -> None:
    columns = ("parent", "level", "name", "validFrom", "validTo")
    old = town(UpsertNodes("Area", columns, [(TOWN, "VILLAGE", "新村", START, day("2020-06-01"))])).keys()
    new = town(UpsertNodes("Area", columns, [(TOWN, "VILLAGE", "新村", day("2020-06-01"), None)])).keys()
    assert new != old
    assert town(UpsertNodes("Area", columns, [(TOWN, "VILLAGE", "新村", START, day("2020-06-01"))])).keys() == old
    now = UpsertNodes("Area", ("parent", "level", "name", "urbanRuralClass"), [(TOWN, "VILLAGE", "新村", "220")])
    assert town(now).keys() == new


def test_keys_are_numbered_by_region_of_birth_and_given_ids_raise_the_next(town: Write) -> None:
    columns = ("id", "place", "registerNumber", "size", "validFrom")
    town(UpsertNodes("Household", columns, [(key("hh", 100), GROUP, "100", 2, START)]))
    assert town(household(GROUP, "101")).keys() == [key("hh", 101)]
    area = UpsertNodes("Area", ("parent", "level", "name", "validFrom"), [(TOWN, "VILLAGE", "新村", START)])
    assert town(area).keys() == [key("area", 5)]


def test_the_region_of_birth_comes_from_column_place_or_the_only_one(model: Model) -> None:
    store = create(":memory:", model, ["510681", "4313"])
    common = {"actor": "a", "reason": "r", "source": "s"}
    columns = ("name", "form", "parent", "region", "validFrom")
    made = apply(
        store, model, [UpsertNodes("Organisation", columns, [("甲", "BRANCH", None, "431301", START)])], **common
    )
    assert made.keys() == [key("org", 1, "431301")]
    below = UpsertNodes("Organisation", columns, [("乙", "BRANCH", made.keys()[0], None, START)])
    assert apply(store, model, [below], **common).keys() == [key("org", 2, "431301")]
    with pytest.raises(ChangeError, match="in which region"):
        apply(store, model, [UpsertNodes("Organisation", columns, [("丙", "BRANCH", None, None, START)])], **common)
    with pytest.raises(ChangeError) as caught:
        apply(store, model, [UpsertNodes("Organisation", columns, [("丁", "BRANCH", None, "510113", START)])], **common)
    assert caught.value.code is Code.FOREIGN_NODE
    single = create(":memory:", model, ["4313"])
    row = ("丙", "BRANCH", None, START)
    only = UpsertNodes("Organisation", ("name", "form", "parent", "validFrom"), [row])
    assert apply(single, model, [only], **common).keys() == [key("org", 1, "431300")]


def test_a_node_of_another_hub_is_a_stub_and_not_counted(town: Write, store: sqlite3.Connection) -> None:
    columns = ("id", "name", "seat", "validFrom")
    town(
        UpsertNodes("Organisation", columns, [(key("org", 9, "510113"), "青白江区委", TOWN, START)]),
        UpsertNodes("Organisation", (*columns, "form"), [(key("org", 9), "广汉市委", TOWN, START, "PARTY_COMMITTEE")]),
    )
    assert store.execute("SELECT stub, p_form FROM n_org ORDER BY stub").fetchall() == [
        (0, "PARTY_COMMITTEE"),
        (1, None),
    ]
    assert value(store, "SELECT sum(delta) FROM k_place WHERE what = 'org' AND area = ?", stored(1)) == 1


def test_a_dated_property_keeps_its_former_values(town: Write, store: sqlite3.Connection) -> None:
    town(UpsertNodes("Area", ("id", "name", "since"), [(VILLAGE, "第10村", day("2020-06-01"))]))
    town(UpsertNodes("Area", ("id", "name", "since"), [(VILLAGE, "第3村", day("2021-06-01"))]))
    history = store.execute("SELECT since, until, value, ord FROM h_area_name ORDER BY since").fetchall()
    assert history == [
        (1, number("2020-06-01"), "友谊村", "友谊村"),
        (number("2020-06-01"), number("2021-06-01"), "第10村", "第0210村"),
    ]
    assert store.execute("SELECT p_name, o_name FROM n_area WHERE sk = ?", (stored(3),)).fetchone() == (
        "第3村",
        "第013村",
    )
    texts = store.execute("SELECT text, since, until FROM s_area WHERE sk = ? ORDER BY since", (stored(3),)).fetchall()
    assert [row[0] for row in texts] == ["友谊村", "第10村", "第3村"]
    assert (texts[0][1], texts[-1][2]) == (1, FOREVER)


def test_a_dated_property_can_be_corrected_and_old_rows_read_again(town: Write, store: sqlite3.Connection) -> None:
    town(UpsertNodes("Area", ("id", "name", "since"), [(VILLAGE, "新村", day("2020-06-01"))]))
    town(UpsertNodes("Area", ("id", "name"), [(VILLAGE, "新村社区")]))
    assert value(store, "SELECT p_name FROM n_area WHERE sk = ?", stored(3)) == "新村社区"
    assert value(store, "SELECT count(*) FROM h_area_name") == 1
    same_day = UpsertNodes("Area", ("id", "name", "since"), [(VILLAGE, "新村", day("2020-06-01"))])
    town(same_day)
    assert town(same_day).seq is None
    old = UpsertNodes(
        "Area", ("id", "name", "level", "parent", "validFrom"), [(VILLAGE, "友谊村", "VILLAGE", TOWN, START)]
    )
    assert town(old).seq is None
    with pytest.raises(ChangeError, match="a later value is known, from 2020-06-01 on"):
        town(UpsertNodes("Area", ("id", "name", "since"), [(VILLAGE, "老村", day("2020-01-01"))]))


def test_a_link_s_column_moves_it_on_a_day(town: Write, store: sqlite3.Connection) -> None:
    town(household(GROUP, "12", neighbourHead=HEAD))
    hh, other = key("hh", 1), key("post", 2)
    town(
        UpsertNodes(
            "Posting",
            ("id", "area", "role", "holder", "validFrom"),
            [(other, VILLAGE, "NEIGHBOUR_HEAD", "李四", START)],
        )
    )
    with pytest.raises(ChangeError, match="give the column since"):
        town(UpsertNodes("Household", ("id", "neighbourHead"), [(hh, other)]))
    move = UpsertNodes("Household", ("id", "neighbourHead", "since"), [(hh, other, day("2020-01-01"))])
    assert town(move).tallies["Household.neighbourHead"] == Tally(created=1, changed=1)
    assert town(move).seq is None
    links = "SELECT dst, since, until FROM l_hh_neighbour_head ORDER BY since"
    assert store.execute(links).fetchall() == [
        (stored(1), START.toordinal(), number("2020-01-01")),
        (stored(2), number("2020-01-01"), FOREVER),
    ]
    assert town(household(GROUP, "12", neighbourHead=HEAD)).seq is None  # what held on its validFrom
    back = UpsertNodes("Household", ("id", "neighbourHead", "since"), [(hh, HEAD, day("2020-01-01"))])
    town(back)
    assert [row[0] for row in store.execute(links)] == [stored(1), stored(1)]
    none = UpsertNodes("Household", ("id", "neighbourHead", "since"), [(hh, None, day("2021-01-01"))])
    town(none)
    assert [row[2] for row in store.execute(links)] == [number("2020-01-01"), number("2021-01-01")]
    with pytest.raises(ChangeError, match="later than") as caught:
        town(UpsertNodes("Household", ("id", "neighbourHead", "since"), [(hh, other, day("2019-06-01"))]))
    assert caught.value.code is Code.SECOND_LINK


def test_links_are_found_by_ends_since_and_key(town: Write, store: sqlite3.Connection) -> None:
    ally, org = key("alliance", 1), key("org", 1)
    town(
        UpsertNodes("Organisation", ("id", "name", "form", "validFrom"), [(org, "甲", "BANK", START)]),
        UpsertNodes(
            "Alliance",
            ("id", "name", "type", "founded", "seat", "validFrom"),
            [(ally, "联盟", "REGIONAL", START, COUNTY, START)],
        ),
    )
    columns = ("from", "to", "since", "until", "role")
    rows = [
        (ally, org, START, None, "LEAD"),
        (ally, org, START, None, "OBSERVER"),
        (ally, org, day("2020-01-01"), None, "LEAD"),
    ]
    assert town(UpsertLinks("Alliance", "members", columns, rows)).tallies["Alliance.members"] == Tally(created=3)
    again = UpsertLinks("Alliance", "members", columns, [(ally, org, START, day("2020-01-01"), "LEAD"), rows[1]])
    assert town(again).tallies["Alliance.members"] == Tally(changed=1, unchanged=1)
    narrowed = EndLinks(
        "Alliance", "members", ("from", "to", "until", "role"), [(ally, org, day("2021-01-01"), "LEAD")]
    )
    assert town(narrowed).tallies["Alliance.members"] == Tally(changed=1)
    assert town(narrowed).seq is None
    all_ = EndLinks("Alliance", "members", ("from", "to", "until"), [(ally, org, day("2021-01-01"))])
    assert town(all_).tallies["Alliance.members"] == Tally(changed=1, unchanged=1)
    with pytest.raises(ChangeError, match=r"role .* is required"):
        town(UpsertLinks("Alliance", "members", ("from", "to", "since"), [(ally, org, day("2023-01-01"))]))


def test_parts_are_found_by_all_their_values(town: Write, store: sqlite3.Connection) -> None:
    columns = ("of", "since", "until", "authority", "vintage", "code")
    row = (TOWN, START, None, "NBS", "2023-06", "510681101")
    assert town(UpsertParts("Area", "codes", columns, [row, row])).tallies["Area.codes"] == Tally(created=1)
    version = value(store, "SELECT version FROM n_area WHERE sk = ?", stored(2))
    assert version == 2
    assert town(UpsertParts("Area", "codes", columns, [row])).seq is None
    ended = (TOWN, START, day("2024-01-01"), "NBS", "2023-06", "510681101")
    assert town(UpsertParts("Area", "codes", columns, [ended])).tallies["Area.codes"] == Tally(changed=1)
    beside = UpsertNodes(
        "Area", ("id", "codes.authority", "codes.vintage", "codes.code"), [(TOWN, "NBS", "2023-06", "510681101")]
    )
    assert town(beside).seq is None


def test_a_merger_ends_the_predecessor_once(town: Write, store: sqlite3.Connection) -> None:
    columns = ("from", "to", "date", "reform", "basis")
    rows = [
        (VILLAGE, key("area", 5), day("2020-06-01"), "两项改革", "INVENTED"),
        (VILLAGE, key("area", 6), day("2020-06-01"), "两项改革", "INVENTED"),
    ]
    new = [(key("area", n), f"新{n}村", "VILLAGE", TOWN, day("2020-06-01")) for n in (5, 6)]
    change = Succeed("Area", columns, rows)
    town(UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), new), change)
    assert value(store, "SELECT valid_to FROM n_area WHERE sk = ?", stored(3)) == number("2020-06-01")
    assert value(store, "SELECT count(*) FROM l_area_successors") == 2
    assert town(change).seq is None
    with pytest.raises(ChangeError) as caught:
        town(Succeed("Area", columns, [(key("area", 5), VILLAGE, day("2021-01-01"), "两项改革", "INVENTED")]))
    assert caught.value.code is Code.CYCLE


def test_counters_follow_the_days(town: Write, store: sqlite3.Connection) -> None:
    town(household(GROUP, "1", validTo=day("2022-01-01")), household(VILLAGE, "2"))

    def count(area: str, on: str, what: str = "hh") -> object:
        return value(
            store,
            "SELECT coalesce(sum(delta), 0) FROM k_place WHERE area = ? AND what = ? AND day <= ?",
            stored(int(area[-1])), what, number(on),
        )  # fmt: skip

    assert [count(COUNTY, "2018-12-31"), count(COUNTY, "2019-01-01"), count(COUNTY, "2022-01-01")] == [0, 2, 1]
    assert [count(GROUP, "2021-12-31"), count(GROUP, "2022-01-01")] == [1, 0]
    assert count(COUNTY, "2020-01-01", "post:neighbourHeads") == 1
    town(UpsertNodes("Area", ("id", "validTo"), [(VILLAGE, day("2021-01-01"))]))
    # The village is between the county and the group; what is placed in an ended area counts in that area alone.
    assert [count(COUNTY, "2020-12-31"), count(COUNTY, "2021-01-01"), count(VILLAGE, "2021-01-01")] == [2, 0, 2]


def test_the_log_says_who_why_and_what(town: Write, store: sqlite3.Connection, model: Model) -> None:
    changes = [household(GROUP, "1"), household(GROUP, "1", size=4)]
    receipt = apply(store, model, changes, actor="王五", reason="登记", source="a.xlsx", row_numbers=[[17], None])
    log = store.execute("SELECT actor, reason, source, load, summary FROM change_log WHERE seq = ?", (receipt.seq,))
    actor, reason, source, load, summary = log.fetchone()
    assert (actor, reason, source, load) == ("王五", "登记", "a.xlsx", None)
    assert json.loads(summary) == [
        {"change": "UpsertNodes", "kind": "Household", "rows": {"Household": [1, 0], "Household.place": [1, 0]}},
        {"change": "UpsertNodes", "kind": "Household", "rows": {"Household": [0, 1]}},
    ]
    assert value(store, "SELECT row_no FROM l_hh_place") == 17


def test_a_dry_run_says_what_would_be_done_and_does_not(town: Write, store: sqlite3.Connection, model: Model) -> None:
    before = digest(store, model)
    receipt = apply(store, model, [household(GROUP, "1")], actor="a", reason="r", source="s", dry_run=True)
    assert receipt.tallies["Household"] == Tally(created=1)
    assert digest(store, model) == before
    store.execute("BEGIN")
    apply(store, model, [household(GROUP, "1")], actor="a", reason="r", source="s")
    store.execute("ROLLBACK")
    assert digest(store, model) == before
    assert check(store, model) == []


def test_a_fault_in_a_later_change_takes_the_earlier_ones_back(
    town: Write, store: sqlite3.Connection, model: Model
) -> None:
    before = digest(store, model)
    with pytest.raises(ChangeError) as caught:
        town(household(GROUP, "1"), household(GROUP, "2", size=-(2**31) - 1))
    assert caught.value.details == {"kind": "Household", "row": 0, "column": "size", "change": 1}
    assert digest(store, model) == before
    assert not store.in_transaction


def test_no_rows_and_no_changes_are_no_fault(write: Write) -> None:
    assert write().seq is None
    assert (
        write(UpsertNodes("Household", ("id",), []), UpsertLinks("Area", "parent", ("from", "to", "since"), [])).seq
        is None
    )

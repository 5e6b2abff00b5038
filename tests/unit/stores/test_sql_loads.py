"""Loads are begun, resumed, finished and undone; an open one is seen, and nothing of a later change is lost."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable

import pytest

from graph_schema.changes import EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import format_key, pack
from graph_schema.model import Model
from hub.errors import ChangeError, Code
from hub.stores.sql.changes import Receipt, apply
from hub.stores.sql.digest import digest
from hub.stores.sql.loads import begin_load, finish_load, open_loads, undo_load
from hub.stores.sql.verify import check

START = datetime.date(2019, 1, 1)
LATER = datetime.date(2020, 6, 1)


def key(tag: str, n: int) -> str:
    return format_key(tag, pack("510681", n))


COUNTY, TOWN, VILLAGE = (key("area", n) for n in (1, 2, 3))
HOUSEHOLD = ("place", "registerNumber", "size", "validFrom")

Write = Callable[..., Receipt]


@pytest.fixture
def town(write: Write) -> Write:
    rows = [
        (COUNTY, "广汉市", "COUNTY", None, START),
        (TOWN, "三水镇", "TOWNSHIP", COUNTY, START),
        (VILLAGE, "友谊村", "VILLAGE", TOWN, START),
    ]
    homes = [(VILLAGE, str(n), 3, START) for n in range(10)]
    write(
        UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), rows),
        UpsertNodes("Household", HOUSEHOLD, homes),
    )
    return write


def homes(*registers: int, size: int = 3) -> UpsertNodes:
    return UpsertNodes("Household", HOUSEHOLD, [(VILLAGE, str(n), size, START) for n in registers])


def test_an_open_load_is_seen_and_keeps_its_checkpoint(town: Write, store: sqlite3.Connection, model: Model) -> None:
    load = begin_load(store, "households.xlsx", "ab" * 32)
    common = {"actor": "a", "reason": "r", "source": "households.xlsx", "load": load}
    apply(store, model, [homes(20, 21)], **common, checkpoint="row 2", row_numbers=[[5, 6]])
    apply(store, model, [homes(20, 21)], **common, checkpoint="row 4")
    (found,) = open_loads(store)
    assert (found.id, found.source, found.checkpoint, found.state, found.rows) == (
        load,
        "households.xlsx",
        "row 4",
        "OPEN",
        4,
    )
    assert [fault.sort for fault in check(store, model)] == ["load"]
    assert store.execute("SELECT load, row_no FROM n_hh WHERE load IS NOT NULL ORDER BY sk").fetchall() == [
        (load, 5),
        (load, 6),
    ]
    with pytest.raises(ChangeError) as caught:
        begin_load(store, "other.xlsx", "cd" * 32)
    assert caught.value.code is Code.OPEN_LOAD
    assert caught.value.details == {"load": load, "checkpoint": "row 4"}
    finish_load(store, load)
    assert open_loads(store) == []
    assert check(store, model) == []
    for again in (
        lambda: finish_load(store, load),
        lambda: town(homes(30), load=load),
        lambda: town(homes(30), load=99),
    ):
        with pytest.raises(ChangeError) as caught:
            again()
        assert caught.value.code is Code.BAD_ARGUMENT


def test_a_failed_batch_leaves_the_checkpoint_of_the_one_before(
    town: Write, store: sqlite3.Connection, model: Model
) -> None:
    load = begin_load(store, "a", "")
    common = {"actor": "a", "reason": "r", "source": "a", "load": load}
    apply(store, model, [homes(20)], **common, checkpoint="1")
    with pytest.raises(ChangeError):
        apply(store, model, [homes(21), homes(22, size=2**40)], **common, checkpoint="2")
    assert open_loads(store)[0].checkpoint == "1"
    assert store.execute("SELECT count(*) FROM n_hh").fetchone() == (11,)


def test_an_undone_load_leaves_the_graph_as_it_was(town: Write, store: sqlite3.Connection, model: Model) -> None:
    before = digest(store, model)
    versions = store.execute("SELECT sk, version, load FROM n_hh ORDER BY sk").fetchall()
    load = begin_load(store, "a", "")
    new = key("area", 4)
    town(
        UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), [(new, "新村", "VILLAGE", TOWN, LATER)]),
        Succeed("Area", ("from", "to", "date", "reform", "basis"), [(VILLAGE, new, LATER, "r", "INVENTED")]),
        UpsertNodes("Area", ("id", "name", "since"), [(TOWN, "三水街道", LATER)]),
        load=load,
    )
    town(homes(1, 2, 20, 21, size=7), load=load)
    town(
        UpsertNodes("Household", ("id", "place", "since"), [(key("hh", n), new, LATER) for n in range(1, 11)]),
        load=load,
    )
    town(
        EndLinks("Household", "place", ("from", "to", "until"), [(key("hh", 3), new, datetime.date(2021, 1, 1))]),
        load=load,
    )
    codes = UpsertParts(
        "Area", "codes", ("of", "since", "authority", "vintage", "code"), [(TOWN, START, "NBS", "2023", "510681101")]
    )
    town(codes, load=load)
    finish_load(store, load)
    assert digest(store, model) != before
    seq = undo_load(store, model, load, actor="王五", reason="wrong file")
    assert digest(store, model) == before
    assert check(store, model) == []
    assert store.execute("SELECT sk, version, load FROM n_hh ORDER BY sk").fetchall() == versions
    assert store.execute("SELECT actor, reason, summary FROM change_log WHERE seq = ?", (seq,)).fetchone() == (
        "王五", "wrong file", '[{"change":"Undo","load":1}]'
    )  # fmt: skip
    assert store.execute("SELECT state FROM loads").fetchone() == ("UNDONE",)
    with pytest.raises(ChangeError, match="undone already"):
        undo_load(store, model, load)
    assert town(homes(20)).keys() == [key("hh", 13)], "numbers of keys are not used again"


def test_an_open_load_can_be_undone_and_an_empty_one_too(town: Write, store: sqlite3.Connection, model: Model) -> None:
    before = digest(store, model)
    load = begin_load(store, "a", "")
    town(homes(20), load=load)
    assert undo_load(store, model, load) is not None
    assert (digest(store, model), open_loads(store)) == (before, [])
    empty = begin_load(store, "b", "")
    assert undo_load(store, model, empty) is None
    with pytest.raises(ChangeError, match="no such load"):
        undo_load(store, model, 77)


LATER_CHANGES = {
    "a value": UpsertNodes("Household", ("id", "size"), [(key("hh", 11), 9)]),
    "a value that the load changed": UpsertNodes("Household", ("id", "size"), [(key("hh", 1), 9)]),
    "an end": UpsertNodes("Household", ("id", "validTo"), [(key("hh", 12), LATER)]),
    "a link": UpsertNodes("Household", ("id", "place", "since"), [(key("hh", 11), TOWN, LATER)]),
    "a link from a new node": UpsertLinks(
        "Household", "neighbourHead", ("from", "to", "since"), [(key("hh", 11), key("post", 1), START)]
    ),
    "a part": UpsertParts(
        "Area",
        "codes",
        ("of", "since", "authority", "vintage", "code"),
        [(key("area", 9), START, "NBS", "2023", "510681101")],
    ),
    "a former value": UpsertNodes("Area", ("id", "name", "since"), [(key("area", 9), "x", LATER)]),
    "a link to a new node": UpsertNodes("Household", HOUSEHOLD, [(key("area", 9), "99", 1, START)]),
}


@pytest.mark.parametrize("case", LATER_CHANGES)
def test_undo_refuses_where_a_later_change_touched_its_rows(
    case: str, town: Write, store: sqlite3.Connection, model: Model
) -> None:
    head = ("id", "area", "role", "holder", "validFrom")
    town(UpsertNodes("Posting", head, [(key("post", 1), VILLAGE, "NEIGHBOUR_HEAD", "张", START)]))
    load = begin_load(store, "a", "")
    columns = ("id", "name", "level", "parent", "validFrom")
    area = UpsertNodes("Area", columns, [(key("area", 9), "新村", "VILLAGE", TOWN, START)])
    town(area, homes(0, 20, 21, size=8), load=load)
    finish_load(store, load)
    later = town(LATER_CHANGES[case])
    before = digest(store, model)
    with pytest.raises(ChangeError, match="cannot be undone") as caught:
        undo_load(store, model, load)
    assert caught.value.details == {"load": load, "later": later.seq}
    assert digest(store, model) == before
    assert check(store, model) == []


def test_a_later_load_is_undone_first(town: Write, store: sqlite3.Connection, model: Model) -> None:
    digests = []
    for n in range(3):
        digests.append(digest(store, model))
        load = begin_load(store, str(n), "")
        town(homes(0, 20, size=n + 5), load=load)
        finish_load(store, load)
    with pytest.raises(ChangeError, match="cannot be undone"):
        undo_load(store, model, 1)
    for load in (3, 2, 1):
        undo_load(store, model, load)
        assert digest(store, model) == digests[load - 1]


HOME = key("hh", 1)
"""The first of the households of ``town``."""
OTHER = key("area", 4)


def by_load(store: sqlite3.Connection, model: Model, *changes: object) -> int:
    """The changes as a load of their own."""
    load = begin_load(store, "rows.csv", "0" * 64)
    apply(store, model, changes, actor="a", reason="r", source="rows.csv", load=load)  # type: ignore[arg-type]
    finish_load(store, load)
    return load


def moved(target: str | None, since: str) -> UpsertNodes:
    return UpsertNodes("Household", ("id", "place", "since"), [(HOME, target, datetime.date.fromisoformat(since))])


def numbered(number: str, *more: tuple[object, ...]) -> UpsertNodes:
    return UpsertNodes("Household", ("id", "registerNumber"), [(HOME, number), *more])


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        # The time that the earlier one left free is filled by the later one.
        (moved(None, "2022-01-01"), moved(OTHER, "2023-01-01")),
        # The row that the earlier one changed is taken away by the later one, and another one made in its place.
        (moved(TOWN, "2022-01-01"), moved(OTHER, "2022-01-01")),
        (moved(TOWN, "2022-01-01"), moved(None, "2022-01-01")),
        # The natural key that the earlier one set free is given to another household.
        (numbered("90"), homes(0)),
    ],
    ids=["time filled", "row replaced", "row taken away", "key given away"],
)
def test_what_a_later_load_relies_on_is_not_undone(
    town: Write, store: sqlite3.Connection, model: Model, earlier: UpsertNodes, later: UpsertNodes
) -> None:
    columns = ("id", "name", "level", "parent", "validFrom")
    town(UpsertNodes("Area", columns, [(OTHER, "新丰镇", "TOWNSHIP", COUNTY, START)]))
    before = digest(store, model)
    first = by_load(store, model, earlier)
    between = digest(store, model)
    second = by_load(store, model, later)
    after = digest(store, model)
    with pytest.raises(ChangeError) as caught:
        undo_load(store, model, first)
    assert (caught.value.code, caught.value.details["laterLoad"]) == (Code.BAD_ARGUMENT, second)
    assert (digest(store, model), check(store, model)) == (after, [])
    undo_load(store, model, second)
    assert (digest(store, model), check(store, model)) == (between, [])
    undo_load(store, model, first)
    assert (digest(store, model), check(store, model)) == (before, [])

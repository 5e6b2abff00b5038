"""Faults planted behind the door's back are found, each as what it is."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.keys import format_key, pack
from graph_schema.model import Model
from hub.stores.sql.changes import Receipt
from hub.stores.sql.origin import of_regions
from hub.stores.sql.verify import check

START = datetime.date(2019, 1, 1)
SK = of_regions(["510681"]).stored(pack("510681", 1))


def key(tag: str, n: int) -> str:
    return format_key(tag, pack("510681", n))


@pytest.fixture(autouse=True)
def world(write: Callable[..., Receipt]) -> None:
    areas = [(key("area", 1), "市", "COUNTY", None, START), (key("area", 2), "镇", "TOWNSHIP", key("area", 1), START)]
    write(
        UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), areas),
        UpsertNodes("Area", ("id", "name", "since"), [(key("area", 2), "新镇", datetime.date(2020, 1, 1))]),
        UpsertNodes("Area", ("id", "name", "since"), [(key("area", 2), "大镇", datetime.date(2021, 1, 1))]),
        UpsertNodes(
            "Posting",
            ("id", "area", "role", "holder", "validFrom"),
            [(key("post", 1), key("area", 2), "NEIGHBOUR_HEAD", "张", START)],
        ),
        UpsertNodes(
            "Household",
            ("place", "registerNumber", "size", "neighbourHead", "validFrom"),
            [(key("area", 2), "1", 3, key("post", 1), START)],
        ),
    )


FAULTS = {
    "dangling target": ("dangling", "DELETE FROM n_post", "Household.neighbourHead"),
    "dangling source": ("dangling", "DELETE FROM n_hh", "Household.place"),
    "former value of nobody": ("dangling", "INSERT INTO h_area_name VALUES (7, 1, 9, 'x', 'x')", "h_area_name"),
    "part of nobody": ("dangling", "INSERT INTO q_area_codes VALUES (7, 1, 9, 'NBS', 'x', '51')", "q_area_codes"),
    "cycle": ("cycle", f"UPDATE l_area_parent SET dst = {SK + 1}", "Area.parent"),
    "levels": ("cycle", "UPDATE n_area SET p_level = 'VILLAGE'", "Area.parent"),
    "two at once": (
        "overlap",
        "INSERT INTO l_hh_place SELECT src, since + 9, dst, until, version, load, row_no FROM l_hh_place",
        "Household.place",
    ),
    "empty node": ("dates", "UPDATE n_hh SET valid_to = valid_from", "n_hh"),
    "empty link": ("dates", "UPDATE l_hh_neighbour_head SET until = since - 1", "l_hh_neighbour_head"),
    "history with a gap": ("dates", "UPDATE h_area_name SET until = until - 3 WHERE since = 1", "h_area_name"),
    "closure row missing": ("closure", f"DELETE FROM c_area WHERE dsc = {SK + 1} AND depth = 1", "c_area"),
    "closure row too much": ("closure", f"INSERT INTO c_area VALUES ({SK}, {SK + 1}, 5, 9, 3)", "c_area"),
    "closure depth": ("closure", "UPDATE c_area SET depth = 2 WHERE depth = 1", "c_area"),
    "counter": ("counter", "UPDATE k_place SET delta = 2 WHERE what = 'hh'", "k_place.hh"),
    "counter of a list": (
        "counter",
        "DELETE FROM k_place WHERE what = 'post:neighbourHeads'",
        "k_place.post:neighbourHeads",
    ),
    "search row": ("search", "UPDATE s_area SET text = 'x' WHERE id = 1", "s_area"),
    "search row missing": ("search", "DELETE FROM s_post", "s_post"),
    "search row twice": ("search", "INSERT INTO s_post SELECT id + 1, sk, since, until, text FROM s_post", "s_post"),
    "words missing": ("search", "INSERT INTO f_area(f_area) VALUES ('delete-all')", "f_area"),
    "words too many": ("search", "INSERT INTO f_area(rowid, tokens) VALUES (99, 'abcd')", "f_area"),
    "natural key": ("key", "UPDATE n_hh SET nk = 7", "n_hh"),
    "next number": ("number", "UPDATE numbers SET next = 1 WHERE tag = 'hh'", "n_hh"),
}


def test_a_good_store_has_none(store: sqlite3.Connection, model: Model) -> None:
    assert check(store, model) == []


@pytest.mark.parametrize("case", FAULTS)
def test_a_planted_fault_is_found(case: str, store: sqlite3.Connection, model: Model) -> None:
    sort, statement, where = FAULTS[case]
    store.execute(statement)
    assert (sort, where) in {(fault.sort, fault.where) for fault in check(store, model)}
    assert not store.in_transaction


def test_the_list_of_one_sort_is_bounded(store: sqlite3.Connection, model: Model) -> None:
    store.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
        "INSERT INTO q_area_codes SELECT i, 1, 9, 'NBS', 'x', '51' FROM n"
    )
    assert len(check(store, model)) == 100

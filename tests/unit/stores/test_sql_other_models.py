"""What the vocabulary allows and no core kind uses yet: a named list over a dated property, a link to one from one."""

from __future__ import annotations

import contextlib
import datetime
import random
import sqlite3

import pytest

from graph_schema.changes import UpsertLinks, UpsertNodes
from graph_schema.keys import format_key, pack
from graph_schema.kinds import load_model
from graph_schema.model import Choice, Choices, Inverse, Kind, Link, Model, NamedList, Property, Scalar
from hub.errors import ChangeError, Code
from hub.stores.sql.changes import Receipt, apply
from hub.stores.sql.files import create
from hub.stores.sql.verify import check
from tests.unit.stores.sql_brute import faults

START = datetime.date(2019, 1, 1)
STATES = Choices("State", "", (Choice("OPEN", "开"), Choice("SHUT", "关")))


@pytest.fixture(scope="module")
def other() -> Model:
    shop = Kind(
        name="Shop", plural="Shops", tag="shop", label="店", description="", place="seat",
        properties=(
            Property(name="state", type=Scalar.ENUM, label="", description="", choices=STATES, dated=True, index=True),
            Property(name="count", type=Scalar.LONG, label="", description=""),
        ),
        links=(
            Link(name="seat", target="Area", many=False, label="", description=""),
            Link(
                name="twin", target="Shop", many=False, label="", description="",
                inverse=Inverse(name="twinOf", many=False, label="", description=""),
                properties=(Property(name="title", type=Scalar.TEXT, label="", description="", natural=True),),
            ),
        ),
        lists=(
            NamedList(name="open", property="state", value="OPEN", label="", description=""),
            NamedList(name="shut", property="state", value="SHUT", label="", description=""),
        ),
    )  # fmt: skip
    return Model(tuple(sorted((*load_model().kinds, shop), key=lambda kind: kind.name)))


@pytest.fixture
def shops(other: Model) -> sqlite3.Connection:
    connection = create(":memory:", other, ["510681"])
    areas = [(key("area", 1), "市", "COUNTY", None, START), (key("area", 2), "镇", "TOWNSHIP", key("area", 1), START)]
    write(connection, other, UpsertNodes("Area", ("id", "name", "level", "parent", "validFrom"), areas))
    rows = [(key("shop", n), key("area", 2), "OPEN", START) for n in range(1, 5)]
    write(connection, other, UpsertNodes("Shop", ("id", "seat", "state", "validFrom"), rows))
    return connection


def key(tag: str, n: int) -> str:
    return format_key(tag, pack("510681", n))


def write(connection: sqlite3.Connection, model: Model, *changes: object) -> Receipt:
    return apply(connection, model, changes, actor="a", reason="r", source="s")


@pytest.mark.parametrize("seed", range(3))
def test_a_list_over_a_dated_property_is_counted_on_its_days(
    shops: sqlite3.Connection, other: Model, seed: int
) -> None:
    r = random.Random(seed)
    for _ in range(30):
        state, since = r.choice(("OPEN", "SHUT", None)), START + datetime.timedelta(days=r.randint(0, 20))
        change = UpsertNodes("Shop", ("id", "state", "since"), [(key("shop", r.randint(1, 4)), state, since)])
        with contextlib.suppress(ChangeError):  # a later value is known
            write(shops, other, change)
        assert faults(shops, other) == []
        assert check(shops, other) == []
    assert shops.execute("SELECT count(*) FROM h_shop_state").fetchone()[0] > 4


def test_a_link_from_one_to_one_has_one_at_either_end(shops: sqlite3.Connection, other: Model) -> None:
    columns = ("from", "to", "since", "title")
    write(shops, other, UpsertLinks("Shop", "twin", columns, [(key("shop", 1), key("shop", 2), START, "第2家")]))
    assert shops.execute("SELECT p_title, o_title FROM l_shop_twin").fetchone() == ("第2家", "第012家")
    link = UpsertLinks("Shop", "twin", columns, [(key("shop", 3), key("shop", 2), START, None)])
    column = UpsertNodes("Shop", ("id", "twin", "since"), [(key("shop", 4), key("shop", 2), START)])
    born = UpsertNodes("Shop", ("twin", "seat", "validFrom"), [(key("shop", 2), key("area", 2), START)])
    for change in (link, column, born):
        with pytest.raises(ChangeError, match="two twinOf at once") as caught:
            write(shops, other, change)
        assert caught.value.code is Code.SECOND_LINK
        assert caught.value.details["row"] == 0


def test_a_kind_without_natural_keys_makes_a_node_for_every_row(shops: sqlite3.Connection, other: Model) -> None:
    change = UpsertNodes("Shop", ("seat", "count", "validFrom"), [(key("area", 2), 2**62, START)] * 2)
    assert write(shops, other, change).keys() == [key("shop", 5), key("shop", 6)]
    assert write(shops, other, change).keys() == [key("shop", 7), key("shop", 8)]


def test_a_link_s_own_property_stays_when_its_column_moves_the_link(shops: sqlite3.Connection, other: Model) -> None:
    columns = ("from", "to", "since", "title")
    write(shops, other, UpsertLinks("Shop", "twin", columns, [(key("shop", 1), key("shop", 2), START, "甲")]))
    later = datetime.date(2020, 1, 1)
    write(shops, other, UpsertNodes("Shop", ("id", "twin", "since"), [(key("shop", 1), key("shop", 3), later)]))
    rows = shops.execute("SELECT p_title, o_title, until - since > 999 FROM l_shop_twin ORDER BY since").fetchall()
    assert rows == [("甲", "甲", 0), (None, None, 1)]
    assert check(shops, other) == []

"""A store as a file: not ours, newer, older, migrated, locked, on a full disk."""

from __future__ import annotations

import dataclasses
import datetime
import sqlite3
from pathlib import Path

import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.keys import format_key, pack
from graph_schema.model import Choice, Choices, Inverse, Kind, Link, Model, NamedList, Part, Property, Scalar
from hub.errors import Code, StoreError
from hub.stores.sql import fingerprint, layout
from hub.stores.sql.changes import apply
from hub.stores.sql.digest import digest
from hub.stores.sql.files import check_readable, create, open_for_writing
from hub.stores.sql.sqlite import connect
from hub.stores.sql.verify import check

A = {"actor": "a", "reason": "r", "source": "s"}
START = datetime.date(2019, 1, 1)
COUNTY = format_key("area", pack("510681", 1))
TOWN = format_key("area", pack("510681", 2))
WORLD = [
    UpsertNodes(
        "Area",
        ("id", "name", "level", "parent", "validFrom"),
        [(COUNTY, "广汉市", "COUNTY", None, START), (TOWN, "三水镇", "TOWNSHIP", COUNTY, START)],
    ),
    UpsertNodes(
        "Household",
        ("place", "registerNumber", "size", "validFrom"),
        [(TOWN, str(n), 3, START) for n in range(50)],
    ),
]


@pytest.fixture
def path(tmp_path: Path, model: Model) -> Path:
    """A store with a county, a town and fifty households, closed."""
    path = tmp_path / "hub.db"
    connection = create(path, model, ["510681"])
    apply(connection, model, WORLD, **A)
    connection.close()
    return path


def refused(path: Path, model: Model, **options: int) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_for_writing(path, model, **options).close()
    return caught.value


def test_a_store_opens_again_as_it_was(path: Path, model: Model) -> None:
    connection = open_for_writing(path, model)
    assert apply(connection, model, WORLD, **A).seq is None
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert check(connection, model) == []
    connection.close()


def test_a_file_that_is_there_is_not_made_again(path: Path, model: Model) -> None:
    with pytest.raises(StoreError, match="there is a file already") as caught:
        create(path, model, ["510681"])
    assert caught.value.code is Code.NOT_OURS


def test_a_store_that_could_not_be_made_leaves_no_file(
    tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    def statements(model: Model) -> list[str]:
        return ["PRAGMA max_page_count = 3", "CREATE TABLE a (b)", "CREATE TABLE c (d)", "CREATE TABLE e (f)"]

    monkeypatch.setattr("hub.stores.sql.ddl.statements", statements)
    with pytest.raises(StoreError) as caught:
        create(tmp_path / "hub.db", model, ["510681"])
    assert caught.value.code is Code.STORE_FULL
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("owned", [[], ["5106811"], ["51068"], ["51068１"], ["abc"]])
def test_faulty_prefixes_are_refused(tmp_path: Path, model: Model, owned: list[str]) -> None:
    with pytest.raises(StoreError) as caught:
        create(tmp_path / "hub.db", model, owned)
    assert caught.value.code is Code.BAD_SETTINGS
    assert not (tmp_path / "hub.db").exists()


def test_a_missing_file_is_not_made(tmp_path: Path, model: Model) -> None:
    found = refused(tmp_path / "none.db", model)
    assert found.code is Code.STORE_DOWN
    assert "linli init" in found.message
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database(tmp_path: Path, model: Model) -> None:
    (tmp_path / "a.db").write_text("户编号,人口\n" * 1000, encoding="utf-8")
    assert refused(tmp_path / "a.db", model).code is Code.NOT_OURS


def test_a_database_of_somebody_else(tmp_path: Path, model: Model) -> None:
    other = sqlite3.connect(tmp_path / "a.db")
    other.execute("CREATE TABLE meta (key, value)")
    other.commit()
    other.close()
    assert refused(tmp_path / "a.db", model).code is Code.NOT_OURS
    (tmp_path / "empty.db").touch()
    assert refused(tmp_path / "empty.db", model).code is Code.NOT_OURS


def test_a_newer_and_an_older_format(path: Path, model: Model) -> None:
    for number, code in ((str(layout.FORMAT + 1), Code.NEWER_MODEL), (str(layout.FORMAT - 1), Code.OLDER_MODEL)):
        connection = sqlite3.connect(path)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'format'", (number,))
        connection.commit()
        connection.close()
        found = refused(path, model)
        assert found.code is code
        assert f"format {number}" in found.message


def with_kind(model: Model, name: str, **changes: object) -> Model:
    return Model(tuple(dataclasses.replace(k, **changes) if k.name == name else k for k in model.kinds))


def prop(name: str, type_: Scalar = Scalar.TEXT, **more: object) -> Property:
    return Property(name=name, type=type_, label=name, description=name, **more)


def grown(model: Model) -> Model:
    """The model with a new kind, properties, part, link, choice, index, searched property and named list."""
    area, household = model.kind("Area"), model.kind("Household")
    colour = Choices("Colour", "", (Choice("RED", "红"),))
    level = area.property("level")
    assert level.choices is not None
    choices = dataclasses.replace(level.choices, values=(*level.choices.values, Choice("ROOM", "室")))
    properties = [dataclasses.replace(p, choices=choices) if p.name == "level" else p for p in area.properties]
    model = with_kind(
        model,
        "Area",
        properties=(*properties, prop("nick", search=True, dated=True, natural=True, index=True)),
        parts=(*area.parts, Part(name="notes", type_name="Note", label="", description="", properties=(prop("text"),))),
    )
    lists = (NamedList(name="threes", property="registerNumber", value="3", label="", description=""),)
    model = with_kind(
        model,
        "Household",
        properties=(
            *(dataclasses.replace(p, search=p.name == "registerNumber", required=False) for p in household.properties),
            prop("colour", Scalar.ENUM, choices=colour),
        ),
        links=(*household.links, Link(name="friend", target="Household", many=True, label="", description="")),
        lists=lists,
    )
    new = Kind(name="Thing", plural="Things", tag="thing", label="", description="", properties=(prop("name"),))
    return Model(tuple(sorted((*model.kinds, new), key=lambda kind: kind.name)))


def test_a_file_of_an_older_model_gains_what_is_new(path: Path, model: Model) -> None:
    connection = open_for_writing(path, model)
    before = digest(connection, model)
    connection.close()
    newer = grown(model)
    connection = connect(path)
    with pytest.raises(StoreError, match="older"):
        check_readable(connection, newer, path)
    connection.close()
    connection = open_for_writing(path, newer)
    assert digest(connection, newer) == before
    assert check(connection, newer) == []
    check_readable(connection, newer, path)
    assert connection.execute("SELECT delta FROM k_place WHERE what = 'hh:threes'").fetchall() == [(1,), (1,)]
    change = UpsertNodes("Area", ("id", "nick", "since"), [(TOWN, "三水", START)])
    apply(connection, newer, [change, UpsertNodes("Thing", ("name", "validFrom"), [("x", START)])], **A)
    assert check(connection, newer) == []
    connection.close()
    assert refused(path, model).code is Code.NEWER_MODEL


def test_a_migrated_store_is_like_one_made_with_the_new_model(path: Path, model: Model, tmp_path: Path) -> None:
    newer = grown(model)
    migrated, fresh = open_for_writing(path, newer), create(tmp_path / "fresh.db", newer, ["510681"])
    apply(fresh, newer, WORLD, **A)
    for table, kind in fresh.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'index')"):
        there = migrated.execute("SELECT count(*) FROM sqlite_master WHERE name = ? AND type = ?", (table, kind))
        assert there.fetchone() == (1,), table
        columns = [sorted(row[1] for row in c.execute(f"PRAGMA table_info({table})")) for c in (migrated, fresh)]
        assert columns[0] == columns[1]
    assert digest(fresh, newer) == digest(migrated, newer)
    fresh.close()
    migrated.close()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda p: dataclasses.replace(p, type=Scalar.LONG), "Household.size.type: int became long"),
        (lambda p: dataclasses.replace(p, dated=True), "Household.size.dated: False became True"),
    ],
)
def test_what_is_not_as_it_was_is_refused(path: Path, model: Model, change: object, what: str) -> None:
    household = model.kind("Household")
    properties = tuple(change(p) if p.name == "size" else p for p in household.properties)
    found = refused(path, with_kind(model, "Household", properties=properties))
    assert found.code is Code.OLDER_MODEL
    assert what in found.message


def test_a_new_property_that_is_required_is_no_addition(path: Path, model: Model) -> None:
    household = model.kind("Household")
    newer = with_kind(model, "Household", properties=(*household.properties, prop("x", required=True)))
    assert refused(path, newer).code is Code.OLDER_MODEL


def test_labels_are_not_in_the_fingerprint(model: Model) -> None:
    assert fingerprint.fingerprint(model) == fingerprint.fingerprint(
        with_kind(model, "Area", label="x", description="y")
    )
    assert fingerprint.fingerprint(model) != fingerprint.fingerprint(grown(model))
    loosened = [
        dataclasses.replace(link, inverse=Inverse(name="x", many=False, label="", description=""))
        for link in model.kind("Household").links
    ]
    assert fingerprint.fingerprint(model) != fingerprint.fingerprint(
        with_kind(model, "Household", links=tuple(loosened))
    )


def test_a_store_that_somebody_else_writes_to_is_locked(path: Path, model: Model) -> None:
    mine, other = open_for_writing(path, model, busy=10), open_for_writing(path, model)
    other.execute("BEGIN IMMEDIATE")
    before = digest(mine, model)
    change = UpsertNodes("Area", ("id", "name"), [(TOWN, "新镇")])
    with pytest.raises(StoreError) as caught:
        apply(mine, model, [change], **A)
    assert caught.value.code is Code.STORE_LOCKED
    assert "try again" in caught.value.message
    assert check(mine, model) == []
    other.execute("ROLLBACK")
    assert digest(mine, model) == before
    assert apply(mine, model, [change], **A).seq == 2
    mine.close()
    other.close()


def test_a_store_locked_as_a_whole_cannot_be_opened(path: Path, model: Model) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("CREATE TABLE x (y)")
    assert refused(path, model, busy=10).code is Code.STORE_LOCKED
    other.close()


def test_a_full_disk_loses_nothing(path: Path, model: Model) -> None:
    connection = open_for_writing(path, model)
    before = digest(connection, model)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 5}")
    rows = [(TOWN, f"{n:0100d}", 3, START) for n in range(5000)]
    change = UpsertNodes("Household", ("place", "registerNumber", "size", "validFrom"), rows)
    with pytest.raises(StoreError) as caught:
        apply(connection, model, [change], **A)
    assert caught.value.code is Code.STORE_FULL
    assert "free some space" in caught.value.message
    assert not connection.in_transaction
    assert digest(connection, model) == before
    assert check(connection, model) == []
    connection.execute("PRAGMA max_page_count = 1073741823")
    assert apply(connection, model, [change], **A).tallies["Household"].created == 5000
    connection.close()


def test_a_store_that_may_only_be_read(path: Path, model: Model) -> None:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    check_readable(connection, model, path)
    assert check(connection, model) == []
    with pytest.raises(StoreError) as caught:
        apply(connection, model, WORLD, **A)
    assert caught.value.code is Code.STORE_DOWN
    connection.close()

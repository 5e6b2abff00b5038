"""A whole table read once: every fault found, each with its place, and the rows without one spooled.

What can be known without trying is known here: columns, values, dates, references, repeated rows. What only the store
knows (cycles, a second link, which node a row means) is found by ``upsert.attempt``.
"""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from graph_schema.codes import CodeError, Level, level_of, region_of
from graph_schema.keys import format_key, pack
from graph_schema.model import Kind, Model
from hub.errors import Code
from hub.stores.door import Door, Meant
from loaders import cells, references
from loaders.cells import CellError
from loaders.columns import Column, Role, columns_of
from loaders.references import Dated, Reference
from loaders.sources import Fault, Place, Row, Table
from loaders.spool import Checked, Spool

MOST_KEPT = 1_000
"""Faults that are kept to be shown; all are counted."""
_REGIONS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
_REMEMBERED = 50_000
"""Distinct texts of a column whose values are remembered; most columns repeat few."""


@dataclass(slots=True)
class Faults:
    """Faults by the order in which they were found; ``count`` counts those that are not kept as well."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, fault: Fault) -> None:
        """One more."""
        self.count += 1
        if len(self.kept) < MOST_KEPT:
            self.kept.append(fault)

    def in_order(self) -> list[Fault]:
        """Those that are kept, by row."""
        return sorted(self.kept, key=lambda fault: fault.place.row or 0)


@dataclass(slots=True)
class Validated:
    """A table that has been looked at. ``defined``: what rows of it define, by ``Reference.marks``."""

    table: Table
    kind: Kind
    columns: tuple[Column, ...]
    spool: Spool
    faults: Faults
    defined: Mapping[str, int]

    def __enter__(self) -> Validated:
        return self

    def __exit__(self, *error: object) -> None:
        """Forget the rows."""
        self.spool.close()


def validate(
    door: Door,
    kind: Kind,
    table: Table,
    today: datetime.date,
    *,
    told_rows: Callable[[int], None] = lambda rows: None,
) -> Validated:
    """Read a table whole.

    Args:
        door: of the store that it is meant for; only looked through.
        today: the day on which references are meant in rows without ``since`` and ``validFrom``.
        told_rows: takes the number of rows that were read.
    """
    columns, header = columns_of(kind, table.name, table.columns)
    reading = _Reading(door.model, kind, table, columns, today)
    for fault in header:
        reading.faults.add(fault)
    for row in table.rows():
        if isinstance(row, Fault):
            reading.faults.add(row)
        else:
            reading.row(row)
        told_rows(1)
    reading.order()
    reading.refer(references.resolve(door, reading.references))
    known = [column for column in columns if column is not None]
    if reading.adds_id:
        known.append(Column("id", Role.ID))
    return Validated(table, kind, tuple(known), reading.spool, reading.faults, reading.defined)


class _Reading:
    """The state of reading a table."""

    def __init__(
        self, model: Model, kind: Kind, table: Table, columns: list[Column | None], today: datetime.date
    ) -> None:
        self.model, self.kind, self.table = model, kind, table
        self.columns = columns
        self.today = today.toordinal()
        self.faults = Faults()
        self.spool = Spool()
        self.defined: dict[str, int] = {}
        self.references: dict[Dated, dict[str, array[int]]] = {}
        self._inside: dict[int, tuple[str, ...]] = {}
        self._seen: dict[int, int] = {}
        self._values: list[dict[str, object]] = [{} for _ in columns]
        self._at = {column.name: place for place, column in enumerate(columns) if column is not None}
        self.adds_id = kind.name == "Area" and "id" not in self._at
        """Whether rows get a last value for the keys of regions' own areas."""

    def row(self, row: Row) -> None:
        """Look at one row, and keep it if nothing is wrong with it."""
        before = self.faults.count
        values = tuple(
            None if column is None or not text else self._value(place, column, row.number, text)
            for place, (column, text) in enumerate(zip(self.columns, row.cells, strict=True))
        )
        if self.faults.count == before:
            self._together(row.number, values)
        marks = self._definitions(values)
        for mark in marks:
            self.defined.setdefault(mark, row.number)
        if self.faults.count > before:
            return
        since, begin = self._cell(values, "since"), self._cell(values, "validFrom")
        on = since or begin
        day = on.toordinal() if isinstance(on, datetime.date) else self.today
        for place, column in enumerate(self.columns):
            reference = values[place]
            if column is not None and isinstance(reference, Reference):
                by_column = self.references.setdefault((reference, day), {})
                by_column.setdefault(column.name, array("q")).append(row.number)
                if column.target == self.kind.name:
                    self._inside[row.number] = (*self._inside.get(row.number, ()), *reference.marks)
        kept = tuple(value for value, column in zip(values, self.columns, strict=True) if column is not None)
        if self.adds_id:
            kept = (*kept, None)
        self.spool.add(Checked(row.number, kept, day, self._own(values)))

    def order(self) -> None:
        """Give every row that refers to another row of the table a later wave than that row."""
        for row in self._inside:
            path: list[int] = [row]
            on_path = {row}
            while path:
                at = path[-1]
                before = {self.defined[mark] for mark in self._inside.get(at, ()) if mark in self.defined} - {at}
                waiting = [other for other in before if other in self._inside and other not in self.spool.waves]
                loop = [other for other in waiting if other in on_path]
                if loop:
                    self._fault(at, None, f"it stands below row {loop[0]}, which stands below it", Code.CYCLE)
                    self.spool.waves[at] = 0
                elif waiting:
                    path.append(waiting[0])
                    on_path.add(waiting[0])
                    continue
                else:
                    self.spool.waves[at] = max((self.spool.waves.get(other, 0) + 1 for other in before), default=0)
                on_path.discard(path.pop())

    def refer(self, found: Mapping[Dated, Meant]) -> None:
        """Note references that neither the store nor the table itself has, or that are not clear."""
        for (reference, day), columns in self.references.items():
            meant = found[reference, day]
            # An area that is named below another may come to be two rows above: only the attempt can tell.
            below = bool(reference.below) and self.kind.name == reference.kind
            inside = below or (not reference.below and any(mark in self.defined for mark in reference.marks))
            if meant.key is not None or (inside and not meant.candidates):
                continue
            code, said = references.problem(reference, day, meant, self.kind.name)
            for column, rows in columns.items():
                for number in rows:
                    self._fault(number, column, said, code)

    def _value(self, place: int, column: Column, number: int, text: str) -> object:
        known = self._values[place]
        found = known.get(text)
        if found is None:
            try:
                found = self._read(column, text)
            except CellError as error:
                found = error
            if len(known) >= _REMEMBERED:
                known.clear()
            known[text] = found
        if isinstance(found, CellError):
            self._fault(number, column.name, str(found))
            return None
        return found

    def _read(self, column: Column, text: str) -> object:
        if column.role is Role.LINK:
            assert column.target is not None
            return references.parse(self.model, column.target, text)
        if column.property is not None:
            return cells.value(column.property, text)
        simple: Mapping[Role, Callable[[str], object]] = {
            Role.ID: lambda text: cells.key(self.kind.tag, text),
            Role.DATE: cells.day,
            Role.REGION: cells.region,
        }
        return simple[column.role](text)

    def _together(self, number: int, values: tuple[object, ...]) -> None:
        """What must fit within a row, and between rows."""
        begin, end = self._cell(values, "validFrom"), self._cell(values, "validTo")
        if isinstance(begin, datetime.date) and isinstance(end, datetime.date) and begin >= end:
            self._fault(number, "validTo", f"{end} is not after validFrom {begin}; validTo is the last day plus one")
        level, code = self._cell(values, "level"), self._cell(values, "codes.code")
        if isinstance(level, str) and isinstance(code, str):
            try:
                width = level_of(code).value
            except CodeError:
                width = level
            if width != level:
                self._fault(number, "level", f"it says {level}, but a code of {len(code)} digits is that of a {width}")
        for name in self._keys():
            key = (name, *(self._cell(values, term) for term in (*name, "since", "validFrom")))
            if all(part is not None for part in key[1 : 1 + len(name)]):
                # Of hashes, since a table may have millions of rows.
                first = self._seen.setdefault(hash(key), number)
                if first != number:
                    self._fault(
                        number, None, f"it has the same {' and '.join(name)} as row {first}; delete one of them"
                    )

    def _keys(self) -> Iterable[tuple[str, ...]]:
        """What tells one row from another: the id, and natural keys whose terms all have a column."""
        if "id" in self._at:
            yield ("id",)
        for key in self.kind.natural_keys:
            if all(term in self._at for term in key.terms):
                yield key.terms

    def _own(self, values: tuple[object, ...]) -> tuple[str, str] | None:
        """A region's own area has number 1, so that every hub knows the keys of its ancestors."""
        code, level = self._cell(values, "codes.code"), self._cell(values, "level")
        if self.kind.name != "Area" or level not in _REGIONS or not isinstance(code, str) or self._cell(values, "id"):
            return None
        return code, format_key(self.kind.tag, pack(region_of(code), 1))

    def _definitions(self, values: tuple[object, ...]) -> tuple[str, ...]:
        found = []
        key, code, uscc = (self._cell(values, name) for name in ("id", "codes.code", "uscc"))
        if isinstance(key, str):
            found.append(key)
        if isinstance(code, str) and self.kind.name == "Area":
            found.append(f"code:{code}")
        if isinstance(uscc, str) and self.kind.name == "Organisation":
            found.append(f"uscc:{uscc}")
        parent, name = self._cell(values, "parent"), self._cell(values, "name")
        if isinstance(parent, Reference) and parent.scheme == "code":
            found.append(f"{parent}/{name}")
        return tuple(found)

    def _cell(self, values: tuple[object, ...], name: str) -> object:
        place = self._at.get(name)
        return None if place is None else values[place]

    def _fault(self, row: int, column: str | None, problem: str, code: Code = Code.BAD_VALUE) -> None:
        self.faults.add(Fault(Place(self.table.name, row, column), problem, code))

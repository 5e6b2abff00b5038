"""One change as columns of stored values, its names and cells checked.

What needs no look at the store is decided here; which node a row means, and whether it is there, comes after.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graph_schema.keys import FOREVER
from graph_schema.model import Kind, Link, Model, Part, Property
from hub.errors import Code
from hub.stores.sql.write import cells
from hub.stores.sql.write.batch import Batch
from hub.stores.sql.write.cells import Stored, fault, meant

_T = TypeVar("_T")

RESERVED = ("id", "validFrom", "validTo", "since", "region")
"""Columns of nodes that are not properties, links or parts."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """Rows of an ``UpsertNodes``, by column; a column that is not there is None or missing from its mapping.

    ``rows``: position of each row in its change. Dates are ordinals, keys stored numbers. ``parts``: by part, then
    by property; a row without that part has None in all of them.
    """

    kind: Kind
    rows: Sequence[int]
    source_rows: Sequence[int | None]
    ids: list[int | None] | None = None
    valid_from: list[int | None] | None = None
    valid_to: list[int | None] | None = None
    since: list[int | None] | None = None
    regions: list[str | None] | None = None
    properties: dict[str, list[Stored]] = field(default_factory=dict)
    links: dict[str, list[int | None]] = field(default_factory=dict)
    parts: dict[str, dict[str, list[Stored]]] = field(default_factory=dict)

    def take(self, picked: Sequence[int]) -> Nodes:
        """Only the rows at these places of the frame, in this order."""
        if len(picked) == len(self.rows):
            return self

        def some(column: Sequence[_T]) -> list[_T]:
            return [column[place] for place in picked]

        def some_or_none(column: list[_T] | None) -> list[_T] | None:
            return None if column is None else some(column)

        return replace(
            self,
            rows=some(self.rows),
            source_rows=some(self.source_rows),
            ids=some_or_none(self.ids),
            valid_from=some_or_none(self.valid_from),
            valid_to=some_or_none(self.valid_to),
            since=some_or_none(self.since),
            regions=some_or_none(self.regions),
            properties={name: some(column) for name, column in self.properties.items()},
            links={name: some(column) for name, column in self.links.items()},
            parts={
                part: {name: some(column) for name, column in columns.items()} for part, columns in self.parts.items()
            },
        )


@dataclass(frozen=True, slots=True)
class Dated:
    """Rows of links or parts, by column: ``src`` (or the node of a part), ``dst``, dates, own properties.

    ``until`` is None where the column is not there; in it, an open end is ``FOREVER``.
    """

    what: str
    rows: Sequence[int]
    source_rows: Sequence[int | None]
    src: list[int]
    dst: list[int]
    since: list[int]
    until: list[int] | None
    properties: dict[str, list[Stored]]

    def take(self, picked: Sequence[int]) -> Dated:
        """Only the rows at these places of the frame, in this order."""
        if len(picked) == len(self.rows):
            return self
        return replace(
            self,
            rows=[self.rows[place] for place in picked],
            source_rows=[self.source_rows[place] for place in picked],
            src=[self.src[place] for place in picked],
            dst=[self.dst[place] for place in picked] if self.dst else [],
            since=[self.since[place] for place in picked],
            until=None if self.until is None else [self.until[place] for place in picked],
            properties={name: [column[place] for place in picked] for name, column in self.properties.items()},
        )


def kind_of(model: Model, name: str) -> Kind:
    """The kind of a change.

    Raises:
        ChangeError: UNKNOWN_KIND.
    """
    found = model.by_name.get(name)
    if found is None:
        raise fault(Code.UNKNOWN_KIND, str(name), None, None, f"no such kind; {meant(name, model.by_name)}")
    return found


def link_of(kind: Kind, name: str) -> Link:
    """The link of a change.

    Raises:
        ChangeError: UNKNOWN_COLUMN.
    """
    known = {link.name: link for link in kind.links}
    if name not in known:
        raise fault(Code.UNKNOWN_COLUMN, kind.name, None, None, f"no link {name!r}; {meant(name, known)}")
    return known[name]


def part_of(kind: Kind, name: str) -> Part:
    """The part of a change.

    Raises:
        ChangeError: UNKNOWN_COLUMN.
    """
    known = {part.name: part for part in kind.parts}
    if name not in known:
        raise fault(Code.UNKNOWN_COLUMN, kind.name, None, None, f"no part {name!r}; {meant(name, known)}")
    return known[name]


def nodes(
    batch: Batch, kind: Kind, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]],
    source_rows: Sequence[int] | None,
) -> Nodes:  # fmt: skip
    """The rows of an ``UpsertNodes`` as a frame.

    Raises:
        ChangeError: UNKNOWN_COLUMN, BAD_VALUE or BAD_ID, for the first fault.
    """
    props = {prop.name: prop for prop in kind.properties}
    links = {link.name: link for link in kind.links if not link.many and not _has_required(link)}
    inside = {f"{part.name}.{prop.name}": (part, prop) for part in kind.parts for prop in part.properties}
    values = _columns(kind.name, columns, rows, {*RESERVED, *props, *links, *inside}, _hints(kind))
    parts: dict[str, dict[str, list[Stored]]] = {}
    for column in columns:
        if column in inside:
            part, prop = inside[column]
            parts.setdefault(part.name, {})[prop.name] = _stored(
                batch, f"{kind.name}.{part.name}", column, prop, values[column]
            )
    numbered = range(len(rows))
    for name, given in parts.items():
        _whole_parts(kind, kind.part(name), given)
    found = Nodes(
        kind=kind,
        rows=numbered,
        source_rows=_source_rows(kind.name, rows, source_rows),
        ids=cells.keys(kind.name, "id", kind.tag, values["id"], batch.origin) if "id" in values else None,
        valid_from=cells.dates(kind.name, "validFrom", values["validFrom"]) if "validFrom" in values else None,
        valid_to=cells.dates(kind.name, "validTo", values["validTo"], null=FOREVER) if "validTo" in values else None,
        since=cells.dates(kind.name, "since", values["since"]) if "since" in values else None,
        regions=cells.regions(kind.name, "region", values["region"]) if "region" in values else None,
        properties={
            name: _stored(batch, kind.name, name, prop, values[name]) for name, prop in props.items() if name in values
        },
        links={
            name: cells.keys(kind.name, name, batch.model.kind(link.target).tag, values[name], batch.origin)
            for name, link in links.items()
            if name in values
        },
        parts=parts,
    )
    if found.valid_from is not None and found.valid_to is not None:
        cells.in_order(kind.name, numbered, ("validFrom", found.valid_from), ("validTo", found.valid_to))
    return found


def links(
    batch: Batch, kind: Kind, link: Link, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]],
    source_rows: Sequence[int] | None, *, day: str = "since", keys_only: bool = False,
) -> Dated:  # fmt: skip
    """The rows of an ``UpsertLinks``, ``EndLinks`` or ``Succeed`` as a frame.

    Args:
        day: the column of the day that a row must have; beside ``since`` there may be ``until``.
        keys_only: only those own properties may be given that are part of the link's key.

    Raises:
        ChangeError: UNKNOWN_COLUMN, BAD_VALUE or BAD_ID, for the first fault.
    """
    what = f"{kind.name}.{link.name}"
    own = {prop.name: prop for prop in link.properties if not keys_only or prop.name in link.key}
    until = day == "since"
    known = {"from", "to", day, *own} | ({"until"} if until else set())
    values = _columns(what, columns, rows, known, lambda name: None)
    return _dated(
        what,
        values,
        own,
        src=cells.keys(what, "from", kind.tag, _needed(what, "from", values), batch.origin),
        dst=cells.keys(what, "to", batch.model.kind(link.target).tag, _needed(what, "to", values), batch.origin),
        day=day,
        until=until,
        source_rows=_source_rows(what, rows, source_rows),
    )


def parts(
    batch: Batch, kind: Kind, part: Part, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]],
    source_rows: Sequence[int] | None,
) -> Dated:  # fmt: skip
    """The rows of an ``UpsertParts`` as a frame; ``src`` is the node that the part belongs to.

    Raises:
        ChangeError: UNKNOWN_COLUMN, BAD_VALUE or BAD_ID, for the first fault.
    """
    what = f"{kind.name}.{part.name}"
    own = {prop.name: prop for prop in part.properties}
    values = _columns(what, columns, rows, {"of", "since", "until", *own}, lambda name: None)
    found = _dated(
        what,
        values,
        own,
        src=cells.keys(what, "of", kind.tag, _needed(what, "of", values), batch.origin),
        dst=[],
        day="since",
        until=True,
        source_rows=_source_rows(what, rows, source_rows),
    )
    for name, column in found.properties.items():
        cells.check_indexed(what, name, own[name], column, batch.source.indexed_bytes)
    require(what, found.rows, part.properties, found.properties)
    return found


def require(
    what: str,
    rows: Sequence[int],
    properties: Sequence[Property],
    columns: dict[str, list[Stored]],
    exempt: Callable[[int], bool] = lambda place: False,
) -> None:
    """Check that new rows have every property that is required.

    Args:
        rows: position of each row in its change.
        exempt: whether the row at this place may lack them (a stub).

    Raises:
        ChangeError: BAD_VALUE for the first row that lacks one.
    """
    for prop in properties:
        if not prop.required:
            continue
        column = columns.get(prop.name)
        if column is not None and None not in column:
            continue
        for place, row in enumerate(rows):
            if (column is None or column[place] is None) and not exempt(place):
                raise fault(
                    Code.BAD_VALUE, what, row, prop.name,
                    f"{prop.name} ({prop.label}) is required; "
                    + ("add the column" if column is None else "it cannot be null"),
                )  # fmt: skip


def _stored(batch: Batch, what: str, column: str, prop: Property, values: Sequence[object]) -> list[Stored]:
    """A column of values of a node or its part."""
    found = cells.properties(what, column, prop, values)
    cells.check_indexed(what, column, prop, found, batch.source.indexed_bytes)
    return found


def _columns(
    what: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
    known: set[str],
    hint: Callable[[str], str | None],
) -> dict[str, Sequence[object]]:
    for place, name in enumerate(columns):
        if name not in known:
            help_ = hint(name) or meant(name, sorted(known))
            raise fault(Code.UNKNOWN_COLUMN, what, None, str(name), f"no such column; {help_}")
        if name in columns[:place]:
            raise fault(Code.UNKNOWN_COLUMN, what, None, name, "the column is there twice; leave one out")
    width = len(columns)
    for row, cells_ in enumerate(rows):
        if len(cells_) != width:
            raise fault(
                Code.BAD_VALUE, what, row, None,
                f"{len(cells_)} cells for {width} columns; give every row one cell a column",
            )  # fmt: skip
    if not rows:
        return {name: () for name in columns}
    return dict(zip(columns, zip(*rows, strict=True), strict=True))


def _hints(kind: Kind) -> Callable[[str], str | None]:
    """What to say about names that exist, but not as columns of nodes."""
    many = {link.name for link in kind.links if link.many}
    wider = {link.name for link in kind.links if _has_required(link)}
    parts_ = {part.name for part in kind.parts}

    def hint(name: str) -> str | None:
        if name in many:
            return f"{name} leads to many: use UpsertLinks"
        if name in wider:
            return f"{name} has properties of its own that are required: use UpsertLinks"
        if name in parts_:
            first = kind.part(name).properties[0].name
            return f"{name} has fields: use UpsertParts, or columns such as {name}.{first}"
        return None

    return hint


def _has_required(link: Link) -> bool:
    return any(prop.required for prop in link.properties)


def _needed(what: str, name: str, values: dict[str, Sequence[object]]) -> Sequence[object]:
    if name not in values:
        raise fault(Code.UNKNOWN_COLUMN, what, None, name, "the column is needed; add it")
    for row, value in enumerate(values[name]):
        if value is None:
            raise fault(Code.BAD_VALUE, what, row, name, "it cannot be null")
    return values[name]


def _source_rows(
    what: str, rows: Sequence[tuple[object, ...]], source_rows: Sequence[int] | None
) -> Sequence[int | None]:
    if source_rows is None:
        return [None] * len(rows)
    if len(source_rows) != len(rows):
        raise fault(
            Code.BAD_VALUE,
            what,
            None,
            None,
            f"{len(source_rows)} row numbers for {len(rows)} rows; give one a row",
        )
    return source_rows


def _dated(
    what: str,
    values: dict[str, Sequence[object]],
    own: dict[str, Property],
    *,
    src: list[int | None],
    dst: list[int | None],
    day: str,
    until: bool,
    source_rows: Sequence[int | None],
) -> Dated:
    rows = range(len(src))
    since = cells.dates(what, day, _needed(what, day, values))
    ends = cells.dates(what, "until", values["until"], null=FOREVER) if until and "until" in values else None
    if ends is not None and day == "since":
        cells.in_order(what, rows, ("since", since), ("until", ends))
    return Dated(
        what=what,
        rows=rows,
        source_rows=source_rows,
        src=src,  # type: ignore[arg-type]  # nulls were refused above
        dst=dst,  # type: ignore[arg-type]
        since=since,  # type: ignore[arg-type]
        until=ends,  # type: ignore[arg-type]  # an open end is FOREVER
        properties={
            name: cells.properties(what, name, prop, values[name]) for name, prop in own.items() if name in values
        },
    )


def _whole_parts(kind: Kind, part: Part, given: dict[str, list[Stored]]) -> None:
    """A row has a part whole, or not at all."""
    what = f"{kind.name}.{part.name}"
    for prop in part.properties:
        if prop.required and prop.name not in given:
            raise fault(
                Code.UNKNOWN_COLUMN, kind.name, None, f"{part.name}.{prop.name}",
                f"the column is needed beside the other columns of {part.name}; add it",
            )  # fmt: skip
    some = [any(value is not None for value in row) for row in zip(*given.values(), strict=True)]
    require(what, range(len(some)), part.properties, given, lambda place: not some[place])

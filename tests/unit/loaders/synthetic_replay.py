"""Replay a stream of changes into plain lists, refusing whatever a store would have to refuse."""

from __future__ import annotations

import collections
import datetime
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from graph_schema.changes import Change, Row, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import parse_key, region_of
from graph_schema.kinds import load_model
from graph_schema.model import Kind, Link, Property, Scalar

MODEL = load_model()
TYPES = {
    Scalar.TEXT: str,
    Scalar.INT: int,
    Scalar.LONG: int,
    Scalar.DECIMAL: Decimal,
    Scalar.BOOLEAN: bool,
    Scalar.DATE: datetime.date,
    Scalar.PERIOD: str,
    Scalar.ENUM: str,
}
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as it stands after all changes."""

    source: str
    target: str
    since: datetime.date
    until: datetime.date | None
    role: object = None

    def on(self, day: datetime.date) -> bool:
        """Whether it is valid on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(repr=False)
class Replay:
    """Nodes by key with their latest values, links by kind and name, parts, former dated values."""

    nodes: dict[str, dict[str, object]] = field(default_factory=dict)
    links: dict[tuple[str, str], list[LinkRow]] = field(default_factory=lambda: collections.defaultdict(list))
    parts: dict[str, list[dict[str, object]]] = field(default_factory=lambda: collections.defaultdict(list))
    former: list[tuple[str, str, object, datetime.date]] = field(default_factory=list)
    highest: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Iterable[Change]) -> Replay:
        """All changes, in order."""
        replay = cls()
        for change in changes:
            assert 0 < len(change.rows) <= BATCH
            assert all(len(row) == len(change.columns) for row in change.rows)
            replay.apply(change)
        return replay

    def apply(self, change: Change) -> None:
        """One change."""
        kind = MODEL.kind(change.kind)
        if isinstance(change, UpsertNodes):
            self._nodes(kind, change)
        elif isinstance(change, UpsertLinks):
            self._links(kind.link(change.link), change)
        elif isinstance(change, UpsertParts):
            self._parts(kind, change)
        else:
            assert isinstance(change, Succeed)
            self._successions(kind, change)

    def known(self, key: object, kind: str) -> str:
        """The key, if it is one of a node of this kind written before."""
        assert isinstance(key, str)
        assert key in self.nodes, f"{key} is used before it is defined"
        assert self.nodes[key]["kind"] == kind
        return key

    def _nodes(self, kind: Kind, change: UpsertNodes) -> None:
        properties = {prop.name: prop for prop in kind.properties}
        to_one = {link.name: link for link in kind.links if not link.many}
        assert set(change.columns) <= {"id", "since", "validFrom", "validTo", *properties, *to_one}
        assert "id" in change.columns
        for row in change.rows:
            cells = dict(zip(change.columns, row, strict=True))
            key = str(cells.pop("id"))
            since = cells.pop("since", None)
            self._values(properties, cells)
            fresh = key not in self.nodes
            if fresh:
                self._create(kind, key, cells)
            node = self.nodes[key]
            for name, cell in cells.items():
                if name in to_one:
                    self._point(to_one[name], kind.name, key, cell)
                    continue
                if not fresh and name in properties and properties[name].dated and node.get(name) != cell:
                    assert isinstance(since, datetime.date)
                    self.former.append((key, name, node.get(name), since))
                node[name] = cell

    def _create(self, kind: Kind, key: str, cells: dict[str, object]) -> None:
        tag, packed = parse_key(key)
        assert tag == kind.tag
        region = region_of(packed)
        assert packed > self.highest.get((tag, region), 0), f"{key}: numbers rise in row order"
        self.highest[tag, region] = packed
        assert isinstance(cells["validFrom"], datetime.date)
        for prop in kind.properties:
            assert not prop.required or cells.get(prop.name) is not None, f"{key} lacks {prop.name}"
        end = cells.get("validTo")
        assert end is None or (isinstance(end, datetime.date) and cells["validFrom"] < end)
        self.nodes[key] = {"kind": kind.name, "validFrom": cells["validFrom"], "validTo": None}

    def _point(self, link: Link, kind: str, key: str, target: object) -> None:
        since = self.nodes[key]["validFrom"]
        assert isinstance(since, datetime.date)
        if target is not None:
            self.links[kind, link.name].append(LinkRow(key, self.known(target, link.target), since, None))

    def _links(self, link: Link, change: UpsertLinks) -> None:
        properties = {prop.name: prop for prop in link.properties}
        assert set(change.columns) <= {"from", "to", "since", "until", *properties}
        for row in change.rows:
            cells = dict(zip(change.columns, row, strict=True))
            since, until = cells["since"], cells.get("until")
            assert isinstance(since, datetime.date)
            assert until is None or (isinstance(until, datetime.date) and since < until)
            self._values(properties, cells)
            source, target = self.known(cells["from"], change.kind), self.known(cells["to"], link.target)
            self.links[change.kind, link.name].append(LinkRow(source, target, since, until, cells.get("role")))

    def _parts(self, kind: Kind, change: UpsertParts) -> None:
        properties = {prop.name: prop for prop in kind.part(change.part).properties}
        assert set(change.columns) == {"of", "since", "until", *properties}
        for row in change.rows:
            cells = dict(zip(change.columns, row, strict=True))
            self.known(cells["of"], kind.name)
            self._values(properties, cells)
            self.parts[change.part].append(cells)

    def _successions(self, kind: Kind, change: Succeed) -> None:
        assert change.columns == ("from", "to", "date", "reform", "basis")
        for source, target, day, _, basis in change.rows:
            assert isinstance(day, datetime.date)
            assert basis == "INVENTED"
            node = self.nodes[self.known(source, kind.name)]
            assert node["validTo"] in (None, day)
            node["validTo"] = day
            row = LinkRow(self.known(source, kind.name), self.known(target, kind.name), day, None)
            self.links[kind.name, "successors"].append(row)

    @staticmethod
    def _values(properties: dict[str, Property], cells: dict[str, object]) -> None:
        for name, prop in properties.items():
            cell = cells.get(name)
            assert cell is None or type(cell) is TYPES[prop.type], f"{name}: {cell!r}"
            assert cell is None or prop.choices is None or cell in prop.choices.names

    def on(self, key: str, day: datetime.date) -> bool:
        """Whether a node is valid on a day."""
        node = self.nodes[key]
        begin, end = node["validFrom"], node["validTo"]
        assert isinstance(begin, datetime.date)
        return begin <= day and (end is None or (isinstance(end, datetime.date) and day < end))

    def of_kind(self, kind: str, day: datetime.date, **values: object) -> list[str]:
        """Keys of the nodes of a kind that are valid on a day and have these (latest) values."""
        return [
            key
            for key, node in self.nodes.items()
            if node["kind"] == kind
            and self.on(key, day)
            and all(node.get(name) == value for name, value in values.items())
        ]

    def to_one(self, kind: str, link: str, day: datetime.date) -> dict[str, str]:
        """Targets of a to-one link by source, both valid on a day."""
        return {
            row.source: row.target
            for row in self.links[kind, link]
            if row.on(day) and self.on(row.source, day) and self.on(row.target, day)
        }

    def overlaps(self) -> Iterator[tuple[str, str]]:
        """Sources of to-one links that lead to two nodes on one day."""
        for (kind, name), rows in self.links.items():
            if MODEL.kind(kind).link(name).many:
                continue
            by_source: dict[str, list[LinkRow]] = collections.defaultdict(list)
            for row in rows:
                by_source[row.source].append(row)
            for source, found in by_source.items():
                found.sort(key=lambda row: row.since)
                for before, after in itertools.pairwise(found):
                    if before.until is None or before.until > after.since:
                        yield name, source

    def premature(self) -> Iterator[LinkRow]:
        """Links that begin before one of their ends does."""
        for (_, name), rows in self.links.items():
            for row in rows:
                begins = [self.nodes[key]["validFrom"] for key in (row.source, row.target)]
                if name != "successors" and any(isinstance(b, datetime.date) and row.since < b for b in begins):
                    yield row

    def dead_ends(self) -> Iterator[LinkRow]:
        """Links that are still open, or end later, when their target has ended before their source did."""
        for (_, name), rows in self.links.items():
            for row in rows:
                ends = self.nodes[row.target]["validTo"]
                if name == "successors" or not isinstance(ends, datetime.date):
                    continue
                last = min(
                    day
                    for day in (row.until, self.nodes[row.source]["validTo"], datetime.date.max)
                    if isinstance(day, datetime.date)
                )
                if last > ends:
                    yield row

    def strangers(self) -> list[list[str]]:
        """Postings of one holder that are not held by virtue of each other."""
        by_holder: dict[object, list[str]] = collections.defaultdict(list)
        for key, node in self.nodes.items():
            if node["kind"] == "Posting":
                by_holder[node["holderRef"]].append(key)
        offices = {row.source: row.target for row in self.links["Posting", "exOfficio"]}
        return [
            keys
            for keys in by_holder.values()
            if len(keys) > 1 and {offices.get(key, key) for key in keys} != {keys[0]}
        ]

    def repeated(self) -> list[object]:
        """Natural keys that two living nodes of one kind share, without those that look up a level."""
        targets: dict[str, dict[str, dict[str, str]]] = collections.defaultdict(dict)
        for (kind, name), rows in self.links.items():
            targets[kind][name] = {row.source: row.target for row in rows}
        seen: collections.Counter[tuple[object, ...]] = collections.Counter()
        for key, node in self.nodes.items():
            kind_name = str(node["kind"])
            if node["validTo"] is not None:
                continue
            for natural in MODEL.kind(kind_name).natural_keys:
                if natural.level is None:
                    terms = [node.get(t, targets[kind_name].get(t, {}).get(key)) for t in natural.terms]
                    required = [t for t in terms if t is not None]
                    if len(required) == len(terms):
                        seen[kind_name, *natural.terms, *terms] += 1
        return [terms for terms, count in seen.items() if count > 1]


def digest(changes: Iterable[Change]) -> str:
    """One text for a stream; equal for equal streams only."""
    total = hashlib.sha256()
    for change in changes:
        rows: list[Row] = list(change.rows)
        total.update(repr((type(change).__name__, change.kind, change.columns, rows)).encode())
    return total.hexdigest()

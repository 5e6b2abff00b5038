"""The lists: nodes, their parts and former values, links; and what each change does to them.

Only changes that name ids explicitly are understood, and only valid ones: what ``Store.apply`` refuses is tested
elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from graph_schema.changes import Change, EndLinks, Succeed, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.keys import parse_key, region_of
from graph_schema.model import Kind, Link, Model, Property, Scalar

Cell = object
"""A value as Python has it: text, whole number, ``Decimal`` of the declared scale, Boolean, date, or None."""


@dataclass(eq=False)
class Former:
    """A former value of a dated property: on all days before ``until`` and not before ``since`` (None: ever)."""

    since: date | None
    until: date
    value: Cell


@dataclass(eq=False)
class PartRow:
    """A part of a node."""

    since: date
    until: date | None
    values: dict[str, Cell]

    def valid(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(eq=False)
class Node:
    """A node with its latest values, former values, and parts; ``version`` is the number of its last change."""

    kind: Kind
    key: str
    region: str
    owned: bool
    valid_from: date
    valid_to: date | None = None
    version: int = 0
    values: dict[str, Cell] = field(default_factory=dict)
    former: dict[str, list[Former]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, list[PartRow]] = field(default_factory=lambda: defaultdict(list))

    def valid(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def value(self, name: str, day: date) -> Cell:
        """The value of the day: a former one where one is kept for it, else the latest."""
        for former in self.former[name]:
            if (former.since is None or former.since <= day) and day < former.until:
                return former.value
        return self.values.get(name)


@dataclass(eq=False)
class LinkRow:
    """A link between two nodes."""

    link: Link
    source: Node
    target: Node
    since: date
    until: date | None
    values: dict[str, Cell]

    def valid(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Graph:
    """Nodes by key and links by (declaring kind, link), in the order they were written."""

    def __init__(self, model: Model, owned: Sequence[str]) -> None:
        self.model = model
        self.owned = tuple(owned)
        self.nodes: dict[str, Node] = {}
        self.by_kind: dict[str, list[Node]] = defaultdict(list)
        self.links: dict[tuple[str, str], list[LinkRow]] = defaultdict(list)
        self.outgoing: dict[tuple[str, str, str], list[LinkRow]] = defaultdict(list)
        self.incoming: dict[tuple[str, str, str], list[LinkRow]] = defaultdict(list)
        self.number = 0
        self.masks: set[tuple[str, str]] = set()
        """Kinds and properties that are null for the asker: of stubs, too, there is nothing about them to be known."""
        self.cache: dict[object, object] = {}
        """What ``reading`` remembers about the graph as it is; a change empties it."""
        self._changed = False

    @classmethod
    def from_changes(cls, model: Model, changes: Iterable[Change], owned: Sequence[str]) -> Graph:
        """The graph after one batch."""
        graph = cls(model, owned)
        graph.apply(list(changes))
        return graph

    @classmethod
    def from_batches(cls, model: Model, batches: Iterable[Sequence[Change]], owned: Sequence[str]) -> Graph:
        """The graph after several batches."""
        graph = cls(model, owned)
        for batch in batches:
            graph.apply(batch)
        return graph

    def apply(self, batch: Sequence[Change]) -> None:
        """One batch. It gets the next number, unless it changes nothing."""
        self.cache.clear()
        self.number += 1
        self._changed = False
        for change in batch:
            for row in change.rows:
                cells = dict(zip(change.columns, row, strict=True))
                match change:
                    case UpsertNodes():
                        self._upsert_node(self.model.kind(change.kind), cells)
                    case UpsertLinks():
                        self._upsert_link(change, cells)
                    case EndLinks():
                        self._end_links(change, cells)
                    case UpsertParts():
                        self._upsert_part(change, cells)
                    case Succeed():
                        self._succeed(change, cells)
        if not self._changed:
            self.number -= 1

    def days(self) -> list[date]:
        """Every day on which a node or a link begins: only then can a membership become true."""
        found = {node.valid_from for node in self.nodes.values()}
        for rows in self.links.values():
            found.update(row.since for row in rows)
        return sorted(found)

    def _touch(self, node: Node) -> None:
        node.version = self.number
        self._changed = True

    def _upsert_node(self, kind: Kind, cells: dict[str, Cell]) -> None:
        key = cast(str, cells.pop("id"))
        since = cast("date | None", cells.pop("since", None))
        cells.pop("region", None)
        node = self.nodes.get(key)
        fresh = node is None
        if node is None:
            region = region_of(parse_key(key)[1])
            owned = any(region.startswith(prefix) for prefix in self.owned)
            node = Node(kind, key, region, owned, cast(date, cells["validFrom"]))
            self.nodes[key] = node
            self.by_kind[kind.name].append(node)
            self._touch(node)
        properties = {p.name: p for p in kind.properties}
        for name, cell in cells.items():
            if name == "validFrom":
                if node.valid_from != cell:
                    node.valid_from = cast(date, cell)
                    self._touch(node)
            elif name == "validTo":
                if node.valid_to != cell:
                    node.valid_to = cast("date | None", cell)
                    self._touch(node)
            elif name in properties:
                self._set(node, properties[name], cell, None if fresh else since)
            else:
                self._point(node, kind.link(name), cast("str | None", cell), node.valid_from if fresh else since)

    def _set(self, node: Node, prop: Property, cell: Cell, since: date | None) -> None:
        new = stored(prop, cell)
        old = node.values.get(prop.name)
        if new == old:
            return
        if prop.dated and since is not None:
            former = node.former[prop.name]
            begun = former[-1].until if former else None
            if begun is not None and since < begun:
                raise NotImplementedError("a dated change in front of a later one: no random graph has it")
            if begun is None or begun < since:
                former.append(Former(begun, since, old))
        node.values[prop.name] = new
        self._touch(node)

    def _point(self, node: Node, link: Link, key: str | None, since: date | None) -> None:
        """Make a to-one link lead to this node (or nowhere) from this day on."""
        rows = self.outgoing[node.kind.name, link.name, node.key]
        current = [row for row in rows if row.until is None]
        if any(row.target.key == key for row in current) or (key is None and not current):
            return
        if since is None:
            raise NotImplementedError("a to-one link of a known node changed without a day: no random graph has it")
        for row in current:
            row.until = since
            self._changed = True
        if key is not None:
            self._add(LinkRow(link, node, self.nodes[key], since, None, {}), node.kind.name)

    def _add(self, row: LinkRow, kind: str) -> None:
        self.links[kind, row.link.name].append(row)
        self.outgoing[kind, row.link.name, row.source.key].append(row)
        self.incoming[kind, row.link.name, row.target.key].append(row)
        self._changed = True

    def _find(self, kind: str, link: Link, cells: dict[str, Cell]) -> list[LinkRow]:
        """The links between two nodes that have these values of the link's key, where given."""
        return [
            row
            for row in self.outgoing[kind, link.name, cast(str, cells["from"])]
            if row.target.key == cells["to"] and all(row.values[k] == cells[k] for k in link.key if k in cells)
        ]

    def _upsert_link(self, change: UpsertLinks, cells: dict[str, Cell]) -> None:
        link = self.model.kind(change.kind).link(change.link)
        properties = {p.name: p for p in link.properties}
        values = {name: stored(properties[name], cell) for name, cell in cells.items() if name in properties}
        since = cast(date, cells["since"])
        found = [row for row in self._find(change.kind, link, cells) if row.since == since]
        if not found:
            source, target = self.nodes[cast(str, cells["from"])], self.nodes[cast(str, cells["to"])]
            full: dict[str, Cell] = dict.fromkeys(properties) | values
            self._add(
                LinkRow(link, source, target, since, cast("date | None", cells.get("until")), full),
                change.kind,
            )
            return
        (row,) = found
        if "until" in cells and row.until != cells["until"]:
            row.until = cast("date | None", cells["until"])
            self._changed = True
        if any(row.values[name] != value for name, value in values.items()):
            row.values |= values
            self._changed = True

    def _end_links(self, change: EndLinks, cells: dict[str, Cell]) -> None:
        until = cast(date, cells["until"])
        for row in self._find(change.kind, self.model.kind(change.kind).link(change.link), cells):
            if row.valid(until):
                row.until = until
                self._changed = True

    def _upsert_part(self, change: UpsertParts, cells: dict[str, Cell]) -> None:
        node = self.nodes[cast(str, cells["of"])]
        properties = {p.name: p for p in node.kind.part(change.part).properties}
        values: dict[str, Cell] = {name: stored(p, cells.get(name)) for name, p in properties.items()}
        since = cast(date, cells["since"])
        for part in node.parts[change.part]:
            if part.since == since and part.values == values:
                if "until" in cells and part.until != cells["until"]:
                    part.until = cast("date | None", cells["until"])
                    self._changed = True
                return
        node.parts[change.part].append(PartRow(since, cast("date | None", cells.get("until")), values))
        self._changed = True

    def _succeed(self, change: Succeed, cells: dict[str, Cell]) -> None:
        (link,) = [link for link in self.model.kind(change.kind).links if link.lineage]
        day = cast(date, cells.pop("date"))
        upsert = UpsertLinks(change.kind, link.name, (), ())
        self._upsert_link(upsert, {**cells, "since": day})
        node = self.nodes[cast(str, cells["from"])]
        if node.valid_to is None:
            node.valid_to = day
            self._touch(node)


def stored(prop: Property, cell: Cell) -> Cell:
    """The cell as it is kept: a decimal has exactly its declared scale."""
    if prop.type is Scalar.DECIMAL and cell is not None:
        return cast(Decimal, cell).quantize(Decimal(1).scaleb(-prop.scale))
    return cell

"""What is there on a day: rules 1 to 10 of ``docs/answers.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar, cast

from graph_schema.keys import KeyFormatError, parse_id
from graph_schema.model import End, Kind

from .faults import fault
from .graph import Graph, LinkRow, Node, PartRow
from .words import MODEL, Subtree

T = TypeVar("T")


@dataclass(frozen=True)
class Day:
    """The date as of which a node is read, and whether the question said so."""

    at: date
    explicit: bool


@dataclass(frozen=True)
class Span:
    """``during``: the days from ``first`` on, before ``end``."""

    first: date
    end: date

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)


@dataclass(frozen=True)
class Seen:
    """A node as read."""

    node: Node
    day: Day

    @property
    def id(self) -> str:
        return f"{self.node.key}@{self.day.at.isoformat()}" if self.day.explicit else self.node.key


@dataclass(frozen=True)
class Entry:
    """A node in a list, and the link over which it is there, if it is a link's list."""

    seen: Seen
    link: LinkRow | None = None


def remembered(graph: Graph, question: object, work: Callable[[], T]) -> T:
    """The result of the work, done once for each state of the graph."""
    if question not in graph.cache:
        graph.cache[question] = work()
    return cast(T, graph.cache[question])


def split_id(text: str) -> tuple[str, date | None]:
    """Key and date of an id; ``BAD_ID`` if it is none."""
    try:
        _, _, day = parse_id(text)
    except KeyFormatError as error:
        raise fault("BAD_ID", str(error)) from None
    return text.partition("@")[0], day


def kind_of(key: str) -> str:
    """The name of the kind of a key; empty if no kind has such keys."""
    kind = MODEL.by_tag.get(key.partition(":")[0])
    return kind.name if kind else ""


# Links


def rows_of(graph: Graph, node: Node, end: End) -> list[LinkRow]:
    """All rows of a link at this node, of all times."""
    table = graph.outgoing if end.forward else graph.incoming
    return table.get((end.source, end.link.name, node.key), [])


def far(row: LinkRow, end: End) -> Node:
    """The node at the other side."""
    return row.target if end.forward else row.source


def linked(graph: Graph, node: Node, end: End, day: date) -> list[tuple[LinkRow, Node]]:
    """The entries of a link on a day (of all times for a lineage)."""
    found = [(row, far(row, end)) for row in rows_of(graph, node, end)]
    if end.link.lineage:
        return found
    return [(row, other) for row, other in found if row.valid(day) and other.valid(day)]


def to_one(graph: Graph, node: Node, end: End, day: date) -> tuple[LinkRow, Node] | None:
    """What a to-one link leads to on a day."""
    found = linked(graph, node, end, day)
    if len(found) > 1:
        raise AssertionError(f"{node.key} has several {end.name} on {day}")
    return found[0] if found else None


def linked_during(graph: Graph, node: Node, end: End, span: Span) -> list[tuple[LinkRow, Node]]:
    """The entries of a link that, link and node together, are valid on some day of the interval."""
    found = []
    for row in rows_of(graph, node, end):
        other = far(row, end)
        first = max(row.since, other.valid_from, span.first)
        ends = [span.end, *(until for until in (row.until, other.valid_to) if until is not None)]
        if first < min(ends):
            found.append((row, other))
    return found


def read_during(node: Node, span: Span) -> Day:
    """The date as of which a node found by ``during`` is read."""
    if node.valid_to is None:
        return Day(span.last, True)
    return Day(min(node.valid_to - timedelta(days=1), span.last), True)


def span_days(graph: Graph, span: Span) -> Iterator[date]:
    """Days of the interval of which one is a member's if any is: its first, and all on which something begins."""
    yield span.first
    for day in remembered(graph, "days", graph.days):
        if span.first < day < span.end:
            yield day


# Trees


def above(graph: Graph, node: Node, day: date) -> list[Node]:
    """The nodes upwards, nearest first, as far as each parent link and each node *strictly between* is valid."""

    def walk() -> list[Node]:
        end = MODEL.end(node.kind.name, cast(str, node.kind.tree))
        found: list[Node] = []
        at = node
        while True:
            parents = [row.target for row in rows_of(graph, at, end) if row.valid(day)]
            if not parents:
                return found
            (at,) = parents
            found.append(at)
            if not at.valid(day):
                return found

    return remembered(graph, ("above", node.key, day), walk)


def way_up(graph: Graph, node: Node, day: date) -> list[Node]:
    """The way up, nearest first: each parent link and each parent valid."""
    return [other for other in above(graph, node, day) if other.valid(day)]


def stands_below(graph: Graph, node: Node, top: str, scope: str, day: date) -> bool:
    """Whether the node is the one asked (whatever its validity), or a valid child or descendant of it, by scope."""
    if node.key == top:
        return True
    if scope == "SELF" or not node.valid(day):
        return False
    ups = [other.key for other in above(graph, node, day)]
    return top in (ups[:1] if scope == "CHILDREN" else ups)


def descendants(graph: Graph, top: Node, day: date) -> list[Node]:
    """All nodes below, themselves valid."""
    return [
        node
        for node in graph.by_kind[top.kind.name]
        if node is not top and stands_below(graph, node, top.key, "DESCENDANTS", day)
    ]


def descendants_during(graph: Graph, top: Node, span: Span) -> list[Node]:
    """All nodes that are below on some day of the interval."""
    return [
        node
        for node in graph.by_kind[top.kind.name]
        if any(node is not top and stands_below(graph, node, top.key, "DESCENDANTS", d) for d in span_days(graph, span))
    ]


def anchor_end(kind: Kind, tree: str) -> End | None:
    """The link by which nodes of a kind stand in a tree of areas or organisations; None if they do not."""
    name = kind.place if tree == "Area" else kind.belongs
    return MODEL.end(kind.name, name) if name else None


def anchored(graph: Graph, node: Node, tree: str, top: str, scope: str, day: date) -> bool:
    """Whether the node, valid, stands by its place (or belonging) link, valid, in the subtree of ``top`` on a day."""
    if not node.valid(day):
        return False
    end = anchor_end(node.kind, tree)
    if end is None:
        return False
    return any(row.valid(day) and stands_below(graph, row.target, top, scope, day) for row in rows_of(graph, node, end))


def in_subtree(graph: Graph, sub: Subtree, top: Node, scope: str, day: date) -> list[Node]:
    """A subtree list on a day."""

    def work() -> list[Node]:
        return [
            node
            for node in graph.by_kind[sub.kind.name]
            if node.owned
            and anchored(graph, node, sub.tree.name, top.key, scope, day)
            and (sub.named is None or node.value(sub.named.property, day) == sub.named.value)
        ]

    return remembered(graph, (sub.tree.name, sub.kind.name, sub.named and sub.named.name, top.key, scope, day), work)


def in_subtree_during(graph: Graph, sub: Subtree, top: Node, scope: str, span: Span) -> list[Node]:
    """A subtree list during an interval; a named list's value is that of the date on which the node is read."""
    return [
        node
        for node in graph.by_kind[sub.kind.name]
        if node.owned
        and any(anchored(graph, node, sub.tree.name, top.key, scope, d) for d in span_days(graph, span))
        and (sub.named is None or node.value(sub.named.property, read_during(node, span).at) == sub.named.value)
    ]


def area_at(graph: Graph, node: Node, level: str, day: date) -> Node | None:
    """The area of a level among the node's place and the way up from it (for an area: itself and the way up)."""
    if node.kind.name == "Area":
        start: Node | None = node
    else:
        end = anchor_end(node.kind, "Area")
        found = to_one(graph, node, end, day) if end else None
        start = found[1] if found else None
    if start is None:
        return None
    for area in (start, *way_up(graph, start, day)):
        if area.values["level"] == level:
            return area
    return None


def parts_on(node: Node, name: str, day: date) -> list[PartRow]:
    """The parts valid on a day, by their properties as declared, nulls last, then by ``since``."""

    def place(part: PartRow) -> tuple[object, ...]:
        return (*((value is None, value or "") for value in part.values.values()), part.since)

    return sorted((part for part in node.parts[name] if part.valid(day)), key=place)

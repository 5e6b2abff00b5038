"""The roots that find nodes by id, by code and by text: rules 1, 4, 21 and 22 of ``docs/answers.md``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from graphql import GraphQLError

from graph_schema.codes import CodeError, normalise
from graph_schema.text import fold

from .faults import fault
from .graph import Node, PartRow
from .lists import Arguments, Asker, Within, own_day
from .ordering import Items, Page, Position, Term, in_order, list_digest, page_of
from .reading import Day, Seen, kind_of, split_id
from .words import constant

MOST = 1000
"""The most ids or codes that one field takes."""


def by_id(asker: Asker, kind: str | None, text: str, arguments: Arguments) -> Seen | None:
    """The node of an id, valid or not; None if there is none of the kind."""
    day = own_day(arguments, Day(asker.today, False))
    key, at = split_id(text)
    if at is not None:
        if day.explicit and day.at != at:
            raise fault("BAD_DATE", f"the id is of {at}, asOf is {day.at}")
        day = Day(at, True)
    if kind is not None and kind_of(key) != kind:
        raise fault("BAD_ID", f"{text!r} is the id of another kind")
    node = asker.graph.nodes.get(key)
    if node is None:
        return None
    return Seen(node, day)


def by_ids(asker: Asker, arguments: Arguments) -> list[Seen | None]:
    """Nodes of any kind in the order asked, None in place."""
    if len(arguments["ids"]) > MOST:
        raise fault("BAD_ARGUMENT", f"ids: at most {MOST}")
    return [by_id(asker, None, text, arguments) for text in arguments["ids"]]


# Codes


@dataclass(frozen=True)
class _Bearer:
    """An area and the code it bears or bore."""

    area: Node
    part: PartRow

    @property
    def since(self) -> date:
        return max(self.part.since, self.area.valid_from)

    @property
    def until(self) -> date:
        """The first day on which it bears the code no more."""
        return min(end for end in (self.part.until, self.area.valid_to, date.max) if end is not None)


def by_code(asker: Asker, code: str, arguments: Arguments) -> Seen | None:
    """The area that bears a code on the date, else the last that bore it."""
    day = own_day(arguments, Day(asker.today, False))
    try:
        padded = normalise(code)
    except CodeError as error:
        raise fault("BAD_CODE", str(error)) from None
    bearers = [
        _Bearer(area, part)
        for area in asker.graph.by_kind["Area"]
        for part in area.parts["codes"]
        if normalise(str(part.values["code"])) == padded
        and arguments.get("authority") in (None, part.values["authority"])
        and arguments.get("vintage") in (None, part.values["vintage"])
    ]
    found = [b for b in bearers if b.since <= day.at < b.until]
    if not found:
        before = [b for b in bearers if b.since < b.until <= day.at]
        last = max((b.until for b in before), default=None)
        found = [b for b in before if b.until == last]
    areas = list({b.area.key: b.area for b in found}.values())
    if len(areas) > 1:
        raise fault("AMBIGUOUS_CODE", f"{code} is borne by several areas", candidates=_candidates(found, day.at))
    return Seen(areas[0], day) if areas else None


def _candidates(found: list[_Bearer], day: date) -> list[dict[str, Any]]:
    return [{"key": bearer.area.key, "name": bearer.area.value("name", day), **bearer.part.values} for bearer in found]


def by_codes(asker: Asker, arguments: Arguments) -> list[Seen | GraphQLError | None]:
    """Areas by code in the order asked; an error stands at its item."""
    if len(arguments["codes"]) > MOST:
        raise fault("BAD_ARGUMENT", f"codes: at most {MOST}")
    found: list[Seen | GraphQLError | None] = []
    for code in arguments["codes"]:
        try:
            found.append(by_code(asker, code, arguments))
        except GraphQLError as error:
            found.append(error)
    return found


# Search


@dataclass(frozen=True)
class Finds:
    """The finds of a search in order, and the page of them."""

    items: Items[Seen]
    page: Page


def search(asker: Asker, arguments: Arguments) -> Finds:
    """Owned nodes, valid on the date, whose name of that day contains the text."""
    needle = fold(arguments["text"])
    if not needle:
        raise fault("BAD_ARGUMENT", "text: it is empty")
    day = own_day(arguments, Day(asker.today, False))
    within = Within.read(arguments.get("within"), None)
    kinds = arguments.get("kinds")

    found: list[tuple[Position, Seen]] = []
    for kind, nodes in asker.graph.by_kind.items():
        if kinds is not None and constant(kind) not in kinds:
            continue
        for node in nodes:
            if node.owned and node.valid(day.at) and within.hold(asker.graph, node, day.at, None):
                best = _best(node, needle, day.at)
                if best is not None:
                    found.append(((*best, node.key), Seen(node, day)))

    terms = [Term(), Term(), Term()]
    positions = [where for where, _ in found]
    order = in_order(positions, terms)
    bound: dict[str, Any] = {
        name: arguments[name] for name in ("text", "kinds", "within") if arguments.get(name) is not None
    }
    if day.explicit:
        bound["asOf"] = day.at
    items = Items(
        [found[i][1] for i in order],
        [positions[i] for i in order],
        terms,
        list_digest("Query.search", bound),
        asker.cursor_key,
        asker.hub,
    )
    return Finds(items, page_of(items, arguments))


def _best(node: Node, needle: str, day: date) -> tuple[int, int] | None:
    """Rank (equal, beginning with, containing) and length of the node's best value."""
    found = []
    for prop in node.kind.properties:
        value = node.value(prop.name, day) if prop.search else None
        if isinstance(value, str):
            text = fold(value)
            if needle in text:
                found.append((0 if text == needle else 1 if text.startswith(needle) else 2, len(text)))
    return min(found, default=None)

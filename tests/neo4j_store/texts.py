"""Whether a Cypher text holds a value: all of its words are known beforehand, from the language and from the model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_schema.keys import NUMBER_BITS
from graph_schema.model import Kind, Model
from hub.stores.base import RANK
from hub.stores.neo4j import layout


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LANGUAGE = _words(
    "ALL AND AS BY CALL CASE COLLECT CONTAINS COUNT DESC DISTINCT ELSE END EXISTS IN INDEX IS LIMIT MATCH NOT NULL "
    "OPTIONAL OR ORDER RETURN SCAN STARTS THEN UNION UNWIND USING WHEN WHERE WITH YIELD false null true"
)
_FUNCTIONS = _words(
    "any avg coalesce collect count db duration days fulltext head inDays index max min node one queryNodes reduce "
    "reverse right size substring sum toString"
)
_NUMBERS = frozenset({0, 1, 2, 6, RANK, 2 * RANK, 1 << NUMBER_BITS})
"""Depths, ranks, and how a region stands in a key. A number that says which value of a list is meant may be any."""
_TEXTS = frozenset({"hub", "00000"})
"""The key of the meta node, and the zeros in front of a region."""

_TOKEN = re.compile(
    r"(?P<comment>//|/\*)|(?P<text>'[^'\\]*')|(?P<parameter>\$p[0-9]+)|(?P<place>(?<=[a-z0-9])\[[0-9]+\])"
    r"|(?P<variable>\b[a-z][0-9]*\b)|(?P<word>[A-Za-z_][A-Za-z_0-9]*)|(?P<number>[0-9]+)"
    r"|(?P<sign>[-.(),=<>\[\]:{}+*|/%\s])|(?P<strange>.)",
    re.DOTALL,
)


def vocabulary(model: Model) -> frozenset[str]:
    """All words of texts over a model: the language's, and the names of ``layout``."""
    return frozenset({*_LANGUAGE, *_FUNCTIONS, *_names(model)})


def values_in(text: str, words: frozenset[str], model: Model) -> list[str]:
    """What in a text is no word of its language and of the model.

    Args:
        words: see ``vocabulary``.
    """
    dated = {prop.name for kind in model.kinds for prop in kind.properties if prop.dated}
    found = []
    for token in _TOKEN.finditer(text):
        written = token[0]
        match token.lastgroup:
            case "text" if written[1:-1] not in _TEXTS | dated:
                found.append(written)
            case "word" if written not in words:
                found.append(written)
            case "number" if int(written) not in _NUMBERS:
                found.append(written)
            case "strange" | "comment":
                found.append(written)
    return found


def _names(model: Model) -> Iterator[str]:
    yield from (layout.WITHIN, layout.FORMERLY, layout.FOUND_BY, layout.STUB, layout.META, layout.COUNT)
    yield from _words("sk validFrom validTo version since until depth key property value order")
    yield from _words("area what day delta tag text")
    yield from layout.LEVELS.values()
    for kind in model.kinds:
        yield from _names_of(kind)


def _names_of(kind: Kind) -> Iterator[str]:
    yield layout.label(kind)
    yield from (layout.list_label(named) for named in kind.lists)
    for prop in kind.properties:
        yield from (prop.name, layout.ordered_by(prop))
    for link in kind.links:
        yield layout.relationship(kind, link)
        yield from (prop.name for prop in link.properties)
    for part in kind.parts:
        yield from (part.type_name, layout.part_relationship(kind, part))
        yield from (prop.name for prop in part.properties)

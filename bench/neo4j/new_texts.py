"""Documents that nobody has asked before, and what the first answer to each takes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from statistics import median

import orjson

from bench.client import Unexpected
from bench.neo4j.questions import Argument, Question
from bench.neo4j.raw.answers import statement
from bench.neo4j.sides import Sides
from bench.report import Limit, Result

TEXTS = 24
MOST = 150.0
"""Milliseconds of a first answer."""

_HOUSEHOLD = ("id", "registerNumber", "size", "pointsFile", "validFrom", "version")
_VILLAGE = ("id", "name", "level", "validFrom", "urbanRuralClass")
_POSTING = ("holder", "id", "role", "validFrom", "validTo")
_FILTERS = (
    "size: { gt: 1 }",
    "size: { in: [2, 3, 4] }",
    "pointsFile: { isNull: true }",
    "neighbourHeadExists: true",
    "neighbourHead: { role: { eq: NEIGHBOUR_HEAD } }",
    'or: [{ size: { lt: 3 } }, { registerNumber: { startsWith: "0" } }]',
    "not: { size: { eq: 2 } }",
    'registerNumber: { gt: "0100" }',
)


def documents() -> Iterator[str]:
    """``nested`` by other names and in other shapes each: its properties and filters go through all subsets that there
    are, each at a pace of its own.
    """
    households, villages, postings = (list(_subsets(names)) for names in (_HOUSEHOLD, _VILLAGE, _POSTING))
    for number in itertools.count():
        household, village, posting = (
            " ".join(subset[number * pace % len(subset)])
            for subset, pace in ((households, 7), (villages, 3), (postings, 2))
        )
        named = f"households{number}: households(first: 20, filter: {{ {_FILTERS[number % len(_FILTERS)]} }})"
        head = f"head{number}: neighbourHead {{ since node {{ {posting} }} }}"
        below = f"{named} {{ nodes {{ {household} {head} }} }}"
        yield (
            f"query Nested{number}($id: ID!) {{ area{number}: area(id: $id) {{ name"
            f" descendants(level: VILLAGE, first: 20) {{ nodes {{ {village} {below} }} }} }} }}"
        )


def statements() -> Iterator[str]:
    """``nested`` as raw would write it for such a document: other names, and properties, in each."""
    text = statement("nested")
    for number, subset in enumerate(itertools.cycle(_subsets(_HOUSEHOLD[1:]))):
        listed = ", ".join(f"h.{name}" for name in subset)
        renamed = re.sub(r"\bh\b", f"h{number}", text.replace("h.registerNumber, h.size", listed))
        yield re.sub(r"\bhouseholds\b", f"households{number}", renamed)


def measure(sides: Sides, question: Question, arguments: Sequence[Argument]) -> Result:
    """The first answers to new documents, by the clock, and to new statements by raw; in turns.

    Raises:
        Unexpected: an answer has errors.
    """
    first: list[float] = []
    second: list[float] = []
    theirs: list[float] = []
    made = zip(itertools.cycle(arguments), documents(), statements(), strict=False)
    for argument, document, text in itertools.islice(made, TEXTS):
        new = Question(question.name, document)
        for seconds in (first, second):
            batch = sides.ours.ask(new, [argument], answers=True)
            if "errors" in orjson.loads(batch.answers[0]):
                raise Unexpected(f"new_document: {batch.answers[0][:600].decode()}")
            seconds += batch.seconds
        theirs.append(sides.raw.run(text, argument.raw))
    ours = median(first) * 1e3
    note = (
        f"ours: the slowest takes {max(first) * 1e3:.1f}, the second answer {median(second) * 1e3:.1f}; "
        f"raw: a statement that is new, the slowest {max(theirs) * 1e3:.1f}"
    )
    return Result("new_document", "ms p50", ours, "raw", median(theirs) * 1e3, (Limit(MOST, ours, "ours"),), (note,))


def _subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All that have one name at least, the larger ones last."""
    for size in range(1, len(names) + 1):
        yield from itertools.combinations(names, size)

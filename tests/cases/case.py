"""A case as files: what stands in the head of its question, and the three goldens beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.cases.ask import Told

HERE = Path(__file__).parent
_HEAD = re.compile(r"# (statements|store|variables): (.+)")
_CLAUSES = "FROM|WHERE|GROUP BY|ORDER BY|LIMIT|UNION ALL|LEFT JOIN|HAVING|AND EXISTS|AND NOT EXISTS"
_BREAK = re.compile(rf" (?=(?:{_CLAUSES})\b)|(?<!LEFT) (?=JOIN\b)")
_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what its head says. ``statements``: how many it takes; ``store``: of which data set."""

    path: Path
    document: str
    statements: int
    store: str
    variables: Mapping[str, object]

    def beside(self, suffix: str) -> Path:
        """The golden of this suffix."""
        return self.path.with_suffix(suffix)

    def goldens(self, told: Told) -> dict[str, str]:
        """What the goldens have to be, by suffix."""
        return {".plan": told.plan, ".sql": sql(told.statements), ".json": readable(told.answer)}


def names() -> list[str]:
    """All cases, as ``question/case``."""
    return [path.relative_to(HERE).with_suffix("").as_posix() for path in sorted(HERE.glob("*/*.graphql"))]


def read(name: str) -> Case:
    """Read a case.

    Raises:
        ValueError: a line of the head is missing.
    """
    path = (HERE / name).with_suffix(".graphql")
    document = path.read_text(encoding="utf-8")
    head: dict[str, str] = {}
    for line in document.splitlines():
        if not line.startswith("#"):
            break
        if found := _HEAD.fullmatch(line):
            head[found[1]] = found[2]
    missing = {"statements", "store"} - set(head)
    if missing:
        raise ValueError(f"{name}: the head has no line `# {sorted(missing)[0]}: …`")
    variables = {key: _filled(value) for key, value in json.loads(head.get("variables", "{}")).items()}
    return Case(path, document, int(head["statements"]), head["store"], variables)


def at(document: object, pointer: str) -> object:
    """The value that a JSON pointer leads to; ``KeyError`` or ``IndexError`` where it leads nowhere."""
    for step in pointer.split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]  # type: ignore[index]
    return document


def _filled(value: object) -> object:
    """A variable, or what it takes from another case's answer: ``golden:lists/page-1-first#/data/…``."""
    if not isinstance(value, str) or not value.startswith("golden:"):
        return value
    name, pointer = value.removeprefix("golden:").split("#")
    answer = (HERE / name).with_suffix(".json")
    return at(json.loads(answer.read_text(encoding="utf-8")), pointer)


def readable(answer: Mapping[str, object]) -> str:
    """An answer for people: indented, what fits on a line on one line, Chinese as it is."""
    return _pretty(answer, 0) + "\n"


def _pretty(value: object, indent: int) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    short = len(flat) + indent <= _WIDTH and flat.count("{") + flat.count("[") <= 2
    if short or not isinstance(value, dict | list):
        return flat
    inner = " " * (indent + 2)
    if isinstance(value, list):
        items = [inner + _pretty(item, indent + 2) for item in value]
    else:
        items = [f"{inner}{json.dumps(key)}: {_pretty(item, indent + 2)}" for key, item in value.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return opening + "\n" + ",\n".join(items) + "\n" + " " * indent + closing


def sql(statements: Sequence[str]) -> str:
    """Statements in the order run, each after its number, with a new line instead of a space at each clause.

    Else a text is as it was run: ``unbroken`` gives it back.
    """
    return "\n".join(f"-- {number}\n{_broken(text)}\n" for number, text in enumerate(statements, 1))


def _broken(text: str) -> str:
    """Clauses on lines of their own, indented by the brackets that are open."""
    lines = []
    depth = 0
    for line in _BREAK.sub("\n", text).split("\n"):
        lines.append("  " * depth + line)
        depth = max(0, depth + line.count("(") - line.count(")"))
    return "\n".join(lines)


def texts(shown: str) -> list[str]:
    """The statements of a golden, as it shows them."""
    return [part.split("\n", 1)[1].rstrip("\n") for part in re.split(r"^-- ", shown, flags=re.MULTILINE)[1:]]


def unbroken(text: str) -> str:
    """A statement as it was run, of one as ``sql`` shows it."""
    return re.sub(r"\n *", " ", text)

"""Two answers are the same if ``data`` is the same bytes, the errors have the same places and codes, and the same
lists are reported to have left out the same numbers of entries as unresolved.

A mismatch is kept as a file in ``found/``: what a random run finds becomes a case, committed with the fix, and is run
first from then on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import orjson

Place: TypeAlias = tuple[tuple[str | int, ...], tuple[tuple[int, int], ...], str]
"""Path, locations and code of an error."""

Left: TypeAlias = tuple[str, tuple[tuple[int, int], ...], int]
"""Name, locations and number of a list that left entries out."""

FOUND = Path(__file__).parent / "found"


@dataclass(frozen=True)
class Canonical:
    """What is compared of an answer. ``data`` is None if the answer has none (refused before execution)."""

    data: bytes | None
    errors: frozenset[Place]
    unresolved: tuple[Left, ...] = ()


@dataclass(frozen=True)
class Case:
    """An operation over a random graph, by the seeds of both; the seed of an operation written by hand is None."""

    graph_seed: int
    seed: int | None
    document: str
    variables: Mapping[str, Any]
    operation_name: str | None = None

    @property
    def name(self) -> str:
        return f"g{self.graph_seed}-o{'x' if self.seed is None else self.seed}"


def canonical(body: bytes) -> Canonical:
    """A response as it went over the wire.

    Raises:
        ValueError: it is no JSON object without blanks between its members.
    """
    data: bytes | None = None
    errors: list[dict[str, Any]] = []
    extensions: dict[str, Any] = {}
    for name, raw in _members(body.decode()):
        if name == "data":
            data = raw.encode()
        elif name == "errors":
            errors = json.loads(raw)
        elif name == "extensions":
            extensions = json.loads(raw)
    return Canonical(data, places(errors), left(extensions))


def canonical_of(response: Mapping[str, Any]) -> Canonical:
    """An answer of the oracle."""
    data = orjson.dumps(response["data"]) if "data" in response else None
    return Canonical(data, places(response.get("errors", [])), left(response.get("extensions", {})))


def places(errors: list[dict[str, Any]]) -> frozenset[Place]:
    """Path, locations and code of each error; messages and other extensions are not compared."""
    return frozenset(
        (
            tuple(error.get("path") or ()),
            _locations(error),
            str(error.get("extensions", {}).get("code")),
        )
        for error in errors
    )


def left(extensions: Mapping[str, Any]) -> tuple[Left, ...]:
    """What is reported as unresolved, in an order of its own: where a field is written twice is no difference."""
    return tuple(sorted((one["list"], _locations(one), one["count"]) for one in extensions.get("unresolved", ())))


def _locations(of: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((place["line"], place["column"]) for place in of.get("locations") or ())


def _members(text: str) -> Iterator[tuple[str, str]]:
    """The members of a JSON object, each value as it was written."""
    decoder = json.JSONDecoder()
    if not text.startswith("{"):
        raise ValueError("no JSON object")
    at = 1
    while text[at] != "}":
        name, colon = decoder.raw_decode(text, at)
        if text[colon] != ":":
            raise ValueError(f"':' expected at {colon}")
        _, end = decoder.raw_decode(text, colon + 1)
        yield name, text[colon + 1 : end]
        at = end + (text[end] == ",")


# Mismatches


def difference(expected: Canonical, found: Canonical) -> str | None:
    """Where two answers first differ, in words; None if they are the same."""
    if expected == found:
        return None
    lines = []
    if expected.data != found.data:
        lines.append(_first(_parsed(expected.data), _parsed(found.data)) or "equal values, written differently")
    for word, some in (("missing", expected.errors - found.errors), ("too many", found.errors - expected.errors)):
        lines.extend(f"error {word}: {code} at {list(path)} {list(at)}" for path, at, code in sorted(some, key=repr))
    if expected.unresolved != found.unresolved:
        lines.append(f"unresolved: {expected.unresolved} expected, {found.unresolved} found")
    return "\n".join(lines)


def _parsed(data: bytes | None) -> Any:
    return "no data" if data is None else orjson.loads(data)


def _first(expected: Any, found: Any, path: str = "data") -> str | None:
    if isinstance(expected, dict) and isinstance(found, dict):
        if list(expected) != list(found):
            return f"{path}: fields {list(expected)} expected, {list(found)} found"
        pairs = [(expected[key], found[key], f"{path}.{key}") for key in expected]
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return f"{path}: {len(expected)} items expected, {len(found)} found: {expected} / {found}"
        pairs = [(e, f, f"{path}[{i}]") for i, (e, f) in enumerate(zip(expected, found, strict=True))]
    else:
        return None if expected == found else f"{path}: {expected!r} expected, {found!r} found"
    return next((words for e, f, at in pairs if (words := _first(e, f, at)) is not None), None)


def save(case: Case, words: str, folder: Path = FOUND) -> Path:
    """Keep a mismatch as a case, with what was wrong when it was found."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{case.name}.json"
    kept = {
        "graphSeed": case.graph_seed,
        "seed": case.seed,
        "difference": words.splitlines(),
        "operationName": case.operation_name,
        "variables": dict(case.variables),
        "document": case.document.splitlines(),
    }
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def cases(folder: Path = FOUND) -> list[Case]:
    """All cases kept, by name."""
    return [_read(path) for path in sorted(folder.glob("*.json"))]


def _read(path: Path) -> Case:
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Case(kept["graphSeed"], kept["seed"], "\n".join(kept["document"]), kept["variables"], kept["operationName"])

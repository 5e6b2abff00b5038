"""What of a model a store depends on: a canonical text, its fingerprint, and how two models differ.

Labels and descriptions are for people and stay out; names, types and rules are in. The text of the model
a file was made for stands in the file, so that a later program can say what is new and what is not as it
was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias

from graph_schema.model import Kind, Link, Model, Property

Dump: TypeAlias = Mapping[str, "Dump | bool | int | str | None"]
"""Names to what they are, all the way down."""

_NAMED = frozenset({"kinds", "properties", "parts", "links", "lists", "choices"})
"""Collections that may grow."""

_LOOSENS = frozenset({("index", True), ("search", True), ("required", False), ("inverse", "many"), ("belongs", None)})
"""Rules that may change to this value while the rows stay as they are (``belongs``: to any)."""


@dataclass(slots=True)
class Difference:
    """What a program has and a file has not (``added``), the reverse (``removed``), and what is not as it
    was.
    """

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def text(model: Model) -> str:
    """The canonical text of a model: JSON with sorted names."""
    dump = {"kinds": {kind.name: _kind(kind) for kind in model.kinds}}
    return json.dumps(dump, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(model: Model) -> str:
    """SHA-256 of the canonical text, 64 hexadecimal digits."""
    return sha256(text(model).encode()).hexdigest()


def difference(file: str, program: str) -> Difference:
    """How the model of a program differs from that of a file, both as canonical texts."""
    found = Difference()
    _compare(json.loads(file), json.loads(program), "", found)
    return found


def _compare(old: Dump, new: Dump, path: str, found: Difference) -> None:
    for name in sorted(old.keys() | new.keys()):
        place = path if name in _NAMED else f"{path}.{name}".lstrip(".")
        if name not in old:
            _added(name, new[name], place, found)
        elif name not in new:
            found.removed.append(place)
        elif isinstance(mine := old[name], Mapping) and isinstance(theirs := new[name], Mapping):
            _compare(mine, theirs, place, found)
        elif old[name] != new[name]:
            if (name, new[name]) in _LOOSENS or name == "belongs":
                found.added.append(f"{place} = {new[name]}")
            elif (name, old[name]) in _LOOSENS:
                found.removed.append(f"{place} = {old[name]}")
            else:
                found.changed.append(f"{place}: {old[name]} became {new[name]}")


def _added(name: str, what: Dump | bool | int | str | None, place: str, found: Difference) -> None:
    if isinstance(what, Mapping) and what.get("required") and "type" in what:
        # Rows that are there already have no value for it.
        found.changed.append(f"{place}: new and required")
    else:
        found.added.append(place)


def _kind(kind: Kind) -> Dump:
    return {
        "tag": kind.tag,
        "tree": kind.tree,
        "place": kind.place,
        "belongs": kind.belongs,
        "keys": "; ".join("+".join(key.terms) + (f"@{key.level}" if key.level else "") for key in kind.natural_keys),
        "properties": _properties(kind.properties),
        "parts": {part.name: {"properties": _properties(part.properties)} for part in kind.parts},
        "links": {link.name: _link(link) for link in kind.links},
        "lists": {named.name: f"{named.property}={named.value}" for named in kind.lists},
    }


def _link(link: Link) -> Dump:
    return {
        "target": link.target,
        "many": link.many,
        "inverse": "many" if link.inverse is None or link.inverse.many else "one",
        "properties": _properties(link.properties),
        "key": "+".join(link.key),
        "lineage": link.lineage,
        "counted": link.counted,
    }


def _properties(properties: Sequence[Property]) -> Dump:
    return {
        prop.name: {
            "type": prop.type.value,
            "choices": {name: True for name in prop.choices.names} if prop.choices else None,
            "scale": prop.scale,
            "required": prop.required,
            "dated": prop.dated,
            "natural": prop.natural,
            "search": prop.search,
            "index": prop.index,
        }
        for prop in properties
    }

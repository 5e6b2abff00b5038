"""A graph made again from what its digest is made of: the same graph by changes that have nothing of its past."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from graph_schema.changes import Change, UpsertLinks, UpsertNodes, UpsertParts
from graph_schema.model import Model, Property, Scalar


@dataclass(slots=True)
class Rebuilt:
    """Changes of one row each. ``nodes`` come first; ``later``, values from a day on, keep their order; ``rest`` has
    none.
    """

    nodes: list[Change] = field(default_factory=list)
    later: list[Change] = field(default_factory=list)
    rest: list[Change] = field(default_factory=list)


def rebuilt(model: Model, texts: Iterable[str]) -> Rebuilt:
    """From the canonical texts of all nodes and links."""
    found = Rebuilt()
    for text in texts:
        what, *said = json.loads(text)
        name, _, link = what.partition(".")
        kind = model.kind(name)
        if link:
            source, target, since, until, values = said
            properties = kind.link(link).properties
            columns = ("from", "to", "since", "until", *(prop.name for prop in properties))
            row = (source, target, _day(since), _day(until), *_values(properties, values))
            found.rest.append(UpsertLinks(name, link, columns, [row]))
            continue
        key, begin, end, latest, *beside = said
        former: dict[str, list[tuple[datetime.date, object]]] = {}
        for beside_name, rows in beside:
            parts = {part.name: part.properties for part in kind.parts}
            for since, until, values in map(json.loads, rows):
                if beside_name in parts:
                    properties = parts[beside_name]
                    columns = ("of", "since", "until", *(prop.name for prop in properties))
                    part = (key, _day(since), _day(until), *_values(properties, values))
                    found.rest.append(UpsertParts(name, beside_name, columns, [part]))
                else:
                    was = _values([kind.property(beside_name)], values)[0]
                    former.setdefault(beside_name, []).append((datetime.date.fromisoformat(until), was))
        columns = ("id", "validFrom", "validTo", *(prop.name for prop in kind.properties))
        values = dict(zip(columns[3:], _values(kind.properties, latest), strict=True))
        for prop, steps in former.items():
            steps.sort(key=lambda step: step[0])
            following = [*(was for _, was in steps[1:]), values[prop]]
            for (day, _), value in zip(steps, following, strict=True):
                found.later.append(UpsertNodes(name, ("id", prop, "since"), [(key, value, day)]))
            values[prop] = steps[0][1]
        found.nodes.append(UpsertNodes(name, columns, [(key, _day(begin), _day(end), *values.values())]))
    return found


def joined(changes: Sequence[Change]) -> Iterator[Change]:
    """Neighbours of one form as one change of many rows."""
    for _, some in groupby(changes, key=_form):
        first, *others = some
        yield replace(first, rows=[*first.rows, *(row for other in others for row in other.rows)])


def _form(change: Change) -> tuple[object, ...]:
    return type(change), change.kind, getattr(change, "link", None), getattr(change, "part", None), change.columns


def _values(properties: Sequence[Property], values: Mapping[str, object]) -> list[object]:
    return [_value(prop, values.get(prop.name)) for prop in properties]


def _value(prop: Property, value: object) -> object:
    """From the form of the texts to that of changes."""
    if isinstance(value, str) and prop.type is Scalar.DATE:
        return datetime.date.fromisoformat(value)
    if isinstance(value, str) and prop.type is Scalar.DECIMAL:
        return Decimal(value)
    return value


def _day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)

"""From a header to what its columns mean: the column names of ``graph_schema.changes.UpsertNodes``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from graph_schema.model import Kind, Model, Property
from hub.errors import ChangeError, Code
from loaders.sources import Fault, Place

_PERSONAL = re.compile(
    r"id.?card|identity|身份证|证件号|phone|mobile|telephone|电话|手机|联系方式|birth|出生|生日|photo|照片|相片|health|病史|健康"
    r"|petition|信访|上访|grievance|残疾",
    re.IGNORECASE,
)
"""What no column may be called: such data stands nowhere in the schema, and a loader is where it would come in."""


class Role(Enum):
    """What sort of value a column holds."""

    ID = "a public key of the row's own node"
    DATE = "a day"
    REGION = "a region of birth"
    PROPERTY = "a property"
    LINK = "a node that the row's node is linked to"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``property``: of the kind or of one of its parts. ``target``: the kind that a link leads to."""

    name: str
    role: Role
    property: Property | None = None
    target: str | None = None


def kind_of(model: Model, word: str) -> Kind:
    """The kind that is meant by its name.

    Raises:
        ChangeError: UNKNOWN_KIND.
    """
    found = model.by_name.get(word)
    if found is not None:
        return found
    near = [
        kind.name
        for kind in model.kinds
        if word.lower() in (kind.name.lower(), kind.plural.lower(), kind.label, kind.tag)
    ]
    near = near or difflib.get_close_matches(word, model.by_name, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(model.by_name)}"
    raise ChangeError(Code.UNKNOWN_KIND, f"no kind {word!r}; {hint}")


def known(kind: Kind) -> Mapping[str, Column]:
    """All columns that a table of a kind may have, by name."""
    found = [Column("id", Role.ID), *(Column(prop.name, Role.PROPERTY, prop) for prop in kind.properties)]
    found += [
        Column(link.name, Role.LINK, target=link.target)
        for link in kind.links
        if not link.many and not any(prop.required for prop in link.properties)
    ]
    found += [
        Column(f"{part.name}.{prop.name}", Role.PROPERTY, prop) for part in kind.parts for prop in part.properties
    ]
    found += [Column(name, Role.DATE) for name in ("validFrom", "validTo", "since")]
    found.append(Column("region", Role.REGION))
    return {column.name: column for column in found}


def columns_of(kind: Kind, file: str, header: tuple[str, ...]) -> tuple[list[Column | None], list[Fault]]:
    """What the columns of a header mean, None for those at fault, and the faults."""
    names = known(kind)
    found = [names.get(name) for name in header]
    faults = list(_faults(kind, file, header, names))
    return found, faults


def _faults(kind: Kind, file: str, header: tuple[str, ...], names: Mapping[str, Column]) -> Iterator[Fault]:
    for name in header:
        if name in names:
            continue
        place = Place(file, 1, name)
        if _PERSONAL.search(name):
            yield Fault(
                place,
                "data of this sort about persons is never kept by a hub; delete the column",
                Code.UNKNOWN_COLUMN,
            )
        else:
            yield Fault(place, f"{kind.name} has no such column; {_hint(kind, name, names)}", Code.UNKNOWN_COLUMN)
    for part in kind.parts:
        needed = [f"{part.name}.{prop.name}" for prop in part.properties if prop.required]
        missing = [name for name in needed if name not in header]
        if missing and any(name.startswith(f"{part.name}.") for name in header):
            yield Fault(
                Place(file, 1, missing[0]),
                f"the column is needed beside the other columns of {part.name}; add it",
                Code.UNKNOWN_COLUMN,
            )


def _hint(kind: Kind, name: str, names: Mapping[str, Column]) -> str:
    for prop in kind.properties:
        if name in (prop.label, prop.label.replace("行政", "")):
            return f"did you mean {prop.name!r}?"
    for link in kind.links:
        if name == link.name:
            return (
                f"{name} leads to many nodes, or has properties of its own: it is no column of a table of {kind.plural}"
            )
        if name == link.label and link.name in names:
            return f"did you mean {link.name!r}?"
    for part in kind.parts:
        if name in (part.name, part.label):
            return f"{part.name} has fields: {', '.join(f'{part.name}.{prop.name}' for prop in part.properties)}"
    lower = {known_name.lower(): known_name for known_name in names}
    near = difflib.get_close_matches(name.lower(), lower, n=1)
    return f"did you mean {lower[near[0]]!r}?" if near else f"there are: {', '.join(names)}"

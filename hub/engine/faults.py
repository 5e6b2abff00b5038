"""Nulls that come with an error: they stand in the answer as objects until ``settle`` finds their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from hub.errors import Code, HubError, QuestionError

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """Why a value is null.

    ``place``: position of its field's locations. ``once``: one error, at the first place where it stands
    (a store failed), else one at each (an argument is at fault). ``whole``: the whole list is null, not
    only one piece of its connection.
    """

    code: str
    message: str
    place: int
    extensions: Mapping[str, object] = field(default_factory=dict)
    once: bool = False
    whole: bool = True
    source: str = ""
    """The store that failed; one error for all that it makes null."""


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault and where it stands in the answer."""

    fault: Fault
    path: Path


def fault_of(error: HubError, place: int) -> Fault:
    """The fault that an error of a fetch becomes."""
    own = isinstance(error, QuestionError)
    return Fault(error.code.value, error.message, place, error.extensions(), once=not own, whole=own)


def restricted(place: int) -> Fault:
    """A restricted flag may not be counted over this list."""
    return Fault(
        Code.RESTRICTED.value,
        "counted only over an unfiltered list of a township or above; ask for it there",
        place,
        {"code": Code.RESTRICTED.value},
    )


def settle(data: Any) -> list[PlacedFault]:
    """Put null in the place of every fault in an answer (dicts and lists, changed in place) and tell where they stood.

    One object may stand in several places of the answer; each is a place of its faults.
    """
    found: list[PlacedFault] = []
    seen: set[object] = set()
    places = list(_places(data, ()))
    for fault, path, holder in places:
        holder[path[-1]] = None
        if fault.once:
            cause = (fault.source, fault.code) if fault.source else id(fault)
            if cause in seen:
                continue
            seen.add(cause)
        found.append(PlacedFault(fault, path))
    return found


def _places(value: Any, path: Path) -> Iterator[tuple[Fault, Path, Any]]:
    """Each fault with its path and the dict or list that holds it."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if isinstance(item, Fault):
            yield item, (*path, key), value
        elif isinstance(item, dict | list):
            yield from _places(item, (*path, key))

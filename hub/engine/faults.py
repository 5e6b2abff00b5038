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
    """Put null in the place of every fault in an answer (dicts and lists, changed in place) and tell
    where they stood.
    """
    found: list[PlacedFault] = []
    seen: set[int] = set()
    for fault, path in _replace(data, ()):
        if fault.once:
            if id(fault) in seen:
                continue
            seen.add(id(fault))
        found.append(PlacedFault(fault, path))
    return found


def _replace(value: Any, path: Path) -> Iterator[tuple[Fault, Path]]:
    if isinstance(value, dict):
        items: Any = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        return
    for key, item in items:
        here = (*path, key)
        if isinstance(item, Fault):
            value[key] = None
            yield item, here
        elif isinstance(item, dict | list):
            yield from _replace(item, here)

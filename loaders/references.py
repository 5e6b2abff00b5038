"""Nodes as a table names them: by public key, an area by code, an organisation by credit code.

========================================  ==============================================================================
``area:510681:00000003``                  the public key, of any kind
``code:510681101204``                     the area that bears this division code on the row's day, padded or short
``code:MCA:520281127``                    the same in one authority's list, where two lists disagree
``code:510681101204/第1组``               an area of this name below that one; further names after further slashes
``uscc:91510681X00000019Q``               the organisation with this unified social credit code
========================================  ==============================================================================
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_schema.codes import CodeError, candidates
from graph_schema.model import Model
from graph_schema.uscc import UsccError, validate
from hub.errors import Code
from hub.stores.door import Door, Meant
from loaders import cells
from loaders.cells import CellError

AUTHORITIES = ("NBS", "MCA", "DEMO")


@dataclass(frozen=True, slots=True)
class Reference:
    """A node as a row names it. ``scheme``: ``key``, ``code`` or ``uscc``; ``below``: names further down."""

    kind: str
    scheme: str
    text: str
    authority: str | None = None
    below: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.scheme == "key":
            return self.text
        authority = f"{self.authority}:" if self.authority else ""
        return "/".join((f"{self.scheme}:{authority}{self.text}", *self.below))

    @property
    def marks(self) -> tuple[str, ...]:
        """What rows of the same file may define, so that they have to come first."""
        if self.scheme == "code":
            return (str(self), *(f"code:{spelling}" for spelling in candidates(self.text)))
        return (str(self),)


Dated = tuple[Reference, int]
"""A reference and the day (ordinal) on which it is meant."""


def parse(model: Model, kind: str, text: str) -> Reference:
    """What a cell of a link's column says.

    Raises:
        CellError: it says nothing, or nothing that fits the kind.
    """
    scheme, colon, rest = text.partition(":")
    if scheme == "code" and colon:
        if kind != "Area":
            raise CellError(f"a division code names an Area, but the column leads to {kind}; write its key")
        return _code(rest)
    if scheme == "uscc" and colon:
        if kind != "Organisation":
            raise CellError(f"a credit code names an Organisation, but the column leads to {kind}; write its key")
        try:
            return Reference(kind, "uscc", validate(rest))
        except UsccError as error:
            raise CellError(f"{error.shown}: {error.fault}; {error.remedy}") from None
    if kind == "Area" and text.isascii() and text.isdigit():
        raise CellError(f"{cells.shown(text)} is no key; for a division code write code:{text[:12]}")
    try:
        return Reference(kind, "key", cells.key(model.kind(kind).tag, text))
    except CellError as error:
        more = {"Area": "; an area's division code is written code:510681101", "Organisation": "; or uscc:…"}
        raise CellError(f"{error}{more.get(kind, '')}") from None


def _code(text: str) -> Reference:
    code, *below = (part.strip() for part in text.split("/"))
    authority, colon, digits = code.partition(":")
    if colon and authority not in AUTHORITIES:
        raise CellError(f"{authority!r} issues no codes; there are: {', '.join(AUTHORITIES)}")
    try:
        candidates(digits if colon else code)
    except CodeError as error:
        raise CellError(f"{error.shown}: {error.fault}; {error.remedy}") from None
    if not all(below):
        raise CellError(f"{cells.shown(text)}: a name is missing between the slashes, or after the last")
    return Reference("Area", "code", digits if colon else code, authority if colon else None, tuple(below))


def resolve(door: Door, asked: Iterable[Dated]) -> Mapping[Dated, Meant]:
    """What references mean in a store, each on its day; all in a few statements."""
    asked = set(asked)
    found: dict[Dated, Meant] = {}
    for kind in {reference.kind for reference, _ in asked}:
        keys = {ref.text for ref, _ in asked if ref.kind == kind and ref.scheme == "key"}
        there = door.existing(kind, keys) if keys else set()
        for dated in asked:
            if dated[0].kind == kind and dated[0].scheme == "key":
                found[dated] = Meant(dated[0].text if dated[0].text in there else None)
    by_uscc = door.organisations_by_uscc([ref.text for ref, _ in asked if ref.scheme == "uscc"])
    by_code = door.areas_by_code([(ref.text, ref.authority, day) for ref, day in asked if ref.scheme == "code"])
    for reference, day in asked:
        if reference.scheme == "uscc":
            found[reference, day] = by_uscc.get(reference.text, Meant(None))
        elif reference.scheme == "code":
            found[reference, day] = by_code[reference.text, reference.authority, day]
    _descend(door, found)
    return found


def _descend(door: Door, found: dict[Dated, Meant]) -> None:
    """Go down the names of references that have some, all of them one step at a time."""
    step = 0
    while True:
        going = {
            dated: meant.key for dated, meant in found.items() if meant.key is not None and len(dated[0].below) > step
        }
        if not going:
            return
        below = door.areas_below([(key, ref.below[step], day) for (ref, day), key in going.items()])
        for (reference, day), key in going.items():
            found[reference, day] = below[key, reference.below[step], day]
        step += 1


def problem(reference: Reference, day: int, meant: Meant, kind: str) -> tuple[Code, str]:
    """What is wrong with a reference that is not clear; ``kind``: of the rows that have it."""
    if meant.candidates:
        said = "; ".join(
            " ".join(filter(None, (bearer.authority, bearer.code, bearer.name, f"({bearer.key})")))
            for bearer in meant.candidates[:5]
        )
        authorities = [bearer.authority for bearer in meant.candidates]
        if reference.scheme == "code" and not reference.below and len(set(authorities)) == len(authorities):
            remedy = " or ".join(f"code:{authority}:{reference.text}" for authority in authorities)
            return Code.AMBIGUOUS_CODE, f"{reference} may mean {said}; write {remedy}, or the key"
        code = Code.AMBIGUOUS_CODE if reference.scheme == "code" else Code.AMBIGUOUS_KEY
        return code, f"{reference} may mean {said}; write the key of one of them"
    if meant.from_day is not None:
        begins = datetime.date.fromordinal(meant.from_day)
        on = datetime.date.fromordinal(day)
        return Code.UNKNOWN_NODE, (
            f"nothing bears {reference} on {on}, only from {begins} on; give a later validFrom or since, or the key"
        )
    what = {"key": f"no {reference.kind} has this key", "code": "no area bears it", "uscc": "no organisation has it"}
    if reference.below:
        what["code"] = "no area of this name lies there on the day"
    inside = ", nor does a row of this file" if reference.kind == kind else ""
    return Code.UNKNOWN_NODE, f"{reference}: {what[reference.scheme]}{inside}; load it first, or correct it"

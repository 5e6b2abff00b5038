"""What can be wrong with a row of a list, in words; the same for both lists."""

from __future__ import annotations

from graph_schema.codes import WIDTHS, CodeError, Level, level_of
from hub.errors import Code
from loaders.sources import Fault, Place


def malformed(place: Place, code: str, level: Level) -> Fault:
    """A text that is no code of the level."""
    try:
        said = f"{code} is a code of level {level_of(code)}, {WIDTHS[level]} digits expected; correct it"
    except CodeError as error:
        said = f"{error.shown}: {error.fault}; {error.remedy}"
    return Fault(place, said, Code.BAD_CODE)


def nameless(place: Place, code: str) -> Fault:
    """A row without a name."""
    return Fault(place, f"{code} has no name; enter it")


def orphan(place: Place, code: str, parent: str) -> Fault:
    """An area whose parent is not in the list."""
    return Fault(place, f"{code} lies in {parent}, which is not in the list; add that row, or delete this one",
                 Code.UNKNOWN_NODE)  # fmt: skip


def same_name(place: Place, name: str, code: str, other: str, row: int) -> Fault:
    """Two areas of one name below one parent: nothing would tell them apart."""
    return Fault(place, f"{code} is called {name} like {other} (row {row}) in the same area; correct one of the names",
                 Code.AMBIGUOUS_KEY)  # fmt: skip


def twice(place: Place, code: str, name: str, other: str, row: int) -> Fault:
    """A code that another row has as well."""
    if name == other:
        return Fault(place, f"{code} {name} is there twice, in row {row} too; delete one of the rows")
    return Fault(place, f"{code} has two names, {name} here and {other} in row {row}; keep the right one",
                 Code.AMBIGUOUS_CODE)  # fmt: skip

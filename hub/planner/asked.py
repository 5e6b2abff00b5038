"""An operation as the planner sees it: fields, arguments, and where a value is still to come.

The API reads a GraphQL operation into this; no word of graphql-core gets further down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that is known when the plan is bound to a request, by its position among the request's values.

    A scalar, or a list of scalars that is not empty: nothing that shapes a plan.
    """

    index: int


Template: TypeAlias = "Slot | bool | str | tuple[Template, ...] | Mapping[str, Template] | None"
"""An argument: slots where values come later, and plain nulls, Booleans, enum names, lists and objects in
between.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field asked for under the response key ``key``.

    ``of``: what is asked below it, by the name of the concrete type. ``place``: position of its locations
    among the operation's, for errors.
    """

    key: str
    name: str
    args: Mapping[str, Template]
    of: Mapping[str, tuple[Asked, ...]]
    place: int

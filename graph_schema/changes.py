"""What can be done to a graph, as frozen, columnar data: one change object holds many rows.

A cell of a node's column is a property's value (see ``model.Scalar``), a date for ``validFrom`` and
``validTo``, or the public key of a node for ``id`` and for a to-one link's column. ``None`` sets null; a
column that is not there leaves the property as it is: absent and null are different. ``validTo`` and
``until`` are the first day *after*; ``None`` is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Row: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class UpsertNodes:
    """Create nodes or change them.

    Columns: ``id`` (a public key; names the node, and creates it if it is new), else the terms of one of
    the kind's natural keys; any property; any to-one link (value: key of its target, linked from the
    row's ``validFrom`` or, for a node that exists, from ``since``); ``validFrom`` (needed to create),
    ``validTo`` (ends it), ``since`` (the day from which changed dated properties hold; without it a
    change of one corrects the latest value), ``region`` (of birth, six digits, for a new node without
    ``id``).
    """

    kind: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class UpsertLinks:
    """Create links or change their properties and end.

    Columns: ``from`` and ``to`` (keys of the declaring kind's node and of the target), ``since``
    (needed), ``until``, and the link's own properties. A link is found by type, both ends, ``since`` and
    its key properties.
    """

    kind: str
    link: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class EndLinks:
    """End the links that are valid on the day. Columns: ``from``, ``to``, ``until``, and key properties
    to narrow.
    """

    kind: str
    link: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class UpsertParts:
    """Create or change parts of nodes. Columns: ``of`` (key), ``since``, ``until``, and the part's
    properties.

    A part is found by its node, ``since`` and all its properties; only ``until`` changes.
    """

    kind: str
    part: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Succeed:
    """One node becomes others: the lineage link, and the predecessor's end if it is still open.

    Columns: ``from`` (predecessor), ``to`` (successor), ``date`` (the successor's first day), and the
    lineage link's own properties.
    """

    kind: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


Change: TypeAlias = UpsertNodes | UpsertLinks | EndLinks | UpsertParts | Succeed

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

    Columns:

    - ``id``: a public key; names the node, and creates it if it is new. Else the terms of one of the kind's
      natural keys say which node is meant (an area's row is first looked up by its code and name). Where
      several nodes bore the key, it is the one that lives in the row's time, without ``validFrom`` the one
      that lives on.
    - any property; any to-one link without properties of its own that are required (value: key of its
      target).
    - ``validFrom`` (needed to create), ``validTo`` (ends the node). For a node that exists ``validFrom`` is
      corrected only where the row has an ``id``.
    - ``since``: the first day of what the row changes on a node that exists: dated properties and links.
      Without it a dated property's latest value is corrected, and a link that would lead elsewhere is
      refused. On a new node everything holds from ``validFrom``.
    - ``region`` of birth, six digits, for a new node without ``id``; else it is that of its place or parent,
      else the hub's only one.
    - ``<part>.<property>``, such as ``codes.authority``: one part for the row's node, from ``since``, else
      ``validFrom``, else the node's begin. A node that has a part with these very values already keeps it as
      it is; null in all of them gives no part.

    A row that repeats what held on its ``validFrom`` changes nothing, so an old list can be read again at
    any time.
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
    """End the links that are valid on a day, which becomes the first day after.

    Columns: ``from``, ``to``, ``until`` (the day), and key properties to narrow. A link that ends on that
    day already stays as it is.
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

"""In which region a new node without an id is born."""

from __future__ import annotations

from collections.abc import Iterable

from hub.errors import Code
from hub.stores.sql.write.batch import Batch
from hub.stores.sql.write.cells import fault
from hub.stores.sql.write.frame import Nodes


def regions(batch: Batch, born: Nodes) -> list[int]:
    """The region of each row: its column ``region``, else that of its place or parent, else the hub's only one.

    Raises:
        ChangeError: BAD_VALUE where nothing says it, FOREIGN_NODE where it is another hub's: only that hub numbers
            its nodes.
    """
    kind = born.kind
    size = len(born.rows)
    found: list[int | None] = [None] * size
    if born.regions is not None:
        found = [None if region is None else int(region) for region in born.regions]
    for name in (kind.place, kind.tree):
        if name in born.links:
            found = [
                region if region is not None or target is None else batch.origin.region(target)
                for region, target in zip(found, born.links[name], strict=True)
            ]
    if None in found:
        only = _only(batch.owned)
        if only is None:
            raise fault(
                Code.BAD_VALUE, kind.name, born.rows[found.index(None)], "region",
                "nothing says in which region the new node is born; give the column region, a place, a parent or an id",
            )  # fmt: skip
        found = [only if region is None else region for region in found]
    checked = [region for region in found if region is not None]
    for region in set(checked):
        if not batch.owns_region(region):
            raise fault(
                Code.FOREIGN_NODE, kind.name, born.rows[checked.index(region)], "region",
                f"the new node would be born in {region:06d}, which another hub owns and numbers; give the id that it "
                "has there, or the column region with one of this hub's",
            )  # fmt: skip
    return checked


def _only(owned: Iterable[str]) -> int | None:
    """The region of a hub that owns a single one; a prefix stands for the region it is padded to."""
    prefixes = list(owned)
    return int(prefixes[0].ljust(6, "0")) if len(prefixes) == 1 else None

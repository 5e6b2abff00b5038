"""Rows of fetches while they are being built: what stands in them, at which position."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_schema.model import Kind, Property
from hub.planner import plan as p


@dataclass
class Level:
    """Columns and children of one fetch. Columns begin at 1: 0 is the parent's position."""

    sources: list[p.Source] = field(default_factory=list)
    columns: list[p.Column] = field(default_factory=list)
    children: list[p.Child] = field(default_factory=list)

    @classmethod
    def of(cls, kind: Kind) -> Level:
        """The level of a fetch of nodes, whose first column is the key."""
        level = cls([p.Source(kind)])
        level.column("key")
        return level

    def column(self, of: str, prop: Property | None = None) -> int:
        """Position in the row of a value of the level's own node."""
        wanted = p.Column(0, of, prop)  # type: ignore[arg-type]
        if wanted not in self.columns:
            self.columns.append(wanted)
        return self.columns.index(wanted) + 1

    def child(self, fetch: p.Fetch, **where: object) -> int:
        """Add a fetch below; without ``where`` its parents are this level's nodes."""
        if not where and self.sources:
            where = {"column": self.column("key")}
        self.children.append(p.Child(fetch, **where))  # type: ignore[arg-type]
        return len(self.children) - 1

    def rows(self) -> p.Rows:
        """All rows of the fetch, with the columns asked for so far."""
        return p.Rows(p.Read(tuple(self.sources), tuple(self.columns)), (), None, False)


@dataclass
class TallyLevel:
    """Measures of a tally or of groups; ``offset`` is the position of the count."""

    offset: int = 1
    measures: list[p.Measure] = field(default_factory=list)

    def column(self, prop: Property, name: str) -> int:
        """Position in the row of a measure."""
        measure = p.Measure(prop, name)  # type: ignore[arg-type]
        if measure not in self.measures:
            self.measures.append(measure)
        return self.offset + 1 + self.measures.index(measure)

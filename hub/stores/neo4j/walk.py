"""Pages of all nodes of a kind that walk an index: that of the keys, or of a declared property with the key behind it.

An index is walked in either direction, both of its properties together. Where the ties run against it, such as by size
descending and then by key ascending, the values of the page are looked up by walking it in the direction of the values,
and then the nodes of each value in that of the keys, until the page is full. Hints say which index it is: the planner
would rather read all nodes and sort them, or walk another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.neo4j import layout
from hub.stores.neo4j.days import imported
from hub.stores.neo4j.entries import Entries
from hub.stores.neo4j.order import Term, position
from hub.stores.neo4j.printing import Printing


def walked(at: Printing, fetch: p.Fetch, give: p.Rows, entries: Entries, order: Sequence[Term]) -> str | None:
    """The entries of a page by the index of its order; None where none has it, or where it would not help."""
    page = give.page
    assert page is not None
    if not (entries.root or entries.level) or entries.ends or entries.fits or entries.distinct:
        # What fits a filter may be far apart.
        return None
    here, beyond = ("before", "after") if page.backward else ("after", "before")
    if _bound(at, fetch, beyond):
        return None
    return _Walk(at, fetch, entries, order, page.backward, here if _bound(at, fetch, here) else None).text(give)


@dataclass(slots=True)
class _Walk:
    at: Printing
    fetch: p.Fetch
    entries: Entries
    order: Sequence[Term]
    backward: bool
    bound: str | None

    def text(self, give: p.Rows) -> str | None:
        if len(self.order) == 1 or (len(self.order) == 2 and give.order[0].subject is None):
            return self._keys()
        subject = give.order[0].subject
        if len(self.order) != 2 or not isinstance(subject, w.Own) or not subject.property.index:
            return None
        value = f"{self.entries.node}.{layout.ordered_by(subject.property)}"
        if self.entries.level is not None and self.entries.level not in layout.ORDERED_LEVELS:
            return None
        if self.order[0].nullable or self.order[0].text != value or (self.at.shape.high and self.order[0].written):
            # A value of another day, or one that may be missing, stands in no index.
            return None
        return self._values(value)

    def _keys(self) -> str:
        """In the order of the keys."""
        node, term = self.entries.node, self.order[0]
        down = term.descending != self.backward
        where = f"{node}.sk IS NOT NULL"
        if self.bound:
            where = f"{node}.sk {'<' if down else '>'} {position(self.at, self.fetch, self.bound, 0, term)}"
        step = self._step("sk", [where], f"{node}.sk", down, down)
        return f"{self.entries.start}{step} WITH {node} LIMIT {self._limit}"

    def _values(self, value: str) -> str:
        """In the order of a property, then of the keys."""
        node = self.entries.node
        first, key = self.order
        down, key_down = first.descending != self.backward, self.backward
        index = f"{value.removeprefix(node + '.')}, sk"
        there = f"{node}.sk IS NOT NULL"
        parts, beyond = [], f"{value} IS NOT NULL"
        if self.bound:
            here = position(self.at, self.fetch, self.bound, 0, first)
            behind = position(self.at, self.fetch, self.bound, 1, key)
            ties = [f"{value} = {here}", f"{node}.sk {'<' if key_down else '>'} {behind}"]
            parts.append(f"{self._step(index, ties, value, key_down, key_down)} RETURN {node} LIMIT {self._limit}")
            beyond = f"{value} {'<' if down else '>'} {here}"
        if down == key_down:
            rest = f"{self._step(index, [beyond, there], value, down, down)} RETURN {node} LIMIT {self._limit}"
        else:
            e = self.at.printer.variable("e")
            ties = [f"{value} = {e}", there]
            also = f", {self._near}" if self.entries.level else ""
            rest = (
                f"CALL ({self._near}) {{ {self._step(index, [beyond, there], value, down, down)}"
                f" WITH {node} LIMIT {self._limit} RETURN DISTINCT {value} AS {e} }}"
                f" WITH {e} ORDER BY {e}{' DESC' if down else ''}"
                f" CALL ({e}{also}) {{ {self._step(index, ties, value, key_down, key_down)}"
                f" RETURN {node} LIMIT {self._limit} }} RETURN {node}"
            )
        parts.append(rest)
        found = f"CALL ({self._near}) {{ {' UNION ALL '.join(parts)} }}"
        return f"{self.entries.start}{found} WITH {node} LIMIT {self._limit}"

    def _step(self, index: str, where: list[str], value: str, down: bool, key_down: bool) -> str:
        """Nodes along an index, those that do not count left out."""
        entries = self.entries
        node, match = entries.node, f"MATCH ({entries.node}:{layout.label(entries.kind)})"
        terms = [value] if value == f"{node}.sk" else [value, f"{node}.sk"]
        ranked = [f"{term}{' DESC' if fall else ''}" for term, fall in zip(terms, (down, key_down), strict=False)]
        if entries.level is not None:
            # The area is the same for all; it is named for the index, which begins with it.
            name = layout.LEVELS[entries.level]
            index, where = f"{name}, {index}", [entries.where[0], *where]
            ranked.insert(0, f"{node}.{name}{' DESC' if down else ''}")
        late = " AND ".join([*entries.late, *entries.stub])
        return (
            f"{match} USING INDEX {node}:{layout.label(entries.kind)}({index}) WHERE {' AND '.join(where)}"
            f" WITH {node} ORDER BY {', '.join(ranked)} WHERE {late}"
        )

    @property
    def _near(self) -> str:
        """What a subquery imports: the area that stands in the entries, or anything."""
        entries = self.entries
        return "m" if entries.level is None else imported(entries.on.day, entries.area)

    @property
    def _limit(self) -> str:
        return self.at.limit(self.fetch)


def _bound(at: Printing, fetch: p.Fetch, of: str) -> bool:
    """Whether the window has a position on this side."""
    return fetch.number in dict(at.shape.after if of == "after" else at.shape.before)

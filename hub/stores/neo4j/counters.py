"""What the store has counted: how many nodes lie below an area, and below each area of a level."""

from __future__ import annotations

from dataclasses import dataclass

from hub.planner import plan as p
from hub.stores.neo4j import layout
from hub.stores.neo4j.days import On, span
from hub.stores.neo4j.printing import Printing
from hub.stores.neo4j.text import Param
from hub.stores.spot import Counted, kept, spot


@dataclass(slots=True)
class Counters:
    """The counters of what a list holds. ``match``: finds the ``area`` that it lies below, where it is no parent."""

    at: Printing
    counted: Counted
    on: On
    match: str
    area: str

    def of(self, area: str) -> str:
        """How many there are below an area."""
        numbers = self._number(area, self.counted.what)
        return numbers if self.counted.less is None else f"{numbers} - {self._number(area, self.counted.less)}"

    def _number(self, area: str, what: str) -> str:
        # An aggregate would be taken for one of the clause around it.
        k = self.at.printer.variable("k")
        given = self.at.printer.param(Param("constant", constant=what))
        return (
            f"reduce(n = 0, one IN COLLECT {{ MATCH ({k}:{layout.COUNT}) WHERE {k}.area = {area}.sk"
            f" AND {k}.what = {given} AND {k}.day <= {self.on.day} RETURN {k}.delta }} | n + one)"
        )


def counters(at: Printing, fetch: p.Fetch, measures: tuple[p.Measure, ...], parent: str, day: str) -> Counters | None:
    """The counters that a fetch can be answered from; None where there are none."""
    where = spot(fetch)
    if measures or where is None or (where.roots is not None and fetch.number not in at.shape.single):
        return None
    counted = kept(fetch, at.plan)
    if counted is None:
        return None
    at.printer.fetch = fetch.number
    on = at.when(fetch, day)
    assert isinstance(on, On)
    if where.roots is None:
        return Counters(at, counted, on, "", parent)
    x = at.printer.variable("x")
    root = at.printer.operand(where.roots, "one:key:area:must")
    return Counters(at, counted, on, f"OPTIONAL MATCH ({x}:Area) WHERE {x}.sk = {root} ", x)


def by_level(
    at: Printing, fetch: p.Fetch, give: p.Groups, parent: str, day: str, keys: list[str], count: str
) -> tuple[str, On] | None:
    """Groups by the areas of one level: clauses that end in the key and the count of each; None where the nodes have
    to be looked at.

    The nodes below an area of the level are counted there. Below an area that lies deeper than the level, all of them
    belong to the one above. The rest has no area of the level.
    """
    if len(give.keys) != 1 or give.keys[0].path or give.keys[0].level is None:
        return None
    found = counters(at, fetch, give.measures, parent, day)
    if found is None:
        return None
    on, x, area = found.on, found.area, at.model.kind("Area")
    c, m, f, level = (at.printer.variable(letter) for letter in "cmfl")
    given = at.printer.param(Param("constant", constant=give.keys[0].level))
    there = f"{on.valid(*span(c))} AND {m}.level = {given} AND {at.x.valid(m, area, on)}"
    below = f"MATCH ({x})<-[{c}:{layout.WITHIN}]-({m}) WHERE {there} RETURN [{m}.sk, {found.of(m)}] AS {f}"
    above = (
        f"MATCH ({x})-[{c}:{layout.WITHIN}]->({m}) WHERE {c}.depth > 0 AND {there} AND {at.x.valid(x, area, on)}"
        f" RETURN [{m}.sk, {found.of(x)}] AS {f}"
    )
    total = f"{found.of(x)} - reduce(n = 0, one IN {level} | n + one[1])"
    text = (
        f"{found.match}WITH {x}, COLLECT {{ {below} UNION ALL {above} }} AS {level} UNWIND {level} + [[null, {total}]]"
        f" AS {f} WITH {f}[0] AS {keys[0]}, {f}[1] AS {count} WHERE {count} > 0"
    )
    return text, on

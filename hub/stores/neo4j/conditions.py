"""Conditions and values of the plan as Cypher expressions over a variable and a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from graph_schema.keys import FOREVER, NUMBER_BITS
from graph_schema.model import End, Kind, Property, Scalar
from hub.planner import where as w
from hub.planner.asked import Slot
from hub.planner.surface import areas_of
from hub.stores.logic import Logic, Truth, counts_in, named_fits, scope_condition, turn
from hub.stores.neo4j import layout
from hub.stores.neo4j.days import On, imported, life, span
from hub.stores.neo4j.text import Param, Printer
from hub.stores.spot import flat

TEXTS = frozenset({Scalar.TEXT, Scalar.PERIOD, Scalar.ENUM})
"""Types whose values are texts."""

_SIGNS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "eq": "="}


@dataclass(slots=True)
class Expressions(Logic[On]):
    """Prints values and conditions.

    ``keyed``: kinds and levels of which the node says in which area it stands. ``high``: see ``text.beyond``.
    ``counted``: variables of what is counted already, by the variable of the node and the list.
    """

    printer: Printer
    keyed: frozenset[tuple[str, str]]
    high: bool
    counted: dict[tuple[str, w.ListSource], str] = field(default_factory=dict)

    # values

    def value(self, node: str, kind: Kind | None, prop: Property, on: On) -> str:
        """A property's value on a day. ``kind`` None: of a part or a link, whose values are never dated."""
        return self._dated(node, kind, prop, on, prop.name, "value")

    def sort_value(self, node: str, kind: Kind | None, prop: Property, on: On) -> str:
        """What a property is ordered by."""
        return self._dated(node, kind, prop, on, layout.ordered_by(prop), "order" if prop.natural else "value")

    def _dated(self, node: str, kind: Kind | None, prop: Property, on: On, name: str, former: str) -> str:
        if kind is not None and (kind.name, prop.name) in self.masks:
            return "null"
        if kind is None or not prop.dated or on.plain:
            return f"{node}.{name}"
        h = self.printer.variable("h")
        then = f"{h}.property = '{prop.name}' AND {on.valid(*span(h))}"
        return f"coalesce(head([({node})-[:{layout.FORMERLY}]->({h}) WHERE {then} | {h}.{former}]), {node}.{name})"

    def ordinal(self, day: str) -> str:
        """The proleptic ordinal of a day; null for null."""
        first = self.printer.param(Param("constant", constant=date.min))
        return f"duration.inDays({first}, {day}).days + 1"

    def shown(self, prop: Property, value: str) -> str:
        """A value in the form of the row contract."""
        return self.ordinal(value) if prop.type is Scalar.DATE and value != "null" else value

    # words of the language

    def truth(self, value: bool) -> str:
        return "true" if value else "false"

    def living(self, alias: str, on: On) -> str:
        return on.valid(*life(alias))

    def owned(self, alias: str) -> str:
        return f"NOT {alias}:{layout.STUB}"

    def own(self, node: str, kind: Kind) -> list[str]:
        """The node is no stub, where there are any."""
        return [] if self.all_own(kind) else [self.owned(node)]

    def subject(self, alias: str, kind: Kind | None, subject: w.Subject, on: On) -> str:
        match subject:
            case w.Own(prop):
                return self.value(alias, kind, prop, on)
            case w.Of("key"):
                return f"{alias}.sk"
            case w.Of("region"):
                return f"right('00000' + toString({alias}.sk / {1 << NUMBER_BITS}), 6)"
            case w.Of("validFrom"):
                return f"{alias}.validFrom"
            case _:
                last = self.printer.param(Param("constant", constant=date.fromordinal(FOREVER)))
                return f"CASE {alias}.validTo WHEN {last} THEN null ELSE {alias}.validTo END"

    def compare(self, alias: str, kind: Kind | None, c: w.Compare, on: On) -> str:
        left = self.subject(alias, kind, c.subject, on)
        form = turn(c, kind)
        match c.op:
            case "in" | "notIn":
                inside = f"{left} IN {self.printer.operand(c.value, f'list:{form}')}"
                return inside if c.op == "in" else f"NOT {self.definite(inside)}"
            case "ne":
                same = f"{left} = {self.printer.operand(c.value, f'{form}:eq')}"
                return f"NOT {self.definite(same)}"
            case "contains":
                return f"{left} CONTAINS {self.printer.operand(c.value, form)}"
            case "startsWith":
                return f"{left} STARTS WITH {self.printer.operand(c.value, form)}"
            case op:
                value = self.printer.operand(c.value, f"{form}:{op}")
                if self.high and op != "eq" and isinstance(c.subject, w.Own) and c.subject.property.type in TEXTS:
                    return self.printer.beyond(left, _SIGNS[op], value, self.printer.operand(c.value, "high"))
                return f"{left} {_SIGNS[op]} {value}"

    def exists(self, alias: str, source: w.ListSource, fits: w.Condition, on: On, truth: Truth = "holds") -> str:
        return f"EXISTS {{ {self._entries(alias, source, fits, on, truth)} }}"

    def count(self, alias: str, source: w.ListSource, op: str, value: Slot, on: On) -> str:
        number = self.counted.get((alias, source)) or self.number(alias, source, on)
        if op in ("in", "notIn"):
            found = f"{number} IN {self.printer.operand(value, 'list:plain')}"
            return found if op == "in" else f"NOT {found}"
        return f"{number} {'<>' if op == 'ne' else _SIGNS[op]} {self.printer.operand(value, 'plain')}"

    def number(self, alias: str, source: w.ListSource, on: On) -> str:
        """How many entries a list has."""
        return f"COUNT {{ {self._entries(alias, source, w.TRUE, on)} }}"

    def _entries(self, alias: str, source: w.ListSource, fits: w.Condition, on: On, truth: Truth = "holds") -> str:
        """MATCH and WHERE of a list's entries."""
        match source:
            case w.LinkList(end):
                return self.over_link(alias, end, fits, on, truth)[0]
            case w.PartList(kind, part):
                n = self.printer.variable("q")
                pattern = f"({alias})-[:{layout.part_relationship(kind, part)}]->({n})"
                return self._found(pattern, [on.valid(*span(n))], n, None, fits, on, truth, own=True)
            case w.SubtreeList(tree, kind, named):
                c, b, l, n = (self.printer.variable(letter) for letter in "cbln")
                pattern = f"({alias})<-[{c}:{layout.WITHIN}]-({b})<-[{l}:{standing(tree, kind)}]-({n})"
                where = [on.together(span(c), span(l)), *self.standing(alias, c, b, tree, on)]
                where += [self.valid(n, kind, on), *self.own(n, kind)]
                return self._found(pattern, where, n, kind, named_fits(kind, named, fits), on, truth, own=True)
            case w.TreeList(kind, way):
                c, n = self.printer.variable("c"), self.printer.variable("n")
                ends = (alias, n) if way == "up" else (n, alias)
                pattern = f"({ends[0]})-[{c}:{layout.WITHIN}]->({ends[1]})"
                where = [f"{c}.depth > 0", on.valid(*span(c)), *self.unbroken(*ends, kind, on)]
                where.append(self.valid(n, kind, on))
                return self._found(pattern, where, n, kind, fits, on, truth, own=self.all_own(kind))

    def over_link(self, alias: str, end: End, fits: w.Condition, on: On, truth: Truth = "holds") -> tuple[str, str]:
        """MATCH and WHERE of the nodes at the other side of a link, and the variable of the node there."""
        l, n = self.printer.variable("l"), self.printer.variable("n")
        other = self.model.kind(end.other)
        pattern, where = self.step(alias, end, l, n), self.along(end, l, n, on)
        return self._found(pattern, where, n, other, fits, on, truth, own=self.leads_home(end)), n

    def _found(
        self,
        pattern: str,
        where: list[str],
        node: str,
        kind: Kind | None,
        fits: w.Condition,
        on: On,
        truth: Truth,
        *,
        own: bool,
    ) -> str:
        """What a pattern matches, where some conditions hold and the node fits.

        What the filter counts is counted before it: as an expression it would be planned anew for each subquery around.
        """
        if truth != "surely not" and (truth != "maybe" or not self.unsure(kind, fits, own=own)):
            # What all must hold of can be looked at one after another.
            plain = [c for c in flat(fits) if not any(counts_in(c))]
            fits = w.All(tuple(c for c in flat(fits) if any(counts_in(c))))
            where = where + [text for c in plain for text in self.fitting(node, kind, c, on, truth, own=own)]
        counts = []
        for source in dict.fromkeys(counts_in(fits)):
            k = self.printer.variable("k")
            inner = self._entries(node, source, w.TRUE, on)
            self.counted[node, source] = k
            counts.append(f" CALL ({imported(on.day, node)}) {{ {inner} RETURN count(*) AS {k} }}")
        fitting = self.fitting(node, kind, fits, on, truth, own=own) if fits != w.All(()) else []
        if not counts:
            where = [*where, *fitting]
        text = f"MATCH {pattern}{' WHERE ' + ' AND '.join(where) if where else ''}"
        return f"{text}{''.join(counts)} WITH * WHERE {' AND '.join(fitting)} RETURN 1" if counts else text

    def along(self, end: End, l: str, n: str, on: On) -> list[str]:
        """The link and the node it leads to count on the day."""
        other = self.model.kind(end.other)
        if end.link.lineage:
            return self.seen(n, other, on)
        return [on.valid(*span(l)), self.valid(n, other, on)]

    def step(self, near: str, end: End, l: str, far: str) -> str:
        """The pattern of a link seen from one of its ends."""
        kind = layout.relationship(self.model.kind(end.source), end.link)
        return f"({near})-[{l}:{kind}]->({far})" if end.forward else f"({near})<-[{l}:{kind}]-({far})"

    # what cannot be known

    def stubs_of(self, kind: Kind) -> str:
        return f":{layout.STUB}"

    def led_to(self, source: w.ListSource, ways: list[str]) -> list[str]:
        match source:
            case w.LinkList(end):
                step = self.step("", end, "", "").removeprefix("()").removesuffix("()")
            case w.SubtreeList(tree, kind, _):
                step = f"<-[:{layout.WITHIN}]-()<-[:{standing(tree, kind)}]-"
            case w.TreeList(_, "up"):
                step = f"-[:{layout.WITHIN}]->"
            case w.TreeList():
                step = f"<-[:{layout.WITHIN}]-"
            case w.PartList():
                raise AssertionError("a part is no stub")
        # A way is what stands behind a node in a pattern: its label, or the steps from it.
        return [f"{step}({way})" if way.startswith(":") else f"{step}(){way}" for way in ways]

    # trees

    def standing(self, root: str, c: str, b: str, tree: Kind, on: On) -> list[str]:
        """The node a placed one hangs on is the root asked for, or valid itself; and the way to it can be seen."""
        return [f"({c}.depth = 0 OR {self.valid(b, tree, on)})", *self.unbroken(b, root, tree, on)]

    def unbroken(self, low: str, high: str, tree: Kind, on: On) -> list[str]:
        """With a guard on the tree's kind: no node strictly between two of it is hidden."""
        if self.guard.get(tree.name, w.TRUE) == w.TRUE:
            return []
        u, v, x = (self.printer.variable(letter) for letter in "uvx")
        hidden = f"NOT {self.seen(x, tree, on, definite=True)[0]}"
        return [
            f"NOT EXISTS {{ MATCH ({low})-[{u}:{layout.WITHIN}]->({x})-[{v}:{layout.WITHIN}]->({high})"
            f" WHERE {u}.depth > 0 AND {v}.depth > 0 AND {on.together(span(u), span(v))} AND {hidden} }}"
        ]

    def inside(self, alias: str, c: w.Inside, on: On, *, guarded: bool = False) -> str:
        """In the subtrees of some roots, from the node up."""
        x, r = self.printer.variable("c"), self.printer.variable("r")
        roots = self.printer.operand(c.roots, f"list:key:{c.tree.tag}:must")
        where = [f"{r}.sk IN {roots}", on.valid(*span(x)), *scope_condition(x, c.scope)]
        if c.kind.name == c.tree.name:
            where += [] if guarded else self.unbroken(alias, r, c.tree, on)
            return f"EXISTS {{ MATCH ({alias})-[{x}:{layout.WITHIN}]->({r}) WHERE {' AND '.join(where)} }}"
        l, b = self.printer.variable("l"), self.printer.variable("b")
        where.append(on.valid(*span(l)))
        where += [] if guarded else self.standing(r, x, b, c.tree, on)
        pattern = f"({alias})-[{l}:{standing(c.tree, c.kind)}]->({b})-[{x}:{layout.WITHIN}]->({r})"
        return f"EXISTS {{ MATCH {pattern} WHERE {' AND '.join(where)} }}"

    # keys of groups

    def behind(self, found: str, value: str) -> str:
        return f"head(COLLECT {{ {found} RETURN {value} }})"

    def area_at(self, node: str, kind: Kind, level: str, on: On) -> str:
        """The packed key of the area of a level at or above a node's place."""
        assert areas_of(kind)
        area = self.model.kind("Area")
        m = self.printer.variable("m")
        if (kind.name, level) in self.keyed:
            pattern, where = f"({m}:{layout.label(area)} {{sk: {node}.{layout.LEVELS[level]}}})", []
        else:
            c = self.printer.variable("c")
            at = self.printer.param(Param("constant", constant=level))
            where = [on.valid(*span(c)), f"{m}.level = {at}"]
            if kind.name == area.name:
                low, pattern = node, f"({node})-[{c}:{layout.WITHIN}]->({m})"
            else:
                l, low = self.printer.variable("l"), self.printer.variable("b")
                pattern = f"({node})-[{l}:{standing(area, kind)}]->({low})-[{c}:{layout.WITHIN}]->({m})"
                where += [on.valid(*span(l)), self.valid(low, area, on)]
            where += self.unbroken(low, m, area, on)
            return (
                f"head(COLLECT {{ MATCH {pattern} WHERE {' AND '.join(where)}"
                f" AND ({c}.depth = 0 OR {self.valid(m, area, on)}) RETURN {m}.sk }})"
            )
        return f"head(COLLECT {{ MATCH {pattern} WHERE {self.valid(m, area, on)} RETURN {m}.sk }})"

    def area_of(self, place: str, level: str, on: On) -> str:
        """The packed key of the area of a level at or above a place; null where the place itself does not count."""
        area = self.model.kind("Area")
        return f"CASE WHEN {self.valid(place, area, on)} THEN {self.area_at(place, area, level, on)} END"


def standing(tree: Kind, kind: Kind) -> str:
    """The type of the link that puts a kind into the area tree, or under an organisation."""
    link = kind.place if tree.name == "Area" else kind.belongs
    assert link is not None
    return layout.relationship(kind, kind.link(link))

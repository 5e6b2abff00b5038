"""Conditions and values of the plan as SQL expressions over an alias and a day."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_schema.keys import FOREVER, NUMBER_BITS
from graph_schema.model import End, Kind, Property
from hub.planner import where as w
from hub.planner.asked import Slot
from hub.planner.surface import areas_of
from hub.stores.logic import Logic, Truth, named_fits, scope_condition, turn
from hub.stores.sql import layout
from hub.stores.sql.days import On
from hub.stores.sql.dialect import Dialect
from hub.stores.sql.text import Param, Printer, all_of

_SIGNS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "eq": "=", "ne": "<>"}
LEVEL_COLUMN = layout.column("level")


@dataclass(slots=True)
class Expressions(Logic[On]):
    """Prints values and conditions.

    ``keyed``: kinds and levels of which the row says in which area a node stands.
    """

    dialect: Dialect
    printer: Printer
    keyed: frozenset[tuple[str, str]] = field(default=frozenset())

    # values

    def value(self, alias: str, kind: Kind | None, prop: Property, on: On) -> str:
        """A property's value on a day. ``kind`` None: of a part or a link, whose values are never dated."""
        return self._dated(alias, kind, prop, on, layout.column(prop.name), "value")

    def sort_value(self, alias: str, kind: Kind | None, prop: Property, on: On) -> str:
        """What a property is ordered by."""
        if prop.natural:
            return self._dated(alias, kind, prop, on, layout.order_column(prop.name), "ord")
        return self.value(alias, kind, prop, on)

    def _dated(self, alias: str, kind: Kind | None, prop: Property, on: On, column: str, former: str) -> str:
        latest = f"{alias}.{column}"
        if kind is not None and (kind.name, prop.name) in self.masks:
            return "NULL"
        if kind is None or not prop.dated or on.plain:
            return latest
        h = self.printer.alias("h")
        table = layout.history_table(kind.tag, prop.name)
        return (
            f"coalesce((SELECT {h}.{former} FROM {table} {h} WHERE {h}.sk = {alias}.sk"
            f" AND {on.valid(f'{h}.since', f'{h}.until')}), {latest})"
        )

    # words of the language

    def truth(self, value: bool) -> str:
        return "1" if value else "0"

    def living(self, alias: str, on: On) -> str:
        return on.valid(f"{alias}.valid_from", f"{alias}.valid_to")

    def owned(self, alias: str) -> str:
        return f"{alias}.stub = 0"

    def exists(self, alias: str, source: w.ListSource, fits: w.Condition, on: On, truth: Truth = "holds") -> str:
        return f"EXISTS (SELECT 1 FROM {self._entries(alias, source, fits, on, truth)})"

    def subject(self, alias: str, kind: Kind | None, subject: w.Subject, on: On) -> str:
        match subject:
            case w.Own(prop):
                return self.value(alias, kind, prop, on)
            case w.Of("key"):
                return f"{alias}.sk"
            case w.Of("region"):
                return f"printf('%06d', ({self.printer.packed(f'{alias}.sk')}) >> {NUMBER_BITS})"
            case w.Of("validFrom"):
                return f"{alias}.valid_from"
            case _:
                return f"nullif({alias}.valid_to, {FOREVER})"

    def compare(self, alias: str, kind: Kind | None, c: w.Compare, on: On) -> str:
        left = self.subject(alias, kind, c.subject, on)
        form = turn(c, kind)
        match c.op:
            case "in" | "notIn":
                members = self.dialect.members % self.printer.operand(c.value, f"list:{form}")
                inside = f"{left} IN ({members})"
                return inside if c.op == "in" else f"NOT {self.definite(inside)}"
            case "ne":
                return self.dialect.distinct_from % (left, self.printer.operand(c.value, f"{form}:eq"))
            case "contains":
                return self.dialect.contains % (left, self.printer.operand(c.value, form))
            case "startsWith":
                given = self.printer.operand(c.value, form)
                # The lower bound lets an index serve it.
                return f"({left} >= {given} AND {self.dialect.prefix % (left, given, given)})"
            case op:
                return f"{left} {_SIGNS[op]} {self.printer.operand(c.value, f'{form}:{op}')}"

    def over_link(self, alias: str, end: End, fits: w.Condition, on: On, truth: Truth = "holds") -> tuple[str, str]:
        """FROM and WHERE of the nodes at the other side of a link, and the alias of the node there."""
        l, n = self.printer.alias("l"), self.printer.alias("n")
        near, far = ("src", "dst") if end.forward else ("dst", "src")
        other = self.model.kind(end.other)
        source = self.model.kind(end.source)
        where = [f"{l}.{near} = {alias}.sk"]
        if end.link.lineage:
            where += self.seen(n, other, on)
        else:
            where += [on.valid(f"{l}.since", f"{l}.until"), self.valid(n, other, on)]
        where += self.fitting(n, other, fits, on, truth, own=self.leads_home(end))
        table = layout.link_table(source.tag, end.link.name)
        return (
            f"{table} {l} JOIN {layout.node_table(other.tag)} {n} ON {n}.sk = {l}.{far} WHERE {all_of(where)}",
            n,
        )

    def _entries(self, alias: str, source: w.ListSource, fits: w.Condition, on: On, truth: Truth = "holds") -> str:
        match source:
            case w.LinkList(end):
                return self.over_link(alias, end, fits, on, truth)[0]
            case w.PartList(kind, part):
                q = self.printer.alias("q")
                where = [f"{q}.sk = {alias}.sk", on.valid(f"{q}.since", f"{q}.until")]
                where += self.fitting(q, None, fits, on, truth, own=True)
                return f"{layout.part_table(kind.tag, part.name)} {q} WHERE {all_of(where)}"
            case w.SubtreeList(tree, kind, named):
                return self._subtree_entries(alias, tree, kind, named_fits(kind, named, fits), on, truth)
            case w.TreeList(kind, way):
                return self._tree_entries(alias, kind, way, fits, on, truth)

    def _tree_entries(self, alias: str, kind: Kind, way: str, fits: w.Condition, on: On, truth: Truth) -> str:
        c, n = self.printer.alias("c"), self.printer.alias("n")
        near, far = ("dsc", "anc") if way == "up" else ("anc", "dsc")
        where = [f"{c}.{near} = {alias}.sk", f"{c}.depth > 0", on.valid(f"{c}.since", f"{c}.until")]
        where += [*self.unbroken(c, kind, on), self.valid(n, kind, on)]
        where += self.fitting(n, kind, fits, on, truth, own=self.all_own(kind))
        table = layout.closure_table(kind.tag)
        return f"{table} {c} JOIN {layout.node_table(kind.tag)} {n} ON {n}.sk = {c}.{far} WHERE {all_of(where)}"

    def _subtree_entries(self, alias: str, tree: Kind, kind: Kind, fits: w.Condition, on: On, truth: Truth) -> str:
        c, l, n = (self.printer.alias(letter) for letter in "cln")
        where = [
            f"{c}.anc = {alias}.sk",
            on.valid(f"{c}.since", f"{c}.until"),
            on.valid(f"{l}.since", f"{l}.until"),
        ]
        where += [*self.standing(c, tree, on), self.valid(n, kind, on), f"{n}.stub = 0"]
        where += self.fitting(n, kind, fits, on, truth, own=True)
        return (
            f"{layout.closure_table(tree.tag)} {c} JOIN {standing_table(tree, kind)} {l} ON {l}.dst = {c}.dsc"
            f" JOIN {layout.node_table(kind.tag)} {n} ON {n}.sk = {l}.src WHERE {all_of(where)}"
        )

    def standing(self, c: str, tree: Kind, on: On) -> list[str]:
        """The node a placed one hangs on is the root asked for, or valid itself; and the way to it can be
        seen.
        """
        m = self.printer.alias("m")
        return [
            f"({c}.depth = 0 OR EXISTS (SELECT 1 FROM {layout.node_table(tree.tag)} {m}"
            f" WHERE {m}.sk = {c}.dsc AND {self.valid(m, tree, on)}))",
            *self.unbroken(c, tree, on),
        ]

    def unbroken(self, c: str, tree: Kind, on: On) -> list[str]:
        """With a guard on the tree's kind: no node strictly between the ends of a closure row is hidden."""
        if self.guard.get(tree.name, w.TRUE) == w.TRUE:
            return []
        u, v, x = (self.printer.alias(letter) for letter in "cdx")
        table = layout.closure_table(tree.tag)
        hidden = f"NOT coalesce({all_of(self.seen(x, tree, on))}, 0)"
        return [
            f"NOT EXISTS (SELECT 1 FROM {table} {u} JOIN {table} {v} ON {v}.anc = {u}.dsc AND {v}.dsc = {c}.dsc"
            f" JOIN {layout.node_table(tree.tag)} {x} ON {x}.sk = {u}.dsc WHERE {u}.anc = {c}.anc AND {u}.depth > 0"
            f" AND {v}.depth > 0 AND {on.valid(f'{u}.since', f'{u}.until')} AND {on.valid(f'{v}.since', f'{v}.until')}"
            f" AND {hidden})"
        ]

    def count(self, alias: str, source: w.ListSource, op: str, value: Slot, on: On) -> str:
        number = f"(SELECT count(*) FROM {self._entries(alias, source, w.TRUE, on)})"
        if op in ("in", "notIn"):
            members = self.dialect.members % self.printer.operand(value, "list:plain")
            return f"{number} {'IN' if op == 'in' else 'NOT IN'} ({members})"
        return f"{number} {_SIGNS[op]} {self.printer.operand(value, 'plain')}"

    def inside(self, alias: str, c: w.Inside, on: On, *, guarded: bool = False) -> str:
        """In the subtrees of some roots. Driven from the roots: their subtrees are the smaller side more
        often.
        """
        x = self.printer.alias("c")
        roots = self.dialect.members % self.printer.operand(c.roots, f"list:key:{c.tree.tag}:must")
        where = [f"{x}.anc IN ({roots})", on.valid(f"{x}.since", f"{x}.until"), *scope_condition(x, c.scope)]
        table = layout.closure_table(c.tree.tag)
        if c.kind.name == c.tree.name:
            where += [] if guarded else self.unbroken(x, c.tree, on)
            return f"{alias}.sk IN (SELECT {x}.dsc FROM {table} {x} WHERE {all_of(where)})"
        l = self.printer.alias("l")
        where.append(on.valid(f"{l}.since", f"{l}.until"))
        where += [] if guarded else self.standing(x, c.tree, on)
        return (
            f"{alias}.sk IN (SELECT {l}.src FROM {table} {x} JOIN {standing_table(c.tree, c.kind)} {l}"
            f" ON {l}.dst = {x}.dsc WHERE {all_of(where)})"
        )

    def stands_below(self, alias: str, root: str, tree: Kind, kind: Kind, on: On) -> str:
        """In the subtree of one root, an SQL expression. Driven from the node: there are few to be tested."""
        l, c = self.printer.alias("l"), self.printer.alias("c")
        where = [f"{l}.src = {alias}.sk", on.valid(f"{l}.since", f"{l}.until"), f"{c}.anc = {root}"]
        where += [f"{c}.dsc = {l}.dst", on.valid(f"{c}.since", f"{c}.until"), *self.standing(c, tree, on)]
        return (
            f"EXISTS (SELECT 1 FROM {standing_table(tree, kind)} {l} CROSS JOIN {layout.closure_table(tree.tag)} {c}"
            f" WHERE {all_of(where)})"
        )

    # what cannot be known

    def unknown(self, alias: str, kind: Kind, condition: w.Condition, on: On, *, own: bool) -> str:
        """Nobody here can tell of the node whether the condition holds."""
        # Stubs are few: from them to the nodes whose condition meets one is the short way.
        met = " UNION ".join(self.meeting(kind, condition, own=own))
        return all_of([f"{alias}.sk IN ({met})", *self.neither(alias, kind, condition, on, own=own)])

    def stubs_of(self, kind: Kind) -> str:
        s = self.printer.alias("s")
        return f"SELECT {s}.sk FROM {layout.node_table(kind.tag)} {s} WHERE {s}.stub = 1"

    def led_to(self, source: w.ListSource, ways: list[str]) -> list[str]:
        match source:
            case w.LinkList(end):
                near, far = ("src", "dst") if end.forward else ("dst", "src")
                table = layout.link_table(self.model.kind(end.source).tag, end.link.name)
                found = f"SELECT {near} FROM {table} WHERE {far}"
            case w.SubtreeList(tree, kind, _):
                c, l = self.printer.alias("c"), self.printer.alias("l")
                found = (
                    f"SELECT {c}.anc FROM {standing_table(tree, kind)} {l}"
                    f" JOIN {layout.closure_table(tree.tag)} {c} ON {c}.dsc = {l}.dst WHERE {l}.src"
                )
            case w.TreeList(kind, way):
                near, far = ("dsc", "anc") if way == "up" else ("anc", "dsc")
                found = f"SELECT {near} FROM {layout.closure_table(kind.tag)} WHERE {far}"
            case w.PartList():
                raise AssertionError("a part is no stub")
        return [f"{found} IN ({' UNION '.join(ways)})"]

    # keys of groups

    def behind(self, found: str, value: str) -> str:
        return f"(SELECT {value} FROM {found})"

    def area_at(self, alias: str, kind: Kind, level: str, on: On) -> str:
        """The packed key of the area of a level at or above a node's place."""
        assert areas_of(kind)
        area = self.model.kind("Area")
        if (kind.name, level) in self.keyed:
            m = self.printer.alias("m")
            there = f"{m}.sk = {alias}.{layout.level_column(level)} AND {self.valid(m, area, on)}"
            return f"(SELECT {self.printer.packed(f'{m}.sk')} FROM {layout.node_table(area.tag)} {m} WHERE {there})"
        c, m = self.printer.alias("c"), self.printer.alias("m")
        at = self.printer.param(Param("constant", constant=level))
        up = [on.valid(f"{c}.since", f"{c}.until"), f"{m}.{LEVEL_COLUMN} = {at}", *self.unbroken(c, area, on)]
        node, key = layout.node_table(area.tag), self.printer.packed(f"{m}.sk")
        found = f"{layout.closure_table(area.tag)} {c} JOIN {node} {m} ON {m}.sk = {c}.anc"
        up.append(f"({c}.depth = 0 OR {self.valid(m, area, on)})")
        if kind.name == area.name:
            return f"(SELECT {key} FROM {found} WHERE {c}.dsc = {alias}.sk AND {all_of(up)})"
        l, b = self.printer.alias("l"), self.printer.alias("b")
        where = [f"{l}.src = {alias}.sk", on.valid(f"{l}.since", f"{l}.until"), self.valid(b, area, on), *up]
        return (
            f"(SELECT {key} FROM {standing_table(area, kind)} {l} JOIN {node} {b} ON {b}.sk = {l}.dst"
            f" JOIN {found} AND {c}.dsc = {l}.dst WHERE {all_of(where)})"
        )


def standing_table(tree: Kind, kind: Kind) -> str:
    """The table of the link that puts a kind into the area tree, or under an organisation."""
    link = kind.place if tree.name == "Area" else kind.belongs
    assert link is not None
    return layout.link_table(kind.tag, link)

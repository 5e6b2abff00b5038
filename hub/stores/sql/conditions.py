"""Conditions and values of the plan as SQL expressions over an alias and a day.

A condition may come out NULL where a compared value is null; NULL counts as false, and ``Not`` makes it
so before it turns it round.

``Expressions.condition`` takes what the rows say for the whole truth. ``Expressions.surely`` does not where rows are of
stubs: in Kleene's logic what is not known of them is neither so nor not so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph_schema.keys import FOREVER, NUMBER_BITS
from graph_schema.model import End, Kind, Model, Property, Scalar
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Slot
from hub.planner.surface import areas_of
from hub.stores.sql import layout
from hub.stores.sql.days import On
from hub.stores.sql.dialect import Dialect
from hub.stores.sql.text import Param, Printer, all_of

_SIGNS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "eq": "=", "ne": "<>"}
LEVEL_COLUMN = layout.column("level")

Truth: TypeAlias = Literal["holds", "surely", "surely not", "maybe"]
"""How a condition on the entries of a list is meant: it holds as the rows have it; it is known to hold; it is known not
to hold; it is not known not to.
"""


@dataclass(slots=True)
class Expressions:
    """Prints values and conditions; the plan's guard and masks are applied here, and nowhere else.

    ``stubs``: where the store's rows are not the whole truth, see ``stubs.stubs``. ``keyed``: kinds and levels of
    which the row says in which area a node stands.
    """

    model: Model
    dialect: Dialect
    printer: Printer
    guard: Mapping[str, w.Condition]
    masks: frozenset[tuple[str, str]]
    stubs: frozenset[str] = frozenset()
    keyed: frozenset[tuple[str, str]] = frozenset()

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

    # nodes

    def valid(self, alias: str, kind: Kind, on: On) -> str:
        """The node is valid on the day, and the asker may see it."""
        return all_of([on.valid(f"{alias}.valid_from", f"{alias}.valid_to"), *self.seen(alias, kind, on)])

    def seen(self, alias: str, kind: Kind, on: On) -> list[str]:
        """The asker may see it."""
        condition = self.guard.get(kind.name, w.TRUE)
        return [] if condition == w.TRUE else [self.condition(alias, kind, condition, on, guarded=True)]

    # conditions

    def condition(self, alias: str, kind: Kind | None, condition: w.Condition, on: On, *, guarded: bool = False) -> str:
        """``guarded``: it is itself part of the guard, which is not applied to its own look-ups."""
        match condition:
            case w.Always(value):
                return "1" if value else "0"
            case w.All(of):
                return "(" + all_of([self.condition(alias, kind, c, on, guarded=guarded) for c in of]) + ")"
            case w.Any(of):
                return "(" + (" OR ".join(self.condition(alias, kind, c, on, guarded=guarded) for c in of) or "0") + ")"
            case w.Not(of):
                return f"NOT coalesce({self.condition(alias, kind, of, on, guarded=guarded)}, 0)"
            case w.Compare():
                return self._compare(alias, kind, condition, on)
            case w.IsNull(subject):
                return f"{self._subject(alias, kind, subject, on)} IS NULL"
            case w.Linked(end, fits):
                return f"EXISTS (SELECT 1 FROM {self.over_link(alias, end, fits, on)[0]})"
            case w.Some(source, fits):
                return f"EXISTS (SELECT 1 FROM {self._entries(alias, source, fits, on)})"
            case w.CountOf(source, op, value):
                return self._count(alias, source, op, value, on)
            case w.Inside():
                assert kind is not None
                return self.inside(alias, condition, on, guarded=guarded)

    def _subject(self, alias: str, kind: Kind | None, subject: w.Subject, on: On) -> str:
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

    def _compare(self, alias: str, kind: Kind | None, c: w.Compare, on: On) -> str:
        left = self._subject(alias, kind, c.subject, on)
        turn = _turn(c, kind)
        match c.op:
            case "in" | "notIn":
                members = self.dialect.members % self.printer.operand(c.value, f"list:{turn}")
                inside = f"{left} IN ({members})"
                return inside if c.op == "in" else f"NOT coalesce({inside}, 0)"
            case "ne":
                return self.dialect.distinct_from % (left, self.printer.operand(c.value, f"{turn}:eq"))
            case "contains":
                return self.dialect.contains % (left, self.printer.operand(c.value, turn))
            case "startsWith":
                given = self.printer.operand(c.value, turn)
                # The lower bound lets an index serve it.
                return f"({left} >= {given} AND {self.dialect.prefix % (left, given, given)})"
            case op:
                return f"{left} {_SIGNS[op]} {self.printer.operand(c.value, f'{turn}:{op}')}"

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
        where += self._fitting(n, other, fits, on, truth, own=self.leads_home(end))
        table = layout.link_table(source.tag, end.link.name)
        return (
            f"{table} {l} JOIN {layout.node_table(other.tag)} {n} ON {n}.sk = {l}.{far} WHERE {all_of(where)}",
            n,
        )

    def _fitting(
        self, alias: str, kind: Kind | None, fits: w.Condition, on: On, truth: Truth, *, own: bool
    ) -> list[str]:
        """The condition on an entry of a list. ``own``: its node is none of another hub."""
        if fits == w.TRUE and truth != "surely not":
            return []
        if truth == "holds":
            return [self.condition(alias, kind, fits, on)]
        if truth == "maybe" and self.unsure(kind, fits, own=own):
            return [f"NOT coalesce({self.surely(alias, kind, fits, on, own=own, so=False)}, 0)"]
        return [self.surely(alias, kind, fits, on, own=own, so=truth != "surely not")]

    def _entries(self, alias: str, source: w.ListSource, fits: w.Condition, on: On, truth: Truth = "holds") -> str:
        match source:
            case w.LinkList(end):
                return self.over_link(alias, end, fits, on, truth)[0]
            case w.PartList(kind, part):
                q = self.printer.alias("q")
                where = [f"{q}.sk = {alias}.sk", on.valid(f"{q}.since", f"{q}.until")]
                where += self._fitting(q, None, fits, on, truth, own=True)
                return f"{layout.part_table(kind.tag, part.name)} {q} WHERE {all_of(where)}"
            case w.SubtreeList(tree, kind, named):
                return self._subtree_entries(alias, tree, kind, _named(kind, named, fits), on, truth)
            case w.TreeList(kind, way):
                return self._tree_entries(alias, kind, way, fits, on, truth)

    def _tree_entries(self, alias: str, kind: Kind, way: str, fits: w.Condition, on: On, truth: Truth) -> str:
        c, n = self.printer.alias("c"), self.printer.alias("n")
        near, far = ("dsc", "anc") if way == "up" else ("anc", "dsc")
        where = [f"{c}.{near} = {alias}.sk", f"{c}.depth > 0", on.valid(f"{c}.since", f"{c}.until")]
        where += [*self.unbroken(c, kind, on), self.valid(n, kind, on)]
        where += self._fitting(n, kind, fits, on, truth, own=self.all_own(kind))
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
        where += self._fitting(n, kind, fits, on, truth, own=True)
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

    def _count(self, alias: str, source: w.ListSource, op: str, value: Slot, on: On) -> str:
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

    def all_own(self, kind: Kind) -> bool:
        """No node of the kind is a stub."""
        return kind.name not in self.stubs

    def leads_home(self, end: End) -> bool:
        """No node at the other side of the link is a stub."""
        return f"{end.kind}.{end.name}" not in self.stubs

    def unsure(self, kind: Kind | None, condition: w.Condition, *, own: bool) -> bool:
        """Whether there can be a node of which nobody here can tell if the condition holds.

        ``own``: the node in question is no stub; or it is a part (``kind`` None), of which all is known.
        """
        match condition:
            case w.Compare(subject=w.Own(prop)) | w.IsNull(w.Own(prop)):
                # A masked property is null for this asker whoever owns the node: nothing is left to be known.
                if own or kind is None or (kind.name, prop.name) in self.masks:
                    return False
                return f"{kind.name}.{prop.name}" in self.stubs
            case w.Not(of):
                return self.unsure(kind, of, own=own)
            case w.All(of) | w.Any(of):
                return any(self.unsure(kind, c, own=own) for c in of)
            case w.Linked(end, fits):
                return not own or self._unsure_entries(w.LinkList(end), fits)
            case w.Some(source, fits):
                return not own or self._unsure_entries(source, fits)
            case w.CountOf():
                return not own
            case _:
                return False

    def _unsure_entries(self, source: w.ListSource, fits: w.Condition) -> bool:
        match source:
            case w.LinkList(end):
                return self.unsure(self.model.kind(end.other), fits, own=self.leads_home(end))
            case w.PartList():
                return False
            case w.SubtreeList(_, kind, _):
                return self.unsure(kind, fits, own=True)
            case w.TreeList(kind, _):
                return self.unsure(kind, fits, own=self.all_own(kind))

    def surely(
        self, alias: str, kind: Kind | None, condition: w.Condition, on: On, *, own: bool, so: bool = True
    ) -> str:
        """It is known here that the condition holds or, not ``so``, that it does not. NULL: it is not known."""
        if not self.unsure(kind, condition, own=own):
            plain = self.condition(alias, kind, condition, on)
            return plain if so else f"NOT coalesce({plain}, 0)"
        match condition:
            case w.Compare() | w.IsNull():
                return self._surely_compared(alias, kind, condition, on, so)
            case w.Not(of):
                return self.surely(alias, kind, of, on, own=own, so=not so)
            case w.All(of) | w.Any(of):
                word = " AND " if isinstance(condition, w.All) == so else " OR "
                return "(" + word.join(self.surely(alias, kind, c, on, own=own, so=so) for c in of) + ")"
            case w.Linked(end, fits):
                return self._surely_linked(alias, end, fits, on, own, so)
            case w.Some(source, fits):
                if so:
                    return f"EXISTS (SELECT 1 FROM {self._entries(alias, source, fits, on, 'surely')})"
                none = f"NOT EXISTS (SELECT 1 FROM {self._entries(alias, source, fits, on, 'maybe')})"
                return none if own else f"({alias}.stub = 0 AND {none})"
            case w.CountOf(source, op, value):
                counted = self._count(alias, source, op, value, on)
                return f"({alias}.stub = 0 AND {'' if so else 'NOT '}{counted})"
            case other:
                raise AssertionError(f"{other} is always known")

    def _surely_compared(self, alias: str, kind: Kind | None, c: w.Compare | w.IsNull, on: On, so: bool) -> str:
        plain = self.condition(alias, kind, c, on)
        of_null = isinstance(c, w.IsNull) or c.op in ("ne", "notIn")
        term = plain if so else f"NOT coalesce({plain}, 0)"
        if of_null != so:
            # No null comes through as it is.
            return term
        value = self._subject(alias, kind, c.subject, on)
        return f"({term} AND ({alias}.stub = 0 OR {value} IS NOT NULL))"

    def _surely_linked(self, alias: str, end: End, fits: w.Condition, on: On, own: bool, so: bool) -> str:
        if so:
            return f"EXISTS (SELECT 1 FROM {self.over_link(alias, end, fits, on, 'surely')[0]})"
        if own:
            return f"NOT EXISTS (SELECT 1 FROM {self.over_link(alias, end, fits, on, 'maybe')[0]})"
        found = f"{alias}.stub = 0 AND NOT EXISTS (SELECT 1 FROM {self.over_link(alias, end, w.TRUE, on)[0]})"
        if fits == w.TRUE:
            return f"({found})"
        # A stub's link that is there is known; of one that is not there its hub may know.
        return f"({found} OR EXISTS (SELECT 1 FROM {self.over_link(alias, end, fits, on, 'surely not')[0]}))"

    def unknown(self, alias: str, kind: Kind, condition: w.Condition, on: On, *, own: bool) -> str:
        """Nobody here can tell of the node whether the condition holds."""
        # Stubs are few: from them to the nodes whose condition meets one is the short way.
        met = " UNION ".join(self._meeting(kind, condition, own=own))
        neither = (self.surely(alias, kind, condition, on, own=own, so=so) for so in (False, True))
        return all_of([f"{alias}.sk IN ({met})", *(f"NOT coalesce({known}, 0)" for known in neither)])

    def _meeting(self, kind: Kind, condition: w.Condition, *, own: bool) -> list[str]:
        """Selects of the nodes, and perhaps more, of which a condition looks at what a stub may lack."""
        if not self.unsure(kind, condition, own=own):
            return []
        match condition:
            case w.Not(of):
                return self._meeting(kind, of, own=own)
            case w.All(of) | w.Any(of):
                return list(dict.fromkeys(met for c in of for met in self._meeting(kind, c, own=own)))
            case w.Linked(end, fits):
                behind = self._meeting_behind(w.LinkList(end), fits)
            case w.Some(source, fits):
                behind = self._meeting_behind(source, fits)
            case _:
                behind = []
        if own:
            return behind
        s = self.printer.alias("s")
        return [f"SELECT {s}.sk FROM {layout.node_table(kind.tag)} {s} WHERE {s}.stub = 1", *behind]

    def _meeting_behind(self, source: w.ListSource, fits: w.Condition) -> list[str]:
        """The same, where it is an entry of a list that meets a stub; whether it is one on the day is not looked at."""
        match source:
            case w.LinkList(end):
                met = self._meeting(self.model.kind(end.other), fits, own=self.leads_home(end))
                near, far = ("src", "dst") if end.forward else ("dst", "src")
                table = layout.link_table(self.model.kind(end.source).tag, end.link.name)
                found = f"SELECT {near} FROM {table} WHERE {far}"
            case w.SubtreeList(tree, kind, _):
                met = self._meeting(kind, fits, own=True)
                c, l = self.printer.alias("c"), self.printer.alias("l")
                found = (
                    f"SELECT {c}.anc FROM {standing_table(tree, kind)} {l}"
                    f" JOIN {layout.closure_table(tree.tag)} {c} ON {c}.dsc = {l}.dst WHERE {l}.src"
                )
            case w.TreeList(kind, way):
                met = self._meeting(kind, fits, own=self.all_own(kind))
                near, far = ("dsc", "anc") if way == "up" else ("anc", "dsc")
                found = f"SELECT {near} FROM {layout.closure_table(kind.tag)} WHERE {far}"
            case w.PartList():
                return []
        return [f"{found} IN ({' UNION '.join(met)})"] if met else []

    # keys of groups

    def group_key(self, alias: str, kind: Kind, key: p.GroupKey, on: On) -> str:
        """The value of a term of a group's key."""
        if key.path:
            end = key.path[0]
            behind, n = self.over_link(alias, end, w.TRUE, on)
            rest = p.GroupKey(key.path[1:], key.property, key.level)
            return f"(SELECT {self.group_key(n, self.model.kind(end.other), rest, on)} FROM {behind})"
        if key.property is not None:
            return self.value(alias, kind, key.property, on)
        assert key.level is not None
        return self.area_at(alias, kind, key.level, on)

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


def scope_condition(closure: str, scope: str) -> list[str]:
    """How far down a scope reaches."""
    return {"SELF": [f"{closure}.depth = 0"], "CHILDREN": [f"{closure}.depth <= 1"]}.get(scope, [])


def _named(kind: Kind, named: object, fits: w.Condition) -> w.Condition:
    if named is None:
        return fits
    own = w.Compare("eq", w.Own(kind.property(named.property)), named.value)  # type: ignore[attr-defined]
    return own if fits == w.TRUE else w.All((own, fits))


def _turn(c: w.Compare, kind: Kind | None) -> str:
    """How an operand is turned into the form of the row contract."""
    match c.subject:
        case w.Own(prop):
            if prop.type is Scalar.DECIMAL:
                return f"decimal:{prop.scale}"
            return {Scalar.DATE: "date", Scalar.BOOLEAN: "boolean"}.get(prop.type, "plain")
        case w.Of("key"):
            assert kind is not None
            return f"key:{kind.tag}:may"
        case w.Of("region"):
            return "plain"
        case _:
            return "date"

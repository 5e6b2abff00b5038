"""The entries of a list (nodes or links): where they are found and under which conditions, as MATCH, WHERE and WITH."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_schema.model import End, Kind
from hub.errors import Code, NotWrittenYet
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.logic import scope_condition
from hub.stores.neo4j import layout
from hub.stores.neo4j.chain import hinted, print_chain, seek, steps
from hub.stores.neo4j.conditions import standing
from hub.stores.neo4j.days import On, Throughout, When, life, span
from hub.stores.neo4j.printing import Printing
from hub.stores.spot import flat, inside_areas


@dataclass(slots=True)
class Entries:
    """The entries of a list, under which variables.

    ``match``: its MATCH clauses, with ``where`` and, of nearly all of them, ``late``. ``stub``: what sets nodes of
    other hubs apart, where a label leads to the nodes. ``node``: the node. ``link``: the link, if the entries are
    links. ``kept``: further variables that are looked at later. ``on``: the day as of which an entry is read;
    ``ends``: the expression for it, where each entry has its own. ``distinct``: one entry may be met several times.
    ``root``: all nodes of the kind are looked at. ``fits``: what must hold of an entry as it is read. ``level``: the
    entries say themselves that they stand in ``area``, a variable, of this level: the first of ``where``. ``start``:
    the clauses that find that, before ``match`` and in it. ``through``: ``match`` in two halves, with the variable of
    the area between them, on which ``where`` hangs.
    """

    match: str
    node: str
    kind: Kind
    on: On
    where: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    stub: list[str] = field(default_factory=list)
    fits: list[str] = field(default_factory=list)
    link: str | None = None
    kept: list[str] = field(default_factory=list)
    ends: str | None = None
    distinct: bool = False
    root: bool = False
    level: str | None = None
    area: str = ""
    start: str = ""
    through: tuple[str, str, str] | None = None

    @property
    def names(self) -> str:
        """All variables that are looked at later."""
        names = [self.node, *([self.link] if self.link else []), *self.kept]
        return ", ".join([*names, *([self.on.day] if self.ends else [])])

    def by_area(self, areas: list[str]) -> str | None:
        """The entries with what is said of the area that each stands in (``expression AS name``), worked out once for
        each area; None where they are not found by their areas.
        """
        if self.through is None or self.distinct or self.ends:
            return None
        near, area, far = self.through
        return f"{near}{_where(self.where)} WITH {', '.join([area, *areas])} {far}{_where([*self.late, *self.fits])}"

    def clauses(self) -> str:
        """The entries, each once."""
        text, stub = self.match, self.stub
        if self.distinct or self.ends:
            text += _where([*self.where, *self.late])
            names = [self.node, *([self.link] if self.link else []), *self.kept]
            names += [f"{self.ends} AS {self.on.day}"] if self.ends else []
            text += f" WITH {'DISTINCT ' if self.distinct else ''}{', '.join(names)}"
            where = _where([*stub, *self.fits])
            if self.distinct and "CALL (" in where:
                # 2026.08 takes what such a condition calls for a part of the DISTINCT, and refuses it.
                text += f" WITH {self.names}"
            return text + where
        conditions = [*self.where, *self.late, *self.fits]
        if conditions and not text:
            text = f"WITH {self.node}"
        text += _where(conditions)
        # Said of what was matched, not of what to match: else all nodes with the label are taken from all of the kind.
        return f"{text} WITH {self.names}{_where(stub)}" if stub else text

    def page(self, bounds: list[str], ranked: str, limit: str) -> str:
        """The first entries in an order.

        Where nearly all fit, they are sorted by what the order needs, and looked at one after another until the page is
        full: to look at all of them costs several times as much.
        """
        if self.fits or self.distinct or self.ends:
            self.fits += bounds
            return f"{self.clauses()} WITH {self.names} ORDER BY {ranked} LIMIT {limit}"
        late = _where([*self.late, *self.stub])
        return (
            f"{self.match}{_where([*self.where, *bounds])} WITH {self.names} ORDER BY {ranked}{late}"
            f" WITH {self.names} LIMIT {limit}"
        )


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def find(at: Printing, fetch: p.Fetch, parent: str, day: str, *, unresolved: bool = False) -> Entries:
    """The entries of a fetch, its condition included.

    ``parent``: the variable of the node that they are found from; empty at a root that is no node. ``day``: the day of
    the parent. ``unresolved``: instead those of which nobody here can tell whether the condition holds.

    Raises:
        NotWrittenYet: the way of being found has no executor here.
    """
    at.printer.fetch = fetch.number
    when = at.when(fetch, day)
    done: w.Condition | None = None
    match fetch.found:
        case p.ByKey(kind):
            assert isinstance(when, On)
            found = Entries("", parent, kind, when)
        case p.FromRoot(kind):
            done = inside = inside_areas(fetch.condition)
            if inside is None:
                found, done = _from_root(at, kind, when, fetch.condition, unresolved=unresolved)
            else:
                found = _from_areas(at, fetch, inside, when)
        case p.AlongLink(end):
            found = _along(at, end, parent, when)
        case p.InSubtree(tree, kind, scope):
            found = _standing(at, fetch, kind, parent, when) or _in_subtree(at, tree, kind, scope, parent, when)
        case p.Below(kind) | p.Above(kind):
            found = _in_tree(at, kind, isinstance(fetch.found, p.Above), parent, when)
        case other:
            raise NotWrittenYet(Code.NOT_WRITTEN_YET, f"the Neo4j store cannot look {type(other).__name__} yet")
    x, on, own, open_ = at.x, found.on, at.x.owned_entries(fetch), []
    found.fits += x.seen(found.node, found.kind, on)
    for condition in flat(fetch.condition):
        if condition is done:
            continue
        if isinstance(condition, w.Inside) and isinstance(when, Throughout):
            found.fits.append(_inside_during(at, found, condition, when))
        elif unresolved and x.unsure(found.kind, condition, own=own):
            open_.append(condition)
        elif condition != w.TRUE:
            found.fits.append(x.surely(found.node, found.kind, condition, on, own=own))
    if unresolved:
        unknown = w.All(tuple(open_))
        _from_stubs(at, found, x.meeting(found.kind, unknown, own=own))
        found.stub += x.neither(found.node, found.kind, unknown, on, own=own)
    return found


def _from_stubs(at: Printing, found: Entries, ways: list[str]) -> None:
    """Only those entries from which one of some ways leads to a stub: these are few, and the others need no look."""
    t = found.node
    if not found.root:
        each = [f"{t}{way}" if way.startswith(":") else f"EXISTS {{ MATCH ({t}){way} }}" for way in ways]
        found.late.append(f"({' OR '.join(each) or 'false'})")
        # Only of these is it looked at whether the condition holds.
        found.distinct = True
        return
    s = at.printer.variable("s")
    label = layout.label(found.kind)
    each = []
    for way in ways:
        start, _, _ = way.rpartition("(:")
        each.append(f"MATCH ({t}:{label}){start}({s}:{layout.STUB}) USING SCAN {s}:{layout.STUB} RETURN DISTINCT {t}")
    found.match = f"CALL (m) {{ {' UNION '.join(each) or f'MATCH ({t}:{label}) WHERE false RETURN {t}'} }} WITH {t}"


def _entries(at: Printing, match: str, node: str, kind: Kind, when: When, where: list[str], late: list[str]) -> Entries:
    """Entries that are read on the day or, under ``during``, as of their last valid day in the interval."""
    if isinstance(when, On):
        return Entries(match, node, kind, when, where, late)
    last = f"CASE WHEN {node}.validTo < {when.end} THEN {node}.validTo ELSE {when.end} END - duration({{days: 1}})"
    return Entries(match, node, kind, On(at.printer.variable("d")), where, late, ends=last)


def _from_root(
    at: Printing, kind: Kind, when: When, condition: w.Condition, *, unresolved: bool
) -> tuple[Entries, w.Condition | None]:
    """All nodes of a kind, and which condition holds of them by the way in which they are found."""
    t = at.printer.variable("t")
    found = _entries(at, f"MATCH ({t}:{layout.label(kind)})", t, kind, when, [], [when.together(life(t))])
    found.stub, found.root = at.x.own(t, kind), True
    if unresolved:
        return found, None
    index = seek(at, kind, found.on, condition)
    if isinstance(when, On) and not (index and index.few):
        chain = next(steps(at, kind, when, condition), None)
        if chain is not None:
            done, step = chain
            found.match, found.root = print_chain(at, t, step, when), False
            return found, done
    if index is not None:
        found.match, found.root = f"{found.match} {hinted(t, kind, index.name)}", False
        # Said of the nodes as they are matched, whenever the rest is looked at.
        found.where += [at.x.condition(t, kind, index.condition, found.on), f"{t}.sk IS NOT NULL"]
        return found, index.condition
    return found, None


def _from_areas(at: Printing, fetch: p.Fetch, c: w.Inside, when: When) -> Entries:
    """All nodes below some roots, from the roots down."""
    r = at.printer.variable("r")
    roots = at.printer.operand(c.roots, f"list:key:{c.tree.tag}:must")
    if c.kind.name == c.tree.name:
        found = _in_tree(at, c.kind, False, r, when, least=0, scope=c.scope)
        found.late += at.x.own(found.node, c.kind)
    else:
        found = _standing(at, fetch, c.kind, r, when) or _in_subtree(at, c.tree, c.kind, c.scope, r, when)
    start = f"MATCH ({r}:{layout.label(c.tree)}) WHERE {r}.sk IN {roots} "
    found.start, found.match = start, start + found.match
    if found.through is not None:
        near, area, far = found.through
        found.through = start + near, area, far
    found.distinct = found.distinct or fetch.number not in at.shape.single
    return found


def _standing(at: Printing, fetch: p.Fetch, kind: Kind, area: str, when: When) -> Entries | None:
    """What says itself that it stands in an area; None where it does not. See ``layout``."""
    level = dict(at.shape.levels).get(fetch.number)
    if level is None:
        return None
    assert isinstance(when, On)
    t, name = at.printer.variable("t"), layout.LEVELS[level]
    where = [f"{t}.{name} = {area}.sk", f"{t}.sk IS NOT NULL"]
    late = [when.together(life(t)), *at.x.own(t, kind)]
    match = f"MATCH ({t}:{layout.label(kind)}) {hinted(t, kind, name)}"
    found = _entries(at, match, t, kind, when, where, late)
    found.level, found.area = level, area
    return found


def _along(at: Printing, end: End, parent: str, when: When) -> Entries:
    kind = at.model.kind(end.other)
    l, t = at.printer.variable("l"), at.printer.variable("t")
    late = [] if end.link.lineage else [when.together(span(l), life(t))]
    found = _entries(at, f"MATCH {at.x.step(parent, end, l, t)}", t, kind, when, [], late)
    found.link = l
    return found


def _in_tree(
    at: Printing, kind: Kind, upward: bool, parent: str, when: When, *, least: int = 1, scope: str = ""
) -> Entries:
    c, t = at.printer.variable("c"), at.printer.variable("t")
    low, high = (parent, t) if upward else (t, parent)
    match = f"MATCH ({low})-[{c}:{layout.WITHIN}]->({high})"
    where = [f"{c}.depth >= {least}", *scope_condition(c, scope), when.together(span(c), life(t))]
    found = _entries(at, match, t, kind, when, where, [])
    # Who is between is looked at as of the day of the entry.
    where += at.x.unbroken(low, high, kind, found.on if isinstance(when, On) else On(f"({found.ends})"))
    if upward:
        found.kept.append(c)
    found.distinct = isinstance(when, Throughout)
    return found


def _in_subtree(at: Printing, tree: Kind, kind: Kind, scope: str, parent: str, when: When) -> Entries:
    if scope == "SELF" and isinstance(when, On):
        l, t = at.printer.variable("l"), at.printer.variable("t")
        late = [when.together(span(l), life(t)), *at.x.own(t, kind)]
        found = _entries(at, f"MATCH ({parent})<-[{l}:{standing(tree, kind)}]-({t})", t, kind, when, [], late)
        found.kept.append(l)
        return found
    c, b, l, t = (at.printer.variable(letter) for letter in "cblt")
    match = f"MATCH ({parent})<-[{c}:{layout.WITHIN}]-({b})<-[{l}:{standing(tree, kind)}]-({t})"
    where, late = scope_condition(c, scope), at.x.own(t, kind)
    if isinstance(when, On):
        where += [when.together(span(c)), *at.x.standing(parent, c, b, tree, when)]
        found = _entries(at, match, t, kind, when, where, [when.together(span(l), life(t)), *late])
        # Whether the place counts on the day is looked at with the node.
        found.kept.append(l)
        near = f"MATCH ({parent})<-[{c}:{layout.WITHIN}]-({b})"
        if tree.name == "Area":
            found.through = near, b, f"MATCH ({b})<-[{l}:{standing(tree, kind)}]-({t})"
        return found
    found = _entries(at, match, t, kind, when, where, late)
    where += _stood(at, parent, c, b, l, t, tree, when, On(f"({found.ends})"))
    found.distinct = True
    return found


def _stood(at: Printing, root: str, c: str, b: str, l: str, t: str, tree: Kind, when: Throughout, on: On) -> list[str]:
    """Under ``during``: at some moment the node stood in the subtree, and on the day of the entry all of the way to it
    can be seen.
    """
    at_root = f"{c}.depth = 0 AND {when.together(span(c), span(l), life(t))}"
    below = f"{c}.depth > 0 AND {when.together(span(c), span(l), life(b), life(t))}"
    found = [f"({at_root} OR {below})", *at.x.unbroken(b, root, tree, on)]
    return found + [f"({c}.depth = 0 OR {seen})" for seen in at.x.seen(b, tree, on)]


def _inside_during(at: Printing, found: Entries, c: w.Inside, when: Throughout) -> str:
    x, r = at.printer.variable("c"), at.printer.variable("r")
    roots = at.printer.operand(c.roots, f"list:key:{c.tree.tag}:must")
    t = found.node
    where = [f"{r}.sk IN {roots}", *scope_condition(x, c.scope)]
    if c.kind.name == c.tree.name:
        where += [when.together(span(x), life(t)), *at.x.unbroken(t, r, c.tree, found.on)]
        return f"EXISTS {{ MATCH ({t})-[{x}:{layout.WITHIN}]->({r}) WHERE {' AND '.join(where)} }}"
    l, b = at.printer.variable("l"), at.printer.variable("b")
    where += _stood(at, r, x, b, l, t, c.tree, when, found.on)
    pattern = f"({t})-[{l}:{standing(c.tree, c.kind)}]->({b})-[{x}:{layout.WITHIN}]->({r})"
    return f"EXISTS {{ MATCH {pattern} WHERE {' AND '.join(where)} }}"

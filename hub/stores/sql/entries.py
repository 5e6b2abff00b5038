"""The entries of a list (nodes or links): where they are found and under which conditions, as FROM and WHERE."""

from __future__ import annotations

from dataclasses import dataclass

from graph_schema.model import End, Kind
from hub.errors import Code, NotWrittenYet
from hub.planner import plan as p
from hub.planner import where as w
from hub.stores.logic import scope_condition
from hub.stores.spot import first_inside, flat
from hub.stores.sql import layout
from hub.stores.sql.below import ALL
from hub.stores.sql.conditions import standing_table
from hub.stores.sql.days import On, Throughout, When
from hub.stores.sql.printing import Printing
from hub.stores.sql.text import all_of


@dataclass(slots=True)
class Entries:
    """The entries of a list: where they are found, under which aliases.

    ``tables``: joined in order behind the parents, with ``where``. ``node``: alias of the node. ``link``:
    alias of the link, if the entries are links. ``day``: the day as of which an entry is read. ``others``: tables, and
    conditions besides ``where``, that give the rest of the entries; the first of ``where`` does not hold for them.
    """

    tables: list[str]
    where: list[str]
    node: str
    kind: Kind
    link: str | None
    day: On
    others: tuple[list[str], list[str]] | None = None


def find(at: Printing, fetch: p.Fetch, *, unresolved: bool = False) -> Entries:
    """The entries of a fetch, its condition included.

    ``unresolved``: instead those of which nobody here can tell whether it holds; only where ``unsure``.

    Raises:
        NotWrittenYet: the way of being found has no executor here.
    """
    when = at.when(fetch)
    t = at.printer.alias("t")
    inside = None
    match fetch.found:
        case p.ByKey(kind):
            on = at.on()
            tables = [f"{layout.node_table(kind.tag)} {t} ON {t}.sk = p.k"]
            found = Entries(tables, at.x.seen(t, kind, on), t, kind, None, on)
        case p.FromRoot(kind):
            on = _entry_day(at, when, t)
            where = [when.together(at.dialect, life(t)), f"{t}.stub = 0", *at.x.seen(t, kind, on)]
            found = Entries([f"{layout.node_table(kind.tag)} {t}"], where, t, kind, None, on)
            inside = first_inside(fetch.condition) if at.shape.below else None
            if inside is not None:
                root = at.printer.operand(inside.roots, f"one:key:{inside.tree.tag}:must")
                found = _walked(at, inside.tree, kind, root, on, t)
        case p.AlongLink(end):
            found = _along(at, end, when, t)
        case p.InSubtree(tree, kind, _) if at.shape.below:
            found = _walked(at, tree, kind, "p.k", at.on(), t)
        case p.InSubtree(tree, kind, scope):
            found = _in_subtree(at, tree, kind, scope, when, t)
        case p.Below(kind) | p.Above(kind):
            found = _in_tree(at, kind, isinstance(fetch.found, p.Above), when, t)
        case other:
            raise NotWrittenYet(Code.NOT_WRITTEN_YET, f"the SQL store cannot look {type(other).__name__} yet")
    own = at.x.owned_entries(fetch)
    x, open_ = at.x, []
    for condition in flat(fetch.condition):
        if condition is inside:
            continue
        if isinstance(condition, w.Inside) and isinstance(when, Throughout):
            found.where.append(_inside_during(at, found, condition, when))
        elif unresolved and x.unsure(found.kind, condition, own=own):
            open_.append(condition)
        elif condition != w.TRUE:
            found.where.append(x.surely(found.node, found.kind, condition, found.day, own=own))
    if unresolved:
        found.where.append(x.unknown(found.node, found.kind, w.All(tuple(open_)), found.day, own=own))
    return found


def _entry_day(at: Printing, when: When, t: str) -> On:
    if isinstance(when, On):
        return when
    return On(f"({at.dialect.least % (f'{t}.valid_to', when.end)} - 1)")


def _along(at: Printing, end: End, when: When, t: str) -> Entries:
    kind = at.model.kind(end.other)
    near, far = ("src", "dst") if end.forward else ("dst", "src")
    l = at.printer.alias("l")
    table = layout.link_table(at.model.kind(end.source).tag, end.link.name)
    tables = [
        f"{table} {l} ON {l}.{near} = p.k",
        f"{layout.node_table(kind.tag)} {t} ON {t}.sk = {l}.{far}",
    ]
    on = _entry_day(at, when, t)
    where = [] if end.link.lineage else [when.together(at.dialect, span(l), life(t))]
    return Entries(tables, [*where, *at.x.seen(t, kind, on)], t, kind, l, on)


def _in_tree(at: Printing, kind: Kind, upward: bool, when: When, t: str) -> Entries:
    near, far = ("dsc", "anc") if upward else ("anc", "dsc")
    c = at.printer.alias("c")
    table, node = layout.closure_table(kind.tag), layout.node_table(kind.tag)
    on = _entry_day(at, when, t)
    if isinstance(when, On):
        join = at.dialect.ordered_join if at.shape.few else "JOIN"
        tables = [f"{table} {c} {join} {node} {t}"]
        where = [
            f"{c}.{near} = p.k",
            f"{t}.sk = {c}.{far}",
            f"{c}.depth > 0",
            when.together(at.dialect, span(c), life(t)),
        ]
        where += [*at.x.unbroken(c, kind, on), *at.x.seen(t, kind, on)]
        return Entries(tables, where, t, kind, None, on)
    apart = f"{c}.{near} = p.k AND {c}.depth > 0 AND {when.together(at.dialect, span(c))}"
    both = when.together(at.dialect, span(c), life(t))
    hidden = "".join(f" AND {x}" for x in at.x.unbroken(c, kind, on))
    where = [
        f"{t}.sk IN (SELECT {c}.{far} FROM {table} {c} WHERE {apart})",
        f"EXISTS (SELECT 1 FROM {table} {c} WHERE {c}.{near} = p.k AND {c}.{far} = {t}.sk AND {c}.depth > 0"
        f" AND {both}{hidden})",
        *at.x.seen(t, kind, on),
    ]
    return Entries([f"{node} {t}"], where, t, kind, None, on)


def _in_subtree(at: Printing, tree: Kind, kind: Kind, scope: str, when: When, t: str) -> Entries:
    c, l = at.printer.alias("c"), at.printer.alias("l")
    closure, link = layout.closure_table(tree.tag), standing_table(tree, kind)
    node = layout.node_table(kind.tag)
    on = _entry_day(at, when, t)
    if isinstance(when, On):
        # From the area down, whatever the statistics say: in a small file SQLite would rather walk all nodes in order.
        join = at.dialect.ordered_join
        tables = [f"{closure} {c} {join} {link} {l} {join} {node} {t}"]
        where = [f"{c}.anc = p.k", f"{l}.dst = {c}.dsc", f"{t}.sk = {l}.src"]
        where += [when.together(at.dialect, span(c), span(l), life(t)), f"{t}.stub = 0"]
        where += [*scope_condition(c, scope), *at.x.standing(c, tree, on), *at.x.seen(t, kind, on)]
        return Entries(tables, where, t, kind, None, on)
    own = all_of([f"{c}.anc = p.k", *scope_condition(c, scope)])
    where = [_stood(at, c, l, t, tree, kind, own, when, on), f"{t}.stub = 0", *at.x.seen(t, kind, on)]
    return Entries([f"{node} {t}"], where, t, kind, None, on)


def _walked(at: Printing, tree: Kind, kind: Kind, root: str, on: On, t: str) -> Entries:
    """What lies below one area, found by the index of its level or, where that is nearly everything, of any order."""
    shape = at.shape
    assert shape.below is not None
    node = layout.node_table(kind.tag)
    where = [f"{t}.{layout.level_column(shape.below)} = {root}"] if shape.below != ALL else []
    sure = bool(where) and kind.name in shape.settled
    candidates = len(where)
    where += [on.valid(*life(t)), f"{t}.stub = 0", *at.x.seen(t, kind, on)]
    where += [] if sure else [at.x.stands_below(t, root, tree, kind, on)]
    found = Entries([f"{node} {t}"], where, t, kind, None, on)
    if candidates and shape.moved and not sure:
        e = at.printer.alias("e")
        found.others = [f"{layout.other_areas(kind.tag)} {e}", f"{node} {t} ON {t}.sk = {e}.sk"], [f"{e}.anc = {root}"]
    return found


def _stood(at: Printing, c: str, l: str, t: str, tree: Kind, kind: Kind, own: str, when: Throughout, on: On) -> str:
    """Under ``during``: at some moment the node stood in the subtree that ``own`` says; found first,
    tested together after.
    """
    m = at.printer.alias("m")
    found = f"{layout.closure_table(tree.tag)} {c} JOIN {standing_table(tree, kind)} {l} ON {l}.dst = {c}.dsc"
    node = layout.node_table(tree.tag)
    apart = f"{own} AND {when.together(at.dialect, span(c))} AND {when.together(at.dialect, span(l))}"
    at_root = f"{c}.depth = 0 AND {when.together(at.dialect, span(c), span(l), life(t))}"
    below = f"{c}.depth > 0 AND {when.together(at.dialect, span(c), span(l), life(m), life(t))}"
    hidden = "".join(f" AND {x}" for x in [*at.x.unbroken(c, tree, on)])
    seen = "".join(f" AND ({c}.depth = 0 OR {x})" for x in at.x.seen(m, tree, on))
    return (
        f"{t}.sk IN (SELECT {l}.src FROM {found} WHERE {apart}) AND EXISTS (SELECT 1 FROM {found}"
        f" JOIN {node} {m} ON {m}.sk = {c}.dsc WHERE {l}.src = {t}.sk AND {own} AND ({at_root} OR {below})"
        f"{hidden}{seen})"
    )


def _inside_during(at: Printing, found: Entries, c: w.Inside, when: Throughout) -> str:
    x = at.printer.alias("c")
    roots = at.dialect.members % at.printer.operand(c.roots, f"list:key:{c.tree.tag}:must")
    own = all_of([f"{x}.anc IN ({roots})", *scope_condition(x, c.scope)])
    t = found.node
    if c.kind.name == c.tree.name:
        both = when.together(at.dialect, span(x), life(t))
        hidden = "".join(f" AND {y}" for y in at.x.unbroken(x, c.tree, found.day))
        table = layout.closure_table(c.tree.tag)
        return f"EXISTS (SELECT 1 FROM {table} {x} WHERE {x}.dsc = {t}.sk AND {own} AND {both}{hidden})"
    return _stood(at, x, at.printer.alias("l"), t, c.tree, c.kind, own, when, found.day)


def life(t: str) -> tuple[str, str]:
    return f"{t}.valid_from", f"{t}.valid_to"


def span(l: str) -> tuple[str, str]:
    return f"{l}.since", f"{l}.until"

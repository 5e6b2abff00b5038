"""Derived tables recomputed day by day in plain Python from nodes, links and former values."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from graph_schema.keys import FOREVER
from graph_schema.model import Kind, Model
from graph_schema.text import fold
from hub.stores.sql import layout
from hub.stores.sql.owned import dividing


def rows(connection: sqlite3.Connection, table: str, *columns: str) -> list[tuple]:
    return connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()


def days(connection: sqlite3.Connection, model: Model) -> list[int]:
    """Every day on which something begins or ends, and the day before it."""
    found = {2}
    for kind in model.kinds:
        for begin, end in rows(connection, layout.node_table(kind.tag), "valid_from", "valid_to"):
            found |= {begin, end}
        for link in kind.links:
            for begin, end in rows(connection, layout.link_table(kind.tag, link.name), "since", "until"):
                found |= {begin, end}
        for prop in kind.properties:
            if prop.dated:
                for begin, end in rows(connection, layout.history_table(kind.tag, prop.name), "since", "until"):
                    found |= {begin, end}
    return sorted(day for day in found | {day - 1 for day in found} if 1 <= day < FOREVER)


def faults(connection: sqlite3.Connection, model: Model) -> list[str]:
    """What is wrong in closures, counters and search rows on any day."""
    found = []
    for day in days(connection, model):
        for kind in model.kinds:
            if kind.tree:
                found += _closure(connection, kind, day)
            if kind.place:
                found += _counters(connection, model, kind, day)
                found += _above(connection, model, kind, day)
            if any(prop.search for prop in kind.properties):
                found += _search(connection, kind, day)
    return found


def living(connection: sqlite3.Connection, kind: Kind, day: int) -> set[int]:
    table = layout.node_table(kind.tag)
    return {sk for sk, begin, end in rows(connection, table, "sk", "valid_from", "valid_to") if begin <= day < end}


def targets(connection: sqlite3.Connection, kind: Kind, name: str, day: int) -> dict[int, int]:
    table = layout.link_table(kind.tag, name)
    valid = [
        (src, dst)
        for src, dst, since, until in rows(connection, table, "src", "dst", "since", "until")
        if since <= day < until
    ]
    assert len(dict(valid)) == len(valid), f"two {name} on {day}"
    return dict(valid)


def ancestors(connection: sqlite3.Connection, kind: Kind, day: int) -> dict[int, dict[int, int]]:
    """By node, its ancestors and their depths, itself at 0; nodes strictly between must live."""
    parent = targets(connection, kind, kind.tree, day)
    alive = living(connection, kind, day)
    found = {}
    for (node,) in rows(connection, layout.node_table(kind.tag), "sk"):
        found[node] = {node: 0}
        at, depth = node, 0
        while at in parent and (at == node or at in alive):
            at, depth = parent[at], depth + 1
            assert at not in found[node], f"cycle on {day}"
            found[node][at] = depth
    return found


def _closure(connection: sqlite3.Connection, kind: Kind, day: int) -> list[str]:
    should = {
        (anc, dsc, depth) for dsc, above in ancestors(connection, kind, day).items() for anc, depth in above.items()
    }
    table = layout.closure_table(kind.tag)
    is_ = [
        row[:3] for row in rows(connection, table, "anc", "dsc", "depth", "since", "until") if row[3] <= day < row[4]
    ]
    if sorted(is_) != sorted(should):
        return [f"{table} on {day}: {sorted(set(is_) ^ should)}"]
    return []


def _counters(connection: sqlite3.Connection, model: Model, kind: Kind, day: int) -> list[str]:
    area = model.kind(kind.link(kind.place).target)
    above = ancestors(connection, area, day)
    areas = living(connection, area, day)
    place = targets(connection, kind, kind.place, day)
    alive = living(connection, kind, day)
    owned = {sk for sk, stub in rows(connection, layout.node_table(kind.tag), "sk", "stub") if not stub}
    should: dict[tuple[int, str], int] = defaultdict(int)
    names = {named.name: (named.property, named.value) for named in kind.lists}
    values = {prop: values_on(connection, kind, prop, day) for prop, _ in names.values()}
    linked = {}
    for link in kind.links:
        if link.counted:
            ends = living(connection, model.kind(link.target), day)
            linked[link.name] = {node for node, end in targets(connection, kind, link.name, day).items() if end in ends}
    for node, at in place.items():
        if node not in alive or node not in owned:
            continue
        lists = [layout.counter(kind.tag)]
        lists += [layout.counter(kind.tag, name) for name, (p, v) in names.items() if values[p][node] == v]
        lists += [layout.counter(kind.tag, name) for name, has in linked.items() if node in has]
        for anc in above[at]:
            if anc == at or at in areas:
                for what in lists:
                    should[anc, what] += 1
    is_: dict[tuple[int, str], int] = defaultdict(int)
    for anc, what, on, delta in rows(connection, layout.COUNTERS, "area", "what", "day", "delta"):
        if on <= day and what.partition(":")[0] == kind.tag:
            is_[anc, what] += delta
    wrong = {key for key in should.keys() | is_.keys() if should.get(key, 0) != is_.get(key, 0)}
    return [f"{kind.name} on {day}: {key} is {is_.get(key, 0)}, should be {should.get(key, 0)}" for key in wrong]


def values_on(connection: sqlite3.Connection, kind: Kind, name: str, day: int) -> dict[int, object]:
    """A property of all nodes on a day: the value of the day, else the latest."""
    prop = kind.property(name)
    found = dict(rows(connection, layout.node_table(kind.tag), "sk", layout.column(name)))
    if prop.dated:
        for sk, since, until, value in rows(
            connection, layout.history_table(kind.tag, name), "sk", "since", "until", "value"
        ):
            if since <= day < until:
                found[sk] = value
    return found


def _search(connection: sqlite3.Connection, kind: Kind, day: int) -> list[str]:
    should = sorted(
        (sk, fold(value))
        for prop in kind.properties
        if prop.search
        for sk, value in values_on(connection, kind, prop.name, day).items()
        if value is not None
    )
    table = layout.search_table(kind.tag)
    is_ = sorted(
        (sk, text)
        for sk, since, until, text in rows(connection, table, "sk", "since", "until", "text")
        if since <= day < until
    )
    return [] if is_ == should else [f"{table} on {day}: {sorted(set(is_) ^ set(should))}"]


def _above(connection: sqlite3.Connection, model: Model, kind: Kind, day: int) -> list[str]:
    """Whoever stands below an area is found by the columns or the others; from the settled day on by the columns."""
    area = model.kind(kind.link(kind.place).target)
    levels = dict(rows(connection, layout.node_table(area.tag), "sk", "p_level"))
    keyed = dividing(connection.execute("SELECT value FROM meta WHERE key = 'owned'").fetchone()[0].split(","))
    columns = [layout.level_column(level) for level in layout.KEYED_LEVELS]
    in_row = {sk: set(last) - {None} for sk, *last in rows(connection, layout.node_table(kind.tag), "sk", *columns)}
    others: dict[int, set[int]] = defaultdict(set)
    for anc, sk in rows(connection, layout.other_areas(kind.tag), "anc", "sk"):
        others[sk].add(anc)
    above = ancestors(connection, area, day)
    areas = living(connection, area, day)
    place = targets(connection, kind, kind.place, day)
    last = max((on for tag, on in rows(connection, "settled", "tag", "day") if tag in (kind.tag, area.tag)), default=0)
    found = []
    for node, known in in_row.items():
        at = place.get(node)
        over = {anc for anc in above.get(at, ()) if levels[anc] in keyed and (anc == at or at in areas)}
        if not over <= known | others[node] or (day >= last and over != known):
            found.append(f"{kind.name} on {day}: {node} stands below {over}, found by {known} and {others[node]}")
    return found

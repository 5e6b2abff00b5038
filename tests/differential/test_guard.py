"""Room for permissions: with a guard that hides a subtree in every fetch and masks one property, the answers are those
over a graph that lacks the rows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from hub.planner import plan as p
from hub.planner import where as w

from .compare import Case, difference
from .graphs import MODEL
from .harness import World, soak
from .operations import make_operation
from .oracle import SCHEMA, Graph

OPERATIONS = 300
PER_GRAPH = 75
MASKS = (("Organisation", "name"), ("Household", "size"), ("Area", "urbanRuralClass"), ("Posting", "holder"))


def hidden_nodes(graph: Graph) -> set[str]:
    """Everything that ever stood below one township or county, itself included."""
    parents = graph.links["Area", "parent"]
    tops = [n for n in graph.by_kind["Area"] if n.values["level"] in ("TOWNSHIP", "COUNTY")]
    top = max(tops, key=lambda n: (sum(row.target is n for row in parents), n.key))
    below = {top.key}
    while True:
        more = {row.source.key for row in parents if row.target.key in below} - below
        if not more:
            break
        below |= more
    for kind in MODEL.placed():
        assert kind.place is not None
        below |= {row.source.key for row in graph.links[kind.name, kind.place] if row.target.key in below}
    return below


def without(graph: Graph, hidden: set[str], mask: tuple[str, str]) -> None:
    """Take the rows from the oracle's graph, and the masked property's values."""
    for key in hidden:
        node = graph.nodes.pop(key)
        graph.by_kind[node.kind.name].remove(node)
    graph.links = defaultdict(
        list,
        {
            name: [row for row in rows if row.source.key not in hidden and row.target.key not in hidden]
            for name, rows in graph.links.items()
        },
    )
    for ends in (graph.outgoing, graph.incoming):
        for name, rows in list(ends.items()):
            ends[name] = [row for row in rows if row.source.key not in hidden and row.target.key not in hidden]
    kind, prop = mask
    for node in graph.by_kind[kind]:
        node.values[prop] = None
        node.former[prop] = []
    graph.masks.add(mask)
    graph.cache.clear()


def guarding(hidden: set[str], mask: tuple[str, str]) -> p.Plan:
    """An empty plan with the guard of a test's asker."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key in sorted(hidden):
        keys[MODEL.by_tag[key.partition(":")[0]].name].append(key)
    guard = {name: w.Compare("notIn", w.Of("key"), tuple(found)) for name, found in keys.items()}
    return p.Plan((), (), guard, frozenset({mask}))


@pytest.mark.parametrize("seed", range(101, 101 + soak(OPERATIONS) // PER_GRAPH))
def test_guarded_answers_lack_the_rows(seed: int, tmp_path: Path) -> None:
    plain = World.make(tmp_path, seed)
    hidden = hidden_nodes(plain.graph)
    mask = MASKS[seed % len(MASKS)]
    guard = guarding(hidden, mask)
    guarded = World.make(
        tmp_path / "guarded", seed, rules=lambda plan: replace(plan, guard=guard.guard, masks=guard.masks)
    )
    without(guarded.graph, hidden, mask)
    changed = 0
    for number in range(PER_GRAPH):
        # Operations are made over the whole graph, so that they ask for what is hidden.
        operation = make_operation(number * 1_000 + seed, plain.graph, SCHEMA)
        case = Case(seed, number, operation.document, operation.variables, operation.operation_name)
        expected, found = guarded.both(case)
        assert difference(expected, found) is None, f"operation {number}:\n{difference(expected, found)}"
        changed += expected != plain.expected(case.document, case.variables, case.operation_name)
    assert changed > PER_GRAPH / 5, "the guard changed too few answers to be tested by them"

"""A guard that hides a subtree and masks a property, and the oracle's graph without the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from hub.planner import plan as p
from hub.planner import where as w

from .compare import Case, difference
from .graphs import MODEL
from .harness import World
from .operations import make_operation
from .oracle import SCHEMA, Graph

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


def guarding(hidden: set[str], mask: tuple[str, str]) -> Callable[[p.Plan], p.Plan]:
    """The rule that puts the guard of a test's asker into a plan."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key in sorted(hidden):
        keys[MODEL.by_tag[key.partition(":")[0]].name].append(key)
    guard = {name: w.Compare("notIn", w.Of("key"), tuple(found)) for name, found in keys.items()}
    return lambda plan: replace(plan, guard=guard, masks=frozenset({mask}))


def changed(plain: World, guarded: World, operations: int, *, small: bool = False) -> int:
    """See to it that guarded answers are those over the graph that lacks the rows; how many are not the plain ones.

    Args:
        plain: the whole graph; operations are made over it, so that they ask for what is hidden.
        guarded: the graph that lacks the rows, and a hub with the guard over a store with all of them.
    """
    number_changed = 0
    for number in range(operations):
        operation = make_operation(number * 1_000 + plain.seed, plain.graph, SCHEMA, small=small)
        case = Case(plain.seed, number, operation.document, operation.variables, operation.operation_name)
        expected, found = guarded.both(case)
        assert difference(expected, found) is None, f"operation {number}:\n{difference(expected, found)}"
        number_changed += expected != plain.expected(case.document, case.variables, case.operation_name)
    return number_changed

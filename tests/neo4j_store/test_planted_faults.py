"""Faults planted one at a time in what makes Cypher: the random operations catch each of them.

See ``tests/differential/test_planted_faults.py``. A server plans a text for as long as SQLite answers a hundred
questions, so only those operations are run whose statement the fault changes, the shortest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from hub.planner import plan as p
from hub.settings import Neo4jAddress
from hub.stores.base import RANK
from hub.stores.neo4j import conditions, days, entries, held, ready, rows, tallies, text, together, walk
from hub.stores.neo4j.ready import Ready, Statements
from hub.stores.sql.read import SqliteStore
from tests.differential.compare import Canonical, Case
from tests.differential.graphs import MODEL
from tests.differential.harness import SETTINGS, SHARED, World
from tests.differential.operations import make_operation
from tests.differential.oracle import SCHEMA
from tests.differential.planting import Faults, Plant, a_link_that_a_stub_lacks_is_none, in_texts_of, signs
from tests.neo4j_store.asking import on_a_loop
from tests.neo4j_store.compiled import CompilingStore, Made, known_of
from tests.neo4j_store.fixtures import VERSIONS
from tests.neo4j_store.refilled import refill

KEEPS_INDEXES = True
"""See ``fixtures.graph``."""

GRAPH = 301
OPERATIONS = 600
TRIED = 40
"""Operations that a fault may get past, of those whose statements it changes."""

BY_HAND = (
    '{ areas(first: 1000, filter: {name: {lt: "Ａb"}}) { nodes { name } } }',
    '{ organisations(first: 1000, filter: {name: {gte: "😀"}}) { nodes { name } } }',
)
"""Comparisons that hang on how characters beyond U+FFFF are ordered: random ones seldom do."""

FAULTS = Faults(signs(conditions._SIGNS))
fault = FAULTS.fault
in_text = in_texts_of(ready, "compile_statement")


def known(**otherwise: Any) -> Plant:
    """Statements are made as if something else were known of the graph."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        of, open_ends = Statements.of, Statements.open_ends
        patch.setattr(Statements, "of", lambda self, a, b, c, known: of(self, a, b, c, replace(known, **otherwise)))
        patch.setattr(
            Statements, "open_ends", lambda self, plan, known: open_ends(self, plan, replace(known, **otherwise))
        )

    return plant


DAY = r"(?:\$p\d+|d\d+)"
"""The day in a text."""

FAULTS |= {
    "a_link_that_a_stub_lacks_is_none": a_link_that_a_stub_lacks_is_none(conditions.Expressions),
    "ne leaves nulls out": in_text(r"NOT coalesce\((\S+ = \$p\d+), false\)", r"NOT (\1)"),
    "contains looks at the beginning": in_text(" CONTAINS ", " STARTS WITH "),
    "startsWith looks anywhere": in_text(r" STARTS WITH (\$p\d+)(?! THEN)", r" CONTAINS \1"),
    "stubs at roots and in subtrees": in_text(r"NOT t\d+:Stub", "true"),
    "stubs in filters on subtrees": in_text(r"NOT n\d+:Stub", "true"),
    "the node at the end of a link may be over": in_text(
        rf"(l\d+\.until > {DAY} AND \S+ <= {DAY}) AND t\d+.validTo > {DAY}", r"\1"
    ),
    "the node at the end of a link may be to come": in_text(
        rf"(l\d+\.until > {DAY} AND )t\d+.validFrom <= {DAY} AND ", r"\1"
    ),
    "a fused node may be over": in_text(rf" AND n\d+\.validTo > {DAY}", ""),
    "a link may be over": in_text(rf"l\d+\.until > {DAY}", "true"),
    "descendants with the node itself": in_text(r"c\d+\.depth >= 1", "true"),
    "ancestors from below": in_text("depth DESC", "depth"),
    "nulls first where values fall": in_text(r" IS NULL, ", " IS NOT NULL, "),
    "search does not prefer beginnings": in_text(f"THEN {RANK} ", f"THEN {2 * RANK} "),
    "counters a day late": in_text(r"(k\d+\.day) <=", r"\1 <"),
    "search looks at former names": in_text(rf"s\.until > {DAY}", "true"),
    "a part over counts": in_text(rf"q\d+\.until > {DAY}", "true"),
    "an entry met twice is two": in_text("WITH DISTINCT ", "WITH "),
    "during read as of the day after": in_text(r" - duration\(\{days: 1\}\)", ""),
    "an empty sum is nothing": in_text(r"CASE count\((\w+)\) WHEN 0 THEN null ELSE sum\(\w+\) END", r"sum(\1)"),
    "a distinct count of all": in_text(r"count\(DISTINCT ", "count("),
    "stubs are known": known(stubs=frozenset()),
    "dated properties by their latest value": known(horizon=0),
    "places by where nodes stand at last": known(settled={kind.name: 0 for kind in MODEL.placed()}),
}


@fault
def not_of_null_is_null(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(conditions.Expressions, "definite", lambda self, printed: printed)


@fault
def unknown_is_left_out_in_silence(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Statements, "open_ends", lambda self, plan, known: frozenset())


@fault
def tie_break_reversed(patch: pytest.MonkeyPatch) -> None:
    whole = rows.whole_order

    def slipped(at: Any, found: Any, *rest: Any) -> Any:
        key = f"{found.node}.sk"
        return [replace(term, descending=True) if term.text == key else term for term in whole(at, found, *rest)]

    patch.setattr(rows, "whole_order", slipped)


@fault
def during_takes_its_last_day(patch: pytest.MonkeyPatch) -> None:
    when = together.Printing.when

    def slipped(self: Any, fetch: Any, day: str) -> Any:
        found = when(self, fetch, day)
        if isinstance(found, days.Throughout):
            return replace(found, end=f"({found.end} + duration({{days: 1}}))")
        return found

    patch.setattr(together.Printing, "when", slipped)


@fault
def natural_order_by_plain_text(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(conditions.Expressions, "sort_value", conditions.Expressions.value)


@fault
def children_as_descendants(patch: pytest.MonkeyPatch) -> None:
    for module in (entries, conditions):
        patch.setattr(module, "scope_condition", lambda closure, scope: [])


@fault
def self_as_children(patch: pytest.MonkeyPatch) -> None:
    condition = conditions.scope_condition
    for module in (entries, conditions):
        patch.setattr(
            module, "scope_condition", lambda c, scope: condition(c, "CHILDREN" if scope == "SELF" else scope)
        )


@fault
def backward_as_forward(patch: pytest.MonkeyPatch) -> None:
    order_by = rows.order_by
    patch.setattr(rows, "order_by", lambda terms, backward: order_by(terms, False))


@fault
def an_index_walked_the_other_way(patch: pytest.MonkeyPatch) -> None:
    step = walk._Walk._step
    patch.setattr(
        walk._Walk,
        "_step",
        lambda self, index, where, value, down, key_down: step(self, index, where, value, not down, not key_down),
    )


@fault
def lineage_as_of_the_day(patch: pytest.MonkeyPatch) -> None:
    along = entries._along

    def slipped(at: Any, end: Any, parent: str, when: Any) -> Any:
        return along(at, replace(end, link=replace(end.link, lineage=False)), parent, when)

    patch.setattr(entries, "_along", slipped)


@fault
def a_code_that_was_borne_before(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(held, "decide", lambda found, day: [(*row[:2], None) for row in found])


@fault
def group_ties_backward(patch: pytest.MonkeyPatch) -> None:
    terms = tallies.group_terms

    def slipped(give: Any, keys: Any, *rest: Any) -> Any:
        found = terms(give, keys, *rest)
        last = len(keys)
        return [*found[:-last], *(replace(term, descending=True) for term in found[-last:])]

    patch.setattr(tallies, "group_terms", slipped)


@fault
def a_groups_null_key_is_none(patch: pytest.MonkeyPatch) -> None:
    bounds = tallies.bounds
    patch.setattr(
        tallies, "bounds", lambda at, fetch, terms: [*bounds(at, fetch, terms), f"{terms[-1].text} IS NOT NULL"]
    )


@fault
def text_by_code_unit(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(text.Printer, "beyond", lambda self, left, sign, value, high: f"({left} {sign} {value})")


@fault
def one_list_with_the_entries_of_all(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(together, "_where", lambda fit, value: value)


@dataclass(frozen=True)
class Tried:
    """An operation, the answer expected, and the statement for all that it foresees."""

    case: Case
    expected: Canonical
    made: Made
    text: str
    values: dict[str, Any]


@pytest.fixture(scope="module")
def corpus(graph: Neo4jAddress, tmp_path_factory: pytest.TempPathFactory) -> list[Tried]:
    folder = tmp_path_factory.mktemp("planted")
    world = World.make(folder, GRAPH)
    file = folder / f"graph-{GRAPH}.sqlite"
    refill(file, graph, MODEL)
    return sorted(_tried(world, file), key=lambda one: len(one.text))


def _tried(world: World, file: Path) -> Iterator[Tried]:
    store = CompilingStore(SqliteStore(file, MODEL), MODEL, known_of(file, MODEL), levels=False)
    asked = World(GRAPH, world.graph, SHARED.service(store, SETTINGS))
    cases = [Case(GRAPH, None, document, {}) for document in BY_HAND]
    for number in range(OPERATIONS):
        operation = make_operation(number * 1_000 + GRAPH, world.graph, SCHEMA, small=True)
        cases.append(Case(GRAPH, number, operation.document, operation.variables, operation.operation_name))
    for case in cases:
        store.made.clear()
        expected = asked.found(case.document, case.variables, case.operation_name)
        for made in store.made:
            yield Tried(case, expected, made, *_statement(made))


def _statement(made: Made) -> tuple[str, dict[str, Any]]:
    """The text that a statement has now, and its values."""
    found: Ready = Statements(MODEL).of(made.plan, made.asks, made.bound, made.known)
    return found.text, found.values(made.asks, made.bound)[0]


@pytest.mark.parametrize("server", VERSIONS[-1:], indirect=True)
@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_caught(
    name: str, corpus: list[Tried], graph: Neo4jAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    FAULTS[name](monkeypatch)
    changed = [one for one in corpus if name in BEHIND or _statement(one.made) != (one.text, one.values)]
    assert changed, "no operation has another statement"
    tried = [one for one in changed if name not in BEHIND or BEHIND[name](one.made)][:TRIED]
    caught = next((one for one in tried if _answer(one, graph) != one.expected), None)
    assert caught is not None, f"{len(changed)} operations have another statement, and {len(tried)} the right answer"
    monkeypatch.undo()
    assert _answer(caught, graph) == caught.expected


BEHIND: dict[str, Callable[[Made], bool]] = {
    "a_code_that_was_borne_before": lambda made: any(isinstance(f.found, p.ByCode) for f in made.plan.fetches()),
}
"""Faults behind the statement, and the operations that they have to do with."""


def _answer(one: Tried, graph: Neo4jAddress) -> Canonical | None:
    """What the hub answers; None where it breaks, which catches a fault as well."""
    case = one.case
    nothing: Any = None
    with on_a_loop(graph, MODEL) as (store, loop):
        world = World(GRAPH, nothing, SHARED.service(store, SETTINGS), loop)
        try:
            return world.found(case.document, case.variables, case.operation_name)
        except Exception:
            return None

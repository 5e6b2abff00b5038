"""Faults planted one at a time: the random operations catch each of them.

A fault is a plausible slip: an operator one step off, a null on the wrong side, a date not looked at. If one gets
through, the corpus is too weak, not the fault too small.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from graph_schema.keys import FOREVER
from hub.api import selection, variables
from hub.engine import builder, faults, run, window
from hub.planner import where as w
from hub.planner.build import filters, nodes, roots, search
from hub.stores.sql import conditions as sql_conditions
from hub.stores.sql import days, entries, lookups, order, read, ready, rows, tallies
from hub.stores.sql.read import SqliteStore

from .compare import Canonical, Case
from .graphs import MODEL
from .harness import SETTINGS, SHARED, World
from .operations import make_operation
from .oracle import SCHEMA
from .planting import Faults, a_link_that_a_stub_lacks_is_none, in_texts_of, signs

GRAPHS = (301, 302, 303)
PER_GRAPH = 200

FAULTS = Faults(signs(sql_conditions._SIGNS))
fault = FAULTS.fault
in_text = in_texts_of(ready, "compile_fetch")


FAULTS |= {
    "a_link_that_a_stub_lacks_is_none": a_link_that_a_stub_lacks_is_none(sql_conditions.Expressions),
    "ne leaves nulls out": in_text(r"(\S+) IS NOT (\?\d+)", r"\1 <> \2"),
    "contains looks at the beginning": in_text(r"instr\((.+?), (\?\d+)\) > 0", r"instr(\1, \2) = 1"),
    "startsWith looks anywhere": in_text(
        r"\((\S+) >= \?\d+ AND substr\(\S+, 1, length\(\?\d+\)\) = (\?\d+)\)", r"instr(\1, \2) > 0"
    ),
    "stubs at roots and in subtrees": in_text(r"t\d+\.stub = 0", "1"),
    "stubs in filters on subtrees": in_text(r"n\d+\.stub = 0", "1"),
    "the node at the end of a link may be over": in_text(r"t1\.valid_to > (\?\d+|p\.d)", "1"),
    "the node at the end of a link may be to come": in_text(r"t1\.valid_from <= (\?\d+|p\.d)", "1"),
    "a fused node may be over": in_text(r"AND n\d+\.valid_to > (\?\d+|p\.d)", ""),
    "descendants with the node itself": in_text(r"c\d+\.depth > 0", "1"),
    "ancestors from below": in_text(r"depth DESC", "depth"),
    "nulls first": in_text(r" IS NULL, ", " IS NOT NULL, "),
    "a group's null key is none": in_text(r"\) GROUP BY i", ") WHERE k0 IS NOT NULL GROUP BY i"),
    "search does not prefer beginnings": in_text(rf"THEN {lookups.RANK} ", f"THEN {2 * lookups.RANK} "),
    "counters a day late": in_text(r"(k\d+)\.day <=", r"\1.day <"),
    "search looks at former names": in_text(r"s\d+\.until > (\?\d+|p\.d)", "1"),
    "a part over counts": in_text(r"q\d+\.until > (\?\d+|p\.d)", "1"),
}


@fault
def not_of_null_is_null(patch: pytest.MonkeyPatch) -> None:
    condition = sql_conditions.Expressions.condition

    def slipped(self: Any, alias: str, kind: Any, c: w.Condition, on: Any, **rest: Any) -> str:
        if isinstance(c, w.Not):
            return f"NOT ({self.condition(alias, kind, c.of, on, **rest)})"
        return condition(self, alias, kind, c, on, **rest)

    patch.setattr(sql_conditions.Expressions, "condition", slipped)


@fault
def unknown_is_false(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SqliteStore, "stubs", lambda self, connection, version: frozenset())


@fault
def unknown_is_left_out_in_silence(patch: pytest.MonkeyPatch) -> None:
    async def slipped(*args: Any) -> int:
        return 0

    patch.setattr(read.SqliteSnapshot, "unresolved", slipped)


@fault
def tie_break_reversed(patch: pytest.MonkeyPatch) -> None:
    whole = rows.whole_order

    def slipped(*args: Any) -> list[order.Term]:
        return [replace(t, descending=True) if t.sql == "t1.sk" else t for t in whole(*args)]

    patch.setattr(rows, "whole_order", slipped)


@fault
def as_of_ignored_on_links(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(entries, "span", lambda link: ("0", str(FOREVER)))


@fault
def during_takes_its_last_day(patch: pytest.MonkeyPatch) -> None:
    together = days.Throughout.together
    patch.setattr(
        days.Throughout,
        "together",
        lambda self, dialect, *spans: together(replace(self, end=f"({self.end} + 1)"), dialect, *spans),
    )


@fault
def during_read_as_of_the_day_after(patch: pytest.MonkeyPatch) -> None:
    day = entries._entry_day
    patch.setattr(entries, "_entry_day", lambda *args: replace(day(*args), day=day(*args).day.replace(" - 1)", ")")))


@fault
def dated_properties_by_their_latest_value(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SqliteStore, "horizon", lambda self, connection, version: 0)


@fault
def natural_order_by_plain_text(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sql_conditions.Expressions, "sort_value", sql_conditions.Expressions.value)


@fault
def children_as_descendants(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(entries, "scope_condition", lambda closure, scope: [])


@fault
def self_as_children(patch: pytest.MonkeyPatch) -> None:
    scope_condition = sql_conditions.scope_condition
    patch.setattr(
        entries, "scope_condition", lambda c, scope: scope_condition(c, "CHILDREN" if scope == "SELF" else scope)
    )


@fault
def cursor_of_another_order(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(window.Pages, "digest", lambda self, name, explicit: "0" * 16)


@fault
def one_more_on_a_full_page(patch: pytest.MonkeyPatch) -> None:
    trim = run.trim

    def slipped(found: Any, spans: Any, asked: Any) -> Any:
        kept, trimmed, _ = trim(found, spans, asked)
        return kept, trimmed, [b - a >= asked.limit - 1 for a, b in spans]

    patch.setattr(run, "trim", slipped)


@fault
def backward_as_forward(patch: pytest.MonkeyPatch) -> None:
    order_by = order.order_by
    patch.setattr(rows, "order_by", lambda terms, backward: order_by(terms, False))


@fault
def only_the_first_of_all_conditions(patch: pytest.MonkeyPatch) -> None:
    both = filters.both
    patch.setattr(filters, "both", lambda *found: both(*found[:1]))


@fault
def empty_or_is_true(patch: pytest.MonkeyPatch) -> None:
    term = filters._term
    patch.setattr(filters, "_term", lambda *args: (w.TRUE if c == w.Any(()) else c for c in term(*args)))


@fault
def empty_in_is_true(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(w, "FALSE", w.TRUE)


@fault
def ids_without_their_date(patch: pytest.MonkeyPatch) -> None:
    class Never(dict[int, str]):
        def __missing__(self, day: int) -> str:
            return ""

    patch.setattr(run, "SUFFIXES", Never())


@fault
def averages_cut_off(patch: pytest.MonkeyPatch) -> None:
    def slipped(total: int | None, count: int, scale: int) -> str | None:
        return None if total is None or not count else builder.decimal_text(total * 10**6 // count, scale + 6)

    patch.setattr(builder, "average", slipped)


@fault
def restricted_flags_counted_anywhere(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(builder, "_keep_or_fault", lambda allowed, value, fault, env: value)


@fault
def skip_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(selection._Reader, "_included", lambda self, directives: True)


@fault
def lineage_as_of_the_day(patch: pytest.MonkeyPatch) -> None:
    along = entries._along

    def slipped(at: Any, end: Any, when: Any, t: str) -> Any:
        dated = replace(end, link=replace(end.link, lineage=False))
        return along(at, dated, when, t)

    patch.setattr(entries, "_along", slipped)


@fault
def a_code_that_was_borne_before(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(read, "decide", lambda found, day: [(*row[:2], None) for row in found])


@fault
def an_error_at_the_first_place_only(patch: pytest.MonkeyPatch) -> None:
    settle = faults.settle
    patch.setattr(run, "settle", lambda data: settle(data)[:1])


@fault
def group_ties_backward(patch: pytest.MonkeyPatch) -> None:
    terms = tallies.group_terms
    patch.setattr(
        tallies,
        "group_terms",
        lambda give: [
            *terms(give)[: -len(give.keys)],
            *(replace(t, descending=True) for t in terms(give)[-len(give.keys) :]),
        ],
    )


@fault
def default_page_of_ten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(window, "DEFAULT_PAGE", 10)


@fault
def within_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    for chapter in (roots, search):
        patch.setattr(chapter, "within", lambda model, kind, a: w.TRUE)


@fault
def named_lists_of_all(patch: pytest.MonkeyPatch) -> None:
    for chapter in (roots, nodes):
        patch.setattr(chapter, "in_named", lambda kind, named: w.TRUE)


@fault
def a_plan_for_another_shape(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(variables, "shape", lambda value, type_: value is not None)


ONE_DOCUMENT = """query ($filter: HouseholdFilter, $order: [HouseholdOrder!], $first: Int, $more: Boolean = true) {
  households(filter: $filter, orderBy: $order, first: $first) { nodes { id size registerNumber @include(if: $more) } }
}"""
SHAPES: tuple[dict[str, Any], ...] = (
    {},
    {"filter": {"size": {"gt": 3}}},
    {"filter": {"size": {"lt": 3}}, "first": 3},
    {"filter": {"pointsFile": {"eq": True}}},
    {"filter": {"pointsFile": {"eq": False}}},
    {"filter": {"or": []}},
    {"filter": {"or": [{"size": {"in": [1, 2]}}, {"size": {"isNull": True}}]}},
    {"order": [{"field": "SIZE"}]},
    {"order": [{"field": "SIZE", "direction": "DESC"}, {"field": "REGISTER_NUMBER"}], "more": False},
)
"""One document asked in several shapes: each needs a plan of its own."""


@dataclass
class Corpus:
    """Operations with the answers expected, over files that are made once."""

    paths: dict[int, Path]
    cases: list[tuple[Case, Canonical]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("planted")
    found: list[tuple[Case, Canonical]] = []
    worlds = [World.make(folder, seed) for seed in GRAPHS]
    for number in range(PER_GRAPH):
        for world in worlds:
            operation = make_operation(number * 1_000 + world.seed, world.graph, SCHEMA)
            case = Case(world.seed, number, operation.document, operation.variables, operation.operation_name)
            found.append((case, world.expected(case.document, case.variables, case.operation_name)))
    for number, given in enumerate(SHAPES):
        case = Case(GRAPHS[0], -number, ONE_DOCUMENT, given)
        found.append((case, worlds[0].expected(case.document, case.variables, None)))
    return Corpus({seed: folder / f"graph-{seed}.sqlite" for seed in GRAPHS}, found)


def caught(corpus: Corpus) -> Case | None:
    """The first operation with another answer than expected."""
    graph: Any = None
    worlds = {
        seed: World(seed, graph, SHARED.service(SqliteStore(path, MODEL), SETTINGS))
        for seed, path in corpus.paths.items()
    }
    for case, expected in corpus.cases:
        try:
            found = worlds[case.graph_seed].found(case.document, case.variables, case.operation_name)
        except Exception:
            # A fault that makes the hub break is caught as well.
            return case
        if found != expected:
            return case
    return None


def test_no_fault_none_caught(corpus: Corpus) -> None:
    assert caught(corpus) is None


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_caught(name: str, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    FAULTS[name](monkeypatch)
    assert caught(corpus) is not None

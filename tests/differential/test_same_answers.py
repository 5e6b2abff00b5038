"""Random operations: the compiled path gives the bytes of graphql-core over plain resolvers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import graphql
import pytest

from hub.engine import run
from hub.stores.sql import reader
from hub.stores.sql.read import SqliteSnapshot
from hub.turns import SLICE

from .compare import Case, canonical_of, cases, difference, save
from .coverage import Coverage
from .harness import World, soak
from .operations import make_operation
from .oracle import SCHEMA

OPERATIONS = 1_500
PER_GRAPH = 100
LEAST = 20
"""How often each operator and link must have told nodes apart."""


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each fetch of the operation at hand became a statement."""
    counted: Counter[int] = Counter()
    fetch = SqliteSnapshot.fetch

    async def counting(self: SqliteSnapshot, plan: Any, asked: Any, *rest: Any) -> Any:
        counted[asked.number] += 1
        return await fetch(self, plan, asked, *rest)

    monkeypatch.setattr(SqliteSnapshot, "fetch", counting)
    return counted


def test_random_operations(tmp_path: Path, statements: Counter[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The issue's numbers: operations with rows, operators and links that select neither all nor none, statements."""
    per_field = Counter[str]()
    execute_sync = graphql.execute_sync
    monkeypatch.setattr(
        "hub.api.service.execute_sync",
        lambda schema, document, **rest: _introspecting(execute_sync, per_field, schema, document, rest),
    )
    coverage = Coverage()
    total = soak(OPERATIONS)
    for seed in range(1, total // PER_GRAPH + 1):
        world = World.make(tmp_path, seed)
        # Every other graph is answered slice by slice, as only long lists are.
        for module in (reader, run):
            monkeypatch.setattr(module, "SLICE", 3 if seed % 2 else SLICE)
        for number in range(PER_GRAPH):
            operation = make_operation(number * 1_000 + seed, world.graph, SCHEMA)
            case = Case(seed, number, operation.document, operation.variables, operation.operation_name)
            with coverage.watching():
                response = world.response(case.document, case.variables, case.operation_name)
            coverage.answered(response, operation.singles)
            statements.clear()
            found = world.found(case.document, case.variables, case.operation_name)
            words = difference(canonical_of(response), found)
            if words is not None:
                pytest.fail(f"{save(case, words)}\n{words}")
            assert max(statements.values(), default=0) <= 1, "a fetch became several statements"
        (tmp_path / f"graph-{seed}.sqlite").unlink()
    assert coverage.share_with_rows >= 0.6
    few = {name: n for name, n in {**coverage.operators(), **coverage.links()}.items() if n < LEAST}
    assert not few, f"too seldom told nodes apart: {few}"
    assert coverage.unresolved >= LEAST
    assert per_field["graph fields"] == 0


def _introspecting(execute_sync: Any, counted: Counter[str], schema: Any, document: Any, rest: Any) -> Any:
    """graphql-core is asked for introspection only."""
    for definition in document.definitions:
        if isinstance(definition, graphql.OperationDefinitionNode):
            names = [s.name.value for s in definition.selection_set.selections]
            counted["graph fields"] += sum(not name.startswith("__") for name in names)
    return execute_sync(schema, document, **rest)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_found_before(case: Case, tmp_path: Path) -> None:
    """What a random run once found."""
    expected, found = World.make(tmp_path, case.graph_seed).both(case)
    assert difference(expected, found) is None

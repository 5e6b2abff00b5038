"""Each case on real servers: the golden answer, the golden Cypher, and a plan that nobody need be ashamed of."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph_schema.kinds import load_model
from hub.settings import Neo4jAddress
from hub.stores.neo4j import connect, layout
from tests.cases import case as cases
from tests.cases.ask import Told, told
from tests.cases.data import DATASETS
from tests.neo4j_store.asking import with_store
from tests.neo4j_store.fixtures import VERSIONS
from tests.neo4j_store.imported import imported
from tests.neo4j_store.tools import RELEASES

UPDATE = os.environ.get("UPDATE_GOLDENS") == "1"
_CASES = {name: cases.read(name) for name in cases.names()}
_STORES = sorted({case.store for case in _CASES.values()})
_WORLDS = [f"{store} {version}" for version in VERSIONS if version in RELEASES for store in _STORES]
AT_ONCE = ("CartesianProduct", "Eager")
"""Operators that no plan has. (EagerAggregation is what a collect is.)"""


@dataclass(frozen=True, slots=True)
class Imported:
    store: str
    version: str
    address: Neo4jAddress


@pytest.fixture(scope="module", params=_WORLDS)
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, dataset_path: Callable[[str], Path]
) -> Iterator[Imported]:
    """A server with one data set."""
    store, version = request.param.split(" ")
    with imported(version, dataset_path(store), tmp_path_factory.getbasetemp()) as address:
        yield Imported(store, version, address)


def test_cases(world: Imported, subtests: Any) -> None:
    """The answers are the embedded store's to the byte; the Cypher is the golden one."""
    for name, case in _CASES.items():
        if case.store != world.store:
            continue
        with subtests.test(name):
            found = _ask(world, case)
            goldens = {".json": cases.readable(found.answer), ".cypher": cases.sql(found.statements)}
            if UPDATE:
                case.beside(".cypher").write_text(goldens[".cypher"], encoding="utf-8")
            for suffix, text in goldens.items():
                assert text == case.beside(suffix).read_text(encoding="utf-8"), f"{name}{suffix}"


def test_plans(world: Imported, subtests: Any) -> None:
    """No plan reads all nodes of a label where an index leads to them, none multiplies, none waits for all rows."""
    with connect.open_driver(world.address) as driver, connect.writing(driver, world.address) as session:
        for name, case in _CASES.items():
            if case.store != world.store:
                continue
            for statement in cases.texts(case.beside(".cypher").read_text(encoding="utf-8")):
                text = cases.unbroken(statement)
                with subtests.test(name):
                    steps = list(_steps(_plan(session, text)))
                    operators = {step["operatorType"].partition("@")[0] for step in steps}
                    assert not operators & set(AT_ONCE)
                    scanned = [step["args"]["Details"] for step in steps if "LabelScan" in step["operatorType"]]
                    assert not [node for node in scanned if _indexed(node, text)], text


def _indexed(node: str, text: str) -> bool:
    """Whether a condition on a node that is looked for by its label (``t1:Area``) is one that an index serves."""
    name, _, label = node.partition(":")
    kind = load_model().by_name.get(label)
    served = ["sk", *(layout.ordered_by(prop) for prop in kind.properties if prop.index)] if kind else []
    # A dated property is read by ``coalesce`` wherever a former value may be the day's.
    return any(re.search(rf"(WHERE|AND) {name}\.{prop} (=|IN|<|>|STARTS)", text) for prop in served)


def _ask(world: Imported, case: cases.Case) -> Told:
    return with_store(
        world.address,
        load_model(),
        lambda store: told(store, DATASETS[world.store], case.document, case.variables),
    )


def _plan(session: neo4j.Session, statement: str) -> dict[str, Any]:
    plan = session.run(f"EXPLAIN {statement}").consume().plan
    assert plan is not None
    return plan


def _steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _steps(child)

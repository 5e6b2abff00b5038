"""The questions of ``DOMAIN.md`` cost the server no more than Cypher that was written by hand for each of them.

Beside a case stands ``CASE.hand.cypher``, which gives the data of the same answer as one map: keys as packed numbers,
``$today`` for the day. Counted are db hits, of all statements of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import neo4j
import pytest

from bench.neo4j.hits import Profiled, profile
from bench.neo4j.raw.client import db_hits
from graph_schema.keys import parse_key
from hub.settings import Neo4jAddress
from hub.stores.neo4j import connect
from tests.cases import case as cases
from tests.cases.ask import TODAY, hub
from tests.cases.data import DATASETS
from tests.neo4j_store.fixtures import VERSIONS
from tests.neo4j_store.imported import imported
from tests.neo4j_store.tools import RELEASES

MOST = 1.3
"""Times the db hits of the statement by hand."""
_KEY = re.compile(r"[a-z]+:[0-9]{6}:[0-9A-V]{8}")
_CASES = {name: case for name in cases.names() if (case := cases.read(name)).beside(".hand.cypher").exists()}
_WORLDS = [
    (version, store)
    for version in VERSIONS
    if version in RELEASES
    for store in sorted({case.store for case in _CASES.values()})
]


@pytest.fixture(scope="module", params=_WORLDS, ids=" ".join)
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, dataset_path: Callable[[str], Path]
) -> Iterator[tuple[str, Neo4jAddress]]:
    """A data set, and a server that holds it."""
    version, store = request.param
    with imported(version, dataset_path(store), tmp_path_factory.getbasetemp()) as address:
        yield store, address


def test_hits(world: tuple[str, Neo4jAddress], subtests: Any) -> None:
    store, address = world
    with connect.open_driver(address) as driver, connect.writing(driver, address) as session:
        for name, case in _CASES.items():
            if case.store == store:
                with subtests.test(name):
                    answer, statements = _ours(address, case)
                    by_hand, hits = _by_hand(session, case)
                    assert answer == by_hand
                    assert sum(one.hits for one in statements) <= MOST * hits, _told(statements, hits)


def _ours(address: Neo4jAddress, case: cases.Case) -> tuple[Any, list[Profiled]]:
    regions = DATASETS[case.store].owned
    ((answer, statements),) = profile(hub(), address, TODAY, case.document, [case.variables], regions=regions)
    return _packed(answer["data"]), statements


def _by_hand(session: neo4j.Session, case: cases.Case) -> tuple[Any, int]:
    text = case.beside(".hand.cypher").read_text(encoding="utf-8")
    values = {"today": TODAY, **_packed(case.variables)}
    plan = session.run(f"PROFILE {text}", values).consume().profile
    return session.run(text, values).single(strict=True)[0], db_hits(plan)


def _packed(value: Any) -> Any:
    """The same with packed numbers for keys."""
    match value:
        case Mapping():
            return {name: _packed(one) for name, one in value.items()}
        case list():
            return [_packed(one) for one in value]
        case str() if _KEY.fullmatch(value):
            return parse_key(value)[1]
    return value


def _told(statements: list[Profiled], hits: int) -> str:
    return "\n".join([f"{hits} by hand", *(f"{one.hits}: {one.text}" for one in statements)])

"""Random operations are valid, within the limits, mostly answered with rows, and exercise everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import parse

from hub.api.limits import check_document, check_request, check_text
from hub.api.measure import shapes_of

from .compare import Canonical, Case, canonical, canonical_of, cases, difference, save
from .coverage import Coverage, has_rows
from .graphs import CURSOR_KEY, HUB, MODEL, OWNED, TODAY, random_graph
from .operations import make_operation, random_operation
from .oracle import SCHEMA, Graph, execute
from .reduce import reduced

OPERATIONS = 300
REFUSED = {"PARSE_FAILED", "VALIDATION_FAILED", "BAD_VARIABLES", "UNKNOWN_OPERATION"}


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    """Three hundred operations over three graphs; the oracle raises if one of its resolvers breaks."""
    found = Coverage()
    shapes = shapes_of(SCHEMA)
    for graph_seed in range(OPERATIONS // 100):
        graph = Graph.from_batches(MODEL, random_graph(graph_seed), OWNED)
        for seed in range(100 * graph_seed, 100 * graph_seed + 100):
            made = make_operation(seed, graph, SCHEMA)
            check_text(made.document)
            figures = check_document(parse(made.document), shapes)
            for name, one in figures.items():
                if made.operation_name in (None, name):
                    check_request(one, made.variables)
            with found.watching():
                response = execute(
                    graph,
                    made.document,
                    made.variables,
                    made.operation_name,
                    today=TODAY,
                    cursor_key=CURSOR_KEY,
                    hub=HUB,
                )
            assert "data" in response, (seed, response)
            found.answered(response, made.singles)
    return found


def test_operations_are_valid_and_mostly_have_rows(coverage: Coverage) -> None:
    assert coverage.operations == OPERATIONS
    assert not REFUSED & set(coverage.codes)
    assert coverage.share_with_rows >= 0.6


def test_every_operator_and_link_tells_nodes_apart(coverage: Coverage) -> None:
    """A fifth of the 1,500 operations, so a fifth of the 20 times; the soak run asks for all of them."""
    told = coverage.operators() | coverage.links()
    assert {word: count for word, count in told.items() if count < 4} == {}


def test_faults_are_among_them(coverage: Coverage) -> None:
    assert {"BAD_PAGE", "BAD_CURSOR", "BAD_DATE", "BAD_FILTER", "BAD_ID", "RESTRICTED"} <= set(coverage.codes)


def test_equal_seeds_give_equal_operations() -> None:
    one, other = (Graph.from_batches(MODEL, random_graph(7), OWNED) for _ in range(2))
    assert random_graph(7) == random_graph(7)
    assert [random_operation(n, one, SCHEMA) for n in range(5)] == [
        random_operation(n, other, SCHEMA) for n in range(5)
    ]


def test_has_rows() -> None:
    assert has_rows({"a": {"nodes": [{"id": "x"}]}})
    assert not has_rows({"a": {"nodes": []}, "b": None, "c": [None]})


# Comparing


def test_canonical_keeps_bytes() -> None:
    body = (
        '{"data":{"a":"é","b":[1,null]},"errors":[{"message":"m","locations":[{"line":1,"column":2}],'
        '"path":["a",0],"extensions":{"code":"BAD_ID","x":1}}],"extensions":{}}'
    )
    found = canonical(body.encode())
    assert found == Canonical('{"a":"é","b":[1,null]}'.encode(), frozenset({(("a", 0), ((1, 2),), "BAD_ID")}))
    assert canonical(b'{"errors":[]}') == Canonical(None, frozenset())
    assert canonical(b'{"data":{"a":"\\u00e9"}}').data != canonical_of({"data": {"a": "é"}}).data
    assert canonical(b'{"data":{}}') == canonical_of({"data": {}})
    with pytest.raises(ValueError, match="no JSON object"):
        canonical(b"[]")


def test_difference_names_the_place() -> None:
    one = canonical_of({"data": {"a": [{"b": 1}]}})
    assert difference(one, one) is None
    assert difference(one, canonical_of({"data": {"a": [{"b": 2}]}})) == "data.a[0].b: 1 expected, 2 found"
    assert difference(one, canonical_of({"data": {"a": [{}]}})) == "data.a[0]: fields ['b'] expected, [] found"
    fault = {"message": "", "path": ["a"], "locations": [], "extensions": {"code": "BAD_ID"}}
    assert difference(one, Canonical(one.data, frozenset())) is None
    assert difference(canonical_of({"data": {}, "errors": [fault]}), canonical_of({"data": {}})) == (
        "error missing: BAD_ID at ['a'] []"
    )


def test_a_mismatch_becomes_a_case(tmp_path: Path) -> None:
    case = Case(3, 14, "{\n  areas { totalCount }\n}", {"v": "村"}, None)
    save(case, "data.areas: 1 expected, 2 found", tmp_path)
    assert cases(tmp_path) == [case]


def test_a_failing_case_is_made_small() -> None:
    document = (
        "query Ask($v1: Int, $v2: Int) { areas(first: $v1) { ...F nodes { name } } a: facts(last: $v2) { totalCount } }"
        " fragment F on AreaConnection { totalCount pageInfo { hasNextPage } } query Other { __typename }"
    )
    case = Case(0, None, document, {"v1": 3, "v2": 4}, "Ask")
    small = reduced(case, SCHEMA, lambda one: "hasNextPage" in one.document)
    assert " ".join(small.document.split()) == (
        "query Ask { areas { ...F } } fragment F on AreaConnection { pageInfo { hasNextPage } }"
    )
    assert small.variables == {}

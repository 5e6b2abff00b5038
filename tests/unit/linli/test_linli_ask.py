"""Questions from the command line: where they come from, how answers look, and the commands that only read."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from linli import exits
from linli.explain import shown
from linli.table import table, tables
from tests.unit.linli.conftest import Run

COUNTIES = '{ areaByCode(code: "4313") { name children { totalCount nodes { name households { totalCount } } } } }'


@pytest.fixture
def store(small_demo: Path) -> str:
    return f"sqlite:{small_demo}"


def test_the_question_is_an_argument(run: Run, store: str) -> None:
    done = run("ask", "--store", store, COUNTIES)
    assert done.code == 0
    area = json.loads(done.out)["data"]["areaByCode"]
    assert (area["name"], area["children"]["totalCount"]) == ("娄底市", 5)
    assert "娄底市" in done.out, "UTF-8 as it is"


def test_the_question_is_a_file_with_variables_and_an_operation(run: Run, store: str) -> None:
    document = "query A($code: String!) { areaByCode(code: $code) { name } } query B { __typename }"
    Path("question.graphql").write_text(document, "utf-8-sig")
    Path("variables.json").write_text('{"code": "4313"}', "utf-8")
    for variables in ('{"code": "4313"}', "@variables.json"):
        done = run("ask", "--store", store, "--file", "question.graphql", "--operation", "A", "--variables", variables)
        assert json.loads(done.out) == {"data": {"areaByCode": {"name": "娄底市"}}}
    assert json.loads(run("ask", "--store", store, "--file", "question.graphql", "--operation", "B").out)["data"]


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_the_question_comes_from_stdin(
    run: Run, store: str, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("{ __typename }"))
    assert json.loads(run("ask", "--store", store, *arguments).out) == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["{ a }", "--file", "x"], "BAD_SETTINGS"),
        (["--file", "x"], "BAD_SETTINGS"),
        (["{ a }", "--variables", "{"], "BAD_VARIABLES"),
        (["{ a }", "--variables", "[1]"], "BAD_VARIABLES"),
        (["{ a }", "--variables", "@x"], "BAD_SETTINGS"),
        (["{ a }", "--url", "127.0.0.1:1"], "STORE_DOWN"),
        (["{ a }", "--url", "http://["], "STORE_DOWN"),
        (["{ a }", "--url", "ftp://127.0.0.1"], "BAD_SETTINGS"),
        (["question.graphql"], "BAD_SETTINGS"),
    ],
)
def test_what_cannot_be_asked_is_told(run: Run, store: str, arguments: list[str], code: str) -> None:
    Path("question.graphql").write_text("{ a }", "utf-8")
    done = run("ask", "--store", store, *arguments)
    assert done.code > 0
    assert done.err.startswith(f"linli: {code}: ")


def test_no_question_at_all_is_told(run: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    done = run("ask", "--store", store)
    assert (done.code, "there is no question; give one" in done.err) == (exits.USAGE, True)


def test_an_answer_with_errors_is_printed_and_exits_with_1(run: Run, store: str) -> None:
    done = run(
        "ask", "--store", store, '{ a: areaByCode(code: "4313") { name } b: areaByCode(code: "43130") { name } }'
    )
    assert done.code == exits.FAULTY
    answer = json.loads(done.out)
    assert answer["data"] == {"a": {"name": "娄底市"}, "b": None}
    assert answer["errors"][0]["extensions"]["code"] == "BAD_CODE"
    as_table = run("ask", "--store", store, "--format", "table", '{ b: areaByCode(code: "43130") { name } }')
    assert as_table.code == exits.FAULTY
    assert as_table.err.startswith("linli: BAD_CODE: b: ")


def test_candidates_of_an_ambiguous_code_are_listed(run: Run, dataset_path: object) -> None:
    assert callable(dataset_path)
    shutil.copy(dataset_path("panzhou"), "panzhou.sqlite")
    question = '{ areaByCode(code: "520281127") { name } }'
    done = run("ask", "--store", "sqlite:panzhou.sqlite", "--format", "table", question)
    assert "AMBIGUOUS_CODE" in done.err
    assert "双凤镇" in done.err
    assert "保田镇" in done.err


def test_a_table_has_a_row_a_node(run: Run, store: str) -> None:
    done = run("ask", "--store", store, "--format", "table", COUNTIES)
    assert done.out.splitlines()[:3] == [
        "areaByCode.name                 娄底市",
        "areaByCode.children.totalCount  5",
        "",
    ]
    assert "name      households.totalCount" in done.out
    assert any(line.startswith("娄星区    ") for line in done.out.splitlines())


def test_tables_of_all_shapes() -> None:
    assert tables({"a": None, "b": [1, 2]}) == "a\nb  [1, 2]"
    edges = {"list": {"edges": [{"role": "LEAD", "node": {"name": "甲"}}], "pageInfo": {"hasNextPage": False}}}
    assert tables(edges) == "list.pageInfo.hasNextPage  false\n\nlist\nrole  name\n----  ----\nLEAD  甲"
    nested = [
        {"name": "甲", "children": {"totalCount": 2, "nodes": [{"name": "乙"}, {"name": "丙"}]}, "codes": ["1", "2"]}
    ]
    assert table(nested).splitlines()[2] == "甲    2                    乙, 丙    1, 2"
    assert table([]) == "(no rows)"
    assert max(len(line) for line in table([{"text": "长" * 200}]).splitlines()) < 70


def test_explain_shows_the_plan_and_what_it_cost(run: Run, store: str) -> None:
    done = run("explain", "--store", store, COUNTIES)
    assert done.code == 0
    first, *branches = done.out.splitlines()
    assert "statements, " in first
    assert branches[0].startswith("└─ Area by code")
    assert all("ms]" in branch or "with its parent]" in branch for branch in branches)
    assert "SELECT" not in done.out
    assert "SELECT" in run("explain", "--store", store, "--statements", COUNTIES).out


def test_explain_tells_errors(run: Run, store: str) -> None:
    done = run("explain", "--store", store, "{ nothing }")
    assert done.code == exits.FAULTY
    assert done.err.startswith("linli: VALIDATION_FAILED: ")


def test_a_tree_has_its_lines() -> None:
    leaf = {"fetch": "c", "store": "sql"}
    branch = {
        "fetch": "a",
        "store": "sql",
        "rows": 1,
        "milliseconds": 0.5,
        "statement": "SELECT 1",
        "below": [leaf, leaf],
    }
    text = shown({"plan": [branch, leaf], "statements": 1, "rows": 1, "caches": {}}, statements=True)
    assert text.splitlines() == [
        "1 statement, 1 row",
        "├─ a [sql: 1 row, 0.5 ms]",
        "│  │ SELECT 1",
        "│  ├─ c [sql: with its parent]",
        "│  └─ c [sql: with its parent]",
        "└─ c [sql: with its parent]",
    ]


def test_schema_prints_writes_and_compares(run: Run) -> None:
    printed = run("schema").out
    assert "type Query {" in printed
    assert run("schema", "--check").code == 0
    assert run("schema", "own.graphql").code == 0
    assert Path("own.graphql").read_text("utf-8") == printed
    Path("own.graphql").write_text(printed.replace("type Query {", "type Query {\n  more: Int"), "utf-8")
    done = run("schema", "--check", "own.graphql")
    assert done.code == exits.FAULTY
    assert "-  more: Int" in done.out
    assert run("schema", "--check", "missing.graphql").code == exits.USAGE


def test_digest_is_the_same_for_the_same_graph(run: Run, store: str, demo: Path) -> None:
    first = run("digest", "--store", store)
    assert first.code == 0
    assert len(first.out.strip()) == 64
    assert run("digest", "--store", f"sqlite:{demo}").out == first.out


def test_check_finds_nothing_in_a_demo_and_something_in_a_broken_one(run: Run, demo: Path) -> None:
    import sqlite3

    store = f"sqlite:{demo}"
    done = run("check", "--store", store)
    assert (done.code, done.out) == (0, "no faults in demo.sqlite\n")
    connection = sqlite3.connect(demo)
    connection.execute("UPDATE k_place SET delta = delta + 1 WHERE what = 'hh'")
    connection.commit()
    connection.close()
    done = run("check", "--store", store)
    assert done.code == exits.FAULTY
    assert "counter: k_place.hh: " in done.out
    assert done.out.splitlines()[-1].endswith("in demo.sqlite")

"""The hub as a process, over HTTP: the public audit, and what people and attackers send."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from tests.differential.harness import fill
from tests.web.audit_server import assert_audit

KEY = "area:510681:00000001"
FROZEN = "query Frozen($id: ID!) { area(id: $id) { key name } }"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hub")
    fill(folder / "hub.sqlite", 1)
    (folder / "documents").mkdir()
    (folder / "documents" / "frozen.graphql").write_text(FROZEN)
    with serving(folder) as url:
        yield url


class serving:
    """A hub process over ``folder/hub.sqlite``, stopped by SIGTERM; it must leave with exit code 0."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()

    def __enter__(self) -> str:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LINLI_")}
        environment |= {
            "LINLI_STORE": f"sqlite:{self.folder / 'hub.sqlite'}",
            "LINLI_PORT": str(self.port),
            "LINLI_DOCUMENTS": str(self.folder / "documents"),
        }
        self.log = (self.folder / "log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "linli.main", "serve"], env=environment, stdout=self.log, stderr=self.log
        )
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1):
                    return f"http://127.0.0.1:{self.port}"
            except OSError:
                assert self.process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.05)
        raise AssertionError("the hub did not come up")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(20)
        self.log.close()
        assert code == 0, (self.folder / "log").read_text()


def send(
    url: str, path: str = "/graphql", body: bytes | None = None, method: str | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is not None:
        named = {"content-type": "application/json", "accept": "application/graphql-response+json", **named}
    connection.request(method or ("GET" if body is None else "POST"), path, body, named)
    response = connection.getresponse()
    found = (response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    connection.close()
    return found


def ask(url: str, document: str, variables: dict[str, Any] | None = None, **headers: str) -> tuple[int, dict[str, Any]]:
    body = json.dumps({"query": document, "variables": variables}).encode()
    status, _, answer = send(url, body=body, **headers)
    return status, json.loads(answer)


def code_of(answer: dict[str, Any]) -> str:
    [error] = answer["errors"]
    code: str = error["extensions"]["code"]
    return code


def test_audit(hub: str) -> None:
    """All 61 checks of the public audit."""
    assert_audit(f"{hub}/graphql")


def test_a_question_and_its_plan(hub: str) -> None:
    status, answer = ask(
        hub, f'{{ area(id: "{KEY}") {{ name households(first: 1) {{ totalCount }} }} }}', linli_explain="1"
    )
    assert status == 200
    assert isinstance(answer["data"]["area"]["households"]["totalCount"], int)
    shown = answer["extensions"]["linli"]
    assert shown["statements"] == 2
    assert shown["plan"][0]["fetch"].startswith("Area by key")
    assert "SELECT" in shown["plan"][0]["statement"]


def test_chinese_is_sent_as_it_is(hub: str) -> None:
    _, _, body = send(hub, body=b'{"query": "{ areas(first: 50) { nodes { name } } }"}')
    assert "村".encode() in body
    # A backslash of a name is itself escaped, whatever follows it.
    assert not re.search(rb"(?<!\\)\\u", body)


def test_chinese_messages(hub: str) -> None:
    _, answer = ask(hub, '{ area(id: "x") { name } }', accept_language="zh-CN,zh;q=0.9")
    assert answer["errors"][0]["message"].startswith("标识无效")
    assert code_of(answer) == "BAD_ID"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ areas(first: -1) { totalCount } }", "BAD_PAGE"),
        ("{ areas(first: 1001) { totalCount } }", "BAD_PAGE"),
        ("{ areas(first: 1, last: 1) { totalCount } }", "BAD_PAGE"),
        ('{ areas(after: "nonsense") { totalCount } }', "BAD_CURSOR"),
        ('{ areaByCode(code: "51068") { name } }', "BAD_CODE"),
        ('{ areas(asOf: "2019-01-01", during: {from: "2019-01-01", to: "2020-01-01"}) { totalCount } }', "BAD_DATE"),
        ('{ areas(during: {from: "2020-01-01", to: "2019-01-01"}) { totalCount } }', "BAD_DATE"),
        ('{ node(id: "area:510681:00000001@2019-02-30") { key } }', "BAD_ID"),
        ("{ areas(filter: {name: {eq: null}}) { totalCount } }", "BAD_FILTER"),
        ("{ households { groups(by: []) { totalCount } } }", "BAD_ARGUMENT"),
        ('{ search(text: " ") { totalCount } }', "BAD_ARGUMENT"),
        ('{ search(text: "村", first: -1) { totalCount } }', "BAD_PAGE"),
        ('{ search(text: "村", after: "zz") { __typename } }', "BAD_CURSOR"),
    ],
)
def test_arguments_at_fault_null_their_field_only(hub: str, document: str, code: str) -> None:
    status, answer = ask(hub, document.replace("{ ", "{ __typename ", 1))
    assert status == 200
    assert answer["data"]["__typename"] == "Query"
    assert code_of(answer) == code
    assert answer["errors"][0]["path"]
    assert answer["errors"][0]["locations"]


def test_cursors_are_of_one_list_order_filter_and_date(hub: str) -> None:
    def page(args: str, of: str = "areas") -> dict[str, Any]:
        _, answer = ask(hub, f"{{ {of}({args}) {{ pageInfo {{ endCursor }} }} }}")
        return answer

    cursor = page("first: 2, orderBy: [{field: NAME}]")["data"]["areas"]["pageInfo"]["endCursor"]
    assert "errors" not in page(f'first: 2, orderBy: [{{field: NAME}}], after: "{cursor}"')
    for args in (
        f'orderBy: [{{field: LEVEL}}], after: "{cursor}"',
        f'orderBy: [{{field: NAME}}], filter: {{level: {{eq: COUNTY}}}}, after: "{cursor}"',
        f'orderBy: [{{field: NAME}}], asOf: "2020-01-01", after: "{cursor}"',
        f'orderBy: [{{field: NAME}}], after: "{cursor[:-2]}"',
        f'orderBy: [{{field: NAME}}], after: "{"B" if cursor[0] == "A" else "A"}{cursor[1:]}"',
    ):
        assert code_of(page(args)) == "BAD_CURSOR"
    assert code_of(page(f'orderBy: [{{field: NAME}}], after: "{cursor}"', "organisations")) == "BAD_CURSOR"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ areas { ", "PARSE_FAILED"),
        ("{ nothing }", "VALIDATION_FAILED"),
        ("{ postings { nodes { partyMember } } }", "VALIDATION_FAILED"),
        ("{ postings(filter: {partyMember: {eq: true}}) { totalCount } }", "VALIDATION_FAILED"),
        ("{ postings(orderBy: [{field: PARTY_MEMBER}]) { totalCount } }", "VALIDATION_FAILED"),
        ("{ households { groups(by: [{}]) { totalCount } } }", "VALIDATION_FAILED"),
        ("{ households { groups(by: [{property: null, areaAt: COUNTY}]) { totalCount } } }", "VALIDATION_FAILED"),
        ('{ households(asOf: "2020-02-30") { totalCount } }', "VALIDATION_FAILED"),
        ("query ($n: Int!) { areas(first: $n) { totalCount } }", "BAD_VARIABLES"),
        ("query A { __typename } query B { __typename }", "UNKNOWN_OPERATION"),
        ("{" * 60_000, "LIMIT_EXCEEDED"),
        ("{ " + " ".join(f"a{n}: __typename" for n in range(10_000)) + " }", "LIMIT_EXCEEDED"),
        ("{ areas(first: 1000) { nodes { households(first: 1000) { nodes { id } } } } }", "LIMIT_EXCEEDED"),
        ("{ " + "area(id: 1) { parent { " * 9 + "name" + " } }" * 9 + " }", "LIMIT_EXCEEDED"),
        (
            "{ ...A0 } "
            + " ".join(f"fragment A{n} on Query {{ ...A{n + 1} ...A{n + 1} }}" for n in range(40))
            + " fragment A40 on Query { __typename }",
            "LIMIT_EXCEEDED",
        ),
    ],
)
def test_documents_at_fault_are_refused_before_work(hub: str, document: str, code: str) -> None:
    status, answer = ask(hub, document)
    assert status == 400
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == code
    if code == "VALIDATION_FAILED":
        assert answer["errors"][0]["locations"]


def test_a_megabyte_of_braces(hub: str) -> None:
    status, _, body = send(hub, body=b'{"query": "' + b"{" * 1_048_576 + b'"}')
    assert status == 413
    assert json.loads(body)["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


def test_variables_that_do_not_fit(hub: str) -> None:
    status, answer = ask(
        hub, "query ($f: AreaFilter) { areas(filter: $f) { totalCount } }", {"f": {"level": {"eq": "TOWN"}}}
    )
    assert status == 400
    assert code_of(answer) == "BAD_VARIABLES"


def test_persisted_document(hub: str) -> None:
    path = f"/graphql?documentId=frozen&variables={quote(json.dumps({'id': KEY}))}"
    status, headers, body = send(hub, path)
    assert status == 200
    assert json.loads(body)["data"]["area"]["key"] == KEY
    status, _, _ = send(hub, path, if_none_match=headers["etag"])
    assert status == 304


def test_health_schema_and_page(hub: str) -> None:
    assert send(hub, "/health/live")[0] == 200
    status, _, body = send(hub, "/health/ready")
    assert status == 200, body
    assert b"type Query" in send(hub, "/schema.graphql")[2]
    status, headers, body = send(hub, "/")
    assert status == 200
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "<textarea" in body.decode()


def test_answers_begun_are_finished_when_stopped(tmp_path: Path) -> None:
    """SIGTERM while a client waits: exit code 0 (see ``serving``), and the port is free again."""
    fill(tmp_path / "hub.sqlite", 2)
    (tmp_path / "documents").mkdir()
    server = serving(tmp_path)
    with server as url:
        assert ask(url, "{ __typename }")[1] == {"data": {"__typename": "Query"}}
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", server.port))


def test_a_broken_persisted_document_stops_the_start(tmp_path: Path) -> None:
    """It is told with its file, before anybody asks for it."""
    fill(tmp_path / "hub.sqlite", 3)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "bad.graphql").write_text("{ nothing }")
    environment = os.environ | {
        "LINLI_STORE": f"sqlite:{tmp_path / 'hub.sqlite'}",
        "LINLI_PORT": str(free_port()),
        "LINLI_DOCUMENTS": str(tmp_path / "documents"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "linli.main", "serve"], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "bad.graphql: Cannot query field 'nothing' on type 'Query'." in done.stderr

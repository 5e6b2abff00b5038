"""Persisted documents and their ETags."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import Any

import pytest

from hub.errors import Code, SettingsError
from hub.web import Documents, load_documents

HELLO = "query Hello($n: String) { hello(name: $n) }\n"
DIGEST = hashlib.sha256(HELLO.encode()).hexdigest()


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    (tmp_path / "hello.graphql").write_text(HELLO, "utf-8")
    (tmp_path / "touch.graphql").write_text("mutation { touch }", "utf-8")
    (tmp_path / "wrong.graphql").write_text("{ nothing }", "utf-8")
    (tmp_path / "README.md").write_text("not a document", "utf-8")
    return load_documents(tmp_path)


class Graph:
    """A data version and a day, which a test moves."""

    version: str | None = "7"
    day = datetime.date(2026, 11, 24)


@pytest.fixture
def graph() -> Graph:
    return Graph()


@pytest.fixture
def hub(make_hub: Any, documents: Documents, graph: Graph) -> Any:
    return make_hub(documents=documents, data_version=lambda: graph.version, today=lambda: graph.day)


def get(hub: Any, query: str = "documentId=hello", **headers: str) -> Any:
    return hub.client.call("GET", "/graphql", query=query, headers={k.replace("_", "-"): v for k, v in headers.items()})


class TestFolder:
    def test_by_name_and_by_digest(self, documents: Documents) -> None:
        assert [document.name for document in documents] == ["hello", "touch", "wrong"]
        assert len(documents) == 3
        found = documents.get("hello")
        assert found is not None
        assert (found.text, found.digest) == (HELLO, DIGEST)
        assert documents.get(DIGEST) is documents.get(f"sha256:{DIGEST}") is found
        assert documents.get("README") is None

    def test_all_faults_at_once(self, tmp_path: Path) -> None:
        (tmp_path / "empty.graphql").write_text("  \n")
        (tmp_path / "latin.graphql").write_bytes(b"# caf\xe9\n{ hello }")
        (tmp_path / "large.graphql").write_text("#" * 65_537)
        (tmp_path / "a name.graphql").write_text("{ hello }")
        (tmp_path / f"{DIGEST}.graphql").write_text("{ hello }")
        (tmp_path / "folder.graphql").mkdir()
        with pytest.raises(SettingsError) as refusal:
            load_documents(tmp_path)
        assert refusal.value.code is Code.BAD_SETTINGS
        lines = refusal.value.message.splitlines()
        assert len(lines) == 6
        for part in (
            "not UTF-8 at byte 5",
            "65,537 bytes",
            "empty.graphql: empty",
            "a name.graphql: a name of letters",
        ):
            assert part in refusal.value.message

    def test_no_folder(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="No such file"):
            load_documents(tmp_path / "missing")


class TestAnswer:
    @pytest.mark.parametrize("document_id", ["hello", DIGEST, f"sha256:{DIGEST}"])
    def test_by_get(self, hub: Any, document_id: str) -> None:
        response = get(hub, f"documentId={document_id}&variables=%7B%22n%22:%22x%22%7D")
        assert (response.status, response.json) == (200, {"data": {"hello": "hello x"}})
        (question,) = hub.answers.questions
        assert (question.document, question.document_id) == (HELLO, DIGEST)
        assert hub.log[0]["document"] == document_id
        assert hub.log[0]["operation"] == "Hello"

    def test_by_post(self, hub: Any) -> None:
        response = hub.client.post({"documentId": "touch"})
        assert response.json == {"data": {"touch": 1}}
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers

    def test_an_unknown_id(self, hub: Any) -> None:
        response = get(hub, "documentId=hullo")
        assert (response.status, response.code) == (404, "UNKNOWN_DOCUMENT")
        assert response.json["errors"][0]["extensions"]["documentId"] == "hullo"
        assert "'hullo'" in response.json["errors"][0]["message"]

    def test_a_mutation_by_get(self, hub: Any) -> None:
        response = get(hub, "documentId=touch")
        assert (response.status, hub.answers.touched) == (405, 0)
        assert "etag" not in response.headers


class TestETag:
    def test_not_modified(self, hub: Any) -> None:
        first = get(hub)
        assert first.headers["cache-control"] == "private, no-cache"
        assert first.headers["vary"] == "accept, accept-language, origin"
        etag = first.headers["etag"]
        for given in (etag, f'"other", W/{etag}'):
            again = get(hub, if_none_match=given)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["etag"] == etag
            assert "content-type" not in again.headers
        assert len(hub.answers.questions) == 1
        assert get(hub, if_none_match='"other"').status == 200

    def test_depends_on_all_that_the_answer_depends_on(self, hub: Any, graph: Graph, make_hub: Any) -> None:
        etags = [
            get(hub).headers["etag"],
            get(hub, "documentId=hello&variables=%7B%22n%22:null%7D").headers["etag"],
            get(hub, "documentId=hello&operationName=Hello").headers["etag"],
            get(hub, accept="application/graphql-response+json").headers["etag"],
            get(hub, accept_language="zh").headers["etag"],
        ]
        graph.version = "8"
        etags.append(get(hub).headers["etag"])
        graph.day += datetime.timedelta(days=1)
        etags.append(get(hub).headers["etag"])
        assert len(set(etags)) == len(etags)

    def test_the_order_of_variables_does_not_matter(self, hub: Any) -> None:
        one = get(hub, "documentId=hello&variables=%7B%22n%22:%22x%22,%22m%22:1%7D")
        other = get(hub, "documentId=hello&variables=%7B%22m%22:1,%22n%22:%22x%22%7D")
        assert one.headers["etag"] == other.headers["etag"]

    def test_none_where_it_would_be_wrong(self, hub: Any, graph: Graph) -> None:
        assert "etag" not in get(hub, "documentId=wrong").headers
        assert "etag" not in get(hub, linli_explain="1").headers
        assert "etag" not in hub.client.call("GET", "/graphql", query="query={hello}").headers
        graph.version = None
        assert "etag" not in get(hub).headers

    def test_none_without_a_data_version(self, make_hub: Any, documents: Documents) -> None:
        assert "etag" not in get(make_hub(documents=documents)).headers

"""The endpoint: parameters, statuses, and what it hands on."""

from __future__ import annotations

import json
from typing import Any

import pytest

JSON = {"content-type": "application/json"}
RESPONSE = {"accept": "application/graphql-response+json"}


class TestPost:
    def test_an_answer(self, hub: Any) -> None:
        response = hub.client.post({"query": "query Hi($n: String) { hello(name: $n) }", "variables": {"n": "广汉"}})
        assert response.status == 200
        assert response.json == {"data": {"hello": "hello 广汉"}}
        assert "广汉".encode() in response.body
        assert response.headers["content-type"] == "application/graphql-response+json; charset=utf-8"
        assert response.headers["content-length"] == str(len(response.body))
        assert response.headers["cache-control"] == "no-store"
        (question,) = hub.answers.questions
        assert (question.read_only, question.explain, question.language) == (False, False, "en")
        assert (question.document_id, question.operation_name) == (None, None)
        assert question.variables == {"n": "广汉"}
        assert question.deadline == 10.0
        assert question.request_id == response.headers["x-request-id"]

    def test_a_body_in_pieces(self, hub: Any) -> None:
        chunks = [b'{"query": ', b'"{ he', b'llo }"', b"}"]
        response = hub.client.call("POST", "/graphql", headers=JSON, chunks=chunks)
        assert response.json == {"data": {"hello": "hello 村"}}

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("{", "PARSE_FAILED"),
            ("{ nothing }", "VALIDATION_FAILED"),
            ("query A { hello }", "UNKNOWN_OPERATION"),
        ],
    )
    def test_refused_by_graphql(self, hub: Any, query: str, code: str) -> None:
        content = {"query": query, "operationName": "B"}
        response = hub.client.post(content)
        assert (response.status, response.code) == (400, code)
        assert "data" not in response.json
        response = hub.client.post(content, {"accept": "application/json"})
        assert (response.status, response.code) == (200, code)

    @pytest.mark.parametrize(
        ("body", "message", "place"),
        [
            (b'{"query": "{ hello }"', "The body is not JSON", (1, 22)),
            (b'{\n  "query": "\xff"}', "The body is not JSON", (1, 1)),
            (b"", "The body is not JSON", (1, 1)),
            (b'{"query": NaN}', "The body is not JSON", (1, 11)),
            (b'{"query": "\\ud800"}', "The body is not JSON", (1, 12)),
            (b"[" * 100_000, "The body is not JSON", None),
        ],
    )
    def test_malformed_json_says_where(
        self, hub: Any, body: bytes, message: str, place: tuple[int, int] | None
    ) -> None:
        response = hub.client.call("POST", "/graphql", headers=JSON, chunks=[body])
        assert (response.status, response.code) == (400, "BAD_REQUEST")
        (error,) = response.json["errors"]
        assert message in error["message"]
        where = (error["extensions"]["line"], error["extensions"]["column"])
        assert f"line {where[0]}, column {where[1]}" in error["message"]
        if place is not None:
            assert where == place
        assert hub.answers.questions == []

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ([{"query": "{ hello }"}], "The body must be an object; batches are not taken; it is a list."),
            (None, "The body must be an object; batches are not taken; it is null."),
            ({"query": 5}, "`query` must be a string; it is a number."),
            ({"query": "{a}", "operationName": ["x"]}, "`operationName` must be a string; it is a list."),
            ({"query": "{a}", "variables": "x"}, "`variables` must be an object; it is a string."),
            ({"query": "{a}", "extensions": True}, "`extensions` must be an object; it is a Boolean."),
            ({"documentId": {}}, "`documentId` must be a string; it is an object."),
            ({"qeury": "{a}"}, "The request has no query"),
            ({"query": "{a}", "documentId": "a"}, "both `query` and `documentId`"),
        ],
    )
    def test_wrong_parameters(self, hub: Any, content: object, message: str) -> None:
        response = hub.client.post(content)
        assert (response.status, response.code) == (400, "BAD_REQUEST")
        assert message in response.json["errors"][0]["message"]

    @pytest.mark.parametrize("content_type", ["text/plain", "application/json; charset=gbk", ""])
    def test_other_bodies_are_not_taken(self, hub: Any, content_type: str) -> None:
        response = hub.client.post({"query": "{ hello }"}, {"content-type": content_type})
        assert (response.status, response.code) == (415, "BAD_REQUEST")

    def test_nothing_acceptable(self, hub: Any) -> None:
        response = hub.client.post({"query": "{ hello }"}, {"accept": "text/html"})
        assert (response.status, response.code) == (406, "BAD_REQUEST")
        assert response.headers["content-type"] == "application/json; charset=utf-8"

    def test_messages_in_chinese(self, hub: Any) -> None:
        response = hub.client.post({}, {"accept-language": "zh-CN,zh;q=0.9"})
        assert response.json["errors"][0]["message"].startswith("请求中没有查询")
        hub.client.post({"query": "{ hello }"}, {"accept-language": "zh-CN"})
        assert hub.answers.questions[0].language == "zh"


class TestBodySize:
    def test_one_mebibyte_is_read(self, hub: Any) -> None:
        body = json.dumps({"query": "{ hello }"}).encode()
        body += b" " * (1024 * 1024 - len(body))
        half = len(body) // 2
        assert hub.client.call("POST", "/graphql", headers=JSON, chunks=[body]).status == 200
        assert hub.client.call("POST", "/graphql", headers=JSON, chunks=[body[:half], body[half:]]).status == 200
        response = hub.client.call("POST", "/graphql", headers=JSON, chunks=[body + b" "])
        assert (response.status, response.code) == (413, "LIMIT_EXCEEDED")
        assert response.json["errors"][0]["extensions"] == {
            "code": "LIMIT_EXCEEDED",
            "limit": "body",
            "allowed": 1024 * 1024,
            "found": 1024 * 1024 + 1,
        }

    def test_chunks_are_counted_as_they_come(self, hub: Any) -> None:
        response = hub.client.call("POST", "/graphql", headers=JSON, chunks=[b" " * 65_536] * 17)
        assert (response.status, response.code) == (413, "LIMIT_EXCEEDED")
        assert response.headers["connection"] == "close"

    def test_an_endless_body_is_not_read_to_its_end(self, hub: Any) -> None:
        chunks: list[object] = [b" " * 1024 * 1024] * 20
        response = hub.client.call("POST", "/graphql", headers=JSON, chunks=chunks)
        assert response.status == 413
        assert response.json["errors"][0]["extensions"]["found"] == 9 * 1024 * 1024

    def test_an_enormous_length_is_refused_at_once(self, hub: Any) -> None:
        headers = {**JSON, "content-length": "500000000"}
        response = hub.client.call("POST", "/graphql", headers=headers, chunks=[b"{", 60.0, b"}"])
        assert response.status == 413
        assert response.json["errors"][0]["extensions"]["found"] == 500_000_000


class TestGet:
    def test_a_query(self, hub: Any) -> None:
        query = "query=query(%24n:String){hello(name:%24n)}&operationName="
        query += "&variables=%7B%22n%22%3A%22%E6%9D%91%22%7D"
        response = hub.client.call("GET", "/graphql", query=query)
        assert response.json == {"data": {"hello": "hello 村"}}
        assert hub.answers.questions[0].read_only

    @pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
    def test_a_mutation_is_405(self, hub: Any, accept: str) -> None:
        response = hub.client.call("GET", "/graphql", query="query=mutation{touch}", headers={"accept": accept})
        assert (response.status, response.code) == (405, "METHOD_NOT_ALLOWED")
        assert response.headers["allow"] == "POST"
        assert hub.answers.touched == 0

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("query={hello}&query={hello}", "it has `query` twice"),
            ("query=%ff", "not percent-encoded UTF-8"),
            ("query={hello}" + "&a=1" * 20, "more than 20 parameters"),
            (
                "query={hello}&variables={",
                "`variables` is not JSON: unexpected end of data, at line 1, column 2.",
            ),
            ("query={hello}&variables=[]", "`variables` must be an object; it is a list."),
            ("", "The request has no query"),
        ],
    )
    def test_wrong_parameters(self, hub: Any, query: str, message: str) -> None:
        response = hub.client.call("GET", "/graphql", query=query)
        assert (response.status, response.code) == (400, "BAD_REQUEST")
        assert message in response.json["errors"][0]["message"]

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD", "PATCH"])
    def test_other_methods(self, hub: Any, method: str) -> None:
        response = hub.client.call(method, "/graphql", query="query={hello}")
        assert response.status == 405
        assert response.headers["allow"] == "GET, POST, OPTIONS"


class TestDeadline:
    @pytest.mark.parametrize(("wish", "deadline"), [("0.5", 0.5), ("2", 2.0), ("9000", 10.0)])
    def test_a_client_may_shorten_it(self, hub: Any, wish: str, deadline: float) -> None:
        hub.client.post({"query": "{ hello }"}, {"linli-deadline": wish})
        assert hub.answers.questions[0].deadline == deadline

    @pytest.mark.parametrize("wish", ["0", "-1", "soon", "nan"])
    def test_nonsense_is_refused(self, hub: Any, wish: str) -> None:
        response = hub.client.post({"query": "{ hello }"}, {"linli-deadline": wish})
        assert (response.status, response.code) == (400, "BAD_REQUEST")
        assert repr(wish) in response.json["errors"][0]["message"]


class TestExplain:
    def test_on_loopback_only(self, hub: Any) -> None:
        content = {"query": "{ hello }"}
        hub.client.post(content, {"linli-explain": "1"})
        hub.client.post(content, {"linli-explain": "0"})
        hub.client.post(content, {"linli-explain": "1", "x-forwarded-for": "10.0.0.7"})
        hub.client.address = "10.0.0.7"
        hub.client.post(content, {"linli-explain": "1"})
        assert [question.explain for question in hub.answers.questions] == [True, False, False, False]

"""What every request passes: ids, names, origins, incidents, the log."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import Any

import pytest

from hub.errors import Code, SettingsError
from hub.web import WebSettings
from hub.web.errors import Fault, Refusal
from hub.web.log import to_stderr

ORIGIN = "https://map.example.cn"
QUERY = {"query": "{ hello }"}


class TestRequestId:
    def test_a_sane_one_is_kept(self, hub: Any) -> None:
        response = hub.client.post(QUERY, {"x-request-id": "front-end.42_A"})
        assert response.headers["x-request-id"] == "front-end.42_A"
        assert hub.log[0]["request"] == "front-end.42_A"

    @pytest.mark.parametrize("given", ["", "a" * 65, "with space", "line\nbreak", 'quote"', "村"])
    def test_another_is_replaced(self, hub: Any, given: str) -> None:
        response = hub.client.post(QUERY, {"x-request-id": given})
        assert re.fullmatch("[0-9a-f]{16}", response.headers["x-request-id"])

    def test_everything_has_one(self, hub: Any) -> None:
        for path in ("/", "/health/live", "/nowhere"):
            assert "x-request-id" in hub.client.call("GET", path).headers


class TestHost:
    @pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:9", "[::1]:8000"])
    def test_our_names(self, hub: Any, host: str) -> None:
        assert hub.client.post(QUERY, {"host": host}).status == 200

    @pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "", "127.0.0.1.nip.io"])
    def test_others_are_refused(self, hub: Any, host: str) -> None:
        response = hub.client.post(QUERY, {"host": host})
        assert (response.status, response.code) == (421, "BAD_REQUEST")
        assert hub.client.call("GET", "/", headers={"host": host}).status == 421

    def test_more_names_by_setting(self, make_hub: Any) -> None:
        assert make_hub(hosts=("hub.example.cn",)).client.post(QUERY, {"host": "hub.example.cn:80"}).status == 200


class TestOrigins:
    def test_an_allowed_one(self, make_hub: Any) -> None:
        response = make_hub(origins=(ORIGIN,)).client.post(QUERY, {"origin": ORIGIN})
        assert response.headers["access-control-allow-origin"] == ORIGIN
        assert response.headers["access-control-expose-headers"] == "etag, x-request-id"
        assert response.headers["vary"] == "origin"

    def test_refusals_can_be_read_too(self, make_hub: Any) -> None:
        response = make_hub(origins=(ORIGIN,)).client.post([], {"origin": ORIGIN})
        assert response.headers["access-control-allow-origin"] == ORIGIN

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", ORIGIN + ":8443", "http://map.example.cn"])
    def test_another_may_not_read(self, make_hub: Any, origin: str) -> None:
        response = make_hub(origins=(ORIGIN,)).client.post(QUERY, {"origin": origin})
        assert not any(name.startswith("access-control") for name in response.headers)

    def test_preflight(self, make_hub: Any) -> None:
        client = make_hub(origins=(ORIGIN,)).client
        asked = {"origin": ORIGIN, "access-control-request-method": "POST"}
        response = client.call("OPTIONS", "/graphql", headers=asked)
        assert (response.status, response.body) == (204, b"")
        assert response.headers["access-control-allow-origin"] == ORIGIN
        assert response.headers["access-control-allow-methods"] == "GET, POST"
        assert "content-type" in response.headers["access-control-allow-headers"]
        response = client.call("OPTIONS", "/graphql", headers={**asked, "origin": "https://evil.example"})
        assert (response.status, response.code) == (403, "BAD_REQUEST")
        assert "access-control-allow-origin" not in response.headers

    def test_options_without_an_origin(self, hub: Any) -> None:
        response = hub.client.call("OPTIONS", "/graphql")
        assert (response.status, response.headers["allow"]) == (204, "GET, POST, OPTIONS")


class TestIncidents:
    def test_the_client_learns_an_id_and_the_log_the_rest(self, hub: Any) -> None:
        response = hub.client.post({"query": "{ broken }"})
        assert (response.status, response.code) == (500, "INTERNAL")
        incident = response.json["errors"][0]["extensions"]["incident"]
        assert incident in response.json["errors"][0]["message"]
        assert "hunter2" not in response.body.decode()
        (record,) = hub.log
        assert record["incident"] == incident
        assert record["level"] == "error"
        assert "hunter2" in record["exception"]
        assert "small_hub.py" in record["traceback"]

    def test_other_routes_too(self, hub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        async def health() -> None:
            raise RuntimeError("password=hunter2")

        monkeypatch.setattr(hub.health, "health", health)
        response = hub.client.call("GET", "/health/ready")
        assert (response.status, response.code) == (500, "INTERNAL")
        assert "hunter2" in hub.log[0]["exception"]


class TestLog:
    def test_one_line_without_variables(self, hub: Any) -> None:
        hub.client.post({"query": "query Who($n: String) { hello(name: $n) }", "variables": {"n": "hh:secret"}})
        (record,) = hub.log
        assert 0 < record.pop("ms") < 5_000
        assert re.fullmatch("[0-9a-f]{16}", record.pop("request"))
        assert record == {
            "level": "info",
            "event": "request",
            "method": "POST",
            "path": "/graphql",
            "status": 200,
            "operation": "Who",
        }

    def test_the_query_string_is_not_logged(self, hub: Any) -> None:
        hub.client.call("GET", "/graphql", query='query={hello(name:"hh:secret")}')
        assert "secret" not in json.dumps(hub.log)

    def test_refusals_name_their_code(self, hub: Any) -> None:
        hub.client.post([])
        hub.client.post({"query": "{", "operationName": "O" * 500})
        hub.client.call("GET", "/" + "x" * 500)
        assert [record.get("code") for record in hub.log] == ["BAD_REQUEST", "PARSE_FAILED", None]
        assert len(hub.log[1]["operation"]) == 100
        assert (hub.log[2]["status"], len(hub.log[2]["path"])) == (404, 200)

    def test_to_stderr(self, monkeypatch: pytest.MonkeyPatch) -> None:
        written = io.BytesIO()
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(written))
        to_stderr({"event": "request", "path": "/a\nb", "what": object})
        line = written.getvalue().decode()
        assert line.endswith("}\n")
        assert line.count("\n") == 1
        record = json.loads(line)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", record["time"])
        assert record["path"] == "/a\nb"

    def test_a_closed_stderr_costs_no_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.TextIOWrapper(io.BytesIO())
        monkeypatch.setattr(sys, "stderr", stream)
        stream.close()
        to_stderr({"event": "request"})
        monkeypatch.setattr(sys, "stderr", io.StringIO())
        to_stderr({"event": "request"})


class TestTables:
    def test_every_fault_can_be_said_in_both_languages(self) -> None:
        details: dict[str, Any] = {
            "host": "h",
            "origin": "o",
            "method": "PUT",
            "content_type": "text/plain",
            "allowed": 1,
            "found": 2,
            "limit": "body",
            "seconds": 1.5,
            "place": "The body",
            "reason": "r",
            "line": 1,
            "column": 2,
            "expected": "e",
            "documentId": "d",
            "incident": "i",
        }
        for fault in Fault:
            english, chinese = (json.loads(Refusal(fault, **details).body(language)) for language in ("en", "zh"))
            assert "{" not in english["errors"][0]["message"]
            assert re.search("[一-鿿]", chinese["errors"][0]["message"])
            assert english["errors"][0]["extensions"] == chinese["errors"][0]["extensions"]
            assert english["errors"][0]["extensions"]["code"] in Code.__members__

    def test_wrong_settings_are_told_all_at_once(self) -> None:
        with pytest.raises(SettingsError) as refusal:
            WebSettings(
                hosts=("Upper", "with:port"),
                origins=("*", "map.example.cn", ORIGIN),
                body_bytes=1,
                answer_seconds=float("nan"),
                health_seconds=0,
            )
        named = [line.partition(":")[0] for line in refusal.value.message.splitlines()]
        assert named == [
            "body_bytes",
            "answer_seconds",
            "health_seconds",
            "origins",
            "origins",
            "hosts",
            "hosts",
        ]
        with pytest.raises(SettingsError, match="at least one name"):
            WebSettings(hosts=())

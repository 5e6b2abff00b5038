"""``/metrics`` of a small hub: what is counted, under which labels, and that nobody can make up labels."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import openmetrics, parser
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics_families

from hub.errors import Code
from hub.web import load_documents
from hub.web.observe import Board, Observer, StoreState
from hub.web.observe.scrape import scrape

Sample = tuple[str, frozenset[tuple[str, str]]]


def told(hub: Any) -> dict[Sample, float]:
    """All samples by name and labels."""
    response = hub.client.call("GET", "/metrics")
    assert response.status == 200
    families = list(parser.text_string_to_metric_families(response.body.decode()))
    return {(s.name, frozenset(s.labels.items())): s.value for family in families for s in family.samples}


def value(samples: dict[Sample, float], name: str, **labels: str) -> float:
    return samples.get((name, frozenset(labels.items())), 0.0)


def outcomes(samples: dict[Sample, float]) -> dict[tuple[str, str], float]:
    """Operations by type and outcome."""
    found = {}
    for (name, labels), number in samples.items():
        if name == "linli_operation_duration_seconds_count":
            named = dict(labels)
            found[named["graphql_operation_type"], named["outcome"]] = number
    return found


def codes(samples: dict[Sample, float]) -> dict[str, float]:
    """Responses by code of error, those of which there are any."""
    return {
        dict(labels)["code"]: number
        for (name, labels), number in samples.items()
        if name == "linli_errors_total" and number
    }


def test_requests_by_method_route_and_status(hub: Any) -> None:
    hub.client.post({"query": "{ hello }"})
    hub.client.post({"query": "{ hello }"})
    hub.client.post({"query": "{"})
    hub.client.call("GET", "/health/live")
    samples = told(hub)
    count = "http_server_request_duration_seconds_count"

    def requests(method: str, route: str, status: str) -> float:
        labels = {"http_request_method": method, "http_route": route, "http_response_status_code": status}
        return value(samples, count, **labels)

    assert requests("POST", "/graphql", "200") == 2
    assert requests("POST", "/graphql", "400") == 1
    assert requests("GET", "/health/live", "200") == 1
    assert value(samples, "http_server_active_requests") == 1, "the scrape itself"
    assert requests("GET", "/metrics", "200") == 0
    samples = told(hub)
    assert requests("GET", "/metrics", "200") == 1


def test_what_askers_make_up_makes_no_series(hub: Any) -> None:
    hub.client.call("GET", "/nowhere-1")
    hub.client.call("FIRST", "/graphql")
    hub.client.post({"query": "query first { hello }"})
    hub.client.post({"documentId": "first"})
    told(hub)
    before = set(told(hub))
    for number in range(20):
        hub.client.call("GET", f"/nowhere-{number}")
        hub.client.call(f"METHOD{number}", "/graphql")
        hub.client.post({"query": f"query name{number} {{ hello }}", "operationName": f"name{number}"})
        hub.client.post({"documentId": f"id-{number}"})
    after = told(hub)
    assert set(after) == before
    count = "http_server_request_duration_seconds_count"
    other = {"http_request_method": "_OTHER", "http_route": "/graphql", "http_response_status_code": "405"}
    nowhere = {"http_request_method": "GET", "http_route": "", "http_response_status_code": "404"}
    assert value(after, count, **other) == 21
    assert value(after, count, **nowhere) == 21


def test_outcomes_and_codes(make_hub: Any) -> None:
    hub = make_hub(answer_seconds=0.05, overdue_seconds=0.05)
    hub.client.post({"query": "{ hello }"})
    hub.client.post({"query": "{ nothing }"})
    hub.client.post({"query": "{ broken }"})
    hub.client.post({"query": "{ slow(seconds: 60) }"})
    hub.client.call(
        "POST",
        "/graphql",
        headers={"content-type": "application/json"},
        chunks=[b'{"query": "{ slow(seconds: 60) }"}', 0.01, None],
    )
    samples = told(hub)
    # This hub tells of no types: it is not the service.
    assert outcomes(samples) == {("", "ok"): 1, ("", "refused"): 1, ("", "failed"): 1, ("", "late"): 1, ("", "gone"): 1}
    assert codes(samples) == {"VALIDATION_FAILED": 1, "INTERNAL": 1, "DEADLINE": 1}
    assert value(samples, "linli_deadlines_total", stage="answer") == 1


def test_a_body_that_is_late_is_a_deadline_of_the_body(make_hub: Any) -> None:
    hub = make_hub(body_seconds=0.05)
    headers = {"content-type": "application/json"}
    response = hub.client.call("POST", "/graphql", headers=headers, chunks=[b"{", 5.0, b"}"])
    assert response.status == 408
    samples = told(hub)
    assert value(samples, "linli_deadlines_total", stage="body") == 1
    assert outcomes(samples) == {}, "no question came of it"
    assert codes(samples) == {"DEADLINE": 1}


def test_every_code_and_stage_is_told_from_zero(hub: Any) -> None:
    samples = told(hub)
    assert {dict(labels)["code"] for name, labels in samples if name == "linli_errors_total"} == {c.value for c in Code}
    stages = {dict(labels)["stage"] for name, labels in samples if name == "linli_deadlines_total"}
    assert stages == {"store", "answer", "body", "stopping"}


def test_persisted_documents_are_told_by_name_whichever_id_they_are_asked_by(make_hub: Any, tmp_path: Path) -> None:
    (tmp_path / "greeting.graphql").write_text("{ hello }")
    documents = load_documents(tmp_path)
    hub = make_hub(documents=documents)
    [document] = documents
    for wanted in ("greeting", document.digest, f"sha256:{document.digest}"):
        assert hub.client.post({"documentId": wanted}).status == 200
    samples = told(hub)
    assert value(samples, "linli_document_operations_total", document="greeting", outcome="ok") == 3
    assert value(samples, "linli_document_duration_seconds_total", document="greeting") > 0
    assert not any("greeting" not in dict(labels).values() for name, labels in samples if "linli_document" in name)


def test_requests_in_flight_are_told_while_they_are(hub: Any) -> None:
    async def both() -> bytes:
        client = hub.client
        body = [b'{"query": "{ slow(seconds: 0.3) }"}']
        slow = asyncio.create_task(
            client.ask("POST", "/graphql", headers={"content-type": "application/json"}, chunks=body)
        )
        while not hub.answers.begun:
            await asyncio.sleep(0.01)
        response = await client.ask("GET", "/metrics")
        await slow
        found: bytes = response.body
        return found

    assert b"http_server_active_requests 2.0\n" in asyncio.run(both())
    assert b"http_server_active_requests 1.0\n" in hub.client.call("GET", "/metrics").body


def test_histograms_are_whole(hub: Any) -> None:
    for _ in range(3):
        hub.client.post({"query": "{ hello }"})
    hub.client.post({"query": "{ slow(seconds: 0.06) }"})
    body = hub.client.call("GET", "/metrics").body.decode()
    [family] = [f for f in parser.text_string_to_metric_families(body) if f.name == "linli_operation_duration_seconds"]
    buckets = [(float(s.labels["le"]), s.value) for s in family.samples if s.name.endswith("_bucket")]
    assert buckets == sorted(buckets)
    assert buckets[-1] == (math.inf, 4)
    assert dict(buckets)[0.05] == 3
    assert dict(buckets)[10.0] == 4
    [total] = [s.value for s in family.samples if s.name.endswith("_sum")]
    assert total >= 0.06


def test_openmetrics_to_those_who_accept_it(hub: Any) -> None:
    hub.client.post({"query": "{ hello }"})
    accept = "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5"
    response = hub.client.call("GET", "/metrics", headers={"accept": accept})
    assert response.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert openmetrics.exposition.CONTENT_TYPE_LATEST.startswith("application/openmetrics-text")
    assert "linli_errors" in {family.name for family in openmetrics_families(response.body.decode())}
    plain = hub.client.call("GET", "/metrics")
    assert plain.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert plain.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("header", ["forwarded", "x-forwarded-for", "x-real-ip"])
def test_a_proxy_is_told_nothing(hub: Any, header: str) -> None:
    response = hub.client.call("GET", "/metrics", headers={header: "203.0.113.7"})
    assert (response.status, response.code) == (403, "BAD_REQUEST")
    chinese = hub.client.call("GET", "/metrics", headers={header: "203.0.113.7", "accept-language": "zh"})
    assert "代理" in chinese.json["errors"][0]["message"]


def test_another_machine_is_told_nothing(hub: Any) -> None:
    hub.client.address = "203.0.113.7"
    assert hub.client.call("GET", "/metrics").status == 403


def test_only_get(hub: Any) -> None:
    assert hub.client.call("POST", "/metrics").status == 405


def test_a_store_that_cannot_be_read_is_down_and_says_no_more() -> None:
    states = [StoreState("here", 7, 1, {"main": 4096, "wal": 0}), StoreState("there", None, None, {})]
    text, _ = scrape(Observer(Board()).board, lambda: states)
    stores = [line for line in text.decode().splitlines() if 'store="' in line and not line.startswith("#")]
    assert stores == [
        'linli_store_up{store="here"} 1.0',
        'linli_store_up{store="there"} 0.0',
        'linli_data_version{store="here"} 7.0',
        'linli_open_loads{store="here"} 1.0',
        'linli_store_size_bytes{file="main",store="here"} 4096.0',
        'linli_store_size_bytes{file="wal",store="here"} 0.0',
    ]


def test_files_of_another_version_are_passed_over(tmp_path: Path) -> None:
    """Another version of the hub may have counted in the folder: other labels, other buckets, other metrics."""
    board = Board(tmp_path)
    for name, labels, size in (
        ("linli_errors_total", ("DEADLINE", "more"), 1),
        ("http_server_request_duration_seconds", ("GET", "/", "200"), 5),
        ("linli_gone_total", (), 1),
    ):
        view, at = board.cells(name, labels, size)
        view[at] += 9
    board.close()
    observer = Observer(Board(tmp_path))
    text, _ = scrape(observer.board, tuple)
    assert 'linli_errors_total{code="DEADLINE"} 0.0' in text.decode()
    assert "9.0" not in [line.rsplit(" ", 1)[-1] for line in text.decode().splitlines() if not line.startswith("proc")]
    observer.close()

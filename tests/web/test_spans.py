"""Spans of the hub as a process, as a real receiver of OTLP gets them."""

from __future__ import annotations

import hashlib
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.differential.harness import fill
from tests.web.collector import Collector, Told
from tests.web.running import DEAR, Running

KEY = "area:510681:00000001"
NAME = "query Name($id: ID!) { area(id: $id) { name } }"
FAST = {"OTEL_BSP_SCHEDULE_DELAY": "100"}


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    receiving = Collector()
    yield receiving
    receiving.close()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("spans")
    fill(folder / "hub.sqlite", 1)
    (folder / "documents").mkdir()
    (folder / "documents" / "name.graphql").write_text(NAME)
    environment = {"LINLI_TRACES": collector.endpoint, "LINLI_DOCUMENTS": str(folder / "documents"), **FAST}
    with Running(folder, OTEL_RESOURCE_ATTRIBUTES="deployment.environment.name=test", **environment) as running:
        yield running


def parent(*, sampled: bool = True) -> tuple[str, str, str]:
    """A trace, a span in it, and the header that tells of both."""
    trace, span = secrets.token_hex(16), secrets.token_hex(8)
    return trace, span, f"00-{trace}-{span}-{'01' if sampled else '00'}"


def hash_of(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


def test_a_question_is_a_request_an_operation_and_its_fetches(hub: Running, collector: Collector) -> None:
    document = f'query Look {{ area(id: "{KEY}") {{ name children(first: 2) {{ totalCount nodes {{ name }} }} }} }}'
    trace, above, header = parent()
    answer = hub.ask(document, traceparent=header, linli_explain="1", x_request_id="asked-1")
    told = answer["extensions"]["linli"]
    request, operation, *fetches = collector.of_trace(trace, 2 + told["statements"])

    assert (request.name, request.kind, request.parent) == ("POST /graphql", "SERVER", above)
    assert (
        request.attributes.items()
        >= {
            "http.request.method": "POST",
            "http.route": "/graphql",
            "http.response.status_code": 200,
            "url.path": "/graphql",
            "url.scheme": "http",
            "server.address": "127.0.0.1",
            "server.port": int(hub.place.rpartition(":")[2]),
            "linli.request.id": "asked-1",
        }.items()
    )
    assert (operation.name, operation.kind, operation.parent) == ("query", "SERVER", request.id)
    assert operation.attributes == {
        "graphql.operation.type": "query",
        "graphql.operation.name": "Look",
        "linli.document.hash": hash_of(document),
        "linli.document.cached": False,
        "linli.plan.cached": False,
        "linli.outcome": "ok",
        "linli.fetches": 3,
    }
    assert len(fetches) == told["statements"] == 3
    for fetch in fetches:
        assert (fetch.name, fetch.kind, fetch.parent) == ("SELECT Area", "CLIENT", operation.id)
        assert not fetch.failed
        assert (
            fetch.attributes.items()
            >= {
                "db.system.name": "sqlite",
                "db.operation.name": "SELECT",
                "db.collection.name": "Area",
                "linli.store": "sql",
                "linli.way": "loop",
                "linli.fetch.besides": False,
            }.items()
        )
        assert str(fetch.attributes["db.query.text"]).startswith("SELECT")
        inside(fetch, operation)
    assert sum(int(str(fetch.attributes["db.response.returned_rows"])) for fetch in fetches) == told["rows"]
    inside(operation, request)
    assert abs(request.end - time.time_ns()) < 60e9
    assert [line["trace"] for line in hub.log() if line.get("request") == "asked-1"] == [trace]


def inside(span: Told, above: Told) -> None:
    """A span lies in the one above it, but for the rounding of clocks."""
    grain = 50_000
    assert above.begin - grain <= span.begin <= span.end <= above.end + grain


def test_the_second_time_all_caches_hit(hub: Running, collector: Collector) -> None:
    document = f'{{ area(id: "{KEY}") {{ validFrom }} }}'
    hub.ask(document)
    trace, _, header = parent()
    hub.ask(document, traceparent=header)
    _, operation, fetch = collector.of_trace(trace, 3)
    assert operation.attributes["linli.document.cached"] is True
    assert operation.attributes["linli.plan.cached"] is True
    assert fetch.attributes["linli.statement.cached"] is True
    assert "graphql.operation.name" not in operation.attributes


def test_a_persisted_document_is_named(hub: Running, collector: Collector) -> None:
    trace, _, header = parent()
    query = f"/graphql?documentId=name&variables=%7B%22id%22:%22{KEY}%22%7D"
    assert hub.send("GET", query, traceparent=header).status == 200
    request, operation, _ = collector.of_trace(trace, 3)
    assert request.name == "GET /graphql"
    assert operation.attributes["linli.document.id"] == "name"
    assert operation.attributes["linli.document.hash"] == hash_of(NAME)
    assert operation.attributes["graphql.operation.name"] == "Name"


def test_errors_have_our_code(hub: Running, collector: Collector) -> None:
    trace, _, header = parent()
    hub.ask(f'{{ good: area(id: "{KEY}") {{ name }} bad: area(id: "x") {{ name }} }}', traceparent=header)
    request, operation, fetch = collector.of_trace(trace, 3)
    assert (operation.failed, operation.message) == (True, "BAD_ID")
    assert operation.attributes["error.type"] == "BAD_ID"
    assert operation.attributes["linli.error.codes"] == ["BAD_ID"]
    assert operation.attributes["linli.outcome"] == "partial"
    assert not request.failed, "an answer with errors is no failure of HTTP"
    assert not fetch.failed

    trace, _, header = parent()
    hub.ask("{ nothing }", traceparent=header)
    request, operation = collector.of_trace(trace, 2)
    assert (operation.name, operation.failed, operation.message) == ("GraphQL Operation", True, "VALIDATION_FAILED")
    assert operation.attributes["linli.outcome"] == "refused"
    assert request.attributes["linli.error.code"] == "VALIDATION_FAILED"

    trace, _, header = parent()
    hub.send("GET", "/nowhere", traceparent=header)
    [request] = collector.of_trace(trace, 1)
    assert (request.name, request.attributes["http.response.status_code"]) == ("GET", 404)
    assert "http.route" not in request.attributes


def test_a_fetch_that_its_deadline_stops(hub: Running, collector: Collector) -> None:
    trace, _, header = parent()
    answer = hub.ask(DEAR, traceparent=header, linli_deadline="0.000001")
    assert answer["errors"][0]["extensions"]["code"] == "DEADLINE"
    failed = [span for span in collector.of_trace(trace, 4) if span.failed]
    assert {span.attributes["error.type"] for span in failed} == {"DEADLINE"}
    [fetch] = [span for span in failed if span.kind == "CLIENT"]
    assert fetch.message == "DEADLINE"
    assert "db.response.returned_rows" not in fetch.attributes


def test_what_is_not_sampled_is_not_sent(hub: Running, collector: Collector) -> None:
    unsampled, _, no = parent(sampled=False)
    sampled, _, yes = parent()
    hub.ask(NAME, {"id": KEY}, traceparent=no, x_request_id="unsampled")
    hub.ask(NAME, {"id": KEY}, traceparent=yes)
    collector.of_trace(sampled, 3)
    assert not [span for span in collector.spans() if span.trace == unsampled]
    assert "trace" not in next(line for line in hub.log() if line.get("request") == "unsampled")


@pytest.mark.parametrize("header", ["", "nonsense", "00-" + "0" * 32 + "-" + "0" * 16 + "-01", "x" * 10_000])
def test_a_traceparent_that_cannot_be_read_begins_a_trace(hub: Running, collector: Collector, header: str) -> None:
    named = secrets.token_hex(8)
    hub.ask(NAME, {"id": KEY}, traceparent=header, x_request_id=named)

    def look() -> list[Told]:
        return [span for span in collector.spans() if span.attributes.get("linli.request.id") == named]

    [request] = collector.until(look, 1)
    assert request.parent == ""


def test_no_document_and_no_value_is_ever_sent(hub: Running, collector: Collector) -> None:
    secret = secrets.token_hex(8)
    trace, _, header = parent()
    hub.ask(
        f'query Q($s: String) {{ areas(filter: {{or: [{{name: {{eq: "{secret}"}}}}, {{name: {{eq: $s}}}}]}}) '
        f'{{ totalCount nodes {{ name }} }} area(id: "{KEY}") {{ name }} }} # {secret}',
        {"s": secret},
        traceparent=header,
    )
    hub.send("GET", f"/graphql?documentId=name&variables=%7B%22id%22:%22{secret}%22%7D")
    hub.send("GET", f"/nowhere?q={secret}", traceparent=header)
    collector.of_trace(trace, 6)
    sent = b"".join(collector.bodies)
    assert secret.encode() not in sent
    assert KEY.encode() not in sent


def test_the_resource_says_which_hub(hub: Running, collector: Collector) -> None:
    trace, _, header = parent()
    hub.send("GET", "/health/live", traceparent=header)
    [request] = collector.of_trace(trace, 1)
    assert request.name == "GET /health/live"
    assert request.resource["service.name"] == "linli-hub"
    assert str(request.resource["service.instance.id"]) == f"{request.resource['linli.hub']}-{hub.process.pid}"
    assert request.resource["deployment.environment.name"] == "test"


def test_the_last_spans_are_sent_before_the_hub_stops(tmp_path: Path, collector: Collector) -> None:
    fill(tmp_path / "hub.sqlite", 1)
    trace, _, header = parent()
    with Running(tmp_path, LINLI_TRACES=collector.endpoint, OTEL_BSP_SCHEDULE_DELAY="600000") as hub:
        hub.ask(NAME, {"id": KEY}, traceparent=header)
        assert not [span for span in collector.spans() if span.trace == trace]
    assert len([span for span in collector.spans() if span.trace == trace]) == 3


def test_answers_and_the_stop_do_not_wait_for_a_collector_that_is_not_there(tmp_path: Path) -> None:
    fill(tmp_path / "hub.sqlite", 1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()  # accepts, and never says a word
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}/v1/traces"
        with Running(tmp_path, LINLI_TRACES=endpoint, OTEL_EXPORTER_OTLP_TIMEOUT="600", **FAST) as hub:
            for _ in range(20):
                assert "errors" not in hub.ask(NAME, {"id": KEY})
                time.sleep(0.02)
            # ``Running`` waits a minute for the end, and the collector would be waited for ten.


def test_without_the_extra_the_setting_is_an_error_that_names_it(tmp_path: Path) -> None:
    fill(tmp_path / "hub.sqlite", 1)
    script = (
        "import sys; sys.modules['opentelemetry'] = None\n"
        "from linli.main import main; sys.exit(main(['serve', '--port', '0']))"
    )
    environment = {"LINLI_STORE": f"sqlite:{tmp_path / 'hub.sqlite'}", "LINLI_TRACES": "http://127.0.0.1:9/v1/traces"}
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**environment, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "linli-hub[otel]" in run.stderr


def test_a_hub_without_spans_does_not_import_opentelemetry(tmp_path: Path) -> None:
    fill(tmp_path / "hub.sqlite", 1)
    script = (
        "import sys; from pathlib import Path\n"
        "from hub.app import asgi_app, open_hub; from hub.settings import HubSettings\n"
        "asgi_app(open_hub(HubSettings(store=Path(sys.argv[1]))))\n"
        "assert 'prometheus_client' in sys.modules\n"
        "assert not [name for name in sys.modules if name.startswith(('opentelemetry', 'google', 'requests'))]\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "hub.sqlite")]
    run = subprocess.run(command, env={"PYTHONPATH": "."}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr

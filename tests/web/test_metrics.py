"""``/metrics`` of the hub as a process: as the page says, as explanations say, and of all workers at once."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from prometheus_client import parser
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from graph_schema.changes import UpsertNodes
from hub.api.question import Question
from hub.app import open_hub
from hub.settings import HubSettings
from hub.stores.sql.changes import apply
from hub.stores.sql.files import open_for_writing
from hub.stores.sql.loads import begin_load
from hub.web.observe.board import PID, read_folder
from tests.differential.graphs import MODEL
from tests.differential.harness import fill
from tests.web.running import DEAR, Running

PAGE = Path(__file__).parents[2] / "docs/metrics.md"
KEY = "area:510681:00000001"
NAME = "query Name($id: ID!) { area(id: $id) { name } }"
PATIENCE = 60.0


def families(hub: Running) -> dict[str, Metric]:
    """What it tells, by name."""
    body = hub.send("GET", "/metrics", accept="application/openmetrics-text;version=1.0.0").body.decode()
    return {family.name: family for family in text_string_to_metric_families(body)}


def values(hub: Running) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """All samples by name and labels."""
    body = hub.send("GET", "/metrics").body.decode()
    found = parser.text_string_to_metric_families(body)
    return {(s.name, frozenset(s.labels.items())): s.value for family in found for s in family.samples}


def total(samples: Mapping[tuple[str, frozenset[tuple[str, str]]], float], name: str, **labels: str) -> float:
    """The sum over all series of a name that have these labels."""
    wanted = set(labels.items())
    return sum(value for (found, having), value in samples.items() if found == name and wanted <= having)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("metrics")
    fill(folder / "hub.sqlite", 1)
    (folder / "documents").mkdir()
    (folder / "documents" / "name.graphql").write_text(NAME)
    with Running(folder, LINLI_DOCUMENTS=str(folder / "documents")) as running:
        yield running


def documented() -> dict[str, tuple[str, str, frozenset[str]]]:
    """Type, unit and labels by name, as the page has them."""
    rows = re.findall(r"^\| `([a-z_]+)` \| (\w+) \| (\w*) ?\| ([^|]*)\|", PAGE.read_text("utf-8"), re.MULTILINE)
    return {name: (type_, unit, frozenset(re.findall(r"`(\w+)`", labels))) for name, type_, unit, labels in rows}


def test_the_page_says_what_is_told(hub: Running) -> None:
    hub.ask(NAME, {"id": KEY})
    hub.ask('{ area(id: "x") { name } }')
    hub.send("GET", "/graphql?documentId=name&variables=" + quote(json.dumps({"id": KEY})))
    told = {}
    for family in families(hub).values():
        assert family.samples, f"{family.name}: nothing"
        assert family.documentation
        labels = {frozenset(sample.labels) - {"le"} for sample in family.samples}
        assert len(labels) == 1, f"{family.name}: labels differ"
        name = family.name + "_total" if family.type == "counter" else family.name
        told[name] = (family.type, family.unit, labels.pop())
    assert told == documented()


def test_fetches_are_those_that_an_explanation_tells(hub: Running) -> None:
    question = f'{{ area(id: "{KEY}") {{ name children(first: 3) {{ totalCount nodes {{ name }} }} }} }}'
    hub.ask(question)
    before = values(hub)
    answer = hub.ask(question, linli_explain="1")
    after = values(hub)
    told = answer["extensions"]["linli"]

    def grown(name: str, **labels: str) -> float:
        return total(after, name, **labels) - total(before, name, **labels)

    assert told["statements"] == 3
    assert grown("db_client_operation_duration_seconds_count", store="sql", db_system_name="sqlite") == 3
    assert grown("db_client_response_returned_rows_count", store="sql") == 3
    assert grown("db_client_response_returned_rows_sum", store="sql") == told["rows"]
    assert grown("linli_cache_lookups_total", cache="statement", result="hit") == 3
    assert grown("linli_cache_lookups_total", cache="plan", result="hit") == 1
    assert grown("linli_cache_lookups_total", cache="document", result="hit") == 1
    assert grown("linli_cache_lookups_total", result="miss") == 0
    assert grown("linli_operation_duration_seconds_count", graphql_operation_type="query", outcome="ok") == 1


def test_what_is_new_is_a_miss_of_each_cache(hub: Running) -> None:
    before = values(hub)
    hub.ask(f'{{ area(id: "{KEY}") {{ name validFrom validTo }} }}')
    hub.ask("{ nothing }")
    after = values(hub)
    for cache, new in (("document", 2), ("plan", 1), ("statement", 1)):
        labels = {"cache": cache, "result": "miss"}
        name = "linli_cache_lookups_total"
        assert total(after, name, **labels) - total(before, name, **labels) == new, cache


def test_a_document_planned_for_two_shapes_is_a_hit_and_a_miss(hub: Running) -> None:
    document = "query Shapes($first: Int) { areas(first: $first) { totalCount } }"
    hub.ask(document, {"first": 1})
    before = values(hub)
    hub.ask(document)
    after = values(hub)
    name = "linli_cache_lookups_total"
    assert total(after, name, cache="document", result="hit") - total(before, name, cache="document", result="hit") == 1
    assert total(after, name, cache="plan", result="miss") - total(before, name, cache="plan", result="miss") == 1


def test_errors_in_an_answer(hub: Running) -> None:
    before = values(hub)
    answer = hub.ask('{ a: area(id: "x") { name } b: area(id: "y") { name } areas(first: -1) { totalCount } }')
    assert len(answer["errors"]) == 3
    after = values(hub)

    def grown(name: str, **labels: str) -> float:
        return total(after, name, **labels) - total(before, name, **labels)

    assert grown("linli_errors_total", code="BAD_ID") == 1, "once a response"
    assert grown("linli_errors_total", code="BAD_PAGE") == 1
    assert grown("linli_errors_total") == 2
    assert grown("linli_operation_duration_seconds_count", outcome="partial") == 1


def test_a_deadline_that_passes_in_the_store(hub: Running) -> None:
    before = values(hub)
    assert hub.ask(DEAR, linli_deadline="0.000001")["errors"][0]["extensions"]["code"] == "DEADLINE"
    after = values(hub)

    def grown(name: str, **labels: str) -> float:
        return total(after, name, **labels) - total(before, name, **labels)

    assert grown("linli_deadlines_total", stage="store") == grown("linli_deadlines_total") == 1
    assert grown("linli_errors_total", code="DEADLINE") == 1
    assert grown("db_client_operation_duration_seconds_count", error_type="DEADLINE") == 1
    fetches = grown("db_client_operation_duration_seconds_count")
    assert grown("db_client_response_returned_rows_count") == fetches - 1, "it gave no rows, not none"


def test_a_dear_fetch_is_written_down_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "hub.sqlite", 1)
    opened = open_hub(HubSettings(store=tmp_path / "hub.sqlite"))
    monkeypatch.setattr("hub.stores.sql.reader.LOOP_BUDGET", 0.0)
    question = Question(DEAR)
    assert asyncio.run(opened.service.answer(question)).code is None
    [trace] = [trace for number, trace in question.account.traces if number > 0]
    assert (trace.way, trace.error, trace.rows, trace.cached) == ("thread", "", 1, False)
    opened.close()


def test_a_change_and_an_open_load_are_seen_at_once(tmp_path: Path) -> None:
    path = tmp_path / "hub.sqlite"
    fill(path, 2)
    with Running(tmp_path) as hub:
        before = values(hub)
        connection = open_for_writing(path, MODEL)
        renamed = UpsertNodes("Area", ("id", "name"), [(KEY, "新名县")])
        apply(connection, MODEL, [renamed], actor="test", reason="test", source="test")
        begin_load(connection, "somewhere", "0" * 64)
        connection.close()
        after = values(hub)
        for name in ("linli_data_version", "linli_open_loads"):
            assert total(after, name, store="sql") > total(before, name, store="sql"), name
        assert total(after, "linli_open_loads") == 1
        assert total(after, "linli_store_size_bytes", file="main") == path.stat().st_size
        path.rename(tmp_path / "elsewhere")
        gone = values(hub)
        assert total(gone, "linli_store_up") == 0
        assert not any(name == "linli_data_version" for name, _ in gone)
        (tmp_path / "elsewhere").rename(path)


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that has to happen."""
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, "did not happen"
        time.sleep(0.05)


def test_whichever_worker_is_asked_tells_of_all_and_a_death_loses_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "hub.sqlite", 1)
    counts = tmp_path / "counts"
    counts.mkdir()
    count = "linli_operation_duration_seconds_count"
    with Running(tmp_path, "--workers", "2", LINLI_METRICS_FOLDER=str(counts)) as hub:
        asked = 0

        def each() -> dict[int, float]:
            """Operations by worker."""
            found: dict[int, float] = {}
            for one in read_folder(counts):
                if one.name == "operations":
                    found[one.worker] = found.get(one.worker, 0) + sum(one.values[1 : len(one.values)])
            return found

        def both_have_answered() -> bool:
            nonlocal asked
            for _ in range(10):
                assert "errors" not in hub.ask(NAME, {"id": KEY})
                asked += 1
            return len(each()) == 2

        until(both_have_answered)
        for _ in range(10):
            samples = values(hub)
            assert total(samples, count) == asked
            assert total(samples, "linli_workers") == 2
        assert {dict(labels)["worker"] for name, labels in samples if name == "process_cpu_seconds_total"} == {"0", "1"}
        assert total(samples, "http_server_active_requests") == 1

        pids = {one.worker: int(one.values[0]) for one in read_folder(counts) if one.name == PID}
        os.kill(pids[0], signal.SIGKILL)
        until(lambda: {int(o.values[0]) for o in read_folder(counts) if o.name == PID and o.worker == 0} != {pids[0]})
        until(lambda: total(values(hub), "linli_workers") == 2)
        assert total(values(hub), count) == asked
        dead = each()[0]

        def successor_has_answered() -> bool:
            nonlocal asked
            hub.ask(NAME, {"id": KEY})
            asked += 1
            return each()[0] > dead

        until(successor_has_answered)
        assert total(values(hub), count) == asked
        assert total(values(hub), "http_server_active_requests") == 1
        assert sorted(path.name for path in counts.iterdir()) == [
            f"worker-{number}.{what}" for number in (0, 1) for what in ("names", "values")
        ]

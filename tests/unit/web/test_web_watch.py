"""Work stops when the client leaves, when the body is late, and when the answer is overdue."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

JSON = {"content-type": "application/json"}


def slow(seconds: float) -> bytes:
    return json.dumps({"query": "query Slow($s: Float!) { slow(seconds: $s) }", "variables": {"s": seconds}}).encode()


def test_a_body_that_does_not_come_is_408(make_hub: Any) -> None:
    hub = make_hub(body_seconds=0.1)
    response = hub.client.call("POST", "/graphql", headers=JSON, chunks=[b"{", 30.0, b"}"])
    assert (response.status, response.code) == (408, "DEADLINE")
    assert "within 0.1 seconds" in response.json["errors"][0]["message"]
    assert response.headers["connection"] == "close"
    assert hub.answers.questions == []


def test_a_body_that_drips_is_408(make_hub: Any) -> None:
    hub = make_hub(body_seconds=0.2)
    chunks: list[Any] = [piece for _ in range(100) for piece in (b" ", 0.05)]
    response = hub.client.call("POST", "/graphql", headers=JSON, chunks=[*chunks, b"}"])
    assert response.status == 408


def test_a_body_that_takes_its_time_but_comes(make_hub: Any) -> None:
    hub = make_hub(body_seconds=5)
    body = slow(0.01)
    response = hub.client.call("POST", "/graphql", headers=JSON, chunks=[body[:9], 0.1, body[9:]])
    assert response.json == {"data": {"slow": "done"}}


@pytest.mark.parametrize("late_body", [False, True])
def test_a_client_that_leaves_cancels_the_work(hub: Any, late_body: bool) -> None:
    body = slow(30)
    first: list[Any] = [body[:9], 0.05, body[9:]] if late_body else [body]
    response = hub.client.call("POST", "/graphql", headers=JSON, chunks=[*first, 0.05, None])
    assert (hub.answers.begun, hub.answers.cancelled) == (1, 1)
    assert response.status == 0
    (record,) = hub.log
    assert record["status"] == 499


def test_a_client_that_leaves_while_sending(hub: Any) -> None:
    response = hub.client.call("POST", "/graphql", headers=JSON, chunks=[b"{", None, b"}"])
    assert response.status == 0
    assert hub.answers.questions == []
    assert hub.log[0]["status"] == 499


def test_a_client_that_leaves_a_get(hub: Any) -> None:
    hub.client.call("GET", "/graphql", query="query={slow(seconds:30)}", chunks=[b"", 0.05, None])
    assert hub.answers.cancelled == 1


def test_an_overdue_answer_is_given_up(make_hub: Any) -> None:
    hub = make_hub(answer_seconds=0.1, overdue_seconds=0.05)
    response = hub.client.call("POST", "/graphql", headers=JSON, chunks=[slow(30)])
    assert (response.status, response.code) == (504, "DEADLINE")
    assert hub.answers.cancelled == 1


def test_an_answer_late_but_not_overdue_is_given(make_hub: Any) -> None:
    hub = make_hub(answer_seconds=0.05, overdue_seconds=5)
    assert hub.client.call("POST", "/graphql", headers=JSON, chunks=[slow(0.1)]).status == 200


def test_an_answer_that_is_quick_starts_no_task(hub: Any) -> None:
    async def tasks_seen() -> int:
        before = asyncio.all_tasks()
        await hub.client.ask("POST", "/graphql", headers=JSON, chunks=[b'{"query": "{ hello }"}'])
        return len(asyncio.all_tasks() - before)

    assert asyncio.run(tasks_seen()) == 0


def test_no_task_is_left_running(make_hub: Any) -> None:
    hub = make_hub(answer_seconds=0.05, overdue_seconds=0)

    async def tasks_left() -> int:
        for seconds in (0.04, 30):
            await hub.client.ask("POST", "/graphql", headers=JSON, chunks=[slow(seconds)])
        await hub.client.ask("POST", "/graphql", headers=JSON, chunks=[slow(30), 0.03, None])
        await asyncio.sleep(0)
        return len(asyncio.all_tasks()) - 1

    assert asyncio.run(tasks_left()) == 0


def test_health_answers_while_questions_run(hub: Any) -> None:
    async def both() -> int:
        running = asyncio.create_task(hub.client.ask("POST", "/graphql", headers=JSON, chunks=[slow(0.3)]))
        await asyncio.sleep(0.05)
        response = await hub.client.ask("GET", "/health/ready")
        assert not running.done()
        await running
        return int(response.status)

    assert asyncio.run(both()) == 200


def test_a_stopping_server_says_so(hub: Any) -> None:
    async def stop() -> Any:
        running = asyncio.create_task(hub.client.ask("POST", "/graphql", headers=JSON, chunks=[slow(30)]))
        await asyncio.sleep(0.05)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(stop())
    assert hub.answers.cancelled == 1
    assert (hub.log[0]["status"], hub.log[0]["code"]) == (503, "DEADLINE")

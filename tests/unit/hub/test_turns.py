"""Long work in slices: one a round of the loop, in the order of asking, and light questions pass by."""

from __future__ import annotations

import asyncio
import datetime
from pathlib import Path

import anyio
import orjson
import pytest

from graph_schema.changes import UpsertNodes
from graph_schema.kinds import load_model
from hub.api.question import Question
from hub.app import OpenHub, fixed_today, open_hub
from hub.engine import run
from hub.settings import HubSettings
from hub.stores.sql import reader
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create
from hub.turns import turn

MODEL = load_model()
DAY = datetime.date(2024, 6, 15)
AREAS = 300
LONG = "{ areas(first: 300) { nodes { id name validFrom } edges { cursor } } }"
LIGHT = '{ area(id: "area:510681:00000001") { name } }'


def test_one_slice_a_round() -> None:
    """Three long tasks, and one that is there in every round of the loop."""
    rounds: list[list[str]] = [[]]
    ended = 0

    async def long(name: str) -> None:
        nonlocal ended
        for _ in range(20):
            await turn()
            rounds[-1].append(name)
        ended += 1

    async def main() -> None:
        async with anyio.create_task_group() as group:
            for name in "abc":
                group.start_soon(long, name)
            while ended < 3:
                await anyio.sleep(0)
                rounds.append([])

    asyncio.run(main())
    assert max(len(names) for names in rounds) == 1
    slices = [name for names in rounds for name in names]
    assert len(slices) == 60
    # Whoever had a turn stands behind the others.
    assert all(len(set(slices[i : i + 3])) == 3 for i in range(0, 54, 3))


def test_a_long_task_that_is_cancelled_leaves_the_line() -> None:
    async def main() -> list[int]:
        done: list[int] = []

        async def long(number: int) -> None:
            for _ in range(10):
                await turn()
            done.append(number)

        async with anyio.create_task_group() as group:
            for number in range(3):
                group.start_soon(long, number)
            with anyio.move_on_after(0):
                await long(9)
        return done

    assert asyncio.run(main()) == [0, 1, 2]


@pytest.fixture
def opened(tmp_path: Path) -> OpenHub:
    """A hub of some areas."""
    path = tmp_path / "hub.sqlite"
    connection = create(path, MODEL, ["510681"])
    day = datetime.date(1988, 2, 24)
    rows = [(f"area:510681:{number:08d}", f"村{number}", "VILLAGE", day) for number in range(1, AREAS + 1)]
    apply(
        connection,
        MODEL,
        [UpsertNodes("Area", ("id", "name", "level", "validFrom"), rows)],
        actor="tests",
        reason="tests",
        source="tests",
    )
    connection.close()
    return open_hub(HubSettings(store=path), model=MODEL, today=fixed_today(DAY))


def test_a_light_question_passes_a_long_list(opened: OpenHub) -> None:
    """While one list is made, the same light question is asked again and again, and answered each time."""

    async def main() -> int:
        light = 0
        bodies: list[bytes] = []

        async def ask_long() -> None:
            bodies.append((await opened.service.answer(Question(LONG))).body)

        async with anyio.create_task_group() as group:
            group.start_soon(ask_long)
            while not bodies:
                await anyio.sleep(0)
                assert b"errors" not in (await opened.service.answer(Question(LIGHT))).body
                light += 1
        return light

    assert asyncio.run(main()) > 2 * AREAS / run.SLICE
    opened.close()


def test_answers_are_the_same_in_slices(opened: OpenHub, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = set()
    for size in (7, 100, AREAS, AREAS + 1, 10_000):
        for module in (reader, run):
            monkeypatch.setattr(module, "SLICE", size)
        bodies.add(asyncio.run(opened.service.answer(Question(LONG))).body)
    opened.close()
    (body,) = bodies
    areas = orjson.loads(body)["data"]["areas"]
    assert len(areas["nodes"]) == len({edge["cursor"] for edge in areas["edges"]}) == AREAS

"""Late work goes on, and the next one is begun after it."""

from __future__ import annotations

import asyncio

import pytest

from hub.stores.neo4j.late import Late


def test_what_is_late_goes_on_and_is_waited_for() -> None:
    async def live() -> None:
        late, go, told = Late[int](60), asyncio.Event(), []

        async def work() -> int:
            told.append("begun")
            await go.wait()
            told.append("done")
            return len(told)

        for _ in range(3):
            with pytest.raises(TimeoutError):
                await late.within(0.0, "one", work)
        assert told in ([], ["begun"]), "there is no second one while the first goes on"
        await asyncio.sleep(0)
        waiting = asyncio.create_task(late.within(60, "one", work))
        other = asyncio.create_task(late.within(60, "other", work))
        await asyncio.sleep(0)
        go.set()
        assert await waiting in (5, 6), "begun anew after the late one"
        await other
        assert await late.within(60, "one", work) > 6

    asyncio.run(live())


def test_whoever_gives_up_leaves_it_going() -> None:
    async def live() -> None:
        late, go, ended = Late[None](60), asyncio.Event(), asyncio.Event()

        async def work() -> None:
            await go.wait()
            ended.set()

        asker = asyncio.create_task(late.within(60, "one", work))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        asker.cancel()
        await asyncio.wait({asker})
        go.set()
        await ended.wait()
        await late.within(60, "one", work)

    asyncio.run(live())


def test_errors_are_those_of_the_work() -> None:
    async def live() -> None:
        late, go = Late[None](60), asyncio.Event()

        async def work() -> None:
            await go.wait()
            raise KeyError("x")

        with pytest.raises(TimeoutError):
            await late.within(0.0, "one", work)
        go.set()
        with pytest.raises(KeyError):
            await late.within(60, "one", work)

    asyncio.run(live())


def test_it_ends_by_itself_or_with_its_store() -> None:
    async def live() -> None:
        for most, close in ((0.0, False), (60.0, True)):
            late, ended = Late[None](most), asyncio.Event()

            async def work(ended: asyncio.Event = ended) -> None:
                try:
                    await asyncio.Event().wait()
                finally:
                    ended.set()

            asker = asyncio.create_task(late.within(60, "one", work))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            if close:
                asker.cancel()
                await asyncio.wait({asker})
                await late.aclose()
                assert ended.is_set()
            else:
                with pytest.raises(TimeoutError):
                    await asker
                assert ended.is_set()

    asyncio.run(live())

"""Two hundred clients for a minute while 100,000 rows are loaded beside them; then both are told to stop."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hub.stores.sql.look import look
from tests.robustness import census
from tests.robustness.clients import Client, Seen
from tests.robustness.county import digest_of, faults_of
from tests.robustness.killing import CONTEXT
from tests.robustness.questions import QUESTIONS

ROOT = Path(__file__).parents[2]
CLIENTS = 200
SECONDS = 60
WARM = 20
"""Seconds after which all documents have been planned and all connections opened."""
PACE = 0.75
"""Seconds a batch: after ``SECONDS`` the load is in its last quarter."""
PAGE_CACHE, STATEMENTS = 256, 256
"""kB that each question under way may hold, since it has a connection of its own: pages that still lie in the log, as
many as ``hub.stores.sql.read`` allows, and the statements that it has prepared.
"""
GROWTH = CLIENTS * (PAGE_CACHE + STATEMENTS)
"""kB that the server's own memory may grow after it is warm, however many questions it answers."""


@dataclass(slots=True)
class Served:
    """What happened in that minute. ``memory``: kB of the server's own memory, once warm and at the end."""

    seen: Seen
    memory: tuple[int, int]
    codes: tuple[int | None, int | None]
    log: list[dict[str, object]]
    store: Path


def own_memory(process: int) -> int:
    """Resident memory in kB, without the pages of the store's file, which are the system's to keep or not."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return int(status["RssAnon"].split()[0])


@contextmanager
def serving(store: Path, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``linli serve`` with the questions as persisted documents; its log is in ``folder``."""
    documents = folder / "documents"
    documents.mkdir()
    for question in QUESTIONS:
        (documents / f"{question.name}.graphql").write_text(question.document, "utf-8")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "linli.main", "serve", "--store", f"sqlite:{store}", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=folder,
            # No deadline that a slow machine could miss: what is shown here is that answers are right.
            env=os.environ | {"PYTHONPATH": str(ROOT), "LINLI_DEADLINE": "300", "LINLI_DOCUMENTS": str(documents)},
        )
        try:
            assert process.stdout is not None
            words = process.stdout.readline().split()
            yield process, next(word for word in words if word.startswith("http")).removesuffix("/graphql")
        finally:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = tmp_path_factory.mktemp("served")
    store = folder / "hub.sqlite"
    census.make(store)
    shutil.copy(store, folder / "undisturbed.sqlite")
    seen = Seen()
    with serving(store, folder) as (server, url):
        loading = CONTEXT.Process(target=census.load, args=(store, PACE))

        async def minute() -> tuple[int, int]:
            clients = [asyncio.create_task(Client(n, url, seen).run()) for n in range(CLIENTS)]
            loading.start()
            await asyncio.sleep(WARM)
            warm = own_memory(server.pid)
            await asyncio.sleep(SECONDS - WARM)
            end = own_memory(server.pid)
            seen.stopping = True
            server.send_signal(signal.SIGTERM)
            loading.terminate()
            await asyncio.gather(*clients)
            return warm, end

        memory = asyncio.run(minute())
        loading.join()
        codes = server.wait(), loading.exitcode
    log = [json.loads(line) for line in (folder / "log").read_text("utf-8").splitlines()]
    return Served(seen, memory, codes, log, store)


def test_no_answer_is_wrong_and_none_mixes_two_states(served: Served) -> None:
    assert served.seen.faults == []


def test_all_was_asked_in_many_states(served: Served) -> None:
    asked = {question.name for question in QUESTIONS} | {"persisted", "not modified", "page", "walk"}
    assert {name for name, number in served.seen.answers.items() if number} == asked
    assert len(served.seen.states) >= 10
    assert served.seen.states.total() > CLIENTS


def test_memory_is_flat(served: Served) -> None:
    warm, end = served.memory
    assert end - warm < GROWTH, f"{warm:,} kB, then {end:,} kB after {served.seen.states.total():,} answers"


def test_every_answer_that_was_begun_is_finished(served: Served) -> None:
    begun = {line["request"] for line in served.log if line["event"] == "request"}
    assert begun == served.seen.whole
    statuses = Counter(line["status"] for line in served.log if line["event"] == "request")
    # A machine that is slow enough does not finish all in the seconds that a stop allows; it says so, in whole answers.
    assert statuses.pop(503, 0) == served.seen.stopped < CLIENTS
    assert set(statuses) == {200, 304}
    assert [line for line in served.log if line["event"] != "request" and line["level"] not in ("info", "debug")] == []
    # Each client had one question under way, or none that the server had looked at.
    assert served.seen.unanswered == CLIENTS
    assert served.codes[0] == 0


def test_the_load_stays_open_and_goes_on(served: Served, tmp_path: Path) -> None:
    assert served.codes[1] == -signal.SIGTERM
    (load,) = look(served.store, census.MODEL).open_loads
    assert 0 < int(load.checkpoint or 0) < census.BATCHES
    assert [fault.sort for fault in faults_of(served.store)] == ["load"]
    undisturbed = served.store.with_name("undisturbed.sqlite")
    census.load(undisturbed)
    census.load(served.store)
    assert faults_of(served.store) == []
    assert digest_of(served.store) == digest_of(undisturbed)

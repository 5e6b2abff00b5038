"""``linli serve`` and ``linli demo``: real processes, a real port, and a demo that survives being killed."""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from linli import exits
from linli.asking import Asked, ask_hub
from tests.unit.linli.conftest import Run

Start = Callable[..., subprocess.Popen[str]]
SMALL = ("--preset", "loudi", "--scale", "0.01")
KILLED_IN_THE_MIDDLE = """
import os, signal, sys
import linli.demo
class Killing(linli.demo.Progress):
    def rows(self, number):
        super().rows(number)
        if self._rows > 6000:
            os.kill(os.getpid(), signal.SIGKILL)
linli.demo.Progress = Killing
from linli.main import main
sys.exit(main(sys.argv[1:]))
"""


class Lines:
    """What a process prints, read by a thread so that waiting for a line can end."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._lines: queue.Queue[str | None] = queue.Queue()
        assert process.stdout is not None
        self._stdout = process.stdout
        self.seen: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def until(self, pattern: str, seconds: float = 60) -> re.Match[str]:
        """The first line that has the pattern."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            line = self._lines.get(timeout=left)
            if line is None:
                break
            self.seen.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"no line with {pattern!r} in {self.seen}")

    def _read(self) -> None:
        for line in self._stdout:
            self._lines.put(line)
        self._lines.put(None)


def get(url: str) -> bytes:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10) as response:
        body: bytes = response.read()
    return body


def test_serve_answers_until_it_is_stopped(run: Run, process: Start, demo: Path) -> None:
    hub = process("-m", "linli.main", "serve", "--store", f"sqlite:{demo}", "--port", "0")
    url = Lines(hub).until(r"(http://127\.0\.0\.1:\d+)/graphql")[1]
    assert json.loads(get(f"{url}/health/ready"))["status"] == "ready"
    assert b"<html" in get(url)
    question = '{ areaByCode(code: "4313") { name } }'
    here = run("ask", "--store", f"sqlite:{demo}", question)
    there = run("ask", "--url", url, question)
    assert (there.code, there.out) == (0, here.out)
    assert "└─ Area by code" in run("explain", "--url", url, question).out
    wrong = run("ask", "--url", f"{url}/health/live", question)
    assert wrong.err.startswith("linli: STORE_DOWN: ")
    hub.send_signal(signal.SIGTERM)
    assert hub.wait(20) == 0


def test_workers_share_the_key_of_cursors_and_count_together(process: Start, demo: Path) -> None:
    hub = process("-m", "linli.main", "serve", "--store", f"sqlite:{demo}", "--port", "0", "--workers", "2")
    url = Lines(hub).until(r"(http://127\.0\.0\.1:\d+)/graphql")[1]
    workers = re.compile(r"^process_cpu_seconds_total{worker=", flags=re.MULTILINE)
    assert len(workers.findall(get(f"{url}/metrics").decode())) == 2

    def page(after: str) -> tuple[list[str], str]:
        question = (
            "query($after: String!) { households(first: 3, after: $after) { nodes { id } pageInfo { endCursor } } }"
        )
        if not after:
            question = "{ households(first: 3) { nodes { id } pageInfo { endCursor } } }"
        answer = ask_hub(url, Asked(question, {"after": after} if after else None), 10)
        found = answer["data"]["households"]
        return [node["id"] for node in found["nodes"]], found["pageInfo"]["endCursor"]

    first, cursor = page("")
    # Each question has a connection of its own, and goes to whichever worker takes it; at the end all are others.
    second, _ = page(cursor)
    assert all(page(cursor)[0] == second for _ in range(10))
    hub.send_signal(signal.SIGHUP)
    counted = re.compile(r"^linli_operation_duration_seconds_count{[^}]*} ([0-9.]+)", flags=re.MULTILINE)
    for _ in range(10):
        time.sleep(0.5)
        assert page(cursor)[0] == second
    assert not set(first) & set(second)
    assert sum(map(float, counted.findall(get(f"{url}/metrics").decode()))) == 22
    hub.send_signal(signal.SIGTERM)
    assert hub.wait(60) == 0


def test_what_is_wrong_is_told_before_workers_are_started(run: Run, demo: Path) -> None:
    Path("documents").mkdir()
    Path("documents/empty.graphql").write_text("", "utf-8")
    Path("linli.toml").write_text('documents = "documents"\n', "utf-8")
    done = run("serve", "--store", f"sqlite:{demo}", "--workers", "2")
    assert (done.code, done.out) == (exits.USAGE, "")
    assert done.err.startswith("linli: BAD_SETTINGS: ")


def test_a_port_in_use_is_told(run: Run, demo: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for workers in ("1", "2"):
            done = run("serve", "--store", f"sqlite:{demo}", "--port", str(port), "--workers", workers)
            assert done.code == exits.SURROUNDINGS
            assert done.err.startswith(f"linli: PORT_IN_USE: Port {port} on 127.0.0.1 is in use")


def test_only_this_machine_is_served(run: Run, demo: Path) -> None:
    done = run("serve", "--store", f"sqlite:{demo}", "--host", "0.0.0.0")
    assert done.code == exits.USAGE
    assert done.err.startswith("linli: NOT_LOOPBACK: ")


def test_documents_that_cannot_be_used_are_told(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("documents").mkdir()
    Path("documents/empty.graphql").write_text("", "utf-8")
    Path("documents/latin.graphql").write_bytes(b"\xff")
    monkeypatch.setenv("LINLI_DOCUMENTS", "documents")
    done = run("serve", "--store", f"sqlite:{demo}")
    assert done.code == exits.USAGE
    assert len(done.err.splitlines()) == 2


def test_the_demo_is_made_used_again_and_made_anew(run: Run, surrounding: Path) -> None:
    Path("linli.toml").write_text('regions = ["510681"]\nstore = "sqlite:own.sqlite"\n', "utf-8")
    done = run("demo", *SMALL)
    assert done.code == 0
    store = surrounding / "data/linli/demo.sqlite"
    assert done.out.startswith(f"the demo is in {store}\n")
    assert "rows in" in done.err
    made = store.stat().st_mtime_ns
    again = run("demo", *SMALL)
    assert (again.code, again.err) == (0, "")
    assert store.stat().st_mtime_ns == made
    other = run("demo", "--preset", "loudi", "--scale", "0.02")
    assert "made by another version or at another scale" in other.err
    first = run("digest", "--demo").out
    assert run("demo", *SMALL, "--again").code == 0
    assert run("digest", "--demo").out == first
    assert json.loads(run("ask", "--demo", '{ areaByCode(code: "4313") { name } }').out)["data"]


def test_a_demo_of_other_regions_is_not_mixed_in(run: Run) -> None:
    run("demo", *SMALL)
    done = run("demo", "--preset", "guanghan")
    assert done.code == exits.USAGE
    assert "it was made for 4313, not for guanghan" in done.err


def test_data_of_one_s_own_is_never_made_anew(run: Run) -> None:
    Path("areas.csv").write_text("name,level,parent,validFrom\n四川省,PROVINCE,,1950-01-01\n", "utf-8")
    for region in ("51", "4313"):
        store = f"sqlite:{region}.sqlite"
        run("init", region, "--store", store)
        if region == "4313":
            assert run("load", "Area", "areas.csv", "--apply", "--store", store).code == 0
        before = Path(f"{region}.sqlite").read_bytes()
        for more in ([], ["--again"]):
            done = run("demo", *SMALL, *more, "--store", store)
            assert (done.code, done.err[:17]) == (exits.SURROUNDINGS, "linli: NOT_OURS: ")
        assert Path(f"{region}.sqlite").read_bytes() == before


def test_a_killed_demo_goes_on(run: Run, process: Start, small_demo: Path) -> None:
    found = process("-c", KILLED_IN_THE_MIDDLE, "demo", *SMALL)
    assert found.wait(60) == -9
    assert "load: load 1: 'demo:loudi'" in run("check", "--demo").out
    done = run("demo", *SMALL)
    assert done.code == 0
    assert "going on" in done.err
    assert run("digest", "--demo").out == run("digest", "--store", f"sqlite:{small_demo}").out
    assert run("check", "--demo").code == 0


def test_a_killed_demo_of_another_version_is_begun_anew(run: Run, process: Start, small_demo: Path) -> None:
    process("-c", KILLED_IN_THE_MIDDLE, "demo", *SMALL).wait(60)
    path = Path(os.environ["XDG_DATA_HOME"]) / "linli/demo.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE loads SET digest = 'another'")
    connection.close()
    assert run("demo", *SMALL).code == 0
    assert run("digest", "--demo").out == run("digest", "--store", f"sqlite:{small_demo}").out


def test_the_demo_is_served_with_an_example(process: Start, small_demo: Path) -> None:
    path = Path(os.environ["XDG_DATA_HOME"]) / "linli/demo.sqlite"
    path.parent.mkdir(parents=True)
    shutil.copy(small_demo, path)
    hub = process("-m", "linli.main", "demo", *SMALL, "--serve", "--port", "0")
    lines = Lines(hub)
    url = lines.until(r"(http://127\.0\.0\.1:\d+)/graphql")[1]
    lines.until(r"is answered by")
    lines.until(r'"name": "娄底市"')
    lines.until(f"Try your own at {url}/")
    hub.send_signal(signal.SIGINT)
    assert hub.wait(20) == 0

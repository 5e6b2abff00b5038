"""``linli backup`` and ``linli restore``: beside a hub that answers and a load that writes; see also the tests of
``hub.stores.sql.backup``.
"""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import threading
from pathlib import Path

import pytest

from linli import exits
from tests.unit.linli.conftest import Run
from tests.unit.linli.test_linli_serve import Lines, Start, get

COUNT = '{ areaByCode(code: "4313") { households { totalCount } neighbourHeads { totalCount } } }'


def counts(answer: str) -> tuple[int, int]:
    area = json.loads(answer)["data"]["areaByCode"]
    return area["households"]["totalCount"], area["neighbourHeads"]["totalCount"]


@pytest.fixture
def store(demo: Path) -> str:
    return f"sqlite:{demo}"


def test_a_backup_is_made_shown_and_put_back(run: Run, store: str, demo: Path) -> None:
    first = run("digest", "--store", store).out
    done = run("backup", "b.sqlite", "--store", store)
    assert done.code == 0
    shown = r"backed up demo.sqlite to b.sqlite: up to change \d+ of 20[\d-]{8} [\d:]{5}, [\d.]+ MB, model [0-9a-f]{8}"
    assert re.fullmatch(shown + "; checked\n", done.out)
    assert re.search(r"copying demo.sqlite: [\d,]+ pages in [\d.]+ s, done\n", done.err)
    assert run("digest", "--store", "sqlite:b.sqlite").out == first
    assert run("check", "--store", "sqlite:b.sqlite").code == 0
    assert run("undo", "1", "--apply", "--store", store).code == 0
    assert run("digest", "--store", store).out != first
    done = run("restore", "b.sqlite", "--store", store)
    assert (done.code, "--replace puts the backup" in done.err) == (exits.USAGE, True)
    done = run("restore", "b.sqlite", "--store", store, "--replace")
    assert done.code == 0
    restored, kept = done.out.splitlines()
    assert restored.startswith("restored demo.sqlite from b.sqlite: up to change ")
    assert run("digest", "--store", store).out == first
    name = kept.removeprefix("what was there before is kept in ")
    assert Path(name).name.startswith("demo.sqlite.before-restore-")
    assert run("digest", "--store", f"sqlite:{name}").out != first
    assert run("restore", "b.sqlite", "--store", "sqlite:new/hub.sqlite").code == 0
    assert run("digest", "--store", "sqlite:new/hub.sqlite").out == first
    assert run("check", "--store", "sqlite:new/hub.sqlite").code == 0


def test_an_open_load_is_told(run: Run, store: str, demo: Path) -> None:
    with sqlite3.connect(demo) as connection:
        connection.execute("UPDATE loads SET state = 'OPEN', finished = NULL")
    connection.close()
    assert "load 1 of demo:loudi was open: " in run("backup", "b.sqlite", "--store", store).out
    done = run("restore", "b.sqlite", "--store", store, "--replace")
    assert (done.code, done.err.splitlines()[-1][:25]) == (exits.SURROUNDINGS, "linli: OPEN_LOAD: " + str(demo)[:7])
    assert "`linli undo 1 --apply`" in done.err
    assert "or `linli undo 1`" in run("restore", "b.sqlite", "--store", "sqlite:new.sqlite").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["backup"], exits.USAGE, "FILE is missing, as in `linli backup"),
        (["backup", "none/b.sqlite"], exits.SURROUNDINGS, "STORE_DOWN: none: No such file or directory"),
        (["backup", "."], exits.USAGE, "this is a folder"),
        (["backup", "theirs.docx"], exits.USAGE, "there is a file already; --replace writes over it"),
        (["backup", "theirs.docx", "--replace"], exits.SURROUNDINGS, "NOT_OURS: theirs.docx: this is no backup"),
        (["restore", "none.sqlite"], exits.SURROUNDINGS, "STORE_DOWN: none.sqlite: there is no such file"),
        (["restore", "theirs.docx"], exits.SURROUNDINGS, "NOT_OURS: theirs.docx: "),
        (["restore", "other.sqlite"], exits.USAGE, "BAD_SETTINGS: regions: 4313 are set, but other.sqlite"),
    ],
)
def test_what_cannot_be_backed_up_or_restored_is_told(
    run: Run, store: str, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    Path("theirs.docx").write_bytes(b"PK" + b"x" * 500)
    run("init", "52", "--store", "sqlite:other.sqlite")
    monkeypatch.setenv("LINLI_REGIONS", "4313")
    done = run(*arguments, "--store", store)
    assert (done.code, said in done.err) == (code, True), done.err
    assert Path("theirs.docx").read_bytes() == b"PK" + b"x" * 500


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_hub_answers_on_while_its_store_is_backed_up_and_restored(
    run: Run, process: Start, store: str, workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINLI_LOG_LEVEL", "warning")  # nobody reads the log, and a full pipe would stop the hub
    hub = process("-m", "linli.main", "serve", "--store", store, "--port", "0", "--workers", workers)
    url = Lines(hub).until(r"(http://127\.0\.0\.1:\d+)/graphql")[1]
    done = run("ask", "--url", url, COUNT)
    assert done.code == 0, done.err
    full = counts(done.out)
    assert run("backup", "b.sqlite", "--store", store).code == 0
    assert run("undo", "1", "--apply", "--store", store).code == 0
    gone = json.loads(run("ask", "--url", url, COUNT).out)["data"]["areaByCode"]
    assert gone is None, "all of the graph was one load"
    seen: list[tuple[int, int] | None] = []
    stop = threading.Event()

    def ask_on() -> None:
        from linli.asking import Asked, ask_hub

        while not stop.is_set():
            answer = ask_hub(url, Asked(COUNT), 10)
            assert "errors" not in answer
            seen.append(counts(json.dumps(answer)) if answer["data"]["areaByCode"] else None)

    asking = threading.Thread(target=ask_on)
    asking.start()
    try:
        done = run("restore", "b.sqlite", "--store", store, "--replace")
    finally:
        stop.set()
        asking.join()
    assert done.code == 0, done.err
    assert set(seen) <= {None, full}, "what was or what is, never a mixture"
    done = run("ask", "--url", url, COUNT)
    assert done.code == 0, done.err
    assert counts(done.out) == full
    assert json.loads(get(f"{url}/health/ready"))["status"] == "ready"
    hub.send_signal(signal.SIGTERM)
    assert hub.wait(60) == 0

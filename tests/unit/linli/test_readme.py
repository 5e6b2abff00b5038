"""The READMEs tell the truth: files are written, commands run, questions asked, outputs compared.

The first line of a block says what it is for: ``file=NAME`` is written, ``run`` runs each line, ``demo`` runs it where
the demo is Guanghan, ``fails`` runs what must not succeed, ``serve`` starts a server that runs to the end of the page,
``ask`` is asked of Guanghan, and ``output`` and ``answer`` are what the block before it gave. Other blocks are only
shown. ``UPDATE_GOLDENS=1`` writes the outputs anew.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_schema.kinds import load_model
from hub.api.question import Question
from hub.app import OpenHub, fixed_today, open_hub
from hub.settings import HubSettings
from tests.unit.linli.conftest import Run
from tests.unit.linli.test_linli_serve import Lines, Start

ROOT = Path(__file__).parents[3]
PAGES = ("README.md", "README.zh.md")
SERVED = "127.0.0.1:8000"
"""Where the pages say that the hub listens; the tests let the system choose a port."""
_BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
_VARY = (
    (r"\d{4}-\d\d-\d\d \d\d:\d\d", "2026-11-24 21:05"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", "2026-11-24T13:05:00+00:00"),
    (r"\d{8}T\d{6}Z", "20261124T130500Z"),
    (r"\d+\.\d (?:kB|MB)", "0.8 MB"),
    (r"model [0-9a-f]{8}", "model 3f2a91c0"),
    (r"change \d+ of", "change 7 of"),
    (r"127\.0\.0\.1:\d+", SERVED),
)
"""What differs from one run to the next, or with the model, and what the pages have in its place."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code. ``result``: the one after it, if that is its output or answer; ``at``: where that begins and
    ends in the page.
    """

    language: str
    use: str
    text: str
    result: str | None = None
    at: tuple[int, int] = (0, 0)


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page, in their order."""
    found = list(_BLOCK.finditer((ROOT / page).read_text("utf-8")))
    for match, after in zip(found, [*found[1:], None], strict=True):
        if after is not None and after[2] in ("output", "answer"):
            yield Block(match[1], match[2], match[3], after[3], after.span(3))
        else:
            yield Block(match[1], match[2], match[3])


def settled(text: str) -> str:
    """A text with what varies in its usual form."""
    for pattern, usual in _VARY:
        text = re.sub(pattern, usual, text)
    return text


@pytest.fixture
def guanghan(dataset_path: Callable[[str], Path]) -> Iterator[OpenHub]:
    """A hub of Guanghan, on a day that does not move."""
    settings = HubSettings(store=dataset_path("guanghan"), cursor_key=b"k" * 32)
    opened = open_hub(settings, model=load_model(), today=fixed_today(datetime.date(2024, 6, 15)))
    yield opened
    opened.close()


class Reader:
    """Somebody who does what a page says."""

    def __init__(self, run: Run, process: Start) -> None:
        self._run = run
        self._process = process
        self._served = SERVED
        self.server: subprocess.Popen[str] | None = None
        self.commands = 0

    def follow(self, block: Block) -> str:
        """Do what a block says, and give what was printed."""
        said = ""
        for line in block.text.splitlines():
            program, *arguments = shlex.split(line.replace(SERVED, self._served))
            assert Path(program).name == "linli"
            self.commands += 1
            if block.use == "serve":
                said += self._serve(arguments)
                continue
            done = self._run(*arguments)
            if block.use == "fails":
                assert done.code > 0
                said += "".join(line for line in done.err.splitlines(keepends=True) if line.startswith("linli: "))
            else:
                assert done.code == 0, done.err
                said += done.out
        return settled(said)

    def _serve(self, arguments: list[str]) -> str:
        arguments[arguments.index("--port") + 1] = "0"
        self.server = self._process("-m", "linli.main", *arguments)
        lines = Lines(self.server)
        self._served = lines.until(r"//(127\.0\.0\.1:\d+)/graphql")[1]
        return lines.seen[-1]


@pytest.mark.parametrize("page", PAGES)
def test_commands_do_what_the_page_shows(
    page: str, run: Run, process: Start, dataset_path: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "li")
    demo = Path(os.environ["XDG_DATA_HOME"]) / "linli/demo.sqlite"
    demo.parent.mkdir(parents=True)
    demo.symlink_to(dataset_path("guanghan"))
    reader = Reader(run, process)
    shown: list[tuple[Block, str]] = []
    for block in blocks(page):
        if block.use.startswith("file="):
            Path(block.use.removeprefix("file=")).write_text(block.text, "utf-8")
        if block.use in ("run", "demo", "fails", "serve"):
            said = reader.follow(block)
            assert block.result is not None, f"{page}: what does this give?\n{block.text}"
            shown.append((block, said))
    if os.environ.get("UPDATE_GOLDENS"):
        text = (ROOT / page).read_text("utf-8")
        for block, said in reversed(shown):
            text = text[: block.at[0]] + said + text[block.at[1] :]
        (ROOT / page).write_text(text, "utf-8")
    else:
        assert [said for _, said in shown] == [block.result for block, _ in shown]
    assert reader.commands >= 15
    assert reader.server is not None
    reader.server.send_signal(signal.SIGTERM)
    assert reader.server.wait(60) == 0


def test_both_pages_show_the_same_commands_and_files() -> None:
    def seen(page: str) -> list[tuple[str, str]]:
        done = ("run", "demo", "fails", "serve")
        return [(each.use, each.text) for each in blocks(page) if each.use in done or each.use.startswith("file=")]

    assert seen(PAGES[0]) == seen(PAGES[1])


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
@pytest.mark.parametrize("page", PAGES)
async def test_questions_are_answered_as_the_page_shows(page: str, guanghan: OpenHub, anyio_backend: str) -> None:
    questions = 0
    for block in blocks(page):
        if block.use != "ask":
            continue
        answer = json.loads((await guanghan.service.answer(Question(block.text))).body)
        assert "errors" not in answer, block.text
        assert any(value for value in answer["data"].values()), block.text
        if block.result is not None:
            assert answer == json.loads(block.result)
        questions += 1
    assert questions >= 2


@pytest.mark.parametrize("page", PAGES)
def test_every_block_that_has_a_use_has_one_we_know(page: str) -> None:
    for block in blocks(page):
        assert re.fullmatch(r"|file=[\w.]+|run|demo|fails|serve|ask|output|answer", block.use), block.use


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []

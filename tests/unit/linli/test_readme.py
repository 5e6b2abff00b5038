"""The READMEs tell the truth: files are written, commands run, questions asked, outputs compared.

The first line of a block says what it is for: ``file=NAME`` is written, ``run`` runs each line, ``ask`` is asked of
Guanghan, and ``output`` and ``answer`` are what the block before it gave. Other blocks are only shown.
"""

from __future__ import annotations

import datetime
import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_schema.kinds import load_model
from hub.api.question import Question
from hub.app import OpenHub, fixed_today, open_hub
from hub.settings import HubSettings
from tests.unit.linli.conftest import Run

ROOT = Path(__file__).parents[3]
PAGES = ("README.md", "README.zh.md")
_BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code. ``result``: the one after it, if that is its output or answer."""

    language: str
    use: str
    text: str
    result: str | None = None


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page, in their order."""
    found = [Block(*match.groups()) for match in _BLOCK.finditer((ROOT / page).read_text("utf-8"))]
    for place, block in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        result = after.text if after is not None and after.use in ("output", "answer") else None
        yield Block(block.language, block.use, block.text, result)


@pytest.fixture
def guanghan(dataset_path: Callable[[str], Path]) -> Iterator[OpenHub]:
    """A hub of Guanghan, on a day that does not move."""
    settings = HubSettings(store=dataset_path("guanghan"), cursor_key=b"k" * 32)
    opened = open_hub(settings, model=load_model(), today=fixed_today(datetime.date(2024, 6, 15)))
    yield opened
    opened.close()


@pytest.mark.parametrize("page", PAGES)
def test_commands_do_what_the_page_shows(page: str, run: Run) -> None:
    commands = 0
    for block in blocks(page):
        if block.use.startswith("file="):
            Path(block.use.removeprefix("file=")).write_text(block.text, "utf-8")
        if block.use != "run":
            continue
        said = ""
        for line in block.text.splitlines():
            program, *arguments = shlex.split(line)
            assert program == "linli"
            done = run(*arguments)
            assert done.code == 0, done.err
            said += done.out
            commands += 1
        if block.result is not None:
            assert said == block.result
    assert commands >= 5


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
        assert re.fullmatch(r"|file=[\w.]+|run|ask|output|answer", block.use), block.use


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []

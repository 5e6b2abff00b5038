"""The pages keep what they promise: ``docs/errors.md`` has a heading for each code and none besides, with examples that
bring the error they stand under; decisions are numbered and listed; links lead somewhere.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_schema.changes import Change, EndLinks, UpsertLinks, UpsertNodes
from graph_schema.kinds import load_model
from hub.errors import ChangeError, Code
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create
from tests.cases.ask import ask
from tests.cases.data import DATASETS

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs/errors.md"
_WORDS = {
    "UpsertNodes": UpsertNodes,
    "UpsertLinks": UpsertLinks,
    "EndLinks": EndLinks,
    "date": datetime.date,
}


def sections() -> dict[str, str]:
    """Text by heading."""
    parts = re.split(r"^## (.+)\n", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def examples(language: str) -> list[tuple[str, str]]:
    """Code and example, for each example in a language."""
    found = re.compile(rf"^```{language}\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
    return [(code, match[1]) for code, text in sections().items() for match in found.finditer(text)]


def test_a_heading_for_each_code_in_their_order() -> None:
    assert list(sections()) == [code.value for code in Code]


@pytest.mark.parametrize("code", [code.value for code in Code])
def test_a_section_says_what_in_both_languages_an_example_and_what_to_do(code: str) -> None:
    text = sections()[code]
    first, *rest = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
    assert re.search(r"[\u4e00-\u9fff]", first), "a Chinese line is missing"
    assert len(rest) >= 2, "an example and what to do are missing"


@pytest.mark.parametrize(("code", "document"), examples("graphql"), ids=[code for code, _ in examples("graphql")])
def test_question_brings_its_error(code: str, document: str, dataset_path: Callable[[str], Path]) -> None:
    answer = ask(dataset_path("panzhou"), DATASETS["panzhou"], document).answer
    errors = answer["errors"]
    assert isinstance(errors, list)
    assert {error["extensions"]["code"] for error in errors} == {code}


@pytest.mark.parametrize(("code", "text"), examples("python"), ids=[code for code, _ in examples("python")])
def test_change_brings_its_error(code: str, text: str) -> None:
    model = load_model()
    connection = create(":memory:", model, DATASETS["panzhou"].owned)
    changes: list[Change] = eval(text, dict(_WORDS))
    try:
        apply(connection, model, list(DATASETS["panzhou"].changes()), actor="tests", reason="docs", source="panzhou")
        with pytest.raises(ChangeError) as caught:
            apply(connection, model, changes, actor="tests", reason="docs", source="docs/errors.md")
    finally:
        connection.close()
    assert caught.value.code.value == code


def test_decisions_are_numbered_and_listed() -> None:
    folder = ROOT / "docs/decisions"
    notes = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert [name[:4] for name in notes] == [f"{number:04}" for number in range(1, len(notes) + 1)]
    listed = re.findall(r"\((\d{4}-[a-z-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == notes
    for name in notes:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {name[:4]}: "), name
        for word in ("**Problem.**", "**Choice.**", "**Before**", "**After**", "**Cost.**"):
            assert word in text, f"{name}: {word} is missing"


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/**/*.md")), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_and_files_named_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [page.parent / target for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)]
    targets += [ROOT / name for name in re.findall(r"`((?:docs|graph_schema|hub|tests)/[\w/.-]+)`", text)]
    shown = ROOT / "graph_schema/kinds/loudspeakers.py"
    assert [target for target in targets if target != shown and not target.exists()] == []

"""``docs/errors.md``: a heading for each code and none besides, and examples that bring the error they stand under."""

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

PAGE = Path(__file__).parents[3] / "docs/errors.md"
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
    said = {"actor": "tests", "reason": "docs", "source": "docs/errors.md"}
    try:
        apply(connection, model, list(DATASETS["panzhou"].changes()), **said)
        changes: list[Change] = eval(text, dict(_WORDS))
        with pytest.raises(ChangeError) as caught:
            apply(connection, model, changes, **said)
    finally:
        connection.close()
    assert caught.value.code.value == code

"""Each case: as many statements as its head says, and plan, statements and answer as its goldens have them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases import case as cases
from tests.cases.ask import ask
from tests.cases.data import DATASETS

UPDATE = os.environ.get("UPDATE_GOLDENS") == "1"


@pytest.mark.parametrize("name", cases.names())
def test_case(name: str, dataset_path: Callable[[str], Path]) -> None:
    case = cases.read(name)
    told = ask(dataset_path(case.store), DATASETS[case.store], case.document, case.variables)
    goldens = case.goldens(told)
    assert [cases.unbroken(text) for text in cases.texts(goldens[".sql"])] == list(told.statements)
    if UPDATE:
        for suffix, text in goldens.items():
            case.beside(suffix).write_text(text, encoding="utf-8")
    assert len(told.statements) == case.statements
    for suffix, text in goldens.items():
        assert text == case.beside(suffix).read_text(encoding="utf-8"), f"{name}{suffix}; UPDATE_GOLDENS=1 rewrites it"


def test_no_golden_without_its_question() -> None:
    stems = {path.with_suffix("") for path in cases.HERE.glob("*/*.graphql")}
    goldens = [path for suffix in ("plan", "sql", "json") for path in cases.HERE.glob(f"*/*.{suffix}")]
    assert [path for path in goldens if path.with_suffix("") not in stems] == []

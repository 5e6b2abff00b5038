"""What planted faults are made with, whatever store they are planted in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

Plant = Callable[[pytest.MonkeyPatch], None]


class Faults(dict[str, Plant]):
    """Faults by name."""

    def fault(self, plant: Plant) -> Plant:
        """Take in a fault under the name of its function."""
        self[plant.__name__] = plant
        return plant


def in_texts_of(module: ModuleType, compiling: str) -> Callable[[str, str], Plant]:
    """What makes slips in the text of statements, from a pattern and what is put in its place.

    Args:
        compiling: name in the module of the function that makes a statement.
    """

    def in_text(pattern: str, put: str) -> Plant:
        def plant(patch: pytest.MonkeyPatch) -> None:
            compiled = getattr(module, compiling)

            def slipped(*args: Any) -> Any:
                statement = compiled(*args)
                return replace(statement, text=re.sub(pattern, put, statement.text))

            patch.setattr(module, compiling, slipped)

        return plant

    return in_text


def signs(printed: dict[str, str]) -> Faults:
    """Comparisons one step off, in a table of the signs that are printed for them."""

    def sign(op: str, put: str) -> Plant:
        return lambda patch: patch.setitem(printed, op, put)

    return Faults(
        {
            "lt as lte": sign("lt", "<="),
            "lte as lt": sign("lte", "<"),
            "gt as gte": sign("gt", ">="),
            "gte as gt": sign("gte", ">"),
        }
    )


def a_link_that_a_stub_lacks_is_none(expressions: type) -> Plant:
    """In what prints conditions, a stub's link that is not known is taken for one that is not there."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        linked = expressions._surely_linked  # type: ignore[attr-defined]
        patch.setattr(
            expressions,
            "_surely_linked",
            lambda self, alias, end, fits, on, own, so: linked(self, alias, end, fits, on, True, so),
        )

    return plant

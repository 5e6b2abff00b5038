"""Values of a statement's parameters, from each place that they come from."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hub.errors import Code, QuestionError
from hub.stores.base import Bound, Parents, Window
from hub.stores.sql.bind import binders
from hub.stores.sql.origin import Origin
from hub.stores.sql.text import Param, Statement

ORIGIN = Origin(4)
WINDOW = Window(21, after=(5, None), before=(7, "x"))


def values(params: list[Param], parents: Parents, given: tuple[object, ...] = (), window: Window | None = None) -> Any:
    return [bind(parents, Bound(given), window) for bind in binders(Statement("", tuple(params)), ORIGIN)]


def test_each_place() -> None:
    params = [
        Param("day"),
        Param("limit"),
        Param("after", 0),
        Param("after", 1),
        Param("before", 1),
        Param("before", 0, "stored"),
        Param("origin"),
        Param("slot", 1, "boolean"),
        Param("constant", turn="list:plain", constant=("a", "b")),
    ]
    assert values(params, Parents((), 738_000), (None, True), WINDOW) == [
        738_000,
        21,
        5,
        None,
        "x",
        3,
        4,
        1,
        '["a", "b"]',
    ]


@pytest.mark.parametrize("keys", [[7], [None], [7, None, 9], []])
def test_parents_are_a_json_list(keys: list[int | None]) -> None:
    (text,) = values([Param("parents")], Parents(keys, 1))
    assert json.loads(text) == [None if key is None else key - 4 for key in keys]


@pytest.mark.parametrize("keys", [[7], [7, None]])
def test_parents_with_days_are_pairs(keys: list[int | None]) -> None:
    days = [100 + n for n in range(len(keys))]
    (text,) = values([Param("parents")], Parents(keys, 0, days))
    off = [None if key is None else key - 4 for key in keys]
    assert json.loads(text) == [list(pair) for pair in zip(off, days, strict=True)]


def test_a_value_that_does_not_fit() -> None:
    with pytest.raises(QuestionError) as caught:
        values([Param("slot", 0, "key:area:must")], Parents((), 1), ("no id",))
    assert caught.value.code is Code.BAD_ID

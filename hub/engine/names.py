"""Ids and division codes of a request, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graph_schema.codes import CodeError, candidates
from graph_schema.keys import KeyFormatError, parse_id
from hub.errors import Code, QuestionError


def bad_code(code: str) -> QuestionError | None:
    """What is wrong with a division code, if anything."""
    try:
        candidates(code)
    except CodeError as error:
        return QuestionError(Code.BAD_CODE, str(error))
    return None


def ambiguous(code: str, borne_by: Sequence[Mapping[str, Any]]) -> QuestionError:
    """The error of a code that several areas bear; they are its candidates."""
    names = ", ".join(f"{c['name']} ({c['authority']} {c['vintage']})" for c in borne_by)
    return QuestionError(
        Code.AMBIGUOUS_CODE,
        f"the code {code!r} fits several areas: {names}; say authority or vintage, or ask by id",
        details={"candidates": borne_by},
    )


def parse_asked_id(text: str) -> tuple[str, int, date | None]:
    """Tag, packed key and date of an id that was asked for.

    Raises:
        QuestionError: BAD_ID.
    """
    try:
        return parse_id(text)
    except KeyFormatError as error:
        raise QuestionError(Code.BAD_ID, str(error)) from None

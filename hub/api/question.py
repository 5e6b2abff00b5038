"""What `web` asks of `api`: one GraphQL request, and the bytes that answer it.

Without GraphQL's library, so that whoever speaks HTTP need not know it, and a test can answer with a function.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from hub.api.account import Account

Language = Literal["en", "zh"]
"""The languages that messages exist in."""


@dataclass(frozen=True, slots=True)
class Question:
    """One GraphQL request, free of HTTP."""

    document: str
    """The GraphQL text; of a persisted document, too."""

    document_id: str | None = None
    """The SHA-256 (64 hexadecimal digits) of a persisted document, else None: a ready key for caches."""

    operation_name: str | None = None
    variables: Mapping[str, object] | None = None
    """As decoded from JSON, not yet coerced. None and an empty mapping mean the same."""

    read_only: bool = False
    """True for GET: a mutation is refused with `METHOD_NOT_ALLOWED` before it is executed."""

    explain: bool = False
    """The asker may see and wants to see the plan in `extensions.linli`."""

    language: Language = "en"
    request_id: str = ""
    """At most 64 characters of ``A-Za-z0-9._-``; the same in the log and in the response's header."""

    deadline: float = 10.0
    """Seconds, more than 0, from now until the answer has to be there, partial if need be."""

    account: Account = field(default_factory=Account, compare=False, repr=False)
    """Where what is done for the answer is written down."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A GraphQL response as it goes over the wire."""

    body: bytes
    """The JSON object, UTF-8, with `data`, `errors` and `extensions` as the specification has them."""

    executed: bool
    """False: refused before execution (syntax, validation, a limit, variables, operation), and without
    `data`."""

    code: str | None = None
    """`extensions.code` of the first error; None only when the answer has no error."""

    operation_name: str | None = None
    """Name of the operation that was chosen, for the log; None when it has none or none was chosen."""


class Answers(Protocol):
    """Whatever answers GraphQL."""

    async def answer(self, question: Question) -> Answer:
        """The answer to one question.

        Faults of the question and of stores are errors *inside* the answer; an exception means a defect, of
        which the asker learns an incident id and nothing else. The call is cancelled when the asker leaves,
        and once the deadline is well past.
        """
        ...

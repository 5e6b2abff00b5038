"""All errors of the hub, on one page.

::

    HubError                       something a person is told: code, message, region, details
    ├── SettingsError              settings, all faults at once
    ├── QuestionError              the question is at fault (argument, cursor, code): one field becomes null
    ├── ChangeError                a change is at fault: nothing of its batch is written
    ├── StoreError                 a database is at fault (locked, busy, full, not ours, newer)
    │   └── DeadlineError          a statement was stopped at its deadline
    └── NotWrittenYet              the vocabulary has it, no executor does

Every code has a heading in ``docs/errors.md`` (a test checks).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping


class Code(enum.Enum):
    """The closed list of ``extensions.code``."""

    # the document
    PARSE_FAILED = "PARSE_FAILED"
    VALIDATION_FAILED = "VALIDATION_FAILED"
    BAD_VARIABLES = "BAD_VARIABLES"
    UNKNOWN_OPERATION = "UNKNOWN_OPERATION"
    UNKNOWN_DOCUMENT = "UNKNOWN_DOCUMENT"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    BAD_REQUEST = "BAD_REQUEST"
    # the arguments
    BAD_ID = "BAD_ID"
    BAD_CODE = "BAD_CODE"
    AMBIGUOUS_CODE = "AMBIGUOUS_CODE"
    BAD_PAGE = "BAD_PAGE"
    BAD_CURSOR = "BAD_CURSOR"
    BAD_DATE = "BAD_DATE"
    BAD_FILTER = "BAD_FILTER"
    BAD_ARGUMENT = "BAD_ARGUMENT"
    RESTRICTED = "RESTRICTED"
    # changes
    UNKNOWN_KIND = "UNKNOWN_KIND"
    UNKNOWN_COLUMN = "UNKNOWN_COLUMN"
    BAD_VALUE = "BAD_VALUE"
    UNKNOWN_NODE = "UNKNOWN_NODE"
    CYCLE = "CYCLE"
    SECOND_LINK = "SECOND_LINK"
    AMBIGUOUS_KEY = "AMBIGUOUS_KEY"
    FOREIGN_NODE = "FOREIGN_NODE"
    OPEN_LOAD = "OPEN_LOAD"
    # machinery
    DEADLINE = "DEADLINE"
    STORE_DOWN = "STORE_DOWN"
    STORE_LOCKED = "STORE_LOCKED"
    STORE_BUSY = "STORE_BUSY"
    STORE_FULL = "STORE_FULL"
    NOT_OURS = "NOT_OURS"
    NEWER_MODEL = "NEWER_MODEL"
    OLDER_MODEL = "OLDER_MODEL"
    NOT_WRITTEN_YET = "NOT_WRITTEN_YET"
    BAD_SETTINGS = "BAD_SETTINGS"
    PORT_IN_USE = "PORT_IN_USE"
    NOT_LOOPBACK = "NOT_LOOPBACK"
    INTERNAL = "INTERNAL"


class HubError(Exception):
    """Something a person is told.

    Args:
        code: from the closed list.
        message: what is wrong, where, and what to do about it, in English.
        region: six digits of the region whose hub or store failed, if one did.
        details: what a program may use, such as the candidates of an ambiguous code.
    """

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        region: str | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.region = region
        self.details = dict(details or {})

    def extensions(self) -> dict[str, object]:
        """The ``extensions`` of the GraphQL error."""
        found: dict[str, object] = {"code": self.code.value}
        if self.region is not None:
            found["region"] = self.region
        return found | self.details


class SettingsError(HubError):
    """Settings that cannot be used; the message has one line a fault."""


class QuestionError(HubError):
    """An argument is at fault: its field becomes null, the rest is answered."""


class ChangeError(HubError):
    """A change is at fault; nothing of its batch was written.

    ``details["row"]`` is the row's position in its change, from 0, where one row is at fault.
    """


class StoreError(HubError):
    """A database cannot do what it should."""


class DeadlineError(StoreError):
    """A statement was stopped at its deadline."""


class NotWrittenYet(HubError):
    """The vocabulary has it, no executor does."""

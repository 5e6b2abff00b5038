"""Structured logs: one JSON object a line, on stderr.

A request's line holds ``time level event request method path status ms`` and, where there are such,
``operation document code incident trace``; never a query string, a document or a variable: those may name a
household.
"""

from __future__ import annotations

import datetime
import logging
import sys
from collections.abc import Callable, Mapping

import orjson

Log = Callable[[Mapping[str, object]], None]
"""Takes one record. It must not raise and should not wait."""

_OPTIONS = orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z


def to_stderr(record: Mapping[str, object]) -> None:
    """Write a record with the time in front, at once, so that a crash loses nothing.

    A stderr that is gone is no reason to refuse an answer: the record is dropped.
    """
    line = orjson.dumps({"time": datetime.datetime.now(datetime.UTC), **record}, default=str, option=_OPTIONS)
    try:
        sys.stderr.buffer.write(line)
        sys.stderr.buffer.flush()
    except (OSError, ValueError, AttributeError):  # closed, full, or replaced by a text-only stream
        pass


class LoggingToLog(logging.Handler):
    """Turns records of the standard `logging` (uvicorn's, asyncio's, ours) into lines of the same log."""

    def __init__(self, log: Log) -> None:
        super().__init__()
        self.log = log
        self._exceptions = logging.Formatter()

    def emit(self, record: logging.LogRecord) -> None:
        line: dict[str, object] = {
            "level": record.levelname.lower(),
            "event": "log",
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self._exceptions.formatException(record.exc_info)
        self.log(line)

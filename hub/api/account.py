"""What became of a question, written down while it is answered, for metrics and spans.

Whoever asks may read it afterwards, also where the answer never came: the asker left, or the deadline was well past.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field

from hub.engine.foresee import Reason
from hub.planner.plan import Plan
from hub.stores.base import Trace


@dataclass(slots=True)
class Account:
    """Filled in by whoever answers. What was not reached keeps its first value.

    ``began`` and ``ended``: on ``time.monotonic``'s clock. ``operation``: ``query``, ``mutation`` or ``subscription``,
    empty until one is chosen. ``document_cached``, ``plan_cached``: whether the text had been read, and the shape
    planned, before. ``codes``: of all errors in the answer, each once. ``traces``: what was run, with the number of its
    fetch in ``plan`` (negative: besides it, see ``hub.api.explain``). ``apart``: why fetches were not answered
    along with their parents.
    """

    began: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    operation: str = ""
    document_cached: bool | None = None
    plan_cached: bool | None = None
    plan: Plan | None = None
    executed: bool = False
    codes: Collection[str] = ()
    traces: list[tuple[int, Trace]] = field(default_factory=list)
    apart: dict[int, Reason] = field(default_factory=dict)

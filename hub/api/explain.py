"""What a question cost: its plan as a tree, each fetch with statement, rows and time, and which caches hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hub.planner.explain import describe
from hub.planner.plan import Child, Plan
from hub.stores.base import Trace


def explained(
    plan: Plan, traces: Sequence[tuple[int, Trace]], caches: dict[str, bool], apart: Mapping[int, str]
) -> dict[str, Any]:
    """The value of ``extensions.linli``.

    Args:
        plan: what was run.
        traces: what each fetch cost, with its number.
        caches: which caches had what was needed.
        apart: why fetches were not answered along with their parents, see ``hub.engine.foresee``.
    """
    cost: dict[int, list[Trace]] = {}
    for number, trace in traces:
        cost.setdefault(number, []).append(trace)
    return {
        "plan": [_fetch(child, cost, apart) for child in plan.children],
        "statements": len(traces),
        "rows": sum(trace.rows for _, trace in traces),
        "caches": caches,
    }


def _fetch(child: Child, cost: Mapping[int, list[Trace]], apart: Mapping[int, str]) -> dict[str, Any]:
    fetch = child.fetch
    shown: dict[str, Any] = {"fetch": describe(fetch)}
    if reason := apart.get(fetch.number):
        shown["apart"] = reason
    if runs := cost.get(fetch.number):
        shown |= _cost(runs)
    if besides := cost.get(-fetch.number):
        # Rows completed by their owner, or the count of what a filter left unresolved.
        shown["besides"] = _cost(besides)
    if fetch.children:
        shown["below"] = [_fetch(below, cost, apart) for below in fetch.children]
    return shown


def _cost(runs: Sequence[Trace]) -> dict[str, Any]:
    return {
        "store": ", ".join(dict.fromkeys(run.store for run in runs)),
        "statement": runs[0].statement,
        "rows": sum(run.rows for run in runs),
        "milliseconds": round(sum(run.milliseconds for run in runs), 3),
    }

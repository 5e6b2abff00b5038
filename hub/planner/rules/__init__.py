"""Rules that turn a plan into a plan; the order is one tuple."""

from __future__ import annotations

from collections.abc import Callable

from hub.planner.plan import Capability, Plan
from hub.planner.rules.fuse import fuse

ShapeRule = Callable[[Plan, Capability], Plan]

SHAPE_RULES: tuple[ShapeRule, ...] = (fuse,)
"""Applied once a shape, cached with the plan."""


def shape(plan: Plan, capability: Capability) -> Plan:
    """All shape rules in turn."""
    for rule in SHAPE_RULES:
        plan = rule(plan, capability)
    return plan

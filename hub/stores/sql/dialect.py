"""What is a database's own, in one table of differences. SQLite's today; PostgreSQL's is a second value
of this class.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """Printing differences. ``%s`` stands for an operand."""

    name: str
    parents: str
    """A table of parents (i, k) from one parameter: a JSON array of keys."""
    dated_parents: str
    """A table of parents (i, k, d) from one parameter: a JSON array of pairs of key and day."""
    members: str
    """The values of a JSON array, for IN."""
    ordered_join: str
    """Joins two tables in the order in which they stand, where the planner can be told so."""
    least: str
    greatest: str
    distinct_from: str
    contains: str
    prefix: str


SQLITE = Dialect(
    name="sqlite",
    parents="(SELECT key AS i, value AS k FROM json_each(%s)) p",
    dated_parents="(SELECT key AS i, value ->> 0 AS k, value ->> 1 AS d FROM json_each(%s)) p",
    members="SELECT value FROM json_each(%s)",
    ordered_join="CROSS JOIN",
    least="min(%s, %s)",
    greatest="max(%s, %s)",
    distinct_from="%s IS NOT %s",
    contains="instr(%s, %s) > 0",
    prefix="substr(%s, 1, length(%s)) = %s",
)

"""What it takes, in SQL, that something is valid: on a day, or at some moment of an interval."""

from __future__ import annotations

from dataclasses import dataclass

from hub.stores.sql.dialect import Dialect


@dataclass(frozen=True, slots=True)
class On:
    """On a day. ``day``: an SQL expression. ``plain``: no former value of a property is kept for that day
    or a later one.
    """

    day: str
    plain: bool = False

    def valid(self, since: str, until: str) -> str:
        return f"{since} <= {self.day} AND {until} > {self.day}"

    def together(self, dialect: Dialect, *spans: tuple[str, str]) -> str:
        """All spans hold."""
        return " AND ".join(self.valid(since, until) for since, until in spans)


@dataclass(frozen=True, slots=True)
class Throughout:
    """At some moment of ``[start, end)``: spans must share a day of it. ``start`` and ``end``: SQL
    expressions.
    """

    start: str
    end: str

    def together(self, dialect: Dialect, *spans: tuple[str, str]) -> str:
        """All spans and the interval share a day. Each span by itself is tested first, for the indexes'
        sake.
        """
        each = [f"{since} < {self.end} AND {until} > {self.start}" for since, until in spans]
        latest, earliest = self.start, self.end
        for since, until in spans:
            latest = dialect.greatest % (latest, since)
            earliest = dialect.least % (earliest, until)
        if len(spans) > 1:
            each.append(f"{latest} < {earliest}")
        return " AND ".join(each)


When = On | Throughout

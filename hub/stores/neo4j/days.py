"""What it takes, in Cypher, that something is valid: on a day, or at some moment of an interval."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class On:
    """On a day. ``day``: a parameter or a variable. ``plain``: no former value of a property is kept for that day or a
    later one.
    """

    day: str
    plain: bool = False

    def valid(self, since: str, until: str) -> str:
        return f"{since} <= {self.day} AND {until} > {self.day}"

    def together(self, *spans: tuple[str, str]) -> str:
        """All spans hold."""
        return " AND ".join(self.valid(since, until) for since, until in spans)


@dataclass(frozen=True, slots=True)
class Throughout:
    """At some moment of ``[start, end)``: spans must share a day of it."""

    start: str
    end: str

    def together(self, *spans: tuple[str, str]) -> str:
        """All spans and the interval share a day: each of them begins before any other ends."""
        each = [f"{since} < {self.end} AND {until} > {self.start}" for since, until in spans]
        each += [
            f"{since} < {until}"
            for one, (since, _) in enumerate(spans)
            for other, (_, until) in enumerate(spans)
            if one != other
        ]
        return " AND ".join(each)


When = On | Throughout


def life(node: str) -> tuple[str, str]:
    return f"{node}.validFrom", f"{node}.validTo"


def span(link: str) -> tuple[str, str]:
    return f"{link}.since", f"{link}.until"


def imported(day: str, *names: str) -> str:
    """What a subquery imports that looks at some variables on a day: these, and the day where it is a variable itself.

    >>> imported("$p0", "t1"), imported("d2", "t1")
    ('t1', 't1, d2')
    """
    return ", ".join([*names, day] if day.isidentifier() else names)

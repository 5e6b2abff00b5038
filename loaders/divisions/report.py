"""Where the two lists do not agree, as a CSV for people: a line a disagreement, and their numbers at the end."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TextIO

from graph_schema.codes import area_type, level_of
from loaders.divisions.concordance import Disagreement, Finding, disagreements

COLUMNS = (
    "finding", "number", "level", "nbs_code", "nbs_name", "nbs_type", "mca_code", "mca_name", "mca_type",
    "nbs_name_in_mca", "mca_name_in_nbs",
)  # fmt: skip
"""``number`` counts the lines of a finding, and in the last lines, ``total …``, is how many there are. The last two: of
a moved code, under which code the other list has the area."""


def write(statistics: Mapping[str, str], civil: Mapping[str, str], to: TextIO | None) -> Counter[Finding]:
    """Write the report, if it is wanted; returns the numbers of the findings.

    Args:
        statistics, civil: the names of both lists by code, without villages.
    """
    counts: Counter[Finding] = Counter({finding: 0 for finding in Finding})
    rows = csv.writer(to) if to is not None else None
    if rows is not None:
        rows.writerow(COLUMNS)
    for found in disagreements(statistics, civil):
        counts[found.finding] += 1
        if rows is not None:
            rows.writerow((found.finding.value, counts[found.finding], *_cells(found, statistics, civil)))
    if rows is not None:
        rows.writerows((f"total {finding.value}", counts[finding], *[""] * (len(COLUMNS) - 2)) for finding in Finding)
    return counts


def _cells(found: Disagreement, statistics: Mapping[str, str], civil: Mapping[str, str]) -> Iterator[str]:
    yield level_of(found.statistics or found.civil or "").value
    for code, names in ((found.statistics, statistics), (found.civil, civil)):
        kind = area_type(code) if code is not None else None
        yield from (code or "", names[code] if code is not None else "", kind.value if kind is not None else "")
    yield found.statistics_moved or ""
    yield found.civil_moved or ""

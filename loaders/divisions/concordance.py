"""Which area of the statistics list is which of the civil-affairs list, and where the two do not agree.

An area is the same in both where the levels above (of a township the county, of a county the prefecture) have one code
and the name is one: a quarter of all townships bear another code in the other list, and some codes name a neighbour
there, so that the code alone says nothing. Both lists are given as names by unpadded code.

>>> nbs = {"52": "贵州省", "520281": "盘州市", "520281106": "保田镇", "520281127": "双凤镇"}
>>> mca = {"52": "贵州省", "520281": "盘州市", "520281127": "保田镇", "520281131": "双凤镇"}
>>> pairs(nbs, mca)["520281106"]
'520281127'
>>> [(found.finding.value, found.statistics, found.civil) for found in disagreements(nbs, mca)][:2]
[('other code', '520281106', '520281127'), ('moved code', '520281127', '520281127')]
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_schema.codes import parent_code


class Finding(enum.StrEnum):
    """In what way the lists do not agree."""

    ONLY_NBS = "only NBS"
    """An area that the civil-affairs list does not have."""
    ONLY_MCA = "only MCA"
    """An area that the statistics list does not have."""
    OTHER_CODE = "other code"
    """An area that both have, under different codes."""
    OTHER_NAME = "other name"
    """A code that both have, under names that the other list has not: probably one area that was renamed."""
    MOVED_CODE = "moved code"
    """A code that both have, for two areas, one of which at least the other list has under another code."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One of them.

    ``statistics`` and ``civil``: the code in each list, None where it has none. Of a moved code, where the other list
    has the area: ``statistics_moved`` is the code of the statistics list's area in the civil-affairs list,
    ``civil_moved`` the reverse.
    """

    finding: Finding
    statistics: str | None = None
    civil: str | None = None
    statistics_moved: str | None = None
    civil_moved: str | None = None


def pairs(statistics: Mapping[str, str], civil: Mapping[str, str]) -> dict[str, str]:
    """Codes in the civil-affairs list by codes in the statistics list, for the areas that both have."""
    by_name = {(parent_code(code), name): code for code, name in civil.items()}
    found = ((code, by_name.get((parent_code(code), name))) for code, name in statistics.items())
    return {code: other for code, other in found if other is not None and len(other) == len(code)}


def disagreements(statistics: Mapping[str, str], civil: Mapping[str, str]) -> Iterator[Disagreement]:
    """All disagreements, by code; those about one area stand under its code in the statistics list, if it has one."""
    there = pairs(statistics, civil)
    back = {other: code for code, other in there.items()}
    for code in sorted(statistics.keys() | civil.keys()):
        differ = code in statistics and code in civil and statistics[code] != civil[code]
        renamed = differ and code not in there and code not in back
        if differ:
            finding = Finding.OTHER_NAME if renamed else Finding.MOVED_CODE
            yield Disagreement(finding, code, code, there.get(code), back.get(code))
        if code in there and there[code] != code:
            yield Disagreement(Finding.OTHER_CODE, code, there[code])
        if code in statistics and code not in there and not renamed:
            yield Disagreement(Finding.ONLY_NBS, code)
        if code in civil and code not in back and not renamed:
            yield Disagreement(Finding.ONLY_MCA, civil=code)

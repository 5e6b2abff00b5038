"""Postings of Guanghan outside the chain: secretaries, relief teams, finance officials, heads of points."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from graph_schema.changes import Change, Row
from loaders.synthetic.guanghan import figures, names
from loaders.synthetic.guanghan.party import Party
from loaders.synthetic.guanghan.reform import is_community
from loaders.synthetic.guanghan.units import Units
from loaders.synthetic.people import People
from loaders.synthetic.stream import Numbers, nodes

_COLUMNS = (
    "id", "role", "holder", "holderRef",
    "area", "organisation", "sentBy", "appointedBy", "validFrom", "validTo",
)  # fmt: skip
_FIRST_PERSON = 50_000
"""Numbers of persons begin here: the chain has fewer, so nobody here is anybody there."""


def stream(party: Party, units: Units, numbers: Numbers, people: People) -> Iterator[Change]:
    """All of them."""
    persons = itertools.count(_FIRST_PERSON)
    rows = itertools.chain(_secretaries(party), _relief(party), _finance(party, units), _heads(party, units))
    yield from nodes("Posting", _COLUMNS, (_row(numbers, people, next(persons), row) for row in rows))


def _row(numbers: Numbers, people: People, person: int, row: Row) -> Row:
    role, *rest = row
    holder = people.name(person), people.reference(person)
    return numbers.one("post", figures.REGION), role, *holder, *rest


def _secretaries(party: Party) -> Iterator[Row]:
    """Of the county, the townships and the villages."""
    territory, begin = party.territory, figures.COMMITTEES_BEGIN
    yield "SECRETARY", territory.county, party.county, None, None, begin, None
    for keys in (party.towns, party.villages):
        for code in sorted(keys):
            yield "SECRETARY", territory.after.keys[code], keys[code], None, party.county, begin, None


def _relief(party: Party) -> Iterator[Row]:
    """143 first secretaries and team members before 2018, sent by the departments to old villages."""
    villages = [code for code in party.villages_before if not is_community(code)]
    senders = itertools.cycle(party.departments.values())
    appointer = party.departments[names.ORGANISATION_DEPARTMENT]
    roles = ["FIRST_SECRETARY"] * figures.FIRST_SECRETARIES + ["TEAM_MEMBER"] * figures.TEAM_MEMBERS
    every = len(villages) // figures.FIRST_SECRETARIES
    for place, role in enumerate(roles):
        code = villages[place % figures.FIRST_SECRETARIES * every]
        area, organisation = party.territory.before.keys[code], party.villages_before[code]
        dates = figures.RELIEF_BEGINS, figures.RELIEF_ENDS
        yield role, area, organisation, next(senders), appointer, *dates


def _finance(party: Party, units: Units) -> Iterator[Row]:
    """Finance officials, sent by the banks to the townships."""
    towns = sorted(party.towns)
    for place in range(figures.FINANCE_OFFICIALS):
        town = towns[place % len(towns)]
        bank = units.banks[place % len(units.banks)]
        area, begin = party.territory.after.keys[town], figures.FINANCE_FOUNDED
        yield "FINANCE_OFFICIAL", area, party.towns[town], bank, party.county, begin, None


def _heads(party: Party, units: Units) -> Iterator[Row]:
    """Administrative heads of 292 of the 298 testing points."""
    for key, code in units.points[: figures.ADMINISTRATIVE_HEADS]:
        area, begin = party.territory.after.keys[code], figures.TESTING_BEGINS
        yield "ADMINISTRATIVE_HEAD", area, key, None, party.towns[code[:9]], begin, None

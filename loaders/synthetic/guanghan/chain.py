"""Guanghan's contact chain as changes: group heads, neighbour heads, households, contacts."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_schema.changes import Change, Row
from loaders.synthetic import draw
from loaders.synthetic.guanghan import figures
from loaders.synthetic.guanghan.territory import NewGroup, Territory
from loaders.synthetic.people import People
from loaders.synthetic.stream import Keys, Numbers, links, nodes

_POSTING = (
    "id", "role", "holder", "holderRef", "partyMember", "college", "delegate",
    "area", "exOfficio", "validFrom", "validTo",
)  # fmt: skip
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Head:
    """A neighbour head's place: ``person`` holds it; ``before``, if another, held it until the change."""

    group: NewGroup
    households: int
    person: int
    before: int | None
    leads: bool
    """Whether the head of the group holds it, by virtue of that office."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The plan: heads of the groups of both dates, then neighbour heads in the order of the new groups.

    A place that changed hands has two neighbour-head keys, the former holder's first: ``places`` says where
    they are.
    """

    territory: Territory
    people: People
    old_heads: Keys
    group_heads: Keys
    neighbour_heads: Keys
    households: Keys
    heads: Sequence[Head]
    places: Sequence[int]
    flags: tuple[draw.Permutation, draw.Permutation, draw.Permutation]
    profile: draw.Permutation

    def begins(self, village: str) -> datetime.date:
        """The day on which the neighbour heads of a village take up their posts."""
        return figures.CHAIN_BEGINS + draw.mix(0, village) % figures.CHAIN_DAYS * _DAY


def link_up(seed: int, territory: Territory, numbers: Numbers, people: People) -> Chain:
    """Plan the chain and give out its keys."""
    first_person = len(territory.old_groups) + len(territory.new_groups)
    heads = _plan_heads(territory, first_person)
    holders = [1 if head.before is None else 2 for head in heads]
    persons = first_person + sum(holders)
    return Chain(
        territory,
        people,
        numbers.block("post", figures.REGION, len(territory.old_groups)),
        numbers.block("post", figures.REGION, len(territory.new_groups)),
        numbers.block("post", figures.REGION, sum(holders)),
        numbers.block("hh", figures.REGION, figures.HOUSEHOLDS),
        heads,
        draw.running(holders),
        (
            draw.Permutation(persons, seed),
            draw.Permutation(persons, seed + 1),
            draw.Permutation(persons, seed + 2),
        ),
        draw.Permutation(figures.HOUSEHOLDS, seed),
    )


def _plan_heads(territory: Territory, first_person: int) -> list[Head]:
    """Persons are numbered: heads of old groups, heads of new groups, then neighbour heads as they come."""
    heads: list[Head] = []
    person = itertools.count(first_person)
    for place, group in enumerate(territory.new_groups):
        if place % figures.WITHOUT_HEADS_EVERY == figures.WITHOUT_HEADS_EVERY - 1:
            continue
        group_head = len(territory.old_groups) + place
        count = max(1, group.households // figures.AIM)
        for number, size in enumerate(draw.contact_sizes(group.households, count)):
            changes = number > 0 and len(heads) % figures.CHANGED_EVERY == 0
            before = next(person) if changes else None
            holder = next(person) if number else group_head
            heads.append(Head(group, size, holder, before, leads=number == 0))
    return heads


def stream(chain: Chain) -> Iterator[Change]:
    """Postings, then households, then their places before and after the reform, then contacts."""
    yield from nodes("Posting", _POSTING, _group_heads(chain))
    yield from nodes("Posting", _POSTING, _neighbour_heads(chain))
    yield from nodes("Household", ("id", "registerNumber", "size", "pointsFile", "validFrom"), _households(chain))
    yield from links("Household", "place", ("from", "to", "since", "until"), _places(chain))
    yield from links("Household", "neighbourHead", ("from", "to", "since", "until"), _contacts(chain))


def _person(chain: Chain, person: int) -> tuple[str, str, bool, bool, bool]:
    """Name, reference and the three flags of a person, in the order of the columns."""
    member, college, delegate = (flag[person] * 100 // flag.size for flag in chain.flags)
    return (
        chain.people.name(person),
        chain.people.reference(person),
        member < figures.MEMBERS_PERCENT,
        college < figures.COLLEGE_PERCENT,
        delegate < figures.DELEGATES_PERCENT,
    )


def _group_heads(chain: Chain) -> Iterator[Row]:
    begin, end = figures.GROUP_HEADS_BEGIN, figures.VILLAGE_REFORM
    persons = itertools.count()
    for key, old in zip(chain.old_heads, chain.territory.old_groups, strict=True):
        yield key, "GROUP_HEAD", *_person(chain, next(persons)), old.key, None, begin, end
    for key, new in zip(chain.group_heads, chain.territory.new_groups, strict=True):
        yield key, "GROUP_HEAD", *_person(chain, next(persons)), new.key, None, end, None


def _neighbour_heads(chain: Chain) -> Iterator[Row]:
    keys = iter(chain.neighbour_heads)
    first = len(chain.territory.old_groups)
    for head in chain.heads:
        area, begin = head.group.key, chain.begins(head.group.village)
        if head.before is not None:
            former = _person(chain, head.before)
            yield next(keys), "NEIGHBOUR_HEAD", *former, area, None, begin, figures.HEADS_CHANGE
            begin = figures.HEADS_CHANGE
        office = chain.group_heads[head.person - first] if head.leads else None
        yield next(keys), "NEIGHBOUR_HEAD", *_person(chain, head.person), area, office, begin, None


def _households(chain: Chain) -> Iterator[Row]:
    """Register numbers go on through the county, so that they stay apart when villages are merged."""
    without = figures.HOUSEHOLDS - figures.FILE_HOUSEHOLDS
    sizes = draw.household_sizes(figures.FILE_HOUSEHOLDS, figures.FILE_PEOPLE)
    sizes += draw.household_sizes(without, figures.PEOPLE - figures.FILE_PEOPLE)
    begin = figures.HOUSEHOLDS_BEGIN
    for place, key in enumerate(chain.households):
        profile = chain.profile[place]
        yield key, f"{place + 1:06d}", sizes[profile], profile < figures.FILE_HOUSEHOLDS, begin


def _places(chain: Chain) -> Iterator[Row]:
    """All old places, then all new ones, so that no household comes twice in one batch."""
    begin, reform = figures.HOUSEHOLDS_BEGIN, figures.VILLAGE_REFORM
    for old in chain.territory.old_groups:
        for place in range(old.first, old.first + old.households):
            yield chain.households[place], old.key, begin, reform
    for new in chain.territory.new_groups:
        for source in new.sources:
            for place in range(source.first, source.first + source.households):
                yield chain.households[place], new.key, reform, None


def _contacts(chain: Chain) -> Iterator[Row]:
    by_group = itertools.groupby(zip(chain.heads, chain.places, strict=True), key=lambda pair: pair[0].group)
    for group, pairs in by_group:
        households = itertools.chain.from_iterable(
            range(source.first, source.first + source.households) for source in group.sources
        )
        begin = chain.begins(group.village)
        for head, first in pairs:
            for place in itertools.islice(households, head.households):
                yield from _contact(chain, chain.households[place], head, first, begin)


def _contact(chain: Chain, household: str, head: Head, first: int, begin: datetime.date) -> Iterator[Row]:
    if head.before is None:
        yield household, chain.neighbour_heads[first], begin, None
    else:
        yield household, chain.neighbour_heads[first], begin, figures.HEADS_CHANGE
        yield household, chain.neighbour_heads[first + 1], figures.HEADS_CHANGE, None

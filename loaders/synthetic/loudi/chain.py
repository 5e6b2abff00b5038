"""The three-heads chain of Loudi as changes: heads of sections, groups and neighbours, and the households.

Persons are numbered through the whole region: section heads, group heads, neighbour heads. So a village's
people are the same at every scale; those of a copy are others.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_schema.changes import Change, Row
from loaders.synthetic import draw
from loaders.synthetic.loudi import defects, figures
from loaders.synthetic.loudi.areas import Tree, begins
from loaders.synthetic.loudi.villages import Village
from loaders.synthetic.people import People
from loaders.synthetic.stream import Keys, Numbers, nodes

_FLAGS = ("partyMember", "college", "delegate")
_HOLDER = ("id", "role", "holder", "holderRef")
_MEMBER = (*_HOLDER, "area", "organisation", "validFrom")
_SECTION_HEAD = (*_HOLDER, "area", "exOfficio", "validFrom")
_GROUP_HEAD = (*_HOLDER, "area", "validFrom")
_NEIGHBOUR_HEAD = (*_HOLDER, *_FLAGS, "area", "validFrom")
_HOUSEHOLD = ("id", "registerNumber", "size", "place", "neighbourHead", "validFrom")
_FIRST_GROUP_HEAD = figures.OVER_10_000_SECTIONS
_FIRST_NEIGHBOUR_HEAD = _FIRST_GROUP_HEAD + figures.OVER_38_000_GROUPS
_SIZES = (2, 3, 1, 4, 3, 2, 5, 3, 2, 4, 3, 1, 2, 6, 3, 4, 2, 3, 4)
"""Household sizes, dealt round and round; the mean is 3."""


@dataclass(frozen=True, slots=True)
class Lots:
    """Which neighbour heads are Party members, college graduates, delegates: exactly so many of all."""

    members: draw.Permutation
    college: draw.Permutation
    delegates: draw.Permutation

    def flags(self, head: int) -> tuple[bool, bool, bool]:
        """The three flags of a neighbour head, by its number in the whole region."""
        return (
            self.members[head] < figures.OVER_60_000_MEMBERS,
            self.college[head] < figures.OVER_20_000_COLLEGE,
            self.delegates[head] < figures.OVER_6_000_DELEGATES,
        )


@dataclass(frozen=True, slots=True)
class Chain:
    """The keys of the chain, numbered through the villages of the plan.

    ``party``: village organisations by code.
    """

    tree: Tree
    party: Mapping[str, str]
    people: People
    lots: Lots
    members: Keys
    section_heads: Keys
    group_heads: Keys
    heads: Keys
    households: Keys

    def section_persons(self, village: Village) -> range:
        """Numbers of the section heads of a village."""
        first = self.tree.plan.first_person + village.first_section
        return range(first, first + village.sections)


def link_up(seed: int, tree: Tree, party: Mapping[str, str], numbers: Numbers, people: People) -> Chain:
    """Give out the keys of the chain, in the order in which ``stream`` writes them."""
    villages = tree.plan.villages
    sections = sum(village.sections for village in villages)
    total = figures.OVER_110_000_HEADS
    members, college, delegates = (draw.Permutation(total, seed + place) for place in range(len(_FLAGS)))
    return Chain(
        tree,
        party,
        people,
        Lots(members, college, delegates),
        numbers.block("post", figures.BIRTH, sections),
        numbers.block("post", figures.BIRTH, sections),
        numbers.block("post", figures.BIRTH, sum(village.groups for village in villages)),
        numbers.block("post", figures.BIRTH, sum(village.heads for village in villages)),
        numbers.block("hh", figures.BIRTH, tree.plan.households),
    )


def stream(chain: Chain) -> Iterator[Change]:
    """Committee members, section heads by virtue of that office, group heads, neighbour heads, households."""
    yield from nodes("Posting", _MEMBER, _committee_members(chain))
    yield from nodes("Posting", _SECTION_HEAD, _section_heads(chain))
    yield from nodes("Posting", _GROUP_HEAD, _group_heads(chain))
    yield from nodes("Posting", _NEIGHBOUR_HEAD, _neighbour_heads(chain))
    yield from nodes("Household", _HOUSEHOLD, _households(chain))


def _committee_members(chain: Chain) -> Iterator[Row]:
    """A section head is a member of the village's two committees."""
    people, keys = chain.people, iter(chain.members)
    for village in chain.tree.plan.villages:
        area, organisation, begin = chain.tree.keys[village.code], chain.party[village.code], begins(village)
        for person in chain.section_persons(village):
            holder = people.name(person), people.reference(person)
            yield next(keys), "COMMITTEE_MEMBER", *holder, area, organisation, begin


def _section_heads(chain: Chain) -> Iterator[Row]:
    people = chain.people
    keys = zip(chain.section_heads, chain.tree.sections, chain.members, strict=True)
    for village in chain.tree.plan.villages:
        begin = begins(village)
        for person in chain.section_persons(village):
            key, area, office = next(keys)
            yield key, "SECTION_HEAD", people.name(person), people.reference(person), area, office, begin


def _group_heads(chain: Chain) -> Iterator[Row]:
    people = chain.people
    keys = zip(chain.group_heads, chain.tree.groups, strict=True)
    for village in chain.tree.plan.villages:
        begin, first = begins(village), chain.tree.plan.first_person + _FIRST_GROUP_HEAD + village.first_group
        for person in range(first, first + village.groups):
            key, area = next(keys)
            yield key, "GROUP_HEAD", people.name(person), people.reference(person), area, begin


def _neighbour_heads(chain: Chain) -> Iterator[Row]:
    people, lots = chain.people, chain.lots
    first = chain.tree.plan.first_person + _FIRST_NEIGHBOUR_HEAD
    keys, groups = iter(chain.heads), iter(chain.tree.groups)
    for village in chain.tree.plan.villages:
        begin, heads = begins(village), itertools.count(village.first_head)
        for count in village.heads_by_group():
            area = next(groups)
            for head in itertools.islice(heads, count):
                person = first + head
                holder = people.name(person), people.reference(person)
                yield next(keys), "NEIGHBOUR_HEAD", *holder, *lots.flags(head), area, begin


def _households(chain: Chain) -> Iterator[Row]:
    """A household's row carries its place and its contact: both begin with it."""
    keys, heads, groups = iter(chain.households), iter(chain.heads), iter(chain.tree.groups)
    sizes = itertools.cycle(_SIZES)
    amiss = chain.tree.plan.defects
    for village in chain.tree.plan.villages:
        begin = begins(village)
        counts, lonely = defects.contacts(village, amiss.get(village.code, defects.NONE))
        numbered, serials = iter(enumerate(counts)), itertools.count(1)
        for head_count in village.heads_by_group():
            group = next(groups)
            for place, count in itertools.islice(numbered, head_count):
                head = next(heads)
                alone = place in lonely
                for serial in itertools.islice(serials, count - alone):
                    yield next(keys), f"{serial:05d}", next(sizes), group, head, begin
                if alone:
                    yield next(keys), f"{next(serials):05d}", next(sizes), group, None, begin

"""Loudi 娄底市 (4313): the three-heads chain, at full size, as whole townships of it, or with copies of them.

Modules in the order in which ``stream`` runs them: ``figures`` (published and chosen numbers), ``villages``
(counts by village), ``plan`` (what is taken), ``copies`` (townships under DEMO codes), ``defects`` (known numbers
of what is wrong), ``areas`` (the tree), ``party`` (organisations), ``chain`` (heads and households), ``rest``
(lecturers, model units, facts, signs of Party households).
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.changes import Change
from loaders.synthetic.loudi import areas, chain, party, rest
from loaders.synthetic.loudi.plan import plans
from loaders.synthetic.people import People
from loaders.synthetic.stream import Numbers


def stream(seed: int, scale: float, *, flawed: bool = False) -> Iterator[Change]:
    """All changes, each after what it refers to; the region itself first, so that a larger scale begins like 1.

    One plan at a time is held besides the region's own keys, however many copies there are.
    """
    numbers = Numbers()
    people = People(seed)
    planned = plans(seed, scale, flawed=flawed)
    region = areas.grow(next(planned), numbers)
    organisations = party.keys_of(region, numbers)
    yield from areas.stream(region)
    yield from party.stream(region, organisations)
    yield from chain.stream(chain.link_up(seed, region, organisations, numbers, people))
    yield from rest.stream(seed, region, organisations, numbers, people)
    for plan in planned:
        tree = areas.grow(plan, numbers, region)
        copied = party.keys_of(tree, numbers, organisations)
        yield from areas.stream(tree)
        yield from party.stream(tree, copied)
        yield from chain.stream(chain.link_up(seed, tree, copied, numbers, people))

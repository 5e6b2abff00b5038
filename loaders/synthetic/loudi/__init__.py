"""Loudi 娄底市 (4313): the three-heads chain, at full size or as whole townships of it.

Modules in the order in which ``stream`` runs them: ``figures`` (published and chosen numbers), ``plan``
(counts by village), ``areas`` (the tree), ``party`` (organisations), ``chain`` (heads and households),
``rest`` (lecturers, model units, facts).
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.changes import Change
from loaders.synthetic.loudi import areas, chain, party, rest
from loaders.synthetic.loudi.plan import plan
from loaders.synthetic.people import People
from loaders.synthetic.stream import Numbers


def stream(seed: int, scale: float) -> Iterator[Change]:
    """All changes, each after what it refers to."""
    numbers = Numbers()
    people = People(seed)
    tree = areas.grow(plan(seed, scale), numbers)
    organisations = party.keys_of(tree, numbers)
    yield from areas.stream(tree)
    yield from party.stream(tree, organisations)
    yield from chain.stream(chain.link_up(seed, tree, organisations, numbers, people))
    yield from rest.stream(tree, organisations, numbers, people)

"""Guanghan 广汉市 (510681): both sides of the merger reform, contact chain, Party organisations, alliance.

Always at full size, since its published figures hold for the whole county. Modules in the order in which
``stream`` runs them: ``figures`` (published and chosen numbers), ``reform`` (which area became which),
``territory`` (the tree, planned), ``areas`` (the tree, written), ``names``, ``party``, ``units``
(organisations), ``chain`` (heads and households), ``postings``, ``alliances``, ``facts``.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.changes import Change
from loaders.synthetic.guanghan import alliances, areas, chain, facts, figures, party, postings, units
from loaders.synthetic.guanghan.territory import survey
from loaders.synthetic.people import People
from loaders.synthetic.register import Register
from loaders.synthetic.stream import Numbers


def stream(seed: int) -> Iterator[Change]:
    """All changes, each after what it refers to."""
    numbers = Numbers()
    people = People(seed)
    territory = survey(seed, numbers)
    yield from areas.stream(territory)
    organisations = party.Party(territory, Register(numbers, figures.REGION))
    yield from party.stream(organisations)
    others = units.Units()
    yield from units.stream(organisations, others)
    yield from chain.stream(chain.link_up(seed, territory, numbers, people))
    yield from postings.stream(organisations, others, numbers, people)
    yield from alliances.stream(organisations, others, numbers)
    yield from facts.stream(territory, numbers)

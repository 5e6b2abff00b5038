"""Loudi with defects: exactly as many as declared, in some townships and not in others, and all else as without."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from graph_schema.changes import Change, UpsertNodes
from loaders.synthetic import DEFAULT_SEED, PRESETS, generate
from loaders.synthetic.draw import CONTACT_MAX, CONTACT_MIN
from loaders.synthetic.loudi import defects
from loaders.synthetic.loudi.defects import Defects
from loaders.synthetic.loudi.plan import plans, shares
from tests.unit.loaders.synthetic_replay import Replay

TODAY = datetime.date(2026, 11, 24)


@dataclass
class Found:
    """What a stream has, counted from its rows; defects by the village that they are in."""

    heads: int = 0
    households: int = 0
    contacts: collections.Counter[object] = field(default_factory=collections.Counter)
    uncovered: collections.Counter[object] = field(default_factory=collections.Counter)
    too_few: collections.Counter[object] = field(default_factory=collections.Counter)
    too_many: collections.Counter[object] = field(default_factory=collections.Counter)
    townships: list[object] = field(default_factory=list)
    above: dict[object, object] = field(default_factory=dict)

    @property
    def all(self) -> Defects:
        return Defects(self.uncovered.total(), self.too_few.total(), self.too_many.total())

    def by_township(self) -> dict[object, int]:
        counts: dict[object, int] = dict.fromkeys(self.townships, 0)
        for sort in (self.uncovered, self.too_few, self.too_many):
            for village, count in sort.items():
                counts[self.above[village]] += count
        return counts


def count(changes: Iterable[Change]) -> Found:
    found = Found()
    villages: dict[object, object] = {}
    places: dict[object, object] = {}
    for change in changes:
        if not isinstance(change, UpsertNodes):
            continue
        column = {name: place for place, name in enumerate(change.columns)}
        for row in change.rows:
            key = row[column["id"]]
            if change.kind == "Area":
                level, parent = row[column["level"]], row[column["parent"]]
                found.above[key] = parent
                if level == "TOWNSHIP":
                    found.townships.append(key)
                elif level in {"SECTION", "GROUP"}:
                    villages[key] = villages.get(parent, parent)
            elif change.kind == "Posting" and row[column["role"]] == "NEIGHBOUR_HEAD":
                found.heads += 1
                places[key] = villages[row[column["area"]]]
                found.contacts[key] = 0
            elif change.kind == "Household":
                found.households += 1
                head = row[column["neighbourHead"]]
                if head is None:
                    found.uncovered[villages[row[column["place"]]]] += 1
                else:
                    found.contacts[head] += 1
    for head, contacts in found.contacts.items():
        if contacts < CONTACT_MIN:
            assert contacts == 4
            found.too_few[places[head]] += 1
        elif contacts > CONTACT_MAX:
            assert contacts == 16
            found.too_many[places[head]] += 1
    return found


def test_the_preset_is_asked_for_by_name() -> None:
    assert PRESETS["loudi-defects"].owned == PRESETS["loudi"].owned
    assert not PRESETS["loudi-defects"].demo


@pytest.mark.parametrize(
    ("scale", "seed"), [(1e-9, DEFAULT_SEED), (0.02, DEFAULT_SEED), (0.05, 1), (0.1, 2), (0.1, DEFAULT_SEED)]
)
def test_there_are_as_many_as_declared(scale: float, seed: int) -> None:
    found = count(generate("loudi-defects", scale=scale, seed=seed))
    assert found.all == defects.at(scale)


def test_there_are_as_many_as_declared_at_full_size() -> None:
    found = count(generate("loudi-defects"))
    assert found.all == defects.WHOLE
    assert (found.heads, found.households) == (110_480, 1_341_200)
    amiss = [number for number in found.by_township().values() if number]
    assert 40 <= len(amiss) < len(found.townships) == 89


@pytest.mark.parametrize("seed", range(20))
def test_any_seed_gives_them_in_copies_too(seed: int) -> None:
    scale = 2.03
    sown = [plan.defects for plan in plans(seed, scale, flawed=True)]
    assert all(sown)
    together = [each for plan in sown for each in plan.values()]
    assert defects.total(shares(scale)) == Defects(
        sum(each.uncovered for each in together),
        sum(each.too_few for each in together),
        sum(each.too_many for each in together),
    )
    for plan in plans(seed, scale, flawed=True):
        for village in plan.villages:
            if village.code in plan.defects:
                amiss = plan.defects[village.code]
                sizes, lonely = defects.contacts(village, amiss)
                assert sum(sizes) == village.households
                assert len(lonely) == amiss.uncovered
                left = [size - (head in lonely) for head, size in enumerate(sizes)]
                assert sum(size < CONTACT_MIN for size in left) == left.count(4) == amiss.too_few
                assert sum(size > CONTACT_MAX for size in left) == left.count(16) == amiss.too_many


def test_several_townships_have_some_and_others_none() -> None:
    found = count(generate("loudi-defects", scale=0.1))
    counts = list(found.by_township().values())
    assert len([number for number in counts if number]) >= 3
    assert counts.count(0) >= 3


def test_another_seed_draws_other_places() -> None:
    villages = [set(count(generate("loudi-defects", scale=0.1, seed=seed)).uncovered) for seed in (1, 2)]
    assert villages[0] != villages[1]


def test_villages_have_one_sort_without_the_other() -> None:
    found = count(generate("loudi-defects", scale=0.1))
    outside = set(found.too_few) | set(found.too_many)
    assert set(found.uncovered) - outside
    assert outside - set(found.uncovered)
    assert outside & set(found.uncovered)


def test_all_else_is_as_without() -> None:
    sound, flawed = (Replay.of(generate(name, scale=0.02)) for name in ("loudi", "loudi-defects"))
    assert sound.nodes.keys() == flawed.nodes.keys()
    differing = {key for key in sound.nodes if sound.nodes[key] != flawed.nodes[key]}
    # A household that moved to the next head's group: its number in the register is that of its place in the row.
    assert {sound.nodes[key]["kind"] for key in differing} <= {"Household"}
    assert not list(flawed.overlaps())
    assert not list(flawed.premature())
    assert not flawed.repeated()
    assert set(flawed.to_one("Household", "place", TODAY)) == set(flawed.of_kind("Household", TODAY))


def test_too_many_for_a_village_are_refused() -> None:
    (plan,) = plans(DEFAULT_SEED, 1e-9)
    with pytest.raises(ValueError, match="too many to stand out"):
        defects.sow(plan.villages, DEFAULT_SEED, defects.WHOLE)

"""Exact counts: shares, lots, contacts and sizes."""

from __future__ import annotations

import pytest

from loaders.synthetic import draw
from loaders.synthetic.people import People
from loaders.synthetic.stream import Keys, Numbers


def test_shares_add_up() -> None:
    weights = [draw.weight(1, str(place)) for place in range(97)]
    assert set(weights) <= set(range(60, 141))
    for total in (0, 1, 96, 97, 10_007):
        shares = draw.apportion(total, weights)
        assert sum(shares) == total
        exact = [total * each / sum(weights) for each in weights]
        assert all(abs(share - right) < 1 for share, right in zip(shares, exact, strict=True))


@pytest.mark.parametrize("size", [1, 2, 3, 89, 110_480, 206_500])
def test_a_permutation_meets_every_number_once(size: int) -> None:
    order = draw.Permutation(size, 5)
    assert sorted(order[index] for index in range(size)) == list(range(size))


@pytest.mark.parametrize("heads", [1, 3, 4, 50])
def test_contacts_stay_within_the_rule(heads: int) -> None:
    for households in range(5 * heads, 15 * heads + 1):
        sizes = draw.contact_sizes(households, heads)
        assert len(sizes) == heads
        assert sum(sizes) == households
        assert 5 <= min(sizes) <= max(sizes) <= 15


def test_contacts_that_cannot_be() -> None:
    assert draw.contact_sizes(0, 0) == []
    for households, heads in ((4, 1), (16, 1), (1, 0)):
        with pytest.raises(ValueError, match="5 to 15"):
            draw.contact_sizes(households, heads)


@pytest.mark.parametrize(("households", "people"), [(149_000, 447_800), (57_500, 173_200), (100, 290)])
def test_sizes_add_up(households: int, people: int) -> None:
    sizes = draw.household_sizes(households, people)
    assert (len(sizes), sum(sizes)) == (households, people)
    assert set(sizes) == set(range(1, 8))


def test_sizes_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="about three"):
        draw.household_sizes(100, 600)


def test_persons_are_apart() -> None:
    people = People(3)
    assert len({people.name(person) for person in range(20_000)}) == 20_000
    assert len({people.reference(person) for person in range(50_000)}) == 50_000
    assert People(4).name(0) != people.name(0)


def test_blocks_of_keys_follow_each_other() -> None:
    numbers = Numbers()
    assert numbers.one("area", "510681") == "area:510681:00000001"
    block = numbers.block("area", "510681", 3)
    assert list(block) == block[0:3] == [f"area:510681:0000000{number}" for number in (2, 3, 4)]
    assert numbers.one("org", "510681") == "org:510681:00000001"
    with pytest.raises(IndexError):
        Keys("hh", "510681", 1, 2)[2]

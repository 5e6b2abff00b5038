"""Loudi: published counts at full size, whole townships below it, and a stream that any store can take."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Iterable

import pytest

from graph_schema.changes import Change, UpsertLinks, UpsertNodes
from loaders.divisions import read_extract
from loaders.synthetic import DEFAULT_SEED, PRESETS, generate
from loaders.synthetic.loudi import figures, rest
from loaders.synthetic.loudi.plan import Plan, plans
from loaders.synthetic.loudi.villages import Village
from tests.unit.loaders.synthetic_replay import Replay, digest

TODAY = datetime.date(2026, 11, 24)
FLAGS = ("partyMember", "college", "delegate")


@pytest.fixture(scope="module")
def small() -> Replay:
    return Replay.of(generate("loudi", scale=0.05))


def plan(seed: int, scale: float) -> Plan:
    (only,) = plans(seed, scale)
    return only


@pytest.fixture(scope="module")
def villages() -> list[Village]:
    return list(plan(DEFAULT_SEED, 1.0).villages)


def test_the_preset_says_who_owns_it() -> None:
    assert PRESETS["loudi"].owned == ("4313",)
    assert PRESETS["loudi"].scales


def test_the_plan_adds_up(villages: list[Village]) -> None:
    assert len(villages) == 2_105
    assert sum(village.sections for village in villages) == figures.OVER_10_000_SECTIONS
    assert sum(village.groups for village in villages) == figures.OVER_38_000_GROUPS
    assert sum(village.heads for village in villages) == figures.OVER_110_000_HEADS
    assert sum(village.households for village in villages) == figures.OVER_1_340_000_HOUSEHOLDS


@pytest.mark.parametrize(
    ("chosen", "published"),
    [
        (figures.OVER_10_000_SECTIONS, 10_000),
        (figures.OVER_38_000_GROUPS, 38_000),
        (figures.OVER_110_000_HEADS, 110_000),
        (figures.OVER_60_000_MEMBERS, 60_000),
        (figures.OVER_20_000_COLLEGE, 20_000),
        (figures.OVER_6_000_DELEGATES, 6_000),
        (figures.OVER_1_340_000_HOUSEHOLDS, 1_340_000),
    ],
)
def test_over_is_just_above(chosen: int, published: int) -> None:
    assert published < chosen <= published * 103 // 100


@pytest.mark.parametrize("seed", [DEFAULT_SEED, 1, 2])
def test_every_village_has_its_chain(seed: int) -> None:
    for village in plan(seed, 1.0).villages:
        sections, heads = village.groups_by_section(), village.heads_by_group()
        households = village.households_by_head()
        assert min(sections) >= 1
        assert min(heads) >= 1
        assert 5 <= min(households) <= max(households) <= 15
        assert (sum(sections), sum(heads), sum(households)) == (
            village.groups,
            village.heads,
            village.households,
        )


def test_households_of_a_head_vary(villages: list[Village]) -> None:
    sizes = collections.Counter(size for village in villages for size in village.households_by_head())
    assert len(sizes) >= 7
    assert min(sizes) <= 6
    assert max(sizes) >= 14


def test_two_villages_are_left_out(villages: list[Village]) -> None:
    listed = {d.code for d in read_extract() if d.authority == "NBS" and d.code.startswith("4313")}
    missing = {code for code in listed if len(code) == 12} - {village.code for village in villages}
    assert missing == {"431322500204", "431322501201"}


@pytest.mark.parametrize("scale", [0.01, 0.05, 0.1, 0.25, 0.5, 0.9])
def test_a_scale_takes_whole_townships(scale: float, villages: list[Village]) -> None:
    part = plan(DEFAULT_SEED, scale)
    share = part.households / figures.OVER_1_340_000_HOUSEHOLDS
    assert scale - 0.004 <= share <= scale
    whole = [village for village in villages if village.code[:9] in part.townships]
    assert list(part.villages) == whole


def test_the_smallest_scale_is_a_township() -> None:
    assert len(plan(DEFAULT_SEED, 1e-9).townships) == 1


def test_a_tenth_is_spread() -> None:
    townships = plan(DEFAULT_SEED, 0.1).townships
    assert len({code[:6] for code in townships}) == 5


def rows(changes: Iterable[Change], kind: str) -> Iterable[dict[str, object]]:
    for change in changes:
        if isinstance(change, UpsertNodes) and change.kind == kind:
            for row in change.rows:
                yield dict(zip(change.columns, row, strict=True))


def test_the_full_stream() -> None:
    """Every published count, counted from the stream itself."""
    levels: collections.Counter[object] = collections.Counter()
    roles: collections.Counter[object] = collections.Counter()
    flags: collections.Counter[str] = collections.Counter()
    contacts: collections.Counter[object] = collections.Counter()
    models: collections.Counter[object] = collections.Counter()
    facts: collections.Counter[object] = collections.Counter()
    heads: dict[object, object] = {}
    last = ""
    for change in generate("loudi"):
        assert 0 < len(change.rows) <= 20_000
        for row in rows([change], "Area"):
            levels[row["level"]] += 1
        for row in rows([change], "Posting"):
            roles[row["role"]] += 1
            if row["role"] == "NEIGHBOUR_HEAD":
                heads[row["id"]] = row["area"]
                flags.update(name for name in FLAGS if row[name])
        for row in rows([change], "Fact"):
            facts[row["indicator"]] += 1
        if isinstance(change, UpsertLinks) and (change.kind, change.link) == ("AreaSet", "members"):
            models.update(row[change.columns.index("from")] for row in change.rows)
        if isinstance(change, UpsertNodes) and change.kind == "Household":
            place, head = change.columns.index("place"), change.columns.index("neighbourHead")
            for cells in change.rows:
                contacts[cells[head]] += 1
                assert heads[cells[head]] == cells[place]
                assert str(cells[0]) > last
                last = str(cells[0])
    assert (levels["VILLAGE"], levels["TOWNSHIP"], levels["COUNTY"]) == (2_105, 89, 5)
    assert (levels["SECTION"], levels["GROUP"]) == (10_120, 38_240)
    assert roles["SECTION_HEAD"] == roles["COMMITTEE_MEMBER"] == 10_120
    assert (roles["GROUP_HEAD"], roles["NEIGHBOUR_HEAD"], roles["LECTURER"]) == (38_240, 110_480, 76)
    assert flags == {"partyMember": 60_360, "college": 20_180, "delegate": 6_120}
    assert contacts.total() == 1_341_200
    assert set(contacts) == set(heads)
    assert 5 <= min(contacts.values()) <= max(contacts.values()) <= 15
    assert sorted(models.values()) == [16, 47]
    assert facts.pop(rest.SIGNS) == 2_105
    assert facts == {figure.indicator: 1 for figure in rest.FIGURES}


def test_signs_of_party_households_are_fewer_than_households_and_say_that_they_are_invented(small: Replay) -> None:
    signs = small.of_kind("Fact", TODAY, indicator=rest.SIGNS)
    areas = small.to_one("Fact", "area", TODAY)
    assert sorted(areas[sign] for sign in signs) == sorted(small.of_kind("Area", TODAY, level="VILLAGE"))
    assert {small.nodes[sign]["source"] for sign in signs} == {rest.INVENTED}
    values = [int(str(small.nodes[sign]["value"]).partition(".")[0]) for sign in signs]
    assert 0 < sum(values) < len(small.of_kind("Household", TODAY))


def test_regions_come_first(small: Replay) -> None:
    assert list(small.nodes)[:3] == ["area:430000:00000001", "area:431300:00000001", "area:431302:00000001"]
    assert small.nodes["area:431382:00000001"]["name"] == "涟源市"


def test_every_household_has_a_place_and_a_head(small: Replay) -> None:
    households = small.of_kind("Household", TODAY)
    places = small.to_one("Household", "place", TODAY)
    contacts = small.to_one("Household", "neighbourHead", TODAY)
    assert set(households) == set(places) == set(contacts)
    areas = small.to_one("Posting", "area", TODAY)
    assert all(places[household] == areas[head] for household, head in contacts.items())
    assert {small.nodes[place]["level"] for place in places.values()} == {"GROUP"}


def test_register_numbers_are_those_of_the_village(small: Replay) -> None:
    parents = small.to_one("Area", "parent", TODAY)
    places = small.to_one("Household", "place", TODAY)
    found = {(parents[parents[place]], small.nodes[household]["registerNumber"]) for household, place in places.items()}
    assert len(found) == len(places)


def test_the_tree_has_no_gaps(small: Replay) -> None:
    above = {"PREFECTURE": "PROVINCE", "COUNTY": "PREFECTURE", "TOWNSHIP": "COUNTY", "VILLAGE": "TOWNSHIP",
             "SECTION": "VILLAGE", "GROUP": "SECTION"}  # fmt: skip
    parents = small.to_one("Area", "parent", TODAY)
    for key in small.of_kind("Area", TODAY):
        level = small.nodes[key]["level"]
        assert (level == "PROVINCE") == (key not in parents)
        if key in parents:
            assert small.nodes[parents[key]]["level"] == above[str(level)]


def test_section_heads_hold_their_post_by_another(small: Replay) -> None:
    offices = small.to_one("Posting", "exOfficio", TODAY)
    heads = small.of_kind("Posting", TODAY, role="SECTION_HEAD")
    assert set(offices) == set(heads)
    for head, office in offices.items():
        assert small.nodes[office]["role"] == "COMMITTEE_MEMBER"
        assert small.nodes[office]["holderRef"] == small.nodes[head]["holderRef"]
    areas = small.to_one("Posting", "area", TODAY)
    parents = small.to_one("Area", "parent", TODAY)
    assert all(parents[areas[head]] == areas[office] for head, office in offices.items())


def test_codes_are_those_of_both_lists() -> None:
    whole = Replay()
    for change in generate("loudi"):
        if change.kind != "Area":
            break
        whole.apply(change)
    used = collections.Counter((part["authority"], part["vintage"], part["code"]) for part in whole.parts["codes"])
    listed = {
        (division.authority, division.vintage, division.code): division.name
        for division in read_extract()
        if division.code == "43" or division.code.startswith("4313")
    }
    assert set(used.values()) == {1}
    assert set(listed) - set(used) == {
        ("NBS", "2023-06", "431322500204"), ("NBS", "2023-06", "431322501201"),
    }  # fmt: skip
    for part in whole.parts["codes"]:
        code = (str(part["authority"]), str(part["vintage"]), str(part["code"]))
        assert whole.nodes[str(part["of"])]["name"] == listed[code]


def test_dates_and_keys_hold_together(small: Replay) -> None:
    assert not list(small.overlaps())
    assert not list(small.premature())
    assert not list(small.dead_ends())
    assert not small.repeated()
    assert not small.strangers()


def test_equal_seeds_give_equal_streams() -> None:
    first = digest(generate("loudi", scale=0.02))
    assert digest(generate("loudi", scale=0.02)) == first
    assert digest(generate("loudi", scale=0.02, seed=7)) != first

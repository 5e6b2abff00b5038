"""Guanghan: published counts, both dates, and a stream that any store can take."""

from __future__ import annotations

import collections
import datetime

import pytest

from graph_schema import uscc
from loaders.divisions import read_extract
from loaders.synthetic import LARGEST_SCALE, PRESETS, UnknownPresetError, generate
from loaders.synthetic.guanghan import figures
from tests.unit.loaders.synthetic_replay import Replay, digest

BEFORE = datetime.date(2019, 6, 30)
BETWEEN = datetime.date(2020, 2, 1)
AFTER = datetime.date(2021, 6, 30)
TODAY = datetime.date(2026, 11, 24)
PARTY_FORMS = ("PARTY_COMMITTEE", "JOINT_COMMITTEE", "GENERAL_BRANCH", "BRANCH", "FUNCTIONAL_BRANCH")
ORGANISATION = "Organisation"


@pytest.fixture(scope="module")
def guanghan() -> Replay:
    return Replay.of(generate("guanghan"))


def own(replay: Replay, kind: str, day: datetime.date, **values: object) -> list[str]:
    """Keys of the nodes that Guanghan's hub owns."""
    return [key for key in replay.of_kind(kind, day, **values) if ":510681:" in key]


def levels(replay: Replay, day: datetime.date) -> collections.Counter[object]:
    return collections.Counter(replay.nodes[key]["level"] for key in own(replay, "Area", day))


def name_on(replay: Replay, key: str, day: datetime.date) -> str:
    for former, name, value, until in replay.former:
        if former == key and name == "name" and day < until:
            return str(value)
    return str(replay.nodes[key]["name"])


def villages(replay: Replay, day: datetime.date) -> collections.Counter[str]:
    """Villages, communities, and the two campuses that are neither."""
    names = (name_on(replay, key, day) for key in own(replay, "Area", day, level="VILLAGE"))
    return collections.Counter(
        "village" if "村民委员会" in name else "community" if "居" in name else "campus" for name in names
    )


def test_the_preset_says_who_owns_it() -> None:
    assert PRESETS["guanghan"].owned == ("510681",)
    assert not PRESETS["guanghan"].scales
    with pytest.raises(UnknownPresetError, match="guanghan, loudi"):
        generate("nowhere")
    for scale in (0, -1, LARGEST_SCALE + 1):
        with pytest.raises(ValueError, match="scale"):
            generate("guanghan", scale=scale)


def test_regions_come_first(guanghan: Replay) -> None:
    keys = list(guanghan.nodes)[:3]
    assert keys == ["area:510000:00000001", "area:510600:00000001", "area:510681:00000001"]
    assert guanghan.nodes["org:510681:00000001"]["name"] == "中共广汉市委员会"


@pytest.mark.parametrize(
    ("day", "townships", "counted", "groups"),
    [
        (BEFORE, 18, {"village": 182, "community": 39, "campus": 2}, 3_086),
        (BETWEEN, 12, {"village": 182, "community": 39, "campus": 2}, 3_086),
        (AFTER, 12, {"village": 62, "community": 59, "campus": 2}, 1_463),
        (TODAY, 12, {"village": 62, "community": 59, "campus": 2}, 1_463),
    ],
)
def test_areas_of_every_date(
    guanghan: Replay, day: datetime.date, townships: int, counted: dict[str, int], groups: int
) -> None:
    found = levels(guanghan, day)
    assert (found["COUNTY"], found["TOWNSHIP"], found["GROUP"]) == (1, townships, groups)
    assert villages(guanghan, day) == counted
    parents = guanghan.to_one("Area", "parent", day)
    assert all(key in parents for key in own(guanghan, "Area", day))


def test_every_area_that_ends_is_succeeded(guanghan: Replay) -> None:
    areas = [key for key, node in guanghan.nodes.items() if node["kind"] == "Area"]
    ended = {key for key in areas if guanghan.nodes[key]["validTo"] is not None}
    begun = {
        key
        for key in areas
        if key not in ended and guanghan.nodes[key]["validFrom"] in (figures.TOWNSHIP_REFORM, figures.VILLAGE_REFORM)
    }
    successions = guanghan.links["Area", "successors"]
    assert {row.source for row in successions} == ended
    assert begun <= {row.target for row in successions}
    counted = collections.Counter(guanghan.nodes[key]["level"] for key in ended)
    assert counted == {"TOWNSHIP": 10, "VILLAGE": 159, "GROUP": 3_086}
    assert all(guanghan.nodes[row.source]["level"] == guanghan.nodes[row.target]["level"] for row in successions)
    assert max(collections.Counter(row.source for row in successions).values()) > 1


def test_what_survives_stays_the_same_node(guanghan: Replay) -> None:
    kept = {key for key in own(guanghan, "Area", BEFORE) if guanghan.on(key, AFTER)}
    assert collections.Counter(guanghan.nodes[key]["level"] for key in kept) == {
        "COUNTY": 1, "TOWNSHIP": 8, "VILLAGE": 64,
    }  # fmt: skip
    renamed = [key for key, name, _, _ in guanghan.former if name == "name" and key in kept]
    assert len(renamed) == 6
    old, new = guanghan.to_one("Area", "parent", BEFORE), guanghan.to_one("Area", "parent", AFTER)
    assert any(old[key] != new[key] for key in kept if key in old)


def test_codes_are_those_of_the_extract(guanghan: Replay) -> None:
    listed = collections.Counter(
        (division.authority, division.vintage, division.code)
        for division in read_extract()
        if division.code in ("51", "5106") or division.code.startswith("510681")
    )
    used = collections.Counter((part["authority"], part["vintage"], part["code"]) for part in guanghan.parts["codes"])
    assert used == {key: 1 for key in listed if key[1] != "2025-12" or len(key[2]) <= 9}
    names = {(d.authority, d.vintage, d.code): d.name for d in read_extract()}
    for part in guanghan.parts["codes"]:
        day = part["since"]
        assert isinstance(day, datetime.date)
        name = name_on(guanghan, str(part["of"]), day)
        assert name == names[str(part["authority"]), str(part["vintage"]), str(part["code"])]


def test_households_and_people(guanghan: Replay) -> None:
    households = [node for node in guanghan.nodes.values() if node["kind"] == "Household"]
    with_file = [node for node in households if node["pointsFile"]]
    assert len(households) == 206_500
    assert sum(int(str(node["size"])) for node in households) == 621_000
    assert len(with_file) == 149_000
    assert sum(int(str(node["size"])) for node in with_file) == 447_800
    assert len({node["registerNumber"] for node in households}) == len(households)
    assert {node["size"] for node in households} == {1, 2, 3, 4, 5, 6, 7}


@pytest.mark.parametrize("day", [BEFORE, AFTER, TODAY])
def test_every_household_is_in_a_group_of_the_day(guanghan: Replay, day: datetime.date) -> None:
    places = guanghan.to_one("Household", "place", day)
    assert len(places) == 206_500
    assert set(places.values()) == set(own(guanghan, "Area", day, level="GROUP"))


def test_households_follow_their_group(guanghan: Replay) -> None:
    became = {row.source: row.target for row in guanghan.links["Area", "successors"]}
    before = guanghan.to_one("Household", "place", BEFORE)
    after = guanghan.to_one("Household", "place", AFTER)
    assert all(after[household] == became[group] for household, group in before.items())


@pytest.mark.parametrize("day", [AFTER, TODAY])
def test_heads_have_five_to_fifteen_households(guanghan: Replay, day: datetime.date) -> None:
    contacts = guanghan.to_one("Household", "neighbourHead", day)
    sizes = collections.Counter(contacts.values())
    assert set(sizes) == set(own(guanghan, "Posting", day, role="NEIGHBOUR_HEAD"))
    assert set(sizes.values()) == set(range(5, 16)) & set(sizes.values())
    assert min(sizes.values()) <= 6
    assert max(sizes.values()) >= 13
    places = guanghan.to_one("Household", "place", day)
    areas = guanghan.to_one("Posting", "area", day)
    assert all(places[household] == areas[head] for household, head in contacts.items())
    assert 0 < 206_500 - len(contacts) < 3_000


def test_every_group_has_a_head(guanghan: Replay) -> None:
    for day, count in ((BEFORE, 3_086), (AFTER, 1_463)):
        heads = own(guanghan, "Posting", day, role="GROUP_HEAD")
        areas = guanghan.to_one("Posting", "area", day)
        assert len({areas[head] for head in heads}) == len(heads) == count


def test_offices_held_by_virtue_of_another(guanghan: Replay) -> None:
    links = guanghan.links["Posting", "exOfficio"]
    assert len(links) > 1_400
    for row in links:
        held, by = guanghan.nodes[row.source], guanghan.nodes[row.target]
        assert (held["role"], by["role"]) == ("NEIGHBOUR_HEAD", "GROUP_HEAD")
        assert (held["holder"], held["holderRef"]) == (by["holder"], by["holderRef"])


def party(replay: Replay, **values: object) -> list[str]:
    return [key for key in own(replay, ORGANISATION, TODAY, **values) if replay.nodes[key]["form"] in PARTY_FORMS]


def test_party_organisations(guanghan: Replay) -> None:
    seats = guanghan.to_one(ORGANISATION, "seat", TODAY)
    parents = guanghan.to_one(ORGANISATION, "parent", TODAY)
    villagers = {key for key in party(guanghan) if guanghan.nodes[seats[key]]["level"] == "VILLAGE"}
    committees = {key for key in party(guanghan, form="PARTY_COMMITTEE") if key in villagers}
    general = set(party(guanghan, form="GENERAL_BRANCH"))
    branches = [key for key in party(guanghan, form="BRANCH") if parents.get(key) in committees | general]
    assert len(party(guanghan)) == 1_277
    assert (len(committees), len(general), len(branches)) == (111, 8, 409)
    assert len(party(guanghan, form="JOINT_COMMITTEE")) == 15
    assert len(party(guanghan, sector="EMERGING")) == 318
    roots = [key for key in party(guanghan) if key not in parents]
    assert roots == ["org:510681:00000001"]


def test_estates_are_covered(guanghan: Replay) -> None:
    covers = [row for row in guanghan.links[ORGANISATION, "covers"] if guanghan.nodes[row.target]["level"] == "ESTATE"]
    assert len({row.source for row in covers}) == 91
    assert len({row.target for row in covers}) == len(covers) == levels(guanghan, TODAY)["ESTATE"] == 692


def test_stars(guanghan: Replay) -> None:
    def rated(least: int, *sectors: str) -> int:
        found = [guanghan.nodes[key] for key in party(guanghan)]
        return sum(node.get("sector") in sectors and int(str(node.get("stars") or 0)) >= least for node in found)

    assert rated(5, "GOVERNMENT") == 31
    assert rated(3, "EMERGING") == 67
    assert rated(3, "RURAL", "URBAN") == 17


def test_villages_that_survive_keep_their_organisation(guanghan: Replay) -> None:
    promoted = [key for key, name, value, _ in guanghan.former if name == "form" and value == "BRANCH"]
    assert len(promoted) == 60
    before = own(guanghan, ORGANISATION, BEFORE)
    seats = guanghan.to_one(ORGANISATION, "seat", BEFORE)
    seated = collections.Counter(guanghan.nodes[seats[key]]["level"] for key in before if key in seats)
    assert seated["VILLAGE"] == 221
    parents, seats = (
        guanghan.to_one(ORGANISATION, "parent", BETWEEN),
        guanghan.to_one(ORGANISATION, "seat", BETWEEN),
    )
    areas = guanghan.to_one("Area", "parent", BETWEEN)
    assert all(
        seats[parents[key]] == areas[seats[key]]
        for key in before
        if key in parents and guanghan.nodes[seats[key]]["level"] == "VILLAGE"
    )


def test_the_cross_region_alliance(guanghan: Replay) -> None:
    (key,) = own(guanghan, "Alliance", TODAY, name="成德临港经济产业带党建联盟")
    agreements = [row.source for row in guanghan.links["Agreement", "alliance"] if row.target == key]
    sides: dict[str, dict[object, str]] = collections.defaultdict(dict)
    for row in guanghan.links["Agreement", "parties"]:
        sides[row.source][row.role] = row.target
    pairs = [(sides[agreement]["FIRST"], sides[agreement]["SECOND"]) for agreement in agreements]
    forms = collections.Counter((guanghan.nodes[a]["form"], guanghan.nodes[b]["form"]) for a, b in pairs)
    assert forms == {("DEPARTMENT", "DEPARTMENT"): 26, ("PARTY_COMMITTEE", "PARTY_COMMITTEE"): 6}
    regions = collections.Counter(b[4:10] for _, b in pairs)
    assert regions == {"510113": 30, "510121": 2}
    members = {row.target for row in guanghan.links["Alliance", "members"] if row.source == key and row.on(TODAY)}
    assert {side for pair in pairs for side in pair} < members
    roles = [row.role for row in guanghan.links["Alliance", "members"] if row.target.startswith("org:510121:00000001")]
    assert roles == ["OBSERVER", "MEMBER"]


def test_stubs_are_bare(guanghan: Replay) -> None:
    stubs = [node for key, node in guanghan.nodes.items() if key.startswith(("org:510113:", "org:510121:"))]
    assert len(stubs) == 2 + 26 + 6
    assert all(set(node) == {"kind", "name", "form", "validFrom", "validTo"} for node in stubs)


def test_units_and_postings(guanghan: Replay) -> None:
    forms = collections.Counter(guanghan.nodes[key]["form"] for key in own(guanghan, ORGANISATION, TODAY))
    assert (forms["BANK"], forms["INSURER"], forms["COLLECTIVE"], forms["TEMPORARY"]) == (5, 4, 77, 298)
    assert (forms["DEPARTMENT"], forms["ENTERPRISE"]) == (26, 33 + 8)
    teams = [str(guanghan.nodes[key]["name"]) for key in own(guanghan, ORGANISATION, TODAY, form="VOLUNTEER_TEAM")]
    assert sum("先锋队" in name for name in teams) == 21
    assert len(teams) - 21 > 170
    roles = collections.Counter(guanghan.nodes[key]["role"] for key in own(guanghan, "Posting", TODAY))
    assert (roles["FINANCE_OFFICIAL"], roles["ADMINISTRATIVE_HEAD"]) == (31, 292)
    relief = datetime.date(2017, 6, 1)
    sent = sum(len(own(guanghan, "Posting", relief, role=role)) for role in ("FIRST_SECRETARY", "TEAM_MEMBER"))
    assert sent == 143
    codes = [str(node["uscc"]) for node in guanghan.nodes.values() if node.get("uscc")]
    assert len(set(codes)) == len(codes) == 26 + 5 + 4 + 77 + 33 + 8
    assert [uscc.validate(code) for code in codes] == codes


def test_zones_hold_every_township_once(guanghan: Replay) -> None:
    assert len(own(guanghan, "AreaSet", TODAY)) == 4
    members = [row.target for row in guanghan.links["AreaSet", "members"]]
    assert sorted(members) == sorted(own(guanghan, "Area", TODAY, level="TOWNSHIP"))


def test_dates_and_keys_hold_together(guanghan: Replay) -> None:
    assert not list(guanghan.overlaps())
    assert not list(guanghan.premature())
    assert not list(guanghan.dead_ends())
    assert not guanghan.repeated()
    assert not guanghan.strangers()


def test_equal_seeds_give_equal_streams() -> None:
    first = digest(generate("guanghan"))
    assert digest(generate("guanghan")) == first
    assert digest(generate("guanghan", seed=7)) != first


def test_other_seeds_give_the_same_counts() -> None:
    other = Replay.of(generate("guanghan", seed=7))
    assert len(party(other)) == 1_277
    assert villages(other, BEFORE) == {"village": 182, "community": 39, "campus": 2}
    assert not list(other.overlaps())
    assert not other.repeated()

"""Loudi more than once: copies of its townships that no official code leads to, streamed in flat memory."""

from __future__ import annotations

import collections
import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.divisions import read_extract
from loaders.synthetic import DEFAULT_SEED, LARGEST_SCALE, generate
from loaders.synthetic.loudi import copies, figures
from loaders.synthetic.loudi.plan import plans
from loaders.synthetic.people import REFERENCES, People
from loaders.synthetic.real import editions
from tests.unit.loaders.synthetic_replay import Replay

TODAY = datetime.date(2026, 11, 24)
OFFICIAL = {division.code for division in read_extract()}
PEAKS = """
import resource
from loaders.synthetic import generate
peaks, rows = [], 0
for change in generate("loudi", scale=2):
    rows += len(change.rows)
    if not peaks and rows > 100_000:
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(rows, *peaks)
"""


@pytest.fixture(scope="module")
def replay() -> Replay:
    """Loudi without its households, and then one copy of some townships, whole."""
    whole = Replay()
    beyond = generate("loudi", scale=1.02)
    for change in generate("loudi"):
        # A larger scale begins like the region itself.
        assert next(beyond) == change
        if change.kind != "Household":
            whole.apply(change)
    for change in beyond:
        whole.apply(change)
    return whole


def copied(replay: Replay) -> dict[str, str]:
    """Codes of what was copied, by key."""
    return {str(part["of"]): str(part["code"]) for part in replay.parts["codes"] if part["authority"] == "DEMO"}


def test_copies_have_codes_of_no_official_list(replay: Replay) -> None:
    codes = copied(replay)
    assert codes
    assert len(set(codes.values())) == len(codes)
    assert not OFFICIAL & set(codes.values())
    official = {part["of"] for part in replay.parts["codes"] if part["authority"] != "DEMO"}
    assert not official & set(codes)
    levels = collections.Counter(replay.nodes[key]["level"] for key in codes)
    assert set(levels) == {"TOWNSHIP", "VILLAGE"}


def test_a_code_s_prefix_is_an_ancestor(replay: Replay) -> None:
    codes = {str(part["of"]): str(part["code"]) for part in replay.parts["codes"] if part["authority"] != "MCA"}
    parents = replay.to_one("Area", "parent", TODAY)
    assert all(code.startswith(codes[parents[key]]) for key, code in codes.items() if key in parents)


def test_township_and_organisation_say_that_they_are_copies(replay: Replay) -> None:
    townships = [key for key in copied(replay) if replay.nodes[key]["level"] == "TOWNSHIP"]
    assert all(str(replay.nodes[key]["name"]).startswith("演示副本1·") for key in townships)
    seats = replay.to_one("Organisation", "seat", TODAY)
    names = {seat: str(replay.nodes[key]["name"]) for key, seat in seats.items()}
    assert all("演示副本1·" in names[key] for key in copied(replay))
    assert sum("演示副本" in name for name in names.values()) == len(copied(replay))


def test_copies_keep_the_rules_of_the_chain(replay: Replay) -> None:
    assert not list(replay.overlaps())
    assert not list(replay.premature())
    assert not replay.repeated()
    assert not replay.strangers()
    contacts = replay.to_one("Household", "neighbourHead", TODAY)
    places = replay.to_one("Household", "place", TODAY)
    households = replay.of_kind("Household", TODAY)
    assert 0 < len(households) == len(contacts) == len(places)
    counts = collections.Counter(contacts.values())
    assert 5 <= min(counts.values()) <= max(counts.values()) <= 15


@pytest.mark.parametrize("scale", [2, 2.5, 3.25])
def test_a_scale_above_1_is_so_many_times_the_region(scale: float) -> None:
    found = list(plans(DEFAULT_SEED, scale))
    total = sum(plan.households for plan in found) / figures.OVER_1_340_000_HOUSEHOLDS
    assert scale - 0.004 <= total <= scale
    assert [plan.copy for plan in found] == list(range(len(found)))
    names = [name for plan in found for code, name in plan.names.items() if len(code) == 9 and plan.copy]
    assert len(set(names)) == len(names)
    assert {sum(village.heads for village in plan.villages) for plan in found[:2]} == {figures.OVER_110_000_HEADS}


def test_codes_and_persons_suffice_for_the_largest_scale() -> None:
    lists = editions(figures.REGION)
    (plan,) = plans(DEFAULT_SEED, 1)
    given: list[str] = []
    for copy in range(1, LARGEST_SCALE):
        given += copies.codes(copy, plan.townships, lists).values()
    assert len(set(given)) == len(given) == len(plan.townships) * (LARGEST_SCALE - 1)
    assert not OFFICIAL & set(given)
    with pytest.raises(ValueError, match="no numbers are left"):
        copies.codes(999, plan.townships, lists)
    assert LARGEST_SCALE * figures.PERSONS <= REFERENCES
    people = People(DEFAULT_SEED)
    assert len({people.reference(copy * figures.PERSONS) for copy in range(LARGEST_SCALE)}) == LARGEST_SCALE


@pytest.mark.parametrize("scale", [0, -1, float("nan"), LARGEST_SCALE + 0.1, float("inf")])
@pytest.mark.parametrize("preset", ["guanghan", "loudi"])
def test_a_scale_out_of_range_is_refused_at_once(preset: str, scale: float) -> None:
    with pytest.raises(ValueError, match=f"more than 0, up to {LARGEST_SCALE} expected"):
        generate(preset, scale=scale)


def test_memory_does_not_grow_with_the_stream() -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", PEAKS], cwd=root, check=True, capture_output=True, text=True)
    rows, early, late = map(int, done.stdout.split())
    assert rows > 3_000_000
    assert late < early * 1.25

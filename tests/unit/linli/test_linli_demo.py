"""``linli demo``: how large it is, and which regions one store takes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import linli.demo
from linli import exits
from linli.main import make_parser
from loaders.synthetic import LARGEST_SCALE, PRESETS
from loaders.synthetic.loudi import defects
from tests.unit.linli.conftest import Run

SMALL = ("--scale", "0.01")
OUTSIDE = "{ contactHouseholds: { count: { lt: 5 } } }, { contactHouseholds: { count: { gt: 15 } } }"
QUESTION = f"""{{
  areaByCode(code: "4313") {{
    uncovered: households(filter: {{ neighbourHeadExists: false }}) {{ totalCount }}
    outside: neighbourHeads(filter: {{ or: [{OUTSIDE}] }}) {{ totalCount }}
  }}
}}"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], float]]:
    """Presets and scale that the command would load, instead of loading them."""
    made: list[tuple[list[str], float]] = []

    def keep(path: Path, presets: Sequence[str], scale: float, *, again: bool = False) -> None:
        del path, again
        made.append((list(presets), scale))

    monkeypatch.setattr(linli.demo, "prepare", keep)
    return made


@pytest.mark.parametrize(
    ("arguments", "scale"), [((), 0.1), (("--full",), 1.0), (("--scale", "0.02"), 0.02), (("--scale", "20"), 20.0)]
)
def test_the_demo_is_guanghan_and_as_much_of_loudi_as_is_asked_for(
    run: Run, asked: list[tuple[list[str], float]], arguments: tuple[str, ...], scale: float
) -> None:
    assert run("demo", *arguments).code == exits.OK
    assert asked == [(["guanghan", "loudi"], scale)]


@pytest.mark.parametrize("scale", ["0", "-1", "nan", "inf", str(LARGEST_SCALE + 1), "a tenth"])
def test_a_scale_out_of_range_says_what_is_expected(run: Run, scale: str) -> None:
    done = run("demo", f"--scale={scale}")
    assert done.code == exits.USAGE
    assert f"{scale!r} was given; a number of more than 0, up to {LARGEST_SCALE} is expected" in done.err


def test_full_and_a_scale_exclude_each_other(run: Run) -> None:
    done = run("demo", "--full", "--scale", "0.5")
    assert done.code == exits.USAGE
    assert "not allowed with argument --full" in done.err


def test_help_describes_every_preset() -> None:
    (commands,) = (action for action in make_parser()._actions if action.dest == "command")
    assert isinstance(commands.choices, dict)
    described = " ".join(commands.choices["demo"].format_help().split())
    assert all(f"{preset.name} {preset.description}" in described for preset in PRESETS.values())


def test_two_presets_of_one_region_are_refused(run: Run) -> None:
    done = run("demo", "--preset", "loudi", "--preset", "loudi-defects")
    assert done.code == exits.USAGE
    assert "loudi and loudi-defects are the same region; one store holds one of them" in done.err


def test_a_store_with_one_preset_of_a_region_does_not_take_the_other(run: Run, demo: Path) -> None:
    store = ("--store", f"sqlite:{demo}")
    before = run("digest", *store).out
    done = run("demo", *store, *SMALL, "--preset", "loudi-defects")
    assert done.code == exits.USAGE
    assert done.err.startswith("linli: BAD_SETTINGS: ")
    assert "it holds loudi, the same region as loudi-defects; `linli demo --again` makes it anew" in done.err
    assert run("digest", *store).out == before


def test_the_demo_with_defects_has_as_many_as_declared(run: Run) -> None:
    assert run("demo", *SMALL, "--preset", "loudi-defects").code == exits.OK
    answer = json.loads(run("ask", "--demo", QUESTION).out)["data"]["areaByCode"]
    declared = defects.at(float(SMALL[1]))
    assert answer["uncovered"]["totalCount"] == declared.uncovered
    assert answer["outside"]["totalCount"] == declared.too_few + declared.too_many

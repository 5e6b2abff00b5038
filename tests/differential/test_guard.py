"""Room for permissions: with a guard that hides a subtree in every fetch and masks one property, the answers are those
over a graph that lacks the rows.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .guarding import MASKS, changed, guarding, hidden_nodes, without
from .harness import World, soak

OPERATIONS = 300
PER_GRAPH = 75


@pytest.mark.parametrize("seed", range(101, 101 + soak(OPERATIONS) // PER_GRAPH))
def test_guarded_answers_lack_the_rows(seed: int, tmp_path: Path) -> None:
    plain = World.make(tmp_path, seed)
    hidden = hidden_nodes(plain.graph)
    mask = MASKS[seed % len(MASKS)]
    guarded = World.make(tmp_path / "guarded", seed, rules=guarding(hidden, mask))
    without(guarded.graph, hidden, mask)
    found = changed(plain, guarded, PER_GRAPH)
    assert found > PER_GRAPH / 5, "the guard changed too few answers to be tested by them"

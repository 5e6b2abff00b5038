"""The committed SDL is what the kinds say. ``UPDATE_GOLDENS=1`` rewrites it; the difference is read like code."""

from __future__ import annotations

import os
from pathlib import Path

from graph_schema.kinds import load_model
from hub.app import Hub

SDL = Path(__file__).parents[2] / "hub/api/schema.graphql"


def test_the_sdl_is_what_the_kinds_say() -> None:
    derived = Hub(load_model()).sdl
    if os.environ.get("UPDATE_GOLDENS") == "1":
        SDL.write_text(derived, encoding="utf-8")
    assert SDL.read_text(encoding="utf-8") == derived, "UPDATE_GOLDENS=1 rewrites it; CHANGELOG.md says what changed"

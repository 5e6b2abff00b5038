"""The collector of garbage while the hub serves, and afterwards."""

from __future__ import annotations

import gc

from hub.web import garbage


def test_what_was_there_is_set_apart_and_given_back() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    with garbage.set_apart():
        assert gc.get_freeze_count() > frozen
        assert gc.get_threshold()[0] > before[0]
        assert gc.isenabled()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0

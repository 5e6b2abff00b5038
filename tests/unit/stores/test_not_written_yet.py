"""What the plan's vocabulary has and no executor does is said so, not answered wrongly."""

from __future__ import annotations

import pytest

from graph_schema.kinds import load_model
from hub.errors import Code, NotWrittenYet
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Slot
from hub.stores.sql.compile import compile_fetch
from hub.stores.sql.dialect import SQLITE
from hub.stores.sql.printing import Shape


def test_a_path_is_not_written_yet() -> None:
    model = load_model()
    read = p.Read((p.Source(model.kind("Organisation")),), (p.Column(0, "key"),))
    fetch = p.Fetch(1, 0, p.ByPath(Slot(0), Slot(1)), w.TRUE, None, None, p.Rows(read, (), None, False))
    with pytest.raises(NotWrittenYet) as caught:
        compile_fetch(model, SQLITE, p.Plan((p.Child(fetch),), ()), fetch, Shape(rooted=False, each=False, plain=True))
    assert caught.value.code is Code.NOT_WRITTEN_YET

"""What all tests share: the graphs of the presets, made once and kept in the system's temporary folder; servers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.cases.data import path_of
from tests.neo4j_store.fixtures import EVERYTHING, address, driver, graph, group, server, takes_long

__all__ = ["address", "dataset_path", "driver", "graph", "pytest_collection_modifyitems", "server"]


@pytest.fixture(scope="session")
def dataset_path() -> Callable[[str], Path]:
    """The SQLite file of a data set (``tests.cases.data.DATASETS``), not to be written to: copy it first."""
    return cache(path_of)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tell several workers, if there are such, what has to stay together (``--dist loadgroup``); leave out what takes
    long on servers, unless it is asked for.
    """
    apart = [] if EVERYTHING else [item for item in items if takes_long(item)]
    if apart:
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if not takes_long(item)]
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group(item)))

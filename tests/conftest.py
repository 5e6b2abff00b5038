"""What all tests share: the graphs of the presets, made once and kept in the system's temporary folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.cases.data import path_of


@pytest.fixture(scope="session")
def dataset_path() -> Callable[[str], Path]:
    """The SQLite file of a data set (``tests.cases.data.DATASETS``), not to be written to: copy it first."""
    return cache(path_of)

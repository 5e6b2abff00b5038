"""What these tests share: a surrounding without settings."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="package", autouse=True)
def surrounding() -> Iterator[None]:
    """No settings of whoever runs the tests; what these tests read of the environment they have read by now."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("LINLI_"):
                patch.delenv(name)
        yield

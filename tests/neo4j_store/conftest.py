"""What tests share that run commands and hubs: a surrounding without settings."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module")
def no_settings() -> Iterator[None]:
    """No settings of whoever runs the tests; what a module reads of the environment it has read by now."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("LINLI_"):
                patch.delenv(name)
        yield

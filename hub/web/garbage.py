"""Python's collector of cyclic garbage, while requests are served.

A list of a thousand rows makes some thousand tuples and dicts that are never garbage in its sense, but set it off again
and again; a whole collection walks over schema, model and cached documents and stops all requests for 50 ms.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 10_000
"""Containers made and not yet freed that set the collector off: more than a few long lists at once."""


@contextmanager
def set_apart() -> Iterator[None]:
    """Leave alone what was there before serving; look at new objects less often."""
    thresholds = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()

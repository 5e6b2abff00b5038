"""The core kinds, one file a chapter of the domain.

Adding a kind is adding one file here that has ``KINDS``, a tuple of ``Kind``; nothing else is edited. See
``docs/adding-a-kind.md``, which a test follows step by step.
"""

from __future__ import annotations

import importlib
import pkgutil

from graph_schema.model import Kind, Model


def load_model() -> Model:
    """The model of every file in this package, kinds in the order of their names."""
    kinds: list[Kind] = []
    for module in pkgutil.iter_modules(__path__):
        kinds.extend(importlib.import_module(f"{__name__}.{module.name}").KINDS)
    return Model(tuple(sorted(kinds, key=lambda kind: kind.name)))

"""Which hub this is."""

from __future__ import annotations

import importlib.metadata


def hub_version() -> str:
    """The installed version; ``unknown`` where the hub runs from its sources without being installed."""
    try:
        return importlib.metadata.version("linli-hub")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"

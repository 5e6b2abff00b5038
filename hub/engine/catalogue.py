"""The catalogue in the fields asked for, from what a store says it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph_schema.keys import format_key
from graph_schema.model import Model
from hub.planner.asked import Asked
from hub.planner.surface import constant
from hub.stores.base import Summary


def catalogue(model: Model, regions: Sequence[str], summary: Summary, asked: tuple[Asked, ...]) -> dict[str, Any]:
    """The catalogue in the fields asked for."""
    kinds = [
        {
            "kind": constant(k.kind),
            "name": k.kind,
            "label": model.kind(k.kind).label,
            "description": model.kind(k.kind).description,
            "count": k.count,
            "lastLoad": k.last_load,
        }
        for k in summary.kinds
    ]
    whole: dict[str, Any] = {
        "regions": list(regions),
        "kinds": ("CatalogueKind", kinds),
        "indicators": (
            "CatalogueIndicator",
            [{"name": n, "unit": u, "count": c} for n, u, c in summary.indicators],
        ),
        "silentAreas": (
            "CatalogueArea",
            [{"key": format_key("area", k), "name": name} for k, name in summary.silent],
        ),
    }
    made: dict[str, Any] = {}
    for a in asked:
        value = "Catalogue" if a.name == "__typename" else whole[a.name]
        if isinstance(value, tuple):
            type_name, items = value
            value = [
                {b.key: type_name if b.name == "__typename" else item[b.name] for b in a.of[type_name]}
                for item in items
            ]
        made[a.key] = value
    return made

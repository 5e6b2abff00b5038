"""The one place where everything is put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import strawberry

from graph_schema.model import Model
from hub.api.service import Service, Settings
from hub.api.types import make_schema
from hub.planner.asked import Asked
from hub.planner.build import build
from hub.planner.plan import Plan
from hub.planner.rules import shape
from hub.planner.surface import Surface, derive
from hub.stores.base import ReadStore
from hub.stores.sql.read import SqliteStore


class Hub:
    """A model with its schema, from which services over stores are made."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.surface: Surface = derive(model)
        self.schema: strawberry.Schema = make_schema(self.surface)

    @property
    def sdl(self) -> str:
        """The API's schema as text."""
        return self.schema.as_str() + "\n"

    def service(self, store: ReadStore, settings: Settings, *, rules: Callable[[Plan], Plan] | None = None) -> Service:
        """Answers from one store. ``rules``: further shape rules, such as a guard."""

        def planner(asked: tuple[Asked, ...]) -> Plan:
            plan = build(self.surface, asked)
            if rules is not None:
                plan = rules(plan)
            return shape(plan, store.capability)

        return Service(self.schema._schema, self.model, planner, store, settings)


def open_sqlite(path: Path, model: Model) -> SqliteStore:
    """The reading side of a SQLite file that exists."""
    return SqliteStore(path, model)


def fixed_today(day: date) -> Callable[[], date]:
    """A clock that stands still, for tests and goldens."""
    return lambda: day


__all__ = ["Any", "Hub", "fixed_today", "open_sqlite"]

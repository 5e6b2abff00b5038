"""One store on SQLite and one on a server, to which the same is done: with the same results, down to the last row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from graph_schema.changes import Change
from graph_schema.model import Model
from hub.errors import ChangeError
from hub.settings import Neo4jAddress
from hub.stores.door import Door, Receipt, SqliteDoor
from hub.stores.neo4j.door import Neo4jDoor
from hub.stores.neo4j.elements import elements, parameters
from hub.stores.neo4j.graph import opened
from hub.stores.neo4j.pages import pages
from hub.stores.sql import files, origin
from tests.neo4j_store.files import Rows, ordered, rows_of
from tests.unit.stores.sql_random import HERE

T = TypeVar("T")
MOMENT = "2026-11-24T12:00:00+00:00"
"""What the clock says all the time: the log has no other reason to differ."""


def said(work: Callable[[], T]) -> object:
    """What a call gives, or how it is refused."""
    try:
        found = work()
    except ChangeError as error:
        return error.code, str(error), error.details
    if isinstance(found, Receipt):
        return found.seq, dict(found.tallies), [list(numbers) for numbers in found.numbers], found.tags
    return found


class Both:
    """Two doors, and what is done to both of them."""

    def __init__(self, file: SqliteDoor, server: Neo4jDoor, path: Path) -> None:
        self.file = file
        self.server = server
        self.path = path
        self.refused = 0

    def do(self, work: Callable[[Door], T]) -> object:
        """Do something with each door; the results are compared, errors word by word."""
        expected = said(lambda: work(self.file))
        found = said(lambda: work(self.server))
        assert found == expected
        self.refused += isinstance(expected, tuple) and len(expected) == 3
        return expected

    def apply(self, batch: Sequence[Change], *, load: int | None = None, dry_run: bool = False) -> object:
        """Carry out a batch."""
        return self.do(lambda door: door.apply(batch, actor="a", reason="r", source="s", load=load, dry_run=dry_run))

    def compare(self) -> None:
        """All rows of all mirrored tables are equal."""
        expected = rows_of(self.path, self.file.model)
        found = rows_in(self.server)
        for table, rows in expected.items():
            assert found[table] == rows, table
        assert found.keys() == expected.keys()


@contextmanager
def both(address: Neo4jAddress, model: Model, path: Path) -> Iterator[Both]:
    """Two empty stores."""
    emptied(address)
    with (
        SqliteDoor(files.create(path, model, [HERE]), model) as file,
        Neo4jDoor.create(address, model, [HERE]) as server,
    ):
        yield Both(file, server, path)


def emptied(address: Neo4jAddress) -> None:
    """Delete all nodes of a database; its indexes may stay."""
    with opened(address) as graph:
        while graph.one("MATCH (n) WITH n LIMIT 10000 DETACH DELETE n RETURN count(*)")[0]:
            pass


def rows_in(door: Neo4jDoor) -> Rows:
    """The rows of a database."""
    with opened(door.address) as graph:
        near = parameters(origin.of_regions(door.owned()))
        return {
            one.table: ordered(row for rows in pages(graph, one, near) for row in rows)
            for one in elements(door.model).every
        }

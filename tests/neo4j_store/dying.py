"""A writer that is killed when all is written, but not committed: ``python -m tests.neo4j_store.dying URL PLACE``."""

from __future__ import annotations

import os
import signal
import sys
from datetime import date

import neo4j

from graph_schema.changes import UpsertNodes
from graph_schema.kinds import load_model
from hub.settings import Neo4jAddress
from hub.stores.neo4j.door import Neo4jDoor


def write(url: str, place: str) -> None:
    """Write two households there, and be killed before the commit."""
    neo4j.Transaction.commit = lambda transaction: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
    rows = [(place, number, 1, date(2020, 1, 1)) for number in ("1", "2")]
    with Neo4jDoor.open(Neo4jAddress(url), load_model()) as door:
        change = UpsertNodes("Household", ("place", "registerNumber", "size", "validFrom"), rows)
        door.apply([change], actor="a", reason="r", source="s")


if __name__ == "__main__":
    write(*sys.argv[1:])

"""A server of one's own that holds a SQLite file's graph, imported by the server's own tool."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_schema.kinds import load_model
from hub.settings import Neo4jAddress
from hub.stores import copying
from tests.neo4j_store.servers import QUICK, Server
from tests.neo4j_store.tools import tools

ADMIN = "org.neo4j.cli.AdminTool"


@contextmanager
def imported(version: str, file: Path, home: Path) -> Iterator[Neo4jAddress]:
    """The address of a running server of a version.

    Args:
        file: the store to be copied; it is only read.
        home: a folder that is not there yet.
    """
    found = tools(version)
    server = Server(version, home)
    server.configure()
    admin = shlex.join(found.command(ADMIN, "-Xmx512m", *QUICK))
    model = load_model()
    copying.copy_offline(file, server.address, model, actor="tests", admin=admin, home=server.home)
    try:
        server.start().wait()
        copying.finish(server.address, model)
        yield server.address
    finally:
        server.kill()

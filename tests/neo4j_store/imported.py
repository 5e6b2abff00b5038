"""A server of one's own that holds a SQLite file's graph, imported by the server's own tool, once a run."""

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
def imported(version: str, file: Path, base: Path) -> Iterator[Neo4jAddress]:
    """The address of a running server of a version; it is only to be read.

    Args:
        file: the store that it holds; it is only read.
        base: a folder of this run, in which the server's is kept for whoever wants the same.
    """
    found = tools(version)
    home = base / f"{file.stem} {version}"
    server = Server(version, home)
    done = home / "imported"
    model = load_model()
    try:
        if not done.exists():
            server.configure()
            admin = shlex.join(found.command(ADMIN, "-Xmx512m", *QUICK))
            copying.copy_offline(file, server.address, model, actor="tests", admin=admin, home=server.home)
        server.start().wait()
        if not done.exists():
            copying.finish(server.address, model)
            done.touch()
        yield server.address
    finally:
        server.stop()

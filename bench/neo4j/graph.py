"""The server that is asked, and what it holds: made once by the code of the commands, and kept beside the stores."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import data
from graph_schema.kinds import load_model
from hub.stores import copying
from tests.neo4j_store.servers import Server
from tests.neo4j_store.tools import RELEASES, tools

VERSION = "5.26.28"
HEAP = 2_048
"""Megabytes."""
OPTIONS = ("-Xms1g",)
SETTINGS = {"server.memory.pagecache.size": "1g", "db.tx_log.rotation.size": "256m"}
ADMIN = "org.neo4j.cli.AdminTool"
ACTOR = "bench"
_MAKERS = (
    *data.MAKERS,
    *(f"hub/stores/neo4j/{name}.py" for name in ("csvset", "elements", "layout", "meta", "schema")),
)
_WHOLE = "whole"
"""A file in the server's folder that says that the graph is there."""


def at(home: Path) -> Server:
    """The server of a folder, not started; both compilers, as it is deployed."""
    return Server(VERSION, home, heap=HEAP, settings=SETTINGS, options=OPTIONS)


def admin() -> str:
    """The command of ``neo4j-admin``."""
    assert VERSION in RELEASES
    return shlex.join(tools(VERSION).command(ADMIN, f"-Xmx{HEAP}m"))


@contextmanager
def running() -> Iterator[Server]:
    """A server with Loudi whole and Guanghan, all indexes online."""
    source = data.store("graph")
    home = data.FOLDER / f"neo4j-{data.digest(*_MAKERS)}"
    server = at(home)
    if not (home / _WHOLE).exists():
        for old in data.FOLDER.glob("neo4j-*"):
            shutil.rmtree(old)
        print("making the graph ...", file=sys.stderr, flush=True)
        fill(server, source)
        (home / _WHOLE).touch()
    try:
        yield server.start().wait()
    finally:
        server.stop()


def fill(server: Server, source: Path) -> None:
    """Import a file into the new database of a server that is stopped, and finish it."""
    server.configure()
    model = load_model()
    copying.copy_offline(source, server.address, model, actor=ACTOR, admin=admin(), home=server.home, over=False)
    try:
        copying.finish(server.start().wait().address, model)
    finally:
        server.stop()


@contextmanager
def empty(name: str) -> Iterator[Server]:
    """A server with a database that holds nothing, gone afterwards; not started."""
    home = data.FOLDER / f"{name}-home"
    shutil.rmtree(home, ignore_errors=True)
    server = at(home)
    try:
        yield server
    finally:
        if server.running:
            server.kill()
        shutil.rmtree(home, ignore_errors=True)

"""Fixtures: one server of each version a run, a clean graph a module.

A test that takes one of them is run on each version; tests of one version are run together, so that only one server
is up at a time (``group``: with several workers of pytest, all tests of a version are run by one of them).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.neo4j_store.tools import RELEASES, tools

if TYPE_CHECKING:
    import neo4j

    from hub.settings import Neo4jAddress
    from tests.neo4j_store.servers import Server

NAMED = os.environ.get("LINLI_TEST_NEO4J")
"""Address of a server to be used instead; read at once, for tests take variables of this sort away."""
_USER, _PASSWORD = os.environ.get("LINLI_TEST_NEO4J_USER"), os.environ.get("LINLI_TEST_NEO4J_PASSWORD")
EVERYTHING = os.environ.get("LINLI_TEST_NEO4J_ALL") == "1"
"""Whether those tests are run, too, that take more time on servers than the suite has."""
SHORT = ("test_connect", "test_compose_server")
"""Modules of those that are always run."""
VERSIONS = ("named",) if NAMED else tuple(RELEASES)


class Named(NamedTuple):
    """A server that is there already."""

    address: Neo4jAddress
    version: str


@pytest.fixture(scope="session", params=VERSIONS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server | Named]:
    """A running server of each version, which all tests use one after another: its ``address`` and ``version``.

    It is never stopped; tests that do such things start one of their own by ``servers.server``.
    """
    if NAMED:
        yield Named(_named(), request.param)
        return
    tools(request.param)
    from tests.neo4j_store.servers import LASTING, server

    home = tmp_path_factory.mktemp("neo4j") / request.param
    with server(request.param, home, heap=768, options=LASTING) as started:
        yield started


@pytest.fixture(scope="session")
def address(server: Server | Named) -> Neo4jAddress:
    """The database of a running server."""
    return server.address


@pytest.fixture(scope="session")
def driver(address: Neo4jAddress) -> Iterator[neo4j.Driver]:
    """A driver that writes, to the same."""
    from hub.stores.neo4j import connect

    with connect.open_driver(address) as found:
        yield found


@pytest.fixture(scope="module")
def graph(request: pytest.FixtureRequest, driver: neo4j.Driver, address: Neo4jAddress) -> Neo4jAddress:
    """The database without anything in it: no node, constraint or index. What a module leaves there is taken away by
    the next one. A module that says ``KEEPS_INDEXES`` makes the same ones: they stay, and with them all plans.
    """
    from tests.neo4j_store.servers import clean

    clean(driver, address, nodes_only=getattr(request.module, "KEEPS_INDEXES", False))
    return address


def takes_long(item: pytest.Item) -> bool:
    """Whether a test is one of those that are only run when they are asked for."""
    path = item.nodeid.partition("::")[0]
    on_server = "neo4j_store" in path or "conformance/test_neo4j" in path
    return on_server and path.rpartition("/")[2].removesuffix(".py") not in SHORT


def group(item: pytest.Item) -> str:
    """Which tests are run by one worker: those on one version; otherwise those of a file."""
    callspec = getattr(item, "callspec", None)
    for value in callspec.params.values() if callspec else ():
        for version in VERSIONS:
            if isinstance(value, str) and value.endswith(version):
                return f"neo4j {version}"
    return item.nodeid.partition("::")[0]


def _named() -> Neo4jAddress:
    """The server that the environment names; what is in its database might be somebody's."""
    from hub.settings.address import Login, read_server
    from hub.stores.neo4j import connect

    assert NAMED is not None
    found = Login(user=_USER, password=_PASSWORD).at(*read_server(NAMED))
    with connect.open_driver(found) as driver, connect.writing(driver, found) as session:
        number = session.run("MATCH (n) RETURN count(n) AS number").single(strict=True)["number"]
    assert number == 0, f"{found}: there are {number:,} nodes in this database; tests empty it, so name an empty one"
    return found

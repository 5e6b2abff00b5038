"""Drivers, versions, and what errors of the driver mean."""

from __future__ import annotations

import neo4j

from hub.settings import Neo4jAddress
from hub.stores.neo4j import connect


def test_x(driver: neo4j.Driver, graph: Neo4jAddress) -> None:
    assert connect.check_server(driver, graph).edition == "community"

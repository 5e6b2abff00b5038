"""What happens to a server while a hub answers from it: every answer is in time and has a code, the hub lives, and is
ready again by itself.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from hub.stores.neo4j import connect, layout
from linli.exits import SURROUNDINGS, USAGE
from linli.main import main as linli
from tests.neo4j_store.site import (
    DEADLINE,
    GRACE,
    NAME,
    NAMED,
    PASSWORD,
    Site,
    environment,
    site,
    until,
)
from tests.neo4j_store.tools import RELEASES
from tests.robustness import county
from tests.robustness.clients import Connection

pytestmark = pytest.mark.usefixtures("no_settings")
ROOT = Path(__file__).parents[2]
CLIENTS = 200
TAUT = {"server.databases.default_to_read_only": "true", "db.memory.transaction.max": "4m"}
"""Of a server that takes no writes, and gives little memory to a transaction."""
REFUSALS = {"STORE_BUSY", "DEADLINE", "STORE_DOWN"}
"""What a client may be told while the server is not at hand."""
SEARCH = '{ search(text: "三水县") { nodes { ... on Area { name } } } }'
MANY = f"""{{ areas(first: {1 + county.TOWNSHIPS + county.VILLAGES + county.GROUPS}) {{ nodes {{
  households(first: 1000) {{
    nodes {{ id key registerNumber size place {{ name }} neighbourHead {{ node {{ id holder }} }} }}
  }}
}} }} }}"""
"""All households as often as there are levels of areas: more than four megabytes for the server, each level of the
question by itself, too.
"""


def _slow() -> str:
    """A question that takes a server seconds: from a village to its township and back, again and again, each time to
    ten times as many.
    """
    found = "name"
    for _ in range(6):
        found = f"parent {{ children(first: {county.VILLAGES // county.TOWNSHIPS}) {{ nodes {{ {found} }} }} }}"
    return f'{{ area(id: "{county.village(0)}") {{ {found} }} }}'


@pytest.fixture(scope="module", params=tuple(RELEASES))
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A hub and its server, which is not there yet."""
    with site(request.param, tmp_path_factory.mktemp("faults")) as found:
        yield found


@pytest.fixture
def healthy(place: Site) -> Site:
    """The same, running and ready: whatever was before, it came to be so by itself."""
    place.heals()
    return place


@pytest.fixture
def taut(place: Site) -> Site:
    """The same with other settings, see ``TAUT``."""
    place.heals(TAUT)
    return place


@pytest.fixture
def admin(healthy: Site) -> Iterator[neo4j.Session]:
    """A session with the server itself."""
    address = healthy.server.address
    with connect.open_driver(address) as driver, connect.writing(driver, address) as session:
        yield session


def test_the_server_is_not_there_at_the_start(place: Site) -> None:
    assert not place.server.running
    assert place.refused().codes == {"STORE_DOWN"}
    assert place.readiness() == (False, "STORE_DOWN")
    place.heals()


def test_the_server_stands_still(healthy: Site) -> None:
    healthy.server.freeze()
    try:
        codes = healthy.refused().codes | healthy.refused().codes
        healthy.becomes(False, {"STORE_DOWN", "late"})
    finally:
        healthy.server.thaw()
    assert codes <= REFUSALS - {"STORE_BUSY"}
    healthy.heals()


def test_more_clients_than_connections(healthy: Site) -> None:
    healthy.server.freeze()
    try:
        with healthy.control() as control:
            during = asyncio.run(_many(healthy))
    finally:
        healthy.server.thaw()
    codes = Counter(error["extensions"]["code"] for _, answer in during for error in answer["errors"])
    assert set(codes) <= REFUSALS and codes["STORE_BUSY"] > 0, codes
    assert max(seconds for seconds, _ in during) <= DEADLINE + GRACE + control.seconds
    healthy.heals()
    # All at once is more than there are connections; each is answered, or told that the store is busy.
    after = [answer for _, answer in asyncio.run(_many(healthy))]
    right = [answer for answer in after if answer == {"data": NAMED}]
    wrong = [error["extensions"]["code"] for answer in after for error in answer.get("errors", ())]
    assert right and len(right) + len(wrong) == CLIENTS and set(wrong) <= REFUSALS, Counter(wrong)
    healthy.answers()


def test_the_password_is_changed(healthy: Site) -> None:
    address = healthy.server.address
    with connect.open_driver(address) as driver, driver.session(database="system") as session:
        change = "ALTER USER neo4j SET PASSWORD $new CHANGE NOT REQUIRED"
        session.run(change, new="another one").consume()
        try:
            _cut_connections(session)
            assert healthy.refused().codes == {"BAD_SETTINGS"}
            healthy.becomes(False, {"BAD_SETTINGS"})
        finally:
            session.run(change, new=PASSWORD).consume()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"LINLI_NEO4J_PASSWORD": f"not {PASSWORD}"}, "the login was not accepted"),
        ({"LINLI_NEO4J_DATABASE": "elsewhere"}, "has no database of this name"),
    ],
    ids=["password", "database"],
)
def test_a_hub_that_is_told_wrongly_does_not_start(
    healthy: Site, tmp_path: Path, wrong: dict[str, str], said: str
) -> None:
    told = environment(healthy.server, LINLI_STORE=healthy.server.address.url) | wrong
    done = subprocess.run(
        [sys.executable, "-m", "linli.main", "serve", "--port", "0"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | told,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == USAGE
    assert "BAD_SETTINGS" in done.stderr and said in done.stderr and PASSWORD not in done.stderr


def test_an_index_that_is_still_populated(healthy: Site, admin: neo4j.Session) -> None:
    right = healthy.ask(SEARCH, None)
    assert right.data["search"]["nodes"] and not right.codes
    create = next(text for text in layout.indexes(county.MODEL) if layout.SEARCH_INDEX in text)
    more = f"UNWIND range(1, 30000) AS n CREATE (:{layout.SEARCH} {{words: 'w' + n, of: 'test'}})"
    admin.run(more).consume()
    try:
        admin.run(f"DROP INDEX {layout.SEARCH_INDEX}").consume()
        assert healthy.refused(SEARCH).codes == {"STORE_DOWN"}
        admin.run(create).consume()
        with healthy.control() as control:
            told = healthy.ask(SEARCH, 0.2)
            ready = healthy.readiness()
        healthy.in_time(told, control, 0.2)
        assert told.codes == {"DEADLINE"} or told.data == right.data
        # Unless it was quicker than we are.
        assert ready == (False, "STORE_DOWN") or _online(admin)
        healthy.becomes(True, {"ok"})
        assert healthy.ask(SEARCH, None).data == right.data
    finally:
        admin.run(f"MATCH (n:{layout.SEARCH} {{of: 'test'}}) DELETE n").consume()


def test_the_server_is_killed_amid_a_question(healthy: Site, admin: neo4j.Session) -> None:
    with healthy.control() as control, healthy.asked(_slow()) as later:
        until(lambda: _running(admin) or later.done())
        healthy.server.kill()
        told = later.result()
    healthy.in_time(told, control)
    assert told.codes and told.codes <= {"STORE_DOWN", "DEADLINE"}
    assert healthy.refused().codes == {"STORE_DOWN"}
    healthy.becomes(False, {"STORE_DOWN"})


def test_the_server_is_restarted(healthy: Site) -> None:
    healthy.server.stop()
    assert healthy.refused().codes == {"STORE_DOWN"}
    healthy.becomes(False, {"STORE_DOWN"})
    healthy.heals(TAUT)  # in order to start: recovering from a kill takes more memory than that


def test_a_database_that_may_only_be_read(
    taut: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environment(taut.server).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "areas.csv"
    file.write_text("name,level,parent,validFrom\n新县,COUNTY,,2020-01-01\n", "utf-8")
    assert linli(["loads"]) == 0
    assert linli(["load", "Area", str(file), "--apply"]) == SURROUNDINGS
    said = capsys.readouterr()
    assert "STORE_DOWN" in said.err and "may only be read" in said.err
    assert PASSWORD not in said.err + said.out
    taut.becomes(True, {"ok"})
    taut.answers()


def test_an_answer_larger_than_the_memory(taut: Site) -> None:
    with taut.control():
        told = taut.ask(MANY, None)
    assert told.codes == {"STORE_BUSY"}, told.body[:1_000]
    assert PASSWORD not in told.body
    taut.becomes(True, {"ok"})
    taut.answers()


def _running(session: neo4j.Session) -> bool:
    """Whether the server is at the large question."""
    texts = session.run("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery").value()
    return any("CALL (" in (text or "") for text in texts)


def _online(session: neo4j.Session) -> bool:
    """Whether all indexes are populated."""
    return session.run("SHOW INDEXES YIELD state WHERE state <> 'ONLINE' RETURN count(*)").value() == [0]


def _cut_connections(session: neo4j.Session) -> None:
    """End all connections but this one, so that everybody has to log in again."""
    rows = session.run(
        "CALL dbms.listConnections() YIELD connectionId, userAgent RETURN connectionId, userAgent"
    ).data()
    own = session.run("SHOW TRANSACTIONS YIELD connectionId, currentQuery RETURN connectionId").value()
    for row in rows:
        if row["connectionId"] not in own:
            session.run("CALL dbms.killConnection($id)", id=row["connectionId"]).consume()


async def _many(place: Site) -> list[tuple[float, dict[str, object]]]:
    """A question of each of many clients at once: after how many seconds, and the answer."""

    async def one() -> tuple[float, dict[str, object]]:
        connection = Connection(f"http://{place.hub.place}")
        headers = {"Content-Type": "application/json", "Linli-Deadline": f"{DEADLINE}"}
        began = time.monotonic()
        try:
            response = await connection.ask("POST", "/graphql", headers, json.dumps({"query": NAME}).encode())
        finally:
            connection.close()
        return time.monotonic() - began, json.loads(response.body)

    return await asyncio.gather(*(one() for _ in range(CLIENTS)))

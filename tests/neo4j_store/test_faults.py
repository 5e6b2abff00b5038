"""What happens to a server while a hub answers from it: every answer is in time and has a code, the hub lives, and is
ready again by itself.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from hub.stores.neo4j import connect, layout
from linli.exits import SURROUNDINGS
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
from tests.web.running import Running

STEPS = 6
"""There and back so often, each time to ten times as many."""
CLIENTS = 200


def _huge() -> str:
    """A question whose answer is larger than any memory: from villages to their township and back, again and again."""
    found = "name"
    for _ in range(STEPS):
        found = f"parent {{ children(first: {county.VILLAGES}) {{ nodes {{ {found} }} }} }}"
    return f'{{ area(id: "{county.village(0)}") {{ {found} }} }}'


HUGE = _huge()
SEARCH = '{ search(text: "三水县") { nodes { node { ... on Area { name } } } } }'


@pytest.fixture(scope="module", params=tuple(RELEASES))
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A hub and its server, which is not there yet."""
    with site(request.param, tmp_path_factory.mktemp("faults")) as found:
        yield found


@pytest.fixture
def healthy(place: Site) -> Iterator[Site]:
    """The same, running; and so it is again afterwards."""
    place.heals()
    yield place
    place.heals()


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


def test_the_server_is_killed_amid_a_question(healthy: Site, admin: neo4j.Session) -> None:
    with healthy.control() as control, healthy.asked(HUGE) as later:
        until(lambda: _running(admin) or later.done())
        healthy.server.kill()
        told = later.result()
    healthy.in_time(told, control)
    assert told.codes <= {"STORE_DOWN", "DEADLINE"} and told.codes
    assert healthy.refused().codes == {"STORE_DOWN"}
    healthy.becomes(False, {"STORE_DOWN"})


def test_the_server_is_restarted(healthy: Site) -> None:
    healthy.server.stop()
    assert healthy.refused().codes == {"STORE_DOWN"}
    healthy.becomes(False, {"STORE_DOWN"})
    healthy.server.start({"server.databases.default_to_read_only": "true"}).wait()
    healthy.becomes(True, {"ok"})
    assert healthy.ask(NAME).data == NAMED


def test_a_database_that_may_only_be_read(
    healthy: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not _read_only(healthy):
        healthy.server.stop()
        healthy.server.start({"server.databases.default_to_read_only": "true"}).wait()
    for name, value in environment(healthy.server).items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "areas.csv"
    file.write_text("name,level,parent,validFrom\n新村,VILLAGE,code:510681,2020-01-01\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert linli(["init", "510681"]) != 0
    assert linli(["loads"]) == 0
    assert linli(["load", "Area", str(file), "--apply"]) == SURROUNDINGS
    said = capsys.readouterr()
    assert "STORE_DOWN" in said.err and "may only be read" in said.err and PASSWORD not in said.err + said.out
    healthy.becomes(True, {"ok"})
    assert healthy.ask(NAME).data == NAMED
    healthy.server.stop()


def test_the_server_stands_still(healthy: Site) -> None:
    healthy.server.freeze()
    try:
        codes = healthy.refused().codes | healthy.refused().codes
        healthy.becomes(False, {"STORE_DOWN", "late"})
    finally:
        healthy.server.thaw()
    assert codes <= {"DEADLINE", "STORE_DOWN"}


def test_an_answer_larger_than_the_memory(healthy: Site) -> None:
    with healthy.control():
        told = healthy.ask(HUGE, None)
    assert told.codes == {"STORE_BUSY"}, told
    assert told.data == {"area": None}
    assert healthy.ask(NAME).data == NAMED


def test_more_clients_than_connections(healthy: Site) -> None:
    before = asyncio.run(_many(healthy))
    assert [answer for _, answer in before] == [{"data": NAMED}] * CLIENTS
    healthy.server.freeze()
    try:
        with healthy.control() as control:
            during = asyncio.run(_many(healthy))
    finally:
        healthy.server.thaw()
    codes = Counter(error["extensions"]["code"] for _, answer in during for error in answer["errors"])
    assert set(codes) <= {"STORE_BUSY", "DEADLINE", "STORE_DOWN"} and codes["STORE_BUSY"] > 0, codes
    assert max(seconds for seconds, _ in during) <= DEADLINE + GRACE + control.seconds
    after = asyncio.run(_many(healthy))
    assert [answer for _, answer in after] == [{"data": NAMED}] * CLIENTS


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
    told = environment(healthy.server, **wrong)
    if "LINLI_NEO4J_DATABASE" in wrong:
        told["LINLI_STORE"] = healthy.server.address.url
    with pytest.raises(AssertionError) as caught, Running(tmp_path, **told):
        pass
    log = str(caught.value)
    assert "BAD_SETTINGS" in log and said in log and PASSWORD not in log


def test_an_index_that_is_still_populated(healthy: Site, admin: neo4j.Session) -> None:
    right = healthy.ask(SEARCH, None)
    assert right.data["search"]["nodes"] and not right.codes
    create = next(text for text in layout.indexes(county.MODEL) if layout.SEARCH_INDEX in text)
    more = f"UNWIND range(1, 60000) AS n CREATE (:{layout.SEARCH} {{words: 'w' + n, of: 'test'}})"
    admin.run(more).consume()
    try:
        admin.run(f"DROP INDEX {layout.SEARCH_INDEX}").consume()
        assert healthy.refused(SEARCH).codes == {"STORE_DOWN"}
        admin.run(create).consume()
        with healthy.control() as control:
            told = healthy.ask(SEARCH, 0.2)
        healthy.in_time(told, control, 0.2)
        assert told.codes == {"DEADLINE"} or told.data == right.data
        admin.run("CALL db.awaitIndexes(60)").consume()
        assert healthy.ask(SEARCH, None).data == right.data
    finally:
        admin.run(f"MATCH (n:{layout.SEARCH} {{of: 'test'}}) DELETE n").consume()


def _running(session: neo4j.Session) -> bool:
    """Whether the server is at the large question."""
    texts = session.run("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery").value()
    return any("CALL (" in (text or "") for text in texts)


def _read_only(place: Site) -> bool:
    with connect.open_driver(place.server.address) as driver, driver.session(database="system") as session:
        found = session.run("SHOW DATABASES YIELD name, access WHERE name = 'neo4j' RETURN access")
        return found.single(strict=True)["access"] == "read-only"


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

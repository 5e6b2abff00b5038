"""Where the graph is kept: files and servers, logins and what is secret of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.errors import SettingsError
from hub.settings import HubSettings, Neo4jAddress, cursor_key, load_settings
from hub.settings.address import SCHEMES

SECRET = "s3cret-\U0001f511"


def settings(working: Path, **environment: str) -> HubSettings:
    return load_settings(environment=environment, working=working)


def fault(working: Path, **environment: str) -> str:
    """The one fault that the settings have."""
    with pytest.raises(SettingsError) as caught:
        settings(working, **environment)
    (line,) = caught.value.message.splitlines()
    return line


def address(working: Path, **environment: str) -> Neo4jAddress:
    store = settings(working, **environment).store
    assert isinstance(store, Neo4jAddress)
    return store


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("host", ["localhost", "graph.example:7688", "127.0.0.1:1", "[::1]", "[::1]:65535"])
def test_every_address_of_a_server_is_taken(tmp_path: Path, scheme: str, host: str) -> None:
    assert address(tmp_path, LINLI_STORE=f"{scheme}://{host}") == Neo4jAddress(f"{scheme}://{host}")
    assert address(tmp_path, LINLI_STORE=f"{scheme}://{host}/") == Neo4jAddress(f"{scheme}://{host}")
    named = address(tmp_path, LINLI_STORE=f"{scheme}://{host}/guanghan.2")
    assert (named, str(named)) == (
        Neo4jAddress(f"{scheme}://{host}", "guanghan.2"), f"{scheme}://{host}/guanghan.2"
    )  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        *("neo4j://", "neo4j:///x", "neo4j://host:", "neo4j://host:0", "neo4j://host:65536", "neo4j://host:x"),
        *("http://host", "NEO4J://host", "neo4j+x://host", "neo4j://a b", "neo4j://host/a/b", "neo4j://host/neo4j?x=1"),
        *("neo4j://[::1", "neo4j://host#x", "bolt://::1", "://host", "neo4j://ho\nst"),
    ],
)
def test_what_is_no_address_is_refused_and_shown(tmp_path: Path, said: str) -> None:
    assert f"{said!r} was given; one of neo4j://, " in fault(tmp_path, LINLI_STORE=said)


@pytest.mark.parametrize("database", ["ab", "1ab", "a" * 64, "a_b", "a`b", "system", "SYSTEM", "数据库"])
def test_what_is_no_database_is_refused(tmp_path: Path, database: str) -> None:
    for variables in (
        {"LINLI_STORE": f"neo4j://host/{database}"},
        {"LINLI_STORE": "neo4j://host", "LINLI_NEO4J_DATABASE": database},
    ):
        assert f"{database!r} was given; the name of a database expected" in fault(tmp_path, **variables)


@pytest.mark.parametrize(
    "said",
    [
        f"neo4j://neo4j:{SECRET}@host",
        f"bolt+s://u:{SECRET}/x@host:7687/neo4j",
        f"x://{SECRET}@host",
        f"neo4j://{SECRET}@",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_shown(tmp_path: Path, said: str) -> None:
    told = fault(tmp_path, LINLI_STORE=said)
    assert "neo4j.password_file" in told
    assert SECRET not in told


def test_the_login_comes_from_variables_and_from_files(tmp_path: Path) -> None:
    (tmp_path / "one").write_text(f"{SECRET}\n", "utf-8")
    (tmp_path / "two").write_text(f" {SECRET} \r\n", "utf-8")
    (tmp_path / "linli.toml").write_text(
        'store = "neo4j://host/other"\n[neo4j]\nuser = "ann"\npassword_file = "one"\ndatabase = "linli"\n', "utf-8"
    )
    assert address(tmp_path) == Neo4jAddress("neo4j://host", "other", "ann", SECRET)
    server = {"LINLI_STORE": "bolt://host"}
    assert address(tmp_path, **server) == Neo4jAddress("bolt://host", "linli", "ann", SECRET)
    (tmp_path / "linli.toml").unlink()
    assert address(tmp_path, **server) == Neo4jAddress("bolt://host", "neo4j", None, None)
    assert address(tmp_path, **server, LINLI_NEO4J_PASSWORD=f"{SECRET} ").password == f"{SECRET} "
    assert address(tmp_path, **server, LINLI_NEO4J_PASSWORD_FILE="two") == Neo4jAddress(
        "bolt://host", user="neo4j", password=f" {SECRET} "
    )
    assert address(tmp_path, **server, LINLI_NEO4J_TOKEN=SECRET) == Neo4jAddress("bolt://host", token=SECRET)
    assert address(tmp_path, **server, LINLI_NEO4J_TOKEN_FILE="one") == Neo4jAddress("bolt://host", token=SECRET)
    given = load_settings(environment=server, working=tmp_path, given={"store": "sqlite:x"})
    assert given.store == tmp_path / "x"


@pytest.mark.parametrize("name", ["PASSWORD", "TOKEN"])
def test_no_secret_is_shown(tmp_path: Path, name: str) -> None:
    found = settings(tmp_path, LINLI_STORE="neo4j://host", **{f"LINLI_NEO4J_{name}": SECRET})
    assert SECRET in (found.login.password or "", found.login.token or "")
    assert SECRET not in f"{found!r} {found} {found.store!r} {found.store} {found.login!r}"


def test_faults_of_a_login_are_told_and_none_is_shown(tmp_path: Path) -> None:
    server = {"LINLI_STORE": "neo4j://host"}
    assert "its password is missing" in fault(tmp_path, **server, LINLI_NEO4J_USER="ann")
    assert "with a token there is no user" in fault(
        tmp_path, **server, LINLI_NEO4J_USER="ann", LINLI_NEO4J_TOKEN=SECRET
    )
    two = fault(tmp_path, **server, LINLI_NEO4J_PASSWORD=SECRET, LINLI_NEO4J_TOKEN=SECRET)
    assert "variable LINLI_NEO4J_PASSWORD and variable LINLI_NEO4J_TOKEN: set one of them" in two
    assert SECRET not in two
    (tmp_path / "linli.toml").write_text(f'[neo4j]\npassword = ["{SECRET}"]\n', "utf-8")
    wrong = fault(tmp_path, **server)
    assert "key 'neo4j.password': a text that is not empty expected" in wrong
    assert SECRET not in wrong


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "No such file"), (b"", "is empty"), (b"\n", "is empty"), (b"\xff", "not UTF-8 at byte 0")],
)
@pytest.mark.parametrize("name", ["PASSWORD_FILE", "TOKEN_FILE"])
def test_a_file_without_a_secret_is_told(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    told = fault(tmp_path, LINLI_STORE="neo4j://host", **{f"LINLI_NEO4J_{name}": "secret"})
    assert told.startswith(f"variable LINLI_NEO4J_{name}: {tmp_path / 'secret'}: ")
    assert said in told


def test_the_key_of_cursors_of_a_server_is_kept_where_a_persons_data_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "new"))
    monkeypatch.setattr("sys.platform", "linux")
    keys = {
        store: cursor_key(HubSettings(store=Neo4jAddress(f"neo4j://{store}", user="u", password=SECRET)))
        for store in ("host:7687", "host:7688", "host:7687")
    }
    assert len(set(keys.values())) == 2
    assert sorted(file.name for file in (tmp_path / "new" / "linli").iterdir()) == [
        "neo4j-host-7687-neo4j.key",
        "neo4j-host-7688-neo4j.key",
    ]

"""Where a store is kept, as ``store`` and the settings of Neo4j say it: a file of SQLite, or a database of a server."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""How a Neo4j server is spoken to: ``neo4j`` asks it which servers there are, ``bolt`` speaks to this one; ``+s`` is
TLS with a certificate that is checked, ``+ssc`` with one that the server made itself.
"""

USER = "neo4j"
"""Who is meant where only a password is given: the user that every server begins with."""
DATABASE = "neo4j"
"""The database that every server begins with, and the only one of its Community edition."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9.-]{2,62}")
_URL = re.compile(
    r"(?P<scheme>[a-z0-9+]+)://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?:/(?P<database>[^/?#]*))?"
)


class AddressError(ValueError):
    """An address that cannot be used; the message says what is expected, and shows no secret."""


@dataclass(frozen=True, slots=True)
class Neo4jAddress:
    """A database of a Neo4j server, and who asks it.

    ``url``: scheme, host and port, as drivers take it. ``user`` and ``password``, or ``token`` (a bearer token);
    without either the server is asked without authentication.
    """

    url: str
    database: str = DATABASE
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        """For messages: without what is secret."""
        return f"{self.url}/{self.database}"


@dataclass(frozen=True, slots=True)
class Login:
    """What is set of Neo4j beside the address; see ``Neo4jAddress``. ``database``: where the address names none."""

    database: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def at(self, url: str, database: str | None) -> Neo4jAddress:
        """The address of a server with this login."""
        user = self.user or (USER if self.password is not None else None)
        return Neo4jAddress(url, database or self.database or DATABASE, user, self.password, self.token)


Address: TypeAlias = Path | Neo4jAddress
"""Where a store is: a file (SQLite), or a database of a server."""


def is_server(text: str) -> bool:
    """Whether a text is meant as the address of a server, right or wrong."""
    return "://" in text and not text.startswith("sqlite:")


def read_server(text: str) -> tuple[str, str | None]:
    """Scheme, host and port of a server's address, and the database where it names one.

    >>> read_server("neo4j://graph.example:7687/linli"), read_server("bolt+s://[::1]")
    (('neo4j://graph.example:7687', 'linli'), ('bolt+s://[::1]', None))

    Raises:
        AddressError: it is none; what was given is not repeated where there may be a password in it.
    """
    if "@" in text:
        raise AddressError(
            "an address with a user or a password was given (it is not shown); leave them out of it, and set "
            "neo4j.user, and neo4j.password or neo4j.password_file"
        )
    found = _URL.fullmatch(text)
    if (
        found is None
        or found["scheme"] not in SCHEMES
        or (found["port"] is not None and not 0 < int(found["port"]) < 65_536)
    ):
        schemes = ", ".join(f"{scheme}://" for scheme in SCHEMES)
        raise AddressError(f"{text!r} was given; one of {schemes} with HOST[:PORT][/DATABASE] expected")
    port = f":{found['port']}" if found["port"] else ""
    database = found["database"] or None
    return f"{found['scheme']}://{found['host']}{port}", None if database is None else check_database(database)


def check_database(name: str) -> str:
    """The name of a database.

    Raises:
        AddressError: it cannot be one.
    """
    if not _NAME.fullmatch(name) or name.lower() == "system":
        raise AddressError(
            f"{name!r} was given; the name of a database expected: 3 to 63 letters, digits, dots and dashes, and not "
            "`system`, which is the server's own"
        )
    return name

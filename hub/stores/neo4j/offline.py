"""The tool ``neo4j-admin``: where it is, how it imports a CSV set, and what to do by hand where it is not at hand.

A Community server cannot take one database offline, so it has to be stopped meanwhile; the tool itself refuses a
database that is in use or there already.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hub.errors import Code, StoreError
from hub.settings import Neo4jAddress
from hub.stores.neo4j.csvset import ARGUMENTS
from hub.stores.neo4j.graph import opened

NAME = "neo4j-admin"
SHOWN = 8
"""Lines of the tool's output that an error shows, the last ones."""


@dataclass(frozen=True, slots=True)
class Admin:
    """How the tool is called. ``environment``: what it is told besides the process's own."""

    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    def importing(self, database: str, *, over: bool) -> tuple[str, ...]:
        """The whole command, to be run in the folder of the CSV set."""
        options = ("--overwrite-destination=true",) if over else ()
        return (*self.command, "database", "import", "full", *options, f"@{ARGUMENTS}", database)


def find(command: str | None, home: Path | None, environment: Mapping[str, str] = os.environ) -> Admin | None:
    """The tool, if it is at hand.

    Args:
        command: how it is called, with arguments: ``neo4j-admin``, or ``java -cp 'lib/*' org.neo4j.cli.AdminTool``.
        home: the server's folder, whose ``bin`` has the tool and whose ``conf`` says where its data is.
        environment: where it is looked for otherwise: ``NEO4J_HOME``, ``PATH``.
    """
    given = {} if home is None else {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    if command is not None:
        return Admin(tuple(shlex.split(command)), given)
    folder = home or (Path(environment["NEO4J_HOME"]) if environment.get("NEO4J_HOME") else None)
    if folder is not None and (folder / "bin" / NAME).is_file():
        return Admin((str(folder / "bin" / NAME),), given)
    on_path = shutil.which(NAME, path=environment.get("PATH"))
    return None if on_path is None else Admin((on_path,), given)


def by_hand(folder: Path, database: str, *, over: bool) -> str:
    """The command that a person runs where the server is."""
    command = shlex.join(Admin((NAME,)).importing(database, over=over))
    return f"cd {shlex.quote(str(folder))} && {command}"


def check_stopped(address: Neo4jAddress) -> None:
    """Check that the server does not answer.

    Raises:
        StoreError: STORE_LOCKED, it does; BAD_SETTINGS where something else does.
    """
    try:
        with opened(address):
            pass
    except StoreError as error:
        if error.code is Code.STORE_DOWN:
            return
        raise
    raise StoreError(
        Code.STORE_LOCKED,
        f"{address}: the server runs, and an import needs the database to itself; stop the server (Community cannot "
        "take one database offline), and run this again",
    )


def run(admin: Admin, folder: Path, database: str, *, over: bool) -> None:
    """Import a CSV set into a database that nobody uses.

    Args:
        over: delete what the database holds, whatever it is.

    Raises:
        StoreError: BAD_SETTINGS where there is a database already, or the tool cannot be run; STORE_LOCKED where it is
            in use; STORE_DOWN where the tool fails otherwise.
    """
    try:
        # Standard input is closed, for the tool must not wait for an answer that nobody gives.
        done = subprocess.run(
            admin.importing(database, over=over),
            cwd=folder,
            env={**os.environ, **admin.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as fault:
        raise StoreError(
            Code.BAD_SETTINGS, f"{admin.command[0]}: {fault.strerror}; give the command of neo4j-admin with --admin"
        ) from fault
    if done.returncode:
        raise _failed(done.stdout, folder, database)


def _failed(output: str, folder: Path, database: str) -> StoreError:
    lowered = output.lower()
    if "already exist" in lowered:
        return StoreError(
            Code.BAD_SETTINGS,
            f"database {database}: there is one already, so it is left alone; where it holds nothing, or may be lost, "
            "give --replace, which deletes it first",
        )
    if "in use" in lowered:
        return StoreError(Code.STORE_LOCKED, f"database {database}: a server uses it; stop that, and run this again")
    said = [line for line in output.splitlines() if line.strip() and "%" not in line][-SHOWN:]
    return StoreError(
        Code.STORE_DOWN,
        f"database {database}: neo4j-admin could not import {folder}; what it holds now is of no use: import again "
        f"with --replace. It said: {' / '.join(said)}",
    )

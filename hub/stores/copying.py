"""A store copied into one of another sort: all its rows, with loads and change log, so that undoing goes on to work."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from graph_schema.model import Model
from hub.errors import Code, SettingsError
from hub.settings import Address, Neo4jAddress
from hub.stores.either import installed

Told = Callable[[int], None]
"""Takes the number of rows that were copied since it was called last."""


def copy(
    source: Address,
    target: Address,
    model: Model,
    *,
    actor: str | None = None,
    over: bool = False,
    told_rows: Told = lambda rows: None,
) -> None:
    """Copy a store from a file into an empty database of a server, or the other way round.

    Args:
        actor: who does it, for an entry in the change log of the copy; without it the log is the source's own.
        over: what is a store of ours already is replaced.

    Raises:
        SettingsError: BAD_SETTINGS where both are files, or both are servers.
        StoreError: see ``neo4j.fill.copy_in`` and ``neo4j.extract.copy_out``.
    """
    match source, target:
        case Path(), Neo4jAddress():
            with installed(target):
                from hub.stores.neo4j.fill import copy_in
                from hub.stores.neo4j.meta import Entry

                entry = None if actor is None else Entry(actor, source.name)
                copy_in(source, target, model, entry=entry, over=over, told_rows=told_rows)
        case Neo4jAddress(), Path():
            with installed(source):
                from hub.stores.neo4j.extract import copy_out
                from hub.stores.neo4j.meta import Entry

                entry = None if actor is None else Entry(actor, str(source))
                copy_out(source, target, model, entry=entry, over=over, told_rows=told_rows)
        case Path(), _:
            raise SettingsError(
                Code.BAD_SETTINGS, f"{target}: this is a file like {source}; `linli backup` copies one file to another"
            )
        case _:
            raise SettingsError(
                Code.BAD_SETTINGS, f"{target}: this is a server like {source}; copy to a file first, and that into it"
            )


def copy_offline(
    file: Path,
    target: Neo4jAddress,
    model: Model,
    *,
    actor: str,
    folder: Path | None = None,
    admin: str | None = None,
    home: Path | None = None,
    over: bool = False,
    told_rows: Told = lambda rows: None,
) -> str | None:
    """Write the CSV set of a file, and import it into a database whose server is stopped.

    Args:
        folder: where the set is kept; without it, it is gone in the end.
        admin, home: see ``neo4j.offline.find``.

    Returns:
        None where it was imported; where the tool is not at hand, the command that does it.

    Raises:
        SettingsError: BAD_SETTINGS where there is neither the tool nor a folder.
        StoreError: see ``look.reading`` for the file, ``neo4j.offline`` for the import.
    """
    with installed(target):
        from hub.stores.neo4j import csvset, offline
        from hub.stores.neo4j.meta import Entry

        tool = offline.find(admin, home)
        if tool is not None:
            offline.check_stopped(target)
        elif folder is None:
            raise SettingsError(
                Code.BAD_SETTINGS,
                "neo4j-admin: it is not on the PATH; give --neo4j-home or --admin, or --csv FOLDER, which keeps the "
                "files to be imported elsewhere",
            )
        with nullcontext(folder) if folder else tempfile.TemporaryDirectory(prefix="linli-copy-") as where:
            csvset.write_csv(file, Path(where), model, entry=Entry(actor, file.name), told_rows=told_rows)
            if tool is None:
                return offline.by_hand(Path(where), target.database, over=over)
            offline.run(tool, Path(where), target.database, over=over)
            return None


def finish(target: Neo4jAddress, model: Model) -> None:
    """Make constraints and indexes after an import, or what is missing of them, see ``neo4j.fill.finish``."""
    with installed(target):
        from hub.stores.neo4j import fill

        fill.finish(target, model)

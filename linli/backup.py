"""``linli backup``: the store copied to a file, while it is used."""

from __future__ import annotations

import argparse
from pathlib import Path

from hub.stores.sql.backup import backup
from linli.exits import OK
from linli.opening import file_of, settings_of, short, there
from linli.parser import Parser, command, settings_options
from linli.progress import Progress
from linli.shown import holding

INSTEAD = (
    "let its own tool dump the database (`neo4j-admin database dump`, with the server stopped), or copy it to a file "
    "with `linli copy neo4j://... sqlite:FILE`; see docs/neo4j.md"
)
"""What to do where the store is on a server."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "backup",
        run,
        "copy the store to a file, while the hub answers and loads write",
        "The file is whole, checked page by page, or not there at all. It is a store itself: `linli check` and\n"
        "`linli digest` look at it with --store sqlite:FILE. The key that seals cursors, <store>.key, is not in it.\n\n"
        "examples:\n"
        "  linli backup backup.sqlite\n"
        "  linli backup /media/backup/guanghan.sqlite --replace",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="where to")
    parser.add_argument("--replace", action="store_true", help="write over a backup that is there")
    settings_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Copy, and say what the copy holds."""
    settings = there(settings_of(arguments))
    store = file_of(settings, INSTEAD)
    progress = Progress(f"copying {short(store)}", unit="pages")
    made = backup(store, arguments.file, over=arguments.replace, told_pages=progress.rows)
    progress.done()
    print(f"backed up {short(store)} to {arguments.file}: {holding(made, settings.time_zone)}; checked")
    for load in made.open_loads:
        print(f"load {load.id} of {load.source} was open: once restored, it is to be gone on with or undone")
    return OK

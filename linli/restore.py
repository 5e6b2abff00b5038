"""``linli restore``: a backup put in the place of the store, which is kept."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph_schema.kinds import load_model
from hub.errors import Code, HubError
from hub.stores.sql.restore import examine, restore
from linli.exits import OK
from linli.opening import actor, file_of, make_folder, settings_of, short
from linli.parser import Parser, command, settings_options
from linli.progress import Progress
from linli.shown import holding

INSTEAD = (
    "let its own tool load a dump (`neo4j-admin database load`, with the server stopped), or copy a file into it with "
    "`linli copy sqlite:FILE neo4j://...`; see docs/neo4j.md"
)
"""What to do where the store is on a server."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "restore",
        run,
        "put a backup in the place of the store; what was there is kept beside it",
        "The backup is checked page by page first. The hub may run: each question is answered from what was, or from\n"
        "what is, never from a mixture. A load may not be open: it would go on after rows that are gone.\n\n"
        "examples:\n"
        "  linli restore backup.sqlite\n"
        "  linli restore backup.sqlite --replace",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("--replace", action="store_true", help="a store that is there is replaced, and kept")
    settings_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Restore, and say what the store holds now."""
    settings, model = settings_of(arguments), load_model()
    store = file_of(settings, INSTEAD)
    found = examine(arguments.file, model)
    if settings.regions and set(settings.regions) != set(found.owned):
        raise HubError(
            Code.BAD_SETTINGS,
            f"regions: {', '.join(settings.regions)} are set, but {arguments.file} is a backup of a hub of "
            f"{', '.join(found.owned)}; give another backup, or leave the setting out",
        )
    make_folder(store)
    progress = Progress(f"copying {arguments.file}", unit="pages")
    done = restore(arguments.file, store, model, actor=actor(), over=arguments.replace, told_pages=progress.rows)
    progress.done()
    print(f"restored {short(store)} from {arguments.file}: {holding(done.contents, settings.time_zone)}")
    if done.kept is not None:
        print(f"what was there before is kept in {short(done.kept)}")
    for load in done.contents.open_loads:
        print(f"load {load.id} of {load.source} is open: load its file again to go on, or `linli undo {load.id}`")
    return OK

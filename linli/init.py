"""``linli init``: an empty store."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph_schema.kinds import load_model
from hub.errors import Code, HubError, StoreError
from hub.settings import cursor_key
from hub.stores import either
from linli.exits import OK
from linli.opening import make_folder, settings_of, short
from linli.parser import Parser, command, settings_options


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "init",
        run,
        "make an empty store for the regions that this hub owns",
        "A file that is there already is never overwritten, nor is a database of a server that holds anything.\n\n"
        "examples:\n"
        "  linli init 510681 --store sqlite:guanghan.sqlite\n"
        "  linli init 510681 --store neo4j://localhost",
    )
    parser.add_argument("regions", nargs="*", metavar="REGION", help="prefix of a region: 510681, 4313 or 52")
    settings_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the store and the key that seals its cursors."""
    arguments.regions = ",".join(arguments.regions) or None
    settings = settings_of(arguments)
    if not settings.regions:
        raise HubError(
            Code.BAD_SETTINGS, "regions: none given; say which regions the hub owns, such as `linli init 510681`"
        )
    if isinstance(settings.store, Path) and settings.store.exists():
        raise StoreError(
            Code.NOT_OURS,
            f"{settings.store}: there is a file already, and it is left alone; give another path with --store",
        )
    make_folder(settings.store)
    either.create(settings.store, load_model(), settings.regions)
    cursor_key(settings)
    print(f"made {short(settings.store)} for {', '.join(settings.regions)}")
    print("next: `linli load Area areas.csv` shows what would be loaded, `linli serve` answers questions")
    return OK

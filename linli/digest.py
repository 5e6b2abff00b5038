"""``linli digest``: one number for what the store holds."""

from __future__ import annotations

import argparse

from graph_schema.kinds import load_model
from hub.stores import either
from linli.exits import OK
from linli.opening import settings_of, there
from linli.parser import Parser, command, settings_options


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "digest",
        run,
        "print a hash of all nodes and links, equal for equal graphs whatever the store",
        "Versions, provenance and the log are not in it.",
    )
    settings_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Compute and print it."""
    settings = there(settings_of(arguments))
    print(either.digest(settings.store, load_model()))
    return OK

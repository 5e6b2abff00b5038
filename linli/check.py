"""``linli check``: is the store true to itself?"""

from __future__ import annotations

import argparse

from graph_schema.kinds import load_model
from hub.stores import either
from linli.exits import FAULTY, OK
from linli.opening import settings_of, short, there
from linli.parser import Parser, command, settings_options


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "check",
        run,
        "look for faults in the store: dangling links, cycles, overlaps, counters against a recount, open loads",
        "Nothing is changed, except that a file of an older model is brought up to date. Faults: exit code 1.",
    )
    settings_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Look, and list what is found."""
    settings = there(settings_of(arguments))
    faults = either.check(settings.store, load_model())
    for fault in faults:
        print(f"{fault.sort}: {fault.where}: {fault.text}")
    if faults:
        print(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in {short(settings.store)}")
        return FAULTY
    print(f"no faults in {short(settings.store)}")
    return OK

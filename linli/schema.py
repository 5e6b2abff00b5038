"""``linli schema``: the GraphQL schema as text."""

from __future__ import annotations

import argparse
import difflib
import importlib.resources
import sys
from itertools import islice
from pathlib import Path

from graph_schema.kinds import load_model
from hub.errors import Code, HubError
from linli.exits import FAULTY, OK
from linli.parser import Parser, command

MOST_LINES = 60
"""Lines of difference that are shown."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "schema",
        run,
        "print the GraphQL schema (SDL), or compare it with the committed one",
        "With --check the exit code is 1 where they differ. `linli schema hub/api/schema.graphql` writes it anew.",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="write it there instead of printing it")
    parser.add_argument("--check", action="store_true", help="compare it with the committed schema, or with FILE")


def run(arguments: argparse.Namespace) -> int:
    """Print, write or compare the schema."""
    # Imported late: deriving the schema takes a while, and help should not wait for it.
    from hub.app import Hub

    sdl = Hub(load_model()).sdl
    path: Path | None = arguments.file
    try:
        if arguments.check:
            return _compare(sdl, path)
        if path is None:
            print(sdl, end="")
        else:
            path.write_text(sdl, "utf-8")
            print(f"wrote {path}", file=sys.stderr)
    except OSError as fault:
        raise HubError(Code.BAD_SETTINGS, f"{path}: {fault.strerror}; check the path") from fault
    return OK


def _compare(sdl: str, path: Path | None) -> int:
    if path is None:
        name = "hub/api/schema.graphql"
        committed = importlib.resources.files("hub.api").joinpath("schema.graphql").read_text("utf-8")
    else:
        name, committed = str(path), path.read_text("utf-8")
    if committed == sdl:
        print(f"{name} is up to date", file=sys.stderr)
        return OK
    changes = difflib.unified_diff(
        committed.splitlines(), sdl.splitlines(), name, "the model's schema", n=1, lineterm=""
    )
    for line in islice(changes, MOST_LINES):
        print(line)
    print(f"linli: {name} is not the model's schema; `linli schema {name}` writes it anew", file=sys.stderr)
    return FAULTY

"""``linli undo``: a load taken back, shown first, done when asked to."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from graph_schema.kinds import load_model
from hub.errors import ChangeError, Code
from hub.stores.door import Door, Tally
from linli.exits import OK
from linli.opening import actor, settings_of, writing
from linli.parser import Parser, command, settings_options, whole


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "undo",
        run,
        "take a load back: first show what that would do, then do it with --apply",
        "The graph is then as it was before the load, to the last date; the log keeps both. Where a later change\n"
        "touched rows of the load, nothing is done, and that change is named: a later load is to be undone first.\n\n"
        "examples:\n"
        "  linli loads\n"
        "  linli undo 3\n"
        "  linli undo 3 --apply --reason 'the file of another town'",
    )
    parser.add_argument("load", nargs="?", type=whole, metavar="LOAD", help="its number; the open load if left out")
    parser.add_argument("--apply", action="store_true", help="do it")
    parser.add_argument("--reason", metavar="TEXT", help="why, for the change log")
    settings_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show, or do."""
    settings, model = settings_of(arguments), load_model()
    with writing(settings, model) as door:
        number: int = arguments.load if arguments.load is not None else _open(door)
        found = door.written(number)
        if arguments.apply:
            door.undo_load(number, actor=actor(), reason=arguments.reason or f"undo load {number}")
        else:
            door.check_undo(number)
    print(f"load {number} of {found.load.source}, {found.load.state.lower()}, {found.load.rows:,} rows")
    print(taken_back(found.tallies))
    print(f"load {number} is undone" if arguments.apply else "nothing was undone; --apply does it")
    return OK


def taken_back(tallies: Mapping[str, Tally]) -> str:
    """What undoing does to the rows, as a table."""
    some = {name: tally for name, tally in sorted(tallies.items()) if tally.created or tally.changed}
    if not some:
        return "it changed nothing"
    width = max(len(name) for name in some)
    lines = [f"{'':{width}}  {'removed':>10}  {'put back':>10}"]
    lines += [f"{name:{width}}  {tally.created:>10,}  {tally.changed:>10,}" for name, tally in some.items()]
    return "\n".join(lines)


def _open(door: Door) -> int:
    """The number of the open load.

    Raises:
        ChangeError: BAD_ARGUMENT where none is open.
    """
    found = door.open_loads()
    if not found:
        raise ChangeError(
            Code.BAD_ARGUMENT, "no load is open; give the number of a load, such as `linli undo 3` (`linli loads`)"
        )
    return found[0].id

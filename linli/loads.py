"""``linli loads``: what was loaded into the store, when, and by whom."""

from __future__ import annotations

import argparse
import dataclasses
import json
from zoneinfo import ZoneInfo

from graph_schema.kinds import load_model
from hub.stores import either
from hub.stores.door import Logged
from linli.exits import OK
from linli.opening import settings_of, short, there
from linli.parser import Parser, command, settings_options
from linli.shown import moment
from linli.table import table


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "loads",
        run,
        "list the loads of the store: number, state, rows, source, when, by whom and why",
        "A load is `open` while it runs and after it was interrupted, `done`, or `undone`. Times are those of the\n"
        "hub's time zone; with --format json they are UTC.\n\n"
        "examples:\n"
        "  linli loads\n"
        "  linli loads --demo --format json",
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how they are printed (table)")
    settings_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """List them, oldest first."""
    settings = there(settings_of(arguments))
    found = either.all_loads(settings.store, load_model())
    if arguments.format == "json":
        print(json.dumps([_object(each) for each in found], ensure_ascii=False, indent=2))
        return OK
    if not found:
        print(f"nothing was loaded into {short(settings.store)} yet; `linli load Area areas.csv` shows how it would be")
        return OK
    print(table([_line(each, settings.time_zone) for each in found]))
    for each in found:
        if each.load.state == "OPEN":
            number = each.load.id
            print(f"load {number} is open: load its file again to go on, or take it back with `linli undo {number}`")
    return OK


def _line(each: Logged, zone: ZoneInfo) -> dict[str, str]:
    load = each.load
    return {
        "load": str(load.id),
        "state": load.state.lower(),
        "rows": f"{load.rows:,}",
        "source": load.source,
        "begun": moment(load.started, zone),
        "finished": moment(load.finished, zone) if load.finished else "",
        "by": each.actor or "",
        "reason": each.reason or "",
    }


def _object(each: Logged) -> dict[str, object]:
    return {**dataclasses.asdict(each.load), "actor": each.actor, "reason": each.reason}

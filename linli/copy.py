"""``linli copy``: a store moved between a file and a Neo4j server."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph_schema.kinds import load_model
from hub.errors import Code, SettingsError
from hub.settings import Address, HubSettings, Neo4jAddress
from hub.settings.values import Given, store
from hub.stores import copying
from linli.exits import OK
from linli.opening import actor, make_folder, settings_of, short
from linli.parser import Parser, command, settings_options
from linli.progress import Progress


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "copy",
        run,
        "copy a store from a file into a Neo4j database, or from there into a file",
        "All rows are copied, with loads and change log; `linli digest` of both is equal. The copy's log has one\n"
        "entry more, which says where it is from. A database has to be empty, and a file may not be there yet:\n"
        "--replace deletes a store of ours first. The login stands in the settings (neo4j.user …).\n\n"
        "With --offline the server is stopped meanwhile: `neo4j-admin database import` is the fastest way into an\n"
        "empty database. Where the tool is not at hand the CSV files are written, and the command is printed. Then\n"
        "start the server, and let --finish make the constraints and indexes.\n\n"
        "examples:\n"
        "  linli copy sqlite:hub.sqlite neo4j://localhost\n"
        "  linli copy neo4j://localhost sqlite:copy.sqlite\n"
        "  linli copy sqlite:hub.sqlite neo4j://localhost --offline --neo4j-home /var/lib/neo4j\n"
        "  linli copy --finish neo4j://localhost",
    )
    parser.add_argument("source", nargs="?", metavar="FROM", help="sqlite:FILE, or neo4j://SERVER[/DATABASE]")
    parser.add_argument("target", nargs="?", metavar="TO", help="the other of the two")
    parser.add_argument("--replace", action="store_true", help="delete the store that is there first")
    parser.add_argument("--finish", metavar="SERVER", help="make constraints and indexes, once imported and started")
    offline = parser.add_argument_group("with the server stopped")
    offline.add_argument("--offline", action="store_true", help="write CSV files, and import them")
    offline.add_argument("--csv", type=Path, metavar="FOLDER", help="where to keep the CSV files")
    offline.add_argument("--neo4j-home", type=Path, metavar="FOLDER", help="the server's folder (NEO4J_HOME)")
    offline.add_argument("--admin", metavar="COMMAND", help="how neo4j-admin is called, if it is not on the PATH")
    settings_options(parser, store=False)


def run(arguments: argparse.Namespace) -> int:
    """Copy, or finish what was imported."""
    _check(arguments)
    settings = settings_of(arguments)
    if arguments.finish is not None:
        server = _server(_address(arguments.finish, "--finish", settings), "--finish")
        copying.finish(server, load_model())
        print(f"{server} is whole: all constraints and indexes are online")
        return OK
    source = _address(arguments.source, "FROM", settings)
    target = _address(arguments.target, "TO", settings)
    if isinstance(target, Path):
        make_folder(target)
    if arguments.offline:
        if not isinstance(source, Path):
            raise SettingsError(
                Code.BAD_SETTINGS,
                f"FROM: {source} was given; with --offline a file, such as sqlite:hub.sqlite, expected",
            )
        return _offline(arguments, source, _server(target, "TO"))
    progress = Progress(f"copying {short(source)}")
    copying.copy(source, target, load_model(), actor=actor(), over=arguments.replace, told_rows=progress.rows)
    progress.done()
    print(f"copied {short(source)} to {short(target)}")
    return OK


def _offline(arguments: argparse.Namespace, source: Path, target: Neo4jAddress) -> int:
    """Write the CSV set, and import it if that can be done here."""
    folder: Path | None = arguments.csv
    if folder is not None:
        make_folder(folder / "any")
    progress = Progress(f"writing {short(source)} as CSV")
    by_hand = copying.copy_offline(
        source,
        target,
        load_model(),
        actor=actor(),
        folder=folder,
        admin=arguments.admin,
        home=arguments.neo4j_home,
        over=arguments.replace,
        told_rows=progress.rows,
    )
    progress.done()
    if by_hand is None:
        print(f"imported {short(source)} into {target}")
        print(f"next: start the server, then `linli copy --finish {target}`")
    else:
        print(f"wrote the CSV files to {folder}; next, where the server is: stop it, and with these files run")
        print(f"  {by_hand}")
        print(f"then start the server, and run `linli copy --finish {target}`")
    return OK


def _check(arguments: argparse.Namespace) -> None:
    """Leave where arguments are missing, or do not go together."""
    copies = arguments.source is not None or arguments.target is not None or arguments.offline or arguments.replace
    if arguments.finish is not None and copies:
        arguments.parser.error("--finish: it takes one server, and nothing else")
    if arguments.finish is None and arguments.target is None:
        arguments.parser.error("FROM and TO are missing, as in `linli copy sqlite:hub.sqlite neo4j://localhost`")
    for name in ("csv", "neo4j_home", "admin"):
        if getattr(arguments, name) is not None and not arguments.offline:
            arguments.parser.error(f"--{name.replace('_', '-')}: it belongs to --offline")


def _address(text: str, place: str, settings: HubSettings) -> Address:
    """Where a store is, with the login of the settings.

    Raises:
        SettingsError: BAD_SETTINGS.
    """
    try:
        found = store(Given(place, text, Path.cwd()))
    except ValueError as fault:
        raise SettingsError(Code.BAD_SETTINGS, f"{place}: {fault}") from fault
    return found if isinstance(found, Path) else settings.login.at(*found)


def _server(address: Address, place: str) -> Neo4jAddress:
    if isinstance(address, Path):
        raise SettingsError(
            Code.BAD_SETTINGS,
            f"{place}: the file {short(address)} was given; a server, such as neo4j://localhost, expected",
        )
    return address

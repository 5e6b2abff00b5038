"""From arguments to an exit code."""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from typing import cast

from hub.errors import HubError
from linli.exits import INTERRUPTED, OK, SURROUNDINGS, exit_code
from linli.opening import program_version
from linli.parser import Parser, Run

COMMANDS = (
    *("init", "load", "divisions", "loads", "undo", "demo", "serve", "ask", "explain", "schema", "check", "digest"),
    *("backup", "restore", "copy", "completion"),
)
"""Each is a module of this package."""

_DETAILS = """\
exit codes:
  0    done, and nothing is wrong
  1    what was looked at is at fault: rows of a file, an answer with errors, a store that fails its check
  2    the command line or the settings are at fault
  3    the surroundings are at fault: store missing, locked or not ours, disk full, port in use, hub out of reach
  130  interrupted

Settings stand in linli.toml, in variables LINLI_..., or on the command line; see docs/settings.md."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code. Errors that can be foreseen are one line on stderr, never a traceback.

    Raises:
        SystemExit: the arguments are at fault, or ``--help`` was asked for.
    """
    arguments = _parse(sys.argv[1:] if argv is None else argv)
    try:
        code = cast("Run", arguments.run)(arguments)
        sys.stdout.flush()
        return code
    except HubError as error:
        for line in error.message.splitlines() or [""]:
            print(f"linli: {error.code.value}: {line}", file=sys.stderr)
        return exit_code(error)
    except sqlite3.Error as error:
        print(
            f"linli: NOT_OURS: the store is damaged: {error}; restore a copy, or load it anew with `linli init`",
            file=sys.stderr,
        )
        return SURROUNDINGS
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        where = error.filename or f"the folder of temporary files, {tempfile.gettempdir()}"
        print(
            f"linli: STORE_FULL: {where}: the disk is full; free some space and run it again, or set TMPDIR to another "
            "folder",
            file=sys.stderr,
        )
        return SURROUNDINGS
    except KeyboardInterrupt:
        print("linli: interrupted", file=sys.stderr)
        return INTERRUPTED


class OneLineEach(argparse.RawDescriptionHelpFormatter):
    """Help with room for the name of every command beside what it does."""

    def __init__(self, prog: str) -> None:
        indent = 6
        super().__init__(prog, max_help_position=max(map(len, COMMANDS)) + indent)
        # argparse forgets the indentation of commands where it looks for the longest name.
        self._action_max_length = self._max_help_position


def make_parser() -> Parser:
    """The parser of all commands."""
    parser = Parser(
        prog="linli",
        description="Linli Hub 邻里: a GraphQL hub that links county, township and village data.",
        epilog=_DETAILS,
        formatter_class=OneLineEach,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"linli {program_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for name in COMMANDS:
        importlib.import_module(f"linli.{name}").add(commands)
    return parser


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = make_parser()
    if not argv:
        parser.print_help()
        raise SystemExit(OK)
    if argv[0] == "help":  # as many programs have it
        argv = [*argv[1:2], "--help"]
    arguments, rest = parser.parse_known_args(argv)
    if rest:
        # Said by the subcommand, which knows what else it takes.
        cast("Parser", arguments.parser).error(f"unrecognized arguments: {' '.join(rest)}")
    return arguments


if __name__ == "__main__":
    sys.exit(main())

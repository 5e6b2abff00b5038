"""Arguments of the command: what all subcommands share, and "did you mean"."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from hub.errors import Code, HubError
from linli.exits import USAGE

Run = Callable[[argparse.Namespace], int]
_MISSING = "the following arguments are required: "
_NO_COMMAND = _MISSING + "COMMAND"
_OPTION = re.compile(r"--[a-z][a-z-]*")
_CHOICE = re.compile(r"invalid choice: '([^']*)' \(choose from (.*)\)", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """A parser whose errors look like the command's others, and name what was probably meant."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and leave."""
        choice = _CHOICE.search(message)
        if choice:
            known = re.findall(r"[A-Za-z][A-Za-z-]*", choice[2])
            message = f"no such {self._noun(message)} {choice[1]!r}; {meant(choice[1], known)}"
        elif message.startswith("unrecognized arguments:"):
            word = message.partition(": ")[2].split()[0].partition("=")[0]
            known = _OPTION.findall(self.format_help())
            message = f"{word}: no such {'option' if word.startswith('-') else 'argument'}"
            if word in known:
                message = f"{word}: it belongs after the command, as in `{self.prog} {word}`"
            elif word.startswith("-"):
                message += f"; {meant(word, dict.fromkeys(known))}"
        elif message == _NO_COMMAND:
            message = "a command is missing, such as `linli demo`"
        elif message.startswith(_MISSING):
            usage = " ".join(self.format_usage().split()).partition(" ")[2]
            message = f"{message.removeprefix(_MISSING)} is missing, as in `{usage}`"
        self.exit(USAGE, f"linli: {message}\n(see `{self.prog} --help`)\n")

    @staticmethod
    def _noun(message: str) -> str:
        return "command" if "argument COMMAND" in message else "value"


def meant(word: str, known: Sequence[str] | dict[str, None]) -> str:
    """``did you mean …?`` where something is near, else what there is."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"


def command(
    commands: argparse._SubParsersAction[Parser], name: str, run: Run, summary: str, details: str = ""
) -> Parser:
    """Add a subcommand.

    Args:
        summary: one line, for the list of commands.
        details: what its own help says besides.
    """
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=details or None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run, parser=parser)
    return parser


def whole(text: str) -> int:
    """A whole number of 1 or more, for an argument."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} was given; a whole number from 1 on is expected")
    return int(text)


def readable(path: Path) -> Path:
    """The path, if a file is there.

    Raises:
        HubError: BAD_SETTINGS where there is none, with the one that was probably meant.
    """
    if path.is_dir():
        raise HubError(Code.BAD_SETTINGS, f"{path}: this is a folder; give the path of a file")
    if not path.exists():
        folder = path.parent
        beside = sorted(file.name for file in folder.iterdir() if file.is_file()) if folder.is_dir() else []
        near = difflib.get_close_matches(path.name, beside, n=1)
        hint = f"did you mean {str(folder / near[0])!r}?" if near else f"check the path; it leads from {Path.cwd()}"
        raise HubError(Code.BAD_SETTINGS, f"{path}: there is no such file; {hint}")
    return path


def settings_options(parser: argparse.ArgumentParser, *, store: bool = True) -> None:
    """Options that say where settings and the store are."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings in this TOML file, not in linli.toml")
    if store:
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--store", metavar="ADDRESS", help="sqlite:PATH or neo4j://HOST: the store, whatever the settings say"
        )
        which.add_argument("--demo", action="store_true", help="the store that `linli demo` made")


def listen_options(parser: argparse.ArgumentParser) -> None:
    """Options that say where to listen."""
    parser.add_argument("--host", help="address to listen on; only this machine's own, such as 127.0.0.1")
    parser.add_argument("--port", help="port to listen on; 0 for any that is free")
    parser.add_argument("--workers", metavar="NUMBER", help="processes that answer, on one port (1)")

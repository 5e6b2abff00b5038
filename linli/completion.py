"""``linli completion``: the script that completes this command in a shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import shtab

from graph_schema.kinds import load_model
from linli.exits import OK
from linli.parser import Parser, command

SHELLS = ("bash", "zsh", "fish")


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "completion",
        run,
        "print the script that completes commands, options, kinds and files in a shell",
        "Put it where the shell looks, once:\n"
        "  bash  linli completion bash > ~/.local/share/bash-completion/completions/linli\n"
        "  zsh   linli completion zsh > ~/.zfunc/_linli    (with ~/.zfunc in fpath, before compinit)\n"
        "  fish  linli completion fish > ~/.config/fish/completions/linli.fish\n\n"
        'or try it in the bash that runs: eval "$(linli completion bash)"',
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    # Imported late: it imports all commands, this one too.
    from linli.main import make_parser

    parser = make_parser()
    for action in _actions(parser):
        if action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab's own way to be told
        elif action.dest == "kind":
            action.choices = tuple(kind.name for kind in load_model().kinds)
    print(shtab.complete(parser, arguments.shell))
    return OK


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)

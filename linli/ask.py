"""``linli ask``: one GraphQL question, answered by a store in this process or by a running hub."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from hub.errors import Code, HubError
from linli.asking import Asked, Json, ask_here, ask_hub
from linli.exits import FAULTY, OK
from linli.opening import settings_of
from linli.parser import Parser, command, readable, settings_options
from linli.table import tables


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "ask",
        run,
        "put a GraphQL question to the store, or to a running hub",
        "examples:\n"
        "  linli ask --demo '{ areaByCode(code: \"510681\") { name } }'\n"
        '  linli ask --file question.graphql --variables \'{"code": "510681"}\' --format table\n'
        "  linli ask --url 127.0.0.1:8000 < question.graphql\n\n"
        "The exit code is 1 where the answer has errors.",
    )
    question_arguments(parser)
    parser.add_argument("--format", choices=("json", "table"), default="json", help="how the answer is printed (json)")


def run(arguments: argparse.Namespace) -> int:
    """Ask, and print the answer."""
    answer = answer_of(arguments, explain=False)
    if arguments.format == "json":
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        if answer.get("data"):
            print(tables(answer["data"]))
        tell_errors(answer)
    return FAULTY if answer.get("errors") else OK


def question_arguments(parser: Parser) -> None:
    """Arguments that say what is asked, and whom."""
    parser.add_argument("question", nargs="?", metavar="QUESTION", help="GraphQL text; without it, or with -, stdin")
    parser.add_argument("--file", type=Path, metavar="FILE", help="the question stands in this file")
    parser.add_argument("--variables", metavar="JSON", help="a JSON object, or @FILE of one")
    parser.add_argument("--operation", metavar="NAME", help="which of several operations of the document")
    parser.add_argument("--url", help="ask the hub that runs there, such as 127.0.0.1:8000")
    settings_options(parser)


def answer_of(arguments: argparse.Namespace, *, explain: bool) -> Json:
    """The answer to what the arguments ask.

    Raises:
        HubError: the question or the variables cannot be read; see ``linli.asking``.
    """
    settings = settings_of(arguments)
    asked = Asked(_document(arguments), _variables(arguments.variables), arguments.operation, explain)
    if arguments.url:
        return ask_hub(arguments.url, asked, settings.deadline)
    return ask_here(settings, asked)


def tell_errors(answer: Json) -> None:
    """Print the errors of an answer to stderr, one line each."""
    for error in answer.get("errors", ()):
        extensions = error.get("extensions", {})
        at = ".".join(map(str, error.get("path", ())))
        print(
            f"linli: {extensions.get('code', 'ERROR')}: {f'{at}: ' if at else ''}{error.get('message')}",
            file=sys.stderr,
        )
        for candidate in extensions.get("candidates", ()):
            print(f"linli:   {json.dumps(candidate, ensure_ascii=False)}", file=sys.stderr)


def _document(arguments: argparse.Namespace) -> str:
    if arguments.file is not None and arguments.question is not None:
        raise HubError(Code.BAD_SETTINGS, "a question and --file are both given; leave one of them out")
    if arguments.file is not None:
        return _read(arguments.file)
    if arguments.question is not None and arguments.question != "-":
        if "{" not in arguments.question and Path(arguments.question).is_file():
            raise HubError(Code.BAD_SETTINGS, f"{arguments.question}: this is a file; give it as --file")
        return str(arguments.question)
    if sys.stdin.isatty():
        print("the question, then Ctrl-D:", file=sys.stderr)
    document = sys.stdin.read()
    if not document.strip():
        raise HubError(Code.BAD_SETTINGS, "there is no question; give one, as in `linli ask '{ catalogue { … } }'`")
    return document


def _variables(text: str | None) -> Json | None:
    if text is None:
        return None
    place = "--variables"
    if text.startswith("@"):
        place = text[1:]
        text = _read(Path(place))
    try:
        found = json.loads(text)
    except ValueError as fault:
        raise HubError(Code.BAD_VARIABLES, f"{place}: not JSON: {fault}") from fault
    if not isinstance(found, dict):
        raise HubError(Code.BAD_VARIABLES, f'{place}: an object such as {{"code": "510681"}} is expected')
    return found


def _read(path: Path) -> str:
    try:
        return readable(path).read_text("utf-8-sig")
    except OSError as fault:
        raise HubError(Code.BAD_SETTINGS, f"{path}: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise HubError(Code.BAD_SETTINGS, f"{path}: not UTF-8 at byte {fault.start}; save it as UTF-8") from fault

"""``linli explain``: how a question is answered, as a tree."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from linli.ask import answer_of, question_arguments, tell_errors
from linli.asking import Json
from linli.exits import FAULTY, OK
from linli.parser import Parser, command


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = command(
        commands,
        "explain",
        run,
        "show how a question is answered: its plan, statements, rows and milliseconds",
        "The question is asked, and its answer left out. Numbers are those of this one time.",
    )
    question_arguments(parser)
    parser.add_argument("--statements", action="store_true", help="print the statements as well")


def run(arguments: argparse.Namespace) -> int:
    """Ask with an explanation, and print that."""
    answer = answer_of(arguments, explain=True)
    told = answer.get("extensions", {}).get("linli")
    if told is not None:
        print(shown(told, statements=arguments.statements))
    tell_errors(answer)
    return FAULTY if answer.get("errors") else OK


def shown(told: Json, *, statements: bool) -> str:
    """The value of ``extensions.linli`` as text.

    >>> print(shown({"plan": [{"fetch": "Area by code", "store": "sql", "rows": 1, "milliseconds": 0.2}],
    ...     "statements": 1, "rows": 1, "caches": {"document": False}}, statements=False))
    1 statement, 1 row; caches: document no
    └─ Area by code [sql: 1 row, 0.2 ms]
    """
    caches = ", ".join(f"{name} {'yes' if hit else 'no'}" for name, hit in told.get("caches", {}).items())
    head = f"{_count(told.get('statements', 0), 'statement')}, {_count(told.get('rows', 0), 'row')}"
    lines = [head + (f"; caches: {caches}" if caches else "")]
    lines += _branches(told.get("plan", ()), "", statements)
    return "\n".join(lines)


def _branches(fetches: Sequence[Json], indent: str, statements: bool) -> Iterator[str]:
    for place, fetch in enumerate(fetches, 1):
        last = place == len(fetches)
        yield f"{indent}{'└─' if last else '├─'} {fetch['fetch']} [{_cost(fetch)}]"
        deeper = indent + ("   " if last else "│  ")
        below = fetch.get("below", ())
        if statements and "statement" in fetch:
            rail = "│ " if below else "  "
            yield from (f"{deeper}{rail}{line}" for line in str(fetch["statement"]).splitlines())
        yield from _branches(below, deeper, statements)


def _cost(fetch: Json) -> str:
    store = f"{fetch['store']}: " if fetch.get("store") else ""
    if "rows" not in fetch:
        return f"{store}with its parent"
    return f"{store}{_count(fetch['rows'], 'row')}, {fetch['milliseconds']:g} ms"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"

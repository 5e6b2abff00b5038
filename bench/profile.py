"""``python -m bench.profile [QUESTION ...]``: where our own answer spends its time, in the process and without HTTP.

Three tables: CPU by floor of the hub; of a new text, by step; what each statement takes. Shares come from cProfile,
which makes calls dearer than they are, and are scaled to what the answers cost without it.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, cycle, islice
from statistics import median
from types import CodeType
from typing import Any, TypeAlias

import orjson

from bench.data import TODAY, store
from bench.questions import ALLIANCE, LIST, NESTED, POINT
from hub.api import service as steps
from hub.api.question import Question
from hub.app import OpenHub, fixed_today, open_hub
from hub.engine import run as engine
from hub.settings import HubSettings
from hub.stores.sql import ready

STORE = "guanghan"
SECONDS = 1.0
"""CPU of a measurement, about."""
NEW_TEXTS = 40

Variables: TypeAlias = Mapping[str, object]

TEXTS = {question.name: question.text for question in (POINT, NESTED, LIST, ALLIANCE)}
WAITING, AROUND = "waiting", "around"
FLOORS = (
    (WAITING, ("'poll' of 'select",)),
    ("statements (sqlite3)", ("'sqlite3.",)),
    ("bytes (orjson)", ("orjson",)),
    ("graphql-core", ("/graphql/",)),
    ("api", ("/hub/api/",)),
    ("engine: builders", ("<answer builder>",)),
    ("engine: all else", ("/hub/engine/", "/hub/cursor", "/graph_schema/")),
    ("store", ("/hub/stores/",)),
)
"""Whose own time counts where, by file or, of what is written in C, by name. What is none of these, as ``len`` or
``asyncio``, counts where it was called from.
"""


def main() -> None:
    """Profile the questions that are named, else all."""
    parser = argparse.ArgumentParser(prog="python -m bench.profile")
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help=f"any of {' '.join(TEXTS)}; default all")
    wanted = parser.parse_args().questions or list(TEXTS)
    if unknown := sorted({*wanted} - {*TEXTS}):
        parser.error(f"no such question: {', '.join(unknown)}; there are {' '.join(TEXTS)}")
    opened = open_hub(HubSettings(store=store(STORE)), today=fixed_today(TODAY))
    gc.collect()
    gc.freeze()
    for name in wanted:
        asyncio.run(profile(opened, name))
    opened.close()


async def profile(opened: OpenHub, name: str) -> None:
    """Print what one question costs."""
    text, variables = TEXTS[name], await ARGUMENTS[name](opened)
    questions = [Question(text, variables=one) for one in variables]
    for question in questions:
        await ask(opened, question)
    calls, cost, in_threads = await usual(opened, questions)
    print(f"\n{name}: {cost:.1f} µs of CPU an answer, {in_threads:.1f} of them in threads; mean of {calls}")
    for floor, seconds, number in await by_floor(opened, questions, calls):
        print(f"  {floor:24}{seconds * (cost - in_threads):9.1f} µs{number:10.1f} calls")
    above, second, times = await new_text(opened, text, variables[0])
    print(f"  a new text: {above:.2f} ms above the {second:.2f} of its second answer")
    for step, spent in times:
        print(f"    {step:22}{spent:9.2f} ms")
    print("  statements:")
    answer = orjson.loads((await opened.service.answer(Question(text, variables=variables[0], explain=True))).body)
    for fetch in _fetches(answer["extensions"]["linli"]["plan"]):
        print(f"    {fetch['milliseconds']:9.3f} ms{fetch['rows']:6} rows  {fetch['fetch']}")


def _fetches(plan: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for fetch in plan:
        yield fetch
        yield from _fetches(fetch.get("below", ()))


async def ask(opened: OpenHub, question: Question) -> Any:
    """The data of an answer without errors."""
    answer = await opened.service.answer(question)
    assert answer.code is None, answer.body[:400]
    return orjson.loads(answer.body)["data"]


async def usual(opened: OpenHub, questions: Sequence[Question]) -> tuple[int, float, float]:
    """How many calls make a measurement, and microseconds of CPU a call: of the process, and of its threads."""
    answer = opened.service.answer
    calls = len(questions)
    while True:
        own, all_ = time.thread_time(), time.process_time()
        for question in islice(cycle(questions), calls):
            await answer(question)
        own, all_ = time.thread_time() - own, time.process_time() - all_
        if all_ >= SECONDS:
            return calls, all_ / calls * 1e6, (all_ - own) / calls * 1e6
        calls = max(calls + 1, int(calls * min(10, 1.1 * SECONDS / all_)))


async def by_floor(opened: OpenHub, questions: Sequence[Question], calls: int) -> Iterator[tuple[str, float, float]]:
    """Floor, share of the time, calls an answer."""
    profiler = cProfile.Profile()
    profiler.enable()
    for question in islice(cycle(questions), calls):
        await opened.service.answer(question)
    profiler.disable()
    seconds: defaultdict[str, float] = defaultdict(float)
    numbers: defaultdict[str, int] = defaultdict(int)
    for caller in profiler.getstats():
        floor = _floor(caller.code)
        if floor is not None:
            seconds[floor] += caller.inlinetime
            numbers[floor] += caller.callcount
        for callee in caller.calls or ():
            if _floor(callee.code) is None:
                seconds[floor or AROUND] += callee.inlinetime
    seconds.pop(WAITING, None)
    total = sum(seconds.values())
    order = [floor for floor, _ in FLOORS] + [AROUND]
    return ((floor, seconds[floor] / total, numbers[floor] / calls) for floor in order if seconds[floor])


def _floor(code: CodeType | str) -> str | None:
    """Where a function's own time counts; None: where it was called from."""
    place = code if isinstance(code, str) else code.co_filename
    for floor, signs in FLOORS:
        if any(sign in place for sign in signs):
            return floor
    return None


async def new_text(
    opened: OpenHub, text: str, variables: Variables
) -> tuple[float, float, Sequence[tuple[str, float]]]:
    """What a text that has not been asked before costs beyond its second answer, in milliseconds of CPU, and the steps
    that it has to itself. Medians.
    """
    above, seconds = [], []
    spent: defaultdict[str, list[float]] = defaultdict(list)
    numbers = count()
    for _ in range(NEW_TEXTS):
        # Another name makes another text of the same length.
        question = Question(text.replace("query ", f"query N{next(numbers):04}", 1), variables=variables)
        with _timed(opened.service) as steps_of_first:
            first = await _cost(opened, question)
        second = min([await _cost(opened, question) for _ in range(3)])
        above.append(first - second)
        seconds.append(second)
        for step, milliseconds in steps_of_first.items():
            spent[step].append(milliseconds)
    times = [(step, median(found)) for step, found in spent.items()]
    rest = median(above) - sum(milliseconds for _, milliseconds in times)
    return median(above), median(seconds), [*times, ("the rest", rest)]


async def _cost(opened: OpenHub, question: Question) -> float:
    began = time.process_time()
    await opened.service.answer(question)
    return (time.process_time() - began) * 1e3


def _steps(service: steps.Service) -> Sequence[tuple[str, Any, str]]:
    """What only a new text needs, in the order of control flow: where each step's function stands."""
    return (
        ("parse", steps, "parse"),
        ("measure, limits", steps, "check_document"),
        ("validate", steps, "validate"),
        ("read", steps, "read_operation"),
        ("plan", service, "planner"),
        ("consumers", engine, "consumers"),
        ("print statements", ready, "compile_fetch"),
        ("generate builders", engine, "generate"),
    )


@contextmanager
def _timed(service: steps.Service) -> Iterator[Mapping[str, float]]:
    """Milliseconds of CPU by step, while the context lasts."""
    before = [(name, place, attribute, getattr(place, attribute)) for name, place, attribute in _steps(service)]
    spent = {name: 0.0 for name, *_ in before}
    for name, place, attribute, step in before:
        setattr(place, attribute, _timing(spent, name, step))
    try:
        yield spent
    finally:
        for _, place, attribute, step in before:
            setattr(place, attribute, step)


def _timing(spent: dict[str, float], name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*args: Any, **rest: Any) -> Any:
        began = time.process_time()
        try:
            return step(*args, **rest)
        finally:
            spent[name] += (time.process_time() - began) * 1e3

    return timed


# arguments, asked of the hub itself


async def _households(opened: OpenHub) -> Sequence[Variables]:
    data = await ask(opened, Question("{ households(first: 240) { nodes { id } } }"))
    return [{"id": node["id"]} for node in data["households"]["nodes"]]


async def _townships(opened: OpenHub) -> Sequence[Variables]:
    text = "{ areas(filter: { level: { eq: TOWNSHIP } }, first: 24) { nodes { id } } }"
    data = await ask(opened, Question(text))
    return [{"id": node["id"]} for node in data["areas"]["nodes"]]


async def _members(opened: OpenHub) -> Sequence[Variables]:
    text = "{ alliances(first: 50) { nodes { members(first: 1) { edges { node { id region } } } } } }"
    data = await ask(opened, Question(text))
    members = [edge["node"] for alliance in data["alliances"]["nodes"] for edge in alliance["members"]["edges"]]
    ids = sorted({node["id"] for node in members if node["region"].startswith(opened.regions)})
    return [{"id": id_} for id_ in ids]


async def _pages(opened: OpenHub) -> Sequence[Variables]:
    text = "query ($after: String) { households(first: 1000, after: $after) { pageInfo { endCursor } } }"
    found: list[Variables] = [{"after": None}]
    while len(found) < 24:
        data = await ask(opened, Question(text, variables=found[-1]))
        found.append({"after": data["households"]["pageInfo"]["endCursor"]})
    return found


ARGUMENTS: Mapping[str, Callable[[OpenHub], Any]] = {
    "point": _households,
    "nested": _townships,
    "list": _pages,
    "alliance": _members,
}

if __name__ == "__main__":
    main()

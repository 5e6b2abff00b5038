"""How long a light question waits while others ask for long lists."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from statistics import median

from bench.client import Client
from bench.measure import Unequal
from bench.report import Limit, Result

LOOPING = 2
ROUNDS = 7
REQUESTS = 800
"""Of the light client in each phase of a round."""
PAUSE = 0.3
"""Seconds until lists are under way, or the last of them are answered."""


def measure(client: Client, light: Mapping[bytes, bytes], lists: Sequence[bytes]) -> Result:
    """The light question's p99 in milliseconds of the clock, beside looping clients and alone, phase by phase.

    One client asks the light question again and again; medians of the rounds' p99.

    Args:
        light: requests with their answers.

    Raises:
        Unequal: an answer is another one under load.
    """
    asked = cycle(light)
    quiet, busy = [], []
    with _looping(client.url, lists) as (going, served):
        for _ in range(ROUNDS):
            quiet.append(_p99(client, light, list(islice(asked, REQUESTS))))
            going.set()
            time.sleep(PAUSE)
            busy.append(_p99(client, light, list(islice(asked, REQUESTS))))
            going.clear()
            time.sleep(PAUSE)
        note = f"beside {served.value} lists"
    ours, theirs = median(busy), median(quiet)
    return Result("light_p99", "ms p99", ours, "quiet", theirs, (Limit(4, ours / theirs),), (note,))


def _p99(client: Client, light: Mapping[bytes, bytes], requests: Sequence[bytes]) -> float:
    """Milliseconds."""
    times = []
    for request in requests:
        begin = time.perf_counter()
        body = client.ask(request)
        times.append(time.perf_counter() - begin)
        if body != light[request]:
            raise Unequal(f"light_p99: under load the answer is {body[:400]!r}")
    times.sort()
    return times[len(times) * 99 // 100] * 1e3


@contextmanager
def _looping(url: str, lists: Sequence[bytes]) -> Iterator[tuple[Event, Synchronized[int]]]:
    """Clients in processes of their own that ask while the event is set; the number of their answers so far."""
    context = multiprocessing.get_context("spawn")
    going, ended = context.Event(), context.Event()
    served = context.Value("q", 0)
    clients = [
        context.Process(target=_loop, args=(url, lists, going, ended, served), daemon=True) for _ in range(LOOPING)
    ]
    for process in clients:
        process.start()
    try:
        yield going, served
    finally:
        ended.set()
        for process in clients:
            process.join()


def _loop(url: str, lists: Sequence[bytes], going: Event, ended: Event, served: Synchronized[int]) -> None:
    client = Client(url)
    requests = cycle(lists)
    while not ended.is_set():
        if going.wait(PAUSE / 2):
            client.ask(next(requests))
            with served.get_lock():
                served.value += 1
    client.close()

"""A client of Neo4j in a process of its own: ``python -m bench.neo4j.raw.client URL DATABASE DAY``.

It reads orders from standard input, one a line in JSON, and answers each by a line: an *order* is a question's name and
a list of parameters, or a ``text`` of Cypher in place of the name. An answer has the seconds that each took and, where
they are wanted (``answers``), the bodies.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import neo4j
import orjson

from bench.neo4j.raw.answers import ANSWERS, statement


def main() -> None:
    """Answer until standard input ends."""
    url, database, day = sys.argv[1:]
    near = {"day": date.fromisoformat(day)}
    with (
        neo4j.GraphDatabase.driver(url, notifications_min_severity="OFF", telemetry_disabled=True) as driver,
        driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session,
    ):
        for line in sys.stdin.buffer:
            sys.stdout.buffer.write(orjson.dumps(_carried_out(session, near, orjson.loads(line))) + b"\n")
            sys.stdout.buffer.flush()


def _carried_out(session: neo4j.Session, near: Mapping[str, Any], order: Mapping[str, Any]) -> dict[str, Any]:
    seconds: list[float] = []
    bodies: list[bytes] = []
    hits = 0
    for parameters in order["parameters"]:
        begin = time.perf_counter()
        if "text" in order:
            session.run(order["text"], near, **parameters).consume()
        else:
            bodies.append(_body(session, near, order["name"], parameters))
        seconds.append(time.perf_counter() - begin)
        if order.get("profile"):
            profile = session.run(f"PROFILE {_statement(order['name'])}", near, **parameters).consume().profile
            hits += db_hits(profile)
    shown = [body.decode() for body in bodies] if order.get("answers") else []
    return {"seconds": seconds, "answers": shown, "hits": hits}


def _body(session: neo4j.Session, near: Mapping[str, Any], name: str, parameters: Mapping[str, Any]) -> bytes:
    record = session.run(_statement(name), near, **parameters).single(strict=True)
    return orjson.dumps({"data": ANSWERS[name](record[0], parameters)})


_statement = cache(statement)


def db_hits(profile: Any) -> int:
    """The sum over all operators of a profiled plan."""
    return int(profile["args"].get("DbHits", 0)) + sum(db_hits(child) for child in profile.get("children", ()))


if __name__ == "__main__":
    main()

"""Arguments, taken from the file that the graph was made of: packed keys for raw and peer, ids for us."""

from __future__ import annotations

from collections.abc import Sequence

from bench.arguments import FIRST_PAGE, pages_by_size
from bench.client import Client
from bench.data import TODAY
from bench.neo4j.questions import Argument
from graph_schema.keys import parse_key


def by_id(ids: Sequence[str]) -> list[Argument]:
    """An argument a node; alliances take the day as well, which is today for everybody."""
    found = []
    for text in ids:
        _, packed = parse_key(text)
        found.append(Argument({"id": text, "day": TODAY.isoformat()}, {"id": packed}, _peer({"id": str(packed)})))
    return found


def first_page() -> Argument:
    """Of the list by size."""
    return Argument(FIRST_PAGE.ours, {}, _peer({"offset": 0}))


def deep_pages(client: Client, depth: int, count: int) -> list[Argument]:
    """Pages of the list by size behind ``depth`` households. The peer counts, we and raw go on from the last one."""
    found = []
    for number, page in enumerate(pages_by_size(client, depth, count)):
        size, _, last = page.raw.partition("~")
        after = {"size": int(size), "after": parse_key(last)[1]}
        found.append(Argument(page.ours, after, _peer({"offset": depth + 50 * number})))
    return found


def _peer(variables: dict[str, object]) -> dict[str, object]:
    return {**variables, "day": TODAY.isoformat()}

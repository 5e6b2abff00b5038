"""The statement of each question, and how its record becomes the data of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from graph_schema.keys import format_key, region_of

Json: TypeAlias = dict[str, Any]
PAGE = 50
OPEN = "9999-12-31"
"""An open end, which answers show as null."""


def statement(name: str) -> str:
    """The Cypher of a question."""
    return (Path(__file__).with_name(f"{name}.cypher")).read_text("utf-8")


def point(record: Any, parameters: Mapping[str, Any]) -> Json:
    number, size, file, area, name, head, holder = record
    return {
        "household": {
            "id": format_key("hh", parameters["id"]),
            "registerNumber": number,
            "size": size,
            "pointsFile": file,
            "place": None if area is None else {"name": name},
            "neighbourHead": None if head is None else {"node": {"holder": holder}},
        }
    }


def nested(record: Any, parameters: Mapping[str, Any]) -> Json:
    name, villages = record
    nodes = [
        {
            "id": format_key("area", village),
            "name": text,
            "households": {
                "nodes": [
                    {
                        "id": format_key("hh", key),
                        "registerNumber": number,
                        "size": size,
                        "neighbourHead": None if head is None else {"since": since, "node": {"holder": holder}},
                    }
                    for key, number, size, since, head, holder in households
                ]
            },
        }
        for village, text, households in villages
    ]
    return {"area": {"id": format_key("area", parameters["id"]), "name": name, "descendants": {"nodes": nodes}}}


def page(record: Any, parameters: Mapping[str, Any]) -> Json:
    nodes = [
        {"id": format_key("hh", key), "registerNumber": number, "size": size} for key, number, size in record[:PAGE]
    ]
    return {"households": {"nodes": nodes, "pageInfo": {"hasNextPage": len(record) > PAGE}}}


def alliance(record: Any, parameters: Mapping[str, Any]) -> Json:
    name, alliances = record
    edges = [
        {
            "role": role,
            "since": since,
            "node": {
                "key": format_key("alliance", key),
                "name": text,
                "founded": founded,
                "members": {
                    "edges": [
                        {
                            "role": part,
                            "since": begun,
                            "until": None if ended == OPEN else ended,
                            "node": {"key": format_key("org", member), "region": region_of(member), "name": called},
                        }
                        for part, begun, ended, member, called in members
                    ]
                },
            },
        }
        for role, since, key, text, founded, members in alliances
    ]
    key = format_key("org", parameters["id"])
    return {"organisation": {"key": key, "name": name, "alliances": {"edges": edges}}}


def groups(record: Any, parameters: Mapping[str, Any]) -> Json:
    nodes = [
        {
            "key": {"areaAt": {"township": {"id": format_key("area", key), "name": name}}},
            "count": count,
            "size": {"sum": str(people)},
        }
        for key, name, count, people in record
    ]
    return {"area": {"id": format_key("area", parameters["id"]), "households": {"groups": {"nodes": nodes}}}}


ANSWERS: Mapping[str, Callable[[Any, Mapping[str, Any]], Json]] = MappingProxyType(
    {
        "point": point,
        "nested": nested,
        "page": page,
        "page_deep": page,
        "alliance": alliance,
        "groups": groups,
    }
)
"""By question. Each takes the record's list and the parameters of the statement."""

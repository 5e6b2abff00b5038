"""An answer as tables, for people: one for each outermost list, and one for the values beside them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

MOST_WIDTH = 60
"""Columns of a terminal that one cell may take."""


def tables(data: Mapping[str, object]) -> str:
    """The data of an answer as text.

    >>> print(tables({"area": {"name": "广汉市", "children": {"nodes": [{"name": "三水镇"}, {"name": "连山镇"}]}}}))
    area.name  广汉市
    <BLANKLINE>
    area.children
    name
    ------
    三水镇
    连山镇
    """
    values: list[tuple[str, str]] = []
    lists: list[tuple[str, Sequence[object]]] = []
    _walk(data, "", values, lists)
    blocks = []
    if values:
        width = max(_width(name) for name, _ in values)
        blocks.append("\n".join(f"{_padded(name, width)}  {value}".rstrip() for name, value in values))
    blocks += [f"{name or 'data'}\n{table(rows)}" for name, rows in lists]
    return "\n\n".join(blocks)


def table(rows: Sequence[object]) -> str:
    """Rows as a table; what lies inside a row becomes columns with dots, lists inside it their length and texts."""
    flat = [dict(_flat(row, "")) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    if not columns:
        return "(no rows)"
    cells = [[row.get(name, "") for name in columns] for row in flat]
    widths = [max(_width(name), *(_width(row[place]) for row in cells)) for place, name in enumerate(columns)]
    lines = [columns, ["-" * width for width in widths], *cells]
    return "\n".join(
        "  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _walk(value: object, path: str, values: list[tuple[str, str]], lists: list[tuple[str, Sequence[object]]]) -> None:
    if isinstance(value, Mapping):
        inside = _unwrapped(value)
        if inside is not None:
            lists.append((path, inside))
        for name, below in value.items():
            if inside is None or name not in ("nodes", "edges"):
                _walk(below, f"{path}.{name}" if path else str(name), values, lists)
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        lists.append((path, value))
    else:
        values.append((path, _text(value)))


def _unwrapped(connection: Mapping[object, object]) -> Sequence[object] | None:
    """The rows of a connection; None for an object that is none."""
    for name in ("nodes", "edges"):
        rows = connection.get(name)
        if isinstance(rows, list):
            return rows
    return None


def _flat(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        inside = _unwrapped(value)
        for name, below in value.items():
            if inside is not None and name in ("nodes", "edges"):
                yield path, ", ".join(_short(item) for item in inside)
            elif name == "node" and isinstance(below, Mapping):
                yield from _flat(below, path)
            else:
                yield from _flat(below, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        yield path, ", ".join(_short(item) for item in value)
    else:
        yield path, _text(value)


def _short(value: object) -> str:
    """One entry of a list inside a row, in one cell."""
    return " ".join(text for _, text in _flat(value, "") if text)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).replace("\n", " ")
    while _width(text) > MOST_WIDTH:
        text = text[: len(text) - 2 - (_width(text) - MOST_WIDTH) // 2] + "…"
    return text


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))

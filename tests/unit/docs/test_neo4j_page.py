"""The tables and the picture of ``docs/neo4j.md`` are what the model and the layout say. ``UPDATE_GOLDENS=1`` rewrites
them; the difference is read like code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_schema.kinds import load_model
from graph_schema.model import Kind, Link, Model, Property
from hub.stores.neo4j import layout

PAGE = Path(__file__).parents[3] / "docs/neo4j.md"
_DERIVED = re.compile(r"(<!-- derived: (\w+) -->\n)(.*?)(<!-- end -->\n)", flags=re.DOTALL)


def picture(model: Model) -> Iterator[str]:
    """Each kind with the arrows that leave it."""
    yield "```text"
    width = max(len(kind.name) for kind in model.kinds) + 2
    long = max(len(layout.relationship(kind, link)) for kind in model.kinds for link in kind.links)
    for kind in model.kinds:
        for number, link in enumerate(kind.links):
            begin = f"({kind.name})".ljust(width, "-") + "--" if number == 0 else " " * (width + 2)
            yield f"{begin}+--{layout.relationship(kind, link).ljust(long, '-')}--> ({link.target})"
    yield "```"


def labels(model: Model) -> Iterator[str]:
    yield "| label | | properties | a second label |"
    yield "| --- | --- | --- | --- |"
    for kind in model.kinds:
        seconds = ", ".join(f"`:{layout.list_label(one)}` {one.label}" for one in kind.lists)
        yield f"| `:{layout.label(kind)}` | {kind.label} | {_names(kind.properties)} | {seconds} |"
    for kind in model.kinds:
        for part in kind.parts:
            yield f"| `:{part.type_name}` | {part.label} | {_names(part.properties)} | |"


def relationships(model: Model) -> Iterator[str]:
    yield "| relationship | | own properties |"
    yield "| --- | --- | --- |"
    for kind in model.kinds:
        yield from (f"| `{_pattern(kind, link)}` | {link.label} | {_names(link.properties)} |" for link in kind.links)
        for part in kind.parts:
            type_ = layout.part_relationship(kind, part)
            yield f"| `(:{layout.label(kind)})-[:{type_}]->(:{part.type_name})` | {part.label} | |"


def _pattern(kind: Kind, link: Link) -> str:
    return f"(:{layout.label(kind)})-[:{layout.relationship(kind, link)}]->(:{link.target})"


def _names(properties: tuple[Property, ...]) -> str:
    return " ".join(f"`{prop.name}`" for prop in properties)


DERIVED = {"picture": picture, "labels": labels, "relationships": relationships}


def test_the_page_has_each_of_them_once() -> None:
    assert [found[2] for found in _DERIVED.finditer(PAGE.read_text("utf-8"))] == list(DERIVED)


@pytest.mark.parametrize("name", DERIVED)
def test_it_is_what_model_and_layout_say(name: str) -> None:
    text = PAGE.read_text("utf-8")
    made = "\n".join(DERIVED[name](load_model())) + "\n"
    if os.environ.get("UPDATE_GOLDENS") == "1":
        text = _DERIVED.sub(lambda found: found[1] + made + found[4] if found[2] == name else found[0], text)
        PAGE.write_text(text, "utf-8")
    assert {found[2]: found[3] for found in _DERIVED.finditer(text)}[name] == made, "UPDATE_GOLDENS=1 rewrites it"


def test_all_labels_and_types_of_the_layout_are_named() -> None:
    model, text = load_model(), PAGE.read_text("utf-8")
    named = {layout.WITHIN, layout.FORMERLY, layout.STUB, layout.FORMER, layout.SEARCH, layout.COUNT}
    named |= {layout.META, layout.LOAD, layout.CHANGE, layout.SETTLED, layout.NUMBERS, *layout.LEVELS.values()}
    named |= {layout.relationship(kind, link) for kind in model.kinds for link in kind.links}
    assert [name for name in sorted(named) if not re.search(rf"\b{name}\b", text)] == []


def test_a_type_in_the_questions_is_one_of_the_layout() -> None:
    model = load_model()
    types = {layout.relationship(kind, link) for kind in model.kinds for link in kind.links}
    types |= {layout.part_relationship(kind, part) for kind in model.kinds for part in kind.parts}
    types |= {layout.WITHIN, layout.FORMERLY}
    blocks = re.findall(r"^```cypher.*?\n(.*?)^```", PAGE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    used = {name for block in blocks for found in re.findall(r"\[\w*:([A-Z_|]+)", block) for name in found.split("|")}
    assert used and used <= types

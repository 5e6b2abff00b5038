"""``docs/kinds.md`` is what the kinds say. ``UPDATE_GOLDENS=1`` rewrites it; the difference is read like code."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from graph_schema.kinds import load_model
from graph_schema.model import Choices, Kind, Link, Model, NaturalKey, Property, Scalar
from graph_schema.sensitivity import Sensitivity
from hub.planner.surface import capital

PAGE = Path(__file__).parents[3] / "docs/kinds.md"
INTRODUCTION = """\
# Kinds

What a hub holds: each kind with its properties, parts, links, natural keys and named lists, as `graph_schema/kinds/`
declares them. This page is derived from there (`UPDATE_GOLDENS=1 python -m pytest tests/unit/docs`); how to add a
kind is in `docs/adding-a-kind.md`.

本页列出全部类别及其属性、联系、自然键和命名列表，由 `graph_schema/kinds/` 推导。

Every node has besides `id`, `key`, `region`, `validFrom`, `validTo` and `version`; every link and part has `since` and
`until`. A *dated* property keeps its former values. An *internal* value is for officials of the region, a *sensitive*
one never leaves its hub, a *restricted* one is counted and nothing else.
"""


def render(model: Model) -> str:
    """The whole page."""
    lines = [INTRODUCTION]
    for kind in model.kinds:
        lines += _kind(model, kind)
    lines += ["## Enumerations", ""]
    for choices in _enumerations(model):
        values = ", ".join(f"`{choice.name}` {choice.label}" for choice in choices.values)
        lines += [f"- **{choices.name}**: {choices.description} {values}."]
    return "\n".join(lines) + "\n"


def _kind(model: Model, kind: Kind) -> Iterator[str]:
    yield f"## {kind.name}"
    yield f"{kind.label}. {kind.description} Keys begin with `{kind.tag}:`."
    yield ""
    roles = (("placed by", kind.place), ("belongs by", kind.belongs), ("a tree by", kind.tree))
    said = [f"{word} `{link}`" for word, link in roles if link]
    said.append("may be granted to partner regions" if kind.leaves else "never leaves its hub")
    yield capital("; ".join(said)) + "."
    yield ""
    yield "| property | | type | |"
    yield "| --- | --- | --- | --- |"
    yield from (_row(prop.name, prop) for prop in kind.properties)
    for part in kind.parts:
        yield from (_row(f"{part.name}.{prop.name}", prop) for prop in part.properties)
    yield ""
    yield "| link | | leads to | |"
    yield "| --- | --- | --- | --- |"
    yield from (_link(link) for link in kind.links)
    for end in model.ends[kind.name]:
        if not end.forward:
            there = f"other side of `{end.source}.{end.link.name}`"
            yield f"| `{end.name}` | {end.label} | {_many(end.other, many=end.many)} | {there} |"
    yield ""
    yield f"Natural key: {', else '.join(_key(key) for key in kind.natural_keys) or 'none'}."
    yield ""
    if kind.lists:
        lists = (f"`{one.name}` {one.label} (`{one.property}` is `{one.value}`)" for one in kind.lists)
        yield f"Named lists: {', '.join(lists)}."
        yield ""


def _row(name: str, prop: Property) -> str:
    type_ = prop.choices.name if prop.choices else prop.type.value
    if prop.type is Scalar.DECIMAL:
        type_ += f", {prop.scale} places"
    flags = (
        ("required", prop.required),
        ("dated", prop.dated),
        ("natural order", prop.natural),
        ("searched", prop.search),
        ("indexed", prop.index),
    )
    notes = [word for word, holds in flags if holds]
    if prop.unit:
        notes.append(f"in {prop.unit}")
    if prop.sensitivity is not Sensitivity.PUBLIC:
        notes.append(prop.sensitivity.name.lower())
    return f"| `{name}` | {prop.label} | {type_} | {', '.join(notes)} |"


def _link(link: Link) -> str:
    own = ", ".join(f"`{prop.name}`" for prop in link.properties)
    notes = [f"with {own}" if own else "", "over all time" if link.lineage else ""]
    return (
        f"| `{link.name}` | {link.label} | {_many(link.target, many=link.many)} | {', '.join(n for n in notes if n)} |"
    )


def _many(name: str, *, many: bool) -> str:
    return f"many {name}" if many else name


def _key(key: NaturalKey) -> str:
    terms = " + ".join(f"`{term}`" for term in key.terms)
    return f"{terms} (place at level `{key.level}`)" if key.level else terms


def _enumerations(model: Model) -> list[Choices]:
    found: dict[str, Choices] = {}
    for kind in model.kinds:
        properties = [*kind.properties, *(prop for part in kind.parts for prop in part.properties)]
        for prop in (*properties, *(prop for link in kind.links for prop in link.properties)):
            if prop.choices is not None:
                found[prop.choices.name] = prop.choices
    return [found[name] for name in sorted(found)]


def test_the_page_is_what_the_kinds_say() -> None:
    page = render(load_model())
    if os.environ.get("UPDATE_GOLDENS") == "1":
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "UPDATE_GOLDENS=1 rewrites it"


def test_a_heading_for_each_kind() -> None:
    headings = re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert headings == [*(kind.name for kind in load_model().kinds), "Enumerations"]

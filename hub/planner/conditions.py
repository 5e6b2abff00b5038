"""From a filter as asked to a condition of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from hub.errors import Code, QuestionError
from hub.planner import meaning as m
from hub.planner import plan as p
from hub.planner.asked import Slot, Template
from hub.planner.surface import Surface

_COUNT_OPERATORS = ("eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte")


def build_condition(surface: Surface, type_name: str, template: Template) -> p.Condition:
    """The condition that a filter of the input type ``type_name`` stands for; an absent one is true.

    Raises:
        QuestionError: BAD_FILTER, a comparison with null.
    """
    if template is None:
        return p.TRUE
    return both(*_terms(surface, type_name, cast(Mapping[str, Template], template)))


def both(*conditions: p.Condition) -> p.Condition:
    """All of these, without what is always true.

    >>> both(p.TRUE, p.FALSE, p.TRUE)
    Always(value=False)
    """
    rest = tuple(c for c in conditions if c != p.TRUE)
    return p.TRUE if not rest else rest[0] if len(rest) == 1 else p.All(rest)


def _terms(surface: Surface, type_name: str, template: Mapping[str, Template]) -> Iterator[p.Condition]:
    for name, value in template.items():
        if value is not None:
            yield from _term(surface, type_name, name, value)


def _term(surface: Surface, type_name: str, name: str, value: Template) -> Iterator[p.Condition]:
    field = surface.input_fields[type_name, name]
    match field.meaning:
        case m.Combine("and"):
            yield both(*(build_condition(surface, type_name, item) for item in _items(value)))
        case m.Combine("or"):
            yield p.Any(tuple(build_condition(surface, type_name, item) for item in _items(value)))
        case m.Combine("not"):
            yield p.Not(build_condition(surface, type_name, value))
        case m.Meta(of):
            yield from _comparisons(p.Of("key" if of == "id" else of), name, value)  # type: ignore[arg-type]
        case m.Value(prop):
            yield from _comparisons(p.Own(prop), name, value)
        case m.ToOne(end):
            yield p.Linked(end, build_condition(surface, field.type, value))
        case m.LinkExists(end):
            there = p.Linked(end, p.TRUE)
            yield there if value else p.Not(there)
        case m.ToMany(end):
            yield from _on_list(surface, field.type, p.LinkList(end), value)
        case m.Parts(part):
            kind = next(k for k in surface.model.kinds if part in k.parts)
            yield from _on_list(surface, field.type, p.PartList(kind, part), value)
        case m.Subtree(tree, kind, named):
            yield from _on_list(surface, field.type, p.SubtreeList(tree, kind, named), value)
        case m.Ancestors(kind):
            yield from _on_list(surface, field.type, p.TreeList(kind, "up"), value)
        case m.Descendants(kind):
            yield from _on_list(surface, field.type, p.TreeList(kind, "down"), value)
        case other:
            raise AssertionError(f"{type_name}.{name} is no filter: {other}")


def _items(value: Template) -> tuple[Template, ...]:
    return value if isinstance(value, tuple) else (value,)


def _comparisons(subject: p.Subject, name: str, value: Template) -> Iterator[p.Condition]:
    for op, operand in cast(Mapping[str, Template], value).items():
        if op == "isNull":
            if operand is not None:
                yield p.IsNull(subject) if operand else p.Not(p.IsNull(subject))
            continue
        if operand is None:
            raise QuestionError(Code.BAD_FILTER, f"{name}: {{{op}: null}} compares with nothing; use {{isNull: true}}")
        if operand == ():
            yield p.FALSE if op == "in" else p.TRUE
        else:
            yield p.Compare(op, subject, operand)  # type: ignore[arg-type]


def _on_list(surface: Surface, list_type: str, source: p.ListSource, value: Template) -> Iterator[p.Condition]:
    own = surface.input_fields[list_type, "some"].type
    for op, operand in cast(Mapping[str, Template], value).items():
        if operand is None:
            continue
        if op == "count":
            yield from _count(source, cast(Mapping[str, Template], operand))
            continue
        fits = build_condition(surface, own, operand)
        if op == "some":
            yield p.Some(source, fits)
        elif op == "none":
            yield p.Not(p.Some(source, fits))
        else:
            yield p.Not(p.Some(source, p.Not(fits)))


def _count(source: p.ListSource, comparisons: Mapping[str, Template]) -> Iterator[p.Condition]:
    for op, operand in comparisons.items():
        if op == "isNull":
            # A count is never null.
            if operand is not None:
                yield p.FALSE if operand else p.TRUE
        elif operand is None:
            raise QuestionError(Code.BAD_FILTER, f"count: {{{op}: null}} compares with nothing; leave it out")
        elif operand == ():
            yield p.FALSE if op == "in" else p.TRUE
        elif op in _COUNT_OPERATORS:
            yield p.CountOf(source, op, cast(Slot, operand))  # type: ignore[arg-type]

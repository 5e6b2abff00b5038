"""From a filter as asked to a condition of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from hub.errors import Code, QuestionError
from hub.planner import meaning as m
from hub.planner import where as w
from hub.planner.asked import Slot, Template
from hub.planner.surface import Surface

_COUNT_OPERATORS = ("eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte")


def build_condition(surface: Surface, type_name: str, template: Template) -> w.Condition:
    """The condition that a filter of the input type ``type_name`` stands for; an absent one is true.

    Raises:
        QuestionError: BAD_FILTER, a comparison with null.
    """
    if template is None:
        return w.TRUE
    return both(*_terms(surface, type_name, cast(Mapping[str, Template], template)))


def both(*conditions: w.Condition) -> w.Condition:
    """All of these, without what is always true.

    >>> both(w.TRUE, w.FALSE, w.TRUE)
    Always(value=False)
    """
    rest = tuple(c for c in conditions if c != w.TRUE)
    return w.TRUE if not rest else rest[0] if len(rest) == 1 else w.All(rest)


def _terms(surface: Surface, type_name: str, template: Mapping[str, Template]) -> Iterator[w.Condition]:
    for name, value in template.items():
        if value is not None:
            yield from _term(surface, type_name, name, value)


def _term(surface: Surface, type_name: str, name: str, value: Template) -> Iterator[w.Condition]:
    field = surface.input_fields[type_name, name]
    match field.meaning:
        case m.Combine("and"):
            yield both(*(build_condition(surface, type_name, item) for item in _items(value)))
        case m.Combine("or"):
            yield w.Any(tuple(build_condition(surface, type_name, item) for item in _items(value)))
        case m.Combine("not"):
            yield w.Not(build_condition(surface, type_name, value))
        case m.Meta(of):
            yield from _comparisons(w.Of("key" if of == "id" else of), name, value)  # type: ignore[arg-type]
        case m.Value(prop):
            yield from _comparisons(w.Own(prop), name, value)
        case m.ToOne(end):
            yield w.Linked(end, build_condition(surface, field.type, value))
        case m.LinkExists(end):
            there = w.Linked(end, w.TRUE)
            yield there if value else w.Not(there)
        case m.ToMany(end):
            yield from _on_list(surface, field.type, w.LinkList(end), value)
        case m.Parts(part):
            kind = next(k for k in surface.model.kinds if part in k.parts)
            yield from _on_list(surface, field.type, w.PartList(kind, part), value)
        case m.Subtree(tree, kind, named):
            yield from _on_list(surface, field.type, w.SubtreeList(tree, kind, named), value)
        case m.Ancestors(kind):
            yield from _on_list(surface, field.type, w.TreeList(kind, "up"), value)
        case m.Descendants(kind):
            yield from _on_list(surface, field.type, w.TreeList(kind, "down"), value)
        case other:
            raise AssertionError(f"{type_name}.{name} is no filter: {other}")


def _items(value: Template) -> tuple[Template, ...]:
    return value if isinstance(value, tuple) else (value,)


def _comparisons(subject: w.Subject, name: str, value: Template) -> Iterator[w.Condition]:
    for op, operand in cast(Mapping[str, Template], value).items():
        if op == "isNull":
            if operand is not None:
                yield w.IsNull(subject) if operand else w.Not(w.IsNull(subject))
            continue
        if operand is None:
            raise QuestionError(Code.BAD_FILTER, f"{name}: {{{op}: null}} compares with nothing; use {{isNull: true}}")
        if operand == ():
            yield w.FALSE if op == "in" else w.TRUE
        else:
            yield w.Compare(op, subject, operand)  # type: ignore[arg-type]


def _on_list(surface: Surface, list_type: str, source: w.ListSource, value: Template) -> Iterator[w.Condition]:
    own = surface.input_fields[list_type, "some"].type
    for op, operand in cast(Mapping[str, Template], value).items():
        if operand is None:
            continue
        if op == "count":
            yield from _count(source, cast(Mapping[str, Template], operand))
            continue
        fits = build_condition(surface, own, operand)
        if op == "some":
            yield w.Some(source, fits)
        elif op == "none":
            yield w.Not(w.Some(source, fits))
        else:
            yield w.Not(w.Some(source, w.Not(fits)))


def _count(source: w.ListSource, comparisons: Mapping[str, Template]) -> Iterator[w.Condition]:
    for op, operand in comparisons.items():
        if op == "isNull":
            # A count is never null.
            if operand is not None:
                yield w.FALSE if operand else w.TRUE
        elif operand is None:
            raise QuestionError(Code.BAD_FILTER, f"count: {{{op}: null}} compares with nothing; leave it out")
        elif operand == ():
            yield w.FALSE if op == "in" else w.TRUE
        elif op in _COUNT_OPERATORS:
            yield w.CountOf(source, op, cast(Slot, operand))  # type: ignore[arg-type]

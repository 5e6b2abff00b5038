"""Filters and orders: of properties, of nodes, of parts and of lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph_schema.model import Choices, Kind, Model, Property
from hub.planner import meaning as m
from hub.planner.surface.members import selectable, subtree_kinds
from hub.planner.surface.names import constant, filter_name, graphql_type, lower, says
from hub.planner.surface.types import EnumDef, InputDef, InputField

_SET = ("eq", "ne", "in", "notIn")
_RANGE = ("lt", "lte", "gt", "gte")
OPERATORS: Mapping[str, tuple[str, ...]] = {
    "ID": _SET,
    "String": (*_SET, *_RANGE, "contains", "startsWith", "isNull"),
    "Int": (*_SET, *_RANGE, "isNull"),
    "Long": (*_SET, *_RANGE, "isNull"),
    "Decimal": (*_SET, *_RANGE, "isNull"),
    "Date": (*_SET, *_RANGE, "isNull"),
    "Period": (*_SET, "isNull"),
    "Boolean": ("eq", "ne", "isNull"),
}
_ENUM_OPERATORS = (*_SET, "isNull")
_OPERATOR_WORDS = {
    "eq": "Equal to. `null` is an error: use `isNull`.",
    "ne": "Not equal to; includes nulls.",
    "in": "One of these; an empty list is false.",
    "notIn": "None of these; includes nulls; an empty list is true.",
    "lt": "Less than.",
    "lte": "Less than or equal to.",
    "gt": "Greater than.",
    "gte": "Greater than or equal to.",
    "contains": "Contains this text, case-sensitive. No index serves it: bounded by the deadline.",
    "startsWith": "Begins with this text, case-sensitive.",
    "isNull": "Whether there is no value.",
}


def property_filter(type_name: str, operators: tuple[str, ...]) -> InputDef:
    """Comparisons of values of a type."""
    fields = []
    for op in operators:
        value = "Boolean" if op == "isNull" else f"[{type_name}!]" if op in ("in", "notIn") else type_name
        fields.append(InputField(op, value, m.Operator(op), _OPERATOR_WORDS[op]))
    return InputDef(filter_name(type_name), tuple(fields), f"Comparisons of a {type_name}; all given ones must hold.")


def choice_types(prop: Property) -> Iterator[EnumDef | InputDef]:
    """The enumeration of a property's choices, if it has them, and its filter."""
    if prop.choices:
        yield _enum(prop.choices)
        yield property_filter(prop.choices.name, _ENUM_OPERATORS)


def _enum(choices: Choices) -> EnumDef:
    values = tuple((c.name, f"{c.label}. {c.description}".strip()) for c in choices.values)
    return EnumDef(choices.name, values, choices.description)


def kind_inputs(model: Model, kind: Kind) -> Iterator[InputDef | EnumDef]:
    """The filter of a kind and of its lists, and what they are ordered by."""
    own = filter_name(kind.name)
    fields = [
        InputField("and", f"[{own}!]", m.Combine("and"), "All of these; an empty list is true."),
        InputField("or", f"[{own}!]", m.Combine("or"), "One of these; an empty list is false."),
        InputField("not", own, m.Combine("not"), "Not this."),
        InputField("id", "IDFilter", m.Meta("id"), "By key; the date of an id does not matter."),
        InputField("region", "StringFilter", m.Meta("region"), "By region of birth, six digits."),
        InputField("validFrom", "DateFilter", m.Meta("validFrom"), "By the first day on which it exists."),
        InputField("validTo", "DateFilter", m.Meta("validTo"), "By the first day on which it exists no more."),
    ]
    for prop in selectable(kind):
        fields.append(
            InputField(prop.name, filter_name(graphql_type(prop)), m.Value(prop), says(prop.label, prop.description))
        )
    for part in kind.parts:
        fields.append(
            InputField(part.name, f"{part.type_name}ListFilter", m.Parts(part), says(part.label, part.description))
        )
    for end in model.ends[kind.name]:
        if end.many:
            fields.append(
                InputField(end.name, f"{end.other}ListFilter", m.ToMany(end), says(end.label, end.description))
            )
        else:
            fields.append(
                InputField(end.name, f"{end.other}Filter", m.ToOne(end), f"{end.label}. It is there, and this holds.")
            )
            fields.append(InputField(f"{end.name}Exists", "Boolean", m.LinkExists(end), "Whether it is there."))
    if kind.tree:
        fields.append(InputField("ancestors", f"{kind.name}ListFilter", m.Ancestors(kind), "By the nodes above."))
        fields.append(InputField("descendants", f"{kind.name}ListFilter", m.Descendants(kind), "By the nodes below."))
    for placed in subtree_kinds(model, kind):
        for named in (None, *placed.lists):
            fields.append(
                InputField(
                    named.name if named else lower(placed.plural),
                    f"{placed.name}ListFilter",
                    m.Subtree(kind, placed, named),
                    f"{named.label if named else placed.label}. Over the whole subtree.",
                )
            )
    yield InputDef(own, tuple(fields), "All given fields must hold; `{}` is true.")
    yield _list_filter(kind.name)
    yield EnumDef(
        f"{kind.name}OrderField",
        (
            *((constant(p.name), says(p.label, p.description)) for p in selectable(kind)),
            ("VALID_FROM", "First day on which it exists."),
            ("ID", "The key."),
        ),
        f"What {kind.plural} are ordered by.",
    )
    yield order_input(f"{kind.name}Order", f"{kind.name}OrderField")


def part_inputs(type_name: str, properties: tuple[Property, ...]) -> Iterator[InputDef]:
    """The filter of a part, and of a list of parts."""
    own = filter_name(type_name)
    yield InputDef(
        own,
        (
            InputField("and", f"[{own}!]", m.Combine("and"), "All of these; an empty list is true."),
            InputField("or", f"[{own}!]", m.Combine("or"), "One of these; an empty list is false."),
            InputField("not", own, m.Combine("not"), "Not this."),
            *(
                InputField(p.name, filter_name(graphql_type(p)), m.Value(p), says(p.label, p.description))
                for p in properties
            ),
        ),
        "All given fields must hold; `{}` is true.",
    )
    yield _list_filter(type_name)


def _list_filter(name: str) -> InputDef:
    own = filter_name(name)
    return InputDef(
        f"{name}ListFilter",
        (
            InputField("some", own, m.Operator("some"), "At least one is such."),
            InputField("none", own, m.Operator("none"), "Not one is such."),
            InputField("every", own, m.Operator("every"), "All are such; true where there are none."),
            InputField("count", "IntFilter", m.Operator("count"), "How many there are."),
        ),
        "Conditions on a list; all given ones must hold.",
    )


def order_input(name: str, field: str) -> InputDef:
    """A term of an order; ``field``: the enumeration of what can be ordered by."""
    return InputDef(
        name,
        (
            InputField("field", f"{field}!", None, "What to order by."),
            InputField("direction", "Direction", None, "Default ASC."),
        ),
        "One term of an order.",
    )

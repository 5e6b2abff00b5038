"""The whole surface of the API, derived from the model: every object, input and enumeration with what it
means.

``hub.api`` makes Strawberry types of it, ``build`` reads questions by it. Types are written as GraphQL
writes them (``[Household!]!``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_schema.model import Choices, End, Kind, Model, NamedList, Property, Scalar
from hub.planner import meaning as m

SCALAR_TYPES: Mapping[Scalar, str] = {
    Scalar.TEXT: "String",
    Scalar.INT: "Int",
    Scalar.LONG: "Long",
    Scalar.DECIMAL: "Decimal",
    Scalar.BOOLEAN: "Boolean",
    Scalar.DATE: "Date",
    Scalar.PERIOD: "Period",
}
NUMBERS = (Scalar.INT, Scalar.LONG, Scalar.DECIMAL)
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


@dataclass(frozen=True, slots=True)
class Argument:
    name: str
    type: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class FieldDef:
    name: str
    type: str
    meaning: m.Meaning
    args: tuple[Argument, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class ObjectDef:
    name: str
    fields: tuple[FieldDef, ...]
    description: str
    node: bool = False
    """Whether it implements Node."""


@dataclass(frozen=True, slots=True)
class InputField:
    name: str
    type: str
    meaning: m.InputMeaning | None
    description: str = ""


@dataclass(frozen=True, slots=True)
class InputDef:
    name: str
    fields: tuple[InputField, ...]
    description: str
    one_of: bool = False


@dataclass(frozen=True, slots=True)
class EnumDef:
    name: str
    values: tuple[tuple[str, str], ...]
    """Names with their descriptions."""
    description: str


@dataclass(frozen=True, slots=True)
class Surface:
    """All types by name; ``fields`` finds a field's meaning by the names of its type and of itself."""

    model: Model
    objects: Mapping[str, ObjectDef]
    inputs: Mapping[str, InputDef]
    enums: Mapping[str, EnumDef]
    fields: Mapping[tuple[str, str], FieldDef]
    input_fields: Mapping[tuple[str, str], InputField]


def capital(name: str) -> str:
    """``neighbourHead`` → ``NeighbourHead``."""
    return name[:1].upper() + name[1:]


def lower(name: str) -> str:
    """``AreaSets`` → ``areaSets``."""
    return name[:1].lower() + name[1:]


def constant(name: str) -> str:
    """``registerNumber`` → ``REGISTER_NUMBER``."""
    return "".join("_" + c if c.isupper() else c for c in name).upper().lstrip("_")


def graphql_type(prop: Property) -> str:
    """The GraphQL type of a property's value, nullable."""
    return prop.choices.name if prop.choices else SCALAR_TYPES[prop.type]


def says(label: str, description: str, prop: Property | None = None) -> str:
    """A description for people: Chinese label, text, unit."""
    unit = f" Unit: {prop.unit}." if prop and prop.unit else ""
    return f"{label}. {description}{unit}"


AS_OF = Argument(
    "asOf",
    "Date",
    "Read as of this day; inherited by what lies below. Default: today in the hub's time zone.",
)
DURING = Argument("during", "Interval", "Whatever was valid at some moment of the interval; excludes `asOf`.")
PAGE = (
    Argument("first", "Int", "Page size from the front, 0 to 1,000; 20 where neither `first` nor `last` is given."),
    Argument("after", "String", "Cursor to begin behind."),
    Argument("last", "Int", "Page size from the back, 0 to 1,000."),
    Argument("before", "String", "Cursor to end in front of."),
)
SCOPE = Argument("scope", "TreeScope", "Which part of the subtree; default DESCENDANTS.")

META = (
    FieldDef(
        "id",
        "ID!",
        m.Meta("id"),
        (),
        "The node as read: its key, with `@` and the day where one was asked for.",
    ),
    FieldDef("key", "ID!", m.Meta("key"), (), "The node, whatever the day. Opaque."),
    FieldDef("region", "String!", m.Meta("region"), (), "Region of birth, six digits."),
    FieldDef("validFrom", "Date", m.Meta("validFrom"), (), "First day on which it exists."),
    FieldDef("validTo", "Date", m.Meta("validTo"), (), "First day on which it exists no more; null while open."),
    FieldDef("version", "Long", m.Meta("version"), (), "Rising number of the change that wrote it last."),
)


def list_args(
    kind: Kind, *, dated: bool = True, scope: bool = False, within: bool = False, level: bool = False
) -> tuple[Argument, ...]:
    """The arguments of a connection over a kind, in the order of API.md."""
    args = [Argument("filter", f"{kind.name}Filter", "Only nodes for which all of this holds.")]
    if within:
        args.append(Argument("within", "Within", "Only nodes in these parts of the trees."))
    if scope:
        args.append(SCOPE)
    if level:
        args.append(Argument("level", "AreaLevel", "Only areas of this level."))
    args.append(Argument("orderBy", f"[{kind.name}Order!]", "Nulls last; the id breaks ties."))
    args.extend(PAGE)
    if dated:
        args.extend((AS_OF, DURING))
    return tuple(args)


def derive(model: Model) -> Surface:
    """The surface of a model."""
    objects: dict[str, ObjectDef] = {}
    inputs: dict[str, InputDef] = {}
    enums: dict[str, EnumDef] = {}
    for item in _all_types(model):
        table: dict[str, ObjectDef] | dict[str, InputDef] | dict[str, EnumDef]
        table = objects if isinstance(item, ObjectDef) else inputs if isinstance(item, InputDef) else enums
        known = table.get(item.name)
        if known is not None and known != item:
            raise ValueError(f"two unlike types of the API are named {item.name}; rename one in graph_schema/kinds")
        table[item.name] = item  # type: ignore[assignment]
    return Surface(
        model,
        objects,
        inputs,
        enums,
        {(o.name, f.name): f for o in objects.values() for f in o.fields},
        {(i.name, f.name): f for i in inputs.values() for f in i.fields},
    )


def _all_types(model: Model) -> Iterator[ObjectDef | InputDef | EnumDef]:
    yield from _shared(model)
    for kind in model.kinds:
        yield _node(model, kind)
        yield from _connection(kind, f"{kind.name}Connection", f"{kind.name}Edge", ())
        yield from _kind_inputs(model, kind)
        yield from _groups(model, kind)
        for end in model.ends[kind.name]:
            yield from _link_types(model, end)
        for part in kind.parts:
            yield ObjectDef(
                part.type_name,
                (*(_value_field(p) for p in part.properties), *_LINK_DATES),
                says(part.label, part.description),
            )
            yield from _part_inputs(part.type_name, part.properties)
        for prop in (*kind.properties, *(p for q in kind.parts for p in q.properties)):
            yield from _choices(prop)
        for link in kind.links:
            for prop in link.properties:
                yield from _choices(prop)
    yield _query(model)


def _choices(prop: Property) -> Iterator[EnumDef | InputDef]:
    if prop.choices:
        yield enum_of(prop.choices)
        yield property_filter(prop.choices.name, _ENUM_OPERATORS)


def enum_of(choices: Choices) -> EnumDef:
    values = tuple((c.name, f"{c.label}. {c.description}".strip()) for c in choices.values)
    return EnumDef(choices.name, values, choices.description)


def property_filter(type_name: str, operators: tuple[str, ...]) -> InputDef:
    fields = []
    for op in operators:
        value = "Boolean" if op == "isNull" else f"[{type_name}!]" if op in ("in", "notIn") else type_name
        fields.append(InputField(op, value, m.Operator(op), _OPERATOR_WORDS[op]))
    return InputDef(filter_name(type_name), tuple(fields), f"Comparisons of a {type_name}; all given ones must hold.")


def filter_name(type_name: str) -> str:
    """``String`` → ``StringFilter``, ``AreaLevel`` → ``AreaLevelFilter``."""
    return f"{type_name}Filter"


_LINK_DATES = (
    FieldDef("since", "Date", m.LinkDate("since"), (), "First day on which it holds."),
    FieldDef("until", "Date", m.LinkDate("until"), (), "First day on which it holds no more; null while open."),
)


def _value_field(prop: Property) -> FieldDef:
    return FieldDef(prop.name, graphql_type(prop), m.Value(prop), (), says(prop.label, prop.description, prop))


def selectable(kind: Kind) -> tuple[Property, ...]:
    """The properties that may be selected, filtered and ordered by."""
    return tuple(prop for prop in kind.properties if not prop.restricted)


def _node(model: Model, kind: Kind) -> ObjectDef:
    fields = [*META, *(_value_field(prop) for prop in selectable(kind))]
    for part in kind.parts:
        fields.append(
            FieldDef(part.name, f"[{part.type_name}!]", m.Parts(part), (AS_OF,), says(part.label, part.description))
        )
    for end in model.ends[kind.name]:
        fields.append(_end_field(model, end))
    if kind.tree:
        fields.append(
            FieldDef("ancestors", f"[{kind.name}!]", m.Ancestors(kind), (AS_OF,), "The nodes above, root first.")
        )
        level = kind.name == "Area"
        fields.append(
            FieldDef(
                "descendants",
                f"{kind.name}Connection",
                m.Descendants(kind),
                list_args(kind, level=level),
                "The nodes below, on all levels, itself excepted.",
            )
        )
    fields.extend(_subtree_fields(model, kind))
    return ObjectDef(kind.name, tuple(fields), says(kind.label, kind.description), node=True)


def subtree_kinds(model: Model, kind: Kind) -> tuple[Kind, ...]:
    """The kinds that an Area (placed) or an Organisation (belonging) lists."""
    if kind.name == "Area":
        return model.placed()
    return model.belonging() if kind.name == "Organisation" else ()


def _subtree_fields(model: Model, kind: Kind) -> Iterator[FieldDef]:
    where = "placed in it or below" if kind.name == "Area" else "belonging to it or below"
    for placed in subtree_kinds(model, kind):
        for named in (None, *placed.lists):
            yield FieldDef(
                named.name if named else lower(placed.plural),
                f"{placed.name}Connection",
                m.Subtree(kind, placed, named),
                list_args(placed, scope=True),
                f"{says(named.label, named.description) if named else placed.label + '.'} Owned ones {where}.",
            )


def _end_field(model: Model, end: End) -> FieldDef:
    text = says(end.label, end.description)
    if end.many:
        other = model.kind(end.other)
        level = end.other == "Area" and end.name == "children"
        args = list_args(other, dated=not end.link.lineage, level=level)
        return FieldDef(end.name, f"{_link_name(end)}Connection", m.ToMany(end), args, text)
    return FieldDef(end.name, _link_name(end) if end.link.wrapped else end.other, m.ToOne(end), (AS_OF,), text)


def _link_name(end: End) -> str:
    return end.kind + capital(end.name)


def _link_types(model: Model, end: End) -> Iterator[ObjectDef]:
    own = (*(_value_field(p) for p in end.link.properties), *_LINK_DATES)
    if end.many:
        yield from _connection(model.kind(end.other), f"{_link_name(end)}Connection", f"{_link_name(end)}Edge", own)
    elif end.link.wrapped:
        node = FieldDef("node", end.other, m.Piece("node"), (), "The node at the other end.")
        yield ObjectDef(_link_name(end), (node, *own), says(end.label, end.description))


def _connection(kind: Kind, name: str, edge: str, own: tuple[FieldDef, ...]) -> Iterator[ObjectDef]:
    yield ObjectDef(
        name,
        (
            FieldDef("nodes", f"[{kind.name}!]!", m.Piece("nodes"), (), "The nodes of the page."),
            FieldDef("edges", f"[{edge}!]!", m.Piece("edges"), (), "The nodes of the page with their cursors."),
            FieldDef("pageInfo", "PageInfo!", m.Piece("pageInfo"), (), "Whether there is more, and from where."),
            FieldDef(
                "totalCount",
                "Int",
                m.Piece("totalCount"),
                (),
                "Length of the whole list. Costs nothing unless asked.",
            ),
            FieldDef(
                "aggregate",
                f"{kind.name}Aggregate",
                m.Piece("aggregate"),
                (),
                "Statistics over the whole list.",
            ),
            FieldDef(
                "groups",
                f"{kind.name}GroupConnection",
                m.Piece("groups"),
                (
                    Argument("by", f"[{kind.name}GroupBy!]!", "What makes a group."),
                    Argument("orderBy", f"[{kind.name}GroupOrder!]", "Default: by key."),
                    *PAGE[:2],
                ),
                "The whole list in groups.",
            ),
        ),
        f"A page of a list of {kind.plural}.",
    )
    cursor = FieldDef(
        "cursor", "String!", m.Piece("cursor"), (), "Opaque; valid for this list, order, filter and date."
    )
    node = FieldDef("node", f"{kind.name}!", m.Piece("node"), (), "The node.")
    yield ObjectDef(edge, (cursor, node, *own), "One entry of a page.")


def _statistics_type(prop: Property) -> str:
    return f"{SCALAR_TYPES[prop.type]}Statistics"


def measured(kind: Kind) -> tuple[Property, ...]:
    """The properties that have statistics: numbers and dates."""
    return tuple(p for p in selectable(kind) if p.type in (*NUMBERS, Scalar.DATE))


def _groups(model: Model, kind: Kind) -> Iterator[ObjectDef | InputDef | EnumDef]:
    count = FieldDef("count", "Int", m.Piece("count"), (), "How many nodes.")
    stats = tuple(
        FieldDef(p.name, _statistics_type(p), m.Statistics(p), (), says(p.label, "Statistics.", p))
        for p in measured(kind)
    )
    flags = tuple(
        FieldDef(
            f"{p.name}Count",
            "Int",
            m.FlagCount(p),
            (),
            f"{p.label}. How many; only on unfiltered lists of a township or above, elsewhere null with RESTRICTED.",
        )
        for p in kind.properties
        if p.restricted
    )
    yield ObjectDef(f"{kind.name}Aggregate", (count, *stats, *flags), f"Statistics over a list of {kind.plural}.")
    ones = to_ones(model, kind)
    key = FieldDef("key", f"{kind.name}GroupKey", m.Piece("key"), (), "What the members have in common.")
    yield ObjectDef(f"{kind.name}Group", (key, count, *stats), f"A group of {kind.plural}.")
    keys: list[FieldDef] = [_value_field(p) for p in selectable(kind)]
    if areas_of(kind):
        keys.append(FieldDef("areaAt", "GroupKeyAreas", m.KeyAreas(), (), "The areas grouped by, a field a level."))
    keys.extend(
        FieldDef(end.name, f"{end.other}GroupKey", m.KeyLink(end), (), says(end.label, end.description)) for end in ones
    )
    yield ObjectDef(f"{kind.name}GroupKey", tuple(keys), "One nullable field for each possible key; the rest is null.")
    yield ObjectDef(
        f"{kind.name}GroupConnection",
        (
            FieldDef("nodes", f"[{kind.name}Group!]!", m.Piece("nodes"), (), "The groups of the page."),
            FieldDef("edges", f"[{kind.name}GroupEdge!]!", m.Piece("edges"), (), "The groups with their cursors."),
            FieldDef("pageInfo", "PageInfo!", m.Piece("pageInfo"), (), "Whether there is more, and from where."),
            FieldDef("totalCount", "Int", m.Piece("totalCount"), (), "Number of groups."),
        ),
        "A page of groups.",
    )
    yield ObjectDef(
        f"{kind.name}GroupEdge",
        (
            FieldDef("cursor", "String!", m.Piece("cursor"), (), "Opaque."),
            FieldDef("node", f"{kind.name}Group!", m.Piece("node"), (), "The group."),
        ),
        "One group of a page.",
    )
    by = [InputField("property", f"{kind.name}Property", m.GroupProperty(), "The value of this property.")]
    if areas_of(kind):
        by.append(InputField("areaAt", "AreaLevel", m.GroupArea(), "The area at this level above its place, or null."))
    by.extend(
        InputField(end.name, f"{end.other}GroupBy", m.ToOne(end), f"By what lies behind {end.name}.") for end in ones
    )
    yield InputDef(f"{kind.name}GroupBy", tuple(by), "Exactly one of these.", one_of=True)
    yield EnumDef(
        f"{kind.name}Property",
        tuple((constant(p.name), says(p.label, p.description)) for p in selectable(kind)),
        f"Properties of {kind.name}.",
    )
    fields = [("KEY", "The key, in the order of `by`."), ("COUNT", "How many nodes.")]
    for p in measured(kind):
        for stat in statistics(p):
            if stat in ("sum", "min", "max"):
                fields.append((f"{constant(p.name)}_{stat.upper()}", f"{stat} of {p.name}."))
    yield EnumDef(f"{kind.name}GroupOrderField", tuple(fields), "What groups are ordered by.")
    yield _order_input(f"{kind.name}GroupOrder", f"{kind.name}GroupOrderField")


def areas_of(kind: Kind) -> bool:
    """Whether nodes of the kind stand in the area tree."""
    return kind.name == "Area" or kind.place is not None


def to_ones(model: Model, kind: Kind) -> tuple[End, ...]:
    """The to-one ends that the kind declares itself."""
    return tuple(end for end in model.ends[kind.name] if not end.many and end.forward)


def statistics(prop: Property) -> tuple[m.Statistic, ...]:
    """The statistics of a property: dates have no sum and no average."""
    return (
        ("min", "max", "countDistinct") if prop.type is Scalar.DATE else ("sum", "avg", "min", "max", "countDistinct")
    )


def _order_input(name: str, field: str) -> InputDef:
    return InputDef(
        name,
        (
            InputField("field", f"{field}!", None, "What to order by."),
            InputField("direction", "Direction", None, "Default ASC."),
        ),
        "One term of an order.",
    )


def _kind_inputs(model: Model, kind: Kind) -> Iterator[InputDef | EnumDef]:
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
    yield _order_input(f"{kind.name}Order", f"{kind.name}OrderField")


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


def _part_inputs(type_name: str, properties: tuple[Property, ...]) -> Iterator[InputDef]:
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


def _shared(model: Model) -> Iterator[ObjectDef | InputDef | EnumDef]:
    for type_name, operators in OPERATORS.items():
        yield property_filter(type_name, operators)
    yield EnumDef("Direction", (("ASC", "Ascending."), ("DESC", "Descending.")), "Direction of an order.")
    yield EnumDef(
        "TreeScope",
        (
            ("SELF", "Only the node itself."),
            ("CHILDREN", "Itself and one step down."),
            ("DESCENDANTS", "Itself and all below."),
        ),
        "Which part of a subtree.",
    )
    yield EnumDef(
        "NodeKind",
        tuple((constant(k.name), says(k.label, k.description)) for k in model.kinds),
        "A kind of node.",
    )
    yield InputDef(
        "Interval",
        (
            InputField("from", "Date!", None, "First day."),
            InputField("to", "Date!", None, "First day after it; later than `from`."),
        ),
        "A span of days, the last one excluded.",
    )
    yield InputDef(
        "Within",
        (
            InputField("areas", "[ID!]", None, "Placed in one of these areas."),
            InputField("organisation", "ID", None, "Belonging to this organisation."),
            InputField("scope", "TreeScope", None, SCOPE.description),
        ),
        "Parts of the trees; both conditions must hold where both are given.",
    )
    yield ObjectDef(
        "PageInfo",
        (
            FieldDef("hasNextPage", "Boolean!", m.Piece("hasNextPage"), (), "Whether more follows."),
            FieldDef(
                "hasPreviousPage",
                "Boolean!",
                m.Piece("hasPreviousPage"),
                (),
                "Whether there is more in front.",
            ),
            FieldDef("startCursor", "String", m.Piece("startCursor"), (), "Cursor of the first entry."),
            FieldDef("endCursor", "String", m.Piece("endCursor"), (), "Cursor of the last entry."),
        ),
        "Where a page stands in its list. Paging forward, `hasPreviousPage` says whether `after` was given; backward, "
        "`hasNextPage` whether `before` was.",
    )
    for scalar in (*NUMBERS, Scalar.DATE):
        own = SCALAR_TYPES[scalar]
        total = "Decimal" if scalar is Scalar.DECIMAL else "Long"
        types = {"sum": total, "avg": "Decimal", "min": own, "max": own, "countDistinct": "Int"}
        words = {
            "sum": "Exact sum; null over no values.",
            "avg": "Exact sum by count, rounded half to even to six places more than the property has.",
            "min": "Least value.",
            "max": "Greatest value.",
            "countDistinct": "Number of unlike values.",
        }
        stats = ("min", "max", "countDistinct") if scalar is Scalar.DATE else tuple(types)
        yield ObjectDef(
            f"{own}Statistics",
            tuple(FieldDef(s, types[s], m.Stat(s), (), words[s]) for s in stats),  # type: ignore[arg-type]
            f"Statistics of a {own}; nulls are left out.",
        )
    levels = model.kind("Area").property("level").choices
    if levels is not None:
        yield ObjectDef(
            "GroupKeyAreas",
            tuple(FieldDef(c.name.lower(), "Area", m.KeyArea(c.name), (), f"{c.label}.") for c in levels.values),
            "The areas of a group's key.",
        )
    node = FieldDef("node", "Node!", m.Piece("node"), (), "The node.")
    cursor = FieldDef("cursor", "String!", m.Piece("cursor"), (), "Opaque.")
    yield ObjectDef("SearchEdge", (cursor, node), "One find.")
    yield ObjectDef(
        "SearchConnection",
        (
            FieldDef("nodes", "[Node!]!", m.Piece("nodes"), (), "The nodes of the page."),
            FieldDef("edges", "[SearchEdge!]!", m.Piece("edges"), (), "The nodes with their cursors."),
            FieldDef("pageInfo", "PageInfo!", m.Piece("pageInfo"), (), "Whether there is more, and from where."),
            FieldDef("totalCount", "Int", m.Piece("totalCount"), (), "Number of finds."),
        ),
        "A page of finds: exact ones first, then those that begin with the text, then the shorter, then by key.",
    )
    yield from _catalogue()


def _catalogue() -> Iterator[ObjectDef]:
    def plain(name: str, type_name: str, text: str) -> FieldDef:
        return FieldDef(name, type_name, m.Catalogue(name), (), text)

    yield ObjectDef(
        "CatalogueKind",
        (
            plain("kind", "NodeKind", "The kind."),
            plain("name", "String", "Its name in this schema."),
            plain("label", "String", "Its Chinese name."),
            plain("description", "String", "What it is."),
            plain("count", "Int", "Owned nodes that are valid today."),
            plain(
                "lastLoad",
                "String",
                "Moment of the last finished load that wrote such nodes, ISO 8601 in UTC.",
            ),
        ),
        "A kind and what the hub holds of it.",
    )
    yield ObjectDef(
        "CatalogueIndicator",
        (
            plain("name", "String", "The indicator."),
            plain("unit", "String", "Its unit."),
            plain("count", "Int", "Facts valid today."),
        ),
        "An indicator of the facts that the hub holds.",
    )
    yield ObjectDef(
        "CatalogueArea",
        (plain("key", "ID", "Key of the area."), plain("name", "String", "Its name.")),
        "A unit that has sent nothing.",
    )
    yield ObjectDef(
        "Catalogue",
        (
            plain("regions", "[String!]", "Prefixes of the regions that the hub owns."),
            plain("kinds", "[CatalogueKind!]", "All kinds."),
            plain("indicators", "[CatalogueIndicator!]", "Indicators by name and unit."),
            plain(
                "silentAreas",
                "[CatalogueArea!]",
                "Owned villages in which not one household is registered, by key; at most 1,000.",
            ),
        ),
        "What the hub holds, and who has sent nothing.",
    )


def _query(model: Model) -> ObjectDef:
    identity = Argument("id", "ID!", "A key, or an id with its date.")
    fields: list[FieldDef] = []
    for kind in model.kinds:
        fields.append(
            FieldDef(
                lower(kind.name),
                kind.name,
                m.RootOne(kind),
                (identity, AS_OF),
                f"{kind.label} by id; ended ones too.",
            )
        )
        for named in (None, *kind.lists):
            text = says(named.label, named.description) if named else says(kind.label, kind.description)
            fields.append(
                FieldDef(
                    named.name if named else lower(kind.plural),
                    f"{kind.name}Connection",
                    m.RootList(kind, named),
                    list_args(kind, within=True),
                    f"{text} Owned ones only.",
                )
            )
    code = (
        Argument("authority", "CodeAuthority", "Whose code; any where not given."),
        Argument("vintage", "String", "Edition of the list; any where not given."),
        AS_OF,
    )
    fields += [
        FieldDef("node", "Node", m.RootOne(None), (identity, AS_OF), "A node of any kind by its id."),
        FieldDef(
            "nodes",
            "[Node]",
            m.RootIds(),
            (Argument("ids", "[ID!]!", "At most 1,000."), AS_OF),
            "In the order asked, null in place.",
        ),
        FieldDef(
            "areaByCode",
            "Area",
            m.RootCodes(False),
            (Argument("code", "String!", "2, 4, 6, 9 or 12 digits, padded with zeros or not."), *code),
            "The area that bears the code at the date, else the last one that did. Several: AMBIGUOUS_CODE.",
        ),
        FieldDef(
            "areasByCode",
            "[Area]",
            m.RootCodes(True),
            (Argument("codes", "[String!]!", "At most 1,000."), *code),
            "In the order asked, null in place.",
        ),
        FieldDef(
            "search",
            "SearchConnection",
            m.RootSearch(),
            (
                Argument("text", "String!", "What names contain; letters of either case, full or half width."),
                Argument("kinds", "[NodeKind!]", "Only these kinds."),
                Argument("within", "Within", "Only nodes in these parts of the trees."),
                *PAGE[:2],
                AS_OF,
            ),
            "Nodes of any kind by name.",
        ),
        FieldDef("catalogue", "Catalogue", m.RootCatalogue(), (), "What the hub holds."),
    ]
    return ObjectDef("Query", tuple(fields), "Questions to the hub.")


def named_filter(named: NamedList) -> tuple[str, str]:
    """Property and value that make a named list."""
    return named.property, named.value

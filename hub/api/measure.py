"""How much a document asks for, in one linear pass, before it is validated.

A fragment is measured once, however often it is spread: its depth, its fields and its nodes are numbers (for
nodes: a polynomial over variables), and a spread adds them up. Re-expanding it instead, as common limiters
do, lets 819 bytes run for 20 seconds. Nothing recurses, so no nesting exhausts the stack. A cyclic or unknown
fragment counts as empty here, because validation, which runs next, reports it by name.

The figures err on the safe side: two selections that GraphQL merges into one are counted twice, and a
selection under ``@skip`` or ``@include`` counts whatever its condition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
)


@dataclass(frozen=True, slots=True)
class ListField:
    """A field that gives many nodes, and what says how many."""

    sizes: tuple[str, ...]
    """Arguments that hold a number, such as ``first``, or a list whose length counts, such as ``ids``. The
    largest one given counts."""

    default: int
    """Nodes when none of them is given or can be read (validation and the planner refuse what is no
    number)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field leads to."""

    type_name: str | None
    """Name of the object, interface or union below; None when the field or its type is unknown."""

    list_field: ListField | None = None


_UNKNOWN = Shape(None)
Shapes = Mapping[str, Mapping[str, Shape]]
"""Type name -> field name -> shape. Fields without selections below may be left out."""

PAGE_SIZE = 20
"""Nodes of a list that is asked for without `first` and `last`."""


def shapes_of(
    schema: GraphQLSchema,
    *,
    page_size: int = PAGE_SIZE,
    sized_by: Sequence[str] = ("ids", "codes", "representations"),
) -> dict[str, dict[str, Shape]]:
    """The table that `measure` reads, from a schema: to be made once, not each time.

    A field with an argument `first` is a list of `page_size`; one with an argument of `sized_by` is a list as
    long as that argument. `nodes` and `edges` inside a connection have neither, so they multiply nothing.
    """
    found: dict[str, dict[str, Shape]] = {}
    for name, kind in schema.type_map.items():
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            continue
        rows = found[name] = {}
        for field_name, definition in kind.fields.items():
            arguments = definition.args
            list_field = None
            if "first" in arguments:
                list_field = ListField(tuple(a for a in ("first", "last") if a in arguments), page_size)
            elif by := tuple(a for a in sized_by if a in arguments):
                list_field = ListField(by, 1)
            rows[field_name] = Shape(get_named_type(definition.type).name, list_field)
    return found


_HUGE = 10**12
"""A literal of more than 12 digits is read as this; Python itself refuses to read one of 5,000 digits."""


@dataclass(frozen=True, slots=True)
class _Size:
    """A list's size that depends on variables."""

    written: int | None
    """The largest size written in the document; None when there is none."""

    variables: tuple[str, ...]
    default: int

    def read(self, values: Mapping[str, object]) -> int:
        sizes = [_size(values.get(name)) for name in self.variables]
        given = [size for size in (self.written, *sizes) if size is not None]
        return max(given) if given else self.default


_Product = tuple[int, tuple[_Size, ...]]
"""How many nodes there are at a place: a number times sizes that depend on variables."""


@dataclass(slots=True)
class _Part:
    """An operation or a fragment, as numbers: first its own, then with its spreads added."""

    depth: int = 0
    introspection_depth: int = 0
    fields: int = 0
    aliases: int = 0
    input_depth: int = 0
    nodes: int = 0
    terms: list[tuple[_Product, _Part | None]] = field(default_factory=list)
    """What could not be added to `nodes`, because it depends on variables: a product, times the nodes of a
    part."""

    spreads: list[tuple[str, int, bool, _Product]] = field(default_factory=list)
    """Fragment, depth, whether below `__schema` or `__type`, and how often."""

    def add(self, product: _Product, below: _Part | None) -> None:
        """Nodes: as many as `product`, or the nodes of `below` so many times."""
        factor, sizes = product
        if below is not None and not below.terms:
            factor, below = factor * below.nodes, None
        if not factor:
            return
        if sizes or below is not None:
            self.terms.append(((factor, sizes), below))
        else:
            self.nodes += factor

    def include(self, fragment: _Part, depth: int, introspecting: bool, product: _Product) -> None:
        """Add a finished fragment that is spread here."""
        self.fields += fragment.fields
        self.aliases += fragment.aliases
        self.input_depth = max(self.input_depth, fragment.input_depth)
        if introspecting:
            lowest = depth + max(fragment.depth, fragment.introspection_depth)
            self.introspection_depth = max(self.introspection_depth, lowest)
        else:
            self.depth = max(self.depth, depth + fragment.depth)
            self.introspection_depth = max(self.introspection_depth, fragment.introspection_depth)
        self.add(product, fragment)


@dataclass(frozen=True, slots=True)
class Measure:
    """The figures of one operation. To be kept with the parsed document."""

    depth: int
    introspection_depth: int
    fields: int
    aliases: int
    input_depth: int
    visits: int
    """Selections, arguments and values looked at for the whole document: never more than it has tokens."""

    _operation: _Part
    _defaults: Mapping[str, object]
    """Sizes that the operation's variables have when they are not given."""

    _fragments: tuple[_Part, ...]
    """Those whose nodes depend on variables, each after those it spreads."""

    def nodes(self, variables: Mapping[str, object] | None = None) -> int:
        """Estimated nodes with these variables (as decoded from JSON, not yet coerced)."""
        operation = self._operation
        if not operation.terms:
            return operation.nodes
        values = {**self._defaults, **(variables or {})}
        known: dict[int, int] = {}
        total = 0
        for part in (*self._fragments, operation):
            total = part.nodes
            for (factor, sizes), below in part.terms:
                for size in sizes:
                    factor *= size.read(values)
                total += factor if below is None else factor * known[id(below)]
            known[id(part)] = total
        return total


def measure(document: DocumentNode, shapes: Shapes) -> dict[str | None, Measure]:
    """The figures of each operation by its name, in one pass over the document; nothing in it need be valid.

    Args:
        shapes: from `shapes_of`; what is not in it counts as one node with unknown fields.
    """
    walk = _Walk(shapes)
    fragments: dict[str, _Part] = {}
    operations: list[tuple[OperationDefinitionNode, _Part]] = []
    for definition in document.definitions:
        if isinstance(definition, FragmentDefinitionNode):
            name, on = definition.name.value, definition.type_condition.name.value
            if name not in fragments:  # validation reports the second of one name
                fragments[name] = walk.selections(definition.selection_set, on)
        elif isinstance(definition, OperationDefinitionNode):
            # `shapes` knows the roots by their usual names; the schema calls them so.
            root = definition.operation.value.capitalize()
            operations.append((definition, walk.selections(definition.selection_set, root)))

    finished = _finish(fragments)
    late = tuple(part for part in finished.values() if part.terms)
    found: dict[str | None, Measure] = {}
    for definition, part in operations:
        defaults: dict[str, object] = {}
        for variable in definition.variable_definitions or ():
            if variable.default_value is not None:
                part.input_depth = max(part.input_depth, walk.input_depth(variable.default_value))
                defaults[variable.variable.name.value] = _literal_size(variable.default_value)
        _include_spreads(part, finished)
        found[definition.name.value if definition.name else None] = Measure(
            part.depth,
            part.introspection_depth,
            part.fields,
            part.aliases,
            part.input_depth,
            walk.visits,
            part,
            defaults,
            late,
        )
    return found


def _finish(fragments: Mapping[str, _Part]) -> dict[str, _Part]:
    """Add its spreads to each fragment, lowest first. What closes a cycle is left out: it counts as empty."""
    finished: dict[str, _Part] = {}
    begun: set[str] = set()
    for name in fragments:
        stack = [name]
        while stack:
            top = stack[-1]
            if top in finished:
                stack.pop()
            elif top in begun:
                _include_spreads(fragments[top], finished)
                finished[top] = fragments[top]
                stack.pop()
            else:
                begun.add(top)
                below = {spread[0] for spread in fragments[top].spreads}
                stack.extend(b for b in below if b in fragments and b not in begun)
    return finished


def _include_spreads(part: _Part, finished: Mapping[str, _Part]) -> None:
    for name, depth, introspecting, product in part.spreads:
        fragment = finished.get(name)
        if fragment is not None:
            part.include(fragment, depth, introspecting, product)
    part.spreads.clear()


class _Walk:
    """Looks once at each selection of a document, with a stack of its own instead of recursion."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.visits = 0

    def selections(self, selection_set: SelectionSetNode, type_name: str) -> _Part:
        """The own figures of one operation or fragment; what it spreads is only noted."""
        part = _Part()
        one: _Product = (1, ())
        stack: list[tuple[SelectionSetNode, str | None, int, bool, _Product]] = []
        stack.append((selection_set, type_name, 0, False, one))
        while stack:
            selections, on, depth, introspecting, product = stack.pop()
            shapes = self.shapes.get(on, {}) if on is not None else {}
            for selection in selections.selections:
                self.visits += 1
                if isinstance(selection, FragmentSpreadNode):
                    part.spreads.append((selection.name.value, depth, introspecting, product))
                elif isinstance(selection, InlineFragmentNode):
                    inner = selection.type_condition.name.value if selection.type_condition else on
                    stack.append((selection.selection_set, inner, depth, introspecting, product))
                elif isinstance(selection, FieldNode):
                    name = selection.name.value
                    part.fields += 1
                    part.aliases += selection.alias is not None
                    for argument in selection.arguments or ():
                        self.visits += 1
                        part.input_depth = max(part.input_depth, self.input_depth(argument.value))
                    if name == "__typename":
                        continue  # clients put it everywhere; it costs nothing
                    below_schema = introspecting or name in ("__schema", "__type")
                    level = depth + 1 if introspecting or not below_schema else 1
                    if below_schema:
                        part.introspection_depth = max(part.introspection_depth, level)
                    else:
                        part.depth = max(part.depth, level)
                    shape = shapes.get(name, _UNKNOWN)
                    many = product if shape.list_field is None else _times(product, selection, shape.list_field)
                    if shape.list_field is not None:
                        part.add(many, None)
                    if selection.selection_set is not None:
                        stack.append((selection.selection_set, shape.type_name, level, below_schema, many))
        return part

    def input_depth(self, value: ValueNode) -> int:
        """Lists and objects inside each other; 0 for a plain value."""
        deepest = 0
        stack: list[tuple[ValueNode, int]] = [(value, 0)]
        while stack:
            node, depth = stack.pop()
            self.visits += 1
            if isinstance(node, ObjectValueNode):
                stack.extend((inner.value, depth + 1) for inner in node.fields)
            elif isinstance(node, ListValueNode):
                stack.extend((inner, depth + 1) for inner in node.values)
            else:
                continue
            deepest = max(deepest, depth + 1)
        return deepest


def _times(product: _Product, selection: FieldNode, list_field: ListField) -> _Product:
    """How many nodes there are below a list, given how many there are above."""
    written: int | None = None
    variables: list[str] = []
    for argument in selection.arguments or ():
        if argument.name.value not in list_field.sizes:
            continue
        if isinstance(argument.value, VariableNode):
            variables.append(argument.value.name.value)
        else:
            size = _literal_size(argument.value)
            if size is not None and (written is None or size > written):
                written = size
    factor, sizes = product
    if variables:
        return factor, (*sizes, _Size(written, tuple(variables), list_field.default))
    return factor * (list_field.default if written is None else written), sizes


def _literal_size(value: ValueNode) -> int | None:
    """The size that a literal gives; None for null, a negative number, or what is no size."""
    if isinstance(value, IntValueNode):
        text = value.value
        if text.startswith("-"):
            return None
        return int(text) if len(text) <= 12 else _HUGE
    if isinstance(value, ListValueNode):
        return len(value.values)
    if isinstance(value, StringValueNode):
        return 1  # GraphQL takes one value for a list of one
    return None


def _size(value: object) -> int | None:
    """The same of a variable's value, as decoded from JSON."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        return value if value >= 0 else None
    if isinstance(value, list):
        return len(value)
    return 1 if isinstance(value, str) else None

"""An operation as a tree of what is asked for: fragments, directives and aliases resolved as graphql-core
does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

from hub.api.arguments import Source, Sources, read_arguments
from hub.planner.asked import Asked

_INTROSPECTION = ("__schema", "__type")


@dataclass(slots=True)
class Reading:
    """An operation read: graph fields, introspection fields (for graphql-core), order of the keys,
    locations by place.
    """

    asked: tuple[Asked, ...]
    introspection: tuple[FieldNode, ...]
    keys: tuple[str, ...]
    sources: list[Source]
    locations: list[list[dict[str, int]]]


def read_operation(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, Any],
) -> Reading:
    """What an operation asks for, with these coerced variables."""
    query = schema.query_type
    assert query is not None
    reader = _Reader(schema, fragments, Sources(variables))
    fields = reader.collect(query, [operation.selection_set])
    graph = {key: nodes for key, nodes in fields.items() if nodes[0].name.value not in _INTROSPECTION}
    asked = tuple(reader.field(query, key, nodes) for key, nodes in graph.items())
    introspection = tuple(node for key, nodes in fields.items() if key not in graph for node in nodes)
    return Reading(asked, introspection, tuple(fields), reader.sources.sources, reader.locations)


@dataclass(slots=True)
class _Reader:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    sources: Sources
    locations: list[list[dict[str, int]]] = field(default_factory=list)

    def field(self, parent: GraphQLObjectType, key: str, nodes: Sequence[FieldNode]) -> Asked:
        node = nodes[0]
        name = node.name.value
        place = len(self.locations)
        self.locations.append([_location(n) for n in nodes])
        if name == "__typename":
            return Asked(key, name, {}, {}, place)
        definition = parent.fields[name]
        args = read_arguments(node, definition.args, self.sources)
        sets = [n.selection_set for n in nodes if n.selection_set]
        below: dict[str, tuple[Asked, ...]] = {}
        if sets:
            for object_type in self._concrete(get_named_type(definition.type)):
                fields = self.collect(object_type, sets)
                below[object_type.name] = tuple(self.field(object_type, k, ns) for k, ns in fields.items())
        return Asked(key, name, args, below, place)

    def _concrete(self, type_: Any) -> Iterable[GraphQLObjectType]:
        if isinstance(type_, GraphQLInterfaceType):
            return self.schema.get_possible_types(type_)
        return (type_,)

    def collect(self, parent: GraphQLObjectType, sets: Iterable[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        found: dict[str, list[FieldNode]] = {}
        visited: set[str] = set()
        for selection_set in sets:
            self._collect(parent, selection_set, found, visited)
        return found

    def _collect(
        self,
        parent: GraphQLObjectType,
        selection_set: SelectionSetNode,
        found: dict[str, list[FieldNode]],
        visited: set[str],
    ) -> None:
        for selection in selection_set.selections:
            if selection.directives and not self._included(selection.directives):
                continue
            match selection:
                case FieldNode():
                    key = selection.alias.value if selection.alias else selection.name.value
                    found.setdefault(key, []).append(selection)
                case InlineFragmentNode():
                    if self._applies(selection.type_condition, parent):
                        self._collect(parent, selection.selection_set, found, visited)
                case FragmentSpreadNode():
                    name = selection.name.value
                    fragment = self.fragments.get(name)
                    if name in visited or fragment is None or not self._applies(fragment.type_condition, parent):
                        continue
                    visited.add(name)
                    self._collect(parent, fragment.selection_set, found, visited)

    def _applies(self, condition: Any, parent: GraphQLObjectType) -> bool:
        if condition is None or condition.name.value == parent.name:
            return True
        type_ = self.schema.get_type(condition.name.value)
        return isinstance(type_, GraphQLInterfaceType) and self.schema.is_sub_type(type_, parent)

    def _included(self, directives: Iterable[DirectiveNode]) -> bool:
        for directive in directives:
            name = directive.name.value
            if name in ("skip", "include"):
                assert directive.arguments
                value = directive.arguments[0].value
                if isinstance(value, VariableNode):
                    on = bool(self.sources.variables.get(value.name.value))
                else:
                    assert isinstance(value, BooleanValueNode)
                    on = value.value
                if on is (name == "skip"):
                    return False
        return True


def _location(node: FieldNode) -> dict[str, int]:
    assert node.loc is not None
    start = node.loc.start_token
    return {"line": start.line, "column": start.column}

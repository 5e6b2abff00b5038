"""A failing operation made small: fields, arguments and fragments are left out as long as it still fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from graphql import (
    REMOVE,
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)

from .compare import Case

Fails = Callable[[Case], bool]
_REMOVABLE = (FieldNode, FragmentSpreadNode, InlineFragmentNode, ArgumentNode, ObjectFieldNode, DirectiveNode)


def reduced(case: Case, schema: GraphQLSchema, fails: Fails) -> Case:
    """The smallest case found that is valid and still fails; the largest pieces are tried first."""
    # Printed first, so that lengths compare; places move, but for both sides alike.
    printed = replace(case, document=print_ast(parse(case.document)))
    best = printed if fails(printed) else case
    again = True
    while again:
        again = False
        for text in _smaller(parse(best.document), best.operation_name):
            trial = replace(best, document=text, variables=_used(parse(text), best.variables))
            if len(text) < len(best.document) and not validate(schema, parse(text)) and fails(trial):
                best, again = trial, True
                break
    return best


def _smaller(document: DocumentNode, operation_name: str | None) -> Iterator[str]:
    """The document without one of its pieces, without what then is of no use."""
    pieces = _Pieces()
    visit(document, pieces)
    found = sorted(pieces.found, key=lambda node: -_size(node))
    for piece in found:
        rest = visit(document, _Without(piece))
        empty = _Empty()
        visit(rest, empty)
        if not empty.found:
            yield print_ast(_pruned(rest, operation_name))


def _size(node: Node) -> int:
    return (node.loc.end - node.loc.start) if node.loc else 0


class _Pieces(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Node] = []

    def enter(self, node: Node, *_: Any) -> None:
        if isinstance(node, _REMOVABLE):
            self.found.append(node)


class _Without(Visitor):
    def __init__(self, piece: Node) -> None:
        super().__init__()
        self.piece = piece

    def enter(self, node: Node, *_: Any) -> Any:
        # By identity: pieces that read alike are still different pieces.
        return REMOVE if node is self.piece else None


class _Empty(Visitor):
    """Whether a selection set holds nothing: graphql-core reads such a text, GraphQL has none."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> None:
        self.found = self.found or not node.selections


class _Names(Visitor):
    """The fragments and variables that are used."""

    def __init__(self) -> None:
        super().__init__()
        self.fragments: set[str] = set()
        self.variables: set[str] = set()

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        self.fragments.add(node.name.value)

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> Any:
        return False  # its own variable is no use of it

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.variables.add(node.name.value)


def _pruned(document: DocumentNode, operation_name: str | None) -> DocumentNode:
    """Without fragments and variables that nothing uses, and without other operations."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    chosen = [d for d in operations if d.name and d.name.value == operation_name] or operations
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    kept: dict[str, FragmentDefinitionNode] = {}
    names = _Names()
    waiting: list[Node] = list(chosen)
    while waiting:
        visit(waiting.pop(), names)
        for name in names.fragments - kept.keys():
            kept[name] = fragments[name]
            waiting.append(fragments[name])
    needed = [replace(d, variable_definitions=_needed(d, names.variables)) for d in chosen]
    return DocumentNode(definitions=(*needed, *kept.values()))


def _needed(operation: OperationDefinitionNode, names: set[str]) -> tuple[VariableDefinitionNode, ...]:
    return tuple(d for d in operation.variable_definitions or () if d.variable.name.value in names)


def _used(document: DocumentNode, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The variables that the document still declares."""
    declared = {
        d.variable.name.value
        for operation in document.definitions
        if isinstance(operation, OperationDefinitionNode)
        for d in operation.variable_definitions or ()
    }
    return {name: value for name, value in variables.items() if name in declared}

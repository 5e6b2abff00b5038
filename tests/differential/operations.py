"""Random valid operations over a graph: every root, link, operator and argument, mostly with rows in the answer.

Equal seeds over equal graphs give equal operations. Consecutive seeds take turns at the operators and links that
conditions must exercise, so that any run of a few hundred covers them all. ``catalogue`` is never asked: the oracle
has none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any

from graphql import GraphQLSchema

from .arguments import Here
from .conditions import LINKS, Conditions, operators
from .oracle import Graph
from .oracle.words import MODEL, constant, lower
from .selections import PAGE_INFO, Selections


@dataclass(frozen=True)
class Operation:
    """One operation, and the response keys of its roots that are single nodes."""

    document: str
    variables: dict[str, Any]
    operation_name: str | None
    singles: tuple[str, ...] = ()


def random_operation(seed: int, graph: Graph, schema: GraphQLSchema) -> tuple[str, dict[str, Any], str | None]:
    """Document, variables, operation name."""
    made = make_operation(seed, graph, schema)
    return made.document, made.variables, made.operation_name


def make_operation(seed: int, graph: Graph, schema: GraphQLSchema, *, small: bool = False) -> Operation:
    """The same with what the coverage wants to know. ``small``: of one root, which takes turns."""
    return _Maker(seed, graph, schema).operation(small=small)


@cache
def _operators(schema: GraphQLSchema) -> tuple[tuple[str, str, str], ...]:
    return operators(schema)


class _Maker(Selections):
    """Draws the roots."""

    def __init__(self, seed: int, graph: Graph, schema: GraphQLSchema) -> None:
        super().__init__(seed, graph, schema)
        self.singles: list[str] = []

    # The operation

    def operation(self, *, small: bool) -> Operation:
        makers: list[Callable[[], str]] = [self.of_operator, *(partial(self.of_link, turn) for turn in range(2))]
        if small:
            roots = [self.pick((*makers, self.other_root))()]
        else:
            roots = [make() for make in makers]
            for _ in range(self.pick((0, 1, 1))):
                roots.append(self.other_root())
            if self.chance(0.1):
                roots.append("__typename")
            if self.chance(0.04):
                roots.append(self.pick(('__type(name: "Area") { kind name }', "__schema { queryType { name } }")))
        self.random.shuffle(roots)
        selection = self.document.wrap(roots, "Query")
        operation_name = self.pick((None, None, "Ask"))
        text = self.document.text(selection, operation_name)
        if operation_name and self.chance(0.4):
            text += "\nquery Other { __typename }"
        elif self.chance(0.5):
            operation_name = None
        return Operation(text, self.document.variables, operation_name, tuple(self.singles))

    def of_operator(self) -> str:
        """A root list under a filter with the operator whose turn it is."""
        taken = _operators(self.schema)
        kind, name, operator = taken[self.seed % len(taken)]
        return self.focused(kind, lambda c, day: c.leaf(kind, day, name, operator))

    def of_link(self, turn: int) -> str:
        """A root list under a filter that looks along a link whose turn it is."""
        owner, link = LINKS[(2 * self.seed + turn) % len(LINKS)]
        return self.focused(owner, self.through(owner, link))

    def through(self, owner: str, link: str) -> Callable[[Conditions, date], dict[str, Any]]:
        return lambda conditions, day: conditions.over(owner, link, day)

    def focused(self, kind: str, make: Callable[[Conditions, date], dict[str, Any]]) -> str:
        """A root list of a kind under a filter that should tell its nodes apart."""
        here = self.dated(Here(), 0.25)
        made = self.conditions.telling(kind, here.day, lambda: make(self.conditions, here.day))
        if self.chance(0.15):
            made = {self.pick(("and", "or")): [made, self.conditions.any(kind, here.day, 1)]}
        elif self.chance(0.1):
            made = {"not": made}
        listed = self.listed(None, lower(MODEL.kind(kind).plural), kind)
        given: dict[str, Any] = {"filter": made}
        if here.explicit:
            given["asOf"] = here.day.isoformat()
        elif self.chance(0.1):
            given["during"], here = self.interval(here)
        if self.chance(0.08):
            given["within"] = self.within(kind, here)
        return self.list_field(listed, Here(), set(), given, at=here)

    def other_root(self) -> str:
        draw = self.random.random()
        if draw < 0.3:
            kind = self.pick(MODEL.kinds)
            name, of = self.pick([(lower(kind.plural), kind.name), *((n.name, kind.name) for n in kind.lists)])
            return self.list_field(self.listed(None, name, of), Here(), set())
        if draw < 0.6:
            return self.one_root(self.pick(MODEL.kinds).name)
        if draw < 0.68:
            return self.one_root(None)
        if draw < 0.78:
            return self.nodes_root()
        if draw < 0.9:
            return self.search_root()
        return self.code_root()

    # Roots that are no lists of a kind

    def asked(self, name: str, given: Mapping[str, Any], below: str) -> str:
        """A root field under an alias of its own."""
        root = self.object("Query").fields[name]
        return f"{self.document.alias()}: {name}{self.document.arguments(root, given)} {below}"

    def one_root(self, kind: str | None) -> str:
        here = self.dated(Here(), 0.3)
        node = self.node(kind, here)
        given: dict[str, Any] = {"id": node.key}
        # `node` takes the date in the id only
        if here.explicit and (kind is None or self.chance(0.5)):
            given["id"] = f"{node.key}@{here.day.isoformat()}"
        elif here.explicit:
            given["asOf"] = here.day.isoformat()
        if self.faults and self.chance(0.3):
            self.faults -= 1
            two_dates = {"id": f"{node.key}@2019-06-30", "asOf": "2019-07-01"}
            given = self.pick(
                (
                    *((two_dates,) if kind is not None else ()),
                    {"id": "no id"},
                    {"id": "x:000000:00000001"},
                    {"id": node.key.lower() + "0"},
                    {"id": node.key[:-3] + "VVV"},
                    {"id": f"{node.key}@2019-06-31"},
                )
            )
        if kind is None:
            made = self.asked("node", given, self.abstract(here))
        else:
            made = self.asked(lower(kind), given, self.node_selection(kind, replace(here, depth=here.depth - 1)))
        self.singles.append(made.partition(":")[0])
        return made

    def nodes_root(self) -> str:
        here = Here(room=4)
        ids = [self.node().key for _ in range(self.pick((0, 1, 3, 4)))]
        if ids and self.chance(0.3):
            ids[0] += "@2019-06-30"
            here = replace(here, varying=True)
        if ids and self.chance(0.2):
            ids.append(self.pick((ids[0], "org:510681:0VVVVVVV", "x:000000:00000001", *(["x"] if self.faults else []))))
        given: dict[str, Any] = {"ids": ids}
        if not here.varying and self.chance(0.3):
            here = self.dated(here, 1)
            given["asOf"] = here.day.isoformat()
        return self.asked("nodes", given, self.abstract(here))

    def code_root(self) -> str:
        parts = [part for area in self.graph.by_kind["Area"] for part in area.parts["codes"]]
        here = self.dated(Here(), 0.4)
        given: dict[str, Any] = {"asOf": here.day.isoformat()} if here.explicit else {}
        chosen = self.random.sample(parts, 3)
        codes = [str(part.values["code"]) for part in chosen]
        codes = [code.ljust(12, "0") if self.chance(0.4) else code for code in codes]
        if self.chance(0.1):
            codes[1] = self.pick(("51068", "", "x", "012345", "510681 ", "999999"))
        if self.chance(0.5):
            given["authority"] = chosen[0].values["authority"]
        if self.chance(0.3):
            given["vintage"] = chosen[0].values["vintage"]
        below = self.node_selection("Area", replace(here, room=3, depth=here.depth - 1))
        if self.chance(0.5):
            made = self.asked("areaByCode", {"code": codes[self.pick((0, 0, 0, 1))], **given}, below)
            self.singles.append(made.partition(":")[0])
            return made
        return self.asked("areasByCode", {"codes": codes, **given}, below)

    def search_root(self) -> str:
        here = self.dated(Here(), 0.3)
        named = [node for node in self.graph.nodes.values() if any(p.search for p in node.kind.properties)]
        texts = [
            v for n in self.random.sample(named, 12) for p in n.kind.properties if p.search and (v := n.values[p.name])
        ]
        text = str(self.pick(texts or ["村"]))
        begin = self.random.randrange(len(text))
        size = self.pick((1, 1, 2, 2, 3, len(text)))
        text = text[begin : begin + size]
        given: dict[str, Any] = {"text": text.swapcase() if self.chance(0.2) else text}
        if self.faults and self.chance(0.3):
            self.faults -= 1
            given["text"] = self.pick(("", "  ", "\u200b"))
        if self.chance(0.3):
            kinds = [constant(kind.name) for kind in MODEL.kinds]
            given["kinds"] = self.random.sample(kinds, self.pick((0, 1, 3, 5)))
        if self.chance(0.25):
            given["within"] = self.within("Posting", here)
        if here.explicit:
            given["asOf"] = here.day.isoformat()
        page: dict[str, Any] = {}
        if self.chance(0.5):
            page["first"] = self.pick((0, 1, 2, 5, 50))
        if self.chance(0.3):
            self.after(page, "after", self.probe(None, "search", given))
        below = self.abstract(replace(here, room=5))
        pieces = self.some([f"nodes {below}", f"edges {{ cursor node {below} }}", PAGE_INFO, "totalCount"], 2)
        return self.asked("search", given | page, self.document.wrap(pieces, "SearchConnection"))

"""From fetches to the text of one statement: each root a block, and in its rows the blocks of what is answered along.

A block is a subquery that ends in one list; a record for each row would cost the client more than all the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_schema.model import Kind, Model
from hub.planner import plan as p
from hub.stores.neo4j import layout
from hub.stores.neo4j.days import On, imported
from hub.stores.neo4j.lookups import print_codes, print_search, print_search_tally
from hub.stores.neo4j.printing import Printing, Shape, along
from hub.stores.neo4j.rows import print_parts, print_rows
from hub.stores.neo4j.tallies import print_groups, print_tally, print_unresolved
from hub.stores.neo4j.text import Param, Statement
from hub.stores.neo4j.together import groups, print_together


def compile_statement(model: Model, plan: p.Plan, shape: Shape, fetches: Mapping[int, p.Fetch]) -> Statement:
    """The statement of a shape: one record of the data's version and a list with what each root gives.

    A root without parents gives its rows and, where asked for, how many entries are unresolved; one with parents a list
    of both for each, with the parent's position in front.

    Raises:
        NotWrittenYet: a way of being found has no executor here.
    """
    at = Printing(model, plan, shape, fetches)
    blocks = _Blocks(at)
    names, parts = [], []
    for root in shape.roots:
        name = at.printer.variable("r")
        parts.append(f"CALL (m) {{ {blocks.root(fetches[root.fetch], root.form)} AS {name} }}")
        names.append(name)
    # All roots hang on the meta node: subqueries that hang on nothing would be multiplied with each other.
    meta = f"MATCH (m:{layout.META} {{key: 'hub'}})"
    text = f"{meta} {' '.join(parts)} RETURN m.version, [{', '.join(names)}]"
    return Statement(text, tuple(at.printer.params))


def open_ends(model: Model, plan: p.Plan, fetches: Sequence[p.Fetch], stubs: frozenset[str]) -> frozenset[int]:
    """Numbers of the fetches that may leave something out as unresolved."""
    at = Printing(model, plan, Shape((), stubs=stubs), {})
    return frozenset(fetch.number for fetch in fetches if at.x.unsure_entries(fetch))


@dataclass(slots=True)
class _Blocks:
    at: Printing

    def root(self, fetch: p.Fetch, form: str) -> str:
        """What a root gives, as one list."""
        at = self.at
        number = fetch.number
        day = at.printer.param(Param("day", number)) if form != "each" else at.printer.variable("d")
        if form == "none":
            if number not in at.shape.counted:
                return self.body(fetch, "", day)
            b, u = at.printer.variable("b"), at.printer.variable("u")
            rows = f"CALL (m) {{ {self.body(fetch, '', day)} AS {b} }}"
            return f"{rows} CALL (m) {{ {print_unresolved(at, fetch, '', day)} AS {u} }} RETURN [{b}, {u}]"
        s = at.printer.variable("s")
        parents = at.printer.param(Param("parents", number))
        label = layout.label(_above(at.model, fetch))
        if form == "one":
            text, position = f"MATCH ({s}:{label}) WHERE {s}.sk = {parents}", "0"
        else:
            x = at.printer.variable("x")
            text, position = f"UNWIND {parents} AS {x} MATCH ({s}:{label}) WHERE {s}.sk = {x}[1]", f"{x}[0]"
            if form == "each":
                text += f" WITH {s}, {x}, {x}[2] AS {day}"
        called, result = self.along(fetch, s, day, "")
        open_, left_out = self.left_out(fetch, s, day, "")
        return f"{text} {called} {open_} RETURN collect([{', '.join([position, result, *left_out])}])"

    def body(self, fetch: p.Fetch, parent: str, day: str) -> str:
        """The rows that a fetch gives for one parent, as one list."""
        at = self.at
        match fetch.found, fetch.give:
            case p.BySearch() as found, p.Rows():
                return print_search(at, fetch, found, day, self.below)
            case p.BySearch() as found, _:
                return print_search_tally(at, fetch, found, day)
            case p.ByCode() as found, _:
                return print_codes(at, fetch, found, day, self.below)
            case p.PartsOf() as found, p.Rows() as give:
                return print_parts(at, fetch, found, give, parent, day)
            case _, p.Rows() as give:
                return print_rows(at, fetch, give, parent, day, self.below)
            case _, p.Tally() as give:
                return print_tally(at, fetch, give, parent, day)
            case _, p.Groups() as give:
                return print_groups(at, fetch, give, parent, day, self.below)
        raise AssertionError(fetch)

    def below(self, children: Sequence[p.Child], keys: Mapping[int, tuple[str, str]], on: On) -> tuple[str, list[str]]:
        """The blocks of the children that are answered along, and the variables of what they give."""
        texts, results = [], []
        asked = along(children, self.at.shape)
        made: dict[int, str] = {}
        left_out: dict[object, list[str]] = {}
        for column, fetches in groups(self.at, asked):
            text, given = print_together(self.at, fetches, keys[column][0], on.day, self.below)
            texts.append(text)
            made |= given
        for child in asked:
            assert child.column is not None
            node, label = keys[child.column]
            only = "" if label else _label(self.at.model, child)
            fetch = child.fetch
            if fetch.number in made:
                results.append(made[fetch.number])
            else:
                text, result = self.along(fetch, node, on.day, only)
                texts.append(text)
                results.append(result)
            # A page and its total leave out the same.
            same = (child.column, child.tag, fetch.found, fetch.condition, fetch.as_of, fetch.during)
            if same not in left_out:
                text, left_out[same] = self.left_out(fetch, node, on.day, only)
                texts.append(text)
            results += left_out[same] if fetch.number in self.at.shape.counted else []
        return " ".join(filter(None, texts)), results

    def along(self, fetch: p.Fetch, node: str, day: str, label: str) -> tuple[str, str]:
        """The subquery of one fetch for one parent, and its variable. ``label``: only of a node that has it."""
        imports, only = _only(node, day, label)
        r = self.at.printer.variable("r")
        return f"CALL ({imports}) {{ {only}{self.body(fetch, node, day)} AS {r} }}", r

    def left_out(self, fetch: p.Fetch, node: str, day: str, label: str) -> tuple[str, list[str]]:
        """The subquery that counts what a fetch leaves out as unresolved, where that is asked for."""
        if fetch.number not in self.at.shape.counted:
            return "", []
        imports, only = _only(node, day, label)
        u = self.at.printer.variable("u")
        return f"CALL ({imports}) {{ {only}{print_unresolved(self.at, fetch, node, day)} AS {u} }}", [u]


def _only(node: str, day: str, label: str) -> tuple[str, str]:
    """What a subquery imports, and the condition that the node has a label."""
    imports = imported(day, node)
    return imports, f"WITH {imports} WHERE {node}:{label} " if label else ""


def _label(model: Model, child: p.Child) -> str:
    assert child.tag is not None
    return layout.label(model.by_tag[child.tag])


def _above(model: Model, fetch: p.Fetch) -> Kind:
    """The kind of a fetch's parents."""
    match fetch.found:
        case p.ByKey(kind) | p.Below(kind) | p.Above(kind) | p.PartsOf(kind, _):
            return kind
        case p.InSubtree(tree, _, _):
            return tree
        case p.AlongLink(end):
            return model.kind(end.kind)
        case other:
            raise AssertionError(f"{other} has no parents")

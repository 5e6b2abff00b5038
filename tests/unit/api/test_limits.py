"""Limits on a document: each refuses with its name, its value and the document's, after a bounded number of
visits."""

from __future__ import annotations

import pytest
from graphql import GraphQLError, build_schema, get_introspection_query, parse

from hub.api.limits import (
    DEFAULT_LIMITS,
    LimitExceeded,
    Limits,
    check_document,
    check_request,
    check_text,
    check_variables,
)
from hub.api.measure import Measure, measure, shapes_of

SCHEMA = build_schema("""
  interface Node { id: ID! }
  type Query {
    area(id: ID!): Area
    areas(first: Int, last: Int, filter: Filter): Areas
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]
  }
  input Filter { not: Filter, in: [String!] }
  type Areas {
    nodes: [Area!]!
    edges: [AreaEdge!]!
    totalCount: Int
    groups(by: [String!]!, first: Int): Groups
  }
  type AreaEdge { node: Area! }
  type Groups { nodes: [Group!]! }
  type Group { key: String }
  type Area implements Node {
    id: ID!
    name: String
    parent: Area
    children(first: Int, last: Int): Areas
    households(first: Int, last: Int): Households
  }
  type Households { nodes: [Household!]! }
  type Household implements Node { id: ID!, head: Area }
""")
SHAPES = shapes_of(SCHEMA)


def only(text: str) -> Measure:
    (found,) = measure(parse(text), SHAPES).values()
    return found


def exploding(levels: int = 26) -> str:
    """Each fragment spreads the next one twice: 2**levels fields from a few hundred characters."""
    spreads = "".join(f"fragment f{i} on Area{{...f{i + 1} ...f{i + 1}}}" for i in range(levels))
    return f'{{area(id:"a"){{...f0}}}}{spreads}fragment f{levels} on Area{{name}}'


class TestText:
    def test_a_megabyte_of_braces_is_refused_by_its_length(self) -> None:
        with pytest.raises(LimitExceeded) as refusal:
            check_text("{" * 1_000_000)
        assert refusal.value.extensions() == {
            "code": "LIMIT_EXCEEDED",
            "limit": "documentBytes",
            "allowed": 65_536,
            "found": 1_000_000,
        }
        assert "65,536 bytes" in refusal.value.message
        assert "65,536" in refusal.value.message_zh

    def test_length_is_counted_in_bytes(self) -> None:
        check_text("# " + "村" * 21_844)
        with pytest.raises(LimitExceeded, match="this document has 65,537"):
            check_text("# " + "村" * 21_845)

    def test_a_lone_surrogate_does_not_break_the_count(self) -> None:
        check_text('"\ud800"' * 5_000, Limits(tokens=10_000))

    @pytest.mark.parametrize(
        ("text", "tokens"),
        [
            ("{ a(b: 1.5e-3) ...c }", 10),
            ('{ a(b: "{ not a token }", c: """ "quoted" \\""" { """) }', 11),
            ("# a comment\n{ a }", 4),
            ('"unfinished { { {', 1),
            ('"""unfinished { { {', 1),
        ],
    )
    def test_tokens(self, text: str, tokens: int) -> None:
        with pytest.raises(LimitExceeded) as refusal:
            check_text(text, Limits(tokens=0))
        assert refusal.value.details["found"] == tokens

    def test_tokens_at_the_limit_pass(self) -> None:
        check_text("{" + "a " * 4_998 + "}")
        with pytest.raises(LimitExceeded, match="limited to 5,000 tokens; this document has 5,001"):
            check_text("{" + "a " * 4_999 + "}")

    def test_ten_thousand_aliases(self) -> None:
        text = "{" + " ".join(f"a{i}:node" for i in range(5_000)) + "}"
        assert len(text) < 65_536
        with pytest.raises(LimitExceeded) as refusal:
            check_text(text)
        assert refusal.value.details == {"limit": "tokens", "allowed": 5_000, "found": 15_002}

    def test_strings_that_never_end_are_scanned_once(self) -> None:
        # Each \""" would begin a new scan to the end of the text if an unfinished string were tried and given
        # up.
        with pytest.raises(LimitExceeded) as refusal:
            check_text('\\"""' * 16_000, Limits(tokens=1))
        assert refusal.value.details["found"] == 2


class TestForm:
    def test_depth_is_the_longest_way_down(self) -> None:
        assert only('{ area(id: "a") { parent { parent { name } } name } }').depth == 4

    def test_depth_goes_through_fragments(self) -> None:
        found = only(
            'query { area(id: "a") { parent { ...a } } } fragment b on Area { parent { name } } '
            "fragment a on Area { parent { ... on Node { ...b } } }"
        )
        assert found.depth == 5

    def test_depth_16_is_refused(self) -> None:
        text = '{ area(id: "a") { ' + "parent { " * 13 + "name" + " }" * 15
        check_document(parse(text), SHAPES)
        text = '{ area(id: "a") { ' + "parent { " * 14 + "name" + " }" * 16
        with pytest.raises(LimitExceeded, match="depth of fields is limited to 15 levels; this document has 16"):
            check_document(parse(text), SHAPES)

    def test_nesting_as_deep_as_the_parser_allows_exhausts_no_stack(self) -> None:
        found = only('{ area(id: "a") { ' + "parent { " * 190 + "name" + " }" * 192)
        assert found.depth == 192
        chain = "".join(f"fragment f{i} on Area {{ parent {{ ...f{i + 1} }} }}" for i in range(500))
        found = only('{ area(id: "a") { ...f0 } } ' + chain + "fragment f500 on Area { name }")
        assert found.depth == 502

    def test_typename_costs_no_depth(self) -> None:
        assert only('{ area(id: "a") { parent { __typename } } }').depth == 2

    def test_the_standard_introspection_passes(self) -> None:
        everything = get_introspection_query(
            specified_by_url=True,
            directive_is_repeatable=True,
            schema_description=True,
            one_of=True,
            type_depth=20,
        )
        for text in (get_introspection_query(), everything):
            check_text(text)
            (found,) = check_document(parse(text), SHAPES).values()
            assert found.depth == 0
            assert found.nodes() == 0
        assert only(get_introspection_query()).introspection_depth == 15

    def test_introspection_has_its_own_depth(self) -> None:
        text = '{ __type(name: "A") { ' + "ofType { " * 40 + "name" + " }" * 42
        with pytest.raises(LimitExceeded) as refusal:
            check_document(parse(text), SHAPES)
        assert refusal.value.details == {"limit": "introspectionDepth", "allowed": 30, "found": 42}

    def test_a_fragment_below_introspection_counts_there(self) -> None:
        found = only("{ __schema { types { ...t } } } fragment t on __Type { fields { type { name } } }")
        assert (found.depth, found.introspection_depth) == (0, 5)
        found = only("{ ...q } fragment q on Query { __schema { types { name } } area { name } }")
        assert (found.depth, found.introspection_depth) == (2, 3)

    def test_aliases(self) -> None:
        text = "{" + " ".join(f"a{i}:__typename" for i in range(201)) + "}"
        with pytest.raises(LimitExceeded, match="number of aliases is limited to 200 aliases; this document has 201"):
            check_document(parse(text), SHAPES)

    def test_exploding_fragments(self) -> None:
        text = exploding()
        assert len(text) < 1_000
        document = parse(text)
        found = only(text)
        assert found.fields == 2**26 + 1
        assert found.visits == 1 + 1 + 1 + 1 + 26 * 2 + 1  # area, its argument, the value, f0, the spreads, name
        with pytest.raises(LimitExceeded) as refusal:
            check_document(document, SHAPES)
        assert refusal.value.details == {"limit": "fields", "allowed": 2_000, "found": 67_108_865}

    def test_a_figure_too_long_to_write_is_told_as_more_than(self) -> None:
        with pytest.raises(LimitExceeded, match="this document has more than 1,000,000,000") as refusal:
            check_document(parse(exploding(400)), SHAPES)
        assert refusal.value.details["found"] == 1_000_000_000

    @pytest.mark.parametrize(
        "text",
        [
            '{ area(id: "a") { ...a } } fragment a on Area { parent { ...a } }',
            ('{ area(id: "a") { ...a } } fragment a on Area { name ...b } fragment b on Area { parent { ...a } }'),
            (
                '{ area(id: "a") { ...a } } fragment c on Area { ...a } '
                "fragment a on Area { ...b ...c } fragment b on Area { ...c children { nodes { ...a } } }"
            ),
            '{ area(id: "a") { ...missing } }',
        ],
    )
    def test_cyclic_and_unknown_fragments_are_left_to_validation(self, text: str) -> None:
        (found,) = check_document(parse(text), SHAPES).values()
        assert found.visits < 30

    def test_input_depth(self) -> None:
        text = "{ areas(filter: " + "{not: " * 20 + "{in: []}" + "}" * 20 + ") { totalCount } }"
        with pytest.raises(LimitExceeded, match="input values is limited to 20 levels; this document has 22"):
            check_document(parse(text), SHAPES)
        text = "query ($f: Filter = " + "{not: " * 30 + "{in: []}" + "}" * 30 + ") { areas(filter: $f) { totalCount } }"
        with pytest.raises(LimitExceeded, match="this document has 32"):
            check_document(parse(text), SHAPES)

    def test_input_depth_of_variables(self) -> None:
        deep: object = []
        for _ in range(20):
            deep = {"not": deep}
        with pytest.raises(LimitExceeded) as refusal:
            check_variables({"flat": 1, "f": deep})
        assert refusal.value.details == {"limit": "inputDepth", "allowed": 20, "found": 21}
        check_variables({"flat": 1, "ids": [["a"], {"b": None}]})


class TestNodes:
    @pytest.mark.parametrize(
        ("text", "nodes"),
        [
            ('{ area(id: "a") { name parent { name } } }', 0),
            ("{ areas { nodes { name } } }", 20),
            ("{ areas(first: null) { nodes { name } } }", 20),
            ("{ areas(first: -1) { nodes { name } } }", 20),
            ("{ areas(last: 7) { edges { node { name } } } }", 7),
            ("{ areas(first: 7, last: 9) { totalCount } }", 9),
            ("{ areas(first: 0) { totalCount nodes { children { totalCount } } } }", 0),
            (
                "{ areas(first: 3) { nodes { children(first: 4) { nodes { households { nodes { id } } } } } } }",
                255,
            ),
            ("{ areas(first: 3) { nodes { ...c } } } fragment c on Area { children { nodes { id } } }", 63),
            ('{ areas(first: 5) { groups(by: ["x"]) { nodes { key } } } }', 105),
            ('{ nodes(ids: ["a", "b"]) { ... on Area { children(first: 10) { nodes { id } } } } }', 22),
            ('{ nodes(ids: "a") { id } }', 1),
            ("{ areas(first: 1" + "0" * 5_000 + ") { totalCount } }", 10**12),
            ("{ unknown(first: 9) { areas(first: 9) { id } } }", 0),
        ],
    )
    def test_estimate(self, text: str, nodes: int) -> None:
        assert only(text).nodes() == nodes

    def test_sizes_come_from_variables(self) -> None:
        found = only(
            "query ($n: Int, $m: Int = 2) { areas(first: $n) { nodes { children(first: 10) { nodes {"
            " households(first: $m) { nodes { id } } } } } } }"
        )
        assert found.nodes({"n": 3}) == 3 + 30 + 60
        assert found.nodes({"n": 3, "m": 5}) == 3 + 30 + 150
        assert found.nodes({}) == 20 + 200 + 400
        assert found.nodes({"n": 0}) == 0
        assert found.nodes({"n": None, "m": None}) == 20 + 200 + 4_000
        assert found.nodes({"n": 3.0, "m": "x"}) == 3 + 30 + 30
        assert found.nodes({"n": True, "m": -4}) == 20 + 200 + 4_000
        assert only("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }").nodes({"ids": ["a", "b", "c"]}) == 3

    def test_each_operation_has_its_own_defaults(self) -> None:
        document = parse(
            "query A($n: Int = 3) { ...r } query B($n: Int = 5) { ...r } "
            "fragment r on Query { areas(first: $n) { nodes { ...c } } } "
            "fragment c on Area { children(first: $n) { totalCount } }"
        )
        measures = measure(document, SHAPES)
        assert measures["A"].nodes() == 3 + 9
        assert measures["B"].nodes() == 5 + 25
        assert measures["B"].nodes({"n": 1}) == 2

    def test_a_hundred_thousand(self) -> None:
        text = "query ($n: Int) { areas(first: 100) { nodes { children(first: $n) { nodes { id } } } } }"
        check_request(only(text), {"n": 999})
        with pytest.raises(LimitExceeded) as refusal:
            check_request(only(text), {"n": 1_000})
        assert refusal.value.details == {"limit": "nodes", "allowed": 100_000, "found": 100_100}
        assert "上限为 100,000" in refusal.value.message_zh

    def test_exploding_lists_with_variables_stay_linear(self) -> None:
        levels = 30
        spreads = "".join(
            f"fragment f{i} on Area {{ children(first: $n) {{ nodes {{ ...f{i + 1} ...f{i + 1} }} }} }}"
            for i in range(levels)
        )
        text = f'query ($n: Int) {{ area(id: "a") {{ ...f0 }} }} {spreads} fragment f{levels} on Area {{ name }}'
        found = only(text)
        assert found.visits < 10 * levels
        assert found.nodes({"n": 3}) == sum(3 * 6**i for i in range(levels))

    def test_only_the_operation_asked_for_is_estimated(self) -> None:
        document = parse("query Small { areas { totalCount } } query Big { areas(first: 200000) { totalCount } }")
        figures = check_document(document, SHAPES)
        check_request(figures["Small"])
        with pytest.raises(LimitExceeded):
            check_request(figures["Big"])


def test_every_limit_can_be_exceeded_in_words() -> None:
    for name in DEFAULT_LIMITS.__slots__:
        refusal = LimitExceeded(name, 1, 2)
        assert refusal.message.startswith("Limit exceeded: ")
        assert refusal.message_zh.startswith("超出限制：")


def test_what_the_parser_refuses_by_itself() -> None:
    with pytest.raises(GraphQLError, match="nested too deeply"):
        parse("{a" * 250)

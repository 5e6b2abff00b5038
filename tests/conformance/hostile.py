"""Values that mean something to Cypher, to SQL or to Lucene stay values: written, read, compared, searched, in cursors
and keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from graph_schema.changes import UpsertNodes, UpsertParts
from graph_schema.text import fold
from hub.api.question import Question
from hub.errors import ChangeError, Code
from tests.conformance.graph import BEGIN, WRITTEN, area, key
from tests.conformance.reading import SECONDS, Place

TEXTS = (
    "plain",
    "'",
    "''",
    '"',
    "`",
    "``",
    "\\",
    "\\'",
    "\\u0060",
    "\\u0027",
    "\\u0000",
    "x`) DETACH DELETE n //",
    "x' OR 1=1 --",
    "'}) MATCH (n) DETACH DELETE n //",
    "n.name}",
    "$p0",
    "$",
    "{0}",
    "%s %",
    "_",
    "?1",
    ":name",
    "// x",
    "/* x */",
    "-- x",
    "; DROP TABLE n_set",
    "+",
    "-",
    "&&",
    "||",
    "!",
    "(",
    ")",
    "[a TO z]",
    "{a TO z}",
    "^2",
    "~2",
    "*",
    "*:*",
    "a AND b",
    "NOT a",
    "words:*",
    "_exists_:text",
    '"a b"~3',
    "/[a-z]+/",
    "a\nb",
    "a\tb",
    "a\u2028b",
    "\u202eabc",
    "\ufffd",
    "\U0010ffff",
    "😀`'\"\\",
)
"""Each is the name of a set, and the first word of what else is asked."""

NODE = "query ($id: ID!) { areaSet(id: $id) { name purpose } }"
FILTERED = "query ($f: AreaSetFilter!) { areaSets(first: 1000, filter: $f) { nodes { name } } }"
PAGE = """query ($after: String) { areaSets(first: 7, after: $after, orderBy: [{field: NAME}]) {
  nodes { name } pageInfo { hasNextPage endCursor }
} }"""
GROUPED = "{ areaSets { groups(by: [{property: NAME}], first: 1000) { nodes { key { name } count } } } }"
SEARCHED = """query ($text: String!) { search(text: $text, first: 1000, kinds: [AREA_SET]) {
  nodes { ... on AreaSet { name } }
} }"""
KEYED = {
    "query ($x: ID!) { area(id: $x) { name } }": {"BAD_ID"},
    "query ($x: ID!) { node(id: $x) { id } }": {"BAD_ID"},
    "query ($x: ID!) { nodes(ids: [$x]) { id } }": {"BAD_ID"},
    "query ($x: ID!) { areas(filter: {id: {eq: $x}}) { totalCount } }": {"BAD_ID"},
    "query ($x: ID!) { households(within: {areas: [$x]}) { totalCount } }": {"BAD_ID"},
    "query ($x: String!) { areaByCode(code: $x) { name } }": {"BAD_CODE"},
    "query ($x: String!) { areaSets(after: $x) { nodes { id } } }": {"BAD_CURSOR"},
    "query ($x: String!) { areaSets { groups(by: [{property: NAME}], after: $x) { nodes { count } } } }": {
        "BAD_CURSOR"
    },
}
"""What takes no text of this sort, and says so."""


class Hostile:
    """Every store keeps values apart from what it is told to do. The place is that of these tests alone."""

    @pytest.fixture(scope="class")
    @classmethod
    def named(cls, place: Place) -> Place:
        """A place that holds a set of each name."""
        assert place.door is not None
        sets = [(name, f"{name} for what", area(1), BEGIN) for name in TEXTS]
        columns = ("name", "purpose", "seat", "validFrom")
        codes = [(area(1), "DEMO", text, text, BEGIN) for text in TEXTS]
        with place.door() as door:
            first = door.apply([UpsertNodes("AreaSet", columns, sets)], **WRITTEN)
            assert first.tallies["AreaSet"].created == len(TEXTS)
            again = door.apply([UpsertNodes("AreaSet", columns, sets)], **WRITTEN)
            assert (again.seq, again.keys()) == (None, first.keys())
            with pytest.raises(ChangeError) as caught:
                door.apply(
                    [UpsertParts("Area", "codes", ("of", "authority", "vintage", "code", "since"), codes)], **WRITTEN
                )
            assert caught.value.code is Code.BAD_VALUE
        return place

    def test_written_and_read(self, named: Place) -> None:
        for number, name in enumerate(TEXTS, 2):
            found = _ask(named, NODE, id=key("set", number))
            assert found == {"data": {"areaSet": {"name": name, "purpose": f"{name} for what"}}}

    def test_compared(self, named: Place) -> None:
        names = {"经济区", *TEXTS}
        for text in TEXTS:
            for condition, fits in (
                ({"eq": text}, {text}),
                ({"ne": text}, names - {text}),
                ({"in": [text, "nothing"]}, {text}),
                ({"contains": text}, {name for name in names if text in name}),
                ({"startsWith": text}, {name for name in names if name.startswith(text)}),
                ({"gte": text}, {name for name in names if name >= text}),
            ):
                found = _ask(named, FILTERED, f={"name": condition})["data"]["areaSets"]["nodes"]
                assert sorted(one["name"] for one in found) == sorted(fits), (text, condition)

    def test_in_cursors(self, named: Place) -> None:
        found: list[str] = []
        after, more = None, True
        while more:
            page = _ask(named, PAGE, after=after)["data"]["areaSets"]
            found += [one["name"] for one in page["nodes"]]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert sorted(found) == sorted(["经济区", *TEXTS])

    def test_in_keys_of_groups(self, named: Place) -> None:
        found = _ask(named, GROUPED)["data"]["areaSets"]["groups"]["nodes"]
        assert {one["key"]["name"]: one["count"] for one in found} == dict.fromkeys(["经济区", *TEXTS], 1)

    def test_searched(self, named: Place) -> None:
        for text in TEXTS:
            found = _ask(named, SEARCHED, text=text)
            if not fold(text):
                assert [error["extensions"]["code"] for error in found["errors"]] == ["BAD_ARGUMENT"]
                continue
            names = {one["name"] for one in found["data"]["search"]["nodes"]}
            assert names == {name for name in ("经济区", *TEXTS) if fold(text) in fold(name)}, text

    @pytest.mark.parametrize("document", KEYED)
    def test_what_takes_no_text(self, named: Place, document: str) -> None:
        for text in TEXTS:
            found = _ask(named, document, x=text)
            assert {error["extensions"]["code"] for error in found["errors"]} == KEYED[document], text

    @pytest.mark.parametrize("text", ["\x00", "a\x00b"])
    def test_null_bytes(self, named: Place, text: str) -> None:
        """They are no part of any text that is stored, and are asked for in vain."""
        assert named.door is not None
        with named.door() as door, pytest.raises(ChangeError) as caught:
            door.apply([UpsertNodes("AreaSet", ("id", "name"), [(key("set", 1), text)])], **WRITTEN)
        assert caught.value.code is Code.BAD_VALUE
        for condition in ("eq", "contains", "startsWith"):
            found = _ask(named, FILTERED, f={"name": {condition: text}})
            assert found["data"]["areaSets"]["nodes"] == []
        for document, codes in KEYED.items():
            assert {error["extensions"]["code"] for error in _ask(named, document, x=text)["errors"]} == codes

    def test_nothing_else_was_done(self, named: Place) -> None:
        found = _ask(named, "{ areas { totalCount } areaSets { totalCount } households { totalCount } }")
        assert found["data"] == {
            "areas": {"totalCount": 7},
            "areaSets": {"totalCount": 1 + len(TEXTS)},
            "households": {"totalCount": 4},
        }


def _ask(place: Place, document: str, **variables: object) -> Mapping[str, Any]:
    question = Question(document, variables=variables, deadline=SECONDS)
    answer: Mapping[str, Any] = json.loads(place.loop(place.service().answer(question)).body)
    return answer

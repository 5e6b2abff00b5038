"""Labels, relationship types, properties, constraints and indexes, and what each of them means: the one page on which
readers and writers of the store, and planners who write Cypher by hand, agree.

Days are Neo4j dates; an open end is 9999-12-31; intervals are ``[since, until)``. ``sk`` is ``keys.pack(region,
number)``. Decimals are scaled whole numbers, enumerations their names. A null is a property that is not there.

=============================================  ========================================================================
``(:Household)``, one label a kind             ``sk`` (unique), ``validFrom``, ``validTo``, ``version``, ``load``,
                                               ``row`` (of the source), ``nk``, ``nk2`` … (64-bit hashes of the natural
                                               keys), the properties of the model by their own names (the latest
                                               values) and, for a property in natural order, its sort key
                                               (``nameOrder``). A kind that has a place in the area tree has
                                               ``province``, ``prefecture``, ``county``, ``township`` and ``village``
                                               besides: ``sk`` of the area of the level in or below which it stands
                                               from its last move on; absent where there is none, or where the level
                                               does not divide what the hub owns
``(:Posting:NeighbourHead)``                   a named list of a kind is a second label
``(:Organisation:Stub)``                       a node of another hub, of which only some things are known here
``(:Household)-[:CONTACTED_BY]->(:Posting)``   a link, from the declaring kind to its target: ``since``, ``until``,
                                               ``version``, ``load``, ``row``, its own properties; no two kinds share a
                                               type
``(:Area)-[:WITHIN]->(:Area)``                 who stands above whom in a tree: ``depth``, ``since``, ``until``: on
                                               those days the target stands ``depth`` steps above the source; every
                                               link on the way and every node strictly between is valid then; the
                                               validity of the two ends is not looked at. Each node leads to itself at
                                               depth 0 over all time
``(:Area)-[:HAS_CODE]->(:AreaCode)``           parts: ``sk`` (of the node), ``since``, ``until``, the part's properties
``(:Area)-[:FORMERLY]->(:Former)``             former values of a dated property: ``sk``, ``property``, ``since``,
                                               ``until``, ``value``, and ``order`` where natural; the latest value
                                               stands in the node only
``(:Area)-[:FOUND_BY]->(:LinliSearch)``        what search sees: ``sk``, ``tag``, ``since``, ``until``, ``text``
                                               (folded) and ``words`` (``text.tokens``), over which the full-text index
                                               lies
``(:LinliCount)``                              ``area``, ``what``, ``day``, ``delta`` (unique together): on day D an
                                               area holds ``sum(delta) where day <= D`` nodes of ``what``, see the SQL
                                               store
``(:LinliMeta)``                               one node: ``key`` ("hub"), ``format``, ``model`` (fingerprint),
                                               ``modelText``, ``relationships`` (JSON), ``owned``, ``origin``,
                                               ``version`` (sequence of the last change), ``horizon`` (first day from
                                               which no property has a former value), ``begun``, ``restored``, ``lock``,
                                               ``wrote`` (nonce of the last write), ``tree_area`` … (of the
                                               last write that changed a row of the tree)
``(:LinliLoad)``, ``(:LinliChange)``,          rows of the SQL store's tables ``loads``, ``change_log``, ``settled``
``(:LinliSettled)``, ``(:LinliNumbers)``       and ``numbers``, by their column names; loads and changes have
                                               the ``nonce`` of the transaction that wrote them
=============================================  ========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_schema.model import Kind, Link, Model, NamedList, Part, Property
from hub.stores.sql import layout as sql
from hub.stores.sql.ddl import key_columns, searched

FORMAT = 2
"""Number of this layout."""

WITHIN, FORMERLY, FOUND_BY = "WITHIN", "FORMERLY", "FOUND_BY"
STUB, FORMER, SEARCH, COUNT = "Stub", "Former", "LinliSearch", "LinliCount"
META, LOAD, CHANGE, SETTLED, NUMBERS = "LinliMeta", "LinliLoad", "LinliChange", "LinliSettled", "LinliNumbers"
SEARCH_INDEX = "linli_search"
LEVELS = {level: level.lower() for level in sql.KEYED_LEVELS}
"""The property that says of a placed node in which area of a level it stands."""
ORDERED_LEVELS = sql.INDEXED_LEVELS
"""Those with an index for each declared order; what lies below a village is quickly sorted."""

_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")


def upper(name: str) -> str:
    """``neighbourHead`` → ``NEIGHBOUR_HEAD``."""
    return _CAPITAL.sub(r"_\1", name).upper()


def label(kind: Kind) -> str:
    return kind.name


def list_label(named: NamedList) -> str:
    """``NEIGHBOUR_HEAD`` → ``NeighbourHead``."""
    return "".join(word.capitalize() for word in named.value.split("_"))


def relationship(kind: Kind, link: Link) -> str:
    """The type of a link of the declaring kind."""
    return link.relationship or f"{upper(kind.name)}_{upper(link.name)}"


def part_relationship(kind: Kind, part: Part) -> str:
    """``AreaCode`` of ``Area`` → ``HAS_CODE``."""
    return f"HAS_{upper(part.type_name.removeprefix(kind.name))}"


def order_property(prop: Property) -> str:
    return f"{prop.name}Order"


def ordered_by(prop: Property) -> str:
    """What a property is ordered by."""
    return order_property(prop) if prop.natural else prop.name


def key_property(column: str) -> str:
    """The property of a natural key's hash, by its column in the SQL store: ``nk_2`` → ``nk2``."""
    return column.replace("_", "")


def constraints(model: Model) -> Iterator[str]:
    """The statements that make the constraints that are not there yet."""
    for kind in model.kinds:
        yield _constraint(f"linli_{kind.tag}_sk", label(kind), "sk")
    yield _constraint("linli_count", COUNT, "area", "what", "day")
    yield _constraint("linli_meta", META, "key")
    yield _constraint("linli_load", LOAD, "id")
    yield _constraint("linli_change", CHANGE, "seq")
    yield _constraint("linli_settled", SETTLED, "tag")
    yield _constraint("linli_numbers", NUMBERS, "tag", "region")


def indexes(model: Model) -> Iterator[str]:
    """The statements that make the indexes that are not there yet; full-text search among them."""
    for kind in model.kinds:
        for column in key_columns(kind) if kind.natural_keys else ():
            yield _index(kind.tag, label(kind), key_property(column))
        orders = [ordered_by(prop) for prop in kind.properties if prop.index]
        for order in orders:
            yield _index(kind.tag, label(kind), order, "sk")
        for name, level in LEVELS.items() if kind.place else ():
            yield _index(kind.tag, label(kind), level, "sk")
            for order in orders if name in ORDERED_LEVELS else ():
                yield _index(kind.tag, label(kind), level, order, "sk")
        for part in kind.parts:
            for prop in part.properties:
                if prop.index:
                    yield _index(f"{kind.tag}_{part.name}".lower(), part.type_name, prop.name)
    if any(searched(kind) for kind in model.kinds):
        yield (
            f"CREATE FULLTEXT INDEX {SEARCH_INDEX} IF NOT EXISTS FOR (n:{SEARCH}) ON EACH [n.words] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}"
        )


def _constraint(name: str, node: str, *properties: str) -> str:
    what = ", ".join(f"n.{prop}" for prop in properties)
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node}) REQUIRE ({what}) IS UNIQUE"


def _index(name: str, node: str, *properties: str) -> str:
    what = ", ".join(f"n.{prop}" for prop in properties)
    return f"CREATE INDEX linli_{name}_{'_'.join(properties)} IF NOT EXISTS FOR (n:{node}) ON ({what})"

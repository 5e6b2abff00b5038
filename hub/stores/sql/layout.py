"""Names of tables and columns, and what each table means: the one page on which readers and writers of
the store agree.

All dates are proleptic ordinals (``INTEGER``); an open end is ``keys.FOREVER``; intervals are ``[since,
until)``. ``sk`` is ``keys.pack(region, number)``. Booleans are 0 and 1, decimals scaled integers,
enumerations their names.

====================  ==========================================================================================
``n_<tag>``           one row a node: ``sk`` (primary key), ``valid_from``, ``valid_to``, ``version``, ``load``,
                      ``row_no``, ``stub`` (1: owned by another hub, only what is known here), ``nk`` (64-bit hash
                      of the natural key, or null), one column a property (``p_…``: the latest value) and, for a
                      property in natural order, its sort key (``o_…``)
                      A kind that has a place in the area tree has ``a_<level>`` besides, for the levels of
                      ``KEYED_LEVELS``: the area of the level in or below which it stands from its last move on, for
                      good; null where there is none, or where the level does not divide what the hub owns
``x_<tag>``           ``anc``, ``sk``: all other areas of these levels in or below which a node stands or ever stood
``h_<tag>_<prop>``    former values of a dated property: ``sk``, ``since``, ``until``, ``value`` and, where
                      natural, ``ord``; the latest value stands in the node's row only
``q_<tag>_<part>``    parts: ``sk``, ``since``, ``until``, ``p_…``
``l_<tag>_<link>``    one row a link: ``src``, ``since``, ``dst`` and those properties that tell one link from another
                      (together the primary key, in whose order the rows lie), ``until``, ``version``, ``load``,
                      ``row_no``, ``p_…``
``c_<tag>``           closure of a tree kind: ``anc``, ``dsc``, ``depth``, ``since``, ``until``: on those days ``anc``
                      stands ``depth`` steps above ``dsc``; every link on the way and every node strictly between is
                      valid then; the validity of the two ends is not looked at. Each node has itself at depth 0
                      over all time
``k_place``           counters: ``area``, ``what``, ``day``, ``delta``: on day D an area holds ``sum(delta) where day <=
                      D`` owned nodes of ``what`` placed in it or below; ``what`` is a kind's tag or
                      ``<tag>:<list name>`` for a named list, ``<tag>:<link name>`` for those that have a counted
                      link. A node counts on the days on which it, its place link,
                      the area it is placed in (unless that is the counting area itself) and the closure row are valid
``s_<tag>``           what search sees: ``id`` (primary key), ``sk``, ``since``, ``until``, ``text`` (folded): one row
                      a search property and value, former values included (``since`` of the first value: 1)
``f_<tag>``           FTS5 over the tokens of ``s_<tag>``, ``rowid`` = its ``id``, one column ``tokens``
``meta``              ``key``, ``value``: ``model`` (fingerprint), ``format`` (number of this layout), ``owned``
                      (prefixes of the regions that this hub owns, comma-separated), ``restored`` (moment of the latest
                      restoration from a backup, if there was one)
``loads``             ``id``, ``source``, ``digest``, ``state`` (OPEN, DONE, UNDONE), ``checkpoint``, ``started``,
                      ``finished``, ``rows``
``change_log``        ``seq`` (rising, the version of what it wrote), ``at``, ``actor``, ``reason``, ``source``,
                      ``load``, ``summary`` (JSON: kind of change, kind, rows by name), ``before`` (JSON, before-images)
``settled``           ``tag``, ``day``: no placement of the kind begins or ends after this day (``Area``'s own: nor does
                      a parent or an area itself), so that from it on ``a_<level>`` alone says what lies below an area
``numbers``           ``tag``, ``region``, ``next``: next number of a key
====================  ==========================================================================================
"""

from __future__ import annotations

import re

from graph_schema.model import Link

FORMAT = 3
"""Number of this layout; a file of another one is refused. What only the model gained is added in place."""

_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")


def snake(name: str) -> str:
    """``registerNumber`` → ``register_number``."""
    return _CAPITAL.sub(r"_\1", name).lower()


def node_table(tag: str) -> str:
    return f"n_{tag}"


def history_table(tag: str, prop: str) -> str:
    return f"h_{tag}_{snake(prop)}"


def part_table(tag: str, part: str) -> str:
    return f"q_{tag}_{snake(part)}"


def link_table(tag: str, link: str) -> str:
    return f"l_{tag}_{snake(link)}"


def link_key(link: Link) -> tuple[str, ...]:
    """Columns of a link's primary key: what makes two rows one link."""
    return ("src", "since", "dst", *(column(prop.name) for prop in link.properties if prop.name in link.key))


def closure_table(tag: str) -> str:
    return f"c_{tag}"


def search_table(tag: str) -> str:
    return f"s_{tag}"


def token_table(tag: str) -> str:
    return f"f_{tag}"


def column(prop: str) -> str:
    return f"p_{snake(prop)}"


def level_column(level: str) -> str:
    return f"a_{level.lower()}"


def other_areas(tag: str) -> str:
    return f"x_{tag}"


def order_column(prop: str) -> str:
    return f"o_{snake(prop)}"


KEYED_LEVELS = ("PROVINCE", "PREFECTURE", "COUNTY", "TOWNSHIP", "VILLAGE")
"""Levels whose areas stand in the rows of what is placed below them."""
INDEXED_LEVELS = KEYED_LEVELS[:-1]
"""Those with an index of their own, and one for each declared order: what lies below a village is quickly sorted."""

COUNTERS = "k_place"


def counter(tag: str, part: str | None = None) -> str:
    """Value of the column ``what`` of the counters; ``part``: a named list or a counted link."""
    return tag if part is None else f"{tag}:{part}"

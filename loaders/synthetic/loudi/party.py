"""Loudi's Party organisations as the chain needs them: one for each area from prefecture to village."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graph_schema.changes import Change, Row
from loaders.synthetic.loudi import figures
from loaders.synthetic.loudi.areas import Tree
from loaders.synthetic.stream import Numbers, nodes

_COLUMNS = ("id", "name", "form", "sector", "parent", "seat", "validFrom")
_WIDTHS = {6: 4, 9: 6, 12: 9}
_VILLAGE_ENDINGS = ("委会", "居委会", "村委会", "居民委员会", "村民委员会")


def keys_of(tree: Tree, numbers: Numbers, region: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Keys of the organisations by code of their area, highest first; of a copy, after those of the ``region``'s
    counties, which it hangs in.
    """
    codes = [code for code in tree.own if len(code) >= 4]
    upper = {code: key for code, key in region.items() if len(code) <= 6}
    return upper | dict(zip(codes, numbers.block("org", figures.BIRTH, len(codes)), strict=True))


def stream(tree: Tree, keys: Mapping[str, str]) -> Iterator[Change]:
    """All of them, each after the one above it."""
    yield from nodes("Organisation", _COLUMNS, _rows(tree, keys))


def _rows(tree: Tree, keys: Mapping[str, str]) -> Iterator[Row]:
    for code in tree.own:
        if len(code) < 4:
            continue
        parent = keys[code[: _WIDTHS[len(code)]]] if len(code) > 4 else None
        form = "BRANCH" if len(code) == 12 else "PARTY_COMMITTEE"
        sector = {"0": "URBAN"}.get(code[9], "RURAL") if len(code) == 12 else None
        yield keys[code], _name(tree, code), form, sector, parent, tree.keys[code], figures.RECORDS_BEGIN


def _name(tree: Tree, code: str) -> str:
    """County and below are named with what lies above them, so that no two names are the same."""
    names = tree.plan.names
    if len(code) == 4:
        return f"中共{names[code]}委员会"
    county = names[code[:6]]
    if len(code) == 6:
        return f"中共{county}委员会"
    township = names[code[:9]]
    if len(code) == 9:
        return f"中共{county}{township}{'工作' if township.endswith('街道') else ''}委员会"
    return f"中共{county}{township}{short(names[code])}支部委员会"


def short(name: str) -> str:
    """The name of a village or community without its committee.

    >>> short("长石村委会"), short("洪源社区居委会"), short("清泉村")
    ('长石村', '洪源社区', '清泉村')
    """
    for ending in sorted(_VILLAGE_ENDINGS, key=len, reverse=True):
        stem = name.removesuffix(ending)
        if stem != name:
            return stem + ending[0] if ending.startswith("村") else stem
    return name

"""Loudi's lecturers, model units, published facts and signs of Party households.

At a smaller scale lecturers, model units and signs are those of the townships taken; the other facts stay whole,
since they are what the office published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph_schema.changes import Change, Row
from loaders.synthetic import draw
from loaders.synthetic import facts as table
from loaders.synthetic.facts import Figure
from loaders.synthetic.loudi import figures
from loaders.synthetic.loudi.areas import Tree
from loaders.synthetic.people import People
from loaders.synthetic.real import of_width
from loaders.synthetic.stream import Numbers, links, nodes

SOURCE = "红星云 2024-02-29"
_LISTED = "国家统计局 统计用区划代码 2023-06"
_FIRST_PERSON = 1_000_000
"""Numbers of persons begin here: the chain has fewer."""

FIGURES = (
    Figure("三选三不选筛除人数", "2023", 3_200, "人", status="CUMULATIVE", bound="AT_LEAST"),
    Figure("一村一定向培养生招录数", "2023", 584, "人", status="CUMULATIVE"),
    Figure("一村一定向培养生回村数", "2023", 404, "人"),
    Figure("一村一定向培养生在读数", "2023", 180, "人"),
    Figure("示范基地数", "2023", 17, "个"),
    Figure("村级单位数", "2023-06", 2_107, "个", source=_LISTED),
)
"""The last is what the code list has; the publication says 2,105, which is what is generated and counted."""

SIGNS = "共产党员户挂牌数"
INVENTED = "演示数据(虚构)"
_SIGNS_PER_MILLE = range(50, 90)
"""Households of a village with a sign, drawn: that there are signs is published, how many is not."""


def stream(seed: int, tree: Tree, party: Mapping[str, str], numbers: Numbers, people: People) -> Iterator[Change]:
    """Lecturers, the two sets of model units, facts of the region, facts of each village."""
    columns = ("id", "role", "holder", "holderRef", "area", "organisation", "validFrom")
    yield from nodes("Posting", columns, _lecturers(tree, party, numbers, people))
    yield from _models(tree, numbers)
    yield from table.stream(FIGURES, numbers, figures.BIRTH, tree.prefecture, SOURCE, figures.PUBLISHED)
    yield from table.stream_by_area(_signs(seed, tree), numbers, figures.BIRTH, INVENTED, figures.PUBLISHED)


def _lecturers(tree: Tree, party: Mapping[str, str], numbers: Numbers, people: People) -> Iterator[Row]:
    """A pool of 76 lecturers of family education, at most one of each township."""
    townships = list(of_width(tree.plan.names, 9))
    order = draw.Permutation(len(townships), 0)
    taken = set(tree.plan.townships)
    for place, code in enumerate(townships):
        if order[place] < figures.LECTURERS and code in taken:
            person = _FIRST_PERSON + place
            holder = people.name(person), people.reference(person)
            key = numbers.one("post", figures.BIRTH)
            yield key, "LECTURER", *holder, tree.keys[code], party[code], figures.MODELS_BEGIN


def _signs(seed: int, tree: Tree) -> Iterator[tuple[str, Figure]]:
    """Signs of Party households, counted by village: no household tells whether it has one."""
    for village in tree.plan.villages:
        share = _SIGNS_PER_MILLE[draw.mix(seed, f"{SIGNS} {village.code}") % len(_SIGNS_PER_MILLE)]
        yield tree.keys[village.code], Figure(SIGNS, "2023", village.households * share // 1000, "户")


def _models(tree: Tree, numbers: Numbers) -> Iterator[Change]:
    """Which units are models is published as two numbers only; they are chosen evenly."""
    townships, villages = of_width(tree.plan.names, 9), of_width(tree.plan.names, 12)
    chosen = {
        "示范乡镇": _every(list(townships), figures.MODEL_TOWNSHIPS),
        "示范村": _every(list(villages), figures.MODEL_VILLAGES),
    }
    keys = numbers.block("set", figures.BIRTH, len(chosen))
    begin = figures.MODELS_BEGIN
    rows = [(key, name, "三长制示范单位", tree.prefecture, begin) for key, name in zip(keys, chosen, strict=True)]
    yield from nodes("AreaSet", ("id", "name", "purpose", "seat", "validFrom"), rows)
    members = [
        (key, tree.keys[code], begin)
        for key, codes in zip(keys, chosen.values(), strict=True)
        for code in codes
        if code in tree.keys
    ]
    yield from links("AreaSet", "members", ("from", "to", "since"), members)


def _every(codes: list[str], count: int) -> list[str]:
    """So many of the codes at equal distances."""
    return codes[:: len(codes) // count][:count]

"""What Guanghan's office published and its nodes cannot be counted for, and its county economic zones."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.changes import Change
from loaders.synthetic import draw
from loaders.synthetic import facts as table
from loaders.synthetic.facts import Figure
from loaders.synthetic.guanghan import figures
from loaders.synthetic.guanghan.territory import Territory
from loaders.synthetic.stream import Numbers, links, nodes

SOURCE = "四川党建网 2022-09-16"
_DECADE = "2012-09-16/2022-09-16"
_NOW = "2022"
_OVER = "AT_LEAST"
_ZONES = ("城区经济片区", "三星堆经济片区", "临港经济片区", "北部经济片区")

FIGURES = (
    Figure("党员数", _NOW, 31_000, "人"),
    Figure("发展党员数", _DECADE, 2_233, "人", status="CUMULATIVE"),
    Figure("发展党员数", _DECADE, 1_766, "人", status="CUMULATIVE", dimensions="年龄=35岁以下"),
    Figure("发展党员数", _DECADE, 1_522, "人", status="CUMULATIVE", dimensions="学历=大专以上"),
    Figure("村集体授信额", _NOW, 82_000_000, "元", status="CUMULATIVE"),
    Figure("涉农贷款额", _NOW, 9_000_000_000, "元", status="CUMULATIVE", bound=_OVER),
    Figure("农业保险保额", _NOW, 1_270_000_000, "元", status="CUMULATIVE"),
    Figure("为村平台入驻村数", _NOW, 120, "个"),
    Figure("为村平台注册用户数", _NOW, 124_000, "人"),
    Figure("为村平台入驻单位数", _NOW, 29, "个"),
    Figure("为村平台服务事项数", _NOW, 70, "项", bound=_OVER),
    Figure("村均集体经济收入", "2021", 260_000, "元", bound=_OVER, denominator="村"),
    Figure("村集体激励机制数", _NOW, 2, "项"),
    Figure("省级示范镇数", _NOW, 2, "个"),
    Figure("省级示范村数", _NOW, 12, "个"),
    Figure("对口支援金阳县干部数", _NOW, 430, "人", status="CUMULATIVE", bound=_OVER),
    Figure("对口支援金阳县项目数", _NOW, 144, "个", status="CUMULATIVE"),
    Figure("对口支援金阳县资金", _NOW, 42_520_000, "元", status="CUMULATIVE"),
    Figure("对口支援金阳县社会资金", _NOW, 150_000_000, "元", status="CUMULATIVE"),
    Figure("脱贫攻坚项目数", "2017", 219, "个", status="CUMULATIVE"),
    Figure("脱贫攻坚资金", "2017", 160_000_000, "元", status="CUMULATIVE"),
)
"""Of the newly admitted members the two parts overlap, so they do not add up to the first figure. "Before
2018" is cumulative to the end of 2017.
"""


def stream(territory: Territory, numbers: Numbers) -> Iterator[Change]:
    """The facts, then the zones."""
    yield from table.stream(FIGURES, numbers, figures.REGION, territory.county, SOURCE, figures.PUBLISHED)
    yield from _zones(territory, numbers)


def _zones(territory: Territory, numbers: Numbers) -> Iterator[Change]:
    """Twelve townships in four zones; names and borders are chosen, nothing but their number is published."""
    keys = numbers.block("set", figures.REGION, figures.ECONOMIC_ZONES)
    begin = figures.COMMITTEES_BEGIN
    rows = [(key, name, "县域经济片区", territory.county, begin) for key, name in zip(keys, _ZONES, strict=True)]
    yield from nodes("AreaSet", ("id", "name", "purpose", "seat", "validFrom"), rows)
    towns = list(territory.reform.towns_after)
    runs = draw.chunks(range(len(towns)), len(keys))
    members = [
        (key, territory.after.keys[towns[place]], begin) for key, run in zip(keys, runs, strict=True) for place in run
    ]
    yield from links("AreaSet", "members", ("from", "to", "since"), members)

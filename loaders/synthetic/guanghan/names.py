"""Names of Guanghan's organisations: real where an office is named, invented where a firm would be."""

from __future__ import annotations

from loaders.synthetic.guanghan.reform import is_community, stem
from loaders.synthetic.real import Edition

PARTY_DEPARTMENTS = ("组织部", "宣传部", "统一战线工作部", "政法委员会")
GOVERNMENT_DEPARTMENTS = (
    "发展和改革局", "经济和信息化局", "教育局", "公安局", "民政局", "司法局", "财政局",
    "人力资源和社会保障局", "自然资源局", "生态环境局", "住房和城乡建设局", "交通运输局", "水利局",
    "农业农村局", "商务局", "文化体育和旅游局", "卫生健康局", "退役军人事务局", "应急管理局",
    "市场监督管理局", "医疗保障局", "行政审批局",
)  # fmt: skip
ORGANISATION_DEPARTMENT = "组织部"
EDUCATION = "教育局"
HEALTH = "卫生健康局"

_WORDS = "安和明德信诚厚文华新兴盛康健永昌光辉云海川松柏竹梅星晨虹峰泉林枫桐桂达顺利成建立源丰泰祥瑞恒"
_TRADES = ("机械", "电子", "食品", "医药", "物流", "建材", "航空部件", "纺织", "农业", "商贸", "环保", "软件")


def departments(county: str, committee: str) -> list[tuple[str, str]]:
    """Short and full names of a county's 26 departments; ``committee`` is 市委 or 区委.

    >>> departments("广汉市", "市委")[0], departments("青白江区", "区委")[4]
    (('组织部', '中共广汉市委组织部'), ('发展和改革局', '青白江区发展和改革局'))
    """
    party = [(name, f"中共{county[:-1]}{committee}{name}") for name in PARTY_DEPARTMENTS]
    return party + [(name, county + name) for name in GOVERNMENT_DEPARTMENTS]


def town_committee(county: str, town: str) -> str:
    """Full name of a township's Party committee; a street has a working committee.

    >>> town_committee("广汉市", "三水镇"), town_committee("广汉市", "雒城街道")
    ('中共广汉市三水镇委员会', '中共广汉市雒城街道工作委员会')
    """
    return f"中共{county}{town}{'工作' if town.endswith('街道') else ''}委员会"


def village(code: str, edition: Edition) -> str:
    """Township and village in the short form in which they stand within a longer name.

    >>> village("510681101201", {"510681101": "三水镇", "510681101201": "光明村村民委员会"})
    '三水镇光明村'
    """
    name = stem(edition[code])
    return edition[code[:9]] + name + ("社区" if is_community(code) else "村")


def firm(number: int) -> str:
    """An invented firm's name, another for each number below 500; 示 (of 示例, example) says so."""
    trade, word = divmod(number, len(_WORDS))
    return f"广汉示{_WORDS[word]}{_TRADES[trade]}有限公司"

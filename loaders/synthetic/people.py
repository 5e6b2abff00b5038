"""Invented holders of postings.

Every given name begins with 示, 例 or 样 (示例, 样例: example), so that none is a person's.
"""

from __future__ import annotations

from loaders.synthetic.draw import Permutation

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
)
_MARKS = "示例样"
_SECOND = (
    "安宁和平明德仁义礼智信诚勤俭忠厚文武华国民生春秋兴旺福禄康健永昌光辉正直清廉友善学思志远"
    "云海山川松柏竹梅兰菊荷莲月星晨曦晓雪雨霞虹峰岩泉溪林森枫桐榕桂琴棋书画诗词章理达通顺利成功建树立本源"
)
REFERENCES = 100_000_000
"""How many persons there can be."""


class People:
    """Names and reference numbers of invented persons, by the number of the person."""

    __slots__ = ("_names", "_references")

    def __init__(self, seed: int) -> None:
        """The same seed gives the same persons."""
        plain = [s + mark + second for s in _SURNAMES for mark in _MARKS for second in _SECOND]
        order = Permutation(len(plain), seed)
        self._names = [plain[order[index]] for index in range(len(plain))]
        self._references = Permutation(REFERENCES, seed)

    def name(self, person: int) -> str:
        """Name of a person; the next 20,000 persons bear other names."""
        return self._names[person % len(self._names)]

    def reference(self, person: int) -> str:
        """Opaque number that joins the postings of one person: P and eight digits, each person another."""
        return f"P{self._references[person]:08d}"

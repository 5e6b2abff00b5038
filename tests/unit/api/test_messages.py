"""Every code can be said in Chinese."""

from hub.api.messages import CHINESE, say
from hub.errors import Code


def test_every_code_has_a_chinese_name() -> None:
    assert set(CHINESE) == {code.value for code in Code}


def test_details_stay_as_they_are() -> None:
    assert say("BAD_PAGE", "first: -1", "zh") == "分页参数无效：first: -1"
    assert say("BAD_PAGE", "first: -1", "en") == "first: -1"

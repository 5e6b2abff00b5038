"""What each code is called in Chinese; the details behind it stay as they are."""

from __future__ import annotations

from hub.api.question import Language
from hub.errors import Code

CHINESE: dict[str, str] = {
    Code.PARSE_FAILED.value: "文档语法错误",
    Code.VALIDATION_FAILED.value: "文档不符合模式",
    Code.BAD_VARIABLES.value: "变量无效",
    Code.UNKNOWN_OPERATION.value: "没有这个操作",
    Code.LIMIT_EXCEEDED.value: "超出限制",
    Code.METHOD_NOT_ALLOWED.value: "方法不允许",
    Code.BAD_ID.value: "标识无效",
    Code.BAD_CODE.value: "区划代码无效",
    Code.AMBIGUOUS_CODE.value: "区划代码对应多个区划",
    Code.BAD_PAGE.value: "分页参数无效",
    Code.BAD_CURSOR.value: "游标无效",
    Code.BAD_DATE.value: "日期无效",
    Code.BAD_FILTER.value: "筛选条件无效",
    Code.BAD_ARGUMENT.value: "参数无效",
    Code.RESTRICTED.value: "受限数据",
    Code.DEADLINE.value: "超过时限",
    Code.STORE_DOWN.value: "数据库不可用",
    Code.NOT_WRITTEN_YET.value: "尚未实现",
    Code.INTERNAL.value: "内部错误",
    Code.UNKNOWN_DOCUMENT.value: "没有这个持久化文档",
    Code.BAD_REQUEST.value: "请求无效",
    Code.UNKNOWN_KIND.value: "没有这种数据",
    Code.UNKNOWN_COLUMN.value: "没有这一列",
    Code.BAD_VALUE.value: "值无效",
    Code.UNKNOWN_NODE.value: "没有这个节点",
    Code.CYCLE.value: "隶属关系成环",
    Code.SECOND_LINK.value: "同一时间只能有一个",
    Code.AMBIGUOUS_KEY.value: "自然键对应多个节点",
    Code.FOREIGN_NODE.value: "节点属于其他地区",
    Code.OPEN_LOAD.value: "有未完成的装载",
    Code.STORE_LOCKED.value: "数据库被占用",
    Code.STORE_BUSY.value: "数据库繁忙",
    Code.STORE_FULL.value: "磁盘已满",
    Code.NOT_OURS.value: "不是本系统的数据库",
    Code.NEWER_MODEL.value: "数据库版本较新",
    Code.OLDER_MODEL.value: "数据库版本较旧",
    Code.BAD_SETTINGS.value: "设置无效",
    Code.PORT_IN_USE.value: "端口被占用",
    Code.NOT_LOOPBACK.value: "只能在本机监听",
}


def say(code: str, message: str, language: Language) -> str:
    """The message in the asker's language."""
    label = CHINESE.get(code)
    return message if language == "en" or label is None else f"{label}：{message}"

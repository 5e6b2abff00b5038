"""What web refuses, in one table: HTTP status, code, and the message in both languages.

The codes are those of `hub.errors`; several faults share one, and the message tells them apart. The names in
braces are the details of a refusal, which also appear in the ``extensions`` of its GraphQL error.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

import orjson

from hub.api.question import Language
from hub.errors import Code

Headers = Sequence[tuple[bytes, bytes]]


class Fault(enum.Enum):
    """Each member: (status, code, English, Chinese)."""

    HOST = (
        421,
        Code.BAD_REQUEST,
        "The Host header {host!r} is not one this hub answers to. Use localhost or 127.0.0.1, or add the name"
        " to the setting for hosts: the check keeps foreign web pages from reading the hub through a name of"
        " their own.",
        "Host 头 {host!r} 不是本节点的名称。请使用 localhost 或 127.0.0.1，或将该名称加入主机名设置。",
    )
    ORIGIN = (
        403,
        Code.BAD_REQUEST,
        "Pages of {origin!r} may not read this hub. Add the origin to the setting for origins.",
        "来源 {origin!r} 的页面无权读取本节点。请将其加入来源设置。",
    )
    PROXIED = (
        403,
        Code.BAD_REQUEST,
        "Metrics are told to this machine itself only, and a proxy passed this request on. Ask the hub's own port on"
        " its machine.",
        "指标仅供本机直接读取，此请求由代理转发。请在本机直接访问节点的端口。",
    )
    METHOD = (
        405,
        Code.METHOD_NOT_ALLOWED,
        "GraphQL is asked by POST, or by GET for queries; not by {method}.",
        "GraphQL 请求须使用 POST，查询也可使用 GET；不支持 {method}。",
    )
    NOT_ACCEPTABLE = (
        406,
        Code.BAD_REQUEST,
        "Nothing that the Accept header allows can be given. Accept application/graphql-response+json or"
        " application/json, in UTF-8.",
        "无法提供 Accept 头所接受的格式。请接受 application/graphql-response+json 或 application/json（UTF-8）。",
    )
    MEDIA_TYPE = (
        415,
        Code.BAD_REQUEST,
        "The body's Content-Type must be application/json in UTF-8; it is {content_type!r}.",
        "请求体的 Content-Type 必须是 UTF-8 编码的 application/json，现为 {content_type!r}。",
    )
    BODY_TOO_LARGE = (
        413,
        Code.LIMIT_EXCEEDED,
        "Limit exceeded: a body is limited to {allowed:,} bytes; this one has at least {found:,}.",
        "超出限制：请求体上限为 {allowed:,} 字节，本请求至少为 {found:,} 字节。",
    )
    BODY_LATE = (
        408,
        Code.DEADLINE,
        "The body did not arrive within {seconds:g} seconds.",
        "请求体未在 {seconds:g} 秒内到达。",
    )
    NOT_JSON = (
        400,
        Code.BAD_REQUEST,
        "{place} is not JSON: {reason}, at line {line}, column {column}.",
        "{place} 不是有效的 JSON：第 {line} 行第 {column} 列，{reason}。",
    )
    WRONG_TYPE = (
        400,
        Code.BAD_REQUEST,
        "{place} must be {expected}; it is {found}.",
        "{place} 必须是 {expected}，现为 {found}。",
    )
    QUERY_STRING = (
        400,
        Code.BAD_REQUEST,
        "The query string cannot be read: {reason}.",
        "无法读取 URL 查询串：{reason}。",
    )
    QUERY_MISSING = (
        400,
        Code.BAD_REQUEST,
        "The request has no query: give `query`, or `documentId` for a persisted document.",
        "请求中没有查询：请给出 query，或以 documentId 指定已存文档。",
    )
    QUERY_TWICE = (
        400,
        Code.BAD_REQUEST,
        "The request has both `query` and `documentId`: give one of them.",
        "请求中同时有 query 和 documentId：只能给出其一。",
    )
    UNKNOWN_DOCUMENT = (
        404,
        Code.UNKNOWN_DOCUMENT,
        "There is no persisted document {documentId!r}. An id is the name of a file without .graphql, or the"
        " SHA-256 of its bytes; documents are read when the hub starts.",
        "没有已存文档 {documentId!r}。标识为文件名（不含 .graphql）或文件内容的 SHA-256；文档在启动时读入。",
    )
    DEADLINE_HEADER = (
        400,
        Code.BAD_REQUEST,
        "The header Linli-Deadline must be a number of seconds above 0, such as 2.5; it is {found!r}.",
        "Linli-Deadline 头必须是大于 0 的秒数，例如 2.5；现为 {found!r}。",
    )
    LATE = (
        504,
        Code.DEADLINE,
        "No answer within {seconds:g} seconds. Ask for fewer nodes at once.",
        "未能在 {seconds:g} 秒内得到结果。请减少一次查询的节点数。",
    )
    STOPPING = (
        503,
        Code.DEADLINE,
        "The hub is stopping and could not finish this answer in time. Ask again when it is back.",
        "本节点正在停止，未能及时完成本次查询。请在恢复后重试。",
    )
    INTERNAL = (
        500,
        Code.INTERNAL,
        "Something went wrong inside the hub. Tell its operator the incident {incident}.",
        "节点内部出错。请将事件编号 {incident} 告知管理员。",
    )


class Refusal(Exception):
    """A request that is answered by an error of web's own, before or instead of GraphQL.

    Args:
        fault: which one; gives status, code and messages.
        headers: sent with the response besides the usual ones.
        close: end the connection after the response, because the rest of the request is not wanted.
        details: what the message names; JSON values.
    """

    def __init__(self, fault: Fault, *, headers: Headers = (), close: bool = False, **details: object) -> None:
        super().__init__(fault.name)
        self.fault = fault
        self.headers = headers
        self.close = close
        self.details = details

    @property
    def status(self) -> int:
        return self.fault.value[0]

    @property
    def code(self) -> str:
        return self.fault.value[1].value

    def body(self, language: Language) -> bytes:
        """The GraphQL response: one error, no ``data``."""
        _, code, english, chinese = self.fault.value
        message = (chinese if language == "zh" else english).format(**self.details)
        extensions = {"code": code.value, **self.details}
        return orjson.dumps({"errors": [{"message": message, "extensions": extensions}]})

"""Limits on a document, checked before any work is done for it.

Three steps, each cheaper than what it guards::

    check_text(document)                 length and tokens, before parsing
    check_document(ast, shapes)          its figures, before validation; they are kept with the document
    check_request(figures, variables)    each request: only what depends on variables is worked out again

The figures are `hub.api.measure`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphql import DocumentNode

from hub.api.measure import Measure, Shapes, measure
from hub.errors import Code, HubError

_SAYABLE = 1_000_000_000
"""Larger figures (exploding fragments reach 2**500) are told as this: JSON numbers must stay exact in
JavaScript."""

_TOKEN = re.compile(
    r'''"""(?:\\"""|[^"]|"(?!""))*(?:"""|\Z)|"(?:\\.|[^"\\\n\r])*"?|\#[^\n\r]*|\.\.\.'''
    r"""|[^\W\d]\w*|-?\d[\w.+-]*|[^\s,\ufeff]"""
)
"""Comments count as tokens: they cost as much. An unfinished string takes the rest, so that no text makes the
scan begin twice at the same place."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may be; the defaults are API.md's."""

    document_bytes: int = 64 * 1024
    tokens: int = 5_000
    depth: int = 15
    """Fields below each other; `__typename` and what lies below `__schema` and `__type` are not counted."""

    introspection_depth: int = 30
    """The same below `__schema` and `__type`; the standard introspection query needs 15."""

    fields: int = 2_000
    """Fields after fragments are spread."""

    aliases: int = 200
    """Aliased fields after fragments are spread."""

    input_depth: int = 20
    """Lists and objects inside each other, in an argument or in a variable."""

    nodes: int = 100_000
    """Estimated: the sum over all lists of their sizes, multiplied down the path."""


DEFAULT_LIMITS = Limits()

_NAMES = {
    # attribute of Limits: (English, Chinese, unit, Chinese unit)
    "document_bytes": ("the document's length", "查询文本长度", "bytes", "字节"),
    "tokens": ("the number of tokens", "词法单元数", "tokens", "个"),
    "depth": ("the depth of fields", "字段嵌套深度", "levels", "层"),
    "introspection_depth": ("the depth of introspection", "内省嵌套深度", "levels", "层"),
    "fields": ("the number of fields", "字段数", "fields", "个"),
    "aliases": ("the number of aliases", "别名数", "aliases", "个"),
    "input_depth": ("the depth of input values", "输入值嵌套深度", "levels", "层"),
    "nodes": ("the estimated number of nodes", "预计节点数", "nodes", "个"),
}


class LimitExceeded(HubError):
    """A limit was passed; nothing was executed.

    ``details`` holds ``limit`` (an attribute of `Limits` in camel case), ``allowed`` and ``found``.

    Args:
        limit: name of an attribute of `Limits`.
        allowed: the limit's value.
        found: the document's; above 1,000,000,000 it is told as 1,000,000,000.
    """

    def __init__(self, limit: str, allowed: int, found: int) -> None:
        english, chinese, unit, chinese_unit = _NAMES[limit]
        told = min(found, _SAYABLE)
        more = "more than " if told < found else ""
        super().__init__(
            Code.LIMIT_EXCEEDED,
            f"Limit exceeded: {english} is limited to {allowed:,} {unit}; this document has {more}{told:,}.",
            details={"limit": _camel(limit), "allowed": allowed, "found": told},
        )
        self.message_zh = (
            f"超出限制：{chinese}上限为 {allowed:,} {chinese_unit}，"
            f"本查询为{'超过' if more else ''} {told:,} {chinese_unit}。"
        )


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def check_text(document: str, limits: Limits = DEFAULT_LIMITS) -> None:
    """Length and number of tokens, in one scan without backtracking; a text too long is not scanned at all.

    Raises:
        LimitExceeded: for `document_bytes` or `tokens`.
    """
    if len(document) * 4 > limits.document_bytes:  # a character has at most 4 bytes
        # A lone surrogate has no UTF-8; the parser reports it, here it has only to be counted.
        found = len(document.encode("utf-8", "surrogatepass"))
        if found > limits.document_bytes:
            raise LimitExceeded("document_bytes", limits.document_bytes, found)
    if len(document) > limits.tokens:  # a token has at least 1 character
        found = len(_TOKEN.findall(document))
        if found > limits.tokens:
            raise LimitExceeded("tokens", limits.tokens, found)


def check_document(
    document: DocumentNode, shapes: Shapes, limits: Limits = DEFAULT_LIMITS
) -> Mapping[str | None, Measure]:
    """Measure every operation and check all that does not depend on variables.

    Returns:
        The measures by operation name, to be kept with the document.

    Raises:
        LimitExceeded: for `depth`, `introspection_depth`, `fields`, `aliases` or `input_depth`.
    """
    measures = measure(document, shapes)
    for figures in measures.values():
        for limit in ("depth", "introspection_depth", "fields", "aliases", "input_depth"):
            _compare(limit, getattr(limits, limit), getattr(figures, limit))
    return measures


def check_request(
    figures: Measure, variables: Mapping[str, object] | None = None, limits: Limits = DEFAULT_LIMITS
) -> None:
    """All that depends on variables: to be asked for each request.

    Raises:
        LimitExceeded: for `nodes` or, of a variable, `input_depth`.
    """
    if variables:
        check_variables(variables, limits)
    _compare("nodes", limits.nodes, figures.nodes(variables))


def _compare(limit: str, allowed: int, found: int) -> None:
    if found > allowed:
        raise LimitExceeded(limit, allowed, found)


def check_variables(variables: Mapping[str, object], limits: Limits = DEFAULT_LIMITS) -> None:
    """That no variable nests too deeply: whoever coerces them recurses.

    Raises:
        LimitExceeded: for `input_depth`.
    """
    depth = 0
    level = _nested(variables.values())
    while level:
        depth += 1
        level = _nested(inner for value in level for inner in (value.values() if isinstance(value, dict) else value))
    _compare("input_depth", limits.input_depth, depth)


def _nested(values: Iterable[object]) -> list[dict[str, object] | list[object]]:
    return [value for value in values if isinstance(value, dict | list)]

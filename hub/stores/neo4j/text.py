"""Text of one Cypher statement while it is printed: parameters by number, variables by position."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from hub.planner.asked import Slot


@dataclass(frozen=True, slots=True)
class Param:
    """Where the value of a parameter comes from when a statement is bound.

    ``of``: ``parents`` and ``day`` of the root fetch ``fetch``; ``limit`` of the page of ``fetch``, ``after`` and
    ``before`` (``index`` into the position) of it; ``slot`` (``index`` into the request's values) or ``constant``.
    ``turn``: how the value becomes what is stored. ``fetch`` of a slot: whose fault a value is that does not fit.
    """

    of: Literal["parents", "day", "limit", "after", "before", "slot", "constant"]
    fetch: int = 0
    index: int = 0
    turn: str = ""
    constant: object = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement's text, and where its parameters ``$p0``, ``$p1`` … come from."""

    text: str
    params: tuple[Param, ...]


Operand: TypeAlias = "Slot | bool | str | int | tuple[str, ...]"


@dataclass(slots=True)
class Printer:
    """Hands out parameters and variables in the order of printing, so that equal plans print equal text.

    ``fetch``: the one that is being printed.
    """

    params: list[Param] = field(default_factory=list)
    fetch: int = 0
    _variables: int = 0

    def param(self, param: Param) -> str:
        """The placeholder of a parameter; equal parameters share one."""
        if param not in self.params:
            self.params.append(param)
        return f"$p{self.params.index(param)}"

    def operand(self, operand: Operand, turn: str) -> str:
        """The placeholder of a value that is a slot or stands in the plan."""
        if isinstance(operand, Slot):
            return self.param(Param("slot", self.fetch, operand.index, turn))
        return self.param(Param("constant", turn=turn, constant=operand))

    def variable(self, letter: str) -> str:
        """A fresh variable."""
        self._variables += 1
        return f"{letter}{self._variables}"

    def beyond(self, left: str, sign: str, value: str, high: str) -> str:
        """A stored text compared with a value by code point.

        Neo4j compares two stored texts by code point, but a stored one with a parameter by UTF-16 code unit. These
        differ where one text has a character beyond U+FFFF and the other one from U+E000 on, and they are equal before
        it: then the answer is turned round. ``high``: the beginnings of the value before each such character, see
        ``values.high``.
        """
        character = f"substring({left}, size(h[0]), 1)"
        beyond, from_ = (self.param(Param("constant", constant=c)) for c in ("\U00010000", "\ue000"))
        turned = (
            f"any(h IN {high} WHERE {left} STARTS WITH h[0] AND size({left}) > size(h[0])"
            f" AND {character} >= {beyond} AND ({character} < {from_}) <> h[1])"
        )
        return f"(({left} {sign} {value}) <> {turned})"

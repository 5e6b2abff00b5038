"""Text of one statement while it is printed: parameters by number, aliases by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from hub.planner.asked import Slot


@dataclass(frozen=True, slots=True)
class Param:
    """Where the value of a parameter comes from when a statement is bound.

    ``of``: ``parents``; ``day``; ``limit``; ``origin``; ``after`` and ``before`` (``index`` into the position);
    ``slot`` (``index`` into the request's values) or ``constant``, both turned by ``turn`` into the form in which they
    are stored; the ``turn`` ``stored`` of a position's value takes the origin off a key.
    """

    of: Literal["parents", "day", "limit", "origin", "after", "before", "slot", "constant"]
    index: int = 0
    turn: str = ""
    constant: object = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement's text and where its parameters come from, in order."""

    text: str
    params: tuple[Param, ...]


Operand: TypeAlias = "Slot | bool | str | int | tuple[str, ...]"


@dataclass(slots=True)
class Printer:
    """Hands out parameter numbers and aliases in the order of printing, so that equal plans print equal
    text.
    """

    params: list[Param] = field(default_factory=list)
    _aliases: int = 0

    def param(self, param: Param) -> str:
        """The placeholder of a parameter; equal parameters share one."""
        if param not in self.params:
            self.params.append(param)
        return f"?{self.params.index(param) + 1}"

    def operand(self, operand: Operand, turn: str) -> str:
        """The placeholder of a value that is a slot or stands in the plan."""
        if isinstance(operand, Slot):
            return self.param(Param("slot", operand.index, turn))
        return self.param(Param("constant", turn=turn, constant=operand))

    def packed(self, stored: str) -> str:
        """The packed key of a stored number, see ``origin``."""
        return f"{stored} + {self.param(Param('origin'))}"

    def alias(self, letter: str) -> str:
        """A fresh alias."""
        self._aliases += 1
        return f"{letter}{self._aliases}"


def all_of(conditions: Sequence[str]) -> str:
    """The conditions joined by AND; none is true."""
    return " AND ".join(conditions) if conditions else "1"

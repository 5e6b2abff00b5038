"""Code that makes objects of rows, generated once for a plan.

A function takes the rows of a fetch and, for each of its children, what the child gave for every row, and
returns a list of objects. Values go into plain dicts in the order asked; ``orjson`` makes bytes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from graph_schema.keys import FOREVER
from hub.engine.faults import Fault, restricted
from hub.planner import outs as o
from hub.planner.asked import Asked

Make: TypeAlias = Callable[..., list[Any]]

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_TRIPLES = tuple(a + b + c for a in _DIGITS for b in _DIGITS for c in _DIGITS)
_TOWNSHIP_OR_ABOVE = frozenset(("PROVINCE", "PREFECTURE", "COUNTY", "TOWNSHIP"))


class _Prefixes(dict[int, str]):
    """``tag:region:`` and the first two digits, by the upper bits of a packed key."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag

    def __missing__(self, upper: int) -> str:
        digits = _DIGITS[upper >> 5 & 31] + _DIGITS[upper & 31]
        text = self[upper] = f"{self._tag}{upper >> 10:06d}:{digits}"
        return text


class _Days(dict[Any, str | None]):
    """ISO text of an ordinal."""

    def __missing__(self, day: int) -> str:
        text = self[day] = date.fromordinal(day).isoformat()
        return text


class _Suffixes(dict[int, str]):
    """What follows a key in an id: ``@`` and the date for an explicit day (positive), nothing for today
    (negative).
    """

    def __missing__(self, signed: int) -> str:
        text = self[signed] = "@" + date.fromordinal(signed).isoformat() if signed > 0 else ""
        return text


class _Regions(dict[int, str]):
    def __missing__(self, region: int) -> str:
        text = self[region] = f"{region:06d}"
        return text


SUFFIXES = _Suffixes()
_PREFIXES: dict[str, _Prefixes] = {}


def _prefixes(tag: str) -> _Prefixes:
    return _PREFIXES.setdefault(tag, _Prefixes(f"{tag}:" if tag else ""))


def decimal_text(value: int | None, scale: int) -> str | None:
    """A scaled whole number as text with exactly ``scale`` places."""
    return None if value is None else f"{Decimal(value).scaleb(-scale):.{scale}f}"


def average(total: int | None, count: int, scale: int) -> str | None:
    """Exact average of scaled whole numbers, rounded half to even to ``scale`` + 6 places.

    >>> average(10, 3, 0)
    '3.333333'
    """
    if total is None or not count:
        return None
    # Whole-number division by hand: no precision of a context to run out of.
    whole, rest = divmod(abs(total) * 10**6, count)
    if rest * 2 > count or (rest * 2 == count and whole % 2):
        whole += 1
    return decimal_text(whole if total >= 0 else -whole, scale + 6)


def _keep_or_fault(allowed: bool, value: int, fault: Fault, env: Env) -> int | Fault:
    if allowed:
        return value
    env.faulted = True
    return fault


def _whole(place: int, *entries: Any) -> Fault | None:
    """The fault, among a field's children, that makes all of it null: one of its own arguments is at fault."""
    for entry in entries:
        if isinstance(entry, Fault) and entry.whole and entry.place == place:
            return entry
    return None


def _first(*entries: Any) -> Any:
    """The one entry that is there, if any."""
    for entry in entries:
        if entry is not None:
            return entry
    return None


@dataclass(slots=True)
class Env:
    """What the generated code tells the engine."""

    faulted: bool = False
    catalogue: Callable[[tuple[Asked, ...]], Any] = lambda asked: None


@dataclass(slots=True)
class _Emitter:
    """Prints expressions. ``col``: how a column of the row in question is written."""

    safe: bool
    names: dict[str, Any]
    kids: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    whole_row: bool = False

    def constant(self, prefix: str, value: Any) -> str:
        for name, known in self.names.items():
            if known is value:
                return name
        name = f"{prefix}{len(self.names)}"
        self.names[name] = value
        return name

    def kid(self, child: int) -> str:
        self.kids.add(child)
        return f"k{child}"

    def column(self, column: int) -> str:
        self.columns.add(column)
        return f"c{column}"

    def objects(self, outs: Sequence[o.Out], col: Callable[[int], str]) -> str:
        return "{" + ", ".join(f"{out.key!r}: {self.how(out.how, col, out.place)}" for out in outs) + "}"

    def how(self, how: o.How, col: Callable[[int], str], place: int) -> str:
        match how:
            case o.TypeName(name):
                return repr(name)
            case o.ValueOut(column, form):
                value = self.value(col(column), form)
                return self._unless_fault(col(column), value) if self.safe and form != "plain" else value
            case o.ObjectOut(outs, column):
                made = self.objects(outs, col)
                return made if column is None else f"(None if {col(column)} is None else {made})"
            case o.OneOut(child) | o.ListOut(child):
                return self.kid(child)
            case o.PickOut(of):
                return f"{self.constant('first', _first)}({', '.join(self.kid(one.child) for one in of)})"
            case o.PickAllOut(of):
                return self.pick_all([self.kid(one.child) for one in of], place)
            case o.CodesOut(child):
                return self.kid(child)
            case o.CatalogueOut():
                return f"env.catalogue({self.constant('asked', how.asked)})"
            case o.ConnectionOut(rows, pieces):
                return self.connection(rows, pieces, place)
            case o.CursorOut():
                self.whole_row = True
                return "seal(r)"
            case o.AverageOut(total, count, scale):
                return f"{self.constant('average', average)}({col(total)}, {col(count)}, {scale})"
            case o.FlagOut(column, allowed, level, areas):
                return self.flag(col(column), allowed, level, areas, place)
            case o.FaultOut(code, message):
                fault = Fault(code, message, place, {"code": code})
                return f"{self.constant('refuse', _keep_or_fault)}(False, 0, {self.constant('F', fault)}, env)"
            case o.NullOut():
                return "None"
            case other:
                raise AssertionError(f"{other} has no place here")

    def pick_all(self, kids: Sequence[str], place: int) -> str:
        if not kids:
            return "[]"
        names = [f"a{n}" for n in range(len(kids))]
        first = self.constant("first", _first)
        made = f"[{first}({', '.join(names)}) for {', '.join(names)}, in zip({', '.join(kids)})]"
        return f"({self.constant('whole', _whole)}({place}, {', '.join(kids)}) or {made})" if self.safe else made

    def value(self, c: str, form: str) -> str:
        name, _, rest = form.partition(":")
        match name:
            case "plain":
                return c
            case "long":
                return f"(None if {c} is None else str({c}))"
            case "boolean":
                return f"{self.constant('B', _BOOLEANS)}[{c}]"
            case "date":
                return f"{self.constant('D', _DATES)}[{c}]"
            case "open":
                return f"{self.constant('O', _OPEN)}[{c}]"
            case "decimal":
                return f"{self.constant('decimal', decimal_text)}({c}, {rest})"
            case "region":
                return f"{self.constant('R', _REGIONS)}[{c} >> 40]"
            case _:
                digits = self.constant("T", _TRIPLES)
                prefix = self.constant("P", _prefixes(rest))
                suffix = "{suffix}" if name == "id" else ""
                return f'f"{{{prefix}[{c} >> 30]}}{{{digits}[{c} >> 15 & 32767]}}{{{digits}[{c} & 32767]}}{suffix}"'

    def flag(self, value: str, allowed: str, level: int | None, areas: int | None, place: int) -> str:
        fault = self.constant("F", restricted(place))
        keep = self.constant("refuse", _keep_or_fault)
        match allowed:
            case "yes":
                return value
            case "parent":
                assert level is not None
                test = f"{self.column(level)} in {self.constant('township', _TOWNSHIP_OR_ABOVE)}"
            case "areas":
                assert areas is not None
                township = self.constant("township", _TOWNSHIP_OR_ABOVE)
                test = f"all(level in {township} for level in {self.kid(areas)})"
            case _:
                test = "False"
        return f"{keep}({test}, {value}, {fault}, env)"

    def connection(self, rows: int | None, pieces: Sequence[o.Out], place: int) -> str:
        printed = []
        held: set[int] = set() if rows is None else {rows}
        page = 0
        for out in pieces:
            match out.how:
                case o.NodesOut() | o.EdgesOut():
                    text = f"{self.kid(rows or 0)}[{page}]"
                    page += 1
                case o.PageInfoOut(fields):
                    text = self.page_info(rows or 0, fields)
                case o.TallyOut(child, outs, single):
                    held.add(child)
                    kid = self.kid(child)
                    inner = (
                        self.how(outs[0].how, _indexed(kid), out.place) if single else self.objects(outs, _indexed(kid))
                    )
                    text = self._unless_fault(kid, inner)
                case o.ConnectionOut(child_rows, below):
                    held.update(one.how.child for one in below if isinstance(one.how, o.TallyOut))
                    if child_rows is not None:
                        held.add(child_rows)
                    text = self.how(out.how, self.column, out.place)
                case how:
                    text = self.how(how, self.column, out.place)
            printed.append(f"{out.key!r}: {text}")
        made = "{" + ", ".join(printed) + "}"
        if not self.safe or not held:
            return made
        whole = self.constant("whole", _whole)
        kids = ", ".join(self.kid(child) for child in sorted(held))
        own = made if rows is None else self._unless_fault(self.kid(rows), made)
        return f"({whole}({place}, {kids}) or {own})"

    def _unless_fault(self, kid: str, made: str) -> str:
        return f"({kid} if {kid}.__class__ is {self.constant('Fault', Fault)} else {made})" if self.safe else made

    def page_info(self, rows: int, fields: Sequence[tuple[str, str]]) -> str:
        kid = self.kid(rows)
        at = {"hasNextPage": -4, "hasPreviousPage": -3, "startCursor": -2, "endCursor": -1}
        made = [
            f"{key!r}: {repr('PageInfo') if name == '__typename' else f'{kid}[{at[name]}]'}" for key, name in fields
        ]
        return "{" + ", ".join(made) + "}"


def _indexed(kid: str) -> Callable[[int], str]:
    return lambda column: f"{kid}[{column}]"


_BOOLEANS = {None: None, 0: False, 1: True}
_DATES = _Days({None: None})
_OPEN = _Days({None: None, FOREVER: None})
_REGIONS = _Regions()


def generate(how: o.How | tuple[o.Out, ...], width: int, place: int, *, safe: bool, dated: bool) -> Make:
    """A function ``(rows, kids, suffix, seal, env) -> list`` that makes one value a row.

    Args:
        how: what is made of a row: an object's fields, or a pick.
        width: number of values in a row.
        place: for faults of a pick.
        safe: whether children may have given faults; the other form does not look for them.
        dated: whether rows have dates of their own.

    ``suffix`` is what ids end in and ``seal`` makes a cursor of a row; where rows are dated, these are lists with one
    for each row.
    """
    emitter = _Emitter(safe, {})
    if isinstance(how, tuple):
        body = emitter.objects(how, emitter.column)
    else:
        body = emitter.how(how, emitter.column, place)
    used = sorted(emitter.columns)
    if emitter.whole_row:
        row = "r"
        unpack = "".join(f" for c{c} in (r[{c}],)" for c in used)
    else:
        names = [f"c{c}" if c in emitter.columns else "_" for c in range(width)]
        row = "(" + ", ".join(names) + ",)" if used else "_"
        unpack = ""
    each = {row: "rows"} | {f"k{kid}": f"kids[{kid}]" for kid in sorted(emitter.kids)}
    if dated:
        each |= {"suffix": "suffix", "seal": "seal"}
    over = f"{row} in rows" if len(each) == 1 else f"{', '.join(each)} in zip({', '.join(each.values())})"
    text = f"def make(rows, kids, suffix, seal, env):\n    return [{body} for {over}{unpack}]"
    namespace = dict(emitter.names)
    # Our own text: keys and names are quoted by repr, no value of a request is in it.
    exec(compile(text, "<answer builder>", "exec"), namespace)
    made: Make = namespace["make"]
    return made

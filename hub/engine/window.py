"""Pages of a request: sizes checked, cursors opened and made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from graph_schema.keys import format_key, parse_key
from graph_schema.model import Property, Scalar
from hub import cursor
from hub.errors import Code, QuestionError
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Slot, Template
from hub.stores.base import RANK, Window

DEFAULT_PAGE = 20
MAX_PAGE = 1_000

Convert: TypeAlias = Callable[[Any], Any]
Form: TypeAlias = tuple[Convert, Convert]
"""How a value of a position becomes public, and how it comes back."""


def _same(value: Any) -> Any:
    return value


_PLAIN: Form = (_same, _same)
_DATE: Form = (
    lambda n: None if n is None else date.fromordinal(n).isoformat(),
    lambda text: None if text is None else date.fromisoformat(text).toordinal(),
)
_BOOLEAN: Form = (
    lambda n: None if n is None else bool(n),
    lambda value: None if value is None else int(value),
)


@lru_cache
def _decimal(scale: int) -> Form:
    return (
        lambda n: None if n is None else f"{Decimal(n).scaleb(-scale):.{scale}f}",
        lambda text: None if text is None else int(Decimal(text).scaleb(scale)),
    )


@lru_cache
def _key(tag: str) -> Form:
    return (
        lambda n: None if n is None else format_key(tag, n),
        lambda text: None if text is None else parse_key(text)[1],
    )


def _of_property(prop: Property) -> Form:
    match prop.type:
        case Scalar.DATE:
            return _DATE
        case Scalar.DECIMAL:
            return _decimal(prop.scale)
        case Scalar.BOOLEAN:
            return _BOOLEAN
        case _:
            return _PLAIN


def position_forms(fetch: p.Fetch) -> tuple[Form, ...]:
    """How the values of a fetch's positions become public, in order."""
    match fetch.give:
        case p.Rows() if isinstance(fetch.found, p.BySearch):
            return (_PLAIN, _PLAIN, _PLAIN)
        case p.Rows():
            return tuple(_row_forms(fetch, fetch.give))
        case p.Groups():
            return tuple(_group_forms(fetch.give))
        case _:
            return ()


def _row_forms(fetch: p.Fetch, give: p.Rows) -> list[Form]:
    tag = give.read.sources[0].kind.tag
    forms: list[Form] = []
    for term in give.order:
        match term.subject:
            case None:
                forms.append(_key(tag))
            case w.Own(prop):
                forms.append(_of_property(prop))
            case _:
                forms.append(_DATE)
    forms.append(_key(tag))
    if isinstance(fetch.found, p.AlongLink):
        link = fetch.found.end.link
        forms.append(_DATE)
        forms.extend(_of_property(prop) for prop in link.properties if prop.name in link.key)
    return forms


def _group_forms(give: p.Groups) -> list[Form]:
    keys = [_of_property(key.property) if key.property else _key("area") for key in give.keys]
    forms: list[Form] = []
    for term in give.order:
        match term.by:
            case "key":
                forms.extend(keys)
            case "count":
                forms.append(_PLAIN)
            case _:
                assert term.measure is not None
                forms.append(_of_property(term.measure.property))
    return forms + keys


def page_size(page: p.Page, values: Sequence[Any], name: str) -> int:
    """How many entries a page asks for.

    Raises:
        QuestionError: BAD_PAGE.
    """
    slot = page.last if page.last is not None else page.first
    if slot is None:
        return DEFAULT_PAGE
    size = int(values[slot.index])
    if not 0 <= size <= MAX_PAGE:
        word = "last" if page.last is not None else "first"
        raise QuestionError(Code.BAD_PAGE, f"{name}: {word}: {size} is out of range; 0 to {MAX_PAGE} is allowed")
    return size


class Pages:
    """Windows and cursors of one request."""

    def __init__(self, key: bytes, hub: str, values: Sequence[Any]) -> None:
        self._key = key
        self._hub = hub
        self._values = values

    def window(self, fetch: p.Fetch, page: p.Page, name: p.ListName, explicit: str | None) -> Window:
        """The window of a page, one entry longer so that the engine sees whether more follows.

        ``explicit``: the list's explicit date, ISO.

        Raises:
            QuestionError: BAD_PAGE, BAD_CURSOR.
        """
        size = page_size(page, self._values, name.path)
        after = self._open(fetch, page.after, name, explicit)
        before = self._open(fetch, page.before, name, explicit)
        return Window(size + 1, page.backward, after, before)

    def check(self, page: p.Page, name: p.ListName, explicit: str | None) -> None:
        """That a page could be asked of the list, where only its length or its groups are.

        Raises:
            QuestionError: BAD_PAGE, BAD_CURSOR.
        """
        page_size(page, self._values, name.path)
        for slot in (page.after, page.before):
            if slot is not None:
                self._unseal(slot, name, explicit)

    def _unseal(self, slot: Slot, name: p.ListName, explicit: str | None) -> cursor.Cursor:
        try:
            opened = cursor.unseal(self._key, self._values[slot.index])
        except cursor.BadCursor as error:
            raise QuestionError(Code.BAD_CURSOR, f"{name.path}: the cursor cannot be used: {error}") from None
        if opened.digest != self.digest(name, explicit) or self._hub not in opened.positions:
            raise QuestionError(
                Code.BAD_CURSOR,
                f"{name.path}: the cursor is of another list, order, filter or date; begin again without it",
            )
        return opened

    def _open(
        self, fetch: p.Fetch, slot: Slot | None, name: p.ListName, explicit: str | None
    ) -> tuple[Any, ...] | None:
        if slot is None:
            return None
        position = self._unseal(slot, name, explicit).positions[self._hub]
        if isinstance(fetch.found, p.BySearch):
            return _search_position(position)
        # The seal and the digest vouch for its form: the hub itself wrote it for this very list.
        return tuple(back(value) for (_, back), value in zip(position_forms(fetch), position, strict=True))

    def digest(self, name: p.ListName, explicit: str | None) -> str:
        """What a cursor of the list carries."""
        args: dict[str, object] = {}
        for key, template in name.args:
            value = public(template, self._values)
            if value is not None:
                args[key] = value
        if explicit is not None:
            args["asOf"] = explicit
        return cursor.digest(name.path, args)

    def sealer(self, fetch: p.Fetch, name: p.ListName, explicit: str | None) -> Callable[[Sequence[Any]], str]:
        """A function from a position in the row contract's form to the text of its cursor."""
        digest = self.digest(name, explicit)
        forward = [there for there, _ in position_forms(fetch)]
        key, hub = self._key, self._hub

        def seal(position: Sequence[Any]) -> str:
            shown = tuple(f(value) for f, value in zip(forward, position, strict=True))
            return cursor.seal(key, cursor.Cursor(digest, {hub: shown}))

        return seal


def _search_position(position: tuple[Any, ...]) -> tuple[Any, ...]:
    """Rank and length as the store orders by them, tag, packed key."""
    rank, length, key = position
    tag, packed = parse_key(key)
    return (rank * RANK + length, tag, packed)


def public(template: Template, values: Sequence[Any]) -> object:
    """An argument as a JSON value, without nulls at any depth."""
    match template:
        case Slot(index):
            return _public_value(values[index])
        case tuple():
            return [public(item, values) for item in template]
        case Mapping():
            shown = {name: public(item, values) for name, item in template.items()}
            return {name: value for name, value in shown.items() if value is not None}
        case _:
            return template


def _public_value(value: Any) -> object:
    if isinstance(value, list | tuple):
        return [_public_value(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value

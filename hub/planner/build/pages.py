"""Which part of a list is asked for, when, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from graph_schema.model import Kind
from hub.errors import Code, QuestionError
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Asked, Slot, Template
from hub.planner.surface import constant


def slot(args: Mapping[str, Template], name: str) -> Slot | None:
    """An argument that is a scalar."""
    return cast("Slot | None", args.get(name))


def interval(a: Asked) -> tuple[Slot, Slot] | None:
    """The argument ``during``.

    Raises:
        QuestionError: BAD_DATE, it is given together with ``asOf``.
    """
    template = cast("Mapping[str, Template] | None", a.args.get("during"))
    if template is None:
        return None
    if a.args.get("asOf") is not None:
        raise QuestionError(Code.BAD_DATE, f"{a.name}: asOf and during exclude each other; leave one out")
    return cast(Slot, template["from"]), cast(Slot, template["to"])


def page_of(a: Asked) -> p.Page:
    """The page asked for.

    Raises:
        QuestionError: BAD_PAGE, from the front and from the back at once.
    """
    first, last = slot(a.args, "first"), slot(a.args, "last")
    if first is not None and last is not None:
        raise QuestionError(Code.BAD_PAGE, f"{a.name}: first and last exclude each other; leave one out")
    return p.Page(first, last, slot(a.args, "after"), slot(a.args, "before"))


def forward_page(a: Asked) -> p.Page:
    """The page of a list that is only read from the front."""
    return p.Page(slot(a.args, "first"), None, slot(a.args, "after"), None)


def list_args(a: Asked, names: tuple[str, ...]) -> tuple[tuple[str, Template], ...]:
    """The arguments that make a list the list it is, for its cursors."""
    return tuple((name, a.args.get(name)) for name in names)


def order_of(kind: Kind, a: Asked) -> tuple[p.OrderTerm, ...]:
    """The argument ``orderBy``."""
    terms = []
    for template in cast("tuple[Template, ...]", a.args.get("orderBy") or ()):
        term = cast(Mapping[str, Template], template)
        name = cast(str, term["field"])
        subject: w.Subject | None
        if name == "ID":
            subject = None
        elif name == "VALID_FROM":
            subject = w.Of("validFrom")
        else:
            subject = w.Own(next(x for x in kind.properties if constant(x.name) == name))
        terms.append(p.OrderTerm(subject, term.get("direction") == "DESC"))
    return tuple(terms)


def page_info(piece: Asked) -> o.PageInfoOut:
    """The piece ``pageInfo`` of a connection."""
    return o.PageInfoOut(tuple((b.key, b.name) for b in piece.of["PageInfo"]))


def wants_cursor(info: o.PageInfoOut) -> bool:
    """Whether one of the page's cursors is asked for."""
    return any(name.endswith("Cursor") for _, name in info.fields)

"""From a fetch to the text of one statement for all its parents."""

from __future__ import annotations

from graph_schema.model import Model
from hub.planner import plan as p
from hub.stores.sql.dialect import Dialect
from hub.stores.sql.lookups import print_codes, print_finds, print_parts, print_search
from hub.stores.sql.printing import Printing, Shape
from hub.stores.sql.rows import print_rows
from hub.stores.sql.tallies import print_groups, print_tally, print_unresolved
from hub.stores.sql.text import Statement


def compile_fetch(
    model: Model, dialect: Dialect, plan: p.Plan, fetch: p.Fetch, shape: Shape, dividing: tuple[str, ...] = ()
) -> Statement:
    """The statement of a fetch; equal fetches in equal shapes give equal text.

    Args:
        dividing: see ``below.Areas``.

    Raises:
        NotWrittenYet: the way of being found has no executor here.
    """
    at = Printing(model, dialect, plan, shape, dividing)
    return Statement(_text(at, fetch), tuple(at.printer.params))


def compile_unresolved(model: Model, dialect: Dialect, plan: p.Plan, fetch: p.Fetch, shape: Shape) -> Statement | None:
    """The statement that counts what a fetch leaves out as unresolved; None where there can be nothing."""
    at = Printing(model, dialect, plan, shape)
    if not at.x.unsure_entries(fetch):
        return None
    return Statement(print_unresolved(at, fetch), tuple(at.printer.params))


def _text(at: Printing, fetch: p.Fetch) -> str:
    match fetch.found, fetch.give:
        case p.BySearch() as found, p.Rows():
            return print_search(at, fetch, found)
        case p.BySearch() as found, _:
            return f"SELECT 0, count(*) FROM ({print_finds(at, found)})"
        case p.ByCode() as found, _:
            return print_codes(at, found)
        case p.PartsOf() as found, p.Rows() as give:
            return print_parts(at, fetch, found, give)
        case _, p.Rows() as give:
            return print_rows(at, fetch, give)
        case _, p.Tally() as give:
            return print_tally(at, fetch, give)
        case _, p.Groups() as give:
            return print_groups(at, fetch, give)
    raise AssertionError(fetch)

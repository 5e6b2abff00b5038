"""What restricts a list besides its filter: parts of the trees, the level of areas, the list's own name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from graph_schema.model import Kind, Model, NamedList
from hub.errors import Code, QuestionError
from hub.planner import where as w
from hub.planner.asked import Asked, Slot, Template
from hub.planner.build.building import Flags
from hub.planner.build.filters import both
from hub.planner.surface import areas_of


def within(model: Model, kind: Kind, a: Asked) -> w.Condition:
    """The argument ``within``: in these parts of the trees.

    Raises:
        QuestionError: BAD_ARGUMENT, nodes of the kind have no place in the tree.
    """
    template = cast("Mapping[str, Template] | None", a.args.get("within"))
    if template is None:
        return w.TRUE
    scope = cast(str, template.get("scope") or "DESCENDANTS")
    conditions: list[w.Condition] = []
    for name, tree in (("areas", "Area"), ("organisation", "Organisation")):
        roots = template.get(name)
        if roots is None:
            continue
        if not _stands_in(kind, tree):
            raise QuestionError(
                Code.BAD_ARGUMENT,
                f"within.{name}: {kind.plural} have no place in that tree; leave it out",
            )
        if roots == ():
            conditions.append(w.FALSE)
        else:
            conditions.append(w.Inside(kind, model.kind(tree), cast(Slot, roots), scope))  # type: ignore[arg-type]
    return both(*conditions)


def flags_within(a: Asked) -> Flags:
    """Whether restricted flags may be counted over the nodes ``within``: over whole areas only."""
    template = cast("Mapping[str, Template] | None", a.args.get("within"))
    if template is None:
        return "yes", None
    areas = template.get("areas")
    if template.get("organisation") or template.get("scope") not in (None, "DESCENDANTS"):
        return "no", None
    return ("areas", areas) if isinstance(areas, Slot) else ("yes", None)


def at_level(kind: Kind, a: Asked) -> w.Condition:
    """The argument ``level``."""
    value = a.args.get("level")
    return w.TRUE if value is None else w.Compare("eq", w.Own(kind.property("level")), cast(str, value))


def in_named(kind: Kind, named: NamedList | None) -> w.Condition:
    """The condition that makes a named list of a kind."""
    return w.TRUE if named is None else w.Compare("eq", w.Own(kind.property(named.property)), named.value)


def _stands_in(kind: Kind, tree: str) -> bool:
    if kind.name == tree:
        return True
    return areas_of(kind) if tree == "Area" else kind.belongs is not None

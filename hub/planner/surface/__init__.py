"""The whole surface of the API, derived from the model: every object, input and enumeration with what it means.

``hub.api`` makes Strawberry types of it, ``build`` reads questions by it. Types are written as GraphQL writes them
(``[Household!]!``).

Special words: a *meaning* (``hub.planner.meaning``) says what a field is in terms of the model; a *piece* is a field of
a connection, an edge or a group.

Modules in the order control flows: ``derive`` (all types in turn), ``shared`` (what belongs to no kind), ``catalogue``,
``outputs`` (nodes, parts, links, connections), ``inputs`` (filters, orders, enumerations), ``groups`` (statistics and
groups), ``query`` (the root, search); what they use: ``arguments``, ``members`` (what of a kind stands in its types),
``names``, ``types``.
"""

from hub.planner.surface.derive import derive
from hub.planner.surface.members import areas_of
from hub.planner.surface.names import capital, constant, lower
from hub.planner.surface.outputs import META
from hub.planner.surface.types import Argument, EnumDef, FieldDef, InputDef, InputField, ObjectDef, Surface

__all__ = [
    "META",
    "Argument",
    "EnumDef",
    "FieldDef",
    "InputDef",
    "InputField",
    "ObjectDef",
    "Surface",
    "areas_of",
    "capital",
    "constant",
    "derive",
    "lower",
]

"""From the model to the whole surface: all types in turn, each known by its name."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.model import Model
from hub.planner.surface.catalogue import catalogue_types
from hub.planner.surface.groups import area_key_types, group_types, statistics_types
from hub.planner.surface.inputs import choice_types, kind_inputs, part_inputs
from hub.planner.surface.outputs import connection_types, link_types, node_type, part_type
from hub.planner.surface.query import query_type, search_types
from hub.planner.surface.shared import shared_types
from hub.planner.surface.types import EnumDef, InputDef, ObjectDef, Surface


def derive(model: Model) -> Surface:
    """The surface of a model."""
    objects: dict[str, ObjectDef] = {}
    inputs: dict[str, InputDef] = {}
    enums: dict[str, EnumDef] = {}
    for item in _all_types(model):
        table: dict[str, ObjectDef] | dict[str, InputDef] | dict[str, EnumDef]
        table = objects if isinstance(item, ObjectDef) else inputs if isinstance(item, InputDef) else enums
        known = table.get(item.name)
        if known is not None and known != item:
            raise ValueError(f"two unlike types of the API are named {item.name}; rename one in graph_schema/kinds")
        table[item.name] = item  # type: ignore[assignment]
    return Surface(
        model,
        objects,
        inputs,
        enums,
        {(o.name, f.name): f for o in objects.values() for f in o.fields},
        {(i.name, f.name): f for i in inputs.values() for f in i.fields},
    )


def _all_types(model: Model) -> Iterator[ObjectDef | InputDef | EnumDef]:
    yield from shared_types(model)
    yield from statistics_types()
    yield from area_key_types(model)
    yield from search_types()
    yield from catalogue_types()
    for kind in model.kinds:
        yield node_type(model, kind)
        yield from connection_types(kind, f"{kind.name}Connection", f"{kind.name}Edge", ())
        yield from kind_inputs(model, kind)
        yield from group_types(model, kind)
        for end in model.ends[kind.name]:
            yield from link_types(model, end)
        for part in kind.parts:
            yield part_type(part)
            yield from part_inputs(part.type_name, part.properties)
        for prop in (*kind.properties, *(p for q in kind.parts for p in q.properties)):
            yield from choice_types(prop)
        for link in kind.links:
            for prop in link.properties:
                yield from choice_types(prop)
    yield query_type(model)

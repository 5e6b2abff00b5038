"""Descriptions of the API's types: objects, inputs and enumerations, each field with its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema.model import Model
from hub.planner import meaning as m


@dataclass(frozen=True, slots=True)
class Argument:
    name: str
    type: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class FieldDef:
    name: str
    type: str
    meaning: m.Meaning
    args: tuple[Argument, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class ObjectDef:
    name: str
    fields: tuple[FieldDef, ...]
    description: str
    node: bool = False
    """Whether it implements Node."""


@dataclass(frozen=True, slots=True)
class InputField:
    name: str
    type: str
    meaning: m.InputMeaning | None
    description: str = ""


@dataclass(frozen=True, slots=True)
class InputDef:
    name: str
    fields: tuple[InputField, ...]
    description: str
    one_of: bool = False


@dataclass(frozen=True, slots=True)
class EnumDef:
    name: str
    values: tuple[tuple[str, str], ...]
    """Names with their descriptions."""
    description: str


@dataclass(frozen=True, slots=True)
class Surface:
    """All types by name; ``fields`` finds a field's meaning by the names of its type and of itself."""

    model: Model
    objects: Mapping[str, ObjectDef]
    inputs: Mapping[str, InputDef]
    enums: Mapping[str, EnumDef]
    fields: Mapping[tuple[str, str], FieldDef]
    input_fields: Mapping[tuple[str, str], InputField]

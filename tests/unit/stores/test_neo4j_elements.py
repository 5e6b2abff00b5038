"""Every table of a file has its element in the graph, and no two things in it have one name."""

from __future__ import annotations

import pytest

from graph_schema.kinds import load_model
from graph_schema.model import Model

pytest.importorskip("neo4j")  # its room is imported below

from hub.stores.neo4j import layout, schema
from hub.stores.neo4j.elements import BelongingElement, Elements, Form, NodeElement, RelationshipElement, elements
from hub.stores.sql import ddl
from hub.stores.sql import layout as sql


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


@pytest.fixture(scope="module")
def found(model: Model) -> Elements:
    return elements(model)


def test_every_table_is_mirrored_but_meta_and_what_is_derived(model: Model, found: Elements) -> None:
    derived = {"meta", *(sql.other_areas(kind.tag) for kind in model.placed())}
    assert set(ddl.metadata(model).tables) - derived == found.by_table.keys()


def test_every_column_is_a_property_an_end_or_a_label(model: Model, found: Elements) -> None:
    for table, element in found.by_table.items():
        columns = [column.name for column in ddl.metadata(model).tables[table].columns]
        told = {field.column for field in element.fields}
        match element:
            case NodeElement():
                told |= {element.told} if element.told else set()
            case BelongingElement():
                told |= {"id"} if element.words else set()
                told -= {"words"} if element.words else set()
            case RelationshipElement():
                told |= {element.source.column, element.target.column}
        assert told == set(columns), table


def test_properties_of_an_element_have_names_of_their_own(found: Elements) -> None:
    for element in found.every:
        names = [field.property for field in element.fields]
        names += [name for name, _ in element.constants] if isinstance(element, BelongingElement) else []
        assert len(set(names)) == len(names), element.table


def test_labels_and_types_tell_elements_apart(found: Elements) -> None:
    nodes = [element.label for element in found.nodes]
    belonging = [(element.owner.label, element.label, element.constants) for element in found.belonging]
    links = [(element.type, element.source.label) for element in found.relationships]
    for names in (nodes, belonging, links):
        assert len(set(names)) == len(names)
    marks = [mark.label for element in found.nodes for mark in element.marks if mark.label != layout.STUB]
    assert len(set(marks)) == len(marks)
    assert not set(marks) & {*nodes, *(element.label for element in found.belonging)}


def test_a_missing_day_is_not_computed(found: Elements) -> None:
    days = [field for element in found.every for field in element.fields if field.form is Form.DAY]
    assert {field.null for field in days} == {True, False}
    for field in days:
        assert field.from_row("r[1]").startswith("CASE WHEN r[1] IS NULL") is field.null


def test_every_index_is_on_properties_that_there_are(model: Model, found: Elements) -> None:
    properties: dict[str, set[str]] = {layout.META: {"key"}}
    for element in (*found.nodes, *found.belonging):
        properties.setdefault(element.label, set()).update(field.property for field in element.fields)
    for index in schema.indexes(model):
        assert set(index.properties) <= properties[index.label], index
    names = [index.name for index in schema.indexes(model)]
    assert len(set(names)) == len(names)

"""``graph_schema.check``: each fault by a tiny model that has it, and the shipped model has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_schema.check import Fault, check
from graph_schema.kinds import load_model
from graph_schema.model import (
    Choice,
    Choices,
    Inverse,
    Kind,
    Link,
    Model,
    NamedList,
    NaturalKey,
    Part,
    Property,
    Scalar,
)
from graph_schema.sensitivity import Sensitivity

LEVELS = Choices("AreaLevel", "Levels.", (Choice("COUNTY", "县区"), Choice("VILLAGE", "村社区")))
STATES = Choices("WellState", "States.", (Choice("WET", "有水"), Choice("DRY", "干涸")))


def prop(name: str, type_: Scalar = Scalar.TEXT, **more: object) -> Property:
    return Property(name=name, type=type_, label="项", description="A value.", **more)  # type: ignore[arg-type]


def link(name: str, target: str, *, many: bool = False, **more: object) -> Link:
    return Link(name=name, target=target, many=many, label="连", description="A link.", **more)  # type: ignore[arg-type]


def kind(name: str, plural: str, tag: str, *properties: Property, **more: object) -> Kind:
    return Kind(name=name, plural=plural, tag=tag, label="类", description="A kind.", properties=properties, **more)  # type: ignore[arg-type]


def named(name: str, property_: str, value: str) -> NamedList:
    return NamedList(name=name, property=property_, value=value, label="表", description="A list.")


AREA = kind(
    "Area",
    "Areas",
    "area",
    prop("name", required=True, dated=True, natural=True, search=True),
    prop("level", Scalar.ENUM, choices=LEVELS, required=True),
    links=(
        link("parent", "Area", inverse=Inverse(name="children", many=True, label="下级", description="Below.")),
        link("successors", "Area", many=True, lineage=True),
    ),
    tree="parent",
)
ORGANISATION = kind("Organisation", "Organisations", "org", prop("name", required=True))
WELL = kind(
    "Well",
    "Wells",
    "well",
    prop("depth", Scalar.DECIMAL, scale=1),
    prop("state", Scalar.ENUM, choices=STATES),
    links=(link("place", "Area"), link("keeper", "Organisation")),
    place="place",
    belongs="keeper",
    natural_keys=(NaturalKey(terms=("place", "depth"), level="VILLAGE"),),
    lists=(named("dryWells", "state", "DRY"),),
)


def faults(*kinds: Kind) -> list[Fault]:
    """The faults of a model of area, organisation and these."""
    both = {one.name: one for one in (AREA, ORGANISATION)} | {one.name: one for one in kinds}
    return check(Model(tuple(sorted(both.values(), key=lambda one: one.name))))


def well(**changed: object) -> list[Fault]:
    return faults(replace(WELL, **changed))  # type: ignore[arg-type]


def with_property(extra: Property) -> list[Fault]:
    return well(properties=(*WELL.properties, extra))


def with_link(extra: Link) -> list[Fault]:
    return well(links=(*WELL.links, extra))


def with_part(extra: Part) -> list[Fault]:
    return well(parts=(extra,))


def inverse(name: str) -> Inverse:
    return Inverse(name=name, many=True, label="反", description="Back.")


def part(name: str, type_name: str, *properties: Property) -> Part:
    return Part(name=name, type_name=type_name, label="部", description="A part.", properties=properties)


def test_the_shipped_model_agrees_with_itself() -> None:
    assert [str(fault) for fault in check(load_model())] == []


def test_the_tiny_model_agrees_with_itself() -> None:
    assert [str(fault) for fault in faults(WELL)] == []


WORDS = Choices("WellState", "Other states.", (Choice("FULL", "满"),))
RESTRICTED = Sensitivity.RESTRICTED

FAULTY: list[tuple[list[Fault], str, str]] = [
    # between kinds
    (check(Model((AREA, AREA))), "model", "name 'Area' is given to two kinds"),
    (faults(kind("Pump", "Wells", "pump"), WELL), "model", "plural 'Wells' is given to two kinds"),
    (faults(kind("Pump", "Pumps", "well"), WELL), "model", "tag 'well' is given to two kinds"),
    (check(Model((ORGANISATION, AREA))), "model", "not in the order of their names"),
    (well(lists=(named("organisations", "state", "DRY"),)), "model", "'organisations' names two roots"),
    (well(plural="Search"), "model", "'search' names two roots"),
    (with_property(prop("mood", Scalar.ENUM, choices=WORDS)), "enumeration WellState", "declared twice"),
    (
        with_property(prop("mood", Scalar.ENUM, choices=replace(STATES, name="Organisation"))),
        "type Organisation",
        "share their names",
    ),
    (
        with_property(prop("mood", Scalar.ENUM, choices=replace(STATES, name="AreaFilter"))),
        "type AreaFilter",
        "the API makes a type of this name",
    ),
    (with_property(prop("mood", Scalar.ENUM, choices=replace(STATES, name="Float"))), "type Float", "the API makes"),
    (with_part(part("tests", "Area")), "type Area", "share their names"),
    (
        with_property(prop("mood", Scalar.ENUM, choices=replace(STATES, name="__Mood"))),
        "enumeration __Mood",
        "is named like AreaLevel",
    ),
    (
        with_property(prop("mood", Scalar.ENUM, choices=Choices("Mood", "M.", (Choice("true", "真"),)))),
        "enumeration Mood",
        "value 'true'",
    ),
    (
        with_property(prop("mood", Scalar.ENUM, choices=Choices("Mood", "M.", (Choice("A", "甲"), Choice("A", "乙"))))),
        "enumeration Mood",
        "value A is there twice",
    ),
    (with_property(prop("mood", Scalar.ENUM, choices=Choices("Mood", "M.", ()))), "enumeration Mood", "no values"),
    # names of a kind
    (faults(replace(WELL, name="__Well")), "kind __Well", "name '__Well'"),
    (well(plural="wells"), "kind Well", "plural 'wells'"),
    (well(plural="Well"), "kind Well", "name and plural are the same"),
    (well(tag="w1"), "kind Well", "tag 'w1'"),
    # fields
    (with_property(prop("depth")), "kind Well", "two properties are named 'depth'"),
    (with_property(prop("place")), "kind Well", "two fields are named 'place'"),
    (with_link(link("children", "Area", inverse=inverse("level"))), "kind Area", "two fields are named 'level'"),
    (with_link(link("spring", "Area", inverse=inverse("children"))), "kind Area", "two fields are named 'children'"),
    (with_link(link("spring", "Area", inverse=inverse("wells"))), "kind Area", "two fields are named 'wells'"),
    (with_link(link("spring", "Area", inverse=inverse("dryWells"))), "kind Area", "two fields are named 'dryWells'"),
    (with_link(link("spring", "Area", inverse=inverse("ancestors"))), "kind Area", "two fields are named 'ancestors'"),
    (with_link(link("region", "Area")), "kind Well", "every node has such a field"),
    (with_property(prop("placeExists", Scalar.BOOLEAN)), "kind Well", "'placeExists' is also the filter"),
    # properties
    (with_property(prop("__depth")), "kind Well, property __depth", "a small letter first"),
    (with_property(prop("validFrom")), "kind Well, property validFrom", "a meaning of its own"),
    (with_property(prop("since")), "kind Well, property since", "a meaning of its own"),
    (with_property(prop("flow", "float")), "kind Well, property flow", "there is no Float"),  # type: ignore[arg-type]
    (with_property(prop("mood", Scalar.ENUM)), "kind Well, property mood", "an ENUM has choices"),
    (with_property(prop("mood", choices=STATES)), "kind Well, property mood", "an ENUM has choices"),
    (with_property(prop("flow", Scalar.DECIMAL, scale=10)), "kind Well, property flow", "scale 10: 0 to 9"),
    (with_property(prop("flow", Scalar.DECIMAL, scale=-1)), "kind Well, property flow", "scale -1: 0 to 9"),
    (with_property(prop("flow", Scalar.INT, scale=2)), "kind Well, property flow", "only a DECIMAL has a scale"),
    (with_property(prop("flow", Scalar.INT, natural=True)), "kind Well, property flow", "only a TEXT"),
    (with_property(prop("flow", Scalar.DATE, search=True)), "kind Well, property flow", "only a TEXT"),
    (with_property(prop("salt", sensitivity=RESTRICTED)), "kind Well, property salt", "only a BOOLEAN can be"),
    (
        with_property(prop("salt", Scalar.BOOLEAN, sensitivity=RESTRICTED, index=True)),
        "kind Well, property salt",
        "no index",
    ),
    (with_property(prop("salt", dated=True)), "kind Well, property salt", "only a required property is dated"),
    # parts and links
    (with_part(part("Tests", "WellTest")), "kind Well, part Tests", "is named like codes"),
    (with_part(part("version", "WellTest")), "kind Well, part version", "every node has such a field"),
    (with_part(part("tests", "WellTest", prop("since"))), "kind Well, part tests, property since", "of its own"),
    (
        with_part(part("tests", "WellTest", prop("result", required=True, dated=True))),
        "kind Well, part tests",
        "a part is dated as a whole",
    ),
    (with_link(link("pump", "Pump")), "kind Well, link pump", "leads to 'Pump', which is no kind"),
    (with_link(link("__pump", "Area")), "kind Well, link __pump", "'__pump': letters and digits"),
    (
        with_link(link("pump", "Area", many=True, properties=(prop("cursor"),))),
        "kind Well, link pump, property cursor",
        "a meaning of its own",
    ),
    (
        with_link(link("pump", "Area", many=True, properties=(prop("rate", dated=True, required=True),))),
        "kind Well, link pump",
        "a link is dated as a whole",
    ),
    (with_link(link("pump", "Area", many=True, key=("rate",))), "kind Well, link pump", "key property 'rate'"),
    (with_link(link("next", "Area", many=True, lineage=True)), "kind Well, link next", "many of its own kind"),
    # anchors
    (well(place="spot"), "kind Well", "place 'spot' is none of its links"),
    (well(place="keeper"), "kind Well", "place 'keeper' has to be a to-one link to Area"),
    (
        well(links=(link("place", "Area", many=True), WELL.links[1])),
        "kind Well",
        "place 'place' has to be a to-one link to Area",
    ),
    (well(belongs="place"), "kind Well", "belongs 'place' has to be a to-one link to Organisation"),
    (well(tree="place"), "kind Well", "tree 'place' has to be a to-one link to Well"),
    # natural keys and named lists
    (well(natural_keys=(NaturalKey(terms=()),)), "kind Well, natural key 1", "has no terms"),
    (well(natural_keys=(NaturalKey(terms=("depth", "depth")),)), "kind Well, natural key 1", "there twice"),
    (well(natural_keys=(NaturalKey(terms=("owner",)),)), "kind Well, natural key 1", "term 'owner'"),
    (
        well(
            properties=(*WELL.properties, prop("salt", Scalar.BOOLEAN, sensitivity=RESTRICTED)),
            natural_keys=(NaturalKey(terms=("salt",)),),
        ),
        "kind Well, natural key 1",
        "restricted",
    ),
    (well(natural_keys=(NaturalKey(terms=("depth",), level="VILLAGE"),)), "kind Well, natural key 1", "has a level"),
    (well(natural_keys=(NaturalKey(terms=("place",), level="STREET"),)), "kind Well, natural key 1", "'STREET'"),
    (well(lists=(named("DryWells", "state", "DRY"),)), "kind Well, list DryWells", "a small letter first"),
    (well(lists=(named("dryWells", "depth", "DRY"),)), "kind Well, list dryWells", "'depth' is no enumeration"),
    (well(lists=(named("dryWells", "state", "ICY"),)), "kind Well, list dryWells", "value 'ICY' is none of WellState"),
]


@pytest.mark.parametrize(("found", "where", "message"), FAULTY, ids=[f"{w}: {m}" for _, w, m in FAULTY])
def test_fault(found: list[Fault], where: str, message: str) -> None:
    assert [fault for fault in found if fault.where == where and message in fault.message], [str(f) for f in found]


def test_what_is_no_fault() -> None:
    """A term of a natural key may be ``validFrom``, and a part may bear a node's property name."""
    assert well(natural_keys=(NaturalKey(terms=("place", "validFrom")),)) == []
    assert with_part(part("tests", "WellTest", prop("depth"))) == []


def test_all_faults_come_at_once() -> None:
    found = well(tag="W", place="spot", natural_keys=(NaturalKey(terms=("owner",)),))
    assert len(found) >= 3

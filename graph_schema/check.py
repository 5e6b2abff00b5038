"""Does the model agree with itself? All faults at once, each with its place and what to do.

A kind is declared in one file, and everything else follows from it; so a slip there would show late and far
away (a field of the API that hides another, a table that cannot be made). ``check`` finds it where it is.
Two kinds have names that are known: ``Area``, in which ``place`` lies, and ``Organisation``, to which
``belongs`` leads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_schema.model import Choices, Kind, Link, Model, NamedList, NaturalKey, Part, Property, Scalar

AREA = "Area"
ORGANISATION = "Organisation"
MAX_SCALE = 9

_TYPE_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_FIELD_NAME = re.compile(r"[a-z][A-Za-z0-9]*")
_VALUE_NAME = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_TAG = re.compile(r"[a-z]+")
_NODE_FIELDS = frozenset({"id", "key", "region", "validFrom", "validTo", "version"})
_FILTER_WORDS = frozenset({"and", "or", "not"})
_CHANGE_COLUMNS = frozenset({"from", "to", "of", "since", "until"})
_EDGE_FIELDS = frozenset({"cursor", "node"})
_GROUP_FIELDS = frozenset({"count", "areaAt", "property"})
_TREE_FIELDS = ("ancestors", "descendants")
_ROOTS = frozenset({"node", "nodes", "areaByCode", "areasByCode", "search", "catalogue"})
_SCALAR_TYPES = ("String", "Int", "Long", "Float", "Decimal", "Boolean", "Date", "Period", "ID")
_SHARED_TYPES = frozenset(
    {
        *_SCALAR_TYPES,
        *(f"{name}Filter" for name in _SCALAR_TYPES),
        *(f"{name}Statistics" for name in _SCALAR_TYPES),
        *("Query", "Mutation", "Subscription", "Node", "NodeKind", "PageInfo", "Interval", "Within", "TreeScope"),
        *("Direction", "GroupKeyAreas", "SearchConnection", "SearchEdge", "Catalogue"),
    }
)
_OF_KIND = (
    "Aggregate", "Connection", "Edge", "Filter", "Group", "GroupBy", "GroupConnection", "GroupEdge", "GroupKey",
    "GroupOrder", "GroupOrderField", "ListFilter", "Order", "OrderField", "Property",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: ``kind Household, property size``."""

    where: str
    message: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.where}: {self.message}"


def check(model: Model) -> list[Fault]:
    """All faults of a model, kind by kind; an empty list if it agrees with itself."""
    found = list(_between_kinds(model))
    for kind in model.kinds:
        where = f"kind {kind.name}"
        found += _kind_names(kind, where)
        found += _properties(kind.properties, where, reserved=_NODE_FIELDS | _FILTER_WORDS | _GROUP_FIELDS)
        found += _fields(model, kind, where)
        for part in kind.parts:
            found += _part(part, f"{where}, part {part.name}")
        for link in kind.links:
            found += _link(model, kind, link, f"{where}, link {link.name}")
        found += _anchors(model, kind, where)
        for position, key in enumerate(kind.natural_keys, 1):
            found += _natural_key(model, kind, key, f"{where}, natural key {position}")
        for named in kind.lists:
            found += _named_list(kind, named, f"{where}, list {named.name}")
    return found


# names between kinds


def _between_kinds(model: Model) -> Iterator[Fault]:
    kinds = model.kinds
    for what, names in (
        ("name", [kind.name for kind in kinds]),
        ("plural", [kind.plural for kind in kinds]),
        ("tag", [kind.tag for kind in kinds]),
    ):
        for name in _twice(names):
            yield Fault("model", f"{what} {name!r} is given to two kinds; rename one")
    if [kind.name for kind in kinds] != sorted(kind.name for kind in kinds):
        yield Fault("model", "kinds are not in the order of their names; sort them by name")
    roots = [_lower(name) for kind in kinds for name in (kind.name, kind.plural)]
    roots += [named.name for kind in kinds for named in kind.lists]
    for name in _twice([*roots, *_ROOTS]):
        yield Fault("model", f"{name!r} names two roots (a kind, its plural or a named list); rename one")
    yield from _type_names(model)


def _type_names(model: Model) -> Iterator[Fault]:
    enums = _enumerations(model)
    for name, forms in enums.items():
        if len(forms) > 1:
            yield Fault(f"enumeration {name}", "is declared twice, in two ways; share one `Choices`, or rename one")
    for choices in (form for forms in enums.values() for form in forms):
        yield from _choices(choices)
    parts = [part.type_name for kind in model.kinds for part in kind.parts]
    own = [*{kind.name for kind in model.kinds}, *parts, *enums]
    derived = {f"{kind.name}{suffix}" for kind in model.kinds for suffix in _OF_KIND}
    derived |= {f"{name}Filter" for name in (*parts, *enums)} | {f"{name}ListFilter" for name in parts}
    for name in _twice(own):
        yield Fault(f"type {name}", "kinds, parts and enumerations share their names; rename one")
    for name in sorted(set(own) & (derived | _SHARED_TYPES)):
        yield Fault(f"type {name}", "the API makes a type of this name itself; take another one")


def _enumerations(model: Model) -> dict[str, list[Choices]]:
    """Unlike enumerations by name."""
    found: dict[str, list[Choices]] = {}
    for prop in _all_properties(model):
        if prop.choices is not None and prop.choices not in found.setdefault(prop.choices.name, []):
            found[prop.choices.name].append(prop.choices)
    return found


def _all_properties(model: Model) -> Iterator[Property]:
    for kind in model.kinds:
        yield from kind.properties
        for part in kind.parts:
            yield from part.properties
        for link in kind.links:
            yield from link.properties


def _choices(choices: Choices) -> Iterator[Fault]:
    where = f"enumeration {choices.name}"
    if not _TYPE_NAME.fullmatch(choices.name):
        yield Fault(where, "an enumeration is named like AreaLevel: letters and digits, a capital first")
    for name in _twice(choices.names):
        yield Fault(where, f"value {name} is there twice")
    for name in choices.names:
        if not _VALUE_NAME.fullmatch(name):
            yield Fault(where, f"value {name!r}: capitals, digits and single underscores expected, such as GROUP_HEAD")
    if not choices.values:
        yield Fault(where, "has no values")


# one kind


def _kind_names(kind: Kind, where: str) -> Iterator[Fault]:
    for what, name in (("name", kind.name), ("plural", kind.plural)):
        if not _TYPE_NAME.fullmatch(name):
            yield Fault(where, f"{what} {name!r}: letters and digits, a capital first, expected, such as AreaSet")
    if kind.name == kind.plural:
        yield Fault(where, "name and plural are the same, so its two roots would be; give it a plural of its own")
    if not _TAG.fullmatch(kind.tag):
        yield Fault(where, f"tag {kind.tag!r}: small letters a to z only, since keys begin with it")


def _fields(model: Model, kind: Kind, where: str) -> Iterator[Fault]:
    """No field of a kind hides another one."""
    names = [prop.name for prop in kind.properties] + [part.name for part in kind.parts]
    names += [end.name for end in model.ends[kind.name]]
    if kind.tree is not None:
        names += _TREE_FIELDS
    names += _subtree_lists(model, kind)
    for name in _twice(names):
        yield Fault(where, f"two fields are named {name!r} (property, part, link, inverse or list); rename one")
    ends = [end for end in model.ends[kind.name] if not end.many]
    taken = set(names)
    for end in model.ends[kind.name]:
        if end.name in _NODE_FIELDS | _FILTER_WORDS | _GROUP_FIELDS:
            yield Fault(where, f"link or inverse {end.name!r}: every node has such a field; rename it")
    for name in sorted({f"{end.name}Exists" for end in ends} & taken):
        yield Fault(where, f"{name!r} is also the filter that says whether a link is there; rename one")


def _subtree_lists(model: Model, kind: Kind) -> list[str]:
    listed: tuple[Kind, ...] = ()
    if kind.name == AREA:
        listed = model.placed()
    elif kind.name == ORGANISATION:
        listed = model.belonging()
    return [name for other in listed for name in (_lower(other.plural), *(named.name for named in other.lists))]


def _properties(properties: Iterable[Property], where: str, *, reserved: frozenset[str]) -> Iterator[Fault]:
    listed = tuple(properties)
    for name in _twice(prop.name for prop in listed):
        yield Fault(where, f"two properties are named {name!r}; rename one")
    for prop in listed:
        yield from _property(prop, f"{where}, property {prop.name}", reserved)


def _property(prop: Property, where: str, reserved: frozenset[str]) -> Iterator[Fault]:
    if not _FIELD_NAME.fullmatch(prop.name):
        yield Fault(where, "letters and digits, a small letter first, expected, such as registerNumber")
    if prop.name in reserved | _CHANGE_COLUMNS:
        yield Fault(where, "this name has a meaning of its own in the API or in changes; rename it")
    if not isinstance(prop.type, Scalar):
        yield Fault(where, f"type {prop.type!r} is none of Scalar; there is no Float: take DECIMAL with a scale")
        return
    if (prop.type is Scalar.ENUM) != (prop.choices is not None):
        yield Fault(where, "an ENUM has choices, and nothing else has")
    if prop.type is Scalar.DECIMAL and not 0 <= prop.scale <= MAX_SCALE:
        yield Fault(where, f"scale {prop.scale}: 0 to {MAX_SCALE} expected, since values are scaled whole numbers")
    if prop.type is not Scalar.DECIMAL and prop.scale != 0:
        yield Fault(where, "only a DECIMAL has a scale")
    if prop.type is not Scalar.TEXT and (prop.natural or prop.search):
        yield Fault(where, "only a TEXT has a natural order or is searched")
    if prop.restricted and prop.type is not Scalar.BOOLEAN:
        yield Fault(where, "only a BOOLEAN can be restricted: it is counted, and nothing else")
    if prop.restricted and (prop.index or prop.dated):
        yield Fault(where, "a restricted property is neither filtered nor read: no index, no former values")
    if prop.dated and not prop.required:
        yield Fault(where, "only a required property is dated, so that each day has a value")


def _part(part: Part, where: str) -> Iterator[Fault]:
    if not _FIELD_NAME.fullmatch(part.name) or not _TYPE_NAME.fullmatch(part.type_name):
        yield Fault(where, "a part is named like codes, its type like AreaCode")
    if part.name in _NODE_FIELDS | _FILTER_WORDS:
        yield Fault(where, "every node has such a field; rename it")
    yield from _properties(part.properties, where, reserved=_FILTER_WORDS)
    yield from _plain(part.properties, where, "a part is dated as a whole")


def _plain(properties: Iterable[Property], where: str, why: str) -> Iterator[Fault]:
    for prop in properties:
        if prop.dated or prop.restricted:
            yield Fault(where, f"property {prop.name} is dated or restricted; {why}")


def _link(model: Model, kind: Kind, link: Link, where: str) -> Iterator[Fault]:
    if link.target not in model.by_name:
        yield Fault(where, f"leads to {link.target!r}, which is no kind; there are: {', '.join(model.by_name)}")
    names = [link.name] if link.inverse is None else [link.name, link.inverse.name]
    for name in names:
        if not _FIELD_NAME.fullmatch(name):
            yield Fault(where, f"{name!r}: letters and digits, a small letter first, expected, such as memberOf")
    yield from _properties(link.properties, where, reserved=_EDGE_FIELDS)
    yield from _plain(link.properties, where, "a link is dated as a whole")
    known = {prop.name: prop for prop in link.properties}
    for name in link.key:
        if name not in known:
            yield Fault(where, f"key property {name!r} is none of its properties: {', '.join(known) or 'it has none'}")
        elif not known[name].required:
            yield Fault(where, f"key property {name!r} must be required: a null tells no link from another")
    if link.counted and (link.many or not kind.place):
        yield Fault(where, "only a to-one link of a kind that has a place is counted by area")
    if link.lineage and (link.target != kind.name or not link.many):
        yield Fault(where, "lineage leads to many of its own kind")


def _anchors(model: Model, kind: Kind, where: str) -> Iterator[Fault]:
    """Tree, place and belonging are to-one links to the right kind."""
    anchors: Mapping[str, tuple[str | None, str]] = {
        "tree": (kind.tree, kind.name),
        "place": (kind.place, AREA),
        "belongs": (kind.belongs, ORGANISATION),
    }
    links = {link.name: link for link in kind.links}
    for what, (name, target) in anchors.items():
        if name is None:
            continue
        link = links.get(name)
        if link is None:
            yield Fault(where, f"{what} {name!r} is none of its links: {', '.join(links) or 'it has none'}")
        elif link.target != target or link.many:
            yield Fault(where, f"{what} {name!r} has to be a to-one link to {target}")


def _natural_key(model: Model, kind: Kind, key: NaturalKey, where: str) -> Iterator[Fault]:
    if not key.terms:
        yield Fault(where, "has no terms")
    for name in _twice(key.terms):
        yield Fault(where, f"term {name!r} is there twice")
    properties = {prop.name: prop for prop in kind.properties}
    ones = {link.name for link in kind.links if not link.many}
    for term in key.terms:
        if term not in ones and term not in properties and term != "validFrom":
            yield Fault(where, f"term {term!r} is no property, no to-one link and not validFrom")
        elif term in properties and properties[term].restricted:
            yield Fault(where, f"term {term!r} is restricted, and a key would tell it")
    if key.level is not None:
        if kind.place not in key.terms:
            yield Fault(where, "has a level, but the place is none of its terms")
        if key.level not in _levels(model):
            yield Fault(where, f"level {key.level!r} is none of {AREA}.level: {', '.join(_levels(model))}")


def _levels(model: Model) -> tuple[str, ...]:
    for kind in model.kinds:
        for prop in kind.properties:
            if kind.name == AREA and prop.name == "level" and prop.choices is not None:
                return prop.choices.names
    return ()


def _named_list(kind: Kind, named: NamedList, where: str) -> Iterator[Fault]:
    if not _FIELD_NAME.fullmatch(named.name):
        yield Fault(where, "letters and digits, a small letter first, expected, such as neighbourHeads")
    prop = next((prop for prop in kind.properties if prop.name == named.property), None)
    if prop is None or prop.choices is None:
        yield Fault(where, f"property {named.property!r} is no enumeration of the kind")
    elif named.value not in prop.choices.names:
        yield Fault(where, f"value {named.value!r} is none of {prop.choices.name}: {', '.join(prop.choices.names)}")


# words


def _lower(name: str) -> str:
    """``AreaSets`` → ``areaSets``."""
    return name[:1].lower() + name[1:]


def _twice(names: Iterable[str]) -> list[str]:
    """Names that are there more than once, in the order of their names."""
    return sorted(name for name, count in Counter(names).items() if count > 1)

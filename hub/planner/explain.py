"""A plan in words, for people: one line a fetch. Goldens of plans are made of these."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.model import End
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Slot


def describe(fetch: p.Fetch) -> str:
    """One line: how the nodes are found, on which condition, in which order, which page, what is given."""
    parts = [_found(fetch.found)]
    if fetch.condition != w.TRUE:
        parts.append(f"where {condition(fetch.condition)}")
    if fetch.as_of is not None:
        parts.append(f"as of {_slot(fetch.as_of)}")
    if fetch.during is not None:
        parts.append(f"during [{_slot(fetch.during[0])}, {_slot(fetch.during[1])})")
    parts.append(_give(fetch.give))
    return " ".join(parts)


def tree(plan: p.Plan) -> str:
    """The whole plan, a line a fetch, children indented."""
    lines = [f"guard {kind}: {condition(c)}" for kind, c in sorted(plan.guard.items())]
    for child in plan.children:
        lines.extend(_lines(child, 0))
    return "\n".join(lines) + "\n"


def _lines(child: p.Child, depth: int) -> Iterator[str]:
    start = ""
    if child.ids is not None:
        start = f"ids {_slot(child.ids)}: "
    elif child.tag is not None:
        start = f"{child.tag} in column {child.column}: "
    elif child.column is not None:
        start = f"column {child.column}: "
    yield "  " * depth + start + describe(child.fetch)
    for below in child.fetch.children:
        yield from _lines(below, depth + 1)


def _slot(slot: Slot) -> str:
    return f"${slot.index}"


def _end(end: End) -> str:
    return f"{end.kind}.{end.name}"


def _found(found: p.Found) -> str:
    match found:
        case p.ByKey(kind):
            return f"{kind.name} by key"
        case p.FromRoot(kind):
            return f"{kind.name} all"
        case p.AlongLink(end):
            return f"{end.other} along {_end(end)}"
        case p.InSubtree(tree_kind, kind, scope):
            return f"{kind.name} in {tree_kind.name} {scope}"
        case p.Below(kind):
            return f"{kind.name} below"
        case p.Above(kind):
            return f"{kind.name} above"
        case p.PartsOf(kind, part):
            return f"parts {kind.name}.{part.name}"
        case p.BySearch(kinds, text):
            return f"search {_slot(text)} in {', '.join(kind.name for kind in kinds)}"
        case p.ByCode(kind, codes, authority, vintage):
            of = "".join(f" {word}" for word in (authority, vintage and _slot(vintage)) if word)
            return f"{kind.name} by code {_slot(codes)}{of}"
        case p.ByPath(start, target):
            return f"path {_slot(start)} to {_slot(target)}"


def _give(give: p.Rows | p.Tally | p.Groups) -> str:
    match give:
        case p.Rows(read, order, page, cursors):
            text = f"-> rows({', '.join(_column(read, c) for c in read.columns)})"
            if order:
                text += f" by {', '.join(_order(term) for term in order)}"
            if page is not None:
                text += f" {_page(page)}"
            return text + (" with cursors" if cursors else "")
        case p.Tally(measures):
            return f"-> count{''.join(', ' + _measure(m) for m in measures)}"
        case p.Groups(keys, measures, order, page, total):
            by = ", ".join(_key(key) for key in keys)
            if total:
                return f"-> number of groups by {by}"
            text = f"-> groups by {by}{''.join(', ' + _measure(m) for m in measures)}"
            if order:
                text += f" ordered by {', '.join(_group_order(term) for term in order)}"
            return f"{text} {_page(page)}"


def _column(read: p.Read, column: p.Column) -> str:
    name = column.property.name if column.property else column.of
    end = read.sources[column.source].end
    path = f"{end.name}." if end is not None else ""
    return f"{path}{name}"


def _order(term: p.OrderTerm) -> str:
    return f"{'key' if term.subject is None else _subject(term.subject)}{' desc' if term.descending else ''}"


def _page(page: p.Page) -> str:
    size = page.last or page.first
    text = f"{'last' if page.backward else 'first'} {_slot(size) if size else 20}"
    if page.after is not None:
        text += f" after {_slot(page.after)}"
    return text + (f" before {_slot(page.before)}" if page.before is not None else "")


def _measure(measure: p.Measure) -> str:
    return f"{measure.name}({measure.property.name})"


def _group_order(term: p.GroupOrder) -> str:
    return f"{_measure(term.measure) if term.measure else term.by}{' desc' if term.descending else ''}"


def _key(key: p.GroupKey) -> str:
    last = key.property.name if key.property else f"areaAt {key.level}"
    return ".".join([*(end.name for end in key.path), last])


def _subject(subject: w.Subject) -> str:
    return subject.property.name if isinstance(subject, w.Own) else subject.name


def _source(source: w.ListSource) -> str:
    match source:
        case w.LinkList(end):
            return _end(end)
        case w.PartList(kind, part):
            return f"{kind.name}.{part.name}"
        case w.SubtreeList(tree_kind, kind, named):
            return f"{named.name if named else kind.plural} in {tree_kind.name}"
        case w.TreeList(kind, way):
            return f"{kind.plural} {way}"


def condition(c: w.Condition) -> str:
    """A condition in words."""
    match c:
        case w.Always(value):
            return "true" if value else "false"
        case w.All(of):
            return "(" + " and ".join(condition(x) for x in of) + ")"
        case w.Any(of):
            return "(" + " or ".join(condition(x) for x in of) + ")"
        case w.Not(of):
            return f"not {condition(of)}"
        case w.Compare(op, subject, value):
            return f"{_subject(subject)} {op} {_slot(value) if isinstance(value, Slot) else value}"
        case w.IsNull(subject):
            return f"{_subject(subject)} is null"
        case w.Linked(end, fits):
            return f"{_end(end)} is {condition(fits)}"
        case w.Some(source, fits):
            return f"some {_source(source)}: {condition(fits)}"
        case w.CountOf(source, op, value):
            return f"count {_source(source)} {op} {_slot(value)}"
        case w.Inside(_, tree_kind, roots, scope):
            return f"inside {tree_kind.name} {_slot(roots) if isinstance(roots, Slot) else roots} {scope}"

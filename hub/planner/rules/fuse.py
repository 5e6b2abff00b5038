"""To-one links into their parent's row, where the store can: a join instead of a level.

Before: households, and below them a fetch along ``Household.place`` for their areas. After: households whose rows hold
the area's columns too. A link with a date of its own stays a level of its own, and so does one to a kind that another
hub may own, when other hubs are asked: its row is elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hub.planner import outs as o
from hub.planner import plan as p


def fuse(plan: p.Plan, capability: p.Capability) -> p.Plan:
    """The plan with its to-one links fused."""
    if not capability.fuse_to_one:
        return plan
    scope = _Scope(capability)
    outs = scope.outs(plan.outs, _View(plan.children))
    return replace(plan, children=tuple(scope.children), outs=outs)


@dataclass
class _View:
    """How outs that are being moved see the row and the children they were made for."""

    children: tuple[p.Child, ...]
    columns: dict[int, int] | None = None
    """Old position to new; None: they stay."""
    moved: dict[int, int] = field(default_factory=dict)
    """Children that were moved, old position to new."""

    def column(self, old: int) -> int:
        return old if self.columns is None else self.columns[old]


@dataclass
class _Scope:
    """The rows of one fetch while links are fused into them."""

    capability: p.Capability
    sources: list[p.Source] = field(default_factory=list)
    columns: list[p.Column] = field(default_factory=list)
    children: list[p.Child] = field(default_factory=list)

    def add(self, column: p.Column) -> int:
        if column not in self.columns:
            self.columns.append(column)
        return self.columns.index(column) + 1

    def outs(self, outs: tuple[o.Out, ...], view: _View) -> tuple[o.Out, ...]:
        return tuple(replace(out, how=self.how(out.how, view)) for out in outs)

    def how(self, how: o.How, view: _View) -> o.How:
        match how:
            case o.ValueOut(column, form):
                return o.ValueOut(view.column(column), form)
            case o.ObjectOut(outs, column):
                return o.ObjectOut(self.outs(outs, view), None if column is None else view.column(column))
            case o.OneOut(child, outs):
                return self.one(view, child, outs)
            case o.ListOut(child, outs):
                at, inner = self.keep(view, child, outs)
                return o.ListOut(at, inner)
            case o.PickOut(of):
                return o.PickOut(tuple(self.kept_one(view, one) for one in of))
            case o.PickAllOut(of):
                return o.PickAllOut(tuple(self.kept_one(view, one) for one in of))
            case o.CodesOut(child, node, many):
                at, inner = self.keep(view, child, (o.Out("", node, 0),))
                assert isinstance(inner[0].how, o.OneOut)
                return o.CodesOut(at, inner[0].how, many)
            case o.ConnectionOut():
                return self.connection(view, how)
            case o.AverageOut(total, count, scale):
                return o.AverageOut(view.column(total), view.column(count), scale)
            case o.FlagOut(level=level, areas=areas):
                moved = None if areas is None else self.keep(view, areas, ())[0]
                return replace(how, level=None if level is None else view.column(level), areas=moved)
            case _:
                return how

    def one(self, view: _View, child: int, outs: tuple[o.Out, ...]) -> o.How:
        old = view.children[child]
        if not self.fusable(old):
            return self.kept_one(view, o.OneOut(child, outs))
        fetch = old.fetch
        assert isinstance(fetch.found, p.AlongLink) and isinstance(fetch.give, p.Rows) and old.column is not None
        above = self.columns[view.column(old.column) - 1].source
        source = p.Source(fetch.give.read.sources[0].kind, above, fetch.found.end)
        if source not in self.sources:
            self.sources.append(source)
        at = self.sources.index(source)
        columns = {n + 1: self.add(replace(column, source=at)) for n, column in enumerate(fetch.give.read.columns)}
        return o.ObjectOut(self.outs(outs, _View(fetch.children, columns)), columns[1])

    def fusable(self, child: p.Child) -> bool:
        fetch = child.fetch
        return (
            child.column is not None
            and child.tag is None
            and isinstance(fetch.found, p.AlongLink)
            and not fetch.found.end.many
            and fetch.as_of is None
            and not (self.capability.elsewhere and fetch.found.end.other in self.capability.elsewhere)
        )

    def kept_one(self, view: _View, one: o.OneOut) -> o.OneOut:
        at, outs = self.keep(view, one.child, one.outs)
        return o.OneOut(at, outs)

    def keep(self, view: _View, child: int, outs: tuple[o.Out, ...]) -> tuple[int, tuple[o.Out, ...]]:
        """A child stays a fetch of its own, fused within; where it is now, and its outs."""
        old = view.children[child]
        scope = self.below(old.fetch)
        inner = scope.outs(outs, _View(old.fetch.children))
        return self.put(view, child, scope), inner

    def below(self, fetch: p.Fetch) -> _Scope:
        scope = _Scope(self.capability)
        if isinstance(fetch.give, p.Rows):
            scope.sources.extend(fetch.give.read.sources)
            scope.columns.extend(fetch.give.read.columns)
        return scope

    def put(self, view: _View, child: int, scope: _Scope) -> int:
        if child not in view.moved:
            old = view.children[child]
            fetch = replace(old.fetch, children=tuple(scope.children))
            if isinstance(fetch.give, p.Rows):
                read = p.Read(tuple(scope.sources), tuple(scope.columns))
                fetch = replace(fetch, give=replace(fetch.give, read=read))
            column = None if old.column is None else view.column(old.column)
            self.children.append(replace(old, fetch=fetch, column=column))
            view.moved[child] = len(self.children) - 1
        return view.moved[child]

    def connection(self, view: _View, how: o.ConnectionOut) -> o.ConnectionOut:
        scope = rows = None
        if how.rows is not None:
            rows = view.children[how.rows].fetch
            scope = self.below(rows)
            page = _View(rows.children)
        pieces = []
        for out in how.pieces:
            piece: o.How
            match out.how:
                case o.NodesOut(node):
                    assert scope is not None
                    piece = o.NodesOut(scope.how(node, page))
                case o.EdgesOut(outs):
                    assert scope is not None
                    piece = o.EdgesOut(scope.outs(outs, page))
                case o.TallyOut(child, outs, single):
                    at = self.put(view, child, self.below(view.children[child].fetch))
                    piece = o.TallyOut(at, self.tally(outs, view), single)
                case other:
                    piece = self.how(other, view)
            pieces.append(replace(out, how=piece))
        at_rows = None
        if how.rows is not None and scope is not None:
            at_rows = self.put(view, how.rows, scope)
        return o.ConnectionOut(at_rows, tuple(pieces))

    def tally(self, outs: tuple[o.Out, ...], view: _View) -> tuple[o.Out, ...]:
        """Numbers of a tally stay where they are in its row; only a flag looks at the parent's row and children."""
        made = []
        for out in outs:
            how = out.how
            if isinstance(how, o.ObjectOut):
                how = o.ObjectOut(self.tally(how.outs, view))
            elif isinstance(how, o.FlagOut):
                how = self.how(how, view)
            made.append(replace(out, how=how))
        return tuple(made)

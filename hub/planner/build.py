"""From an operation as asked to a plan: one function a sort of field, no value and no database in sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from graph_schema.model import End, Kind, NamedList, Part, Property, Scalar
from hub.errors import Code, QuestionError
from hub.planner import meaning as m
from hub.planner import outs as o
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Asked, Slot, Template
from hub.planner.conditions import both, build_condition
from hub.planner.surface import Surface, areas_of, constant

MAX_GROUP_TERMS = 8


def build(surface: Surface, asked: tuple[Asked, ...]) -> p.Plan:
    """The plan of an operation's root fields (introspection excepted)."""
    builder = _Builder(surface)
    level = _Level(builder)
    outs = tuple(o.Out(a.key, builder.root(level, a), a.place) for a in asked)
    return p.Plan(tuple(level.children), outs)


@dataclass
class _Level:
    """Columns and children of one fetch while it is being built. Columns begin at 1: 0 is the parent's
    position.
    """

    builder: _Builder
    sources: list[p.Source] = field(default_factory=list)
    columns: list[p.Column] = field(default_factory=list)
    children: list[p.Child] = field(default_factory=list)

    def column(self, of: str, prop: Property | None = None) -> int:
        """Position in the row of a value of the level's own node."""
        wanted = p.Column(0, of, prop)  # type: ignore[arg-type]
        if wanted not in self.columns:
            self.columns.append(wanted)
        return self.columns.index(wanted) + 1

    def child(self, fetch: p.Fetch, **where: object) -> int:
        """Add a fetch below; without ``where`` its parents are this level's nodes."""
        if not where and self.sources:
            where = {"column": self.column("key")}
        self.children.append(p.Child(fetch, **where))  # type: ignore[arg-type]
        return len(self.children) - 1


@dataclass
class _List:
    """What the pieces of one connection share."""

    asked: Asked
    kind: Kind
    found: p.Found
    condition: w.Condition
    name: p.ListName
    as_of: Slot | None
    during: tuple[Slot, Slot] | None
    page: p.Page
    flags: tuple[str, Slot | None]


class _Builder:
    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.model = surface.model
        self._number = 0

    # roots

    def root(self, level: _Level, a: Asked) -> o.How:
        if a.name == "__typename":
            return o.TypeName("Query")
        try:
            return self._root(level, a)
        except QuestionError as error:
            return o.FaultOut(error.code.value, error.message)

    def _root(self, level: _Level, a: Asked) -> o.How:
        match self.surface.fields["Query", a.name].meaning:
            case m.RootOne(None):
                return o.PickOut(self._by_ids(level, a, cast(Slot, a.args["id"])))
            case m.RootOne(kind) if kind is not None:
                return self._by_key(level, kind, a, a, ids=cast(Slot, a.args["id"]), tag=kind.tag, exact=True)
            case m.RootIds():
                if a.args["ids"] == ():
                    return o.PickAllOut(())
                return o.PickAllOut(self._by_ids(level, a, cast(Slot, a.args["ids"])))
            case m.RootCodes(many):
                return self._codes(level, a, many)
            case m.RootList(kind, named):
                return self._root_list(level, a, kind, named)
            case m.RootSearch():
                return self._search(level, a)
            case m.RootCatalogue():
                return self._catalogue(level, a)
            case other:
                raise AssertionError(f"Query.{a.name}: {other}")

    def _by_ids(self, level: _Level, a: Asked, ids: Slot) -> tuple[o.OneOut, ...]:
        return tuple(
            self._by_key(
                level,
                self.model.kind(name),
                a,
                replace(a, of={name: asked}),
                ids=ids,
                tag=self.model.kind(name).tag,
            )
            for name, asked in a.of.items()
        )

    def _by_key(self, level: _Level, kind: Kind, a: Asked, below: Asked, **where: object) -> o.OneOut:
        own = self._level(kind)
        outs = self.node(own, kind, below.of.get(kind.name, ()))
        as_of = _slot(a.args, "asOf") if "ids" in where else None
        fetch = self._fetch(a, p.ByKey(kind), self._rows(own), own, as_of=as_of)
        return o.OneOut(level.child(fetch, **where), outs)

    def _codes(self, level: _Level, a: Asked, many: bool) -> o.How:
        area = self.model.kind("Area")
        codes = a.args["codes" if many else "code"]
        if codes == ():
            return o.PickAllOut(())
        own = self._level(area)
        key = own.column("key")
        node = self._by_key(own, area, a, a, column=key)
        found = p.ByCode(area, cast(Slot, codes), cast("str | None", a.args.get("authority")), _slot(a.args, "vintage"))
        fetch = self._fetch(a, found, self._rows(own), own, as_of=_slot(a.args, "asOf"))
        return o.CodesOut(level.child(fetch), node, many)

    def _root_list(self, level: _Level, a: Asked, kind: Kind, named: NamedList | None) -> o.How:
        within = self._within(kind, a)
        flags: tuple[str, Slot | None] = ("yes", None)
        template = cast("Mapping[str, Template] | None", a.args.get("within"))
        if template is not None:
            areas = template.get("areas")
            if template.get("organisation") or template.get("scope") not in (None, "DESCENDANTS"):
                flags = ("no", None)
            elif isinstance(areas, Slot):
                flags = ("areas", areas)
        return self.connection(level, a, "Query", kind, p.FromRoot(kind), both(within, _named(kind, named)), flags)

    def _within(self, kind: Kind, a: Asked) -> w.Condition:
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
                conditions.append(w.Inside(kind, self.model.kind(tree), cast(Slot, roots), scope))  # type: ignore[arg-type]
        return both(*conditions)

    def _search(self, level: _Level, a: Asked) -> o.How:
        wanted = a.args.get("kinds")
        kinds = tuple(
            kind
            for kind in self.model.kinds
            if any(prop.search for prop in kind.properties)
            and (wanted is None or constant(kind.name) in cast(tuple[str, ...], wanted))
        )
        template = a.args.get("within")
        within: dict[str, w.Condition] = {}
        if template is not None:
            for kind in kinds:
                try:
                    within[kind.name] = self._within(kind, a)
                except QuestionError:
                    # A kind that cannot stand in the part of the tree asked for has no finds there.
                    within[kind.name] = w.FALSE
        own = _Level(self)
        own.sources.append(p.Source(self.model.kinds[0]))
        as_of = _slot(a.args, "asOf")
        found = p.BySearch(kinds, cast(Slot, a.args["text"]), within)
        name = p.ListName("Query.search", _list_args(a, ("text", "kinds", "within")))
        pieces: list[o.Out] = []
        rows: int | None = None
        cursors = False
        tally: int | None = None
        for piece in a.of["SearchConnection"]:
            how: o.How
            match piece.name:
                case "__typename":
                    how = o.TypeName("SearchConnection")
                case "nodes":
                    rows, how = -1, o.NodesOut(self._picks(own, a, kinds, piece))
                case "edges":
                    rows = -1
                    cursors = cursors or any(e.name == "cursor" for e in piece.of["SearchEdge"])
                    how = o.EdgesOut(tuple(self._search_edge(own, a, kinds, e) for e in piece.of["SearchEdge"]))
                case "pageInfo":
                    rows, how = -1, _page_info(piece)
                    cursors = cursors or _wants_cursor(how)
                case _:
                    if tally is None:
                        fetch = self._fetch(a, found, p.Tally(()), _Level(self), as_of=as_of)
                        tally = level.child(fetch)
                    how = o.TallyOut(tally, (o.Out("", o.ValueOut(1, "plain"), piece.place),), True)
            pieces.append(o.Out(piece.key, how, piece.place))
        if rows is not None:
            page = p.Page(_slot(a.args, "first"), None, _slot(a.args, "after"), None)
            give = p.Rows(p.Read((), ()), (), page, cursors)
            rows = level.child(self._fetch(a, found, give, own, as_of=as_of, name=name))
        return o.ConnectionOut(rows, tuple(pieces))

    def _search_edge(self, own: _Level, a: Asked, kinds: tuple[Kind, ...], e: Asked) -> o.Out:
        how: o.How
        if e.name == "node":
            how = self._picks(own, a, kinds, e)
        else:
            how = o.CursorOut() if e.name == "cursor" else o.TypeName("SearchEdge")
        return o.Out(e.key, how, e.place)

    def _picks(self, own: _Level, a: Asked, kinds: tuple[Kind, ...], below: Asked) -> o.PickOut:
        """Rows of a search are (0, tag, key, …); a child a kind takes the keys of its tag."""
        return o.PickOut(
            tuple(self._by_key(own, kind, a, below, column=2, tag=kind.tag) for kind in kinds if kind.name in below.of)
        )

    def _catalogue(self, level: _Level, a: Asked) -> o.How:
        return o.CatalogueOut(a.of["Catalogue"])

    # nodes

    def node(self, level: _Level, kind: Kind, asked: tuple[Asked, ...]) -> tuple[o.Out, ...]:
        """The fields asked for of a node that a row of ``level`` tells of."""
        outs = []
        for a in asked:
            try:
                how = self._field(level, kind, a)
            except QuestionError as error:
                how = o.FaultOut(error.code.value, error.message)
            outs.append(o.Out(a.key, how, a.place))
        return tuple(outs)

    def _field(self, level: _Level, kind: Kind, a: Asked) -> o.How:
        if a.name == "__typename":
            return o.TypeName(kind.name)
        match self.surface.fields[kind.name, a.name].meaning:
            case m.Meta(name):
                return _meta(level, kind, name)
            case m.Value(prop):
                return o.ValueOut(level.column("property", prop), _form(prop))
            case m.Parts(part):
                return self._parts(level, kind, a, part)
            case m.ToOne(end):
                return self._to_one(level, a, end)
            case m.ToMany(end):
                condition = _level_condition(self.model.kind(end.other), a)
                other = self.model.kind(end.other)
                return self.connection(level, a, kind.name, other, p.AlongLink(end), condition, ("no", None))
            case m.Subtree(tree, other, named):
                scope = cast(str, a.args.get("scope") or "DESCENDANTS")
                flags: tuple[str, Slot | None] = ("no", None)
                if tree.name == "Area" and scope == "DESCENDANTS":
                    flags = ("parent", None)
                found = p.InSubtree(tree, other, scope)  # type: ignore[arg-type]
                return self.connection(level, a, kind.name, other, found, _named(other, named), flags)
            case m.Descendants():
                condition = _level_condition(kind, a)
                return self.connection(level, a, kind.name, kind, p.Below(kind), condition, ("no", None))
            case m.Ancestors():
                own = self._level(kind)
                outs = self.node(own, kind, a.of[kind.name])
                fetch = self._fetch(a, p.Above(kind), self._rows(own), own, as_of=_slot(a.args, "asOf"))
                return o.ListOut(level.child(fetch), outs)
            case other_meaning:
                raise AssertionError(f"{kind.name}.{a.name}: {other_meaning}")

    def _parts(self, level: _Level, kind: Kind, a: Asked, part: Part) -> o.How:
        own = self._level(kind)
        outs = []
        for b in a.of[part.type_name]:
            outs.append(o.Out(b.key, self._link_value(own, part.type_name, b, "property"), b.place))
        fetch = self._fetch(a, p.PartsOf(kind, part), self._rows(own), own, as_of=_slot(a.args, "asOf"))
        return o.ListOut(level.child(fetch), tuple(outs))

    def _link_value(self, level: _Level, type_name: str, a: Asked, of: str) -> o.How:
        if a.name == "__typename":
            return o.TypeName(type_name)
        match self.surface.fields[type_name, a.name].meaning:
            case m.LinkDate(name):
                return o.ValueOut(level.column(name), "open" if name == "until" else "date")
            case m.Value(prop):
                return o.ValueOut(level.column(of, prop), _form(prop))
            case other:
                raise AssertionError(f"{type_name}.{a.name}: {other}")

    def _to_one(self, level: _Level, a: Asked, end: End) -> o.How:
        other = self.model.kind(end.other)
        own = self._level(other)
        type_name = self.surface.fields[end.kind, end.name].type
        if end.link.wrapped:
            outs = tuple(o.Out(b.key, self._wrapped(own, other, type_name, b), b.place) for b in a.of[type_name])
        else:
            outs = self.node(own, other, a.of[other.name])
        fetch = self._fetch(a, p.AlongLink(end), self._rows(own), own, as_of=_slot(a.args, "asOf"))
        return o.OneOut(level.child(fetch), outs)

    def _wrapped(self, own: _Level, other: Kind, type_name: str, b: Asked) -> o.How:
        if b.name == "node":
            return o.ObjectOut(self.node(own, other, b.of[other.name]))
        return self._link_value(own, type_name, b, "linkProperty")

    # connections

    def connection(
        self,
        level: _Level,
        a: Asked,
        parent: str,
        kind: Kind,
        found: p.Found,
        condition: w.Condition,
        flags: tuple[str, Slot | None],
    ) -> o.How:
        """A list, by the pieces asked for: its page, its tally, its groups."""
        filtered = a.args.get("filter")
        during = _during(a)
        if filtered is not None or during is not None:
            flags = ("no", None)
        page = _page(a)
        names = ("filter", "within", "scope", "level", "orderBy", "during")
        this = _List(
            a,
            kind,
            found,
            both(condition, build_condition(self.surface, f"{kind.name}Filter", filtered)),
            p.ListName(f"{parent}.{a.name}", _list_args(a, names)),
            _slot(a.args, "asOf"),
            during,
            page,
            flags,
        )
        type_name = self.surface.fields[parent, a.name].type
        own = self._level(kind)
        rows = cursors = False
        tally = _TallyLevel()
        before = len(level.children)
        pieces: list[tuple[Asked, o.How | None]] = []
        for piece in a.of[type_name]:
            how: o.How | None = None
            match piece.name:
                case "__typename":
                    how = o.TypeName(type_name)
                case "nodes":
                    rows, how = True, o.NodesOut(o.ObjectOut(self.node(own, kind, piece.of[kind.name])))
                case "edges":
                    rows = True
                    edge = type_name.removesuffix("Connection") + "Edge"
                    cursors = cursors or any(e.name == "cursor" for e in piece.of[edge])
                    how = o.EdgesOut(
                        tuple(o.Out(e.key, self._edge(own, kind, edge, e), e.place) for e in piece.of[edge])
                    )
                case "pageInfo":
                    rows, how = True, _page_info(piece)
                    cursors = cursors or _wants_cursor(how)
                case "groups":
                    how = self._groups(level, this, piece)
            pieces.append((piece, how))
        order = self._order(kind, a)
        child: int | None = None
        if rows:
            if during is not None:
                own.column("date")
            give = p.Rows(p.Read(tuple(own.sources), tuple(own.columns)), order, page, cursors)
            child = level.child(self._list_fetch(this, give, own))
        outs = self._finish(level, this, pieces, tally)
        if before == len(level.children):
            # Nothing but __typename is asked for: the arguments are checked all the same.
            child = level.child(self._list_fetch(this, p.Tally(()), _Level(self)))
        return o.ConnectionOut(child, outs)

    def _finish(
        self, level: _Level, this: _List, pieces: list[tuple[Asked, o.How | None]], tally: _TallyLevel
    ) -> tuple[o.Out, ...]:
        """Counts and statistics of one connection come from one tally."""
        for piece, how in pieces:
            if how is None and piece.name == "aggregate":
                self._aggregate(level, this, piece, tally)
        fetch: int | None = None
        outs: list[o.Out] = []
        for piece, how in pieces:
            if how is None:
                if fetch is None:
                    fetch = level.child(self._list_fetch(this, p.Tally(tuple(tally.measures)), _Level(self)))
                if piece.name == "totalCount":
                    how = o.TallyOut(fetch, (o.Out("", o.ValueOut(1, "plain"), piece.place),), True)
                else:
                    how = o.TallyOut(fetch, self._aggregate(level, this, piece, tally), False)
            outs.append(o.Out(piece.key, how, piece.place))
        return tuple(outs)

    def _edge(self, own: _Level, kind: Kind, edge: str, e: Asked) -> o.How:
        if e.name == "cursor":
            return o.CursorOut()
        if e.name == "node":
            return o.ObjectOut(self.node(own, kind, e.of[kind.name]))
        return self._link_value(own, edge, e, "linkProperty")

    def _aggregate(self, level: _Level, this: _List, piece: Asked, tally: _TallyLevel) -> tuple[o.Out, ...]:
        type_name = f"{this.kind.name}Aggregate"
        return tuple(
            o.Out(b.key, self._measure(level, this, type_name, b, tally), b.place) for b in piece.of[type_name]
        )

    def _measure(self, level: _Level, this: _List | None, type_name: str, b: Asked, tally: _TallyLevel) -> o.How:
        if b.name == "__typename":
            return o.TypeName(type_name)
        match self.surface.fields[type_name, b.name].meaning:
            case m.Piece("count"):
                return o.ValueOut(tally.offset, "plain")
            case m.Statistics(prop):
                name = self.surface.fields[type_name, b.name].type
                return o.ObjectOut(tuple(o.Out(c.key, _statistic(name, prop, c, tally), c.place) for c in b.of[name]))
            case m.FlagCount(prop) if this is not None:
                return self._flag(level, this, b, tally.column(prop, "flag"))
            case other:
                raise AssertionError(f"{type_name}.{b.name}: {other}")

    def _flag(self, level: _Level, this: _List, b: Asked, position: int) -> o.FlagOut:
        allowed, areas = this.flags
        area = self.model.kind("Area")
        if allowed == "parent":
            return o.FlagOut(position, "parent", level.column("property", area.property("level")), None)
        if allowed == "areas":
            own = self._level(area)
            own.column("property", area.property("level"))
            fetch = self._fetch(b, p.ByKey(area), self._rows(own), own, as_of=this.as_of)
            return o.FlagOut(position, "areas", None, level.child(fetch, ids=areas, tag=area.tag, exact=True))
        return o.FlagOut(position, allowed, None, None)  # type: ignore[arg-type]

    # groups

    def _groups(self, level: _Level, this: _List, piece: Asked) -> o.How:
        try:
            return self._groups_of(level, this, piece)
        except QuestionError as error:
            return o.FaultOut(error.code.value, error.message)

    def _groups_of(self, level: _Level, this: _List, piece: Asked) -> o.How:
        keys = self._group_keys(this.kind, cast(tuple[Template, ...], piece.args["by"]))
        own = _Level(self)
        own.sources.append(p.Source(this.kind))
        tally = _TallyLevel(offset=1 + len(keys))
        page = p.Page(_slot(piece.args, "first"), None, _slot(piece.args, "after"), None)
        args = (*this.name.args, ("groupBy", piece.args["by"]), ("groupOrderBy", piece.args.get("orderBy")))
        name = p.ListName(f"{this.name.path}.groups", args)
        prefix = f"{this.kind.name}Group"
        connection = f"{prefix}Connection"
        wanted: list[tuple[Asked, o.How]] = []
        total: int | None = None
        rows = cursors = False
        for b in piece.of[connection]:
            how: o.How
            match b.name:
                case "__typename":
                    how = o.TypeName(connection)
                case "nodes":
                    rows, how = True, o.NodesOut(o.ObjectOut(self._group(own, this, keys, tally, b)))
                case "edges":
                    rows = True
                    cursors = cursors or any(e.name == "cursor" for e in b.of[f"{prefix}Edge"])
                    how = o.EdgesOut(
                        tuple(
                            o.Out(e.key, self._group_edge(own, this, keys, tally, e), e.place)
                            for e in b.of[f"{prefix}Edge"]
                        )
                    )
                case "pageInfo":
                    rows, how = True, _page_info(b)
                    cursors = cursors or _wants_cursor(how)
                case _:
                    if total is None:
                        count = self._list_fetch(this, p.Groups(keys, (), (), page, True), _Level(self))
                        total = level.child(replace(count, groups_name=name, groups_place=piece.place))
                    how = o.TallyOut(total, (o.Out("", o.ValueOut(1, "plain"), b.place),), True)
            wanted.append((b, how))
        order = self._group_order(this.kind, piece, tally)
        child: int | None = None
        if rows or total is None:
            groups = p.Groups(keys, tuple(tally.measures), order, page, False)
            fetch = self._list_fetch(this, groups, own)
            child = level.child(replace(fetch, groups_name=name, groups_place=piece.place))
        return o.ConnectionOut(child, tuple(o.Out(b.key, how, b.place) for b, how in wanted))

    def _group_edge(
        self, own: _Level, this: _List, keys: tuple[p.GroupKey, ...], tally: _TallyLevel, e: Asked
    ) -> o.How:
        if e.name == "node":
            return o.ObjectOut(self._group(own, this, keys, tally, e))
        return o.CursorOut() if e.name == "cursor" else o.TypeName(f"{this.kind.name}GroupEdge")

    def _group(
        self, own: _Level, this: _List, keys: tuple[p.GroupKey, ...], tally: _TallyLevel, b: Asked
    ) -> tuple[o.Out, ...]:
        type_name = f"{this.kind.name}Group"
        outs = []
        for c in b.of[type_name]:
            if c.name == "key":
                how = self._group_key(own, this, this.kind, keys, (), c)
            else:
                how = self._measure(own, None, type_name, c, tally)
            outs.append(o.Out(c.key, how, c.place))
        return tuple(outs)

    def _group_key(
        self,
        own: _Level,
        this: _List,
        kind: Kind,
        keys: tuple[p.GroupKey, ...],
        path: tuple[End, ...],
        c: Asked,
    ) -> o.How:
        type_name = f"{kind.name}GroupKey"
        outs = []
        for d in c.of[type_name]:
            how: o.How
            if d.name == "__typename":
                how = o.TypeName(type_name)
            else:
                match self.surface.fields[type_name, d.name].meaning:
                    case m.Value(prop):
                        at = _position(keys, p.GroupKey(path, prop, None))
                        how = o.ValueOut(at, _form(prop)) if at else o.NullOut()
                    case m.KeyAreas():
                        how = self._key_areas(own, this, keys, path, d)
                    case m.KeyLink(end):
                        deeper = (*path, end)
                        if any(k.path[: len(deeper)] == deeper for k in keys):
                            how = self._group_key(own, this, self.model.kind(end.other), keys, deeper, d)
                        else:
                            how = o.NullOut()
                    case other:
                        raise AssertionError(f"{type_name}.{d.name}: {other}")
            outs.append(o.Out(d.key, how, d.place))
        return o.ObjectOut(tuple(outs))

    def _key_areas(
        self, own: _Level, this: _List, keys: tuple[p.GroupKey, ...], path: tuple[End, ...], d: Asked
    ) -> o.How:
        if not any(k.path == path and k.level for k in keys):
            return o.NullOut()
        area = self.model.kind("Area")
        outs = []
        for e in d.of["GroupKeyAreas"]:
            how: o.How
            if e.name == "__typename":
                how = o.TypeName("GroupKeyAreas")
            else:
                at = _position(keys, p.GroupKey(path, None, e.name.upper()))
                how = self._by_key(own, area, e, e, column=at) if at else o.NullOut()
            outs.append(o.Out(e.key, how, e.place))
        return o.ObjectOut(tuple(outs))

    def _group_keys(self, kind: Kind, by: tuple[Template, ...]) -> tuple[p.GroupKey, ...]:
        if not 1 <= len(by) <= MAX_GROUP_TERMS:
            raise QuestionError(Code.BAD_ARGUMENT, f"by: 1 to {MAX_GROUP_TERMS} terms expected, {len(by)} given")
        return tuple(self._one_key(kind, cast(Mapping[str, Template], term), ()) for term in by)

    def _one_key(self, kind: Kind, term: Mapping[str, Template], path: tuple[End, ...]) -> p.GroupKey:
        given = [(name, value) for name, value in term.items() if value is not None]
        if len(given) != 1:
            names = ", ".join(name for name, _ in given) or "none"
            raise QuestionError(Code.BAD_ARGUMENT, f"by: a term says exactly one thing, this one: {names}")
        name, value = given[0]
        match self.surface.input_fields[f"{kind.name}GroupBy", name].meaning:
            case m.GroupProperty():
                prop = next(x for x in kind.properties if constant(x.name) == value)
                return p.GroupKey(path, prop, None)
            case m.GroupArea():
                return p.GroupKey(path, None, cast(str, value))
            case m.ToOne(end):
                return self._one_key(self.model.kind(end.other), cast(Mapping[str, Template], value), (*path, end))
            case other:
                raise AssertionError(f"{kind.name}GroupBy.{name}: {other}")

    def _group_order(self, kind: Kind, piece: Asked, tally: _TallyLevel) -> tuple[p.GroupOrder, ...]:
        terms = []
        for template in cast("tuple[Template, ...]", piece.args.get("orderBy") or ()):
            term = cast(Mapping[str, Template], template)
            descending = term.get("direction") == "DESC"
            name = cast(str, term["field"])
            if name in ("KEY", "COUNT"):
                terms.append(p.GroupOrder(name.lower(), None, descending))  # type: ignore[arg-type]
                continue
            prop = next(x for x in kind.properties if name.startswith(constant(x.name) + "_"))
            stat = name.removeprefix(constant(prop.name) + "_").lower()
            tally.column(prop, stat)
            terms.append(p.GroupOrder("measure", p.Measure(prop, stat), descending))  # type: ignore[arg-type]
        return tuple(terms)

    # pieces

    def _order(self, kind: Kind, a: Asked) -> tuple[p.OrderTerm, ...]:
        terms = []
        for template in cast("tuple[Template, ...]", a.args.get("orderBy") or ()):
            term = cast(Mapping[str, Template], template)
            name = cast(str, term["field"])
            subject: w.Subject | None
            if name == "ID":
                subject = None
            elif name == "VALID_FROM":
                subject = w.Of("validFrom")
            else:
                subject = w.Own(next(x for x in kind.properties if constant(x.name) == name))
            terms.append(p.OrderTerm(subject, term.get("direction") == "DESC"))
        return tuple(terms)

    def _level(self, kind: Kind) -> _Level:
        level = _Level(self)
        level.sources.append(p.Source(kind))
        level.column("key")
        return level

    def _rows(self, own: _Level) -> p.Rows:
        return p.Rows(p.Read(tuple(own.sources), tuple(own.columns)), (), None, False)

    def _fetch(
        self,
        a: Asked,
        found: p.Found,
        give: p.Rows | p.Tally | p.Groups,
        own: _Level,
        *,
        as_of: Slot | None,
        name: p.ListName | None = None,
        condition: w.Condition = w.TRUE,
        during: tuple[Slot, Slot] | None = None,
        page: p.Page | None = None,
    ) -> p.Fetch:
        self._number += 1
        children = tuple(own.children)
        return p.Fetch(self._number, a.place, found, condition, as_of, during, give, children, name, page)

    def _list_fetch(self, this: _List, give: p.Rows | p.Tally | p.Groups, own: _Level) -> p.Fetch:
        return self._fetch(
            this.asked,
            this.found,
            give,
            own,
            as_of=this.as_of,
            name=this.name,
            condition=this.condition,
            during=this.during,
            page=this.page,
        )


@dataclass
class _TallyLevel:
    """Measures of a tally or of groups; ``offset`` is the position of the count."""

    offset: int = 1
    measures: list[p.Measure] = field(default_factory=list)

    def column(self, prop: Property, name: str) -> int:
        """Position in the row of a measure."""
        measure = p.Measure(prop, name)  # type: ignore[arg-type]
        if measure not in self.measures:
            self.measures.append(measure)
        return self.offset + 1 + self.measures.index(measure)


def _statistic(type_name: str, prop: Property, c: Asked, tally: _TallyLevel) -> o.How:
    match c.name:
        case "__typename":
            return o.TypeName(type_name)
        case "avg":
            return o.AverageOut(tally.column(prop, "sum"), tally.column(prop, "count"), prop.scale)
        case "sum":
            form = f"decimal:{prop.scale}" if prop.type is Scalar.DECIMAL else "long"
            return o.ValueOut(tally.column(prop, "sum"), form)
        case "countDistinct":
            return o.ValueOut(tally.column(prop, "countDistinct"), "plain")
        case name:
            return o.ValueOut(tally.column(prop, name), _form(prop))


def _position(keys: tuple[p.GroupKey, ...], key: p.GroupKey) -> int | None:
    return keys.index(key) + 1 if key in keys else None


def _named(kind: Kind, named: NamedList | None) -> w.Condition:
    """The condition that makes a named list of a kind."""
    return w.TRUE if named is None else w.Compare("eq", w.Own(kind.property(named.property)), named.value)


def _level_condition(kind: Kind, a: Asked) -> w.Condition:
    value = a.args.get("level")
    return w.TRUE if value is None else w.Compare("eq", w.Own(kind.property("level")), cast(str, value))


def _stands_in(kind: Kind, tree: str) -> bool:
    if kind.name == tree:
        return True
    return areas_of(kind) if tree == "Area" else kind.belongs is not None


def _slot(args: Mapping[str, Template], name: str) -> Slot | None:
    return cast("Slot | None", args.get(name))


def _during(a: Asked) -> tuple[Slot, Slot] | None:
    template = cast("Mapping[str, Template] | None", a.args.get("during"))
    if template is None:
        return None
    if a.args.get("asOf") is not None:
        raise QuestionError(Code.BAD_DATE, f"{a.name}: asOf and during exclude each other; leave one out")
    return cast(Slot, template["from"]), cast(Slot, template["to"])


def _page(a: Asked) -> p.Page:
    first, last = _slot(a.args, "first"), _slot(a.args, "last")
    if first is not None and last is not None:
        raise QuestionError(Code.BAD_PAGE, f"{a.name}: first and last exclude each other; leave one out")
    return p.Page(first, last, _slot(a.args, "after"), _slot(a.args, "before"))


def _list_args(a: Asked, names: tuple[str, ...]) -> tuple[tuple[str, Template], ...]:
    return tuple((name, a.args.get(name)) for name in names)


def _page_info(piece: Asked) -> o.PageInfoOut:
    return o.PageInfoOut(tuple((b.key, b.name) for b in piece.of["PageInfo"]))


def _wants_cursor(how: o.PageInfoOut) -> bool:
    return any(name.endswith("Cursor") for _, name in how.fields)


def _form(prop: Property) -> str:
    match prop.type:
        case Scalar.LONG:
            return "long"
        case Scalar.DECIMAL:
            return f"decimal:{prop.scale}"
        case Scalar.BOOLEAN:
            return "boolean"
        case Scalar.DATE:
            return "date"
        case _:
            return "plain"


def _meta(level: _Level, kind: Kind, name: str) -> o.ValueOut:
    match name:
        case "id" | "key":
            return o.ValueOut(level.column("key"), f"{name}:{kind.tag}")
        case "region":
            return o.ValueOut(level.column("key"), "region")
        case "validFrom":
            return o.ValueOut(level.column("validFrom"), "date")
        case "validTo":
            return o.ValueOut(level.column("validTo"), "open")
        case _:
            return o.ValueOut(level.column("version"), "long")

"""From a fetch to the text of one statement for all its parents.

Entries (the nodes or links of a list) are found in a FROM clause that begins at the parents ``p``; a page
a parent is cut by a correlated sub-select with LIMIT, which on SQLite is as good as LATERAL.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_schema.model import End, Kind, Model
from hub.errors import Code, NotWrittenYet
from hub.planner import plan as p
from hub.stores.sql import layout
from hub.stores.sql.conditions import Expressions, scope_condition, standing_table
from hub.stores.sql.days import On, Throughout, When
from hub.stores.sql.dialect import Dialect
from hub.stores.sql.text import Param, Printer, Statement, all_of

Nulls = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a text depends on beside the fetch.

    ``each``: parents have days of their own. ``plain``: no former value of any property is kept for the day.
    ``after``, ``before``: which values of the bounding positions are null, where there is a bound.
    """

    rooted: bool
    each: bool
    plain: bool
    after: Nulls | None = None
    before: Nulls | None = None


@dataclass(slots=True)
class Entries:
    """The entries of a list: where they are found, under which aliases.

    ``tables``: joined in order behind the parents, with ``where``. ``node``: alias of the node. ``link``:
    alias of the link, if the entries are links. ``row_day``: SQL of the day as of which an entry is read.
    """

    tables: list[str]
    where: list[str]
    node: str
    kind: Kind
    link: str | None
    day: On


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a total order, printed. ``nullable``: whether it may be null."""

    sql: str
    descending: bool
    nullable: bool


@dataclass(slots=True)
class Compiler:
    """Prints one fetch."""

    model: Model
    dialect: Dialect
    plan: p.Plan
    shape: Shape
    printer: Printer = field(default_factory=Printer)

    @property
    def x(self) -> Expressions:
        return Expressions(self.model, self.dialect, self.printer, self.plan.guard, self.plan.masks)

    def compile(self, fetch: p.Fetch) -> Statement:
        """The statement of a fetch.

        Raises:
            NotWrittenYet: the way of being found has no executor here.
        """
        match fetch.give:
            case p.Rows() if isinstance(fetch.found, p.BySearch):
                text = self._search(fetch, fetch.found)
            case p.Tally() if isinstance(fetch.found, p.BySearch):
                text = f"SELECT 0, count(*) FROM ({self._finds(fetch.found)})"
            case p.Rows() if isinstance(fetch.found, p.ByCode):
                text = self._codes(fetch.found)
            case p.Rows() if isinstance(fetch.found, p.PartsOf):
                text = self._parts(fetch, fetch.found, fetch.give)
            case p.Rows():
                text = self._rows(fetch, fetch.give)
            case p.Tally():
                text = self._tally(fetch, fetch.give)
            case p.Groups():
                text = self._groups(fetch, fetch.give)
        return Statement(text, tuple(self.printer.params))

    # parents and days

    def _parents(self) -> str:
        form = self.dialect.dated_parents if self.shape.each else self.dialect.parents
        return form % self.printer.param(Param("parents"))

    def _on(self) -> On:
        day = "p.d" if self.shape.each else self.printer.param(Param("day"))
        return On(day, self.shape.plain)

    def _when(self, fetch: p.Fetch) -> When:
        if fetch.during is None:
            return self._on()
        start, end = (self.printer.operand(slot, "date") for slot in fetch.during)
        return Throughout(start, end)

    # entries

    def _entries(self, fetch: p.Fetch) -> Entries:
        when = self._when(fetch)
        t = self.printer.alias("t")
        match fetch.found:
            case p.ByKey(kind):
                on = self._on()
                tables = [f"{layout.node_table(kind.tag)} {t} ON {t}.sk = p.k"]
                found = Entries(tables, self.x.seen(t, kind, on), t, kind, None, on)
            case p.FromRoot(kind):
                on = self._entry_day(when, t)
                where = [when.together(self.dialect, _life(t)), f"{t}.stub = 0", *self.x.seen(t, kind, on)]
                found = Entries([f"{layout.node_table(kind.tag)} {t}"], where, t, kind, None, on)
            case p.AlongLink(end):
                found = self._along(end, when, t)
            case p.InSubtree(tree, kind, scope):
                found = self._in_subtree(tree, kind, scope, when, t)
            case p.Below(kind) | p.Above(kind):
                found = self._in_tree(kind, isinstance(fetch.found, p.Above), when, t)
            case other:
                raise NotWrittenYet(Code.NOT_WRITTEN_YET, f"the SQL store cannot look {type(other).__name__} yet")
        for condition in _flat(fetch.condition):
            if isinstance(condition, p.Inside) and isinstance(when, Throughout):
                found.where.append(self._inside_during(found, condition, when))
            elif condition != p.TRUE:
                found.where.append(self.x.condition(found.node, found.kind, condition, found.day))
        return found

    def _entry_day(self, when: When, t: str) -> On:
        if isinstance(when, On):
            return when
        return On(f"({self.dialect.least % (f'{t}.valid_to', when.end)} - 1)")

    def _along(self, end: End, when: When, t: str) -> Entries:
        kind = self.model.kind(end.other)
        near, far = ("src", "dst") if end.forward else ("dst", "src")
        l = self.printer.alias("l")
        table = layout.link_table(self.model.kind(end.source).tag, end.link.name)
        tables = [
            f"{table} {l} ON {l}.{near} = p.k",
            f"{layout.node_table(kind.tag)} {t} ON {t}.sk = {l}.{far}",
        ]
        on = self._entry_day(when, t)
        where = [] if end.link.lineage else [when.together(self.dialect, _span(l), _life(t))]
        return Entries(tables, [*where, *self.x.seen(t, kind, on)], t, kind, l, on)

    def _in_tree(self, kind: Kind, upward: bool, when: When, t: str) -> Entries:
        near, far = ("dsc", "anc") if upward else ("anc", "dsc")
        c = self.printer.alias("c")
        table, node = layout.closure_table(kind.tag), layout.node_table(kind.tag)
        on = self._entry_day(when, t)
        if isinstance(when, On):
            tables = [f"{table} {c} ON {c}.{near} = p.k", f"{node} {t} ON {t}.sk = {c}.{far}"]
            where = [f"{c}.depth > 0", when.together(self.dialect, _span(c), _life(t))]
            where += [*self.x.unbroken(c, kind, on), *self.x.seen(t, kind, on)]
            return Entries(tables, where, t, kind, None, on)
        apart = f"{c}.{near} = p.k AND {c}.depth > 0 AND {when.together(self.dialect, _span(c))}"
        both = when.together(self.dialect, _span(c), _life(t))
        hidden = "".join(f" AND {x}" for x in self.x.unbroken(c, kind, on))
        where = [
            f"{t}.sk IN (SELECT {c}.{far} FROM {table} {c} WHERE {apart})",
            f"EXISTS (SELECT 1 FROM {table} {c} WHERE {c}.{near} = p.k AND {c}.{far} = {t}.sk AND {c}.depth > 0 AND {both}{hidden})",
            *self.x.seen(t, kind, on),
        ]
        return Entries([f"{node} {t}"], where, t, kind, None, on)

    def _in_subtree(self, tree: Kind, kind: Kind, scope: str, when: When, t: str) -> Entries:
        c, l = self.printer.alias("c"), self.printer.alias("l")
        closure, link = layout.closure_table(tree.tag), standing_table(tree, kind)
        node = layout.node_table(kind.tag)
        on = self._entry_day(when, t)
        if isinstance(when, On):
            tables = [
                f"{closure} {c} ON {c}.anc = p.k",
                f"{link} {l} ON {l}.dst = {c}.dsc",
                f"{node} {t} ON {t}.sk = {l}.src",
            ]
            where = [when.together(self.dialect, _span(c), _span(l), _life(t)), f"{t}.stub = 0"]
            where += [*scope_condition(c, scope), *self.x.standing(c, tree, on), *self.x.seen(t, kind, on)]
            return Entries(tables, where, t, kind, None, on)
        own = all_of([f"{c}.anc = p.k", *scope_condition(c, scope)])
        where = [self._stood(c, l, t, tree, kind, own, when, on), f"{t}.stub = 0", *self.x.seen(t, kind, on)]
        return Entries([f"{node} {t}"], where, t, kind, None, on)

    def _stood(self, c: str, l: str, t: str, tree: Kind, kind: Kind, own: str, when: Throughout, on: On) -> str:
        """Under ``during``: at some moment the node stood in the subtree that ``own`` says; found first,
        tested together after.
        """
        m = self.printer.alias("m")
        found = f"{layout.closure_table(tree.tag)} {c} JOIN {standing_table(tree, kind)} {l} ON {l}.dst = {c}.dsc"
        node = layout.node_table(tree.tag)
        apart = f"{own} AND {when.together(self.dialect, _span(c))} AND {when.together(self.dialect, _span(l))}"
        at_root = f"{c}.depth = 0 AND {when.together(self.dialect, _span(c), _span(l), _life(t))}"
        below = f"{c}.depth > 0 AND {when.together(self.dialect, _span(c), _span(l), _life(m), _life(t))}"
        hidden = "".join(f" AND {x}" for x in [*self.x.unbroken(c, tree, on)])
        seen = "".join(f" AND ({c}.depth = 0 OR {x})" for x in self.x.seen(m, tree, on))
        return (
            f"{t}.sk IN (SELECT {l}.src FROM {found} WHERE {apart}) AND EXISTS (SELECT 1 FROM {found}"
            f" JOIN {node} {m} ON {m}.sk = {c}.dsc WHERE {l}.src = {t}.sk AND {own} AND ({at_root} OR {below}){hidden}{seen})"
        )

    def _inside_during(self, found: Entries, c: p.Inside, when: Throughout) -> str:
        x = self.printer.alias("c")
        roots = self.dialect.members % self.printer.operand(c.roots, f"list:key:{c.tree.tag}:must")
        own = all_of([f"{x}.anc IN ({roots})", *scope_condition(x, c.scope)])
        t = found.node
        if c.kind.name == c.tree.name:
            both = when.together(self.dialect, _span(x), _life(t))
            hidden = "".join(f" AND {y}" for y in self.x.unbroken(x, c.tree, found.day))
            table = layout.closure_table(c.tree.tag)
            return f"EXISTS (SELECT 1 FROM {table} {x} WHERE {x}.dsc = {t}.sk AND {own} AND {both}{hidden})"
        return self._stood(x, self.printer.alias("l"), t, c.tree, c.kind, own, when, found.day)

    # rows

    def _rows(self, fetch: p.Fetch, give: p.Rows) -> str:
        entries = self._entries(fetch)
        order = self._order(entries, fetch, give)
        columns, joins = self._read(entries, fetch, give.read)
        if give.cursors:
            columns += [term.sql for term in order]
        if give.page is None:
            return self._all_rows(fetch, entries, columns, joins)
        bounds = self._bounds(order)
        limit = self.printer.param(Param("limit"))
        ranked = _order_by(order, give.page.backward)
        if self.shape.rooted:
            source = f"{entries.tables[0]}{joins}"
            return (
                f"SELECT 0, {', '.join(columns)} FROM {source}"
                f" WHERE {all_of([*entries.where, *bounds])} ORDER BY {ranked} LIMIT {limit}"
            )
        own = f"{entries.link}.lk" if entries.link else f"{entries.node}.sk"
        found = " JOIN ".join(_unconditioned(entries.tables))
        conditions = [*_conditions(entries.tables), *entries.where, *bounds]
        page = f"SELECT {own} FROM {found} WHERE {all_of(conditions)} ORDER BY {ranked} LIMIT {limit}"
        outer = self._outer(entries)
        return (
            f"SELECT p.i, {', '.join(columns)} FROM {self._parents()} JOIN {outer[0]} ON {own} IN ({page}){outer[1]}{joins}"
            f" ORDER BY p.i, {_order_by(order, False)}"
        )

    def _outer(self, entries: Entries) -> tuple[str, str]:
        """The table that the page's keys are looked up in, and what is joined to it."""
        if entries.link is None:
            return entries.tables[-1].split(" ON ", 1)[0], ""
        return entries.tables[0].split(" ON ", 1)[0], f" JOIN {entries.tables[1]}"

    def _all_rows(self, fetch: p.Fetch, entries: Entries, columns: list[str], joins: str) -> str:
        order = "p.i"
        if isinstance(fetch.found, p.Above):
            order = f"p.i, {entries.tables[0].split(' ', 2)[1]}.depth DESC"
        where = f" WHERE {all_of(entries.where)}" if entries.where else ""
        tables = " JOIN ".join(entries.tables)
        return f"SELECT p.i, {', '.join(columns)} FROM {self._parents()} JOIN {tables}{joins}{where} ORDER BY {order}"

    def _read(self, entries: Entries, fetch: p.Fetch, read: p.Read) -> tuple[list[str], str]:
        """Columns, and the LEFT JOINs of the fused to-one links."""
        aliases = [(entries.node, entries.link)]
        joins = []
        for source in read.sources[1:]:
            assert source.end is not None
            end = source.end
            above = aliases[source.above][0]
            l, n = self.printer.alias("l"), self.printer.alias("n")
            near, far = ("src", "dst") if end.forward else ("dst", "src")
            table = layout.link_table(self.model.kind(end.source).tag, end.link.name)
            joins.append(
                f" LEFT JOIN {table} {l} ON {l}.{near} = {above}.sk AND {entries.day.valid(f'{l}.since', f'{l}.until')}"
                f" LEFT JOIN {layout.node_table(source.kind.tag)} {n} ON {n}.sk = {l}.{far}"
                f" AND {self.x.valid(n, source.kind, entries.day)}"
            )
            aliases.append((n, l))
        columns = [self._column(read, column, aliases, entries) for column in read.columns]
        return columns, "".join(joins)

    def _column(self, read: p.Read, column: p.Column, aliases: list[tuple[str, str | None]], entries: Entries) -> str:
        node, link = aliases[column.source]
        kind = read.sources[column.source].kind
        match column.of:
            case "key":
                return f"{node}.sk"
            case "property":
                assert column.property is not None
                return self.x.value(node, kind, column.property, entries.day)
            case "validFrom":
                return f"{node}.valid_from"
            case "validTo":
                return f"{node}.valid_to"
            case "version":
                return f"{node}.version"
            case "linkProperty":
                assert column.property is not None
                return f"{link}.{layout.column(column.property.name)}"
            case "date":
                return entries.day.day
            case _:
                return f"{link}.{column.of}"

    def _parts(self, fetch: p.Fetch, found: p.PartsOf, give: p.Rows) -> str:
        q = self.printer.alias("q")
        on = self._on()
        columns = []
        for column in give.read.columns:
            match column.of:
                case "property":
                    assert column.property is not None
                    columns.append(f"{q}.{layout.column(column.property.name)}")
                case "key":
                    columns.append(f"{q}.sk")
                case of:
                    columns.append(f"{q}.{of}")
        order = []
        for prop in found.part.properties:
            name = f"{q}.{layout.column(prop.name)}"
            order.append(name if prop.required else f"{name} IS NULL, {name}")
        table = layout.part_table(found.kind.tag, found.part.name)
        return (
            f"SELECT p.i, {', '.join(columns)} FROM {self._parents()} JOIN {table} {q} ON {q}.sk = p.k"
            f" WHERE {on.valid(f'{q}.since', f'{q}.until')} ORDER BY p.i, {', '.join(order)}, {q}.since"
        )

    # order and bounds

    def _order(self, entries: Entries, fetch: p.Fetch, give: p.Rows) -> list[Term]:
        """The whole order: the terms asked for, the key, and for links ``since`` and their key properties."""
        terms = []
        owned = isinstance(fetch.found, p.FromRoot | p.InSubtree)
        for asked in give.order:
            match asked.subject:
                case None:
                    terms.append(Term(f"{entries.node}.sk", asked.descending, False))
                case p.Own(prop):
                    sql = self.x.sort_value(entries.node, entries.kind, prop, entries.day)
                    masked = (entries.kind.name, prop.name) in self.plan.masks
                    terms.append(Term(sql, asked.descending, masked or not (prop.required and owned)))
                case p.Of():
                    terms.append(Term(f"{entries.node}.valid_from", asked.descending, False))
        terms.append(Term(f"{entries.node}.sk", False, False))
        if entries.link is not None and isinstance(fetch.found, p.AlongLink):
            link = fetch.found.end.link
            terms.append(Term(f"{entries.link}.since", False, False))
            for prop in link.properties:
                if prop.name in link.key:
                    terms.append(Term(f"{entries.link}.{layout.column(prop.name)}", False, not prop.required))
        return terms

    def _bounds(self, terms: list[Term]) -> list[str]:
        found = []
        for of, nulls in (("after", self.shape.after), ("before", self.shape.before)):
            if nulls is not None:
                found.append(self._beyond(terms, nulls, of))
        return found

    def _beyond(self, terms: list[Term], nulls: Nulls, of: str) -> str:
        """The entry comes behind the position (``after``) or in front of it (``before``)."""
        choices = []
        same: list[str] = []
        for i, (term, null) in enumerate(zip(terms, nulls, strict=True)):
            value = self.printer.param(Param(of, i)) if not null else ""  # type: ignore[arg-type]
            strict = _strictly(term, value, null, behind=of == "after")
            if strict is not None:
                choices.append(all_of([*same, strict]))
            same.append(f"{term.sql} IS NULL" if null else f"{term.sql} = {value}")
        text = "(" + (" OR ".join(choices) or "0") + ")"
        first = terms[0]
        if not first.nullable and not nulls[0] and len(terms) > 1:
            # Said once more for the index: the leading term alone.
            sign = ">=" if (of == "after") != first.descending else "<="
            text = f"{first.sql} {sign} {self.printer.param(Param(of, 0))} AND {text}"  # type: ignore[arg-type]
        return text

    # counts

    def _tally(self, fetch: p.Fetch, give: p.Tally) -> str:
        counted = self._counter(fetch, give)
        if counted is not None:
            return counted
        entries = self._entries(fetch)
        measures = [self._measure(m, entries) for m in give.measures]
        values = ", ".join(["count(*)", *measures])
        where = f" WHERE {all_of(entries.where)}" if entries.where else ""
        tables = " JOIN ".join(entries.tables)
        if self.shape.rooted:
            return f"SELECT 0, {values} FROM {tables}{where}"
        return f"SELECT p.i, {values} FROM {self._parents()} JOIN {tables}{where} GROUP BY p.i"

    def _counter(self, fetch: p.Fetch, give: p.Tally) -> str | None:
        """A plain count of an area's subtree is kept by the store, right on every day."""
        found = fetch.found
        if give.measures or fetch.during is not None or not isinstance(found, p.InSubtree):
            return None
        if found.tree.name != "Area" or found.scope != "DESCENDANTS":
            return None
        if any(self.plan.guard.get(name, p.TRUE) != p.TRUE for name in (found.kind.name, "Area")):
            return None
        what = _counted(found.kind, fetch.condition)
        if what is None:
            return None
        given = self.printer.param(Param("constant", constant=what))
        day = self._on().day
        k = self.printer.alias("k")
        return (
            f"SELECT p.i, (SELECT coalesce(sum({k}.delta), 0) FROM {layout.COUNTERS} {k}"
            f" WHERE {k}.area = p.k AND {k}.what = {given} AND {k}.day <= {day}) FROM {self._parents()}"
        )

    def _measure(self, measure: p.Measure, entries: Entries) -> str:
        value = self.x.value(entries.node, entries.kind, measure.property, entries.day)
        match measure.name:
            case "flag":
                return f"sum(CASE WHEN {value} THEN 1 ELSE 0 END)"
            case "countDistinct":
                return f"count(DISTINCT {value})"
            case name:
                return f"{name}({value})"

    # groups

    def _groups(self, fetch: p.Fetch, give: p.Groups) -> str:
        entries = self._entries(fetch)
        keys = [self.x.group_key(entries.node, entries.kind, key, entries.day) for key in give.keys]
        values = [self.x.value(entries.node, entries.kind, m.property, entries.day) for m in give.measures]
        inner = ["0 AS i" if self.shape.rooted else "p.i AS i"]
        inner += [f"{sql} AS k{n}" for n, sql in enumerate(keys)]
        inner += [f"{sql} AS v{n}" for n, sql in enumerate(values)]
        where = f" WHERE {all_of(entries.where)}" if entries.where else ""
        tables = " JOIN ".join(entries.tables)
        source = tables if self.shape.rooted else f"{self._parents()} JOIN {tables}"
        rows = f"SELECT {', '.join(inner)} FROM {source}{where}"
        names = ", ".join(["i", *(f"k{n}" for n in range(len(keys)))])
        if give.total:
            return f"SELECT i, count(*) FROM (SELECT DISTINCT {names} FROM ({rows})) GROUP BY i"
        measures = [f"{_over(m.name, f'v{n}')} AS m{n}" for n, m in enumerate(give.measures)]
        grouped = f"SELECT {', '.join([names, 'count(*) AS c', *measures])} FROM ({rows}) GROUP BY {names}"
        terms = group_terms(give)
        bounds = self._bounds(terms)
        bounded = f" WHERE {all_of(bounds)}" if bounds else ""
        shown = ", ".join([names, "c", *(f"m{n}" for n in range(len(measures)))])
        # The window sees groups, not rows: there are few.
        numbered = f"SELECT *, row_number() OVER (PARTITION BY i ORDER BY {_order_by(terms, False)}) AS o FROM ({grouped}){bounded}"
        limit = self.printer.param(Param("limit"))
        return f"SELECT {shown} FROM ({numbered}) WHERE o <= {limit} ORDER BY i, o"

    # search and codes

    def _finds(self, found: p.BySearch) -> str:
        """All finds: tag, key, and rank with length in one number, the least of a node's values."""
        if not self._searched(found):
            return "SELECT 0 AS g, 0 AS k, 0 AS r WHERE 0"
        on = self._on()
        needle = self.printer.operand(found.text, "fold")
        phrase = self.printer.operand(found.text, "phrase")
        selects = []
        for kind in self._searched(found):
            f, s, t = (self.printer.alias(letter) for letter in "fst")
            where = [
                f"{layout.token_table(kind.tag)} MATCH {phrase}",
                on.valid(f"{s}.since", f"{s}.until"),
                self.x.valid(t, kind, on),
                f"{t}.stub = 0",
            ]
            within = found.within.get(kind.name, p.TRUE)
            if within != p.TRUE:
                where.append(self.x.condition(t, kind, within, on))
            rank = (
                f"CASE WHEN {s}.text = {needle} THEN 0 WHEN {self.dialect.prefix % (f'{s}.text', needle, needle)}"
                f" THEN {_RANK} ELSE {2 * _RANK} END + length({s}.text)"
            )
            tag = self.printer.param(Param("constant", constant=kind.tag))
            selects.append(
                f"SELECT {tag} AS g, {s}.sk AS k, min({rank}) AS r FROM {layout.token_table(kind.tag)} {f}"
                f" JOIN {layout.search_table(kind.tag)} {s} ON {s}.id = {f}.rowid"
                f" JOIN {layout.node_table(kind.tag)} {t} ON {t}.sk = {s}.sk WHERE {all_of(where)} GROUP BY {s}.sk"
            )
        return " UNION ALL ".join(selects)

    def _searched(self, found: p.BySearch) -> list[Kind]:
        """A name that may not be seen finds nothing."""
        masks = self.plan.masks
        return [
            kind
            for kind in found.kinds
            if not any(prop.search and (kind.name, prop.name) in masks for prop in kind.properties)
        ]

    def _search(self, fetch: p.Fetch, found: p.BySearch) -> str:
        finds = self._finds(found)
        terms = [Term("r", False, False), Term("g", False, False), Term("k", False, False)]
        bounds = self._bounds(terms)
        where = f" WHERE {all_of(bounds)}" if bounds else ""
        limit = self.printer.param(Param("limit"))
        return f"SELECT 0, g, k, r / {_RANK}, r % {_RANK} FROM ({finds}){where} ORDER BY {_order_by(terms, False)} LIMIT {limit}"

    def _codes(self, found: p.ByCode) -> str:
        """Every bearer of each code, with the days on which it bore it; who is meant is decided on the
        day.
        """
        q, t = self.printer.alias("q"), self.printer.alias("t")
        part = found.kind.part("codes")
        on = self._on()
        where = [f"{q}.p_code = r.c", *self.x.seen(t, found.kind, on)]
        if found.authority is not None:
            where.append(f"{q}.p_authority = {self.printer.param(Param('constant', constant=found.authority))}")
        if found.vintage is not None:
            where.append(f"{q}.p_vintage = {self.printer.operand(found.vintage, 'plain')}")
        name = self.x.value(t, found.kind, found.kind.property("name"), on)
        codes = self.printer.operand(found.codes, "codes")
        latest, earliest = self.dialect.greatest, self.dialect.least
        return (
            f"SELECT r.i, {t}.sk, {latest % (f'{q}.since', f'{t}.valid_from')}, {earliest % (f'{q}.until', f'{t}.valid_to')},"
            f" {name}, {q}.p_authority, {q}.p_vintage, {q}.p_code"
            f" FROM (SELECT value ->> 0 AS i, value ->> 1 AS c FROM json_each({codes})) r"
            f" JOIN {layout.part_table(found.kind.tag, part.name)} {q} JOIN {layout.node_table(found.kind.tag)} {t} ON {t}.sk = {q}.sk"
            f" WHERE {all_of(where)} ORDER BY r.i, {t}.sk, {q}.p_authority, {q}.p_vintage, {q}.p_code"
        )


_RANK = 1_000_000
"""Rank and length of a find travel in one number: no name is as long as this."""


def group_terms(give: p.Groups) -> list[Term]:
    """The whole order of groups over the columns of the grouped select: the terms asked for, then the key."""
    keys = [f"k{n}" for n in range(len(give.keys))]
    terms: list[Term] = []
    for term in give.order:
        match term.by:
            case "key":
                terms += [Term(key, term.descending, True) for key in keys]
            case "count":
                terms.append(Term("c", term.descending, False))
            case _:
                assert term.measure is not None
                terms.append(Term(f"m{give.measures.index(term.measure)}", term.descending, True))
    return terms + [Term(key, False, True) for key in keys]


def _over(name: str, value: str) -> str:
    return f"count(DISTINCT {value})" if name == "countDistinct" else f"{name}({value})"


def _flat(condition: p.Condition) -> tuple[p.Condition, ...]:
    return condition.of if isinstance(condition, p.All) else (condition,)


def _life(t: str) -> tuple[str, str]:
    return f"{t}.valid_from", f"{t}.valid_to"


def _span(l: str) -> tuple[str, str]:
    return f"{l}.since", f"{l}.until"


def _unconditioned(tables: list[str]) -> list[str]:
    """The tables of a correlated sub-select: the first one's condition, on the parent, goes to its WHERE."""
    return [tables[0].split(" ON ", 1)[0], *tables[1:]]


def _conditions(tables: list[str]) -> list[str]:
    parts = tables[0].split(" ON ", 1)
    return parts[1:]


def _strictly(term: Term, value: str, null: bool, *, behind: bool) -> str | None:
    """The term's value alone puts the entry behind (or in front of) the position; None where it never can."""
    if null:
        return None if behind or not term.nullable else f"{term.sql} IS NOT NULL"
    sign = ">" if behind != term.descending else "<"
    plain = f"{term.sql} {sign} {value}"
    return f"({plain} OR {term.sql} IS NULL)" if behind and term.nullable else plain


def _order_by(terms: list[Term], backward: bool) -> str:
    """Nulls last whatever the direction; ``backward`` is the exact reverse."""
    printed = []
    for term in terms:
        down = term.descending != backward
        if term.nullable:
            printed.append(f"{term.sql} IS NULL DESC" if backward else f"{term.sql} IS NULL")
        printed.append(f"{term.sql} DESC" if down else term.sql)
    return ", ".join(printed)


def _counted(kind: Kind, condition: p.Condition) -> str | None:
    """Under which name the store counts a list, if it does."""
    if condition == p.TRUE:
        return layout.counter(kind.tag)
    for named in kind.lists:
        if condition == p.Compare("eq", p.Own(kind.property(named.property)), named.value):
            return layout.counter(kind.tag, named.name)
    return None

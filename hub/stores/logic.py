"""What a condition means, whatever language it is printed in: two-valued logic over null, and Kleene's where stubs are
not the whole truth.

A printed condition may come out null where a compared value is null; null counts as false, and ``Not`` makes it so
before it turns it round.

``Logic.condition`` takes what the store holds for the whole truth. ``Logic.surely`` does not where nodes are stubs:
what is not known of them is neither so nor not so.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from graph_schema.model import End, Kind, Model, NamedList, Property, Scalar
from hub.planner import plan as p
from hub.planner import where as w
from hub.planner.asked import Slot

Truth: TypeAlias = Literal["holds", "surely", "surely not", "maybe"]
"""How a condition on the entries of a list is meant: it holds as the store has it; it is known to hold; it is known not
to hold; it is not known not to.
"""

OnT = TypeVar("OnT")
"""How a day is printed."""


@dataclass(slots=True)
class Logic(ABC, Generic[OnT]):
    """Prints conditions; the plan's guard and masks are applied here, and nowhere else.

    ``stubs``: where what the store holds is not the whole truth: names of the kinds that have stubs (``Area``), of the
    links at whose other side there are some (``Organisation.seat``), and of the properties that some lack
    (``Organisation.founded``).
    """

    model: Model
    guard: Mapping[str, w.Condition]
    masks: frozenset[tuple[str, str]]
    stubs: frozenset[str]

    # what a language has words for

    @abstractmethod
    def truth(self, value: bool) -> str:
        """True or false."""

    @abstractmethod
    def subject(self, alias: str, kind: Kind | None, subject: w.Subject, on: OnT) -> str:
        """The value of a subject on a day."""

    @abstractmethod
    def compare(self, alias: str, kind: Kind | None, c: w.Compare, on: OnT) -> str:
        """A comparison."""

    @abstractmethod
    def exists(self, alias: str, source: w.ListSource, fits: w.Condition, on: OnT, truth: Truth = "holds") -> str:
        """At least one entry of a list fits."""

    @abstractmethod
    def count(self, alias: str, source: w.ListSource, op: str, value: Slot, on: OnT) -> str:
        """The number of a list's entries, compared."""

    @abstractmethod
    def inside(self, alias: str, c: w.Inside, on: OnT, *, guarded: bool = False) -> str:
        """In the subtrees of some roots."""

    @abstractmethod
    def living(self, alias: str, on: OnT) -> str:
        """The node is valid on the day."""

    @abstractmethod
    def owned(self, alias: str) -> str:
        """The node is no stub."""

    @abstractmethod
    def value(self, alias: str, kind: Kind | None, prop: Property, on: OnT) -> str:
        """A property's value on a day."""

    @abstractmethod
    def over_link(self, alias: str, end: End, fits: w.Condition, on: OnT, truth: Truth = "holds") -> tuple[str, str]:
        """What finds the nodes at the other side of a link, and the alias of the node there."""

    @abstractmethod
    def behind(self, found: str, value: str) -> str:
        """The value of the first that is found; null where nothing is."""

    @abstractmethod
    def area_at(self, alias: str, kind: Kind, level: str, on: OnT) -> str:
        """The packed key of the area of a level at or above a node's place."""

    @abstractmethod
    def stubs_of(self, kind: Kind) -> str:
        """The stubs of a kind, as a way of ``meeting``."""

    @abstractmethod
    def led_to(self, source: w.ListSource, ways: list[str]) -> list[str]:
        """The ways from those in whose list an entry is that some ways begin with; not of parts."""

    # nodes

    def definite(self, text: str) -> str:
        """A text that may be null with false for it."""
        return f"coalesce({text}, {self.truth(False)})"

    def valid(self, alias: str, kind: Kind, on: OnT) -> str:
        """The node is valid on the day, and the asker may see it."""
        return " AND ".join([self.living(alias, on), *self.seen(alias, kind, on)])

    def seen(self, alias: str, kind: Kind, on: OnT, *, definite: bool = False) -> list[str]:
        """The asker may see it."""
        condition = self.guard.get(kind.name, w.TRUE)
        if condition == w.TRUE:
            return []
        return [self.condition(alias, kind, condition, on, guarded=True, definite=definite)]

    # conditions

    def condition(
        self,
        alias: str,
        kind: Kind | None,
        condition: w.Condition,
        on: OnT,
        *,
        guarded: bool = False,
        definite: bool = False,
    ) -> str:
        """``guarded``: it is itself part of the guard, which is not applied to its own look-ups. ``definite``: it is
        false where it would be null, as what is turned round has to be. Only what compares is wrapped for that: a
        sub-select within an expression is planned anew for each sub-select around it by some databases.
        """
        match condition:
            case w.Always(value):
                return self.truth(value)
            case w.All(of) | w.Any(of):
                each = [self.condition(alias, kind, c, on, guarded=guarded, definite=definite) for c in of]
                return self._joined(each, every=isinstance(condition, w.All))
            case w.Not(of):
                return f"NOT {self.condition(alias, kind, of, on, guarded=guarded, definite=True)}"
            case w.Compare():
                text = self.compare(alias, kind, condition, on)
                return self.definite(text) if definite and condition.op not in ("ne", "notIn") else text
            case w.IsNull(subject):
                return f"{self.subject(alias, kind, subject, on)} IS NULL"
            case w.Linked(end, fits):
                return self.exists(alias, w.LinkList(end), fits, on)
            case w.Some(source, fits):
                return self.exists(alias, source, fits, on)
            case w.CountOf(source, op, value):
                text = self.count(alias, source, op, value, on)
                return self.definite(text) if definite else text
            case w.Inside():
                return self.inside(alias, condition, on, guarded=guarded)

    def _joined(self, each: list[str], *, every: bool) -> str:
        return "(" + ((" AND " if every else " OR ").join(each) or self.truth(every)) + ")"

    def fitting(
        self, alias: str, kind: Kind | None, fits: w.Condition, on: OnT, truth: Truth, *, own: bool
    ) -> list[str]:
        """The condition on an entry of a list. ``own``: its node is none of another hub."""
        if fits == w.TRUE and truth != "surely not":
            return []
        if truth == "holds":
            return [self.condition(alias, kind, fits, on)]
        if truth == "maybe" and self.unsure(kind, fits, own=own):
            return [f"NOT {self.surely(alias, kind, fits, on, own=own, so=False, definite=True)}"]
        return [self.surely(alias, kind, fits, on, own=own, so=truth != "surely not")]

    # what cannot be known

    def all_own(self, kind: Kind) -> bool:
        """No node of the kind is a stub."""
        return kind.name not in self.stubs

    def leads_home(self, end: End) -> bool:
        """No node at the other side of the link is a stub."""
        return f"{end.kind}.{end.name}" not in self.stubs

    def unsure(self, kind: Kind | None, condition: w.Condition, *, own: bool) -> bool:
        """Whether there can be a node of which nobody here can tell if the condition holds.

        ``own``: the node in question is no stub; or it is a part (``kind`` None), of which all is known.
        """
        match condition:
            case w.Compare(subject=w.Own(prop)) | w.IsNull(w.Own(prop)):
                # A masked property is null for this asker whoever owns the node: nothing is left to be known.
                if own or kind is None or (kind.name, prop.name) in self.masks:
                    return False
                return f"{kind.name}.{prop.name}" in self.stubs
            case w.Not(of):
                return self.unsure(kind, of, own=own)
            case w.All(of) | w.Any(of):
                return any(self.unsure(kind, c, own=own) for c in of)
            case w.Linked(end, fits):
                return not own or self._unsure_entries(w.LinkList(end), fits)
            case w.Some(source, fits):
                return not own or self._unsure_entries(source, fits)
            case w.CountOf():
                return not own
            case _:
                return False

    def _unsure_entries(self, source: w.ListSource, fits: w.Condition) -> bool:
        match source:
            case w.LinkList(end):
                return self.unsure(self.model.kind(end.other), fits, own=self.leads_home(end))
            case w.PartList():
                return False
            case w.SubtreeList(_, kind, _):
                return self.unsure(kind, fits, own=True)
            case w.TreeList(kind, _):
                return self.unsure(kind, fits, own=self.all_own(kind))

    def surely(
        self,
        alias: str,
        kind: Kind | None,
        condition: w.Condition,
        on: OnT,
        *,
        own: bool,
        so: bool = True,
        definite: bool = False,
    ) -> str:
        """It is known here that the condition holds or, not ``so``, that it does not. NULL, or false if ``definite``:
        it is not known.
        """
        if not self.unsure(kind, condition, own=own):
            plain = self.condition(alias, kind, condition, on, definite=definite or not so)
            return plain if so else f"NOT {plain}"
        match condition:
            case w.Compare() | w.IsNull():
                return self._surely_compared(alias, kind, condition, on, so, definite=definite)
            case w.Not(of):
                return self.surely(alias, kind, of, on, own=own, so=not so, definite=definite)
            case w.All(of) | w.Any(of):
                each = [self.surely(alias, kind, c, on, own=own, so=so, definite=definite) for c in of]
                return self._joined(each, every=isinstance(condition, w.All) == so)
            case w.Linked(end, fits):
                return self._surely_linked(alias, end, fits, on, own, so)
            case w.Some(source, fits):
                if so:
                    return self.exists(alias, source, fits, on, "surely")
                none = f"NOT {self.exists(alias, source, fits, on, 'maybe')}"
                return none if own else f"({self.owned(alias)} AND {none})"
            case w.CountOf(source, op, value):
                counted = self.definite(self.count(alias, source, op, value, on))
                return f"({self.owned(alias)} AND {'' if so else 'NOT '}{counted})"
            case other:
                raise AssertionError(f"{other} is always known")

    def _surely_compared(
        self, alias: str, kind: Kind | None, c: w.Compare | w.IsNull, on: OnT, so: bool, *, definite: bool
    ) -> str:
        plain = self.condition(alias, kind, c, on, definite=definite or not so)
        of_null = isinstance(c, w.IsNull) or c.op in ("ne", "notIn")
        term = plain if so else f"NOT {plain}"
        if of_null != so:
            # No null comes through as it is.
            return term
        value = self.subject(alias, kind, c.subject, on)
        return f"({term} AND ({self.owned(alias)} OR {value} IS NOT NULL))"

    def _surely_linked(self, alias: str, end: End, fits: w.Condition, on: OnT, own: bool, so: bool) -> str:
        source = w.LinkList(end)
        if so:
            return self.exists(alias, source, fits, on, "surely")
        if own:
            return f"NOT {self.exists(alias, source, fits, on, 'maybe')}"
        found = f"{self.owned(alias)} AND NOT {self.exists(alias, source, w.TRUE, on)}"
        if fits == w.TRUE:
            return f"({found})"
        # A stub's link that is there is known; of one that is not there its hub may know.
        return f"({found} OR {self.exists(alias, source, fits, on, 'surely not')})"

    def neither(self, alias: str, kind: Kind, condition: w.Condition, on: OnT, *, own: bool) -> list[str]:
        """Nobody here can tell of the node whether the condition holds: it surely does not hold, nor not hold."""
        each = (self.surely(alias, kind, condition, on, own=own, so=so, definite=True) for so in (False, True))
        return [f"NOT {text}" for text in each]

    def meeting(self, kind: Kind, condition: w.Condition, *, own: bool) -> list[str]:
        """Ways from the nodes, and perhaps more, of which a condition looks at what a stub may lack, to that stub."""
        if not self.unsure(kind, condition, own=own):
            return []
        match condition:
            case w.Not(of):
                return self.meeting(kind, of, own=own)
            case w.All(of) | w.Any(of):
                return list(dict.fromkeys(way for c in of for way in self.meeting(kind, c, own=own)))
            case w.Linked(end, fits):
                behind = self._meeting_behind(w.LinkList(end), fits)
            case w.Some(source, fits):
                behind = self._meeting_behind(source, fits)
            case _:
                behind = []
        return behind if own else [self.stubs_of(kind), *behind]

    def _meeting_behind(self, source: w.ListSource, fits: w.Condition) -> list[str]:
        """The same, where it is an entry of a list that meets a stub; whether it is one on the day is not looked at."""
        match source:
            case w.LinkList(end):
                ways = self.meeting(self.model.kind(end.other), fits, own=self.leads_home(end))
            case w.SubtreeList(_, kind, _):
                ways = self.meeting(kind, fits, own=True)
            case w.TreeList(kind, _):
                ways = self.meeting(kind, fits, own=self.all_own(kind))
            case w.PartList():
                return []
        return self.led_to(source, ways) if ways else []

    # keys of groups

    def group_key(self, alias: str, kind: Kind, key: p.GroupKey, on: OnT) -> str:
        """The value of a term of a group's key."""
        if key.path:
            end = key.path[0]
            found, n = self.over_link(alias, end, w.TRUE, on)
            rest = p.GroupKey(key.path[1:], key.property, key.level)
            return self.behind(found, self.group_key(n, self.model.kind(end.other), rest, on))
        if key.property is not None:
            return self.value(alias, kind, key.property, on)
        assert key.level is not None
        return self.area_at(alias, kind, key.level, on)

    # fetches

    def unsure_entries(self, fetch: p.Fetch) -> bool:
        """Whether there can be entries of which nobody here can tell if the fetch's condition holds."""
        match fetch.found:
            case p.AlongLink(end):
                kind = self.model.kind(end.other)
            case p.FromRoot(kind) | p.InSubtree(kind=kind) | p.Below(kind) | p.Above(kind) | p.ByKey(kind):
                pass
            case _:
                return False
        return self.unsure(kind, fetch.condition, own=self.owned_entries(fetch))

    def owned_entries(self, fetch: p.Fetch) -> bool:
        """Whether no entry is a node of another hub."""
        match fetch.found:
            case p.AlongLink(end):
                return self.leads_home(end)
            case p.Below(kind) | p.Above(kind) | p.ByKey(kind):
                return self.all_own(kind)
            case _:
                return True


def scope_condition(closure: str, scope: str) -> list[str]:
    """How far down a scope reaches."""
    return {"SELF": [f"{closure}.depth = 0"], "CHILDREN": [f"{closure}.depth <= 1"]}.get(scope, [])


def counts_in(condition: w.Condition) -> Iterator[w.ListSource]:
    """The lists of a node whose entries a condition counts, each as often as it does."""
    match condition:
        case w.CountOf(source, _, _):
            yield source
        case w.Not(of):
            yield from counts_in(of)
        case w.All(of) | w.Any(of):
            for c in of:
                yield from counts_in(c)


def named_fits(kind: Kind, named: NamedList | None, fits: w.Condition) -> w.Condition:
    """The condition on the entries of a list that may be a named one."""
    if named is None:
        return fits
    own = w.Compare("eq", w.Own(kind.property(named.property)), named.value)
    return own if fits == w.TRUE else w.All((own, fits))


def turn(c: w.Compare, kind: Kind | None) -> str:
    """How an operand is turned into the form in which values are stored."""
    match c.subject:
        case w.Own(prop):
            if prop.type is Scalar.DECIMAL:
                return f"decimal:{prop.scale}"
            return {Scalar.DATE: "date", Scalar.BOOLEAN: "boolean"}.get(prop.type, "plain")
        case w.Of("key"):
            assert kind is not None
            return f"key:{kind.tag}:may"
        case w.Of("region"):
            return "plain"
        case _:
            return "date"

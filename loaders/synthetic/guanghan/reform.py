"""The merger reform as a plan: which township and village became which.

Both lists of names are real. Which area became which is in no source: a village that bears the name of one in
the new list is the same village, the others are spread over the new villages of their township, so that each
old one has a successor and each new one a predecessor. Nothing here is written yet; ``areas`` does that.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.synthetic.draw import even
from loaders.synthetic.real import Edition, of_width

_SUFFIXES = ("村村民委员会", "社区居民委员会", "社区居委会", "居民委员会", "居委会")
_QUASI = "4"


@dataclass(frozen=True, slots=True)
class Reform:
    """Codes of both lists, and how they hang together. A code alone is ambiguous: fields say from which list.

    ``towns_before``, ``towns_after``, ``before``, ``after``: names by code (townships; villages).
    ``same_town``, ``same``: old code to new code of what survives. ``home``: old village code to new township
    code, which holds from the township reform on. ``became``: old code of a village that ends to the new
    codes of its successors.
    """

    towns_before: Edition
    towns_after: Edition
    before: Edition
    after: Edition
    same_town: Mapping[str, str]
    same: Mapping[str, str]
    home: Mapping[str, str]
    became: Mapping[str, tuple[str, ...]]

    @property
    def new_towns(self) -> list[str]:
        """Codes of the townships that begin."""
        kept = set(self.same_town.values())
        return [code for code in self.towns_after if code not in kept]

    @property
    def new_villages(self) -> list[str]:
        """Codes of the villages that begin."""
        kept = set(self.same.values())
        return [code for code in self.after if code not in kept]

    def town_became(self, code: str) -> list[str]:
        """New codes of the townships to which the villages of an old township went."""
        return sorted({self.home[village] for village in self.before if village.startswith(code)})


def plan(before: Edition, after: Edition) -> Reform:
    """The reform between two editions of the statistics list."""
    towns_before, towns_after = of_width(before, 9), of_width(after, 9)
    villages_before, villages_after = of_width(before, 12), of_width(after, 12)
    same_town = _same_names(towns_before, towns_after)
    same = _same_names(villages_before, villages_after)
    stems = _same_stems(villages_before, villages_after, same)
    home = _homes(villages_before, same_town, {**stems, **same})
    kept = set(same.values())
    became = _successors(home, [code for code in villages_after if code not in kept], stems, same)
    return Reform(towns_before, towns_after, villages_before, villages_after, same_town, same, home, became)


def is_quasi(code: str) -> bool:
    """Whether a village code is one of the two campuses that count as villages in the list only."""
    return code[9] == _QUASI


def is_community(code: str) -> bool:
    """Whether a village code is a community's (residents' committee)."""
    return code[9] == "0"


def stem(name: str) -> str:
    """The name of a village without its kind.

    >>> stem("石观村村民委员会"), stem("石观社区居民委员会")
    ('石观', '石观')
    """
    for suffix in _SUFFIXES:
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name


def _spelling(name: str) -> str:
    """The lists write 居委会 and 居民委员会 for the same."""
    return name.replace("居委会", "居民委员会")


def _unique(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Codes by name, without names that occur twice."""
    found: dict[str, list[str]] = collections.defaultdict(list)
    for code, name in names:
        found[name].append(code)
    return {name: codes[0] for name, codes in found.items() if len(codes) == 1}


def _same_names(before: Edition, after: Edition) -> dict[str, str]:
    """Old code to new code of each name that both lists have once."""
    old = _unique((code, _spelling(name)) for code, name in before.items())
    new = _unique((code, _spelling(name)) for code, name in after.items())
    return {code: new[name] for name, code in old.items() if name in new}


def _same_stems(before: Edition, after: Edition, same: Mapping[str, str]) -> dict[str, str]:
    """Old code to new code where a village ends and a community of its name begins (石观村, 石观社区)."""
    kept = set(same.values())
    old = _unique((code, stem(name)) for code, name in before.items() if code not in same)
    new = _unique((code, stem(name)) for code, name in after.items() if code not in kept)
    return {code: new[name] for name, code in old.items() if name in new}


def _homes(before: Edition, same_town: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """The new township of each old village.

    Known villages say it themselves; the others stay in their township if it survives, else they go where
    most of the known ones of their township went (the lowest code of equals).
    """
    votes: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for old, new in known.items():
        votes[old[:9]][new[:9]] += 1
    majority = {town: min(count, key=lambda code: (-count[code], code)) for town, count in votes.items()}
    return {
        code: known[code][:9] if code in known else same_town.get(code[:9]) or majority[code[:9]] for code in before
    }


def _successors(
    home: Mapping[str, str], begin: Sequence[str], stems: Mapping[str, str], same: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """New codes of the successors of each old village that ends, township by township."""
    became: dict[str, tuple[str, ...]] = {}
    for town in sorted(set(home.values())):
        new = [code for code in begin if code.startswith(town)]
        ending = [code for code in home if home[code] == town and code not in same]
        became |= _spread(ending, new, stems)
    return became


def _spread(ending: Sequence[str], new: Sequence[str], stems: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Old villages of a township over its new ones.

    First those whose name says it, then one for each new village that has none yet, then evenly. The last old
    village is split where there are two new ones or more, so that the lineage is many to many.
    """
    named = {code: stems[code] for code in ending if code in stems}
    rest = [code for code in ending if code not in named]
    bare = [code for code in new if code not in set(named.values())]
    shares = even(len(rest) - len(bare), len(new))
    targets = bare + [code for code, share in zip(new, shares, strict=True) for _ in range(share)]
    became: dict[str, tuple[str, ...]] = {code: (stems[code],) for code in named}
    became |= {code: (target,) for code, target in zip(rest, targets, strict=True)}
    if len(new) > 1 and rest:
        (first,) = became[rest[-1]]
        became[rest[-1]] = (first, new[new.index(first) - 1])
    return became

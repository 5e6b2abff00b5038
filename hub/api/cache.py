"""A bounded cache that counts: the oldest entry leaves first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


@dataclass(slots=True)
class Cache(Generic[Key, Item]):
    """At most ``size`` entries, the least recently used one is dropped first."""

    size: int
    hits: int = 0
    misses: int = 0
    _items: OrderedDict[Key, Item] = field(default_factory=OrderedDict)

    def get(self, key: Key) -> Item | None:
        found = self._items.get(key)
        if found is None:
            self.misses += 1
        else:
            self.hits += 1
            self._items.move_to_end(key)
        return found

    def put(self, key: Key, item: Item) -> None:
        self._items[key] = item
        if len(self._items) > self.size:
            self._items.popitem(last=False)

    def __len__(self) -> int:
        return len(self._items)

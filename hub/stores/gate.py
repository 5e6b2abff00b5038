"""A store that is not known yet: the hub runs already, its server does not."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from hub.errors import HubError, StoreError
from hub.planner.plan import Capability
from hub.stores.base import ReadStore, Snapshot


class Gate:
    """Refuses until somebody has looked at the store and found that it can be answered from: nothing is asked of what
    may be no store of ours, of another model, or of other regions than the hub says.
    """

    def __init__(self, store: ReadStore, why: HubError) -> None:
        self._store = store
        self._why: HubError | None = why

    @property
    def name(self) -> str:
        """See ``ReadStore``."""
        return self._store.name

    @property
    def capability(self) -> Capability:
        """See ``ReadStore``."""
        return self._store.capability

    def snapshot(self, deadline: float) -> AbstractAsyncContextManager[Snapshot]:
        """See ``ReadStore``.

        Raises:
            StoreError: the store is not known yet; why not.
        """
        if self._why is not None:
            raise StoreError(self._why.code, self._why.message)
        return self._store.snapshot(deadline)

    def open(self) -> None:
        """Answer from now on."""
        self._why = None

    def shut(self, why: HubError) -> None:
        """Say from now on why not, unless it is open."""
        if self._why is not None:
            self._why = why

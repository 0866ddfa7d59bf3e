"""A store in which each triple stands in one graph, and the same with each graph whole."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.service.worker.wire import Shared


class Pair:
    """Two states of some data, of which one at a time is asked.

    On disk these are two stores, which share their files. In memory that would be twice the room:
    there is one store, and the few quads by which the two differ are put into it or taken out.
    """

    def __init__(
        self, once: ox.Store, shared: Shared | None = None, apart: Sequence[ox.Quad] = ()
    ) -> None:
        """Take the store in which each triple stands once, and how to come by the other."""
        self._store = once
        self.shared = shared
        self._apart = apart
        self._is_whole = False
        self._other: ox.Store | None = None

    def get_once(self) -> ox.Store:
        """Return the store in which each triple stands in one graph."""
        if self._is_whole:
            for quad in self._apart:
                self._store.remove(quad)
            self._is_whole = False
        return self._store

    def get_whole(self) -> ox.Store:
        """Return the store in which each graph has all that it holds."""
        if self.shared is None:
            return self._store
        if self._apart:
            if not self._is_whole:
                self._store.extend(self._apart)
                self._is_whole = True
            return self._store
        if self._other is None:
            self._other = ox.Store.read_only(self.shared.folder)
        return self._other

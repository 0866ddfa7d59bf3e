"""Data that are being loaded before anybody can take them into service.

To read them is the work of other processes. What takes them into service is imported meanwhile.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from kg.errors import KgError
from kg.service.data.catalogue import Catalogue, Origin


class Ahead:
    """An origin of which the first state is being loaded already."""

    def __init__(self, origin: Origin) -> None:
        """Begin to load the state there is now."""
        self._origin = origin
        # Read first: what changes while it is being loaded will be seen as new.
        self._fingerprint = origin.fingerprint()
        self._first: asyncio.Task[Catalogue] | None = asyncio.get_running_loop().create_task(
            origin.load()
        )

    def fingerprint(self) -> str:
        """Return that of the state that `load` returns next."""
        return self._origin.fingerprint() if self._first is None else self._fingerprint

    async def load(self, *, asked: bool = False) -> Catalogue:
        """Return the state that was begun; after that, load the state there is."""
        first, self._first = self._first, None
        return await (first if first is not None else self._origin.load(asked=asked))

    async def give_up(self) -> None:
        """End a first state that nobody has taken, and remove what was made for it."""
        if self._first is not None:
            self._first.cancel()
            with suppress(asyncio.CancelledError, KgError, OSError):
                (await self._first).discard()

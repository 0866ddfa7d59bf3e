"""Newer data taken into service, without a break for who asks meanwhile."""

from __future__ import annotations

import asyncio
import sys

from kg.errors import KgError
from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.data.catalogue import Origin
from kg.service.http.limits import Limits

WATCH_PAUSE = 0.5


class Reloader:
    """Keeps the service on the newest data: loads them, and hands over without a break."""

    def __init__(
        self, service: Service, origin: Origin, limits: Limits, wanted: asyncio.Event
    ) -> None:
        """Take the service to keep, where its data come from, and the limits.

        `wanted` is set by whoever wants the data loaded again, soon.
        """
        self._service = service
        self._origin = origin
        self._limits = limits
        self._wanted = wanted
        # The event loop holds tasks weakly; one that nobody else holds may vanish half done.
        self._retiring: set[asyncio.Task[None]] = set()

    async def load(self, *, asked: bool = False) -> str:
        """Load the data and take them into service; return the fingerprint of what was loaded.

        `asked`, all is loaded anew. Raises KgError or OSError, with the old data still in service.
        """
        # Read first: what changes while it is being loaded will be seen as new.
        fingerprint = self._origin.fingerprint()
        generation = Generation(await self._origin.load(asked=asked), self._limits)
        try:
            await generation.start()
        except (KgError, asyncio.CancelledError):  # or told to stop meanwhile
            generation.discard()
            raise
        # From here on new requests see the new data; those under way keep the old ones alive.
        old, self._service.generation = self._service.generation, generation
        self._service.metrics.reloads += 1
        if old is not None:
            task = asyncio.get_running_loop().create_task(old.retire())
            self._retiring.add(task)
            task.add_done_callback(self._retiring.discard)
        return fingerprint

    async def watch(self, fingerprint: str) -> None:
        """Load again whenever there is something new, or somebody asks."""
        while True:
            try:
                async with asyncio.timeout(WATCH_PAUSE):
                    await self._wanted.wait()
            except TimeoutError:
                if self._origin.fingerprint() == fingerprint:
                    continue
            asked = self._wanted.is_set()
            self._wanted.clear()
            fingerprint = await self._load_or_stay(fingerprint, asked=asked)

    async def _load_or_stay(self, fingerprint: str, *, asked: bool) -> str:
        try:
            return await self.load(asked=asked)
        except (KgError, OSError) as error:
            sys.stderr.write(f"reload failed, the old data stay in service: {error}\n")
            # What failed is not tried again until it changes, or somebody asks.
            return self._origin.fingerprint() or fingerprint
